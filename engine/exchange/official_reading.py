"""Read the official document of an order, from the blocks of whatever format it had.

Parts are known by their headings, columns by theirs. What is not known is kept apart:
nothing is taken for something else, and nothing is dropped in silence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from ..rulebook.language.orders import COLUMNS, OrderColumn
from ..rulebook.model.names import name_key
from .blocks import (
    CellMark,
    OfficeCell,
    OfficeHeading,
    OfficeParagraph,
    OfficeTable,
    grid,
)
from .clauses import recognised_clause
from .kronor import without_kronor
from .official_headings import (
    CHANGE_HEADER,
    CHANGE_MEANING,
    CHANGES,
    CLAUSES,
    COLUMN_HEADER,
    CONDITION_HEADER,
    FRONT_HEADER,
    GONE_ROW,
    KEY_HEADER,
    MUNICIPALITY,
    RELATION,
    ROWS,
    part_of,
)
from .order_chapters import heading_row, read_heading
from .order_plain import PlainColumn
from .order_row_tables import WITH_KRONOR
from .order_text import ColumnLine, ConditionLine, FrontLine, KeyEntry, OrderText
from .sheet_writing import unguarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .blocks import GridSpot, OfficeDocument
    from .order_words import OrderWords

#: What in a cell makes its text not all that a reader sees.
_DOUBTS = {
    CellMark.REVISED: "spårad ändring",
    CellMark.STRUCK: "överstruken text",
    CellMark.NOTED: "fotnot",
    CellMark.NESTED: "ruta eller tabell i cellen",
    CellMark.HIDDEN: "dold text",
}
OfficeBlock = OfficeHeading | OfficeParagraph | OfficeTable
#: What stands before a sentence of a numbered list, where the format has it in words.
_NUMBER = re.compile(r"[0-9]{1,3}\.\s+")


class CellWithKronor(NamedTuple):
    """A cell that may have kronor beside multiples: its row, its column, its text."""

    place: str
    column: str
    text: str


@record
class OfficialReading:
    """What a document says as an order, and what in it nobody could read.

    `issuer` is the municipality that it names. The document `is_told` where it tells
    what its columns say. `beside` are paragraphs and cells
    that say nothing of the order that is known. `with_kronor` are the cells in which
    kronor may stand.
    """

    text: OrderText
    issuer: str
    is_told: bool
    beside: tuple[str, ...]
    with_kronor: tuple[CellWithKronor, ...]


def read_official(document: OfficeDocument, words: OrderWords) -> OfficialReading:
    """Return what a document says as the official document of an order.

    A spreadsheet has its parts one below the other, or on a sheet each.
    """
    reader = _BlockReader(words)
    blocks = document.blocks
    if all(isinstance(block, OfficeTable) for block in blocks):
        blocks = tuple(_unfolded(blocks))
    for block in blocks:
        match block:
            case OfficeHeading():
                reader.heading(block)
            case OfficeParagraph():
                reader.paragraph(block.text)
            case OfficeTable():
                reader.table(block)
    return reader.reading()


def _unfolded(sheets: Iterable[object]) -> Iterator[OfficeBlock]:
    """Yield the blocks that stand below each other in sheets, blank lines between.

    A line with one cell alone is text, unless it is within a table: the title, the
    heading of a part, that of a chapter, or a paragraph.
    """
    part = None
    for sheet in sheets:
        assert isinstance(sheet, OfficeTable)  # noqa: S101 - a spreadsheet has no others
        table: list[tuple[OfficeCell, ...]] = []
        for row in (*sheet.rows, ()):
            cells = tuple(_without_guard(cell, sheet) for cell in row)
            texts = [cell.text for cell in cells]
            if not any(texts):
                if table:
                    yield replace(sheet, rows=tuple(table))
                table = []
            elif table or any(texts[1:]):
                table.append(cells)
            elif part is None or part == ROWS or part_of(texts[0]):
                # the first line is the title, whatever it is
                part = "" if part is None else part_of(texts[0]) or part
                yield OfficeHeading(text=texts[0])
            else:
                yield OfficeParagraph(text=texts[0])


def _without_guard(cell: OfficeCell, sheet: OfficeTable) -> OfficeCell:
    """Return a cell of a csv, which has no sheets, without what guards it."""
    return cell if sheet.name else replace(cell, text=unguarded(cell.text))


class _BlockReader:
    """Takes the blocks of a document one by one."""

    def __init__(self, words: OrderWords) -> None:
        self._words = words
        self._part = ""
        self._title = self._issuer = ""
        self._front: list[FrontLine] = []
        self._clauses: list[str] = []
        self._key: list[KeyEntry] = []
        self._conditions: list[ConditionLine] = []
        self._columns: list[ColumnLine] = []
        self._change = ""
        self._is_told = False
        self._rows: list[tuple[str, ...]] = []
        self._beside: list[str] = []
        self._with_kronor: list[CellWithKronor] = []

    def reading(self) -> OfficialReading:
        """Return what was read."""
        return OfficialReading(
            text=OrderText(
                title=self._title,
                front=tuple(self._front),
                clauses=tuple(self._clauses),
                key=tuple(self._key),
                conditions=tuple(self._conditions),
                columns=tuple(self._columns),
                rows=tuple(self._rows),
            ),
            issuer=self._issuer,
            is_told=self._is_told,
            beside=tuple(self._beside),
            with_kronor=tuple(self._with_kronor),
        )

    # blocks ---------------------------------------------------------------------------

    def heading(self, block: OfficeHeading) -> None:
        """Take a heading: of a part, of a chapter, or the title."""
        text = _line(block.text)
        part = part_of(text)
        is_first = not self._title and not self._part
        if is_first and part is not None and self._beside:
            # what makes no heading of the title has it in the first paragraph
            self._title = self._beside.pop(0)
            self._part = part
        elif is_first:
            self._title = text
        elif part is not None:
            self._part = part
        elif self._part == ROWS and self._columns:
            self._rows.append(heading_row(self._plain_columns(), read_heading(text)))
        else:
            self._beside.append(text)

    def paragraph(self, text: str) -> None:
        """Take a paragraph: a clause, or what tells of the document."""
        line = _line(text)
        sentence = _NUMBER.sub("", line, count=1)
        if self._part == CLAUSES:
            self._clauses.append(sentence)
            if recognised_clause(sentence) is None:
                self._beside.append(sentence)
        elif line and self._part != CHANGES:
            self._beside.append(line)

    def table(self, block: OfficeTable) -> None:
        """Take a table, by its headings."""
        spots = grid(block.rows)
        self._beside += _doubts(spots)
        lines = [[_lines(spot.text) for spot in row] for row in spots]
        if lines:
            self._take(lines[0], lines[1:])

    def _take(self, header: list[str], rows: list[list[str]]) -> None:
        """Take a table by its line of headings and its rows."""
        known = tuple(name_key(cell) for cell in header)
        if known == _keys(FRONT_HEADER):
            for label, told in rows:
                if label == MUNICIPALITY:
                    self._issuer = told
                else:
                    self._front.append(FrontLine(label, told))
        elif known == _keys(COLUMN_HEADER):
            self._take_columns(rows)
        elif known in {_keys(KEY_HEADER), _keys((*KEY_HEADER, RELATION))}:
            self._key += map(_key_line, rows)
        elif known == _keys(CONDITION_HEADER):
            for words, meaning in rows:
                self._with_kronor.append(CellWithKronor(words, header[1], meaning))
                line = ConditionLine(words, without_kronor(meaning))
                self._conditions.append(line)
        elif known != _keys(CHANGE_HEADER):
            self._take_rows(header, rows)

    def _take_columns(self, rows: list[list[str]]) -> None:
        self._is_told = True
        for heading, meaning in rows:
            if meaning.startswith(CHANGE_MEANING):
                self._change = heading
            else:
                self._columns.append(ColumnLine(heading, meaning))

    # rows -----------------------------------------------------------------------------

    def _plain_columns(self) -> tuple[PlainColumn, ...]:
        return tuple(
            PlainColumn(heading=c.heading, says=self._words.column(c.meaning))
            for c in self._columns
        )

    def _take_rows(self, header: list[str], rows: list[list[str]]) -> None:
        """Take a table of rows; what stands below an unknown heading is kept apart."""
        if not self._is_told:
            self._learn(header)
        if not self._columns:
            self._beside += [cell for cell in header if cell]
            return
        places = self._places(header)
        columns = self._plain_columns()
        changes = [
            number
            for number, heading in enumerate(header)
            if places[number] is None and heading and heading == self._change
        ]
        for row in rows:
            if any(row[n] == GONE_ROW for n in changes):
                continue
            cells = [""] * len(columns)
            name = " ".join(filter(None, (_line(cell) for cell in row)))[:60]
            for number, cell in enumerate(row):
                place = places[number]
                if place is None:
                    if cell and number not in changes:
                        self._beside.append(f"{header[number]}: {_line(cell)}")
                elif columns[place].says in WITH_KRONOR:
                    cells[place] = without_kronor(cell)
                    told = CellWithKronor(name, header[number], cell)
                    self._with_kronor.append(told)
                else:
                    cells[place] = cell
            if any(cells):
                self._rows.append(tuple(cells))

    def _learn(self, header: Sequence[str]) -> None:
        """Take the columns of a table of rows by their headings, where none are told.

        Rows above have nothing in columns that come later.
        """
        known = {h: COLUMNS.get(name_key(h)) for h in header}
        if OrderColumn.DELEGATE not in known.values():
            return
        there = {name_key(column.heading) for column in self._columns}
        new = [
            ColumnLine(heading, self._words.column_text(says))
            for heading, says in known.items()
            if says is not None and name_key(heading) not in there
        ]
        self._columns += new
        self._rows = [(*row, *[""] * len(new)) for row in self._rows]

    def _places(self, header: Sequence[str]) -> list[int | None]:
        """Return which column each heading of a table is, None for none that is known.

        Headings that are not unique are known by where they stand.
        """
        known = [name_key(column.heading) for column in self._columns]
        keys = [name_key(heading) for heading in header]
        if keys[: len(known)] == known:
            return [n if n < len(known) else None for n in range(len(keys))]
        places: Mapping[str, int] = {key: n for n, key in enumerate(known)}
        return [places.get(key) for key in keys]


def _doubts(rows: Iterable[Sequence[GridSpot]]) -> Iterator[str]:
    """Yield what a reader sees beside the texts of cells, of rows that are not gone."""
    for row in rows:
        if not any(spot.text == GONE_ROW for spot in row):
            yield from filter(None, map(_doubt, row))


def _doubt(spot: GridSpot) -> str:
    """Return what a reader sees in a cell beside its text, empty for nothing."""
    doubts = ", ".join(
        _DOUBTS[mark] for mark in CellMark if mark in spot.marks & _DOUBTS.keys()
    )
    return f"{_line(spot.text)} ({doubts})" if doubts else ""


def _key_line(row: Sequence[str]) -> KeyEntry:
    abbreviation, role, superior, substitutes, *relation = row
    steps = tuple(filter(None, substitutes.split("\n")))
    return KeyEntry(abbreviation, role, superior, steps, *relation)


def _keys(header: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(name_key, header))


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> str:
    """Return a cell as the tables of orders have it: its lines, with single spaces."""
    return "\n".join(filter(None, map(_line, text.splitlines())))
