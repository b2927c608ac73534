"""Whom a relative role means: whose immediate manager, which committee's head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.rules import BOUND_SLOTS

if TYPE_CHECKING:
    from ..rulebook.model.questions import Question
    from ..rulebook.model.vocabulary import Vocabulary


def meant_role(words: Vocabulary, role: str, question: Question) -> str:
    """Return the id of whom a relative role means in a question.

    Empty when the role is not relative, or when the question does not tell.
    """
    known = words.roles.get(role)
    if known is None or known.resolves is None:
        return ""
    how = known.resolves
    if how.circumstance:
        value = dict(question.given).get(how.circumstance)
        if value is None:
            return ""
        if not how.by_value:
            return str(value) if value in words.roles else ""
        return dict(how.by_value).get(str(value), "")
    asked = next((id_ for slot, id_ in question.slots if slot in BOUND_SLOTS), "")
    superior = words.roles[asked].reports_to if asked else ""
    return superior if superior != role else ""
