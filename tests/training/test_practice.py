"""What was missed comes back sooner, and what is not due does not."""

import datetime as dt

import pytest

from engine.training.practice import DAYS, Card, cards, due_exercises
from engine.training.results import (
    SessionMode,
)
from engine.training.selection import Criteria
from engine.training.sessions import sessions
from tests.support.sessions import MORNING, answered, began


def ids(exercises):
    return [exercise.id.partition("/")[2] for exercise in exercises]


def practising(*results):
    """Return sessions on following days, with 1 for each right answer to a case."""
    events = []
    for day, is_right_ in enumerate(results):
        at = MORNING + dt.timedelta(days=day)
        events.append(began(f"s{day}", at, mode=SessionMode.PRACTICE))
        events.append(
            answered(right=is_right_, wrong=1 - is_right_, session=f"s{day}", at=at)
        )
    return sessions(events)


@pytest.mark.parametrize(
    ("results", "box"),
    [
        ((0,), 0),
        ((1,), 1),
        ((1, 1), 2),
        ((1, 1, 1, 1, 1, 1), 4),
        ((1, 1, 0), 0),
        ((0, 1), 1),
    ],
)
def test_a_right_answer_moves_a_case_up_and_a_wrong_one_back(results, box):
    last = MORNING.date() + dt.timedelta(days=len(results) - 1)
    due = last + dt.timedelta(days=DAYS[box])
    assert cards(practising(*results), "") == {"provby/a": Card(box=box, due=due)}


def test_what_was_missed_comes_back_sooner():
    missed = cards(practising(0), "")["provby/a"].due
    known = cards(practising(1), "")["provby/a"].due
    assert missed < known
    assert list(DAYS) == sorted(DAYS)


def test_the_votes_of_a_group_and_of_another_name_do_not_count():
    events = [
        began("s1", mode=SessionMode.GROUP),
        answered(wrong=9),
        began("s2", name="Åsa"),
        answered("provby/b", wrong=1, session="s2"),
    ]
    assert cards(sessions(events), "") == {}
    assert set(cards(sessions(events), "Åsa")) == {"provby/b"}


def test_due_cases_come_before_new_ones_and_the_lowest_box_first(town):
    today = MORNING.date()
    yesterday, tomorrow = today - dt.timedelta(days=1), today + dt.timedelta(days=1)
    held = {
        "provby/bankarna": Card(box=2, due=yesterday),
        "provby/bron": Card(box=0, due=today),
        "provby/samtalet": Card(box=1, due=tomorrow),
    }
    found = due_exercises(town[0].exercises, held, today, Criteria(number=10, seed=1))
    assert ids(found) == ["bron", "bankarna", "branden"]
    assert ids(
        due_exercises(town[0].exercises, held, today, Criteria(number=1, seed=1))
    ) == ["bron"]
