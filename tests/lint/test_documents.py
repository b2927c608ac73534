"""Passages that nobody accounts for, and reviews that are due."""

import pytest

from tests.lint.packs import (
    REVIEW,
    SOURCES,
    kinds,
    lay_out,
    line_of,
    linted,
    only,
    shown,
)


def test_a_passage_without_rule_or_reason_is_an_error(folder):
    lay_out(folder, sources=SOURCES + '      p2: {section: "2", gist: Mer.}\n')

    finding = only(linted(), "unaccounted_passage")

    assert finding["severity"] == "error"
    assert finding["about"] == ["by/ordning#p2"]
    assert line_of(finding).startswith("p2:")
    assert shown(finding, 0)["sheets"][0]["id"] == "by/ordning#p2"


def test_a_reason_that_is_not_needed_is_told(folder):
    sources = SOURCES.replace("gist:", "reason: value, gist:")
    lay_out(folder, sources=sources)

    finding = only(linted(), "needless_reason")

    assert finding["severity"] == "info"
    assert finding["about"] == ["by/ordning#p1"]


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        ("", "unknown_review"),
        (", last: 2025-11-21", "overdue_review"),
        (", last: 2025-11-22", None),
    ],
)
def test_a_review_is_due_a_year_after_the_last(folder, last, kind):
    lay_out(folder, sources=REVIEW % last)

    found = linted()

    assert kinds(found) == ([kind] if kind else [])
    for finding in found["findings"]:
        assert finding["severity"] == "warning"
        assert finding["about"] == ["by/ordning"]
        assert shown(finding, 0)["sheets"][0]["id"] == "by/ordning"


def test_a_review_is_counted_from_adoption_when_there_was_none(folder):
    sources = (REVIEW % "").replace(
        "status: adopted", "status: adopted\n    adopted: %s"
    )
    lay_out(folder, sources=sources % "2026-01-01")
    assert kinds(linted()) == []

    lay_out(folder, sources=sources % "2024-01-01")
    assert "2025-01-01" in only(linted(), "overdue_review")["says"]
