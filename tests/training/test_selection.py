"""A session's cases are those that were wished for, and the same for a seed."""

from dataclasses import replace

import pytest

from engine.rulebook.model.problems import EngineError, UnknownNameError
from engine.scenarios.forms import Level
from engine.training.selection import Criteria, ExerciseKind, session_exercises


def criteria(number=10, seed=1, **parts):
    return Criteria(number=number, seed=seed, **parts)


def ids(exercises):
    return [exercise.id.partition("/")[2] for exercise in exercises]


def test_the_same_seed_gives_the_same_session(town):
    found, _ = town
    for seed in range(20):
        assert session_exercises(found, criteria(3, seed)) == session_exercises(
            found, criteria(3, seed)
        )


def test_another_seed_gives_another_session(town):
    found, _ = town
    sessions_of = {
        tuple(ids(session_exercises(found, criteria(2, seed)))) for seed in range(30)
    }
    assert len(sessions_of) > 5


def test_a_case_more_in_the_files_changes_a_session_by_at_most_that_case(town):
    found, _ = town
    fewer = replace(found, exercises=found.exercises[1:])
    for seed in range(20):
        before = set(ids(session_exercises(fewer, criteria(2, seed))))
        after = set(ids(session_exercises(found, criteria(2, seed))))
        assert len(before - after) <= 1


def test_easier_cases_come_first(town):
    order = list(Level)
    heights = [
        order.index(e.lesson.level) for e in session_exercises(town[0], criteria())
    ]
    assert heights == sorted(heights)
    assert len(heights) == 5


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ({"themes": frozenset({"kontakt"})}, {"samtalet", "branden"}),
        ({"levels": frozenset({Level.BASIC})}, {"bankarna"}),
        ({"kind": ExerciseKind.DILEMMA}, {"delade-inkop"}),
        (
            {"kind": ExerciseKind.CASE, "themes": frozenset({"inkop"})},
            {"bankarna", "bron"},
        ),
    ],
)
def test_cases_are_chosen_by_theme_level_and_kind(town, parts, wanted):
    assert set(ids(session_exercises(town[0], criteria(**parts)))) == wanted


def test_an_unknown_theme_is_refused_with_the_nearest(town):
    with pytest.raises(UnknownNameError) as raised:
        session_exercises(town[0], criteria(themes=frozenset({"kontakter"})))
    assert raised.value.nearest == ("kontakt",)


def test_a_wish_that_nothing_fulfils_is_told(town):
    with pytest.raises(EngineError, match="training/none-fitting: total=5"):
        session_exercises(
            town[0],
            criteria(themes=frozenset({"kontakt"}), levels=frozenset({Level.BASIC})),
        )
