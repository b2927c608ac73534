"""Order rules so that each has its turn after everything it depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.problems import EngineError, Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..rulebook.model.rules import Rule


class RingError(EngineError):
    """Classifications that wait for each other."""


def layers_of(rules: Iterable[Rule]) -> tuple[dict[str, int], dict[str, int]]:
    """Return how deep derived circumstances lie, and in which layer rules have turns.

    A rule has its turn when everything it asks about is settled. A circumstance
    lies one deeper than the deepest rule that derives it.

    Raises:
        RingError: a circumstance is derived from itself; loading refuses that.
    """
    listed = tuple(rules)
    depths = {name: 1 for rule in listed for name in rule.derives}
    levels = {rule.id: 0 for rule in listed}
    for _ in range(len(listed) + 1):
        before = dict(levels)
        for rule in listed:
            asked = (depths.get(name, 0) for name in rule.circumstances)
            levels[rule.id] = max(asked, default=0)
            for name in rule.derives:
                depths[name] = max(depths[name], levels[rule.id] + 1)
        if levels == before:
            return depths, levels
    waiting = sorted(rule for rule in levels if levels[rule] != before[rule])
    raise RingError(Message.of("inference/ring", rules=tuple(waiting)))
