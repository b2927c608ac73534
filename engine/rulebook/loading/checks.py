"""Checks that all linking shares: known names, fitting values, chains that end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.problems import did_you_mean, listed, quoted
from ..model.values import CALLED, EXAMPLES, NONE_WORDS, PARSERS, ValueKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ..language.nodes import Scalar
    from ..language.shapes import Problems, Wrong
    from ..model.values import Value
    from ..model.vocabulary import Circumstance


def check_known(
    word: Scalar, known: Collection[str], called: str, problems: Problems
) -> bool:
    """Tell whether `word` is known; note a problem when it is not."""
    if word in known:
        return True
    remedy = did_you_mean(word, known, f"declare the {called} in `vocabulary.yaml`")
    problems.note(word.place, f"unknown {called} {quoted(word)}", remedy)
    return False


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
        what = f"unknown value {quoted(text)} of `{circumstance.id}`"
        remedy = did_you_mean(text, known, f"known values: {listed(known)}")
        return problems.note(text.place, what, remedy)
    if kind is ValueKind.ROLE:
        if text in roles:
            return str(text)
        what = f"unknown role {quoted(text)}"
        remedy = did_you_mean(text, roles, "declare the role in `vocabulary.yaml`")
        return problems.note(text.place, what, remedy)
    value = PARSERS[kind](text)
    return note_unfit(circumstance, text, problems) if value is None else value


def note_unfit(circumstance: Circumstance, text: Scalar, problems: Problems) -> Wrong:
    """Note that `text` is no value of an amount, number, date or yes-or-no."""
    kind = circumstance.kind
    what = f"{quoted(text)} is not {CALLED[kind]} (circumstance `{circumstance.id}`)"
    return problems.note(text.place, what, f"write {EXAMPLES[kind]}")


def rings(arrows: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return the cycles found by walking `arrows`, each once, from its least member."""
    found: dict[frozenset[str], tuple[str, ...]] = {}
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
                found.setdefault(frozenset(turned), turned)
                continue
            if current in done:
                continue
            path.append(current)
            on_path.add(current)
            stack.append((current, True))
            stack.extend(
                (n, False) for n in sorted(arrows.get(current, ()), reverse=True)
            )
    return sorted(found.values())


def ring_text(ring: tuple[str, ...]) -> str:
    """Return a ring as people read it: `a → b → a`."""
    return " → ".join((*ring, ring[0]))
