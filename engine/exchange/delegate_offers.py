"""Offer ways to read the cell of a delegate that the grammar does not know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rulebook.language.orders import OrderColumn
from .limits import guesses, has_quantity
from .next_steps import bracketed_steps
from .role_names import committee_word, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .parts import Parts, RowReading
    from .role_names import RoleNames, RoleWord

#: Between roles of which nobody can tell whether each decides alone.
JOINT = re.compile(
    r"\s*(?:\boch\b|\bsamt\b|&|\+|\btillsammans med\b)\s*", re.IGNORECASE
)
_ONLY_BETWEEN = re.compile(r"(?:och|samt|&|\+|eller|med|/|,|\s)*", re.IGNORECASE)
_CEILING = {OrderColumn.AT_MOST}


def offered_readings(text: str, names: RoleNames) -> tuple[RowReading, ...]:
    """Return ways to read a cell that the grammar does not know, the likelier first."""
    found = mentioned(text, names)
    if not found:
        return ()
    words = [written(word, names) for word in found]
    offered: list[RowReading] = []
    together = " / ".join(words)
    some_limits = guesses(text)
    rest = _rest(text, found)
    proviso: Parts = {OrderColumn.CONDITIONS: rest} if rest else {}
    for limit in some_limits:
        offered.append(({OrderColumn.DELEGATE: together, **limit},))
        if rest and not has_quantity(rest):
            offered.append(({OrderColumn.DELEGATE: together, **limit, **proviso},))
    if len(words) > 1 and len(some_limits) >= len(words):
        ceilings = [limit for limit in some_limits if OrderColumn.AT_MOST in limit]
        singles = [
            limit
            for limit in ceilings
            if len(limit) == 1 and "\n" not in limit[OrderColumn.AT_MOST]
        ]
        if len(singles) >= len(words):
            pairs = zip(words, singles, strict=False)
            offered.insert(
                0, tuple({OrderColumn.DELEGATE: word, **limit} for word, limit in pairs)
            )
    offered = [*bracketed_steps(text, names), *_apart(text, names), *offered]
    offered.append(({OrderColumn.DELEGATE: together, **proviso},))
    offered.append(({OrderColumn.DELEGATE: together},))
    if len(words) > 1:
        first, *others = words
        for lead in ("efter samråd med", "i samråd med"):
            consulted = "\n".join(f"{lead} {other}" for other in others)
            offered.append(
                ({OrderColumn.DELEGATE: first, OrderColumn.CONSULTS: consulted},)
            )
        steps = ", ".join(others)
        offered.append(({OrderColumn.DELEGATE: first, OrderColumn.SUBSTITUTE: steps},))
        offered += _in_words(text, names)
        offered += [({OrderColumn.DELEGATE: word},) for word in words]
    if names.committee:
        offered.append(({OrderColumn.DELEGATE: committee_word(names)},))
    return tuple(row for n, row in enumerate(offered) if row not in offered[:n])


def _apart(text: str, names: RoleNames) -> Iterator[RowReading]:
    """Yield each role of a text with what is said of it alone, in words or a limit."""
    rows: list[Parts] = []
    for piece in re.split(r"\s*(?:[\n;]|,(?![0-9])|\s/\s)\s*", text):
        found = mentioned(piece, names)
        before, colon, behind = piece.rpartition(":")
        if colon and names.is_known(behind) and len(found) > 1:
            who = written(names.find(behind.strip()), names)
            rows.append({OrderColumn.DELEGATE: who, OrderColumn.CONDITIONS: before})
            continue
        if len(found) > 1 and piece.startswith(f"{found[0].word} "):
            found = found[:1]
        if len(found) != 1:
            rows = []
            break
        row: dict[OrderColumn, str] = {OrderColumn.DELEGATE: written(found[0], names)}
        words = _rest(piece, found)
        some = guesses(words) if has_quantity(words) else ()
        limit = some[0] if some else {}
        words_only: Parts = {OrderColumn.CONDITIONS: words} if words else {}
        rows.append({**row, **(limit or words_only)})
    if len(rows) > 1 and any(len(row) > 1 for row in rows):
        yield tuple(rows)
    found = mentioned(text, names)
    if len(found) < 2:  # noqa: PLR2004 - whose words they are is plain
        return
    first, second = (written(word, names) for word in found[:2])
    singles = [v[OrderColumn.AT_MOST] for v in guesses(text) if set(v) == _CEILING]
    if len(found) == 2 and len(singles) == 1 and "\n" not in singles[0]:  # noqa: PLR2004 - one step, and the next
        yield (
            {OrderColumn.DELEGATE: first, OrderColumn.AT_MOST: singles[0]},
            {OrderColumn.DELEGATE: second, OrderColumn.OVER: singles[0]},
        )


def _in_words(text: str, names: RoleNames) -> Iterator[RowReading]:
    """Yield the first role of a text, or the last, with all else as a condition."""
    found = mentioned(text, names)
    plain = " ".join(text.split())
    if len(found) < 2 or has_quantity(plain):  # noqa: PLR2004 - whose words they are is plain
        return
    if plain.startswith(f"{found[0].word} "):
        who, words = found[0], plain[len(found[0].word) :]
    elif plain.endswith(f" {found[-1].word}"):
        who, words = found[-1], plain[: -len(found[-1].word)]
    else:
        return
    condition = words.strip(" ,;:.–-")
    if not JOINT.match(words):
        name = written(who, names)
        yield ({OrderColumn.DELEGATE: name, OrderColumn.CONDITIONS: condition},)


def mentioned(text: str, names: RoleNames) -> list[RoleWord]:
    """Return the roles that are known and named somewhere in a text, in order."""
    words = [word for word in re.split(r"[\s,;:/()\n]+", text) if word]
    found: list[RoleWord] = []
    at = 0
    while at < len(words):
        for count in range(min(4, len(words) - at), 0, -1):
            word = names.find(" ".join(words[at : at + count]).strip(".,–-"))
            if word.id:
                if word.id not in {known.id for known in found}:
                    found.append(word)
                at += count - 1
                break
        at += 1
    return found[:6]


def _rest(text: str, found: Iterable[RoleWord]) -> str:
    """Return what a text says besides the roles in it, on one line."""
    rest = " ".join(text.split())
    for word in found:
        rest = rest.replace(word.word, " ")
    plain = " ".join(rest.split()).strip(" /,;:.()–-")
    return "" if _ONLY_BETWEEN.fullmatch(plain) else plain
