"""Lay an exercise out on a screen: first the question, then what the rules say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .exercise_texts import answer_parts, discussion_part
from .screens import ScreenLine, Style, bar, section_lines, text_lines

if TYPE_CHECKING:
    from ...training.results import ExerciseAnswer
    from .exercise_texts import ExerciseText
    from .screens import ScreenSize


def question_lines(
    exercise: ExerciseText, place: str, size: ScreenSize
) -> list[ScreenLine]:
    """Return what happened, the question, and what to choose among.

    `place` says which exercise of how many this is.
    """
    return [
        *text_lines(f"{place} · {exercise.about}", size),
        *text_lines(exercise.title, size, Style.TITLE),
        ScreenLine(""),
        *text_lines(exercise.story, size),
        ScreenLine(""),
        *text_lines(exercise.question, size, Style.HEADING),
        *(
            line
            for letter, text in exercise.choices
            for line in text_lines(text, size, first=f"  {letter})  ")
        ),
        ScreenLine(""),
    ]


def answer_lines(
    exercise: ExerciseText, answer: ExerciseAnswer, people: int, size: ScreenSize
) -> list[ScreenLine]:
    """Return what people chose, what the rules say, why, and what to talk about.

    `people` is how many could vote, 0 where that is not known.
    """
    return [
        *text_lines(exercise.title, size, Style.TITLE),
        *text_lines(exercise.question, size),
        ScreenLine(""),
        *_verdict_lines(exercise, answer, people, size),
        *_vote_lines(exercise, answer, size),
        *explanation_lines(exercise, size),
        ScreenLine(""),
    ]


def explanation_lines(exercise: ExerciseText, size: ScreenSize) -> list[ScreenLine]:
    """Return what the rules say, why, and what to talk about."""
    silence = exercise.wording.say(
        "Lagen säger inget mer om detta i Mandats regler.",
        "The law as Mandat has it says nothing more about this.",
    )
    return [
        line
        for part in (*answer_parts(exercise, silence), discussion_part(exercise))
        for line in section_lines(
            part.title, part.texts, size, "• " if part.is_list else ""
        )
    ]


def _verdict_lines(
    exercise: ExerciseText, answer: ExerciseAnswer, people: int, size: ScreenSize
) -> list[ScreenLine]:
    """Return whether the answer was right, and the right one; none for a dilemma."""
    if not exercise.right:
        return []
    say, total = exercise.wording.say, sum(each.votes for each in answer.choices)
    lines = []
    if total > 1:
        silent = max(people - total, 0)
        rest = say(f" ({silent} svarade inte)", f" ({silent} did not answer)")
        rest = rest if silent else ""
        verdict = say(
            f"{answer.right} av {total} svarade rätt{rest}. Rätt svar:",
            f"{answer.right} of {total} answered right{rest}. The right answer:",
        )
    elif answer.right:
        verdict = say("Rätt!", "Right!")
    else:
        choice = next(each for each in answer.choices if each.votes)
        wrong = f"{choice.letter}) {choice.text}"
        lines += text_lines(wrong, size, Style.WRONG, first="✗ ")
        verdict = say("Rätt svar:", "The right answer:")
    right = f"{exercise.right}) {dict(exercise.choices)[exercise.right]}"
    return [*lines, *text_lines(f"{verdict} {right}", size, Style.RIGHT, first="✓ ")]


def _vote_lines(
    exercise: ExerciseText, answer: ExerciseAnswer, size: ScreenSize
) -> list[ScreenLine]:
    """Return each choice with its votes; the right one is marked."""
    lines = []
    if sum(each.votes for each in answer.choices) > 1 or not exercise.right:
        most = max(each.votes for each in answer.choices)
        for each in answer.choices:
            mark = "✓" if each.is_right else " "
            first = f"{mark} {each.letter} {each.votes:>4}  "
            style = Style.PLAIN if each.is_right is None else Style.WRONG
            style = Style.RIGHT if each.is_right else style
            votes = f"{bar(each.votes, most)} {each.text}".strip()
            lines += text_lines(votes, size, style, first)
    if answer.by_table:
        title = exercise.wording.say("Bord", "Tables")
        tables = [f"{n} {letter}" for n, letter in enumerate(answer.by_table, 1)]
        lines += text_lines(f"{title}: {' · '.join(tables)}", size)
    return lines
