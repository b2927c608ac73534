"""What is said about mistakes: places, quotes, nearest names, each thing once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rulebook.model.problems import (
    Place,
    Problem,
    UnusableRulesError,
    did_you_mean,
    nearest,
    printable,
    quoted,
)


def problem(line, what="x", remedy="y"):
    return Problem(where=Place(file="f", line=line), what=what, remedy=remedy)


def test_a_problem_is_two_lines_that_editors_jump_to():
    found = Problem(
        where=Place(file="a/b.yaml", line=14, column=5), what="x", remedy="y"
    )
    assert str(found) == "a/b.yaml:14:5: x\n    y"


def test_problems_are_told_in_order_and_once_whatever_their_remedies():
    error = UnusableRulesError(
        [
            problem(3),
            problem(1, remedy="b"),
            problem(2),
            problem(1, remedy="a"),
            problem(3),
        ]
    )
    assert error.problems == (problem(1, remedy="a"), problem(2), problem(3))
    assert str(error) == "3 problems in the rules"


def test_two_mistakes_at_one_place_are_two_problems():
    error = UnusableRulesError([problem(1, what="b"), problem(1, what="a")])
    assert [found.what for found in error.problems] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("decidr", "`decidr`"),
        ("två\n ord", "`två ord`"),
        ("\x1b[31mröd", "`[31mröd`"),
        ("a" * 60, f"`{'a' * 60}`"),
        ("a" * 61, f"`{'a' * 59}…`"),
    ],
)
def test_what_somebody_wrote_is_shown_on_one_line_and_not_at_length(text, shown):
    assert quoted(text) == shown


@given(st.text(max_size=200))
def test_whatever_somebody_wrote_can_be_printed(text):
    for shown in (quoted(text), printable(text)):
        assert shown.isprintable()
        shown.encode("utf-8")
    assert len(quoted(text)) <= 62


def test_the_nearest_name_comes_first_whatever_its_case():
    assert nearest("RECTOR", ["chef", "rektorn", "rektor"]) == ("rektor", "rektorn")
    assert nearest("rector", ["chef"]) == ()
    assert nearest("a" * 10_000, ["a" * 9_999]) == ()


def test_a_remedy_offers_the_nearest_name_or_what_else_to_do():
    assert did_you_mean("cheff", ["chef"], "add it") == "did you mean `chef`?"
    assert did_you_mean("xyz", ["chef"], "add it") == "add it"


@given(st.lists(st.text("abc", max_size=4), max_size=6), st.text("abc", max_size=4))
def test_what_is_nearest_does_not_depend_on_the_order_of_what_is_known(known, name):
    assert nearest(name, known) == nearest(name, reversed(known))
