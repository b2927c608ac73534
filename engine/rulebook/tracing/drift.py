"""Trace both ways: passages to rules, and registered passages to a document's text."""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .fingerprints import normalised_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..model.packs import Jurisdiction
    from ..model.rules import Rule
    from ..model.sources import Frequency, Passage, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How the passages of a document are accounted for.

    `unaccounted` have neither a rule nor a reason.
    """

    source: Source
    ruled: tuple[str, ...]
    reasoned: tuple[str, ...]
    unaccounted: tuple[str, ...]
    next_review: dt.date | None

    @property
    def total(self) -> int:
        """How many passages are registered."""
        return len(self.source.passages)


def resting_rules(jurisdiction: Jurisdiction) -> dict[str, list[Rule]]:
    """Return the rules that rest on each passage, by the passage's full id."""
    resting: dict[str, list[Rule]] = {}
    for rule in jurisdiction.rules:
        for cite in rule.cites:
            resting.setdefault(cite, []).append(rule)
    return resting


def accounts(jurisdiction: Jurisdiction) -> tuple[Account, ...]:
    """Return an account of every document of a jurisdiction."""
    resting = resting_rules(jurisdiction)
    made = []
    for source in jurisdiction.sources.values():
        ruled = tuple(id_ for id_ in source.passages if id_ in resting)
        rest = [p for id_, p in source.passages.items() if id_ not in resting]
        made.append(
            Account(
                source=source,
                ruled=ruled,
                reasoned=tuple(p.id for p in rest if p.reason),
                unaccounted=tuple(p.id for p in rest if not p.reason),
                next_review=next_review(source),
            )
        )
    return tuple(made)


def next_review(source: Source) -> dt.date | None:
    """Return the day a document is to be reviewed by, where that can be told.

    It is counted from the last review, else from adoption or entry into force.
    """
    if source.review is None:
        return None
    since = source.review.last or source.adopted or source.validity.first
    return _later(since, source.review.every) if since else None


def _later(day: dt.date, often: Frequency) -> dt.date | None:
    months = {"month": 1, "year": 12, "term": 48}.get(often.unit)
    if months is None:
        days = {"day": 1, "week": 7}.get(often.unit)
        return day + dt.timedelta(days=days * often.every) if days else None
    total = day.year * 12 + day.month - 1 + months * often.every // often.times
    year, month = divmod(total, 12)
    last = monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


#: A text counts as a document when at least one in so many passages is found in it.
_LIKENESS = 5


class Change(enum.Enum):
    """What became of a registered passage in a text."""

    CHANGED = "changed"
    MOVED = "moved"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageChange:
    """A passage that is no longer where and as it was registered.

    `file` is the text compared with; `reads` are some words that now stand where
    a changed passage stood.
    """

    passage: Passage
    change: Change
    file: str
    rules: tuple[str, ...]
    reads: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What comparing documents with texts gave.

    `files` names the text each document was found in; documents with
    fingerprints that no text resembles are `missing`.
    """

    files: Mapping[str, str]
    missing: tuple[str, ...]
    unchanged: int
    changes: tuple[PassageChange, ...]


class _Text:
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
        found: dict[str, list[int]] = {}
        for size, digests in by_size.items():
            for start in range(len(self.words) - size + 1):
                piece = self._bytes[
                    self._starts[start] : self._starts[start + size] - 1
                ]
                digest = hashlib.sha256(piece).hexdigest()
                if digest in digests:
                    found.setdefault(f"{size}:{digest}", []).append(start)
        return found


def verified(
    jurisdictions: Iterable[Jurisdiction], texts: Mapping[str, str]
) -> Verification:
    """Compare the fingerprints of registered passages with texts by file name."""
    sources: dict[str, Source] = {}
    resting: dict[str, set[str]] = {}
    for jurisdiction in jurisdictions:
        sources.update(jurisdiction.sources)
        for cite, rules in resting_rules(jurisdiction).items():
            resting.setdefault(cite, set()).update(rule.id for rule in rules)
    read = {file: _Text(text) for file, text in sorted(texts.items())}
    files: dict[str, str] = {}
    missing: list[str] = []
    changes: list[PassageChange] = []
    unchanged = 0
    for source in sources.values():
        passages = [p for p in source.passages.values() if p.fingerprint]
        if not passages:
            continue
        wanted = {p.fingerprint for p in passages}
        found = {file: text.places(wanted) for file, text in read.items()}
        best = max(found, key=lambda file: len(found[file]), default="")
        # a passage of a few words may stand in any text: one is no likeness
        if not best or _LIKENESS * len(found[best]) < len(wanted):
            missing.append(source.id)
            continue
        files[source.id] = best
        here = _changes(passages, read[best], found[best], best, resting)
        changes.extend(here)
        unchanged += len(passages) - len(here)
    return Verification(
        files=files, missing=tuple(missing), unchanged=unchanged, changes=tuple(changes)
    )


def _changes(
    passages: Sequence[Passage],
    text: _Text,
    places: Mapping[str, list[int]],
    file: str,
    resting: Mapping[str, set[str]],
) -> list[PassageChange]:
    starts = _chosen_places(passages, places)
    steady = _steady(
        [(n, starts[p.id]) for n, p in enumerate(passages) if p.id in starts]
    )
    changes = []
    for number, passage in enumerate(passages):
        rules = tuple(sorted(resting.get(passage.id, ())))
        if passage.id in starts:
            if number not in steady:
                changes.append(
                    PassageChange(
                        passage=passage, change=Change.MOVED, file=file, rules=rules
                    )
                )
            continue
        reads = _between(number, passages, starts, steady, text)
        changes.append(
            PassageChange(
                passage=passage,
                change=Change.CHANGED if reads else Change.VANISHED,
                file=file,
                rules=rules,
                reads=reads,
            )
        )
    return changes


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
    text: _Text,
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
