"""No command says that all is fine where there was nothing to look at."""

import json
from pathlib import Path

import pytest

from tests.support.terminal import run
from tests.support.town import SCENARIOS, write_pack, write_town


@pytest.fixture
def bare(tmp_path):
    """Return the rules of a municipality that has no rule and no scenario."""
    rules = tmp_path / "rules"
    write_pack(rules, "provby")
    (tmp_path / "scenarios").mkdir()
    return rules


@pytest.fixture
def town(tmp_path):
    """Return the rules of the town, with its scenarios beside."""
    return write_town(tmp_path / "town").rules


def asked(command, rules, language="sv"):
    done = run(command, "--rules", rules, "--lang", language)
    return done.exit_code, " ".join((done.stdout + done.stderr).split())


NOTHING = {
    "lint": ("Ingenting är granskat", "Nothing was looked at"),
    "check": ("inget scenario hittades", "no scenario found"),
    "check --coverage": ("inget scenario hittades", "no scenario found"),
    "check --mutate": ("Ingenting är prövat", "Nothing was tried"),
    "sources -m provby": ("Inga stycken är registrerade", "No passages are registered"),
    "train report empty.jsonl": ("Ingen har svarat än", "Nobody has answered yet"),
}


@pytest.mark.parametrize("command", NOTHING)
def test_a_pack_without_rules_and_cases_is_not_fine(bare, command, monkeypatch):
    monkeypatch.chdir(bare.parent)
    Path("empty.jsonl").touch()
    for language, said in zip(("sv", "en"), NOTHING[command], strict=True):
        code, text = asked(command, bare, language)
        assert code == 1
        assert said in text


def test_two_packs_without_rules_are_not_alike(bare):
    for words in (f"{bare} {bare}", "--on 2026-01-01 --on 2027-01-01"):
        code, text = asked(f"diff {words}", bare)
        assert code == 1
        assert "Ingenting är jämfört: ingen av utgåvorna har någon regel" in text
    done = run("diff", bare, bare, "--format", "json")
    found = json.loads(done.stdout)
    assert (found["is_compared"], found["summary"]["rules"]) == (False, 0)


def test_a_word_that_no_rule_is_about_is_not_alike(town):
    code, text = asked(f"diff {town} {town} --only skola", town)
    assert code == 2  # a value is nothing to keep to
    code, text = asked(f"diff {town} {town} --only lova", town)
    assert code == 1
    assert "ingen av utgåvorna har någon regel om lova något" in text


def test_editions_that_are_alike_are_told_with_how_many_rules(town):
    code, text = asked(f"diff {town} {town}", town)
    assert code == 0
    assert "utgåvorna säger detsamma" in text
    assert text.endswith("· 3 regler")


def test_lint_tells_how_much_it_looked_at(town, tmp_path):
    _, text = asked("lint", town)
    assert text.endswith("Granskat: 3 regler, 4 scenarier")
    (tmp_path / "town" / "scenarios" / "provby" / "fall.yaml").unlink()
    (tmp_path / "town" / "scenarios" / "provby").rmdir()
    (tmp_path / "town" / "scenarios").rmdir()
    _, text = asked("lint", town, "en")
    assert text.endswith("Looked at: 3 rules, no scenarios")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("check", "bredvid reglerna finns inga scenarier"),
        ("train", "här finns inga övningsfall"),
        ("train handout", "här finns inga övningsfall"),
    ],
)
def test_shipped_scenarios_do_not_stand_in_for_those_that_lack(town, command, said):
    folder = town.parent / "scenarios"
    (folder / "provby" / "fall.yaml").unlink()
    (folder / "provby").rmdir()
    folder.rmdir()
    code, text = asked(command, town)
    assert code == 2
    assert said in text


@pytest.mark.parametrize("selection", ["-k finnsinte", "-m provby -k finnsinte"])
def test_a_selection_without_scenarios_is_not_fine(town, selection):
    code, text = asked(f"check {selection}", town)
    assert (code, text) == (1, "inget scenario hittades")


@pytest.mark.parametrize("text", ["scenarios:\n", "{}\n", "", "dilemmas: []\n"])
def test_a_file_without_scenarios_is_not_fine(town, text):
    (town.parent / "scenarios" / "provby" / "fall.yaml").write_text(text, "utf-8")
    code, _ = asked("check", town)
    assert code in {1, 2}


def test_a_scenario_without_expectation_is_refused(town):
    file = town.parent / "scenarios" / "provby" / "fall.yaml"
    for expect in ("", "    expect: {}\n"):
        head, _, _ = SCENARIOS.partition("    expect:")
        file.write_text(head + expect, "utf-8")
        code, text = asked("check", town)
        assert code == 2
        assert "expect" in text or "väntat" in text


def test_options_before_a_verb_below_another_count_or_are_refused(tmp_path):
    write_town(tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Text.", "utf-8")
    rules = tmp_path / "rules"
    before = run(
        "sources -m provby --format json --rules", rules, "verify", tmp_path / "texts"
    )
    behind = run(
        "sources verify -m provby --format json --rules", rules, tmp_path / "texts"
    )
    assert before.exit_code == behind.exit_code == 1
    assert json.loads(before.stdout) == json.loads(behind.stdout)
    unknown = run("sources -m ingenstans verify --rules", rules, tmp_path / "texts")
    assert unknown.exit_code == 2


# facts that nothing reads -----------------------------------------------------------

GIVEN = SCENARIOS.replace("{belopp: 100000}", "{belopp: 100000, omrade: skola}")


def test_a_fact_of_a_scenario_that_no_rule_reads_is_told(tmp_path):
    rules = write_town(tmp_path, scenarios=GIVEN).rules
    code, text = asked("check", rules)
    assert code == 0
    told = (
        "1 given uppgift läses av ingen regel om frågan: omrade (precis-hundra-tusen)"
    )
    assert text.endswith(told)
    done = run("check --format json --rules", rules)
    (unread,) = json.loads(done.stdout)["unread"]
    assert unread["circumstance"] == "omrade"
    assert unread["scenario"] == "precis-hundra-tusen"
    # who knows it says so
    known = GIVEN.replace("cites: [ordning#p1]}", "cites: [ordning#p1], notes: unread}")
    rules = write_town(tmp_path, scenarios=known).rules
    assert json.loads(run("check --format json --rules", rules).stdout)["unread"] == []


@pytest.mark.parametrize(
    "question",
    [
        "who inköp -g belopp=1",
        "who avtal -g belopp=1",
        "route politiker rektor",
        "may politiker 'lova något'",
        "ask 'vem beslutar om inköp för 50 kronor'",
    ],
)
def test_a_fact_that_is_given_and_not_read_is_told_in_every_answer(town, question):
    words = ("-m", "provby", "-g", "omrade=skola", "--rules", town)
    text = " ".join(run(question, *words).stdout.split())
    assert "Används inte i någon regel om frågan: område: skola." in text
    found = json.loads(run(question, *words, "--format", "json").stdout)
    answer = found.get("answer", found)
    assert "unread" in {note["kind"] for note in answer["notes"]}
