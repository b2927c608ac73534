"""Read the orders of a pack as they are written: their headers and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language.drafts import read_draft
from ..language.shapes import Problems
from ..model.problems import UnusableRulesError

if TYPE_CHECKING:
    from ..language.orders import OrderDraft
    from .folders import RulesFolder


def written_orders(folder: RulesFolder, pack: str) -> tuple[OrderDraft, ...]:
    """Return the orders of a pack, in the order of their folders.

    Raises:
        UnusableRulesError: the files of the pack have problems.
    """
    problems = Problems()
    draft = read_draft(folder.files(pack), problems)
    if problems:
        raise UnusableRulesError(list(problems), problems.more)
    return tuple(draft.orders)
