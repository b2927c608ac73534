"""Tell which rules and which cells the scenarios exercise, and which none does.

Subjects on which the same rules bear have the same cells and count as one: that a
contact runs from a member or from a deputy matters only where some rule says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.questions import Question
from ..rulebook.model.rules import RuleKind
from ..space.cells import UNSAID, facts
from ..space.space import Space, refuse_too_many_cells
from ..space.subject_classes import subject_classes
from ..space.tables import answer_boxes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..answers.answer import Answer
    from ..answers.subjects import Subject
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Slot
    from ..space.cells import Cell, When
    from ..space.subject_classes import SubjectClass
    from .replay import Replay

    #: What subjects on which the same rules bear have in common.
    Group = tuple[RuleKind, frozenset[str]]


@record
class Gap:
    """Cells of a subject that no scenario exercises, as boxes with one answer each.

    `alike` counts the other subjects on which the same rules bear.
    """

    kind: RuleKind
    slots: tuple[tuple[Slot, str], ...]
    alike: int
    boxes: tuple[tuple[When, Answer], ...]


@record
class Coverage:
    """What the scenarios exercise of a municipality's own rules.

    Empty `municipality` stands for law and guidance. `idle` are the rules that no
    scenario exercises; `yielding` are those on which no expected answer rests, and
    that only yield to another rule in some scenario. `cells` counts the cells, on the
    day asked for, of the subjects on which a rule of the municipality bears; `met`
    counts those cells in which a scenario lies, and `gaps` hold the other cells.
    """

    municipality: str
    rules: tuple[str, ...]
    idle: tuple[str, ...]
    yielding: tuple[str, ...]
    cells: int
    met: int
    gaps: tuple[Gap, ...]


def coverage(
    jurisdictions: Mapping[str, Jurisdiction],
    replays: Iterable[Replay],
    today: dt.date,
    tell: Callable[[int, int], None],
) -> tuple[Coverage, ...]:
    """Return what replayed scenarios exercise, for each municipality.

    Args:
        jurisdictions: the rules of each municipality, empty for law and guidance.
        replays: the scenarios and how they were answered.
        today: the day whose cells count.
        tell: is told how many municipalities are done, and of how many.

    Raises:
        TooManyCellsError: a subject has more cells than can be walked.
    """
    spaces = {id_: Space(rules) for id_, rules in sorted(jurisdictions.items())}
    passed = [replay for replay in replays if replay.is_passed]
    resting = frozenset(id_ for replay in passed for id_ in _rests_on(replay.answer))
    yielding = exercised(passed) - resting
    asked: dict[Group, list[tuple[Question, Space]]] = {}
    for replay in passed:
        space = spaces[replay.scenario.municipality]
        question = replay.scenario.question
        group = _group(space.decider.subject(question.kind, question.slots))
        asked.setdefault(group, []).append((question, space))
    covered = []
    for done, space in enumerate(spaces.values(), 1):
        if not space.jurisdiction.is_borrowed:
            covered.append(_covered(space, (resting, yielding), asked, today))
        tell(done, len(spaces))
    return tuple(covered)


def own_rules(jurisdiction: Jurisdiction) -> tuple[str, ...]:
    """Return the ids of a municipality's own rules; of law and guidance, of all.

    What came with this copy and is not in the folder in use is nobody's own.
    """
    own = jurisdiction.id
    return tuple(
        sorted(
            rule.id
            for rule in jurisdiction.rules
            if jurisdiction.is_own(rule.id)
            and (not own or rule.id.partition("/")[0] == own)
        )
    )


def exercised(replays: Iterable[Replay]) -> frozenset[str]:
    """Return the rules that scenarios exercise.

    Those are the rules that prevail, that a prevailing one rests on, that yield or
    make another yield. A scenario that missed exercises nothing.
    """
    return frozenset(
        rule
        for replay in replays
        if replay.is_passed
        for rule in _exercised(replay.answer)
    )


def idle_rows(
    jurisdictions: Iterable[Jurisdiction], replays: Iterable[Replay]
) -> frozenset[str]:
    """Return the rows of delegation orders that no scenario exercises."""
    rows = {
        rule.id
        for jurisdiction in jurisdictions
        for rule in jurisdiction.rules
        if rule.conclusion.grant and rule.conclusion.grant.point
    }
    return frozenset(rows) - exercised(replays)


def _exercised(answer: Answer) -> set[str]:
    yielded = {id_ for loss in answer.lost for id_ in (loss.rule, loss.to)}
    return _rests_on(answer) | yielded


def _rests_on(answer: Answer) -> set[str]:
    """Return the rules without which an answer would be another.

    Those prevail, classify what is asked, or make another rule yield and do not yield
    themselves. A rule that only yields could be taken away, and nobody would notice.
    """
    derived = {rule for _, _, rule in answer.derived}
    lost = {loss.rule for loss in answer.lost}
    winning = {loss.to for loss in answer.lost} - lost
    return {*answer.rules, *derived, *winning}


def _group(subject: Subject) -> Group:
    return subject.kind, subject.rule_ids


def _covered(
    space: Space,
    met_rules: tuple[frozenset[str], frozenset[str]],
    asked: Mapping[Group, Sequence[tuple[Question, Space]]],
    today: dt.date,
) -> Coverage:
    resting, yielding = met_rules
    rules = own_rules(space.jurisdiction)
    cells = met = 0
    gaps = []
    groups = {
        group: subjects
        for group, subjects in _groups(space).items()
        if not group[1].isdisjoint(rules)
    }
    cells_of = (
        space.cell_count(first.kind, first.slots, today)
        for first, *_ in groups.values()
    )
    refuse_too_many_cells(cells_of, len(space.jurisdiction.rules))
    for group, subjects in groups.items():
        ground = _SubjectCells(subjects[0], space, today)
        unmet = ground.unmet(asked.get(group, ()))
        cells += len(ground.cells)
        met += len(ground.cells) - len(unmet)
        if unmet:
            gap = Gap(
                kind=subjects[0].kind,
                slots=subjects[0].slots,
                alike=sum(map(_size, subjects)) - 1,
                boxes=ground.boxes(unmet),
            )
            gaps.append(gap)
    return Coverage(
        municipality=space.jurisdiction.id,
        rules=rules,
        idle=tuple(id_ for id_ in rules if id_ not in resting | yielding),
        yielding=tuple(id_ for id_ in rules if id_ in yielding),
        cells=cells,
        met=met,
        gaps=tuple(gaps),
    )


def _groups(space: Space) -> dict[Group, list[SubjectClass]]:
    groups: dict[Group, list[SubjectClass]] = {}
    plainest_first = sorted(
        subject_classes([space.jurisdiction]), key=lambda subject: len(subject.slots)
    )
    for subject in plainest_first:
        if _asks_for_all(subject):
            continue
        group = _group(space.decider.subject(subject.kind, subject.slots))
        groups.setdefault(group, []).append(subject)
    return groups


def _asks_for_all(subject: SubjectClass) -> bool:
    """Tell whether a question asks for every duty of a role; each counts by itself."""
    return subject.kind is RuleKind.DUTY and len(subject.slots) == 1


def _size(subject: SubjectClass) -> int:
    """Return how many subjects a class stands for."""
    size = 1
    for _, ids in subject.members:
        size *= len(ids)
    return size


class _SubjectCells:
    """The cells of one subject in which every circumstance is settled, on one day."""

    def __init__(self, subject: SubjectClass, space: Space, today: dt.date) -> None:
        self._space = space
        self._on = today
        self._subject = space.decider.subject(subject.kind, subject.slots)
        question = Question(subject.kind, subject.slots, (), today)
        self._dimensions = space.relevant(question)
        self.cells = dict(space.settled_cells(subject.kind, subject.slots, today))

    def unmet(self, asked: Iterable[tuple[Question, Space]]) -> list[Cell]:
        """Return the cells in which no question lies."""
        sides = [
            self._sides(question)
            for question, space in asked
            if self._is_in_period(question, space)
        ]
        return [
            cell
            for cell in self.cells
            if not any(self._lies_in(side, cell) for side in sides)
        ]

    def _is_in_period(self, question: Question, space: Space) -> bool:
        subject = space.decider.subject(question.kind, question.slots)
        return subject.period(question.on) == subject.period(self._on)

    def _sides(self, question: Question) -> list[tuple[int, bool] | None]:
        """Return for each dimension the class asked for, and whether it is assumed.

        None where nothing is said: then the question lies in every class.
        """
        given = dict(question.given)
        sides: list[tuple[int, bool] | None] = []
        for dimension in self._dimensions:
            circumstance = dimension.circumstance
            if dimension.name in given:
                sides.append((dimension.number(given[dimension.name]), False))
            elif circumstance.has_default:
                sides.append((dimension.number(circumstance.default), True))
            else:
                sides.append(None)
        return sides

    def _lies_in(self, sides: Sequence[tuple[int, bool] | None], cell: Cell) -> bool:
        for position, side in enumerate(sides):
            if side is None:
                continue
            number, is_assumed = side
            if cell[position] != UNSAID:
                if cell[position] != number:
                    return False
            elif not is_assumed and number not in self._derived(cell, position):
                return False
        return True

    def _derived(self, cell: Cell, position: int) -> set[int]:
        """Return the classes that classifications give a circumstance in a cell."""
        known = facts(self._dimensions, cell)
        wanted = self._dimensions[position]
        result = self._space.decider.infer(self._subject, known, self._on)
        return {
            wanted.number(derivation.value)
            for derivation in result.derived
            if derivation.circumstance == wanted.name
        }

    def boxes(self, cells: Iterable[Cell]) -> tuple[tuple[When, Answer], ...]:
        """Return cells as boxes with one answer each; what is derived is not told."""
        patterns: dict[tuple[int, ...], dict[Cell, Answer]] = {}
        for cell in cells:
            settled = tuple(n for n, number in enumerate(cell) if number != UNSAID)
            shortened = tuple(cell[position] for position in settled)
            patterns.setdefault(settled, {})[shortened] = self.cells[cell]
        return tuple(
            box
            for settled, points in sorted(patterns.items())
            for box in answer_boxes([self._dimensions[n] for n in settled], points)
        )
