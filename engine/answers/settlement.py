"""Settle what the rules that fired say, kind by kind: which claims prevail together."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..records import replace
from ..rulebook.model.conclusions import (
    EXCLUSIVE,
    GRANTED,
    Advice,
    BodyConclusion,
    ConductConclusion,
    DecisionAct,
    DecisionConclusion,
    DutyConclusion,
    Function,
    Mode,
    Party,
)
from ..rulebook.model.rules import Rule, RuleKind
from ..rulebook.model.texts import Text
from .answer import Finding, Loss, LossReason
from .claims import Agreement, RuleClaim, Settlement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..rulebook.model.conclusions import Conclusion
    from ..rulebook.model.grants import Grant
    from .precedence import Precedence

#: What a rule says on who decides when there is an execution, and no decision.
_NO_DECISION = Party(mode=Mode.ALL, roles=())

T = TypeVar("T")


class Ruling(NamedTuple):
    """What prevails of the rules that fired, and what lost.

    More than one alternative is a conflict; each has its findings. `inherited` are the
    rules by which somebody decides as a delegate in a wider matter alone, and `urgent`
    those that grant a decision in urgent cases alone.
    """

    alternatives: list[list[Finding]]
    losses: list[Loss]
    inherited: tuple[str, ...] = ()
    urgent: frozenset[str] = frozenset()


def _decision(claimants: list[Rule], precedence: Precedence) -> Ruling:
    parties: dict[Function, Settlement[Party]] = {}
    barred: list[Loss] = []
    named = {Function.DECIDES, *(f for r in claimants for f in r.conclusion.acting())}
    for function in (each for each in Function if each in named):
        claims = [
            RuleClaim(rule, party)
            for rule in claimants
            if (party := acting_party(rule, function))
        ]
        if not claims:
            continue
        if function is Function.DECIDES:
            claims, barred = precedence.barred(claims)
        if function in EXCLUSIVE:
            agreement = precedence.parties(function)
            parties[function] = precedence.settle(claims, agreement, function)
        else:
            parties[function] = precedence.add_up(claims, function)
    acts = _acts(claimants, parties.get(Function.DECIDES), precedence)
    losses = [loss for settled in parties.values() for loss in settled.losses]
    losses = [*barred, *losses, *acts.losses]
    requires, requiring = _requires(claimants, losses)
    agreed = {f: s.groups[0] for f, s in parties.items() if len(s.groups) == 1}

    def finding(
        chosen: Mapping[Function, tuple[RuleClaim[Party], ...]],
        acting: tuple[RuleClaim[DecisionAct], ...],
    ) -> list[Finding]:
        conclusion = DecisionConclusion(
            functions=tuple(
                (f, party)
                for f in Function
                if f in chosen
                for party in _summed(chosen[f], f, precedence)
                if party != _NO_DECISION
            ),
            requires=requires,
            act=acting[0].content if acting else None,
            grants=tuple(_grants(chosen.get(Function.DECIDES, ()), precedence.lawful)),
        )
        named = (claim.rule.id for group in chosen.values() for claim in group)
        rules = sorted({*named, *requiring, *_ids(acting)})
        return [Finding(conclusion=conclusion, rules=tuple(rules))]

    # Each point in dispute is shown with every side of it, beside what is agreed.
    act = acts.groups[0] if len(acts.groups) == 1 else ()
    alternatives = [
        finding(
            {**agreed, function: group},
            _act_of(group) if function is Function.DECIDES else act,
        )
        for function, settled in parties.items()
        if len(settled.groups) > 1
        for group in settled.groups
    ]
    if len(acts.groups) > 1:
        alternatives.extend(finding(agreed, group) for group in acts.groups)
    if not alternatives and (agreed or requires):
        alternatives = [finding(agreed, act)]
    deciding = parties.get(Function.DECIDES, Settlement((), ()))
    rules = [claim.rule for group in deciding.groups for claim in group]
    granting = (rule for rule in rules if rule.conclusion.grant)
    urgent = frozenset(rule.id for rule in granting if precedence.is_urgent(rule))
    return Ruling(alternatives, losses, precedence.inherited(rules), urgent)


def acting_party(rule: Rule, function: Function) -> Party | None:
    """Return who has a function by a rule; an execution says that nobody decides.

    That is an answer of its own, and not that somebody called nobody does. A row on who
    signs says nothing of who decides.
    """
    party = rule.conclusion.party(function)
    if function is not Function.DECIDES:
        return party
    if party is None and _act(rule) is DecisionAct.EXECUTION:
        return _NO_DECISION
    grant = rule.conclusion.grant
    if grant is None or rule.conclusion.party(Function.SIGNS):
        return party
    if party is None:
        return _party_of((grant.by,))
    return _party_of((*party.roles, *grant.superiors))


def _party_of(roles: tuple[str, ...]) -> Party:
    distinct = tuple(dict.fromkeys(roles))
    return Party(mode=Mode.ANY_OF if len(distinct) > 1 else Mode.ONE, roles=distinct)


def _grants(
    group: tuple[RuleClaim[Party], ...],
    lawful: Callable[[Grant, Rule], Grant] = lambda grant, _rule: grant,
) -> Iterator[Grant]:
    """Yield the grants of a group, each with those who still decide by it."""
    for claim in group:
        grant = claim.rule.conclusion.grant
        if grant is not None:
            grant = lawful(grant, claim.rule)
            is_row = claim.rule.conclusion.party(Function.DECIDES)
            yield grant.among(claim.content.roles) if is_row else grant


def _summed(
    group: tuple[RuleClaim[Party], ...], function: Function, precedence: Precedence
) -> list[Party]:
    """Return the parties a group names: alternatives and joint ones stay apart.

    Single roles that add up are one party; "either of these" beside them is another.
    Those to whom a committee grants a decision are one party with the committee, and
    with others who have the decision anyhow.
    """
    granted = list(_grants(group)) if function is Function.DECIDES else []
    if granted and group[0].content != _NO_DECISION:
        delegates = [role for grant in granted for role in grant.delegates]
        superiors = [role for grant in granted for role in grant.superiors]
        roles = (*delegates, *superiors, *precedence.beside(group))
        return [_party_of(roles)] if roles else []
    parties = list(dict.fromkeys(claim.content for claim in group))
    is_granted = function in GRANTED and function is not Function.DECIDES
    if is_granted and all(claim.rule.conclusion.grant for claim in group):
        return [_party_of(tuple(role for party in parties for role in party.roles))]
    differing = any(not party.agrees_with(parties[0]) for party in parties)
    if function is Function.DECIDES and differing:  # they add up: each alone
        return [_party_of(tuple(role for party in parties for role in party.roles))]
    named = [party for party in parties if party.mode is not Mode.NOBODY]
    if not named:
        return parties[:1]
    apart: list[Party] = []
    plain: dict[str, None] = {}
    for party in named:
        if party.mode in {Mode.ONE, Mode.ALL}:
            plain.update(dict.fromkeys(party.roles))
        elif not any(party.agrees_with(other) for other in apart):
            apart.append(party)
    if plain:
        mode = Mode.ONE if len(plain) == 1 else Mode.ALL
        return [Party(mode=mode, roles=tuple(plain)), *apart]
    return apart


def _acts(
    claimants: list[Rule], deciding: Settlement[Party] | None, precedence: Precedence
) -> Settlement[DecisionAct]:
    """Return what kind of act the decision is: what its deciding rules say.

    While it is disputed who decides there is no one act. Where nobody is left who
    decides, the rules count that name no decider.
    """
    if deciding and len(deciding.groups) > 1:
        return Settlement((), ())
    counting = [rule for rule in claimants if not acting_party(rule, Function.DECIDES)]
    if deciding and deciding.groups:
        counting = [claim.rule for claim in deciding.groups[0]]
    claims = [RuleClaim(rule, act) for rule in counting if (act := _act(rule))]
    return precedence.settle(claims, Agreement(operator.is_), Function.DECIDES)


def _act_of(group: tuple[RuleClaim[Party], ...]) -> tuple[RuleClaim[DecisionAct], ...]:
    """Return the act of one side of a dispute, where its rules agree on one."""
    claims = tuple(RuleClaim(c.rule, act) for c in group if (act := _act(c.rule)))
    return claims if len({claim.content for claim in claims}) == 1 else ()


def _act(rule: Rule) -> DecisionAct | None:
    conclusion = rule.conclusion
    return conclusion.act if isinstance(conclusion, DecisionConclusion) else None


def _requires(
    claimants: list[Rule], losses: list[Loss]
) -> tuple[tuple[Text, ...], set[str]]:
    """Return what must be done before, from every rule that did not lose outright.

    A rule loses outright when all it says on exclusive points yields, or when it
    says nothing on them and is overridden.
    """
    beaten = {(loss.rule, loss.function) for loss in losses if not loss.roles}
    texts: dict[Text, None] = {}
    rules: set[str] = set()
    for rule in claimants:
        conclusion = rule.conclusion
        if not isinstance(conclusion, DecisionConclusion):
            continue
        exclusive = [f for f in EXCLUSIVE if acting_party(rule, f)]
        has_lost = all((rule.id, function) in beaten for function in exclusive)
        if has_lost and (exclusive or _is_replaced(rule, claimants)):
            continue
        for text in conclusion.requires:
            texts[text] = None
            rules.add(rule.id)
    return tuple(texts), rules


def _is_replaced(rule: Rule, others: Iterable[Rule]) -> bool:
    return any(other.takes_over(rule) for other in others)


def _whole(claimants: list[Rule], precedence: Precedence) -> Ruling:
    """Settle conclusions that agree as a whole or not at all: ways, procedures."""
    claims = [RuleClaim(rule, rule.conclusion) for rule in claimants]
    agreement: Agreement[Conclusion] = Agreement(operator.eq)
    settled = precedence.settle(claims, agreement)
    return Ruling(
        [
            [Finding(conclusion=group[0].content, rules=_ids(group))]
            for group in settled.groups
        ],
        list(settled.losses),
    )


def _conduct(claimants: list[Rule], precedence: Precedence) -> Ruling:
    claims = [
        RuleClaim(rule, rule.conclusion)
        for rule in claimants
        if isinstance(rule.conclusion, ConductConclusion)
    ]
    agreement: Agreement[ConductConclusion] = Agreement(
        lambda one, other: one.verdict is other.verdict
    )
    settled = precedence.settle(claims, agreement)
    findings = []
    for group in settled.groups:
        advice = [claim.content.instead for claim in group if claim.content.instead]
        conclusion = replace(group[0].content, instead=_joined(advice))
        findings.append([Finding(conclusion=conclusion, rules=_ids(group))])
    return Ruling(findings, list(settled.losses))


def _joined(advice: list[Advice]) -> Advice | None:
    """Return several pieces of advice as one."""
    if not advice:
        return None
    texts = list(dict.fromkeys(one.says for one in advice if one.says))
    via = tuple(dict.fromkeys(role for one in advice for role in one.via))
    if not texts:
        return Advice(via=via)
    if len(texts) == 1:
        return Advice(says=texts[0], via=via)
    swedish = " ".join(_sentence(text.sv) for text in texts)
    english = " ".join(_sentence(text.in_language("en")) for text in texts)
    return Advice(says=Text(swedish, english), via=via)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _duty(claimants: list[Rule], precedence: Precedence) -> Ruling:
    del precedence  # duties add up: one never contradicts another
    overriding = [rule for rule in claimants if rule.overrides]
    replaced_by = {
        rule.id: other.id
        for rule in claimants
        for other in overriding
        if other.takes_over(rule)
    }
    losses = [
        Loss(rule=rule, to=other, reason=LossReason.OVERRIDDEN)
        for rule, other in replaced_by.items()
    ]
    findings = [
        Finding(conclusion=rule.conclusion, rules=(rule.id,))
        for rule in claimants
        if rule.id not in replaced_by and isinstance(rule.conclusion, DutyConclusion)
    ]
    return Ruling([findings] if findings else [], losses)


def _body(claimants: list[Rule], precedence: Precedence) -> Ruling:
    claims: dict[str, list[RuleClaim[Any]]] = {}
    for rule in claimants:
        for key, content in rule.conclusion.points():
            own = claims.setdefault(key, [])
            if content is not None:
                own.append(RuleClaim(rule, content))
    points = {
        key: precedence.settle(own, _body_agreement(own, precedence))
        for key, own in claims.items()
        if own
    }
    losses = [loss for settled in points.values() for loss in settled.losses]
    agreed = {p: s.groups[0] for p, s in points.items() if len(s.groups) == 1}

    def finding(chosen: Mapping[str, tuple[RuleClaim[Any], ...]]) -> list[Finding]:
        contents = {point: group[0].content for point, group in chosen.items()}
        rules = {claim.rule.id for group in chosen.values() for claim in group}
        conclusion = BodyConclusion(**contents)
        return [Finding(conclusion=conclusion, rules=tuple(sorted(rules)))]

    alternatives = [
        finding({**agreed, point: group})
        for point, settled in points.items()
        if len(settled.groups) > 1
        for group in settled.groups
    ]
    if not alternatives and agreed:
        alternatives = [finding(agreed)]
    return Ruling(alternatives, losses)


def _body_agreement(
    claims: list[RuleClaim[Any]], precedence: Precedence
) -> Agreement[Any]:
    """Return when rules agree on a point of a body, be it a party or not."""
    if all(isinstance(claim.content, Party) for claim in claims):
        return precedence.parties()
    return Agreement(operator.eq)


def _ids(group: Iterable[RuleClaim[T]]) -> tuple[str, ...]:
    return tuple(sorted(claim.rule.id for claim in group))


SETTLERS: Mapping[RuleKind, Callable[[list[Rule], Precedence], Ruling]] = {
    RuleKind.DECISION: _decision,
    RuleKind.CONTACT: _whole,
    RuleKind.CONDUCT: _conduct,
    RuleKind.DUTY: _duty,
    RuleKind.PROCEDURE: _whole,
    RuleKind.BODY: _body,
}
