"""Conditions on circumstances, as structure: what a rule asks of the facts.

Each condition describes a set of values of one circumstance, which makes
"holds", "is narrower than" and "cannot hold together" questions about sets.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from engine.rulebook.values import Value

#: How a multiple of the prisbasbelopp becomes öre in the year of the question.
if TYPE_CHECKING:
    InOre = Callable[[Decimal], int]


@dataclass(frozen=True, slots=True)
class Multiple:
    """A limit in multiples of the prisbasbelopp of the question's year."""

    times: Decimal


Bound = int | Multiple | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """The value is one of `values` (ids, or 1 and 0), or with `negated` none of them."""

    circumstance: str
    values: frozenset[int | str]
    negated: bool = False

    def holds(self, value: Value) -> bool:
        """Tell whether a known value fulfils the condition."""
        return value is not None and (value in self.values) is not self.negated


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """The value lies between `low` and `high`, both included; None is no limit."""

    circumstance: str
    low: Bound = None
    high: Bound = None

    def resolved(self, in_ore: InOre) -> Within:
        """Return the same limits with every multiple turned into öre.

        The limits of a rule that says "over" or "under" a multiple were kept as
        an inclusive multiple one öre away; `Over` and `Under` carry that.
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


@dataclass(frozen=True, slots=True)
class Over(Multiple):
    """A lower limit that the value must exceed by at least one öre."""


@dataclass(frozen=True, slots=True)
class Under(Multiple):
    """An upper limit that the value must stay below by at least one öre."""


def _resolved(bound: Bound, in_ore: InOre) -> int | None:
    if isinstance(bound, Over):
        return in_ore(bound.times) + 1
    if isinstance(bound, Under):
        return in_ore(bound.times) - 1
    return in_ore(bound.times) if isinstance(bound, Multiple) else bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A value exists (`is_present`), or is known not to exist."""

    circumstance: str
    is_present: bool

    def holds(self, value: Value) -> bool:
        """Tell whether a known value fulfils the condition."""
        return (value is not None) is self.is_present


@dataclass(frozen=True, slots=True, kw_only=True)
class IsRole:
    """The value is one of `roles` or a kind of it, or with `negated` none of them."""

    circumstance: str
    roles: frozenset[str]
    negated: bool = False

    def holds_among(self, kinds: frozenset[str]) -> bool:
        """Tell whether a role with these kinds (itself included) fulfils it."""
        return bool(kinds & self.roles) is not self.negated


Condition = OneOf | Within | Present | IsRole
KindsOf = "Mapping[str, frozenset[str]]"


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


def is_within(
    narrow: Condition, wide: Condition, kinds: Mapping[str, frozenset[str]]
) -> bool:
    """Tell whether every value that fulfils `narrow` surely fulfils `wide`.

    Both are about the same circumstance. The answer errs towards False, so a
    rule is called narrower only where that is certain.
    """
    if isinstance(wide, Present) and wide.is_present:
        return not (isinstance(narrow, Present) and not narrow.is_present)
    match narrow, wide:
        case Present(), Present():
            return narrow.is_present is wide.is_present
        case OneOf(), OneOf():
            return _is_subset(narrow.values, narrow.negated, wide.values, wide.negated)
        case Within(), Within():
            return _at_least(narrow.low, wide.low) and _at_most(narrow.high, wide.high)
        case IsRole(), IsRole() if narrow.negated and wide.negated:
            return all(
                kinds.get(role, frozenset({role})) & narrow.roles for role in wide.roles
            )
        case IsRole(), IsRole() if not narrow.negated and not wide.negated:
            return all(
                kinds.get(role, frozenset({role})) & wide.roles for role in narrow.roles
            )
        case _:
            return False


def _is_subset(
    narrow: frozenset[int | str],
    narrow_negated: bool,  # noqa: FBT001 - mirrors the field it comes from
    wide: frozenset[int | str],
    wide_negated: bool,  # noqa: FBT001 - mirrors the field it comes from
) -> bool:
    if narrow_negated:
        return wide_negated and wide <= narrow
    return not (narrow & wide) if wide_negated else narrow <= wide


def _at_least(narrow: Bound, wide: Bound) -> bool:
    if wide is None or narrow == wide:
        return True
    if isinstance(narrow, Multiple) and isinstance(wide, Multiple):
        return _lower_key(narrow) >= _lower_key(wide)
    return isinstance(narrow, int) and isinstance(wide, int) and narrow >= wide


def _at_most(narrow: Bound, wide: Bound) -> bool:
    if wide is None or narrow == wide:
        return True
    if isinstance(narrow, Multiple) and isinstance(wide, Multiple):
        return _upper_key(narrow) <= _upper_key(wide)
    return isinstance(narrow, int) and isinstance(wide, int) and narrow <= wide


def _lower_key(bound: Multiple) -> tuple[Decimal, int]:
    return (bound.times, 1 if isinstance(bound, Over) else 0)


def _upper_key(bound: Multiple) -> tuple[Decimal, int]:
    return (bound.times, -1 if isinstance(bound, Under) else 0)


def are_disjoint(
    one: Condition, other: Condition, kinds: Mapping[str, frozenset[str]]
) -> bool:
    """Tell whether no value can fulfil both; errs towards False."""
    match one, other:
        case Present(), _ if not one.is_present:
            return not (isinstance(other, Present) and not other.is_present)
        case _, Present() if not other.is_present:
            return not (isinstance(one, Present) and not one.is_present)
        case OneOf(), OneOf() if not one.negated and not other.negated:
            return not (one.values & other.values)
        case OneOf(), OneOf() if one.negated is not other.negated:
            plain, banned = (other, one) if one.negated else (one, other)
            return plain.values <= banned.values
        case Within(), Within():
            return _is_below(one.high, other.low) or _is_below(other.high, one.low)
        case IsRole(), IsRole() if one.negated is not other.negated:
            plain, banned = (other, one) if one.negated else (one, other)
            return all(
                kinds.get(role, frozenset({role})) & banned.roles
                for role in plain.roles
            )
        case _:
            return False


def _is_below(high: Bound, low: Bound) -> bool:
    if isinstance(high, int) and isinstance(low, int):
        return high < low
    if isinstance(high, Multiple) and isinstance(low, Multiple):
        return _upper_key(high) < _lower_key(low)
    return False
