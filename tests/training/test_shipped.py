"""Every shipped training case can be gone through, and none gives itself away."""

import datetime as dt
from dataclasses import replace
from functools import cache

import pytest

from engine.report.say import Say
from engine.report.training.claims import alternative_texts
from engine.report.training.exercise_screens import explanation_lines, question_lines
from engine.report.training.exercise_texts import ExerciseWording
from engine.report.training.screens import ScreenSize, screenfuls
from engine.report.wording import Wording
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.shipped import shipped
from engine.scenarios.check import check_scenarios
from engine.scenarios.library import scenario_files
from engine.scenarios.replay import is_right
from engine.space.space import Space
from engine.training.alternatives import alternatives
from engine.training.material import material
from tests.support.shipped import shipped_jurisdictions

TODAY = dt.date(2026, 11, 22)


@cache
def everything():
    found = check_scenarios(
        scenario_files([shipped("scenarios")]),
        folder=RulesFolder(shipped("rules")),
        open_jurisdiction=shipped_jurisdictions().__getitem__,
        words="",
        municipality=None,
        today=TODAY,
        lessons_only=True,
    )
    spaces = {id_: Space(each) for id_, each in found.jurisdictions.items()}
    return material(found), spaces


def cases():
    found, spaces = everything()
    return [(e, spaces[e.municipality]) for e in found.exercises if not e.dilemma]


def test_no_shipped_case_is_left_out():
    found, _ = everything()
    assert found.left_out == ()
    assert len(found.exercises) > 10


@pytest.mark.parametrize(
    "is_made_up",
    [
        pytest.param(False, id="written"),
        pytest.param(True, id="made_up", marks=pytest.mark.slow),
    ],
)
def test_one_alternative_of_each_shipped_case_is_right_and_all_read_differently(
    is_made_up,
):
    for case, space in cases():
        lesson = replace(case.lesson, alternatives=()) if is_made_up else case.lesson
        shown = replace(case, lesson=lesson)
        (replay,) = case.replays
        wording = Wording(space.jurisdiction, Say("sv"))
        for seed in (1, 2):
            made = alternatives(shown, space, seed)
            question = replay.scenario.question
            words = space.jurisdiction.vocabulary
            right = [
                is_right(each.claim, question, replay.answer, words) for each in made
            ]
            assert [each.is_right for each in made] == right, case.id
            assert sum(right) == 1, case.id
            texts = alternative_texts(made, question, wording)
            assert len(set(texts)) == len(texts) >= 2, case.id


def test_no_shipped_alternative_is_a_kind_of_the_right_answer():
    for case, space in cases():
        kinds = space.jurisdiction.vocabulary.role_kinds
        points = case.replays[0].scenario.expected.points
        for claim in case.lesson.alternatives:
            for key in claim.points.keys() & points.keys():
                for wrong in roles_in(claim.points[key]):
                    for right in roles_in(points[key]) - {wrong}:
                        assert right not in kinds[wrong], case.id
                        assert wrong not in kinds[right], case.id


def roles_in(value):
    roles = getattr(value, "roles", value if isinstance(value, tuple) else ())
    return {role for role in roles if isinstance(role, str)}


def test_every_shipped_question_fits_a_screen_of_80_columns_and_24_lines():
    found, spaces = everything()
    size = ScreenSize(width=80, height=24)
    wording = ExerciseWording(
        Say("sv"),
        lambda id_: Wording(spaces[id_].jurisdiction, Say("sv")),
        spaces.__getitem__,
        lambda exercise: alternatives(exercise, spaces[exercise.municipality], 1),
        found.themes,
    )
    for exercise in found.exercises:
        told = wording.text(exercise)
        lines = question_lines(told, "Fall 10 av 10", size)
        assert len(list(screenfuls(lines, size))) == 1, exercise.id
        explained = explanation_lines(told, size)
        assert all(len(line.text) < 80 for line in explained), exercise.id
