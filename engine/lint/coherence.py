"""Whether the rules give one answer in each case: contradictions, and gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..answers.answer import LossReason, NoteKind, Outcome
from ..rulebook.model.conclusions import (
    EXCLUSIVE,
    BodyConclusion,
    DecisionAct,
    DecisionConclusion,
    Function,
)
from ..rulebook.model.rules import RuleKind, Slot
from .survey import Sighting, Spot, witness_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..answers.answer import Answer
    from ..rulebook.model.conclusions import Conclusion
    from ..rulebook.model.rules import Rule
    from .survey import Survey
    from .walks import SubjectPeriod, Walk


# contradictions -------------------------------------------------------------------


class Dispute(NamedTuple):
    """Rules that disagree, and the circumstance where they classify one."""

    rules: tuple[str, ...]
    circumstance: str


def contradictions(survey: Survey) -> Iterable[Sighting]:
    """Yield the sets of rules that contradict each other somewhere, each once."""
    seen: set[Dispute] = set()
    for spot, answer in survey.cells():
        if answer.outcome is not Outcome.CONFLICT:
            continue
        by_id = spot.walk.jurisdiction.rules_by_id
        dispute = _dispute(answer, by_id)
        if dispute in seen:
            continue
        seen.add(dispute)

        def shows(
            other: Answer,
            dispute: Dispute = dispute,
            by_id: Mapping[str, Rule] = by_id,
        ) -> bool:
            is_plain = other.outcome is Outcome.CONFLICT and not other.is_table
            return is_plain and _dispute(other, by_id) == dispute

        ordered = sorted(dispute.rules, key=lambda id_: (-by_id[id_].rank.height, id_))
        yield Sighting(
            variant="classification" if dispute.circumstance else "",
            rules=tuple(ordered),
            about=(dispute.circumstance,) if dispute.circumstance else (),
            place=by_id[ordered[0]].place,
            witness=witness_in(spot, shows, is_why=True),
        )


def _dispute(answer: Answer, by_id: Mapping[str, Rule]) -> Dispute:
    """Return which rules disagree in a conflict."""
    for note in answer.notes:
        if note.kind is NoteKind.CLASSIFICATIONS_DISAGREE:
            named = note.circumstance
            rules = {rule for name, _, rule in answer.derived if name == named}
            return Dispute(tuple(sorted(rules)), named)
    disputed = _disputed_points(answer)
    beaten = {(loss.rule, loss.function.value) for loss in answer.lost if loss.function}
    rules = {
        rule
        for rule in answer.rules
        for point in disputed & _points(by_id[rule].conclusion).keys()
        if (rule, point) not in beaten
    }
    return Dispute(tuple(sorted(rules)), "")


def _disputed_points(answer: Answer) -> frozenset[str]:
    """Return the points on which the sides of a conflict say different things."""
    contents: dict[str, list[object]] = {}
    for finding in answer.findings:
        if finding.conclusion:
            for point, content in _points(finding.conclusion).items():
                contents.setdefault(point, []).append(content)
    disputed = {
        point
        for point, sides in contents.items()
        if any(content != sides[0] for content in sides)
    }
    # whoever disagrees on who decides may disagree on the act because of that
    return frozenset(disputed - {_ACT} or disputed)


_ACT = "act"
_EXCLUSIVE = frozenset({*(function.value for function in EXCLUSIVE), _ACT})


def _points(conclusion: Conclusion) -> dict[str, object]:
    """Return what a conclusion says on each point that is settled by itself.

    Conclusions other than on decisions and bodies are settled as a whole.
    """
    points = {
        point.key: point.content
        for point in conclusion.points()
        if point.content is not None
    }
    match conclusion:
        case DecisionConclusion():
            said = {key: points[key] for key in points.keys() & _EXCLUSIVE}
            if conclusion.act is DecisionAct.EXECUTION:
                said.setdefault(Function.DECIDES.value, None)  # that nobody decides
            return said
        case BodyConclusion():
            return points
        case _:
            return {"": conclusion}


# gaps -----------------------------------------------------------------------------


def gaps(survey: Survey) -> Iterable[Sighting]:
    """Yield the matters with a decider in some circumstances and none in others.

    Matters whose deciding rules are the same have the same gap, told once.
    """
    widest: dict[tuple[str, ...], tuple[Walk, SubjectPeriod]] = {}
    for walk, period in survey.periods(RuleKind.DECISION):
        if any(is_open(answer) for _, answer in period.cells):
            deciding = _deciding(walk, period)
            _, known = widest.setdefault(deciding, (walk, period))
            if _depth(period) < _depth(known):
                widest[deciding] = walk, period
    for deciding, (walk, period) in widest.items():
        if not deciding:
            continue
        empty = [cell for cell, answer in period.cells if is_open(answer)]
        yield Sighting(
            variant="several" if len(empty) > 1 else "",
            rules=deciding,
            about=(dict(period.subject.slots)[Slot.MATTER],),
            place=walk.jurisdiction.rules_by_id[deciding[0]].place,
            witness=witness_in(Spot(walk, period, empty[0]), is_open),
            count=len(empty) - 1,
        )


def _deciding(walk: Walk, period: SubjectPeriod) -> tuple[str, ...]:
    """Return the rules that somewhere say who decides a matter."""
    by_id = walk.jurisdiction.rules_by_id
    prevailing = {rule for _, answer in period.cells for rule in answer.rules}
    return tuple(
        sorted(
            rule
            for rule in prevailing
            if by_id[rule].conclusion.party(Function.DECIDES) is not None
        )
    )


def _depth(period: SubjectPeriod) -> int:
    """Return how many matters lie above a matter, itself counted."""
    return len(period.candidates.slots[Slot.MATTER])


def is_open(answer: Answer) -> bool:
    """Tell whether an answer surely names nobody who decides where somebody should.

    An execution needs nobody, and who may not decide is for the checks of delegation
    to tell.
    """
    if answer.outcome in {Outcome.DEPENDS, Outcome.CONFLICT}:
        return False
    if any(loss.reason is LossReason.CONSTRAINT for loss in answer.lost):
        return False
    return not any(
        isinstance(conclusion, DecisionConclusion)
        and (
            conclusion.party(Function.DECIDES)
            or conclusion.act is DecisionAct.EXECUTION
        )
        for conclusion in (finding.conclusion for finding in answer.findings)
    )
