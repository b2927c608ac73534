"""Rules that hold for those whom they do not speak of.

Each case is one that a lawyer found in rules that lint had nothing against, in a law
and a town that are as small as can be.
"""

import pytest

from tests.lint.packs import line_of, linted, shown
from tests.support.town import rule_text, write_pack

LAW = """\
roles:
  kommunen: {label: kommunen}
  bolaget: {label: bolaget}
  namnd: {label: nämnden, tags: [committee]}
  socialnamnd: {label: socialnämnden, is: [namnd]}
  styrelse: {label: styrelsen, is: [namnd]}
  bolagsstyrelse: {label: bolagets styrelse, employer: bolaget}
  politiker: {label: politiker, tags: [elected]}
  ordforande: {label: ordförande, is: [politiker]}
  styrelsens-ordforande: {label: KSO, is: [ordforande], reports_to: styrelse}
  socialnamndens-ordforande:
    {label: SN:s ordförande, is: [ordforande], reports_to: socialnamnd}
  fullmaktigeledamot: {label: ledamot i fullmäktige, is: [politiker]}
  anstalld: {label: anställd, tags: [employee], employer: kommunen}
  chef: {label: chef, is: [anstalld]}
  forvaltningschef: {label: förvaltningschef, is: [chef]}
  larare: {label: lärare, is: [anstalld]}
  personalforetradare: {label: personalföreträdare, is: [anstalld], seat: namnd}
matters:
  omhandertagande: {label: omhändertagande}
  vard: {label: vård}
acts:
  handa-vidare: {label: lämna vidare}
  vacka: {label: väcka ärende}
circumstances:
  brattom: {label: bråttom, type: bool}
  ledning: {label: ledning av en förvaltning, type: bool}
  plats: {label: plats i fullmäktige, type: bool}
  medgivet: {label: medgivet, type: bool}
tags: {committee: nämnd, elected: vald, employee: anställd}
"""
SOURCES = """\
sources:
  {id}:
    title: {id}
    rank: {rank}
    status: adopted
    passages:
      p1: {{section: "1", gist: Allt.}}
"""
REACH = ("another_employer", "another_organ", "undefined_role")


def look(folder, *law, roles="", local=()):
    """Return what lint says of reach in a law and a town that uses it."""
    write_pack(
        folder,
        "lag",
        kind="law",
        vocabulary=LAW,
        sources=SOURCES.format(id="ordning", rank="law"),
        regler="rules:\n" + "".join(law) if law else "rules: []\n",
    )
    write_pack(
        folder,
        "by",
        uses="lag",
        vocabulary=f"roles:\n{roles}" if roles else "{}\n",
        sources=SOURCES.format(id="ordning", rank="board"),
        regler="rules:\n" + "".join(local) if local else "rules: []\n",
    )
    only = " ".join(f"--only {kind}" for kind in REACH)
    return linted(only)["findings"]


def conduct(name, actor, verdict, does="handa-vidare", **more):
    return rule_text(
        name, conduct=f"{{actor: {actor}, does: {does}}}", verdict=verdict, **more
    )


# employers ----------------------------------------------------------------------------

BAN = conduct("anstallda", "anstalld", "forbidden", does="vacka")


def test_who_reports_to_a_company_has_another_employer_than_the_law_speaks_of(folder):
    (finding,) = look(
        folder, BAN, roles="  vd: {label: VD, is: [chef], reports_to: bolagsstyrelse}\n"
    )

    assert finding["kind"] == "another_employer"
    assert finding["severity"] == "warning"
    assert finding["about"] == ["vd", "anstalld"]
    assert finding["rules"] == ["lag/anstallda"]
    # it is mended where the role is declared, though the rule stands in the law
    assert finding["file"] == "rules/by/vocabulary.yaml"
    assert line_of(finding).startswith("vd:")
    (answer,) = shown(finding, 0)["answers"]
    assert answer["verdict"] == "forbidden"


def test_so_has_who_says_it_and_who_works_for_one_who_does(folder):
    roles = (
        "  vd: {label: VD, is: [chef], employer: bolaget}\n"
        "  controller: {label: controller, is: [anstalld], reports_to: vd}\n"
        "  stabschef: {label: stabschef, is: [chef], reports_to: chef}\n"
    )

    found = look(folder, BAN, roles=roles)

    assert sorted(finding["about"][0] for finding in found) == ["controller", "vd"]


@pytest.mark.parametrize(
    "actor",
    [
        "{actor: anstalld, does: vacka, except: vd}",
        "{actor: [anstalld, vd], does: vacka}",
    ],
    ids=["left out", "named"],
)
def test_a_role_that_the_rule_names_or_leaves_out_is_meant(folder, actor):
    vd = "  vd: {label: VD, is: [chef], reports_to: bolagsstyrelse}\n"
    rule = rule_text("lokal", conduct=actor, verdict="forbidden")

    assert look(folder, roles=vd, local=[rule]) == []


def test_duties_alone_are_a_note_and_a_ban_comes_before_them(folder):
    vd = "  vd: {label: VD, is: [chef], reports_to: bolagsstyrelse}\n"
    duty = rule_text("plikt", duty="{of: anstalld, to: vacka}")

    (finding,) = look(folder, duty, roles=vd)
    assert finding["severity"] == "info"
    assert finding["rules"] == ["lag/plikt"]

    (finding,) = look(folder, duty, BAN, roles=vd)
    assert finding["severity"] == "warning"
    assert finding["rules"] == ["lag/anstallda", "lag/plikt"]


def test_a_constraint_reaches_kinds_too(folder):
    vd = "  vd: {label: VD, is: [chef], reports_to: bolagsstyrelse}\n"
    circle = rule_text(
        "kretsen", constraint="{act: delegated_decision}", only="[namnd, anstalld]"
    )

    (finding,) = look(folder, circle, roles=vd)

    assert (finding["kind"], finding["rules"]) == ("another_employer", ["lag/kretsen"])


# organs -------------------------------------------------------------------------------


def in_urgency(who):
    """Return the law: the social welfare committee decides, in urgency some member."""
    return (
        rule_text(
            "namnden",
            matter="omhandertagande",
            when="{brattom: no}",
            decides="socialnamnd",
        ),
        rule_text(
            "ensam", matter="omhandertagande", when="{brattom: yes}", decides=who
        ),
    )


def test_the_chair_of_another_committee_is_reached_by_a_rule_on_chairs(folder):
    (finding,) = look(folder, *in_urgency("ordforande"))

    assert finding["kind"] == "another_organ"
    assert finding["severity"] == "warning"
    assert finding["rules"] == ["lag/ensam"]
    assert finding["about"] == ["styrelsens-ordforande", "ordforande"]
    (sheet,) = shown(finding, 0)["sheets"]
    assert [power["matters"][0]["id"] for power in sheet["powers"]] == [
        "omhandertagande"
    ]


def test_a_rule_on_the_committees_own_chair_reaches_no_other(folder):
    assert look(folder, *in_urgency("socialnamndens-ordforande")) == []


def test_a_matter_of_any_committee_is_that_of_any_chair(folder):
    plain, urgent = in_urgency("ordforande")

    assert look(folder, plain.replace("socialnamnd", "namnd"), urgent) == []


def test_an_act_or_a_duty_of_one_committee_is_not_that_of_any_chair(folder):
    own = conduct("namnden-far", "socialnamnd", "permitted", when="{brattom: no}")
    urgent = conduct("ensam-far", "ordforande", "permitted", when="{brattom: yes}")
    duty = (
        rule_text("namnden-ska", duty="{of: socialnamnd, to: vacka}"),
        rule_text("ordforanden-ska", duty="{of: ordforande, to: vacka}"),
    )

    found = look(folder, own, urgent, *duty)

    assert [(f["kind"], f["rules"]) for f in found] == [
        ("another_organ", ["lag/ensam-far"]),
        ("another_organ", ["lag/ordforanden-ska"]),
    ]


def test_a_rule_on_several_matters_is_compared_with_those_on_each(folder):
    plain, urgent = in_urgency("ordforande")
    several = urgent.replace("omhandertagande", "[omhandertagande, vard]")
    other = rule_text("vard", matter="vard", when="{brattom: no}", decides="namnd")

    assert look(folder, plain, several, other) == []

    (finding,) = look(folder, plain, several, other.replace("namnd", "socialnamnd"))
    assert finding["rules"] == ["lag/ensam"]


def test_employees_under_another_committee_are_reached_too(folder):
    roles = "  rektor: {label: rektor, is: [anstalld], reports_to: styrelse}\n"

    (finding,) = look(folder, *in_urgency("anstalld"), roles=roles)

    assert finding["about"] == ["rektor", "anstalld"]


def contact(ends, **more):
    return rule_text("vag", contact=ends, via="[forvaltningschef]", **more)


def test_no_way_leads_over_others_to_who_sits_at_the_same_table(folder):
    rule = contact("{from: politiker, to: anstalld}", strength="must")

    (finding,) = look(folder, local=[rule])

    assert finding["kind"] == "another_organ"
    assert finding["about"] == ["personalforetradare", "anstalld"]
    (answer,) = shown(finding, 0)["answers"]
    assert [step["id"] for step in answer["via"]] == ["forvaltningschef"]


@pytest.mark.parametrize(
    "rule",
    [
        contact("{from: politiker, to: anstalld, except: personalforetradare}"),
        contact("{from: larare, to: anstalld}"),
        contact("{from: politiker, to: anstalld}", free="yes"),
        contact("{from: politiker, to: chef}"),
    ],
    ids=["left out", "among colleagues", "free", "to others"],
)
def test_other_ways_are_as_they_are_written(folder, rule):
    assert look(folder, local=[rule]) == []


# bans from silence --------------------------------------------------------------------

HEAD = conduct("chefen-far", "forvaltningschef", "permitted", overrides="ingen-far")


def test_a_ban_on_all_employees_is_one_on_those_of_whom_nobody_says_what_they_are(
    folder,
):
    ban = conduct("ingen-far", "anstalld", "forbidden")

    (finding,) = look(
        folder, ban, HEAD, roles="  direktor: {label: direktör, is: [chef]}\n"
    )

    assert finding["kind"] == "undefined_role"
    assert finding["severity"] == "warning"
    assert finding["rules"] == ["lag/ingen-far", "lag/chefen-far"]
    assert line_of(finding) == "- id: ingen-far"
    (answer,) = shown(finding, 0)["answers"]
    assert answer["verdict"] == "forbidden"


@pytest.mark.parametrize(
    "ban",
    [
        conduct("ingen-far", "anstalld", "forbidden", when="{ledning: no}"),
        conduct("ingen-far", "larare", "forbidden"),
        conduct("ingen-far", "anstalld", "forbidden", does="vacka"),
        conduct("ingen-far", "anstalld", "permitted"),
    ],
    ids=["asks", "surely hit", "another act", "no ban"],
)
def test_a_ban_that_asks_or_hits_for_certain_is_none_from_silence(folder, ban):
    roles = "  direktor: {label: direktör, is: [chef]}\n"

    assert look(folder, ban, HEAD, roles=roles) == []


@pytest.mark.parametrize(
    ("banned", "let"),
    [
        ({"when": "{medgivet: no}"}, {"when": "{medgivet: yes}"}),
        ({"unless": "{medgivet: yes}"}, {"when": "{medgivet: yes}"}),
    ],
    ids=["other cases", "but for that"],
)
def test_a_ban_in_other_cases_than_those_that_are_let_is_none_from_silence(
    folder, banned, let
):
    ban = conduct("ingen-far", "anstalld", "forbidden", **banned)
    may = conduct("chefen-far", "forvaltningschef", "permitted", **let)

    assert look(folder, ban, may) == []


def test_to_leave_out_who_is_let_tells_nothing_of_the_others(folder):
    actor = "{actor: anstalld, does: handa-vidare, except: forvaltningschef}"
    ban = rule_text("ingen-far", conduct=actor, verdict="forbidden")

    (finding,) = look(folder, ban, HEAD.replace("    overrides: ingen-far\n", ""))

    assert finding["about"] == ["anstalld", "anstalld"]


def test_an_elected_person_may_be_a_member_of_the_council(folder):
    ban = conduct("utanfor", "politiker", "forbidden", does="vacka")
    may = conduct(
        "ledamoten", "fullmaktigeledamot", "permitted", "vacka", overrides="utanfor"
    )

    (finding,) = look(folder, ban, may)
    assert finding["about"] == ["politiker", "politiker"]

    asking = conduct("utanfor", "politiker", "forbidden", "vacka", when="{plats: no}")
    assert look(folder, asking, may) == []
