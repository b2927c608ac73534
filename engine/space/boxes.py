"""Gather cells that have the same in common into few boxes, one set per dimension."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

    from engine.space.cells import Cell

    Box = tuple[frozenset[int], ...]

K = TypeVar("K", bound="Hashable")

#: Beyond these one order of growing is tried instead of all of them.
_MOST_DIMENSIONS = 4
_MOST_CELLS = 400


def boxes(
    sides: Sequence[Sequence[int]],
    cells: Mapping[Cell, K],
    indifferent: Collection[Cell] = (),
) -> list[tuple[Box, K]]:
    """Return boxes that hold every cell once, each box with one key.

    A box grows along one dimension after the other as long as all cells it would
    take in are free and have its key. In which order it grows decides how many boxes
    there will be: the order with the fewest is taken, the first of them if several.

    Args:
        sides: for each dimension the numbers a cell may have there.
        cells: the key of each cell; cells without one belong to no box.
        indifferent: cells that may belong to any boxes, where they make a box
            reach all along a dimension.
    """
    positions = [n for n, side in enumerate(sides) if len(side) > 1]
    orders: Iterable[Sequence[int]] = [list(reversed(positions))]
    if len(positions) <= _MOST_DIMENSIONS and len(cells) <= _MOST_CELLS:
        orders = itertools.permutations(reversed(positions))
    best: list[tuple[Box, K]] | None = None
    for order in orders:
        found = _grown(sides, cells, indifferent, order)
        if best is None or len(found) < len(best):
            best = found
    boxed = best or []
    return sorted(boxed, key=lambda entry: (_size(entry[0]), _listed(entry[0])))


def _grown(
    sides: Sequence[Sequence[int]],
    cells: Mapping[Cell, K],
    indifferent: Collection[Cell],
    order: Sequence[int],
) -> list[tuple[Box, K]]:
    left = dict(cells)
    found: list[tuple[Box, K]] = []
    for start, key in sorted(cells.items(), key=lambda entry: entry[0]):
        if start not in left:
            continue
        box = [frozenset({number}) for number in start]
        for position in order:
            fitting, filling = set(box[position]), set(box[position])
            for number in sides[position]:
                if number in box[position]:
                    continue
                layer = [*box]
                layer[position] = frozenset({number})
                inside = [*itertools.product(*layer)]
                if all(left.get(c) == key or c in indifferent for c in inside):
                    filling.add(number)
                    if not all(cell in indifferent for cell in inside):
                        fitting.add(number)
            is_all = len(filling) == len(sides[position])
            box[position] = frozenset(filling if is_all else fitting)
        for cell in itertools.product(*box):
            left.pop(cell, None)
        found.append((tuple(box), key))
    return found


def _size(box: Box) -> int:
    return math.prod(len(side) for side in box)


def _listed(box: Box) -> list[list[int]]:
    return [sorted(side) for side in box]
