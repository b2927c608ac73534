"""Delegation that the law does not allow, whatever a local text says.

Most bans are constraints of the law's own pack, so the walk finds who runs against
them. Here are also those that show in a single rule: a group of employees or a mixed
pair as decider, urgency that gives power to the wrong one, a decision in urgency
that nobody is told of, and the executive board in another committee's field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers.answer import LossReason, Outcome
from ..rulebook.language.acceptances import FindingKind
from ..rulebook.model.conclusions import DecisionAct, DecisionConclusion, Function, Mode
from ..rulebook.model.conditions import OneOf
from ..rulebook.model.rules import RuleKind
from ..rulebook.model.sources import Rank
from .examination import question_about, witness_in
from .findings import Ban, LintFinding, Severity, Witness
from .losses import shows_loss, yielding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..answers.answer import Answer
    from ..rulebook.model.conclusions import Party
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from .examination import Examined
    from .walks import Stretch, Walk

_LAW = "kommunallagen"


def _sections(*sections: str) -> tuple[str, ...]:
    """Return passages of the Local Government Act by chapter and section."""
    return tuple(f"{_LAW}/kl#{section}" for section in sections)


#: The sections on who may be given a power to decide, and which powers never leave.
_ON_DELEGATION = frozenset(
    (
        *_sections("5-2", "6-37", "6-38", "6-39", "6-40", "7-5", "7-6", "7-22", "8-4"),
        f"{_LAW}/pbl#12-6",
        f"{_LAW}/lvu#6",
        f"{_LAW}/fb#19-14",
    )
)
#: A position of an internal group, an execution and a signature delegate nothing.
_DECIDING = frozenset({None, DecisionAct.DECISION, DecisionAct.DELEGATED_DECISION})
_GROUPS = frozenset(
    {"tjanstemannagrupp", "forvaltning", "namndberedning", "fullmaktigeberedning"}
)
_ELECTED = frozenset({"fortroendevald", "presidium", "utskott"})
_EMPLOYED = frozenset({"anstalld"})
#: Whom a committee can commission to decide when it cannot be awaited (6 kap. 39 §),
#: and the organs that decide in their own right.
_IN_URGENCY = frozenset({"ordforande", "utsedd-ledamot", "namnd", "kommunfullmaktige"})
_COMMISSIONED = frozenset({"ordforande", "utsedd-ledamot"})
#: The circumstances that say that a committee cannot be awaited, with that value.
_URGENT = {"akut": 1, "bradskande": 1, "namnden-kan-invantas": 0}
_BOARD = "kommunstyrelsen"
_COMMITTEE = "namnd"


def concerns_delegation(rule: Rule) -> bool:
    """Tell whether a rule rests on a section of law about delegation."""
    return not _ON_DELEGATION.isdisjoint(rule.cites)


def unlawful_delegation(examined: Examined) -> Iterable[LintFinding]:
    """Yield the rules that give away a power to decide where the law bans it."""
    for reason in (LossReason.CONSTRAINT, LossReason.MANDATORY):
        for pair, (walk, stretch, cell) in yielding(examined, reason).items():
            lower, higher = (walk.jurisdiction.rules_by_id[id_] for id_ in pair)
            if reason is LossReason.CONSTRAINT or concerns_delegation(higher):
                yield LintFinding(
                    kind=FindingKind.UNLAWFUL_DELEGATION,
                    severity=Severity.ERROR,
                    rules=pair,
                    cites=higher.cites,
                    place=lower.place,
                    reason=reason,
                    ban=Ban.CONSTRAINT,
                    witness=witness_in(walk, stretch, cell, shows_loss(*pair)),
                )


def unlawful_deciders(examined: Examined) -> Iterable[LintFinding]:
    """Yield the local rules whose decider the law does not know as one.

    A group of employees can hold no delegated power, nor an elected representative
    and an employee jointly (6 kap. 37 §, 7 kap. 5 §); urgency gives power only to
    the chair or another named member (6 kap. 39 §).
    """
    for rule, walk in examined.rules.values():
        party = _local_decider(rule)
        if party is None:
            continue
        ban = _banned(rule, party, walk.jurisdiction)
        if ban:
            cites = _sections("6-39" if ban is Ban.URGENCY else "6-37", "7-5")
            yield _unlawful(rule, walk, ban, cites, examined)


def _local_decider(rule: Rule) -> Party | None:
    conclusion = rule.conclusion
    if rule.rank is Rank.LAW or not isinstance(conclusion, DecisionConclusion):
        return None
    if conclusion.act not in _DECIDING:
        return None
    return conclusion.party(Function.DECIDES)


def _banned(rule: Rule, party: Party, jurisdiction: Jurisdiction) -> Ban | None:
    kinds = [
        jurisdiction.vocabulary.role_kinds.get(role, frozenset({role}))
        for role in party.roles
    ]
    if any(each & _GROUPS for each in kinds):
        return Ban.GROUP
    is_mixed = any(each & _ELECTED for each in kinds) and any(
        each & _EMPLOYED for each in kinds
    )
    if party.mode is Mode.TOGETHER and is_mixed:
        return Ban.MIXED
    # with an ordinary delegation an employee may decide in urgent matters too
    is_delegated = _act(rule) is DecisionAct.DELEGATED_DECISION
    if _is_urgent(rule) and not is_delegated:
        return None if all(each & _IN_URGENCY for each in kinds) else Ban.URGENCY
    return None


def _act(rule: Rule) -> DecisionAct | None:
    conclusion = rule.conclusion
    return conclusion.act if isinstance(conclusion, DecisionConclusion) else None


def _is_urgent(rule: Rule) -> bool:
    return any(
        isinstance(condition, OneOf)
        and not condition.negated
        and condition.values == {_URGENT.get(condition.circumstance)}
        for condition in rule.when
    )


def _unlawful(
    rule: Rule, walk: Walk, ban: Ban, cites: tuple[str, ...], examined: Examined
) -> LintFinding:
    return LintFinding(
        kind=FindingKind.UNLAWFUL_DELEGATION,
        severity=Severity.ERROR,
        rules=(rule.id,),
        cites=_known(cites, walk.jurisdiction),
        place=rule.place,
        ban=ban,
        witness=_where_it_decides(rule, walk, examined),
    )


def _known(cites: Iterable[str], jurisdiction: Jurisdiction) -> tuple[str, ...]:
    """Return the passages that a jurisdiction knows: small packs may lack the law."""
    return tuple(cite for cite in cites if cite in jurisdiction.passages)


def _where_it_decides(rule: Rule, walk: Walk, examined: Examined) -> Witness:
    """Return a question that a rule answers, or the rule where it answers none."""

    def shows(answer: Answer) -> bool:
        return answer.outcome is not Outcome.DEPENDS and rule.id in answer.rules

    for stretch in walk.stretches:
        if rule.id in stretch.candidates.rule_ids:
            for cell, answer in stretch.cells:
                if shows(answer):
                    return witness_in(walk, stretch, cell, shows)
    question = question_about(rule, examined.today)
    return Witness(
        municipality=walk.jurisdiction.id,
        question=question,
        is_why=question is not None,
        thing="" if question else rule.id,
    )


# cells in which something is lacking ----------------------------------------------


def unreported_urgency(examined: Examined) -> Iterable[LintFinding]:
    """Yield the local rules on urgent decisions of which no committee is told.

    Such a decision must be reported at the committee's next meeting (6 kap. 40 §).
    """

    def is_unreported(answer: Answer, walk: Walk) -> bool:
        told = _roles(answer, Function.INFORMED)
        kinds = walk.jurisdiction.vocabulary.role_kinds
        return not any(kinds[role] & {_COMMITTEE} for role in told)

    def is_commissioned(rule: Rule, walk: Walk) -> bool:
        party = _local_decider(rule)
        kinds = walk.jurisdiction.vocabulary.role_kinds
        return (
            party is not None
            and _is_urgent(rule)
            and any(kinds[role] & _COMMISSIONED for role in party.roles)
        )

    for rule, walk, witness in _lacking(examined, is_commissioned, is_unreported):
        yield LintFinding(
            kind=FindingKind.UNLAWFUL_DELEGATION,
            severity=Severity.ERROR,
            rules=(rule.id,),
            cites=_known(_sections("6-40"), walk.jurisdiction),
            place=rule.place,
            ban=Ban.NOTIFICATION,
            witness=witness,
        )


def another_committees_field(examined: Examined) -> Iterable[LintFinding]:
    """Yield the local rules by which the executive board decides for a committee.

    It takes a decision by the council for specifically stated circumstances (6 kap.
    8 §). The board acts in another's field where the matter is otherwise decided by
    the committee that has it.
    """
    section = frozenset(_sections("6-8"))

    def is_the_boards(rule: Rule, walk: Walk) -> bool:
        party = _local_decider(rule)
        kinds = walk.jurisdiction.vocabulary.role_kinds
        return (
            party is not None
            and bool(party.roles)
            and all(_BOARD in kinds[role] for role in party.roles)
        )

    def is_unfounded(answer: Answer, _walk: Walk) -> bool:
        return section.isdisjoint(answer.cites)

    for rule, walk, witness in _lacking(
        examined, is_the_boards, is_unfounded, among=_is_otherwise_a_committees
    ):
        yield LintFinding(
            kind=FindingKind.ANOTHER_COMMITTEES_FIELD,
            severity=Severity.WARNING,
            rules=(rule.id,),
            cites=_known(_sections("6-8"), walk.jurisdiction),
            place=rule.place,
            witness=witness,
        )


def _is_otherwise_a_committees(stretch: Stretch, walk: Walk) -> bool:
    kinds = walk.jurisdiction.vocabulary.role_kinds
    return any(
        _COMMITTEE in kinds[role] and _BOARD not in kinds[role]
        for _, answer in stretch.cells
        for role in _roles(answer, Function.DECIDES)
    )


def _lacking(
    examined: Examined,
    is_concerned: Callable[[Rule, Walk], bool],
    lacks: Callable[[Answer, Walk], bool],
    among: Callable[[Stretch, Walk], bool] = lambda _stretch, _walk: True,
) -> Iterator[tuple[Rule, Walk, Witness]]:
    """Yield rules that prevail in an answer that lacks something, each rule once.

    Args:
        examined: what to look at.
        is_concerned: tells which rules to look at.
        lacks: tells whether an answer that rests on the rule lacks it.
        among: tells which stretches to look at.
    """
    seen: set[str] = set()
    for walk, stretch in examined.stretches(RuleKind.DECISION):
        concerned = [
            rule
            for rule in stretch.candidates.rules
            if rule.id not in seen and is_concerned(rule, walk)
        ]
        if not concerned or not among(stretch, walk):
            continue
        for rule in concerned:

            def shows(answer: Answer, rule: Rule = rule, walk: Walk = walk) -> bool:
                return (
                    answer.outcome is Outcome.ANSWERED
                    and rule.id in answer.rules
                    and lacks(answer, walk)
                )

            cell = next((cell for cell, a in stretch.cells if shows(a)), None)
            if cell is not None:
                seen.add(rule.id)
                yield rule, walk, witness_in(walk, stretch, cell, shows)


def _roles(answer: Answer, function: Function) -> tuple[str, ...]:
    """Return the roles that have a function in an answer."""
    return tuple(
        role
        for finding in answer.findings
        if isinstance(finding.conclusion, DecisionConclusion)
        and (party := finding.conclusion.party(function))
        for role in party.roles
    )
