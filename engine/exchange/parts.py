"""What a cell of a document means: cells of our own table, or several ways to read it.

INVARIANT: a cell is understood whole, or it is uncertain. What one way to read it
leaves out is never dropped: it is another reading, or stays in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from ..records import record
from ..rulebook.language.orders import OrderColumn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Cells of one row of our table.
Parts: TypeAlias = Mapping[OrderColumn, str]
#: One way to read something: the rows of our table, as a rule one, that it makes.
RowReading: TypeAlias = tuple[Parts, ...]

#: Columns whose texts are set one after the other where several cells fill them.
_ADDED = {
    OrderColumn.CONDITIONS: "\n",
    OrderColumn.EXCEPT: "\n",
    OrderColumn.LAW: "\n",
    OrderColumn.CONSULTS: "\n",
    OrderColumn.NOTE: " ",
}
_LIMITS = frozenset({OrderColumn.AT_MOST, OrderColumn.OVER})


@record
class Uncertainty:
    """Something that has no one meaning: why, and the ways to read it.

    `why` is the name of a reason; its sentence stands with the reports. `word` is what
    of the text it is about, where that is not all.
    """

    why: str
    readings: tuple[RowReading, ...] = ()
    word: str = ""


def joined(all_parts: Iterable[Parts]) -> Parts | None:
    """Return the cells of several parts as one row, None where two contradict.

    Limits of two measures stand beside each other, of one measure they contradict.
    """
    cells: dict[OrderColumn, str] = {}
    for parts in all_parts:
        for column, text in parts.items():
            if not text:
                continue
            before = cells.get(column)
            if before is None or before == text:
                cells[column] = text
            elif column in _ADDED:
                cells[column] = f"{before}{_ADDED[column]}{text}"
            elif column in _LIMITS and measure(before) != measure(text):
                cells[column] = f"{before}\n{text}"
            else:
                return None
    return cells


def measure(cell: str) -> str:
    """Return what a limit is put on, by its unit: `amount`, `time`, `share`."""
    value = cell.partition(" per ")[0]
    if "%" in value or "procent" in value:
        return "share"
    words = value.casefold().split()
    is_time = any(
        word.startswith(("dag", "veck", "mån", "år"))
        for word in words
        if word.isalpha()
    )
    return "time" if is_time else "amount"


def products(groups: Iterable[Iterable[RowReading]]) -> Iterator[RowReading]:
    """Yield each way to read a row of which every part has its ways."""
    rows: list[RowReading] = [({},)]
    for group in groups:
        ways = list(group)
        rows = [
            made
            for row in rows
            for way in ways
            if (made := crossed(row, way)) is not None
        ]
    yield from rows


def crossed(one: RowReading, other: RowReading) -> RowReading | None:
    """Return the rows of two readings together: each of one with each of the other."""
    rows = [joined((first, second)) for first in one for second in other]
    whole = tuple(row for row in rows if row is not None)
    return whole if len(whole) == len(rows) else None
