"""Answer columns of questions with NumPy: all that are alike at once."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import numpy as np

from ..rulebook.model.problems import EngineError
from ..rulebook.model.values import LARGEST
from ..space.grid import (
    NONE_SAID,
    NOT_SAID,
    SAID,
    AmountColumn,
    ListedColumn,
    TooManyPlacesError,
)
from .asked_columns import ResultNumbers, one_by_one
from .columns import STRANGE, WHOLE, ColumnReader, WordColumn

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from ..rulebook.model.vocabulary import Circumstance
    from ..space.grid import Numbers
    from .asked_columns import AskedColumns, Result, Slots


def numbered(asked: AskedColumns) -> tuple[Any, tuple[Result, ...]]:
    """Return the results of questions, and for each question the number of its own.

    Raises:
        EngineError: a column is headed by what is no circumstance here.
    """
    try:
        return _Arrays(asked).numbered()
    except TooManyPlacesError:
        return one_by_one(asked)


class _Arrays:
    """The columns of questions as arrays."""

    def __init__(self, asked: AskedColumns) -> None:
        self._asked = asked
        self._space = asked.space
        self._grid = self._space.grid(asked.kind)
        self._columns: list[ListedColumn | AmountColumn] = []
        headed = asked.circumstances()
        self._strange = np.zeros(asked.count, np.bool_)
        if len({circumstance.id for circumstance, _ in headed}) < len(headed):
            self._strange[:] = True  # whoever says a thing twice is heard singly
            headed = []
        reader = ColumnReader(
            self._space.jurisdiction, asked.different_days, self._made
        )
        for circumstance, entries in headed:
            self._columns.append(self._column(reader, circumstance, entries))
        self._subjects = asked.subjects(self._place, self._made, self._grid.words)
        self._strange |= self._subjects == STRANGE

    def numbered(self) -> tuple[NDArray[np.int32], tuple[Result, ...]]:
        """Return the number of the result of each question, and the results."""
        strange = np.flatnonzero(self._strange)
        numbers = self._alike(np.flatnonzero(~self._strange) if len(strange) else None)
        self._space.count(self._grid)
        used = np.zeros(len(self._grid.results), np.bool_)
        used[numbers] = True
        listed = np.flatnonzero(used)
        of_batch = np.zeros(len(used), np.int32)
        of_batch[listed] = np.arange(len(listed), dtype=np.int32)
        results = ResultNumbers([self._grid.results[number] for number in listed])
        numbers = of_batch[numbers]
        if len(strange):
            alone = [results.number(self._asked.result(int(at))) for at in strange]
            whole = np.empty(self._asked.count, np.int32)
            whole[~self._strange] = numbers
            whole[strange] = alone
            numbers = whole
        return numbers, tuple(results.listed)

    def _alike(self, at: NDArray[np.intp] | None) -> NDArray[np.int32]:
        """Return the numbers of the results of some questions, or of all."""
        if at is None:
            return self._grid.answered(self._subjects, self._columns, self._ask)
        columns = [_part(column, at) for column in self._columns]
        return self._grid.answered(
            self._subjects[at], columns, lambda n: self._ask(int(at[n]))
        )

    def _ask(self, at: int) -> Result:
        """Return the result of a question whose words and values are all known."""
        return self._asked.result(at)

    def _made(self, number: Callable[[Any], int], entries: Iterable[Any]) -> Numbers:
        """Return the number of each entry."""
        if isinstance(entries, WordColumn):
            # where nothing stands the last one is found
            words = np.array([*map(number, (*entries.words, None))], np.int64)
            numbers: Numbers = words[np.frombuffer(entries.numbers, np.int64)]
            return numbers
        return np.fromiter(map(number, entries), np.int64, self._asked.count)

    def _place(self, slots: Slots, on: dt.date) -> int:
        """Return the number of a subject in the grid."""
        try:
            period = self._space.period(self._asked.kind, slots, on)
        except EngineError:
            return STRANGE
        try:
            return self._grid.number(
                (slots, period.number), period.codings, period.places
            )
        except TooManyPlacesError:
            return STRANGE

    def _column(
        self, reader: ColumnReader, circumstance: Circumstance, entries: Sequence[Any]
    ) -> ListedColumn | AmountColumn:
        scale = WHOLE.get(circumstance.kind)
        amounts = _whole_numbers(entries) if scale else None
        if scale and amounts is not None:
            most = LARGEST // scale
            self._strange |= (amounts > most) | (amounts < -most)
            return AmountColumn(circumstance.id, amounts * scale, None)
        _, values, numbers = reader.read(circumstance, entries)
        self._strange |= numbers == STRANGE
        if not circumstance.kind.is_ordered:
            return ListedColumn(circumstance.id, values, numbers)
        listed = [value if isinstance(value, int) else 0 for value in values]
        marks = [NONE_SAID if value is None else SAID for value in values]
        # what is not said, or strange, is found at the end
        return AmountColumn(
            circumstance.id,
            np.array([*listed, 0, 0], np.int64)[numbers],
            np.array([*marks, NOT_SAID, NOT_SAID], np.int8)[numbers],
        )


def _whole_numbers(entries: Sequence[Any]) -> Numbers | None:
    """Return entries as an array, if all are whole numbers that it can hold."""
    if isinstance(entries, array):
        return np.frombuffer(entries, np.int64)
    try:
        numbers: Numbers = np.frombuffer(array("q", entries), np.int64)
    except (TypeError, OverflowError):
        return None
    unsure = np.flatnonzero((numbers == 0) | (numbers == 1))
    if any(type(entries[at]) is bool for at in unsure.tolist()):
        return None
    return numbers


def _part(
    column: ListedColumn | AmountColumn, at: NDArray[np.intp]
) -> ListedColumn | AmountColumn:
    """Return some places of a column."""
    if isinstance(column, ListedColumn):
        return column._replace(numbers=column.numbers[at])
    marks = None if column.marks is None else column.marks[at]
    return AmountColumn(column.circumstance, column.amounts[at], marks)
