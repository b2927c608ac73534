"""Which rules yield to which, and where that can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers.answer import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..answers.answer import Answer, LossReason
    from ..space.cells import Cell
    from .examination import Examined
    from .walks import Stretch, Walk

    #: A cell, with the subject and the jurisdiction in which it lies.
    Spot = tuple[Walk, Stretch, Cell]


def yielding(
    examined: Examined, reason: LossReason
) -> dict[tuple[str, str], tuple[Walk, Stretch, Cell]]:
    """Return the pairs of rules of which one yields for a reason, and where first."""
    found: dict[tuple[str, str], Spot] = {}
    for walk, stretch in examined.stretches():
        for cell, answer in stretch.cells:
            for loss in answer.lost:
                if loss.reason is reason:
                    found.setdefault((loss.rule, loss.to), (walk, stretch, cell))
    return found


def shows_loss(rule: str, to: str) -> Callable[[Answer], bool]:
    """Return what tells whether one rule yields to another in a plain answer."""

    def shows(answer: Answer) -> bool:
        return answer.outcome is not Outcome.DEPENDS and any(
            (loss.rule, loss.to) == (rule, to) for loss in answer.lost
        )

    return shows
