"""Change the conditions of a rule in small ways: drop, turn round, move a limit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from ..rulebook.language.writing import value_phrase
from ..rulebook.model.conditions import (
    IsRole,
    Multiple,
    OneOf,
    Over,
    Present,
    Under,
    Within,
)
from ..rulebook.model.values import (
    DECIMAL_SCALE,
    EXTENTS,
    ORE_PER_KRONA,
    ValueKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..rulebook.model.conditions import Bound, Condition
    from ..rulebook.model.vocabulary import Circumstance, Vocabulary

    Group = tuple[Condition, ...]
    #: What changed, in the words of the rule language, and the conditions after it.
    Changed = tuple[str, Group]

#: How far "just below" and "just above" are: a krona, a whole number, a day.
STEPS = {
    ValueKind.MONEY: ORE_PER_KRONA,
    ValueKind.NUMBER: 1,
    ValueKind.DECIMAL: DECIMAL_SCALE,
    ValueKind.DATE: 1,
}
#: As near to a multiple of the prisbasbelopp as somebody writes one.
_TENTH = Decimal("0.1")


def changed_groups(group: Group, words: Vocabulary) -> Iterator[Changed]:
    """Yield a group of conditions with one of them dropped, turned round or moved."""
    for position, condition in enumerate(group):
        rest = (*group[:position], *group[position + 1 :])
        name = condition.circumstance
        yield f"{name} → –", rest
        for change, other in _others(condition, words.circumstances[name]):
            changed = (*group[:position], other, *group[position + 1 :])
            yield f"{name} {change}", changed


def _others(
    condition: Condition, circumstance: Circumstance
) -> Iterator[tuple[str, Condition]]:
    match condition:
        case Present():
            before = "yes" if condition.is_present else "no"
            after = "no" if condition.is_present else "yes"
            turned = replace(condition, is_present=not condition.is_present)
            yield f"present {before} → {after}", turned
        case Within():
            yield from _moved(condition, circumstance)
        case OneOf() | IsRole():
            yield from _chosen(condition, circumstance)


def _chosen(
    condition: OneOf | IsRole, circumstance: Circumstance
) -> Iterator[tuple[str, Condition]]:
    """Yield a list of values turned round, and with each value left out."""
    listed = condition.values if isinstance(condition, OneOf) else condition.roles
    words = sorted(listed, key=str)
    called = ", ".join(value_phrase(value, circumstance.kind) for value in words)
    plain, turned = (called, f"not {called}")
    if condition.negated:
        plain, turned = turned, plain
    yield f"{plain} → {turned}", replace(condition, negated=not condition.negated)
    if len(words) < 2:  # noqa: PLR2004 - one value left out would leave none
        return
    for word in words:
        left = frozenset(listed) - {word}
        change = f"{plain} → without {value_phrase(word, circumstance.kind)}"
        if isinstance(condition, OneOf):
            yield change, replace(condition, values=left)
        else:
            yield change, replace(condition, roles=frozenset(map(str, left)))


def _moved(
    condition: Within, circumstance: Circumstance
) -> Iterator[tuple[str, Condition]]:
    """Yield each limit just below and just above, and what lies beyond the limits."""
    kind = circumstance.kind
    low, high = condition.low, condition.high
    for below in _nearby(low, kind):
        change = f"from {_figure(low, kind)} → {_figure(below, kind)}"
        yield change, replace(condition, low=below)
    for above in _nearby(high, kind):
        change = f"to {_figure(high, kind)} → {_figure(above, kind)}"
        yield change, replace(condition, high=above)
    if high is not None:
        above_all = _just_above(high)
        if _exists(above_all, kind):
            beyond = Within(circumstance=circumstance.id, low=above_all)
            yield f"to {_figure(high, kind)} → beyond", beyond
    elif low is not None:
        below_all = _just_below(low)
        if _exists(below_all, kind):
            beyond = Within(circumstance=circumstance.id, high=below_all)
            yield f"from {_figure(low, kind)} → beyond", beyond


def _nearby(bound: Bound, kind: ValueKind) -> Iterator[Bound]:
    if isinstance(bound, Multiple):
        yield replace(bound, times=bound.times - _TENTH)
        yield replace(bound, times=bound.times + _TENTH)
    elif bound is not None:
        for other in (bound - STEPS[kind], bound + STEPS[kind]):
            if _exists(other, kind):
                yield other


def _exists(bound: int | Multiple, kind: ValueKind) -> bool:
    """Tell whether a limit lies among the values there are."""
    first, last = EXTENTS[kind]
    return isinstance(bound, Multiple) or first <= bound <= last


def _just_above(bound: int | Multiple) -> int | Multiple:
    match bound:
        case Under(times):
            return Multiple(times)
        case Multiple(times):
            return Over(times)
        case _:
            return bound + 1


def _just_below(bound: int | Multiple) -> int | Multiple:
    match bound:
        case Over(times):
            return Multiple(times)
        case Multiple(times):
            return Under(times)
        case _:
            return bound - 1


def _figure(bound: Bound, kind: ValueKind) -> str:
    match bound:
        case Over(times):
            return f"over {times.normalize():f} prisbasbelopp"
        case Under(times):
            return f"under {times.normalize():f} prisbasbelopp"
        case Multiple(times):
            return f"{times.normalize():f} prisbasbelopp"
        case _:
            return value_phrase(bound, kind)
