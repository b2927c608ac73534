"""An answer says when the law behind it was last compared long ago, or is changing."""

import json

import pytest

from tests.support.market import RULES, SOURCES, write_market
from tests.support.terminal import run

COMING = "        pending: {sv: Gränsen sänks., en: The limit falls.}\n"
PENDING = SOURCES.replace("gist: Stånd.\n", f"gist: Stånd.\n{COMING}")


def notes(rules, on, matter="stånd", *words):
    done = run(f"who {matter} --format json --on {on}", "--rules", rules, *words)
    assert done.exit_code == 0
    return json.loads(done.stdout)["notes"]


@pytest.mark.parametrize(
    ("on", "kinds"),
    [
        ("2020-01-01", []),
        ("2026-03-01", []),
        ("2027-03-01", []),
        ("2027-03-02", ["law_stale"]),
        ("2031-01-01", ["law_stale"]),
    ],
)
def test_law_compared_over_a_year_before_the_day_asked_about_is_told(
    tmp_path, on, kinds
):
    rules = write_market(tmp_path)
    assert [note["kind"] for note in notes(rules, on)] == kinds


def test_the_note_names_the_act_and_the_day_of_the_comparison(tmp_path):
    rules = write_market(tmp_path)
    (note,) = notes(rules, "2027-03-02", "stånd", "--lang", "en")
    assert (note["source"], note["date"]) == ("lag/torglagen", "2026-03-01")
    assert "2026-03-01" in note["text"]
    told = run("who stånd --on 2027-03-02", "--rules", rules).stdout
    assert "Torglagen jämfördes senast 2026-03-01" in told


@pytest.mark.parametrize(
    ("on", "kinds"),
    [
        ("2026-03-01", []),
        ("2026-03-02", ["pending"]),
        ("2028-01-01", ["pending", "law_stale"]),
    ],
)
def test_a_change_that_is_known_to_come_is_told_from_the_comparison_on(
    tmp_path, on, kinds
):
    rules = write_market(tmp_path, sources=PENDING)
    assert [note["kind"] for note in notes(rules, on)] == kinds


def test_only_the_sections_that_an_answer_rests_on_count(tmp_path):
    rules = write_market(tmp_path, sources=PENDING)
    assert notes(rules, "2026-04-01", "avgift") == []
    (note,) = notes(rules, "2026-04-01")
    assert note["passage"] == "lag/torglagen#2-2"
    told = run("who stånd --on 2026-04-01 --lang en", "--rules", rules).stdout
    assert "Chapter 2, Section 2: The limit falls." in told


@pytest.mark.parametrize(
    "sources",
    [
        SOURCES.replace("    consulted: 2026-03-01\n", ""),
        SOURCES.replace("rank: law", "rank: council"),
    ],
)
def test_without_a_day_or_for_a_document_that_is_no_law_nothing_is_told(
    tmp_path, sources
):
    rules = write_market(tmp_path, sources=sources, acts="")
    assert notes(rules, "2031-01-01") == []


def test_a_scenario_may_expect_the_notes(tmp_path):
    rules = write_market(tmp_path, sources=PENDING)
    cases = tmp_path / "scenarios" / "torg.yaml"
    told = cases.read_text("utf-8")
    asked = told.replace(
        "expect: {", "on: 2028-01-01\n    expect: {notes: [pending, law_stale], "
    )
    cases.write_text(asked, "utf-8")
    assert run("check", "--rules", rules).exit_code == 0
    cases.write_text(asked.replace("2028", "2026"), "utf-8")
    assert run("check", "--rules", rules).exit_code == 1


FROM = SOURCES.replace("    consulted:", "    from: 2020-07-01\n    consulted:")


@pytest.mark.parametrize(
    ("on", "outcome", "kinds"),
    [
        ("2020-06-30", "no_rule", ["earlier_law"]),
        ("2020-07-01", "answered", []),
    ],
)
def test_a_day_before_the_act_begins_has_law_that_nobody_has_read(
    tmp_path, on, outcome, kinds
):
    rules = write_market(tmp_path, sources=FROM)
    done = run(f"who tider --format json --on {on}", "--rules", rules)
    told = json.loads(done.stdout)
    assert told["outcome"] == outcome
    assert [note["kind"] for note in told["notes"]] == kinds


def test_the_note_on_earlier_law_names_the_act_and_its_first_day(tmp_path):
    rules = write_market(tmp_path, sources=FROM)
    told = run("who tider --on 2020-06-30", "--rules", rules).stdout
    assert "Torglagen har regler i frågan som gäller först från 2020-07-01" in told
    told = run("who tider --on 2020-06-30 --lang en", "--rules", rules).stdout
    assert "rules on the question that hold only from 2020-07-01" in told


LATER = """\
  - id: dyra-tider
    matter: tider
    when: {dyrt: yes}
    decides: nobody
    from: 2025-01-01
    says: Det som är dyrt beslutar ingen.
    cites: torglagen#2-1
"""
BEFORE_LATER = LATER.replace("from: 2025-01-01", "until: 2024-12-31").replace(
    "dyra-tider", "dyra-tider-forr"
)
DYRT = "\ncircumstances:\n  dyrt: {label: dyrt, type: bool%s}\n"


@pytest.mark.parametrize(
    ("rules", "default", "given", "kinds"),
    [
        (LATER, "", "-g dyrt=ja", ["unread", "earlier_law"]),
        (LATER, "", "", ["earlier_law"]),
        (LATER, "", "-g dyrt=nej", ["unread"]),
        (LATER, ", default: no", "", []),
        (LATER, ", default: no", "-g dyrt=ja", ["unread", "earlier_law"]),
        (LATER.replace("when:", "unless:"), "", "-g dyrt=ja", ["unread"]),
        (LATER + BEFORE_LATER, "", "-g dyrt=ja", []),
    ],
)
def test_a_later_rule_of_law_counts_where_it_may_hold_and_nobody_tells_what_was_before(
    tmp_path, rules, default, given, kinds
):
    packs = write_market(tmp_path, rules=RULES + rules)
    words = packs / "lag" / "vocabulary.yaml"
    words.write_text(words.read_text("utf-8") + DYRT % default, "utf-8")
    done = run(f"who tider --format json --on 2024-12-31 {given}", "--rules", packs)
    assert [note["kind"] for note in json.loads(done.stdout)["notes"]] == kinds
