"""Whole numbers: what counts things has no cases between one number and the next."""

import json

import pytest

from tests.support import town as towns
from tests.support.terminal import run

VOCABULARY = towns.VOCABULARY + (
    "  antal: {label: {sv: antal, en: number}, type: number}\n"
    "  langd: {label: {sv: längd, en: length}, type: decimal}\n"
)


def rules(circumstance):
    return "rules:\n" + "".join(
        towns.rule_text(name, matter="inkop", decides=name, when=when)
        for name, when in [
            ("chef", f"{{{circumstance}: {{max: 1}}}}"),
            ("namnd", f"{{{circumstance}: {{min: 2}}}}"),
        ]
    )


def town_with(place, circumstance):
    return towns.write_town(
        place, vocabulary=VOCABULARY, rules=rules(circumstance), scenarios="{}"
    )


@pytest.mark.parametrize(
    ("language", "low", "high"),
    [("sv", "högst 1", "minst 2"), ("en", "at most 1", "at least 2")],
)
def test_a_table_of_whole_numbers_has_a_row_for_each_rule(
    tmp_path, language, low, high
):
    town = town_with(tmp_path, "antal")
    result = run("who inköp -m provby --lang", language, "--rules", town.rules)
    assert result.exit_code == 0
    rows = [line for line in result.stdout.splitlines() if line.startswith("│")][1:]
    assert [row.split("│")[1].strip() for row in rows] == [low, high]


def test_json_gives_whole_limits(tmp_path):
    town = town_with(tmp_path, "antal")
    result = run("who inköp -m provby --format json --rules", town.rules)
    when = [row["when"]["antal"] for row in json.loads(result.stdout)["answers"]]
    assert when == [[{"min": None, "max": 1}], [{"min": 2, "max": None}]]


def test_lint_finds_no_gap_between_two_whole_numbers(tmp_path):
    town = town_with(tmp_path, "antal")
    result = run("lint -m provby --only gap --format json --rules", town.rules)
    assert json.loads(result.stdout)["findings"] == []


def test_lint_finds_the_gap_between_two_decimals(tmp_path):
    town = town_with(tmp_path, "langd")
    result = run("lint -m provby --only gap --format json --rules", town.rules)
    assert [f["kind"] for f in json.loads(result.stdout)["findings"]] == ["gap"]


def test_a_fraction_of_a_whole_number_is_refused(tmp_path):
    town = town_with(tmp_path, "antal")
    asked = ("who inköp -m provby --format json --rules", town.rules, "-g", "antal=1,5")
    result = run(*asked)
    assert result.exit_code == 2
    assert json.loads(result.stdout)["error"]["code"] == "value/not-whole"


def test_over_one_whole_number_begins_with_the_next(tmp_path):
    text = rules("antal").replace("min: 2", "over: 1")
    town = towns.write_town(tmp_path, vocabulary=VOCABULARY, rules=text, scenarios="{}")
    result = run("who inköp -m provby --rules", town.rules)
    assert "minst 2" in result.stdout
