"""Let one rule prevail over others, step by step.

Constraints and mandatory rules of higher rank come first; then proposals yield; then
explicit overrides count, then the more specific rule. What still disagrees is a
conflict.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from ..rulebook.model.conclusions import (
    ConstraintConclusion,
    DecisionAct,
    DecisionConclusion,
    Function,
    Mode,
)
from ..rulebook.model.sources import Status
from .answer import Loss, LossReason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..rulebook.model.conclusions import Party
    from ..rulebook.model.rules import Rule, Slot
    from .specificity import Specificity

T = TypeVar("T")

#: A constraint that names no act is about decisions in law, not about execution
#: or the positions an internal group takes.
_DECIDING_ACTS = frozenset({DecisionAct.DECISION, DecisionAct.DELEGATED_DECISION})


@dataclass(frozen=True, slots=True)
class RuleClaim(Generic[T]):
    """What one rule that fired says on one point."""

    rule: Rule
    content: T


@dataclass(frozen=True, slots=True)
class Settlement(Generic[T]):
    """The claims left, grouped where they agree; more than one group is a conflict."""

    groups: tuple[tuple[RuleClaim[T], ...], ...]
    losses: tuple[Loss, ...]


class Precedence:
    """Settles claims of rules for one question.

    Args:
        slots: for each slot of the question what its content is a kind of.
        kinds: returns what an id that stands in a slot is a kind of.
        role_kinds: for each role the roles it is a kind of.
        specificity: compares the conditions of rules.
        constraints: the constraints that fired.
    """

    def __init__(
        self,
        *,
        slots: Mapping[Slot, frozenset[str]],
        kinds: Callable[[Slot, str], frozenset[str]],
        role_kinds: Mapping[str, frozenset[str]],
        specificity: Specificity,
        constraints: Sequence[Rule],
    ) -> None:
        """Take what "narrower" and "sets aside" must know."""
        self._slots = slots
        self._kinds = kinds
        self._role_kinds = role_kinds
        self._specificity = specificity
        self._constraints = constraints

    def settle(
        self,
        claims: Iterable[RuleClaim[T]],
        agree: Callable[[T, T], bool],
        function: Function | None = None,
    ) -> Settlement[T]:
        """Return the claims that prevail on one exclusive point.

        Each step removes claims and only those left take part in the next.
        """
        left = sorted(claims, key=lambda claim: claim.rule.id)
        losses: list[Loss] = []
        if function is Function.DECIDES:
            left = self._without_banned(left, losses)

        def disagree(one: RuleClaim[T], other: RuleClaim[T]) -> bool:
            return not agree(one.content, other.content)

        steps: Mapping[LossReason, Callable[[RuleClaim[T], RuleClaim[T]], bool]] = {
            LossReason.MANDATORY: lambda a, b: (
                a.rule.is_mandatory and _binds(a.rule, b.rule) and disagree(a, b)
            ),
            LossReason.PROPOSAL: lambda a, b: (
                a.rule.status is not Status.PROPOSAL
                and b.rule.status is Status.PROPOSAL
                and disagree(a, b)
            ),
            LossReason.OVERRIDDEN: lambda a, b: b.rule.id in a.rule.overrides,
            LossReason.LESS_SPECIFIC: lambda a, b: (
                disagree(a, b) and self.is_narrower(a.rule, b.rule)
            ),
        }
        for reason, beats in steps.items():
            beaten = {
                loser.rule.id: winner.rule.id
                for loser in left
                for winner in left
                if winner is not loser and beats(winner, loser)
            }
            losses.extend(
                Loss(rule=rule, to=to, reason=reason, function=function)
                for rule, to in sorted(beaten.items())
            )
            left = [claim for claim in left if claim.rule.id not in beaten]
        return Settlement(_grouped(left, agree), tuple(losses))

    def add_up(
        self, claims: Iterable[RuleClaim[T]], function: Function
    ) -> Settlement[T]:
        """Return the claims on a cumulative point: all but the overridden ones."""
        left = sorted(claims, key=lambda claim: claim.rule.id)
        beaten = {
            loser.rule.id: winner.rule.id
            for loser in left
            for winner in left
            if loser.rule.id in winner.rule.overrides
        }
        losses = tuple(
            Loss(rule=rule, to=to, reason=LossReason.OVERRIDDEN, function=function)
            for rule, to in sorted(beaten.items())
        )
        kept = tuple(claim for claim in left if claim.rule.id not in beaten)
        return Settlement((kept,) if kept else (), losses)

    def _without_banned(
        self, claims: list[RuleClaim[T]], losses: list[Loss]
    ) -> list[RuleClaim[T]]:
        kept = []
        for claim in claims:
            ban = next(
                (c for c in self._constraints if self.forbids(c, claim.rule)), None
            )
            if ban is None:
                kept.append(claim)
                continue
            losses.append(
                Loss(
                    rule=claim.rule.id,
                    to=ban.id,
                    reason=LossReason.CONSTRAINT,
                    function=Function.DECIDES,
                )
            )
        return kept

    def forbids(self, constraint: Rule, rule: Rule) -> bool:
        """Tell whether a constraint of higher rank bans the decider a rule names."""
        limit, conclusion = constraint.conclusion, rule.conclusion
        if not isinstance(limit, ConstraintConclusion):
            return False
        if not isinstance(conclusion, DecisionConclusion):
            return False
        if not _binds(constraint, rule):
            return False
        act = conclusion.act or DecisionAct.DECISION
        if act not in ({limit.act} if limit.act else _DECIDING_ACTS):
            return False
        party = conclusion.party(Function.DECIDES)
        return party is not None and self._is_banned(limit, party)

    def _is_banned(self, limit: ConstraintConclusion, party: Party) -> bool:
        if not limit.may_be_joint and party.mode is Mode.TOGETHER:
            return True
        for role in party.roles:
            kinds = self._role_kinds.get(role, frozenset({role}))
            if kinds & limit.never:
                return True
            if limit.only is not None and not kinds & limit.only:
                return True
        return False

    def is_narrower(self, one: Rule, other: Rule) -> bool:
        """Tell whether `one` speaks of strictly fewer cases than `other`."""
        return self._is_inside(one, other) and not self._is_inside(other, one)

    def _is_inside(self, one: Rule, other: Rule) -> bool:
        return self._is_scope_inside(one, other) and self._specificity.is_inside(
            one, other
        )

    def _is_scope_inside(self, one: Rule, other: Rule) -> bool:
        for slot, ids in other.scope:
            own = one.scope_of.get(slot)
            if own is None:
                return False
            # Only what the rules say of the thing asked about counts: a rule that
            # also speaks of something else is not thereby less specific here.
            asked = self._slots.get(slot, frozenset())
            mine, theirs = own & asked or own, ids & asked or ids
            if not all(self._kinds(slot, id_) & theirs for id_ in mine):
                return False
        return True


def _grouped(
    claims: list[RuleClaim[T]], agree: Callable[[T, T], bool]
) -> tuple[tuple[RuleClaim[T], ...], ...]:
    """Return claims that agree together, in the order of the first of each."""
    groups: list[list[RuleClaim[T]]] = []
    for claim in claims:
        for group in groups:
            if agree(group[0].content, claim.content):
                group.append(claim)
                break
        else:
            groups.append([claim])
    return tuple(tuple(group) for group in groups)


def _binds(higher: Rule, lower: Rule) -> bool:
    """Tell whether a rule stands above another; a proposal binds no adopted rule."""
    is_adopted = higher.status is not Status.PROPOSAL
    return higher.rank.is_above(lower.rank) and (
        is_adopted or lower.status is Status.PROPOSAL
    )
