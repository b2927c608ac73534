"""What became of a rule that was changed: somebody noticed, or nobody did."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..records import record

if TYPE_CHECKING:
    from ..scenarios.cases import Scenario


class Fate(enum.Enum):
    """What became of a mutant.

    A noticed mutant makes a scenario miss. One that survived alters some answer and
    makes no scenario miss; an equivalent one alters no answer. Whether an undecided
    mutant alters an answer nobody knows: there are too many questions.
    """

    NOTICED = "noticed"
    SURVIVED = "survived"
    UNDECIDED = "undecided"
    EQUIVALENT = "equivalent"

    @property
    def is_unnoticed(self) -> bool:
        """Tell whether a scenario is missing, as far as anybody knows."""
        return self in {Fate.SURVIVED, Fate.UNDECIDED}


@record
class Trial:
    """A mutant and its fate.

    `by` is the id of the first scenario that noticed it; `sketch` a scenario that
    would, made of the first question whose answer differs; both are empty where
    there is none. `municipality` is the one whose
    rules were changed.
    """

    rule: str
    change: str
    fate: Fate
    municipality: str = ""
    by: str = ""
    sketch: Scenario | None = None
