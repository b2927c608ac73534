"""Who decides in their own right and who by delegation, in which cases it is urgent.

What a role or a case is in law a pack says with tags (`engine.rulebook.model.tags`).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.model.conclusions import (
    DecisionAct,
    DecisionConclusion,
    Function,
    Mode,
)
from ..rulebook.model.conditions import OneOf
from ..rulebook.model.rules import Slot
from ..rulebook.model.sources import Rank
from ..rulebook.model.tags import Tag
from ..rulebook.model.values import ValueKind
from ..rulebook.model.vocabulary import TermKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping

    from ..rulebook.model.conclusions import ConstraintConclusion, Party
    from ..rulebook.model.conditions import Condition
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Vocabulary

#: The acts by which something is decided: an execution, a position of an internal
#: group and a signature decide nothing.
DECIDING = frozenset({DecisionAct.DECISION, DecisionAct.DELEGATED_DECISION})
#: The documents that are a committee's own, or come after it.
_COMMITTEES_OWN = frozenset({Rank.BOARD, Rank.DIRECTOR, Rank.ADMINISTRATION})
_IN_OWN_RIGHT = frozenset({Tag.COUNCIL, Tag.COMMITTEE})
_DELEGATES = frozenset({Tag.EMPLOYEE, Tag.GROUP})


class Standing(NamedTuple):
    """What a role is to who may decide.

    `tags` are those of the role, what it is a kind of included; `named_among` are the
    kinds of role of which any may be named to it, and `committees` those it belongs to.
    """

    kinds: frozenset[str]
    tags: frozenset[Tag]
    named_among: frozenset[str]
    committees: frozenset[str]


class Authority:
    """Who decides by what right, in the words of one jurisdiction.

    Args:
        words: the words, which say what each role and case is in law.
        documents: tells in which documents of its own rank a rule stands.
    """

    def __init__(
        self,
        words: Vocabulary,
        documents: Callable[[Rule], frozenset[str]] = lambda _rule: frozenset(),
    ) -> None:
        """Take the words, and what tells the documents of a rule."""
        self._words = words
        self._documents = documents
        self._standings: dict[str, Standing] = {}

    def standing(self, role: str) -> Standing:
        """Return what a role is to who may decide; a role not known is nothing."""
        known = self._standings.get(role)
        if known is None:
            known = self._standings[role] = self._standing(role)
        return known

    def weight(self, role: str) -> Hashable:
        """Return all that a role is in law, apart from what it is a kind of.

        Two vocabularies in which that is equal hold the same of the role.
        """
        standing = self.standing(role)
        committees = frozenset((c, self.standing(c).kinds) for c in standing.committees)
        return standing.tags, standing.named_among, committees

    def _standing(self, role: str) -> Standing:
        kinds = self._words.role_kinds.get(role, frozenset({role}))
        known = self._words.roles.get(role)
        return Standing(
            kinds=kinds,
            tags=frozenset(tag for tag, roles in self._tagged.items() if role in roles),
            named_among=frozenset(known.named_among if known else ()),
            committees=self._committees_of(role),
        )

    @cached_property
    def _tagged(self) -> Mapping[Tag, frozenset[str]]:
        return {tag: self._words.tagged(TermKind.ROLE, tag.value) for tag in Tag}

    @cached_property
    def _organs(self) -> frozenset[str]:
        """The roles that are councils or committees."""
        return self._tagged[Tag.COUNCIL] | self._tagged[Tag.COMMITTEE]

    @property
    def knows_organs(self) -> bool:
        """Whether the words say of any role that it is a council or a committee."""
        return bool(self._organs)

    def _committees_of(self, role: str) -> frozenset[str]:
        """Return the councils and committees that a role reports to first."""
        own = self._organs
        seen: set[str] = set()
        while role and role not in seen and role not in own:
            seen.add(role)
            known = self._words.roles.get(role)
            role = known.reports_to if known else ""
        return frozenset({role} & own)

    def is_in_one_document(self, one: Rule, other: Rule) -> bool:
        """Tell whether two rules stand in one document of their own rank."""
        return not self._documents(one).isdisjoint(self._documents(other))

    # parts of roles -------------------------------------------------------------------

    def is_kind(self, role: str, other: str) -> bool:
        """Tell whether a role is another, or a kind of it."""
        return other in self.standing(role).kinds

    def is_part(self, role: str, other: str) -> bool:
        """Tell whether a role is a kind of another, or may be named to it."""
        own, open_ = self.standing(role), self.standing(other)
        return other in own.kinds or (
            not own.kinds.isdisjoint(open_.named_among)
            and self.may_share(own.committees, open_.committees)
        )

    def decides_in_own_right(self, role: str) -> bool:
        """Tell whether a role is a council or a committee."""
        return not _IN_OWN_RIGHT.isdisjoint(self.standing(role).tags)

    # delegates ------------------------------------------------------------------------

    def acts(self, rule: Rule, by_law: Iterable[Party] = ()) -> frozenset[DecisionAct]:
        """Return what kinds of act the decision of a rule is in law.

        Args:
            rule: a rule on a decision.
            by_law: to whom the law itself gives the decision.
        """
        conclusion = rule.conclusion
        if not isinstance(conclusion, DecisionConclusion):
            return frozenset()
        written = conclusion.act or DecisionAct.DECISION
        if self._is_delegated(rule, conclusion.act, tuple(by_law)):
            return frozenset({written, DecisionAct.DELEGATED_DECISION})
        return frozenset({written})

    def _is_delegated(
        self, rule: Rule, act: DecisionAct | None, by_law: tuple[Party, ...]
    ) -> bool:
        party = rule.conclusion.party(Function.DECIDES)
        if rule.rank is Rank.LAW or party is None or act not in {None, *DECIDING}:
            return False
        if rule.conclusion.grant:
            return True
        if any(self._has(party, by) for by in by_law):
            return False
        tags = [self.standing(role).tags for role in party.roles]
        if any(not _DELEGATES.isdisjoint(own) for own in tags):
            return True
        return (
            act is None
            and self.knows_organs
            and rule.rank in _COMMITTEES_OWN
            and any(_IN_OWN_RIGHT.isdisjoint(own) for own in tags)
        )

    def _has(self, party: Party, by_law: Party) -> bool:
        """Tell whether every role of a party is one to whom the law gives a power."""
        return all(
            any(self.is_part(role, other) for other in by_law.roles)
            for role in party.roles
        )

    def is_committees_delegate(self, rule: Rule, committees: Party) -> bool:
        """Tell whether the deciders of a rule are delegates of a committee's own.

        Args:
            rule: a rule on a decision that no constraint bars.
            committees: who decides otherwise; some of them is a committee.
        """
        owners = [
            role
            for role in committees.roles
            if Tag.COMMITTEE in self.standing(role).tags
        ]
        party = rule.conclusion.party(Function.DECIDES)
        if not owners or party is None:
            return False
        grant = rule.conclusion.grant
        if grant:
            return self.may_share((grant.by,), owners)
        if (
            rule.rank is not Rank.BOARD
            or DecisionAct.DELEGATED_DECISION not in self.acts(rule)
            or any(map(self.decides_in_own_right, party.roles))
        ):
            return False
        return all(self._may_belong_to(role, owners) for role in party.roles)

    def _may_belong_to(self, role: str, owners: list[str]) -> bool:
        """Tell whether a role may be a delegate of one of some committees.

        Any employee may; somebody elected belongs to the committee they report to.
        """
        standing = self.standing(role)
        return Tag.ELECTED not in standing.tags or self.may_share(
            standing.committees, owners
        )

    def may_share(self, some: Collection[str], others: Collection[str]) -> bool:
        """Tell whether some councils or committees may be others; none may be any."""
        if not some or not others:
            return True
        return any(
            self.is_kind(one, other) or self.is_kind(other, one)
            for one in some
            for other in others
        )

    # bans -----------------------------------------------------------------------------

    def banned(
        self, rule: Rule, party: Party, limit: ConstraintConclusion
    ) -> frozenset[str]:
        """Return those of the deciders of a rule whom a constraint bans.

        Where several may not decide jointly, all of them are banned. What the
        constraint is on, and whether it binds the rule, is not looked at.
        """
        if not limit.may_be_joint and party.mode is Mode.TOGETHER:
            return frozenset(party.roles)
        roles = party.roles
        if limit.in_urgency and self.is_urgent(rule):
            roles = tuple(r for r in roles if not self._is_among(r, limit.in_urgency))
        return frozenset(role for role in roles if self._is_banned(role, limit))

    def _is_banned(self, role: str, limit: ConstraintConclusion) -> bool:
        return bool(self.standing(role).kinds & limit.never) or (
            limit.only is not None and not self._is_among(role, limit.only)
        )

    def _is_among(self, role: str, named: Iterable[str]) -> bool:
        """Tell whether a role is one of those named, or may be named to one."""
        return any(self.is_part(role, other) for other in named)

    def committees_apart(self, role: str, other: str) -> tuple[str, str] | None:
        """Return the committees that alone keep a role from being named to another.

        The first is that of the role, the second that of the other.
        """
        own, open_ = self.standing(role), self.standing(other)
        is_apart = not own.kinds.isdisjoint(open_.named_among) and not self.may_share(
            own.committees, open_.committees
        )
        return (min(own.committees), min(open_.committees)) if is_apart else None

    # urgency --------------------------------------------------------------------------

    def is_urgent(self, rule: Rule) -> bool:
        """Tell whether a rule holds in urgent cases alone."""
        matters = rule.scope_of.get(Slot.MATTER, frozenset())
        return (bool(matters) and matters <= self._urgent_matters) or any(
            map(self._is_of_urgency, rule.when)
        )

    def _is_of_urgency(self, condition: Condition) -> bool:
        """Tell whether a condition holds for values that are urgent alone."""
        urgent = self._urgent_values.get(condition.circumstance)
        if urgent is None or not isinstance(condition, OneOf):
            return False
        values: frozenset[Value] = condition.values
        if condition.negated:
            values = self._values(condition.circumstance) - values
        return bool(values) and values <= urgent

    def _values(self, name: str) -> frozenset[Value]:
        circumstance = self._words.circumstances[name]
        if circumstance.kind is ValueKind.BOOL:
            return frozenset({0, 1})
        return frozenset(value for value, _ in circumstance.values)

    @cached_property
    def _urgent_values(self) -> Mapping[str, frozenset[Value]]:
        return self._words.values_tagged(Tag.URGENT.value)

    @cached_property
    def _urgent_matters(self) -> frozenset[str]:
        return self._words.tagged(TermKind.MATTER, Tag.URGENT.value)


# parties ------------------------------------------------------------------------------


class PartyMatch(NamedTuple):
    """How the roles of a precise party are to be parts of those of an open one."""

    authority: Authority

    def is_same_kind_of_organ(self, precise: Party, open_: Party) -> bool:
        """Tell whether a party names members of the kinds of organ that another names.

        Each kind must have its member.
        """
        is_one_of_a_kind = open_.mode is Mode.ONE and precise.mode is Mode.ANY_OF
        if precise.mode is not open_.mode and not is_one_of_a_kind:
            return False

        def is_member(role: str, other: str) -> bool:
            return role == other or (
                self.authority.decides_in_own_right(other)
                and self.authority.is_kind(role, other)
            )

        if open_.mode is Mode.IN_ORDER:
            return len(precise.roles) == len(open_.roles) and all(
                map(is_member, precise.roles, open_.roles)
            )
        return all(
            any(is_member(role, other) for other in open_.roles)
            for role in precise.roles
        ) and all(
            any(is_member(role, other) for role in precise.roles)
            for other in open_.roles
        )

    def is_choice(self, precise: Party, open_: Party) -> bool:
        """Tell whether a party names some of those among whom another lets choose."""
        if open_.mode in {Mode.ONE, Mode.ANY_OF}:
            return precise.mode in {Mode.ONE, Mode.ANY_OF, Mode.IN_ORDER} and all(
                any(self.authority.is_part(role, other) for other in open_.roles)
                for role in precise.roles
            )
        if precise.mode is not open_.mode or len(precise.roles) != len(open_.roles):
            return False
        return open_.mode is Mode.IN_ORDER and all(
            map(self.authority.is_part, precise.roles, open_.roles)
        )
