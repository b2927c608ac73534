"""Quantities that a free question names: money, spans of time, shares, counts, days.

People leave units out ("45 000") and write numbers as words ("tre månader"). What a
number is of tells the circumstance it is wanted for, by the words it goes by.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from ..rulebook.model.days import SWEDISH_MONTHS
from ..rulebook.model.values import (
    ValueKind,
    decimal_in,
    money_in,
    number_in,
    ordinal_in,
)
from .words import words

if TYPE_CHECKING:
    from ..rulebook.model.vocabulary import Circumstance
    from .words import Stems

_UNIT = r"(?:kronor|kr|sek|tkr|mnkr|mkr|miljoner|miljon|msek|tusen)"
_AMOUNT = re.compile(
    rf"(?<![\w,.])\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?\s*{_UNIT}(?:\s*(?:kronor|kr))?(?!\w)",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    r"(?<![\w,.])\d+(?:[.,]\d+)?\s*(?:prisbasbelopp|basbelopp|pbb)(?!\w)", re.IGNORECASE
)
#: A number without a unit that may be money: in groups of three, or of five digits.
_BARE = re.compile(
    r"(?<![\w,.§])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{4,9})(?![\w,.]|\s*§)"
)
_ISO_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_DAY = re.compile(
    rf"(?<!\d)(?:den\s+)?(\d{{1,2}})\s+({'|'.join(SWEDISH_MONTHS)})\s+(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_NUMBERS = {
    word: number
    for number, alike in enumerate(
        "en|ett två tre fyra fem sex sju åtta nio tio elva tolv".split(), start=1
    )
    for word in alike.split("|")
}
_NUMBER = rf"(?<![\w,.])(\d{{1,4}}|{'|'.join(_NUMBERS)})"
_SPAN = re.compile(
    rf"{_NUMBER}\s+(dagar|dag|dygn|veckor|vecka|månader|månad|år)(?!\w)", re.IGNORECASE
)
_HALF_A_YEAR = re.compile(r"(?<!\w)(?:ett\s+)?halvår(?:et)?(?!\w)", re.IGNORECASE)
_SHARE = re.compile(
    r"(?<![\w,.])(\d{1,3}(?:,\d+)?)\s*(?:%|procent)(?!\w)", re.IGNORECASE
)
_COUNT = re.compile(rf"{_NUMBER}\s+(\w+)", re.IGNORECASE)
#: How many of each measure a unit of time is, by the beginning of its name.
_IN_DAYS = {"dag": 1, "dyg": 1, "vec": 7}
_IN_MONTHS = {"mån": 1, "år": 12}
_HALF = 6
#: A number of four digits in this range is rather a year than an amount.
_YEARS = range(1900, 2100)


def amounts(text: str) -> list[str]:
    """Return the amounts of money a text names, as written."""
    return [
        found.group().strip()
        for found in (*_MULTIPLE.finditer(text), *_AMOUNT.finditer(text))
    ]


def bare_amounts(text: str) -> list[int]:
    """Return the numbers of a text without a unit that may be money, in öre."""
    rest = without_figures(text)
    found = (money_in(match.group()) for match in _BARE.finditer(rest))
    return [ore for ore in found if ore is not None and ore // 100 not in _YEARS]


def without_figures(text: str) -> str:
    """Return a text without its amounts, spans and days, which are no words."""
    for pattern in (_MULTIPLE, _AMOUNT, _ISO_DAY, _DAY, _SPAN, _HALF_A_YEAR, _SHARE):
        text = pattern.sub(" ", text)
    return text


def days(text: str) -> list[int]:
    """Return the days a text names, as ordinals."""
    ordinals = [ordinal_in(day) for day in _ISO_DAY.findall(text)]
    for day, month, year in _DAY.findall(text):
        try:
            number = SWEDISH_MONTHS.index(month.casefold()) + 1
            ordinals.append(dt.date(int(year), number, int(day)).toordinal())
        except ValueError:
            continue
    return [day for day in ordinals if day is not None]


def counted(text: str, circumstance: Circumstance, stems: Stems) -> int | None:
    """Return the one number that a text gives a circumstance which is a number.

    The words by which the circumstance goes tell what is counted: days, months, per
    cent, or what stands after the number.
    """
    about = [stems.of(word) for word in words(circumstance.label.sv)]
    if circumstance.kind is ValueKind.DECIMAL:
        shares = _SHARE.findall(text) if stems.of("procent") in about else []
        found = [decimal_in(share) for share in shares]
    elif stems.of("dagar") in about:
        found = _spans(text, _IN_DAYS)
    elif stems.of("månader") in about:
        found = _spans(text, _IN_MONTHS)
        found.extend(_HALF for _ in _HALF_A_YEAR.findall(text))
    else:
        found = [
            _number(number)
            for number, word in _COUNT.findall(text)
            if stems.of(word.casefold()) in about
        ]
    return found[0] if len(found) == 1 else None


def _spans(text: str, units: dict[str, int]) -> list[int | None]:
    return [
        (_number(number) or 0) * times
        for number, unit in _SPAN.findall(text)
        if (times := units.get(unit.casefold()[:3]))
    ]


def _number(text: str) -> int | None:
    return _NUMBERS.get(text.casefold()) or number_in(text)
