"""Columns take their words, and an amount is never cut in two."""

import pytest

from engine.exchange.official_document import OfficialCell, OfficialTable
from engine.exchange.widths import column_widths

AMOUNT = "(29\u00a0600\u00a0kr år 2026)"


def widths(room, *columns):
    """Return the widths of columns, each given by its heading and its cells."""
    header, *rows = zip(*columns, strict=True)
    cells = tuple(tuple(map(OfficialCell, row)) for row in rows)
    table = OfficialTable(caption="", header=tuple(header), rows=cells)
    return column_widths(table, room, 1)


def test_columns_take_their_longest_words_and_no_more_than_there_is():
    nr, matter = widths(60, ("Nr", "1.12"), ("Ärende", "Teckna avtal om " * 9))
    assert nr < 10
    assert matter > 40
    assert nr + matter <= 60.001


@pytest.mark.parametrize("room", [30, 45, 60, 100])
def test_an_amount_stays_on_one_line_however_little_room_there_is(room):
    others = [("Ärende", "personuppgiftsbiträdesavtal " * 3)] * 3
    *_, limit = widths(room, *others, ("Högst", f"0,5 pbb {AMOUNT}"))
    assert limit >= len("(29 600 kr") + 1


def test_a_table_without_rows_has_room_for_its_headings():
    assert all(width >= 6 for width in widths(40, ("Nummer",), ("Ärende",)))
