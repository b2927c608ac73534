"""Read what somebody typed as an answer: a letter, counts, or a letter per table."""

from __future__ import annotations

import enum
import re
import unicodedata
from typing import TYPE_CHECKING

from ..records import record
from .results import MOST, SessionMode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Larger groups than this nobody counts by hands.
MOST_PEOPLE = 10_000
#: A vote of a table that chose nothing.
NONE = "."
#: What people write for a table that chose nothing.
_NOTHING = frozenset("._-–0")
#: What stands around a letter or a number without meaning anything: signs, and words
#: such as in `12 på a och 8 på b`.
_SIGNS = r"""[\s,;:=/|+&()\[\]→>_*\xd7!"'”]"""
_WORDS = r"(?:och|samt|röster|röst|st|på|för|and|votes|vote|for)\b"
#: A letter, or a count; a dot may close it, as in `a. 12`, and a dash may stand loose
#: or close behind another piece, as in `12-8-5`. A minus before a count is no dash.
_PIECE = re.compile(
    rf"(?:{_SIGNS}|{_WORDS}|[-–](?=[\s>])|(?<=[a-z0-9)])[-–](?=[0-9]))*"
    r"(?:(?P<letter>[a-z])\.?(?![a-zåäö.])|(?P<count>[0-9]{1,9})(?:\.(?=\s|$|[a-z]))?(?![0-9.]))"
)
_REST = re.compile(rf"(?:{_SIGNS}|{_WORDS}|\.)*")
#: A table with its letter: `3 b`, `3:b`, `3. b`.
_TABLE = re.compile(r"\s*([0-9]{1,3})\s*[.:=)]?\s*([a-z._–-])(?![a-zåäö])[\s,;/|]*")


class Slip(enum.Enum):
    """Why what was typed is no answer."""

    NO_LETTER = "no_letter"
    UNKNOWN_LETTER = "unknown_letter"
    NO_COUNTS = "no_counts"
    NOT_PER_CHOICE = "not_per_choice"
    NOBODY = "nobody"
    TWICE = "twice"
    TOO_MANY = "too_many"
    NOT_PER_TABLE = "not_per_table"


@record
class Votes:
    """How many chose each letter, and which letter each table chose."""

    counts: Mapping[str, int]
    by_table: str = ""

    @property
    def total(self) -> int:
        """How many votes there are in all."""
        return sum(self.counts.values())


def votes(typed: str, letters: str, mode: SessionMode, tables: int) -> Votes | Slip:
    """Return the votes somebody typed, or why they are none.

    Args:
        typed: what was typed.
        letters: those there are to choose among.
        mode: who answers.
        tables: how many tables vote, where tables do.
    """
    text = unicodedata.normalize("NFKC", typed).strip().casefold()
    match mode:
        case SessionMode.GROUP:
            return _counts(text, letters)
        case SessionMode.TABLES:
            return _by_table(text, letters, tables)
        case _:
            text = text.strip("().: ")
            if len(text) != 1:
                return Slip.NO_LETTER
            return Votes(counts={text: 1}) if text in letters else Slip.UNKNOWN_LETTER


def group_size(typed: str) -> int:
    """Return how many people somebody typed that they are, 0 where that is not told.

    One whole number is wanted, whatever words stand around it: `vi är 25`.
    """
    numbers = re.findall(r"-?[0-9]+(?:[.,][0-9]+)?", typed)
    number = numbers[0] if len(numbers) == 1 else ""
    is_told = number.isdecimal() and len(number) <= len(str(MOST_PEOPLE))
    people = int(number) if is_told else 0
    return people if people <= MOST_PEOPLE else 0


def _counts(text: str, letters: str) -> Votes | Slip:
    """Read counts: one for each letter, in any order, or one for each choice in turn.

    Letters may stand before their counts or behind them, not both.
    """
    pieces = _pieces(text)
    if not pieces:
        return Slip.NO_COUNTS
    if all(isinstance(piece, int) for piece in pieces):
        if len(pieces) != len(letters):
            return Slip.NOT_PER_CHOICE
        pairs: list[tuple[str | int, str | int]] = list(
            zip(letters, pieces, strict=True)
        )
    else:
        first, second = pieces[::2], pieces[1::2]
        if len(first) != len(second):
            return Slip.NO_COUNTS
        if isinstance(pieces[0], int):
            first, second = second, first
        pairs = list(zip(first, second, strict=True))
    return _votes(pairs, letters)


def _pieces(text: str) -> list[str | int]:
    """Return the letters and counts in a text; nothing where there is more in it."""
    pieces: list[str | int] = []
    at = 0
    while piece := _PIECE.match(text, at):
        pieces.append(piece["letter"] or int(piece["count"]))
        at = piece.end()
    return pieces if _REST.fullmatch(text, at) else []


def _votes(pairs: Iterable[tuple[str | int, str | int]], letters: str) -> Votes | Slip:
    counts: dict[str, int] = {}
    for letter, count in pairs:
        if not isinstance(letter, str) or not isinstance(count, int):
            return Slip.NO_COUNTS
        if letter not in letters:
            return Slip.UNKNOWN_LETTER
        if letter in counts:
            return Slip.TWICE
        counts[letter] = count
    total = sum(counts.values())
    if not total:
        return Slip.NOBODY
    return Slip.TOO_MANY if total > MOST else Votes(counts=counts)


def _by_table(text: str, letters: str, tables: int) -> Votes | Slip:
    """Read a letter for each table, such as `bab..` or `1b 2a 3b`.

    A dot, a dash or a nought stands for a table without an answer; tables that are
    numbered may be left out.
    """
    signs = _numbered(text, tables) or re.sub(r"[\s,;/|]+", "", text)
    if len(signs) != tables:
        return Slip.NOT_PER_TABLE
    signs = "".join(NONE if sign in _NOTHING else sign for sign in signs)
    chose = signs.replace(NONE, "")
    if not chose:
        return Slip.NO_LETTER
    if not set(chose) <= set(letters):
        return Slip.UNKNOWN_LETTER
    return Votes(
        counts={letter: chose.count(letter) for letter in sorted(set(chose))},
        by_table=signs,
    )


def _numbered(text: str, tables: int) -> str:
    """Return the letter of each table where tables are numbered, else nothing."""
    signs, at = {}, 0
    while pair := _TABLE.match(text, at):
        number = int(pair[1])
        if not 1 <= number <= tables or number in signs:
            return ""
        signs[number] = pair[2]
        at = pair.end()
    if not signs or at < len(text):
        return ""
    return "".join(signs.get(number, NONE) for number in range(1, tables + 1))
