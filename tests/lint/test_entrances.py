"""Two questions that ask the same, answered in different ways."""

import pytest

from tests.lint.packs import linted, shown
from tests.support.terminal import run
from tests.support.town import rule_text, write_pack

WORDS = """\
roles:
  namnd: {{label: nämnden}}
  chef: {{label: chefen}}
  ledamot: {{label: ledamot}}
  ordforande: {{label: ordförande, is: [ledamot]}}
  utsedd: {{label: utsedd, is: [ledamot], named_among: [ledamot]}}
matters:
  akut: {{label: akut ärende}}
acts:
  besluta: {{label: besluta}}
  bradska:
    label: besluta i brådska
    same_as: {same_as}
circumstances:
  grund: {{label: grund, type: enum, values: {{uppdrag: uppdrag, annan: annan}}}}
  uppdrag: {{label: uppdraget, type: bool}}
  invantas: {{label: inväntas, type: bool}}
"""
SOURCES = """\
sources:
  ordning:
    title: ordning
    rank: board
    status: adopted
    passages:
      p1: {section: "1", gist: Allt.}
"""
SAME_ACT = "{act: besluta, when: {uppdrag: yes}, there: {grund: uppdrag}}"


def look(folder, same_as, *rules):
    write_pack(
        folder,
        "by",
        vocabulary=WORDS.format(same_as=same_as),
        sources=SOURCES,
        regler="rules:\n" + "".join(rules),
    )
    return linted("--only another_answer")["findings"]


def may(name, actor, verdict, does="bradska", **more):
    return rule_text(
        name, conduct=f"{{actor: {actor}, does: {does}}}", verdict=verdict, **more
    )


def second(finding):
    """Run the other question, which stands in the sentence; return its answer."""
    command = finding["says"].rpartition(": `")[2].rstrip("`")
    assert command.startswith("mandat ")
    result = run(f"{command.removeprefix('mandat ')} --rules rules --format json")
    assert result.exit_code == 0, result.output
    return result.stdout


LETS = may(
    "far", "ledamot", "permitted", "besluta", when="{grund: uppdrag, invantas: no}"
)


def test_what_one_act_forbids_outright_and_another_lets_is_told_with_both(folder):
    (finding,) = look(folder, SAME_ACT, LETS, may("nej", "ledamot", "forbidden"))

    assert finding["severity"] == "error"
    assert finding["rules"] == ["by/nej", "by/far"]
    assert finding["about"] == ["bradska", "besluta"]
    assert finding["says"].startswith("`by/nej` förbjuder det som `by/far` låter ske")
    (answer,) = shown(finding, 0)["answers"]
    assert answer["verdict"] == "forbidden"
    assert '"permitted"' in second(finding)


def test_what_one_act_lets_and_another_forbids_is_told_too(folder):
    forbids = may("nej", "ledamot", "forbidden", "besluta", when="{grund: uppdrag}")

    (finding,) = look(folder, SAME_ACT, forbids, may("ja", "ledamot", "permitted"))

    assert finding["rules"] == ["by/ja", "by/nej"]
    assert "tillåter" in finding["says"]
    assert '"forbidden"' in second(finding)


@pytest.mark.parametrize(
    "rules",
    [
        # both ask whether it can be awaited
        (LETS, may("ja", "ledamot", "permitted", when="{invantas: no}")),
        # without the commission it is another question
        (LETS, may("nej", "ledamot", "forbidden", when="{uppdrag: no}")),
        # on another ground too
        (
            may("far", "ledamot", "permitted", "besluta", when="{grund: annan}"),
            may("nej", "ledamot", "forbidden"),
        ),
        # nobody is asked about in both
        (LETS, may("nej", "chef", "forbidden")),
    ],
    ids=["same facts", "other facts here", "other facts there", "other people"],
)
def test_acts_that_agree_where_they_are_the_same_are_in_order(folder, rules):
    assert look(folder, SAME_ACT, *rules) == []


def decides(who, **more):
    return rule_text("vem", matter="akut", decides=who, **more)


@pytest.mark.parametrize(
    ("who", "verdict", "is_told"),
    [
        ("ordforande", "forbidden", True),
        ("ordforande", "permitted", False),
        ("chef", "permitted", True),
        ("chef", "forbidden", False),
        # the chair is a member, and any member can be named
        ("ledamot", "forbidden", True),
        ("utsedd", "forbidden", True),
        ("utsedd", "permitted", False),
        # nobody alone
        ("{together: [ordforande, chef]}", "forbidden", False),
    ],
)
def test_who_may_do_it_decides_the_matter(folder, who, verdict, is_told):
    found = look(
        folder, "{matter: akut}", decides(who), may("regel", "ordforande", verdict)
    )

    assert [finding["rules"] for finding in found] == [["by/regel", "by/vem"]] * is_told


def test_a_member_of_whom_no_more_is_known_may_be_the_chair(folder):
    assert (
        look(
            folder,
            "{matter: akut}",
            decides("ordforande"),
            may("regel", "ledamot", "permitted", unless="{invantas: yes}"),
            may("chefen", "ordforande", "permitted"),
        )
        == []
    )


@pytest.mark.parametrize(
    ("way", "verdict", "is_told"),
    [
        ({"via": "[namnd]", "strength": "must"}, {"verdict": "permitted"}, True),
        ({"via": "[namnd]", "strength": "first_hand"}, {"verdict": "permitted"}, False),
        ({"free": "yes"}, {"verdict": "permitted"}, False),
        ({"free": "yes"}, {"verdict": "forbidden"}, True),
        (
            {"via": "[namnd]", "strength": "must"},
            {"verdict": "permitted", "instead": "{says: Via nämnden, via: namnd}"},
            False,
        ),
    ],
    ids=["over others", "rather over others", "free", "free but forbidden", "told"],
)
def test_a_contact_that_is_permitted_has_a_way_that_says_so(
    folder, way, verdict, is_told
):
    found = look(
        folder,
        "{contact: chef}",
        rule_text("vag", contact="{from: ledamot, to: chef}", **way),
        rule_text("far", conduct="{actor: ledamot, does: bradska}", **verdict),
    )

    assert [finding["rules"] for finding in found] == [["by/far", "by/vag"]] * is_told


@pytest.mark.parametrize(
    ("same_as", "code"),
    [
        ("{act: dansa}", "name/unknown-act"),
        ("{matter: dansa}", "name/unknown-matter"),
        ("{contact: dansa}", "name/unknown-role"),
        ("{matter: akut, when: {dansa: yes}}", "name/unknown-circumstance"),
        ("{matter: akut, there: {grund: dansa}}", "name/unknown-value"),
    ],
)
def test_a_counterpart_names_what_there_is(folder, same_as, code):
    write_pack(
        folder,
        "by",
        vocabulary=WORDS.format(same_as=same_as),
        sources=SOURCES,
        regler="rules:\n" + LETS,
    )

    result = run("lint --rules rules")

    assert result.exit_code == 2
    assert f"[{code}]" in result.stderr
