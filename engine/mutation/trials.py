"""What became of a rule that was changed: somebody noticed, or nobody did."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..scenarios.cases import Scenario


class Fate(enum.Enum):
    """What became of a mutant.

    Nobody noticed those that survived, and some answer is another; equivalent ones
    alter no answer. Of the undecided nobody knows: there are too many questions.
    """

    NOTICED = "noticed"
    SURVIVED = "survived"
    UNDECIDED = "undecided"
    EQUIVALENT = "equivalent"

    @property
    def is_unnoticed(self) -> bool:
        """Tell whether a scenario is missing, as far as anybody knows."""
        return self in {Fate.SURVIVED, Fate.UNDECIDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A mutant and its fate.

    `by` is the id of the first scenario that noticed it; `sketch` a scenario that
    would, made of the first question whose answer differs; both are empty where
    there is none. `municipality` says in whose rules.
    """

    rule: str
    change: str
    fate: Fate
    municipality: str = ""
    by: str = ""
    sketch: Scenario | None = None
