"""Part the questions of a subject until every rule of two editions is settled.

A *region* is a box: it gives each circumstance the classes in which it may lie, and
`UNSAID` where it may be left out. At first one region holds every question of the
subject. It is split along a circumstance only while some rule fires in one part of
it and not in the other, so what no rule asks for there never multiplies the regions.

In a region where every rule is settled the same rules fire for every question, so
one question of the region speaks for all. A region in which no rule can fire that
makes a difference between the editions is left out: there both editions run the same
rules on the same facts. So the cost of a comparison grows with the change, not with
the cells.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.bounds import MOST_REGIONS
from ..rulebook.model.conditions import holds
from ..rulebook.model.problems import Message
from .cells import UNSAID
from .space import TooManyCellsError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ..rulebook.model.conditions import Condition
    from ..rulebook.model.rules import Rule
    from .cells import Box, Cell
    from .joint_dimensions import JointDimension
    from .subject_pairs import JointPeriod, SubjectPair


def fullest_cell(region: Box) -> Cell:
    """Return a cell of a region in which as much as possible is said."""
    return tuple(min(numbers - {UNSAID}, default=UNSAID) for numbers in region)


@record(kw_only=False)
class _Test:
    """A condition of an edition: in which classes of a dimension it holds or fails.

    Silence neither fulfils nor fails a condition, since a classification may derive
    the value, or the answer depends on it; unless a default alone decides.
    """

    position: int
    holds: frozenset[int]
    fails: frozenset[int]

    def state(self, region: Box) -> bool | None:
        """Tell whether the condition holds in a region; None where only in parts."""
        numbers = region[self.position]
        if numbers <= self.holds:
            return True
        return False if numbers <= self.fails else None

    def splits(self, region: Box) -> bool:
        """Tell whether the condition may hold in a part of a region and not in all."""
        return self.state(region) is None and region[self.position] != {UNSAID}


@record(kw_only=False)
class _Gate:
    """When a rule of one edition fires: its conditions and its exceptions.

    `derives` are the positions of the circumstances that the rule may derive.
    `is_suspect` tells that the rule may make a difference between the editions.
    """

    when: tuple[_Test, ...]
    unless: tuple[tuple[_Test, ...], ...]
    derives: frozenset[int]
    is_classification: bool
    is_suspect: bool

    def state(self, region: Box) -> bool | None:
        """Tell whether the rule fires and counts in a region; None if not settled."""
        if self.is_classification:
            is_wanted = any(UNSAID in region[position] for position in self.derives)
            if not is_wanted:  # what is said is not derived
                return False
        is_met = _all_hold(self.when, region)
        if is_met is False:
            return False
        stops = [_all_hold(group, region) for group in self.unless]
        if True in stops:
            return False
        return True if is_met and None not in stops else None

    def splitting_tests(self, region: Box) -> Iterator[_Test]:
        """Yield the conditions that keep the rule from being settled in a region."""
        for group in (self.when, *self.unless):
            if _all_hold(group, region) is None:
                yield from (test for test in group if test.splits(region))


def _all_hold(group: tuple[_Test, ...], region: Box) -> bool | None:
    states = [test.state(region) for test in group]
    if False in states:
        return False
    return None if None in states else True


class Partition:
    """The questions of a subject in one period, parted as far as its rules ask for.

    Args:
        pair: the subject in both editions.
        period: the period.
        dimensions: the circumstances of the subject, cut for both editions.
        suspects: the rules that may make a difference between the editions.
    """

    def __init__(
        self,
        pair: SubjectPair,
        period: JointPeriod,
        dimensions: Sequence[JointDimension],
        suspects: AbstractSet[str],
    ) -> None:
        """Take the subject, the period, and what to look for."""
        self._pair = pair
        self._period = period
        self._dimensions = dimensions
        self._suspects = suspects
        self._positions = {cut.name: n for n, cut in enumerate(dimensions)}
        self._derivable = [pair.derivable(number, period) for number in (0, 1)]

    def regions(self, cases: Iterable[Collection[int]]) -> Iterator[Box]:
        """Yield the regions in which the editions may differ.

        Args:
            cases: for each dimension the numbers of its classes that count, and
                `UNSAID` where leaving the circumstance out does.

        Raises:
            TooManyCellsError: there are more regions than can be compared.
        """
        waiting = [(tuple(map(frozenset, cases)), self._gates)]
        visited = 0
        while waiting:
            region, gates = waiting.pop()
            visited += 1
            if visited > MOST_REGIONS:
                names = tuple(dimension.name for dimension in self._dimensions)
                raise TooManyCellsError(
                    Message.of("cells/too-many", circumstances=names, most=MOST_REGIONS)
                )
            states = [(gate, gate.state(region)) for gate in gates]
            alive = [gate for gate, state in states if state is not False]
            if not any(gate.is_suspect for gate in alive):
                continue
            undecided = [gate for gate, state in states if state is None]
            parts = self._parts(region, alive, undecided)
            if len(parts) > 1:
                waiting.extend((part, alive) for part in reversed(parts))
            else:
                yield region

    def _parts(
        self, region: Box, alive: Iterable[_Gate], undecided: Sequence[_Gate]
    ) -> list[Box]:
        """Return a region split along the first circumstance that must be split."""
        tests = [test for gate in undecided for test in gate.splitting_tests(region)]
        # suspects first: where none can fire, nothing more need be split
        suspects = [gate for gate in undecided if gate.is_suspect]
        first = next((t for g in suspects for t in g.splitting_tests(region)), None)
        first = first or next(iter(tests), None)
        if first is not None:
            return self._split(region, first.position, tests)
        derivable = {position for gate in alive for position in gate.derives}
        for position, dimension in enumerate(self._dimensions):
            if position in derivable or dimension.is_told_apart:
                parts = self._split(region, position, ())
                if len(parts) > 1:
                    return parts
        return [region]

    def _split(self, region: Box, position: int, tests: Iterable[_Test]) -> list[Box]:
        """Return a region split along one dimension as some tests ask for."""
        classes = self._dimensions[position].classes
        asking = [test for test in tests if test.position == position]
        grouped: dict[object, list[int]] = {}
        for number in sorted(region[position]):
            key: object = UNSAID
            if number != UNSAID:
                holding = tuple(number in test.holds for test in asking)
                key = holding, classes[number].is_known, classes[number].meaning
            grouped.setdefault(key, []).append(number)
        before, after = region[:position], region[position + 1 :]
        return [(*before, frozenset(group), *after) for group in grouped.values()]

    # the rules as gates -------------------------------------------------------------

    @cached_property
    def _gates(self) -> list[_Gate]:
        return [
            self._gate(number, rule)
            for number in (0, 1)
            if self._period.dimensions[number] is not None
            for rule in self._pair.rules(number, self._period.days[number])
        ]

    def _gate(self, number: int, rule: Rule) -> _Gate:
        jurisdiction = self._pair.sides.both[number].jurisdiction
        plain = jurisdiction.in_year(rule, self._period.days[number].year)
        return _Gate(
            when=tuple(self._test(number, c) for c in plain.when),
            unless=tuple(
                tuple(self._test(number, c) for c in group) for group in plain.unless
            ),
            derives=frozenset(
                self._positions[name]
                for name in rule.derives
                if name in self._positions
            ),
            is_classification=bool(rule.derives),
            is_suspect=rule.id in self._suspects,
        )

    def _test(self, number: int, condition: Condition) -> _Test:
        words = self._pair.sides.both[number].words
        kinds = words.role_kinds
        position = self._positions[condition.circumstance]
        truths: dict[int, bool] = {
            n: each.is_known[number] and holds(condition, each.representative, kinds)
            for n, each in enumerate(self._dimensions[position].classes)
        }
        circumstance = self._pair.circumstance(number, condition.circumstance)
        is_derivable = circumstance.id in self._derivable[number]
        if circumstance.has_default and not is_derivable:
            truths[UNSAID] = holds(condition, circumstance.default, kinds)
        return _Test(
            position=position,
            holds=_where(truths, is_so=True),
            fails=_where(truths, is_so=False),
        )


def _where(truths: Mapping[int, bool], *, is_so: bool) -> frozenset[int]:
    return frozenset(number for number, truth in truths.items() if truth is is_so)
