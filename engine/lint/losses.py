"""Rules that lose: to a text of higher rank, or always, so that they never prevail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..answers.answer import LossReason
from ..rulebook.model.conclusions import (
    ConductConclusion,
    DecisionConclusion,
    Verdict,
)
from ..rulebook.model.conditions import IsRole, OneOf, Present, Within
from ..rulebook.model.questions import Question
from ..rulebook.model.rules import RuleKind
from ..rulebook.model.sources import Rank
from ..space.particulars import obstacle_spared
from .survey import Sighting, Witness, pack_of, question_about, witness_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..answers.answer import Answer, Loss
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from .survey import Spot, Survey
    from .walks import Walk

_BY_RANK = frozenset({LossReason.CONSTRAINT, LossReason.MANDATORY})


# to a higher rank -----------------------------------------------------------------


def set_aside(survey: Survey) -> Iterable[Sighting]:
    """Yield the rules that yield to a mandatory one of higher rank, each pair once.

    What yields because it delegates what the law does not let go is for the checks
    of delegation to tell.
    """
    for loss in outrankings(survey):
        if not loss.is_unlawful:
            yield loss.sighting()


class Outranking(NamedTuple):
    """A rule that yields to another of higher rank, and where first."""

    lower: Rule
    higher: Rule
    reason: LossReason
    spot: Spot
    is_unlawful: bool

    def sighting(self) -> Sighting:
        """Return what lint tells of it."""
        return outranked(self.lower, self.higher, self.spot, self.reason)


def outrankings(survey: Survey) -> Iterator[Outranking]:
    """Yield each rule that yields to a higher one, once for each of these.

    A rule is unlawful where it gives away what the law does not let go. One that
    yields to a rule of its own pack in some cases alone is only limited by that, as
    the rows of an order are by a clause on all of them: that is no fault.
    """
    prevailing = _prevailing(survey)
    seen: set[tuple[str, str]] = set()
    for spot, answer in survey.cells():
        by_id = spot.walk.jurisdiction.rules_by_id
        law = survey.law(spot.walk)
        for loss in answer.lost:
            if loss.reason not in _BY_RANK or (loss.rule, loss.to) in seen:
                continue
            seen.add((loss.rule, loss.to))
            lower, higher = by_id[loss.rule], by_id[loss.to]
            is_of_the_law = higher.rank is Rank.LAW
            if pack_of(lower.id) == pack_of(higher.id) and lower.id in prevailing:
                continue
            yield Outranking(
                lower,
                higher,
                loss.reason,
                spot,
                is_of_the_law
                and (
                    loss.reason is LossReason.CONSTRAINT
                    or law.concerns_delegation(higher)
                ),
            )


def silenced_bans(survey: Survey) -> Iterable[Sighting]:
    """Yield the rules that let what a rule they replace forbids, and ask for less.

    Whoever tells of what the ban asks for is told yes, unless the ban is mandatory
    (`particular_answer`). Each pair is told once.
    """
    seen: set[tuple[str, str]] = set()
    for spot, answer in survey.cells(RuleKind.CONDUCT):
        by_id = spot.walk.jurisdiction.rules_by_id
        for loss in answer.lost:
            ban, other = by_id[loss.rule], by_id[loss.to]
            if (
                loss.reason is not LossReason.OVERRIDDEN
                or (ban.id, other.id) in seen
                or ban.is_mandatory
                or not _is_ban(ban)
                or _is_ban(other)
                or ban.circumstances <= other.circumstances
            ):
                continue
            seen.add((ban.id, other.id))

            asked = ban.circumstances | other.circumstances
            question = spot.period.question(spot.cell)
            given = tuple(fact for fact in question.given if fact[0] in asked)
            yield Sighting(
                rules=(other.id, ban.id),
                about=tuple(sorted(ban.circumstances - other.circumstances)),
                place=other.place,
                witness=Witness(
                    municipality=spot.walk.jurisdiction.id,
                    question=replace(question, given=given),
                ),
            )


def _is_ban(rule: Rule) -> bool:
    conclusion = rule.conclusion
    return (
        isinstance(conclusion, ConductConclusion)
        and conclusion.verdict is Verdict.FORBIDDEN
    )


def powerless_overrides(survey: Survey) -> Iterable[Sighting]:
    """Yield the rules that would replace one that stands higher in rank."""
    for rule, walk in survey.rules.values():
        by_id = walk.jurisdiction.rules_by_id
        for name in sorted(rule.overrides & by_id.keys()):
            if by_id[name].rank.is_above(rule.rank):
                question = question_about(rule, survey.today)
                witness = Witness(
                    municipality=walk.jurisdiction.id,
                    question=question,
                    is_why=question is not None,
                    thing="" if question else rule.id,
                )
                yield Sighting(rules=(rule.id, name), place=rule.place, witness=witness)


def outranked(lower: Rule, higher: Rule, spot: Spot, reason: LossReason) -> Sighting:
    """Return the sighting that one rule loses to another of higher rank."""
    return Sighting(
        rules=(lower.id, higher.id),
        cites=higher.cites,
        place=lower.place,
        reason=reason,
        witness=witness_in(spot, _shows_loss(lower.id, higher.id)),
    )


def _shows_loss(rule: str, to: str) -> Callable[[Answer], bool]:
    """Return what tells whether one rule yields to another in a plain answer."""

    def shows(answer: Answer) -> bool:
        return not answer.is_table and any(
            (loss.rule, loss.to) == (rule, to) for loss in answer.lost
        )

    return shows


# always ---------------------------------------------------------------------------


def never_prevailing(survey: Survey) -> Iterable[Sighting]:
    """Yield the rules in force, now or later, that no answer ever rests on."""
    prevailing = _prevailing(survey)
    losses = _losses(survey)
    for rule, walk in survey.rules.values():
        if rule.kind is RuleKind.CONSTRAINT or rule.id in prevailing:
            continue
        if rule.id in walk.unwalked or _is_past(rule, survey.today):
            continue
        if _keeps_what_is_left(rule):
            continue
        lost = losses.get(rule.id, {})
        if any(loss.reason in _BY_RANK for loss in lost):
            continue  # set aside, which is another kind of finding
        by_id = walk.jurisdiction.rules_by_id
        if any(obstacle_spared(rule, by_id[loss.to]) for loss in lost):
            continue  # it prevails where somebody tells what it asks for
        if _prevails_when_told(rule, survey):
            continue
        yield _beaten(rule, lost) if lost else _idle(rule, walk, survey)


def _keeps_what_is_left(rule: Rule) -> bool:
    """Tell whether a grant leaves to the committee what no row of its order names.

    That may be nothing, and the order says so of all of it at once.
    """
    conclusion = rule.conclusion
    return isinstance(conclusion, DecisionConclusion) and conclusion.is_remainder


def _prevails_when_told(rule: Rule, survey: Survey) -> bool:
    """Tell whether a rule prevails when what can be derived is said otherwise.

    Whoever asks may say it, so such a rule is of use.
    """
    return any(
        rule.id in answer.rules
        for walk, period in survey.periods()
        if period.candidates.classifications and rule.id in period.candidates.rule_ids
        for _, answer in walk.space.cells(
            period.subject.kind, period.subject.slots, period.day
        )
    )


def _prevailing(survey: Survey) -> set[str]:
    """Return the rules that some answer rests on."""
    prevailing: set[str] = set()
    for _, period in survey.periods():
        classifying = {rule.id for rule in period.candidates.classifications}
        for _, answer in period.cells:
            beaten = {loss.rule for loss in answer.lost}
            prevailing.update(answer.rules)
            prevailing.update((classifying & set(answer.fired)) - beaten)
    return prevailing


def _losses(survey: Survey) -> Mapping[str, Mapping[Loss, Spot]]:
    """Return for each rule that loses what it loses to, and where first."""
    losses: dict[str, dict[Loss, Spot]] = {}
    for spot, answer in survey.cells():
        for loss in answer.lost:
            losses.setdefault(loss.rule, {}).setdefault(loss, spot)
    return losses


def _is_past(rule: Rule, today: dt.date) -> bool:
    """Tell whether a rule is no longer in force."""
    ends = [source.last for source in rule.source_validities] or [None]
    own = rule.validity.last
    return bool(own and own < today) or all(end and end < today for end in ends)


def _beaten(rule: Rule, lost: Mapping[Loss, Spot]) -> Sighting:
    """Return the sighting that a rule loses wherever it holds."""
    loss = min(lost, key=lambda loss: (loss.to, loss.reason.value))
    # what is only proposed may wait for its day behind what is adopted
    is_waiting = all(loss.reason is LossReason.PROPOSAL for loss in lost)

    def shows(answer: Answer) -> bool:
        return not answer.is_table and any(
            other.rule == rule.id for other in answer.lost
        )

    return Sighting(
        variant="proposal" if is_waiting else "beaten",
        rules=(rule.id, *sorted({loss.to for loss in lost})),
        place=rule.place,
        reason=loss.reason,
        witness=witness_in(lost[loss], shows, is_why=True),
    )


def _idle(rule: Rule, walk: Walk, survey: Survey) -> Sighting:
    """Return the sighting that a rule holds nowhere, or classifies for nobody."""
    is_unread = bool(rule.derives) and not any(
        rule.derives.keys() & other.circumstances for other, _ in survey.rules.values()
    )
    return Sighting(
        variant="unread" if is_unread else "",
        rules=(rule.id,),
        about=tuple(rule.derives) if is_unread else (),
        place=rule.place,
        witness=_unfulfilled(rule, walk, survey.today),
    )


def _unfulfilled(rule: Rule, walk: Walk, today: dt.date) -> Witness:
    """Return a question that fulfils as many of a rule's conditions as one can."""
    question = question_about(rule, today)
    if question is None:
        return Witness(municipality=walk.jurisdiction.id, thing=rule.id)
    given: dict[str, Value] = {}
    for condition in rule.when:
        match condition:
            case OneOf(negated=False):
                given[condition.circumstance] = min(condition.values, key=str)
            case Within(low=int() as low):
                given[condition.circumstance] = low
            case Within(high=int() as high):
                given[condition.circumstance] = high
            case IsRole(negated=False):
                given[condition.circumstance] = min(condition.roles)
            case Present(is_present=False):
                given[condition.circumstance] = None
    asked = Question(
        question.kind, question.slots, tuple(sorted(given.items())), question.on
    )
    return Witness(municipality=walk.jurisdiction.id, question=asked, is_why=True)
