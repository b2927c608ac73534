"""Lay out what a group sees: one exercise on a screen, and what the rules answer."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ...records import record
from ..lines import INDENT, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Longer lines than this are hard to follow, also on a wall.
_WIDEST = 96
#: The line that is left for the prompt, and one for air.
_BELOW = 2
_BAR = 24


class Style(enum.Enum):
    """What a line is; how it looks adds to it and never says more than the words."""

    TITLE = "title"
    HEADING = "heading"
    PLAIN = "plain"
    RIGHT = "right"
    WRONG = "wrong"


@record(kw_only=False)
class ScreenLine:
    """One line of a screen."""

    text: str
    style: Style = Style.PLAIN


@record
class Screen:
    """Lines, and what is asked below them; the last screen asks nothing."""

    lines: tuple[ScreenLine, ...]
    prompt: str = ""


@record
class ScreenSize:
    """How many columns and lines there are; 0 lines are as many as needed."""

    width: int
    height: int = 0

    @property
    def text_width(self) -> int:
        """How wide a line of text may be."""
        return max(min(self.width, _WIDEST) - 1, 20)


def endless_paper() -> ScreenSize:
    """Return the size of what has 80 columns and no end."""
    return ScreenSize(width=80)


def text_lines(
    text: str,
    size: ScreenSize,
    style: Style = Style.PLAIN,
    first: str = "",
    later: str = "",
) -> list[ScreenLine]:
    """Return a text as lines that fit."""
    whole = paragraph(text, first, later or " " * len(first), size.text_width)
    return [ScreenLine(line, style) for line in whole.splitlines()]


def section_lines(
    title: str, texts: Iterable[str], size: ScreenSize, mark: str = ""
) -> list[ScreenLine]:
    """Return a heading with texts below it, or nothing without any; a blank line first.

    `mark` stands before each text.
    """
    below = [
        line
        for text in texts
        for line in text_lines(
            text, size, first=INDENT + mark, later=INDENT + " " * len(mark)
        )
    ]
    return [ScreenLine(""), ScreenLine(title, Style.HEADING), *below] if below else []


def bar(count: int, most: int) -> str:
    """Return a bar for a count, beside the longest one."""
    length = round(_BAR * count / most) if most else 0
    return "█" * (length or (1 if count else 0))


def screenfuls(
    lines: Sequence[ScreenLine], size: ScreenSize
) -> Iterator[list[ScreenLine]]:
    """Yield the lines that fit at a time, cut at a blank line where there is one.

    Blank lines at the end ask for no screen of their own.
    """
    rest = list(lines)
    room = max(size.height - _BELOW, 5)
    while size.height and len(rest) > room:
        cut = next((n for n in range(room, room // 2, -1) if not rest[n].text), room)
        yield rest[:cut]
        rest = rest[cut:]
        while rest and not rest[0].text:
            rest = rest[1:]
        if not rest:
            return
    yield rest
