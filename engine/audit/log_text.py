"""Take the rows out of a log in text, whatever wrote it, and lose none.

Logs are written by case systems and saved by spreadsheets: in UTF-8 or Windows' Latin
letters, line by line where files were put together; with quotation marks that somebody
forgot to close. A row that cannot be taken apart is told, and those after it are read.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.model.problems import EngineError, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SEPARATORS = ";\t,|"
#: A cell with line breaks in it goes over so many lines at most; a mark that is not
#: closed by then was never meant to be one.
_MOST_LINES = 50
_LONGEST_CELL = 1_000_000
#: So many decimals after a point read as thousands.
_LIKE_THOUSANDS = 3
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class LogRow(NamedTuple):
    """A row of a log: its number, and its cells or the code of why it has none.

    Rows are numbered as a spreadsheet does: the headings are row 1.
    """

    number: int
    cells: tuple[str, ...]
    fault: str = ""


class LogTable(NamedTuple):
    """A log as it is written: its headings, and its rows, which are read once.

    `separator` stands between the cells of a log in text.
    """

    headings: tuple[str, ...]
    rows: Iterable[LogRow]
    separator: str = ""


def text_lines(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield the lines of a file as text, each in the encoding that it is written in.

    A line that is no UTF-8 is one in the Latin letters of Windows.
    """
    for number, line in enumerate(lines):
        own = line.removeprefix(codecs.BOM_UTF8) if number == 0 else line
        try:
            yield own.decode("utf-8")
        except UnicodeDecodeError:
            yield own.decode("cp1252", errors="replace")


def log_lines(content: bytes) -> Iterator[str]:
    """Yield the lines of a file that is held in memory, as `text_lines` does."""
    if content.startswith(_WIDE):
        yield from content.decode("utf-16", errors="replace").splitlines(keepends=True)
    else:
        yield from text_lines(content.splitlines(keepends=True))


def log_table(lines: Iterable[str], name: str) -> LogTable:
    """Return the headings and the rows of a log in text.

    Args:
        lines: the lines of the file.
        name: how errors name the file.

    Raises:
        EngineError: the file has no first row.
    """
    csv.field_size_limit(_LONGEST_CELL)
    left = iter(lines)
    first = next((line for line in left if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    separator = max(_SEPARATORS, key=outside.count)
    headings = tuple(" ".join(cell.split()) for cell in _cells([first], separator))
    if not any(headings):
        raise EngineError(Message.of("log/empty", path=name))
    return LogTable(headings, _rows(left, separator, len(headings)), separator)


def _rows(lines: Iterator[str], separator: str, width: int) -> Iterator[LogRow]:
    """Yield the rows below the headings that are not blank."""
    waiting: list[str] = []
    number = 1
    while True:
        line = waiting.pop(0) if waiting else next(lines, None)
        if line is None:
            return
        number += 1
        if not line.strip(f"{separator} \r\n"):
            continue
        if line.count('"') % 2 == 0:
            yield _row(number, _cells([line], separator), width)
            continue
        taken, cells = _long_row(line, waiting, lines, separator)
        if taken and len(cells) == width:
            del waiting[: taken - 1]
            yield LogRow(number, cells)
        else:
            yield LogRow(number, (), "log/broken-quotes")


def _long_row(
    line: str, waiting: list[str], lines: Iterator[str], separator: str
) -> tuple[int, tuple[str, ...]]:
    """Return how many lines a row takes whose mark is not closed on its first.

    That is none where it is not closed on any. What was looked at is left waiting.
    """
    marks = line.count('"')
    for taken in range(2, _MOST_LINES + 1):
        if len(waiting) < taken - 1:
            more = next(lines, None)
            if more is None:
                break
            waiting.append(more)
        marks += waiting[taken - 2].count('"')
        if marks % 2 == 0:
            return taken, _cells([line, *waiting[: taken - 1]], separator)
    return 0, ()


def _cells(lines: list[str], separator: str) -> tuple[str, ...]:
    """Return the cells of one row, none where it cannot be taken apart."""
    try:
        rows = list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        return ()
    return tuple(rows[0]) if len(rows) == 1 else ()


def _row(number: int, cells: tuple[str, ...], width: int) -> LogRow:
    """Return a row as wide as the headings, or that it has cells without a heading."""
    if not cells:
        return LogRow(number, (), "log/broken-row")
    if any(cell.strip() for cell in cells[width:]):
        return LogRow(number, (), "log/beyond-headings")
    return LogRow(number, (*cells[:width], *("",) * (width - len(cells))))


def value_text(value: object) -> str:
    """Return a value of a typed table as it is typed in a log.

    Three decimals would be taken for thousands, so a fourth is written after them.
    """
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nej"
        case dt.datetime():
            return value.isoformat(" ")
        case dt.date():
            return value.isoformat()
        case float() | Decimal():
            text = f"{value:.15g}" if isinstance(value, float) else f"{value:f}"
            whole, point, decimals = text.partition(".")
            decimals = decimals.rstrip("0") if "e" not in decimals else decimals
            if len(decimals) == _LIKE_THOUSANDS:
                decimals += "0"
            return f"{whole}{point}{decimals}" if decimals else whole
        case _:
            return str(value)


def value_table(rows: Iterable[Iterable[object]], name: str) -> LogTable:
    """Return the headings and the rows of a log whose cells are values.

    Args:
        rows: the rows, the headings first.
        name: how errors name the log.

    Raises:
        EngineError: there is no first row.
    """
    left = iter(rows)
    first = tuple(next(left, ()))
    headings = tuple(" ".join(value_text(cell).split()) for cell in first)
    if not any(headings):
        raise EngineError(Message.of("log/empty", path=name))
    return LogTable(headings, _value_rows(left, len(headings)))


def _value_rows(rows: Iterator[Iterable[object]], width: int) -> Iterator[LogRow]:
    for number, row in enumerate(rows, 2):
        cells = tuple(map(value_text, row))
        if any(cell.strip() for cell in cells):
            yield _row(number, cells, width)
