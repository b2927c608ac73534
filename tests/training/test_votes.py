"""What is typed as an answer is counted, or refused with the reason."""

import pytest

from engine.training.results import (
    SessionMode,
)
from engine.training.votes import Slip, Votes, votes


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("a 12 b 8 c 5", {"a": 12, "b": 8, "c": 5}),
        ("A12B8", {"a": 12, "b": 8}),
        ("c:3, a = 1", {"c": 3, "a": 1}),
        ("  b 25  ", {"b": 25}),
        ("a 0 b 7", {"a": 0, "b": 7}),
    ],
)
def test_a_group_types_a_count_for_each_letter(typed, counts):
    assert votes(typed, "abc", SessionMode.GROUP, 0) == Votes(counts=counts)


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("", Slip.NO_COUNTS),
        ("a", Slip.NO_COUNTS),
        ("12", Slip.NO_COUNTS),
        ("a 12 b", Slip.NO_COUNTS),
        ("a 0", Slip.NO_COUNTS),
        ("a -3", Slip.NO_COUNTS),
        ("a 12345", Slip.NO_COUNTS),
        ("a 1 d 2", Slip.UNKNOWN_LETTER),
        ("a 1 a 2", Slip.TWICE),
    ],
)
def test_what_is_no_count_is_refused_and_says_why(typed, slip):
    assert votes(typed, "abc", SessionMode.GROUP, 0) is slip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bab..", Votes(counts={"a": 1, "b": 2}, by_table="bab..")),
        ("B a B . .", Votes(counts={"a": 1, "b": 2}, by_table="bab..")),
        ("bab", Slip.NOT_PER_TABLE),
        ("bababa", Slip.NOT_PER_TABLE),
        (".....", Slip.NO_LETTER),
        ("babx.", Slip.UNKNOWN_LETTER),
    ],
)
def test_tables_type_a_letter_each(typed, found):
    assert votes(typed, "abc", SessionMode.TABLES, 5) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("b", Votes(counts={"b": 1})),
        ("B)", Votes(counts={"b": 1})),
        ("d", Slip.UNKNOWN_LETTER),
        ("ab", Slip.NO_LETTER),
        ("", Slip.NO_LETTER),
    ],
)
def test_one_person_types_a_letter(typed, found):
    assert votes(typed, "abc", SessionMode.ALONE, 0) == found
