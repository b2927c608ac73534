"""Which words a rule mentions, wherever they stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.conclusions import (
    BodyConclusion,
    ClassificationConclusion,
    ConductConclusion,
    ConstraintConclusion,
    ContactConclusion,
    DecisionConclusion,
    DutyConclusion,
    Party,
    ProcedureConclusion,
)
from ..rulebook.model.conditions import IsRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..rulebook.model.conclusions import Conclusion
    from ..rulebook.model.rules import Rule


def named_by(rule: Rule) -> frozenset[str]:
    """Return the ids of all roles, matters, acts and values that a rule mentions."""
    named = {id_ for _, ids in rule.scope for id_ in ids}
    named.update(_concluded(rule.conclusion))
    for group in (rule.when, *rule.unless):
        for condition in group:
            if isinstance(condition, IsRole):
                named.update(condition.roles)
    return frozenset(named)


def _concluded(conclusion: Conclusion) -> Iterator[str]:
    """Yield the roles that a conclusion names, and the values that one derives."""
    match conclusion:
        case DecisionConclusion():
            yield from _roles(party for _, party in conclusion.functions)
        case ContactConclusion():
            yield from (*conclusion.via, *conclusion.fallback)
        case ConductConclusion():
            if conclusion.instead:
                yield from conclusion.instead.via
        case DutyConclusion():
            yield from _roles((conclusion.of, conclusion.towards))
        case ProcedureConclusion():
            yield from _roles(step.actor for step in conclusion.steps)
        case BodyConclusion():
            yield from _roles((conclusion.members, conclusion.leader, conclusion.place))
        case ClassificationConclusion():
            values = (value for _, value in conclusion.derives)
            yield from (value for value in values if isinstance(value, str))
        case ConstraintConclusion():
            yield from conclusion.never
            yield from conclusion.only or ()


def _roles(parties: Iterable[Party | None]) -> Iterator[str]:
    for party in parties:
        if party:
            yield from party.roles
