"""Delegation that the Local Government Act does not allow."""

import json
import shlex

import pytest

from tests.lint.packs import DAY, lay_out, shown
from tests.support.shipped import shipped_jurisdictions
from tests.support.terminal import run
from tests.support.town import rule_text

#: It reads or lints all the law again and again; CI tries it.
pytestmark = pytest.mark.slow

LOCAL = """\
roles:
  bygrupp: {label: bygruppen, is: [tjanstemannagrupp]}
matters:
  mal: {label: bymål, tags: [mal-inriktning]}
  svar: {label: bysvar till fullmäktige, tags: [yttrande-till-kf]}
  upphandla: {label: byupphandling, tags: [upphandling]}
  namnd-i-by: {label: bynämndernas indelning, under: namndsorganisation}
  vidare: {label: vidaredelegation i by, under: vidaredelegation}
  bygge: {label: byggavgift i by, under: ej-delegerbart-byggarende}
  larm: {label: larm i by}
  brand: {label: brand i by}
  lov: {label: lov i by}
  jakt: {label: jakt i by}
  fest: {label: fest i by}
  avstangd: {label: avstängd elev i by, under: avstangning-av-elev}
  ledig: {label: ledig elev i by, under: elevs-ledighet}
  befriad: {label: befriad elev i by, under: befrielse-fran-inslag}
  stod: {label: stöd i by, under: atgardsprogram}
  mobiler: {label: mobiler i by, under: insamling-av-mobiltelefoner}
  plan: {label: plan i by, under: anta-detaljplan}
  karta: {label: översikt i by, under: oversiktsplan}
  brandvite: {label: brandvite i by, under: brandskydd-ej-delegerbart}
  brandrad: {label: brandråd i by, under: forelaggande-om-brandskydd}
  byggvite: {label: byggvite i by, under: vitesforelaggande-bygg}
circumstances:
  akut: {label: akut läge i by, type: bool, tags: {urgent: yes}}
  typ: {label: festtyp, type: enum, values: {stor: stor fest, liten: liten fest}}
"""
#: For each check of the law: the local rule, and the section it runs against.
BANNED = {
    "grupp": (
        {"matter": "lov", "decides": "bygrupp"},
        "6-37",
    ),
    "grupp-med-delegation": (
        {"matter": "jakt", "decides": "bygrupp", "act": "delegated_decision"},
        "6-37",
    ),
    "blandad": (
        {
            "matter": "fest",
            "when": "{typ: stor}",
            "decides": "{together: [kommunstyrelsens-ordforande, kommundirektor]}",
        },
        "6-37",
    ),
    "mal-till-chef": ({"matter": "mal", "decides": "kommundirektor"}, "6-38"),
    "yttrande-till-utskott": ({"matter": "svar", "decides": "utskott"}, "6-38"),
    "akut-chef": (
        {"matter": "larm", "when": "{akut: yes}", "decides": "forvaltningschef"},
        "6-39",
    ),
    "akut-ordforande": (
        {"matter": "brand", "when": "{akut: yes}", "decides": "ordforande"},
        "6-40",
    ),
    "vidare-enhetschef": ({"matter": "vidare", "decides": "enhetschef"}, "7-6"),
    "robot-upphandlar": (
        {
            "matter": "upphandla",
            "decides": "automatiserad-funktion",
            "act": "delegated_decision",
        },
        "6-38",
    ),
    "fullmaktiges-fraga": (
        {"matter": "namnd-i-by", "decides": "kommunstyrelsen"},
        "5-1",
    ),
    "byggavgift": (
        {"matter": "bygge", "decides": "handlaggare", "act": "delegated_decision"},
        "12-6",
    ),
    "avstangning-av-namnden": (
        {
            "matter": "avstangd",
            "when": "{avstangning-i: obligatorisk}",
            "decides": "skolnamnd",
        },
        "5-14",
    ),
    "ledighet-av-lararen": (
        {
            "matter": "ledig",
            "when": "{ledighet-over-tio-dagar: yes}",
            "decides": "medarbetare",
        },
        "7-18",
    ),
    "befrielse-av-lararen": ({"matter": "befriad", "decides": "medarbetare"}, "7-19"),
    "stod-av-handlaggare": (
        {
            "matter": "stod",
            "when": "{stodets-form: anpassad-studiegang}",
            "decides": "handlaggare",
        },
        "3-9",
    ),
    "mobilforbud-av-fullmaktige": (
        {"matter": "mobiler", "decides": "kommunfullmaktige"},
        "5-4d",
    ),
    "plan-av-utskott": (
        {
            "matter": "plan",
            "when": "{plan-av-storre-vikt: no}",
            "decides": "utskott",
            "act": "delegated_decision",
        },
        "5-27",
    ),
    "plan-av-socialnamnden": (
        {
            "matter": "plan",
            "when": "{plan-av-storre-vikt: yes}",
            "decides": "socialnamnd",
        },
        "5-27",
    ),
    "oversikt-av-styrelsen": (
        {"matter": "karta", "decides": "kommunstyrelsen"},
        "5-2",
    ),
    "brandvite-av-inspektoren": (
        {"matter": "brandvite", "decides": "handlaggare"},
        "3-13",
    ),
    "brandvite-i-bradska": (
        {
            "matter": "brandvite",
            "when": "{akut: yes}",
            "decides": "ordforande",
            "informed": "[namnd]",
        },
        "3-13",
    ),
    "byggvite-av-inspektoren": (
        {
            "matter": "byggvite",
            "when": "{vite-far-delegeras: no}",
            "decides": "handlaggare",
        },
        "12-6",
    ),
}
#: Local rules that look like those above and are lawful.
LAWFUL = (
    rule_text("larm-annars", matter="larm", when="{akut: no}", decides="namnd"),
    rule_text("brand-annars", matter="brand", when="{akut: no}", decides="namnd"),
    rule_text(
        "position",
        matter="fest",
        when="{typ: liten}",
        decides="bygrupp",
        act="internal_position",
    ),
    rule_text(
        "terminen-pa-delegation",
        matter="avstangd",
        when="{avstangning-i: frivillig, avstangning-over-tva-veckor: yes}",
        decides="forvaltningschef",
        act="delegated_decision",
    ),
)
LAWFUL_NAMES = [
    "larm-annars",
    "brand-annars",
    "position",
    "terminen-pa-delegation",
    "byggavgift-i-bradska",
    "stoppvite",
    "rad-av-inspektoren",
]
#: Conduct and contact that the law forbids or frees whatever a local text says.
CONTRARY = (
    rule_text(
        "chefen-vidare",
        conduct="{actor: enhetschef, does: vidaredelegera}",
        verdict="permitted",
    ),
    rule_text(
        "revisorn-via-chefen",
        contact="{from: fortroendevald, to: anstalld}",
        via="[forvaltningschef]",
        strength="must",
    ),
    rule_text(
        "instruktion", matter="instruktion-kommundirektor", decides="kommunfullmaktige"
    ),
)


@pytest.fixture(scope="module")
def banned(tmp_path_factory):
    """Return what lint finds in a municipality that breaks every ban, by rule."""
    place = tmp_path_factory.mktemp("banned")
    folder = place / "rules"
    local = [rule_text(name, **keys) for name, (keys, _) in BANNED.items()]
    lay_out(
        folder,
        uses="kommunallagen",
        vocabulary=LOCAL,
        regler="rules:\n" + "".join((*local, *LAWFUL, *CONTRARY)),
    )
    result = run(f"lint -m by --rules {folder} --format json --on {DAY}")
    assert result.exit_code == 1, result.output
    found = json.loads(result.stdout)["findings"]
    return {f["rules"][0]: f for f in found if f["rules"]}


@pytest.mark.parametrize("name", BANNED)
def test_a_delegation_that_the_law_bans_is_found_with_its_section(banned, name):
    finding = banned[f"by/{name}"]
    _, section = BANNED[name]

    assert (finding["kind"], finding["severity"]) == ("unlawful_delegation", "error")
    assert section in {cite.rpartition("#")[2] for cite in finding["cites"]}


@pytest.mark.parametrize("name", BANNED)
def test_the_witness_of_an_unlawful_delegation_shows_it(banned, name):
    finding = banned[f"by/{name}"]
    program, *words = shlex.split(finding["witness"])
    result = run(shlex.join([*words, "--format", "json"]))
    answer = json.loads(result.stdout)

    assert program == "mandat"
    local, law = finding["rules"]
    aside = {(n.get("rule"), n.get("by")) for n in answer["notes"]}
    assert local in answer["rules"] or (local, law) in aside
    assert finding["cites"] == list(shipped_jurisdictions()[""].rules_by_id[law].cites)


@pytest.mark.parametrize("name", LAWFUL_NAMES)
def test_what_the_law_allows_is_not_found(banned, name):
    assert f"by/{name}" not in banned


def test_a_local_leave_to_delegate_on_is_unlawful(banned):
    """7 kap. 6 §: only a head of administration can sub-delegate."""
    finding = banned["by/chefen-vidare"]

    assert finding["kind"] == "unlawful_delegation"
    assert "kommunallagen/kl#7-6" in finding["cites"]


def test_an_instruction_that_the_council_decides_is_set_aside(banned):
    """7 kap. 2 §: the executive board decides the director's instruction."""
    finding = banned["by/instruktion"]

    assert (finding["kind"], finding["severity"]) == ("set_aside", "warning")
    assert finding["cites"] == ["kommunallagen/kl#7-2"]


def test_a_way_that_hinders_the_auditor_is_set_aside(banned):
    """12 kap. 9 §: auditors get their information where they ask for it."""
    finding = banned["by/revisorn-via-chefen"]

    assert (finding["kind"], finding["severity"]) == ("set_aside", "warning")
    assert any("12-9" in cite or "6-12" in cite for cite in finding["cites"])


@pytest.mark.slow
def test_the_board_in_another_committees_field_is_a_warning():
    """6 kap. 8 §, as Linköping's goals on employees (T12)."""
    result = run(f"lint -m linköping --format json --on {DAY}")
    accepted = json.loads(result.stdout)["accepted"]
    (finding,) = [
        f for f in accepted if f["rules"] == ["linkoping/namndmal-medarbetare"]
    ]
    answer = shown(finding, 0)

    assert finding["kind"] == "another_committees_field"
    assert finding["severity"] == "warning"
    assert finding["cites"] == ["kommunallagen/kl#6-8"]
    assert [r["id"] for r in answer["answers"][0]["decides"]["roles"]] == [
        "kommunstyrelsen"
    ]
