"""Split the questions of a subject until every rule of two editions is settled.

A *region* gives each circumstance a set of sorts that it may lie in. At first it
holds every question of the subject. It is split along a circumstance only while
some rule fires in one part of it and not in the other, so what no rule asks for
there never multiplies the regions.

In a region where every rule is settled the same rules fire for every question, and
one question of it speaks for all. A region in which none fires that differs between
the editions is not even asked about: there both run the same rules on the same
facts. So the cost of a comparison grows with the change, not with the cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..rulebook.model.conditions import holds
from ..rulebook.model.problems import Message
from ..space.cells import UNSAID
from ..space.space import MOST_CELLS, TooManyCellsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..rulebook.model.conditions import Condition
    from ..rulebook.model.rules import Rule
    from ..space.cells import Box
    from .alignment import Aligned, Moment
    from .refinement import Side


@dataclass(frozen=True, slots=True)
class _Test:
    """A condition of an edition: for which sorts of a circumstance it holds or not.

    It does neither where nothing is said, unless a default alone tells: there a
    classification may derive the value, or the answer depends on it.
    """

    position: int
    holds: frozenset[int]
    fails: frozenset[int]

    def state(self, region: Box) -> bool | None:
        """Tell whether it holds in a region; None where not everywhere alike."""
        chosen = region[self.position]
        if chosen <= self.holds:
            return True
        return False if chosen <= self.fails else None

    def splits(self, region: Box) -> bool:
        """Tell whether parts of a region could be told apart by it."""
        return self.state(region) is None and region[self.position] != {UNSAID}


@dataclass(frozen=True, slots=True)
class _Gate:
    """A rule of one edition, as a region sees it: its conditions and exceptions.

    `derives` are the positions of the circumstances it may derive; `is_suspect`
    tells that the other edition may not do the same with it.
    """

    when: tuple[_Test, ...]
    unless: tuple[tuple[_Test, ...], ...]
    derives: frozenset[int]
    is_classification: bool
    is_suspect: bool

    def state(self, region: Box) -> bool | None:
        """Tell whether the rule fires and counts in a region, None if not settled."""
        if self.is_classification:
            is_wanted = any(UNSAID in region[position] for position in self.derives)
            if not is_wanted:  # what is said is not derived
                return False
        is_met = _all(self.when, region)
        if is_met is False:
            return False
        stops = [_all(group, region) for group in self.unless]
        if True in stops:
            return False
        return True if is_met and None not in stops else None

    def splitting(self, region: Box) -> Iterator[_Test]:
        """Yield the tests that keep the rule from being settled in a region."""
        for group in (self.when, *self.unless):
            if _all(group, region) is None:
                yield from (test for test in group if test.splits(region))


def _all(group: tuple[_Test, ...], region: Box) -> bool | None:
    states = [test.state(region) for test in group]
    if False in states:
        return False
    return None if None in states else True


class Splitting:
    """The questions of a subject at one moment, split as far as its rules ask for."""

    def __init__(self, aligned: Aligned, moment: Moment, sides: Sequence[Side]) -> None:
        """Take the subject and its circumstances, cut for both editions."""
        self._aligned = aligned
        self._moment = moment
        self._sides = sides
        self._positions = {side.name: n for n, side in enumerate(sides)}
        self._derivable = [aligned.derivable(n, moment) for n in (0, 1)]

    def regions(self) -> Iterator[Box]:
        """Yield the regions in which the editions may differ.

        Raises:
            TooManyCellsError: there are more of them than can be compared.
        """
        whole = tuple(frozenset(side.numbers) for side in self._sides)
        waiting = [(whole, self._gates)]
        visited = 0
        while waiting:
            region, gates = waiting.pop()
            visited += 1
            if visited > MOST_CELLS:
                names = tuple(side.name for side in self._sides)
                raise TooManyCellsError(
                    Message.of("cells/too-many", circumstances=names, most=MOST_CELLS)
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
        tests = [test for gate in undecided for test in gate.splitting(region)]
        # suspects first: where none can fire, nothing more need be split
        suspects = [gate for gate in undecided if gate.is_suspect]
        first = next((t for gate in suspects for t in gate.splitting(region)), None)
        first = first or next(iter(tests), None)
        if first is not None:
            return self._split(region, first.position, tests)
        derivable = {position for gate in alive for position in gate.derives}
        for position, side in enumerate(self._sides):
            if position in derivable or side.is_told_apart:
                parts = self._split(region, position, ())
                if len(parts) > 1:
                    return parts
        return [region]

    def _split(self, region: Box, position: int, tests: Iterable[_Test]) -> list[Box]:
        side = self._sides[position]
        asking = [test for test in tests if test.position == position]
        grouped: dict[object, list[int]] = {}
        for number in sorted(region[position]):
            key: object = UNSAID
            if number != UNSAID:
                sort = side.sorts[number]
                told = tuple(number in test.holds for test in asking)
                key = told, sort.is_known, sort.meant
            grouped.setdefault(key, []).append(number)
        before, after = region[:position], region[position + 1 :]
        return [(*before, frozenset(group), *after) for group in grouped.values()]

    # the rules as gates -------------------------------------------------------------

    @cached_property
    def _gates(self) -> list[_Gate]:
        suspects = self._aligned.suspects(self._moment)
        return [
            self._gate(number, rule, is_suspect=rule.id in suspects[number])
            for number in (0, 1)
            if self._moment.cuts[number] is not None
            for rule in self._aligned.in_play(number, self._moment.days[number])
        ]

    def _gate(self, number: int, rule: Rule, *, is_suspect: bool) -> _Gate:
        edition = self._aligned.editions.sides[number]
        plain = edition.jurisdiction.in_year(rule, self._moment.days[number].year)
        derived = list(rule.derives)
        return _Gate(
            when=tuple(self._test(number, c) for c in plain.when),
            unless=tuple(
                tuple(self._test(number, c) for c in group) for group in plain.unless
            ),
            derives=frozenset(
                self._positions[name] for name in derived if name in self._positions
            ),
            is_classification=bool(derived),
            is_suspect=is_suspect,
        )

    def _test(self, number: int, condition: Condition) -> _Test:
        words = self._aligned.editions.sides[number].words
        kinds = words.role_kinds
        position = self._positions[condition.circumstance]
        truths: dict[int, bool] = {
            n: sort.is_known[number] and holds(condition, sort.value, kinds)
            for n, sort in enumerate(self._sides[position].sorts)
        }
        circumstance = words.circumstances[condition.circumstance]
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
