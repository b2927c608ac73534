"""Go over walks and rules in stretches, and note what the checks want to know.

A stretch is a part of one walk, or of all rules. Each is gone over for itself, so that
several processes can share them; what is noted is added up in the order of stretches,
and so is the same however many processes there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.model.packs import MissingAmountError
from ..rulebook.model.problems import EngineError
from .logbook import Logbook, Notes
from .walks import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..answers.answer import Answer
    from ..rulebook.model.rules import Rule
    from ..space.cells import Cell
    from .survey import Survey
    from .walks import SubjectPeriod, Walk

    #: The settled cells of a subject in a period, each with its answer.
    Cells = Sequence[tuple[Cell, Answer]]

#: So many periods or rules make a stretch: enough to be worth a message to another
#: process, and few enough for all processes to end at about the same time.
_LENGTH = 48


class Pass(NamedTuple):
    """A period of a walk that is being walked: who looks at it, and its number."""

    survey: Survey
    walk: Walk
    number: int

    @property
    def period(self) -> SubjectPeriod:
        """The subject and the day."""
        return self.walk.periods[self.number]

    def spot(self, cell: Cell) -> Spot:
        """Return where a cell of the period is found again."""
        return Spot(self.walk.jurisdiction.id, self.number, cell)


class Watcher(Notes):
    """Notes what one check, or several, want to know of answers or of rules.

    A watcher is made anew for each stretch. What it notes is small and can be pickled.
    """

    def see(self, at: Pass, cells: Cells) -> None:
        """Note what is of interest in the answers of one period."""

    def read(self, rule: Rule, walk: Walk, survey: Survey) -> None:
        """Note what is of interest in a rule, without asking anything."""


class Stretch(NamedTuple):
    """Some periods of the walk of one municipality, by number, or some rules.

    `municipality` is None for rules, which are numbered as in `Survey.rules`.
    """

    municipality: str | None
    numbers: range

    @property
    def periods(self) -> int:
        """How many periods are walked."""
        return 0 if self.municipality is None else len(self.numbers)


def stretches(survey: Survey) -> Iterator[Stretch]:
    """Yield the stretches in which everything is gone over once."""
    for id_, walk in survey.walks.items():
        yield from _parted(id_, len(walk.periods))
    yield from _parted(None, len(survey.rules))


def _parted(municipality: str | None, count: int) -> Iterator[Stretch]:
    for first in range(0, count, _LENGTH):
        numbers = range(first, min(count, first + _LENGTH))
        yield Stretch(municipality, numbers)


def gone_over(
    stretch: Stretch, survey: Survey, watchers: Iterable[type[Watcher]]
) -> Logbook:
    """Return what watchers note on a stretch."""
    logbook = Logbook()
    noting = [logbook.of(watcher) for watcher in watchers]
    if stretch.municipality is None:
        listed = survey.listed_rules
        for number in stretch.numbers:
            rule, walk = listed[number]
            for watcher in noting:
                watcher.read(rule, walk, survey)
        return logbook
    walk = survey.walks[stretch.municipality]
    for number in stretch.numbers:
        period = walk.periods[number]
        subject = period.subject
        try:
            found = walk.space.settled_cells(subject.kind, subject.slots, period.day)
            cells = tuple(found)
        except EngineError as error:
            # the amount of a year to come cannot be known yet
            is_to_come = period.day != survey.today
            if not (is_to_come and isinstance(error, MissingAmountError)):
                logbook.failures.append((stretch.municipality, number, error))
            continue
        for watcher in noting:
            watcher.see(Pass(survey, walk, number), cells)
    return logbook
