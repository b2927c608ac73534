"""Find a question that two editions of the same rules answer differently.

The classes of both editions are laid over each other, so that inside every cell of
the walk neither edition tells two questions apart: no difference is missed.
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from engine.answers.answer import Outcome
from engine.answers.question import Question
from engine.inference.concluding import resolved
from engine.inference.layering import layered
from engine.rulebook.packs import MissingAmountError
from engine.rulebook.rules import DutyConclusion
from engine.space.asking import MOST_CELLS, TooManyCellsError
from engine.space.cells import UNSAID, dimensions
from engine.space.walking import day_in, periods

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from engine.answers.answer import Answer
    from engine.answers.deciding import Subject
    from engine.rulebook.rules import Rule
    from engine.rulebook.values import Value
    from engine.rulebook.vocabulary import Vocabulary
    from engine.space.asking import Space
    from engine.space.walking import SubjectClass


def differ(one: Answer, other: Answer) -> bool:
    """Tell whether two answers to the same question say different things.

    Which of several rules says a thing makes no difference, but which duties there
    are does. Where both answers depend on what is missing, only what they depend on
    counts: the answers themselves are compared where nothing is missing.
    """
    if one.outcome is not other.outcome:
        return True
    if one.outcome is Outcome.DEPENDS:
        return one.depends_on != other.depends_on
    return _said(one) != _said(other)


def _said(answer: Answer) -> object:
    findings = {
        (f.conclusion, f.rules if isinstance(f.conclusion, DutyConclusion) else ())
        for f in answer.findings
    }
    return findings, answer.cites, {note.kind for note in answer.notes}


def questions(
    subject: SubjectClass, spaces: tuple[Space, ...], today: dt.date
) -> Iterator[Question]:
    """Yield one question for every cell of a subject, in each period, today's first.

    What a classification derives in one of the editions is also left unsaid. Years
    whose prisbasbelopp is needed but not known are left out: nobody answers there.

    Raises:
        TooManyCellsError: there are more cells than can be walked.
    """
    found = [space.decider.subject(subject.kind, subject.slots) for space in spaces]
    cuts = [cut for listed in found for cut in listed.day_cuts]
    days = [day_in(first, last, today) for first, last in periods(cuts)]
    for day in sorted(days, key=lambda day: (abs(day - today), day)):
        try:
            editions = [
                _rules(listed, space, day)
                for listed, space in zip(found, spaces, strict=True)
            ]
        except MissingAmountError:
            continue
        for given in _cells(editions, spaces[0].jurisdiction.vocabulary):
            yield Question(subject.kind, subject.slots, given, day)


def _cells(
    editions: list[list[Rule]], words: Vocabulary
) -> Iterator[tuple[tuple[str, Value], ...]]:
    """Yield facts that lie in each cell, by name."""
    rules = [rule for edition in editions for rule in edition]
    cut = dimensions(rules, words.circumstances, words.role_kinds)
    derivable = {name for edition in editions for name in layered(edition)[0]}
    sides = [
        range(UNSAID if dimension.name in derivable else 0, len(dimension.classes))
        for dimension in cut
    ]
    if (count := math.prod(map(len, sides))) > MOST_CELLS:
        names = ", ".join(dimension.name for dimension in cut)
        msg = (
            f"the circumstances {names} combine into {count} cells, at most "
            f"{MOST_CELLS} can be walked: simplify the rules that ask about them"
        )
        raise TooManyCellsError(msg)
    for cell in itertools.product(*sides):
        yield tuple(
            (dimension.name, dimension.classes[number].representative)
            for dimension, number in zip(cut, cell, strict=True)
            if number != UNSAID
        )


def _rules(subject: Subject, space: Space, day: dt.date) -> list[Rule]:
    """Return the rules of a subject in force on a day, limits in öre."""
    in_ore = space.jurisdiction.in_ore
    return [
        resolved(rule, lambda times: in_ore(times, day.year))
        for rule in (*subject.rules, *subject.classifications)
        if rule.is_in_force(day)
    ]
