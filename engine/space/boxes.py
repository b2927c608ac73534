"""Gather cells that have the same in common into few boxes, one set per dimension."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from .cells import Cell

    Box = tuple[frozenset[int], ...]

K = TypeVar("K", bound="Hashable")

#: Beyond these one order of growing is tried instead of all of them.
_MOST_DIMENSIONS = 4
_MOST_CELLS = 400


def boxes(
    sides: Sequence[Sequence[int]], cells: Mapping[Cell, K]
) -> list[tuple[Box, K]]:
    """Return boxes that hold every cell once, each box with one key.

    A box grows along one dimension after the other as long as all cells it would
    take in are free and have its key. In which order it grows decides how many boxes
    there will be: the order with the fewest is taken, the first of them if several.

    Args:
        sides: for each dimension the numbers a cell may have there.
        cells: the key of each cell; cells without one belong to no box.
    """
    positions = [n for n, side in enumerate(sides) if len(side) > 1]
    orders: Iterable[Sequence[int]] = [list(reversed(positions))]
    if len(positions) <= _MOST_DIMENSIONS and len(cells) <= _MOST_CELLS:
        orders = itertools.permutations(reversed(positions))
    best: list[tuple[Box, K]] | None = None
    for order in orders:
        found = _grown(sides, cells, order)
        if best is None or len(found) < len(best):
            best = found
    boxed = best or []
    return sorted(boxed, key=lambda entry: (_size(entry[0]), _listed(entry[0])))


def _grown(
    sides: Sequence[Sequence[int]], cells: Mapping[Cell, K], order: Sequence[int]
) -> list[tuple[Box, K]]:
    left = dict(cells)
    found: list[tuple[Box, K]] = []
    for start, key in sorted(cells.items(), key=lambda entry: entry[0]):
        if start not in left:
            continue
        box = [frozenset({number}) for number in start]
        for position in order:
            for number in sides[position]:
                if number in box[position]:
                    continue
                layer = [*box]
                layer[position] = frozenset({number})
                if all(left.get(c, _NO_KEY) == key for c in itertools.product(*layer)):
                    box[position] |= {number}
        for cell in itertools.product(*box):
            del left[cell]
        found.append((tuple(box), key))
    return found


_NO_KEY = object()


def _size(box: Box) -> int:
    return math.prod(len(side) for side in box)


def _listed(box: Box) -> list[list[int]]:
    return [sorted(side) for side in box]
