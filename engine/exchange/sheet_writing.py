"""Write an official document as sheets: one csv, or an xlsx with a sheet for each part.

INVARIANT: no cell is a formula. In xlsx every cell is written as text; in csv a cell
that a spreadsheet would take for a formula begins with an apostrophe, which reading
takes away again.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any

from ..rulebook.model.signs import visible
from .official_document import (
    CellChange,
    OfficialHeading,
    OfficialParagraph,
    OfficialTable,
)
from .official_headings import PARTS
from .widths import column_widths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .official_document import OfficialDocument

#: What a spreadsheet may take for a formula, apostrophes before it included.
_FORMULA = re.compile(r"'*[\s\"]*[-=+@|%＝＋－＠｜％\t\r]")  # noqa: RUF001 - the wide ones too
_LINES = "\n"
#: A spreadsheet takes names of sheets of so many characters, without some signs.
_LONGEST_SHEET = 31
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\']")
#: A property of a workbook, and a footer of a sheet, have at most so many characters; a
#: sign that begins a code in a footer is doubled.
_LONGEST_PROPERTY, _LONGEST_FOOTER = 255, 110
_FRONT = "Ordning"
#: A column of a sheet is at least and at most so many characters wide.
_NARROWEST, _WIDEST = 6, 60
#: How many characters a line of a sheet has, printed on its side.
_ROOM = 170
_DAY = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - the day of every document, in no zone


def csv_text(document: OfficialDocument) -> str:
    """Return a document as csv: its blocks one below the other, blank lines between."""
    made = io.StringIO()
    # all cells in quotes: else commas in them might pass for what parts the cells
    writer = csv.writer(made, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_ALL)
    for block in _blocks(document):
        for line in block:
            writer.writerow([guarded(visible(cell, _LINES)) for cell in line])
        writer.writerow([])
    return made.getvalue()


def guarded(text: str) -> str:
    """Return a cell of a csv as a spreadsheet takes it for text."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return what a cell of a csv was before it was guarded."""
    is_guarded = text.startswith("'") and _FORMULA.match(text)
    return text[1:] if is_guarded else text


def _blocks(document: OfficialDocument) -> Iterator[list[tuple[str, ...]]]:
    """Yield the lines of each block, the title first."""
    yield [(document.title,)]
    for block in document.blocks:
        match block:
            case OfficialHeading():
                yield [(block.text,)]
            case OfficialParagraph():
                yield [(_numbered(block),)]
            case OfficialTable():
                rows = (tuple(cell.text for cell in row) for row in block.rows)
                yield [block.header, *rows]


def _numbered(block: OfficialParagraph) -> str:
    return f"{block.number}. {block.text}" if block.number else block.text


def xlsx_bytes(document: OfficialDocument) -> bytes:
    """Return a document as xlsx: a sheet for the front page and one for each part."""
    # only who writes an xlsx needs it
    import xlsxwriter  # noqa: PLC0415

    made = io.BytesIO()
    book = xlsxwriter.Workbook(
        made,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties(
        {
            "title": visible(document.title)[:_LONGEST_PROPERTY],
            "author": visible(document.issuer)[:_LONGEST_PROPERTY],
            "created": _DAY,
        }
    )
    _Workbook(book, document).write()
    book.close()
    return made.getvalue()


class _Workbook:
    """Writes the parts of a document to sheets of a workbook."""

    def __init__(self, book: Any, document: OfficialDocument) -> None:  # noqa: ANN401 - xlsxwriter tells no types
        self._book = book
        self._document = document
        self._sheet: Any = None
        self._line = 0
        self._widths: dict[int, float] = {}
        wrap = {"text_wrap": True, "valign": "top"}
        cell = {**wrap, "border": 1, "border_color": "#B9C2CE"}
        form = self._book.add_format
        self._title = form({"bold": True, "font_size": 16})
        self._heading = form({"bold": True, "font_size": 12})
        self._text = form({"valign": "top"})
        self._head = form({**cell, "bold": True, "bg_color": "#E4E9F0"})
        green = {"font_color": "#1B5E20", "underline": 1}
        self._cell = {
            None: form(cell),
            CellChange.ADDED: form({**cell, **green}),
            CellChange.CHANGED: form({**cell, **green, "bold": True}),
            CellChange.REMOVED: form(
                {**cell, "font_color": "#9B1C1C", "font_strikeout": True}
            ),
        }

    def write(self) -> None:
        """Write every block, each part of the document on a sheet of its own."""
        self._open(_FRONT)
        self._widths[1] = _WIDEST  # the title has no room else where it is printed
        self._put(self._document.title, self._title)
        for block in self._document.blocks:
            match block:
                case OfficialHeading(level=1) if block.text in PARTS:
                    self._close()
                    self._open(block.text)
                    self._put(block.text, self._title)
                case OfficialHeading():
                    self._put(block.text, self._heading)
                case OfficialParagraph():
                    self._put(_numbered(block), self._text)
                case OfficialTable():
                    self._table(block)
        self._close()

    def _open(self, name: str) -> None:
        name = _NOT_IN_SHEETS.sub(" ", name)[:_LONGEST_SHEET].strip()
        self._sheet = self._book.add_worksheet(name)
        self._line, self._widths = 0, {}
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)
        footer = visible(self._document.footer)[:_LONGEST_FOOTER].replace("&", "&&")
        self._sheet.set_footer(f"&L&8 {footer}&R&8 &P / &N")
        self._sheet.hide_gridlines(2)

    def _close(self) -> None:
        for number, width in self._widths.items():
            self._sheet.set_column(number, number, min(max(width, _NARROWEST), _WIDEST))

    def _put(self, text: str, look: Any) -> None:  # noqa: ANN401 - as above
        """Write a line that is no table, with a blank line behind it."""
        self._sheet.write_string(self._line, 0, visible(text, _LINES), look)
        self._line += 2

    def _table(self, block: OfficialTable) -> None:
        for number, heading in enumerate(block.header):
            self._sheet.write_string(
                self._line, number, visible(heading, _LINES), self._head
            )
        for row in block.rows:
            self._line += 1
            for number, cell in enumerate(row):
                text, look = visible(cell.text, _LINES), self._cell[cell.change]
                if text:
                    self._sheet.write_string(self._line, number, text, look)
                else:
                    self._sheet.write_blank(self._line, number, None, look)
        for number, width in enumerate(column_widths(block, _ROOM, 1)):
            self._widths[number] = max(self._widths.get(number, 0), width)
        self._line += 2
