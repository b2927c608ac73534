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
from .logbook import add_new
from .losses import Losses, outrankings
from .stretches import Watcher
from .survey import Sighting, Witness, question_about, witness_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..answers.answer import Answer
    from ..rulebook.model.conclusions import Party
    from ..rulebook.model.rules import Rule
    from .law import Law
    from .stretches import Cells, Pass
    from .survey import Survey
    from .walks import Spot, Walk

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
    for rule, walk in survey.listed_rules:
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
    # with an ordinary delegation an employee may decide in urgent matters too: a row
    # on a matter that is not urgency itself is one, whatever condition it has
    is_delegated = isinstance(conclusion, DecisionConclusion) and (
        conclusion.act is DecisionAct.DELEGATED_DECISION
        or (conclusion.grant is not None and not law.is_on_urgency(rule))
    )
    if law.is_urgent(rule) and not is_delegated:
        yield "urgency", law.ban_in_urgency(party)


def _where_it_decides(rule: Rule, walk: Walk, survey: Survey) -> Witness:
    """Return a question that a rule answers, or the rule where it answers none."""

    def shows(answer: Answer) -> bool:
        return not answer.is_table and rule.id in answer.rules

    spot = survey.logbook.of(Losses).resting.get(rule.id)
    if spot is not None and spot.municipality == walk.jurisdiction.id:
        return witness_in(survey, spot, shows)
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
        law = survey.law(survey.walks[loss.spot.municipality])
        committees = law.committees_apart(loss.lower, loss.higher)
        sighting = loss.sighting(survey)
        if committees:
            sighting = replace(sighting, variant="committee", about=committees)
        yield sighting


class Disguise(NamedTuple):
    """By what a row shows to be on a matter of the law, and what limits that."""

    variant: str
    matter: str
    of_law: str
    constraint: str


class Disguises(Watcher):
    """Notes the local rows on what the law limits by another name.

    `apart` are the rows that it does not limit: the matter, and that of the law.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.rows: dict[str, Disguise] = {}
        self.apart: dict[str, tuple[str, str]] = {}

    def read(self, rule: Rule, walk: Walk, survey: Survey) -> None:
        """Note what the matter of a row is like."""
        limited = survey.limited_matters(walk)
        likening = limited.likening(rule)
        if likening:
            limit = likening.limit
            self.rows[rule.id] = Disguise(
                likening.variant, likening.matter, limit.matter, limit.constraint.id
            )
            return
        conclusion = rule.conclusion
        is_rest = isinstance(conclusion, DecisionConclusion) and conclusion.is_remainder
        pair = None if is_rest else limited.unplaced(rule)
        if pair:
            self.apart[rule.id] = pair

    def add(self, later: Disguises) -> None:
        """Add the rows of a later stretch."""
        self.rows.update(later.rows)
        self.apart.update(later.apart)


def _under_another_name(survey: Survey) -> Iterable[Sighting]:
    """Yield the local rows on what the law limits, and does not know by their names."""
    for id_, like in survey.logbook.of(Disguises).rows.items():
        rule, walk = survey.rules[id_]
        constraint = walk.jurisdiction.rules_by_id[like.constraint]
        yield Sighting(
            variant=like.variant,
            rules=(rule.id, constraint.id),
            about=tuple(filter(None, (like.matter, like.of_law))),
            cites=constraint.cites,
            place=rule.place,
            witness=_where_it_decides(rule, walk, survey),
        )


def matters_apart_from_law(survey: Survey) -> Iterable[Sighting]:
    """Yield the rows named as a matter of law that they do not stand under."""
    seen: set[tuple[str, str]] = set()
    for id_, pair in survey.logbook.of(Disguises).apart.items():
        if pair in seen:
            continue
        seen.add(pair)
        rule, walk = survey.rules[id_]
        yield Sighting(
            rules=(id_,),
            about=pair,
            place=rule.place,
            witness=Witness(municipality=walk.jurisdiction.id, thing=pair[1]),
        )


# answers in which something is lacking --------------------------------------------


class Lacks(Watcher):
    """Notes rules that prevail in an answer in which something is lacking.

    Of each the first such answer counts. `unreported` are the rules on urgent decisions
    of which not all are informed, each with the rule of law by which they are;
    `afield` are those by which the executive board decides for a committee.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.unreported: dict[str, tuple[str, Spot]] = {}
        self.afield: dict[str, Spot] = {}

    def see(self, at: Pass, cells: Cells) -> None:
        """Note what the answers of a period lack."""
        if at.period.subject.kind is not RuleKind.DECISION:
            return
        law = at.survey.law(at.walk)
        for rule in at.period.candidates.rules:
            party = _local_decider(rule)
            if party is None:
                continue
            if rule.id not in self.unreported and _is_commissioned(rule, party, law):
                self._see_unreported(rule, at, cells)
            if rule.id not in self.afield and _is_the_boards(party, law):
                self._see_afield(rule, at, cells)

    def _see_unreported(self, rule: Rule, at: Pass, cells: Cells) -> None:
        for cell, answer in cells:
            if _rests_on(answer, rule):
                duty = _unmet_duty(answer, at.walk, at.survey)
                if duty:
                    self.unreported[rule.id] = (duty.id, at.spot(cell))
                    return

    def _see_afield(self, rule: Rule, at: Pass, cells: Cells) -> None:
        law = at.survey.law(at.walk)
        # the field is a committee's where it decides on the matter otherwise
        is_a_committees = any(
            law.is_tagged(role, Tag.COMMITTEE) and not law.is_boards_own(role)
            for _, answer in cells
            for role in _roles(answer, Function.DECIDES)
        )
        for cell, answer in cells if is_a_committees else ():
            if _rests_on(answer, rule) and _is_unfounded(answer, law):
                self.afield[rule.id] = at.spot(cell)
                return

    def add(self, later: Lacks) -> None:
        """Add what was noted on a later stretch."""
        add_new(self.unreported, later.unreported)
        add_new(self.afield, later.afield)


def _rests_on(answer: Answer, rule: Rule) -> bool:
    return answer.outcome is Outcome.ANSWERED and rule.id in answer.rules


def _is_commissioned(rule: Rule, party: Party, law: Law) -> bool:
    """Tell whether a rule lets a committee have urgent matters decided for it."""
    return law.is_urgent(rule) and any(map(law.is_commissioned, party.roles))


def _unmet_duty(answer: Answer, walk: Walk, survey: Survey) -> Rule | None:
    """Return the rule of law by which others should be informed as well."""
    informed = (*_roles(answer, Function.INFORMED), *_notified(answer, walk))
    return survey.law(walk).duty_to_report(_roles(answer, Function.DECIDES), informed)


def _is_the_boards(party: Party, law: Law) -> bool:
    """Tell whether nobody decides who may do so for another committee unbound."""
    return bool(party.roles) and all(map(law.is_board, party.roles))


def _is_unfounded(answer: Answer, law: Law) -> bool:
    return frozenset(law.board.cites).isdisjoint(answer.cites)


def _unreported_urgency(survey: Survey) -> Iterable[Sighting]:
    """Yield the local rules on urgent decisions of which not all are informed.

    Whom the law has informed of such a decision must stand in the answer.
    """
    for id_, (duty_id, spot) in survey.logbook.of(Lacks).unreported.items():
        walk = survey.walks[spot.municipality]
        by_id = walk.jurisdiction.rules_by_id
        rule, duty = by_id[id_], by_id[duty_id]

        def shows(answer: Answer, rule: Rule = rule, walk: Walk = walk) -> bool:
            is_unmet = _rests_on(answer, rule) and _unmet_duty(answer, walk, survey)
            return bool(is_unmet)

        yield Sighting(
            variant="unreported",
            rules=(rule.id, duty.id),
            cites=duty.cites,
            place=rule.place,
            witness=witness_in(survey, spot, shows),
        )


def another_committees_field(survey: Survey) -> Iterable[Sighting]:
    """Yield the local rules by which the executive board decides for a committee.

    The board acts in another's field where the matter is otherwise decided by the
    committee that has it, and lawfully where the answer rests on what lets it.
    """
    for id_, spot in survey.logbook.of(Lacks).afield.items():
        walk = survey.walks[spot.municipality]
        rule, law = walk.jurisdiction.rules_by_id[id_], survey.law(walk)

        def shows(answer: Answer, rule: Rule = rule, law: Law = law) -> bool:
            return _rests_on(answer, rule) and _is_unfounded(answer, law)

        yield Sighting(
            rules=(rule.id,),
            cites=law.board.cites,
            place=rule.place,
            witness=witness_in(survey, spot, shows),
        )


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
