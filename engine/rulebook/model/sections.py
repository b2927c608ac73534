"""The numbers of the sections of an act: `6 kap. 6 a §`, and lists of them."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMERAL = r"[1-9]\d{0,3}(?:\s?[a-z](?![^\W_]))?"
_DASH = "[-\N{EN DASH}]"
_ITEM = rf"{_NUMERAL}(?:\s?{_DASH}\s?{_NUMERAL})?"
_LIST = re.compile(
    rf"(?:(?P<chapter>{_NUMERAL})\s?kap\.?\s+)?"
    rf"(?P<items>{_ITEM}(?:(?:,\s?|\s(?:och|samt|eller)\s){_ITEM})*)\s?§§?(?P<rest>\s.*)?",
    re.DOTALL,
)
_PARTS = re.compile(r",\s?|\s(?:och|samt|eller)\s")
_RANGE = re.compile(rf"({_NUMERAL})(?:\s?{_DASH}\s?({_NUMERAL}))?")
_PIECES = re.compile(r"(\d+)\s?([a-z]?)")
#: No chapter has more sections, and no list names more.
_MOST = 1000


class Numeral(NamedTuple):
    """A number of the legislator, `6` or `6 a`; zero where there is none."""

    number: int
    letter: str = ""

    @classmethod
    def of(cls, text: str) -> Numeral:
        """Return the numeral that a text such as `6 a` is."""
        number, letter = _PIECES.findall(text)[0]
        return cls(int(number), letter)

    def __str__(self) -> str:
        """Return the numeral as statutes write it."""
        return f"{self.number} {self.letter}" if self.letter else str(self.number)


NO_CHAPTER = Numeral(0)


class SectionNumber(NamedTuple):
    """Which section of an act: chapter and number; they sort as the act goes.

    The chapter is `NO_CHAPTER` in an act that is not parted into chapters.
    """

    chapter: Numeral
    section: Numeral

    def __str__(self) -> str:
        """Return the number as statutes write it."""
        chapter = "" if self.chapter == NO_CHAPTER else f"{self.chapter} kap. "
        return f"{chapter}{self.section} §"


def section_numbers(text: str) -> tuple[SectionNumber, ...]:
    """Return the sections that a text such as `8 kap. 1–3, 5 a och 9 §§` names.

    What follows the sign (`första stycket`) is passed over. A range counts whole
    numbers, or letters of one number. Nothing comes back where the text is no such
    list, or a list of too many.
    """
    match = _LIST.fullmatch(text.strip())
    if match is None:
        return ()
    chapter = Numeral.of(match["chapter"]) if match["chapter"] else NO_CHAPTER
    numerals = _numerals(match["items"])
    return tuple(SectionNumber(chapter, numeral) for numeral in numerals)


def numerals(text: str) -> tuple[Numeral, ...]:
    """Return the numbers in a list without sign: `1–18, 18 a, 19–36`."""
    whole = f"{text} §"
    return tuple(number.section for number in section_numbers(whole))


def numerals_text(listed: tuple[Numeral, ...]) -> str:
    """Return numbers as a list that `numerals` reads, runs of them as ranges."""
    parts: list[str] = []
    run: list[Numeral] = []
    for numeral in (*listed, None):
        is_next = (
            run
            and numeral
            and not (numeral.letter or run[-1].letter)
            and numeral.number == run[-1].number + 1
        )
        if run and not is_next:
            ends = [run[0]] if len(run) == 1 else [run[0], run[-1]]
            parts.append("\N{EN DASH}".join(map(str, ends)))
            run = []
        if numeral:
            run.append(numeral)
    return ", ".join(parts)


def _numerals(items: str) -> list[Numeral]:
    found: list[Numeral] = []
    for part in _PARTS.split(items):
        match = _RANGE.fullmatch(part)
        if match is None:
            return []
        first = Numeral.of(match[1])
        last = Numeral.of(match[2]) if match[2] else first
        if first == last:
            found.append(first)
        elif first.letter or last.letter:
            letters = range(ord(first.letter or "`"), ord(last.letter or "`") + 1)
            if first.number != last.number or not letters:
                return []
            found += [Numeral(first.number, chr(n).strip("`")) for n in letters]
        elif first.number < last.number <= first.number + _MOST:
            found += map(Numeral, range(first.number, last.number + 1))
        else:
            return []
        if len(found) > _MOST:
            return []
    return found
