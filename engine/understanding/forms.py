"""What kind of question it is, from how it is put: learnt from sample questions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from ..rulebook.model.rules import RuleKind
from .everyday import DECIDING, REACHING, TYPICAL
from .words import bare, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .words import Stems

#: The words whose presence tells something of the kind, besides the subject; all
#: without å, ä and ö.
_CUES = frozenset(
    """
    vem vilka vilken vilket vad nar hur var vart far kan maste ska bor behover ar har
    ofta manga steg till jag vi man gor kravs leder sitter med direkt upp ingar finns
    beslutar besluta genom sjalv egen gora hander ordning dom han hon lov vilkas vems
    galler racker
    """.split()
)
#: Verbs that ask whether one may, can, must or should.
MODAL = frozenset({"far", "kan", "maste", "ska", "bor", "behover"})
_WHO_OR_HOW = frozenset(
    {"vem", "vems", "vilka", "vilken", "vilket", "hur", "vad", "vart", "var"}
)
_ONESELF = frozenset({"jag", "vi", "man", "hon", "han", "hen"})
_PERMISSION = frozenset({"far", "kan"})
_IS = frozenset({"ar", "blir", "raknas"})
_HOW_MUCH = frozenset(
    ("hur", word) for word in "lang lange langt ofta manga mycket stor hogt".split()
)
#: Verbs of turning to somebody that mean nothing else, and by which word one stands.
_TURNS_TO = frozenset(
    "kontakta ringa mejla maila prata tala snacka fraga samtala smsa messa".split()
)
_VERB_BY = 5
#: Verbs of finding out, and what is found out.
_INQUIRES = frozenset(
    "fraga utreda kolla forska leta undersoka reda be krava begara efterfraga".split()
)
_WHOSE = frozenset({"vem", "vems", "vilka", "vilken"})
_WHO_OR_WHAT = frozenset({"vem", "vad"})
_BELONGS = frozenset({"sitter", "ingar", "medlem", "medlemmar"})
_WHEN = frozenset({"nar"})
#: Behind these "var" asks where, and is no verb.
_BEFORE_WHERE = frozenset("och eller vet undrar veta men hej sa".split())
#: The words of a question hang together, so that what each tells is told twice over;
#: and no kind is as unlikely as many cues would make it.
TEMPER = 0.4
LEAST_LIKELY = -4.0
_SMOOTHING = 0.5


class Forms:
    """How likely each kind of question is, given the words it is put in."""

    KEPT: ClassVar[tuple[str, ...]] = ("_reaching", "_deciding", "_kinds", "_counts")

    def __init__(
        self, samples: Iterable[tuple[RuleKind, Sequence[str]]], stems: Stems
    ) -> None:
        """Learn from typical questions, and from samples whose kind is known."""
        self.prepare(stems)
        self._reaching = frozenset(map(stems.of, REACHING))
        self._deciding = frozenset(map(stems.of, DECIDING))
        self._kinds: dict[RuleKind, int] = {}
        self._counts: dict[tuple[RuleKind, str], int] = {}
        typical = (
            (RuleKind(kind), words(text))
            for kind, texts in TYPICAL.items()
            for text in texts
        )
        for kind, tokens in (*typical, *samples):
            self._kinds[kind] = self._kinds.get(kind, 0) + 1
            for cue in self._cues(tokens):
                key = (kind, cue)
                self._counts[key] = self._counts.get(key, 0) + 1

    def prepare(self, stems: Stems) -> None:
        """Take what is not kept."""
        self._stems = stems

    def likelihoods(self, tokens: Sequence[str]) -> Mapping[RuleKind, float]:
        """Return for each kind the logarithm of its share, for a question in words."""
        cues = self._cues(tokens)
        total = sum(self._kinds.values())
        scores: dict[RuleKind, float] = {}
        for kind, count in self._kinds.items():
            score = math.log(count / total)
            for cue in sorted(cues):
                seen = self._counts.get((kind, cue), 0)
                score += math.log((seen + _SMOOTHING) / (count + 2 * _SMOOTHING))
            scores[kind] = TEMPER * score
        if self._asks_for_members(tokens):
            scores = {
                k: s if k is RuleKind.BODY else s + LEAST_LIKELY
                for k, s in scores.items()
            }
        most = max(scores.values())
        norm = most + math.log(sum(math.exp(s - most) for s in scores.values()))
        return {kind: max(s - norm, LEAST_LIKELY) for kind, s in scores.items()}

    def is_reaching(self, tokens: Sequence[str]) -> bool:
        """Tell whether somebody wants to reach somebody."""
        return any(self._stems.of(word) in self._reaching for word in tokens)

    @staticmethod
    def is_of_reaching(tokens: Sequence[str]) -> bool:
        """Tell whether it is asked if somebody may turn to somebody.

        "Får chefen fråga tidningen …" asks not who decides on questions of the media.
        """
        asking = [bare(word) for word in tokens[asking_from(tokens) :]]
        is_whether = bool(asking) and asking[0] in MODAL
        return is_whether and not _TURNS_TO.isdisjoint(asking[1:_VERB_BY])

    @staticmethod
    def is_of_inquiry(tokens: Sequence[str]) -> bool:
        """Tell whether it is asked if somebody may find out who did something."""
        asking = [bare(word) for word in tokens[asking_from(tokens) :]]
        if not asking or asking[0] not in MODAL:
            return False
        verb = next((n for n, word in enumerate(asking) if word in _INQUIRES), None)
        return verb is not None and not _WHOSE.isdisjoint(asking[verb + 1 :])

    @staticmethod
    def is_permission(tokens: Sequence[str]) -> bool:
        """Tell whether it is asked if somebody may do something."""
        asking = tokens[asking_from(tokens) :][:1]
        return not _PERMISSION.isdisjoint(bare(word) for word in asking)

    @staticmethod
    def is_whether(tokens: Sequence[str]) -> bool:
        """Tell whether it is asked if something is so, or how long, and not who."""
        opening = tuple(bare(word) for word in tokens[asking_from(tokens) :][:2])
        is_so = bool(tokens) and bare(tokens[0]) in _IS and "som" not in tokens
        return is_so or opening in _HOW_MUCH or opening[:1] == ("tidsfrist",)

    def is_how(self, tokens: Sequence[str]) -> bool:
        """Tell whether it is asked in which way somebody is reached."""
        opening = tuple(bare(word) for word in tokens[asking_from(tokens) :][:2])
        is_way = opening[:1] == ("hur",) and opening not in _HOW_MUCH
        return is_way and self.is_reaching(tokens)

    @staticmethod
    def is_of_somebody(tokens: Sequence[str]) -> bool:
        """Tell whether it is asked who or what, and not whether somebody may."""
        opening = bare(tokens[asking_from(tokens)]) if tokens else ""
        return opening in _WHO_OR_WHAT

    def is_deciding(self, word: str) -> bool:
        """Tell whether a word says that somebody decides."""
        return self._stems.of(word) in self._deciding

    @staticmethod
    def _asks_for_members(tokens: Sequence[str]) -> bool:
        """Tell whether it is asked who belongs to an organ: "vilka sitter i ks"."""
        bared = [bare(word) for word in tokens]
        asking = bared[asking_from(bared) :][:3]
        return bool(_WHO_OR_HOW.intersection(asking) and _BELONGS.intersection(asking))

    def _cues(self, tokens: Sequence[str]) -> frozenset[str]:
        bared = [bare(word) for word in tokens]
        asking = bared[asking_from(bared) :]
        cues = {word for word in asking if word in _CUES}
        if asking:
            cues.add(f"first {asking[0]}" if asking[0] in _CUES else "first other")
            if asking[0] in _WHO_OR_HOW and not MODAL.intersection(asking[1:3]):
                cues.add("without modal")
        if self.is_reaching(tokens):
            cues.add("reaching")
        return frozenset(cues)


def asking_from(tokens: Sequence[str]) -> int:
    """Return at which word a text begins to ask: people often tell the case first.

    Who asks "får jag" and then goes on about who or when asks whether he may; "kan du
    säga vem" asks who.
    """
    tokens = [bare(word) for word in tokens]
    if tokens and tokens[0] in MODAL:
        return 0
    who = _first(tokens, _WHO_OR_HOW)
    whether = next(
        (
            n
            for n, word in enumerate(tokens)
            if word in MODAL and not _ONESELF.isdisjoint(tokens[n + 1 : n + 2])
        ),
        None,
    )
    if whether is not None and (who is None or whether < who):
        return whether
    if who is not None:
        return who
    when = _first(tokens, _WHEN)
    if when is None:
        when = _first(tokens, MODAL)
    return when or 0


def _first(tokens: Sequence[str], among: frozenset[str]) -> int | None:
    """Return where one of some words first stands, and "var" is no verb."""
    places = (n for n, word in enumerate(tokens) if word in among)
    return next((n for n in places if tokens[n] != "var" or _is_where(tokens, n)), None)


def _is_where(tokens: Sequence[str], place: int) -> bool:
    is_asked = not MODAL.isdisjoint(tokens[place + 1 : place + 2])
    return not place or is_asked or tokens[place - 1] in _BEFORE_WHERE
