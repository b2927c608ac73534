"""How like two questions are, letter by letter: whole words and parts of words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from engine.answers.understanding.words import bare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: A part of a word is this many letters, its beginning and end marked.
_PART = 4


class Likeness:
    """Known texts, to find those that are like what was typed."""

    def __init__(self, texts: Mapping[str, Sequence[str]]) -> None:
        """Take texts with their words."""
        self._holders: dict[str, list[int]] = {}
        self._texts = list(texts)
        self._pieces: list[frozenset[str]] = []
        made: dict[str, frozenset[str]] = {}
        for number, said in enumerate(texts.values()):
            pieces = _pieces(said, made)
            self._pieces.append(pieces)
            for piece in pieces:
                self._holders.setdefault(piece, []).append(number)
        count = len(self._texts)
        self._weight = {
            piece: math.log(1 + count / len(holders)) ** 2
            for piece, holders in self._holders.items()
        }
        self._unknown = math.log(1 + count) ** 2
        self._norms = [
            math.sqrt(math.fsum(map(self._weight.__getitem__, sorted(pieces))))
            for pieces in self._pieces
        ]

    def to(self, said: Sequence[str]) -> dict[str, float]:
        """Return each text that has anything in common, with its likeness 0–1."""
        shared: dict[int, float] = {}
        total = 0.0
        for piece in sorted(_pieces(said, {})):
            weight = self._weight.get(piece, self._unknown)
            total += weight
            for number in self._holders.get(piece, ()):
                shared[number] = shared.get(number, 0.0) + weight
        norm = math.sqrt(total)
        return {
            self._texts[number]: found / (norm * self._norms[number])
            for number, found in shared.items()
        }


def _pieces(said: Sequence[str], made: dict[str, frozenset[str]]) -> frozenset[str]:
    pieces: set[str] = set()
    for word in said:
        found = made.get(word)
        if found is None:
            marked = f"^{bare(word)}$"
            parts = {marked[n : n + _PART] for n in range(len(marked) - _PART + 1)}
            found = made[word] = frozenset({marked, *parts})
        pieces |= found
    return frozenset(pieces)
