"""Checks that all linking shares: known names, fitting values, chains that end."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from ..language.nodes import plain
from ..language.shapes import WRONG
from ..model.values import MISFITS, NONE_WORDS, PARSERS, ValueKind
from ..model.vocabulary import TermKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ..language.nodes import Scalar
    from ..language.shapes import Problems, Wrong
    from ..model.values import Value
    from ..model.vocabulary import Circumstance


#: The code of the problem that a word names no term of a kind.
UNKNOWN = {
    TermKind.ROLE: "name/unknown-role",
    TermKind.MATTER: "name/unknown-matter",
    TermKind.ACT: "name/unknown-act",
    TermKind.CIRCUMSTANCE: "name/unknown-circumstance",
}


def check_known(
    word: Scalar, known: Collection[str], code: str, problems: Problems
) -> bool:
    """Tell whether `word` is known; note the problem of that code when it is not."""
    if word in known:
        return True
    problems.note(word.place, code, name=word, near=problems.near(word, known))
    return False


def check_term(
    word: Scalar, kind: TermKind, known: Collection[str], problems: Problems
) -> bool:
    """Tell whether a term of a kind is among the known; note a problem if it is not."""
    return check_known(word, known, UNKNOWN[kind], problems)


def value_in(
    circumstance: Circumstance,
    text: Scalar,
    roles: Collection[str],
    problems: Problems,
) -> Value | Wrong:
    """Return the typed value that `text` says, or `WRONG` after noting why not.

    None is a value too: words such as `ingen` say that there is none.
    """
    kind = circumstance.kind
    known = circumstance.labels
    if text.casefold() in NONE_WORDS and text not in known:
        return None
    if kind is ValueKind.ENUM:
        if text in known:
            return plain(text)
        return problems.note(
            text.place,
            "name/unknown-value",
            name=text,
            circumstance=circumstance.id,
            near=problems.near(text, known),
            known=circumstance.value_ids,
        )
    if kind is ValueKind.ROLE:
        is_known = check_term(text, TermKind.ROLE, roles, problems)
        return plain(text) if is_known else WRONG
    value = PARSERS[kind](text)
    return note_unfit(circumstance, text, problems) if value is None else value


def note_unfit(circumstance: Circumstance, text: Scalar, problems: Problems) -> Wrong:
    """Note that `text` is no value of an amount, number, date or yes-or-no."""
    code = MISFITS[circumstance.kind]
    return problems.note(text.place, code, value=text, circumstance=circumstance.id)


def too_far_down(arrows: Mapping[str, Iterable[str]], most: int) -> list[str]:
    """Return the names from which more than `most` arrows lead on in a row.

    Of several in a row the first is told, as it is of those that are in a ring.
    """
    depths: dict[str, int] = {}
    for name in _finished(arrows):
        depths[name] = 1 + max(
            (depths.get(n, 0) for n in arrows.get(name, ())), default=0
        )
    return sorted(name for name, depth in depths.items() if depth == most + 2)


def too_many_above(arrows: Mapping[str, Iterable[str]], most: int) -> list[str]:
    """Return the names from which arrows lead to more than `most` others.

    What leads to such a name is not told again.
    """
    above: dict[str, frozenset[str]] = {}
    crowded: list[str] = []
    for name in _finished(arrows):
        ahead = frozenset(arrows.get(name, ()))
        above[name] = ahead.union(*(above.get(other, ()) for other in ahead))
        if len(above[name]) > most:
            crowded.append(name)
            above[name] = frozenset()
    return sorted(crowded)


def rings(arrows: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return a ring for each group of names that lead to each other.

    However many rings there are in a group, one is told: a shortest one through its
    least name, beginning with that.
    """
    found = []
    for group in _groups(arrows):
        least = min(group)
        if len(group) > 1 or least in arrows.get(least, ()):
            found.append(_shortest_ring(least, group, arrows))
    return sorted(found)


def _groups(arrows: Mapping[str, Iterable[str]]) -> Iterator[frozenset[str]]:
    """Yield the strongly connected components of the names (Kosaraju's algorithm)."""
    backwards: dict[str, list[str]] = {}
    for name, ahead in arrows.items():
        for other in ahead:
            backwards.setdefault(other, []).append(name)
    grouped: set[str] = set()
    for start in reversed(list(_finished(arrows))):
        if start not in grouped:
            yield frozenset(_reached(start, backwards, grouped))


def _finished(arrows: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield all names, each after those it leads to where it is in no ring."""
    seen: set[str] = set()
    for start in sorted(arrows):
        yield from _reached(start, arrows, seen)


def _reached(
    start: str, arrows: Mapping[str, Iterable[str]], seen: set[str]
) -> Iterator[str]:
    """Yield what can be reached and was not seen, each after what it leads to."""
    if start in seen:
        return
    seen.add(start)
    path = [(start, iter(arrows.get(start, ())))]
    while path:
        current, ahead = path[-1]
        following = next((name for name in ahead if name not in seen), None)
        if following is None:
            path.pop()
            yield current
        else:
            seen.add(following)
            path.append((following, iter(arrows.get(following, ()))))


def _shortest_ring(
    start: str, group: frozenset[str], arrows: Mapping[str, Iterable[str]]
) -> tuple[str, ...]:
    """Return a shortest way from a name through its group back to it."""
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        current = waiting.popleft()
        for name in sorted(group.intersection(arrows.get(current, ()))):
            if name == start:
                ring = [current]
                while ring[-1] != start:
                    ring.append(came_from[ring[-1]])
                return tuple(reversed(ring))
            if name not in came_from:
                came_from[name] = current
                waiting.append(name)
    raise AssertionError(start)  # its group leads back to it
