"""Find who is mentioned in a question, and who is asking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from engine.answers.understanding.everyday import (
    CALLED,
    FIRST_PERSON,
    IRREGULAR,
    SAME_MEANING,
)
from engine.rulebook.names import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.answers.understanding.words import Stems
    from engine.rulebook.vocabulary import Vocabulary

_LONGEST_NAME = 6
_SHORTEST_MISTYPED = 6
#: A longer name may hold two typing errors.
_LONG = 9
_SHORTEST_HEAD = 4
_AS = frozenset({"som", "är"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A role that a text names, and at which of its words.

    `is_asker` tells that the one who asks is meant: "jag som politiker".
    """

    start: int
    end: int
    role: str
    is_asker: bool = False


class Roles:
    """The names of a vocabulary's roles, found in text in any form."""

    def __init__(self, vocabulary: Vocabulary, stems: Stems) -> None:
        """Take the roles and their names."""
        self._stems = stems
        self._names: dict[tuple[str, ...], str] = {}
        called = {
            folded(name): role.id
            for role in vocabulary.roles.values()
            for name in (role.id, role.label.sv, *role.synonyms)
        }
        for role in sorted(vocabulary.roles.values(), key=lambda role: role.id):
            for name in (role.label.sv, *role.synonyms):
                self._names.setdefault(tuple(stems.all(name)), role.id)
        for name, others in CALLED.items():
            known = called.get(folded(name))
            if known:
                for other in others.split():
                    self._names.setdefault((stems.of(other),), known)
        # A word that everybody knows is no typing error for the name of a role.
        self._everyday = frozenset(
            stems.of(word)
            for words_ in (
                IRREGULAR.values(),
                *(group.split() for group in SAME_MEANING),
            )
            for word in words_
        )
        self._heard: dict[str, str] = {}
        self._single = {
            key[0]: id_ for key, id_ in self._names.items() if len(key) == 1
        }

    def mentions(self, said: Sequence[str]) -> tuple[Mention, ...]:
        """Return the roles mentioned by the words of a text, from left to right."""
        stems = [self._stems.of(word) for word in said]
        found: list[Mention] = []
        position = 0
        while position < len(stems):
            mention = self._at(said, stems, position)
            if mention:
                found.append(mention)
                position = mention.end
            else:
                position += 1
        return tuple(found)

    def _at(
        self, said: Sequence[str], stems: Sequence[str], start: int
    ) -> Mention | None:
        for length in range(min(_LONGEST_NAME, len(stems) - start), 0, -1):
            role = self._names.get(tuple(stems[start : start + length]))
            if role:
                return Mention(start, start + length, role, _is_asker(said, start))
        stem = stems[start]
        role = self._heard.get(stem)
        if role is None:
            role = self._heard[stem] = self._alike(stem)
        return Mention(start, start + 1, role, _is_asker(said, start)) if role else None

    def _alike(self, stem: str) -> str:
        """Return the role whose name is mistyped or ends a compound, or nothing."""
        if len(stem) < _SHORTEST_MISTYPED or stem in self._everyday:
            return ""
        allowed = 1 if len(stem) < _LONG else 2
        near = [
            (OSA.distance(stem, name, score_cutoff=allowed), name)
            for name in self._single
            if len(name) >= _SHORTEST_MISTYPED and abs(len(name) - len(stem)) <= allowed
        ]
        near = [pair for pair in near if pair[0] <= allowed]
        if near:
            return self._single[min(near)[1]]
        for cut in range(3, len(stem) - _SHORTEST_HEAD + 1):
            role = self._single.get(stem[cut:])
            if role:
                return role
        return ""


def _is_asker(said: Sequence[str], start: int) -> bool:
    """Tell whether the words before a role say that the asker has it."""
    before = list(said[max(0, start - 4) : start])
    while before and before[-1] in {"en", "ett", "vanlig", "ny", "själv"}:
        before.pop()
    return (
        bool(before) and before[-1] in _AS and bool(FIRST_PERSON.intersection(before))
    )
