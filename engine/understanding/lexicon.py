"""How near two words are: same stem, typing error, same meaning, in a compound."""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from rapidfuzz.distance import OSA

from .everyday import LIGHT
from .words import MOST_WORDS, SHORTEST_START, bare, stem_start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .words import Stems

#: How much of a match it is when a word …
SAME_MEANING_FIT = 0.8
TYPING_ERROR_FIT = 0.9
RELATED_FIT = 0.45
#: … is the noun of a verb that the other one is: "placering" and "placera".
DERIVED_FIT = 0.9
#: … is the head or the first part of a compound that the other one is.
HEAD_FIT = 0.6
FIRST_PART_FIT = 0.45
#: Light words as typed without å, ä and ö; `val` is an election before it is "väl".
_BARE_LIGHT = frozenset(map(bare, LIGHT)) - {"val"}
_SHORTEST_PART = 3
#: So many typed words are remembered with all the terms they may mean.
_MOST_NEAR = 4_096
_LINKS = ("", "s", "e", "o", "u", "a")


#: What makes a noun of a verb's stem, as it is left by the stemmer.
_NOUN_ENDS = ("nings", "ning", "ings", "ing", "and", "end", "els", "an")
_SHORTEST_ROOT = 4
#: … is a part of a compound of which another word says the other part.
TOGETHER_FIT = 0.8
#: So many words apart at most.
_MOST_BETWEEN = 4
#: A part of a compound whose other part nobody knows has at least so many letters.
_SHORTEST_END = 5
_SHORTEST_BEGINNING = 5
_SHORTEST_REST = 2

#: Shorter words are not taken for mistyped ones; longer ones may hold two errors.
_SHORTEST = 5
_LONG = 8


class Lexicon:
    """The words of a jurisdiction's phrases, and how near any typed word is to them."""

    KEPT: ClassVar[tuple[str, ...]] = (
        "_frequency",
        "_count",
        "_meanings",
        "_groups",
        "_bases",
        "_starts",
        "_compounds",
        "_derived",
        "_terms",
        "_turned",
        "_mistypable",
    )

    def __init__(self, documents: Iterable[frozenset[str]], stems: Stems) -> None:
        """Take the stems that occur in each subject's phrases."""
        from .groups import word_groups  # noqa: PLC0415 - of no start with an index

        self.prepare(stems)
        self._frequency: dict[str, int] = {}
        count = 0
        for document in documents:
            count += 1
            for term in document:
                self._frequency[term] = self._frequency.get(term, 0) + 1
        self._count = max(count, 1)
        self._meanings: dict[str, set[int]] = {}
        self._groups: list[tuple[frozenset[str], float]] = []
        same, related = word_groups()
        for number, group in enumerate((*same, *related)):
            members = frozenset(map(stems.of, group))
            fit = SAME_MEANING_FIT if number < len(same) else RELATED_FIT
            self._groups.append((members, fit))
            for member in members:
                self._meanings.setdefault(member, set()).add(number)
        self._bases = frozenset(
            term
            for term in (*self._frequency, *self._meanings)
            if len(term) >= _SHORTEST_PART
        )
        self._starts = frozenset(term[:SHORTEST_START] for term in self._bases)
        self._compounds: dict[str, list[tuple[str, float]]] = {}
        for term in self._frequency:
            parts = self.parts(term)
            if parts:
                self._compounds.setdefault(parts[0], []).append((term, FIRST_PART_FIT))
                self._compounds.setdefault(parts[1], []).append((term, HEAD_FIT))
        #: The terms that are one verb and its nouns.
        self._derived: dict[str, list[str]] = {}
        for term in self._frequency:
            self._derived.setdefault(_root(term), []).append(term)
        #: The terms in order, and in the order of their letters from the end.
        self._terms = tuple(sorted(t for t in self._frequency if t[0] != "@"))
        self._turned = tuple(sorted(term[::-1] for term in self._terms))
        #: The terms that somebody may mistype, by their length.
        self._mistypable: dict[int, list[str]] = {}
        for term in dict.fromkeys((*self._frequency, *self._meanings)):
            if len(term) >= _SHORTEST - 1:
                self._mistypable.setdefault(len(term), []).append(term)

    def prepare(self, stems: Stems) -> None:
        """Take what is not kept."""
        self._stems = stems
        self._parts = lru_cache(MOST_WORDS)(self._split)
        self._near = lru_cache(_MOST_NEAR)(self._worked_out)

    def weight(self, term: str) -> float:
        """Return how much a term tells: the rarer, the more."""
        frequency = self._frequency.get(term)
        if not frequency:
            return self.most
        return math.log(1 + self._count / frequency)

    @property
    def most(self) -> float:
        """The weight of a word that occurs nowhere."""
        return math.log(1 + self._count / 1.5)

    def is_known(self, term: str) -> bool:
        """Tell whether a term occurs in the phrases."""
        return term in self._frequency

    def parts(self, term: str) -> tuple[str, str] | None:
        """Return the first part and the head of a compound of known words, or None."""
        return self._parts(term)

    def _split(self, term: str) -> tuple[str, str] | None:
        best: tuple[int, str, str] | None = None
        for cut in range(_SHORTEST_PART, len(term) - _SHORTEST_PART + 1):
            head = self._head(term[cut:])
            if not head:
                continue
            first = term[:cut]
            options = [first, self._stems.of(first)]
            options.extend(
                first[:-1] for link in _LINKS if link and first.endswith(link)
            )
            options.extend(first + end for end in "ae")
            for option in options:
                if len(option) >= _SHORTEST_PART and option in self._bases:
                    smallest = min(len(option), len(head))
                    if best is None or smallest > best[0]:
                        best = (smallest, option, head)
                    break
        return best[1:] if best else None

    def _head(self, end: str) -> str:
        """Return the known word that the end of a compound may be, or nothing."""
        start = stem_start(end)
        # most ends begin as no word does, and finding stems takes longest of all
        if not start or start[:SHORTEST_START] in self._starts:
            stem = self._stems.of(end)
            if stem in self._bases:
                return stem
        return end if end in self._bases else ""

    def near(self, stem: str) -> Mapping[str, float]:
        """Return the terms a typed stem may mean, each with how well it fits, 0–1."""
        return self._near(stem)

    def _worked_out(self, stem: str) -> Mapping[str, float]:
        fits: dict[str, float] = {}

        def fit(term: str, value: float) -> None:
            if term in self._frequency and value > fits.get(term, 0):
                fits[term] = value

        fit(stem, 1.0)
        if stem not in self._frequency and stem not in self._meanings:
            for term, value in self._mistyped(stem):
                fit(term, value)
                self._widen(term, value, fit)
        self._widen(stem, 1.0, fit)
        for term in self._derived.get(_root(stem), ()):
            fit(term, DERIVED_FIT)
        if not self.parts(stem):
            self._open_compounds(stem, fit)
        if not fits:
            self._by_head(stem, fit)
        return fits

    def _by_head(self, stem: str, fit: Callable[[str, float], None]) -> None:
        """Fit what the end of a word is called of which nothing else is known."""
        for cut in range(_SHORTEST_REST + 1, len(stem) - _SHORTEST_PART + 1):
            head = self._head(stem[cut:])
            if head:
                fit(head, HEAD_FIT)
                self._widen(head, HEAD_FIT, fit)
                return

    def _open_compounds(self, stem: str, fit: Callable[[str, float], None]) -> None:
        """Fit terms that begin or end a word, or the other way about.

        Most compounds that people type are in no list of words: of "reklamskylt" the
        end is known, and of "villatomt" the end is what is typed.
        """
        for cut in range(_SHORTEST_REST, len(stem) - _SHORTEST_END + 1):
            fit(stem[cut:], HEAD_FIT)
        for cut in range(_SHORTEST_BEGINNING, len(stem) - _SHORTEST_REST + 1):
            fit(stem[:cut], FIRST_PART_FIT)
        least = len(stem) + _SHORTEST_REST
        if len(stem) >= _SHORTEST_END:
            for turned in _beginning_with(stem[::-1], self._turned):
                if len(turned) >= least:
                    fit(turned[::-1], HEAD_FIT)
        if len(stem) >= _SHORTEST_BEGINNING:
            for term in _beginning_with(stem, self._terms):
                if len(term) >= least:
                    fit(term, FIRST_PART_FIT)

    def _widen(
        self, stem: str, times: float, fit: Callable[[str, float], None]
    ) -> None:
        for number in self._meanings.get(stem, ()):
            members, value = self._groups[number]
            for member in members:
                fit(member, times * value)
        for term, value in self._compounds.get(stem, ()):
            fit(term, times * value)
        parts = self.parts(stem)
        if not parts:
            return
        first, head = parts
        fit(head, times * HEAD_FIT)
        fit(first, times * FIRST_PART_FIT)
        for part, value in ((head, HEAD_FIT), (first, FIRST_PART_FIT)):
            for number in self._meanings.get(part, ()):
                members, meaning = self._groups[number]
                for member in members:
                    fit(member, times * value * meaning)
        self._other_compounds(first, head, times, fit)

    def _other_compounds(
        self, first: str, head: str, times: float, fit: Callable[[str, float], None]
    ) -> None:
        """Fit the compounds of which either part means the same as that of another.

        "Gymkort" is no "friskvårdsbidrag", but "friskvårdspeng" is.
        """
        firsts = self._begun_by(first, FIRST_PART_FIT)
        heads = self._begun_by(head, HEAD_FIT)
        for term in firsts.keys() & heads.keys():
            fit(term, times * firsts[term] * heads[term])

    def together(self, stems: Sequence[str]) -> Iterable[tuple[int, str]]:
        """Yield the compounds of which one stem is a part and another the other part.

        Each stands beside the places of both: "tillstånd att sälja tobak" says
        "tobakstillstånd", in no order.
        """
        begun: dict[str, tuple[int, float]] = {}
        for place, stem in enumerate(stems):
            for term, value in self._begun_by(stem, FIRST_PART_FIT).items():
                begun.setdefault(term, (place, value))
        for place, stem in enumerate(stems) if begun else ():
            for term, value in self._begun_by(stem, HEAD_FIT).items():
                other, first = begun.get(term, (place, 0.0))
                # of two words that only mean the parts, each may mean another thing
                is_near = 0 < abs(other - place) <= _MOST_BETWEEN
                if is_near and first * value >= SAME_MEANING_FIT:
                    yield other, term
                    yield place, term

    def _begun_by(self, part: str, place: float) -> Mapping[str, float]:
        """Return the compounds that hold a part, or what means the same, in a place."""
        found: dict[str, float] = {}
        meant = {
            member: value
            for number in self._meanings.get(part, ())
            for members, value in (self._groups[number],)
            if value >= SAME_MEANING_FIT
            for member in members
        } | {part: 1.0}
        for member, value in meant.items():
            for term, where in self._compounds.get(member, ()):
                if where == place and value > found.get(term, 0.0):
                    found[term] = value
        return found

    def _mistyped(self, stem: str) -> Iterable[tuple[str, float]]:
        """Yield the terms that a typing error or two would turn into this stem."""
        if len(stem) < _SHORTEST:
            return
        allowed = 1 if len(stem) < _LONG else 2
        for length in range(len(stem) - allowed, len(stem) + allowed + 1):
            for term in self._mistypable.get(length, ()):
                distance = OSA.distance(stem, term, score_cutoff=allowed)
                if distance <= allowed:
                    yield term, TYPING_ERROR_FIT - 0.1 * (distance - 1)


def _beginning_with(start: str, ordered: Sequence[str]) -> Iterator[str]:
    """Yield the words of an ordered list that begin with some letters."""
    for place in range(bisect_left(ordered, start), len(ordered)):
        if not ordered[place].startswith(start):
            return
        yield ordered[place]


def _root(stem: str) -> str:
    """Return what a verb's stem and those of its nouns have in common."""
    for end in _NOUN_ENDS:
        if stem.endswith(end) and len(stem) - len(end) >= _SHORTEST_ROOT:
            return stem.removesuffix(end)
    return stem


def is_light(word: str) -> bool:
    """Tell whether a word says nothing about the subject."""
    return word in LIGHT or word in _BARE_LIGHT or word.isdigit()
