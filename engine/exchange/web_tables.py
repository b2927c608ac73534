"""Read a page of HTML as blocks, with the parser of the standard library."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from ..records import record
from .blocks import (
    CellMark,
    OfficeCell,
    OfficeDocument,
    OfficeHeading,
    OfficeParagraph,
    OfficeTable,
)
from .cell_text import MOST_SPAN, cell_text, paragraph_text

if TYPE_CHECKING:
    from collections.abc import Mapping


_SILENT = frozenset({"script", "style", "head", "template", "noscript", "svg", "math"})
_HEADINGS = {f"h{level}": level - 1 for level in range(1, 7)}
_LINES = frozenset({"p", "div", "br", "li", "ul", "ol", "dd", "dt", "section", "tr"})
_BLOCKS = frozenset({"p", "div", "li", "caption", "dd", "dt", "section", "article"})
_STRUCK = frozenset({"s", "strike", "del"})
_NOTES = frozenset({"sup"})
#: What HTML leaves open, and what closes it.
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area"})


@record(kw_only=False)
class _CellStart:
    """A cell that was begun: how far it reaches."""

    across: int
    down: int


class _PageReader(HTMLParser):
    """Turns the events of a page into blocks; nothing of it runs or is fetched."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[OfficeHeading | OfficeParagraph | OfficeTable] = []
        self._text: list[str] = []
        self._level: int | None = None
        self._silent = 0
        self._depth = 0
        self._rows: list[list[OfficeCell]] = []
        self._cell: _CellStart | None = None
        self._marks: set[CellMark] = set()
        self._items: list[int] = []
        self._marker = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a table, a row or a cell."""
        values = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        if self._silent:
            return
        if tag == "table":
            self._begin_table()
        elif tag == "tr" and self._depth == 1:
            self._end_cell()
            self._rows.append([])
        elif tag in {"td", "th"} and self._depth == 1:
            self._end_cell()
            if not self._rows:
                self._rows.append([])
            self._cell = _CellStart(_span(values, "colspan"), _span(values, "rowspan"))
        else:
            self._start_text(tag, values)
        self._mark(tag, values)

    def _start_text(self, tag: str, values: Mapping[str, str]) -> None:
        """Begin a heading, a list, an item, or a line of text."""
        if tag in _HEADINGS and not self._depth:
            self._end_block()
            self._level = _HEADINGS[tag]
        elif tag in {"ol", "ul"}:
            self._text.append("\n")
            start = values.get("start", "1")
            is_number = start.isascii() and start.isdecimal() and len(start) < 6  # noqa: PLR2004 - a number one counts to
            self._items.append((int(start) if is_number else 1) if tag == "ol" else 0)
        elif tag == "li":
            self._begin_item()
        elif self._depth or tag == "br":
            if tag in _LINES or tag in _BLOCKS:
                self._text.append("\n")
        elif tag in _LINES or tag in _BLOCKS:
            self._end_block()

    def _mark(self, tag: str, values: Mapping[str, str]) -> None:
        if self._depth and tag in _STRUCK:
            self._marks.add(CellMark.STRUCK)
        if self._depth and tag == "ins":
            self._marks.add(CellMark.REVISED)
        if self._depth and tag in _NOTES:
            self._marks.add(CellMark.NOTED)
        style = values.get("style", "").replace(" ", "").casefold()
        if (
            "display:none" in style
            or "visibility:hidden" in style
            or "hidden" in values
        ):
            self._marks.add(CellMark.HIDDEN)
        if "line-through" in style:
            self._marks.add(CellMark.STRUCK)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an empty element for what it begins; of HTML only `br` is one."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a block, a cell or a table."""
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        if self._silent:
            return
        if tag == "table":
            self._end_table()
        elif tag in {"td", "th"} and self._depth == 1:
            self._end_cell()
        elif tag in {"ol", "ul"}:
            if self._items:
                self._items.pop()
            self._text.append("\n")
        elif not self._depth and (tag in _HEADINGS or tag in _BLOCKS):
            self._end_block()

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self._silent:
            # a line of the source is none of the page
            self._text.append(" ".join(data.split("\n")))

    def _begin_item(self) -> None:
        marker = ""
        if self._items and self._items[-1]:
            marker = f"{self._items[-1]}."
            self._items[-1] += 1
        if self._depth:
            self._text.append(f"\n{marker} ")
        else:
            self._end_block()
            self._marker = marker or "•"

    def _begin_table(self) -> None:
        if self._depth:
            self._marks.add(CellMark.NESTED)
            self._text.append("\n")
        else:
            self._end_block()
            self._rows = []
        self._depth += 1

    def _end_table(self) -> None:
        if not self._depth:
            return
        self._depth -= 1
        if self._depth:
            self._text.append("\n")
            return
        self._end_cell()
        rows = tuple(tuple(row) for row in self._rows)
        if any(rows):
            self.blocks.append(OfficeTable(rows=rows))
        self._rows, self._text = [], []

    def _end_cell(self) -> None:
        text = cell_text("".join(self._text))
        self._text = []
        if self._cell is None:
            if text:
                self.blocks.append(OfficeParagraph(text=text))  # beside the cells
            return
        cell = OfficeCell(
            text=text,
            across=self._cell.across,
            down=self._cell.down,
            marks=frozenset(self._marks),
        )
        self._rows[-1].append(cell)
        self._cell, self._marks = None, set()

    def _end_block(self) -> None:
        text = paragraph_text("".join(self._text))
        self._text = []
        if text and self._level is not None:
            self.blocks.append(OfficeHeading(text=text, level=self._level))
        elif text:
            self.blocks.append(OfficeParagraph(text=text, marker=self._marker))
        self._level, self._marker = None, ""

    def close(self) -> None:
        """End what was left open."""
        super().close()
        while self._depth:
            self._end_table()
        self._end_block()


def _span(values: Mapping[str, str], name: str) -> int:
    """Return how many columns or rows a cell says it reaches over; one of nonsense."""
    text = values.get(name, "1").strip()
    is_number = text.isascii() and text.isdecimal() and len(text) < 6  # noqa: PLR2004 - as above
    return min(max(int(text), 1), MOST_SPAN) if is_number else 1


def read_page(text: str) -> OfficeDocument:
    """Return the blocks of a page."""
    reader = _PageReader()
    reader.feed(text)
    reader.close()
    return OfficeDocument(blocks=tuple(reader.blocks))
