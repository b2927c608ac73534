"""Limits: subjects with too many cells, rules too unwieldy, amounts not registered."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..rulebook.model.packs import MissingAmountError
from ..rulebook.model.problems import EngineError
from ..rulebook.model.questions import Question
from ..space.space import TooManyCellsError
from .survey import Sighting, Witness, question_about

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..rulebook.model.rules import Rule
    from ..space.cells import Dimension
    from .survey import Survey
    from .walks import Walk, WalkFailure


def too_many_cells(survey: Survey) -> Iterable[Sighting]:
    """Yield the subjects with more cells than can be walked."""
    for walk, failure in _failures(survey):
        if not isinstance(failure.error, TooManyCellsError):
            continue
        question = _question(failure)
        dimensions = walk.space.relevant(question)
        most = failure.error.message["most"]
        assert isinstance(most, int)  # noqa: S101 - a number of cells
        largest = [dimension.name for dimension in _multiplying(dimensions, most)]
        rules = sorted(
            rule.id
            for rule in _bearing(failure)
            if not rule.circumstances.isdisjoint(largest)
        )
        yield Sighting(
            rules=tuple(rules),
            about=tuple(largest),
            place=survey.rules[rules[0]][0].place,
            count=math.prod(len(dimension.classes) for dimension in dimensions),
            witness=Witness(
                municipality=walk.jurisdiction.id,
                question=question if _is_refused(walk, question) else None,
            ),
        )


def unwieldy_rules(survey: Survey) -> Iterable[Sighting]:
    """Yield the rules that the inference library cannot hold."""
    for walk in survey.walks.values():
        for rule, message in walk.refused:
            question = question_about(rule, survey.today)
            yield Sighting(
                rules=(rule.id,),
                place=rule.place,
                message=message,
                witness=Witness(
                    municipality=walk.jurisdiction.id,
                    question=question,
                    thing="" if question else rule.id,
                ),
            )
    for walk, failure in _failures(survey):
        if not isinstance(failure.error, TooManyCellsError | MissingAmountError):
            yield _stopped(failure, failure.candidates.classifications, walk)


def missing_amounts(survey: Survey) -> Iterable[Sighting]:
    """Yield the rules with limits in an amount of the year that is not registered."""
    for walk, failure in _failures(survey):
        if isinstance(failure.error, MissingAmountError):
            yield _stopped(failure, _in_amounts(failure, walk), walk)


def _stopped(failure: WalkFailure, rules: tuple[Rule, ...], walk: Walk) -> Sighting:
    """Return the sighting of rules that stop every question on their subject."""
    named = rules or failure.candidates.rules
    return Sighting(
        rules=tuple(rule.id for rule in named),
        place=named[0].place,
        message=failure.error.message,
        day=failure.day,
        witness=Witness(municipality=walk.jurisdiction.id, question=_question(failure)),
    )


def _failures(survey: Survey) -> Iterator[tuple[Walk, WalkFailure]]:
    for walk in survey.walks.values():
        for failure in walk.failures:
            yield walk, failure


def _question(failure: WalkFailure) -> Question:
    return Question(failure.subject.kind, failure.subject.slots, (), failure.day)


def _bearing(failure: WalkFailure) -> tuple[Rule, ...]:
    """Return the rules on a subject, and the classifications they depend on."""
    return (*failure.candidates.rules, *failure.candidates.classifications)


def _in_amounts(failure: WalkFailure, walk: Walk) -> tuple[Rule, ...]:
    """Return the rules with limits in multiples of an amount that is missing."""
    stopped = []
    for rule in _bearing(failure):
        try:
            walk.jurisdiction.in_year(rule, failure.day.year)
        except MissingAmountError:
            stopped.append(rule)
    return tuple(stopped)


def _multiplying(dimensions: Iterable[Dimension], most: int) -> list[Dimension]:
    """Return the fewest circumstances that alone make more cells than may be."""
    largest: list[Dimension] = []
    count = 1
    for dimension in sorted(dimensions, key=lambda d: (-len(d.classes), d.name)):
        largest.append(dimension)
        count *= len(dimension.classes)
        if count > most:
            break
    return largest


def _is_refused(walk: Walk, question: Question) -> bool:
    """Tell whether the question is refused too: what is assumed adds no cells to it."""
    try:
        walk.space.ask(question)
    except EngineError:
        return True
    return False
