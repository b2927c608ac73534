"""Scenario files with training cases and dilemmas: what is read, and what refused."""

import pytest

from engine.answers.answer import Outcome
from engine.report.failures import problem_text
from engine.report.say import Say
from engine.rulebook.model.problems import UnusableRulesError
from engine.scenarios.forms import Level
from engine.training.material import material
from tests.support.terminal import run
from tests.support.town import (
    CASES,
    RULES,
    THEMES,
    check,
    checked_training_town,
    write_training_town,
)


def problems(place, old, new, **parts):
    """Return the problems of the cases with one thing changed, as they are printed."""
    assert old in CASES
    with pytest.raises(UnusableRulesError) as raised:
        checked_training_town(place, cases=CASES.replace(old, new, 1), **parts)
    problems = (problem_text(each, Say("en")) for each in raised.value.problems)
    return [text.removeprefix(str(place)) for text in problems]


def test_a_scenario_with_training_is_a_case_to_go_through(tmp_path):
    found = material(checked_training_town(tmp_path))
    case = next(each for each in found.exercises if each.id == "provby/bankarna")
    assert case.lesson.title.sv == "Bänkarna i parken"
    assert case.lesson.level is Level.BASIC
    assert case.lesson.themes == ("inkop",)
    assert [claim.outcome for claim in case.lesson.alternatives] == [
        Outcome.ANSWERED,
        Outcome.ANSWERED,
    ]
    assert case.rules == ("provby/sma",)
    assert found.left_out == ()


def test_a_scenario_without_training_is_not_among_them(tmp_path):
    ids = {
        exercise.id for exercise in material(checked_training_town(tmp_path)).exercises
    }
    assert ids == {
        "provby/bankarna",
        "provby/bron",
        "provby/samtalet",
        "provby/branden",
        "provby/delade-inkop",
    }


def test_a_dilemma_rests_on_the_rules_of_all_its_questions(tmp_path):
    found = material(checked_training_town(tmp_path))
    dilemma = next(each for each in found.exercises if each.dilemma)
    assert dilemma.rules == ("provby/sma", "provby/stora")
    assert [replay.scenario.id for replay in dilemma.replays] == [
        "delade-inkop#1",
        "delade-inkop#2",
    ]


def test_training_cases_and_the_questions_of_dilemmas_are_replayed(tmp_path):
    write_training_town(tmp_path)
    result = check(tmp_path)
    assert result.exit_code == 0
    assert "7 scenarier: 7 som väntat" in result.output


def test_a_question_of_a_dilemma_that_no_longer_follows_fails_the_check(tmp_path):
    write_training_town(
        tmp_path, cases=CASES.replace("belopp: 120000", "belopp: 90000")
    )
    result = check(tmp_path)
    assert result.exit_code == 1
    assert "delade-inkop#2: cites: väntade [provby/ordning#p2]" in result.output


def test_a_case_that_no_longer_follows_is_left_out_of_training(tmp_path):
    raised = RULES.replace("max: 100000", "max: 90000").replace(
        "over: 100000", "over: 90000"
    )
    found = material(checked_training_town(tmp_path, rules=raised))
    assert [id_ for id_, _ in found.left_out] == ["provby/bankarna"]
    assert [place.line for _, place in found.left_out] == [2]
    assert "provby/bron" in {exercise.id for exercise in found.exercises}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "themes: [kontakt]",
            "themes: [kontakter]",
            (
                "/scenarios/provby/fall.yaml:42:16: unknown theme `kontakter` "
                "[scenario/unknown-theme]\n"
                "    did you mean `kontakt`?"
            ),
        ),
        (
            "      level: basic\n",
            "",
            (
                "/scenarios/provby/fall.yaml:9:7: the training case lacks `level` "
                "[key/missing]\n"
                "    add `level:`"
            ),
        ),
        (
            "level: advanced",
            "level: hard",
            (
                "/scenarios/provby/fall.yaml:31:14: unknown level `hard` "
                "[value/unknown-word]\n"
                "    choose one of `basic`, `intermediate`, `advanced`"
            ),
        ),
        (
            "- {decides: namnd}",
            "- {decides: nämnden}",
            (
                "/scenarios/provby/fall.yaml:14:21: `nämnden` is not an id (a-z, 0-9 "
                "and hyphens) "
                "[value/malformed]\n    write an id (a-z, 0-9 and hyphens), such as "
                "`stora-inkop`"
            ),
        ),
        (
            "- {decides: namnd}",
            "- {decides: namden}",
            (
                "/scenarios/provby/fall.yaml:14:21: unknown role `namden` "
                "[name/unknown-role]\n"
                "    did you mean `namnd`?"
            ),
        ),
        (
            "- {decides: namnd}",
            "- {outcome: answered}",
            (
                "/scenarios/provby/fall.yaml:14:11: the alternative says no answer "
                "[alternative/no-answer]\n"
                "    write one such as `decides: …`, or another outcome"
            ),
        ),
        (
            "- {decides: namnd}",
            "- {outcome: no_rule, decides: namnd}",
            (
                "/scenarios/provby/fall.yaml:14:11: an alternative whose outcome is "
                "`no_rule` says an answer "
                "[alternative/needless-answer]\n    keep one of the two"
            ),
        ),
        (
            "    stops: Ordningen säger inte när två köp är ett.\n",
            "",
            (
                "/scenarios/provby/fall.yaml:61:5: the dilemma `delade-inkop` lacks "
                "`stops` [key/missing]\n    add `stops:`"
            ),
        ),
        (
            "settled_by: [namnd]",
            "settled_by: [namden]",
            (
                "/scenarios/provby/fall.yaml:79:18: unknown role `namden` "
                "[name/unknown-role]\n"
                "    did you mean `namnd`?"
            ),
        ),
        (
            "[Det är ett köp., Det är två köp.]",
            "[Det är ett köp.]",
            (
                "/scenarios/provby/fall.yaml:70:16: the list is too short: at least 2 "
                "are needed [list/too-short]\n    add to it"
            ),
        ),
        (
            "id: delade-inkop",
            "id: bron",
            (
                "/scenarios/provby/fall.yaml:61:5: two scenarios are called `bron` "
                "[scenario/same-id]\n"
                "    rename one: the first is at {place}/scenarios/provby/fall.yaml:18"
                ":5"
            ),
        ),
    ],
)
def test_what_is_wrong_in_a_training_case_is_told_with_its_place(
    tmp_path, old, new, said
):
    assert problems(tmp_path, old, new) == [said.replace("{place}", str(tmp_path))]


def test_an_alternative_that_happens_to_be_right_fails_the_check(tmp_path):
    write_training_town(
        tmp_path, cases=CASES.replace("- {decides: namnd}", "- {decides: chef}")
    )
    result = check(tmp_path)
    assert result.exit_code == 1
    assert "fall.yaml:14:11: alternativ 1 i `bankarna` är rätt [" in result.output
    assert "1 svarsalternativ är inte fel" in result.output


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("decides: chef", "decides: direktor"),  # a director is a kind of manager
        ("decides: direktor", "decides: chef"),
    ],
)
def test_an_alternative_that_is_a_kind_of_the_right_one_fails_the_check(
    tmp_path, right, wrong
):
    rules = RULES.replace("decides: chef", right)
    cases = CASES.replace("decides: chef", right)
    write_training_town(tmp_path, rules=rules, cases=cases)
    assert check(tmp_path).exit_code == 0
    write_training_town(
        tmp_path,
        rules=rules,
        cases=cases.replace("- {decides: namnd}", f"- {{{wrong}}}"),
    )
    result = check(tmp_path)
    assert result.exit_code == 1
    assert "fall.yaml:14:11: alternativ 1 i `bankarna` är inte tillräckligt fel [" in (
        result.output
    )


def test_nobody_and_no_rule_are_not_both_alternatives(tmp_path):
    both = "- {outcome: no_rule}\n        - {decides: nobody}"
    cases = CASES.replace("- {decides: namnd}", "- {decides: nobody}")
    write_training_town(tmp_path, cases=cases)
    assert check(tmp_path).exit_code == 0
    write_training_town(tmp_path, cases=CASES.replace("- {decides: namnd}", both))
    result = check(tmp_path)
    assert result.exit_code == 1
    assert "alternativ 2 i `bankarna` går att förväxla med ett annat [" in result.output


def test_an_alternative_said_twice_fails_the_check(tmp_path):
    cases = CASES.replace("- {decides: fullmaktige}", "- {decides: namnd}")
    write_training_town(tmp_path, cases=cases)
    result = check(tmp_path)
    assert result.exit_code == 1
    assert "alternativ 2 i `bankarna` säger detsamma som ett annat" in result.output


def test_a_case_with_an_alternative_that_is_right_is_left_out_of_training(tmp_path):
    cases = CASES.replace("- {decides: namnd}", "- {decides: chef}")
    found = material(checked_training_town(tmp_path, cases=cases))
    assert [id_ for id_, _ in found.left_out] == ["provby/bankarna"]


def test_themes_may_lie_beside_the_cases_or_in_the_folder_above(tmp_path):
    folder, scenarios = write_training_town(tmp_path)
    result = check(tmp_path)
    assert result.exit_code == 0
    beside = scenarios / "provby" / "themes.yaml"
    (scenarios / "themes.yaml").rename(beside)
    assert check(tmp_path).exit_code == 0
    beside.write_text(THEMES.replace("kontakt:", "vagar:"), encoding="utf-8")
    assert "okänt tema `kontakt`" in check(tmp_path).output
    assert folder.is_dir()


def test_one_file_alone_finds_the_themes_above_it(tmp_path):
    folder, scenarios = write_training_town(tmp_path)
    (scenarios / "provby" / "other.yaml").write_text("scenarios: [", encoding="utf-8")
    found = run("check", scenarios / "provby" / "fall.yaml", "--rules", folder)
    assert found.exit_code == 0, found.output


def test_where_no_themes_lie_near_the_shipped_ones_count(tmp_path):
    cases = CASES.replace("[inkop]", "[media]").replace("[kontakt]", "[kontaktvagar]")
    _, scenarios = write_training_town(tmp_path, cases=cases)
    (scenarios / "themes.yaml").unlink()
    assert check(tmp_path).exit_code == 0


def test_lint_tells_of_names_in_dilemmas_that_name_nothing(tmp_path):
    folder, scenarios = write_training_town(
        tmp_path, cases=CASES.replace("settled_by: [namnd]", "settled_by: [direktion]")
    )
    words = ("--rules", folder, "--scenarios", scenarios)
    found = run("lint --only lost_scenario", *words)
    assert found.exit_code == 1
    assert "`direktion`" in found.output
