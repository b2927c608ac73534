"""Find the questions that a rule may answer differently once it is changed.

The rules before and after the change are two editions that differ in one rule. Their
questions are parted into regions, so that one question speaks for many; regions in
which the changed rule cannot make a difference are left out, and no other is.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.questions import Question
from ..space.cells import UNSAID, facts
from ..space.regions import Partition, fullest_cell
from ..space.sides import Side, Sides
from ..space.subject_pairs import SubjectPair

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from ..rulebook.model.rules import Rule
    from ..space.cells import Box, Cell, Dimension
    from ..space.joint_dimensions import JointDimension
    from ..space.space import Space
    from ..space.subject_classes import SubjectClass
    from ..space.subject_pairs import JointPeriod


@record
class TouchedRegion:
    """Questions in which the same rules fire, before a change and after it."""

    subject: SubjectClass
    on: dt.date
    dimensions: tuple[JointDimension, ...]
    box: Box

    @property
    def question(self) -> Question:
        """A question that speaks for all: each edition answers them in one way."""
        return self._question(fullest_cell(self.box))

    def questions(self) -> Iterator[Question]:
        """Yield a question for every cell, with all said that the region has said."""
        sides = [sorted(numbers - {UNSAID}) or [UNSAID] for numbers in self.box]
        yield from map(self._question, itertools.product(*sides))

    def _question(self, cell: Cell) -> Question:
        given = tuple(facts(self.dimensions, cell).items())
        return Question(self.subject.kind, self.subject.slots, given, self.on)


def touched_regions(
    subject: SubjectClass, spaces: tuple[Space, Space], changed: str, today: dt.date
) -> Iterator[TouchedRegion]:
    """Yield the regions of a subject that a change of one rule can touch.

    Each period counts, today's first; in a period the regions in which everything is
    said come first, then those in which something is left for a classification to
    derive, or may or may not exist. That there is none counts where a rule asks for
    it. Years whose prisbasbelopp is needed but not known are left out: nobody answers
    there.

    Args:
        subject: what is asked about.
        spaces: the rules before and after.
        changed: the id of the rule that was changed, or that is gone.
        today: a day to take where no other is nearer.

    Raises:
        TooManyCellsError: there are more regions than can be asked about.
    """
    old, new = map(Side, spaces)
    pair = SubjectPair(Sides(old=old, new=new, changed=frozenset({changed})), subject)
    for period in sorted(
        pair.periods(today), key=lambda period: abs(period.days[0] - today)
    ):
        before, after = (
            next((r for r in pair.rules(n, period.days[n]) if r.id == changed), None)
            for n in (0, 1)
        )
        if None not in period.dimensions and _is_changed(before, after):
            yield from _regions(pair, subject, period)


def _is_changed(before: Rule | None, after: Rule | None) -> bool:
    """Tell whether a rule differs on a day on which both are in force, or one is."""
    if before is None or after is None:
        return before is not after
    return replace(after, validity=before.validity) != before


def _regions(
    pair: SubjectPair, subject: SubjectClass, period: JointPeriod
) -> Iterator[TouchedRegion]:
    dimensions = pair.dimensions([period])
    old, new = (_asked_for_absence(cuts or ()) for cuts in period.dimensions)
    derivable = {*pair.derivable(0, period), *pair.derivable(1, period)}
    cases = []
    for dimension in dimensions:
        numbers = [*range(len(dimension.classes))]
        if dimension.name not in old | new:
            numbers.pop()  # the last class is that there is none
        if dimension.name in derivable | (old ^ new):
            numbers.append(UNSAID)
        cases.append(numbers)
    # what only one edition may find absent opens its answers to silence everywhere
    every = frozenset(rule.id for n in (0, 1) for rule in pair.rules(n))
    suspects = every if old ^ new else pair.suspects(period)
    partition = Partition(pair, period, dimensions, suspects)
    for region in sorted(partition.regions(cases), key=_silences):
        yield TouchedRegion(
            subject=subject, on=period.days[0], dimensions=dimensions, box=region
        )


def _asked_for_absence(dimensions: Sequence[Dimension]) -> frozenset[str]:
    """Return the circumstances of which an edition asks whether there is one."""
    return frozenset(
        dimension.name
        for dimension in dimensions
        if dimension.classes[-1].representative is None
    )


def _silences(region: Box) -> int:
    """Return how many circumstances are left out in a whole region."""
    return sum(numbers == {UNSAID} for numbers in region)
