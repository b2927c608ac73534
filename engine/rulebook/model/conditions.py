"""Conditions on circumstances, as structure: what a rule asks of the facts.

Each condition describes a set of values of one circumstance, so that whether it
holds, and whether one rule speaks of fewer cases than another, are questions about
sets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...records import record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from .values import Value

    #: How a multiple of the prisbasbelopp becomes öre in the year of the question.
    InOre = Callable[[Decimal], int]


@record(kw_only=False)
class Multiple:
    """A limit in multiples of the prisbasbelopp of the question's year."""

    times: Decimal


Bound = int | Multiple | None


@record
class OneOf:
    """The value is one of `values` (ids, or 1 and 0); with `negated` none of them."""

    circumstance: str
    values: frozenset[int | str]
    negated: bool = False

    def holds(self, value: Value) -> bool:
        """Tell whether a known value fulfils the condition."""
        return value is not None and (value in self.values) is not self.negated


@record
class Within:
    """The value lies between `low` and `high`, both included; None is no limit."""

    circumstance: str
    low: Bound = None
    high: Bound = None

    def in_ore(self, in_ore: InOre) -> Within:
        """Return the same limits with every multiple turned into öre.

        What lies over or under a multiple begins one öre beyond the multiple.
        """
        return Within(
            circumstance=self.circumstance,
            low=_resolved(self.low, in_ore),
            high=_resolved(self.high, in_ore),
        )

    def holds(self, value: Value) -> bool:
        """Tell whether a known value fulfils the condition; limits are resolved."""
        if not isinstance(value, int):
            return False
        low, high = self.low, self.high
        assert not isinstance(low, Multiple)  # noqa: S101 - INVARIANT: resolved first
        assert not isinstance(high, Multiple)  # noqa: S101 - INVARIANT: resolved first
        return (low is None or value >= low) and (high is None or value <= high)


@record(kw_only=False)
class Over(Multiple):
    """A lower limit that the value must exceed by at least one öre."""


@record(kw_only=False)
class Under(Multiple):
    """An upper limit that the value must stay below by at least one öre."""


def _resolved(bound: Bound, in_ore: InOre) -> int | None:
    if isinstance(bound, Over):
        return in_ore(bound.times) + 1
    if isinstance(bound, Under):
        return in_ore(bound.times) - 1
    return in_ore(bound.times) if isinstance(bound, Multiple) else bound


@record
class Present:
    """A value exists (`is_present`), or is known not to exist."""

    circumstance: str
    is_present: bool

    def holds(self, value: Value) -> bool:
        """Tell whether a known value fulfils the condition."""
        return (value is not None) is self.is_present


@record
class IsRole:
    """The value is one of `roles` or a kind of one, or with `negated` neither."""

    circumstance: str
    roles: frozenset[str]
    negated: bool = False

    def holds_among(self, kinds: frozenset[str]) -> bool:
        """Tell whether a role with `kinds`, itself included, meets the condition."""
        return bool(kinds & self.roles) is not self.negated


Condition = OneOf | Within | Present | IsRole


def holds(
    condition: Condition, value: Value, kinds: Mapping[str, frozenset[str]]
) -> bool:
    """Tell whether a known `value` fulfils `condition`.

    Args:
        condition: the condition, its limits resolved to whole numbers.
        value: the value; None means that there is known to be none.
        kinds: for each role the roles it is a kind of, itself included.
    """
    if isinstance(condition, IsRole):
        return isinstance(value, str) and condition.holds_among(
            kinds.get(value, frozenset({value}))
        )
    return condition.holds(value)
