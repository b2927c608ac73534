"""Read the cell of a matter: its name, and what stands in it that restricts the row.

A limit or an outcome that ends the cell is taken from the name. Whatever else may
restrict who decides, such as a proviso behind a comma, is asked about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rulebook.language.orders import OrderColumn
from ..rulebook.model.names import name_key
from .cell_text import one_line
from .limits import (
    counted_words,
    guesses,
    has_quantity,
    limits,
    split_limit,
    split_limits,
)
from .parts import Uncertainty, crossed
from .phrases import is_condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .parts import Parts, RowReading

_EXECUTED = re.compile(
    r"(?P<text>.*\S)\s*\((?:ren )?verkställighet\)\.?", re.IGNORECASE | re.DOTALL
)
_GRANT = r"bifall|beviljande"
_REFUSAL = r"avslag"
#: An outcome behind the name, and nothing behind the outcome.
_LAST_OUTCOME = re.compile(
    rf"(?:^|[,;:(–—]\s*|\s-\s*)(?:vid )?(?P<outcome>{_GRANT}|{_REFUSAL})\s*\)?$",
    re.IGNORECASE,
)
_SOME_OUTCOME = re.compile(rf"\b(?:{_GRANT}|{_REFUSAL})\b", re.IGNORECASE)
_FIRST_OUTCOME = re.compile(
    rf"(?:beslut om )?(?P<outcome>{_GRANT}|{_REFUSAL}) (?:på|av|till) (?P<name>\w.+)",
    re.IGNORECASE,
)
_BOTH = re.compile(
    rf"\b(?:{_GRANT}|{_REFUSAL})\s*(?:/|och|eller|samt|respektive)\s*"
    rf"(?:{_GRANT}|{_REFUSAL})\b",
    re.IGNORECASE,
)
#: What somebody asks for, without what it is.
_OF_NOTHING = re.compile(r"(?:en |sådan )?(?:ansökan|begäran|framställning|anmälan)\.?")
_APPLIED = re.compile(
    r"(?:beslut om )?(?:bifall till |beviljande av )?"
    r"(?:(?:ansökan|begäran|framställning) om (?:att )?)?",
    re.IGNORECASE,
)
#: What may be how old somebody is, and no limit of the row.
_AGE = re.compile(r"(?:över|under|högst|upp till|minst|från) \w+ år\b", re.IGNORECASE)
#: Where a proviso may begin within a name.
_BREAK = re.compile(r"\s*[,;(–—]\s*|\s-\s")


def matter(text: str, parent: str) -> RowReading | Uncertainty:
    """Return the name of a matter, with what ends it as cells of their own.

    Args:
        text: the cell.
        parent: the matter of which it is a sub-case, "" for none.
    """
    plain = one_line(text)
    executed = _EXECUTED.fullmatch(plain)
    kind: Parts = {}
    if executed is not None:
        plain, kind = executed["text"], {OrderColumn.KIND: "V"}
    own = limits(plain)
    if own is not None and parent:
        return ({OrderColumn.MATTER: parent, **own, **kind},)
    if not has_quantity(plain):
        return _with(kind, _name(plain, parent))
    split = split_limit(plain)
    before = "" if split is None else split[0]
    if split is not None and before and not has_quantity(before):
        phrase = split[1]
        if phrase.column is not None and not phrase.is_age_like:
            return _with({**phrase.parts, **kind}, _name(before, parent))
    two = split_limits(plain)
    if (
        two is not None
        and two[0]
        and not has_quantity(two[0])
        and not _AGE.search(plain)
    ):
        return _with({**two[1], **kind}, _name(two[0], parent))
    whole = _below(parent, plain)
    offered: list[RowReading] = []
    if two is not None and two[0]:
        offered.append(
            ({OrderColumn.MATTER: _below(parent, two[0]), **two[1], **kind},)
        )
    for guess in guesses(plain):
        if before:
            name = {OrderColumn.MATTER: _below(parent, before)}
            offered.append(({**name, **guess, **kind},))
        offered.append(({OrderColumn.MATTER: whole, **guess, **kind},))
    offered += [({**parts, **kind},) for parts in _provisos(plain, parent)]
    offered.append(({OrderColumn.MATTER: whole, **kind},))
    return Uncertainty(why="limit", readings=tuple(offered))


def refused(matter_name: str) -> str:
    """Return what somebody applies for, by which rows that grant and refuse are alike.

    `Ansökan om skolskjuts`, `Beviljande av skolskjuts` and `Skolskjuts` are one.
    """
    return name_key(_APPLIED.sub("", one_line(matter_name)))


def bare_matter(text: str) -> str:
    """Return a matter without the limit or outcome that ends it."""
    plain = one_line(text)
    split = split_limit(plain)
    name = split[0] if split is not None and split[0] else plain
    outcome = _LAST_OUTCOME.search(name)
    if outcome is not None and outcome.start():
        name = name[: outcome.start()]
    return name.rstrip(" :;,.(–—-")


def _below(parent: str, name: str) -> str:
    return f"{parent}: {name}" if parent else name


def _with(parts: Parts, read: RowReading | Uncertainty) -> RowReading | Uncertainty:
    """Return a reading, or each that is offered, with more cells."""
    if not isinstance(read, Uncertainty):
        return crossed(read, (parts,)) or read
    ways = (crossed(way, (parts,)) for way in read.readings)
    return Uncertainty(why=read.why, readings=tuple(way for way in ways if way))


def _name(plain: str, parent: str) -> RowReading | Uncertainty:
    """Return a name without limits: whole, with its outcome apart, or uncertain."""
    whole: Parts = {OrderColumn.MATTER: _below(parent, plain)}
    bare = plain.rstrip(" .")
    match = _LAST_OUTCOME.search(bare)
    name = bare[: match.start()].rstrip(" ,;:(–—-") if match else ""
    if match is not None and (name or parent):
        is_sure = not _SOME_OUTCOME.search(name) and not _proviso(name)
        parts = {
            OrderColumn.MATTER: _below(parent, name) if name else parent,
            OrderColumn.OUTCOME: _outcome(match["outcome"]),
        }
        if is_sure:
            return (parts,)
        return Uncertainty(why="outcome", readings=((parts,), (whole,)))
    if _SOME_OUTCOME.search(plain) and not _BOTH.search(plain):
        found = {_outcome(each) for each in _SOME_OUTCOME.findall(plain)}
        split: list[RowReading] = []
        first = _FIRST_OUTCOME.match(plain)
        if first is not None and len(found) == 1:
            name = _below(parent, first["name"])
            outcome = _outcome(first["outcome"])
            split.append(({OrderColumn.MATTER: name, OrderColumn.OUTCOME: outcome},))
            is_refusal = outcome == "avslag" and not _SOME_OUTCOME.search(name)
            is_refusal = is_refusal and not _OF_NOTHING.fullmatch(first["name"])
            if is_refusal and not _proviso(name) and not has_quantity(name):
                return split[0]
        split += [({**whole, OrderColumn.OUTCOME: each},) for each in sorted(found)]
        return Uncertainty(why="outcome", readings=(*split, (whole,)))
    provisos = [(parts,) for parts in _provisos(plain, parent)]
    if provisos:
        return Uncertainty(why="remark", readings=(*provisos, (whole,)))
    return (whole,)


def _outcome(word: str) -> str:
    return "avslag" if word.casefold() == _REFUSAL else "bifall"


def _proviso(plain: str) -> tuple[str, str] | None:
    """Return a name and the words behind it that say on what condition, if any."""
    for match in _BREAK.finditer(plain):
        name, words = plain[: match.start()], plain[match.end() :]
        if name and is_condition(words):
            return name, words.rstrip(" ).")
    return None


def _provisos(plain: str, parent: str) -> Iterator[Parts]:
    """Yield a name with its proviso as a condition, where it has one."""
    found = _proviso(plain) or counted_words(plain)
    if found is not None:
        name, words = found
        yield {
            OrderColumn.MATTER: _below(parent, name),
            OrderColumn.CONDITIONS: words,
        }
