"""Rules that contradict each other, and cases in which nobody decides."""

import re

from tests.lint.packs import kinds, lay_out, line_of, linted, only, shown
from tests.support.town import rule_text


# contradictions --------------------------------------------------------------------
def test_two_contradicting_rules_are_found_with_a_question_that_shows_it(folder):
    lay_out(
        folder,
        rule_text("till-namnden", matter="inkop", decides="namnd"),
        rule_text("till-chefen", matter="inkop", decides="chef"),
    )

    finding = only(linted(), "contradiction")
    answer = shown(finding, 3)

    assert finding["severity"] == "error"
    assert finding["rules"] == ["by/till-chefen", "by/till-namnden"]
    assert line_of(finding) == "- id: till-chefen"
    assert answer["outcome"] == "conflict"
    assert set(finding["rules"]) <= set(answer["rules"])


def test_the_witness_says_only_what_the_contradiction_needs(folder):
    lay_out(
        folder,
        rule_text(
            "dyrt", matter="inkop", when="{belopp: {over: 500}}", decides="namnd"
        ),
        rule_text("skola", matter="inkop", when="{omrade: skola}", decides="chef"),
        rule_text("akut", matter="inkop", when="{bradska: yes}", informed="[chef]"),
        rule_text(
            "annars",
            matter="inkop",
            when="{belopp: {max: 500}, omrade: vard}",
            decides="chef",
        ),
    )

    found = [f for f in linted()["findings"] if f["kind"] == "contradiction"]

    assert [f["rules"] for f in found] == [["by/dyrt", "by/skola"]]
    # the least amount above the limit would do too; what matters is that both are said
    # and that brådska, on which nothing turns, is not
    assert re.search(r'-g "?belopp=\d', found[0]["witness"])
    assert "-g område=skola" in found[0]["witness"]
    assert "brådska" not in found[0]["witness"]
    assert shown(found[0], 3)["outcome"] == "conflict"


def test_a_more_specific_rule_is_no_contradiction(folder):
    lay_out(
        folder,
        rule_text("alla", matter="inkop", decides="namnd"),
        rule_text("skola", matter="inkop", when="{omrade: skola}", decides="chef"),
    )

    assert kinds(linted()) == []


def test_a_contradiction_that_has_ended_is_history(folder):
    lay_out(
        folder,
        rule_text("till-namnden", matter="inkop", decides="namnd"),
        rule_text("till-chefen", matter="inkop", decides="chef", until="2025-12-31"),
    )

    assert kinds(linted()) == []


def test_a_contradiction_to_come_is_shown_on_its_day(folder):
    begins = {"from": "2027-07-01"}
    lay_out(
        folder,
        rule_text("till-namnden", matter="inkop", decides="namnd"),
        rule_text("till-chefen", matter="inkop", decides="chef", **begins),
    )

    finding = only(linted(), "contradiction")

    assert "--on 2027-07-01" in finding["witness"]
    assert shown(finding, 3)["outcome"] == "conflict"


def test_classifications_that_disagree_are_a_contradiction(folder):
    lay_out(
        folder,
        rule_text("dyrt-ar-stort", when="{belopp: {over: 500}}", derive="{stor: yes}"),
        rule_text("skolan-ar-liten", when="{omrade: skola}", derive="{stor: no}"),
        rule_text("stora", matter="inkop", when="{stor: yes}", decides="namnd"),
        rule_text("sma", matter="inkop", when="{stor: no}", decides="chef"),
    )

    found = [f for f in linted()["findings"] if f["kind"] == "contradiction"]
    answer = shown(found[0], 3)

    assert [(f["rules"], f["about"]) for f in found] == [
        (["by/dyrt-ar-stort", "by/skolan-ar-liten"], ["stor"])
    ]
    assert "classifications_disagree" in {note["kind"] for note in answer["notes"]}


def test_what_a_classification_rules_out_is_no_contradiction(folder):
    """Both rules hold only if somebody says that a small sum is a large purchase."""
    lay_out(
        folder,
        rule_text("dyrt-ar-stort", when="{belopp: {over: 500}}", derive="{stor: yes}"),
        rule_text("billigt-ar-litet", when="{belopp: {max: 500}}", derive="{stor: no}"),
        rule_text("stora", matter="inkop", when="{stor: yes}", decides="namnd"),
        rule_text("sma", matter="inkop", when="{belopp: {max: 500}}", decides="chef"),
    )

    assert kinds(linted()) == []


# gaps ------------------------------------------------------------------------------
def test_a_gap_is_found_with_a_question_that_nobody_decides(folder):
    lay_out(
        folder,
        rule_text("sma", matter="inkop", when="{belopp: {max: 500}}", decides="chef"),
        rule_text(
            "stora", matter="inkop", when="{belopp: {min: 502}}", decides="namnd"
        ),
    )

    finding = only(linted(), "gap")
    answer = shown(finding, 3)

    assert finding["severity"] == "warning"
    assert finding["rules"] == ["by/sma", "by/stora"]
    assert finding["about"] == ["inkop"]
    assert answer["outcome"] == "no_rule"
    assert 500 < answer["question"]["given"]["belopp"] < 502
    assert "fall till" not in finding["says"]


def test_a_case_in_which_somebody_only_prepares_is_a_gap_too(folder):
    lay_out(
        folder,
        rule_text("skola", matter="inkop", when="{omrade: skola}", decides="chef"),
        rule_text("bereds", matter="inkop", prepares="[namnd]"),
    )

    finding = only(linted(), "gap")

    assert "decides" not in shown(finding, 0)["answers"][0]


def test_a_gap_tells_in_how_many_cases_more_nobody_decides(folder):
    lay_out(
        folder,
        rule_text(
            "skola", matter="inkop", when="{omrade: skola, stor: no}", decides="chef"
        ),
    )

    # a school's large purchase, and the other field's large and small ones
    assert "(och i 2 fall till)" in only(linted(), "gap")["says"]


def test_a_matter_that_nobody_ever_decides_is_no_gap(folder):
    lay_out(folder, rule_text("bereds", matter="inkop", prepares="[namnd]"))

    assert kinds(linted()) == []


def test_a_gap_that_a_child_matter_inherits_is_told_once(folder):
    lay_out(
        folder,
        rule_text("skola", matter="inkop", when="{omrade: skola}", decides="chef"),
        rule_text("avtal", matter="avtal", informed="[namnd]"),
    )

    assert only(linted(), "gap")["about"] == ["inkop"]
