"""Provisions as people write them: an act, a chapter, sections.

`9 kap. 31 a § PBL`, `PBL 9:31 a`, `LVU 6 och 11 §§` and `6 § LVU` are all read; what
follows on a paragraph, item or sentence is left aside. A reference is a link to look
things up by: it lends nothing any rank.
"""

from __future__ import annotations

import re

from ...records import record
from .names import name_key

_NUMBER = r"[0-9]{1,3}(?:\s?[a-z](?![a-zåäö]))?"
_SHORT = re.compile(rf"\b({_NUMBER}):({_NUMBER})")
_CHAPTER = re.compile(rf"({_NUMBER})\s*kap\b\.?", re.IGNORECASE)
_SECTIONS = re.compile(
    rf"({_NUMBER}(?:\s*(?:,|–|-|och|and)\s*{_NUMBER})*)\s*§+", re.IGNORECASE
)
_RANGE = re.compile(r"([0-9]{1,3})\s*[–-]\s*([0-9]{1,3})")
_FIRST_NUMBER = re.compile(r"[0-9§]")
_WORDS = re.compile(r"[^\W\d_]{2,}")
#: What stands in a reference and is no word of an act.
_NO_ACT = frozenset(
    {
        *("kap", "och", "and", "st", "stycket", "stycke", "punkt", "punkten"),
        *("första", "andra", "tredje", "fjärde", "femte", "mening", "meningen"),
        *("enligt", "jfr", "samt"),
    }
)
#: A range of sections longer than this is read as its two ends.
_LONGEST_RANGE = 50


@record
class Reference:
    """A provision: the act as it is called, folded, its chapter and its sections.

    What is not said is empty.
    """

    act: str
    chapter: str = ""
    sections: frozenset[str] = frozenset()

    def covers(self, other: Reference) -> bool:
        """Tell whether another reference lies within this one, or shares a section."""
        return (
            self.act == other.act
            and self.chapter in {"", other.chapter}
            and (not self.sections or not self.sections.isdisjoint(other.sections))
        )


def reference(text: str) -> Reference | None:
    """Return the provision that a text names, None where it names no act."""
    chapter, sections = "", frozenset[str]()
    short = _SHORT.search(text)
    if short is not None:
        chapter, sections = _plain(short[1]), frozenset({_plain(short[2])})
    else:
        if (own := _CHAPTER.search(text)) is not None:
            chapter = _plain(own[1])
        if (listed := _SECTIONS.search(text)) is not None:
            sections = frozenset(_listed(listed[1]))
    act = _act(text)
    if not act:
        return None
    return Reference(act=act, chapter=chapter, sections=sections)


def _listed(text: str) -> list[str]:
    numbers = re.findall(_NUMBER, text, re.IGNORECASE)
    found = [_plain(number) for number in numbers]
    for first, last in _RANGE.findall(text):
        if int(first) < int(last) <= int(first) + _LONGEST_RANGE:
            found += [str(number) for number in range(int(first), int(last))]
    return found


def _act(text: str) -> str:
    """Return the words of the act, which stand before the numbers or after them."""
    start = _FIRST_NUMBER.search(text)
    before = text[: start.start()] if start else text
    words = _words(before) or _words(text)
    return name_key(" ".join(words))


def _words(text: str) -> list[str]:
    return [word for word in _WORDS.findall(text) if word.casefold() not in _NO_ACT]


def _plain(number: str) -> str:
    return "".join(number.split()).casefold()
