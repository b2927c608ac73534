"""Replayed scenarios pass when the rules answer as expected, and only then."""

import json

import pytest

from tests.support.town import RULES, SCENARIOS, check, write_town

RULES = RULES.replace(
    "    decides: chef\n",
    "    decides: chef\n    requires: [tre anbud, ett underlag]\n",
)


def replay_scenario(place, expected):
    scenarios = SCENARIOS.replace(
        "{outcome: answered, decides: chef, cites: [ordning#p1]}", expected
    )
    write_town(place, rules=RULES, scenarios=scenarios)
    return check(place)


@pytest.mark.parametrize(
    "requires",
    ["[tre anbud, ett underlag]", "[ett underlag, tre anbud]"],
    ids=["as written", "in another order"],
)
def test_what_is_required_first_may_be_told_in_any_order(tmp_path, requires):
    expected = (
        "{outcome: answered, decides: chef, cites: [ordning#p1], "
        f"requires: {requires}}}"
    )
    result = replay_scenario(tmp_path, expected)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    "expected",
    [
        "requires: tre anbud",
        "requires: [tre anbud, ett beslut]",
        "requires: [tre anbud, ett underlag, samråd]",
        "decides: namnd",
        "approves: fullmaktige",
    ],
)
def test_anything_else_than_the_rules_say_is_a_miss(tmp_path, expected):
    points = "" if "decides" in expected else "decides: chef, "
    whole = f"{{outcome: answered, {points}{expected}, cites: [ordning#p1]}}"
    result = replay_scenario(tmp_path, whole)
    assert result.exit_code == 1
    assert "precis-hundra-tusen" in result.output


@pytest.mark.parametrize("cites", ["[ordning#p2]", "[ordning#p1, ordning#p2]"])
def test_the_right_answer_for_another_reason_is_a_miss(tmp_path, cites):
    expected = f"{{outcome: answered, decides: chef, cites: {cites}}}"
    assert replay_scenario(tmp_path, expected).exit_code == 1


def nearest_of(place, expected):
    """Return the nearest rule of the only miss, when small purchases expect this."""
    scenarios = SCENARIOS.replace(
        "{outcome: answered, decides: chef, cites: [ordning#p1]}", expected
    )
    write_town(place, scenarios=scenarios)
    (missed,) = json.loads(check(place, "--format", "json").stdout)["missed"]
    return missed["nearest"] and missed["nearest"]["rule"]


def test_the_nearest_rule_gives_what_is_missing(tmp_path):
    expected = (
        "{outcome: answered, decides: chef, approves: fullmaktige, cites: [ordning#p1]}"
    )
    assert nearest_of(tmp_path, expected) == "provby/stora"


def test_a_rule_that_only_decides_is_not_nearest_to_an_approval(tmp_path):
    expected = (
        "{outcome: answered, decides: chef, approves: namnd, cites: [ordning#p1]}"
    )
    assert nearest_of(tmp_path, expected) is None


def test_a_rule_that_decides_otherwise_is_not_nearest_to_a_decision(tmp_path):
    expected = "{outcome: answered, decides: fullmaktige, cites: [ordning#p2]}"
    assert nearest_of(tmp_path, expected) is None
