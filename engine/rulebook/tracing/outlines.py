"""Part the text of a document into headings and passages, to go through one by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...records import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .placements import SearchableText

_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_ITEM = re.compile(r"\s*(?:[-–*•◦▪·+|>]|\d+[.)]|[a-zåäö][.)])\s")
_NUMBERING = re.compile(r"^[\d.]*\s*")
_ENDS = (".", ":", ";", "!", "?", ",")
#: A heading in plain text has no more words.
_HEADING_WORDS = 8
#: A line as long as this may go on in the next one.
_LONG_LINE = 50


@record
class OutlinePart:
    """A heading or a passage of a document, by the numbers of its words.

    `section` is the heading it stands under, `number` counts the passages under it.
    """

    words: range
    reads: str
    is_heading: bool
    section: str = ""
    number: int = 0


def outline(text: SearchableText) -> list[OutlinePart]:
    """Return the headings and passages of a text, in its order.

    A passage is a paragraph, an item of a list, a row of a table, or a line that does
    not go on in the next one. A heading is a line of Markdown that begins with `#`, or
    a short line by itself that ends without a full stop and holds no figure.
    """
    parts = []
    section, number = "", 0
    for first, last in _blocks(text):
        words = range(text.words_on(first).start, text.words_on(last).stop)
        reads = text.reads(words)
        if _is_heading(first, last, text):
            section, number = reads.lstrip("# ").strip("*_ "), 0
            parts.append(OutlinePart(words=words, reads=section, is_heading=True))
            continue
        number += 1
        parts.append(
            OutlinePart(
                words=words,
                reads=reads,
                is_heading=False,
                section=section,
                number=number,
            )
        )
    return parts


def _blocks(text: SearchableText) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of what stands together."""
    first = last = 0
    for number in range(1, len(text.raw_lines) + 1):
        if not text.words_on(number):
            if last and text.raw_lines[number - 1].strip():
                continue  # a line of signs that mean nothing, as below a table's head
            if last:
                yield first, last
            first = last = 0
        elif last and _goes_on(last, number, text):
            last = number
        else:
            if last:
                yield first, last
            first = last = number
    if last:
        yield first, last


def _goes_on(last: int, number: int, text: SearchableText) -> bool:
    """Tell whether a line goes on in the one below it."""
    before, line = text.raw_lines[last - 1].rstrip(), text.raw_lines[number - 1]
    if _ITEM.match(line) or _HEADING.match(line) or _HEADING.match(before):
        return False
    if before.endswith(("|", ".")):
        return False
    if before.endswith(("-", "\u00ad", ",")):
        return True
    begins = line.lstrip()[:1]
    return begins.islower() or (len(before) >= _LONG_LINE and not begins.isupper())


def _is_heading(first: int, last: int, text: SearchableText) -> bool:
    line = text.raw_lines[first - 1]
    if _HEADING.match(line):
        return True
    plain = _NUMBERING.sub("", line.strip())
    is_alone = all(
        not text.raw_lines[at - 1].strip()
        for at in (first - 1, last + 1)
        if 1 <= at <= len(text.raw_lines)
    )
    return (
        first == last < len(text.raw_lines)
        and is_alone
        and plain[:1].isupper()
        and not plain.endswith(_ENDS)
        and not _ITEM.match(line)
        and not any(sign.isdigit() or sign in ":|§" for sign in plain)
        and len(plain.split()) <= _HEADING_WORDS
    )
