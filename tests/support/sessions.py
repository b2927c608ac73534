"""What is kept of a training session, in few words."""

import datetime as dt

from engine.training.results import (
    ChoiceVotes,
    ExerciseAnswer,
    SessionMode,
    SessionStart,
)

MORNING = dt.datetime(2026, 3, 1, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def began(session="s1", at=MORNING, cases=("provby/a", "provby/b"), **parts):
    parts = {"mode": SessionMode.ALONE, "seed": 7, "exercises": cases, **parts}
    return SessionStart(session=session, at=at, **parts)


def answered(case="provby/a", *, session="s1", at=MORNING, rule="p/r", **votes_for):
    return ExerciseAnswer(
        session=session,
        at=at,
        exercise=case,
        title=case.upper(),
        choices=(
            ChoiceVotes(
                letter="a", text="rätt", is_right=True, votes=votes_for.get("right", 0)
            ),
            ChoiceVotes(
                letter="b", text="fel", is_right=False, votes=votes_for.get("wrong", 0)
            ),
        ),
        rules=(rule,),
    )


def talk(session, *typed, language="sv"):
    """Hold a session; return each of its screens as text, with its prompt.

    After the last line typed nothing more comes, as when a terminal is closed.
    """
    screens = session.screens(language=language)
    shown = [next(screens)]
    for text in (*typed, None):
        if not shown[-1].prompt:
            break
        shown.append(screens.send(text))
    return ["\n".join([*(e.text for e in s.lines), s.prompt]) for s in shown]
