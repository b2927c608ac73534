"""What happens in a session, as events: one line of JSON each, in the order it came.

`docs/results.md` describes the file for those who read it with other programs. A
line that cannot be read is told and passed over: a machine may stop in the middle
of one.
"""

from __future__ import annotations

import datetime as dt
import enum
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..rulebook.model.problems import Message, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

SCHEMA = 1
#: More tables, or votes for one answer, than this nobody ever counted.
_MOST = 1_000_000


class Mode(enum.Enum):
    """Who answers: one person, one who practises, a group, or tables of people."""

    ALONE = "alone"
    PRACTICE = "practice"
    GROUP = "group"
    TABLES = "tables"

    @property
    def is_several(self) -> bool:
        """Tell whether answers are votes of several."""
        return self in {Mode.GROUP, Mode.TABLES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """A session began: who answers which exercises, drawn by which seed.

    `tables` counts the tables that vote, 0 without any; `name` is empty unless
    somebody typed one.
    """

    session: str
    at: dt.datetime
    mode: Mode
    seed: int
    exercises: tuple[str, ...]
    municipality: str = ""
    tables: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One of the answers people could choose, as they read it, and how many did.

    `is_right` is None for a position of a dilemma.
    """

    letter: str
    text: str
    is_right: bool | None
    votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An exercise was answered; the last answer of a session to it counts.

    `rules` are the ids of those the answer rests on. `by_table` holds the letter of
    each table, `.` for one that chose nothing.
    """

    session: str
    at: dt.datetime
    exercise: str
    title: str
    given: tuple[Given, ...]
    rules: tuple[str, ...]
    by_table: str = ""

    @property
    def wrong(self) -> int:
        """How many chose something that is not right."""
        return sum(each.votes for each in self.given if each.is_right is False)

    @property
    def right(self) -> int:
        """How many chose what is right."""
        return sum(each.votes for each in self.given if each.is_right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """A rule was marked as unclear, with or without a note."""

    session: str
    at: dt.datetime
    exercise: str
    rule: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An exercise was passed over."""

    session: str
    at: dt.datetime
    exercise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A session came to its end."""

    session: str
    at: dt.datetime


Event = Began | Answered | Unclear | Skipped | Ended
_NAMES: Mapping[type[Event], str] = {
    Began: "began",
    Answered: "answered",
    Unclear: "unclear",
    Skipped: "skipped",
    Ended: "ended",
}


def line_of(event: Event) -> str:
    """Return an event as a line of JSON, with its line break."""
    said: dict[str, Any] = {
        "schema": SCHEMA,
        "event": _NAMES[type(event)],
        "session": event.session,
        "at": event.at.isoformat(timespec="seconds"),
    }
    match event:
        case Began():
            said |= {"mode": event.mode.value, "seed": event.seed}
            said |= {"municipality": event.municipality, "cases": event.exercises}
            said |= {"tables": event.tables} if event.tables else {}
            said |= {"name": event.name} if event.name else {}
        case Answered():
            said |= {"case": event.exercise, "title": event.title}
            said["rules"] = event.rules
            said["answers"] = [
                {"letter": g.letter, "text": g.text, "right": g.is_right}
                | {"votes": g.votes}
                for g in event.given
            ]
            said |= {"by_table": event.by_table} if event.by_table else {}
        case Unclear():
            said |= {"case": event.exercise, "rule": event.rule, "note": event.note}
        case Skipped():
            said |= {"case": event.exercise}
        case Ended():
            pass
    return json.dumps(said, ensure_ascii=False) + "\n"


def events_in(content: bytes, file: str) -> tuple[list[Event], list[Problem]]:
    """Return the events of a file, and a problem for each line that counts for none.

    An event of a session whose beginning is not in the file counts where that is in
    another file, so it is no problem here.
    """
    events: list[Event] = []
    problems: list[Problem] = []
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            events.append(_event(json.loads(line)))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            problems.append(_unread(error, Place(file=file, line=number)))
    return events, problems


class _NewerError(ValueError):
    """A line written by a newer version of the program; the schema it names."""


def _unread(error: Exception, where: Place) -> Problem:
    if isinstance(error, _NewerError):
        message = Message.of("results/newer-schema", schema=str(error))
    else:
        message = Message.of("results/no-event")
    return Problem(where=where, message=message)


def _event(said: Any) -> Event:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(said, dict):
        raise TypeError
    if said["schema"] != SCHEMA:
        raise _NewerError(json.dumps(said["schema"])[:20])
    session, at = _text(said["session"]), _moment(said["at"])
    return _READERS[said["event"]](said, session, at)


def _began(said: dict[str, Any], session: str, at: dt.datetime) -> Event:
    return Began(
        session=session,
        at=at,
        mode=Mode(said["mode"]),
        seed=_whole(said["seed"]),
        exercises=_texts(said["cases"]),
        municipality=_text(said["municipality"]),
        tables=_count(said.get("tables", 0)),
        name=_text(said.get("name", "")),
    )


def _answered(said: dict[str, Any], session: str, at: dt.datetime) -> Event:
    return Answered(
        session=session,
        at=at,
        exercise=_text(said["case"]),
        title=_text(said["title"]),
        given=tuple(_givens(said["answers"])),
        rules=_texts(said["rules"]),
        by_table=_text(said.get("by_table", "")),
    )


def _givens(said: list[dict[str, Any]]) -> Iterator[Given]:
    for each in said:
        right = each["right"]
        if right is not None and not isinstance(right, bool):
            raise TypeError
        yield Given(
            letter=_text(each["letter"]),
            text=_text(each["text"]),
            is_right=right,
            votes=_count(each["votes"]),
        )


def _unclear(said: dict[str, Any], session: str, at: dt.datetime) -> Event:
    return Unclear(
        session=session,
        at=at,
        exercise=_text(said["case"]),
        rule=_text(said["rule"]),
        note=_text(said["note"]),
    )


def _skipped(said: dict[str, Any], session: str, at: dt.datetime) -> Event:
    return Skipped(session=session, at=at, exercise=_text(said["case"]))


def _ended(_: dict[str, Any], session: str, at: dt.datetime) -> Event:
    return Ended(session=session, at=at)


_READERS: Mapping[str, Callable[[dict[str, Any], str, dt.datetime], Event]] = {
    "began": _began,
    "answered": _answered,
    "unclear": _unclear,
    "skipped": _skipped,
    "ended": _ended,
}


def _text(said: object) -> str:
    """Return a text without signs that a terminal would act on."""
    if not isinstance(said, str):
        raise TypeError
    return "".join(sign if sign.isprintable() else " " for sign in said)


def _texts(said: object) -> tuple[str, ...]:
    if not isinstance(said, list):
        raise TypeError
    return tuple(map(_text, said))


def _whole(said: object) -> int:
    if not isinstance(said, int) or isinstance(said, bool):
        raise TypeError
    return said


def _count(said: object) -> int:
    found = _whole(said)
    if not 0 <= found <= _MOST:
        raise ValueError
    return found


def _moment(said: object) -> dt.datetime:
    moment = dt.datetime.fromisoformat(_text(said))
    if moment.tzinfo is None:
        raise ValueError
    return moment
