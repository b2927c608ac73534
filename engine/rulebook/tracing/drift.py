"""Compare registered passages with the text of documents: what has drifted since."""

from __future__ import annotations

import enum
import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .accounts import resting_rules
from .fingerprints import normalised_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..model.packs import Jurisdiction
    from ..model.sources import Passage, Source

#: A text counts as a document when at least one in so many passages is found in it.
_LIKENESS = 5


class Drift(enum.Enum):
    """What became of a registered passage in a text."""

    CHANGED = "changed"
    MOVED = "moved"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageDrift:
    """A passage that is no longer where and as it was registered.

    `file` is the text compared with, `rules` are those that rest on the passage.
    `reads` are some words that now stand where a changed passage stood.
    """

    passage: Passage
    drift: Drift
    file: str
    rules: tuple[str, ...]
    reads: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What comparing documents with texts gave.

    `files` names the text that each document stands in, by document; documents with
    fingerprints that no text resembles are `missing`. `unchanged` counts the passages
    that are where and as they were registered, `drifts` are the others.
    """

    files: Mapping[str, str]
    missing: tuple[str, ...]
    unchanged: int
    drifts: tuple[PassageDrift, ...]


class _SearchableText:
    """A text as normalised words, searchable by fingerprint."""

    def __init__(self, text: str) -> None:
        self.words = normalised_words(text)
        self._bytes = " ".join(self.words).encode()
        self._starts = [0]
        for word in self.words:
            self._starts.append(self._starts[-1] + len(word.encode()) + 1)

    def places(self, wanted: Iterable[str]) -> dict[str, list[int]]:
        """Return the word numbers at which passages with these fingerprints begin."""
        by_size: dict[int, set[str]] = {}
        for fingerprint in wanted:
            count, _, digest = fingerprint.partition(":")
            by_size.setdefault(int(count), set()).add(digest)
        places: dict[str, list[int]] = {}
        for size, digests in by_size.items():
            for start in range(len(self.words) - size + 1):
                piece = self._bytes[
                    self._starts[start] : self._starts[start + size] - 1
                ]
                digest = hashlib.sha256(piece).hexdigest()
                if digest in digests:
                    places.setdefault(f"{size}:{digest}", []).append(start)
        return places


def verification_of(
    jurisdictions: Iterable[Jurisdiction], texts: Mapping[str, str]
) -> Verification:
    """Return how registered passages compare with texts, given by their file names."""
    sources: dict[str, Source] = {}
    resting: dict[str, set[str]] = {}
    for jurisdiction in jurisdictions:
        for source in jurisdiction.sources.values():
            if jurisdiction.is_own(source.id):
                sources[source.id] = source
        for cite, rules in resting_rules(jurisdiction).items():
            resting.setdefault(cite, set()).update(rule.id for rule in rules)
    read = {file: _SearchableText(text) for file, text in sorted(texts.items())}
    files: dict[str, str] = {}
    missing: list[str] = []
    drifts: list[PassageDrift] = []
    unchanged = 0
    for source in sources.values():
        passages = [p for p in source.passages.values() if p.fingerprint]
        if not passages:
            continue
        wanted = {p.fingerprint for p in passages}
        places = {file: text.places(wanted) for file, text in read.items()}
        best = max(places, key=lambda file: len(places[file]), default="")
        # a passage of a few words may stand in any text: one is no likeness
        if not best or _LIKENESS * len(places[best]) < len(wanted):
            missing.append(source.id)
            continue
        files[source.id] = best
        here = _drifts(passages, read[best], places[best], best, resting)
        drifts.extend(here)
        unchanged += len(passages) - len(here)
    return Verification(
        files=files, missing=tuple(missing), unchanged=unchanged, drifts=tuple(drifts)
    )


def _drifts(
    passages: Sequence[Passage],
    text: _SearchableText,
    places: Mapping[str, list[int]],
    file: str,
    resting: Mapping[str, set[str]],
) -> list[PassageDrift]:
    starts = _chosen_places(passages, places)
    steady = _steady(
        [(n, starts[p.id]) for n, p in enumerate(passages) if p.id in starts]
    )
    drifts = []
    for number, passage in enumerate(passages):
        reads = ""
        if number in steady:
            continue
        if passage.id in starts:
            drift = Drift.MOVED
        else:
            reads = _between(number, passages, starts, steady, text)
            drift = Drift.CHANGED if reads else Drift.VANISHED
        drifts.append(
            PassageDrift(
                passage=passage,
                drift=drift,
                file=file,
                rules=tuple(sorted(resting.get(passage.id, ()))),
                reads=reads,
            )
        )
    return drifts


def _chosen_places(
    passages: Sequence[Passage], places: Mapping[str, list[int]]
) -> dict[str, int]:
    """Choose for each passage the first place at or after the one before it."""
    chosen: dict[str, int] = {}
    at = 0
    for passage in passages:
        candidates = places.get(passage.fingerprint)
        if candidates:
            position = next((c for c in candidates if c >= at), candidates[-1])
            chosen[passage.id] = position
            at = max(at, position)
    return chosen


def _steady(placed: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the numbers of the longest run of passages that kept their order."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for index, (_, start) in enumerate(placed):
        spot = bisect_right(tails, start)
        before[index] = ends[spot - 1] if spot else None
        if spot == len(tails):
            tails.append(start)
            ends.append(index)
        else:
            tails[spot] = start
            ends[spot] = index
    kept = set()
    at = ends[-1] if ends else None
    while at is not None:
        kept.add(placed[at][0])
        at = before[at]
    return frozenset(kept)


_SHOWN = 12


def _between(
    number: int,
    passages: Sequence[Passage],
    starts: Mapping[str, int],
    steady: frozenset[int],
    text: _SearchableText,
) -> str:
    """Return the first words that stand where a passage stood, empty if none do.

    That is between the nearest passages before and after it that kept their place.
    """
    low, high = 0, len(text.words)
    for other in sorted(steady):
        start = starts[passages[other].id]
        size = int(passages[other].fingerprint.partition(":")[0])
        if other < number:
            low = max(low, start + size)
        elif start >= low:
            high = start
            break
    gap = text.words[low:high]
    size = int(passages[number].fingerprint.partition(":")[0])
    if len(gap) < max(1, size // 2):
        return ""
    return " ".join(gap[:_SHOWN]) + (" …" if len(gap) > _SHOWN else "")
