"""The rows of an order as chapters: headings with their rows, and back.

A line of the table with a number and a matter alone is the heading of a chapter. It
stands as one line of text, where its number can be told from its words again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.language.orders import OrderColumn
from .official_headings import part_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .order_plain import PlainColumn

#: A number of one or several parts: `2`, `A.1`, `1.4.13`, `§ 3`, `BP 3`, `401 a`.
_NUMBER = re.compile(
    r"(?:§ ?)?(?:[A-Z]{1,3}[. ]?)?[0-9]+(?:[.:-][0-9a-z]+)*\.?|[A-Z]\.?"
)
_LEVELS = 4


class ChapterHeading(NamedTuple):
    """The number of a chapter, and what it is called."""

    number: str
    text: str

    @property
    def line(self) -> str:
        """The heading as one line."""
        return f"{self.number} {self.text}" if self.number else self.text

    @property
    def depth(self) -> int:
        """How many parts the number has, at least one."""
        parts = [part for part in re.split(r"[.:-]", self.number) if part]
        return min(max(len(parts), 1), _LEVELS)


class OrderChapter(NamedTuple):
    """A heading, None before the first one, its place, and the rows below it."""

    heading: ChapterHeading | None
    place: int
    rows: tuple[int, ...]


def read_heading(line: str) -> ChapterHeading:
    """Return the number and the words of a heading that stands on one line."""
    number, space, text = line.partition(" ")
    if space and text and _NUMBER.fullmatch(number):
        return ChapterHeading(number, text)
    return ChapterHeading("", line)


def chapters(
    columns: Sequence[PlainColumn], rows: Sequence[Sequence[str]]
) -> Iterator[OrderChapter]:
    """Yield the chapters of a table, with the places of their rows in it."""
    heading: ChapterHeading | None = None
    start, below = 0, list[int]()
    for place, row in enumerate(rows):
        found = _heading(columns, row)
        if found is None:
            below.append(place)
            continue
        if heading is not None or below:
            yield OrderChapter(heading, start, tuple(below))
        heading, start, below = found, place, []
    if heading is not None or below:
        yield OrderChapter(heading, start, tuple(below))


def heading_row(
    columns: Iterable[PlainColumn], heading: ChapterHeading
) -> tuple[str, ...]:
    """Return the heading of a chapter as a line of the table."""
    told = {OrderColumn.NUMBER: heading.number, OrderColumn.MATTER: heading.text}
    return tuple(told.get(c.says, "") if c.says else "" for c in columns)


def _heading(
    columns: Sequence[PlainColumn], row: Sequence[str]
) -> ChapterHeading | None:
    """Return the heading that a line is, None for one that is none or is not told."""
    told = dict(zip((column.says for column in columns), row, strict=True))
    number, text = told.get(OrderColumn.NUMBER, ""), told.get(OrderColumn.MATTER, "")
    heading = ChapterHeading(number, text)
    is_whole = text and heading_row(columns, heading) == tuple(row)
    is_read = "\n" not in heading.line and read_heading(heading.line) == heading
    is_read = is_read and part_of(heading.line) is None
    return heading if is_whole and is_read else None
