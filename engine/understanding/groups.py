"""Groups of Swedish words that mean the same, or have to do with each other.

They stand in the texts of the folder `swedish`, by area, for whoever knows the area to
read and mend. They are common language and know no rule: what somebody says who has
never read a delegation order. Delegation orders are written in one style throughout
the country, so that what is missing between the two is much the same everywhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from .everyday import RELATED, SAME_MEANING

#: The signs that begin a line of words, and one that says nothing.
_SAME, _RELATED, _REMARK = "=", "~", "#"
_FOLDER = Path(__file__).parent / "swedish"


class WordGroups(NamedTuple):
    """Groups of words: of those that mean much the same, and of those related."""

    same: tuple[tuple[str, ...], ...]
    related: tuple[tuple[str, ...], ...]


def word_groups() -> WordGroups:
    """Read the groups of common words.

    Raises:
        ValueError: a line begins with none of the signs.
    """
    same = [tuple(group.split()) for group in SAME_MEANING]
    related = [tuple(group.split()) for group in RELATED]
    for file in sorted(_FOLDER.glob("*.txt")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            sign, _, listed = line.partition(" ")
            if sign == _SAME:
                same.append(tuple(listed.split()))
            elif sign == _RELATED:
                related.append(tuple(listed.split()))
            elif sign and not sign.startswith(_REMARK):
                raise ValueError(f"{file.name}:{number}: {line}")
    return WordGroups(tuple(same), tuple(related))
