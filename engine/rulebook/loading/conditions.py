"""Link conditions: what a rule asks of circumstances, as written → typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..language import nodes
from ..language.shapes import WRONG, Entry, Wrong
from ..model import values as typed
from ..model.conditions import (
    Condition,
    IsRole,
    Multiple,
    OneOf,
    Over,
    Present,
    Under,
    Within,
)
from ..model.values import EXTENTS, PARSERS, ValueKind
from ..model.vocabulary import TermKind
from .checks import note_unfit, value_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from ..language.shapes import Problems
    from ..model.values import Value
    from ..model.vocabulary import Circumstance
    from .glossary import Glossary

_LOWER = (("min", 0), ("over", 1))
_UPPER = (("max", 0), ("under", -1))


class ConditionLinker:
    """Links the conditions of a pack's rules against the words it can see."""

    def __init__(self, glossary: Glossary, problems: Problems) -> None:
        """Take the words and the problems."""
        self._glossary = glossary
        self._circumstances = glossary.vocabulary.circumstances
        self._problems = problems

    def conditions(self, group: Mapping[nodes.Scalar, Any]) -> tuple[Condition, ...]:
        """Return the conditions of one group in the order of their circumstances."""
        made = []
        for name, wish in group.items():
            circumstance = self._circumstance(name)
            if circumstance is not None:
                made.append(self._condition(circumstance, name, wish))
        readable = (condition for condition in made if condition is not None)
        return tuple(sorted(readable, key=lambda condition: condition.circumstance))

    def derived(
        self, table: Mapping[nodes.Scalar, nodes.Scalar]
    ) -> Iterable[tuple[str, Value]]:
        """Yield the circumstances that a classification derives, with their values."""
        for name, text in table.items():
            circumstance = self._circumstance(name)
            if circumstance is None:
                continue
            value = self._value(circumstance, text)
            if value is None:
                self._problems.note(
                    text.place, "condition/derives-none", circumstance=name
                )
            elif not isinstance(value, Wrong):
                yield circumstance.id, value

    def _circumstance(self, name: nodes.Scalar) -> Circumstance | None:
        """Return a circumstance; one that was declared wrongly is a problem already."""
        self._glossary.check_term(name, TermKind.CIRCUMSTANCE, self._problems)
        return self._circumstances.get(name)

    def _value(self, circumstance: Circumstance, word: nodes.Scalar) -> Value | Wrong:
        roles = self._glossary.terms[TermKind.ROLE]
        if circumstance.kind is ValueKind.ROLE and not self._glossary.is_whole:
            return str(word)
        return value_in(circumstance, word, roles, self._problems)

    def _condition(
        self,
        circumstance: Circumstance,
        name: nodes.Scalar,
        wish: Any,  # noqa: ANN401 - as the shape `Wish` reads it
    ) -> Condition | None:
        if isinstance(wish, nodes.Scalar):
            return self._equals(circumstance, (wish,), negated=False)
        if not isinstance(wish, Entry):
            return self._equals(circumstance, wish, negated=False)
        if "not" in wish.values:
            return self._equals(circumstance, wish.get("not", ()), negated=True)
        if "present" in wish.values:
            is_present = wish.get("present", True)
            return Present(circumstance=circumstance.id, is_present=is_present)
        return self._limits(circumstance, name, wish)

    def _equals(
        self,
        circumstance: Circumstance,
        words: tuple[nodes.Scalar, ...],
        *,
        negated: bool,
    ) -> Condition | None:
        if not words:
            return None  # what stood there is a problem already
        if circumstance.kind.is_ordered:
            return self._equals_ordered(circumstance, words, negated=negated)
        values = [self._value(circumstance, word) for word in words]
        if any(isinstance(value, Wrong) for value in values):
            return None
        if None in values:
            self._problems.note(
                words[values.index(None)].place,
                "condition/equals-none",
                circumstance=circumstance.id,
            )
            return None
        if circumstance.kind is ValueKind.ROLE:
            roles = frozenset(str(value) for value in values)
            return IsRole(circumstance=circumstance.id, roles=roles, negated=negated)
        return OneOf(
            circumstance=circumstance.id,
            values=frozenset(v for v in values if isinstance(v, (int, str))),
            negated=negated,
        )

    def _equals_ordered(
        self,
        circumstance: Circumstance,
        words: tuple[nodes.Scalar, ...],
        *,
        negated: bool,
    ) -> Condition | None:
        if len(words) > 1 or negated:
            code = (
                "condition/not-for-limits" if negated else "condition/list-for-limits"
            )
            self._problems.note(words[0].place, code, circumstance=circumstance.id)
            return None
        bound = self._bound(circumstance, words[0], 0)
        if isinstance(bound, Wrong):
            return None
        return Within(circumstance=circumstance.id, low=bound, high=bound)

    def _limits(
        self, circumstance: Circumstance, name: nodes.Scalar, wish: Entry
    ) -> Condition | None:
        if not circumstance.kind.is_ordered:
            self._problems.note(
                name.place, "condition/no-order", circumstance=circumstance.id
            )
            return None
        low = self._side(circumstance, wish, _LOWER)
        high = self._side(circumstance, wish, _UPPER)
        if isinstance(low, Wrong) or isinstance(high, Wrong):
            return None
        if _is_crossed(low, high) or _is_beyond(circumstance, low, high):
            self._problems.note(
                name.place, "condition/crossed-limits", circumstance=circumstance.id
            )
            return None
        return Within(circumstance=circumstance.id, low=low, high=high)

    def _side(
        self,
        circumstance: Circumstance,
        wish: Entry,
        keys: Iterable[tuple[str, int]],
    ) -> int | Multiple | Wrong | None:
        for key, step in keys:
            if key in wish.values:
                word = wish.get(key)
                return WRONG if word is None else self._bound(circumstance, word, step)
        return None

    def _bound(
        self, circumstance: Circumstance, word: nodes.Scalar, step: int
    ) -> int | Multiple | Wrong:
        kind = circumstance.kind
        if kind is ValueKind.MONEY:
            times = typed.multiple_in(word)
            if times is not None:
                return _multiple(times, step)
        value = PARSERS[kind](word)
        if value is None:
            return note_unfit(circumstance, word, self._problems)
        return value + step


def _multiple(times: Decimal, step: int) -> Multiple:
    if step > 0:
        return Over(times)
    return Under(times) if step < 0 else Multiple(times)


def _is_crossed(low: int | Multiple | None, high: int | Multiple | None) -> bool:
    if isinstance(low, int) and isinstance(high, int):
        return low > high
    if isinstance(low, Multiple) and isinstance(high, Multiple):
        is_open = isinstance(low, Over) or isinstance(high, Under)
        return low.times > high.times or (low.times == high.times and is_open)
    return False


def _is_beyond(
    circumstance: Circumstance, low: int | Multiple | None, high: int | Multiple | None
) -> bool:
    """Tell whether a limit lies before the first or after the last value there is."""
    first, last = EXTENTS[circumstance.kind]
    return any(
        isinstance(bound, int) and not first <= bound <= last for bound in (low, high)
    )
