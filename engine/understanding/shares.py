"""What part of a question asks, and how much of it is accounted for.

People tell the case, ask, and tell some more of the case. What asks counts most, and
what they tell counts up to a limit, for it may be told at any length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..records import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The weight of what is not accounted for counts up to this, in the unit of weights.
MOST_MISSED = 5.0
MOST_MISSED_OF_THE_CASE = 2.0
#: What a word weighs that only tells how it is asked.
LIGHT_WEIGHT = 0.15
#: Words after which a question that has named its matter tells of the case.
GOES_ON = frozenset(
    "när eftersom ifall innan medan vid åt hos från under inför efter".split()
)


@record(kw_only=False)
class Unit:
    """A word or the name of a role in a question, with the terms it may mean."""

    start: int
    end: int
    fits: Mapping[str, float]
    weight: float

    @property
    def is_light(self) -> bool:
        """Tell whether it says nothing about the subject."""
        return self.weight <= LIGHT_WEIGHT


def asked_part(
    tokens: Sequence[str], units: Sequence[Unit], asking: int, sentence: range
) -> range:
    """Return which words of a question ask: from where it asks to where it goes on.

    The sentences after the one that asks tell of the case.
    What follows the matter after "när", "vid" or "åt" tells of the case again: "vem
    beviljar hemtjänst åt min mamma". Nothing is left out before the matter is named.
    """
    is_named = False
    for unit in units:
        if unit.start < asking or unit.start not in sentence:
            continue
        if is_named and tokens[unit.start] in GOES_ON:
            return range(asking, unit.start)
        is_named = is_named or not unit.is_light
    return range(asking, sentence.stop)


class Asked(NamedTuple):
    """What each unit of a question weighs, and whether it is in the part that asks."""

    weights: tuple[float, ...]
    is_asked: tuple[bool, ...]

    @classmethod
    def of(cls, units: Sequence[Unit], asked: range) -> Asked:
        """Return the weights of units; light ones weigh nothing."""
        return cls(
            tuple(0.0 if unit.is_light else unit.weight for unit in units),
            tuple(unit.start in asked for unit in units),
        )

    @property
    def of_what_asks(self) -> tuple[float, ...]:
        """The weights of what asks, or of all where that is light."""
        pairs = zip(self.weights, self.is_asked, strict=True)
        weights = tuple(weight if is_asked else 0.0 for weight, is_asked in pairs)
        return weights if any(weights) else self.weights


def share_of_all(by_unit: Sequence[float], asked: Asked) -> float:
    """Return what is accounted for as a share of what was asked.

    People tell of circumstances at any length, so that what is not accounted for
    counts only up to a limit, and a lower one where they tell the case.
    """
    matched = told = lost = 0.0
    for fit, weight, is_asked in zip(by_unit, *asked, strict=True):
        matched += fit * weight
        if is_asked:
            lost += (1 - fit) * weight
        else:
            told += (1 - fit) * weight
    missed = min(told, MOST_MISSED_OF_THE_CASE) + min(lost, MOST_MISSED)
    return matched / (matched + min(missed, MOST_MISSED)) if matched else 0.0


def share(fits: Sequence[float], weights: Sequence[float]) -> float:
    """Return what is accounted for as a share of some weights, up to a limit missed."""
    matched = sum(f * w for f, w in zip(fits, weights, strict=True))
    missed = min(sum(weights) - matched, MOST_MISSED)
    return matched / (matched + missed) if matched else 0.0
