"""Gather the regions of a subject that changed into few rows, each with its reasons."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from ..rulebook.model.bounds import MOST_REGIONS
from ..rulebook.model.days import days_later
from ..rulebook.model.problems import Message
from ..space.boxes import boxes
from ..space.cells import UNSAID, merged
from ..space.space import TooManyCellsError
from .region_changes import period_groups

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ..answers.answer import Span
    from ..space.cells import Box, Cell
    from ..space.subject_pairs import SubjectPair
    from .edition_answers import EditionAnswer
    from .region_changes import PeriodGroup, RegionChange

#: First and last day, both included; None is without limit.
Days = tuple["dt.date | None", "dt.date | None"]


@record
class RowCondition:
    """The values of a circumstance for which a row holds.

    `is_open` tells that the row also holds where a question leaves the circumstance
    out, and the editions take silence on it differently.
    """

    name: str
    span: Span
    is_open: bool


@record
class Row:
    """Questions about one subject that changed in the same way.

    A question lies in a row when every condition holds for the value that the
    question states, or that is assumed or derived for it; a circumstance that stays
    open may have any value. An edition that cannot be asked, because it lacks a word
    or an amount, has no answer. `cites` are the passages of the old and the new
    answer, `rules` the differing rules that had a hand in the change. `days` are when
    the answers differ; there are none where only the days compared count. The answers
    are about one duty alone where `duty` is the rule of that duty. `is_only_reasons`
    tells that both say the same, for other reasons or with another remark.
    """

    when: tuple[RowCondition, ...]
    days: tuple[Days, ...]
    old: EditionAnswer | None
    new: EditionAnswer | None
    cites: tuple[tuple[str, ...], tuple[str, ...]]
    rules: tuple[str, ...]
    duty: str = ""
    is_only_reasons: bool = False

    @property
    def statements(self) -> Hashable:
        """What the old and the new answer say."""
        return self.old and self.old.statement, self.new and self.new.statement

    def names(self, roles: AbstractSet[str]) -> bool:
        """Tell whether the old or the new answer names one of some roles."""
        answers = [answer for answer in (self.old, self.new) if answer]
        return any(answer.names(role) for answer in answers for role in roles)

    @property
    def is_only_remark(self) -> bool:
        """Tell whether the answers differ in nothing but a remark."""
        if not (self.is_only_reasons and self.old and self.new):
            return False
        return self.old.reasons == self.new.reasons

    @property
    def grounds(self) -> Hashable:
        """What tells one row apart from another, beside when and what it says."""
        if self.is_only_reasons:
            return self.cites, self.rules, _grounds(self.old), _grounds(self.new)
        return self.cites, self.rules

    @property
    def content(self) -> Hashable:
        """What must be equal for the rows of two subjects to tell the same."""
        return self.when, self.days, self.statements, self.grounds


def _grounds(answer: EditionAnswer | None) -> Hashable:
    """Return the reasons of an answer, and what is remarked in it."""
    return answer and (answer.reasons, answer.remarks)


class ChangedRows(NamedTuple):
    """The rows with other answers, and those with other reasons for the same ones."""

    answers: tuple[Row, ...]
    reasons: tuple[Row, ...]

    def naming(self, roles: AbstractSet[str]) -> ChangedRows:
        """Return the rows whose old or new answer names one of some roles."""
        answers, reasons = (
            tuple(row for row in rows if row.names(roles)) for rows in self
        )
        return ChangedRows(answers, reasons)


def changed_rows(pair: SubjectPair, today: dt.date) -> ChangedRows:
    """Return what changed in a subject: answers, and reasons of answers that did not.

    Args:
        pair: the subject in both editions.
        today: the day to ask on where it lies in a period.

    Raises:
        TooManyCellsError: the subject has more cells than can be compared.
    """
    answers: list[Row] = []
    reasons: list[Row] = []
    for group in period_groups(pair, pair.periods(today)):
        sorted_out: dict[tuple[bool, str], dict[Box, RegionChange]] = {}
        for region, changes in group.changes.items():
            for change in changes:
                key = change.is_only_reasons, change.duty
                sorted_out.setdefault(key, {})[region] = change
        for key in sorted(sorted_out):
            rows = reasons if key[0] else answers
            rows.extend(_rows(pair, group, sorted_out[key]))
    return ChangedRows(
        tuple(_with_days_joined(answers)), tuple(_with_days_joined(reasons))
    )


def _rows(
    pair: SubjectPair, group: PeriodGroup, changes: Mapping[Box, RegionChange]
) -> Iterator[Row]:
    """Yield regions as few rows; a represented region is part of a row at no cost."""
    cases = [range(len(group.periods)), *(cut.cases for cut in group.dimensions)]
    grid = _Grid(cases, [*changes, *group.represented])
    regions = {cell: region for region in changes for cell in grid.cells(region)}
    key_of = {region: _key(change) for region, change in changes.items()}
    keys = {cell: key_of[region] for cell, region in regions.items()}
    keys.update(grid.keys_of_represented(keys, group.represented))
    for coarse, _ in boxes(grid.sides, keys):
        box = grid.box(coarse)
        inside = dict.fromkeys(
            regions[cell]
            for cell in itertools.product(*map(sorted, coarse))
            if cell in regions
        )
        if not inside:  # the cells that represent these are in other rows
            continue
        listed = [changes[region] for region in inside]
        periods = (p for n, p in enumerate(group.periods) if n in box[0])
        is_of_all_days = pair.sides.old.on is None
        yield Row(
            when=_conditions(group, box),
            days=joined_days((p.first, p.last) for p in periods)
            if is_of_all_days
            else (),
            old=listed[0].old,
            new=listed[0].new,
            cites=(
                _union(change.old.answer.cites for change in listed if change.old),
                _union(change.new.answer.cites for change in listed if change.new),
            ),
            rules=_union(_responsible(pair, change) for change in listed),
            duty=listed[0].duty,
            is_only_reasons=listed[0].is_only_reasons,
        )


def _key(change: RegionChange) -> Hashable:
    """Return what must be equal for two regions to be part of one row."""
    answers = change.old, change.new
    if change.is_only_reasons:
        return tuple(map(_grounds, answers))
    return tuple(answer and answer.statement for answer in answers)


class _Grid:
    """The coarsest cells of which some regions are made.

    Numbers that no region holds apart are one cell, and the smallest of them stands
    for it; only silence is always apart from values.

    Args:
        cases: for each position the numbers that a region may have there.
        regions: the regions to hold apart.

    Raises:
        TooManyCellsError: the regions are made of more cells than can be gathered.
    """

    def __init__(self, cases: Sequence[Sequence[int]], regions: Iterable[Box]) -> None:
        """Find the cells."""
        listed = [*regions]
        self._standing: list[dict[int, int]] = []
        for position, numbers in enumerate(cases):
            distinct = [*{region[position] for region in listed}]
            first: dict[tuple[bool, ...], int] = {}
            self._standing.append(
                {
                    n: UNSAID
                    if n == UNSAID
                    else first.setdefault(tuple(n in d for d in distinct), n)
                    for n in numbers
                }
            )
        self.sides = [sorted(set(standing.values())) for standing in self._standing]
        sizes = (math.prod(map(len, self._coarse(region))) for region in listed)
        if (count := sum(sizes)) > MOST_REGIONS:
            raise TooManyCellsError(
                Message.of("cells/too-many-changed", count=count, most=MOST_REGIONS)
            )

    def _coarse(self, region: Box) -> list[list[int]]:
        return [
            sorted(numbers.intersection(side))
            for numbers, side in zip(region, self.sides, strict=True)
        ]

    def cells(self, region: Box) -> Iterator[Cell]:
        """Yield the cells of a region."""
        return itertools.product(*self._coarse(region))

    def keys_of_represented(
        self, keys: Mapping[Cell, Hashable], represented: Mapping[Box, frozenset[int]]
    ) -> dict[Cell, Hashable]:
        """Return the cells that may be in a row with those that represent them.

        The cells that represent one state each value of a circumstance that it leaves
        out. Where they all have one key, so has the represented cell.
        """
        found: dict[Cell, Hashable] = {}
        waiting = [
            (cell, positions)
            for region, positions in represented.items()
            for cell in self.cells(region)
            if cell not in keys
        ]
        for cell, positions in sorted(waiting, key=lambda entry: len(entry[1])):
            representing = {
                (*cell[:position], number, *cell[position + 1 :])
                for position in positions
                for number in self.sides[position]
                if number != UNSAID
            }
            alike = {keys.get(c, found.get(c)) for c in representing}
            if len(alike) == 1 and None not in alike:
                found[cell] = alike.pop()
        return found

    def box(self, coarse: Box) -> Box:
        """Return a box of cells with all the numbers for which they stand."""
        return tuple(
            frozenset(n for n, stands in standing.items() if stands in numbers)
            for standing, numbers in zip(self._standing, coarse, strict=True)
        )


def _conditions(group: PeriodGroup, box: Box) -> tuple[RowCondition, ...]:
    conditions = []
    for dimension, numbers in zip(group.dimensions, box[1:], strict=True):
        if len(numbers) == len(dimension.cases):
            continue
        span = merged(dimension.classes[n].span for n in sorted(numbers - {UNSAID}))
        conditions.append(
            RowCondition(name=dimension.name, span=span, is_open=UNSAID in numbers)
        )
    return tuple(conditions)


def _responsible(pair: SubjectPair, change: RegionChange) -> Iterable[str]:
    """Return the differing rules that fired for a region, in either edition.

    Where none did, the rules that fired in one edition and not in the other.
    """
    changed = pair.sides.changed
    if change.duty in changed:
        return (change.duty,)
    before, after = (
        frozenset(answer.answer.fired) if answer else frozenset[str]()
        for answer in (change.old, change.new)
    )
    return (before | after) & changed or before ^ after or before | after


def _union(listed: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({name for names in listed for name in names}))


def _with_days_joined(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows that differ only in their days as one."""
    found: dict[Hashable, Row] = {}
    for row in rows:
        key = row.when, row.statements, row.grounds
        other = found.get(key)
        days = joined_days((*other.days, *row.days)) if other else row.days
        found[key] = replace(other or row, days=days)
    return tuple(found.values())


def joined_days(periods: Iterable[Days]) -> tuple[Days, ...]:
    """Return periods in order, adjoining ones as one."""
    joined: list[Days] = []
    for first, last in sorted(periods, key=lambda days: days[0] or dt.date.min):
        before = joined[-1][1] if joined else None
        if before and first and days_later(before, 1) == first:
            joined[-1] = joined[-1][0], last
        else:
            joined.append((first, last))
    return tuple(joined)
