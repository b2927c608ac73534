"""A ban that a permission replaces, and somebody who tells of what it asks for."""

import datetime as dt

import pytest

from engine import Mandat
from tests.lint.packs import lay_out, linted
from tests.support.town import rule_text

ACTS = "{actor: chef, does: bestalla}"
DAY = dt.date(2026, 3, 1)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return an empty folder of packs beside which the program runs."""
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "rules"
    made.mkdir()
    return made


def ban(name="nej", when="{stor: yes}", **more):
    said = {"mandatory": "yes", **more}
    return rule_text(name, conduct=ACTS, verdict="forbidden", when=when, **said)


def permit(name="ja", overrides="nej", **more):
    return rule_text(
        name, conduct=ACTS, verdict="permitted", overrides=overrides, **more
    )


def verdicts(folder, *rules, **given):
    """Return the verdict of each row of the answer on ordering, and its notes."""
    lay_out(folder, *rules)
    town = Mandat.open(folder, today=lambda: DAY).of("by")
    response = town.may("chef", "bestalla", given=given)
    said = [
        finding.conclusion and finding.conclusion.verdict.value
        for finding in response.findings
    ]
    return said, {note.kind.value for note in response.answer.notes}


def test_who_tells_nothing_is_asked_nothing(folder):
    assert verdicts(folder, ban(), permit()) == (["permitted"], set())


def test_who_tells_of_the_obstacle_is_answered_by_the_ban(folder):
    said, notes = verdicts(folder, ban(), permit(), stor="ja")

    assert said == ["forbidden"]
    assert "outweighed" not in notes


def test_who_tells_that_there_is_none_is_let(folder):
    assert verdicts(folder, ban(), permit(), stor="nej")[0] == ["permitted"]


def test_a_ban_that_is_not_mandatory_yields_whatever_is_told(folder):
    said, notes = verdicts(folder, ban(mandatory="no"), permit(), stor="ja")

    assert said == ["permitted"]
    assert "outweighed" in notes


def test_a_permission_that_asks_for_the_fact_stands(folder):
    rules = ban(), permit(when="{stor: yes}")

    assert verdicts(folder, *rules, stor="ja")[0] == ["permitted"]


def test_one_permission_after_another_yields(folder):
    rules = ban(), permit(overrides="[nej, igen]"), permit("igen")

    assert verdicts(folder, *rules, stor="ja")[0] == ["forbidden"]


def test_the_ban_counts_in_its_own_case_of_a_table(folder):
    rules = ban(when="{stor: yes, belopp: {over: 1000}}"), permit()

    said, _ = verdicts(folder, *rules, stor="ja")

    assert sorted(said) == ["forbidden", "permitted"]


def test_what_another_permission_asks_for_is_no_obstacle(folder):
    rules = (
        ban(when="{stor: yes, belopp: {over: 1000}}"),
        permit(),
        permit("igen", when="{stor: yes}"),
    )

    assert verdicts(folder, *rules, stor="ja")[0] == ["permitted"]


@pytest.mark.parametrize("kind", ["never_prevails", "silenced_ban"])
def test_lint_takes_such_a_ban_for_one_that_counts(folder, kind):
    lay_out(folder, ban(), permit())

    assert linted(f"--only {kind}")["findings"] == []
