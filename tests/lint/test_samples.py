"""Sample questions that are about something else than their rule."""

import json

import pytest

from tests.lint.packs import VOCABULARY, kinds, lay_out, linted, shown
from tests.support.terminal import run
from tests.support.town import rule_text

GROUP = VOCABULARY.replace(
    "  chef: {label: chefen}",
    "  chef: {label: chefen}\n  gruppen: {label: ledningsgruppen}",
)
ADVICE = rule_text(
    "rad",
    matter="avtal",
    consulted="gruppen",
    says="Ledningsgruppen hörs om avtal.",
    cites="ordning#p1",
)


def decision(*asks, **keys):
    parts = {"matter": "inkop", "decides": "namnd", **keys}
    return rule_text(
        "fallet",
        **parts,
        says="Nämnden beslutar om inköp.",
        cites="ordning#p1",
        asks=json.dumps(asks, ensure_ascii=False),
    )


def found_of(kind, options=""):
    return [f for f in linted(options)["findings"] if f["kind"] == kind]


# words ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "is_stray"),
    [
        # the fault that was found by reading: the management group on another's rule
        ("får ledningsgruppen besluta", True),
        ("vem beslutar i ledningsgruppen", True),
        ("får ledningsgruppen besluta om inköp", False),
        ("får nämnden besluta", False),
        ("får styrelsen besluta", False),  # a kind of committee
        ("vem beslutar om inköp", False),
        ("hur gör vi då", False),  # names nobody
    ],
)
def test_a_sample_that_only_names_another_role_is_stray(folder, ask, is_stray):
    lay_out(folder, decision(ask), ADVICE, vocabulary=GROUP)
    found = found_of("stray_sample")

    assert bool(found) == is_stray
    for finding in found:
        assert finding["rules"] == ["by/fallet"]
        assert finding["about"] == ["gruppen"]
        assert ask in finding["says"]
        assert shown(finding, 0)["sheets"][0]["id"] == "by/fallet"


# answers --------------------------------------------------------------------------


def test_samples_are_read_only_where_that_is_wished(folder):
    lay_out(folder, decision("hur gör vi då"))

    assert kinds(linted()) == []
    assert kinds(linted("--samples")) == ["unanswered_sample"]


@pytest.mark.parametrize(
    ("asks", "missed"),
    [
        (["vem beslutar om inköp"], []),
        (["vem beslutar om inköp", "hur gör vi då"], ["hur gör vi då"]),
        (
            ["vem beslutar om inköp", "får chefen beställa"],
            ["får chefen beställa"],  # is as much about ordering
        ),
    ],
)
def test_a_sample_is_answered_by_its_own_rule(folder, asks, missed):
    lay_out(folder, decision(*asks))
    found = found_of("unanswered_sample", "--samples")

    assert len(found) == len(missed)
    for finding, ask in zip(found, missed, strict=True):
        assert ask in finding["says"]
        assert f'ask "{ask}"' in finding["witness"]
        assert shown(finding, 3)["understood"]["text"] == ask


def test_a_sample_of_another_case_is_told(folder):
    """The words of a sample must give the circumstance that its rule asks for."""
    lay_out(
        folder,
        decision("vem beslutar om inköp på söndagar", when="{bradska: yes}"),
        rule_text(
            "lugnt",
            matter="inkop",
            decides="chef",
            when="{bradska: no}",
            says="Chefen beslutar om inköp i lugn och ro.",
            cites="ordning#p1",
        ),
    )
    (finding,) = found_of("unanswered_sample", "--samples")

    assert finding["rules"] == ["by/fallet"]


def test_an_acceptance_of_samples_is_not_stale_where_they_are_not_read(folder):
    accepted = (
        "accepted:\n  - finding: unanswered_sample\n    rules: fallet\n"
        "    reason: Så säger folk.\n"
    )
    lay_out(folder, decision("hur gör vi då"), accepted=accepted)

    assert kinds(linted()) == []
    assert kinds(linted("--samples")) == []


@pytest.mark.parametrize(
    ("language", "part"), [("sv", "exempelfrågan"), ("en", "the sample question")]
)
def test_what_is_missed_is_told_in_both_languages(folder, language, part):
    lay_out(folder, decision("hur gör vi då"))
    options = f"--samples --lang {language} --on 2026-11-22"
    result = run(f"lint --rules rules {options}")

    assert part in result.stdout
    assert "hur gör vi då" in result.stdout
