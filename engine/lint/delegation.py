"""Delegation that the law does not allow, whatever a local text says.

Most bans are constraints of the law's own pack, so the walk finds who runs against
them. Here are also those that show in a single rule: a group or a mixed pair as
decider, urgency that gives power to the wrong one, an urgent decision of which not
all are informed, and the executive board in another committee's field.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..answers.answer import Outcome
from ..rulebook.model.conclusions import DecisionAct, DecisionConclusion, Function
from ..rulebook.model.grants import Notification
from ..rulebook.model.rules import RuleKind
from ..rulebook.model.sources import Rank
from ..rulebook.model.tags import Tag
from .losses import outrankings
from .survey import Sighting, Spot, Witness, question_about, witness_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..answers.answer import Answer
    from ..rulebook.model.conclusions import Party
    from ..rulebook.model.rules import Rule
    from .law import Law
    from .survey import Survey
    from .walks import SubjectPeriod, Walk

#: A position of an internal group, an execution and a signature delegate nothing.
_DECIDING = frozenset({None, DecisionAct.DECISION, DecisionAct.DELEGATED_DECISION})


def unlawful_delegation(survey: Survey) -> Iterable[Sighting]:
    """Yield the rules that give away a power to decide where the law bans it."""
    # first: they know best what to do about a rule that a constraint bars as well
    yield from _unlawful_deciders(survey)
    yield from _outranked(survey)
    yield from _under_another_name(survey)
    yield from _unreported_urgency(survey)


# what shows in a single rule ------------------------------------------------------


def _unlawful_deciders(survey: Survey) -> Iterable[Sighting]:
    """Yield the local rules whose decider the law does not know as one."""
    for rule, walk in survey.rules.values():
        party = _local_decider(rule)
        if party is None:
            continue
        for variant, ban in _bans(rule, party, survey.law(walk)):
            if ban:
                yield Sighting(
                    variant=variant,
                    rules=(rule.id, ban.id),
                    cites=ban.cites,
                    place=rule.place,
                    witness=_where_it_decides(rule, walk, survey),
                )
                break


def _local_decider(rule: Rule) -> Party | None:
    """Return to whom a rule below the rank of law gives a power to decide."""
    conclusion = rule.conclusion
    if rule.rank is Rank.LAW or not isinstance(conclusion, DecisionConclusion):
        return None
    if conclusion.act not in _DECIDING:
        return None
    return conclusion.party(Function.DECIDES)


def _bans(rule: Rule, party: Party, law: Law) -> Iterator[tuple[str, Rule | None]]:
    """Yield the variants of a ban, each with the rule of law that is broken."""
    yield "group", law.ban_on_group(party)
    yield "mixed", law.ban_on_mixture(party)
    conclusion = rule.conclusion
    # with an ordinary delegation an employee may decide in urgent matters too
    is_delegated = (
        isinstance(conclusion, DecisionConclusion)
        and conclusion.act is DecisionAct.DELEGATED_DECISION
    )
    if law.is_urgent(rule) and not is_delegated:
        yield "urgency", law.ban_in_urgency(party)


def _where_it_decides(rule: Rule, walk: Walk, survey: Survey) -> Witness:
    """Return a question that a rule answers, or the rule where it answers none."""

    def shows(answer: Answer) -> bool:
        return not answer.is_table and rule.id in answer.rules

    for period in walk.periods:
        if rule.id in period.candidates.rule_ids:
            for cell, answer in period.cells:
                if shows(answer):
                    return witness_in(Spot(walk, period, cell), shows)
    question = question_about(rule, survey.today)
    return Witness(
        municipality=walk.jurisdiction.id,
        question=question,
        is_why=question is not None,
        thing="" if question else rule.id,
    )


def _outranked(survey: Survey) -> Iterable[Sighting]:
    """Yield the local rules that yield to what the law says of delegation."""
    for loss in outrankings(survey):
        if not loss.is_unlawful:
            continue
        law = survey.law(loss.spot.walk)
        committees = law.committees_apart(loss.lower, loss.higher)
        sighting = loss.sighting()
        if committees:
            sighting = replace(sighting, variant="committee", about=committees)
        yield sighting


def _under_another_name(survey: Survey) -> Iterable[Sighting]:
    """Yield the local rows on what the law limits, and does not know by their names."""
    for rule, walk in survey.rules.values():
        likening = survey.limited_matters(walk).likening(rule)
        if likening:
            constraint = likening.limit.constraint
            yield Sighting(
                variant=likening.variant,
                rules=(rule.id, constraint.id),
                about=(likening.matter, likening.limit.matter),
                cites=constraint.cites,
                place=rule.place,
                witness=_where_it_decides(rule, walk, survey),
            )


# answers in which something is lacking --------------------------------------------


class Lack(NamedTuple):
    """A rule with an answer that rests on it and lacks something."""

    rule: Rule
    walk: Walk
    answer: Answer
    witness: Witness


def _unreported_urgency(survey: Survey) -> Iterable[Sighting]:
    """Yield the local rules on urgent decisions of which not all are informed.

    Whom the law has informed of such a decision must stand in the answer.
    """

    def is_commissioned(rule: Rule, walk: Walk) -> bool:
        law, party = survey.law(walk), _local_decider(rule)
        return (
            party is not None
            and law.is_urgent(rule)
            and any(map(law.is_commissioned, party.roles))
        )

    def unmet_duty(answer: Answer, walk: Walk) -> Rule | None:
        informed = (*_roles(answer, Function.INFORMED), *_notified(answer, walk))
        return survey.law(walk).duty_to_report(
            _roles(answer, Function.DECIDES), informed
        )

    def is_unreported(answer: Answer, walk: Walk) -> bool:
        return unmet_duty(answer, walk) is not None

    for lack in _lacking(survey, is_commissioned, is_unreported):
        duty = unmet_duty(lack.answer, lack.walk)
        if duty:
            yield Sighting(
                variant="unreported",
                rules=(lack.rule.id, duty.id),
                cites=duty.cites,
                place=lack.rule.place,
                witness=lack.witness,
            )


def another_committees_field(survey: Survey) -> Iterable[Sighting]:
    """Yield the local rules by which the executive board decides for a committee.

    The board acts in another's field where the matter is otherwise decided by the
    committee that has it, and lawfully where the answer rests on what lets it.
    """

    def is_the_boards(rule: Rule, walk: Walk) -> bool:
        law, party = survey.law(walk), _local_decider(rule)
        return (
            party is not None
            and bool(party.roles)
            and all(map(law.is_board, party.roles))
        )

    def is_unfounded(answer: Answer, walk: Walk) -> bool:
        return frozenset(survey.law(walk).board.cites).isdisjoint(answer.cites)

    def is_otherwise_a_committees(period: SubjectPeriod, walk: Walk) -> bool:
        law = survey.law(walk)
        return any(
            law.is_tagged(role, Tag.COMMITTEE) and not law.is_boards_own(role)
            for _, answer in period.cells
            for role in _roles(answer, Function.DECIDES)
        )

    for lack in _lacking(
        survey, is_the_boards, is_unfounded, among=is_otherwise_a_committees
    ):
        yield Sighting(
            rules=(lack.rule.id,),
            cites=survey.law(lack.walk).board.cites,
            place=lack.rule.place,
            witness=lack.witness,
        )


def _lacking(
    survey: Survey,
    is_concerned: Callable[[Rule, Walk], bool],
    lacks: Callable[[Answer, Walk], bool],
    among: Callable[[SubjectPeriod, Walk], bool] = lambda _period, _walk: True,
) -> Iterator[Lack]:
    """Yield rules that prevail in an answer that lacks something, each rule once.

    Args:
        survey: what to look at.
        is_concerned: tells which rules to look at.
        lacks: tells whether an answer that rests on the rule lacks it.
        among: tells which subjects and periods to look at.
    """
    seen: set[str] = set()
    for walk, period in survey.periods(RuleKind.DECISION):
        concerned = [
            rule
            for rule in period.candidates.rules
            if rule.id not in seen and is_concerned(rule, walk)
        ]
        if not concerned or not among(period, walk):
            continue
        for rule in concerned:

            def shows(answer: Answer, rule: Rule = rule, walk: Walk = walk) -> bool:
                return (
                    answer.outcome is Outcome.ANSWERED
                    and rule.id in answer.rules
                    and lacks(answer, walk)
                )

            for cell, answer in period.cells:
                if shows(answer):
                    seen.add(rule.id)
                    witness = witness_in(Spot(walk, period, cell), shows)
                    yield Lack(rule, walk, answer, witness)
                    break


def _roles(answer: Answer, function: Function) -> tuple[str, ...]:
    """Return the roles that have a function in an answer."""
    return tuple(
        role
        for finding in answer.findings
        if finding.conclusion and (party := finding.conclusion.party(function))
        for role in party.roles
    )


def _notified(answer: Answer, walk: Walk) -> Iterator[str]:
    """Yield the committees that are told at their next meeting, as the rows say it.

    An answer tells what the law wants of an urgent decision, whatever the row says.
    """
    for rule in answer.rules:
        grant = walk.jurisdiction.rules_by_id[rule].conclusion.grant
        if grant and grant.notification is Notification.NEXT_MEETING:
            yield grant.by
