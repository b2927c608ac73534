"""Rows of real orders by their names alone: which of them the law limits.

The names are such as stand in the delegation orders of social welfare committees and of
others. Under what a matter stands is not written, so only its name tells.
"""

import json

import pytest

from tests.lint.packs import DAY, lay_out
from tests.support.terminal import run
from tests.support.town import rule_text

#: What lint tells of a row takes the whole law; CI tries it.
pytestmark = pytest.mark.slow

#: What socialtjänstlagen 30 kap. 6-11 §§ keep from every employee.
LIMITED = """\
Ansökan om vård enligt LVU
Ansöka hos förvaltningsrätten om vård med stöd av 4 § LVU
LVU-ansökan
Beslut om omedelbart omhändertagande enligt 6 § LVU
Omhänderta barn omedelbart
Beslut om vårdens innehåll och utformning 11 § LVU
Beslut om var den unge ska vistas under vårdtiden enligt LVU
Omplacering enligt LVU
Övervägande av vård enligt 13 § LVU
Omprövning av LVU-vård
Beslut om hur rätten till umgänge ska utövas 14 § LVU
Beslut om att den unges vistelseort inte ska röjas
Umgängesbegränsning
Begränsa umgänge enligt LVU
Vårdens upphörande 21 § LVU
LVU-vård upphör
Beslut om förebyggande insatser 22 § LVU
Mellantvång
Ansökan om flyttningsförbud 24 § LVU
Tillfälligt flyttningsförbud
Övervägande om flyttningsförbud fortfarande behövs 26 § LVU
Utreseförbud
Tillfälligt utreseförbud 31 d § LVU
Begäran om polishandräckning 43 § LVU
Polishandräckning LVU
Beslut om vård i familjehem
Placering av barn i familjehem
Familjehemsplacering av barn
Placering i jourhem
Jourhemsplacering
Medgivande att ta emot barn i enskilt hem för stadigvarande vård
Övervägande av fortsatt vård enligt SoL
Medgivande till adoption av utländskt barn
Återkalla medgivande till internationell adoption
Föra talan om återkrav
Ansökan om vård enligt LVM
Ansökan om tvångsvård 11 § LVM
Omedelbart omhändertagande 13 § LVM
Omhändertagande av missbrukare
Barn i skyddat boende ansökan
Omedelbar placering i skyddat boende
Åtgärd utan den ena vårdnadshavarens samtycke 6 kap 13 a § FB
Nedläggning av faderskapsutredning
Nedlägga faderskapsutredning
Talan om vårdnadsöverflyttning
Väcka talan om överflyttning av vårdnaden
Förbud att ta emot andras barn
Förbud enligt 18 kap. 11 § SoL
Beslut om umgänge
Vård av missbrukare: ansökan
Begära ändrad betalningsmottagare för barnbidrag
Placering i familjehem (22 kap. 2 § SoL)
Ansökan enligt § 4 LVU
Beslut enligt 6\u00a0§ LVU
Beslut enligt 14 § 2 st. 1 p. LVU
LVU: ansökan om vård
Ansökan om vård enligt lagen (1990:52) med särskilda bestämmelser om vård av unga
Omedelbart omhändertagande enligt lag om vård av missbrukare i vissa fall
"""
#: What an employee may be given, as far as these sections go.
FREE = """\
Bistånd i form av försörjningsstöd enligt norm
Bistånd till livsföring i övrigt
Återkrav av ekonomiskt bistånd
Beslut om eftergift av ersättningsskyldighet
Beslut att inleda utredning
Beslut att inte inleda utredning
Beslut att utredning ska läggas ned
Förlängd utredningstid
Kontaktfamilj
Kontaktperson
Särskilt kvalificerad kontaktperson
Placering på HVB
Placering i hem för vård eller boende för vuxna
Placering i familjehem för vuxna missbrukare
Ersättning till familjehem enligt riktlinjer
Ersättning till jourhem utöver norm
Omkostnadsersättning till familjehem
Avtal med familjehem
Uppsägning av avtal med jourhem
Utredning av familjehem
Yttrande till åklagare
Yttrande i körkortsärende
Yttrande till Transportstyrelsen
Yttrande om namn
Anmälan till överförmyndaren om behov av god man
Ansökan om god man
Begäran om offentligt biträde
Polisanmälan om brott mot barn
Överklagande av dom i förvaltningsrätten
Avvisa överklagande som kommit in för sent
Rättelse av beslut
Omprövning av beslut
Utlämnande av allmän handling
Beslut om hemtjänst
Särskilt boende
Korttidsboende
Trygghetslarm
Ledsagning
Avgift för hemtjänst
Personlig assistans enligt LSS
Bostad med särskilt stöd för barn
Korttidsvistelse
Kontaktperson enligt LSS
Umgänge med umgängesstöd
Umgängesresor
Godkänna avtal om gemensam vårdnad
Upplysningar till tingsrätten i vårdnadsmål
Yttrande i adoptionsärende
Ansökan om sänkt underhållsbidrag
Skyddad folkbokföring
Underställa förvaltningsrätten beslut om omedelbart omhändertagande
Uppföljning efter placering
Vårdplan och genomförandeplan
Läkarundersökning av barn
Samtycke till vård av barn i annat hem
Hälsoundersökning av placerade barn
Egenavgift vid vård av barn i familjehem
Föräldrars ersättning för placerat barn
Anställning av personal
Inköp av livsmedel
Upphandling under direktupphandlingsgränsen
Bygglov för enbostadshus
Startbesked
Strandskyddsdispens
Serveringstillstånd
Skolskjuts
Uppsägning av elevplats
Tilläggsbelopp
Bidrag till föreningar
Kommunens försäkringar
Attesträtt
Representation
Tjänsteresa utomlands
Teckna hyresavtal
Markanvisning
Budgetuppföljning
Omfördelning inom budget
Delegation vid semester
Yttrande över remiss
Förordna dataskyddsombud
Vräkning
Trafikanordningsplan
Parkeringstillstånd
Dödsboanmälan
Gravsättning
Alkoholservering tillfälligt tillstånd
Sanktionsavgift
Föreläggande om rättelse
Beslut om vite
Avskrivning av fordran
Bevilja anstånd med betalning
Barnomsorgsplats
Utse ordförande i valdistrikt
"""
ROWS = [*LIMITED.splitlines(), *FREE.splitlines()]


@pytest.fixture(scope="module")
def unlawful(tmp_path_factory):
    """Return the rows that lint finds unlawful when an employee decides them all."""
    folder = tmp_path_factory.mktemp("order") / "rules"
    # no name of the law may be that of another matter too
    matters = "".join(
        f'  rad-{number}: {{label: "beslut: {row}"}}\n'
        for number, row in enumerate(ROWS)
    )
    rules = "".join(
        rule_text(f"rad-{number}", matter=f"rad-{number}", decides="handlaggare")
        for number in range(len(ROWS))
    )
    lay_out(
        folder,
        uses="kommunallagen",
        vocabulary="matters:\n" + matters,
        regler="rules:\n" + rules,
    )
    result = run(f"lint -m by --rules {folder} --format json --on {DAY}")
    assert result.exit_code == 1, result.output
    return {
        ROWS[int(finding["rules"][0].rpartition("-")[2])]: finding
        for finding in json.loads(result.stdout)["findings"]
        if finding["kind"] == "unlawful_delegation"
    }


@pytest.mark.parametrize("row", LIMITED.splitlines())
def test_a_row_that_is_named_as_the_law_limits_is_found(unlawful, row):
    assert any("/sol#30-" in cite for cite in unlawful[row]["cites"])


@pytest.mark.parametrize("row", FREE.splitlines())
def test_a_row_on_anything_else_is_not_found(unlawful, row):
    assert row not in unlawful


# rows of a table, with their provisions -----------------------------------------------

ORDER = """\
committee: socialnamnd
source:
  title: Socialnämndens delegationsordning
  short: SN
  status: adopted
  adopted: 2026-01-20
  from: 2026-02-01
key:
  SS: handlaggare
  EC: enhetschef
  SU: socialnamndens-utskott
  ORD: socialnamndens-ordforande
conditions:
  brådskande: {namnden-kan-invantas: no}
"""
TABLE = """\
nr;ärende;delegat;lagrum;villkor;slag;ersättare
1;Ansökan om vård enligt LVU;SS;4 § LVU;;;
2;Upphörande;EC;21 § LVU;;;
3;Umgängesbegränsning för barnet;EC / SU;LVU 14 §;;;
4;Nedläggning av utredning om fader;SS;2 kap. 7 § FB;;;
5;Familjehem, medgivande;EC;SoL 22:2;;;
6;Rad utan namn;EC;32 a § LVU;;;
11;Omedelbart omhändertagande;ORD;6 § LVU;brådskande;;
12;Ansökan om flyttningsförbud;SU;24 § LVU;;;
13;Undersökning av läkare;SS;32 § LVU;;;
14;Placering i HVB;EC;SoL 11:1;;;
15;Godkänna faderskapsbekräftelse;SS;FB 1 kap. 4 §;;;
16;Den unges personliga förhållanden;SS;11 § LVU;;;
17;Kontaktperson;SS;LVU;;;
7;Placering av barnet i jourhem;SS;;;V;
8;Ansökan om utreseförbud;SS;31 b § LVU;;V;
9;Fortsatt flyttningsförbud för barnet;SU;;;;EC
18;Verkställa beslut om placering i familjehem;SS;;;V;
19;Tillfälligt utreseförbud;SU;;;;
20;Boka möte med familjehem;SS;;;V;
"""
UNLAWFUL_POINTS = {*"123456789"}


def lint_order(place, header, table, *, every_kind=False):
    """Return what lint finds in an order: the unlawful delegations, or all of it."""
    folder = place / "rules"
    order = folder / "by" / "orders" / "sn"
    order.mkdir(parents=True)
    head = "pack: by\nkind: municipality\nlabel: Byn\nuses: [kommunallagen]\n"
    (folder / "by" / "pack.yaml").write_text(head, encoding="utf-8")
    (order / "order.yaml").write_text(header, encoding="utf-8")
    (order / "rows.csv").write_text(table, encoding="utf-8")
    result = run(f"lint -m by --rules {folder} --format json --on {DAY}")
    findings = json.loads(result.stdout)["findings"]
    return [f for f in findings if every_kind or f["kind"] == "unlawful_delegation"]


def test_a_row_of_a_table_is_told_by_its_name_and_its_provision(tmp_path):
    unlawful = lint_order(tmp_path, ORDER, TABLE)

    points = {f["rules"][0].rpartition("-")[2] for f in unlawful}
    assert points == UNLAWFUL_POINTS


@pytest.mark.parametrize(
    ("notification", "is_found"), [("next_meeting", False), ("monthly", True)]
)
def test_urgent_rows_of_an_order_are_reported_at_the_next_meeting(
    tmp_path, notification, is_found
):
    """Kommunallagen 6 kap. 40 § second paragraph."""
    header = ORDER + f"clauses: {{notification: {notification}}}\n"
    table = "nr;ärende;delegat;villkor\n1;Trädfällning;ORD;brådskande\n"
    findings = lint_order(tmp_path, header, table)

    assert bool(findings) is is_found


#: What nobody employed may be given by kommunallagen 6 kap. 38–39 §§ and 7 kap. 6 §,
#: plan- och bygglagen 5 kap. 27 § and miljöbalken 15 kap. 41 §, as orders name it.
COUNCIL_AND_COMMITTEE = """\
Mål för verksamheten
Verksamhetens inriktning
Verksamhetens omfattning
Verksamhetens kvalitet
Framställning till fullmäktige
Skrivelse till kommunfullmäktige
Yttrande över motion
Yttrande över överklagande av nämndens beslut
Ärenden av principiell beskaffenhet
Myndighetsutövning mot enskilda av principiell beskaffenhet
Brådskande ärenden
Ärenden som är så brådskande att nämndens avgörande inte kan avvaktas
Delegera uppdrag vidare
Uppdra åt annan anställd att besluta
Antagande av detaljplan
Ändring av detaljplan
Anta detaljplan
Anta renhållningsordning
Fastställa renhållningsordningen
"""


def test_rows_that_name_what_the_council_or_the_committee_keeps_are_found(tmp_path):
    rows = COUNCIL_AND_COMMITTEE.splitlines()
    table = "".join(f"{number};{row};SS\n" for number, row in enumerate(rows))
    findings = lint_order(tmp_path, ORDER, f"nr;ärende;delegat\n{table}")

    found = {each for f in findings for each in f["rules"]}
    lacking = [row for n, row in enumerate(rows) if f"by/sn-{n}" not in found]
    assert not lacking


def test_urgency_is_a_condition_of_a_row_as_any_other(tmp_path):
    """By 6 kap. 37 § an employee may be given a kind of matter when it is urgent."""
    table = "nr;ärende;delegat;villkor\n1;Trädfällning;EC;brådskande\n"

    assert not lint_order(tmp_path, ORDER, table)


# provisions alone, cases, and names of the law that stand apart -----------------------

#: Rows by what lint tells of them, drawn from kommunallagen 6 kap. 38 §, skollagen 5
#: and 7 kap. and socialtjänstlagen 30 kap.
PROVISIONS = """\
nr;ärende;delegat;lagrum;högst
1;Beslut om åtgärd;EC;6 kap. 38 § KL;
2;Beslut om insats;EC;jfr kommunallagen 6:38 och SoL 2:1;
3;Inledande av process;EC;SoL (2025:400) 30:7;
4;Beslut i ärenden;EC;6 kap 38 § kommunallagen, 30 kap 8 § SoL;
5;Skyddsåtgärder;SU;SoL 30 kap. 11 §;
6;Svar på medborgarförslag;EC;;
7;Besvara medborgarförslag;EC;;
8;Ledighet för elev i grundskolan;FC;;
9;Ledighet för elev;FC;;5 dagar
10;Ledighet för elev, högst två veckor;FC;;
11;Avstängning av elev i grundskolan;FC;skollagen 5 kap. 14 §;
21;Ett ärende;SU;SoL 30 kap. 7 §, 6 kap. 38 § KL;
22;Delegering av beslutanderätt;EC;KL 6:37, 6:38;
23;Beslut som inte omfattas av förbudet;EC;ej KL 6:38;
24;Avstängning av elev i gymnasiet;FC;;
25;Avstängning av elev;FC;skollagen 5 kap. 17 §;2 veckor
26;Placering av barn i HVB;SS;;
27;Ledighet för elev;R;skollagen 7 kap. 18 §;
28;Trädfällning;EC;LVU 5 §, SoL 30 kap. 1 §, 12 kap. 6 §;
29;Yttrande till förvaltningsrätten;EC;6 § LVU, 11 kap. 1 § SoL samt 36–38 §§ FL;
"""
SCHOOL = ORDER.replace("  SU:", "  FC: forvaltningschef\n  R: rektor\n  SU:")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Return what is told of each row, by its number, of kinds on what the law says."""
    place = tmp_path_factory.mktemp("provisions")
    findings = lint_order(place, SCHOOL, PROVISIONS, every_kind=True)
    told = {}
    for finding in findings:
        for rule in finding["rules"][:1]:
            told.setdefault(rule.rpartition("-")[2], []).append(finding)
    return told


@pytest.mark.parametrize("number", [*map(str, range(1, 12))])
def test_a_row_that_its_provision_or_name_bars_is_found(told, number):
    assert "unlawful_delegation" in {each["kind"] for each in told[number]}


@pytest.mark.parametrize("number", ["21", "22", "23", "24", "26", "27", "28", "29"])
def test_a_row_in_another_case_or_on_delegating_is_not_found(told, number):
    kinds = {each["kind"] for each in told.get(number, ())}
    assert "unlawful_delegation" not in kinds


def test_a_row_is_blamed_by_the_words_on_its_own_case(told):
    """Skollagen 7 kap. 18 §: the principal gives leave, also of ten days at most."""
    laws = {n: {r for f in told[n] for r in f["rules"][1:]} for n in ("9", "10")}
    assert "kommunallagen/kortare-ledighet" in laws["9"]
    assert "kommunallagen/langre-ledighet-bara-rektorn" not in laws["9"]
    assert "kommunallagen/langre-ledighet-bara-rektorn" in laws["10"]


@pytest.mark.parametrize("number", ["24", "27"])
def test_a_row_that_has_a_name_of_the_law_is_told_of(told, number):
    assert "matter_apart_from_law" in {each["kind"] for each in told[number]}
