"""Tell whether one rule speaks of no other cases than another.

A group of conditions is a box: for each circumstance it names, the values that
fulfil it. A rule holds in the box of its conditions without those of its
exceptions, so "narrower" is a question about boxes, and is answered exactly.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..rulebook.model.conditions import Condition, Within, holds
from ..rulebook.model.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Vocabulary

    Group = tuple[Condition, ...]
    Side = frozenset["Value | Unsaid"]
    #: For each circumstance the values it may have; one not named may have any.
    Box = Mapping[str, Side]


class Unsaid(enum.Enum):
    """The case that nothing is known of a circumstance: no condition holds."""

    UNSAID = "unsaid"


class Specificity:
    """Compares the conditions of rules, and remembers each comparison."""

    def __init__(self, words: Vocabulary) -> None:
        """Take the words, which say what values there are."""
        self._words = words
        self._known: dict[object, bool] = {}

    def is_inside(self, one: Rule, other: Rule) -> bool:
        """Tell whether the conditions of `other` hold wherever those of `one` do.

        The limits of both are resolved to whole numbers.
        """
        key = (one.when, one.unless, other.when, other.unless)
        is_inside = self._known.get(key)
        if is_inside is None:
            is_inside = self._known[key] = self._is_inside(*key)
        return is_inside

    def _is_inside(
        self,
        when: Group,
        unless: tuple[Group, ...],
        other_when: Group,
        other_unless: tuple[Group, ...],
    ) -> bool:
        universe = self._universe(
            [c for group in (when, *unless, other_when, *other_unless) for c in group]
        )
        box = self._box(when, universe)
        exceptions = [self._box(group, universe) for group in unless]
        for name, side in self._box(other_when, universe).items():
            beyond = {**box, name: box.get(name, universe[name]) - side}
            if not _is_covered(beyond, exceptions, universe):
                return False
        for group in other_unless:
            shared = _shared(box, self._box(group, universe))
            if not _is_covered(shared, exceptions, universe):
                return False
        return True

    def _universe(self, conditions: Iterable[Condition]) -> dict[str, Side]:
        """Return every value, or one of each kind, that conditions can tell apart."""
        values: dict[str, set[Value]] = {}
        for condition in conditions:
            name = condition.circumstance
            if name not in values:
                values[name] = {None, *self._listed(name)}
            if isinstance(condition, Within):
                for limit in (condition.low, condition.high):
                    if isinstance(limit, int):
                        values[name] |= {limit - 1, limit, limit + 1}
        return {name: frozenset((*own, Unsaid.UNSAID)) for name, own in values.items()}

    def _listed(self, name: str) -> Iterable[Value]:
        circumstance = self._words.circumstances[name]
        if circumstance.kind is ValueKind.ENUM:
            return [value for value, _ in circumstance.values]
        # an ordered circumstance has some value besides those at the limits
        return self._words.roles if circumstance.kind is ValueKind.ROLE else (0, 1)

    def _box(self, group: Group, universe: Mapping[str, Side]) -> dict[str, Side]:
        box: dict[str, Side] = {}
        for condition in group:
            name = condition.circumstance
            fulfilling = frozenset(
                value
                for value in universe[name]
                if not isinstance(value, Unsaid)
                and holds(condition, value, self._words.role_kinds)
            )
            box[name] = box.get(name, fulfilling) & fulfilling
        return box


def _shared(one: Box, other: Box) -> Box:
    """Return where two boxes overlap."""
    return {
        name: one.get(name, side) & other.get(name, side)
        for name, side in (*one.items(), *other.items())
    }


def _is_covered(box: Box, others: Sequence[Box], universe: Mapping[str, Side]) -> bool:
    """Tell whether every case in a box lies in one of the others."""
    if not all(box.values()):
        return True
    if not others:
        return False
    first, *rest = others
    for name, side in first.items():
        own = box.get(name, universe[name])
        if not _is_covered({**box, name: own - side}, rest, universe):
            return False
        box = {**box, name: own & side}
        if not box[name]:
            break
    return True
