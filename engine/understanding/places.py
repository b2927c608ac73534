"""Find the municipality that a question names, as people write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rulebook.model.names import name_key
from .lexicon import is_light

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..rulebook.model.packs import PackHead

_WORD = re.compile(r"[^\W_]+")
_MUNICIPALITY = frozenset({"kommun", "kommunen", "kommuns", "municipality"})


def named_places(text: str, ids: Iterable[str]) -> list[str]:
    """Return those ids of municipalities that a text names, in order of the ids.

    A name that is an everyday word, as Vara is, counts only before "kommun".
    """
    tokens = _WORD.findall(text)
    return [id_ for id_ in ids if any(True for _ in _spots(tokens, id_.split("-")))]


def without_place(text: str, head: PackHead | None) -> str:
    """Return a text without the name of the municipality whose rules are asked.

    Who lives there becomes an inhabitant: "en kungsörsbo" is "en kommunbo".
    """
    if head is None:
        return text
    names = {head.id, *(name_key(name) for name in head.synonyms)}
    for name in sorted(names):
        found = list(_WORD.finditer(text))
        tokens = [match.group() for match in found]
        for start, end in [*_spots(tokens, name.split("-"))][::-1]:
            text = text[: found[start].start()] + text[found[end - 1].end() :]
        inhabitant = re.compile(rf"{re.escape(name)}s?bo((?:r|n|rna)?s?)")
        for word in [*_WORD.finditer(text)][::-1]:
            match = inhabitant.fullmatch(name_key(word.group()))
            if match:
                called = f"kommunbo{match.group(1)}"
                text = text[: word.start()] + called + text[word.end() :]
    return text


def _spots(tokens: Sequence[str], name: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield from where to where a name of one word or several is said."""
    wanted = [name_key(word) for word in name]
    for start in range(len(tokens) - len(wanted) + 1):
        end = start + len(wanted)
        typed = [name_key(word) for word in tokens[start:end]]
        *before, last = wanted
        if typed[:-1] != before or typed[-1] not in {last, f"{last}s"}:
            continue
        follows = name_key(tokens[end]) if end < len(tokens) else ""
        is_named = follows in _MUNICIPALITY
        if is_named or len(wanted) > 1 or not is_light(last):
            yield start, end + is_named
