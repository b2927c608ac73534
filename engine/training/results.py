"""What happens in a session, as events: one line of JSON each, in the order it came.

`docs/reference/training-results.md` describes the file for those who read it with
other programs. A line that cannot be read is told and passed over: a machine may stop
in the middle of one.
"""

from __future__ import annotations

import datetime as dt
import enum
import json
from typing import TYPE_CHECKING, Any

from ..records import record
from ..rulebook.model.problems import Message, Place, Problem
from ..rulebook.model.signs import visible, visible_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

SCHEMA = 1
#: More tables, people or votes than this nobody ever counted.
MOST = 1_000_000
#: So many tables can vote.
FEWEST_TABLES, MOST_TABLES = 2, 40
#: Nobody answered before or after these years: a clock or a file is damaged.
_FIRST_YEAR, _LAST_YEAR = 1970, 9000
_ON_ONE_LINE = dict.fromkeys(map(ord, "\n\r\t"), " ")


class SessionMode(enum.Enum):
    """Who answers: one person, one who practises, a group, or tables of people."""

    ALONE = "alone"
    PRACTICE = "practice"
    GROUP = "group"
    TABLES = "tables"

    @property
    def is_several(self) -> bool:
        """Tell whether answers are votes of several."""
        return self in {SessionMode.GROUP, SessionMode.TABLES}


@record
class SessionStart:
    """A session began: who answers which exercises, drawn by which seed.

    `tables` counts the tables that vote, 0 without any; `name` is empty unless
    somebody typed one. `editions` has a short digest for each exercise, of all that
    people see of it, by which it is known again; none in old files.
    """

    session: str
    at: dt.datetime
    mode: SessionMode
    seed: int
    exercises: tuple[str, ...]
    municipality: str = ""
    tables: int = 0
    name: str = ""
    editions: tuple[str, ...] = ()


@record
class GroupSize:
    """How many people vote, told at the beginning or when somebody came or left."""

    session: str
    at: dt.datetime
    people: int


@record
class ChoiceVotes:
    """One of the answers people could choose, as they read it, and how many did.

    `is_right` is None for a position of a dilemma.
    """

    letter: str
    text: str
    is_right: bool | None
    votes: int


@record
class ExerciseAnswer:
    """An exercise was answered; the last answer of a session to it counts.

    `rules` are the ids of those the answer rests on. `by_table` holds the letter of
    each table, `.` for one that chose nothing.
    """

    session: str
    at: dt.datetime
    exercise: str
    title: str
    choices: tuple[ChoiceVotes, ...]
    rules: tuple[str, ...]
    by_table: str = ""

    @property
    def wrong(self) -> int:
        """How many chose something that is not right."""
        return sum(each.votes for each in self.choices if each.is_right is False)

    @property
    def right(self) -> int:
        """How many chose what is right."""
        return sum(each.votes for each in self.choices if each.is_right)


@record
class UnclearRule:
    """A rule was marked as unclear, with or without a note.

    Without a `rule` the mark is about the case as a whole: no rule answers it, or the
    one that is unclear was not named.
    """

    session: str
    at: dt.datetime
    exercise: str
    rule: str
    note: str = ""


@record
class Skip:
    """An exercise was passed over."""

    session: str
    at: dt.datetime
    exercise: str


@record
class SessionEnd:
    """A session came to its end."""

    session: str
    at: dt.datetime


Event = SessionStart | GroupSize | ExerciseAnswer | UnclearRule | Skip | SessionEnd
_NAMES: Mapping[type[Event], str] = {
    SessionStart: "began",
    GroupSize: "people",
    ExerciseAnswer: "answered",
    UnclearRule: "unclear",
    Skip: "skipped",
    SessionEnd: "ended",
}


def event_line(event: Event) -> str:
    """Return an event as a line of JSON, with its line break."""
    content: dict[str, Any] = {
        "schema": SCHEMA,
        "event": _NAMES[type(event)],
        "session": event.session,
        "at": event.at.isoformat(timespec="seconds"),
    }
    match event:
        case SessionStart():
            content |= {"mode": event.mode.value, "seed": event.seed}
            content |= {"municipality": event.municipality, "cases": event.exercises}
            content |= {"tables": event.tables} if event.tables else {}
            content |= {"name": event.name} if event.name else {}
            content |= {"editions": event.editions} if event.editions else {}
        case GroupSize():
            content |= {"people": event.people}
        case ExerciseAnswer():
            content |= {"case": event.exercise, "title": event.title}
            content["rules"] = event.rules
            content["answers"] = [
                {"letter": g.letter, "text": g.text, "right": g.is_right}
                | {"votes": g.votes}
                for g in event.choices
            ]
            content |= {"by_table": event.by_table} if event.by_table else {}
        case UnclearRule():
            content |= {"case": event.exercise, "rule": event.rule, "note": event.note}
        case Skip():
            content |= {"case": event.exercise}
        case SessionEnd():
            pass
    return visible_json(json.dumps(content, ensure_ascii=False)) + "\n"


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


def _event(content: Any) -> Event:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(content, dict):
        raise TypeError
    if content["schema"] != SCHEMA:
        raise _NewerError(json.dumps(content["schema"])[:20])
    session, at = _text(content["session"]), _moment(content["at"])
    return _READERS[content["event"]](content, session, at)


def _session_start(content: dict[str, Any], session: str, at: dt.datetime) -> Event:
    mode, tables = SessionMode(content["mode"]), _count(content.get("tables", 0))
    if (mode is SessionMode.TABLES) is not (FEWEST_TABLES <= tables <= MOST_TABLES):
        raise ValueError
    return SessionStart(
        session=session,
        at=at,
        mode=mode,
        seed=_whole(content["seed"]),
        exercises=_texts(content["cases"]),
        municipality=_text(content["municipality"]),
        tables=tables,
        name=_text(content.get("name", "")),
        editions=_texts(content.get("editions", [])),
    )


def _group_size(content: dict[str, Any], session: str, at: dt.datetime) -> Event:
    return GroupSize(session=session, at=at, people=_count(content["people"]))


def _exercise_answer(content: dict[str, Any], session: str, at: dt.datetime) -> Event:
    return ExerciseAnswer(
        session=session,
        at=at,
        exercise=_text(content["case"]),
        title=_text(content["title"]),
        choices=tuple(_choices(content["answers"])),
        rules=_texts(content["rules"]),
        by_table=_text(content.get("by_table", "")),
    )


def _choices(content: list[dict[str, Any]]) -> Iterator[ChoiceVotes]:
    for each in content:
        right = each["right"]
        if right is not None and not isinstance(right, bool):
            raise TypeError
        yield ChoiceVotes(
            letter=_text(each["letter"]),
            text=_text(each["text"]),
            is_right=right,
            votes=_count(each["votes"]),
        )


def _unclear_rule(content: dict[str, Any], session: str, at: dt.datetime) -> Event:
    return UnclearRule(
        session=session,
        at=at,
        exercise=_text(content["case"]),
        rule=_text(content["rule"]),
        note=_text(content["note"]),
    )


def _skip(content: dict[str, Any], session: str, at: dt.datetime) -> Event:
    return Skip(session=session, at=at, exercise=_text(content["case"]))


def _session_end(_: dict[str, Any], session: str, at: dt.datetime) -> Event:
    return SessionEnd(session=session, at=at)


_READERS: Mapping[str, Callable[[dict[str, Any], str, dt.datetime], Event]] = {
    "began": _session_start,
    "people": _group_size,
    "answered": _exercise_answer,
    "unclear": _unclear_rule,
    "skipped": _skip,
    "ended": _session_end,
}


def one_line(text: str) -> str:
    """Return a text on one line, without signs that a terminal would act on."""
    return visible(text.translate(_ON_ONE_LINE))


def _text(content: object) -> str:
    if not isinstance(content, str):
        raise TypeError
    return one_line(content)


def _texts(content: object) -> tuple[str, ...]:
    if not isinstance(content, list):
        raise TypeError
    return tuple(map(_text, content))


def _whole(content: object) -> int:
    if not isinstance(content, int) or isinstance(content, bool):
        raise TypeError
    return content


def _count(content: object) -> int:
    count = _whole(content)
    if not 0 <= count <= MOST:
        raise ValueError
    return count


def _moment(content: object) -> dt.datetime:
    moment = dt.datetime.fromisoformat(_text(content))
    if moment.tzinfo is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError
    return moment
