"""Sum a session up: what was right, what was not, and which rules are unclear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..json_text import SCHEMA
from ..say import counted
from .screens import ScreenLine, Style, section_lines, text_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...training.material import Exercise
    from ...training.results import ExerciseAnswer, UnclearRule
    from ...training.sessions import Session
    from ..objects.training import SessionOutput
    from ..say import Say
    from .exercise_texts import ExerciseWording
    from .screens import ScreenSize


def summary_lines(
    session: Session,
    wording: ExerciseWording,
    exercises: Sequence[Exercise],
    size: ScreenSize,
) -> list[ScreenLine]:
    """Return a session summed up, for the last screen."""
    say = wording.say
    done = [session.answers[e.id] for e in exercises if e.id in session.answers]
    lines = text_lines(_headline(session, done, say), size, Style.TITLE)
    lines += [ScreenLine("")] if done else []
    for answer in done:
        sign, votes, style = _result(answer, session)
        lines += text_lines(f"{votes}{answer.title}", size, style, f"  {sign} ")
    missed = [answer for answer in done if answer.wrong > answer.right]
    rules = dict.fromkeys(rule for answer in missed for rule in answer.rules)
    says = wording.rules(exercises)
    lines += section_lines(
        say("Regler att läsa igen", "Rules to read again"),
        [says[rule] for rule in rules if rule in says],
        size,
        "• ",
    )
    return lines + section_lines(
        say("Markerat som oklart", "Marked as unclear"),
        [_mark(mark, session, says, say) for mark in session.unclear],
        size,
        "• ",
    )


def _headline(session: Session, done: Sequence[ExerciseAnswer], say: Say) -> str:
    right = sum(answer.right for answer in done)
    total = right + sum(answer.wrong for answer in done)
    total_cases = len(session.start.exercises)
    through = say(
        f"{len(done)} av {total_cases} genomgångna",
        f"{len(done)} of {total_cases} gone through",
    )
    if not total:
        return through
    return through + say(
        f", {counted(right, 'rätt', 'rätta')} svar av {total}",
        f", {counted(right, 'right answer', 'right answers')} of {total}",
    )


def _result(answer: ExerciseAnswer, session: Session) -> tuple[str, str, Style]:
    """Return a sign, the votes where several voted, and how the line looks."""
    total = answer.right + answer.wrong
    if not total:
        return "·", "", Style.PLAIN
    votes = f"{answer.right}/{total}  " if session.start.mode.is_several else ""
    if answer.wrong > answer.right:
        return "✗", votes, Style.WRONG
    return "✓", votes, Style.RIGHT


def _mark(mark: UnclearRule, session: Session, says: dict[str, str], say: Say) -> str:
    answer = session.answers.get(mark.exercise)
    if mark.rule:
        about = says.get(mark.rule, mark.rule)
    elif answer and answer.rules:
        about = say(f"Fallet {answer.title}", f"The case {answer.title}")
    else:
        about = say("(en regel saknas)", "(a rule is missing)")
    return f"{about} – {mark.note}" if mark.note else about


def session_object(session: Session) -> SessionOutput:
    """Return a session as plain data."""
    return {
        "schema": SCHEMA,
        "session": session.start.session,
        "mode": session.start.mode.value,
        "seed": session.start.seed,
        "ended": session.is_ended,
        "cases": [
            {
                "id": id_,
                "title": session.answers[id_].title,
                "right": session.answers[id_].right,
                "wrong": session.answers[id_].wrong,
                "rules": list(session.answers[id_].rules),
            }
            for id_ in session.start.exercises
            if id_ in session.answers
        ],
        "left": list(session.remaining),
        "unclear": [
            {"case": mark.exercise, "rule": mark.rule, "note": mark.note}
            for mark in session.unclear
        ],
    }
