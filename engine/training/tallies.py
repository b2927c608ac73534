"""Sum up sessions: which cases and rules people got wrong, and what they chose."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..records import record
from .sessions import of_municipality

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .results import ExerciseAnswer, UnclearRule
    from .sessions import Session

#: Below so many answers a share says little; such lines come last.
FEW = 5


@dataclass(slots=True)
class Tally:
    """How many answers were right and how many wrong."""

    right: int = 0
    wrong: int = 0

    def add(self, answer: ExerciseAnswer) -> None:
        """Count an answer in."""
        self.right += answer.right
        self.wrong += answer.wrong

    @property
    def total(self) -> int:
        """How many answers there are."""
        return self.right + self.wrong

    @property
    def share(self) -> float:
        """The share of wrong answers, from 0 to 1."""
        return self.wrong / self.total if self.total else 0.0


@dataclass(slots=True)
class TallyLine:
    """How one case, or one rule, was answered: in all, and year by year.

    `id` is that of the case or rule, `title` what a case is called. `instead` counts
    what was chosen instead of the right answer `truth`; `exercises` are the cases
    in which a rule bore.
    """

    id: str
    title: str = ""
    truth: str = ""
    tally: Tally = field(default_factory=Tally)
    by_year: dict[int, Tally] = field(default_factory=dict)
    instead: Counter[str] = field(default_factory=Counter)
    exercises: dict[str, str] = field(default_factory=dict)

    def add(self, answer: ExerciseAnswer) -> None:
        """Count an answer in, and what was chosen instead."""
        for choice in answer.choices:
            if choice.votes and not choice.is_right:
                self.instead[choice.text] += choice.votes
        self.tally.add(answer)
        self.by_year.setdefault(answer.at.year, Tally()).add(answer)
        self.exercises[answer.exercise] = answer.title

    @property
    def key(self) -> tuple[bool, float, int, str]:
        """ExerciseKind key: the least is what most people got wrong."""
        few = self.tally.total < FEW
        return few, -self.tally.share, -self.tally.wrong, self.id


@record
class Tallies:
    """What many sessions amount to; cases and rules, the worst understood first.

    `year` is the last year with answers, and `before` the last one before that, or
    None. `elsewhere` counts the answers to cases of other municipalities: they are in
    none of the other figures.
    """

    sessions: tuple[Session, ...]
    total: Tally
    cases: tuple[TallyLine, ...]
    rules: tuple[TallyLine, ...]
    unclear: tuple[UnclearRule, ...]
    year: int | None
    before: int | None
    elsewhere: int = 0

    def titles(self) -> dict[str, str]:
        """Return what cases are called, by id, as their last answer says."""
        return {
            answer.exercise: answer.title
            for session in self.sessions
            for answer in session.answers.values()
        }

    def ruled(self) -> frozenset[str]:
        """Return the ids of the cases whose answer rests on some rule."""
        return frozenset(
            answer.exercise for answer in _answers(self.sessions) if answer.rules
        )


def tallies(sessions: Sequence[Session], municipality: str = "") -> Tallies:
    """Return what sessions amount to; votes on dilemmas are not right or wrong.

    Where a municipality is named, only its cases count.
    """
    everything = sum(answer.right + answer.wrong for answer in _answers(sessions))
    if municipality:
        sessions = of_municipality(sessions, municipality)
    total, cases, rules = Tally(), dict[str, TallyLine](), dict[str, TallyLine]()
    for answer in _answers(sessions):
        if not (answer.right or answer.wrong):
            continue
        total.add(answer)
        case = cases.setdefault(answer.exercise, TallyLine(answer.exercise))
        case.add(answer)
        case.title = answer.title
        case.truth = next((g.text for g in answer.choices if g.is_right), "")
        for rule in answer.rules:
            rules.setdefault(rule, TallyLine(rule)).add(answer)
    years = sorted({year for line in cases.values() for year in line.by_year})
    return Tallies(
        sessions=tuple(sessions),
        total=total,
        cases=_ranked(cases.values()),
        rules=_ranked(rules.values()),
        unclear=tuple(mark for session in sessions for mark in session.unclear),
        year=years[-1] if years else None,
        before=years[-2] if len(years) > 1 else None,
        elsewhere=everything - total.total,
    )


def _answers(sessions: Iterable[Session]) -> Iterator[ExerciseAnswer]:
    for session in sessions:
        yield from session.answers.values()


def _ranked(lines: Iterable[TallyLine]) -> tuple[TallyLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.key))
