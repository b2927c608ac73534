"""Order rules so that each has its turn after everything it depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.rulebook.problems import EngineError
from engine.rulebook.rules import ClassificationConclusion
from engine.rulebook.sources import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from engine.rulebook.rules import Rule
    from engine.rulebook.values import Value

    #: For each classification and circumstance, the rules it yields to there.
    Rivals = Mapping[str, Mapping[str, tuple[str, ...]]]


class RingError(EngineError):
    """Classifications that wait for each other."""


def rivals(rules: Iterable[Rule]) -> Rivals:
    """Return which classifications yield to which, where both fire.

    The steps are those between other rules: a mandatory rule of higher rank that
    says otherwise, then a proposal yields, then `overrides`. Which of two is more
    specific is not weighed: both stand, and the answer says that they disagree.
    """
    by_name: dict[str, list[tuple[Rule, Value]]] = {}
    for rule in rules:
        for name, value in _derived(rule):
            by_name.setdefault(name, []).append((rule, value))
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, claims in by_name.items():
        for rule, value in claims:
            stronger = tuple(
                other.id
                for other, otherwise in claims
                if _yields(rule, other, is_contradicted=value != otherwise)
            )
            if stronger:
                found.setdefault(rule.id, {})[name] = stronger
    return found


def _yields(rule: Rule, other: Rule, *, is_contradicted: bool) -> bool:
    if is_contradicted:
        if _is_bound_by(rule, other):
            return True
        if _is_bound_by(other, rule):
            return False
        if _is_proposal(rule) is not _is_proposal(other):
            return _is_proposal(rule)
    return rule.id in other.overrides


def _is_bound_by(rule: Rule, other: Rule) -> bool:
    """Tell whether the other is a mandatory rule of higher rank, and in force."""
    is_above = other.is_mandatory and other.rank.is_above(rule.rank)
    return is_above and (_is_proposal(rule) or not _is_proposal(other))


def _is_proposal(rule: Rule) -> bool:
    return rule.status is Status.PROPOSAL


def _derived(rule: Rule) -> tuple[tuple[str, Value], ...]:
    if isinstance(rule.conclusion, ClassificationConclusion):
        return rule.conclusion.derives
    return ()


def layered(rules: Iterable[Rule]) -> tuple[dict[str, int], dict[str, int]]:
    """Return how deep derived circumstances lie, and in which layer rules have turns.

    A circumstance lies one deeper than the deepest rule that derives it. A rule
    has its turn when everything it asks about is settled, and after the
    classifications it would yield to.

    Raises:
        RingError: some classifications wait for each other.
    """
    listed = tuple(rules)
    waits = {
        rule: {other for others in by_name.values() for other in others}
        for rule, by_name in rivals(listed).items()
    }
    depths = {name: 1 for rule in listed for name, _ in _derived(rule)}
    levels = {rule.id: 0 for rule in listed}
    before, before_depths = levels, depths
    for _ in range(2 * len(listed) + 2):
        before, before_depths = dict(levels), dict(depths)
        for rule in listed:
            settled = (depths.get(name, 0) for name in rule.circumstances)
            first = (levels[other] + 1 for other in waits.get(rule.id, ()))
            levels[rule.id] = max((*settled, *first), default=0)
            for name, _value in _derived(rule):
                depths[name] = max(depths[name], levels[rule.id] + 1)
        if (levels, depths) == (before, before_depths):
            return depths, levels
    # Loading refuses rings of `derive` and of `overrides`; one of both is left.
    ring = ", ".join(sorted(rule for rule in levels if levels[rule] != before[rule]))
    msg = f"these classifications wait for each other: {ring}: remove an `overrides`"
    raise RingError(msg)
