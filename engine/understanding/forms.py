"""What kind of question it is, from how it is put: learnt from sample questions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..rulebook.model.rules import RuleKind
from .everyday import REACHING, TYPICAL
from .words import bare, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .words import Stems

#: The words whose presence tells something of the kind, besides the subject; all
#: without å, ä and ö.
_CUES = frozenset(
    [
        "vem",
        "vilka",
        "vilken",
        "vilket",
        "vad",
        "nar",
        "hur",
        "var",
        "vart",
        "far",
        "kan",
        "maste",
        "ska",
        "bor",
        "behover",
        "ar",
        "har",
        "ofta",
        "manga",
        "steg",
        "till",
        "jag",
        "vi",
        "man",
        "gor",
        "kravs",
        "leder",
        "sitter",
        "med",
        "direkt",
        "upp",
        "ingar",
        "finns",
        "beslutar",
        "besluta",
        "genom",
        "sjalv",
        "egen",
        "gora",
        "hander",
        "ordning",
        "dom",
        "han",
        "hon",
        "lov",
        "vilkas",
        "vems",
        "galler",
        "racker",
    ]
)
_MODAL = frozenset({"far", "kan", "maste", "ska", "bor", "behover"})
_WHO_OR_HOW = frozenset(
    {"vem", "vems", "vilka", "vilken", "vilket", "hur", "vad", "vart", "var"}
)
_WHEN = frozenset({"nar"})
#: The words of a question hang together, so that what each tells is told twice over;
#: and no kind is as unlikely as many cues would make it.
TEMPER = 0.4
LEAST_LIKELY = -4.0
_SMOOTHING = 0.5


class Forms:
    """How likely each kind of question is, given the words it is put in."""

    def __init__(
        self, samples: Iterable[tuple[RuleKind, Sequence[str]]], stems: Stems
    ) -> None:
        """Learn from typical questions, and from samples whose kind is known."""
        self._stems = stems
        self._reaching = frozenset(map(stems.of, REACHING))
        self._kinds: dict[RuleKind, int] = {}
        self._counts: dict[tuple[RuleKind, str], int] = {}
        typical = (
            (RuleKind(kind), words(text))
            for kind, texts in TYPICAL.items()
            for text in texts
        )
        for kind, said in (*typical, *samples):
            self._kinds[kind] = self._kinds.get(kind, 0) + 1
            for cue in self._cues(said):
                key = (kind, cue)
                self._counts[key] = self._counts.get(key, 0) + 1

    def likelihoods(self, said: Sequence[str]) -> Mapping[RuleKind, float]:
        """Return for each kind the logarithm of its share, for a question in words."""
        cues = self._cues(said)
        total = sum(self._kinds.values())
        scores: dict[RuleKind, float] = {}
        for kind, count in self._kinds.items():
            score = math.log(count / total)
            for cue in sorted(cues):
                seen = self._counts.get((kind, cue), 0)
                score += math.log((seen + _SMOOTHING) / (count + 2 * _SMOOTHING))
            scores[kind] = TEMPER * score
        most = max(scores.values())
        norm = most + math.log(sum(math.exp(s - most) for s in scores.values()))
        return {kind: max(s - norm, LEAST_LIKELY) for kind, s in scores.items()}

    def is_reaching(self, said: Sequence[str]) -> bool:
        """Tell whether somebody wants to reach somebody."""
        return any(self._stems.of(word) in self._reaching for word in said)

    def _cues(self, said: Sequence[str]) -> frozenset[str]:
        bared = [bare(word) for word in said]
        asking = bared[asking_from(bared) :]
        found = {word for word in asking if word in _CUES}
        if asking:
            found.add(f"first {asking[0]}" if asking[0] in _CUES else "first other")
            if asking[0] in _WHO_OR_HOW and not _MODAL.intersection(asking[1:3]):
                found.add("without modal")
        if self.is_reaching(said):
            found.add("reaching")
        return frozenset(found)


def asking_from(said: Sequence[str]) -> int:
    """Return at which word a text begins to ask: people often tell the case first."""
    said = [bare(word) for word in said]
    if said and said[0] in _MODAL:
        return 0
    for openings in (_WHO_OR_HOW, _WHEN, _MODAL):
        for start, word in enumerate(said):
            if word in openings:
                return start
    return 0
