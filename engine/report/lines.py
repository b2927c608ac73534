"""Lines of text: how many columns they take, where they break, what is stressed.

Whoever writes to a screen needs no more than these; what a report says is laid out on
pages of them (`engine.report.layout`).
"""

from __future__ import annotations

import enum
import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How wide a page is for a reader whose screen is not known, as of a pipe or a file.
WIDTH = 88
#: No screen is taken to be narrower than this, and no line of text is longer than that,
#: for longer ones are hard to follow; a table may be.
NARROWEST, LONGEST_LINE = 24, 100
INDENT = "  "
DEEPER = "    "
DEEPEST = "      "
#: A line may break at a space, but not within an amount: `1 000 kr`.
_BREAK = r"(?<!\d) | (?!(?:\d{3}|kr)\b)"


class Stress(enum.Enum):
    """What words are on a page; they say everything without it, too."""

    TITLE = "title"
    HEADING = "heading"
    ANSWER = "answer"
    WARNING = "warning"


class Span(NamedTuple):
    """A piece of a line, or the text of a cell, with its stress."""

    text: str
    stress: Stress | None = None


#: One line of a page, without its end.
Line = tuple[Span, ...]


class Layout(NamedTuple):
    """How wide a page is, and whether a screen shows it.

    Elsewhere a line that programs read or somebody copies is not cut: one that begins
    with a place in a file, and a command.
    """

    width: int = WIDTH
    is_screen: bool = False

    @property
    def text_width(self) -> int:
        """How long a line of text may be."""
        return min(self.width, LONGEST_LINE)


#: The layout for a reader whose screen is not known.
UNSEEN = Layout()


def layout_for(width: int | None) -> Layout:
    """Return the layout for so many columns; None where the screen is not known."""
    return UNSEEN if width is None else Layout(max(width, NARROWEST), is_screen=True)


def paragraph(text: str, first: str, later: str, width: int = WIDTH) -> str:
    """Return text wrapped to the width, its lines joined."""
    lines = indented(Span(text), first, later, Layout(width))
    return "\n".join("".join(span.text for span in line) for line in lines)


def indented(
    text: Span, first: str, later: str, layout: Layout, *, is_whole: bool = False
) -> Iterator[Line]:
    """Yield a text as lines, each after what it is indented by.

    What `is_whole` is one line wherever no screen shows it.
    """
    if is_whole and not layout.is_screen:
        yield (Span(first), text)
        return
    width, cuts = layout.text_width, layout.is_screen
    if columns(first) + columns(text.text) <= width:  # as most fit
        line = text.text.replace("\n", " ").rstrip()
        yield (Span(first), Span(line, text.stress))
        return
    room = max(width - columns(first), 1), max(width - columns(later), 1)
    for number, line in enumerate(wrapped(text.text, *room, cuts=cuts)):
        yield (Span(later if number else first), Span(line, text.stress))


def wrapped(text: str, first: int, later: int, *, cuts: bool) -> list[str]:
    """Return text as lines of at most so many columns, the first and the later ones.

    `cuts` tells whether a word that is longer than a line is cut.
    """
    lines: list[str] = []
    line: str | None = None
    for word in words_of(text.replace("\n", " ")):
        room = later if lines else first
        if line is not None:
            if columns(line) + 1 + columns(word) <= room:
                line = f"{line} {word}"
                continue
            lines.append(line.rstrip())
            room = later
        rest = word
        while cuts and columns(rest) > room:
            cut = _fitting(rest, room)
            lines.append(rest[:cut])
            rest, room = rest[cut:], later
        line = rest
    return [*lines, (line or "").rstrip()]


@cache
def _break() -> re.Pattern[str]:
    return re.compile(_BREAK)


def words_of(text: str) -> list[str]:
    """Return the words of a text, between which a line may break."""
    return _break().split(text)


def _fitting(text: str, room: int) -> int:
    """Return how many signs of a text fit, at least one."""
    taken = 0
    for number, sign in enumerate(text):
        taken += columns(sign)
        if taken > room:
            return max(number, 1)
    return len(text)


def columns(text: str) -> int:
    """Return how many columns of a screen a text takes."""
    if text.isascii() or max(text) < _FIRST_THAT_IS_NOT_ONE:
        return len(text)
    return sum(map(_columns, text))


#: All signs before this one, which joins the sign before it, take a column each.
_FIRST_THAT_IS_NOT_ONE = "\u0300"


@lru_cache(1024)
def _columns(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def padded(text: str, width: int) -> str:
    """Return text with spaces behind it, so that it takes so many columns."""
    return text + " " * (width - columns(text))


def trimmed(line: Line) -> Line:
    """Return a line without the spaces at its end."""
    spans = list(line)
    while spans and not (text := spans[-1].text.rstrip()):
        spans.pop()
    if spans:
        spans[-1] = Span(text, spans[-1].stress)
    return tuple(spans)
