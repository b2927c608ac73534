"""Align one subject in two editions: days and values that neither tells apart.

The circumstances of the subject are cut so that neither edition tells the values of
a sort apart; the days so that in neither a rule begins or ends between them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..answers.relative_roles import meant_role
from ..answers.subjects import uses_multiples
from ..inference.layers import layers_of
from ..rulebook.model.packs import MissingAmountError
from ..rulebook.model.questions import Question, slot_kinds
from ..rulebook.model.rules import RuleKind
from ..space.subject_classes import day_in, knows, periods
from .refinement import Side, named_values, sorts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from ..answers.subjects import Subject
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from ..space.cells import Dimension
    from ..space.subject_classes import SubjectClass
    from .sides import Edition, Editions


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A stretch of days in which no rule of the subject begins or ends.

    `days` are those to ask the old and the new edition on. `cuts` are the
    dimensions that each cuts there, None where it cannot be asked at all.
    """

    first: dt.date | None
    last: dt.date | None
    days: tuple[dt.date, dt.date]
    cuts: tuple[tuple[Dimension, ...] | None, tuple[Dimension, ...] | None]

    def depends_on(self, number: int, name: str) -> bool:
        """Tell whether answers of an edition can depend on a circumstance there."""
        return any(dimension.name == name for dimension in self.cuts[number] or ())


class Aligned:
    """One subject in two editions; what concerns one of them takes its number."""

    def __init__(self, editions: Editions, subject: SubjectClass) -> None:
        """Take the subject; an edition that lacks words for it is not asked."""
        self.editions = editions
        self.kind = subject.kind
        self.slots = subject.slots
        self.subjects = (
            _known(editions.old, subject),
            _known(editions.new, subject),
        )
        self.rules = self.in_play(0), self.in_play(1)

    def in_play(self, number: int, on: dt.date | None = None) -> tuple[Rule, ...]:
        """Return the rules and classifications that count, on one day or at all."""
        subject = self.subjects[number]
        if subject is None:
            return ()
        day = on or self.editions.sides[number].on
        listed = (*subject.rules, *subject.classifications)
        return tuple(rule for rule in listed if day is None or rule.is_in_force(day))

    def is_ruled(self, number: int, on: dt.date | None = None) -> bool:
        """Tell whether an edition has a rule about the subject."""
        return any(rule.kind is self.kind for rule in self.in_play(number, on))

    @cached_property
    def uses_multiples(self) -> bool:
        """Whether some limit changes with the year's prisbasbelopp."""
        return any(uses_multiples(rule) for rules in self.rules for rule in rules)

    # days -------------------------------------------------------------------------

    def moments(self, today: dt.date) -> list[Moment]:
        """Return the moments in which the subject is ruled, by either edition.

        In others neither has an answer.
        """
        old, new = self.editions.sides
        if old.on is not None and new.on is not None:
            return [self._moment(None, None, (old.on, new.on))]
        cuts = {cut for subject in self.subjects if subject for cut in subject.day_cuts}
        stretches = [
            (first, last, day_in(first, last, today)) for first, last in periods(cuts)
        ]
        return [
            self._moment(first, last, (day, day))
            for first, last, day in stretches
            if self.is_ruled(0, day) or self.is_ruled(1, day)
        ]

    def suspects(self, moment: Moment) -> tuple[frozenset[str], frozenset[str]]:
        """Return the rules of each edition that may make a difference in a moment.

        Where none of them fires both run the same rules on the same facts: neither
        a rule that differs, nor one that only one edition applies to the subject,
        nor a classification on which only one depends. Where the editions see
        other things in the slots, or only one can be asked, that is every rule.
        """
        plays = [
            self.in_play(n, moment.days[n]) if cut is not None else ()
            for n, cut in enumerate(moment.cuts)
        ]
        ids = [frozenset(rule.id for rule in rules) for rules in plays]
        if self._slot_kinds(0) != self._slot_kinds(1) or None in moment.cuts:
            return ids[0], ids[1]
        names = [{dimension.name for dimension in cut or ()} for cut in moment.cuts]
        differing = self._changed | (ids[0] ^ ids[1])
        unshared = names[0] ^ names[1]
        found = [
            frozenset(
                rule.id
                for rule in rules
                if rule.id in differing or not rule.derives.keys().isdisjoint(unshared)
            )
            for rules in plays
        ]
        return found[0], found[1]

    @cached_property
    def _changed(self) -> frozenset[str]:
        return self.editions.changed[0] | self.editions.changed[1]

    def _slot_kinds(self, number: int) -> object:
        if self.subjects[number] is None:
            return None
        words = self.editions.sides[number].words
        return slot_kinds(words, self.kind, dict(self.slots))

    def _moment(
        self,
        first: dt.date | None,
        last: dt.date | None,
        days: tuple[dt.date, dt.date],
    ) -> Moment:
        cuts = self._cuts(0, days[0]), self._cuts(1, days[1])
        return Moment(first=first, last=last, days=days, cuts=cuts)

    def _cuts(self, number: int, day: dt.date) -> tuple[Dimension, ...] | None:
        if self.subjects[number] is None:
            return None
        space = self.editions.sides[number].space
        try:
            return space.relevant(Question(self.kind, self.slots, (), day))
        except MissingAmountError:
            return None

    # circumstances ----------------------------------------------------------------

    def sides(self, moments: Sequence[Moment]) -> tuple[Side, ...]:
        """Return the circumstances on which the subject depends, by name."""
        words = self.editions.old.words, self.editions.new.words
        cuts: dict[str, tuple[list[Dimension], list[Dimension]]] = {
            name: ([], []) for name in self.resolving
        }
        for moment in moments:
            for number, dimensions in enumerate(moment.cuts):
                for dimension in dimensions or ():
                    cuts.setdefault(dimension.name, ([], []))[number].append(dimension)
        rules = [rule for listed in self.rules for rule in listed]
        return tuple(
            Side(
                name=name,
                sorts=sorts_of(
                    name,
                    words,
                    cuts[name],
                    named_values(rules, name),
                    self._means(name),
                ),
                is_open=any(self._is_open(name, moment) for moment in moments),
            )
            for name in sorted(cuts)
        )

    def _is_open(self, name: str, moment: Moment) -> bool:
        """Tell whether the editions may take silence on a circumstance differently."""
        if name in self.resolving:
            return True
        ways = [
            self._silence(number, name, moment)
            for number in (0, 1)
            if moment.depends_on(number, name)
        ]
        if not ways:
            return False
        if any(way != ways[0] for way in ways):
            return True
        derived, _ = ways[0]
        if not derived:
            return False
        # derived in both: from what is said in other cells, so only whether the same
        # classifications do it counts, and whether they can disagree
        deriving = [{rule.id for rule in self._classifying(n, moment)} for n in (0, 1)]
        return (
            len(derived) > 1
            or deriving[0] != deriving[1]
            or not deriving[0].isdisjoint(self._changed)
        )

    def _silence(
        self, number: int, name: str, moment: Moment
    ) -> tuple[frozenset[Value], object]:
        """Return what a circumstance that is left out may be derived to, else is."""
        circumstance = self.editions.sides[number].words.circumstances[name]
        values = frozenset(
            value
            for rule in self._classifying(number, moment)
            for derived, value in rule.derives.items()
            if derived == name
        )
        return values, (circumstance.has_default, circumstance.default)

    def _classifying(self, number: int, moment: Moment) -> list[Rule]:
        return [
            rule
            for rule in self.in_play(number, moment.days[number])
            if rule.kind is RuleKind.CLASSIFICATION
        ]

    def derivable(self, number: int, moment: Moment) -> tuple[str, ...]:
        """Return what an edition may derive, what others are derived from first."""
        depths, _ = layers_of(self._classifying(number, moment))
        return tuple(sorted(depths, key=lambda name: (depths[name], name)))

    # relative roles that the editions resolve differently -------------------------

    @cached_property
    def resolving(self) -> frozenset[str]:
        """The circumstances that say whom such a role means in an answer."""
        named = {
            role
            for rules in self.rules
            for rule in rules
            for role in rule.conclusion.roles() & self.editions.relative
        }
        return frozenset(
            role.resolves.circumstance
            for side in self.editions.sides
            for id_ in named
            if (role := side.words.roles.get(id_))
            and role.resolves
            and role.resolves.circumstance
        )

    def _means(self, name: str) -> Callable[[Value], Hashable]:
        """Return what tells values of a circumstance apart that say whom one means."""
        if name not in self.resolving:
            return lambda _: None

        def meant(value: Value) -> Hashable:
            question = Question(self.kind, self.slots, ((name, value),), dt.date.min)
            return tuple(
                meant_role(side.words, role, question)
                for side in self.editions.sides
                for role in sorted(self.editions.relative)
            )

        return meant


def _known(edition: Edition, subject: SubjectClass) -> Subject | None:
    """Return the subject as an edition sees it, None when it lacks words for it."""
    if not knows(edition.jurisdiction, subject):
        return None
    return edition.space.decider.subject(subject.kind, subject.slots)
