"""Choose the exercises of a session: the same seed gives the same session."""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


class Sort(enum.Enum):
    """What sort of exercise somebody wants."""

    CASE = "case"
    DILEMMA = "dilemma"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which exercises somebody wants; what is empty or None does not matter."""

    themes: frozenset[str] = frozenset()
    levels: frozenset[Level] = frozenset()
    sort: Sort | None = None
    number: int
    seed: int


#: The levels from the easiest on.
_HEIGHTS = {level: height for height, level in enumerate(Level)}


def drawn(seed: int, *words: str) -> str:
    """Return what puts things in the order of a seed, alike on every machine.

    Each thing has a place of its own, so that a case more in the files moves none of
    the others.
    """
    return hashlib.sha256("\n".join((str(seed), *words)).encode()).hexdigest()


def chosen(material: Material, wish: Wish) -> tuple[Exercise, ...]:
    """Return the exercises of a session, the easier ones first.

    Raises:
        UnknownNameError: there is no such theme.
        EngineError: no exercise is as wished.
    """
    fitting = fitting_exercises(material, wish)
    lots = sorted(fitting, key=lambda exercise: drawn(wish.seed, exercise.id))
    return in_order(lots[: wish.number])


def fitting_exercises(material: Material, wish: Wish) -> list[Exercise]:
    """Return all exercises of the wished themes, levels and sort.

    Raises:
        UnknownNameError: there is no such theme.
        EngineError: no exercise is as wished.
    """
    for theme in sorted(wish.themes):
        if theme not in material.themes:
            near = nearest(theme, material.themes) or tuple(sorted(material.themes))
            raise UnknownNameError("training/unknown-theme", theme, near)
    found = [exercise for exercise in material.exercises if _fits(exercise, wish)]
    if not found:
        total = len(material.exercises)
        code = "training/none-fitting" if total else "training/no-cases"
        raise EngineError(Message.of(code, total=total))
    return found


def in_order(exercises: Iterable[Exercise]) -> tuple[Exercise, ...]:
    """Return exercises with the easier ones first, else as they are."""
    return tuple(sorted(exercises, key=lambda found: _HEIGHTS[found.lesson.level]))


def _fits(exercise: Exercise, wish: Wish) -> bool:
    lesson = exercise.lesson
    sort = Sort.DILEMMA if exercise.dilemma else Sort.CASE
    return (
        (not wish.themes or not wish.themes.isdisjoint(lesson.themes))
        and (not wish.levels or lesson.level in wish.levels)
        and wish.sort in {None, sort}
    )
