"""Understand a question as people type it: which subject, who, and what is known."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.answers.deciding import Decider
from engine.answers.question import Question
from engine.answers.understanding.circumstances import Circumstances, without_figures
from engine.answers.understanding.everyday import FIRST_PERSON
from engine.answers.understanding.filling import Filled, filled
from engine.answers.understanding.fitting import Fit, Fitter, Unit
from engine.answers.understanding.forms import Forms
from engine.answers.understanding.mentions import Roles
from engine.answers.understanding.subjects import Source, subject_texts
from engine.answers.understanding.words import Stems, words
from engine.rulebook.rules import RuleKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from engine.rulebook.packs import Jurisdiction

EXPLAINED_SHARE = 0.5
FORM_SHARE = float(__import__('os').environ.get('FORM','0.08'))
LEAST_LIKELY = -4.0
ROLES_SHARE = 0.08
LOCAL_BONUS = 0.02
#: At most this many readings are worked out in full.
MOST_READINGS = 12


TOUCHED_SHARE = float(__import__('os').environ.get('TOU','0.15'))
STRANGER_SHARE = float(__import__('os').environ.get('STR','-0.06'))


_WITH_ROLES = frozenset({RuleKind.CONDUCT, RuleKind.DUTY, RuleKind.CONTACT})


class Outcome(enum.Enum):
    """How sure it is what was asked."""

    UNDERSTOOD = "understood"
    SEVERAL = "several"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand what was typed, with how well it fits, 0–1."""

    question: Question
    score: float
    fit: Fit


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a free question may mean, the likeliest reading first."""

    outcome: Outcome
    readings: tuple[Reading, ...]


class Reader:
    """Understands free questions in the words and rules of one jurisdiction."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        """Gather the subjects that have rules, and how people speak of them."""
        self._words = jurisdiction.vocabulary
        self._decider = Decider(jurisdiction)
        self._stems = Stems()
        subjects = subject_texts(jurisdiction, self._stems)
        self._roles = Roles(jurisdiction.vocabulary, self._stems)
        self._fitter = Fitter(subjects, jurisdiction.vocabulary, self._roles, self._stems)
        self._forms = Forms(
            (subject.kind, words(phrase.text))
            for subject in subjects
            for phrase in subject.phrases
            if phrase.source is Source.ASKED
        )
        self._circumstances = Circumstances(jurisdiction, self._fitter.lexicon, self._stems)

    def readings(self, text: str, on: dt.date, without: str = "") -> list[Reading]:
        """Return the ways to understand a text, the likeliest first.

        Args:
            text: what somebody typed.
            on: the day it is asked for.
            without: a sample question to leave out, for measuring.
        """
        said = words(without_figures(text))
        mentions = self._roles.mentions(said)
        units = self._fitter.units(said, mentions)
        likely = self._forms.likelihoods(said)
        is_first_person = bool(FIRST_PERSON.intersection(said))
        scored = []
        for fit in self._fitter.fits(units, without):
            slots = filled(
                fit.subject, mentions, self._words, is_first_person=is_first_person
            )
            score = (
                EXPLAINED_SHARE * fit.explained
                + (1 - EXPLAINED_SHARE) * fit.best
                + FORM_SHARE * max(likely.get(fit.subject.kind, LEAST_LIKELY), LEAST_LIKELY)
                + ROLES_SHARE * slots.fit
                + TOUCHED_SHARE * _touched(fit)
                + STRANGER_SHARE * _strangers(fit, slots, units)
                + (LOCAL_BONUS if fit.subject.is_local else 0)
            )
            scored.append((score, fit, slots))
        scored.sort(key=lambda entry: -entry[0])
        found: dict[frozenset[str], Reading] = {}
        for score, fit, slots in scored:
            if len(found) == MOST_READINGS:
                break
            subject = self._decider.subject(fit.subject.kind, slots.slots)
            rules = subject.rule_ids
            if not rules or rules in found:
                continue
            wanted = {name for rule in (*subject.rules, *subject.classifications) for name in rule.circumstances}
            given = self._circumstances.given(text, said, mentions, wanted, on)
            question = Question(kind=fit.subject.kind, slots=slots.slots, given=given, on=on)
            found[rules] = Reading(question, score, fit)
        return list(found.values())


def _touched(fit: Fit) -> float:
    """Return how much of the subject's own name was said, less one; 0 when it has none."""
    if fit.subject.kind in {RuleKind.CONTACT}:
        return 0.0
    return fit.touched - 1


def _strangers(fit: Fit, slots: Filled, units: Sequence[Unit]) -> float:
    """Return how many of those mentioned neither take part nor belong to the name."""
    if fit.subject.kind not in _WITH_ROLES:
        found = {unit.start: f for unit, f in zip(units, fit.by_unit, strict=True)}
        return sum(max(0.0, 1 - found.get(mention.start, 0.0) / 0.35) for mention in slots.left_out)
    known = {unit.start: named for unit, named in zip(units, fit.named, strict=True)}
    return sum(1 - known.get(mention.start, 0.0) for mention in slots.left_out)
