"""What a social welfare committee gives away: socialtjänstlagen (2025:400) 30 kap.

Each case is one row of a delegation order. Which of them the law allows is drawn by
hand from the sections named, and from what they name of LVU, LVM, föräldrabalken and
kommunallagen.
"""

import json
from typing import NamedTuple

import pytest

from tests.lint.packs import DAY, lay_out
from tests.support.terminal import run
from tests.support.town import rule_text

#: What lint tells of a row takes the whole law; CI tries it.
pytestmark = pytest.mark.slow


class Row(NamedTuple):
    """A row of an order: on what, to whom, when; and the section that it breaks."""

    on: str
    to: str
    section: str = ""
    when: str = ""


ROLES = """\
roles:
  individnamnd: {label: individ- och familjenämnden, is: [socialnamnd]}
  individutskott:
    label: individ- och familjeutskottet i byn
    is: [utskott]
    reports_to: individnamnd
  namndens-ordforande-i-by:
    label: individnämndens ordförande
    is: [ordforande]
    reports_to: individnamnd
  ksau: {label: byns arbetsutskott, is: [utskott], reports_to: kommunstyrelsen}
  socialsekreterare: {label: socialsekreteraren, is: [handlaggare]}
  socialjour: {label: socialjouren, is: [tjanstemannagrupp]}
  enhetschef-ifo: {label: enhetschefen för barn och unga, is: [enhetschef]}
circumstances:
  kvall: {label: kväll eller helg i byn, type: bool, tags: {urgent: yes}}
  barnets-alder: {label: barnets ålder, type: number}
"""
URGENT = "{namnden-kan-invantas: no}"
#: Rows that break the law, each with the section of socialtjänstlagen.
UNLAWFUL = {
    # 30 kap. 6 §
    "familjehem-till-socialsekreterare": Row(
        "placering-i-enskilt-hem", "socialsekreterare", "30-6"
    ),
    "jourhem-till-enhetschef-vissa-barn": Row(
        "placering-i-enskilt-hem",
        "enhetschef-ifo",
        "30-6",
        "{barnets-alder: {min: 15}}",
    ),
    "overvagande-till-ordforande": Row(
        "overvagande-av-frivillig-vard", "ordforande", "30-6"
    ),
    "utomlands-till-ksau": Row("placering-over-nationsgrans", "ksau", "30-6"),
    "adoption-till-presidium": Row(
        "medgivande-till-internationell-adoption", "presidium", "30-6"
    ),
    "aterkrav-till-handlaggare": Row("talan-om-aterkrav", "handlaggare", "30-6"),
    "nej-till-adoption-till-handlaggare": Row(
        "samtycke-till-fortsatt-adoption",
        "socialsekreterare",
        "30-6",
        "{utgang: avslag}",
    ),
    "adoption-till-handlaggare-ja-och-nej": Row(
        "samtycke-till-fortsatt-adoption", "socialsekreterare", "30-6"
    ),
    # 30 kap. 7 §
    "lvu-ansokan-till-socialsekreterare": Row(
        "ansokan-om-vard-lvu", "socialsekreterare", "30-7"
    ),
    "omhandertagande-till-socialjour": Row(
        "omedelbart-omhandertagande", "socialjour", "6-37"
    ),
    "omhandertagande-kvall-till-socialsekreterare": Row(
        "omedelbart-omhandertagande", "socialsekreterare", "30-7", "{kvall: yes}"
    ),
    "omhandertagande-till-kso-i-bradska": Row(
        "omedelbart-omhandertagande", "kommunstyrelsens-ordforande", "30-7", URGENT
    ),
    "omhandertagande-till-ersattare-i-bradska": Row(
        "omedelbart-omhandertagande", "ersattare", "30-7", URGENT
    ),
    "placering-lvu-till-ordforande-i-lugn": Row(
        "vardens-innehall-lvu", "namndens-ordforande-i-by", "30-7"
    ),
    "umgange-till-enhetschef": Row("umgangesbegransning-lvu", "enhetschef-ifo", "30-7"),
    "umgange-till-utskott-eller-chef": Row(
        "umgangesbegransning-lvu", "{any_of: [individutskott, enhetschef-ifo]}", "30-7"
    ),
    "upphor-till-ordforande": Row("upphorande-av-lvu-vard", "ordforande", "30-7"),
    "mellantvang-till-socialsekreterare": Row(
        "forebyggande-insatser-lvu", "socialsekreterare", "30-7"
    ),
    "prov-till-socialsekreterare": Row("provtagning-lvu", "socialsekreterare", "30-7"),
    "utreseforbud-till-socialsekreterare": Row(
        "tillfalligt-utreseforbud", "socialsekreterare", "30-7"
    ),
    "polis-till-lakare-till-socialsekreterare": Row(
        "polishjalp-lvu",
        "socialsekreterare",
        "30-7",
        "{polishjalpens-andamal: lakarundersokning}",
    ),
    "all-polishjalp-till-socialsekreterare": Row(
        "polishjalp-lvu", "socialsekreterare", "30-7"
    ),
    # 30 kap. 8 and 9 §§
    "skyddat-boende-till-socialsekreterare": Row(
        "omedelbart-skyddat-boende", "socialsekreterare", "30-8"
    ),
    "lvm-ansokan-till-enhetschef": Row("ansokan-om-vard-lvm", "enhetschef-ifo", "30-9"),
    "lvm-omhandertagande-till-socialjour": Row(
        "omhandertagande-lvm", "socialjour", "6-37"
    ),
    "lvm-omhandertagande-till-ordforande-i-lugn": Row(
        "omhandertagande-lvm", "ordforande", "30-9"
    ),
    # 30 kap. 10 and 11 §§
    "en-vardnadshavare-till-socialsekreterare": Row(
        "insats-utan-ena-vardnadshavaren", "socialsekreterare", "30-10"
    ),
    "lagga-ner-faderskap-till-utskott": Row(
        "lagga-ner-faderskapsutredning", "individutskott", "30-10"
    ),
    "lagga-ner-faderskap-till-handlaggare": Row(
        "lagga-ner-faderskapsutredning", "handlaggare", "30-10"
    ),
    "vardnadstalan-till-utskott": Row("talan-om-vardnad", "individutskott", "30-10"),
    "ta-emot-barn-till-utskott": Row(
        "forbud-att-ta-emot-barn", "individutskott", "30-11"
    ),
    "barnbidrag-till-handlaggare": Row("barnbidrag-till-annan", "handlaggare", "30-11"),
}
#: Rows that look like those above and are lawful.
LAWFUL = {
    "familjehem-till-utskottet": Row("placering-i-enskilt-hem", "individutskott"),
    "overvagande-till-ett-utskott": Row("overvagande-av-frivillig-vard", "utskott"),
    "flyttningsforbud-i-namnden": Row("ansokan-om-flyttningsforbud", "individnamnd"),
    "adoption-hos-namnden": Row("medgivande-till-internationell-adoption", "namnd"),
    "familjehem-i-bradska": Row(
        "placering-i-enskilt-hem", "namndens-ordforande-i-by", when=URGENT
    ),
    # 24 kap. 5 §: only a refusal is on the list
    "ja-till-adoption-till-handlaggare": Row(
        "samtycke-till-fortsatt-adoption",
        "socialsekreterare",
        when="{utgang: {not: [avslag]}}",
    ),
    "lvu-ansokan-till-utskottet": Row("ansokan-om-vard-lvu", "individutskott"),
    "lvu-ansokan-till-socialutskottet": Row(
        "ansokan-om-vard-lvu", "socialnamndens-utskott"
    ),
    "omhandertagande-i-bradska-till-ordforanden": Row(
        "omedelbart-omhandertagande", "ordforande", when=URGENT
    ),
    "omhandertagande-i-bradska-till-vice": Row(
        "omedelbart-omhandertagande",
        "{in_order: [ordforande, vice-ordforande]}",
        when=URGENT,
    ),
    "placering-lvu-i-bradska": Row(
        "vardens-innehall-lvu", "namndens-ordforande-i-by", when=URGENT
    ),
    # kommunallagen 6:39, HFD 2016 ref. 74
    "umgange-i-bradska": Row("umgangesbegransning-lvu", "ordforande", when=URGENT),
    # LVU 9, 11 fourth paragraph, 30, 31 g and 32 §§ are not on the list
    "omhandertagande-upphor-till-enhetschef": Row(
        "omhandertagande-upphor-lvu", "enhetschef-ifo"
    ),
    "lakare-till-socialsekreterare": Row("lakarundersokning-lvu", "socialsekreterare"),
    "personligt-till-socialsekreterare": Row(
        "personliga-forhallanden-lvu", "socialsekreterare"
    ),
    "tillfalligt-upphor-till-ordforanden": Row(
        "tillfalligt-forbud-upphor-lvu", "ordforande"
    ),
    # LVU 43 § point 2 names the official whom the committee has appointed
    "polis-att-genomfora-till-socialsekreterare": Row(
        "polishjalp-lvu",
        "socialsekreterare",
        when="{polishjalpens-andamal: genomforande}",
    ),
    "polis-till-lakare-till-ordforanden": Row(
        "polishjalp-lvu",
        "ordforande",
        when="{polishjalpens-andamal: lakarundersokning}",
    ),
    "skyddat-boende-till-utskottet": Row("umgange-i-skyddat-boende", "individutskott"),
    "lvm-omhandertagande-i-bradska": Row(
        "omhandertagande-lvm", "ordforande", when=URGENT
    ),
    # LVM 7, 9, 18 b and 45 §§ are not on the list
    "lvm-utredning-till-handlaggare": Row("utredning-lvm", "handlaggare"),
    "lvm-lakare-till-handlaggare": Row("lakarundersokning-lvm", "handlaggare"),
    "lvm-polis-till-handlaggare": Row("polishjalp-lvm", "handlaggare"),
    "en-vardnadshavare-till-utskottet": Row(
        "insats-utan-ena-vardnadshavaren", "individutskott"
    ),
    "faderskap-till-handlaggare": Row("faderskapsbekraftelse", "handlaggare"),
    "faderskapsutredning-till-handlaggare": Row("faderskapsutredning", "handlaggare"),
    "umgangesavtal-till-handlaggare": Row(
        "avtal-om-vardnad-boende-umgange", "handlaggare"
    ),
    "adoptionsutredare-till-chef": Row("utse-adoptionsutredare", "enhetschef-ifo"),
    "vardnadsutredare-till-ordforande": Row("utse-vardnadsutredare", "ordforande"),
    "ta-emot-barn-i-namnden": Row("forbud-att-ta-emot-barn", "individnamnd"),
    "lagga-ner-faderskap-i-namnden": Row(
        "lagga-ner-faderskapsutredning", "individnamnd"
    ),
}


def lint_rows(place, rows, roles=ROLES):
    """Return the findings of lint on rows, each on a matter of its own."""
    folder = place / "rules"
    matters = "".join(
        f"  by-{name}: {{label: by {name}, under: {row.on}}}\n"
        for name, row in rows.items()
    )
    rules = "".join(
        rule_text(
            name,
            matter=f"by-{name}",
            decides=row.to,
            **({"when": row.when} if row.when else {}),
        )
        for name, row in rows.items()
    )
    lay_out(
        folder,
        uses="kommunallagen",
        vocabulary=roles + "matters:\n" + matters,
        regler="rules:\n" + rules,
    )
    result = run(f"lint -m by --rules {folder} --format json --on {DAY}")
    assert result.exit_code in {0, 1}, result.output
    return json.loads(result.stdout)["findings"]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Return what lint finds on every row, by the name of the row."""
    findings = lint_rows(tmp_path_factory.mktemp("order"), {**UNLAWFUL, **LAWFUL})
    by_row = {name: [] for name in (*UNLAWFUL, *LAWFUL)}
    for finding in findings:
        for rule in finding["rules"]:
            by_row.get(rule.removeprefix("by/"), []).append(finding)
    return by_row


@pytest.mark.parametrize("name", UNLAWFUL)
def test_a_row_that_breaks_the_law_is_found_with_its_section(found, name):
    unlawful = [f for f in found[name] if f["kind"] == "unlawful_delegation"]
    cites = {cite for finding in unlawful for cite in finding["cites"]}
    sections = {cite.rpartition("#")[2] for cite in cites}

    assert UNLAWFUL[name].section in sections
    assert {finding["severity"] for finding in unlawful} == {"error"}


@pytest.mark.parametrize("name", LAWFUL)
def test_a_row_that_the_law_allows_is_not_found(found, name):
    assert [f for f in found[name] if f["severity"] != "note"] == []


def test_who_belongs_to_another_committee_is_told_how_to_say_which_it_is(found):
    finding = found["utomlands-till-ksau"][0]

    assert finding["about"] == ["kommunstyrelsen", "socialnamnd"]
    assert "`kommunstyrelsen` är `socialnamnd` (`is:`)" in finding["remedy"]


@pytest.mark.parametrize(
    "name", ["umgange-till-utskott-eller-chef", "overvagande-till-ordforande"]
)
def test_who_is_barred_for_what_it_is_is_told_nothing_of_committees(found, name):
    assert "(`is:`)" not in found[name][0]["remedy"]


# the same by other names --------------------------------------------------------------


class Named(NamedTuple):
    """A row on a matter of the order's own, which stands under nothing of the law."""

    label: str
    to: str
    section: str = ""
    cites: str = ""
    under: str = ""


NAMED_UNLAWFUL = {
    "ansokan-lvu": Named("Ansökan om vård enligt 4 § LVU", "socialsekreterare", "30-7"),
    "ansoka-lvu": Named("ansöka om LVU", "enhetschef-ifo", "30-7"),
    "familjehem": Named(
        "Beslut om placering i familjehem (11 kap. 1 § SoL)", "enhetschef-ifo", "30-6"
    ),
    "jourhem": Named("Placering av barn i jourhem", "socialsekreterare", "30-6"),
    "umgange": Named("Beslut om umgänge enligt LVU", "socialsekreterare", "30-7"),
    "umgangesbegransning": Named(
        "Umgängesbegränsningar, 14 § LVU", "enhetschef-ifo", "30-7"
    ),
    "vistelseort": Named("Hemlighållande av vistelseort", "ordforande", "30-7"),
    "upphor": Named("Upphörande av vård enligt LVU", "enhetschef-ifo", "30-7"),
    "lvm": Named("Vård av missbrukare: ansökan", "socialsekreterare", "30-9"),
    "lvm-13": Named(
        "Omedelbart omhändertagande enligt 13 § LVM", "enhetschef-ifo", "30-9"
    ),
    "skyddat": Named(
        "Umgängesbegränsning i skyddat boende", "socialsekreterare", "30-8"
    ),
    "lagga-ner": Named("Lägga ned faderskapsutredning", "handlaggare", "30-10"),
    "prov": Named("Provtagning inför umgänge 32 a § LVU", "socialsekreterare", "30-7"),
    "efter-lagrum": Named(
        "Rad 4.12", "enhetschef-ifo", "30-7", cites="kommunallagen/lvu#14"
    ),
    "hela-lvu": Named("Ärenden enligt LVU", "enhetschef-ifo", "30-7"),
    "under-lvu": Named(
        "allt som rör tvångsvård av unga hos oss",
        "enhetschef-ifo",
        "30-7",
        "",
        "lvu-arende",
    ),
    "pa-lagens-eget": Named("", "enhetschef-ifo", "30-9", "", "lvm-arende"),
}
NAMED_LAWFUL = {
    "ansokan-lvu-till-utskott": Named("Ansökan om vård enligt LVU", "individutskott"),
    "ersattning-familjehem": Named("Ersättning till familjehem", "enhetschef-ifo"),
    "avtal-familjehem": Named("Avtal med familjehemsföräldrar", "enhetschef-ifo"),
    "lakare": Named("Läkarundersökning enligt 32 § LVU", "socialsekreterare"),
    "upphor-omhandertagande": Named(
        "Upphörande av omedelbart omhändertagande enligt 9 § LVU", "enhetschef-ifo"
    ),
    "umgangesavtal": Named("Godkänna avtal om umgänge", "handlaggare"),
    "umgangesstod": Named("Utse umgängesstöd åt ett barn", "handlaggare"),
    "lvm-utredning": Named("Inleda utredning enligt LVM", "handlaggare"),
    "lvm-lakare": Named("Läkarundersökning enligt 9 § LVM", "handlaggare"),
    "faderskap": Named("Godkänna bekräftelse av faderskap", "handlaggare"),
    "bistand": Named("Försörjningsstöd enligt riksnorm", "socialsekreterare"),
    "kontaktperson": Named("Kontaktperson enligt socialtjänstlagen", "handlaggare"),
    "hemtjanst": Named("Hemtjänst", "handlaggare"),
    "forhandsbedomning": Named("Inleda utredning om barn", "socialsekreterare"),
    "polisanmalan": Named("Polisanmälan", "enhetschef-ifo"),
    "inkop": Named("Inköp av möbler till familjehem", "enhetschef-ifo"),
    "under-delegerbart": Named(
        "det vi får besluta själva", "socialsekreterare", "", "", "lvu-delegerbart"
    ),
}


@pytest.fixture(scope="module")
def found_by_name(tmp_path_factory):
    """Return what lint finds on rows that are known by their names alone."""
    folder = tmp_path_factory.mktemp("names") / "rules"
    rows = {**NAMED_UNLAWFUL, **NAMED_LAWFUL}
    matters = "".join(
        f'  rad-{name}: {{label: "{row.label}"'
        + (f", under: {row.under}" if row.under else "")
        + "}\n"
        for name, row in rows.items()
        if row.label
    )
    rules = "".join(
        rule_text(
            name,
            matter=f"rad-{name}" if row.label else row.under,
            decides=row.to,
            cites=f"[ordning#p1, {row.cites}]" if row.cites else "ordning#p1",
        )
        for name, row in rows.items()
    )
    lay_out(
        folder,
        uses="kommunallagen",
        vocabulary=ROLES + "matters:\n" + matters,
        regler="rules:\n" + rules,
    )
    result = run(f"lint -m by --rules {folder} --format json --on {DAY}")
    assert result.exit_code == 1, result.output
    by_row = {name: [] for name in rows}
    for finding in json.loads(result.stdout)["findings"]:
        for rule in finding["rules"]:
            by_row.get(rule.removeprefix("by/"), []).append(finding)
    return by_row


@pytest.mark.parametrize("name", NAMED_UNLAWFUL)
def test_a_row_by_another_name_is_found_with_its_section(found_by_name, name):
    unlawful = [f for f in found_by_name[name] if f["kind"] == "unlawful_delegation"]
    cites = {cite for finding in unlawful for cite in finding["cites"]}

    assert NAMED_UNLAWFUL[name].section in {c.rpartition("#")[2] for c in cites}


@pytest.mark.parametrize("name", NAMED_LAWFUL)
def test_a_row_that_is_about_something_else_is_not_found(found_by_name, name):
    assert [f for f in found_by_name[name] if f["severity"] != "note"] == []


# where the executive board is the social welfare committee ----------------------------

BOARD_ROLES = """\
roles:
  kommunstyrelsen: {is: [socialnamnd]}
  ksau: {label: byns arbetsutskott, is: [utskott], reports_to: kommunstyrelsen}
  byggutskott: {label: byggutskottet, is: [utskott], reports_to: byggnadsnamnd}
circumstances:
  barnets-alder: {label: barnets ålder, type: number}
"""
BOARD_ROWS = {
    "familjehem-till-ksau": Row("placering-i-enskilt-hem", "ksau"),
    "omhandertagande-till-kso": Row(
        "omedelbart-omhandertagande", "kommunstyrelsens-ordforande", when=URGENT
    ),
    "lagga-ner-i-styrelsen": Row("lagga-ner-faderskapsutredning", "kommunstyrelsen"),
    "utreseforbud-i-styrelsen": Row(
        "utreseforbud", "kommunstyrelsen", when="{namnden-kan-invantas: yes}"
    ),
    "aldre-barn-i-styrelsen": Row(
        "umgangesbegransning-lvu", "kommunstyrelsen", when="{barnets-alder: {min: 15}}"
    ),
    "familjehem-till-byggutskottet": Row(
        "placering-i-enskilt-hem", "byggutskott", "30-6"
    ),
}


@pytest.fixture(scope="module")
def found_with_board(tmp_path_factory):
    """Return what lint finds where the council has made the board that committee."""
    place = tmp_path_factory.mktemp("board")
    found = {name: [] for name in BOARD_ROWS}
    for finding in lint_rows(place, BOARD_ROWS, BOARD_ROLES):
        for rule in finding["rules"]:
            found.get(rule.removeprefix("by/"), []).append(finding)
    return found


@pytest.mark.parametrize("name", BOARD_ROWS)
def test_the_board_may_be_the_social_welfare_committee(found_with_board, name):
    """4 kap. 2 §: the council decides which committee it is."""
    found = [f for f in found_with_board[name] if f["severity"] != "note"]

    if BOARD_ROWS[name].section:
        assert [f["kind"] for f in found] == ["unlawful_delegation"]
    else:
        assert found == []
