"""Limits: subjects with too many cells, rules too unwieldy, amounts not registered."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..rulebook.model.packs import MissingAmountError
from ..rulebook.model.problems import EngineError
from ..space.space import TooManyCellsError
from .survey import Sighting, Witness, question_about
from .walks import period_question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..rulebook.model.questions import Question
    from ..rulebook.model.rules import Rule
    from ..space.cells import Dimension
    from .survey import Survey, WalkFailure
    from .walks import Walk


def too_many_cells(survey: Survey) -> Iterable[Sighting]:
    """Yield the subjects with more cells than can be walked."""
    for failure in survey.failures:
        if not isinstance(failure.error, TooManyCellsError):
            continue
        walk = failure.walk
        question = period_question(failure.period)
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
    for failure in survey.failures:
        if not isinstance(failure.error, TooManyCellsError | MissingAmountError):
            yield _stopped(failure, failure.period.candidates.classifications)


def missing_amounts(survey: Survey) -> Iterable[Sighting]:
    """Yield the rules with limits in an amount of the year that is not registered."""
    for failure in survey.failures:
        if isinstance(failure.error, MissingAmountError):
            yield _stopped(failure, _in_amounts(failure))


def _stopped(failure: WalkFailure, rules: tuple[Rule, ...]) -> Sighting:
    """Return the sighting of rules that stop every question on their subject."""
    named = rules or failure.period.candidates.rules
    return Sighting(
        rules=tuple(rule.id for rule in named),
        place=named[0].place,
        message=failure.error.message,
        day=failure.period.day,
        witness=Witness(
            municipality=failure.walk.jurisdiction.id,
            question=period_question(failure.period),
        ),
    )


def _bearing(failure: WalkFailure) -> tuple[Rule, ...]:
    """Return the rules on a subject, and the classifications they depend on."""
    candidates = failure.period.candidates
    return (*candidates.rules, *candidates.classifications)


def _in_amounts(failure: WalkFailure) -> tuple[Rule, ...]:
    """Return the rules with limits in multiples of an amount that is missing."""
    stopped = []
    for rule in _bearing(failure):
        try:
            failure.walk.jurisdiction.in_year(rule, failure.period.day.year)
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
