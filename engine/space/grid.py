"""Answer many questions at once: the cells of many subjects, numbered through.

Every cell of every subject that was asked about has a place in one array, in which the
number of its answer stands. A million questions are a million places, which NumPy
works out column by column; only a cell that nobody asked about before is asked about.
NumPy is needed for nothing else (`mandat[columns]`).
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .cells import UNSAID
from .memory import MemoryEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from ..answers.answer import Answer
    from ..rulebook.model.problems import EngineError
    from ..rulebook.model.values import Value
    from .cells import Coding

    Numbers = NDArray[np.int64]

#: So many places there may be, of 4 bytes each; what needs more is asked one by one.
MOST_PLACES = 1 << 22
#: So many codes of values and limits may stand in the arrays of one circumstance.
_MOST_CODES = 1 << 22
#: What an amount of which nothing is said, and one that there is none of, is marked by.
SAID, NOT_SAID, NONE_SAID = 0, 1, 2
_NO_LIMIT = np.iinfo(np.int64).max
_NOT_ASKED = -1


class ListedColumn(NamedTuple):
    """What is said of a circumstance whose values can be listed, question by question.

    `numbers` tell which of the `values`; `UNSAID` where nothing is said.
    """

    circumstance: str
    values: Sequence[Value]
    numbers: Numbers


class AmountColumn(NamedTuple):
    """What is said of an amount, a number or a day, question by question.

    `marks` tell where nothing is said, or that there is none; None where all is said.
    """

    circumstance: str
    amounts: Numbers
    marks: NDArray[np.int8] | None


class TooManyPlacesError(Exception):
    """The subjects have more places than there may be: ask one by one."""


class CellGrid(MemoryEntry):
    """The places of the cells of many subjects, with what was answered there.

    Threads may share a grid. INVARIANT: an answer keeps its number, and a subject its
    number and first place. A thread that lacks what another one fills in just now works
    it out as well.
    """

    __slots__ = (
        "_codings",
        "_lanes",
        "_lock",
        "_numbers",
        "_places",
        "_starts",
        "_subjects",
        "results",
        "words",
    )

    def __init__(self) -> None:
        """Start without subjects."""
        super().__init__()
        self.results: list[Answer | EngineError] = []
        #: The numbers of subjects by what they were called when last asked about.
        self.words: dict[Hashable, dict[Hashable, int]] = {}
        self._subjects: dict[Hashable, int] = {}
        self._codings: list[Mapping[str, Coding]] = []
        self._starts: list[int] = [0]
        self._places = np.full(0, _NOT_ASKED, np.int32)
        self._lanes: dict[str, _Lane] = {}
        self._numbers: dict[int, int] = {}
        self._lock = Lock()

    def number(self, key: Hashable, codings: Mapping[str, Coding], places: int) -> int:
        """Return the number of a subject in a period.

        Args:
            key: tells the subject and its period from all others of the kind.
            codings: how its cells are numbered.
            places: how many numbers its cells may have.

        Raises:
            TooManyPlacesError: there is no place left for its cells.
        """
        with self._lock:
            number = self._subjects.get(key)
            if number is None:
                end = self._starts[-1] + places
                if end > MOST_PLACES:
                    raise TooManyPlacesError
                number = self._subjects[key] = len(self._codings)
                self._codings.append(codings)
                self._starts.append(end)
            return number

    @property
    def parts(self) -> int:
        """How many parts there are to remember."""
        return len(self._codings) + len(self.results)

    def answered(
        self,
        subjects: Numbers,
        columns: Iterable[ListedColumn | AmountColumn],
        ask: Callable[[int], Answer | EngineError],
    ) -> NDArray[np.int32]:
        """Return for each question the number of its result.

        Args:
            subjects: the number of the subject of each.
            columns: what is said of each circumstance.
            ask: asks the question with that number, if its cell is a new one.

        Raises:
            TooManyPlacesError: the values are too many for arrays.
        """
        starts, places = self._layout()
        at = starts[subjects]
        for column in columns:
            at += self._lane(column.circumstance).codes(subjects, column)
        numbers = places[at]
        new = np.flatnonzero(numbers == _NOT_ASKED)
        if len(new):
            cells, first = np.unique(at[new], return_index=True)
            for cell, question in zip(cells, new[first], strict=True):
                places[cell] = self._number(ask(int(question)))
            numbers = places[at]
        return numbers

    def _layout(self) -> tuple[Numbers, NDArray[np.int32]]:
        """Return the first place of each subject, and the places with their answers."""
        with self._lock:
            if len(self._places) < self._starts[-1]:
                more = self._starts[-1] - len(self._places)
                added = np.full(more, _NOT_ASKED, np.int32)
                self._places = np.concatenate((self._places, added))
            return np.array(self._starts, np.int64), self._places

    def _lane(self, circumstance: str) -> _Lane:
        """Return how a circumstance is written, for every subject there is now."""
        with self._lock:
            lane = self._lanes.get(circumstance)
            if lane is None or lane.size < len(self._codings):
                codings = [own.get(circumstance) for own in self._codings]
                lane = self._lanes[circumstance] = _Lane(codings)
            return lane

    def _number(self, result: Answer | EngineError) -> int:
        with self._lock:
            number = self._numbers.setdefault(id(result), len(self.results))
            if number == len(self.results):
                self.results.append(result)
            return number


class _Lane:
    """How one circumstance is written in the numbers of the cells of all subjects."""

    def __init__(self, codings: Sequence[Coding | None]) -> None:
        self.size = len(codings)
        self._codings = codings
        self._codes: dict[Value, Numbers] = {}
        most = max((len(coding[1]) for coding in codings if coding), default=0)
        #: Halves of what is left to look through, for a list of limits of that length.
        self._halves = [1 << n for n in reversed(range(most.bit_length()))]
        self._width = (1 << most.bit_length()) - 1
        if self._width * self.size > _MOST_CODES:
            raise TooManyPlacesError
        limits = np.full((self.size, self._width), _NO_LIMIT, np.int64)
        weights = np.zeros(self.size, np.int64)
        for number, coding in enumerate(codings):
            if coding:
                _, cuts, weight = coding
                limits[number, : len(cuts)] = cuts
                weights[number] = weight
        self._limits, self._weights = limits.ravel(), weights

    def codes(self, subjects: Numbers, column: ListedColumn | AmountColumn) -> Numbers:
        """Return what is said in each question as a part of the number of its cell."""
        if isinstance(column, ListedColumn):
            return self._listed(subjects, column)
        codes = self._weights[subjects]
        if self._width:
            codes = codes * (self._reached(subjects, column.amounts) + 1)
        if column.marks is not None:
            codes[column.marks == NOT_SAID] = 0
            none = column.marks == NONE_SAID
            codes[none] = self._of_value(None)[subjects[none]]
        return codes

    def _listed(self, subjects: Numbers, column: ListedColumn) -> Numbers:
        if len(column.values) * self.size > _MOST_CODES:
            raise TooManyPlacesError
        nothing = np.zeros(self.size, np.int64)  # stands last, where `UNSAID` finds it
        table = np.stack((*map(self._of_value, column.values), nothing))
        assert UNSAID == -1  # noqa: S101 - or it would not find it there
        codes: Numbers = table[column.numbers, subjects]
        return codes

    def _of_value(self, value: Value) -> Numbers:
        """Return the code of a listed value for each subject."""
        codes = self._codes.get(value)
        if codes is None:
            listed = (c[0].get(value, 0) if c else 0 for c in self._codings)
            codes = self._codes[value] = np.fromiter(listed, np.int64, self.size)
        return codes

    def _reached(self, subjects: Numbers, amounts: Numbers) -> Numbers:
        """Return how many limits each amount has reached, halving what is left."""
        first = subjects * self._width - 1
        reached = np.zeros(len(subjects), np.int64)
        for half in self._halves:
            at = first + reached
            at += half
            reached += half * (self._limits[at] <= amounts)
        return reached
