"""Cut circumstances into classes: inside a cell every answer is the same.

A *dimension* is one circumstance cut into the classes that the rules of a subject
can tell apart: enum values that no condition separates, the intervals between
limits, roles that no condition separates. A *cell* is one class per dimension.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from ..answers.answer import Limits
from ..records import record
from ..rulebook.model.conditions import IsRole, OneOf, Present, Within
from ..rulebook.model.values import EXTENTS, ORDINARY, ValueKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ..answers.answer import Span
    from ..rulebook.model.conditions import Condition
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Circumstance

    #: Circumstances by id, each with the values for which something holds.
    When = tuple[tuple[str, Span], ...]

#: The class of a circumstance about which nothing is said.
UNSAID = -1

#: The number of a class for each dimension, in their order.
Cell = tuple[int, ...]

#: How one circumstance is written in the number of a cell: the codes of its values;
#: for ordered kinds its cuts instead, and what the code grows by at each of them. A
#: plain tuple, which every question unpacks for each of its circumstances.
Coding = tuple["Mapping[Value, int]", tuple[int, ...], int]

#: Some numbers of classes for each dimension: every combination of them is a cell.
Box = tuple[frozenset[int], ...]


@record
class ValueClass:
    """Values that no condition tells apart.

    `representative` is one of them; `span` describes them all.
    """

    representative: Value
    span: Span


@record(slots=False)
class Dimension:
    """One circumstance of a subject, cut into classes."""

    circumstance: Circumstance
    classes: tuple[ValueClass, ...]

    @property
    def name(self) -> str:
        """The id of the circumstance."""
        return self.circumstance.id

    @cached_property
    def cuts(self) -> tuple[int, ...]:
        """The lowest values of every interval but the first, for ordered kinds."""
        items = (item for each in self.classes for item in each.span)
        return tuple(
            item.low
            for item in items
            if isinstance(item, Limits) and item.low is not None
        )

    @cached_property
    def numbers(self) -> Mapping[Value, int]:
        """The number of the class of every value that lies in no interval.

        That there is none comes after the last class where it is not a class itself.
        """
        numbers = {
            value: number
            for number, each in enumerate(self.classes)
            for value in each.span
            if not isinstance(value, Limits)
        }
        return {None: len(self.classes), **numbers}

    def number(self, value: Value) -> int:
        """Return the number of the class in which a value lies."""
        number = self.numbers.get(value)
        if number is not None:
            return number
        return bisect_right(self.cuts, value) if isinstance(value, int) else UNSAID

    def value(self, number: int) -> Value:
        """Return a value of a class; past the last class there is none."""
        is_class = number < len(self.classes)
        return self.classes[number].representative if is_class else None


def facts(dimensions: Iterable[Dimension], cell: Cell) -> dict[str, Value]:
    """Return a value for each circumstance about which a cell says something.

    Every question of the cell has the same answer as one that gives these values.
    """
    return {
        dimension.name: dimension.value(number)
        for dimension, number in zip(dimensions, cell, strict=True)
        if number != UNSAID
    }


def spans(dimensions: Iterable[Dimension], box: Box) -> When:
    """Return the values that a box allows of each circumstance, where not all."""
    return tuple(
        (dimension.name, merged(dimension.classes[n].span for n in sorted(numbers)))
        for dimension, numbers in zip(dimensions, box, strict=True)
        if len(numbers) < len(dimension.classes)
    )


def dimensions(
    rules: Iterable[Rule],
    circumstances: Mapping[str, Circumstance],
    role_kinds: Mapping[str, frozenset[str]],
) -> tuple[Dimension, ...]:
    """Return the dimensions that the conditions of some rules cut, by name.

    The limits of the rules are resolved to whole numbers.
    """
    conditions: dict[str, list[Condition]] = {}
    for rule in rules:
        for group in (rule.when, *rule.unless):
            for condition in group:
                conditions.setdefault(condition.circumstance, []).append(condition)
    return tuple(
        _dimension(circumstances[name], conditions[name], role_kinds)
        for name in sorted(conditions)
    )


def _dimension(
    circumstance: Circumstance,
    conditions: list[Condition],
    role_kinds: Mapping[str, frozenset[str]],
) -> Dimension:
    if circumstance.kind.is_ordered:
        return _ordered(circumstance, conditions)
    values = listed_values(circumstance, role_kinds)
    # None (known not to exist) is always a class of its own or shares one: a
    # question may say it of any circumstance.
    naming = _naming(conditions)
    classes: dict[frozenset[int], list[Value]] = {}
    for value in values:
        names: Iterable[Value] = (value,)
        if circumstance.kind is ValueKind.ROLE:
            names = role_kinds.get(str(value), names)
        signature = frozenset[int]().union(*(naming.get(name, ()) for name in names))
        classes.setdefault(signature, []).append(value)
    made = [ValueClass(representative=g[0], span=tuple(g)) for g in classes.values()]
    none = _none_class(circumstance, conditions)
    return Dimension(circumstance=circumstance, classes=(*made, *none))


def _naming(conditions: Iterable[Condition]) -> dict[Value, set[int]]:
    """Return by value the numbers of the conditions that name it.

    Values that the same conditions name are told apart by none: a condition holds for
    what it names, or for all else.
    """
    naming: dict[Value, set[int]] = {}
    for number, condition in enumerate(conditions):
        named: Iterable[Value] = ()
        if isinstance(condition, OneOf):
            named = condition.values
        elif isinstance(condition, IsRole):
            named = condition.roles
        for value in named:
            naming.setdefault(value, set()).add(number)
    return naming


def _none_class(
    circumstance: Circumstance, conditions: list[Condition]
) -> tuple[ValueClass, ...]:
    """Return the class of "there is none", if a condition or default asks for it."""
    is_assumed = circumstance.has_default and circumstance.default is None
    if is_assumed or any(isinstance(condition, Present) for condition in conditions):
        return (ValueClass(representative=None, span=(None,)),)
    return ()


def _ordered(circumstance: Circumstance, conditions: list[Condition]) -> Dimension:
    first, last = EXTENTS[circumstance.kind]
    starts: set[int] = set()
    for condition in conditions:
        if isinstance(condition, Within):
            if isinstance(condition.low, int):
                starts.add(condition.low)
            if isinstance(condition.high, int):
                starts.add(condition.high + 1)
    none = _none_class(circumstance, conditions)
    # there is nothing to tell apart below the first value or above the last
    parting = sorted(start for start in starts if first < start <= last)
    classes = (*intervals(parting, ORDINARY[circumstance.kind]), *none)
    return Dimension(circumstance=circumstance, classes=classes)


def listed_values(
    circumstance: Circumstance, roles: Collection[str]
) -> Sequence[int | str]:
    """Return every value of a circumstance whose values can be listed.

    Args:
        circumstance: one that is no number, amount or date.
        roles: the ids that a role can be.
    """
    if circumstance.kind is ValueKind.BOOL:
        return (1, 0)
    if circumstance.kind is ValueKind.ENUM:
        return [value for value, _ in circumstance.values]
    return sorted(roles)


def intervals(cuts: Sequence[int], ordinary: int) -> tuple[ValueClass, ...]:
    """Return the intervals between cuts, which are the lowest values of all but one.

    Args:
        cuts: the lowest values, in order.
        ordinary: a value that stands for all where there is no cut.
    """
    edges = zip((None, *cuts), (*(cut - 1 for cut in cuts), None), strict=True)
    return tuple(
        ValueClass(
            representative=next(
                edge for edge in (high, low, ordinary) if edge is not None
            ),
            span=(Limits(low=low, high=high),),
        )
        for low, high in edges
    )


def lies_in(value: Value, span: Span) -> bool:
    """Tell whether a span holds a value; None is only in a span that names it."""
    return any(
        isinstance(value, int)
        and (item.low is None or item.low <= value)
        and (item.high is None or value <= item.high)
        if isinstance(item, Limits)
        else value == item
        for item in span
    )


def merged(spans: Iterable[Span]) -> Span:
    """Return several classes as one span, adjoining intervals joined."""
    values: list[Value | Limits] = []
    for span in spans:
        for item in span:
            last = values[-1] if values else None
            if (
                isinstance(item, Limits)
                and isinstance(last, Limits)
                and last.high is not None
                and item.low == last.high + 1
            ):
                values[-1] = Limits(low=last.low, high=item.high)
            else:
                values.append(item)
    return tuple(values)
