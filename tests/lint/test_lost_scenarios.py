"""Scenarios that name what is not there."""

import pytest

from tests.lint.packs import VOCABULARY, kinds, lay_out, line_of, linted, only, shown
from tests.support.town import rule_text

SCENARIO = """\
scenarios:
  - id: kop
    municipality: by
    told: Chefen vill köpa pennor.
    ask: {who: %s}
    given: {omrade: skola}
    expect: {outcome: answered, decides: namnd, cites: [ordning#p1]}
"""


@pytest.fixture
def scenarios(folder):
    made = folder.parent / "scenarios"
    made.mkdir()
    return made


def test_a_scenario_about_a_matter_that_is_gone_is_an_error(folder, scenarios):
    lay_out(folder, rule_text("alla", matter="inkop", decides="namnd"))
    (scenarios / "kop.yaml").write_text(SCENARIO % "inkoop", encoding="utf-8")

    finding = only(linted("--scenarios scenarios"), "lost_scenario")

    assert finding["severity"] == "error"
    assert finding["about"] == ["kop"]
    assert "inkoop" in line_of(finding)
    assert "`inkop`" in finding["remedy"]
    shown(finding, 2)


def test_a_scenario_of_a_municipality_that_is_gone_is_an_error(folder, scenarios):
    lay_out(folder, rule_text("alla", matter="inkop", decides="namnd"))
    text = (SCENARIO % "inkop").replace("municipality: by", "municipality: bygd")
    (scenarios / "kop.yaml").write_text(text, encoding="utf-8")

    finding = only(linted("--scenarios scenarios"), "lost_scenario")

    assert "bygd" in finding["says"]
    shown(finding, 2)


def test_a_scenario_that_cannot_be_read_is_an_error_of_its_own(folder, scenarios):
    lay_out(folder, rule_text("alla", matter="inkop", decides="namnd"))
    text = (SCENARIO % "inkop").replace("told:", "tell:")
    (scenarios / "kop.yaml").write_text(text, encoding="utf-8")

    findings = linted("--scenarios scenarios")["findings"]

    assert {f["kind"] for f in findings} == {"lost_scenario"}
    assert any("`tell`" in f["says"] for f in findings)
    assert all(f["severity"] == "error" for f in findings)


def test_a_word_that_only_a_scenario_uses_is_used(folder, scenarios):
    vocabulary = VOCABULARY.replace("matters:", "matters:\n  fest: {label: fest}")
    lay_out(
        folder,
        rule_text("alla", matter="inkop", decides="namnd"),
        vocabulary=vocabulary,
    )
    assert kinds(linted()) == ["unused_matter"]

    trap = (
        (SCENARIO % "fest")
        .replace("outcome: answered, decides: namnd, ", "")
        .replace(
            "expect: {cites: [ordning#p1]}", "expect: {outcome: no_rule, cites: []}"
        )
    )
    (scenarios / "fest.yaml").write_text(trap, encoding="utf-8")
    assert kinds(linted("--scenarios scenarios")) == []
