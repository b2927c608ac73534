"""Ask on a page for what is missing: a field for each circumstance that decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers.answer import NoteKind
from ..records import record
from ..report.layout import capital
from ..rulebook.model.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..answers.answer import Answer
    from ..report.wording import Wording
    from ..rulebook.model.questions import Question
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Circumstance

#: More values than these are chosen from a list that opens.
_MOST_BUTTONS = 7


@record
class FormField:
    """A circumstance as a form asks for it.

    Attributes:
        name: its id, which is the name of the field.
        label: what it is called.
        hint: what may be typed, empty where values are chosen.
        choices: values and what they are called; none where something is typed.
        is_list: whether the choices are in a list that opens.
        value: what is known already, as it was typed.
    """

    name: str
    label: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_list: bool = False
    value: str = ""


def fact_fields(
    question: Question, answer: Answer, texts: Mapping[str, str], wording: Wording
) -> list[FormField]:
    """Return a field for each circumstance that decides: missing, given and assumed.

    Args:
        question: what was asked, with what is known.
        answer: what follows.
        texts: the values that are known, as people type them, by the ids of their
            circumstances.
        wording: the words of the municipality in the language of the reader.
    """
    known = wording.jurisdiction.vocabulary.circumstances
    values: dict[str, Value] = dict.fromkeys(answer.depends_on)
    values.update(question.given)
    for note in answer.notes:
        if note.kind is NoteKind.ASSUMED and note.circumstance in known:
            values.setdefault(note.circumstance, note.value)
    return [
        _field(known[name], _chosen(value, texts.get(name, "")), wording)
        for name, value in values.items()
    ]


def _chosen(value: Value, text: str) -> str:
    """Return a value as the form has it: an id where one is chosen, else as typed."""
    match value:
        case None:
            return text
        case bool():
            return "ja" if value else "nej"
        case str():
            return value
        case _:
            return text


def _field(circumstance: Circumstance, value: str, wording: Wording) -> FormField:
    say = wording.say
    choices: list[tuple[str, str]] = []
    hint = ""
    match circumstance.kind:
        case ValueKind.BOOL:
            choices = [("ja", say("ja", "yes")), ("nej", say("nej", "no"))]
        case ValueKind.ENUM:
            choices = [
                (id_, wording.value(circumstance.id, id_))
                for id_, _ in circumstance.values
            ]
        case ValueKind.MONEY:
            hint = say("i kronor, till exempel 25 000", "in kronor, as 25 000")
        case ValueKind.DATE:
            hint = say("en dag, till exempel 2026-01-31", "a day, as 2026-01-31")
        case ValueKind.ROLE:
            hint = say("en roll, till exempel rektor", "a role, as rektor")
        case _:
            hint = say("ett tal", "a number")
    asked = circumstance.question
    name = wording.circumstance(circumstance.id)
    return FormField(
        name=circumstance.id,
        label=say.text(asked) if asked else capital(name),
        hint=hint,
        choices=tuple(choices),
        is_list=len(choices) > _MOST_BUTTONS,
        value=value,
    )
