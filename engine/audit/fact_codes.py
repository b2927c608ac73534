"""Number the values of circumstances so that one number is one class of a cell.

Every value of one number is answered alike, whatever the matter of its group and
whatever the day of the log: cuts are those of all rules that may count on any day.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from contextlib import suppress
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.packs import MissingAmountError
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.values import (
    ORDINARY,
    ValueKind,
    date_text,
    decimal_text,
    money_text,
    number_text,
)
from ..space.cells import dimensions, listed_values

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from ..space.cells import Dimension
    from ..space.space import Space

#: The codes of what is missing, and of what is said not to exist.
MISSING, NONE, FIRST = 0, 1, 2
#: The group of the matters that a circumstance makes no difference to.
NO_GROUP = -1
#: The value that stands for "there is none" where values are whole numbers.
NO_VALUE = -(2**61)
_TEXTS = {
    ValueKind.MONEY: money_text,
    ValueKind.NUMBER: number_text,
    ValueKind.DECIMAL: decimal_text,
    ValueKind.DATE: date_text,
}
_TRUTHS = {1: "ja", 0: "nej"}


@record
class FactCodes:
    """How one circumstance is numbered in a log.

    Attributes:
        circumstance: its id.
        kind: of its values.
        groups: of ordered kinds: for each group of matters the lowest values of every
            interval but the first; of the others one group without any.
        group_of: the group of each matter, by its id; of those left out it makes no
            difference.
        values: of kinds that are not ordered: every value, by its number.
    """

    circumstance: str
    kind: ValueKind
    groups: tuple[tuple[int, ...], ...]
    group_of: Mapping[str, int]
    values: tuple[Value, ...] = ()

    @property
    def radix(self) -> int:
        """How many codes there are."""
        most = max(map(len, self.groups), default=0) + 1
        return FIRST + (most if self.kind.is_ordered else len(self.values))

    def code(self, value: Value, group: int) -> int:
        """Return the code of a value for the matters of a group."""
        if group == NO_GROUP:
            return MISSING
        if value is None:
            return NONE
        if isinstance(value, int) and self.kind.is_ordered:
            return FIRST + bisect_right(self.groups[group], value)
        return FIRST + self.values.index(value)

    def text(self, code: int, group: int) -> str:
        """Return a value with a code as text that the engine reads; not for MISSING."""
        if code == NONE:
            return "ingen"
        place = code - FIRST
        if not self.kind.is_ordered:
            value = self.values[place]
            is_truth = self.kind is ValueKind.BOOL and isinstance(value, int)
            return _TRUTHS[int(value or 0)] if is_truth else str(value)
        cuts = self.groups[group]
        if place:
            value = cuts[place - 1]
        else:
            value = min(ORDINARY[self.kind], cuts[0] - 1) if cuts else 0
        if not cuts:
            value = ORDINARY[self.kind]
        return _TEXTS[self.kind](int(value))


def span_text(codes: FactCodes, code: int, group: int) -> str:
    """Return all values of a code as one text: `5 920,01 kr – 118 400 kr`."""
    if code == NONE or not codes.kind.is_ordered:
        return codes.text(code, group)
    write, cuts, place = _TEXTS[codes.kind], codes.groups[group], code - FIRST
    if not cuts:
        return ""
    low = write(cuts[place - 1]) if place else ""
    high = write(cuts[place] - 1) if place < len(cuts) else ""
    if low and high:
        return low if low == high else f"{low} – {high}"
    return f"≥ {low}" if low else f"≤ {high}"


def fact_codes(
    space: Space,
    circumstances: Iterable[str],
    matters: Collection[str],
    years: Collection[int],
) -> tuple[FactCodes, ...]:
    """Return how the circumstances of a log are numbered.

    Args:
        space: the rules that count.
        circumstances: the ids of those that the log tells.
        matters: the ids of the matters that the log is about.
        years: those of the days of the log, whose amounts count.
    """
    cut = {matter: _dimensions(space, matter, years) for matter in sorted(matters)}
    made = []
    for name in circumstances:
        term = space.jurisdiction.vocabulary.circumstances[name]
        groups: dict[tuple[int, ...], int] = {}
        group_of = {}
        for matter, own in cut.items():
            if name in own:
                cuts = own[name].cuts if term.kind.is_ordered else ()
                group_of[matter] = groups.setdefault(cuts, len(groups))
        roles = space.jurisdiction.vocabulary.roles
        values = () if term.kind.is_ordered else tuple(listed_values(term, roles))
        made.append(
            FactCodes(
                circumstance=name,
                kind=term.kind,
                groups=tuple(groups),
                group_of=group_of,
                values=values,
            )
        )
    return tuple(made)


def _dimensions(
    space: Space, matter: str, years: Collection[int]
) -> dict[str, Dimension]:
    """Return by its id every circumstance that rules of a matter ask for on any day."""
    words = space.jurisdiction.vocabulary
    subject = space.decider.subject(RuleKind.DECISION, ((Slot.MATTER, matter),))
    rules: list[Rule] = []
    for rule in (*subject.rules, *subject.classifications):
        for year in years if rule.uses_multiples else (dt.MINYEAR,):
            with suppress(MissingAmountError):  # no day of that year can be answered
                rules.append(space.jurisdiction.in_year(rule, year))
    asked = {
        name: words.circumstances[name].asked_about(subject.bound)
        for rule in rules
        for name in rule.circumstances
    }
    cut = dimensions(rules, asked, words.role_kinds)
    return {dimension.name: dimension for dimension in cut}
