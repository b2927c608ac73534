"""A question has the same answer on a page, of the API, as AuthZEN and by a tool."""

import random

import pytest

from tests.support.everywhere import assert_is_said_everywhere, assert_page_says_it
from tests.support.served import asked


def test_an_answer_is_the_same_everywhere():
    some = random.Random(15).sample(asked(), 15)  # noqa: S311 - nothing secret
    for number, (place, question) in enumerate(some):
        assert_is_said_everywhere(number, place, question)


@pytest.mark.slow
def test_one_answer_in_ten_is_the_same_everywhere():
    """`python -m tests.support.everywhere` asks all."""
    outcomes = {
        assert_is_said_everywhere(number, place, question)
        for number, (place, question) in enumerate(asked()[::10])
    }
    assert outcomes >= {"answered", "depends", "no_rule"}


@pytest.mark.slow
def test_every_page_says_what_the_terminal_says():
    questions = asked()
    assert len(questions) > 1500
    for number, (place, question) in enumerate(questions):
        assert_page_says_it(place, question, ("sv", "en")[number % 2])
