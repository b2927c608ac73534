"""Compress the answers of many cells into the smallest readable decision table."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..answers.answer import Answer, Finding, NoteKind, Outcome
from .cells import Cell, Dimension, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..answers.answer import Note, Span


def essence(answer: Answer) -> object:
    """Return what must be equal for two answers to be one and the same.

    Notes are left out: they tell what was set aside on the way, and an answer
    does not depend on a circumstance because the way to it does.
    """
    return (answer.outcome, answer.findings, answer.cites)


def summed(open_dimensions: list[Dimension], points: Mapping[Cell, Answer]) -> Answer:
    """Return one answer for many cells: the one they share, or a table."""
    first, *others = points.values()
    if not others:
        return first
    if len({essence(answer) for answer in points.values()}) > 1:
        return _table(open_dimensions, points)
    # What follows in some cells only is not said of them all.
    derived = tuple(d for d in first.derived if all(d in o.derived for o in others))
    return replace(first, **{**_trail(points.values()), "derived": derived})


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
    for numbers, answer in points.items():
        reduced.setdefault(tuple(numbers[position] for position in matters), answer)
    kept = [open_dimensions[position] for position in matters]
    rows = [
        replace(finding, when=when, outcome=answer.outcome)
        for when, answer in boxed(kept, reduced)
        for finding in answer.findings or (Finding(conclusion=None, rules=()),)
    ]
    answers = list(reduced.values())
    return Answer(
        outcome=Outcome.DEPENDS,
        findings=tuple(rows),
        rules=_union(answer.rules for answer in answers),
        cites=_union(answer.cites for answer in answers),
        depends_on=tuple(dimension.name for dimension in kept),
        candidates=_union(answer.rules for answer in answers),
        **_trail(points.values()),
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


def boxed(
    kept: list[Dimension], cells: Mapping[Cell, Answer]
) -> list[tuple[tuple[tuple[str, Span], ...], Answer]]:
    """Return boxes of cells with one answer each, the smallest first.

    Boxes grow greedily along each circumstance as long as all cells they would
    take in are free and have the same answer; together they cover every cell.
    """
    left = dict(cells)
    boxes: list[tuple[list[set[int]], Answer]] = []
    while left:
        start = min(left)
        answer = left[start]
        own = essence(answer)
        box = [{number} for number in start]
        for position in reversed(range(len(kept))):
            for number in range(len(kept[position].classes)):
                if number in box[position]:
                    continue
                grown = [*box]
                grown[position] = {number}
                if all(
                    cell in left and essence(left[cell]) == own
                    for cell in itertools.product(*map(sorted, grown))
                ):
                    box[position] = box[position] | {number}
        for cell in itertools.product(*map(sorted, box)):
            del left[cell]
        boxes.append((box, answer))
    boxes.sort(
        key=lambda entry: (_size(kept, entry[0]), [sorted(side) for side in entry[0]])
    )
    rows = []
    for box, answer in boxes:
        when = tuple(
            (d.name, merged(d.classes[n].span for n in sorted(side)))
            for d, side in zip(kept, box, strict=True)
            if len(side) < len(d.classes)
        )
        rows.append((when, answer))
    return rows


def _size(kept: list[Dimension], box: list[set[int]]) -> int:
    """Return how many values a box holds, an interval counting as one."""
    size = 1
    for dimension, side in zip(kept, box, strict=True):
        size *= sum(len(dimension.classes[number].span) for number in side)
    return size
