"""Plan a session: a new one, or the one that was interrupted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..rulebook.model.problems import EngineError, Message
from .practice import cards, due_exercises, next_day
from .results import SessionMode, SessionStart
from .selection import fitting_exercises, session_exercises
from .sessions import Session, interrupted_session

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ..rulebook.model.problems import Place
    from .material import Exercise, Material
    from .selection import Criteria


@dataclass(frozen=True, slots=True, kw_only=True)
class Participants:
    """Who answers: in which mode, at how many tables, under which typed name."""

    mode: SessionMode
    tables: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlan:
    """A session to hold: its exercises in order, and those that are left out.

    `left_out` holds the id and the place of each; a case that is gone has no place.
    """

    session: Session
    exercises: tuple[Exercise, ...]
    left_out: tuple[tuple[str, Place | None], ...] = ()


def new_session(  # noqa: PLR0913 - what a session begins with, each named at the call
    material: Material,
    criteria: Criteria,
    participants: Participants,
    *,
    past: Sequence[Session],
    id_: str,
    now: dt.datetime,
) -> SessionPlan:
    """Return a new session.

    Args:
        material: the exercises there are.
        criteria: which of them are wanted.
        participants: who answers.
        past: earlier sessions, for those who practise.
        id_: what the session is called in the results.
        now: when it begins.

    Raises:
        EngineError: there is nothing as wished, or nothing to practise today.
    """
    exercises: Sequence[Exercise]
    if participants.mode is SessionMode.PRACTICE:
        fitting = fitting_exercises(material, criteria)
        by_id = cards(past, participants.name)
        exercises = due_exercises(fitting, by_id, now.date(), criteria)
        if not exercises:
            raise EngineError(_nothing_due(next_day(fitting, by_id)))
    else:
        exercises = session_exercises(material, criteria)
    places = {exercise.municipality for exercise in exercises}
    start = SessionStart(
        session=id_,
        at=now,
        mode=participants.mode,
        seed=criteria.seed,
        exercises=tuple(exercise.id for exercise in exercises),
        municipality=places.pop() if len(places) == 1 else "",
        tables=participants.tables,
        name=participants.name,
    )
    return SessionPlan(
        session=Session(start),
        exercises=tuple(exercises),
        left_out=material.left_out,
    )


def _nothing_due(day: dt.date | None) -> Message:
    if day is None:
        return Message.of("training/only-dilemmas")
    return Message.of("training/nothing-due", day=day)


def resumed_session(material: Material, past: Sequence[Session]) -> SessionPlan:
    """Return the last session that was interrupted, to go on with.

    Raises:
        EngineError: there is none.
    """
    session = interrupted_session(past)
    if session is None:
        raise EngineError(Message.of("training/nothing-interrupted"))
    known = {exercise.id: exercise for exercise in material.exercises}
    places = dict(material.left_out)
    return SessionPlan(
        session=session,
        exercises=tuple(known[id_] for id_ in session.start.exercises if id_ in known),
        left_out=tuple(
            (id_, places.get(id_)) for id_ in session.remaining if id_ not in known
        ),
    )
