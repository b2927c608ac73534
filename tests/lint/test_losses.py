"""Rules that never prevail, or that a text of higher rank sets aside."""

from tests.lint.packs import (
    SOURCES,
    VOCABULARY,
    kinds,
    lay_out,
    line_of,
    linted,
    only,
    shown,
    with_law,
)
from tests.support.town import rule_text


# rules that never prevail ----------------------------------------------------------
def test_a_rule_that_always_loses_is_found_with_what_it_loses_to(folder):
    lay_out(
        folder,
        rule_text("alla", matter="inkop", decides="namnd"),
        rule_text("ersatter", matter="inkop", decides="chef", overrides="alla"),
    )

    finding = only(linted(), "never_prevails")
    answer = shown(finding, 0)

    assert finding["severity"] == "error"
    assert finding["rules"] == ["by/alla", "by/ersatter"]
    assert line_of(finding) == "- id: alla"
    assert "--why" in finding["witness"]
    assert ("by/alla", "by/ersatter") in {
        (loss["rule"], loss["to"]) for loss in answer["trail"]["lost"]
    }


def test_a_rule_whose_conditions_never_hold_is_found(folder):
    lay_out(
        folder,
        rule_text("alla", matter="inkop", decides="namnd"),
        rule_text(
            "omojlig",
            matter="inkop",
            when="{omrade: skola}",
            unless="{omrade: [skola, vard]}",
            decides="chef",
        ),
    )

    finding = only(linted(), "never_prevails")
    answer = shown(finding, 0)

    assert finding["rules"] == ["by/omojlig"]
    assert answer["question"]["given"] == {"omrade": "skola"}
    assert "by/omojlig" in {miss["rule"] for miss in answer["trail"]["failed"]}


def test_a_rule_that_has_ended_is_history_even_if_it_never_prevailed(folder):
    lay_out(
        folder,
        rule_text("alla", matter="inkop", decides="namnd", until="2025-12-31"),
        rule_text("ersatter", matter="inkop", decides="chef", overrides="alla"),
    )

    assert kinds(linted()) == []


def test_a_classification_that_no_rule_asks_for_is_found(folder):
    vocabulary = VOCABULARY + "  lyx: {label: lyx, type: bool}\n"
    lay_out(
        folder,
        rule_text("dyrt-ar-lyx", when="{belopp: {over: 500}}", derive="{lyx: yes}"),
        vocabulary=vocabulary,
    )

    finding = only(linted(), "never_prevails")

    assert finding["about"] == ["lyx"]
    assert shown(finding, 0)["sheets"][0]["id"] == "by/dyrt-ar-lyx"


def test_a_rule_that_prevails_under_a_child_matter_alone_prevails(folder):
    lay_out(
        folder,
        rule_text("allt", matter="inkop", decides="namnd"),
        rule_text("avtalen", matter="avtal", decides="chef"),
    )

    assert kinds(linted()) == []


def test_a_proposal_behind_an_adopted_rule_is_only_told(folder):
    sources = SOURCES + SOURCES.partition("\n")[2].replace(
        "ordning", "forslag"
    ).replace("adopted", "proposal")
    lay_out(
        folder,
        rule_text("antagen", matter="inkop", decides="namnd"),
        rule_text("foreslagen", matter="inkop", decides="chef").replace(
            "ordning#p1", "forslag#p1"
        ),
        sources=sources,
    )

    finding = only(linted(), "never_prevails")

    assert finding["severity"] == "info"
    assert finding["rules"] == ["by/foreslagen", "by/antagen"]


# higher ranks ----------------------------------------------------------------------
def test_a_local_text_that_differs_from_the_law_is_found(folder):
    with_law(
        folder,
        rule_text("lagens", matter="inkop", decides="namnd", mandatory="yes"),
        local=[rule_text("lokal", matter="inkop", decides="chef")],
    )

    finding = only(linted(), "set_aside")
    answer = shown(finding, 0)

    assert finding["severity"] == "warning"
    assert finding["rules"] == ["by/lokal", "lag/lagens"]
    assert finding["cites"] == ["lag/bok#p1"]
    assert finding["municipality"] == "by"
    assert ("by/lokal", "lag/lagens") in {
        (note["rule"], note["by"])
        for note in answer["notes"]
        if note["kind"] == "set_aside"
    }


def test_what_the_law_bans_is_an_error(folder):
    with_law(
        folder,
        rule_text(
            "forbud", constraint="{matter: inkop}", never="[chef]", mandatory="yes"
        ),
        local=[rule_text("lokal", matter="avtal", decides="chef")],
    )

    finding = only(linted(), "unlawful_delegation")

    assert finding["severity"] == "error"
    assert finding["rules"] == ["by/lokal", "lag/forbud"]
    assert shown(finding, 3)["outcome"] == "no_rule"
