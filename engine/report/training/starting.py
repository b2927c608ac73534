"""Start a session, or go on with one that was interrupted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...rulebook.model.problems import EngineError, Message
from ...training.practice import cards, due_exercises, next_day
from ...training.results import Began, Mode
from ...training.selection import chosen, fitting_exercises
from ...training.sessions import Session, interrupted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ...rulebook.model.problems import Place
    from ...training.material import Exercise, Material
    from ...training.selection import Wish
    from ..say import Say
    from .exercise_texts import ExerciseWording


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who answers: in which mode, at how many tables, under which typed name."""

    mode: Mode
    tables: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A session to hold: its exercises in order, and those that are left out.

    `left_out` holds the id and the place of each; a case that is gone has no place.
    """

    session: Session
    exercises: tuple[Exercise, ...]
    left_out: tuple[tuple[str, Place | None], ...] = ()


def started(  # noqa: PLR0913 - what a session begins with, each named at the call
    material: Material,
    wish: Wish,
    party: Party,
    *,
    past: Sequence[Session],
    id_: str,
    now: dt.datetime,
) -> Start:
    """Return a new session.

    Args:
        material: the exercises there are.
        wish: which of them are wanted.
        party: who answers.
        past: earlier sessions, for those who practise.
        id_: what the session is called in the results.
        now: when it begins.

    Raises:
        EngineError: there is nothing as wished, or nothing to practise today.
    """
    exercises: Sequence[Exercise]
    if party.mode is Mode.PRACTICE:
        fitting = fitting_exercises(material, wish)
        held = cards(past, party.name)
        exercises = due_exercises(fitting, held, now.date(), wish.number, wish.seed)
        if not exercises:
            day = next_day(fitting, held)
            raise EngineError(_nothing_due(day))
    else:
        exercises = chosen(material, wish)
    places = {exercise.municipality for exercise in exercises}
    began = Began(
        session=id_,
        at=now,
        mode=party.mode,
        seed=wish.seed,
        exercises=tuple(exercise.id for exercise in exercises),
        municipality=places.pop() if len(places) == 1 else "",
        tables=party.tables,
        name=party.name,
    )
    return Start(
        session=Session(began),
        exercises=tuple(exercises),
        left_out=material.left_out,
    )


def _nothing_due(day: dt.date | None) -> Message:
    if day is None:
        return Message.of("training/only-dilemmas")
    return Message.of("training/nothing-due", day=day)


def resumed(material: Material, past: Sequence[Session]) -> Start:
    """Return the last session that was interrupted, to go on with.

    Raises:
        EngineError: there is none.
    """
    session = interrupted(past)
    if session is None:
        raise EngineError(Message.of("training/nothing-interrupted"))
    known = {exercise.id: exercise for exercise in material.exercises}
    places = dict(material.left_out)
    wanted = session.began.exercises
    return Start(
        session=session,
        exercises=tuple(known[id_] for id_ in wanted if id_ in known),
        left_out=tuple(
            (id_, places.get(id_)) for id_ in session.left if id_ not in known
        ),
    )


def greeting(start: Start, wording: ExerciseWording, kept_in: str) -> tuple[str, ...]:
    """Return what is said before the first exercise; the first line is a title."""
    say = wording.say
    session, began = start.session, start.session.began
    total = len(began.exercises)
    left = sum(exercise.id in set(session.left) for exercise in start.exercises)
    count = say(f"{total} fall", f"{total} cases")
    if left != total:
        count = say(f"{left} fall kvar av {total}", f"{left} cases left of {total}")
    lines = [
        f"Mandat · {wording.places(start.exercises)}",
        say(
            f"{count}. {_who(began, say)}. Frö {began.seed}: samma frö ger samma fall "
            "i samma ordning.",
            f"{count}. {_who(began, say)}. Seed {began.seed}: the same seed gives the "
            "same cases in the same order.",
        ),
        say(
            f"Varje svar sparas genast i {kept_in}. Avsluta när som helst med q.",
            f"Every answer is saved at once in {kept_in}. End at any time with q.",
        ),
    ]
    return (*lines, *left_out_texts(start, say))


def _who(began: Began, say: Say) -> str:
    """Return who answers, and how."""
    match began.mode:
        case Mode.GROUP:
            return say(
                "Gruppen röstar: skriv antalet röster på varje svar",
                "The group votes: type the number of votes for each answer",
            )
        case Mode.TABLES:
            return say(
                f"{began.tables} bord svarar: skriv en bokstav för varje bord",
                f"{began.tables} tables answer: type a letter for each table",
            )
        case Mode.PRACTICE:
            return say(
                "Övning: det som blev fel kommer tillbaka tidigare",
                "Practice: what was missed comes back sooner",
            )
        case _:
            return say("Svara med en bokstav", "Answer with a letter")


def left_out_texts(start: Start, say: Say) -> list[str]:
    """Return a message for each case that is left out, and where it is mended."""
    texts = []
    for id_, place in start.left_out:
        said = say(
            f"{id_} är utelämnat: svaret följer inte av reglerna längre",
            f"{id_} is left out: its answer no longer follows from the rules",
        )
        texts.append(f"{place}: {said}" if place else said)
    return texts
