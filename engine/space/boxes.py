"""Gather cells with the same key into few boxes."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from .cells import Box, Cell

K = TypeVar("K", bound="Hashable")
#: What sorts boxes: the lowest and the highest class on each ordered axis, then a size.
BoxRank: TypeAlias = tuple[list[tuple[int, int]], int]

#: Beyond these one order of growing is tried instead of all of them.
_MOST_DIMENSIONS = 4
_MOST_CELLS = 400


def size_rank(box: Box) -> BoxRank:
    """Return what sorts boxes by how many cells they hold, whatever their limits."""
    return [], math.prod(map(len, box))


def boxes(
    sides: Sequence[Sequence[int]],
    cells: Mapping[Cell, K],
    rank: Callable[[Box], BoxRank] = size_rank,
) -> list[tuple[Box, K]]:
    """Return boxes that hold every cell once, each box with one key.

    A box grows along one dimension after the other as long as all cells it would
    take in are free and have its key. In which order it grows decides how many boxes
    there will be: the order with the fewest is taken, the first of them if several.

    Args:
        sides: for each dimension the numbers a cell may have there.
        cells: the key of each cell; cells without one belong to no box.
        rank: by what the boxes are sorted, the lowest first.
    """
    positions = [n for n, side in enumerate(sides) if len(side) > 1]
    orders: Iterable[Sequence[int]] = [list(reversed(positions))]
    if len(positions) <= _MOST_DIMENSIONS and len(cells) <= _MOST_CELLS:
        orders = itertools.permutations(reversed(positions))
    best: list[tuple[Box, K]] | None = None
    for order in orders:
        grown = _grown(sides, cells, order)
        if best is None or len(grown) < len(best):
            best = grown
    return sorted(best or [], key=lambda entry: (rank(entry[0]), _listed(entry[0])))


def _grown(
    sides: Sequence[Sequence[int]], cells: Mapping[Cell, K], order: Sequence[int]
) -> list[tuple[Box, K]]:
    left = dict(cells)
    grown: list[tuple[Box, K]] = []
    # where cells of a key lie on each side: nowhere else can a box of it grow
    places: dict[K, tuple[set[int], ...]] = {}
    for cell, key in cells.items():
        if key not in places:
            places[key] = tuple(set[int]() for _ in sides)
        for own, number in zip(places[key], cell, strict=True):
            own.add(number)
    for start, key in sorted(cells.items(), key=lambda entry: entry[0]):
        if start not in left:
            continue
        box = [frozenset({number}) for number in start]
        for position in order:
            for number in sorted(places[key][position] - box[position]):
                layer = [*box]
                layer[position] = frozenset({number})
                if all(left.get(c, _NO_KEY) == key for c in itertools.product(*layer)):
                    box[position] |= {number}
        for cell in itertools.product(*box):
            del left[cell]
        grown.append((tuple(box), key))
    return grown


_NO_KEY = object()


def _listed(box: Box) -> list[list[int]]:
    return [sorted(side) for side in box]
