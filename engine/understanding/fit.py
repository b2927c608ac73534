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
MOST_WEIGHED = 80
_OF_THE_CASE = 0.4
#: What every unit weighs at least, so that very common words are not for nothing.
LEAST_WEIGHT = 0.4

#: A unit of a phrase: the terms it stands for. Roles begin with `@`.
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
    """The units of a phrase, by their numbers, and what all weigh together.

    Words that only tell how it is asked are no units: they make nothing alike.
    """

    units: tuple[int, ...]
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

    `columns` tells of each unit of phrases that any of them may mean, by its number,
    how well it fits.
    """

    def __init__(
        self, units: Sequence[Unit], units_with: Mapping[str, Iterable[int]]
    ) -> None:
        self._weights = [unit.weight for unit in units]
        self._weight = sum(self._weights)
        found: dict[int, dict[int, float]] = {}
        for place, unit in enumerate(units):
            for term, fit in unit.fits.items():
                for number in units_with.get(term, ()) if fit else ():
                    own = found.setdefault(number, {})
                    if fit > own.get(place, 0.0):
                        own[place] = fit
        self.columns: dict[int, _Column] = {
            number: tuple(sorted(((fit, -n) for n, fit in own.items()), reverse=True))
            for number, own in found.items()
        }

    def compared(
        self, said: Sequence[int], phrase: PhraseUnits, weights: Sequence[float]
    ) -> _Compared:
        """Return how a phrase compares with the question.

        Args:
            said: the units of it that the question says.
            phrase: all its units.
            weights: what each unit of phrases weighs.
        """
        columns = self.columns
        if len(said) == 1:
            column = columns[said[0]]
            best = {-place: fit for fit, place in column}
            used = column[0][0] * weights[said[0]] / phrase.weight
        else:
            best = {}
            for number in said:
                for fit, place in columns[number]:
                    if fit > best.get(-place, 0.0):
                        best[-place] = fit
            matched = [(columns[number], weights[number]) for number in said]
            used = _used(matched) / phrase.weight
        told = 0.0
        for unit, fit in best.items():
            told += fit * self._weights[unit]
        missed = min(self._weight - told, MOST_MISSED)
        asked = told / (told + missed)
        whole = 2 * asked * used / (asked + used)
        return _Compared(tuple(best.items()), used, whole)


def _used(matched: list[tuple[_Column, float]]) -> float:
    """Return how much of a phrase's weight the question says.

    A word that says one unit of the phrase says no other one too: "boende" is not both
    parts of "parboende i särskilt boende". A compound says each of its parts in part.
    """
    used = 0.0
    spent: set[int] = set()
    for column, weight in sorted(matched, key=lambda pair: pair[0][0])[::-1]:
        for fit, unit in column:
            if unit not in spent:
                used += fit * weight
                if fit >= SAME_MEANING_FIT:
                    spent.add(unit)
                break
    return used


class Fitter:
    """The subjects of one jurisdiction, ready to be compared with a question."""

    KEPT: ClassVar[tuple[str, ...]] = (
        "_subjects",
        "_units_with",
        "_weights",
        "_phrases",
        "_spoken",
    )

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
        numbers: dict[_Terms, int] = {}
        self._units_with: dict[str, list[int]] = {}
        self._weights: list[float] = []
        self._phrases: list[PhraseUnits] = []
        places: dict[str, int] = {}
        for text, listed in cut.items():
            for terms in listed:
                if terms not in numbers:
                    numbers[terms] = len(numbers)
                    self._weights.append(self._weight(terms))
                    for term in sorted(terms):
                        self._units_with.setdefault(term, []).append(numbers[terms])
            own = tuple(numbers[terms] for terms in listed)
            places[text] = len(self._phrases)
            self._phrases.append(PhraseUnits(own, sum(self._weights[n] for n in own)))
        #: The numbers of each subject's phrases, in their order.
        self._spoken = [
            tuple(places[phrase.text] for phrase in subject.phrases)
            for subject in subjects
        ]
        self.post()

    def prepare(self, vocabulary: Vocabulary, roles: Roles, stems: Stems) -> None:
        """Take what is not kept."""
        self._roles = roles
        self._stems = stems
        self._kinds = vocabulary.role_kinds

    def post(self) -> None:
        """Note for each unit which phrases hold it, and for each phrase whose it is."""
        self._holders: list[list[int]] = [[] for _ in self._weights]
        for place, phrase in enumerate(self._phrases):
            for number in phrase.units:
                self._holders[number].append(place)
        self._speakers: list[list[int]] = [[] for _ in self._phrases]
        for subject, spoken in enumerate(self._spoken):
            for place in spoken:
                self._speakers[place].append(subject)

    def _units_of(self, tokens: Sequence[str]) -> tuple[_Terms, ...]:
        units: list[_Terms] = []
        position = 0
        for mention in (*self._roles.mentions(tokens), None):
            end = mention.start if mention else len(tokens)
            units.extend(
                frozenset({self._stems.of(word)})
                for word in tokens[position:end]
                if not is_light(word)
            )
            if mention:
                position = mention.end
                if mention.is_asker:
                    continue  # who asks is not what the question is about
                name = tokens[mention.start : mention.end]
                stems = (self._stems.of(word) for word in name)
                role = () if mention.is_narrower else (f"@{mention.role}",)
                units.append(frozenset({*role, *stems}))
        return tuple(units)

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
            return Unit(number, number + 1, {}, LIGHT_WEIGHT)
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

    def fits(self, units: Sequence[Unit], asked: Asked) -> list[Fit]:
        """Return how well the subjects fit that have most in common with a question.

        Of a long question hundreds of subjects hold some word. Only what can fit least
        is left out; of a contact the words tell too little, so none of these is.
        """
        question = _QuestionUnits(units, self._units_with)
        said: dict[int, list[int]] = {}
        for number in question.columns:
            for place in self._holders[number]:
                said.setdefault(place, []).append(number)
        kept = self._likeliest(said, question, asked)
        compared: dict[int, _Compared] = {}
        for place in {place for subject in kept for place in self._spoken[subject]}:
            own = said.get(place)
            if own:
                compared[place] = question.compared(
                    own, self._phrases[place], self._weights
                )
        return [self._fit(subject, compared, len(units)) for subject in sorted(kept)]

    def _likeliest(
        self, said: Mapping[int, Sequence[int]], question: _QuestionUnits, asked: Asked
    ) -> Iterable[int]:
        """Return the subjects worth weighing in full, of those that say anything."""
        reached: dict[int, set[int]] = {}
        for place, own in said.items():
            for subject in self._speakers[place]:
                reached.setdefault(subject, set()).update(own)
        if len(reached) <= MOST_WEIGHED:
            return reached
        weights = [
            weight * (1 if is_asked else _OF_THE_CASE)
            for weight, is_asked in zip(*asked, strict=True)
        ]
        most: list[tuple[float, int]] = []
        for subject, numbers in reached.items():
            best: dict[int, float] = {}
            for number in numbers:
                for fit, place in question.columns[number]:
                    if fit > best.get(place, 0.0):
                        best[place] = fit
            told = sum(fit * weights[-place] for place, fit in best.items())
            most.append((-told, subject))
        most.sort()
        contacts = (
            subject
            for _, subject in most[MOST_WEIGHED:]
            if self._subjects[subject].kind is RuleKind.CONTACT
        )
        return [*(subject for _, subject in most[:MOST_WEIGHED]), *contacts]

    def _fit(self, number: int, compared: Mapping[int, _Compared], count: int) -> Fit:
        subject = self._subjects[number]
        by_unit = [0.0] * count
        best = touched = 0.0
        for phrase, place in zip(subject.phrases, self._spoken[number], strict=True):
            result = compared.get(place)
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
        return max(min(map(self.lexicon.weight, terms)), LEAST_WEIGHT)


def _best_of(
    fits: Mapping[str, float], others: Mapping[str, float]
) -> Mapping[str, float]:
    """Return how well each term of either fits, by the one that it fits better."""
    return {**fits, **{t: max(fit, fits.get(t, 0.0)) for t, fit in others.items()}}
