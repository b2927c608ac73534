"""Matters of an order that are, by another name, matters that the law limits.

A constraint holds for what stands under its matter. A row on a matter of the
municipality's own escapes it where nobody has written under what the matter stands, so
here it is told from its names, from the sections that its rule cites, and from how wide
it is.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..answers.authority import Authority
from ..rulebook.model.conclusions import (
    ConstraintConclusion,
    DecisionAct,
    DecisionConclusion,
    Function,
    Mode,
    Party,
)
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.sources import Rank
from ..rulebook.model.tags import Tag
from ..rulebook.model.vocabulary import TermKind
from ..rulebook.tracing.provisions import NamedPassages
from ..understanding.words import words
from .cases import RowCases
from .matter_names import MatterNames

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.texts import Text

#: How words begin that say that something decided is carried out.
_CARRYING_OUT = ("verkställ", "genomför", "execut", "carry")
#: What says in a cell of provisions that a row is not on them.
_NEGATION = re.compile(
    r"(?<!\w)(?:ej|inte|icke|utom|undant\w+|not)(?!\w)", re.IGNORECASE
)
#: A position of an internal group and a signature give nobody a power.
_GIVING = frozenset(
    {
        None,
        DecisionAct.DECISION,
        DecisionAct.DELEGATED_DECISION,
        DecisionAct.EXECUTION,
    }
)


class LegalLimit(NamedTuple):
    """A matter of the law that a rule of it keeps from whoever decides by another.

    The matter is empty where a section that the other names tells no more than that it
    is about what cannot be delegated.
    """

    matter: str
    constraint: Rule


class Likening(NamedTuple):
    """A matter of a row, what the law limits that it is like, and by what it shows."""

    variant: str
    matter: str
    limit: LegalLimit


class LimitedMatters:
    """The matters that the law of a jurisdiction limits, and what is like them.

    Args:
        jurisdiction: whose rules and words are read.
    """

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        """Take the words, and the rules of the rank of law."""
        self._words = jurisdiction.vocabulary
        self._declared = jurisdiction.matters_of_law
        self._authority = Authority(self._words)
        self._names = MatterNames(jurisdiction)
        self._law = [rule for rule in jurisdiction.rules if rule.rank is Rank.LAW]
        self._cases = RowCases(jurisdiction, self._law)
        self._named = NamedPassages(jurisdiction)
        self._likes: dict[tuple[str, str], str] = {}
        self._passages = jurisdiction.passages

    def likening(self, rule: Rule) -> Likening | None:
        """Return the first matter of a row that is what the law limits, if one is."""
        if not gives_power(rule):
            return None
        like = self._executed if _is_executed(rule) else self._decided
        matters = sorted(rule.scope_of.get(Slot.MATTER, ()))
        likenings = (like(matter, rule) for matter in matters)
        return next(filter(None, likenings), None)

    def unplaced(self, rule: Rule) -> tuple[str, str] | None:
        """Return a matter of a row, and that of the law whose name it has; or None.

        The law may bind whoever decides that, and no answer by the row tells it.
        """
        if rule.conclusion.grant is None or not gives_power(rule):
            return None
        for matter in sorted(rule.scope_of.get(Slot.MATTER, ())):
            if self._is_known(matter):
                continue
            like = self._by_name(matter, rule)
            if like and self._is_bound(like):
                return matter, like
        return None

    def _is_bound(self, matter: str) -> bool:
        """Tell whether the law asks something of whoever decides a matter."""
        return any(
            isinstance(conclusion := constraint.conclusion, ConstraintConclusion)
            and self._covers(constraint, conclusion, matter)
            for constraint in self._constraints
        ) or any(
            isinstance(conclusion := rule.conclusion, DecisionConclusion)
            and conclusion.requires
            for each in self._kinds(matter)
            for rule in self._given.get(each, ())
        )

    def _is_known(self, matter: str) -> bool:
        """Tell whether the answers themselves tell what the law says of a matter."""
        return matter in self._declared or self._is_placed(matter)

    def _decided(self, matter: str, rule: Rule) -> Likening | None:
        """Return what a row decides under another name.

        Of what the law knows by its own name the answers themselves tell.
        """
        if self._is_known(matter):
            return None
        like = self._by_name(matter, rule)
        if like:
            limit = self._limit(like, rule) or self._by_breadth(like, rule)
            if limit:
                return Likening("named", matter, limit)
        for variant, limit in (
            ("cited", None if like else self._by_section(rule)),
            ("provision", self._by_ban(rule)),
            ("wide", None if like else self._by_breadth(matter, rule)),
        ):
            if limit:
                return Likening(variant, matter, limit)
        return None

    def _executed(self, matter: str, rule: Rule) -> Likening | None:
        """Return what a row calls an execution, though the law calls it a decision."""
        if self._is_carried_out(matter):
            return None
        like = matter if self._is_known(matter) else self._by_name(matter, rule)
        limit = self._limit(like, rule) if like else None
        return Likening("executed", matter, limit) if limit else None

    def _by_name(self, matter: str, rule: Rule) -> str:
        """Return the matter of the law whose name a row says; or nothing."""
        key = matter, rule.id
        if key not in self._likes:
            self._likes[key] = self._names.matter(
                matter, rule, is_free=lambda other: self._limit(other, rule) is None
            )
        return self._likes[key]

    def _is_carried_out(self, matter: str) -> bool:
        """Tell whether a matter is by its name to carry out what is decided."""
        term = self._words.matters[matter]
        return any(
            token.startswith(_CARRYING_OUT)
            for name in (*_both(term.label), *term.synonyms)
            for token in words(name)
        )

    # limits ---------------------------------------------------------------------------

    @cached_property
    def _constraints(self) -> list[Rule]:
        return [rule for rule in self._law if rule.kind is RuleKind.CONSTRAINT]

    def _limit(self, matter: str, rule: Rule) -> LegalLimit | None:
        """Return the limit of a matter that keeps it from the deciders of a rule.

        It counts in the cases alone that the rule may be on. What the law gives to
        others than committees no committee has to hand on.
        """
        party = _acting(rule)
        if party is None:
            return None
        for constraint in self._constraints:
            conclusion = constraint.conclusion
            if (
                isinstance(conclusion, ConstraintConclusion)
                and self._covers(constraint, conclusion, matter)
                and self._authority.banned(rule, party, conclusion)
                and self._cases.meet(rule, constraint, matter)
            ):
                return LegalLimit(matter, constraint)
        given = [r for r in self._giving(matter) if self._cases.meet(rule, r, matter)]
        if given and not any(self._is_among(party, other) for other in given):
            return LegalLimit(matter, given[0])
        return None

    def _giving(self, matter: str) -> list[Rule]:
        """Return the rules that give a matter, where none gives it to a committee."""
        given = self._given.get(matter, [])
        parties = [rule.conclusion.party(Function.DECIDES) for rule in given]
        is_committees = any(
            party is not None
            and any(map(self._authority.decides_in_own_right, party.roles))
            for party in parties
        )
        return [] if is_committees else [rule for rule in given if rule.is_mandatory]

    @cached_property
    def _given(self) -> Mapping[str, list[Rule]]:
        """For each matter the rules of the law that say who decides it."""
        given: dict[str, list[Rule]] = {}
        for rule in self._law:
            if rule.conclusion.party(Function.DECIDES) is not None:
                for matter in rule.scope_of.get(Slot.MATTER, frozenset()):
                    given.setdefault(matter, []).append(rule)
        return given

    def _is_among(self, party: Party, rule: Rule) -> bool:
        """Tell whether a party is among those to whom the law gives a matter."""
        named = rule.conclusion.party(Function.DECIDES)
        return named is None or all(
            any(self._authority.is_part(role, other) for other in named.roles)
            for role in party.roles
        )

    def _covers(
        self, constraint: Rule, conclusion: ConstraintConclusion, matter: str
    ) -> bool:
        named = constraint.scope_of.get(Slot.MATTER, frozenset())
        if conclusion.tag:
            return conclusion.tag in self._words.tags_of(matter)
        return bool(named & self._kinds(matter))

    def _kinds(self, matter: str) -> frozenset[str]:
        return self._words.matter_kinds[matter]

    # what a matter is -----------------------------------------------------------------

    def _is_placed(self, matter: str) -> bool:
        """Tell whether the law speaks of a matter, or of one that it stands under."""
        return not (
            self._spoken_of.isdisjoint(self._kinds(matter))
            and self._limited_tags.isdisjoint(self._words.tags_of(matter))
        )

    @cached_property
    def _limited_tags(self) -> frozenset[str]:
        """The tags of the matters that constraints are on."""
        return frozenset(
            conclusion.tag
            for constraint in self._constraints
            if isinstance(conclusion := constraint.conclusion, ConstraintConclusion)
            and conclusion.tag
        )

    @cached_property
    def _spoken_of(self) -> frozenset[str]:
        return frozenset[str]().union(
            *(rule.scope_of.get(Slot.MATTER, frozenset()) for rule in self._law)
        )

    def _by_breadth(self, matter: str, rule: Rule) -> LegalLimit | None:
        """Return what is limited below the matter of the law that one stands under.

        Nothing where the law itself speaks of the wider matter.
        """
        above = self._kinds(matter) & self._declared
        if not above or self._is_placed(matter):
            return None
        for other in sorted(self._declared):
            if above <= self._kinds(other):
                limit = self._limit(other, rule)
                if limit:
                    return limit
        return None

    @cached_property
    def _placing(self) -> frozenset[str]:
        """The passages of the law on deciding in another committee's field."""
        tag = Tag.ANOTHER_COMMITTEES_FIELD.value
        acts = self._words.tagged(TermKind.ACT, tag)
        return frozenset(
            cite
            for rule in self._law
            if acts & rule.scope_of.get(Slot.DOES, frozenset())
            for cite in rule.cites
        )

    def _by_section(self, rule: Rule) -> LegalLimit | None:
        """Return what is limited of which alone a section speaks that a row cites.

        The section that lets the council place a matter elsewhere speaks of more.
        """
        for cite in rule.cites:
            if cite in self._placing:
                continue
            limits = [
                self._limit(matter, rule)
                for other in self._citing.get(cite, ())
                for matter in sorted(other.scope_of.get(Slot.MATTER, ()))
            ]
            if limits and all(limits):
                return limits[0]
        return None

    def _by_ban(self, rule: Rule) -> LegalLimit | None:
        """Return what the law keeps from everybody by a section that a row names.

        A row that names the sections on delegation as well is on delegating and not on
        what cannot be delegated, and one that names a section which lifts the ban is on
        what that lets be delegated.
        """
        party = _acting(rule)
        named = self._named.of(rule)
        if party is None or any(map(_NEGATION.search, _laws(rule))):
            return None
        general = {
            self._passages[cite].source
            for cite in named
            if self._bans(cite).isdisjoint({Tag.DELEGATION_BAN.value})
            and Tag.DELEGATION.value in self._bans(cite)
        }
        resting = {cite: self._on_people(cite) for cite in named}
        for cite in named:
            own = resting[cite]
            is_ban = Tag.DELEGATION_BAN.value in self._bans(cite)
            if not is_ban or not own or self._passages[cite].source in general:
                continue
            others = [c for o in named if o != cite for c in resting[o]]
            is_lifted = any(o.takes_over(c) for o in others for c in own)
            if not is_lifted and all(
                isinstance(constraint.conclusion, ConstraintConclusion)
                and self._authority.banned(rule, party, constraint.conclusion)
                for constraint in own
            ):
                return LegalLimit("", own[0])
        return None

    def _bans(self, cite: str) -> frozenset[str]:
        return frozenset(self._passages[cite].tags)

    def _on_people(self, cite: str) -> list[Rule]:
        """Return the constraints on matters that rest on a passage and bind people."""
        employees = self._words.tagged(TermKind.ROLE, Tag.EMPLOYEE.value)
        return [
            rule
            for rule in self._citing.get(cite, ())
            if isinstance(limit := rule.conclusion, ConstraintConclusion)
            and limit.act is None
            and (limit.only is not None or not employees.isdisjoint(limit.never))
        ]

    @cached_property
    def _citing(self) -> Mapping[str, list[Rule]]:
        """For each passage the rules of the law that rest on it."""
        citing: dict[str, list[Rule]] = {}
        for rule in self._law:
            for cite in set(rule.cites):
                citing.setdefault(cite, []).append(rule)
        return citing


def gives_power(rule: Rule) -> bool:
    """Tell whether a rule below law lets somebody decide, or says none needs to."""
    conclusion = rule.conclusion
    return (
        rule.rank is not Rank.LAW
        and isinstance(conclusion, DecisionConclusion)
        and conclusion.act in _GIVING
    )


def _is_executed(rule: Rule) -> bool:
    """Tell whether a rule says that something is carried out and nothing decided."""
    conclusion = rule.conclusion
    return (
        isinstance(conclusion, DecisionConclusion)
        and conclusion.act is DecisionAct.EXECUTION
        and conclusion.party(Function.DECIDES) is None
    )


def _acting(rule: Rule) -> Party | None:
    """Return who decides by a rule, or steps in for them, or carries it out instead."""
    conclusion = rule.conclusion
    if _is_executed(rule):
        return conclusion.party(Function.CARRIES_OUT)
    party, grant = conclusion.party(Function.DECIDES), conclusion.grant
    if party is None or grant is None:
        return party
    others = (*grant.superiors, *sorted(grant.steps))
    roles = tuple(dict.fromkeys((*party.roles, *others)))
    return Party(mode=Mode.ANY_OF if len(roles) > 1 else Mode.ONE, roles=roles)


def _laws(rule: Rule) -> tuple[str, ...]:
    grant = rule.conclusion.grant
    return grant.laws if grant else ()


def _both(text: Text) -> tuple[str, ...]:
    return tuple(filter(None, (text.sv, text.en)))
