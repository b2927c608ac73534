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
from ..rulebook.model.packs import MissingAmountError
from ..rulebook.model.questions import Question
from ..rulebook.model.rules import RuleKind
from ..rulebook.model.sources import Rank
from ..space.particulars import obstacle_spared
from .logbook import add_new
from .stretches import Watcher
from .survey import Sighting, Witness, pack_of, question_about, witness_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..answers.answer import Answer, Loss
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from .stretches import Cells, Pass
    from .survey import Survey
    from .walks import Spot, Walk

_BY_RANK = frozenset({LossReason.CONSTRAINT, LossReason.MANDATORY})


# to a higher rank -----------------------------------------------------------------


def set_aside(survey: Survey) -> Iterable[Sighting]:
    """Yield the rules that yield to a mandatory one of higher rank, each pair once.

    What yields because it delegates what the law does not let go is for the checks
    of delegation to tell.
    """
    for loss in outrankings(survey):
        if not loss.is_unlawful:
            yield loss.sighting(survey)


class Losses(Watcher):
    """Notes which rules answers rest on, and which lose to what, each where first.

    `prevailing` are all rules on which some answer rests, those that classify what is
    asked included; `resting` has those named by an answer. `outranked` are the pairs of
    a rule and a higher one to which it yields, with the reason.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.prevailing: set[str] = set()
        self.resting: dict[str, Spot] = {}
        self.lost: dict[str, dict[Loss, Spot]] = {}
        self.outranked: dict[tuple[str, str], tuple[LossReason, Spot]] = {}

    def see(self, at: Pass, cells: Cells) -> None:
        """Note what prevails and what loses in a period."""
        classifying = {rule.id for rule in at.period.candidates.classifications}
        for cell, answer in cells:
            spot = at.spot(cell)
            for rule in answer.rules:
                self.resting.setdefault(rule, spot)
            self.prevailing.update(answer.rules)
            if classifying:
                beaten = {loss.rule for loss in answer.lost}
                self.prevailing.update((classifying & set(answer.fired)) - beaten)
            for loss in answer.lost:
                self.lost.setdefault(loss.rule, {}).setdefault(loss, spot)
                if loss.reason in _BY_RANK:
                    pair = (loss.rule, loss.to)
                    self.outranked.setdefault(pair, (loss.reason, spot))

    def add(self, later: Losses) -> None:
        """Add what was noted on a later stretch."""
        self.prevailing |= later.prevailing
        add_new(self.resting, later.resting)
        add_new(self.outranked, later.outranked)
        for rule, losses in later.lost.items():
            add_new(self.lost.setdefault(rule, {}), losses)


class Outranking(NamedTuple):
    """A rule that yields to another of higher rank, and where first."""

    lower: Rule
    higher: Rule
    reason: LossReason
    spot: Spot
    is_unlawful: bool

    def sighting(self, survey: Survey) -> Sighting:
        """Return what lint tells of it."""
        return Sighting(
            rules=(self.lower.id, self.higher.id),
            cites=self.higher.cites,
            place=self.lower.place,
            reason=self.reason,
            witness=witness_in(
                survey, self.spot, _shows_loss(self.lower.id, self.higher.id)
            ),
        )


def outrankings(survey: Survey) -> Iterator[Outranking]:
    """Yield each rule that yields to a higher one, once for each of these.

    A rule is unlawful where it gives away what the law does not let go. One that
    yields to a rule of its own pack in some cases alone is only limited by that, as
    the rows of an order are by a clause on all of them: that is no fault.
    """
    noted = survey.logbook.of(Losses)
    for (loser, winner), (reason, spot) in noted.outranked.items():
        walk = survey.walks[spot.municipality]
        by_id = walk.jurisdiction.rules_by_id
        lower, higher = by_id[loser], by_id[winner]
        if pack_of(lower.id) == pack_of(higher.id) and lower.id in noted.prevailing:
            continue
        is_unlawful = higher.rank is Rank.LAW and (
            reason is LossReason.CONSTRAINT
            or survey.law(walk).concerns_delegation(higher)
        )
        yield Outranking(lower, higher, reason, spot, is_unlawful)


class SilencedBans(Watcher):
    """Notes the rules that let what a rule they replace forbids, and ask for less."""

    def __init__(self) -> None:
        """Begin with none."""
        self.first: dict[tuple[str, str], Spot] = {}

    def see(self, at: Pass, cells: Cells) -> None:
        """Note the pairs of a ban and what replaces it in a period."""
        if at.period.subject.kind is not RuleKind.CONDUCT:
            return
        by_id = at.walk.jurisdiction.rules_by_id
        for cell, answer in cells:
            for loss in answer.lost:
                ban, other = by_id[loss.rule], by_id[loss.to]
                if (
                    loss.reason is LossReason.OVERRIDDEN
                    and not ban.is_mandatory
                    and _is_ban(ban)
                    and not _is_ban(other)
                    and not ban.circumstances <= other.circumstances
                ):
                    self.first.setdefault((ban.id, other.id), at.spot(cell))

    def add(self, later: SilencedBans) -> None:
        """Add the pairs of a later stretch."""
        add_new(self.first, later.first)


def silenced_bans(survey: Survey) -> Iterable[Sighting]:
    """Yield the rules that let what a rule they replace forbids, and ask for less.

    Whoever tells of what the ban asks for is told yes, unless the ban is mandatory
    (`particular_answer`). Each pair is told once.
    """
    for (silenced, silencing), spot in survey.logbook.of(SilencedBans).first.items():
        walk = survey.walks[spot.municipality]
        by_id = walk.jurisdiction.rules_by_id
        ban, other = by_id[silenced], by_id[silencing]
        asked = ban.circumstances | other.circumstances
        question = walk.question(spot)
        given = tuple(fact for fact in question.given if fact[0] in asked)
        yield Sighting(
            rules=(other.id, ban.id),
            about=tuple(sorted(ban.circumstances - other.circumstances)),
            place=other.place,
            witness=Witness(
                municipality=spot.municipality,
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
    noted = survey.logbook.of(Losses)
    for rule, walk in survey.listed_rules:
        if rule.kind is RuleKind.CONSTRAINT or rule.id in noted.prevailing:
            continue
        if not walk.jurisdiction.is_own(rule.id):
            continue  # not all the subjects that it bears on are walked
        is_unwalked = (walk.jurisdiction.id, rule.id) in survey.unwalked
        if is_unwalked or _is_past(rule, survey.today):
            continue
        if _keeps_what_is_left(rule):
            continue
        lost = noted.lost.get(rule.id, {})
        if any(loss.reason in _BY_RANK for loss in lost):
            continue  # set aside, which is another kind of finding
        by_id = walk.jurisdiction.rules_by_id
        if any(obstacle_spared(rule, by_id[loss.to]) for loss in lost):
            continue  # it prevails where somebody tells what it asks for
        if _prevails_when_told(rule, survey):
            continue
        yield _beaten(rule, lost, survey) if lost else _idle(rule, walk, survey)


def _keeps_what_is_left(rule: Rule) -> bool:
    """Tell whether a grant leaves to the committee what no row of its order names.

    That may be nothing, and the order says so of all of it at once.
    """
    conclusion = rule.conclusion
    return isinstance(conclusion, DecisionConclusion) and conclusion.is_remainder


def _prevails_when_told(rule: Rule, survey: Survey) -> bool:
    """Tell whether a rule prevails when what can be derived is said otherwise.

    Whoever asks may say it, so such a rule is of use. So may one be in a year whose
    amounts are not known yet: it is not blamed for that.
    """
    try:
        return any(
            rule.id in answer.rules
            for walk in survey.walks.values()
            for period in walk.deriving.get(rule.id, ())
            for _, answer in walk.space.cells(
                period.subject.kind, period.subject.slots, period.day
            )
        )
    except MissingAmountError:
        return True


def _is_past(rule: Rule, today: dt.date) -> bool:
    """Tell whether a rule is no longer in force."""
    ends = [source.last for source in rule.source_validities] or [None]
    own = rule.validity.last
    return bool(own and own < today) or all(end and end < today for end in ends)


def _beaten(rule: Rule, lost: Mapping[Loss, Spot], survey: Survey) -> Sighting:
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
        witness=witness_in(survey, lost[loss], shows, is_why=True),
    )


def _idle(rule: Rule, walk: Walk, survey: Survey) -> Sighting:
    """Return the sighting that a rule holds nowhere, or classifies for nobody."""
    is_unread = bool(rule.derives) and not any(
        rule.derives.keys() & other.circumstances for other, _ in survey.listed_rules
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
