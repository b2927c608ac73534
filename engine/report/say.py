"""Say sentences and figures in the language of their reader, Swedish or English."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from ..rulebook.model.texts import Text


@dataclass(frozen=True, slots=True)
class Say:
    """Chooses between a Swedish and an English wording of the same thing.

    `language` is `sv` or `en`; every report gets one and asks nothing else about
    the language of its reader.
    """

    language: str

    @property
    def is_english(self) -> bool:
        """Tell whether the reader asked for English."""
        return self.language == "en"

    def __call__(self, swedish: str, english: str) -> str:
        """Return the wording in the reader's language."""
        return english if self.is_english else swedish

    def text(self, text: Text) -> str:
        """Return a text of the rules in the reader's language, or else in Swedish."""
        return text.in_language(self.language)


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
