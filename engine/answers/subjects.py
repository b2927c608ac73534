"""Subjects: what a question is about, and which rules can bear on it on any day."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.days import cuts
from ..rulebook.model.rules import BOUND_SLOTS, Rule, RuleKind, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .answer import Answer


@record(slots=False, eq=False)
class Subject:
    """What a question is about, with every rule that can bear on it on any day.

    `rules` are the candidates whose scope covers the question (constraints
    included); `classifications` those whose results they depend on, directly or
    through each other; `amount_years` the years whose prisbasbelopp is registered.
    """

    kind: RuleKind
    slots: Mapping[Slot, frozenset[str]]
    rules: tuple[Rule, ...]
    classifications: tuple[Rule, ...]
    amount_years: frozenset[int] = frozenset()

    @cached_property
    def bound(self) -> frozenset[str]:
        """The role whom an answer binds, and all it is a kind of; empty if nobody."""
        filled = (roles for slot, roles in self.slots.items() if slot in BOUND_SLOTS)
        return frozenset[str]().union(*filled)

    @cached_property
    def rule_ids(self) -> frozenset[str]:
        """The ids of all rules of the subject, classifications included."""
        return frozenset(rule.id for rule in (*self.rules, *self.classifications))

    def depends_on(self, on: dt.date) -> frozenset[str]:
        """Return the circumstances that the rules in force on a day depend on."""
        period = self.period(on)
        names = self._depends_on.get(period)
        if names is None:
            rules = self.in_force(on)
            names = frozenset(name for rule in rules for name in rule.circumstances)
            self._depends_on[period] = names
        return names

    def in_force(self, on: dt.date) -> tuple[Rule, ...]:
        """Return the rules in force on a day, and the classifications these need.

        A classification that only a rule out of force depends on is not needed.
        """
        rules = tuple(rule for rule in self.rules if rule.is_in_force(on))
        others = [rule for rule in self.classifications if rule.is_in_force(on)]
        return (*rules, *wanted_by(rules, others)[1])

    @cached_property
    def _depends_on(self) -> dict[int, frozenset[str]]:
        return {}

    @cached_property
    def answers(self) -> dict[object, Answer]:
        """The answers that `Decider.weigh` has given, by what they follow from."""
        return {}

    @cached_property
    def day_cuts(self) -> tuple[int, ...]:
        """The days (ordinals) on which some rule or yearly amount begins or ends."""
        beginnings: set[int] = set()
        uses_amounts = False
        for rule in (*self.rules, *self.classifications):
            for validity in (rule.validity, *rule.source_validities):
                if validity.first:
                    beginnings.add(validity.first.toordinal())
                if validity.last:
                    beginnings.add(validity.last.toordinal() + 1)
            uses_amounts = uses_amounts or rule.uses_multiples
        if uses_amounts:
            years = {first + n for first in self.amount_years for n in (0, 1)}
            beginnings.update(dt.date(year, 1, 1).toordinal() for year in years)
        return cuts(beginnings)

    def period(self, on: dt.date) -> int:
        """Return the number of the period, between two cuts, in which a day lies."""
        return bisect_right(self.day_cuts, on.toordinal())


def covers(rule: Rule, kinds: Mapping[Slot, frozenset[str]]) -> bool:
    """Tell whether the scope of a rule covers a question's slots."""
    slots = kinds.keys() | rule.scope_of.keys()
    return all(_covers_slot(rule, slot, kinds.get(slot)) for slot in slots)


class SlotCover:
    """Which rules cover what stands in a slot of a question, as the bits of numbers.

    The rules are numbered in their order. As in `covers`, a slot the question leaves
    open is covered by rules that leave it open, and by every duty.
    """

    def __init__(self, rules: Iterable[Rule], slot: Slot) -> None:
        """Take the rules of one kind."""
        self._every = self._open = 0
        self._naming: dict[str, int] = {}
        self._exempting: dict[str, int] = {}
        for number, rule in enumerate(rules):
            bit = 1 << number
            named = rule.scope_of.get(slot)
            if named is None:
                self._open |= bit
            if named is None or rule.kind is RuleKind.DUTY:
                self._every |= bit
            for id_ in named or ():
                self._naming[id_] = self._naming.get(id_, 0) | bit
            for id_ in rule.exempt_in(slot):
                self._exempting[id_] = self._exempting.get(id_, 0) | bit

    def covering(self, asked: frozenset[str] | None) -> int:
        """Return the rules that cover what stands in the slot and all it is a kind of.

        None leaves the slot open.
        """
        if asked is None:
            return self._every
        covering, exempt = self._open, 0
        for id_ in asked:
            covering |= self._naming.get(id_, 0)
            exempt |= self._exempting.get(id_, 0)
        return covering & ~exempt


def _covers_slot(rule: Rule, slot: Slot, asked: frozenset[str] | None) -> bool:
    """Tell whether a rule covers what stands in one slot of a question.

    A slot the question leaves open is covered only by rules that leave it open,
    except for duties, where an open slot asks for them all. A rule does not cover
    those it exempts.
    """
    named = rule.scope_of.get(slot)
    if asked is None:
        return named is None or rule.kind is RuleKind.DUTY
    if not rule.exempt_in(slot).isdisjoint(asked):
        return False
    return named is None or not named.isdisjoint(asked)


def wanted_by(
    rules: Iterable[Rule], classifications: Iterable[Rule]
) -> tuple[set[str], tuple[Rule, ...]]:
    """Return the circumstances rules depend on, all the way, and what derives them."""
    wanted = {name for rule in rules for name in rule.circumstances}
    chosen: dict[str, Rule] = {}
    left = list(classifications)
    grew = True
    while grew:
        grew = False
        for rule in left:
            if rule.id not in chosen and not wanted.isdisjoint(rule.derives):
                chosen[rule.id] = rule
                wanted |= rule.circumstances
                grew = True
    return wanted, tuple(chosen[id_] for id_ in sorted(chosen))
