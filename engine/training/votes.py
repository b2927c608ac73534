"""Read what somebody typed as an answer: a letter, counts, or a letter per table."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .results import SessionMode

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A vote of a table that chose nothing.
NONE = "."
_COUNT = re.compile(r"([a-z])\s*[:=]?\s*([0-9]{1,4})(?=$|[\s,;]|[a-z])")
_BETWEEN = re.compile(r"[\s,;]*")


class Slip(enum.Enum):
    """Why what was typed is no answer."""

    NO_LETTER = "no_letter"
    UNKNOWN_LETTER = "unknown_letter"
    NO_COUNTS = "no_counts"
    TWICE = "twice"
    NOT_PER_TABLE = "not_per_table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """How many chose each letter, and which letter each table chose."""

    counts: Mapping[str, int]
    by_table: str = ""


def votes(typed: str, letters: str, mode: SessionMode, tables: int) -> Votes | Slip:
    """Return the votes somebody typed, or why they are none.

    Args:
        typed: what was typed.
        letters: those there are to choose among.
        mode: who answers.
        tables: how many tables vote, where tables do.
    """
    text = typed.strip().casefold().rstrip(")")
    match mode:
        case SessionMode.GROUP:
            return _counts(text, letters)
        case SessionMode.TABLES:
            return _by_table(text, letters, tables)
        case _:
            if len(text) != 1:
                return Slip.NO_LETTER
            return Votes(counts={text: 1}) if text in letters else Slip.UNKNOWN_LETTER


def _counts(text: str, letters: str) -> Votes | Slip:
    """Read counts such as `a 12 b 8 c 5`, however they are divided."""
    found: dict[str, int] = {}
    at = 0
    while at < len(text):
        match = _COUNT.match(text, at)
        if match is None:
            return Slip.NO_COUNTS
        letter, count = match.groups()
        if letter not in letters:
            return Slip.UNKNOWN_LETTER
        if letter in found:
            return Slip.TWICE
        found[letter] = int(count)
        between = _BETWEEN.match(text, match.end())
        at = between.end() if between else match.end()
    return Votes(counts=found) if any(found.values()) else Slip.NO_COUNTS


def _by_table(text: str, letters: str, tables: int) -> Votes | Slip:
    """Read a letter for each table such as `bab..`, a dot for one without an answer."""
    signs = "".join(text.replace(",", " ").split())
    if len(signs) != tables:
        return Slip.NOT_PER_TABLE
    chose = signs.replace(NONE, "")
    if not chose:
        return Slip.NO_LETTER
    if not set(chose) <= set(letters):
        return Slip.UNKNOWN_LETTER
    return Votes(
        counts={letter: chose.count(letter) for letter in sorted(set(chose))},
        by_table=signs,
    )
