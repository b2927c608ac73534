"""Compare registered passages with the text of documents: what has drifted since."""

from __future__ import annotations

import enum
from itertools import chain
from typing import TYPE_CHECKING

from ...records import record
from ..model.fingerprints import size
from .accounts import resting_rules
from .placements import SearchableText, TextLine, placement, rest_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ..model.packs import Jurisdiction
    from ..model.sources import Passage, Source
    from .placements import Placement

#: A text counts as a document when at least one in so many passages is found in it.
_LIKENESS = 5


class Drift(enum.Enum):
    """What became of a registered passage in a text."""

    CHANGED = "changed"
    MOVED = "moved"
    VANISHED = "vanished"


@record
class PassageDrift:
    """A passage that is no longer where and as it was registered.

    `file` is the text compared with, `rules` are those that rest on the passage.
    `reads` is what now stands where a changed passage stood.
    """

    passage: Passage
    drift: Drift
    file: str
    rules: tuple[str, ...]
    reads: str = ""


@record
class UnregisteredLine:
    """A line, or a part of one, that no passage of a document and no heading is.

    `beside` are the passages on the same line that it stands next to, and `rules`
    those that rest on them: words added to a sentence leave the sentence findable.
    """

    file: str
    line: int
    reads: str
    beside: tuple[str, ...]
    rules: tuple[str, ...]


@record
class Verification:
    """What comparing documents with texts gave.

    Attributes:
        files: the text that each document stands in, by document.
        missing: the documents with fingerprints that no text resembles.
        read_elsewhere: the documents without any fingerprint that say on which day
            they were read, and the acts, which are compared section by section
            elsewhere; they are not compared here.
        unmarked: the passages that have no fingerprint and are in no such document.
        unchanged: how many passages are where and as they were registered.
        drifts: those that are not.
        unregistered: what stands in a text, and in no passage.
        reordered: the documents of which each passage is as registered, and whose
            whole text is not: a heading has moved or is gone.
        unused: the texts that no document stands in.
        doubles: texts that resemble a document which was compared with another one
            that resembles it more, with that document.
        others: the files beside the texts that are no texts, and were not read.
    """

    files: Mapping[str, str]
    missing: tuple[str, ...]
    read_elsewhere: tuple[Source, ...]
    unmarked: tuple[Passage, ...]
    unchanged: int
    drifts: tuple[PassageDrift, ...]
    unregistered: tuple[UnregisteredLine, ...]
    reordered: tuple[str, ...]
    unused: tuple[str, ...]
    doubles: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()

    @property
    def compared(self) -> int:
        """How many passages were compared with a text."""
        return self.unchanged + len(self.drifts)

    @property
    def is_unchanged(self) -> bool:
        """Tell whether passages were compared, all that could be, and all are alike."""
        return bool(self.unchanged) and not (
            self.missing
            or self.unmarked
            or self.drifts
            or self.unregistered
            or self.reordered
            or self.doubles
        )


def verification_of(
    jurisdictions: Iterable[Jurisdiction],
    texts: Mapping[str, str],
    *,
    is_one_edition: bool = False,
) -> Verification:
    """Return how registered passages compare with texts, given by their file names.

    Args:
        jurisdictions: whose documents to compare, those of borrowed packs aside.
        texts: the texts by their file names.
        is_one_edition: whether the texts are an edition of one document, so that
            others need not be among them.
    """
    sources: dict[str, Source] = {}
    resting: dict[str, set[str]] = {}
    for jurisdiction in jurisdictions:
        for source in jurisdiction.sources.values():
            if jurisdiction.is_own(source.id):
                sources[source.id] = source
        for cite, rules in resting_rules(jurisdiction).items():
            resting.setdefault(cite, set()).update(rule.id for rule in rules)
    read = {file: SearchableText(text) for file, text in sorted(texts.items())}
    marked = [source for source in sources.values() if _marked(source)]
    wanted = {mark for source in marked for mark in _marks(source)}
    places = {file: text.places(wanted) for file, text in read.items()}
    files = _files(marked, places, read)
    if is_one_edition and files:
        marked = [source for source in marked if source.id in files]
        sources = {source.id: source for source in marked}
    comparisons = [
        _DocumentComparison(
            source, files[source.id], read[files[source.id]], places[files[source.id]]
        )
        for source in marked
        if source.id in files
    ]
    known: dict[str, set[int]] = {}
    for each in comparisons:
        known.setdefault(each.file, set()).update(each.words)
    drifts = [
        drift
        for each in comparisons
        for drift in each.drifts(known[each.file], resting)
    ]
    unregistered = _unregistered(comparisons, known, read, resting)
    left = [file for file in read if file not in files.values()]
    doubles = [
        (file, source.id)
        for file in left
        for source in marked
        if _resembles(source, places[file])
    ]
    troubled = {drift.file for drift in drifts} | {new.file for new in unregistered}
    bare = [source for source in sources.values() if not _marked(source)]
    return Verification(
        files=files,
        missing=tuple(each.id for each in marked if each.id not in files),
        read_elsewhere=tuple(each for each in bare if each.consulted or _is_act(each)),
        unmarked=tuple(_unmarked(sources.values())),
        unchanged=sum(len(each.passages) for each in comparisons) - len(drifts),
        drifts=tuple(drifts),
        unregistered=tuple(unregistered),
        reordered=tuple(
            each.source.id
            for each in comparisons
            if each.file not in troubled and not each.is_whole_text
        ),
        unused=tuple(file for file in left if file not in dict(doubles)),
        doubles=tuple(doubles),
    )


def _marked(source: Source) -> list[Passage]:
    """Return the passages to look for; those of an act are found by their sections."""
    if _is_act(source):
        return []
    return [p for p in source.passages.values() if p.fingerprint]


def _is_act(source: Source) -> bool:
    """Tell whether a document is an act whose sections are compared by their numbers.

    An act that says nothing of when it was read, and has no fingerprint, is as any
    other document: nobody has compared it with anything.
    """
    return source.statute is not None and (
        source.consulted is not None
        or any(passage.fingerprint for passage in source.passages.values())
    )


def _unmarked(sources: Iterable[Source]) -> Iterable[Passage]:
    """Return the passages without fingerprint, where a day of reading stands for none.

    Of a document with some fingerprints each passage must have one.
    """
    for source in sources:
        if _marked(source) or not (source.consulted or _is_act(source)):
            yield from (p for p in source.passages.values() if not p.fingerprint)


def _marks(source: Source) -> set[str]:
    """Return the fingerprints of a document's passages and headings."""
    return {p.fingerprint for p in _marked(source)}.union(source.rest)


def _files(
    sources: Sequence[Source],
    places: Mapping[str, Mapping[str, list[int]]],
    read: Mapping[str, SearchableText],
) -> dict[str, str]:
    """Return the text that each document stands in.

    A document that no text resembles stands in the only text left, when both are the
    only one of their kind: every passage of it may have changed.
    """
    files: dict[str, str] = {}
    for source in sources:
        best = max(places, key=lambda file: _found(source, places[file]), default="")
        if best and _resembles(source, places[best]):
            files[source.id] = best
    alone = [source.id for source in sources if source.id not in files]
    left = [file for file in read if file not in files.values() and read[file].words]
    if len(alone) == len(left) == 1:
        files[alone[0]] = left[0]
    return files


def _found(source: Source, places: Mapping[str, list[int]]) -> int:
    """Return how many of a document's fingerprints are found in a text."""
    return len({p.fingerprint for p in _marked(source)} & places.keys())


def _resembles(source: Source, places: Mapping[str, list[int]]) -> bool:
    """Tell whether a text counts as a document.

    A passage of a few words may stand in any text: one is no likeness.
    """
    wanted = {p.fingerprint for p in _marked(source)}
    return _LIKENESS * _found(source, places) >= len(wanted)


class _DocumentComparison:
    """A document beside the text it stands in."""

    def __init__(
        self,
        source: Source,
        file: str,
        text: SearchableText,
        places: Mapping[str, list[int]],
    ) -> None:
        self.source = source
        self.file = file
        self.passages = _marked(source)
        self._text = text
        self._placement: Placement = placement(self.passages, places, text)
        passage_words = self._placement.words(self.passages)
        rest = rest_words(source.rest, places, passage_words, text)
        self.words: AbstractSet[int] = passage_words | rest
        self.rooms = self._rooms()

    @property
    def is_whole_text(self) -> bool:
        """Tell whether the whole text is as registered, where that is known."""
        return self.source.text in {"", self._text.fingerprint}

    def _rooms(self) -> dict[tuple[int, int], list[int]]:
        """Return the numbers of the passages that are gone, by where they stood."""
        rooms: dict[tuple[int, int], list[int]] = {}
        for number in range(len(self.passages)):
            if number not in self._placement.starts:
                low, high = self._placement.room(number, self.passages)
                end = len(self._text.words) if high is None else high
                rooms.setdefault((low, end), []).append(number)
        return rooms

    def beside(self, line: TextLine) -> Iterator[str]:
        """Return the passages that a line's words stand right before or behind."""
        for number, start in self._placement.starts.items():
            end = start + size(self.passages[number].fingerprint)
            near = (end == line.first and end - 1, start == line.end and start)
            if any(word and self._text.is_on(line.number, word) for word in near):
                yield self.passages[number].id

    def drifts(
        self, known: AbstractSet[int], resting: Mapping[str, AbstractSet[str]]
    ) -> list[PassageDrift]:
        """Return what became of the passages that are not as they were.

        Args:
            known: the words of the text that stand in some passage or heading.
            resting: the rules that rest on a passage.
        """
        reads = self._readings(known)
        drifts = []
        for number, passage in enumerate(self.passages):
            if number in self._placement.steady:
                continue
            drift = Drift.CHANGED if reads.get(number) else Drift.VANISHED
            if number in self._placement.starts:
                drift = Drift.MOVED
            drifts.append(
                PassageDrift(
                    passage=passage,
                    drift=drift,
                    file=self.file,
                    rules=tuple(sorted(resting.get(passage.id, ()))),
                    reads=reads.get(number, ""),
                )
            )
        return drifts

    def _readings(self, known: AbstractSet[int]) -> dict[int, str]:
        """Return what stands where each passage stood that is gone."""
        reads: dict[int, str] = {}
        for (low, end), numbers in self.rooms.items():
            here = [word for word in range(low, end) if word not in known]
            lines = self._text.lines(here)
            if len(lines) == len(numbers):
                pairs = zip(numbers, lines, strict=True)
                reads.update((number, line.reads) for number, line in pairs)
            else:
                whole = " ".join(line.reads for line in lines)
                reads.update(dict.fromkeys(numbers, whole))
        return reads


def _unregistered(
    comparisons: Sequence[_DocumentComparison],
    known: Mapping[str, AbstractSet[int]],
    read: Mapping[str, SearchableText],
    resting: Mapping[str, AbstractSet[str]],
) -> list[UnregisteredLine]:
    """Return what stands in the texts, in no document, and where no passage is gone."""
    new = []
    for file, words in known.items():
        here = [each for each in comparisons if each.file == file]
        rooms = (range(*room) for each in here for room in each.rooms)
        left = set(range(len(read[file].words))) - words - set(chain(*rooms))
        for line in read[file].lines(left):
            beside = tuple(id_ for each in here for id_ in each.beside(line))
            rules = {rule for id_ in beside for rule in resting.get(id_, ())}
            new.append(
                UnregisteredLine(
                    file=file,
                    line=line.number,
                    reads=line.reads,
                    beside=beside,
                    rules=tuple(sorted(rules)),
                )
            )
    return new
