"""Offer the next step of a ladder that a remark tells: `Över 5 pbb: AC`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rulebook.language.orders import OrderColumn
from .cell_text import one_line
from .limits import VALUE, bare_value, limits
from .role_names import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .parts import Parts, RowReading
    from .role_names import RoleNames

_FLOOR = r"(?:över|överstigande|mer än|längre än|fler än|>)"
#: As `VALUE`, without the names of its groups.
_VALUE = re.sub(r"\(\?P<\w+>", "(?:", VALUE)
_DECIDES = r"(?:beslutar|beslutas av|beslut av|fattas av|avgörs av)"
#: `Hyra över 300 000 kr per år: AU`, `Längre än 6 månader beslutar AC`.
_BEYOND = re.compile(
    rf"[^.:;]{{0,60}}?\b{_FLOOR} (?P<value>{_VALUE})[^.:;]{{0,20}}?"
    rf"(?:\s*[:–-]\s*|\s+){_DECIDES}?\s*(?P<who>[\w:./ -]{{1,60}}?)\.?",
    re.IGNORECASE,
)
#: `Längst 6 månader. Därutöver HR-chef`.
_MORE = re.compile(
    rf"(?P<first>.+?)[.;,]\s*(?:därutöver|däröver|över detta|i övrigt)[ ,:]+"
    rf"{_DECIDES}?\s*(?P<who>[\w:./ -]{{1,60}}?)\.?",
    re.IGNORECASE,
)
#: `VA (TC om > 25 000)`.
_BRACKET = re.compile(
    rf"(?P<who>[^()]+?)\s*\((?P<other>[^()]+?) (?:om|vid|när|för)? ?{_FLOOR}\s*"
    r"(?P<count>[0-9][0-9 .\u00a0]*[0-9]|[0-9]+)\s*(?P<unit>kr|kronor|tkr|pbb)?\.?\)",
    re.IGNORECASE,
)
#: What belongs to the delegate of a row, and not to whoever has its next step.
_OF_DELEGATE = (
    OrderColumn.AT_MOST,
    OrderColumn.OVER,
    OrderColumn.SUBSTITUTE,
    OrderColumn.CONSULTS,
)


def next_step(remark: str, reading: RowReading, names: RoleNames) -> RowReading:
    """Return a row with the step that a remark tells, empty where it tells none.

    Args:
        remark: the remark.
        reading: the row as its other cells have it.
        names: the words for roles.
    """
    text = one_line(remark)
    beyond, more = _BEYOND.fullmatch(text), _MORE.fullmatch(text)
    if len(reading) != 1 or not (beyond or more):
        return ()
    (row,) = reading
    if beyond is not None:
        value, who = bare_value(beyond["value"]), beyond["who"]
    else:
        assert more is not None  # noqa: S101 - one of them is there
        told = limits(more["first"]) or {}
        value, who = told.get(OrderColumn.AT_MOST, ""), more["who"]
    role = names.find(who)
    own = row.get(OrderColumn.AT_MOST, "")
    if not value or not role.id or own not in {"", value}:
        return ()
    shared = {c: text for c, text in row.items() if c not in _OF_DELEGATE}
    step = {OrderColumn.DELEGATE: written(role, names), OrderColumn.OVER: value}
    return ({**row, OrderColumn.AT_MOST: value}, {**shared, **step})


def bracketed_steps(text: str, names: RoleNames) -> Iterator[RowReading]:
    """Yield how two steps may be read of which one stands in brackets."""
    match = _BRACKET.fullmatch(one_line(text))
    if match is None:
        return
    first, second = names.find(match["who"]), names.find(match["other"])
    if not first.id or not second.id:
        return
    count = match["count"].replace(".", " ")
    units = (match["unit"],) if match["unit"] else ("kr", "pbb")
    for value in filter(None, (bare_value(f"{count} {unit}") for unit in units)):
        who: Parts = {OrderColumn.DELEGATE: written(first, names)}
        step: Parts = {
            OrderColumn.DELEGATE: written(second, names),
            OrderColumn.OVER: value,
        }
        yield {**who, OrderColumn.AT_MOST: value}, step
        yield who, step
