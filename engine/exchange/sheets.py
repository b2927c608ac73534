"""Read spreadsheets as blocks: xlsx and ods by calamine, csv by the standard library.

Formulas are not run: their cells hold what the program that saved them last computed.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from ..rulebook.language.encoding import decoded_as_saved
from ..rulebook.model.bounds import MOST_COLUMNS, MOST_ROWS, MOST_SPOTS
from ..rulebook.model.problems import EngineError, Message, Problem
from .blocks import CellMark, OfficeCell, OfficeDocument, OfficeTable
from .cell_text import cell_text
from .hidden_rows import hidden_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Empty rows in a row that end a sheet.
_MOST_BLANK = 1_000
_SEPARATORS = ";\t,"


def read_workbook(content: bytes, name: str) -> OfficeDocument:
    """Return the sheets of a workbook as tables, each with its merged cells.

    Hidden sheets are read too: their tables are told like all others.

    Raises:
        EngineError: calamine is not installed, or the workbook is broken or too large.
    """
    try:
        import python_calamine as calamine  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise EngineError(Message.of("import/no-extra", path=name)) from error
    tables = []
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        hidden = hidden_rows(content)
        for place, title in enumerate(workbook.sheet_names):
            sheet = workbook.get_sheet_by_name(title)
            is_seen = (
                workbook.sheets_metadata[place].visible
                is calamine.SheetVisibleEnum.Visible
            )
            if sheet.total_height * sheet.total_width > MOST_SPOTS:
                raise EngineError(Message.of("import/too-large", path=name))
            merged = sheet.merged_cell_ranges or ()
            table = _table(title, sheet.iter_rows(), merged)
            if table is not None and (title in hidden or not is_seen):
                table = _hidden(
                    table, hidden.get(title, frozenset()), is_all=not is_seen
                )
            if table is None:
                raise EngineError(Message.of("import/too-large", path=name))
            if table.rows:
                tables.append(table)
    except calamine.PasswordError as error:
        raise EngineError(Message.of("import/locked", path=name)) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise EngineError(Message.of("import/broken", path=name)) from error
    return OfficeDocument(blocks=tuple(tables))


def _hidden(table: OfficeTable, rows: frozenset[int], *, is_all: bool) -> OfficeTable:
    """Return a table whose cells in hidden rows, or all of them, are marked as such."""
    mark = frozenset({CellMark.HIDDEN})
    return replace(
        table,
        rows=tuple(
            tuple(replace(cell, marks=cell.marks | mark) for cell in row)
            if is_all or number in rows
            else row
            for number, row in enumerate(table.rows, 1)
        ),
    )


def _table(
    title: str,
    rows: Iterable[Sequence[object]],
    merged: Iterable[tuple[tuple[int, int], tuple[int, int]]],
) -> OfficeTable | None:
    """Return a sheet as a table, None where it is larger than any order."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    left = MOST_SPOTS
    for first, last in merged:
        rows_down = min(last[0] - first[0] + 1, 2 * MOST_ROWS)
        across = min(last[1] - first[1] + 1, 2 * MOST_COLUMNS)
        left -= rows_down * across
        if left < 0:
            break
        spans[first] = (across, rows_down)
        covered |= {
            (first[0] + row, first[1] + column)
            for row in range(rows_down)
            for column in range(across)
        } - {first}
    made: list[tuple[OfficeCell, ...]] = []
    blank = 0
    for number, row in enumerate(rows):
        if all(value == "" for value in row):
            blank += 1
            if blank <= _MOST_BLANK:
                made.append(())
            continue
        cells = tuple(
            _cell(value, *spans.get((number, column), (1, 1)))
            for column, value in enumerate(row[: 2 * MOST_COLUMNS])
            if (number, column) not in covered
        )
        made.append(cells)
        if len(made) > 2 * MOST_ROWS or blank > _MOST_BLANK:
            return None
        blank = 0
    while made and not any(cell.text for cell in made[-1]):
        made.pop()
    return OfficeTable(rows=tuple(made), name=title, first_line=1)


def _cell(value: object, across: int, down: int) -> OfficeCell:
    marks: frozenset[CellMark] = frozenset()
    match value:
        case bool():
            text = "ja" if value else "nej"
            marks = frozenset({CellMark.NUMBER})
        case float() | int():
            text = _figures(value)
            marks = frozenset({CellMark.NUMBER})
        case dt.datetime() | dt.date() | dt.time() | dt.timedelta():
            text = value.isoformat() if isinstance(value, dt.date) else str(value)
            text = text.removesuffix("T00:00:00")
            marks = frozenset({CellMark.DAY})
        case _:
            text = cell_text(str(value))
    return OfficeCell(text=text, across=across, down=down, marks=marks)


def _figures(value: float) -> str:
    """Return a number as it is typed in Sweden: `1,5`, a whole one without decimals."""
    if value == int(value) if abs(value) < 1e15 else False:  # noqa: PLR2004 - as floats hold
        return str(int(value))
    return f"{value:.10g}"


def read_csv(content: bytes, name: str) -> OfficeDocument:
    """Return the table in a file of cells with separators between them.

    Raises:
        EngineError: the file is neither UTF-8 nor as office programs save, has broken
            quotation marks, or is too wide.
    """
    text = decoded_as_saved(content, name)
    if isinstance(text, Problem):
        raise EngineError(Message.of("file/not-text", path=name))
    rows: list[tuple[OfficeCell, ...]] = []
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_separator(text), strict=True
    )
    try:
        for row in reader:
            if len(row) > 2 * MOST_COLUMNS or len(rows) > 2 * MOST_ROWS:
                raise EngineError(Message.of("import/too-large", path=name))
            rows.append(tuple(OfficeCell(text=cell_text(cell)) for cell in row))
    except csv.Error as error:
        is_large = "field larger" in str(error)
        code = "import/too-large" if is_large else "import/broken"
        raise EngineError(Message.of(code, path=name)) from error
    if not rows:
        raise EngineError(Message.of("import/broken", path=name))
    return OfficeDocument(blocks=(OfficeTable(rows=tuple(rows), first_line=1),))


def _separator(text: str) -> str:
    """Return the sign that most lines have between their cells, outside quotes."""
    counts = dict.fromkeys(_SEPARATORS, 0)
    for line in text.splitlines()[:50]:
        outside = "".join(line.split('"')[::2])
        for sign in _SEPARATORS:
            counts[sign] += sign in outside
    return max(_SEPARATORS, key=counts.__getitem__)
