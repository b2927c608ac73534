"""Kronor beside multiples of the prisbasbelopp: written, taken away, and checked.

`10 pbb` is another amount every year, so a document says the amount and its year:
`10 pbb (592 000 kr år 2026)`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.model.values import ORE_PER_KRONA, money_in, money_text, multiple_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..rulebook.model.packs import BaseAmount

_MULTIPLE = re.compile(
    r"(?<![\w.,])[0-9]{1,5}(?:[.,][0-9]{1,2})?\s*(?:prisbasbelopp|basbelopp|pbb)(?!\w)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r" ?\((?P<kronor>[0-9][0-9 ]*(?:,[0-9]{2})? kr) år (?P<year>[0-9]{4})\)"
)
#: Spaces that keep a number together on a line.
_NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " "})


class Kronor(NamedTuple):
    """What multiples of the prisbasbelopp are in kronor in one year."""

    year: int
    amounts: Mapping[int, BaseAmount]

    @property
    def amount(self) -> int | None:
        """The prisbasbelopp of the year in kronor, None where it is not registered."""
        known = self.amounts.get(self.year)
        return known.kronor if known else None

    def beside(self, text: str) -> str:
        """Return a text with the kronor of the year beside each multiple in it.

        Nothing is added where the year is not registered, nor where the text could not
        be told from what is added.
        """
        kronor = self.amount
        if kronor is None or without_kronor(text) != text:
            return text

        def told(match: re.Match[str]) -> str:
            # the amount stays on one line
            amount = _amount(match.group(), kronor).replace(" ", "\u00a0")
            return f"{match.group()} ({amount} år {self.year})"

        made = _MULTIPLE.sub(told, text)
        return made if without_kronor(made) == text else text

    def mistaken(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield what a text has as kronor, and what is right in the year it names.

        Of a year that is not registered nothing can be told.
        """
        plain = text.translate(_NO_BREAK)
        for match in _BESIDE.finditer(plain):
            known = self.amounts.get(int(match["year"]))
            before = [*_MULTIPLE.finditer(plain[: match.start()])]
            if known is None or not before:
                continue
            right = _amount(before[-1].group(), known.kronor)
            if money_in(match["kronor"]) != money_in(right):
                year = match["year"]
                yield f"{match['kronor']} år {year}", f"{right} år {year}"


def without_kronor(text: str) -> str:
    """Return a text without the kronor that stand beside multiples in it."""
    return _BESIDE.sub("", text.translate(_NO_BREAK))


def _amount(multiple: str, kronor: int) -> str:
    times = multiple_in(multiple)
    assert times is not None  # noqa: S101 - the pattern is that of multiples
    return money_text(int(times * kronor * ORE_PER_KRONA))
