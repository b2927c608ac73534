"""Ask a question with whatever is known: whole answers, remembered per cell."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_right
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

from ..answers.answer import Answer, Note, NoteKind
from ..answers.decider import Decider
from ..answers.sameness import statement
from ..inference.layers import layers_of
from ..records import record, replace
from ..rulebook.model.bounds import (
    MOST_CELLS,
    MOST_TRIALS,
    MOST_WALKED,
    MOST_WALKED_A_RULE,
)
from ..rulebook.model.conditions import holds
from ..rulebook.model.problems import EngineError, Message
from ..rulebook.model.questions import ASKABLE
from ..rulebook.model.rules import RuleKind
from .cell_answers import CellAnswer
from .cells import UNSAID, Cell, Coding, Dimension, dimensions, facts
from .memory import Memory, MemoryEntry
from .tables import whole_answer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import (
        Collection,
        Hashable,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    from ..answers.subjects import Subject
    from ..inference.store import Programs
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.questions import Question
    from ..rulebook.model.rules import Rule, Slot
    from ..rulebook.model.values import Value
    from .grid import CellGrid
    from .subject_classes import SubjectClass


#: The codes of so many lists of values are shared between subjects.
_MOST_CODES = 1_024


class TooManyCellsError(EngineError):
    """A subject whose circumstances combine into more cells than can be walked."""


class _Topic(MemoryEntry):
    """What is remembered of a subject: its periods, or the only one there is."""

    __slots__ = ("only", "periods", "subject")

    def __init__(self, subject: Subject) -> None:
        super().__init__(size=1)
        self.subject = subject
        self.periods: dict[int, Period] = {}
        self.only: Period | None = None


@record(eq=False)
class Period:
    """A subject between two days on which its rules change, with its memory.

    A cell's number is the sum of one code for each circumstance given: a repeated
    question is looked up by it without the cell itself being built. `derivable` are
    the positions of circumstances that a classification may derive, those first
    that others are derived from. `points` hold, beside the answer of a cell, which
    of these are neither said nor derived there. `most_cells` is how many cells may be
    walked for one question, so that their number times that of the rules is bounded.
    """

    topic: _Topic
    number: int
    on: dt.date
    dimensions: tuple[Dimension, ...]
    derivable: tuple[int, ...]
    codings: Mapping[str, Coding]
    answers: dict[int, CellAnswer]
    points: dict[Cell, tuple[Answer, tuple[int, ...]]]
    most_cells: int

    @property
    def subject(self) -> Subject:
        """The subject."""
        return self.topic.subject

    @property
    def places(self) -> int:
        """How many numbers of cells there are."""
        return math.prod(len(dimension.classes) + 2 for dimension in self.dimensions)


@record
class _Section:
    """The cells in which all but the open circumstances are settled.

    `open_at` are the positions of the open circumstances, and `points` the answer for
    each combination of their classes.
    """

    open_at: tuple[int, ...]
    points: Mapping[Cell, Answer]


class Space:
    """All questions of one jurisdiction; each cell is answered once and remembered.

    Threads may share a space. INVARIANT: what is remembered is never changed, only
    added and forgotten, so two threads may at worst work out the same cell twice.
    """

    def __init__(
        self,
        jurisdiction: Jurisdiction,
        programs: Programs | None = None,
        memory: Memory | None = None,
        decider: Decider | None = None,
    ) -> None:
        """Take the jurisdiction whose rules count.

        Args:
            jurisdiction: the rules and words of one municipality.
            programs: where to keep compiled programs. Who serves many municipalities
                in one process gives them the same, and so bounds the memory they take.
            memory: bounds what is remembered of answers, likewise.
            decider: answers point by point by the rules of this jurisdiction; a new
                one when left out.
        """
        self.jurisdiction = jurisdiction
        self.decider = Decider(jurisdiction, programs) if decider is None else decider
        self._memory = Memory() if memory is None else memory
        self._topics: dict[RuleKind, dict[tuple[tuple[Slot, str], ...], _Topic]] = {
            kind: {} for kind in ASKABLE
        }
        self._grids: dict[RuleKind, CellGrid] = {}

    @cached_property
    def decisions(self) -> tuple[SubjectClass, ...]:
        """The subjects of decisions, one for each class that no rule tells apart."""
        from .subject_classes import subject_classes  # noqa: PLC0415 - one asks of one

        return tuple(subject_classes((self.jurisdiction,), (RuleKind.DECISION,)))

    def ask(self, question: Question) -> Answer:
        """Return the answer to a question, whole even when facts are missing.

        Raises:
            EngineError: the subject needs an amount that is not registered, or has
                too many cells.
        """
        return self.cell(question).answer

    def cell(self, question: Question) -> CellAnswer:
        """Return the answer of the cell in which a question lies.

        Raises:
            EngineError: as for `ask`.
        """
        period = self.period(question.kind, question.slots, question.on)
        codings, cell = period.codings, 0
        for name, value in question.given:
            coding = codings.get(name)
            if coding is None:
                continue
            codes, cuts, weight = coding
            code = codes.get(value)
            if code is not None:
                cell += code
            elif isinstance(value, int):
                cell += weight * (bisect_right(cuts, value) + 1)
        answer = period.answers.get(cell)
        if answer is None:
            answer = CellAnswer(self._whole(period, _cell(period, question)))
            period.answers[cell] = answer
            self._memory.grow(period.topic)
        return answer

    def subject(self, question: Question) -> Subject:
        """Return the subject of a question."""
        slots = question.slots
        topic = self._topics[question.kind].get(slots)
        return (topic or self._topic(question.kind, slots)).subject

    def relevant(self, question: Question) -> tuple[Dimension, ...]:
        """Return the circumstances on which the subject's rules depend at all."""
        return self.period(question.kind, question.slots, question.on).dimensions

    def cells(
        self, kind: RuleKind, slots: tuple[tuple[Slot, str], ...], on: dt.date
    ) -> Iterator[tuple[Cell, Answer]]:
        """Yield every cell of a subject on a day, with its answer.

        Circumstances that a classification may derive are also left unsaid.

        Raises:
            TooManyCellsError: there are more cells than can be walked.
        """
        period = self.period(kind, slots, on)
        sides = [
            range(UNSAID if n in period.derivable else 0, len(dimension.classes))
            for n, dimension in enumerate(period.dimensions)
        ]
        count = _cell_count(period)
        if count > period.most_cells:
            everything = range(len(period.dimensions))
            raise TooManyCellsError(_too_many(period, everything, count))
        for cell in itertools.product(*sides):
            yield cell, self._point(period, cell)[0]

    def stated_cells(
        self,
        kind: RuleKind,
        slots: tuple[tuple[Slot, str], ...],
        on: dt.date,
        among: Collection[str],
    ) -> Iterator[tuple[Cell, Answer]]:
        """Yield the cells in which everything is said and some rule's conditions hold.

        Where exceptions stop the rule the cell is yielded all the same.

        Args:
            kind: that of the subject.
            slots: of the subject.
            on: the day.
            among: the rules of which one must hold.

        Raises:
            TooManyCellsError: the subject has more cells than can be walked.
        """
        period = self.period(kind, slots, on)
        count = _cell_count(period)
        if count > period.most_cells:
            everything = range(len(period.dimensions))
            raise TooManyCellsError(_too_many(period, everything, count))
        kinds = self.jurisdiction.vocabulary.role_kinds
        rules = [rule for rule in period.subject.in_force(on) if rule.id in among]
        cells: set[Cell] = set()
        for rule in self.jurisdiction.in_force(rules, on):
            cells.update(itertools.product(*_sides(rule, period.dimensions, kinds)))
        for cell in sorted(cells):
            yield cell, self._point(period, cell)[0]

    def settled_cells(
        self, kind: RuleKind, slots: tuple[tuple[Slot, str], ...], on: dt.date
    ) -> Iterator[tuple[Cell, Answer]]:
        """Yield the cells of a subject in which every circumstance is settled.

        There everything is said that no classification derives, and nothing else.

        Raises:
            TooManyCellsError: there are more cells than can be walked.
        """
        period = self.period(kind, slots, on)
        sides = [range(len(dimension.classes)) for dimension in period.dimensions]
        count = _cell_count(period)
        if count > period.most_cells:
            raise TooManyCellsError(_too_many(period, range(len(sides)), count))
        for position in period.derivable:
            sides[position] = range(UNSAID, UNSAID + 1)
        waiting = [*itertools.product(*sides)][::-1]
        while waiting:
            cell = waiting.pop()
            answer, loose = self._point(period, cell)
            if not loose:
                yield cell, answer
                continue
            at = loose[0]
            waiting.extend(
                (*cell[:at], number, *cell[at + 1 :])
                for number in reversed(range(len(period.dimensions[at].classes)))
            )

    def cell_count(
        self, kind: RuleKind, slots: tuple[tuple[Slot, str], ...], on: dt.date
    ) -> int:
        """Return how many cells of a subject would be walked on a day.

        A subject with too many of them is refused by itself, and counts for none.

        Raises:
            EngineError: the subject needs an amount that is not registered.
        """
        period = self.period(kind, slots, on)
        count = _cell_count(period)
        return count if count <= period.most_cells else 0

    def period(
        self, kind: RuleKind, slots: tuple[tuple[Slot, str], ...], on: dt.date
    ) -> Period:
        """Return the period of a subject in which a day lies.

        Raises:
            MissingAmountError: its rules need an amount that is not registered.
        """
        topic = self._topics[kind].get(slots) or self._topic(kind, slots)
        topic.is_used = True
        if topic.only is not None:
            return topic.only
        subject = topic.subject
        number = subject.period(on) if subject.day_cuts else 0
        period = topic.periods.get(number)
        if period is None:
            period = topic.periods[number] = self._new_period(topic, number, on)
            if not subject.day_cuts:
                topic.only = period
            self._memory.grow(topic)
        return period

    def grid(self, kind: RuleKind) -> CellGrid:
        """Return where many questions of a kind are answered at once.

        Raises:
            ImportError: NumPy is not installed.
        """
        grid = self._grids.get(kind)
        if grid is None:
            from .grid import CellGrid  # noqa: PLC0415 - one question needs no NumPy

            new = CellGrid()
            grid = self._grids.setdefault(kind, new)
            if grid is new:
                self._memory.keep(grid, partial(self._grids.pop, kind, None))
        grid.is_used = True
        return grid

    def count(self, grid: CellGrid) -> None:
        """Count anew how much a grid remembers."""
        self._memory.grow(grid, grid.parts - grid.size)

    def _topic(self, kind: RuleKind, slots: tuple[tuple[Slot, str], ...]) -> _Topic:
        """Return the topic of a subject asked about for the first time, or again."""
        new = _Topic(self.decider.subject(kind, slots))
        topic = self._topics[kind].setdefault(slots, new)
        if topic is new:
            self._memory.keep(topic, partial(self._forget, kind, slots))
        return topic

    def _forget(self, kind: RuleKind, slots: tuple[tuple[Slot, str], ...]) -> None:
        """Forget a topic, and the answers that its subject holds for all its cells."""
        topic = self._topics[kind].pop(slots, None)
        if topic is not None:
            topic.subject.answers.clear()

    def _new_period(self, topic: _Topic, number: int, on: dt.date) -> Period:
        words = self.jurisdiction.vocabulary
        subject = topic.subject
        rules = self.jurisdiction.in_force(subject.in_force(on), on)
        circumstances = {
            name: words.circumstances[name].asked_about(subject.bound)
            for rule in rules
            for name in rule.circumstances
        }
        cut = dimensions(rules, circumstances, words.role_kinds)
        depths, _ = layers_of(rules)
        derivable = sorted(
            (depths[dimension.name], position)
            for position, dimension in enumerate(cut)
            if dimension.name in depths
        )
        return Period(
            topic=topic,
            number=number,
            on=on,
            dimensions=cut,
            derivable=tuple(p for _, p in derivable),
            codings=_codings(cut),
            answers={},
            points={},
            most_cells=min(MOST_CELLS, MOST_TRIALS // max(len(rules), 1)),
        )

    def _point(self, period: Period, at: Cell) -> tuple[Answer, tuple[int, ...]]:
        """Return the answer of a cell, and what is neither said nor derived there."""
        point = period.points.get(at)
        if point is None:
            known = facts(period.dimensions, at)
            conclusions = self.decider.infer(period.subject, known, period.on)
            settled = {*known, *(d.circumstance for d in conclusions.derived)}
            answer = self.decider.weigh(period.subject, conclusions, known, period.on)
            loose = tuple(
                position
                for position in period.derivable
                if period.dimensions[position].name not in settled
            )
            point = period.points[at] = answer, loose
            self._memory.grow(period.topic)
        return point

    def _settled(
        self, period: Period, wanted: Sequence[int], derivable: Iterable[int]
    ) -> tuple[Answer, tuple[int, ...]]:
        """Return what `_point` does, but derive first what can be derived.

        A class that is wanted at a `derivable` position counts only where no
        classification derives the circumstance.
        """
        cell = list(wanted)
        for position in derivable:
            cell[position] = UNSAID
        while True:
            answer, loose = self._point(period, tuple(cell))
            wanting = [position for position in loose if wanted[position] != UNSAID]
            if not wanting:
                return answer, loose
            cell[wanting[0]] = wanted[wanting[0]]

    def _whole(self, period: Period, at: Cell) -> Answer:
        """Return the answer for a cell in which some circumstances are unsaid."""
        open_at, assumed_at = [], []
        settled = list(at)
        for position, dimension in enumerate(period.dimensions):
            if at[position] != UNSAID:
                continue
            if dimension.circumstance.has_default:
                settled[position] = dimension.number(dimension.circumstance.default)
                assumed_at.append(position)
            elif position not in period.derivable:
                open_at.append(position)
        derivable = tuple(p for p in period.derivable if at[p] == UNSAID)
        sides = [len(period.dimensions[position].classes) for position in open_at]
        # once for the answer, and once for each value that is not what is assumed
        others = sum(len(period.dimensions[p].classes) for p in assumed_at)
        count = math.prod(sides) * (1 + others)
        if count > period.most_cells:
            unsaid = sorted((*open_at, *assumed_at))
            raise TooManyCellsError(_too_many(period, unsaid, count))
        assumed = self._over(period, settled, open_at, derivable)
        answer = whole_answer(
            [period.dimensions[position] for position in assumed.open_at],
            assumed.points,
        )

        def matters(position: int) -> bool:
            """Tell whether another value than the assumed one changes what is said."""
            for number in range(len(period.dimensions[position].classes)):
                other = [*settled[:position], number, *settled[position + 1 :]]
                otherwise = self._over(period, other, open_at, derivable)
                if not _is_said_alike(assumed, otherwise):
                    return True
            return False

        notes = [
            Note(
                kind=NoteKind.ASSUMED,
                circumstance=period.dimensions[position].name,
                value=period.dimensions[position].circumstance.default,
            )
            for position in assumed_at
            if matters(position)
        ]
        return replace(answer, notes=(*answer.notes, *notes)) if notes else answer

    def _over(
        self,
        period: Period,
        settled: Sequence[int],
        open_at: Sequence[int],
        derivable: tuple[int, ...],
    ) -> _Section:
        """Return the answers for all classes of the open circumstances.

        What a classification may derive is opened only when it leaves it undecided
        in some cell; then it is one more circumstance that is missing.
        """
        count = 1
        for position in open_at:
            count *= len(period.dimensions[position].classes)
        if count > period.most_cells:
            raise TooManyCellsError(_too_many(period, open_at, count))
        points: dict[Cell, Answer] = {}
        undecided: set[int] = set()
        sides = [
            range(len(period.dimensions[position].classes)) for position in open_at
        ]
        for numbers in itertools.product(*sides):
            cell = list(settled)
            for position, number in zip(open_at, numbers, strict=True):
                cell[position] = number
            points[numbers], loose = self._settled(period, cell, derivable)
            undecided.update(loose)
        opened = next((p for p in derivable if p in undecided), None)
        if opened is not None:
            return self._over(period, settled, sorted((*open_at, opened)), derivable)
        return _Section(open_at=tuple(open_at), points=points)


def refuse_too_many_cells(counts: Iterable[int], rules: int) -> None:
    """Refuse to walk subjects with more cells in all than may be walked.

    Args:
        counts: the cells of each subject.
        rules: how many rules there are: with more of them there may be more cells.

    Raises:
        TooManyCellsError: the cells are too many.
    """
    count, most = sum(counts), max(MOST_WALKED, MOST_WALKED_A_RULE * rules)
    if count > most:
        raise TooManyCellsError(
            Message.of("cells/too-many-in-all", count=count, most=most)
        )


def _is_said_alike(one: _Section, other: _Section) -> bool:
    """Tell whether the answers of two sections say the same in every cell.

    On which passages they rest makes no difference. A circumstance that is open in
    one section alone must make none in it either.
    """
    shared = set(one.open_at) & set(other.open_at)
    said: dict[Cell, Hashable] = {}
    for section in (one, other):
        kept = [n for n, position in enumerate(section.open_at) if position in shared]
        for numbers, answer in section.points.items():
            says = statement(answer)
            if said.setdefault(tuple(numbers[n] for n in kept), says) != says:
                return False
    return True


def _cell_count(period: Period) -> int:
    """Return in how many ways every circumstance is said, or left to be derived."""
    return math.prod(
        len(dimension.classes) + (position in period.derivable)
        for position, dimension in enumerate(period.dimensions)
    )


def _sides(
    rule: Rule,
    dimensions: Iterable[Dimension],
    role_kinds: Mapping[str, frozenset[str]],
) -> Iterator[list[int]]:
    """Yield for each dimension the classes in which the conditions of a rule hold."""
    for dimension in dimensions:
        asking = [c for c in rule.when if c.circumstance == dimension.name]
        yield [
            number
            for number, each in enumerate(dimension.classes)
            if all(holds(c, each.representative, role_kinds) for c in asking)
        ]


def _codings(dimensions: Sequence[Dimension]) -> dict[str, Coding]:
    """Return the codings by which no two cells of these dimensions get one number.

    A code is the number of a class plus one, times a weight of its own; nothing
    said is 0. One class more than there are is for "there is none".
    """
    codings: dict[str, Coding] = {}
    weight = 1
    for dimension in dimensions:
        codes = _codes(tuple(dimension.numbers.items()), weight)
        codings[dimension.name] = codes, dimension.cuts, weight
        weight *= len(dimension.classes) + 2
    return codings


@lru_cache(_MOST_CODES)
def _codes(numbers: tuple[tuple[Value, int], ...], weight: int) -> Mapping[Value, int]:
    """Return the codes of listed values: the same for all subjects that list them so.

    What many share is near at hand when the next one is asked about.
    """
    return {value: weight * (number + 1) for value, number in numbers}


def _cell(period: Period, question: Question) -> Cell:
    """Return the class of each circumstance as the question gives it."""
    given = dict(question.given)
    return tuple(
        dimension.number(given[dimension.name]) if dimension.name in given else UNSAID
        for dimension in period.dimensions
    )


def _too_many(period: Period, open_at: Sequence[int], count: int) -> Message:
    names = [period.dimensions[position].name for position in open_at]
    involved = sorted(
        rule.id
        for rule in (*period.subject.rules, *period.subject.classifications)
        if rule.circumstances & set(names)
    )
    return Message.of(
        "question/too-many-cells",
        circumstances=tuple(names),
        count=count,
        most=period.most_cells,
        rules=tuple(involved),
    )
