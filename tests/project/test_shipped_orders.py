"""The shipped orders are tables: about one line a row, whatever stands beside them."""

import csv
from fractions import Fraction

from engine.rulebook.loading.shipped import shipped

FOLDER = shipped("rules") / "orrhed" / "orders"


def lines_of(path):
    return path.read_text(encoding="utf-8").splitlines()


def rows_of(table):
    """Return the lines that grant something: a heading of a chapter has no delegate."""
    header, *lines = csv.reader(lines_of(table), delimiter=";")
    place = next(n for n, name in enumerate(header) if name.startswith("deleg"))
    return [line for line in lines if len(line) > place and line[place]]


def test_the_orders_need_no_more_than_six_lines_for_five_rows():
    """All files of the orders count: headers, keys, clauses and headings too."""
    lines = sum(len(lines_of(path)) for path in FOLDER.glob("*/*.*"))
    rows = sum(len(rows_of(table)) for table in FOLDER.glob("*/rows.csv"))

    assert rows > 200
    assert Fraction(lines, rows) <= Fraction(6, 5), f"{lines} lines for {rows} rows"


def test_a_line_of_a_header_can_be_read_at_a_glance():
    headers = FOLDER.glob("*/order.yaml")
    assert max(len(line) for path in headers for line in lines_of(path)) <= 130
