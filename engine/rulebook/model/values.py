"""Typed values of circumstances, all held as plain whole numbers or text.

Money is whole öre, a number is whole, decimals are ten-thousandths, dates are
proleptic Gregorian ordinals (no time zone: a day is a day in Sweden), truth is 1 or
0, enum values and roles are ids. `None` stands for *there is none*, said explicitly.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from .bounds import LONGEST_VALUE
from .days import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: A value inside the engine; None means "known not to exist".
Value = int | str | None

ORE_PER_KRONA = 100
DECIMAL_SCALE = 10_000
#: Beyond 2**53 the inference library would round.
LARGEST = 2**53

_YES = frozenset({"yes", "ja", "true", "sant", "j", "y", "1"})
_NO = frozenset({"no", "nej", "false", "falskt", "n", "0"})
NONE_WORDS = frozenset({"ingen", "inget", "inga", "none", "saknas"})
#: Digits in one run, or in threes with spaces between, and decimals.
_AMOUNT = r"(?:[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]+)(?:[.,][0-9]+)?"
_NUMBER = re.compile(rf"-?{_AMOUNT}")
#: `1.000` is a thousand to some and one to others, so it is refused.
_AMBIGUOUS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_MONEY = re.compile(
    rf"(?P<number>-?{_AMOUNT})\s*"
    r"(?P<unit>tkr|mnkr|mkr|miljoner|miljon|msek|tusen)?"
    r"\s*(?:kronor|kr|sek|:-)?",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    r"(?P<times>[0-9]{1,5}(?:[.,][0-9]{1,2})?)\s*(?:prisbasbelopp|basbelopp|pbb)",
    re.IGNORECASE,
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNITS = {
    "tkr": 1_000,
    "tusen": 1_000,
    "mnkr": 1_000_000,
    "mkr": 1_000_000,
    "msek": 1_000_000,
    "miljon": 1_000_000,
    "miljoner": 1_000_000,
}


class ValueKind(enum.Enum):
    """What kind of value a circumstance takes."""

    BOOL = "bool"
    ENUM = "enum"
    MONEY = "money"
    NUMBER = "number"
    DECIMAL = "decimal"
    DATE = "date"
    ROLE = "role"

    @property
    def is_ordered(self) -> bool:
        """Tell whether values can lie below or above a limit."""
        return (
            self is ValueKind.MONEY
            or self is ValueKind.NUMBER
            or self is ValueKind.DECIMAL
            or self is ValueKind.DATE
        )


#: The first and the last value of each ordered kind.
EXTENTS: Mapping[ValueKind, tuple[int, int]] = {
    ValueKind.MONEY: (-LARGEST, LARGEST),
    ValueKind.NUMBER: (-LARGEST, LARGEST),
    ValueKind.DECIMAL: (-LARGEST, LARGEST),
    ValueKind.DATE: (FIRST, LAST),
}
#: A value of each ordered kind that is nothing out of the ordinary.
ORDINARY: Mapping[ValueKind, int] = {
    ValueKind.MONEY: 0,
    ValueKind.NUMBER: 0,
    ValueKind.DECIMAL: 0,
    ValueKind.DATE: dt.date(2000, 1, 1).toordinal(),
}


def truth_in(text: str) -> int | None:
    """Return 1 for yes, 0 for no, None when `text` is neither."""
    word = text.strip().casefold()
    if word in _YES:
        return 1
    return 0 if word in _NO else None


def _decimal(text: str) -> Decimal:
    return Decimal(re.sub(r"\s", "", text).replace(",", "."))


def _scaled(number: Decimal, scale: int) -> int | None:
    whole = number * scale
    if whole != whole.to_integral_value() or abs(whole) > LARGEST:
        return None
    return int(whole)


def money_in(text: str) -> int | None:
    """Return the amount in whole öre (`500 000`, `5 000 kr`, `1,5 mnkr`), or None."""
    match = _MONEY.fullmatch(text.strip()) if len(text) <= LONGEST_VALUE else None
    if match is None:
        return None
    number, unit = match["number"], (match["unit"] or "").casefold()
    is_in_thousands = unit and "," in number  # nobody writes `1,000 tkr` for a million
    if _AMBIGUOUS.fullmatch(number) and not is_in_thousands:
        return None
    return _scaled(_decimal(number) * _UNITS.get(unit, 1), ORE_PER_KRONA)


def multiple_in(text: str) -> Decimal | None:
    """Return how many prisbasbelopp `text` says (`5 prisbasbelopp`), or None.

    Two decimals at most: then the multiple is always a whole number of öre.
    """
    match = _MULTIPLE.fullmatch(text.strip()) if len(text) <= LONGEST_VALUE else None
    return _decimal(match["times"]) if match else None


def number_in(text: str) -> int | None:
    """Return a whole number, or None."""
    return _scaled_number(text, 1)


def decimal_in(text: str) -> int | None:
    """Return the number in ten-thousandths, or None."""
    return _scaled_number(text, DECIMAL_SCALE)


def _scaled_number(text: str, scale: int) -> int | None:
    number = text.strip() if len(text) <= LONGEST_VALUE else ""
    if not _NUMBER.fullmatch(number) or _AMBIGUOUS.fullmatch(number):
        return None
    return _scaled(_decimal(number), scale)


def date_in(text: str) -> dt.date | None:
    """Return the day of an ISO date (`2026-03-01`), or None."""
    if not _DAY.fullmatch(text.strip()):
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None


def money_text(ore: int) -> str:
    """Return an amount as people write it: `500 000 kr`, `12,50 kr`."""
    sign = "-" if ore < 0 else ""
    kronor, rest = divmod(abs(ore), ORE_PER_KRONA)
    grouped = f"{kronor:,}".replace(",", " ")
    return f"{sign}{grouped},{rest:02d} kr" if rest else f"{sign}{grouped} kr"


def number_text(number: int) -> str:
    """Return a whole number in figures."""
    return str(number)


def decimal_text(scaled: int) -> str:
    """Return a number as people write it, with a decimal comma.

    Three decimals would read as thousands, so a fourth is written after them.
    """
    number = f"{(Decimal(scaled) / DECIMAL_SCALE).normalize():f}".replace(".", ",")
    return f"{number}0" if _AMBIGUOUS.fullmatch(number) else number


def date_text(ordinal: int) -> str:
    """Return the ISO date of an ordinal."""
    return dt.date.fromordinal(ordinal).isoformat()


def ordinal_in(text: str) -> int | None:
    """Return the ordinal of an ISO date, or None."""
    day = date_in(text)
    return day.toordinal() if day else None


PARSERS: Mapping[ValueKind, Callable[[str], int | None]] = {
    ValueKind.BOOL: truth_in,
    ValueKind.MONEY: money_in,
    ValueKind.NUMBER: number_in,
    ValueKind.DECIMAL: decimal_in,
    ValueKind.DATE: ordinal_in,
}
#: The code of the problem that a text is no value of a kind.
MISFITS: Mapping[ValueKind, str] = {
    ValueKind.BOOL: "value/not-yes-or-no",
    ValueKind.MONEY: "value/not-an-amount",
    ValueKind.NUMBER: "value/not-whole",
    ValueKind.DECIMAL: "value/not-a-number",
    ValueKind.DATE: "value/not-a-date",
}
