"""Choose the exercises of a session: the same seed gives the same session."""

from __future__ import annotations

import enum
import hashlib
import secrets
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.problems import (
    EngineError,
    Message,
    UnknownNameError,
    nearest,
)
from ..scenarios.forms import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .material import Exercise, Material


class ExerciseKind(enum.Enum):
    """Whether an exercise has an answer, or is a dilemma."""

    CASE = "case"
    DILEMMA = "dilemma"


@record
class Criteria:
    """Which exercises are wanted; what is empty or None does not matter."""

    themes: frozenset[str] = frozenset()
    levels: frozenset[Level] = frozenset()
    kind: ExerciseKind | None = None
    number: int
    seed: int


#: A seed that nobody named is below this: short enough for a whiteboard.
_SEEDS = 10_000
#: The levels from the easiest on.
_HEIGHTS = {level: height for height, level in enumerate(Level)}


def drawn_seed() -> int:
    """Return a seed for those who named none."""
    return secrets.randbelow(_SEEDS)


def lot(seed: int, *words: str) -> str:
    """Return the lot that a thing has with a seed, alike on every machine.

    Things are put in the order of their lots. The lot of a thing depends on no other
    thing, so that a case more in the files moves none of the others.
    """
    return hashlib.sha256("\n".join((str(seed), *words)).encode()).hexdigest()


def session_exercises(material: Material, criteria: Criteria) -> tuple[Exercise, ...]:
    """Return the exercises of a session, the easier ones first.

    Raises:
        UnknownNameError: there is no such theme.
        EngineError: no exercise is as wished.
    """
    fitting = fitting_exercises(material, criteria)
    drawn = sorted(fitting, key=lambda exercise: lot(criteria.seed, exercise.id))
    return easiest_first(drawn[: criteria.number])


def fitting_exercises(material: Material, criteria: Criteria) -> list[Exercise]:
    """Return all exercises of the wished themes, levels and kind.

    Raises:
        UnknownNameError: there is no such theme.
        EngineError: no exercise is as wished.
    """
    for theme in sorted(criteria.themes):
        if theme not in material.themes:
            near, known = nearest(theme, material.themes), sorted(material.themes)
            code = "training/unknown-theme"
            raise UnknownNameError(code, theme, near, known=tuple(known))
    fitting = [each for each in material.exercises if _fits(each, criteria)]
    if not fitting:
        total = len(material.exercises)
        code = "training/none-fitting" if total else "training/no-cases"
        raise EngineError(Message.of(code, total=total))
    return fitting


def easiest_first(exercises: Iterable[Exercise]) -> tuple[Exercise, ...]:
    """Return exercises with the easier ones first, else as they are."""
    return tuple(sorted(exercises, key=lambda each: _HEIGHTS[each.lesson.level]))


def _fits(exercise: Exercise, criteria: Criteria) -> bool:
    lesson = exercise.lesson
    kind = ExerciseKind.DILEMMA if exercise.dilemma else ExerciseKind.CASE
    return (
        (not criteria.themes or not criteria.themes.isdisjoint(lesson.themes))
        and (not criteria.levels or lesson.level in criteria.levels)
        and criteria.kind in {None, kind}
    )
