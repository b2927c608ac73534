"""Checks that all linking shares: known names, fitting values, chains that end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language.shapes import WRONG
from ..model.problems import nearest_one
from ..model.values import MISFITS, NONE_WORDS, PARSERS, ValueKind
from ..model.vocabulary import TermKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

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
    problems.note(word.place, code, name=word, near=nearest_one(word, known))
    return False


def check_term(
    word: Scalar, kind: TermKind, known: Collection[str], problems: Problems
) -> bool:
    """Tell whether a term of a kind is among the known; note a problem if it is not."""
    return check_known(word, known, UNKNOWN[kind], problems)


def parsed_value(
    circumstance: Circumstance,
    text: Scalar,
    roles: Collection[str],
    problems: Problems,
) -> Value | Wrong:
    """Return the typed value that `text` says, or `WRONG` after noting why not.

    None is a value too: words such as `ingen` say that there is none.
    """
    kind = circumstance.kind
    known = [value for value, _ in circumstance.values]
    if text.casefold() in NONE_WORDS and text not in known:
        return None
    if kind is ValueKind.ENUM:
        if text in known:
            return str(text)
        return problems.note(
            text.place,
            "name/unknown-value",
            name=text,
            circumstance=circumstance.id,
            near=nearest_one(text, known),
            known=tuple(known),
        )
    if kind is ValueKind.ROLE:
        is_known = check_term(text, TermKind.ROLE, roles, problems)
        return str(text) if is_known else WRONG
    value = PARSERS[kind](text)
    return note_unfit(circumstance, text, problems) if value is None else value


def note_unfit(circumstance: Circumstance, text: Scalar, problems: Problems) -> Wrong:
    """Note that `text` is no value of an amount, number, date or yes-or-no."""
    code = MISFITS[circumstance.kind]
    return problems.note(text.place, code, value=text, circumstance=circumstance.id)


def rings(arrows: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return the cycles found by walking `arrows`, each once, from its least member."""
    cycles: dict[frozenset[str], tuple[str, ...]] = {}
    done: set[str] = set()
    for start in sorted(arrows):
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            current, is_left = stack.pop()
            if is_left:
                path.pop()
                on_path.discard(current)
                done.add(current)
                continue
            if current in on_path:
                ring = path[path.index(current) :]
                least = ring.index(min(ring))
                turned = tuple(ring[least:] + ring[:least])
                cycles.setdefault(frozenset(turned), turned)
                continue
            if current in done:
                continue
            path.append(current)
            on_path.add(current)
            stack.append((current, True))
            stack.extend(
                (n, False) for n in sorted(arrows.get(current, ()), reverse=True)
            )
    return sorted(cycles.values())
