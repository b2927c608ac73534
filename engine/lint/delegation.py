"""Delegation that the law does not allow, whatever a local text says.

Most bans are constraints of the law's own pack, so the walk finds who runs against
them. Here are also those that show in a single rule: a group of employees or a mixed
pair as decider, urgency that gives power to the wrong one, a decision in urgency
that nobody is told of, and the executive board in another committee's field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..answers.answer import LossReason, Outcome
from ..rulebook.language.acceptances import FindingKind
from ..rulebook.model.conclusions import DecisionAct, DecisionConclusion, Function
from ..rulebook.model.rules import RuleKind
from ..rulebook.model.sources import Rank
from .examination import question_about, witness_in
from .findings import Ban, LintFinding, Severity, Witness
from .law import Law, Tag
from .losses import shows_loss, yielding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..answers.answer import Answer
    from ..rulebook.model.conclusions import Party
    from ..rulebook.model.rules import Rule
    from .examination import Examined
    from .walks import Stretch, Walk

#: A position of an internal group, an execution and a signature delegate nothing.
_DECIDING = frozenset({None, DecisionAct.DECISION, DecisionAct.DELEGATED_DECISION})


def laws(examined: Examined) -> Mapping[str, Law]:
    """Return what the law says in each jurisdiction, by its id."""
    return {each.id: Law(each) for each in examined.jurisdictions}


def unlawful_delegation(examined: Examined) -> Iterable[LintFinding]:
    """Yield the rules that give away a power to decide where the law bans it."""
    law_in = laws(examined)
    for reason in (LossReason.CONSTRAINT, LossReason.MANDATORY):
        for pair, (walk, stretch, cell) in yielding(examined, reason).items():
            lower, higher = (walk.jurisdiction.rules_by_id[id_] for id_ in pair)
            law = law_in[walk.jurisdiction.id]
            if reason is LossReason.CONSTRAINT or law.concerns_delegation(higher):
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
    """Yield the local rules whose decider the law does not know as one."""
    law_in = laws(examined)
    for rule, walk in examined.rules.values():
        party = _local_decider(rule)
        if party is None:
            continue
        law = law_in[walk.jurisdiction.id]
        for ban, broken in _bans(rule, party, law):
            if broken:
                yield LintFinding(
                    kind=FindingKind.UNLAWFUL_DELEGATION,
                    severity=Severity.ERROR,
                    rules=(rule.id, broken.id),
                    cites=broken.cites,
                    place=rule.place,
                    ban=ban,
                    witness=_where_it_decides(rule, walk, examined),
                )
                break


def _local_decider(rule: Rule) -> Party | None:
    conclusion = rule.conclusion
    if rule.rank is Rank.LAW or not isinstance(conclusion, DecisionConclusion):
        return None
    if conclusion.act not in _DECIDING:
        return None
    return conclusion.party(Function.DECIDES)


def _bans(rule: Rule, party: Party, law: Law) -> Iterator[tuple[Ban, Rule | None]]:
    """Yield the rules of law that a decider runs against, the gravest first."""
    yield Ban.GROUP, law.ban_on_group(party)
    yield Ban.MIXED, law.ban_on_mixture(party)
    # with an ordinary delegation an employee may decide in urgent matters too
    if law.is_urgent(rule) and _act(rule) is not DecisionAct.DELEGATED_DECISION:
        yield Ban.URGENCY, law.ban_in_urgency(party)


def _act(rule: Rule) -> DecisionAct | None:
    conclusion = rule.conclusion
    return conclusion.act if isinstance(conclusion, DecisionConclusion) else None


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


class Lack(NamedTuple):
    """A rule with an answer that rests on it and lacks something."""

    rule: Rule
    walk: Walk
    answer: Answer
    witness: Witness


def unreported_urgency(examined: Examined) -> Iterable[LintFinding]:
    """Yield the local rules on urgent decisions of which not all are informed.

    Whom the law has informed of such a decision must stand in the answer.
    """
    law_in = laws(examined)

    def is_commissioned(rule: Rule, walk: Walk) -> bool:
        party = _local_decider(rule)
        law = law_in[walk.jurisdiction.id]
        return (
            party is not None
            and law.is_urgent(rule)
            and any(map(law.is_commissioned, party.roles))
        )

    def broken(answer: Answer, walk: Walk) -> Rule | None:
        informed = _roles(answer, Function.INFORMED)
        return law_in[walk.jurisdiction.id].duty_to_report(informed)

    def is_unreported(answer: Answer, walk: Walk) -> bool:
        return broken(answer, walk) is not None

    for lack in _lacking(examined, is_commissioned, is_unreported):
        duty = broken(lack.answer, lack.walk)
        if duty:
            yield LintFinding(
                kind=FindingKind.UNLAWFUL_DELEGATION,
                severity=Severity.ERROR,
                rules=(lack.rule.id, duty.id),
                cites=duty.cites,
                place=lack.rule.place,
                ban=Ban.NOTIFICATION,
                witness=lack.witness,
            )


def another_committees_field(examined: Examined) -> Iterable[LintFinding]:
    """Yield the local rules by which the executive board decides for a committee.

    The board acts in another's field where the matter is otherwise decided by the
    committee that has it; what lets it rests on a passage that the law names.
    """
    law_in = laws(examined)

    def is_the_boards(rule: Rule, walk: Walk) -> bool:
        party = _local_decider(rule)
        law = law_in[walk.jurisdiction.id]
        return (
            party is not None
            and bool(party.roles)
            and all(map(law.is_board, party.roles))
        )

    def is_unfounded(answer: Answer, walk: Walk) -> bool:
        return set(law_in[walk.jurisdiction.id].board.cites).isdisjoint(answer.cites)

    def is_otherwise_a_committees(stretch: Stretch, walk: Walk) -> bool:
        law = law_in[walk.jurisdiction.id]
        return any(
            law.is_tagged(role, Tag.COMMITTEE) and not law.is_board(role)
            for _, answer in stretch.cells
            for role in _roles(answer, Function.DECIDES)
        )

    for lack in _lacking(
        examined, is_the_boards, is_unfounded, among=is_otherwise_a_committees
    ):
        yield LintFinding(
            kind=FindingKind.ANOTHER_COMMITTEES_FIELD,
            severity=Severity.WARNING,
            rules=(lack.rule.id,),
            cites=law_in[lack.walk.jurisdiction.id].board.cites,
            place=lack.rule.place,
            witness=lack.witness,
        )


def _lacking(
    examined: Examined,
    is_concerned: Callable[[Rule, Walk], bool],
    lacks: Callable[[Answer, Walk], bool],
    among: Callable[[Stretch, Walk], bool] = lambda _stretch, _walk: True,
) -> Iterator[Lack]:
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

            spot = next(((c, a) for c, a in stretch.cells if shows(a)), None)
            if spot is not None:
                seen.add(rule.id)
                cell, answer = spot
                witness = witness_in(walk, stretch, cell, shows)
                yield Lack(rule, walk, answer, witness)


def _roles(answer: Answer, function: Function) -> tuple[str, ...]:
    """Return the roles that have a function in an answer."""
    return tuple(
        role
        for finding in answer.findings
        if isinstance(finding.conclusion, DecisionConclusion)
        and (party := finding.conclusion.party(function))
        for role in party.roles
    )
