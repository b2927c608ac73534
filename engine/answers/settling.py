"""Settle what the rules that fired say, kind by kind: which claims prevail together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.answers.answer import Finding, Loss, LossReason
from engine.answers.precedence import Claim, Precedence, Prevailing
from engine.rulebook.rules import (
    EXCLUSIVE,
    BodyConclusion,
    ConductConclusion,
    ContactConclusion,
    DecisionAct,
    DecisionConclusion,
    DutyConclusion,
    Function,
    Instead,
    Mode,
    Party,
    ProcedureConclusion,
    Rule,
    RuleKind,
)
from engine.rulebook.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from engine.rulebook.rules import Conclusion

#: Alternatives (more than one is a conflict), each with its findings; and what lost.
Settled = tuple[list[list[Finding]], list[Loss]]


def _decision(claimants: list[Rule], precedence: Precedence) -> Settled:
    losses: list[Loss] = []
    agreed: dict[Function, tuple[Party, list[str]]] = {}
    disputed: list[tuple[Function, Prevailing[Party]]] = []
    for function in Function:
        claims = [
            Claim(rule, party)
            for rule in claimants
            if isinstance(rule.conclusion, DecisionConclusion)
            and (party := rule.conclusion.party(function))
        ]
        if not claims:
            continue
        if function in EXCLUSIVE:
            settled = precedence.settled(claims, Party.agrees_with, function)
        else:
            settled = precedence.added_up(claims, function)
        losses.extend(settled.losses)
        if len(settled.groups) > 1:
            disputed.append((function, settled))
        elif settled.groups:
            (group,) = settled.groups
            agreed[function] = _summed(group)
    act = _act(claimants, agreed, precedence)
    requires, requiring = _requires(claimants, losses)
    if not disputed:
        if not agreed and not requires:
            return [], losses
        rules = {r for _, named in agreed.values() for r in named} | requiring
        conclusion = DecisionConclusion(
            functions=tuple((f, party) for f, (party, _) in agreed.items()),
            requires=requires,
            act=act,
        )
        found = Finding(conclusion=conclusion, rules=tuple(sorted(rules)))
        return [[found]], losses
    alternatives: list[list[Finding]] = []
    for function, settled in disputed:
        for group in settled.groups:
            party, named = _summed(group)
            functions = {**{f: p for f, (p, _) in agreed.items()}, function: party}
            conclusion = DecisionConclusion(
                functions=tuple((f, functions[f]) for f in Function if f in functions),
                requires=requires,
            )
            rules = {r for _, listed in agreed.values() for r in listed} | set(named)
            alternatives.append(
                [Finding(conclusion=conclusion, rules=tuple(sorted(rules)))]
            )
    return alternatives, losses


def _summed(group: tuple[Claim[Party], ...]) -> tuple[Party, list[str]]:
    """Return the party a group names together, and the rules that name it."""
    parties = [claim.content for claim in group if claim.content.mode is not Mode.NOBODY]
    rules = [claim.rule.id for claim in group]
    if not parties:
        return group[0].content, rules
    if all(party.agrees_with(parties[0]) for party in parties):
        return parties[0], rules
    roles = tuple(dict.fromkeys(role for party in parties for role in party.roles))
    return Party(mode=Mode.ALL, roles=roles), rules


def _act(
    claimants: list[Rule],
    agreed: Mapping[Function, tuple[Party, list[str]]],
    precedence: Precedence,
) -> DecisionAct | None:
    """Return what kind of act the decision is: what its deciding rules say."""
    deciding = set(agreed.get(Function.DECIDES, (None, []))[1])
    claims = [
        Claim(rule, rule.conclusion.act)
        for rule in claimants
        if isinstance(rule.conclusion, DecisionConclusion)
        and rule.conclusion.act is not None
        and (rule.id in deciding or not deciding)
    ]
    settled = precedence.settled(claims, lambda a, b: a is b)
    return settled.groups[0][0].content if len(settled.groups) == 1 else None


def _requires(
    claimants: list[Rule], losses: list[Loss]
) -> tuple[tuple[Text, ...], set[str]]:
    """Return what must be done before, from every rule that did not lose outright."""
    beaten = {loss.rule for loss in losses}
    texts: dict[Text, None] = {}
    rules: set[str] = set()
    for rule in sorted(claimants, key=lambda rule: rule.id):
        conclusion = rule.conclusion
        if not isinstance(conclusion, DecisionConclusion) or rule.id in beaten:
            continue
        for text in conclusion.requires:
            texts[text] = None
            rules.add(rule.id)
    return tuple(texts), rules


def _contact(claimants: list[Rule], precedence: Precedence) -> Settled:
    claims = [
        Claim(rule, rule.conclusion)
        for rule in claimants
        if isinstance(rule.conclusion, ContactConclusion)
    ]
    settled = precedence.settled(claims, lambda a, b: a == b)
    return [
        [Finding(conclusion=group[0].content, rules=_ids(group))]
        for group in settled.groups
    ], list(settled.losses)


def _conduct(claimants: list[Rule], precedence: Precedence) -> Settled:
    claims = [
        Claim(rule, rule.conclusion)
        for rule in claimants
        if isinstance(rule.conclusion, ConductConclusion)
    ]
    settled = precedence.settled(claims, lambda a, b: a.verdict is b.verdict)
    findings = []
    for group in settled.groups:
        advice = [claim.content.instead for claim in group if claim.content.instead]
        conclusion = replace(group[0].content, instead=_joined(advice))
        findings.append([Finding(conclusion=conclusion, rules=_ids(group))])
    return findings, list(settled.losses)


def _joined(advice: list[Instead]) -> Instead | None:
    """Return several pieces of advice as one."""
    if not advice:
        return None
    texts = list(dict.fromkeys(one.says for one in advice if one.says))
    via = tuple(dict.fromkeys(role for one in advice for role in one.via))
    if not texts:
        return Instead(via=via)
    if len(texts) == 1:
        return Instead(says=texts[0], via=via)
    swedish = " ".join(_sentence(text.sv) for text in texts)
    english = " ".join(_sentence(text.in_language("en")) for text in texts)
    return Instead(says=Text(swedish, english), via=via)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _duty(claimants: list[Rule], precedence: Precedence) -> Settled:
    overridden = {name for rule in claimants for name in rule.overrides}
    losses = [
        Loss(rule=rule.id, to=winner.id, reason=LossReason.OVERRIDDEN)
        for rule in claimants
        for winner in claimants
        if rule.id in winner.overrides
    ]
    del precedence  # duties add up: one never contradicts another
    findings = [
        Finding(conclusion=rule.conclusion, rules=(rule.id,))
        for rule in sorted(claimants, key=lambda rule: rule.id)
        if rule.id not in overridden and isinstance(rule.conclusion, DutyConclusion)
    ]
    return ([findings] if findings else []), losses


def _procedure(claimants: list[Rule], precedence: Precedence) -> Settled:
    claims = [
        Claim(rule, rule.conclusion)
        for rule in claimants
        if isinstance(rule.conclusion, ProcedureConclusion)
    ]
    settled = precedence.settled(claims, lambda a, b: a == b)
    return [
        [Finding(conclusion=group[0].content, rules=_ids(group))]
        for group in settled.groups
    ], list(settled.losses)


_BODY_POINTS = ("members", "leader", "place", "meets", "mandate")


def _body(claimants: list[Rule], precedence: Precedence) -> Settled:
    losses: list[Loss] = []
    said: dict[str, list[tuple[Claim[object], ...]]] = {}
    for point in _BODY_POINTS:
        claims: list[Claim[object]] = [
            Claim(rule, content)
            for rule in claimants
            if isinstance(rule.conclusion, BodyConclusion)
            and (content := getattr(rule.conclusion, point)) is not None
        ]
        settled = precedence.settled(claims, _same)
        losses.extend(settled.losses)
        if settled.groups:
            said[point] = list(settled.groups)
    if not said:
        return [], losses
    most = max(len(groups) for groups in said.values())
    alternatives = []
    for number in range(most):
        chosen = {p: groups[min(number, len(groups) - 1)] for p, groups in said.items()}
        conclusion = BodyConclusion(
            **{point: group[0].content for point, group in chosen.items()}  # type: ignore[arg-type]
        )
        rules = tuple(sorted({c.rule.id for group in chosen.values() for c in group}))
        alternatives.append([Finding(conclusion=conclusion, rules=rules)])
    return alternatives, losses


def _same(one: object, other: object) -> bool:
    if isinstance(one, Party) and isinstance(other, Party):
        return one.agrees_with(other)
    return one == other


def _ids(group: Iterable[Claim[Conclusion]] | Iterable[Claim[ContactConclusion]]) -> tuple[str, ...]:
    return tuple(sorted(claim.rule.id for claim in group))


SETTLERS: Mapping[RuleKind, Callable[[list[Rule], Precedence], Settled]] = {
    RuleKind.DECISION: _decision,
    RuleKind.CONTACT: _contact,
    RuleKind.CONDUCT: _conduct,
    RuleKind.DUTY: _duty,
    RuleKind.PROCEDURE: _procedure,
    RuleKind.BODY: _body,
}
