"""Limits: subjects with too many cells, rules too unwieldy, amounts not registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..inference.program import resolved
from ..rulebook.language.acceptances import FindingKind
from ..rulebook.model.packs import MissingAmountError
from ..rulebook.model.problems import EngineError
from ..rulebook.model.questions import Question
from ..space.space import MOST_CELLS, TooManyCellsError
from .examination import question_about
from .findings import LintFinding, Severity, Witness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..rulebook.model.rules import Rule
    from ..space.cells import Dimension
    from .examination import Examined
    from .walks import Failure, Walk


def limits(examined: Examined) -> Iterable[LintFinding]:
    """Yield what could not be walked, each cause once."""
    seen: set[object] = set()
    for walk in examined.walks.values():
        for rule, said in walk.refused:
            if rule.id not in seen:
                seen.add(rule.id)
                yield _unwieldy(rule, said, walk, examined)
        for failure in walk.failures:
            finding = _failed(failure, walk, examined)
            if finding.key not in seen:
                seen.add(finding.key)
                yield finding


def _unwieldy(rule: Rule, said: str, walk: Walk, examined: Examined) -> LintFinding:
    question = question_about(rule, examined.today)
    return LintFinding(
        kind=FindingKind.UNWIELDY_RULE,
        severity=Severity.ERROR,
        rules=(rule.id,),
        place=rule.place,
        said=said,
        witness=Witness(
            municipality=walk.jurisdiction.id,
            question=question,
            thing="" if question else rule.id,
        ),
    )


def _failed(failure: Failure, walk: Walk, examined: Examined) -> LintFinding:
    if isinstance(failure.error, TooManyCellsError):
        return _too_many(failure, walk, examined)
    question = Question(failure.subject.kind, failure.subject.slots, (), failure.day)
    if isinstance(failure.error, MissingAmountError):
        kind, rules = FindingKind.MISSING_AMOUNT, _in_amounts(failure, walk)
    else:
        kind, rules = FindingKind.UNWIELDY_RULE, failure.candidates.classifications
    named = [rule.id for rule in rules or failure.candidates.rules]
    return LintFinding(
        kind=kind,
        severity=Severity.ERROR,
        rules=tuple(named),
        place=examined.rules[named[0]][0].place,
        said=str(failure.error),
        day=failure.day,
        witness=Witness(municipality=walk.jurisdiction.id, question=question),
    )


def _in_amounts(failure: Failure, walk: Walk) -> tuple[Rule, ...]:
    """Return the rules with limits in multiples of an amount that is missing."""
    found = []
    for rule in (*failure.candidates.rules, *failure.candidates.classifications):
        try:
            resolved(
                rule, lambda times: walk.jurisdiction.in_ore(times, failure.day.year)
            )
        except MissingAmountError:
            found.append(rule)
    return tuple(found)


# cells ----------------------------------------------------------------------------


def _too_many(failure: Failure, walk: Walk, examined: Examined) -> LintFinding:
    question = Question(failure.subject.kind, failure.subject.slots, (), failure.day)
    dimensions = walk.space.relevant(question)
    largest = _multiplying(dimensions)
    names = {dimension.name for dimension in largest}
    rules = sorted(
        rule.id
        for rule in (*failure.candidates.rules, *failure.candidates.classifications)
        if rule.circumstances & names
    )
    count = 1
    for dimension in dimensions:
        count *= len(dimension.classes)
    return LintFinding(
        kind=FindingKind.TOO_MANY_CELLS,
        severity=Severity.ERROR,
        rules=tuple(rules),
        about=tuple(dimension.name for dimension in largest),
        place=examined.rules[rules[0]][0].place,
        count=count,
        witness=Witness(
            municipality=walk.jurisdiction.id,
            question=question if _is_refused(walk, question) else None,
        ),
    )


def _multiplying(dimensions: Iterable[Dimension]) -> list[Dimension]:
    """Return the fewest circumstances that alone make too many cells."""
    largest: list[Dimension] = []
    count = 1
    for dimension in sorted(dimensions, key=lambda d: (-len(d.classes), d.name)):
        largest.append(dimension)
        count *= len(dimension.classes)
        if count > MOST_CELLS:
            break
    return largest


def _is_refused(walk: Walk, question: Question) -> bool:
    """Tell whether the question is refused too: what is assumed adds no cells to it."""
    try:
        walk.space.ask(question)
    except EngineError:
        return True
    return False
