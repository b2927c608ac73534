"""Read a table as a spreadsheet saves it: cells as text with the line they stand on.

Semicolons, commas or tabs between the cells, whichever the first line uses; LF or CRLF.
A cell may hold several lines. Nothing is a formula here, and nothing is run.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from ...records import record
from ..model.bounds import LARGEST_FILE, LONGEST_TEXT, MOST_COLUMNS, MOST_ROWS
from ..model.problems import Place, Problem
from ..model.signs import code_point, mixed_word, unseen
from . import nodes
from .encoding import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .shapes import Problems

_SEPARATORS = ";\t,"
#: Signs that a cell may hold unseen: its text is laid out anew.
_LAYOUT = "\n\r\t"


@record(kw_only=False)
class Spreadsheet:
    """The first line of a table, and the lines below that are not blank.

    A line with fewer cells than the first is filled with empty ones.
    """

    header: tuple[nodes.Scalar, ...]
    rows: tuple[tuple[nodes.Scalar, ...], ...]


def read_spreadsheet(
    content: bytes, file: str, problems: Problems
) -> Spreadsheet | None:
    """Return the table in a file, None where there is none to use; problems noted.

    `file` is the name problems use.
    """
    start = Place(file=file)
    if len(content) > LARGEST_FILE:
        problems.note(start, "yaml/too-large", most=LARGEST_FILE // 1_000_000)
        return None
    text = decoded(content, file)
    if isinstance(text, Problem):
        problems.add([text])
        return None
    known = len(problems)
    lines = list(_lines(text, file, problems))
    if len(problems) > known:
        return None
    if not lines:
        problems.note(start, "yaml/empty")
        return None
    header, *rows = lines
    width = len(header)
    whole = []
    for row in rows:
        beyond = next((cell for cell in row[width:] if cell), None)
        if beyond is not None:
            problems.note(beyond.place, "table/beyond-header", value=beyond)
            continue
        missing = (nodes.scalar("", row[0].place),) * (width - len(row))
        whole.append((*row[:width], *missing))
    return Spreadsheet(header, tuple(whole))


def _lines(
    text: str, file: str, problems: Problems
) -> Iterator[tuple[nodes.Scalar, ...]]:
    """Yield the lines that are not blank; reading ends at what cannot be read."""
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_separator(text), strict=True
    )
    count = line = 0
    while True:
        place = Place(file=file, line=line + 1)
        try:
            written = next(reader, None)
        except csv.Error:
            problems.note(place, "table/broken-quotes")
            return
        if written is None:
            return
        line = reader.line_num
        if len(written) > MOST_COLUMNS:
            problems.note(place, "table/too-wide", most=MOST_COLUMNS)
            return
        empty = nodes.scalar("", place)
        cells = tuple(
            _cell(cell, place, problems) if cell else empty for cell in written
        )
        if not any(cells):
            continue
        count += 1
        if count > MOST_ROWS + 1:
            problems.note(place, "table/too-long", most=MOST_ROWS)
            return
        yield cells


def _separator(text: str) -> str:
    """Return the sign between the cells of the first line, a semicolon where none is.

    Inside quotes it separates nothing.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(_SEPARATORS, key=outside.count)


def _cell(text: str, place: Place, problems: Problems) -> nodes.Scalar:
    """Return a cell with single spaces, its lines kept apart."""
    if len(text) > LONGEST_TEXT:
        problems.note(place, "yaml/text-too-long", most=LONGEST_TEXT)
        text = ""
    elif signs := unseen(text, _LAYOUT):
        character = code_point(min(signs, key=text.index))
        problems.note(place, "yaml/invisible-in-text", character=character)
    elif mixed := mixed_word(text):
        letter = code_point(mixed.letter)
        problems.note(place, "yaml/mixed-alphabets", word=mixed.word, character=letter)
    parts = (" ".join(line.split()) for line in text.splitlines())
    return nodes.scalar("\n".join(filter(None, parts)), place)
