"""Subjects: what a question is about, and which rules can bear on it on any day."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.days import cuts
from ..rulebook.model.questions import SLOTS
from ..rulebook.model.rules import BOUND_SLOTS, Rule, RuleKind, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .answer import Answer
#: So many rules are kept as their numbers; the bits of more take less room.
_FEW = 16


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
        every: list[int] = []
        opened: list[int] = []
        naming: dict[str, list[int]] = {}
        exempting: dict[str, list[int]] = {}
        for number, rule in enumerate(rules):
            named = rule.scope_of.get(slot)
            if named is None:
                opened.append(number)
            if named is None or rule.kind is RuleKind.DUTY:
                every.append(number)
            for id_ in named or ():
                naming.setdefault(id_, []).append(number)
            for id_ in rule.exempt_in(slot):
                exempting.setdefault(id_, []).append(number)
        self._every, self._open = _bits(every), _bits(opened)
        self._naming = {id_: _Posting(numbers) for id_, numbers in naming.items()}
        self._exempting = {id_: _Posting(n) for id_, n in exempting.items()}

    def covering(self, asked: frozenset[str] | None) -> int:
        """Return the rules that cover what stands in the slot and all it is a kind of.

        None leaves the slot open.
        """
        if asked is None:
            return self._every
        covering, exempt = self._open, 0
        for id_ in asked:
            if id_ in self._naming:
                covering |= self._naming[id_].bits
            if id_ in self._exempting:
                exempt |= self._exempting[id_].bits
        return covering & ~exempt


class Scopes:
    """Which rules of one kind cover the slots of a question, as `covers` tells it.

    Which of them cover one slot is told by the bits of a number.
    """

    def __init__(self, rules: Sequence[Rule], kind: RuleKind) -> None:
        """Take the rules, and the kind of question."""
        self._rules = rules
        self._covers = tuple((slot, SlotCover(rules, slot)) for slot in SLOTS[kind])

    def covering(self, kinds: Mapping[Slot, frozenset[str]]) -> list[Rule]:
        """Return the rules that cover a question, in their order.

        `kinds` are what stands in its slots, and all that is a kind of.
        """
        left = (1 << len(self._rules)) - 1
        for slot, cover in self._covers:
            left &= cover.covering(kinds.get(slot))
        covering = []
        while left:
            covering.append(self._rules[(left & -left).bit_length() - 1])
            left &= left - 1
        return covering


class _Posting:
    """The rules that name one id: a few numbers, or of many the bits of one number.

    Of 20,000 rules the bits of each number take as much room as two rules.
    """

    __slots__ = ("_few", "_many")

    def __init__(self, numbers: Sequence[int]) -> None:
        """Take the numbers of the rules."""
        is_few = len(numbers) <= _FEW
        self._few = tuple(numbers) if is_few else ()
        self._many = 0 if is_few else _bits(numbers)

    @property
    def bits(self) -> int:
        """The rules as the bits of a number."""
        bits = self._many
        for number in self._few:
            bits |= 1 << number
        return bits


def _bits(numbers: Sequence[int]) -> int:
    """Return a number with some bits set, given in ascending order."""
    octets = bytearray((numbers[-1] >> 3) + 1 if numbers else 0)
    for number in numbers:
        octets[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(octets, "little")


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
