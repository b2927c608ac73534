"""Take chapters and rows out of the blocks of a document, and ask about its tables."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..rulebook.language.orders import OrderColumn
from ..rulebook.model.names import name_key
from .blocks import OfficeHeading, OfficeParagraph, OfficeTable, grid
from .cell_text import one_line
from .columns import (
    column_role,
    doubled,
    heads_executions,
    is_nearly,
    is_other_table,
)
from .delegates import delegates
from .document_key import is_key
from .front_page import says_clause
from .parts import Uncertainty
from .passings_on import PassingsOn, is_passing_on
from .prose import ProseItems
from .questions import AS_ABOVE, TAKE
from .source_rows import Chapter, SourceRow, numbered
from .table_rows import TableHeader, TableRows, table_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .blocks import GridSpot, OfficeDocument
    from .columns import ColumnRole
    from .decisions import Decisions
    from .imported import SubDelegationDecision, TakenRow
    from .questions import Questions
    from .review import Offer
    from .role_names import RoleNames

_PASSED_ON = re.compile(r"vidaredeleg|vidare delegation|subdeleg", re.IGNORECASE)
#: A line right before a table that names no chapter.
_OF_DOCUMENT = re.compile(
    r"ordning|20[0-9]{2}|antagen|fastställd|gäller|tabell|förkortning|innehåll|sida",
    re.IGNORECASE,
)
_LONGEST_TITLE = 60
_LIMITS = frozenset({OrderColumn.AT_MOST, OrderColumn.OVER})
_AMOUNT = re.compile(r"belopp|kostnad|värde", re.IGNORECASE)
#: A bare number so small that all of its column may be thousands.
_SMALL = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?")
_LARGE_UNIT = re.compile(
    r"\b(?:belopp\w*|summ\w*|tal) [^.]{0,40}(?:tkr|kkr|tusen\w*|mnkr|mkr|miljon\w*)",
    re.IGNORECASE,
)
_PLAIN_SHEET = re.compile(r"(?:blad|sheet|ark|tabell)\s*[0-9]*", re.IGNORECASE)


class TableIntake:
    """Takes chapters and rows out of a document.

    `passed_on` are the decisions that pass rows on, each of a table.
    `skipped` are the numbers of tables that are none of rows, and `is_lowest` tells
    that a heading calls the delegates the lowest who may decide. `unread` are the
    paragraphs that say nothing known.
    """

    def __init__(
        self,
        document: OfficeDocument,
        decisions: Decisions,
        questions: Questions,
        names: RoleNames,
    ) -> None:
        """Take the document, what was decided, and where to ask."""
        self._document = document
        self._decisions = decisions
        self._questions = questions
        self._names = names
        self._header: TableHeader | None = None
        self._last: Chapter | None = None
        self._passings = PassingsOn(names, decisions, questions)
        #: What stands in paragraphs below the last heading.
        self._said: list[str] = []
        self.passed_on: list[SubDelegationDecision] = []
        self.skipped: list[int] = []
        self.unread: list[str] = []
        self.is_lowest = False

    def items(self) -> Iterator[Chapter | SourceRow | TakenRow]:
        """Yield the chapters and rows of the document in their order.

        A row is taken already where somebody wrote it out for a paragraph.
        """
        path: dict[int, str] = {}
        chapter: Chapter | None = None
        prose = ProseItems()
        number = 0
        before = ""
        for block in self._document.blocks:
            if isinstance(block, OfficeHeading):
                prose.end()
                before = block.text
                if block.level:
                    point, title = numbered(block.text)
                    path = {k: v for k, v in path.items() if k < block.level}
                    path[block.level] = title
                    titles = tuple(path[level] for level in sorted(path))
                    chapter = Chapter(number=point, text=title, path=titles)
                self._hear(block.text, chapter)
            elif isinstance(block, OfficeParagraph):
                before = block.text
                self._said.append(block.text)
                row = prose.row(block, chapter)
                if isinstance(row, SourceRow):
                    yield row
                elif row:
                    yield from self._questions.ask_paragraph(row)
                elif row is None and not says_clause(block.text):
                    self.unread.append(block.text)
            else:
                prose.end()
                number += 1
                yield from self._table(block, number, chapter, before)
                before = ""

    def _sheet(self, table: OfficeTable, chapter: Chapter | None) -> Chapter | None:
        """Return the sheet as the chapter of a table, where there are several."""
        names = {b.name for b in self._document.blocks if isinstance(b, OfficeTable)}
        is_named = len(names - {""}) > 1 and not _PLAIN_SHEET.fullmatch(table.name)
        if not table.name or not is_named:
            return chapter
        return Chapter(number="", text=table.name, path=(table.name,))

    def _table(
        self, table: OfficeTable, number: int, above: Chapter | None, before: str
    ) -> Iterator[Chapter | SourceRow]:
        rows = grid(table.rows)
        if not any(spot.text for row in rows for spot in row):
            return
        path = " ".join((*(above.path if above else ()), before))
        is_taken = _PASSED_ON.search(path) and self._passes_on(table, number, rows)
        header = None if is_taken else table_header(rows, titles=path)
        if header is None and not is_taken:
            header = self._other_header(table, rows, number, before)
        if header is None:
            return
        self._header = header
        chapter = self._sheet(table, _with_title(above, before))
        if header.row < 0 and not before:
            chapter = self._last or chapter  # it goes on where the table above ended
        titles = " ".join((*(chapter.path if chapter else ()), before))
        why = "other-committee" if self._is_of_others(chapter) else ""
        why = "passed-on" if _PASSED_ON.search(titles) else why
        if why:
            self._questions.ask_table(table, number, why, ((), TAKE))
        if why and self._decisions.on(f"t{number}") in {None, ()}:
            return
        roles = tuple(self._sure_roles(header, rows))
        reader = TableRows(
            table,
            number=number,
            header=header._replace(roles=roles),
            chapter=chapter,
            decided=self._decisions.columns,
            readings=self._decisions.cells,
        )
        self.is_lowest |= any(role.is_lowest for role in reader.roles)
        open_columns = self._open_columns(reader, rows, header, number)
        for item in reader.items():
            self._last = item if isinstance(item, Chapter) else item.chapter
            if isinstance(item, Chapter):
                yield item
            elif waits := _waits(item, open_columns):
                self._questions.wait_for_columns(item, waits)
            else:
                yield _by_headings(item, before, titles)
        self._last = reader.chapter

    def _hear(self, title: str, chapter: Chapter | None) -> None:
        """Take a heading: what stood above it is not said of the tables below it.

        But what is said of a list of what is passed on may stand above its title.
        """
        path = " ".join(chapter.path) if chapter else ""
        is_of_it = _PASSED_ON.search(path) is not None
        is_same = is_of_it and any(map(_PASSED_ON.search, self._said[:1]))
        self._said = [*(self._said if is_same else ()), title]

    def _passes_on(
        self, table: OfficeTable, number: int, rows: Sequence[Sequence[GridSpot]]
    ) -> bool:
        """Take a list of what is passed on, or ask by whom; tell whether it is one."""
        if self._decisions.on(f"t{number}") in {(), TAKE} or not is_passing_on(rows):
            return False
        passing = self._passings.read(table, number, rows, self._said)
        if passing is not None:
            self.passed_on.append(passing)
        else:
            offers: tuple[Offer, ...] = (*self._passings.heads(), (), TAKE)
            self._questions.ask_table(table, number, "passed-on", offers)
        return True

    def _is_of_others(self, chapter: Chapter | None) -> bool:
        """Tell whether a heading above a table names another committee."""
        path = chapter.path if chapter else ()
        named = {self._names.find(title).id for title in path} - {
            "",
            self._names.committee,
        }
        return any(map(self._names.is_committee, named))

    # tables without the header of an order --------------------------------------------

    def _other_header(
        self,
        table: OfficeTable,
        rows: Sequence[Sequence[GridSpot]],
        number: int,
        before: str,
    ) -> TableHeader | None:
        """Return the header that a table without one goes on with, if it does."""
        first = [one_line(spot.text) for spot in rows[0]]
        is_titled = "förkortning" in before.casefold()
        if is_key(table, is_titled=is_titled) or is_other_table(first):
            self.skipped.append(number)
            return None
        above = self._header
        is_as_wide = above is not None and len(rows[0]) == len(above.roles)
        decided = self._decisions.on(f"t{number}")
        offers = (AS_ABOVE, ()) if is_as_wide else ((),)
        if above is not None and is_as_wide and decided is None:
            at = [
                n for n, r in enumerate(above.roles) if r.column is OrderColumn.DELEGATE
            ]
            cells = [row[n].text for row in rows for n in at if row[n].text]
            read = [delegates(cell, self._names) for cell in cells]
            if read and not any(isinstance(each, Uncertainty) for each in read):
                return above._replace(row=-1)
        self._questions.ask_table(table, number, "table", offers)
        if not isinstance(decided, str):
            return None
        if above is not None and is_as_wide and name_key(decided) == name_key(AS_ABOVE):
            return above._replace(row=-1)
        texts = tuple(re.split(r"\s*[,;|]\s*", decided))
        roles = tuple(map(column_role, texts))
        is_order = any(role.column is OrderColumn.DELEGATE for role in roles)
        return TableHeader(-1, roles, texts) if is_order else None

    # columns --------------------------------------------------------------------------

    def _sure_roles(
        self, header: TableHeader, rows: Sequence[Sequence[GridSpot]]
    ) -> Iterator[ColumnRole]:
        """Yield what the columns say; what is only nearly so is told by the cells."""
        twice = set(doubled(header.roles))
        for column, role in enumerate(header.roles):
            cells = _cells(rows, header, column)
            if column in twice and not _is_one_heading(rows, header, column):
                yield replace(role, column=None, offered=_others(role))
            elif role.column is None and is_nearly(role):
                yield replace(role, column=role.offered[0])
            elif role.column is None and not role.heading and set(cells) <= {"V", "D"}:
                yield replace(role, column=OrderColumn.KIND if cells else None)
            elif role.column is None and not role.heading and set(cells) == {"DEL"}:
                yield replace(role, column=OrderColumn.NOTIFICATION)
            elif role.column in _LIMITS and _AMOUNT.search(role.heading):
                is_small = any(map(_SMALL.fullmatch, cells))
                is_money = not (is_small or self._has_large_unit)
                yield replace(role, is_money=is_money)
            else:
                yield role

    @cached_property
    def _has_large_unit(self) -> bool:
        """Whether the document says somewhere that amounts are told in thousands."""
        return any(
            _LARGE_UNIT.search(block.text)
            for block in self._document.blocks
            if not isinstance(block, OfficeTable)
        )

    def _open_columns(
        self,
        reader: TableRows,
        rows: Sequence[Sequence[GridSpot]],
        header: TableHeader,
        number: int,
    ) -> tuple[str, ...]:
        """Ask about columns of which nobody knows what they say; return those open."""
        open_: list[str] = []
        for column, role in enumerate(reader.roles):
            place = reader.column_place(column)
            is_decided = place in self._decisions.columns
            if role.column is not None and not is_decided:
                continue
            cells = _cells(rows, header, column)
            if cells and self._questions.ask_column(place, role, number, cells):
                open_.append(place)
        return tuple(open_)


def _cells(
    rows: Sequence[Sequence[GridSpot]], header: TableHeader, column: int
) -> list[str]:
    """Return what a column holds below its heading, in cells that lie in it alone."""
    return [
        one_line(row[column].text)
        for row in rows[header.row + 1 :]
        if column < len(row)
        and row[column].text
        and row[column].column == column
        and (column + 1 >= len(row) or row[column + 1][1:3] != row[column][1:3])
    ]


def _is_one_heading(
    rows: Sequence[Sequence[GridSpot]], header: TableHeader, column: int
) -> bool:
    """Tell whether a column stands below the same heading as the one before it."""
    if header.row < 0 or not column:
        return False
    here, before = rows[header.row][column], rows[header.row][column - 1]
    return (here.row, here.column) == (before.row, before.column)


def _others(role: ColumnRole) -> tuple[OrderColumn, ...]:
    """Return what a column may say that has the heading of one before it."""
    if role.column is OrderColumn.DELEGATE:
        return (OrderColumn.SUBSTITUTE, OrderColumn.SUB_DELEGATION)
    return ()


def _waits(row: SourceRow, open_columns: Sequence[str]) -> list[str]:
    """Return the columns that nobody knows in which a row has something."""
    filled = {cell.column for cell in row.cells if cell.text}
    return [place for place in open_columns if place in filled]


def _by_headings(row: SourceRow, before: str, titles: str) -> SourceRow:
    """Return a row with what the headings above it say of its kind."""
    own = " ".join(row.chapter.path) if row.chapter else ""
    is_execution = row.cell(OrderColumn.KIND) is None and heads_executions(
        f"{own} {before}"
    )
    if _PASSED_ON.search(own) and not _PASSED_ON.search(titles):
        row = replace(row, why="passed-on")
    return replace(row, is_execution=is_execution)


def _with_title(chapter: Chapter | None, before: str) -> Chapter | None:
    """Return the chapter of a table, which a short line right before it may name."""
    if before == (chapter.text if chapter else ""):
        return chapter
    number, title = numbered(before)
    is_number_of_chapter = chapter is not None and title == chapter.text
    is_title = 0 < len(before) <= _LONGEST_TITLE and not before.endswith(
        (".", ":", ";")
    )
    if not is_title or is_number_of_chapter or _OF_DOCUMENT.search(before):
        return chapter
    path = chapter.path if chapter else ()
    return Chapter(number=number, text=title, path=(*path, title))
