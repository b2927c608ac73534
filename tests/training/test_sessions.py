"""Sessions are put together from the lines of their results."""

import datetime as dt

from engine.training.results import (
    SessionEnd,
)
from engine.training.sessions import interrupted_sessions, sessions
from engine.training.tallies import tallies
from tests.support.sessions import MORNING, answered, began


def test_the_last_answer_to_a_case_counts():
    (session,) = sessions([began(), answered(right=1), answered(wrong=1)])
    assert session.answers["provby/a"].wrong == 1
    assert session.remaining == ("provby/b",)


def test_a_session_that_comes_from_two_files_counts_once():
    events = [began(), answered(wrong=1)]
    found = sessions([*events, *events])
    assert len(found) == 1
    assert tallies(found).total.wrong == 1


def test_events_of_a_session_whose_beginning_is_lost_are_passed_over():
    assert sessions([answered(right=1)]) == []


def test_the_last_session_that_was_broken_off_is_gone_on_with():
    later = MORNING + dt.timedelta(hours=1)
    done = [began("s2", later), SessionEnd(session="s2", at=later)]
    (found,) = interrupted_sessions(sessions([began(), answered(right=1), *done]))
    assert found.start.session == "s1"
    assert interrupted_sessions(sessions(done)) == []
