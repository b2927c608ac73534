"""How well each subject's phrases fit what was typed.

The question and every phrase that speaks of a subject are cut into units: a word,
or the name of a role. A phrase fits as well as the question's units are found in
it, the rare ones counting most, and as little as possible is left over on either
side. Decision record 0011 explains the ranking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from ..records import record, replace
from ..rulebook.model.rules import RuleKind
from .lexicon import SAME_MEANING_FIT, TOGETHER_FIT, Lexicon, is_light
from .shares import LIGHT_WEIGHT, MOST_MISSED, Unit
from .subjects import Origin, SubjectText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..rulebook.model.vocabulary import Vocabulary
    from .mentions import Mention, Roles
    from .shares import Asked
    from .words import Stems

#: How much of the question a phrase accounts for when it is found in it, by where
#: the phrase comes from.
FOUND = {
    Origin.ASKED: 1.0,
    Origin.NAME: 1.0,
    Origin.SAYS: 0.85,
    Origin.DETAIL: 0.55,
    Origin.ABOVE: 0.5,
}
#: How much a phrase counts as the one that fits best.
BEST = {
    Origin.ASKED: 1.0,
    Origin.NAME: 0.95,
    Origin.SAYS: 0.75,
    Origin.DETAIL: 0.4,
    Origin.ABOVE: 0.4,
}
#: What is found in a phrase counts less by this share of what the phrase says besides.
LEFT_OVER_SHARE = 0.4
#: A role in the question that is a kind of the phrase's role.
KIND_FIT = 0.7
#: So many subjects are weighed in full, beside the contacts; and what tells the case
#: counts so much beside what asks, when they are chosen.
MOST_WEIGHED = 160
_OF_THE_CASE = 0.4
#: What every unit weighs at least, so that very common words are not for nothing.
LEAST_WEIGHT = 0.4

#: A unit of a phrase: the terms it stands for. Roles begin with `@`, light words
#: with `~`.
_Terms = frozenset[str]


@record
class Fit:
    """How a subject fits a question, in shares from 0 to 1.

    `by_unit` tells for each unit of the question how well phrases account for the
    unit, `best` how well the best phrase fits as a whole, `touched` how much of the
    subject's own name the question holds.
    """

    subject: SubjectText
    by_unit: tuple[float, ...]
    best: float
    touched: float


class PhraseUnits(NamedTuple):
    """The units of a phrase with the weight of each, and what all weigh together."""

    units: tuple[tuple[_Terms, float], ...]
    weight: float


class _Compared(NamedTuple):
    """A phrase beside the question: the fit of each unit it says, and how much is used.

    Of a long question most units are in no phrase, so only those that are stand here.
    """

    by_unit: tuple[tuple[int, float], ...]
    used: float
    whole: float


#: How well a unit of phrases fits units of the question, the best first: each with its
#: place, which is negative so that of two that fit alike the first is the better.
_Column = tuple[tuple[float, int], ...]


class _QuestionUnits:
    """The units of a question, with which phrases are compared.

    `units_with` tells for each term the units of phrases that stand for it.
    """

    def __init__(
        self, units: Sequence[Unit], units_with: Mapping[str, Iterable[_Terms]]
    ) -> None:
        self._weights = [unit.weight for unit in units]
        self._weight = sum(self._weights)
        found: dict[_Terms, dict[int, float]] = {}
        for place, unit in enumerate(units):
            for term, fit in unit.fits.items():
                for terms in units_with.get(term, ()) if fit else ():
                    own = found.setdefault(terms, {})
                    if fit > own.get(place, 0.0):
                        own[place] = fit
        self._columns = {
            terms: tuple(sorted(((fit, -n) for n, fit in own.items()), reverse=True))
            for terms, own in found.items()
        }

    def compared(self, phrase: PhraseUnits) -> _Compared | None:
        """Return how a phrase compares with the question, None when not at all.

        Words that only tell how it is asked make nothing alike.
        """
        columns = self._columns
        matched = [
            (columns[terms], weight)
            for terms, weight in phrase.units
            if terms in columns
        ]
        if all(weight <= LIGHT_WEIGHT for _, weight in matched):
            return None
        best: dict[int, float] = {}
        for column, _ in matched:
            for fit, place in column:
                if fit > best.get(-place, 0.0):
                    best[-place] = fit
        by_unit = tuple(sorted(best.items()))
        said = sum(fit * self._weights[unit] for unit, fit in by_unit)
        missed = min(self._weight - said, MOST_MISSED)
        asked = said / (said + missed) if said else 0.0
        used = _used(matched) / phrase.weight
        return _Compared(by_unit, used, 2 * asked * used / (asked + used))


def _used(matched: list[tuple[_Column, float]]) -> float:
    """Return how much of a phrase's weight the question says.

    A word that says one unit of the phrase says no other one too: "boende" is not both
    parts of "parboende i särskilt boende". A compound says each of its parts in part.
    """
    used = 0.0
    spent: set[int] = set()
    for column, weight in sorted(matched, key=lambda pair: pair[0][0])[::-1]:
        fit, unit = next((r for r in column if r[1] not in spent), (0.0, 0))
        used += fit * weight
        if fit >= SAME_MEANING_FIT:
            spent.add(unit)
    return used


class Fitter:
    """The subjects of one jurisdiction, ready to be compared with a question."""

    KEPT: ClassVar[tuple[str, ...]] = ("_subjects", "_units_with", "_phrases")

    def __init__(
        self,
        subjects: Sequence[SubjectText],
        tokens: Mapping[str, Sequence[str]],
        vocabulary: Vocabulary,
        roles: Roles,
        stems: Stems,
    ) -> None:
        """Cut the phrases of all subjects into units.

        Args:
            subjects: what may be asked about.
            tokens: the words of each phrase.
            vocabulary: what roles there are.
            roles: finds their names in text.
            stems: what forms of a word have in common.
        """
        self._subjects = subjects
        self.prepare(vocabulary, roles, stems)
        cut = {text: self._units_of(tokens[text]) for text in sorted(tokens)}
        self.lexicon = Lexicon(
            (
                frozenset(
                    term
                    for phrase in subject.phrases
                    for terms in cut[phrase.text]
                    for term in terms
                )
                for subject in subjects
            ),
            stems,
        )
        units = {terms: terms for listed in cut.values() for terms in listed}
        self._units_with: dict[str, list[_Terms]] = {}
        for terms in units:
            for term in terms:
                self._units_with.setdefault(term, []).append(terms)
        weights = {terms: self._weight(terms) for terms in units}
        self._phrases = {
            text: PhraseUnits(
                tuple((units[terms], weights[terms]) for terms in listed),
                sum(weights[terms] for terms in listed),
            )
            for text, listed in cut.items()
        }

    def prepare(self, vocabulary: Vocabulary, roles: Roles, stems: Stems) -> None:
        """Take what is not kept."""
        self._roles = roles
        self._stems = stems
        self._kinds = vocabulary.role_kinds

    def _units_of(self, tokens: Sequence[str]) -> tuple[_Terms, ...]:
        units: list[_Terms] = []
        position = 0
        for mention in (*self._roles.mentions(tokens), None):
            end = mention.start if mention else len(tokens)
            units.extend(frozenset({self._term(word)}) for word in tokens[position:end])
            if mention:
                position = mention.end
                if mention.is_asker:
                    continue  # who asks is not what the question is about
                name = tokens[mention.start : mention.end]
                stems = (self._stems.of(word) for word in name)
                role = () if mention.is_narrower else (f"@{mention.role}",)
                units.append(frozenset({*role, *stems}))
        return tuple(units)

    def _term(self, word: str) -> str:
        return f"~{word}" if is_light(word) else self._stems.of(word)

    def joined(self, tokens: Sequence[str]) -> list[str]:
        """Return words with those made one that are a known word only together."""
        joined: list[str] = []
        for word in tokens:
            if joined and not is_light(joined[-1]) and not is_light(word):
                whole = joined[-1] + word
                is_known = self.lexicon.is_known(self._stems.of(whole))
                if is_known or self._roles.is_name(whole):
                    joined[-1] = whole
                    continue
            joined.append(word)
        return joined

    def units(
        self, tokens: Sequence[str], mentions: Iterable[Mention]
    ) -> tuple[Unit, ...]:
        """Return the units of a question in words."""
        units: list[Unit] = []
        position = 0
        for mention in (*mentions, None):
            end = mention.start if mention else len(tokens)
            units.extend(self._word(n, tokens[n]) for n in range(position, end))
            if mention:
                units.append(self._role(mention, tokens))
                position = mention.end
        return self._with_compounds(units, tokens)

    def _with_compounds(
        self, units: Sequence[Unit], tokens: Sequence[str]
    ) -> tuple[Unit, ...]:
        """Return the units with the compounds that two of them say together."""
        said: dict[int, dict[str, float]] = {}
        stems = [
            "" if unit.is_light else self._stems.of(tokens[unit.start])
            for unit in units
        ]
        for place, term in self.lexicon.together(stems):
            said.setdefault(place, {})[term] = TOGETHER_FIT
        return tuple(
            replace(unit, fits=_best_of(unit.fits, said[n])) if n in said else unit
            for n, unit in enumerate(units)
        )

    def _word(self, number: int, word: str) -> Unit:
        if is_light(word):
            return Unit(number, number + 1, {f"~{word}": 1.0}, LIGHT_WEIGHT)
        fits = self.lexicon.near(self._stems.of(word))
        return self._unit(number, number + 1, fits)

    def _role(self, mention: Mention, tokens: Sequence[str]) -> Unit:
        fits: dict[str, float] = {f"@{mention.role}": 1.0}
        for kind in self._kinds[mention.role] - {mention.role}:
            fits[f"@{kind}"] = KIND_FIT
        if mention.end == mention.start + 1:
            fits |= self.lexicon.near(self._stems.of(tokens[mention.start]))
        unit = self._unit(mention.start, mention.end, fits)
        return replace(unit, weight=LIGHT_WEIGHT) if mention.is_asker else unit

    def _unit(self, start: int, end: int, fits: Mapping[str, float]) -> Unit:
        """Return a unit that weighs what the commonest of its sure meanings does."""
        weight = min(
            (
                self.lexicon.weight(term)
                for term, fit in fits.items()
                if fit >= SAME_MEANING_FIT and self.lexicon.is_known(term)
            ),
            default=self.lexicon.most,
        )
        return Unit(start, end, fits, max(weight, LEAST_WEIGHT))

    def fits(self, units: Sequence[Unit]) -> list[Fit]:
        """Return how well the subjects fit that have anything in common with it."""
        question = _QuestionUnits(units, self._units_with)
        compared = {
            text: question.compared(phrase) for text, phrase in self._phrases.items()
        }
        made = (self._fit(subject, compared, len(units)) for subject in self._subjects)
        return [fit for fit in made if any(fit.by_unit)]

    @staticmethod
    def _fit(
        subject: SubjectText,
        compared: Mapping[str, _Compared | None],
        count: int,
    ) -> Fit:
        by_unit = [0.0] * count
        best = touched = 0.0
        for phrase in subject.phrases:
            result = compared[phrase.text]
            if result is None:
                continue
            best = max(best, BEST[phrase.origin] * result.whole)
            if phrase.origin is Origin.NAME:
                touched = max(touched, result.used)
            elif phrase.origin is Origin.ASKED:
                touched = max(touched, result.whole**3)
            left_over = LEFT_OVER_SHARE * (1 - result.used)
            share = FOUND[phrase.origin] * (1 - left_over)
            for unit, fit in result.by_unit:
                by_unit[unit] = max(by_unit[unit], fit * share)
        return Fit(
            subject=subject,
            by_unit=tuple(by_unit),
            best=best,
            touched=touched,
        )

    def _weight(self, terms: _Terms) -> float:
        if any(term.startswith("~") for term in terms):
            return LIGHT_WEIGHT
        return max(min(map(self.lexicon.weight, terms)), LEAST_WEIGHT)


def _best_of(
    fits: Mapping[str, float], others: Mapping[str, float]
) -> Mapping[str, float]:
    """Return how well each term of either fits, by the one that it fits better."""
    return {**fits, **{t: max(fit, fits.get(t, 0.0)) for t, fit in others.items()}}


def likeliest(
    fits: Sequence[Fit], asked: Asked, alike: Mapping[str, float]
) -> list[Fit]:
    """Return the fits worth weighing in full, in their order.

    Of a long question hundreds of subjects hold some word. Only what fits least by the
    words alone is left out; for a contact they tell too little, so none of these is.
    """
    if len(fits) <= MOST_WEIGHED:
        return list(fits)
    weights = [
        (n, weight * (1 if is_asked else _OF_THE_CASE))
        for n, (weight, is_asked) in enumerate(zip(*asked, strict=True))
        if weight
    ]
    ranked = sorted(
        (
            fit.best
            + max((alike.get(ask, 0.0) for ask in fit.subject.asks), default=0.0)
            + sum(fit.by_unit[n] * weight for n, weight in weights) / MOST_MISSED,
            -place,
        )
        for place, fit in enumerate(fits)
    )
    kept = {-place for _, place in ranked[-MOST_WEIGHED:]}
    return [
        fit
        for place, fit in enumerate(fits)
        if place in kept or fit.subject.kind is RuleKind.CONTACT
    ]
