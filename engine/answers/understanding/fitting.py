"""How well each subject fits what was typed: the ranking of free questions.

The question and every phrase that speaks of a subject are cut into units: a word,
or the name of a role. A phrase fits as well as the question's units are found in
it, the rare ones counting most, and as little as possible is left over on either
side. Decision record 0010 explains the ranking.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.answers.understanding.lexicon import SAME_MEANING_FIT, Lexicon, is_light
from engine.answers.understanding.subjects import Source, SubjectText
from engine.answers.understanding.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from engine.answers.understanding.mentions import Mention, Roles
    from engine.answers.understanding.words import Stems
    from engine.rulebook.vocabulary import Vocabulary

#: How much a phrase counts by where it comes from: found in it at all, and as the
#: phrase that fits best.
FOUND = {
    Source.ASKED: 1.0,
    Source.NAME: 1.0,
    Source.SAYS: 0.85,
    Source.DETAIL: 0.55,
    Source.ABOVE: 0.5,
}
BEST = {
    Source.ASKED: 1.0,
    Source.NAME: 0.95,
    Source.SAYS: 0.75,
    Source.DETAIL: 0.4,
    Source.ABOVE: 0.4,
}
#: A role in the question that is a kind of the phrase's role, and the other way.
KIND_FIT = 0.7
BROADER_FIT = 0.5
#: One word of a role's name of several.
PART_OF_NAME_FIT = float(__import__('os').environ.get('PART','0.4'))
#: What every unit weighs at least, so that very common words are not for nothing.
LEAST_WEIGHT = float(__import__('os').environ.get('LEAST','0.4'))
#: What a word weighs that says nothing about the subject, only how it is asked.
LIGHT_WEIGHT = float(__import__('os').environ.get('LIGHT','0.15'))
DAMP = float(__import__('os').environ.get('DAMP','0.4'))


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or the name of a role in a question, with the terms it may mean."""

    start: int
    end: int
    fits: Mapping[str, float]
    weight: float
    is_known: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """How a subject fits a question: shares of the question's weight, 0–1.

    `explained` is what some phrase of the subject accounts for, `best` how well its
    best phrase fits as a whole.
    """

    subject: SubjectText
    explained: float
    best: float
    by_unit: tuple[float, ...]
    bests: tuple[float, ...] = ()
    named: tuple[float, ...] = ()
    touched: float = 0.0


@dataclass(frozen=True, slots=True)
class _Compared:
    """A phrase beside the question: each unit's fit, how much of the phrase is used."""

    by_unit: tuple[float, ...]
    used: float
    whole: float


class Fitter:
    """The subjects of one jurisdiction, ready to be compared with a question."""

    def __init__(
        self, subjects: Sequence[SubjectText], vocabulary: Vocabulary, roles: Roles, stems: Stems
    ) -> None:
        """Cut the phrases of all subjects into units."""
        self.subjects = subjects
        self._roles = roles
        self._stems = stems
        self._kinds = vocabulary.role_kinds
        cut: dict[str, tuple[frozenset[str], ...]] = {}
        for subject in subjects:
            for phrase in subject.phrases:
                if phrase.text not in cut:
                    cut[phrase.text] = self._cut(phrase.text)
        self.lexicon = Lexicon(
            (
                frozenset(
                    term
                    for phrase in subject.phrases
                    for unit in cut[phrase.text]
                    for term in unit
                )
                for subject in subjects
            ),
            stems,
        )
        self._cut_texts = cut
        self._below: dict[str, list[str]] = {}
        for role, kinds in self._kinds.items():
            for kind in kinds:
                if kind != role:
                    self._below.setdefault(kind, []).append(role)
        self._weights: dict[frozenset[str], float] = {}

    def _cut(self, text: str) -> tuple[frozenset[str], ...]:
        """Return the units of a phrase, each with the terms it stands for."""
        said = words(text)
        units: list[frozenset[str]] = []
        position = 0
        for mention in (*self._roles.mentions(said), None):
            end = mention.start if mention else len(said)
            for word in said[position:end]:
                units.append(frozenset({self._term(word)}))
            if mention:
                position = mention.end
                if mention.is_asker:
                    continue  # who asks is not what the question is about
                inside = said[mention.start : mention.end]
                units.append(
                    frozenset({f"@{mention.role}", *(self._stems.of(w) for w in inside)})
                )
        return tuple(units)

    def units(self, said: Sequence[str], mentions: Iterable[Mention]) -> tuple[Unit, ...]:
        """Return the units of a question in words."""
        found: list[Unit] = []
        position = 0
        for mention in (*mentions, None):
            end = mention.start if mention else len(said)
            for number in range(position, end):
                found.append(self._word(number, said[number]))
            if mention:
                found.append(self._role(mention, said))
                position = mention.end
        return tuple(found)

    def _term(self, word: str) -> str:
        return f"~{word}" if is_light(word) else self._stems.of(word)

    def _word(self, number: int, word: str) -> Unit:
        if is_light(word):
            return Unit(number, number + 1, {f"~{word}": 1.0}, LIGHT_WEIGHT, is_known=False)
        fits = self.lexicon.near(self._stems.of(word))
        return self._unit(number, number + 1, fits)

    def _role(self, mention: Mention, said: Sequence[str]) -> Unit:
        fits: dict[str, float] = {f"@{mention.role}": 1.0}
        for kind in self._kinds[mention.role]:
            if kind != mention.role:
                fits[f"@{kind}"] = KIND_FIT
        for role in self._below.get(mention.role, ()):
            fits[f"@{role}"] = BROADER_FIT
        for word in said[mention.start : mention.end]:
            for term, fit in self.lexicon.near(self._stems.of(word)).items():
                times = 1.0 if mention.end - mention.start == 1 else PART_OF_NAME_FIT
                fits[term] = max(fits.get(term, 0), fit * times)
        unit = self._unit(mention.start, mention.end, fits)
        return replace(unit, weight=LIGHT_WEIGHT) if mention.is_asker else unit

    def _unit(self, start: int, end: int, fits: Mapping[str, float]) -> Unit:
        sure = [t for t, f in fits.items() if f >= SAME_MEANING_FIT and self.lexicon.is_known(t)]
        weight = min(map(self.lexicon.weight, sure), default=self.lexicon.most)
        return Unit(start, end, fits, max(weight, LEAST_WEIGHT), bool(sure))

    def fits(self, units: Sequence[Unit], without: str = "") -> list[Fit]:
        """Return how subjects fit; sample questions equal to `without` do not count."""
        total = sum(unit.weight for unit in units)
        heavy = [unit.weight if unit.weight > LIGHT_WEIGHT else 0.0 for unit in units]
        if not any(heavy):
            return []
        compared: dict[str, _Compared | None] = {}
        columns: dict[frozenset[str], tuple[float, ...] | None] = {}
        made = []
        for subject in self.subjects:
            found = [0.0] * len(units)
            best = 0.0
            bests = dict.fromkeys(Source, 0.0)
            named = [0.0] * len(units)
            touched = 0.0
            for phrase in subject.phrases:
                text = phrase.text
                if text not in compared:
                    compared[text] = self._compared(self._cut_texts[text], units, total, columns)
                result = compared[text]
                if result is None or (phrase.source is Source.ASKED and text == without):
                    continue
                bests[phrase.source] = max(bests[phrase.source], result.whole)
                best = max(best, BEST[phrase.source] * result.whole)
                share = FOUND[phrase.source] * (1 - DAMP + DAMP * result.used)
                if phrase.source is Source.NAME:
                    touched = max(touched, result.used)
                is_name = phrase.source in {Source.ASKED, Source.NAME}
                for number, fit in enumerate(result.by_unit):
                    if is_name and fit > named[number]:
                        named[number] = fit
                    if fit * share > found[number]:
                        found[number] = fit * share
            explained = sum(f * w for f, w in zip(found, heavy, strict=True)) / sum(heavy)
            if explained:
                made.append(Fit(subject, explained, best, tuple(found), tuple(bests.values()), tuple(named), touched))
        return made

    def _compared(
        self,
        terms: Sequence[frozenset[str]],
        units: Sequence[Unit],
        total: float,
        columns: dict[frozenset[str], tuple[float, ...] | None],
    ) -> _Compared | None:
        """Return how a phrase compares with the question, None when not at all."""
        rows: list[tuple[float, ...] | None] = []
        for alternatives in terms:
            if alternatives not in columns:
                column = tuple(
                    max((unit.fits.get(term, 0.0) for term in alternatives), default=0.0)
                    for unit in units
                )
                columns[alternatives] = column if any(column) else None
            rows.append(columns[alternatives])
        matched = [row for row in rows if row is not None]
        if not matched:
            return None
        by_unit = tuple(map(max, zip(*matched, strict=True)))
        asked = sum(f * u.weight for f, u in zip(by_unit, units, strict=True)) / total
        weights = [self._weight(alternatives) for alternatives in terms]
        said = sum(
            max(row) * weight
            for row, weight in zip(rows, weights, strict=True)
            if row is not None
        )
        used = said / sum(weights)
        return _Compared(by_unit, used, 2 * asked * used / (asked + used))

    def _weight(self, alternatives: frozenset[str]) -> float:
        weight = self._weights.get(alternatives)
        if weight is None:
            if any(term[0] == "~" for term in alternatives):
                weight = self._weights[alternatives] = LIGHT_WEIGHT
                return weight
            weight = min(map(self.lexicon.weight, alternatives))
            weight = max(weight, LEAST_WEIGHT)
            self._weights[alternatives] = weight
        return weight
