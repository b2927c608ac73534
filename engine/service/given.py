"""Take circumstances as programs have them, and write them as people type them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import index
from typing import TYPE_CHECKING, NamedTuple, SupportsIndex, TypeAlias

from ..rulebook.model.problems import Message, UnusableValueError

if TYPE_CHECKING:
    from ..rulebook.model.rules import RuleKind, Slot

#: What is known when a question is asked, by the names of circumstances: ids, labels
#: or synonyms. Text is read as in the terminal (`"medarbetare"`, `"5 000 kr"`,
#: `"ingen"` for none); whole numbers and decimals are SEK where money is meant.
#: Pairs will do as well; a circumstance that comes twice must have one value.
Given: TypeAlias = (
    Mapping[str, str | bool | int | Decimal | dt.date]
    | Sequence[tuple[str, str | bool | int | Decimal | dt.date]]
)


class TypedQuestion(NamedTuple):
    """A question of a kind in the words of whoever asks, on a day.

    `named` is what it is about by the places it fills, `given` what is known.
    """

    kind: RuleKind
    named: Mapping[Slot, str]
    given: list[tuple[str, str]]
    on: dt.date


#: Between a digit and exactly three others stands a mark that some read as a comma and
#: others as a thousand, so a fourth one is written out.
_AMBIGUOUS = 3


def given_texts(given: Given | None) -> list[tuple[str, str]]:
    """Return circumstances with each value as the text that the terminal reads.

    Raises:
        UnusableValueError: a value is of a type that is none of these.
    """
    pairs = given.items() if isinstance(given, Mapping) else given or ()
    return [
        (name, value if type(value) is str else _text(name, value))
        for name, value in pairs
    ]


def _text(name: str, value: object) -> str:
    match value:
        case bool():
            return "ja" if value else "nej"
        case str():
            return value
        case int():
            return str(value)
        case Decimal():
            return _decimal_text(value)
        case SupportsIndex():
            return str(index(value))  # a whole number of another library
        case dt.date():
            return dt.date(value.year, value.month, value.day).isoformat()
        case _:
            raise UnusableValueError(
                Message.of("question/foreign-value", name=name, value=repr(value))
            )


def _decimal_text(value: Decimal) -> str:
    """Return a decimal in figures, never in the form that is taken for thousands."""
    whole, point, decimals = f"{value:f}".partition(".")
    decimals = decimals.rstrip("0")
    if len(decimals) == _AMBIGUOUS:
        decimals += "0"
    return f"{whole}{point}{decimals}" if decimals else whole
