"""Write exercises to print, questions first, or to show, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...records import record
from ..html_page import html_page
from ..markdown import markdown_text
from ..say import counted
from .exercise_texts import answer_parts, discussion_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .exercise_texts import AnswerPart, ExerciseText

#: Markdown knows no pages; what turns it into HTML or PDF keeps this.
_BREAK = '<div style="page-break-before: always"></div>'


@record
class _Key:
    """What stands on the answer page of an exercise: a heading, then its parts."""

    heading: str
    right: str
    parts: tuple[AnswerPart, ...]


@record
class _HandoutText:
    """A sheet in words; `talk` is the heading of what to talk about in a dilemma."""

    title: str
    subtitle: str
    note: str
    answers: str
    talk: str
    exercises: Sequence[ExerciseText]
    keys: tuple[_Key, ...]


def _sheet(exercises: Sequence[ExerciseText], seed: int) -> _HandoutText:
    say = exercises[0].wording.say
    places = " · ".join(dict.fromkeys(each.place for each in exercises))
    count = len(exercises)
    quoted = say.is_english and not all(e.exercise.lesson.title.en for e in exercises)
    note = say(
        "Svaren står på egna sidor sist.", "The answers are on pages of their own."
    )
    return _HandoutText(
        title=say(f"Fall att tala om – {places}", f"Cases to talk about – {places}"),
        subtitle=say(
            f"{count} fall, frö {seed}.",
            f"{counted(count, 'case', 'cases')}, seed {seed}.",
        ),
        note=f"{note} What is in quotes is in Swedish." if quoted else note,
        answers=say("Svar", "Answers"),
        talk=say("Tala om", "Talk about"),
        exercises=exercises,
        keys=tuple(_key(each, number) for number, each in enumerate(exercises, 1)),
    )


def _key(exercise: ExerciseText, number: int) -> _Key:
    parts = answer_parts(exercise)
    if not exercise.is_dilemma and exercise.discussion:
        parts.append(discussion_part(exercise))
    right = dict(exercise.choices).get(exercise.right, "")
    return _Key(
        heading=f"{number}. {exercise.title}",
        right=f"{exercise.right}) {right}" if exercise.right else "",
        parts=tuple(parts),
    )


def handout_page(exercises: Sequence[ExerciseText], seed: int) -> str:
    """Return exercises as one self-contained HTML page that prints on A4."""
    say = exercises[0].wording.say
    return html_page("handout.html", say, sheet=_sheet(exercises, seed))


def slides_page(exercises: Sequence[ExerciseText], seed: int) -> str:
    """Return exercises as one self-contained HTML page, one exercise a screen.

    The answer of each is hidden until somebody asks for it.
    """
    say = exercises[0].wording.say
    return html_page("slides.html", say, sheet=_sheet(exercises, seed))


def handout_markdown(exercises: Sequence[ExerciseText], seed: int) -> str:
    """Return exercises as Markdown; a rule divides questions from answers."""
    sheet = _sheet(exercises, seed)
    about = f"{sheet.subtitle} {sheet.note}"
    lines = [f"# {markdown_text(sheet.title)}", "", markdown_text(about)]
    for number, exercise in enumerate(sheet.exercises, 1):
        lines += ["", f"## {number}. {markdown_text(exercise.title)}"]
        lines += [
            "",
            f"*{markdown_text(exercise.about)}*",
            "",
            markdown_text(exercise.story),
        ]
        lines += ["", f"**{markdown_text(exercise.question)}**", ""]
        lines += [
            f"- [ ] {each}) {markdown_text(text)}" for each, text in exercise.choices
        ]
        if exercise.is_dilemma and exercise.discussion:
            lines += ["", f"{sheet.talk}:", "", *_items(exercise.discussion)]
    lines += ["", _BREAK, "", f"# {sheet.answers}"]
    for number, (key, exercise) in enumerate(
        zip(sheet.keys, sheet.exercises, strict=True), 1
    ):
        lines += ["", f"## {number}. {markdown_text(exercise.title)}"]
        lines += ["", f"**{markdown_text(key.right)}**"] if key.right else []
        for part in key.parts:
            lines += ["", f"{part.title}:", "", *_items(part.texts)]
    return "\n".join(lines) + "\n"


def _items(texts: Iterable[str]) -> list[str]:
    return [f"- {markdown_text(text)}" for text in texts]
