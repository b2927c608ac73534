"""Read each text that occurs in a column of a log once, and give it a code.

A code above 0 stands for a value, 0 for an empty cell, and one below 0 for the reason
why the text cannot be read, so that a row is told apart by joins alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..rulebook.model.problems import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from ..rulebook.model.problems import Message


class LogFault(NamedTuple):
    """Why rows of a log cannot be read, and the heading of the column at fault.

    The heading is empty where it is the row as a whole.
    """

    message: Message
    heading: str


class LogFaults:
    """The faults of a log, each once and with a code below 0."""

    def __init__(self) -> None:
        """Start without any."""
        self._codes: dict[LogFault, int] = {}
        self._faults: list[LogFault] = []

    def code(self, message: Message, heading: str = "") -> int:
        """Return the code of a fault."""
        fault = LogFault(message, heading)
        known = self._codes.get(fault)
        if known is None:
            self._faults.append(fault)
            known = self._codes[fault] = -len(self._faults)
        return known

    def fault(self, code: int) -> LogFault:
        """Return the fault with a code."""
        return self._faults[-1 - code]


class ColumnCodes(NamedTuple):
    """What stands in a column: a code for each entry, and the value of each code."""

    rows: list[tuple[Any, ...]]
    values: list[Any]


def column_codes(
    entries: Iterable[tuple[Any, ...]],
    read: Callable[..., Hashable],
    faults: LogFaults,
    heading: str,
    empty: Message | None = None,
) -> ColumnCodes:
    """Return the codes of the entries of a column.

    Args:
        entries: the texts that occur, each first in what `read` takes.
        read: returns the value of an entry; nothing for none.
        faults: of the log.
        heading: of the column.
        empty: why a row cannot be read whose cell is empty; None where it can.
    """
    missing = faults.code(empty, heading) if empty else 0
    values: list[Any] = [None]
    numbers: dict[Any, int] = {None: missing}
    rows: list[tuple[Any, ...]] = []
    for entry in entries:
        value = None
        if entry[0].strip():
            try:
                value = read(*entry) or None
            except EngineError as error:
                rows.append((*entry, faults.code(error.message, heading)))
                continue
        if value not in numbers:
            numbers[value] = len(values)
            values.append(value)
        rows.append((*entry, numbers[value]))
    return ColumnCodes(rows, values)
