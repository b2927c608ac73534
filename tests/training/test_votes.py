"""What is typed as an answer is counted, or refused with the reason."""

import pytest

from engine.training.alternatives import LETTERS
from engine.training.results import (
    SessionMode,
)
from engine.training.votes import Slip, Votes, group_size, votes


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("a 12 b 8 c 5", {"a": 12, "b": 8, "c": 5}),
        ("A12B8", {"a": 12, "b": 8}),
        ("c:3, a = 1", {"c": 3, "a": 1}),
        ("  b 25  ", {"b": 25}),
        ("a 0 b 7", {"a": 0, "b": 7}),
        ("12 8 5", {"a": 12, "b": 8, "c": 5}),
        ("12, 8, 5", {"a": 12, "b": 8, "c": 5}),
        ("12,8,5", {"a": 12, "b": 8, "c": 5}),
        ("12/8/5", {"a": 12, "b": 8, "c": 5}),
        ("12-8-5", {"a": 12, "b": 8, "c": 5}),
        ("12 – 8 – 5", {"a": 12, "b": 8, "c": 5}),
        ("12;8;5.", {"a": 12, "b": 8, "c": 5}),
        ("12 + 8 + 5", {"a": 12, "b": 8, "c": 5}),
        ("a12 b8", {"a": 12, "b": 8}),
        ("a=12", {"a": 12}),
        ("a-12, b-8", {"a": 12, "b": 8}),
        ("a -> 12", {"a": 12}),
        ("a) 12  b) 8", {"a": 12, "b": 8}),
        ("a. 12 b. 8", {"a": 12, "b": 8}),
        ("12a 8b", {"a": 12, "b": 8}),
        ("8 b, 12 a", {"a": 12, "b": 8}),
        ("12 röster på a och 8 på b", {"a": 12, "b": 8}),
        ("5 st a", {"a": 5}),
        ("a 12 and b 8", {"a": 12, "b": 8}),
        ("a 12345", {"a": 12345}),
        ("\uff11\uff12\u3000\uff18\u3000\uff15", {"a": 12, "b": 8, "c": 5}),
        ("a12.b8.", {"a": 12, "b": 8}),
        ("12_8_5!", {"a": 12, "b": 8, "c": 5}),
        ('"12 8 5"', {"a": 12, "b": 8, "c": 5}),
        ("(12, 8, 5)", {"a": 12, "b": 8, "c": 5}),
    ],
)
def test_a_group_types_a_count_for_each_letter(typed, counts):
    assert votes(typed, "abc", SessionMode.GROUP, 0) == Votes(counts=counts)


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("", Slip.NO_COUNTS),
        ("a", Slip.NO_COUNTS),
        ("12", Slip.NOT_PER_CHOICE),
        ("12 8", Slip.NOT_PER_CHOICE),
        ("12 8 5 2", Slip.NOT_PER_CHOICE),
        ("1 000 12 8", Slip.NOT_PER_CHOICE),  # never taken for a thousand
        ("1.000 12 8", Slip.NO_COUNTS),
        ("12.5 8 1", Slip.NO_COUNTS),
        ("12 8 -5", Slip.NO_COUNTS),
        ("a 12 8 b", Slip.NO_COUNTS),
        ("a 12 8 5", Slip.NO_COUNTS),
        ("abb", Slip.NO_COUNTS),
        ("tolv", Slip.NO_COUNTS),
        ("å 3", Slip.NO_COUNTS),
        ("0 0 0", Slip.NOBODY),
        ("a 999999999", Slip.TOO_MANY),
        ("a 99999999999999999999", Slip.NO_COUNTS),
        ("a 12 b", Slip.NO_COUNTS),
        ("a 0", Slip.NOBODY),
        ("a -3", Slip.NO_COUNTS),
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
        ("b, a, b, -, -", Votes(counts={"a": 1, "b": 2}, by_table="bab..")),
        ("b/a/b/0/0", Votes(counts={"a": 1, "b": 2}, by_table="bab..")),
        ("1b 2a 3b", Votes(counts={"a": 1, "b": 2}, by_table="bab..")),
        ("3: b, 1: b, 2: a, 5: .", Votes(counts={"a": 1, "b": 2}, by_table="bab..")),
        ("6b", Slip.NOT_PER_TABLE),
        ("1b 1a", Slip.NOT_PER_TABLE),
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


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("25", 25),
        ("vi är 25", 25),
        ("25 personer", 25),
        ("10000", 10000),
        ("", 0),
        ("0", 0),
        ("-3", 0),
        ("2,5", 0),
        ("20 eller 25", 0),
        ("10001", 0),
        ("9" * 40, 0),
        ("tjugo", 0),
    ],
)
def test_how_many_a_group_is_is_one_whole_number(typed, people):
    assert group_size(typed) == people


def test_no_letter_of_an_answer_is_a_command_of_a_session():
    assert set("nqrsux").isdisjoint(LETTERS)
