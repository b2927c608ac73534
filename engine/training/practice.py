"""Practise what was missed sooner: Leitner's boxes, one for each exercise.

An exercise begins in the first box, moves up one for each right answer, and falls
back to the first when it is answered wrong. The higher its box, the longer until
it comes again.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.days import days_later
from .selection import lot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .material import Exercise
    from .selection import Criteria
    from .sessions import Session

#: After how many days an exercise in each box comes again.
DAYS = (1, 2, 5, 12, 30)


@record
class Card:
    """Where an exercise is: its box, counted from 0, and the day it comes again."""

    box: int
    due: dt.date


def cards(sessions: Iterable[Session], name: str) -> dict[str, Card]:
    """Return the cards of one person by exercise.

    Only what somebody answered alone counts, and with the same name, typed or not.
    """
    own = [s for s in sessions if not s.start.mode.is_several and s.start.name == name]
    answers = [answer for session in own for answer in session.answers.values()]
    by_exercise: dict[str, Card] = {}
    for answer in sorted(answers, key=lambda each: each.at):
        if not (answer.right or answer.wrong):
            continue
        before = by_exercise.get(answer.exercise)
        box = 0
        if answer.right:
            box = min(before.box + 1, len(DAYS) - 1) if before else 1
        due = days_later(answer.at.date(), DAYS[box]) or dt.date.max
        by_exercise[answer.exercise] = Card(box=box, due=due)
    return by_exercise


def due_exercises(
    exercises: Sequence[Exercise],
    by_id: Mapping[str, Card],
    today: dt.date,
    criteria: Criteria,
) -> tuple[Exercise, ...]:
    """Return the exercises of today: those due, the lowest box first, then new ones.

    Dilemmas are left out: no answer to one is wrong. `by_id` holds the cards, and of
    the criteria only the number and the seed count.
    """
    cases = [exercise for exercise in exercises if exercise.dilemma is None]
    due = [e for e in cases if e.id in by_id and by_id[e.id].due <= today]
    due.sort(key=lambda e: (by_id[e.id].box, by_id[e.id].due, lot(criteria.seed, e.id)))
    new = [e for e in cases if e.id not in by_id]
    new.sort(key=lambda e: lot(criteria.seed, e.id))
    return tuple([*due, *new][: criteria.number])


def next_day(
    exercises: Iterable[Exercise], by_id: Mapping[str, Card]
) -> dt.date | None:
    """Return the day on which something is due again, or None without any."""
    days = [by_id[exercise.id].due for exercise in exercises if exercise.id in by_id]
    return min(days, default=None)
