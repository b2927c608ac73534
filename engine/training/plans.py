"""Plan a session: a new one, or the one that was interrupted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..records import record
from ..rulebook.model.problems import EngineError, Message
from .practice import cards, due_exercises, next_day
from .results import SessionMode, SessionStart, one_line
from .selection import fitting_exercises, session_exercises
from .sessions import Session, interrupted_session, interrupted_sessions

if TYPE_CHECKING:
    import datetime as dt

    from ..rulebook.model.problems import Place
    from .material import Exercise, Material
    from .selection import Criteria


#: Gives the digest of each exercise, of all that people see of it, in a session of a
#: seed.
Editions: TypeAlias = Callable[[Sequence["Exercise"], int], Mapping[str, str]]


@record
class Participants:
    """Who answers: in which mode, under which typed name, at how many tables.

    `people` is how many are in a group; 0 where that is not known yet: it is asked.
    """

    mode: SessionMode
    tables: int = 0
    name: str = ""
    people: int = 0


@record
class SessionPlan:
    """A session to hold: its exercises in order, and those that are left out.

    `left_out` holds the id and the place of each; a case that is gone has no place.
    `others` are the other sessions that were broken off. Where the cases `changed`
    became different since a session was broken off, that is the `earlier` one, and
    what was left of it is the session.
    """

    session: Session
    exercises: tuple[Exercise, ...]
    left_out: tuple[tuple[str, Place | None], ...] = ()
    others: tuple[Session, ...] = ()
    earlier: Session | None = None
    changed: tuple[Exercise, ...] = ()


class Opening(NamedTuple):
    """What a session begins with: its id in the results, and the time."""

    id: str
    now: dt.datetime


def new_session(  # noqa: PLR0913 - what a session begins with, each named at the call
    material: Material,
    criteria: Criteria,
    participants: Participants,
    *,
    past: Sequence[Session],
    editions: Editions,
    new: Opening,
) -> SessionPlan:
    """Return a new session.

    Args:
        material: the exercises there are.
        criteria: which of them are wanted.
        participants: who answers.
        past: earlier sessions, for those who practise.
        editions: gives the digests of exercises as they are now.
        new: what the session is called in the results, and when it begins.

    Raises:
        EngineError: there is nothing as wished, or nothing to practise today.
    """
    name = one_line(participants.name)  # as it is read again
    exercises: Sequence[Exercise]
    if participants.mode is SessionMode.PRACTICE:
        fitting = fitting_exercises(material, criteria)
        by_id = cards(past, name)
        exercises = due_exercises(fitting, by_id, new.now.date(), criteria)
        if not exercises:
            raise EngineError(_nothing_due(next_day(fitting, by_id)))
    else:
        exercises = session_exercises(material, criteria)
    places = {exercise.municipality for exercise in exercises}
    start = SessionStart(
        session=new.id,
        at=new.now,
        mode=participants.mode,
        seed=criteria.seed,
        exercises=tuple(exercise.id for exercise in exercises),
        municipality=places.pop() if len(places) == 1 else "",
        tables=participants.tables,
        name=name,
        editions=tuple(editions(exercises, criteria.seed).values()),
    )
    return SessionPlan(
        session=Session(start, people=participants.people),
        exercises=tuple(exercises),
        left_out=material.left_out,
    )


def _nothing_due(day: dt.date | None) -> Message:
    if day is None:
        return Message.of("training/only-dilemmas")
    return Message.of("training/nothing-due", day=day)


def resumed_session(
    material: Material,
    past: Sequence[Session],
    *,
    named: str,
    editions: Editions,
    new: Opening,
) -> SessionPlan:
    """Return a session that was broken off, to go on with.

    Where a case that is left has changed since, what is left becomes a session of its
    own: answers to the old and to the new rules are not mixed.

    Args:
        material: the exercises there are.
        past: earlier sessions.
        named: how the id of the session begins; empty for the last one broken off.
        editions: gives the digests of exercises as they are now.
        new: what a session of its own begins with.

    Raises:
        EngineError: there is none.
    """
    session = interrupted_session(past, named)
    known = {exercise.id: exercise for exercise in material.exercises}
    start, places = session.start, dict(material.left_out)
    exercises = tuple(known[id_] for id_ in start.exercises if id_ in known)
    now = editions(exercises, start.seed)
    before = dict(zip(start.exercises, start.editions, strict=False))
    changed = tuple(
        known[id_]
        for id_ in session.remaining
        if id_ in known and now[id_] != before.get(id_, now[id_])
    )
    plan = SessionPlan(
        session=session,
        exercises=exercises,
        left_out=tuple(
            (id_, places.get(id_)) for id_ in session.remaining if id_ not in known
        ),
        others=tuple(s for s in interrupted_sessions(past) if s is not session),
    )
    return _apart(plan, changed, now, new) if changed else plan


def _apart(
    plan: SessionPlan,
    changed: tuple[Exercise, ...],
    editions: Mapping[str, str],
    new: Opening,
) -> SessionPlan:
    """Return a plan for what is left of a session, as a session of its own."""
    earlier, left = plan.session, set(plan.session.remaining)
    exercises = tuple(each for each in plan.exercises if each.id in left)
    start = replace(
        earlier.start,
        session=new.id,
        at=new.now,
        exercises=tuple(each.id for each in exercises),
        editions=tuple(editions[each.id] for each in exercises),
    )
    session = Session(start, people=earlier.people)
    return replace(
        plan, session=session, exercises=exercises, earlier=earlier, changed=changed
    )
