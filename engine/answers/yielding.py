"""Facts that speak for a rule which another replaces without asking for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .answer import LossReason, Note, NoteKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..rulebook.model.questions import Question
    from ..rulebook.model.rules import Rule
    from .answer import Answer, Loss


def overridden(answer: Answer) -> tuple[Loss, ...]:
    """Return the losses of rules that others replaced which prevail."""
    return tuple(
        loss
        for loss in answer.lost
        if loss.reason is LossReason.OVERRIDDEN and loss.to in answer.rules
    )


def outweighed_notes(
    question: Question,
    answer: Answer,
    losses: Iterable[Loss],
    rules: Mapping[str, Rule],
) -> tuple[Note, ...]:
    """Return a note for each fact given that only a replaced rule asks for.

    Somebody who tells of an obstacle must not take it that the answer minds it.
    """
    counting = (*answer.rules, *(derivation.rule for derivation in answer.derived))
    minded = {name for rule in counting for name in rules[rule].circumstances}
    notes = (
        Note(
            kind=NoteKind.OUTWEIGHED,
            rule=loss.rule,
            by=loss.to,
            circumstance=name,
            value=value,
        )
        for loss in losses
        for name, value in question.given
        if name in rules[loss.rule].circumstances and name not in minded
    )
    return tuple(dict.fromkeys(notes))
