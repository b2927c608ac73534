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
from .logbook import add_new
from .stretches import Watcher
from .survey import Sighting, witness_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..answers.answer import Answer
    from ..rulebook.model.conclusions import Conclusion
    from ..rulebook.model.rules import Rule
    from .stretches import Cells, Pass
    from .survey import Survey
    from .walks import Spot


# contradictions -------------------------------------------------------------------


class Dispute(NamedTuple):
    """Rules that disagree, and the circumstance where they classify one."""

    rules: tuple[str, ...]
    circumstance: str


class Disputes(Watcher):
    """Notes where first which rules disagree."""

    def __init__(self) -> None:
        """Begin with none."""
        self.first: dict[Dispute, Spot] = {}

    def see(self, at: Pass, cells: Cells) -> None:
        """Note the conflicts of a period."""
        for cell, answer in cells:
            if answer.outcome is Outcome.CONFLICT:
                dispute = _dispute(answer, at.walk.jurisdiction.rules_by_id)
                self.first.setdefault(dispute, at.spot(cell))

    def add(self, later: Disputes) -> None:
        """Add the disputes of a later stretch."""
        add_new(self.first, later.first)


def contradictions(survey: Survey) -> Iterable[Sighting]:
    """Yield the sets of rules that contradict each other somewhere, each once."""
    for dispute, spot in survey.logbook.of(Disputes).first.items():
        by_id = survey.walks[spot.municipality].jurisdiction.rules_by_id

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
            witness=witness_in(survey, spot, shows, is_why=True),
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


class Vacancy(NamedTuple):
    """A matter that somebody decides in some circumstances and nobody in others.

    `depth` is how many matters lie above it, itself counted; nobody decides in `cells`
    cells, of which `first` is one.
    """

    matter: str
    depth: int
    first: Spot
    cells: int


class Gaps(Watcher):
    """Notes, for the rules by which matters are decided, the widest with a gap."""

    def __init__(self) -> None:
        """Begin with none."""
        self.widest: dict[tuple[str, ...], Vacancy] = {}

    def see(self, at: Pass, cells: Cells) -> None:
        """Note a period of a matter in which nobody decides in some cells."""
        if at.period.subject.kind is not RuleKind.DECISION:
            return
        empty = [cell for cell, answer in cells if is_open(answer)]
        if not empty:
            return
        by_id = at.walk.jurisdiction.rules_by_id
        deciding = {
            rule
            for _, answer in cells
            for rule in answer.rules
            if by_id[rule].conclusion.party(Function.DECIDES) is not None
        }
        if deciding:
            gap = Vacancy(
                matter=dict(at.period.subject.slots)[Slot.MATTER],
                depth=len(at.period.candidates.slots[Slot.MATTER]),
                first=at.spot(empty[0]),
                cells=len(empty),
            )
            self._note(tuple(sorted(deciding)), gap)

    def add(self, later: Gaps) -> None:
        """Add the gaps of a later stretch."""
        for deciding, gap in later.widest.items():
            self._note(deciding, gap)

    def _note(self, deciding: tuple[str, ...], gap: Vacancy) -> None:
        known = self.widest.setdefault(deciding, gap)
        if gap.depth < known.depth:
            self.widest[deciding] = gap


def gaps(survey: Survey) -> Iterable[Sighting]:
    """Yield the matters with a decider in some circumstances and none in others.

    Matters whose deciding rules are the same have the same gap, told once.
    """
    for deciding, gap in survey.logbook.of(Gaps).widest.items():
        here = survey.walks[gap.first.municipality].jurisdiction
        yield Sighting(
            variant="several" if gap.cells > 1 else "",
            rules=deciding,
            about=(gap.matter,),
            place=here.rules_by_id[deciding[0]].place,
            witness=witness_in(survey, gap.first, is_open),
            count=gap.cells - 1,
        )


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
