"""Cut circumstances so finely that neither of two editions tells a class apart.

The classes of each edition are refined by those of the other, so that one value
stands for all of its class whichever edition is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..answers.answer import Limits
from ..rulebook.model.conditions import IsRole, OneOf
from ..rulebook.model.values import ValueKind
from ..space.cells import UNSAID

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from ..answers.answer import Span
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Circumstance, Vocabulary
    from ..space.cells import Dimension

#: Dimensions of one circumstance, as the old and the new edition cut it.
Cuts = tuple["list[Dimension]", "list[Dimension]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """Values that neither edition tells apart.

    `value` is one of them and `span` describes them all. `is_known` tells for the
    old and the new edition whether its vocabulary has these values, `meant` whom
    relative roles mean by them in each.
    """

    value: Value
    span: Span
    is_known: tuple[bool, bool] = (True, True)
    meant: Hashable = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One circumstance of a subject, cut into sorts of values.

    `is_open` tells whether leaving it out is a case of its own: where the editions
    may not take silence the same way.
    """

    name: str
    sorts: tuple[Sort, ...]
    is_open: bool = False

    @property
    def numbers(self) -> range:
        """The numbers of its sorts, before them that of leaving it out if it counts."""
        has_unsaid = self.is_open or not self.sorts
        return range(UNSAID if has_unsaid else 0, len(self.sorts))

    @property
    def is_told_apart(self) -> bool:
        """Tell whether its sorts matter even where no rule tells them apart."""
        return any(not all(s.is_known) or s.meant is not None for s in self.sorts)

    def number(self, value: Value) -> int | None:
        """Return the number of the sort in which a value lies, if any."""
        for number, sort in enumerate(self.sorts):
            for item in sort.span:
                if is_in(value, item):
                    return number
        return None


def is_in(value: Value, item: Value | Limits) -> bool:
    """Tell whether a value is one item of a span, or lies within its limits."""
    if not isinstance(item, Limits):
        return value == item
    return (
        isinstance(value, int)
        and (item.low is None or item.low <= value)
        and (item.high is None or value <= item.high)
    )


def sorts_of(
    name: str,
    words: tuple[Vocabulary, Vocabulary],
    cuts: Cuts,
    named: frozenset[Value],
    means: Callable[[Value], Hashable],
) -> tuple[Sort, ...]:
    """Return the sorts of values of a circumstance that some edition tells apart.

    None, for what is known not to exist, is always one of them. Values that only one
    edition has words for are left out unless they are `named` by its rules: a word
    that no rule uses answers nothing. Values for which `means` differs are told apart
    too. A circumstance whose type differs has no value that both understand, and so
    no sorts.
    """
    known = [w.circumstances.get(name) for w in words]
    kinds = {circumstance.kind for circumstance in known if circumstance}
    if len(kinds) != 1:
        return ()
    (kind,) = kinds
    none = Sort(value=None, span=(None,), meant=means(None))
    if kind.is_ordered:
        return (*_intervals(cuts), none)
    values = [_values(c, w, kind) for c, w in zip(known, words, strict=True)]
    grouped: dict[tuple[tuple[bool, bool], Hashable, str], list[Value]] = {}
    for value in dict.fromkeys((*values[1], *values[0])):
        has = (
            known[0] is None or value in values[0],
            known[1] is None or value in values[1],
        )
        if all(has) or value in named:
            numbers = [
                [dimension.number(value) for dimension in side] if is_known else []
                for side, is_known in zip(cuts, has, strict=True)
            ]
            key = has, means(value), str(numbers)
            grouped.setdefault(key, []).append(value)
    made = [
        Sort(value=alike[0], span=tuple(alike), is_known=has, meant=meant)
        for (has, meant, _), alike in grouped.items()
    ]
    return (*made, none)


def _values(
    circumstance: Circumstance | None, words: Vocabulary, kind: ValueKind
) -> Sequence[Value]:
    if circumstance is None:
        return ()
    if kind is ValueKind.BOOL:
        return (1, 0)
    if kind is ValueKind.ENUM:
        return [value for value, _ in circumstance.values]
    return sorted(words.roles)


def _intervals(cuts: Cuts) -> Iterator[Sort]:
    starts = sorted({cut for side in cuts for dim in side for cut in dim.cuts})
    low: int | None = None
    for high in (*(start - 1 for start in starts), None):
        value = high if high is not None else low or 0
        yield Sort(value=value, span=(Limits(low=low, high=high),))
        low = None if high is None else high + 1


def named_values(rules: Iterable[Rule], name: str) -> frozenset[Value]:
    """Return the values of a circumstance that the conditions of rules name."""
    found: set[Value] = set()
    for rule in rules:
        for group in (rule.when, *rule.unless):
            for condition in group:
                if condition.circumstance != name:
                    continue
                if isinstance(condition, OneOf):
                    found |= condition.values
                elif isinstance(condition, IsRole):
                    found |= condition.roles
    return frozenset(found)
