"""What the law of a jurisdiction says on who may decide, read from its own rules.

Which role is a group or an employee, which case is urgent and which passage is on
delegation a pack says with tags; whom the law names, and where it says so, stands in
its rules. So no section of an act and no role stands in this program.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..answers.authority import Authority
from ..rulebook.model.conclusions import (
    ConductConclusion,
    ConstraintConclusion,
    DecisionAct,
    DecisionConclusion,
    Function,
    Mode,
    Verdict,
)
from ..rulebook.model.rules import Slot
from ..rulebook.model.sources import Rank
from ..rulebook.model.tags import Tag
from ..rulebook.model.vocabulary import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..rulebook.model.conclusions import Party
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule


class Board(NamedTuple):
    """Who is bound when deciding for another committee, and the passages on that."""

    roles: frozenset[str]
    cites: tuple[str, ...]


class Law:
    """What the law in one jurisdiction says on who may decide.

    Args:
        jurisdiction: whose rules of the rank of law, and whose tags, are read.
    """

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        """Take the words, and the rules of the rank of law."""
        self._words = jurisdiction.vocabulary
        self._passages = jurisdiction.passages
        self._rules = [rule for rule in jurisdiction.rules if rule.rank is Rank.LAW]
        self._tagged = {
            tag: self._words.tagged(TermKind.ROLE, tag.value) for tag in Tag
        }
        self._authority = Authority(self._words)

    def kinds(self, role: str) -> frozenset[str]:
        """Return the roles that a role is a kind of, itself included."""
        return self._words.role_kinds.get(role, frozenset({role}))

    def is_tagged(self, role: str, *tags: Tag) -> bool:
        """Tell whether a role carries at least one of some tags."""
        return any(role in self._tagged[tag] for tag in tags)

    def concerns_delegation(self, rule: Rule) -> bool:
        """Tell whether a rule rests on a passage about delegation."""
        passages = (self._passages[cite] for cite in rule.cites)
        return any(Tag.DELEGATION.value in passage.tags for passage in passages)

    # delegates ------------------------------------------------------------------------

    def ban_on_group(self, party: Party) -> Rule | None:
        """Return the rule by which a group in a party can hold no delegation."""
        groups = (role for role in party.roles if self.is_tagged(role, Tag.GROUP))
        kinds = frozenset[str]().union(*map(self.kinds, groups))
        return next((rule for rule, ban in self._bans if ban.never & kinds), None)

    def ban_on_mixture(self, party: Party) -> Rule | None:
        """Return the rule by which elected and employed cannot decide jointly."""
        is_mixed = party.mode is Mode.TOGETHER and all(
            any(self.is_tagged(role, tag) for role in party.roles)
            for tag in (Tag.ELECTED, Tag.EMPLOYEE)
        )
        bans = (rule for rule, ban in self._bans if not ban.may_be_joint)
        return next(bans, None) if is_mixed else None

    @cached_property
    def _bans(self) -> list[tuple[Rule, ConstraintConclusion]]:
        """The constraints on who decides by delegation."""
        return [
            (rule, rule.conclusion)
            for rule in self._rules
            if isinstance(rule.conclusion, ConstraintConclusion)
            and rule.conclusion.act is DecisionAct.DELEGATED_DECISION
        ]

    def committees_apart(self, rule: Rule, constraint: Rule) -> tuple[str, ...]:
        """Return the committee of a rule's decider, and the one that the law means.

        They are empty unless the constraint bars the decider for no other reason than
        that the two are not said to be one.
        """
        limit = constraint.conclusion
        party = rule.conclusion.party(Function.DECIDES)
        if not isinstance(limit, ConstraintConclusion) or not limit.only or not party:
            return ()
        apart: list[tuple[str, str]] = []
        for role in self._authority.banned(rule, party, limit):
            pairs = (self._authority.committees_apart(role, o) for o in limit.only)
            pair = next(filter(None, pairs), None)
            if pair is None:
                return ()
            apart.append(pair)
        return min(apart) if apart else ()

    # urgency --------------------------------------------------------------------------

    def is_urgent(self, rule: Rule) -> bool:
        """Tell whether a rule holds in urgent cases alone."""
        return self._authority.is_urgent(rule)

    def is_on_urgency(self, rule: Rule) -> bool:
        """Tell whether a rule is on urgent matters as such, or on every matter."""
        urgent = self._words.tagged(TermKind.MATTER, Tag.URGENT.value)
        matters = rule.scope_of.get(Slot.MATTER, frozenset())
        return not matters or not matters.isdisjoint(urgent)

    def is_commissioned(self, role: str) -> bool:
        """Tell whether a committee can let a role decide when it cannot be awaited."""
        return any(
            self._authority.is_part(role, other)
            for _, party in self._deciding_in_urgency
            for other in party.roles
        )

    def ban_in_urgency(self, party: Party) -> Rule | None:
        """Return the rule by which urgency gives some role of a party no power."""
        others = [
            role
            for role in party.roles
            if not self.is_commissioned(role)
            and not self.is_tagged(role, Tag.COUNCIL, Tag.COMMITTEE)
        ]
        if not others:
            return None
        kinds = frozenset[str]().union(*map(self.kinds, others))
        forbidding = [
            rule
            for rule, verdict in self._on_acts(Tag.URGENT)
            if verdict is Verdict.FORBIDDEN and rule.scope_of[Slot.ACTOR] & kinds
        ]
        named = [rule for rule, _ in self._deciding_in_urgency]
        return next(iter((*forbidding, *named)), None)

    def duty_to_report(
        self, deciding: Iterable[str], informed: Iterable[str]
    ) -> Rule | None:
        """Return the rule by which others too are informed of an urgent decision.

        What a section says of the urgent decisions of one committee's chair concerns
        no other committee's.
        """
        kinds = frozenset[str]().union(*map(self.kinds, informed))
        roles = tuple(deciding)
        return next(
            (
                rule
                for rule, party in self._informed_of_urgency
                if kinds.isdisjoint(party.roles) and self._concerns(rule, roles)
            ),
            None,
        )

    def _concerns(self, rule: Rule, deciding: Iterable[str]) -> bool:
        """Tell whether an urgent matter is one that some of the deciders decide."""
        matters = rule.scope_of[Slot.MATTER]
        named = {
            role
            for other, party in self._deciding_in_urgency
            if other.scope_of[Slot.MATTER] & matters
            for role in party.roles
        }
        return not named or any(
            self._authority.is_part(role, other) for role in deciding for other in named
        )

    @cached_property
    def _deciding_in_urgency(self) -> list[tuple[Rule, Party]]:
        return self._on_urgent_matters(Function.DECIDES)

    @cached_property
    def _informed_of_urgency(self) -> list[tuple[Rule, Party]]:
        return self._on_urgent_matters(Function.INFORMED)

    def _on_urgent_matters(self, function: Function) -> list[tuple[Rule, Party]]:
        """Return the rules that give somebody a function in urgent matters."""
        matters = self._words.tagged(TermKind.MATTER, Tag.URGENT.value)
        return [
            (rule, party)
            for rule in self._rules
            if isinstance(rule.conclusion, DecisionConclusion)
            and rule.scope_of[Slot.MATTER] & matters
            and (party := rule.conclusion.party(function))
        ]

    # another committee's field --------------------------------------------------------

    @cached_property
    def board(self) -> Board:
        """Who may decide for another committee on terms alone, and where that stands.

        Both are empty where no rule of law speaks of it.
        """
        rules = [rule for rule, _ in self._on_acts(Tag.ANOTHER_COMMITTEES_FIELD)]
        return Board(
            roles=frozenset[str]().union(*(r.scope_of[Slot.ACTOR] for r in rules)),
            cites=tuple(dict.fromkeys(cite for rule in rules for cite in rule.cites)),
        )

    def is_board(self, role: str) -> bool:
        """Tell whether a role may decide for another committee on terms alone."""
        return not self.board.roles.isdisjoint(self.kinds(role))

    def is_boards_own(self, committee: str) -> bool:
        """Tell whether a committee is the board, or one that the board is made here.

        That the board is a committee, as every committee is, makes none its own.
        """
        others = self.kinds(committee) - {committee}
        return self.is_board(committee) or (
            any(self.is_tagged(other, Tag.COMMITTEE) for other in others)
            and any(committee in self.kinds(role) for role in self.board.roles)
        )

    def _on_acts(self, tag: Tag) -> list[tuple[Rule, Verdict]]:
        """Return the rules on acts with a tag, each with its verdict."""
        acts = self._words.tagged(TermKind.ACT, tag.value)
        return [
            (rule, rule.conclusion.verdict)
            for rule in self._rules
            if isinstance(rule.conclusion, ConductConclusion)
            and rule.scope_of.get(Slot.DOES, frozenset()) & acts
            and Slot.ACTOR in rule.scope_of
        ]
