"""Say sentences and figures in the language of their reader, Swedish or English."""

from __future__ import annotations

import enum
import math
from typing import TYPE_CHECKING

from ..records import record

if TYPE_CHECKING:
    import datetime as dt

    from ..rulebook.model.texts import Text


#: Where words in another language than the page begin and end, for what writes HTML:
#: signs of no meaning, which no text that was read can hold.
TONGUE_BEGINS, TONGUE_ENDS = "\ue000", "\ue001"


class Marks(enum.Enum):
    """How Swedish words are marked for a reader of English."""

    QUOTES = "quotes"
    #: For HTML: as well as the quotes, signs that become an element with a language.
    TAGS = "tags"
    #: For programs: not at all.
    NONE = "none"


@record(kw_only=False)
class Say:
    """Chooses between a Swedish and an English wording of the same thing.

    `language` is `sv` or `en`; every report gets one and asks nothing else about
    the language of its reader. What the rules have in Swedish alone is shown to a
    reader of English as Swedish, with `marks`.
    """

    language: str
    marks: Marks = Marks.QUOTES

    @property
    def is_english(self) -> bool:
        """Tell whether the reader asked for English."""
        return self.language == "en"

    def __call__(self, swedish: str, english: str) -> str:
        """Return the wording in the reader's language."""
        return english if self.is_english else swedish

    def text(self, text: Text) -> str:
        """Return a sentence of the rules, told to be Swedish where English lacks."""
        if not self._lacks(text):
            return text.in_language(self.language)
        if self.marks is Marks.NONE:
            return text.sv
        words = text.sv.removesuffix(".")
        end = text.sv[len(words) :]
        return f"{self.swedish(words)} (in Swedish){end}"

    def name(self, text: Text) -> str:
        """Return a name out of the rules, in quotes where it is Swedish in English."""
        if not self._lacks(text):
            return text.in_language(self.language)
        return self.swedish(text.sv)

    def plain(self, text: Text) -> str:
        """Return a text as somebody wrote it, in Swedish where English lacks.

        So are the names of municipalities, and what is compared or typed.
        """
        return text.in_language(self.language)

    def quoted(self, words: str) -> str:
        """Return words in the quotes of the reader's language."""
        return f"“{words}”" if self.is_english else f"”{words}”"

    def swedish(self, words: str) -> str:
        """Return Swedish words within an English text, in quotes."""
        if not self.is_english or self.marks is Marks.NONE:
            return words
        return f"“{self.foreign(words)}”"

    def foreign(self, words: str) -> str:
        """Return Swedish words that stand apart from an English text, as in brackets.

        They need no quotes, but HTML tells their language.
        """
        if not self.is_english or self.marks is not Marks.TAGS:
            return words
        return f"{TONGUE_BEGINS}{words}{TONGUE_ENDS}"

    def _lacks(self, text: Text) -> bool:
        return self.is_english and not text.en


#: The months, January first, in Swedish and in English.
_MONTHS = (
    ("januari", "January"),
    ("februari", "February"),
    ("mars", "March"),
    ("april", "April"),
    ("maj", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augusti", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
)


def day_text(day: dt.date, say: Say) -> str:
    """Return a day in words: `1 januari 2027`."""
    return f"{day.day} {say(*_MONTHS[day.month - 1])} {day.year}"


def counted(number: int, one: str, several: str) -> str:
    """Return a number with its noun, in the singular for one."""
    return f"{number} {one if number == 1 else several}"


def share_text(part: int, whole: int, say: Say) -> str:
    """Return a share in per cent, in tenths and rounded down; `–` of nothing.

    Only all of it is 100 and only nothing is 0: what is less than a tenth is a tenth.
    """
    if not whole:
        return "–"
    tenths = _rounded_down(1000 * part // whole, part)
    figure = f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
    return say(f"{figure.replace('.', ',')} %", f"{figure}%")


def percent(share: float | None) -> str:
    """Return a share from 0 to 1 as a whole number of per cent, `–` for none."""
    return "–" if share is None else f"{whole_points(share)} %"


def whole_points(share: float) -> int:
    """Return a share from 0 to 1 in whole per cent, rounded down; some of it is 1."""
    return _rounded_down(_floor(100, share), share)


def share_figure(share: float) -> float:
    """Return a share from 0 to 1 with four decimals, rounded down, for programs."""
    return _rounded_down(_floor(10_000, share), share) / 10_000


def _floor(parts: int, share: float) -> int:
    """Return how many whole parts a share is; a float lacks what its decimals say."""
    return parts if share >= 1 else min(parts - 1, math.floor(round(parts * share, 9)))


def _rounded_down(parts: int, share: float) -> int:
    return max(parts, 1) if share else parts
