"""Read remarks: what of them is a column of our table, and what stays in words.

A remark that may restrict who decides becomes a condition in words, so that an answer
says that it cannot be judged; one that only informs stays a remark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rulebook.language.orders import OrderColumn
from ..rulebook.model.values import date_in
from .cell_text import one_line
from .limits import guesses, has_quantity, is_unlimited, limit_phrase, limits
from .parts import Uncertainty, joined
from .phrases import (
    consultation,
    is_changing,
    is_execution,
    is_reserved,
    is_restrictive,
    names_substitute,
    notification,
    passings_on,
    sub_delegation,
    substitutes,
)

if TYPE_CHECKING:
    from .parts import Parts, RowReading
    from .role_names import RoleNames

_SENTENCES = re.compile(r"\n|(?:(?<=[a-zåäö0-9)]{2})|(?<=:[0-9]))\.\s+(?=[A-ZÅÄÖ])|;")
_DAYS = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_WORDS = re.compile(r"[\wåäöÅÄÖ-]+")
#: Words by which a remark that names a role may say that it decides.
_DECIDES = re.compile(
    r"\b(?:beslut\w*|delegat\w*|delegera\w*|ersätt\w*|fattar|får|avgör\w*|undertecknar"
    r"|kan|utse\w*|eller|i annat fall|i övrigt|annars|vid förfall|frånvaro"
    r"|därutöver|däröver|då)\b",
    re.IGNORECASE,
)


def remark(cell: str, names: RoleNames) -> RowReading | Uncertainty:
    """Return what a remark says as cells of our table, or why it is uncertain."""
    all_parts: list[Parts] = []
    for sentence in _SENTENCES.split(cell):
        plain = one_line(sentence).strip()
        if not plain.strip("-–—. "):
            continue
        read = _sentence(plain, names)
        if isinstance(read, Uncertainty):
            return _whole(cell, read)
        all_parts.append(read)
    whole = joined(all_parts)
    if whole is None:
        return _whole(cell, Uncertainty(why="remark"))
    return (whole,)


def condition(cell: str, names: RoleNames) -> RowReading | Uncertainty:
    """Return what a cell of conditions says; words stay conditions."""
    all_parts: list[Parts] = []
    for line in re.split(r"\n|;", cell):
        plain = one_line(line).strip()
        if not plain.strip("-–—. "):
            continue
        read = _structure(plain, names)
        if read is None and has_quantity(plain) and "=" not in plain:
            read = _limit_offers(plain, OrderColumn.CONDITIONS)
        if isinstance(read, Uncertainty):
            return _whole(cell, read)
        all_parts.append({OrderColumn.CONDITIONS: plain} if read is None else read)
    whole = joined(all_parts)
    return _whole(cell, Uncertainty(why="remark")) if whole is None else (whole,)


def _sentence(text: str, names: RoleNames) -> Parts | Uncertainty:
    read = _structure(text, names)
    if read is not None:
        return read
    if is_unlimited(text):
        return {OrderColumn.NOTE: text}
    if has_quantity(text):
        return _limit_offers(text, OrderColumn.NOTE)
    if (
        is_reserved(text)
        or is_changing(text)
        or _begins_with_role(text, names)
        or (_DECIDES.search(text) and _names_role(text, names))
        or (":" in text and _names_role(text.rpartition(":")[2], names))
    ):
        ends = tuple(day for day in _DAYS.findall(text) if date_in(day))
        return Uncertainty(
            why="remark",
            readings=(
                ({OrderColumn.CONDITIONS: text},),
                ({OrderColumn.NOTE: text},),
                *((one,) for one in passings_on(text, _roles(text, names))),
                *(({OrderColumn.UNTIL: day},) for day in ends[:1]),
                *((({OrderColumn.SUBSTITUTE: role},)) for role in _roles(text, names)),
            ),
        )
    column = OrderColumn.CONDITIONS if is_restrictive(text) else OrderColumn.NOTE
    return {column: text}


def _structure(text: str, names: RoleNames) -> Parts | Uncertainty | None:
    """Return what a text says that a column of our table is for, None if nothing."""
    limit = limits(text)
    if limit is not None:
        return limit
    if limit_phrase(text) is not None:
        return _limit_offers(text, OrderColumn.CONDITIONS)
    if is_execution(text):
        return {OrderColumn.KIND: "V"}
    for read in (notification(text), sub_delegation(text), consultation(text, names)):
        if read is not None:
            return read
    if names_substitute(text):
        steps = substitutes(text, names)
        if isinstance(steps, Uncertainty):
            return steps
        return {OrderColumn.SUBSTITUTE: steps}
    return None


def _limit_offers(text: str, words: OrderColumn) -> Uncertainty:
    """Return that a text has a limit in it which the grammar does not know."""
    offered: list[RowReading] = [
        ({**limit, OrderColumn.CONDITIONS: text},) for limit in guesses(text)
    ]
    offered += [(limit,) for limit in guesses(text)]
    offered.append(({OrderColumn.CONDITIONS: text},))
    if words is not OrderColumn.CONDITIONS:
        offered.append(({words: text},))
    return Uncertainty(why="limit", readings=tuple(offered))


def _whole(cell: str, uncertain: Uncertainty) -> Uncertainty:
    """Return an uncertainty with the whole cell in words among its readings."""
    words = one_line(cell)
    readings: list[RowReading] = list(uncertain.readings)
    for column in (OrderColumn.CONDITIONS, OrderColumn.NOTE):
        if ({column: words},) not in readings:
            readings.append(({column: words},))
    return Uncertainty(why=uncertain.why, readings=tuple(readings), word=uncertain.word)


def _begins_with_role(text: str, names: RoleNames) -> bool:
    """Tell whether a remark is about one role alone, which it names first."""
    words = _WORDS.findall(text)[:3]
    return any(names.is_known(" ".join(words[:n])) for n in range(len(words), 0, -1))


def _names_role(text: str, names: RoleNames) -> bool:
    return bool(_roles(text, names))


def _roles(text: str, names: RoleNames) -> list[str]:
    """Return the roles that a remark names."""
    words = _WORDS.findall(text)
    found: list[str] = []
    for at in range(len(words)):
        for count in (3, 2, 1):
            name = " ".join(words[at : at + count])
            if len(name) > 1 and names.is_known(name):
                found.append(names.note(names.find(name)).word)
                break
    return found[:3]
