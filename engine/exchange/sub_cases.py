"""Tell the sub-cases of a row: `a)` and `b)` below it, or within its cells."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.language.orders import OrderColumn
from .blocks import CellMark
from .cell_text import one_line
from .limits import limits
from .source_rows import with_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .source_rows import SourceRow

_LETTER = re.compile(r"(?P<letter>[a-zåäö])\s*[.)]\s*(?P<text>.*)", re.DOTALL)
_LETTER_ALONE = re.compile(r"(?P<letter>[a-zåäö])\s*[.)]?")
_DASH = re.compile(r"[-–—•·*]\s+(?P<text>.*)", re.DOTALL)
_ALTERNATIVES = re.compile(r"\s*/\s*")
_SLASHES = re.compile(
    r"\s+/\s+|(?<=[a-zåäö])/\s+|(?<=bifall)/(?=avslag)|(?<=avslag)/(?=bifall)",
    re.IGNORECASE,
)
#: Words of the longest limits.
_LONGEST_LIMIT = 16
_ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"


class SubCase(NamedTuple):
    """The letter of a sub-case, "" for a dash, and its text."""

    letter: str
    text: str


def sub_case(row: SourceRow) -> SubCase | None:
    """Return the sub-case that a row is by the beginning of its matter, if it is one."""
    text = row.text(OrderColumn.MATTER)
    if lettered(text) is not None:
        return None  # several within one cell
    match = _LETTER.fullmatch(text)
    if match is not None and match["text"]:
        return SubCase(match["letter"], match["text"])
    match = _DASH.fullmatch(text)
    return SubCase("", match["text"]) if match is not None else None


def is_sub_case(row: SourceRow) -> bool:
    """Tell whether a row begins as a sub-case, or is only a limit of its own."""
    number, text = row.text(OrderColumn.NUMBER), row.text(OrderColumn.MATTER)
    is_limit = not number and limits(text) is not None
    return sub_case(row) is not None or is_limit


def own_letter(parent: SourceRow, number: str) -> re.Match[str] | None:
    """Return the letter of a number that is the parent's with a letter, else None.

    To a spreadsheet the parent's 1.10 may be 1.1.
    """
    cell = parent.cell(OrderColumn.NUMBER)
    above = parent.text(OrderColumn.NUMBER).strip().rstrip(".")
    zeros = "0*" if cell is not None and CellMark.NUMBER in cell.marks else ""
    return re.fullmatch(rf"{re.escape(above)}{zeros}\s*([a-zåäö])[.)]?", number)


def has_delegate(row: SourceRow) -> bool:
    """Tell whether a row has something in its delegate's cell."""
    return bool(row.text(OrderColumn.DELEGATE))


@lru_cache(maxsize=4_096)
def limits_in(text: str) -> bool:
    """Tell whether a matter ends with a limit."""
    words = one_line(text).split()[-_LONGEST_LIMIT:]
    return any(limits(" ".join(words[at:])) for at in range(len(words)))


# several sub-cases within one cell ----------------------------------------------------


class LetteredText(NamedTuple):
    """What stands before the first letter in a cell, and the text of each letter."""

    lead: str
    cases: Mapping[str, str]


def lettered(text: str) -> LetteredText | None:
    """Return the sub-cases within a cell, None where it has less than two.

    They begin with `a)`, and none is left out.
    """
    pieces = re.split(
        r"(?:^|\n|(?<=[\s.,;:]))([a-zåäö])(?:\)|(?:(?<=^[a-zåäö])|(?<=\n[a-zåäö]))\.(?=\s))\s*",
        text,
    )
    letters = pieces[1::2]
    if len(letters) < 2 or letters != list(_ALPHABET[: len(letters)]):  # noqa: PLR2004 - one alone is a row below another
        return None
    cases = {
        letter: body.strip(" ;,\n")
        for letter, body in zip(letters, pieces[2::2], strict=True)
    }
    return (
        LetteredText(pieces[0].strip(" :;,\n"), cases) if all(cases.values()) else None
    )


def sub_rows(row: SourceRow) -> tuple[SourceRow, ...]:
    """Return a row as the sub-cases that its cells have, itself where they have none.

    Where the letters of two cells differ, the row says why it is uncertain.
    """
    split = {c.place: found for c in row.cells if (found := lettered(c.text))}
    if not split:
        return _dashed(row)
    letters = [tuple(found.cases) for found in split.values()]
    matter = row.cell(OrderColumn.MATTER)
    if len(set(letters)) > 1 or matter is None or matter.place not in split:
        return (replace(row, why=row.why or "letters"),)
    number = row.text(OrderColumn.NUMBER).strip().rstrip(".")
    parent = split[matter.place].lead
    if row.parent:
        parent = f"{row.parent}: {parent}".rstrip(": ")
    made = []
    for letter in letters[0]:
        cells = []
        for cell in row.cells:
            found = split.get(cell.place)
            if found is None:
                cells.append(cell)
                continue
            lead = found.lead if cell is not matter else ""
            text = " ".join(filter(None, (lead, found.cases[letter])))
            cells.append(replace(cell, text=text, place=f"{cell.place}{letter}"))
        below = with_text(tuple(cells), OrderColumn.NUMBER, f"{number}{letter}")
        made.append(replace(row, cells=below, parent=parent, letter=letter))
    return tuple(made)


# lines within one cell ----------------------------------------------------------------


class ListedText(NamedTuple):
    """The lines of a cell before those that a dash begins, and what those say."""

    lead: str
    items: tuple[str, ...]


def _listed(text: str) -> ListedText | None:
    """Return the lines of a cell that dashes begin, None where there are less than two."""
    lead: list[str] = []
    items: list[str] = []
    for line in text.split("\n"):
        match = _DASH.fullmatch(line)
        if match is not None:
            items.append(match["text"])
        elif items:
            items[-1] = f"{items[-1]} {line}"
        else:
            lead.append(line)
    if not 1 < len(items) <= len(_ALPHABET):
        return None
    return ListedText(" ".join(lead).rstrip(" :;,"), tuple(items))


def _dashed(row: SourceRow) -> tuple[SourceRow, ...]:
    """Return a row as what the dashes in its cells list, itself where they list nothing.

    Where another cell has several lines without dashes, nobody can tell for sure which
    of them goes with which: the row says so.
    """
    matter = row.cell(OrderColumn.MATTER)
    delegate = row.cell(OrderColumn.DELEGATE)
    if matter is None or delegate is None:
        return (row,)
    listed = _listed(matter.text)
    others = _listed(delegate.text)
    several = "\n" in delegate.text or _is_paired(matter.text, delegate.text)
    if listed is None or (several and (others is None or others.lead)):
        is_open = several and bool(beside(row))
        return (replace(row, why=row.why or "lines") if is_open else row,)
    if others is not None and len(others.items) != len(listed.items):
        return (replace(row, why=row.why or "lines"),)
    return _made(row, listed, () if others is None else others.items)


def beside(row: SourceRow) -> tuple[SourceRow, ...]:
    """Return the rows of which each line of the delegate's cell goes with one matter.

    Nothing where the two cells have not as many lines, or as many pieces between slashes.
    """
    matter, delegate = row.text(OrderColumn.MATTER), row.text(OrderColumn.DELEGATE)
    who = [re.sub(r"^[-–—•·*]\s+", "", line) for line in delegate.split("\n")]
    listed = _listed(matter)
    lines = matter.split("\n")
    if _is_paired(matter, delegate):
        first, *rest = _SLASHES.split(matter)
        lead = first.partition(" ")[0]
        pieces = [first, *(p if p[:1].isupper() else f"{lead} {p}" for p in rest)]
        listed, who = ListedText("", tuple(pieces)), _ALTERNATIVES.split(delegate)
    elif listed is None and len(lines) in {len(who), len(who) + 1}:
        lead = lines[0].rstrip(" :;,") if len(lines) > len(who) else ""
        listed = ListedText(lead, tuple(lines[-len(who) :]))
    if listed is None or len(who) < 2 or len(who) != len(listed.items):  # noqa: PLR2004 - one goes with all
        return ()
    return _made(row, listed, tuple(who))


def _is_paired(matter: str, delegate: str) -> bool:
    """Tell whether two cells have as many pieces between slashes, so that they may pair."""
    count = len(_SLASHES.split(matter))
    return count > 1 and count == len(_ALTERNATIVES.split(delegate))


def _made(
    row: SourceRow, listed: ListedText, who: tuple[str, ...]
) -> tuple[SourceRow, ...]:
    """Return a row for each line of a list, with its delegate where each has one."""
    parent = ": ".join(filter(None, (row.parent, listed.lead)))
    made = []
    for at, (letter, text) in enumerate(zip(_ALPHABET, listed.items, strict=False)):
        cells = []
        for cell in row.cells:
            own = cell.text
            if cell.role.column is OrderColumn.MATTER:
                own = text.strip(" ;,")
            elif cell.role.column is OrderColumn.DELEGATE and who:
                own = who[at]
            place = cell.place if own == cell.text else f"{cell.place}{letter}"
            cells.append(replace(cell, text=own, place=place))
        made.append(replace(row, cells=tuple(cells), parent=parent, letter=letter))
    return tuple(made)
