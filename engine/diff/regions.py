"""Compare one subject in two editions: every region of its questions, asked of both.

In a region each edition has one answer, so asking once compares them for all its
questions. A circumstance that a question leaves out is assumed, derived or open.
Where both editions settle it on the same value, or both leave it open, the question
changes just as those with that value said do, and is no case of its own; where they
do not, it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..answers.answer import Outcome
from ..rulebook.model.questions import Question
from ..space.cells import UNSAID
from .replies import Reply, says_the_same
from .splitting import Splitting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..answers.subjects import Subject
    from ..rulebook.model.values import Value
    from ..space.cells import Box, Cell
    from .alignment import Aligned, Moment
    from .refinement import Side

#: The values on which an edition settles a circumstance left out, each as the number
#: of its sort: none when it leaves it open, several when its classifications disagree.
#: None where the circumstance does not matter to it.
Settled = tuple["int | None", ...] | None

_OPEN: Settled = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A region whose answers differ.

    An edition that cannot be asked has no reply. `is_only_reasons` tells that both
    say the same, and rest on something else. `duty` is the rule of the one duty that
    the replies are about; each duty that changed is a change of its own.
    """

    old: Reply | None
    new: Reply | None
    is_only_reasons: bool
    duty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Moments of a subject that were cut alike, with the regions that changed in them.

    A region holds the number of its moment, then on each side those of its sorts.
    `spoken_for` are regions that are no case of their own, with the positions at
    which other regions, where something is said, speak for them.
    """

    moments: tuple[Moment, ...]
    sides: tuple[Side, ...]
    changed: Mapping[Box, tuple[Changed, ...]]
    spoken_for: Mapping[Box, frozenset[int]]


def changed_stretches(aligned: Aligned, moments: Iterable[Moment]) -> Iterator[Stretch]:
    """Yield all regions of a subject in which the two editions differ.

    Raises:
        TooManyCellsError: there are more regions than can be compared.
    """
    chosen = [moment for moment in moments if any(aligned.suspects(moment))]
    if aligned.uses_multiples:  # each year has limits of its own
        groups = [[moment] for moment in chosen]
    else:
        groups = [chosen] if chosen else []
    for group in groups:
        sides = aligned.sides(group)
        changed: dict[Box, tuple[Changed, ...]] = {}
        spoken_for: dict[Box, frozenset[int]] = {}
        for number, moment in enumerate(group):
            asking = _Asking(aligned, moment, sides)
            # all of them before the first is asked about: there may be too many
            for region in [*Splitting(aligned, moment, sides).regions()]:
                box = (frozenset({number}), *region)
                cell = _cell(region)
                twin, positions = asking.twin(cell)
                if positions:
                    spoken_for[box] = frozenset(p + 1 for p in positions)
                if twin is not None and (found := asking.changed(cell, twin)):
                    changed[box] = found
        yield Stretch(
            moments=tuple(group),
            sides=sides,
            changed=changed,
            spoken_for=spoken_for,
        )


def _cell(region: Box) -> Cell:
    """Return one cell of a region, in which as much as possible is said."""
    return tuple(min(chosen - {UNSAID}, default=UNSAID) for chosen in region)


class _Asking:
    """Asks both editions about cells of one moment."""

    def __init__(self, aligned: Aligned, moment: Moment, sides: Sequence[Side]) -> None:
        self._aligned = aligned
        self._moment = moment
        self._sides = sides

    def changed(self, cell: Cell, twin: Cell) -> tuple[Changed, ...]:
        """Return what differs in a cell, beside what differs in its twin."""
        changed = self._compared(cell)
        if twin == cell or not changed:
            return changed
        # what is derived also rests on the passages of the classification
        if changed[0].is_only_reasons and not self._compared(twin):
            return changed
        return ()

    def _compared(self, cell: Cell) -> tuple[Changed, ...]:
        old, new = (self._reply(number, cell) for number in (0, 1))
        if old is None or new is None:
            reply = old or new
            if reply is None or reply.answer.outcome is Outcome.NO_RULE:
                return ()
        elif says_the_same(old, new, self._sides):
            if old.reasons == new.reasons:
                return ()
            alone = (
                Changed(old=one, new=other, is_only_reasons=True, duty=rule)
                for rule in sorted(old.duties & new.duties)
                for one, other in [(old.on_duty(rule), new.on_duty(rule))]
                if one.reasons != other.reasons
            )
            return tuple(alone) or (Changed(old=old, new=new, is_only_reasons=True),)
        duties = (old.duties if old else frozenset()) | (
            new.duties if new else frozenset()
        )
        if not duties:
            return (Changed(old=old, new=new, is_only_reasons=False),)
        return tuple(self._of_duties(old, new, sorted(duties)))

    def _of_duties(
        self, old: Reply | None, new: Reply | None, duties: Iterable[str]
    ) -> Iterator[Changed]:
        """Yield the duties of which two answers say other things, each by itself."""
        for rule in duties:
            one, other = (reply and reply.on_duty(rule) for reply in (old, new))
            if one and other and says_the_same(one, other, self._sides):
                continue
            yield Changed(old=one, new=other, is_only_reasons=False, duty=rule)

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

    def twin(self, cell: Cell) -> tuple[Cell | None, list[int]]:
        """Return the cell that stands for this one, and at which positions.

        That is the cell in which what both editions settle on one value is said,
        itself where they settle nothing alike. None when both leave something open,
        or do not ask for it: then all cells with a value of it do.
        """
        if UNSAID not in cell:
            return cell, []
        settled = self._settled(0, cell), self._settled(1, cell)
        twin, positions, is_open = list(cell), [], False
        for position, side in enumerate(self._sides):
            name = side.name
            if cell[position] != UNSAID or name in self._aligned.resolving:
                continue
            if not side.sorts:  # no value that both understand can stand for it
                continue
            ways = {s[name] for s in settled if s[name] is not None}
            if len(ways) > 1:
                continue
            (way,) = ways or {_OPEN}
            if way == _OPEN:
                is_open = True
            elif way is not None and len(way) == 1 and way[0] is not None:
                twin[position] = way[0]
            else:
                continue
            positions.append(position)
        return None if is_open else tuple(twin), positions

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
        derivable = aligned.derivable(number, moment)
        for name in ways:
            if moment.depends_on(number, name):
                ways[name] = _OPEN
        assumed = {
            name: edition.words.circumstances[name].default
            for name, way in ways.items()
            if way is not None and edition.words.circumstances[name].has_default
        }
        known.update((n, value) for n, value in assumed.items() if n not in derivable)
        derived = self._derived(number, subject, known)
        # assumed only where no classification derives it
        for name in derivable:
            if name in assumed and name not in derived:
                known[name] = assumed[name]
                derived = self._derived(number, subject, known)
        for name in assumed.keys() & known.keys():
            ways[name] = (sides[name].number(known[name]),)
        for name, values in derived.items():
            if ways.get(name) is not None:
                ways[name] = tuple(sides[name].number(value) for value in values)
        return ways

    def _derived(
        self, number: int, subject: Subject, known: Mapping[str, Value]
    ) -> dict[str, set[Value]]:
        """Return what an edition derives from what is known."""
        day = self._moment.days[number]
        decider = self._aligned.editions.sides[number].space.decider
        found: dict[str, set[Value]] = {}
        for derivation in decider.infer(subject, known, day).derived:
            found.setdefault(derivation.circumstance, set()).add(derivation.value)
        return found
