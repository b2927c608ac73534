"""Find where registered passages stand in a text, and what else stands there."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from ...records import record
from ..model.fingerprints import composed, fingerprint_of, size, tokens

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    from ..model.sources import Passage


@record
class TextLine:
    """Words of one line of a text, from word number `first` until before `end`.

    `number` counts the lines from 1; `reads` is how the words stand there.
    """

    number: int
    first: int
    end: int
    reads: str


class SearchableText:
    """A text as normalised words, searchable by fingerprint."""

    def __init__(self, text: str) -> None:
        """Read the words of a text."""
        self._text = composed(text)
        self._tokens = tokens(self._text)
        self.words = [token.word for token in self._tokens]
        self.fingerprint = fingerprint_of(self.words)
        self._bytes = " ".join(self.words).encode()
        self._starts = [0]
        for word in self.words:
            self._starts.append(self._starts[-1] + len(word.encode()) + 1)
        self._line_of = list(self._numbers_of_lines())
        self.raw_lines = self._text.split("\n")

    def _numbers_of_lines(self) -> Iterator[int]:
        number, at = 1, 0
        for token in self._tokens:
            number += self._text.count("\n", at, token.start)
            at = token.start
            yield number

    def places(self, wanted: Iterable[str]) -> dict[str, list[int]]:
        """Return the word numbers at which pieces with these fingerprints begin."""
        by_size: dict[int, set[str]] = {}
        for mark in wanted:
            by_size.setdefault(size(mark), set()).add(mark.partition(":")[2])
        places: dict[str, list[int]] = {}
        for count, digests in by_size.items():
            for start in range(len(self.words) - count + 1):
                piece = self._bytes[
                    self._starts[start] : self._starts[start + count] - 1
                ]
                digest = hashlib.sha256(piece).hexdigest()
                if digest in digests:
                    places.setdefault(f"{count}:{digest}", []).append(start)
        return places

    def is_whole_lines(self, start: int, end: int) -> bool:
        """Tell whether words begin and end where a line does."""
        lines = self._line_of
        return (start == 0 or lines[start - 1] != lines[start]) and (
            end == len(lines) or lines[end - 1] != lines[end]
        )

    def is_on(self, line: int, word: int) -> bool:
        """Tell whether a word, by its number, stands on a line."""
        return self._line_of[word] == line

    def words_on(self, line: int) -> range:
        """Return the numbers of the words that begin on a line."""
        first = bisect_left(self._line_of, line)
        return range(first, bisect_right(self._line_of, line))

    def reads(self, words: range) -> str:
        """Return how some words stand in the text, on one line."""
        return self._line(words.start, words.stop).reads

    def lines(self, words: Iterable[int]) -> list[TextLine]:
        """Return the lines, or parts of lines, that some words make up."""
        return [
            self._line(run.start, run.stop)
            for run in _runs(words, lambda word: self._is_parted(word, "\n"))
        ]

    def paragraphs(self, words: Iterable[int], least: int = 1) -> list[TextLine]:
        """Return the paragraphs, or parts of them, that some words make up.

        Args:
            words: the numbers of the words.
            least: what has fewer words is joined with what stands right before it.
        """
        joined: list[range] = []
        for run in _runs(words, lambda word: self._is_parted(word, "\n\n")):
            before = joined[-1] if joined else range(0)
            is_next = bool(before) and before.stop == run.start
            if is_next and min(len(before), len(run)) < least:
                joined[-1] = range(before.start, run.stop)
            else:
                joined.append(run)
        return [self._line(run.start, run.stop) for run in joined]

    def fingerprint_between(self, first: int, end: int) -> str:
        """Return the fingerprint of words from number `first` until before `end`."""
        return fingerprint_of(self.words[first:end])

    def _is_parted(self, word: int, by: str) -> bool:
        """Tell whether a break stands between a word and the word before it."""
        end, start = self._tokens[word - 1].end, self._tokens[word].start
        between = self._text[end:start]
        return by in re.sub(r"[^\S\n]+", "", between)

    def _line(self, first: int, end: int) -> TextLine:
        begin, stop = self._tokens[first].start, self._tokens[end - 1].end
        reads = " ".join(self._text[begin:stop].split())
        return TextLine(number=self._line_of[first], first=first, end=end, reads=reads)


@record
class Placement:
    """Where the passages of a document stand in a text, by their number.

    `starts` are word numbers; `steady` are the passages that kept their order.
    """

    starts: Mapping[int, int]
    steady: frozenset[int]

    def room(self, number: int, passages: Sequence[Passage]) -> tuple[int, int | None]:
        """Return between which words a passage stood: after one steady, before another.

        None is the end of the text.
        """
        low, high = 0, None
        for other in sorted(self.steady):
            if other < number:
                end = self.starts[other] + size(passages[other].fingerprint)
                low = max(low, end)
            elif self.starts[other] >= low:
                high = self.starts[other]
                break
        return low, high

    def words(self, passages: Sequence[Passage]) -> set[int]:
        """Return the numbers of the words that stand in the passages."""
        return {
            word
            for number, start in self.starts.items()
            for word in range(start, start + size(passages[number].fingerprint))
        }


def _runs(words: Iterable[int], is_parted: Callable[[int], bool]) -> Iterator[range]:
    """Yield words in a row, by number, that nothing parts."""
    first = last = None
    for word in sorted(words):
        if first is None or last is None:
            first = word
        elif last != word - 1 or is_parted(word):
            yield range(first, last + 1)
            first = word
        last = word
    if first is not None and last is not None:
        yield range(first, last + 1)


def placement(
    passages: Sequence[Passage],
    places: Mapping[str, Sequence[int]],
    text: SearchableText,
) -> Placement:
    """Choose a place for each passage that stands in a text, and one place for each.

    Passages that can stand in one place only come first; of several places the others
    take one between their neighbours: rather lines of its own than words of another
    passage.
    """
    marks = Counter(passage.fingerprint for passage in passages)
    sure = {
        number: places[passage.fingerprint][0]
        for number, passage in enumerate(passages)
        if marks[passage.fingerprint] == len(places.get(passage.fingerprint, ())) == 1
    }
    anchors = sorted(_in_order(sorted(sure.items())))
    starts = dict(sure)
    words = {
        word
        for number, start in sure.items()
        for word in range(start, start + size(passages[number].fingerprint))
    }
    taken: set[tuple[str, int]] = set()
    low = 0
    for number, passage in enumerate(passages):
        mark = passage.fingerprint
        spot = bisect_right(anchors, number)
        if number in sure:
            low = sure[number] if anchors[spot - 1 : spot] == [number] else low
            continue
        high = sure[anchors[spot]] if spot < len(anchors) else None
        free = [at for at in places.get(mark, ()) if (mark, at) not in taken]
        count = size(mark)
        fitting = [at for at in free if low <= at and (high is None or at <= high)]
        start = None
        if fitting:
            start = low = min(fitting, key=lambda at: _shares(at, count, words, text))
        elif free:
            start = free[-1]
        else:
            continue
        starts[number] = start
        taken.add((mark, start))
        words.update(range(start, start + count))
    return Placement(starts=starts, steady=_in_order(sorted(starts.items())))


def _shares(
    at: int, count: int, words: Collection[int], text: SearchableText
) -> tuple[bool, bool, int]:
    """Return a key for places: the least has words and lines of its own."""
    is_shared = any(word in words for word in range(at, at + count))
    return is_shared, not text.is_whole_lines(at, at + count), at


def _in_order(placed: Sequence[tuple[int, int]]) -> frozenset[int]:
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


def rest_words(
    rest: Iterable[str],
    places: Mapping[str, Sequence[int]],
    taken: set[int],
    text: SearchableText,
) -> set[int]:
    """Return the words of the registered lines that are no passages.

    Each stands once: where it is a line of its own, in its order, if it can.
    """
    words: set[int] = set()
    cursor = 0
    for mark in rest:
        count = size(mark)
        free = [
            at
            for at in places.get(mark, ())
            if not any(word in taken or word in words for word in range(at, at + count))
        ]
        if free:
            start = min(free, key=lambda at: _unlikeness(at, count, cursor, text))
            words.update(range(start, start + count))
            cursor = max(cursor, start)
    return words


def _unlikeness(
    at: int, count: int, cursor: int, text: SearchableText
) -> tuple[bool, bool, int]:
    return not text.is_whole_lines(at, at + count), at < cursor, at
