"""Gather the cells of a subject that changed into few rows, each with its reasons."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import operator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..rulebook.model.problems import Message
from ..space.boxes import boxes
from ..space.cells import UNSAID, merged
from ..space.space import MOST_CELLS, TooManyCellsError
from .regions import changed_stretches

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ..answers.answer import Span
    from ..space.cells import Box, Cell
    from .alignment import Aligned
    from .regions import Changed, Stretch
    from .replies import Reply

#: First and last day, both included; None is without limit.
Days = tuple["dt.date | None", "dt.date | None"]

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The values of a circumstance for which a row holds.

    `is_open` tells whether it also holds where a question leaves the circumstance
    out, for those where that is a case of its own.
    """

    name: str
    span: Span
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Questions about one subject that changed in the same way.

    A question lies in a row when for each case the value it gives, or that is assumed
    or derived for it, is in the span; what it leaves open may be any value. An
    edition that cannot be asked, because it lacks a word or an amount, has no reply.
    `cites` are the passages of the old and the new answer, `rules` the differing
    rules that had a hand in the change. `days` are when the answers differ; without
    any it is on the days that were compared. Of duties only one is told: that of the
    rule `duty`.
    """

    when: tuple[Case, ...]
    days: tuple[Days, ...]
    old: Reply | None
    new: Reply | None
    cites: tuple[tuple[str, ...], tuple[str, ...]]
    rules: tuple[str, ...]
    duty: str = ""

    @property
    def said(self) -> Hashable:
        """What the old and the new answer say."""
        return self.old and self.old.said, self.new and self.new.said

    def names(self, roles: AbstractSet[str]) -> bool:
        """Tell whether the old or the new answer names one of some roles."""
        replies = [reply for reply in (self.old, self.new) if reply]
        return any(reply.names(role) for reply in replies for role in roles)

    @property
    def content(self) -> Hashable:
        """What must be equal for two rows to tell the same of two subjects."""
        return self.when, self.days, self.said, self.cites, self.rules


def changed_rows(
    aligned: Aligned, today: dt.date
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return what changed in a subject: answers, and reasons of answers that did not.

    Raises:
        TooManyCellsError: the subject has more cells than can be compared.
    """
    moments = aligned.moments(today)
    answers: list[Row] = []
    reasons: list[Row] = []
    for stretch in changed_stretches(aligned, moments):
        told: dict[tuple[bool, str], dict[Box, Changed]] = {}
        for region, found in stretch.changed.items():
            for changed in found:
                sort = changed.is_only_reasons, changed.duty
                told.setdefault(sort, {})[region] = changed
        for (is_only_reasons, _), regions in sorted(
            told.items(), key=operator.itemgetter(0)
        ):
            listed = reasons if is_only_reasons else answers
            listed.extend(_gathered(aligned, stretch, regions))
    return tuple(_joined(answers)), tuple(_joined(reasons))


def _gathered(
    aligned: Aligned,
    stretch: Stretch,
    regions: Mapping[Box, Changed],
) -> Iterator[Row]:
    numbers = [range(len(stretch.moments)), *(side.numbers for side in stretch.sides)]
    grid = _Grid(numbers, [*regions, *stretch.spoken_for])
    cells = {cell: region for region in regions for cell in grid.cells(region)}
    keys = {cell: _key(regions[region]) for cell, region in cells.items()}
    keys.update(grid.adopted(keys, stretch.spoken_for))
    for coarse, _ in boxes(grid.sides, keys):
        box = grid.box(coarse)
        found = dict.fromkeys(
            cells[cell]
            for cell in itertools.product(*map(sorted, coarse))
            if cell in cells
        )
        inside = [regions[region] for region in found]
        if not inside:  # the cells that speak for these are told already
            continue
        yield Row(
            when=_cases(stretch, box),
            days=_adjoined(
                (m.first, m.last) for n, m in enumerate(stretch.moments) if n in box[0]
            )
            if aligned.editions.old.on is None
            else (),
            old=inside[0].old,
            new=inside[0].new,
            cites=(
                _union(changed.old.answer.cites for changed in inside if changed.old),
                _union(changed.new.answer.cites for changed in inside if changed.new),
            ),
            rules=_union(_responsible(aligned, changed) for changed in inside),
            duty=inside[0].duty,
        )


def _key(changed: Changed) -> Hashable:
    """Return what must be equal for two regions to be told as one."""
    replies = changed.old, changed.new
    if changed.is_only_reasons:
        return tuple(reply and reply.reasons for reply in replies)
    return tuple(reply and reply.said for reply in replies)


class _Grid:
    """The coarsest cells of which some regions are made.

    What no region holds apart is one, except that leaving a circumstance out is apart
    from saying it; the smallest of its numbers stands for it.
    """

    def __init__(
        self, numbers: Sequence[Sequence[int]], regions: Iterable[Box]
    ) -> None:
        listed = [*regions]
        self._standing: list[dict[int, int]] = []
        for position, side in enumerate(numbers):
            distinct = [*{region[position] for region in listed}]
            first: dict[tuple[bool, ...], int] = {}
            self._standing.append(
                {
                    n: UNSAID
                    if n == UNSAID
                    else first.setdefault(tuple(n in d for d in distinct), n)
                    for n in side
                }
            )
        self.sides = [sorted(set(standing.values())) for standing in self._standing]
        sizes = (math.prod(map(len, self._coarse(region))) for region in listed)
        if (count := sum(sizes)) > MOST_CELLS:
            raise TooManyCellsError(
                Message.of("cells/too-many-changed", count=count, most=MOST_CELLS)
            )

    def _coarse(self, region: Box) -> list[list[int]]:
        return [
            sorted(chosen.intersection(side))
            for chosen, side in zip(region, self.sides, strict=True)
        ]

    def cells(self, region: Box) -> Iterator[Cell]:
        """Yield the cells of a region."""
        return itertools.product(*self._coarse(region))

    def adopted(
        self, keys: Mapping[Cell, Hashable], spoken_for: Mapping[Box, frozenset[int]]
    ) -> dict[Cell, Hashable]:
        """Return cells that can be told with those that speak for them.

        These say something the cell leaves out, each of them something else; they
        have one key, which it takes over.
        """
        found: dict[Cell, Hashable] = {}
        waiting = [
            (cell, positions)
            for region, positions in spoken_for.items()
            for cell in self.cells(region)
            if cell not in keys
        ]
        for cell, positions in sorted(waiting, key=lambda entry: len(entry[1])):
            speaking = {
                (*cell[:position], number, *cell[position + 1 :])
                for position in positions
                for number in self.sides[position]
                if number != UNSAID
            }
            alike = {keys.get(c, found.get(c)) for c in speaking}
            if len(alike) == 1 and None not in alike:
                found[cell] = alike.pop()
        return found

    def box(self, coarse: Box) -> Box:
        """Return a box of cells with all the numbers they stand for."""
        return tuple(
            frozenset(n for n, stands in standing.items() if stands in chosen)
            for standing, chosen in zip(self._standing, coarse, strict=True)
        )


def _cases(stretch: Stretch, box: Box) -> tuple[Case, ...]:
    cases = []
    for side, chosen in zip(stretch.sides, box[1:], strict=True):
        if len(chosen) == len(side.numbers):
            continue
        sorts = [side.sorts[number] for number in sorted(chosen) if number != UNSAID]
        span = merged(sort.span for sort in sorts)
        cases.append(Case(name=side.name, span=span, is_open=UNSAID in chosen))
    return tuple(cases)


def _responsible(aligned: Aligned, changed: Changed) -> Iterable[str]:
    """Return the differing rules that fired for a cell, in either edition.

    Where none did, the rules whose turn it is in one edition and not in the other.
    """
    sides = aligned.editions.changed
    if changed.duty and any(changed.duty in side for side in sides):
        return (changed.duty,)
    fired = [
        frozenset(reply.answer.fired) if reply else frozenset()
        for reply in (changed.old, changed.new)
    ]
    differing = (fired[0] & sides[0]) | (fired[1] & sides[1])
    return differing or fired[0] ^ fired[1] or fired[0] | fired[1]


def _union(listed: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({name for names in listed for name in names}))


def _joined(rows: Iterable[Row]) -> list[Row]:
    """Return rows that differ only in their days as one."""
    found: dict[Hashable, Row] = {}
    for row in rows:
        key = row.when, row.said, row.cites, row.rules
        other = found.get(key)
        found[key] = (
            replace(other, days=_adjoined((*other.days, *row.days))) if other else row
        )
    return list(found.values())


def _adjoined(days: Iterable[Days]) -> tuple[Days, ...]:
    """Return stretches of days in order, adjoining ones as one."""
    joined: list[Days] = []
    for first, last in sorted(days, key=lambda stretch: stretch[0] or dt.date.min):
        before = joined[-1][1] if joined else None
        if before and first and before + _ONE_DAY == first:
            joined[-1] = joined[-1][0], last
        else:
            joined.append((first, last))
    return tuple(joined)
