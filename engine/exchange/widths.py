"""How wide the columns of a table are beside each other, by what stands in them."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .official_document import OfficialTable

#: A column is at least so many characters wide.
_NARROWEST = 4
#: Words that are longer than this are cut first where there is too little room.
_LONGEST_WORDS = (40, 24, 18, 14, 11, 9, 7, 5)
#: How much of a long text stands on one line: more for longer ones, but not as much.
_STRETCH = 4.0
#: Between such signs a line may be broken.
_BREAKS = re.compile(r"(?<=[-/])|[ \n]+")
#: What stays on one line whatever the room: an amount cut in two would be another.
_WHOLE = "\u00a0"


def column_widths(table: OfficialTable, room: float, beside: float) -> list[float]:
    """Return the width of each column in characters; together they fill the room.

    A column takes its longest word; what is left goes to those with longer texts. Where
    even the words have no room the longest are cut.

    Args:
        table: the table.
        room: how many characters a line of the page has.
        beside: how many of them the edges of a cell take.
    """
    texts = [
        [heading, *(row[number].text for row in table.rows)]
        for number, heading in enumerate(table.header)
    ]
    parts = [[w for text in own for w in _BREAKS.split(text)] for own in texts]
    words = [max(map(len, own)) for own in parts]
    whole = [max((len(w) for w in p if _WHOLE in w), default=_NARROWEST) for p in parts]
    for longest in _LONGEST_WORDS:
        least = [
            max(min(word, longest), narrowest, _NARROWEST) + beside
            for word, narrowest in zip(words, whole, strict=True)
        ]
        if sum(least) <= room:
            break
    # what is left goes to words that were cut, and then to texts of several lines
    cut = [max(word + beside - has, 0) for word, has in zip(words, least, strict=True)]
    if any(cut):
        share = min(max(room - sum(least), 0) / sum(cut), 1)
        least = [has + share * more for has, more in zip(least, cut, strict=True)]
    lines = [max(len(line) for t in own for line in t.split("\n")) for own in texts]
    unbroken = [line + beside for line in lines]
    wanted = [
        max(min(line, _STRETCH * math.sqrt(line)) + beside - width, 0)
        for line, width in zip(lines, least, strict=True)
    ]
    left = room - sum(least)
    if left <= 0 or not any(wanted):
        return least
    share = min(left / sum(wanted), 1)
    widths = [w + share * more for w, more in zip(least, wanted, strict=True)]
    # what is left over goes where texts still have more lines than one
    left = room - sum(widths)
    lacking = [max(w - has, 0) for w, has in zip(unbroken, widths, strict=True)]
    if left > 0 and any(lacking):
        share = min(left / sum(lacking), 1)
        widths = [w + share * more for w, more in zip(widths, lacking, strict=True)]
    return widths
