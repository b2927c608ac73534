"""Reach: which roles a rule holds for by what they are kinds of, and where these sit.

A rule that names a role holds for everything that is a kind of it, in each
municipality. Whose employee somebody is, and in which organ somebody sits, is not
passed on by that: a managing director of a company is no employee of the municipality,
and the chair of the executive board none of the social welfare committee.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.model.conclusions import (
    EXCLUSIVE,
    ConductConclusion,
    ConstraintConclusion,
    ContactConclusion,
    DecisionConclusion,
    Verdict,
)
from ..rulebook.model.conditions import OneOf
from ..rulebook.model.rules import BOUND_SLOTS, RuleKind, Slot
from ..rulebook.model.tags import Tag
from .authority import Authority

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.vocabulary import Vocabulary


#: The slot in which a rule of a kind has what it is on.
_SUBJECT_SLOTS = {
    RuleKind.DECISION: Slot.MATTER,
    RuleKind.CONDUCT: Slot.DOES,
    RuleKind.DUTY: Slot.TO,
}


class Concern(NamedTuple):
    """A matter or an act on which the rules of a pack are."""

    pack: str
    kind: RuleKind
    id: str


class Position(NamedTuple):
    """A place in a rule where it names roles: a slot, a function, who may never.

    `exempt` are the roles that the rule leaves out there.
    """

    key: str
    roles: frozenset[str]
    exempt: frozenset[str]


class Reached(NamedTuple):
    """A role for which a rule holds, and the role that the rule names."""

    key: str
    named: str
    role: str


def positions(rule: Rule) -> tuple[Position, ...]:
    """Return where a rule names those whom it binds, lets, bars or gives a power."""
    conclusion = rule.conclusion
    if isinstance(conclusion, ConstraintConclusion):
        named = {"only": conclusion.only or frozenset(), "never": conclusion.never}
        return tuple(Position(k, ids, frozenset()) for k, ids in named.items() if ids)
    bound = [
        Position(slot.value, ids, rule.exempt_in(slot))
        for slot, ids in rule.scope
        if slot in BOUND_SLOTS or (slot is Slot.TO and rule.kind is RuleKind.CONTACT)
    ]
    functions = (
        conclusion.functions if isinstance(conclusion, DecisionConclusion) else ()
    )
    return (
        *bound,
        *(
            Position(function.value, frozenset(party.roles), frozenset())
            for function, party in functions
            if function in EXCLUSIVE
        ),
    )


class Affiliation:
    """Whose employee each role is, and in which organ it sits, in one vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        """Take the words."""
        self._words = words
        self._authority = Authority(words)
        self._employers: dict[str, str] = {}

    @cached_property
    def kinds_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each role the roles that are kinds of it, in order, without itself."""
        below: dict[str, list[str]] = defaultdict(list)
        for role, wider in sorted(self._words.role_kinds.items()):
            for each in wider - {role}:
                below[each].append(role)
        return {role: tuple(roles) for role, roles in below.items()}

    def employer(self, role: str) -> str:
        """Return whose employee a role is: by itself, by whom it reports to, by kind.

        Empty where nothing is said of it.
        """
        known = self._employers.get(role)
        if known is None:
            known = self._employers[role] = self._employer(role)
        return known

    def _employer(self, role: str) -> str:
        seen: set[str] = set()
        superior = role
        while superior in self._words.roles and superior not in seen:
            seen.add(superior)
            if self._words.roles[superior].employer:
                return self._words.roles[superior].employer
            superior = self._words.roles[superior].reports_to
        waiting = [role]
        for each in waiting:
            known = self._words.roles.get(each)
            if known and known.employer:
                return known.employer
            waiting.extend(k for k in (known.kinds if known else ()) if k not in seen)
            seen.update(waiting)
        return ""

    def organs(self, role: str) -> frozenset[str]:
        """Return the organ in which a role sits, or under which it works; none for any.

        It is that of its `seat`, or the first one that it reports to.
        """
        seat = self._seat(role)
        return frozenset({seat}) if seat else self._authority.standing(role).committees

    def _seat(self, role: str) -> str:
        known = self._words.roles.get(role)
        return known.seat if known else ""

    def _is_elected(self, role: str) -> bool:
        tags = self._authority.standing(role).tags
        return not tags.isdisjoint({Tag.ELECTED, Tag.COUNCIL, Tag.COMMITTEE})

    def is_organ(self, role: str) -> bool:
        """Tell whether a role is a council or a committee."""
        return self._authority.decides_in_own_right(role)

    def is_committee(self, role: str) -> bool:
        """Tell whether a role is a committee."""
        return Tag.COMMITTEE in self._authority.standing(role).tags

    def is_particular(self, role: str) -> bool:
        """Tell whether a committee is a particular one, and not just any."""
        wider = self._words.role_kinds.get(role, frozenset()) - {role}
        return any(map(self.is_committee, wider))

    def share(self, some: frozenset[str], others: frozenset[str]) -> bool:
        """Tell whether some organs may be others; none may be any."""
        return self._authority.may_share(some, others)

    # what may stand against reach -----------------------------------------------------

    def is_employed_elsewhere(self, reached: Reached) -> bool:
        """Tell whether who is reached has another employer than who is named."""
        own, named = self.employer(reached.role), self.employer(reached.named)
        return bool(own and named) and own != named

    def sits_beside(self, rule: Rule, reached: Reached) -> bool:
        """Tell whether a way goes over others between two who sit in one organ.

        That is so where the rule is on the elected and on employees, and the employee
        who is reached sits in an organ as well.
        """
        conclusion = rule.conclusion
        if not isinstance(conclusion, ContactConclusion):
            return False
        ends = frozenset[str]().union(*(ids for _, ids in rule.scope))
        return (
            bool(conclusion.via)
            and not conclusion.is_free
            and any(map(self._is_elected, ends))
            and bool(self._seat(reached.role))
            and bool(self.employer(reached.named))
            and not self._seat(reached.named)
        )

    def sits_elsewhere(self, reached: Reached, organs: frozenset[str]) -> bool:
        """Tell whether a rule on some organs reaches who sits in none of them.

        Whoever is named sits in no particular organ, so the rule does not say in which.
        """
        own = self.organs(reached.role)
        return (
            bool(own and organs)
            and not self.is_organ(reached.named)
            and not self.organs(reached.named)
            and not self.share(own, organs)
        )


class Reach:
    """For which roles each rule of a jurisdiction holds."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        """Take the rules and the words."""
        self._jurisdiction = jurisdiction
        self._words = jurisdiction.vocabulary
        self.affiliation = Affiliation(jurisdiction.vocabulary)

    def of(self, rule: Rule) -> Iterator[Reached]:
        """Yield the roles that a rule reaches without naming them, in order.

        A role that the rule names, or leaves out, is not among them, nor what is a
        kind of a narrower role that it names in the same place.
        """
        kinds = self._words.role_kinds
        for position in positions(rule):
            for named in sorted(position.roles):
                for role in self.affiliation.kinds_of.get(named, ()):
                    own = kinds[role]
                    nearer = own & position.roles - {named}
                    if own & position.exempt or role in position.roles:
                        continue
                    if any(named in kinds[each] for each in nearer):
                        continue
                    yield Reached(position.key, named, role)

    def organs_of(self, rule: Rule) -> frozenset[str]:
        """Return the particular committees whose matter, act or duty a rule is on.

        They are those named by the rules of the same pack on the same subjects, each
        alone or with others; none where one of them names a committee of any kind, or
        a subject of the rule has none. A council decides on much that others then do,
        so it says nothing.
        """
        each = [self._organs_by_concern.get(s, frozenset()) for s in _concerns(rule)]
        named = frozenset[str]().union(*each)
        is_sure = (
            bool(each) and all(each) and all(map(self.affiliation.is_particular, named))
        )
        return named if is_sure else frozenset()

    @cached_property
    def _organs_by_concern(self) -> Mapping[Concern, frozenset[str]]:
        named: dict[Concern, set[str]] = defaultdict(set)
        for rule in self._jurisdiction.rules:
            bound = (ids for slot, ids in rule.scope if slot in BOUND_SLOTS)
            roles = (
                rule.conclusion.roles()
                if rule.kind is RuleKind.DECISION
                else frozenset[str]().union(*bound)
            )
            committees = frozenset(filter(self.affiliation.is_committee, roles))
            for subject in _concerns(rule):
                named[subject] |= committees
        return {subject: frozenset(roles) for subject, roles in named.items()}

    # bans that hold for the rest ------------------------------------------------------

    def undefined(self, rule: Rule) -> Iterator[tuple[str, Rule]]:
        """Yield the roles that a ban names though they may be one that is let, with it.

        Some rule of the ban's pack lets a narrower role do what the ban forbids, so who
        is known by the wide name alone, or is declared as a kind of it and no more, is
        banned because nobody says what they are. A ban that asks for more than the
        other rule does asks that, and one that never holds where the other does
        forbids something else.
        """
        if not _forbids(rule):
            return
        kinds = self._words.role_kinds
        named = rule.scope_of[Slot.ACTOR]
        for permit in self._permits.get(_what(rule), ()):
            if rule.circumstances - permit.circumstances:
                continue
            if not _may_both_hold(rule, permit):
                continue
            for let in sorted(permit.scope_of[Slot.ACTOR] - named):
                for role in sorted(named & kinds[let] - rule.exempt):
                    yield role, permit

    @cached_property
    def _permits(self) -> Mapping[object, list[Rule]]:
        permits: dict[object, list[Rule]] = defaultdict(list)
        for rule in self._jurisdiction.rules:
            conclusion = rule.conclusion
            if (
                isinstance(conclusion, ConductConclusion)
                and conclusion.verdict is not Verdict.FORBIDDEN
                and Slot.ACTOR in rule.scope_of
            ):
                permits[_what(rule)].append(rule)
        return permits


def _may_both_hold(ban: Rule, permit: Rule) -> bool:
    """Tell whether a rule may hold where another does, as far as lists of values tell.

    It does not where they ask for other values of a circumstance, or where what stops
    the one is what the other asks for.
    """
    asked = {c.circumstance: c for c in permit.when if isinstance(c, OneOf)}
    for condition in ban.when:
        other = asked.get(condition.circumstance)
        if isinstance(condition, OneOf) and other and _are_apart(condition, other):
            return False
    return not any(set(group) <= set(permit.when) for group in ban.unless)


def _are_apart(one: OneOf, other: OneOf) -> bool:
    """Tell whether two conditions on a circumstance hold for no value both."""
    if one.negated and other.negated:
        return False
    if one.negated:
        return other.values <= one.values
    if other.negated:
        return one.values <= other.values
    return one.values.isdisjoint(other.values)


def _concerns(rule: Rule) -> list[Concern]:
    """Return the matters or acts that a rule is on; of other rules there are none."""
    slot = _SUBJECT_SLOTS.get(rule.kind)
    pack = rule.id.partition("/")[0]
    ids = rule.scope_of.get(slot, frozenset()) if slot else frozenset()
    return [Concern(pack, rule.kind, id_) for id_ in sorted(ids)]


def _forbids(rule: Rule) -> bool:
    conclusion = rule.conclusion
    return (
        isinstance(conclusion, ConductConclusion)
        and conclusion.verdict is Verdict.FORBIDDEN
        and Slot.ACTOR in rule.scope_of
    )


def _what(rule: Rule) -> tuple[str, frozenset[str]]:
    """Return on which acts a rule is, and in which pack."""
    return rule.id.partition("/")[0], rule.scope_of.get(Slot.DOES, frozenset())
