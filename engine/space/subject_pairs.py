"""One subject in two editions: periods and classes in which neither edition changes.

Days are cut so that in neither edition a rule begins or ends within a period, and
circumstances so that neither edition tells the values of a class apart.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from ..answers.relative_roles import meant_role
from ..inference.layers import layers_of
from ..records import record
from ..rulebook.model.conditions import IsRole, OneOf
from ..rulebook.model.packs import MissingAmountError
from ..rulebook.model.questions import Question, slot_kinds
from ..rulebook.model.rules import RuleKind
from .joint_dimensions import JointDimension, joint_classes
from .subject_classes import day_in, knows, periods

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from ..answers.subjects import Subject
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Circumstance
    from .cells import Dimension
    from .sides import Side, Sides
    from .subject_classes import SubjectClass


@record
class JointPeriod:
    """A period in which no rule of a subject begins or ends, in neither edition.

    `first` and `last` are its days, both included; None is without limit. `days` are
    those on which to ask the old and the new edition. `dimensions` are those of the
    subject in each edition, None for an edition that cannot be asked there.
    """

    first: dt.date | None
    last: dt.date | None
    days: tuple[dt.date, dt.date]
    dimensions: tuple[tuple[Dimension, ...] | None, tuple[Dimension, ...] | None]

    def depends_on(self, number: int, name: str) -> bool:
        """Tell whether answers of an edition can depend on a circumstance."""
        dimensions = self.dimensions[number] or ()
        return any(dimension.name == name for dimension in dimensions)


class SubjectPair:
    """One subject as two editions see it."""

    def __init__(self, sides: Sides, subject: SubjectClass) -> None:
        """Take the subject; an edition that lacks words for it is not asked."""
        self.sides = sides
        self.kind = subject.kind
        self.slots = subject.slots
        self.subjects = (
            _known_subject(sides.old, subject),
            _known_subject(sides.new, subject),
        )
        self._in_force: dict[tuple[int, int], tuple[Rule, ...]] = {}

    def rules(self, number: int, on: dt.date | None = None) -> tuple[Rule, ...]:
        """Return the rules and classifications of an edition that bear on the subject.

        Those in force on a day, `on` or that of the edition, and the classifications
        that these need; all when there is no day.
        """
        subject = self.subjects[number]
        if subject is None:
            return ()
        day = on or self.sides.both[number].on
        if day is None:
            return (*subject.rules, *subject.classifications)
        key = number, subject.period(day)
        if key not in self._in_force:
            self._in_force[key] = subject.in_force(day)
        return self._in_force[key]

    def circumstance(self, number: int, name: str) -> Circumstance:
        """Return a circumstance of an edition as it is for whom the subject binds."""
        subject = self.subjects[number]
        made = self.sides.both[number].words.circumstances[name]
        return made.asked_about(subject.bound) if subject else made

    def is_ruled(self, number: int, on: dt.date | None = None) -> bool:
        """Tell whether an edition has a rule about the subject."""
        return any(rule.kind is self.kind for rule in self.rules(number, on))

    @cached_property
    def _every_rule(self) -> tuple[Rule, ...]:
        return (*self.rules(0), *self.rules(1))

    @cached_property
    def uses_multiples(self) -> bool:
        """Whether some limit changes with the year's prisbasbelopp."""
        return any(rule.uses_multiples for rule in self._every_rule)

    # periods ----------------------------------------------------------------------

    def periods(self, today: dt.date) -> list[JointPeriod]:
        """Return the periods in which some edition has a rule about the subject.

        Outside them neither edition has an answer. Editions that are each taken on a
        day of their own share one period.

        Args:
            today: the day to ask on in the period that it lies in; in any other
                period that is the nearest day.
        """
        old, new = self.sides.both
        if old.on is not None and new.on is not None:
            return [self._period(None, None, (old.on, new.on))]
        cuts = {cut for subject in self.subjects if subject for cut in subject.day_cuts}
        days = [
            (first, last, day_in(first, last, today)) for first, last in periods(cuts)
        ]
        return [
            self._period(first, last, (day, day))
            for first, last, day in days
            if self.is_ruled(0, day) or self.is_ruled(1, day)
        ]

    def _period(
        self,
        first: dt.date | None,
        last: dt.date | None,
        days: tuple[dt.date, dt.date],
    ) -> JointPeriod:
        dimensions = self._dimensions(0, days[0]), self._dimensions(1, days[1])
        return JointPeriod(first=first, last=last, days=days, dimensions=dimensions)

    def _dimensions(self, number: int, day: dt.date) -> tuple[Dimension, ...] | None:
        if self.subjects[number] is None:
            return None
        space = self.sides.both[number].space
        try:
            return space.relevant(Question(self.kind, self.slots, (), day))
        except MissingAmountError:
            return None

    def suspects(self, period: JointPeriod) -> frozenset[str]:
        """Return the rules that may make a difference between the editions.

        Where none of them fires both editions run the same rules on the same facts.
        They are the rules that changed, the rules that only one edition applies to
        the subject, and the classifications of what only one edition depends on.
        Where the editions see different things in the slots, or only one of them can
        be asked, they are all rules.
        """
        rules = [
            self.rules(number, period.days[number]) if dimensions is not None else ()
            for number, dimensions in enumerate(period.dimensions)
        ]
        old, new = (frozenset(rule.id for rule in listed) for listed in rules)
        if self._slot_kinds(0) != self._slot_kinds(1) or None in period.dimensions:
            return old | new
        differing = self.sides.changed | (old ^ new)
        names = [{cut.name for cut in listed or ()} for listed in period.dimensions]
        unshared = names[0] ^ names[1]
        return frozenset(
            rule.id
            for listed in rules
            for rule in listed
            if rule.id in differing or not unshared.isdisjoint(rule.derives)
        )

    def _slot_kinds(self, number: int) -> object:
        if self.subjects[number] is None:
            return None
        words = self.sides.both[number].words
        return slot_kinds(words, self.kind, dict(self.slots))

    # dimensions -------------------------------------------------------------------

    def dimensions(self, periods: Sequence[JointPeriod]) -> tuple[JointDimension, ...]:
        """Return the circumstances on which the subject depends in some periods."""
        old, new = (side.words for side in self.sides.both)
        cuts: dict[str, tuple[list[Dimension], list[Dimension]]] = {
            name: ([], []) for name in self.role_circumstances
        }
        for period in periods:
            for number, dimensions in enumerate(period.dimensions):
                for cut in dimensions or ():
                    cuts.setdefault(cut.name, ([], []))[number].append(cut)
        return tuple(
            JointDimension(
                circumstance=new.circumstances.get(name) or old.circumstances[name],
                classes=joint_classes(
                    name,
                    (old, new),
                    cuts[name],
                    _named_values(self._every_rule, name),
                    self._meaning(name),
                ),
                is_open=any(self._is_open(name, period) for period in periods),
            )
            for name in sorted(cuts)
        )

    def _is_open(self, name: str, period: JointPeriod) -> bool:
        """Tell whether the editions may take silence on a circumstance differently."""
        if name in self.role_circumstances:
            return True
        readings = [
            self._reading_of_silence(number, name, period)
            for number in (0, 1)
            if period.depends_on(number, name)
        ]
        if not readings:
            return False
        if any(reading != readings[0] for reading in readings):
            return True
        derived, _ = readings[0]
        if not derived:
            return False
        # derived in both: from what is said in other cells, so only whether the same
        # classifications do it counts, and whether they can disagree
        old, new = (
            {rule.id for rule in self._classifications(number, period)}
            for number in (0, 1)
        )
        return len(derived) > 1 or old != new or not old.isdisjoint(self.sides.changed)

    def _reading_of_silence(
        self, number: int, name: str, period: JointPeriod
    ) -> tuple[frozenset[Value], Hashable]:
        """Return what a circumstance left out may be derived to, else is taken for."""
        circumstance = self.circumstance(number, name)
        values = frozenset(
            rule.derives[name]
            for rule in self._classifications(number, period)
            if name in rule.derives
        )
        return values, (circumstance.has_default, circumstance.default)

    def _classifications(self, number: int, period: JointPeriod) -> list[Rule]:
        rules = self.rules(number, period.days[number])
        return [rule for rule in rules if rule.kind is RuleKind.CLASSIFICATION]

    def derivable(self, number: int, period: JointPeriod) -> tuple[str, ...]:
        """Return what an edition may derive, what others are derived from first."""
        depths, _ = layers_of(self._classifications(number, period))
        return tuple(sorted(depths, key=lambda name: (depths[name], name)))

    # relative roles that the editions resolve differently -------------------------

    @cached_property
    def role_circumstances(self) -> frozenset[str]:
        """The circumstances that tell whom such a role means in an answer."""
        named = {
            role
            for rule in self._every_rule
            for role in rule.conclusion.roles() & self.sides.relative
        }
        return frozenset(
            role.resolves.circumstance
            for side in self.sides.both
            for id_ in named
            if (role := side.words.roles.get(id_))
            and role.resolves
            and role.resolves.circumstance
        )

    def _meaning(self, name: str) -> Callable[[Value], Hashable]:
        """Return what tells whom relative roles mean by a value of a circumstance."""
        if name not in self.role_circumstances:
            return lambda _: None

        def meaning(value: Value) -> Hashable:
            question = Question(self.kind, self.slots, ((name, value),), dt.date.min)
            return tuple(
                meant_role(side.words, role, question)
                for side in self.sides.both
                for role in sorted(self.sides.relative)
            )

        return meaning


def _known_subject(side: Side, subject: SubjectClass) -> Subject | None:
    """Return the subject as an edition sees it, None where it lacks words for it."""
    if not knows(side.jurisdiction, subject):
        return None
    return side.space.decider.subject(subject.kind, subject.slots)


def _named_values(rules: Iterable[Rule], name: str) -> frozenset[Value]:
    """Return the values of a circumstance that the conditions of rules name."""
    named: set[Value] = set()
    for rule in rules:
        for group in (rule.when, *rule.unless):
            for condition in group:
                if condition.circumstance != name:
                    continue
                if isinstance(condition, OneOf):
                    named |= condition.values
                elif isinstance(condition, IsRole):
                    named |= condition.roles
    return frozenset(named)
