"""Cells with the same key are gathered into few boxes, and none is lost."""

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from engine.space.boxes import boxes

SIDES = st.lists(st.integers(1, 4), min_size=1, max_size=4)


@st.composite
def keyed_cells(draw):
    """Return the sides of a grid, and keys of some of its cells."""
    sides = [range(size) for size in draw(SIDES)]
    cells = list(itertools.product(*sides))
    keys = draw(st.lists(st.sampled_from(["a", "b", None]), min_size=len(cells)))
    keyed = {cell: key for cell, key in zip(cells, keys, strict=False) if key}
    return sides, keyed


def cells_of(box):
    return list(itertools.product(*box))


@given(keyed_cells())
def test_each_cell_is_in_just_one_box_and_that_has_its_key(drawn):
    sides, keys = drawn
    found = [(cell, key) for box, key in boxes(sides, keys) for cell in cells_of(box)]
    assert len(found) == len(keys)
    assert dict(found) == keys


@given(keyed_cells())
def test_the_smallest_boxes_come_first(drawn):
    sides, keys = drawn
    sizes = [len(cells_of(box)) for box, _ in boxes(sides, keys)]
    assert sizes == sorted(sizes)


@given(SIDES)
def test_cells_with_one_key_are_one_box(sizes):
    sides = [range(size) for size in sizes]
    keys = dict.fromkeys(itertools.product(*sides), "a")
    ((box, _),) = boxes(sides, keys)
    assert math.prod(map(len, box)) == len(keys)


def test_the_order_of_growing_that_needs_fewest_boxes_is_taken():
    """Two columns are enough; whoever begins with the first row needs three boxes."""
    keys = dict.fromkeys([(0, 0), (0, 1), (1, 1), (2, 0)], "a")
    found = [cells_of(box) for box, _ in boxes([range(3), range(2)], keys)]
    assert sorted(map(sorted, found)) == [[(0, 0), (2, 0)], [(0, 1), (1, 1)]]
