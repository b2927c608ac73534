"""What many sessions tell of rules and cases is added up."""

from dataclasses import replace

from engine.training.results import (
    ChoiceVotes,
    SessionMode,
)
from engine.training.sessions import sessions
from engine.training.tallies import tallies
from tests.support.sessions import MORNING, answered, began


def test_rules_and_cases_are_ranked_by_the_share_that_got_them_wrong():
    events = [
        began(mode=SessionMode.GROUP, cases=("a", "b", "c")),
        answered("a", right=8, wrong=2, rule="p/known"),
        answered("b", right=1, wrong=9, rule="p/hard"),
        answered("c", right=0, wrong=2, rule="p/rare"),
    ]
    found = tallies(sessions(events))
    assert [line.id for line in found.cases] == ["b", "a", "c"]
    assert [line.id for line in found.rules] == ["p/hard", "p/known", "p/rare"]
    assert (found.total.right, found.total.wrong) == (9, 13)
    assert found.cases[0].instead == {"fel": 9}
    assert found.cases[0].truth == "rätt"


def test_votes_on_a_dilemma_are_not_counted_as_right_or_wrong():
    position = ChoiceVotes(letter="a", text="ja", is_right=None, votes=5)
    vote = replace(answered("d"), choices=(position,))
    found = tallies(sessions([began(cases=("d",)), vote]))
    assert found.total.total == 0
    assert found.cases == ()


def test_years_are_told_apart():
    before = MORNING.replace(year=2024)
    events = [
        began("old", before),
        answered(right=1, wrong=3, session="old", at=before),
        began("new"),
        answered(right=3, wrong=1, session="new"),
    ]
    found = tallies(sessions(events))
    (line,) = found.cases
    assert (found.year, found.before) == (2026, 2024)
    assert (line.by_year[2024].share, line.by_year[2026].share) == (0.75, 0.25)
