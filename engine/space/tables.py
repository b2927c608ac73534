"""Compress the answers of many cells into the smallest readable decision table."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from ..answers.answer import Answer, Finding, NoteKind, Outcome
from ..answers.sameness import essence, statement
from ..records import replace
from .boxes import BoxRank, boxes
from .cells import spans

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from ..answers.answer import Note
    from .cells import Box, Cell, Dimension, When


def whole_answer(
    open_dimensions: list[Dimension], points: Mapping[Cell, Answer]
) -> Answer:
    """Return one answer for many cells: the one they share, or a table."""
    first, *others = points.values()
    if not others:
        return first
    if len({essence(answer) for answer in points.values()}) > 1:
        shared = _shared_answer(points.values())
        return shared or _table(open_dimensions, points)
    # What follows in some cells only is not said of them all.
    derived = tuple(d for d in first.derived if all(d in o.derived for o in others))
    return replace(first, **{**_trail(points.values()), "derived": derived})


def _shared_answer(answers: Iterable[Answer]) -> Answer | None:
    """Return the one answer of cells that say the same, on rules that all rest on.

    That more rules say it in some cells makes no answer depend on which cell it is.
    """
    listed = tuple(answers)
    if (
        any(answer.outcome is not Outcome.ANSWERED for answer in listed)
        or len({statement(answer) for answer in listed}) > 1
        or len({frozenset(answer.notes) for answer in listed}) > 1
    ):
        return None
    rules = set[str].intersection(*(set(answer.rules) for answer in listed))
    plainest = next((answer for answer in listed if set(answer.rules) == rules), None)
    if plainest is None:
        return None
    derived = tuple(
        each
        for each in plainest.derived
        if all(each in answer.derived for answer in listed)
    )
    return replace(plainest, **{**_trail(listed), "derived": derived})


def _trail(answers: Iterable[Answer]) -> dict[str, Any]:
    """Return what led to several answers, each thing once."""
    listed = tuple(answers)
    return {
        "notes": tuple(
            dict.fromkeys(
                note
                for answer in listed
                for note in answer.notes
                if note.kind is not NoteKind.NO_DECIDER or _is_in_all(note, listed)
            )
        ),
        "fired": _union(answer.fired for answer in listed),
        "lost": tuple(dict.fromkeys(loss for answer in listed for loss in answer.lost)),
        "derived": tuple(dict.fromkeys(d for answer in listed for d in answer.derived)),
    }


def _is_in_all(note: Note, answers: Iterable[Answer]) -> bool:
    """Tell whether every answer that has a conclusion carries a note."""
    return all(note in answer.notes for answer in answers if answer.findings)


def _table(open_dimensions: list[Dimension], points: Mapping[Cell, Answer]) -> Answer:
    """Return the answer that depends on the open circumstances, as a small table."""
    matters = [
        position
        for position in range(len(open_dimensions))
        if _tells_apart(points, position)
    ]
    reduced: dict[Cell, Answer] = {}
    noted: dict[Cell, set[Note]] = {}
    for numbers, answer in points.items():
        cell = tuple(numbers[position] for position in matters)
        reduced.setdefault(cell, answer)
        noted.setdefault(cell, set()).update(answer.notes)
    kept = [open_dimensions[position] for position in matters]
    trail = _trail(points.values())
    numbered = _numbered_boxes(kept, reduced)
    notes = [
        {note for cell in itertools.product(*box) for note in noted[cell]}
        for box, _ in numbered
    ]
    shared = set.intersection(*notes)
    rows = [
        replace(
            finding,
            when=spans(kept, box),
            outcome=answer.outcome,
            notes=tuple(
                note
                for note in trail["notes"]
                if note in own - shared and note.kind is not NoteKind.NO_DECIDER
            ),
        )
        for (box, answer), own in zip(numbered, notes, strict=True)
        for finding in answer.findings or (Finding(conclusion=None, rules=()),)
    ]
    answers = list(reduced.values())
    is_disputed = any(answer.outcome is Outcome.CONFLICT for answer in answers)
    return Answer(
        outcome=Outcome.CONFLICT if is_disputed else Outcome.DEPENDS,
        findings=tuple(rows),
        rules=_union(answer.rules for answer in answers),
        cites=_union(answer.cites for answer in answers),
        depends_on=tuple(dimension.name for dimension in kept),
        candidates=_union(answer.rules for answer in answers),
        **trail,
    )


def _union(listed: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({name for names in listed for name in names}))


def _tells_apart(points: Mapping[Cell, Answer], position: int) -> bool:
    """Tell whether cells that differ only in one circumstance have other answers."""
    seen: dict[Cell, object] = {}
    for numbers, answer in points.items():
        rest = (*numbers[:position], *numbers[position + 1 :])
        own = essence(answer)
        if seen.setdefault(rest, own) != own:
            return True
    return False


def answer_boxes(
    dimensions: Sequence[Dimension], points: Mapping[Cell, Answer]
) -> list[tuple[When, Answer]]:
    """Return cells as boxes with one answer each, in the order in which they are read.

    Amounts, dates and numbers go from the lowest to the highest, and last where they
    make no difference; among boxes alike in them those with fewest values come first.
    """
    return [
        (spans(dimensions, box), answer)
        for box, answer in _numbered_boxes(dimensions, points)
    ]


def _numbered_boxes(
    dimensions: Sequence[Dimension], points: Mapping[Cell, Answer]
) -> list[tuple[Box, Answer]]:
    """Return the boxes of `answer_boxes` by the numbers of their classes."""
    answers: dict[int, Answer] = {}
    numbers: dict[Hashable, int] = {}  # an essence is slow to compare
    keys: dict[Cell, int] = {}
    for cell, answer in points.items():
        number = numbers.setdefault(essence(answer), len(numbers))
        keys[cell] = number
        answers.setdefault(number, answer)

    def rank(box: Box) -> BoxRank:
        count, limits = 1, []
        for dimension, side in zip(dimensions, box, strict=True):
            if dimension.circumstance.kind.is_ordered:
                is_whole = len(side) == len(dimension.classes)
                limits.append((len(side) if is_whole else min(side), max(side)))
            else:
                count *= sum(len(dimension.classes[number].span) for number in side)
        return limits, count

    sides = [range(len(dimension.classes)) for dimension in dimensions]
    return [(box, answers[number]) for box, number in boxes(sides, keys, rank)]
