"""Compare one subject in two editions: one question of every region, asked of both.

Within a region each edition has one answer, so one question compares the editions for
the whole region.

A question may leave a circumstance out. Each edition then assumes a value for it,
derives a value, or answers with a table over all values. Where both editions take the
silence for the same value, the silent question has the same two answers as the
question that states this value. Where both leave the circumstance open, the two
tables differ exactly where the answers to stated values do. In both cases regions
with a stated value *represent* the silent region, which is then no case of its own.
It is one only where the editions take the silence for different things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..answers.answer import Outcome
from ..records import record
from ..rulebook.model.questions import Question
from ..space.cells import UNSAID, facts
from ..space.regions import Partition, fullest_cell
from .edition_answers import EditionAnswer, is_as_told, says_the_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..answers.subjects import Subject
    from ..rulebook.model.values import Value
    from ..space.cells import Box, Cell
    from ..space.joint_dimensions import JointDimension
    from ..space.subject_pairs import JointPeriod, SubjectPair

#: What an edition takes silence on a circumstance for: the numbers of the classes of
#: the values. There are none where the edition leaves the circumstance open, several
#: where its classifications disagree. None where the circumstance does not matter.
Reading = tuple[int, ...] | None

_OPEN: Reading = ()


@record
class RegionChange:
    """What changed in a region, the same for each of its questions.

    An edition that cannot be asked has no answer. `is_only_reasons` tells that both
    answers say the same, and rest on something else or come with another remark.
    `duty` is the rule of the one duty that the answers are about: each duty that
    changed is a change of its own.
    """

    old: EditionAnswer | None
    new: EditionAnswer | None
    is_only_reasons: bool
    duty: str = ""


@record
class PeriodGroup:
    """Periods of a subject that share dimensions, with the regions that changed.

    A region holds the numbers of its periods, then for each dimension those of its
    classes. `represented` are the silent regions that are no case of their own, each
    with the positions at which the regions that represent it state a value.
    """

    periods: tuple[JointPeriod, ...]
    dimensions: tuple[JointDimension, ...]
    changes: Mapping[Box, tuple[RegionChange, ...]]
    represented: Mapping[Box, frozenset[int]]


class StandIn(NamedTuple):
    """Which cell represents a silent cell, and the positions at which they differ.

    The cell is None where all cells together do that state some value.
    """

    cell: Cell | None
    positions: Sequence[int]


def period_groups(
    pair: SubjectPair, periods: Iterable[JointPeriod]
) -> Iterator[PeriodGroup]:
    """Yield the periods of a subject with all regions in which the editions differ.

    Raises:
        TooManyCellsError: there are more regions than can be compared.
    """
    chosen = [
        (period, suspects) for period in periods if (suspects := pair.suspects(period))
    ]
    if pair.uses_multiples:  # each year has limits of its own
        groups = [[entry] for entry in chosen]
    else:
        groups = [chosen] if chosen else []
    for group in groups:
        dimensions = pair.dimensions([period for period, _ in group])
        cases = [dimension.cases for dimension in dimensions]
        changes: dict[Box, tuple[RegionChange, ...]] = {}
        represented: dict[Box, frozenset[int]] = {}
        for number, (period, suspects) in enumerate(group):
            comparison = _CellComparison(pair, period, dimensions)
            partition = Partition(pair, period, dimensions, suspects)
            # all of them before the first is asked about: there may be too many
            for region in [*partition.regions(cases)]:
                box = (frozenset({number}), *region)
                cell = fullest_cell(region)
                stand_in = comparison.stand_in(cell)
                if stand_in.positions:
                    represented[box] = frozenset(p + 1 for p in stand_in.positions)
                if stand_in.cell is not None and (
                    changed := comparison.changes(cell, stand_in.cell)
                ):
                    changes[box] = changed
        yield PeriodGroup(
            periods=tuple(period for period, _ in group),
            dimensions=dimensions,
            changes=changes,
            represented=represented,
        )


class _CellComparison:
    """Asks both editions about cells of a subject in one period."""

    def __init__(
        self,
        pair: SubjectPair,
        period: JointPeriod,
        dimensions: Sequence[JointDimension],
    ) -> None:
        self._pair = pair
        self._period = period
        self._dimensions = dimensions

    def changes(self, cell: Cell, stand_in: Cell) -> tuple[RegionChange, ...]:
        """Return what changed in a cell and not also in the cell that stands for it."""
        changes = self._changes(cell)
        if stand_in == cell or not changes:
            return changes
        # what is derived also rests on the passages of the classification
        if changes[0].is_only_reasons and not self._changes(stand_in):
            return changes
        return ()

    def _changes(self, cell: Cell) -> tuple[RegionChange, ...]:
        old, new = (self._answer(number, cell) for number in (0, 1))
        if old is None or new is None:
            alone = old or new
            if alone is None or alone.answer.outcome is Outcome.NO_RULE:
                return ()
        elif says_the_same(old, new, self._dimensions):
            if is_as_told(old, new):
                return ()
            of_duties = (
                RegionChange(old=one, new=other, is_only_reasons=True, duty=rule)
                for rule in sorted(old.duties & new.duties)
                for one, other in [(old.about_duty(rule), new.about_duty(rule))]
                if not is_as_told(one, other)
            )
            return tuple(of_duties) or (
                RegionChange(old=old, new=new, is_only_reasons=True),
            )
        duties = (old.duties if old else frozenset()) | (
            new.duties if new else frozenset()
        )
        if not duties:
            return (RegionChange(old=old, new=new, is_only_reasons=False),)
        return tuple(self._changed_duties(old, new, sorted(duties)))

    def _changed_duties(
        self,
        old: EditionAnswer | None,
        new: EditionAnswer | None,
        duties: Iterable[str],
    ) -> Iterator[RegionChange]:
        """Yield the duties of which two answers say other things, each by itself."""
        for rule in duties:
            one, other = (answer and answer.about_duty(rule) for answer in (old, new))
            if one and other and says_the_same(one, other, self._dimensions):
                continue
            yield RegionChange(old=one, new=other, is_only_reasons=False, duty=rule)

    def _answer(self, number: int, cell: Cell) -> EditionAnswer | None:
        if not self._can_ask(number, cell):
            return None
        pair = self._pair
        side = pair.sides.both[number]
        given = tuple(facts(self._dimensions, cell).items())
        question = Question(pair.kind, pair.slots, given, self._period.days[number])
        return EditionAnswer(
            answer=side.space.ask(question),
            question=question,
            jurisdiction=side.jurisdiction,
            relative=pair.sides.relative,
        )

    def _can_ask(self, number: int, cell: Cell) -> bool:
        """Tell whether an edition has words and amounts for the questions of a cell."""
        return self._period.dimensions[number] is not None and all(
            at == UNSAID or dimension.classes[at].is_known[number]
            for dimension, at in zip(self._dimensions, cell, strict=True)
        )

    # silence ------------------------------------------------------------------------

    def stand_in(self, cell: Cell) -> StandIn:
        """Return the cell that represents another one, itself where nothing does.

        It states the values for which both editions take silence.
        """
        if UNSAID not in cell:
            return StandIn(cell, ())
        readings = self._readings(0, cell), self._readings(1, cell)
        stand_in, positions, is_open = list(cell), [], False
        for position, dimension in enumerate(self._dimensions):
            name = dimension.name
            if cell[position] != UNSAID or name in self._pair.role_circumstances:
                continue
            if not dimension.classes:  # no value that both understand can be stated
                continue
            ways = {read[name] for read in readings if read[name] is not None}
            if len(ways) > 1:
                continue
            (way,) = ways or {_OPEN}
            if way == _OPEN:
                is_open = True
            elif way is not None and len(way) == 1 and way[0] != UNSAID:
                stand_in[position] = way[0]
            else:
                continue
            positions.append(position)
        return StandIn(None if is_open else tuple(stand_in), positions)

    def _readings(self, number: int, cell: Cell) -> dict[str, Reading]:
        """Return what an edition takes the circumstances for that a cell leaves out."""
        period, pair = self._period, self._pair
        subject = pair.subjects[number]
        known = facts(self._dimensions, cell)
        readings: dict[str, Reading] = {
            dimension.name: None
            for dimension, at in zip(self._dimensions, cell, strict=True)
            if at == UNSAID
        }
        if subject is None or not self._can_ask(number, cell):
            return readings
        dimensions = {dimension.name: dimension for dimension in self._dimensions}
        derivable = pair.derivable(number, period)
        for name in readings:
            if period.depends_on(number, name):
                readings[name] = _OPEN
        assumed = {
            name: pair.circumstance(number, name).default
            for name, reading in readings.items()
            if reading is not None and pair.circumstance(number, name).has_default
        }
        known.update((n, value) for n, value in assumed.items() if n not in derivable)
        derived = self._derived(number, subject, known)
        # assumed only where no classification derives it
        for name in derivable:
            if name in assumed and name not in derived:
                known[name] = assumed[name]
                derived = self._derived(number, subject, known)
        for name in assumed.keys() & known.keys():
            readings[name] = (dimensions[name].number(known[name]),)
        for name, values in derived.items():
            if readings.get(name) is not None:
                readings[name] = tuple(map(dimensions[name].number, values))
        return readings

    def _derived(
        self, number: int, subject: Subject, known: Mapping[str, Value]
    ) -> dict[str, set[Value]]:
        """Return what an edition derives from what is known."""
        day = self._period.days[number]
        decider = self._pair.sides.both[number].space.decider
        derived: dict[str, set[Value]] = {}
        for derivation in decider.infer(subject, known, day).derived:
            derived.setdefault(derivation.circumstance, set()).add(derivation.value)
        return derived
