"""Bans that a rule which asks for less replaces."""

import pytest

from tests.lint.packs import lay_out, linted, shown
from tests.support.town import rule_text

ACTS = "{actor: chef, does: bestalla}"
SMALL = "{belopp: {max: 100000}}"


def found(folder, *rules):
    lay_out(folder, *rules)
    return linted("--only silenced_ban")["findings"]


def ban(**more):
    return rule_text("nej", conduct=ACTS, verdict="forbidden", **more)


def permit(**more):
    said = {"overrides": "[nej, fylle]", **more}
    return rule_text("ja", conduct=ACTS, verdict="permitted", **said)


def test_a_ban_that_asks_for_more_is_told_with_a_case_in_which_it_yields(folder):
    (finding,) = found(folder, ban(when="{stor: yes}"), permit(when=SMALL))

    assert finding["severity"] == "warning"
    assert finding["rules"] == ["by/ja", "by/nej"]
    assert finding["about"] == ["stor"]
    answer = shown(finding, 0)
    assert answer["question"]["given"]["stor"] is True
    assert answer["answers"][0]["verdict"] == "permitted"
    (note,) = (n for n in answer["notes"] if n["kind"] == "outweighed")
    assert (note["rule"], note["by"]) == ("by/nej", "by/ja")
    assert (note["circumstance"], note["value"]) == ("stor", True)


@pytest.mark.parametrize(
    "rules",
    [
        # the permission asks for it too
        (ban(when="{stor: yes}"), permit(when="{stor: no, belopp: {max: 100000}}")),
        (ban(when="{stor: yes}"), permit(when=SMALL, unless="{stor: yes}")),
        # the ban asks for no more
        (ban(when=SMALL), permit(when="{belopp: {max: 1000}}")),
        # nothing is replaced: they contradict each other, which another check tells
        (ban(when="{stor: yes}"), permit(when=SMALL, overrides="fylle")),
    ],
    ids=["asks", "unless", "no more", "not replaced"],
)
def test_a_rule_that_asks_for_as_much_silences_nothing(folder, rules):
    assert found(folder, *rules) == []
