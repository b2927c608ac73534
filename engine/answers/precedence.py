"""Let one rule prevail over others, step by step.

Constraints and mandatory rules of higher rank come first; then proposals yield; then
explicit overrides count, then the more specific rule. What still disagrees is a
conflict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ..rulebook.model.conclusions import (
    GRANTED,
    ConstraintConclusion,
    DecisionAct,
    DecisionConclusion,
    Function,
    Mode,
    Party,
)
from ..rulebook.model.rules import Slot
from ..rulebook.model.sources import Rank, Status
from .answer import Loss, LossReason
from .authority import DECIDING, PartyMatch
from .claims import Agreement, RuleClaim, Settlement

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from ..rulebook.model.grants import Grant
    from ..rulebook.model.rules import Rule
    from .authority import Authority
    from .specificity import Specificity

T = TypeVar("T")


class Precedence:
    """Settles claims of rules for one question.

    Args:
        slots: for each slot of the question what its content is a kind of.
        kinds: returns what an id that stands in a slot is a kind of.
        authority: tells who decides by what right.
        specificity: compares the conditions of rules.
        constraints: the constraints that fired.
    """

    def __init__(
        self,
        *,
        slots: Mapping[Slot, frozenset[str]],
        kinds: Callable[[Slot, str], frozenset[str]],
        authority: Authority,
        specificity: Specificity,
        constraints: Sequence[Rule],
    ) -> None:
        """Take what "narrower" and "sets aside" must know."""
        self._slots = slots
        self._kinds = kinds
        self._authority = authority
        self._specificity = specificity
        self._constraints = constraints

    def settle(
        self,
        claims: Iterable[RuleClaim[T]],
        agreement: Agreement[T],
        function: Function | None = None,
    ) -> Settlement[T]:
        """Return the claims that prevail on one exclusive point.

        Each step removes claims and only those left take part in the next.
        """
        left = sorted(claims, key=lambda claim: claim.rule.id)
        if len(left) < 2:  # noqa: PLR2004 - one has nobody to yield to
            return Settlement(agreement.groups(left), ())
        losses: list[Loss] = []
        disagree = agreement.differ

        steps: Mapping[LossReason, Callable[[RuleClaim[T], RuleClaim[T]], bool]] = {
            LossReason.MANDATORY: lambda a, b: (
                a.rule.is_mandatory and _binds(a.rule, b.rule) and disagree(a, b)
            ),
            LossReason.PROPOSAL: lambda a, b: (
                a.rule.status is not Status.PROPOSAL
                and b.rule.status is Status.PROPOSAL
                and disagree(a, b)
            ),
            LossReason.OVERRIDDEN: lambda a, b: a.rule.takes_over(b.rule),
            LossReason.LESS_SPECIFIC: lambda a, b: (
                _is_row_beside_rest(a.rule, b.rule)
                or (
                    disagree(a, b)
                    and (
                        self.is_narrower(a.rule, b.rule)
                        or self._is_exception_in_urgency(a.rule, b.rule)
                    )
                )
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
        return Settlement(agreement.groups(left), tuple(losses))

    def add_up(
        self, claims: Iterable[RuleClaim[T]], function: Function
    ) -> Settlement[T]:
        """Return the claims on a cumulative point: all but the overridden ones."""
        left = sorted(claims, key=lambda claim: claim.rule.id)
        beaten = {
            loser.rule.id: winner.rule.id
            for loser in left
            for winner in left
            if winner.rule.takes_over(loser.rule)
        }
        losses = tuple(
            Loss(rule=rule, to=to, reason=LossReason.OVERRIDDEN, function=function)
            for rule, to in sorted(beaten.items())
        )
        kept = tuple(claim for claim in left if claim.rule.id not in beaten)
        return Settlement((kept,) if kept else (), losses)

    # parties --------------------------------------------------------------------------

    def parties(self, function: Function | None = None) -> Agreement[Party]:
        """Return when two rules agree on who acts, in a function or in a body."""

        def fills(one: RuleClaim[Party], other: RuleClaim[Party]) -> bool:
            return self._fills(one, other, function)

        if function is Function.DECIDES:
            return Agreement(Party.agrees_with, fills, self._add_up)
        if function in GRANTED:
            return Agreement(Party.agrees_with, fills, _are_granted_beside)
        return Agreement(Party.agrees_with, fills)

    def _add_up(self, one: RuleClaim[Party], other: RuleClaim[Party]) -> bool:
        """Tell whether two claims are grants beside each other.

        Such are grants of one committee, and rows of one document that say of
        themselves that they delegate: each of those whom they name decides alone.
        """
        if one.rule.conclusion.grant or other.rule.conclusion.grant:
            return _are_granted_beside(one, other)
        return (
            _is_plain_delegation(one)
            and _is_plain_delegation(other)
            and self._authority.is_in_one_document(one.rule, other.rule)
        )

    def _fills(
        self,
        precise: RuleClaim[Party],
        open_: RuleClaim[Party],
        function: Function | None,
    ) -> bool:
        """Tell whether one claim says the same as another, only more precisely."""
        one, other = precise.content, open_.content
        if not one.roles or not other.roles or one.agrees_with(other):
            return False
        lower, higher = precise.rule, open_.rule
        if lower.status is Status.PROPOSAL is not higher.status:
            return False
        is_lower = higher.rank.is_above(lower.rank) and not higher.conclusion.grant
        match = PartyMatch(self._authority)
        if match.is_same_kind_of_organ(one, other) or (
            is_lower and match.is_choice(one, other)
        ):
            # a narrower rule that names a kind alone is an exception, for another
            return not self.is_narrower(higher, lower)
        return (
            is_lower
            and function is Function.DECIDES
            and other.mode is not Mode.TOGETHER
            and self._authority.is_committees_delegate(lower, other)
            and self._is_scope_inside(lower, higher)
            # what a committee may not delegate the law says in constraints
            and (higher.rank is Rank.LAW or self._is_inside(lower, higher))
        )

    # constraints ----------------------------------------------------------------------

    def barred(
        self, claims: Iterable[RuleClaim[Party]]
    ) -> tuple[list[RuleClaim[Party]], list[Loss]]:
        """Return the claims on who decides that no constraint bars, and the losses.

        Of those to whom a committee grants it each decides alone, so a ban takes away
        those whom it names and leaves the others. What an order leaves to its committee
        gives nothing away, so it loses nothing where the law names another.
        """
        claims = sorted(claims, key=lambda claim: claim.rule.id)
        losses: list[Loss] = []
        by_law = [
            party
            for claim in claims
            if claim.rule.rank is Rank.LAW
            and (party := claim.rule.conclusion.party(Function.DECIDES))
        ]
        kept = []
        for claim in claims:
            left = claim.content
            acts = self._authority.acts(claim.rule, by_law) if self._constraints else ()
            grant = claim.rule.conclusion.grant
            for constraint in self._constraints:
                banned = self._banned(constraint, claim.rule, left, acts)
                if (
                    grant
                    and grant.by in banned
                    and not _is_remainder(claim.rule)
                    and not self._takes_from_committee(constraint, claim.rule)
                ):
                    # a committee that keeps a matter gives nothing away either
                    banned -= {grant.by}
                away = self._banned_substitutes(constraint, claim.rule)
                if not banned and not away:
                    continue
                if _is_remainder(claim.rule):
                    break
                if banned and grant:
                    left = left.without(banned)
                has_lost = bool(banned) and (
                    banned.issuperset(left.roles) or left is claim.content
                )
                losses.append(
                    Loss(
                        rule=claim.rule.id,
                        to=constraint.id,
                        reason=LossReason.CONSTRAINT,
                        function=Function.DECIDES,
                        roles=() if has_lost else tuple(sorted(banned | away)),
                    )
                )
                if has_lost:
                    break
            else:
                kept.append(RuleClaim(claim.rule, left))
        return kept, losses

    def _banned(
        self,
        constraint: Rule,
        rule: Rule,
        party: Party,
        acts: Collection[DecisionAct],
    ) -> frozenset[str]:
        """Return those of the deciders of a rule whom a constraint of higher rank bans.

        Where several may not decide jointly, all of them are banned. The acts are what
        the decision of the rule is in law.
        """
        limit = constraint.conclusion
        if (
            not isinstance(limit, ConstraintConclusion)
            or not isinstance(rule.conclusion, DecisionConclusion)
            or not _binds(constraint, rule)
        ):
            return frozenset()
        limited = {limit.act} if limit.act else DECIDING
        if limited.isdisjoint(acts):
            return frozenset()
        return self._authority.banned(rule, party, limit)

    def _banned_substitutes(self, constraint: Rule, rule: Rule) -> frozenset[str]:
        """Return those who may not step in for a delegate of a grant.

        Whoever steps in decides, so a ban holds for them as for the delegate.
        """
        grant = rule.conclusion.grant
        if grant is None or not grant.steps:
            return frozenset()
        party = Party(mode=Mode.ANY_OF, roles=tuple(sorted(grant.steps)))
        return self._banned(constraint, rule, party, self._authority.acts(rule))

    def _takes_from_committee(self, constraint: Rule, rule: Rule) -> bool:
        """Tell whether a constraint bars the very committee that grants by a rule.

        One on delegates says nothing of the committee, and one on urgent cases only to
        whom it may leave what cannot be awaited.
        """
        grant = rule.conclusion.grant
        if grant is None or self._authority.is_urgent(constraint):
            return False
        itself = Party(mode=Mode.ONE, roles=(grant.by,))
        return bool(self._banned(constraint, rule, itself, {DecisionAct.DECISION}))

    def beside(self, group: Iterable[RuleClaim[Party]]) -> tuple[str, ...]:
        """Return who decides beside those to whom the rules of a group grant it.

        A grant takes away nothing: everybody to whom a binding rule of higher rank
        gives the decision keeps it. So does the committee, unless the law names others
        alone or bars it: it can give only of what is its own.
        """
        group = tuple(group)
        granting = [claim.rule for claim in group if claim.rule.conclusion.grant]
        roles: list[str] = []
        is_own = not any(
            self._takes_from_committee(constraint, rule)
            for constraint in self._constraints
            for rule in granting
        )
        for rule in (claim.rule for claim in group):
            party = rule.conclusion.party(Function.DECIDES)
            if rule in granting or party is None or self._authority.is_urgent(rule):
                continue
            if rule.is_mandatory and any(_binds(rule, row) for row in granting):
                roles += party.roles
            if rule.rank is Rank.LAW:
                is_own = is_own and any(
                    self._authority.is_kind(row.conclusion.grant.by, role)
                    or self._authority.is_kind(role, row.conclusion.grant.by)
                    for row in granting
                    if row.conclusion.grant
                    for role in party.roles
                )
        by = [rule.conclusion.grant.by for rule in granting if rule.conclusion.grant]
        kept = (role for role in roles if not self._is_any(role, by))
        return (*kept, *(by[:1] if is_own else ()))

    def _is_any(self, role: str, committees: Iterable[str]) -> bool:
        """Tell whether a role is one of some committees, or what they are kinds of."""
        return any(self._authority.is_kind(each, role) for each in committees)

    def lawful(self, grant: Grant, rule: Rule) -> Grant:
        """Return the grant of a rule as the law lets it be.

        Without the substitutes that a constraint bans, and in urgent cases reported.
        """
        banned = frozenset[str]().union(
            *(self._banned_substitutes(c, rule) for c in self._constraints)
        )
        if self.is_urgent(rule):
            grant = grant.in_urgency()
        return grant.without_substitutes(banned) if banned else grant

    def is_urgent(self, rule: Rule) -> bool:
        """Tell whether a rule grants a decision in urgent cases alone."""
        party = rule.conclusion.party(Function.DECIDES)
        return party is not None and self._authority.is_urgent(rule)

    def inherited(self, rules: Iterable[Rule]) -> tuple[str, ...]:
        """Return the delegations of a wider matter, where none is of the matter itself.

        A delegation is of what it names: whoever relies on it for a matter below that
        must know. Grants add up, so one of a wider matter counts beside one of the
        matter itself.
        """
        delegating = {
            rule.id: rule
            for rule in rules
            if DecisionAct.DELEGATED_DECISION in self._authority.acts(rule)
        }
        asked = self._slots.get(Slot.MATTER, frozenset())
        itself = {id_ for id_ in asked if self._kinds(Slot.MATTER, id_) == asked}
        own = {
            id_
            for id_, rule in delegating.items()
            if rule.scope_of[Slot.MATTER] & itself
        }
        wider = sorted(delegating.keys() - own)
        if not own:
            return tuple(wider)
        return tuple(id_ for id_ in wider if delegating[id_].conclusion.grant)

    # specificity ----------------------------------------------------------------------

    def is_narrower(self, one: Rule, other: Rule) -> bool:
        """Tell whether `one` speaks of strictly fewer cases than `other`."""
        return self._is_inside(one, other) and not self._is_inside(other, one)

    def _is_exception_in_urgency(self, one: Rule, other: Rule) -> bool:
        """Tell whether `one` is the law on urgent cases, and `other` is on all.

        Who decides as a rule is told matter by matter, and in urgency for many matters
        at once.
        """
        return (
            one.rank is Rank.LAW
            and self._authority.is_urgent(one)
            and not self._authority.is_urgent(other)
            and self._is_scope_inside(other, one)
        )

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


def _are_granted_beside(one: RuleClaim[Party], other: RuleClaim[Party]) -> bool:
    """Tell whether two claims are what one committee grants to each alone."""
    grant, beside = one.rule.conclusion.grant, other.rule.conclusion.grant
    is_by_one = grant is not None and beside is not None and grant.by == beside.by
    return is_by_one and bool(one.content.roles and other.content.roles)


def _is_row_beside_rest(row: Rule, rest: Rule) -> bool:
    """Tell whether one rule is a row of the order whose remainder the other is.

    What no row names the committee decides; where a row names it that is not said.
    """
    granted, left = row.conclusion.grant, rest.conclusion.grant
    return (
        granted is not None
        and left is not None
        and granted.by == left.by
        and _is_remainder(rest)
        and not _is_remainder(row)
    )


def _is_remainder(grant: Rule) -> bool:
    conclusion = grant.conclusion
    return isinstance(conclusion, DecisionConclusion) and conclusion.is_remainder


def _is_plain_delegation(claim: RuleClaim[Party]) -> bool:
    """Tell whether a rule says that it delegates, to one or to each of several."""
    conclusion = claim.rule.conclusion
    return (
        isinstance(conclusion, DecisionConclusion)
        and conclusion.act is DecisionAct.DELEGATED_DECISION
        and claim.rule.rank is Rank.BOARD
        and claim.content.mode in {Mode.ONE, Mode.ANY_OF}
    )


def _binds(higher: Rule, lower: Rule) -> bool:
    """Tell whether a rule stands above another; a proposal binds no adopted rule."""
    is_adopted = higher.status is not Status.PROPOSAL
    return higher.rank.is_above(lower.rank) and (
        is_adopted or lower.status is Status.PROPOSAL
    )
