"""The answer of a cell, and what questions of the cell may add to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from ..answers.answer import Answer, Loss
    from ..answers.currency import DatedNote


class Addition(NamedTuple):
    """What facts and days of a cell's questions can add to its answer.

    Attributes:
        is_spared: whether a fact given brings back a ban from which a permission spares
            others: the answer is then another one.
        read: the circumstances that a rule or the answer reads.
        overridden: what was replaced by another rule, and so its facts may be unminded.
        dated: the notes on how current the law is.
        law_until: before this day some of the law that bears on the subject does not
            hold yet.
    """

    is_spared: bool
    read: frozenset[str]
    overridden: tuple[Loss, ...]
    dated: tuple[DatedNote, ...]
    law_until: dt.date | None


class CellAnswer:
    """The answer of a cell; what its questions may add is put beside when asked for."""

    __slots__ = ("addition", "answer")

    def __init__(self, answer: Answer) -> None:
        """Take the answer."""
        self.answer = answer
        self.addition: Addition | None = None
