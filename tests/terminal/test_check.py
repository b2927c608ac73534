"""`mandat check --mutate` tells what no scenario notices, and how to notice it."""

import json

import pytest

from tests.support.town import (
    RULES,
    SCENARIOS,
    check,
    without_scenario,
    write_town,
)


def test_check_mutate_tells_what_survives_with_a_sketch_and_ends_with_1(tmp_path):
    write_town(tmp_path, scenarios=without_scenario(SCENARIOS, "en-krona-over"))
    result = check(tmp_path, "--mutate")
    assert result.exit_code == 1
    assert "ändringar som märktes" in result.stdout
    assert "• provby/stora  (" in result.stdout
    assert "    approves fullmaktige → –\n" in result.stdout
    assert "      - id: provar-stora\n" in result.stdout
    assert "when belopp → –" not in result.stdout.split("provby/stora")[0]


def test_check_mutate_is_content_when_all_is_noticed(tmp_path):
    write_town(tmp_path)
    result = check(tmp_path, "--mutate", language="en")
    assert result.exit_code == 0
    assert result.stdout == (
        "Changes of one rule at a time\n"
        "  rules changed    3\n"
        "  changes noticed  20 of 20 (100%)\n"
        "  alter no answer  1\n"
    )


def test_changes_without_effect_are_listed_when_asked_for(tmp_path):
    write_town(tmp_path)
    text = check(tmp_path, "--mutate", "--equivalent").stdout
    assert "Ändringar som inte ändrar något svar\n  • provby/sma\n" in text
    data = json.loads(
        check(tmp_path, "--mutate", "--equivalent", "--format", "json").stdout
    )
    assert data["mutation"]["equivalents"] == [
        {"rule": "provby/sma", "change": "when belopp → –"}
    ]


def test_mutation_as_json_has_counts_a_score_and_every_survivor(tmp_path):
    write_town(tmp_path, scenarios=without_scenario(SCENARIOS, "branden"))
    result = check(tmp_path, "--mutate", "--format", "json")
    found = json.loads(result.stdout)
    assert found["schema"] == 1
    mutation = found["mutation"]
    assert mutation["noticed"] + mutation["survived"] == 20
    assert mutation["score"] == round(mutation["noticed"] / 20, 4)
    assert [s["change"] for s in mutation["survivors"]] == ["unless → –"]
    (survivor,) = mutation["survivors"]
    assert survivor["rule"] == "provby/vagen"
    assert survivor["fate"] == "survived"
    assert survivor["file"].endswith("provby/rules.yaml")
    assert survivor["line"] == RULES[: RULES.index("id: vagen")].count("\n") + 1
    assert survivor["because"] is None
    assert "given: {akut: yes}" in survivor["scenario"]


EXCUSE = """\
survivors:
  - rule: provby/vagen
    change: {change}
    because: Det brinner aldrig i Provby.
"""


def excuse(place, change):
    """Write that a change of the way may go unnoticed."""
    file = place / "scenarios" / "provby" / "survivors.yaml"
    file.write_text(EXCUSE.format(change=change), encoding="utf-8")


def test_a_survivor_with_a_reason_is_told_and_content(tmp_path):
    write_town(tmp_path, scenarios=without_scenario(SCENARIOS, "branden"))
    excuse(tmp_path, "unless → –")
    result = check(tmp_path, "--mutate")
    assert result.exit_code == 0
    assert "Ändringar som får passera omärkta" in result.stdout
    assert "      Det brinner aldrig i Provby.\n" in result.stdout
    assert "provar-vagen" not in result.stdout


@pytest.mark.parametrize(
    ("change", "what", "remedy"),
    [
        (
            "unless → –",
            (
                "ändringen `unless → –` av `provby/vagen` passerar inte omärkt: "
                "`branden` märker den [survivor/noticed]"
            ),
            "ta bort posten",
        ),
        (
            "unles → –",
            "ingen ändring `unles → –` av `provby/vagen` prövas [survivor/untried]",
            "menade du `unless → –`?",
        ),
    ],
)
def test_a_stale_survivor_is_a_problem_with_its_place(change, what, remedy, tmp_path):
    write_town(tmp_path)
    excuse(tmp_path, change)
    result = check(tmp_path, "--mutate")
    assert result.exit_code == 1
    assert f"survivors.yaml:3:13: {what}\n    {remedy}\n" in result.stderr


def test_a_survivor_that_alters_no_answer_is_stale_too(tmp_path):
    write_town(tmp_path)
    file = tmp_path / "scenarios" / "provby" / "survivors.yaml"
    text = EXCUSE.format(change="when belopp → –").replace("vagen", "sma")
    file.write_text(text, encoding="utf-8")
    result = check(tmp_path, "--mutate")
    assert result.exit_code == 1
    assert "ändrar inget svar, så inget scenario kan märka den" in result.stderr


def test_with_words_only_what_those_scenarios_exercise_is_changed(tmp_path):
    write_town(tmp_path)
    excuse(tmp_path, "unless → –")  # noticed, so it is stale
    result = check(tmp_path, "--mutate", "-k", "hundra", language="en")
    assert "rules changed    1\n" in result.stdout
    assert result.exit_code == 0
    assert "survivors.yaml" not in result.stderr
    result = check(tmp_path, "--mutate", "-k", "samtalet", language="en")
    assert "rules changed    1\n" in result.stdout
    assert "`branden` notices it" in result.stderr


def test_survivors_are_no_scenarios_and_checked_like_any_file(tmp_path):
    write_town(tmp_path)
    excuse(tmp_path, "unless → –")
    assert check(tmp_path).exit_code == 0
    file = tmp_path / "scenarios" / "provby" / "survivors.yaml"
    file.write_text("survivors:\n  - rule: provby/vagen\n", encoding="utf-8")
    result = check(tmp_path)
    assert result.exit_code == 2
    assert "saknar `change`" in result.stderr
    assert "saknar `because`" in result.stderr
