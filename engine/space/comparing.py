"""Compare one subject in two editions: every refined cell, asked of both.

In a refined cell each edition has one answer, so asking once compares them for all
questions of the cell. A circumstance that a question leaves out is assumed, derived
or open. Where both editions settle it on the same value, or both leave it open, the
question changes just as the cells with that value said do, and no cell of its own is
needed; where they do not, leaving it out is a case of its own.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.answers.answer import Outcome
from engine.answers.question import Question
from engine.space.asking import MOST_CELLS, TooManyCellsError
from engine.space.cells import UNSAID
from engine.space.saying import Reply, says_the_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from engine.rulebook.values import Value
    from engine.space.aligning import Aligned, Moment
    from engine.space.cells import Cell
    from engine.space.refining import Side

#: The values on which an edition settles a circumstance left out, each as the number
#: of its sort: none when it leaves it open, several when its classifications disagree.
#: None where the circumstance does not matter to it.
Settled = tuple["int | None", ...] | None

_OPEN: Settled = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One refined cell whose answers differ.

    An edition that cannot be asked has no reply. `is_only_reasons` tells that both
    say the same, and rest on something else.
    """

    old: Reply | None
    new: Reply | None
    is_only_reasons: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Moments of a subject that were cut alike, with the cells that changed in them.

    A cell holds the number of its moment, then on each side that of its sort.
    """

    moments: tuple[Moment, ...]
    sides: tuple[Side, ...]
    cells: Mapping[Cell, Changed]


def changed_stretches(aligned: Aligned, moments: Iterable[Moment]) -> Iterator[Stretch]:
    """Yield all cells of a subject in which the two editions differ.

    Raises:
        TooManyCellsError: there are more cells than can be compared.
    """
    chosen = [moment for moment in moments if aligned.may_differ(moment)]
    if aligned.uses_multiples:  # each year has limits of its own
        groups = [[moment] for moment in chosen]
    else:
        groups = [chosen] if chosen else []
    for group in groups:
        sides = aligned.sides(group)
        count = len(group) * math.prod(len(side.numbers) for side in sides)
        if count > MOST_CELLS:
            names = ", ".join(side.name for side in sides)
            msg = f"the circumstances {names} combine into {count} cells"
            raise TooManyCellsError(msg)
        cells: dict[Cell, Changed] = {}
        for number, moment in enumerate(group):
            for cell, changed in _Asking(aligned, moment, sides).changed().items():
                cells[number, *cell] = changed
        yield Stretch(moments=tuple(group), sides=sides, cells=cells)


class _Asking:
    """Asks both editions about the cells of one moment."""

    def __init__(self, aligned: Aligned, moment: Moment, sides: Sequence[Side]) -> None:
        self._aligned = aligned
        self._moment = moment
        self._sides = sides

    def changed(self) -> dict[Cell, Changed]:
        """Return the cells in which the answers differ."""
        found: dict[Cell, Changed] = {}
        shadows: list[tuple[Cell, Cell]] = []
        for cell in itertools.product(*(side.numbers for side in self._sides)):
            twin = self._twin(cell)
            if twin is None:
                continue
            if twin != cell:
                shadows.append((cell, twin))
                continue
            changed = self._compared(cell)
            if changed:
                found[cell] = changed
        for cell, twin in shadows:
            # What is derived also rests on the passages of the classification.
            if twin not in found:
                changed = self._compared(cell)
                if changed and changed.is_only_reasons:
                    found[cell] = changed
        return found

    def _compared(self, cell: Cell) -> Changed | None:
        old, new = (self._reply(number, cell) for number in (0, 1))
        if old is None or new is None:
            reply = old or new
            if reply is None or reply.answer.outcome is Outcome.NO_RULE:
                return None
            return Changed(old=old, new=new, is_only_reasons=False)
        if not says_the_same(old, new, self._sides):
            return Changed(old=old, new=new, is_only_reasons=False)
        if old.reasons != new.reasons:
            return Changed(old=old, new=new, is_only_reasons=True)
        return None

    def _said(self, cell: Cell) -> dict[str, Value]:
        return {
            side.name: side.sorts[number].value
            for side, number in zip(self._sides, cell, strict=True)
            if number != UNSAID
        }

    def _reply(self, number: int, cell: Cell) -> Reply | None:
        if not self._can_ask(number, cell):
            return None
        aligned = self._aligned
        edition = aligned.editions.sides[number]
        given = tuple(self._said(cell).items())
        day = self._moment.days[number]
        question = Question(aligned.kind, aligned.slots, given, day)
        return Reply(
            answer=edition.space.ask(question),
            question=question,
            words=edition.words,
            relative=aligned.editions.relative,
        )

    def _can_ask(self, number: int, cell: Cell) -> bool:
        """Tell whether an edition has words and amounts for the questions of a cell."""
        return self._moment.cuts[number] is not None and all(
            sort == UNSAID or side.sorts[sort].is_known[number]
            for side, sort in zip(self._sides, cell, strict=True)
        )

    # what is left out ---------------------------------------------------------------

    def _twin(self, cell: Cell) -> Cell | None:
        """Return the cell that stands for this one, itself when none does.

        That is the cell in which what both editions settle on one value is said.
        None when both leave something open: then all cells with a value of it do.
        """
        if UNSAID not in cell:
            return cell
        settled = self._settled(0, cell), self._settled(1, cell)
        twin = list(cell)
        for position, side in enumerate(self._sides):
            name = side.name
            if cell[position] != UNSAID or name in self._aligned.resolving:
                continue
            ways = {s[name] for s in settled if s[name] is not None}
            if len(ways) > 1:
                continue
            (way,) = ways or {_OPEN}
            if way == _OPEN:
                return None
            if way is not None and len(way) == 1 and way[0] is not None:
                twin[position] = way[0]
        return tuple(twin)

    def _settled(self, number: int, cell: Cell) -> dict[str, Settled]:
        """Return on what an edition settles the circumstances left out in a cell."""
        moment, aligned = self._moment, self._aligned
        edition, subject = aligned.editions.sides[number], aligned.subjects[number]
        known = self._said(cell)
        ways: dict[str, Settled] = {
            side.name: None
            for side, sort in zip(self._sides, cell, strict=True)
            if sort == UNSAID
        }
        if subject is None or not self._can_ask(number, cell):
            return ways
        sides = {side.name: side for side in self._sides}
        for name in ways:
            if not moment.depends_on(number, name):
                continue
            ways[name] = _OPEN
            circumstance = edition.words.circumstances[name]
            if circumstance.has_default:
                known[name] = circumstance.default
                ways[name] = (sides[name].number(circumstance.default),)
        concluded = edition.space.decider.concluded(subject, known, moment.days[number])
        derived = {(found.circumstance, found.value) for found in concluded.derived}
        for name, value in derived:
            before = ways.get(name)
            if before is not None:
                ways[name] = (*before, sides[name].number(value))
        return ways
