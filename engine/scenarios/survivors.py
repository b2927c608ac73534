"""Mutants that may go unnoticed, each with a reason, as scenario files list them.

An entry under `survivors:` counts as long as its mutant survives; an entry whose mutant
is noticed after all is stale, and refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.language.compounds import Bilingual, List, Object
from ..rulebook.language.elements import RULE
from ..rulebook.language.shapes import String

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..rulebook.language.shapes import Entry
    from ..rulebook.model.problems import Place
    from ..rulebook.model.texts import Text

SURVIVOR = Object(
    "survivor",
    {
        "rule": RULE,
        "change": List(String("change, as `mandat check --mutate` names it")),
        "because": Bilingual(),
    },
    required=("rule", "change", "because"),
    about={
        "rule": "the full id of the rule that was changed",
        "change": "the changes that no scenario notices",
        "because": "why no scenario can, or should, notice them",
    },
)


@record
class Survivor:
    """A change of a rule that may go unnoticed, and why."""

    rule: str
    change: str
    because: Text
    place: Place


def survivors_in(entries: Iterable[Entry]) -> list[Survivor]:
    """Return the survivors that well-formed entries name."""
    survivors = []
    for entry in entries:
        rule, because = entry.get("rule"), entry.get("because")
        for change in entry.get("change", ()):
            if rule is None or because is None:
                continue
            survivor = Survivor(
                rule=str(rule), change=str(change), because=because, place=change.place
            )
            survivors.append(survivor)
    return survivors
