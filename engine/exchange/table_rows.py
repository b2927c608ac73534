"""Take the rows out of a table of a document, each with its cells and its chapter.

Nothing is understood of a cell here but what the shape of the table tells: merged
cells, headings between rows, sub-cases below a row, and rows that go on with the one
above.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.language.orders import OrderColumn
from ..rulebook.model.names import name_key
from .blocks import CellMark, GridSpot, grid
from .cell_text import one_line
from .columns import ColumnRole, header_roles, repeated
from .limits import limits
from .matters import bare_matter
from .source_rows import Chapter, SourceCell, SourceRow, numbered, with_text
from .sub_cases import has_delegate, is_sub_case, limits_in, own_letter, sub_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .blocks import OfficeTable
    from .parts import RowReading

_LETTER_ALONE = re.compile(r"(?P<letter>[a-zåäö])\s*[.)]?")
_DASH = re.compile(r"[-–—•·*]\s+(?P<text>.*)", re.DOTALL)
_NUMBERED = re.compile(
    r"(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})*|[A-ZÅÄÖ](?:\.[0-9]{1,3})+|[A-ZÅÄÖ](?=\.\s))\.?"
    r"\s+(?P<text>\S.*)"
)
_IS_NUMBER = re.compile(
    r"[A-ZÅÄÖ]{0,4}[ .]?[0-9]{1,5}(?:[.:][0-9]{1,4})*[ .]?[a-zåäö]?[.)]?|[A-ZÅÄÖ]\.?"
    r"|[IVX]{1,5}\.?|[0-9]+(?:\.[0-9]+)*\.?[a-zåäö]?[.)]?"
)
_LETTERED = re.compile(r"(?P<number>.*[0-9])\s*(?P<letter>[a-z])[.)]?")
#: What a step of a ladder has from the row above it.
_OF_STEP = (OrderColumn.NUMBER, OrderColumn.MATTER)
_LONGEST_CHAPTER = 120
#: How a row is marked as a decision.
_DECISIONS = frozenset({"d", "b", "delegation", "beslut", "delegationsbeslut"})
#: A line right above the header that is about the document, and heads no rows.
_OF_DOCUMENT = re.compile(
    r"ordning|20[0-9]{2}|antagen|fastställd|gäller", re.IGNORECASE
)
_LONGEST_TITLE = 60


class TableHeader(NamedTuple):
    """The header of a table: in which row it ends, and what the columns say."""

    row: int
    roles: tuple[ColumnRole, ...]
    texts: tuple[str, ...]


def table_header(
    rows: Sequence[Sequence[GridSpot]], *, titles: str = ""
) -> TableHeader | None:
    """Return the header of an order's table, None where the table has none.

    `titles` are the headings above it.
    """
    for number, row in enumerate(rows[:12]):
        texts = tuple(one_line(spot.text) for spot in row)
        if len({(spot.row, spot.column) for spot in row if spot.text}) > 1:
            roles = header_roles(texts, titles=titles)
            if roles is not None:
                return TableHeader(number, roles, texts)
    return None


class TableRows:
    """Takes the rows out of one table.

    Args:
        table: the table.
        number: which table of the document it is, from 1.
        header: its header, or that of the table which it goes on with.
        chapter: the heading above the table.
        decided: for the place of each column that a person decided on what it says.
        readings: how a person decided to read rows, by their places.
    """

    def __init__(  # noqa: PLR0913 - each named at the call
        self,
        table: OfficeTable,
        *,
        number: int,
        header: TableHeader,
        chapter: Chapter | None,
        decided: Mapping[str, ColumnRole],
        readings: Mapping[str, RowReading],
    ) -> None:
        """Take the table."""
        self._table = table
        self._number = number
        self._header = header
        self._decided = decided
        self._readings = readings
        self._points: dict[str, int] = {}
        self._bare_above = ""
        self._delegate = ""
        self._chapter = chapter
        self._above = chapter
        self._chapters: dict[str, Chapter] = {}
        self._rows = grid(table.rows)
        self._parent: SourceRow | None = None
        self._last: SourceRow | None = None
        self.roles = tuple(self._role(n, role) for n, role in enumerate(header.roles))

    def _role(self, number: int, role: ColumnRole) -> ColumnRole:
        return self._decided.get(self.column_place(number), role)

    @cached_property
    def _are_kinds_marked(self) -> bool:
        """Whether decisions have a mark of their own, so that no row may lack one.

        Where executions alone are marked, all others are decisions.
        """
        columns = {
            n for n, role in enumerate(self.roles) if role.column is OrderColumn.KIND
        }
        marks = {
            name_key(spots[n].text)
            for spots in self._rows[self._header.row + 1 :]
            for n in columns
            if n < len(spots) and spots[n].text and spots[n].column == n
        }
        return bool(marks & _DECISIONS)

    @property
    def chapter(self) -> Chapter | None:
        """The heading above the rows that were taken last, and those that follow."""
        return self._chapter

    def column_place(self, column: int) -> str:
        """Return what tells a column from all others of the document."""
        return f"t{self._number}k{column + 1}"

    def line(self, row: int) -> int:
        """Return the number of a row, of the file where it has lines."""
        return row + (self._table.first_line or 1)

    def items(self) -> Iterator[Chapter | SourceRow]:
        """Yield chapters and rows in their order."""
        title = self._title_above()
        if title:
            yield self._begin(*numbered(title))
        for number in range(self._header.row + 1, len(self._rows)):
            spots = self._rows[number]
            texts = [one_line(spot.text) for spot in spots]
            if not any(texts) or repeated(texts, self._header.texts):
                continue
            titles = " ".join(self._chapter.path) if self._chapter else ""
            is_header = len(set(texts)) > 1
            again = header_roles(texts, titles=titles) if is_header else None
            if again is not None:
                self.roles = tuple(self._role(n, r) for n, r in enumerate(again))
                continue
            yield from self._item(number, spots)

    def _title_above(self) -> str:
        """Return the line right above the header where it heads rows, else ""."""
        row = self._header.row - 1
        if row < 0:
            return ""
        texts = {one_line(spot.text) for spot in self._rows[row] if spot.text}
        text = next(iter(texts)) if len(texts) == 1 else ""
        is_title = 0 < len(text) <= _LONGEST_TITLE and not _OF_DOCUMENT.search(text)
        return text if is_title else ""

    def _item(
        self, number: int, spots: Sequence[GridSpot]
    ) -> Iterator[Chapter | SourceRow]:
        filled = {(spot.row, spot.column) for spot in spots if spot.text}
        row = self._source(number, spots)
        if len(filled) == 1:
            spot = next(spot for spot in spots if spot.text)
            is_wide = all((s.row, s.column) in filled for s in spots) and len(spots) > 1
            column = self.roles[spots.index(spot)].column
            text = one_line(spot.text)
            is_words = column is OrderColumn.NUMBER and not _IS_NUMBER.fullmatch(text)
            if is_wide or is_words:
                yield self._heading(row, text, is_sure=is_wide or is_words)
                return
        has_more = any(
            cell.text
            for cell in row.cells
            if cell.role.column not in {OrderColumn.NUMBER, OrderColumn.MATTER}
        )
        if not has_more and row.text(OrderColumn.MATTER):
            yield from self._without_delegate(number, row)
            return
        yield self._row(row)

    # headings -------------------------------------------------------------------------

    def _heading(
        self, row: SourceRow, text: str, *, is_sure: bool
    ) -> Chapter | SourceRow:
        is_short = len(text) <= _LONGEST_CHAPTER and not text.endswith((".", ":", ";"))
        if not is_sure or not is_short:
            return replace(row, why="heading-or-remark")
        number, title = numbered(text)
        return self._begin(number, title)

    def _begin(self, number: str, title: str) -> Chapter:
        above = self._above.path if self._above else ()
        parent = number.rpartition(".")[0]
        while parent:
            if parent in self._chapters:
                above = self._chapters[parent].path
                break
            parent = parent.rpartition(".")[0]
        chapter = Chapter(number=number, text=title, path=(*above, title))
        if number:
            self._chapters[number] = chapter
        self._chapter, self._parent, self._last = chapter, None, None
        return chapter

    def _without_delegate(
        self, number: int, row: SourceRow
    ) -> Iterator[Chapter | SourceRow]:
        """Yield what a row with nothing but number and matter is."""
        point = row.text(OrderColumn.NUMBER).rstrip(".")
        after = self._after(number)
        if after is None:
            yield self._bare(row)
            return
        below = after.text(OrderColumn.NUMBER)
        own = own_letter(row, below)
        if is_sub_case(after) or _LETTER_ALONE.fullmatch(below) or (point and own):
            self._parent = self._last = self._numbered_once(row)
            return
        if point and re.match(rf"{re.escape(point)}[.:]\s*[0-9]", below):
            yield self._begin(point, one_line(row.text(OrderColumn.MATTER)))
            return
        yield self._bare(row)

    def _bare(self, row: SourceRow) -> SourceRow:
        """Return a row that may be a heading; it counts as one for the rows below.

        So it does until somebody decides that it is none.
        """
        made = replace(self._row(row), why="no-delegate")
        decided = self._readings.get(f"t{row.table}r{row.line}")
        is_heading = bool(decided) and not any(
            OrderColumn.DELEGATE in parts for parts in decided or ()
        )
        # a number that no row below it goes on with is that of a row
        may_be_heading = decided is None and not row.text(OrderColumn.NUMBER)
        if may_be_heading or is_heading:
            title = one_line(row.text(OrderColumn.MATTER))
            self._begin(row.text(OrderColumn.NUMBER).rstrip("."), title)
            self._bare_above = title
        return made

    def _after(self, number: int) -> SourceRow | None:
        """Return the next row that is not blank, None at the end."""
        for other in range(number + 1, len(self._rows)):
            texts = [one_line(spot.text) for spot in self._rows[other]]
            if any(texts) and not repeated(texts, self._header.texts):
                return self._source(other, self._rows[other])
        return None

    # rows -----------------------------------------------------------------------------

    def _source(self, number: int, spots: Sequence[GridSpot]) -> SourceRow:
        """Return a row of the table with its cells, those below one heading joined."""
        cells: list[SourceCell] = []
        origins: dict[tuple[int, int], int] = {}
        why = ""
        for column, spot in enumerate(spots):
            role = self.roles[column] if column < len(self.roles) else ColumnRole("")
            place = f"t{self._number}r{spot.row + 1}k{spot.column + 1}"
            here = (spot.row, spot.column)
            if spot.text and here in origins:
                is_one = self._is_one_heading(origins[here], column)
                why = why or ("" if is_one else "merged")
                continue
            origins.setdefault(here, column)
            cell = SourceCell(
                text=spot.text,
                role=role,
                place=place,
                marks=spot.marks,
                column=self.column_place(column),
            )
            if cells and column and self._is_one_heading(column - 1, column):
                both = " ".join(filter(None, (cells[-1].text, cell.text)))
                marks = cells[-1].marks | cell.marks
                cells[-1] = replace(cells[-1], text=both, marks=marks)
            else:
                cells.append(cell)
        return SourceRow(
            table=self._number,
            line=self.line(number),
            cells=tuple(cells),
            chapter=self._chapter,
            why=why,
        )

    def _is_one_heading(self, one: int, other: int) -> bool:
        """Tell whether two columns stand below one heading that reaches over both."""
        if max(one, other) >= len(self._rows[self._header.row]) or self._header.row < 0:
            return False
        first, second = (self._rows[self._header.row][n] for n in (one, other))
        return (first.row, first.column) == (second.row, second.column)

    def _row(self, row: SourceRow) -> SourceRow:
        """Return a row with what it has from the rows above it."""
        case = self._as_sub_case(row)
        made = case or self._as_next_step(row)
        if made is None:
            made = self._numbered_once(row)
            if not made.text(OrderColumn.MATTER):
                made = replace(made, why=made.why or "no-matter")
            elif self._lacks_number(made):
                made = self._continued(made, made.why or "no-number")
            elif case is None and sub_case(made) is not None:
                made = self._continued(made, made.why or "sub-case")
        if case is None and self._bare_above and not made.why:
            if re.search(r"[0-9]\s*[a-zåäö][.)]?$", made.text(OrderColumn.NUMBER)):
                made = replace(made, why="sub-case", parent=self._bare_above)
            else:
                self._bare_above = ""
        if self._are_kinds_marked and not made.text(OrderColumn.KIND):
            made = replace(made, why=made.why or "kind")
        made = replace(made, above=self._delegate)
        self._delegate = made.text(OrderColumn.DELEGATE) or self._delegate
        if row.text(OrderColumn.MATTER):
            self._last = made
            if case is None:
                self._parent = made
        return made

    def _continued(self, row: SourceRow, why: str) -> SourceRow:
        """Return a row that may go on with the matter of the one above it."""
        last = self._last
        if last is None or row.why:
            return replace(row, why=why)
        case = sub_case(row)
        cells = row.cells
        if case is not None:
            cells = with_text(cells, OrderColumn.MATTER, case.text)
        if not row.text(OrderColumn.NUMBER):
            above = last.text(OrderColumn.NUMBER)
            cells = with_text(cells, OrderColumn.NUMBER, above)
        name = last.parent or _before_case(last.text(OrderColumn.MATTER))
        return replace(row, cells=cells, parent=bare_matter(name), why=why)

    def _numbered_once(self, row: SourceRow) -> SourceRow:
        """Return a row, uncertain where a spreadsheet has made 1.1 of its 1.10.

        That shows where the number is not above those before it.
        """
        cell = row.cell(OrderColumn.NUMBER)
        if cell is None or CellMark.NUMBER not in cell.marks or "." not in cell.text:
            return row
        above, _, last = cell.text.rpartition(".")
        if not last.isdecimal():
            return row
        highest = self._points.get(above, -1)
        self._points[above] = max(highest, int(last))
        is_again = int(last) <= highest and row.why == ""
        return replace(row, why="number-again") if is_again else row

    def _lacks_number(self, row: SourceRow) -> bool:
        """Tell whether a row has no number in a table in which the others have one."""
        if row.text(OrderColumn.NUMBER) or row.cell(OrderColumn.NUMBER) is None:
            return False
        at = next(
            (
                n
                for n, role in enumerate(self.roles)
                if role.column is OrderColumn.NUMBER
            ),
            None,
        )
        numbers = [
            spots[at].text
            for spots in self._rows[self._header.row + 1 :]
            if at is not None and at < len(spots)
        ]
        return any(numbers)

    def _as_sub_case(self, row: SourceRow) -> SourceRow | None:
        """Return a row as a sub-case of the one that it stands below, if it is one."""
        parent = self._parent
        if parent is None:
            return None
        point = row.text(OrderColumn.NUMBER).strip()
        text = row.text(OrderColumn.MATTER)
        above = parent.text(OrderColumn.NUMBER).strip().rstrip(".")
        alone = _LETTER_ALONE.fullmatch(point) if point else None
        own = own_letter(parent, point) if above else None
        sub = sub_case(row)
        is_below = not point or point.rstrip(".") == above
        if own is not None and not has_delegate(parent):
            below = self._below(
                row, parent, point.rstrip(".)"), sub.text if sub else text
            )
            return replace(below, why=row.why)
        if alone is not None:
            number = f"{above}{alone['letter']}"
            return self._below(row, parent, number, sub.text if sub else text)
        if sub is not None and is_below:
            return self._below(row, parent, f"{above}{sub.letter}", sub.text)
        is_limit = limits(text) is not None and not has_delegate(parent)
        if is_limit and is_below and text:
            return self._below(row, parent, above, text)
        return None

    def _below(
        self, row: SourceRow, parent: SourceRow, number: str, text: str
    ) -> SourceRow:
        cells = with_text(row.cells, OrderColumn.NUMBER, number)
        cells = with_text(cells, OrderColumn.MATTER, text)
        matter = one_line(parent.text(OrderColumn.MATTER)).rstrip(" :;,.")
        return replace(row, cells=cells, parent=matter, why=row.why or parent.why)

    def _as_next_step(self, row: SourceRow) -> SourceRow | None:
        """Return a row without a matter with the one of the row above, if there is one.

        A number of its own tells that it is another row, whose matter is missing.
        """
        last = self._last
        if row.text(OrderColumn.MATTER) or last is None:
            return None
        number = row.text(OrderColumn.NUMBER)
        is_own = number and number != last.text(OrderColumn.NUMBER)
        if is_own and not _is_later_letter(last.text(OrderColumn.NUMBER), number):
            name = one_line(last.text(OrderColumn.MATTER))
            return replace(row, why="no-matter", parent=last.parent or name)
        cells = row.cells
        taken = (OrderColumn.MATTER,) if is_own else _OF_STEP
        for column in taken:
            above = last.cell(column)
            if above is not None:
                cells = tuple(
                    replace(c, text=above.text, place=above.place, marks=above.marks)
                    if c.role.column is column
                    else c
                    for c in cells
                )
        why = row.why
        if not why and limits_in(last.text(OrderColumn.MATTER)):
            why = "limit-above"
        return replace(row, cells=cells, parent=last.parent, why=why)


def _is_later_letter(above: str, number: str) -> bool:
    """Tell whether a number is `1 b` or `1 c` below `1 a`."""
    first, second = _LETTERED.fullmatch(above), _LETTERED.fullmatch(number)
    if first is None or second is None or first["number"] != second["number"]:
        return False
    return first["letter"] < second["letter"]


def _before_case(matter: str) -> str:
    """Return a matter without the sub-case that stands behind a dash in it."""
    return re.split(r"\s[-–—]\s|\n[-–—]", matter)[0]
