from engine.exchange.blocks import NOWHERE, OfficeCell, grid


def texts(rows):
    return [[spot.text for spot in row] for row in grid(rows)]


def test_a_merged_cell_stands_at_every_spot_it_covers():
    rows = [
        [OfficeCell(text="1", down=2), OfficeCell(text="wide", across=2)],
        [OfficeCell(text="left"), OfficeCell(text="right")],
    ]

    assert texts(rows) == [["1", "wide", "wide"], ["1", "left", "right"]]
    below = grid(rows)[1][0]
    assert (below.row, below.column) == (0, 0)


def test_a_row_that_is_short_is_filled_up():
    rows = [[OfficeCell(text="a"), OfficeCell(text="b")], [OfficeCell(text="c")]]

    assert grid(rows)[1][1] is NOWHERE


def test_a_merge_ends_with_the_table():
    assert texts([[OfficeCell(text="a", down=9)]]) == [["a"]]


def test_no_table_is_no_grid():
    assert grid([]) == ()
