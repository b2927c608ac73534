"""Lay out what a report says: pages of paragraphs, pairs, lists, tables and commands.

A report makes a page, which is as wide as its reader's screen only when it is laid out;
what is stressed is told beside the words, and whoever prints the page chooses how.
"""

from __future__ import annotations

import itertools
import re
import sys
import threading
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from ..records import record
from .lines import (
    DEEPER,
    INDENT,
    UNSEEN,
    Span,
    Stress,
    columns,
    indented,
    padded,
    trimmed,
    words_of,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .lines import Layout, Line


class Block(Protocol):
    """A piece of a page that begins on a line of its own."""

    def lines(self, layout: Layout) -> Iterator[Line]:
        """Yield the lines of the block in a layout."""


@record(kw_only=False)
class Page:
    """Parts with a blank line between them, each of blocks below one another."""

    parts: tuple[Sequence[Block], ...] = ()

    def __add__(self, other: Page) -> Page:
        """Return the parts of two pages after each other."""
        return Page(self.parts + other.parts)

    def lines(self, layout: Layout = UNSEEN) -> Iterator[Line]:
        """Return the lines of the page in a layout."""
        return map(trimmed, self._untrimmed(layout))

    def _untrimmed(self, layout: Layout) -> Iterator[Line]:
        """Yield the lines, with spaces at the ends of some."""
        for number, part in enumerate(part for part in self.parts if part):
            if number:
                yield ()
            for block in part:
                yield from block.lines(layout)

    def text(self, layout: Layout = UNSEEN) -> str:
        """Return the page as plain text, each line with its end."""
        lines = [
            "".join([span.text for span in line]).rstrip()
            for line in self._untrimmed(layout)
        ]
        return "\n".join([*lines, ""])


def page(*parts: Sequence[Block]) -> Page:
    """Return a page of parts; empty ones are left out."""
    return Page(tuple(part for part in parts if part))


# blocks -------------------------------------------------------------------------------


@record(kw_only=False)
class Paragraph:
    """A text, indented by `first` on its first line and by `later` on the others.

    What `is_whole` is one line wherever no screen shows it. What stands below a heading
    that `is_folded` is shown when asked for, where something can be asked for.
    """

    text: str
    first: str = ""
    later: str = ""
    stress: Stress | None = None
    is_whole: bool = False
    is_folded: bool = False

    def lines(self, layout: Layout) -> Iterator[Line]:
        """Yield the text wrapped to the width."""
        text = Span(self.text, self.stress)
        return indented(text, self.first, self.later, layout, is_whole=self.is_whole)


@record(kw_only=False)
class Command:
    r"""A command to copy: lines that are cut end in `\`, as a shell goes on reading.

    The comment behind it, if there is one, is never cut.
    """

    text: str
    first: str = INDENT
    later: str = DEEPER
    comment: str = ""

    def lines(self, layout: Layout) -> Iterator[Line]:
        """Yield the command, on a screen cut between its words if it is too long."""
        words = _shell_words(self.text) if layout.is_screen else [self.text]
        words += [f" # {self.comment}"] if self.comment else []
        line = self.first + words[0]
        for number, word in enumerate(words[1:], 2):
            ending = 0 if number == len(words) else 2
            if columns(line) + 1 + columns(word) + ending > layout.text_width:
                yield (Span(f"{line} \\"),)
                line = self.later + word
            else:
                line = f"{line} {word}"
        yield (Span(line),)


@record(kw_only=False)
class Verbatim:
    """Lines to copy as they are, each indented; none is cut."""

    text: str
    indent: str = INDENT

    def lines(self, layout: Layout) -> Iterator[Line]:
        """Yield the lines."""
        del layout
        for line in self.text.splitlines():
            yield (Span(f"{self.indent}{line}".rstrip()),)


@record(kw_only=False)
class Pairs:
    """Captions and texts in two columns; a repeated caption stands once.

    Where captions would take more than half of the width, texts stand below them.
    """

    rows: Sequence[tuple[str, str]]
    indent: str = INDENT
    stress: Stress | None = None

    def lines(self, layout: Layout) -> Iterator[Line]:
        """Yield the pairs."""
        width = layout.text_width
        widest = max((columns(caption) for caption, _ in self.rows), default=0)
        is_beside = len(self.indent) + widest + 2 <= width // 2
        later = self.indent + (" " * (widest + 2) if is_beside else INDENT)
        before = ""
        for caption, text in self.rows:
            shown = "" if caption == before else caption
            before = caption
            body = Span(text, self.stress)
            if is_beside:
                first = f"{self.indent}{padded(shown, widest)}  "
                yield from indented(body, first, later, layout)
                continue
            if shown:
                yield from indented(Span(shown), self.indent, self.indent, layout)
            yield from indented(body, later, later, layout)


@record(kw_only=False)
class TableRow:
    """A row of a table, whose cells may have several lines."""

    cells: Sequence[str]
    stress: Stress | None = None


@record(kw_only=False)
class Table:
    """A table; rows become blocks of lines where its columns do not fit the width.

    Attributes:
        headers: the headers of the columns.
        rows: the rows.
        leading: how many columns at the beginning tell where a row holds.
        is_ruled: whether there is a line between rows.
        unsaid: what stands in a cell that says nothing: blocks leave it out.
        bare: what blocks say without the header of the column.
    """

    headers: Sequence[str]
    rows: Sequence[TableRow]
    leading: int = 0
    is_ruled: bool = False
    unsaid: frozenset[str] = frozenset(("", "–"))
    bare: frozenset[str] = frozenset()

    def lines(self, layout: Layout) -> Iterator[Line]:
        """Yield the table, or its rows one by one."""
        widths = self._widths(layout.width)
        if widths is None:
            yield from self._blocks(layout)
            return
        rows = [TableRow(self.headers, Stress.HEADING), *self.rows]
        cut = [
            list(
                itertools.zip_longest(
                    *map(_cell_lines, row.cells, widths), fillvalue=""
                )
            )
            for row in rows
        ]
        frame = iter(_frame(widths, list(map(len, cut)), is_ruled=self.is_ruled))
        for number, (row, lines) in enumerate(zip(rows, cut, strict=True)):
            if number <= 1 or self.is_ruled:  # above and below the headers
                yield (Span(next(frame)),)
            for texts in lines:
                yield self._filled(next(frame), row, list(map(padded, texts, widths)))
        yield from ((Span(line),) for line in frame)

    def _filled(self, frame: str, row: TableRow, texts: Sequence[str]) -> Line:
        """Return a line of the frame with the texts of a row, and their stress."""
        line, place = [Span(frame[0])], 1
        widths = [columns(text) for text in texts]
        for number, (text, width) in enumerate(zip(texts, widths, strict=True)):
            stress = row.stress
            if stress is Stress.ANSWER and number < self.leading:
                stress = None
            place += 1 + width + 1  # a space on each side
            line += [Span(f" {text} ", stress), Span(frame[place])]
            place += 1
        return tuple(line)

    def _widths(self, room: int) -> list[int] | None:
        """Return widths of the columns that break no word, or None where none fit."""
        cells = zip(self.headers, *(row.cells for row in self.rows), strict=True)
        least, whole = [], []
        for column in cells:
            lines = [line for cell in column for line in cell.split("\n")]
            words = [word for line in lines for word in words_of(line)]
            least.append(max(1, *map(columns, words)))
            whole.append(max(1, *map(columns, lines)))
        room -= 3 * len(least) + 1
        if sum(least) > room:
            return None
        return self._widened(least, whole, room)

    def _widened(self, least: list[int], whole: list[int], room: int) -> list[int]:
        """Return widths that fill the room where that makes rows lower.

        A column gives back what its lines do not need, for others to take.
        """
        widths, growing = list(least), set(range(len(least)))
        while growing:
            while sum(widths) < room and any(widths[n] < whole[n] for n in growing):
                most_cut = max(growing, key=lambda n: (whole[n] / widths[n], -n))
                widths[most_cut] += 1
            spare = {n: widths[n] - self._needed(n, widths[n]) for n in growing}
            most_spare = max(growing, key=lambda n: (spare[n], -n))
            widths[most_spare] -= spare[most_spare]
            growing.discard(most_spare)
        return widths

    def _needed(self, number: int, width: int) -> int:
        """Return how wide a column must be, so that its lines break where they do."""
        cells = (self.headers[number], *(row.cells[number] for row in self.rows))
        lines = (line for cell in cells for line in _cell_lines(cell, width))
        return max(1, *map(columns, lines))

    def _blocks(self, layout: Layout) -> Iterator[Line]:
        for number, row in enumerate(self.rows):
            if number:
                yield ()
            named = list(zip(self.headers, row.cells, strict=True))
            where = [
                text if text in self.bare else f"{header}: {text}"
                for header, cell in named[: self.leading]
                for text in cell.split("\n")
                if text not in self.unsaid
            ]
            if where:
                yield from Paragraph(f"• {' · '.join(where)}", "", INDENT).lines(layout)
            below = [
                (header, line)
                for header, cell in named[self.leading :]
                if cell not in self.unsaid
                for line in cell.split("\n")
            ]
            indent = INDENT * 2 if where else INDENT
            yield from Pairs(below, indent, row.stress).lines(layout)


# parts --------------------------------------------------------------------------------


def heading(text: str, *, is_folded: bool = False) -> Paragraph:
    """Return the heading of a part."""
    return Paragraph(text, "", INDENT, Stress.HEADING, is_folded=is_folded)


def located(place: object, text: str, stress: Stress | None = None) -> Paragraph:
    """Return what is told of a place in a file, as programs read it."""
    return Paragraph(f"{place}: {text}", "", DEEPER, stress, is_whole=True)


def section(
    title: str, lines: Iterable[str], bullet: str = "• ", *, is_folded: bool = False
) -> list[Block]:
    """Return a heading with lines below it, each with a bullet unless that is empty."""
    later = INDENT + (" " * len(bullet) if bullet else DEEPER)
    below = (Paragraph(f"{bullet}{text}", INDENT, later) for text in lines)
    return [heading(title, is_folded=is_folded), *below]


def items(rows: Iterable[tuple[str, str]]) -> list[Block]:
    """Return ids with a sentence below each."""
    return [
        block
        for name, text in rows
        for block in (
            Paragraph(f"• {name}", INDENT, DEEPER, is_whole=True),
            Paragraph(text, DEEPER, DEEPER),
        )
    ]


def capital(text: str) -> str:
    """Return text with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


# lines --------------------------------------------------------------------------------


def _cell_lines(cell: str, width: int) -> list[str]:
    """Return the lines of a cell."""
    texts = cell.split("\n")
    return [line for text in texts for line in wrapped(text, width, width, cuts=True)]


def _frame(
    widths: Sequence[int], heights: Sequence[int], *, is_ruled: bool
) -> list[str]:
    """Return the lines of a table whose cells are filled in, the headers first."""
    tabulate = _tabulate()
    tabulate.MIN_PADDING = 0  # columns are as wide as their lines, headers too
    headers, *rows = (
        ["\n".join(["x" * width] * height) for width in widths] for height in heights
    )
    drawn: str = tabulate.tabulate(
        rows,
        headers=headers,
        tablefmt="simple_grid" if is_ruled else "simple_outline",
        disable_numparse=True,
    )
    return drawn.splitlines()


def _tabulate() -> Any:  # noqa: ANN401 - a module of which no type is known
    """Return the module that draws tables.

    It asks Python's registry of packages for its own version, and to import that takes
    two thirds of the time. Where no other thread could meet it, something else stands
    in its place that long.
    """
    registry = "importlib.metadata"
    is_first = registry not in sys.modules and "tabulate" not in sys.modules
    if is_first and threading.active_count() == 1:
        sys.modules[registry] = _Unversioned(registry)
    try:
        import tabulate  # noqa: PLC0415 - half of what printing costs without a table
    finally:
        if isinstance(sys.modules.get(registry), _Unversioned):
            del sys.modules[registry]
    return tabulate


class _Unversioned(ModuleType):
    """Stands for Python's registry of packages, and knows the version of none."""

    PackageNotFoundError = ImportError

    @staticmethod
    def version(_: str) -> str:
        """Return no version."""
        return ""


def _shell_words(command: str) -> list[str]:
    """Return the words of a command as they are written, quotes and all."""
    return re.findall(r"""(?:[^\s"']|"(?:\\.|[^"\\])*"|'[^']*')+|["']\S*""", command)
