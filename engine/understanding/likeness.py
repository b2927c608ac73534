"""How like two questions are, letter by letter: whole words and parts of words."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, ClassVar

from .words import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

#: A part of a word is this many letters, its beginning and end marked.
_PART = 4
#: What more than this share of the texts hold is too common to look them up by.
_COMMON = 0.05


class Likeness:
    """Known texts, to find those that are like what was typed."""

    KEPT: ClassVar[tuple[str, ...]] = (
        "_texts",
        "_holders",
        "_pieces",
        "_words",
        "_most",
        "_weight",
        "_rare",
    )

    def __init__(self, texts: Mapping[str, Sequence[str]]) -> None:
        """Take texts with their words."""
        self._texts = texts
        self._holders: dict[str, list[str]] = {}
        for text, tokens in texts.items():
            for word in set(tokens):
                self._holders.setdefault(word, []).append(text)
        self._pieces = {word: _pieces(word) for word in self._holders}
        self._words: dict[str, list[str]] = {}
        counts: dict[str, int] = {}
        for word, pieces in self._pieces.items():
            count = len(self._holders[word])
            for piece in pieces:
                counts[piece] = counts.get(piece, 0) + count
                self._words.setdefault(piece, []).append(word)
        self._most = math.log(1 + len(texts)) ** 2
        self._weight = {
            piece: math.log(1 + len(texts) / count) ** 2
            for piece, count in counts.items()
        }
        self._rare = math.log(1 + 1 / _COMMON) ** 2
        self.prepare()

    def prepare(self) -> None:
        """Make room for what is not kept: the parts and the norm of each text met."""
        self._met: dict[str, tuple[frozenset[str], float]] = {}

    def to(self, tokens: Sequence[str], among: AbstractSet[str]) -> dict[str, float]:
        """Return those texts that have something rare in common, with their likeness.

        Args:
            tokens: the words of what was typed.
            among: the texts to compare it with.
        """
        mine = {piece for word in tokens for piece in _pieces(word)}
        near = {
            text
            for piece in mine
            if self._weight.get(piece, 0.0) > self._rare
            for word in self._words[piece]
            for text in self._holders[word]
        } & among
        norm = self._norm(mine)
        alike: dict[str, float] = {}
        for text in near:
            theirs, their_norm = self._met.get(text) or self._meet(text)
            shared = self._norm(mine & theirs)
            alike[text] = shared**2 / (norm * their_norm)
        return alike

    def _meet(self, text: str) -> tuple[frozenset[str], float]:
        parts = (self._pieces[word] for word in self._texts[text])
        theirs = frozenset(itertools.chain.from_iterable(parts))
        self._met[text] = theirs, self._norm(theirs)
        return self._met[text]

    def _norm(self, pieces: Iterable[str]) -> float:
        weights = (self._weight.get(piece, self._most) for piece in pieces)
        return math.sqrt(math.fsum(weights))


def _pieces(word: str) -> frozenset[str]:
    """Return a word without diacritics and its parts."""
    marked = f"^{bare(word)}$"
    parts = (marked[n : n + _PART] for n in range(len(marked) - _PART + 1))
    return frozenset((marked, *parts))
