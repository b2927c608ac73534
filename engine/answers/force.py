"""How strongly rules bind that say the same: the strongest of them counts."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..rulebook.model.sources import Rank, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..rulebook.model.rules import Rule


#: Documents of these ranks bind nobody.
BINDS_NOBODY = frozenset({Rank.AGREEMENT, Rank.GUIDANCE})


class Force(enum.Enum):
    """Whether what is said binds, was only proposed, or is general guidance."""

    BINDING = "binding"
    PROPOSAL = "proposal"
    GUIDANCE = "guidance"


def force(rules: Sequence[Rule]) -> Force:
    """Return how strongly rules bind that say the same."""
    if all(rule.rank in BINDS_NOBODY for rule in rules):
        return Force.GUIDANCE
    is_proposed = all(rule.status is Status.PROPOSAL for rule in rules)
    return Force.PROPOSAL if is_proposed else Force.BINDING
