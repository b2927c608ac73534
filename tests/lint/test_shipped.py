"""What lint finds in the shipped packs, and how it is shown."""

import datetime as dt
import json
import re
import shlex

import pytest

from engine.lint.kinds import Severity
from engine.rulebook.model.rules import RuleKind
from tests.lint.packs import DAY
from tests.support.shipped import shipped_jurisdictions
from tests.support.terminal import run


@pytest.fixture(scope="module")
def shipped_result():
    result = run(f"lint --format json --on {DAY}")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.slow
def test_the_shipped_packs_have_no_error_and_no_finding_left_unexplained(
    shipped_result,
):
    assert shipped_result["findings"] == []
    assert all(f["severity"] == "warning" for f in shipped_result["accepted"])
    assert all(f["accepted"]["reason"] for f in shipped_result["accepted"])


@pytest.mark.slow
def test_the_shipped_packs_differ_from_the_law_where_their_documents_do(shipped_result):
    """T1 (the instruction), T7 (the auditor), appeals: in Kungsör's guideline."""
    aside = {
        (f["municipality"], f["rules"][0], f["cites"][0])
        for f in shipped_result["accepted"]
        if f["kind"] == "set_aside"
    }

    assert aside == {
        (
            "kungsor",
            "kungsor/instruktion-for-kommundirektoren",
            "kommunallagen/kl#7-2",
        ),
        (
            "kungsor",
            "kungsor/fortroendevald-gar-via-forvaltningschefen",
            "kommunallagen/kl#12-9",
        ),
        ("kungsor", "kungsor/forvaltningschefen-ar-ingangen", "kommunallagen/kl#12-9"),
        # a citizen contacts whom they like, but hands in an appeal where the act says
        ("kungsor", "kungsor/medborgare-kontaktar-vem-de-vill", "kommunallagen/fl#43"),
    }


@pytest.mark.slow
def test_kungsors_yearly_review_is_not_known_to_have_been_done(shipped_result):
    reviews = [f["about"] for f in shipped_result["accepted"] if "review" in f["kind"]]

    assert reviews == [["kungsor/spelregler"]]


@pytest.mark.slow
def test_every_witness_in_the_shipped_packs_runs(shipped_result):
    for finding in shipped_result["accepted"]:
        program, *words = shlex.split(finding["witness"])
        result = run(shlex.join(words))

        assert program == "mandat"
        assert result.exit_code in {0, 3}, (finding["witness"], result.output)
        if finding["kind"] == "gap":
            assert not re.search(r"^  beslutar", result.stdout, re.MULTILINE)


@pytest.mark.slow
def test_one_municipality_is_linted_with_the_packs_it_uses():
    result = run(f"lint -m kungsör --format json --on {DAY}")
    found = json.loads(result.stdout)

    assert result.exit_code == 0, result.output
    assert {f["municipality"] for f in found["accepted"]} == {"kungsor"}
    assert found["findings"] == []


def test_severities_are_what_the_exit_code_rests_on():
    assert [severity.value for severity in Severity] == ["error", "warning", "info"]


def test_no_rule_of_the_law_holds_before_an_act_that_it_rests_on():
    """An answer may not cite an act that was not there yet."""
    law = shipped_jurisdictions()[""]
    early = [
        rule.id
        for rule in law.rules
        if rule.kind is not RuleKind.CONSTRAINT  # which no answer cites
        for source in {cite.rpartition("#")[0] for cite in rule.cites}
        if (first := law.sources[source].validity.first)
        and rule.is_in_force(first - dt.timedelta(days=1))
    ]

    assert early == []
