"""Findings that a pack accepts, and acceptances of nothing."""

import pytest

from tests.lint.packs import REVIEW, kinds, lay_out, line_of, linted, only, shown
from tests.support.terminal import run
from tests.support.town import rule_text

CLASH = (
    rule_text("till-namnden", matter="inkop", decides="namnd"),
    rule_text("till-chefen", matter="inkop", decides="chef"),
)
ACCEPTED = """\
accepted:
  - finding: contradiction
    rules: [till-chefen, by/till-namnden]
    reason: Dokumentet motsäger sig självt.
"""


def test_an_accepted_finding_no_longer_fails_and_keeps_its_reason(folder):
    lay_out(folder, *CLASH, accepted=ACCEPTED)

    found = linted()

    assert found["findings"] == []
    (accepted,) = found["accepted"]
    assert accepted["kind"] == "contradiction"
    assert accepted["accepted"]["reason"] == "Dokumentet motsäger sig självt."
    assert accepted["accepted"]["file"].endswith("accepted.yaml")
    assert accepted["accepted"]["line"] == 2


def test_an_acceptance_covers_only_what_it_names(folder):
    lay_out(
        folder,
        *CLASH,
        rule_text("till-styrelsen", matter="inkop", decides="styrelse"),
        accepted=ACCEPTED,
    )

    assert set(kinds(linted())) == {"contradiction", "stale_acceptance"}


def test_an_acceptance_of_nothing_is_itself_found(folder):
    lay_out(folder, CLASH[0], accepted=ACCEPTED)

    finding = only(linted(), "stale_acceptance")
    again = shown(finding, 0)

    assert finding["severity"] == "warning"
    assert finding["rules"] == ["by/till-chefen", "by/till-namnden"]
    assert line_of(finding) == "- finding: contradiction"
    assert [f["kind"] for f in again["findings"]] == ["stale_acceptance"]


def test_a_document_is_accepted_without_its_pack(folder):
    accepted = """\
accepted:
  - finding: unknown_review
    about: ordning
    reason: Den bär inget datum.
"""
    lay_out(folder, sources=REVIEW % "", accepted=accepted)

    found = linted()

    assert found["findings"] == []
    assert [f["about"] for f in found["accepted"]] == [["by/ordning"]]


@pytest.mark.parametrize(
    ("written", "remedy"),
    [("gapp", "menade du `gap`?"), ("luckor", "som `mandat lint` skriver den")],
)
def test_an_acceptance_of_a_kind_that_is_none_is_an_error(folder, written, remedy):
    """It hides nothing, and what it was to accept is found besides."""
    accepted = ACCEPTED.replace("contradiction", written)
    lay_out(folder, *CLASH, accepted=accepted)

    found = {f["kind"]: f for f in linted()["findings"]}
    finding = found["unknown_kind"]

    assert set(found) == {"contradiction", "unknown_kind"}
    assert finding["severity"] == "error"
    assert f"`{written}`" in finding["says"]
    assert remedy in finding["remedy"]
    assert line_of(finding) == f"- finding: {written}"
    shown(finding, 1)


def test_an_acceptance_needs_a_reason(folder):
    lay_out(folder, accepted=ACCEPTED.replace("reason", "because"))

    result = run("lint --rules rules")

    assert result.exit_code == 2
    assert "ingenting godtas utan skäl" in result.stderr
