"""Sessions: what was answered so far, what is left, and which one to go on with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..rulebook.model.problems import EngineError, Message
from .results import (
    Event,
    ExerciseAnswer,
    GroupSize,
    SessionEnd,
    SessionStart,
    Skip,
    UnclearRule,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True)
class Session:
    """A session as its events tell it so far.

    `is_kept` tells whether its beginning was written down: a session in which
    nobody answered leaves no trace. `people` is how many vote, 0 where nobody said.
    """

    start: SessionStart
    is_kept: bool = False
    answers: dict[str, ExerciseAnswer] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    unclear: list[UnclearRule] = field(default_factory=list)
    is_ended: bool = False
    people: int = 0

    def take(self, event: Event) -> None:
        """Add an event; a later answer to an exercise replaces an earlier one."""
        match event:
            case ExerciseAnswer():
                self.answers[event.exercise] = event
                self.skipped.discard(event.exercise)
            case Skip():
                self.skipped.add(event.exercise)
            case UnclearRule():
                self.unclear.append(event)
            case GroupSize():
                self.people = event.people
            case SessionEnd():
                self.is_ended = True
            case SessionStart():
                pass

    @property
    def remaining(self) -> tuple[str, ...]:
        """The exercises that were neither answered nor passed over."""
        done = {*self.answers, *self.skipped}
        return tuple(id_ for id_ in self.start.exercises if id_ not in done)


def sessions(events: Iterable[Event]) -> list[Session]:
    """Return the sessions that events tell of, in the order they began.

    An event of a session whose beginning is lost is passed over. The same session
    may come from two files: what is repeated counts once.
    """
    by_id: dict[str, Session] = {}
    seen: set[Event] = set()
    listed = list(events)
    for event in listed:
        if isinstance(event, SessionStart):
            by_id.setdefault(event.session, Session(event, is_kept=True))
    for event in listed:
        if event.session in by_id and event not in seen:
            seen.add(event)
            by_id[event.session].take(event)
    return sorted(by_id.values(), key=lambda each: (each.start.at, each.start.session))


def unattached(events: Iterable[Event]) -> int:
    """Return how many events belong to a session whose beginning is lost."""
    listed = list(events)
    started = {event.session for event in listed if isinstance(event, SessionStart)}
    return sum(event.session not in started for event in listed)


def interrupted_session(past: Iterable[Session], named: str) -> Session:
    """Return the session to go on with.

    Args:
        past: sessions in the order they began.
        named: how the id of the session begins; empty for the last one broken off.

    Raises:
        EngineError: no such session was broken off.
    """
    for session in interrupted_sessions(past):
        if session.start.session.startswith(named):
            return session
    code = "training/not-interrupted" if named else "training/nothing-interrupted"
    raise EngineError(Message.of(code, name=named))


def interrupted_sessions(past: Iterable[Session]) -> list[Session]:
    """Return the sessions not at their end, with something left; the last one first."""
    return [s for s in reversed(list(past)) if not s.is_ended and s.remaining]


def of_municipality(past: Iterable[Session], municipality: str) -> list[Session]:
    """Return sessions with nothing but what is about the cases of one municipality."""
    return [
        replace(
            session,
            answers={
                id_: answer
                for id_, answer in session.answers.items()
                if _is_about(municipality, session, id_, answer.rules)
            },
            unclear=[
                mark
                for mark in session.unclear
                if _is_about(municipality, session, mark.exercise, (mark.rule,))
            ],
        )
        for session in past
    ]


def _is_about(
    municipality: str, session: Session, exercise: str, rules: Iterable[str]
) -> bool:
    """Tell whose case it was: the session says, else the folder, else the rules."""
    if session.start.municipality:
        return session.start.municipality == municipality
    own = f"{municipality}/"
    return exercise.startswith(own) or any(rule.startswith(own) for rule in rules)
