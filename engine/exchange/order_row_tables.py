"""Lay the rows of an order out as tables, one a chapter, with marks of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.language.orders import OrderColumn
from .official_document import (
    CellChange,
    OfficialCell,
    OfficialHeading,
    OfficialTable,
)
from .official_headings import (
    CHANGED_ROW,
    GONE_ROW,
    NEW_ROW,
    capital,
    change_heading,
)
from .order_chapters import chapters
from .order_differences import OrderPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .kronor import Kronor
    from .official_document import OfficialBlock
    from .order_differences import EditionChanges, OrderDifference, OrderSide

#: Columns whose cells have kronor beside multiples of the prisbasbelopp.
WITH_KRONOR = frozenset({OrderColumn.AT_MOST, OrderColumn.OVER})
_MATTER = OrderColumn.MATTER
#: Columns that every table of rows has, whether or not a row fills them.
_ALWAYS = frozenset({OrderColumn.NUMBER, OrderColumn.MATTER, OrderColumn.DELEGATE})


class _TableLine(NamedTuple):
    """A row as it stands in the document: its cells, and what is told of its change."""

    cells: tuple[str, ...]
    changes: tuple[CellChange | None, ...]
    told: str = ""


class RowTables:
    """The chapters of an order with their tables."""

    def __init__(
        self, side: OrderSide, kronor: Kronor, changes: EditionChanges | None
    ) -> None:
        """Take the order, the kronor of a year, and what changed, if that is told."""
        self._order = side.order
        self._kronor = kronor
        self._since = changes
        self._headings = [capital(c.heading) for c in self._order.columns]
        names = [heading.casefold() for heading in self._headings]
        self._is_named = "" not in names and len({*names}) == len(names)
        self._changed: dict[int, list[OrderDifference]] = {}
        self._gone: dict[int, list[OrderDifference]] = {}
        if changes:
            self._sort_out(changes)

    def _sort_out(self, changes: EditionChanges) -> None:
        """Put what changed with the rows of the newer order that it stands at."""
        for each in changes.differences:
            if each.part is not OrderPart.ROW:
                continue
            if each.row is not None:
                self._changed.setdefault(each.row, []).append(each)
            elif each.gone is not None:
                self._gone.setdefault(
                    -1 if each.near is None else each.near, []
                ).append(each)

    def blocks(self) -> Iterator[OfficialBlock]:
        """Yield the headings of chapters, each with its table."""
        depth = 1
        yield from self._tables("", [*self._gone_at(-1)])
        for chapter in chapters(self._order.columns, self._order.rows):
            name = ""
            lines: list[_TableLine] = []
            if chapter.heading:
                name = chapter.heading.line
                depth = min(chapter.heading.depth, depth)
                yield OfficialHeading(text=name, level=depth + 1)
                depth += 1
                lines += self._gone_at(chapter.place)
            lines += self._lines(chapter.rows)
            yield from self._tables(name, lines)

    def _lines(self, places: Iterable[int]) -> Iterator[_TableLine]:
        """Yield rows, those that are gone where no row goes on with the one above.

        Else a row without a matter would be read as one on the matter that is gone.
        """
        waiting: list[_TableLine] = []
        matters = [n for n, c in enumerate(self._order.columns) if c.says is _MATTER]
        for place in places:
            if any(self._order.rows[place][n] for n in matters):
                yield from waiting
                waiting = []
            yield self._line(place)
            waiting += self._gone_at(place)
        yield from waiting

    def _tables(self, name: str, lines: list[_TableLine]) -> Iterator[OfficialTable]:
        """Yield the table of some rows, without the columns that none of them fills."""
        if not lines:
            return
        shown = [
            number
            for number, column in enumerate(self._order.columns)
            if not self._is_named
            or column.says in _ALWAYS
            or any(line.cells[number] for line in lines)
        ]
        header = [self._headings[number] for number in shown]
        rows = []
        for line in lines:
            cells = [OfficialCell(line.cells[n], line.changes[n]) for n in shown]
            if self._since:
                cells.append(OfficialCell(line.told))
            rows.append(tuple(cells))
        if self._since:
            header.append(change_heading(self._headings))
        says = [self._order.columns[number].says for number in shown]
        subject = says.index(OrderColumn.MATTER) if OrderColumn.MATTER in says else 0
        yield OfficialTable(
            caption=f"Ärenden: {name}" if name else "Ärenden",
            header=tuple(header),
            rows=tuple(rows),
            subject=subject,
            follows=frozenset(
                number for number, row in enumerate(rows) if not row[subject].text
            ),
        )

    def _line(self, place: int) -> _TableLine:
        found = self._changed.get(place, [])
        row = self._order.rows[place]
        if any(each.gone is None for each in found):
            changes = tuple(CellChange.ADDED if cell else None for cell in row)
            return _TableLine(self._told(row), changes, NEW_ROW)
        names = {each.column for each in found}
        changes = tuple(
            CellChange.CHANGED if heading in names else None
            for heading in self._headings
        )
        was = [
            f"{e.column} (förut {_one_line(e.before or '') or 'tomt'})" for e in found
        ]
        told = f"{CHANGED_ROW}{'; '.join(was)}" if was else ""
        return _TableLine(self._told(row), changes, told)

    def _gone_at(self, place: int) -> Iterator[_TableLine]:
        """Yield the rows that stood behind a place before, as far as columns remain."""
        if self._since is None:
            return
        old = self._since.old.order
        for each in self._gone.get(place, []):
            assert each.gone is not None  # noqa: S101 - that is what it is about
            cells = dict(
                zip((c.identity for c in old.columns), old.rows[each.gone], strict=True)
            )
            by_kind = {key[1]: cell for key, cell in cells.items() if key[1]}
            by_kind |= {OrderColumn.NUMBER: each.number, _MATTER: each.matter}
            row = tuple(
                by_kind.get(c.says, "") if c.says else cells.get(c.identity, "")
                for c in self._order.columns
            )
            changes = tuple(CellChange.REMOVED if cell else None for cell in row)
            yield _TableLine(self._told(row), changes, GONE_ROW)

    def _told(self, row: Sequence[str]) -> tuple[str, ...]:
        """Return the cells of a row with the kronor of the year beside multiples."""
        return tuple(
            self._kronor.beside(cell) if column.says in WITH_KRONOR else cell
            for column, cell in zip(self._order.columns, row, strict=True)
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())
