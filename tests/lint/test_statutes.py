"""Sections by numbers of before are found with those of today; none goes unlisted."""

import datetime as dt
import json

import pytest

from engine.rulebook.model.problems import Place
from engine.rulebook.model.statutes import EarlierAct, Renumbering, Statute
from engine.rulebook.tracing.citations import OldNumbering
from tests.support.market import ACTS, RULES, registered_market
from tests.support.orders import write_order
from tests.support.terminal import run

#: It reads or lints all the law again and again; CI tries it.
pytestmark = pytest.mark.slow

#: An act on cats of which an earlier one had other numbers; 2:9 is gone since.
CATS = Statute(
    number="2020:1",
    names=("kattlagen", "KaL"),
    sections=("2 kap. 1–8 §§",),
    omissions=(),
    earlier=(
        EarlierAct(
            number="1999:5",
            names=("gamla kattlagen",),
            until=dt.date(2019, 12, 31),
            renumberings=(
                Renumbering(was="2 kap. 3 §", now=("2 kap. 7 §",), words=("jama",)),
                Renumbering(was="2 kap. 9 §", now=("2 kap. 1 §", "2 kap. 2 §")),
            ),
        ),
    ),
    place=Place(file="statutes.yaml"),
)


def found(text, context=""):
    listed = OldNumbering((CATS,)).found(text, context)
    return [(old.was, old.now) for old in listed]


OLD = [("2 kap. 3 §", ("2 kap. 7 §",))]


@pytest.mark.parametrize(
    "text",
    [
        "Katter får jama enligt 2 kap. 3 § kattlagen.",
        "Jamande regleras i KaL 2:3.",
        "Jamande, 2:3 KaL.",
        "Enligt kattlagens 2 kap. 3 § får den jama.",
        "Den som jamar: se 2 kap. 1 och 3 §§ kattlagen.",
        "Den som jamar: se 2 kap. 2–4 §§ KaL.",
        "Enligt 2 kap. 3 § kattlagen (1999:5) gäller annat.",
        "Enligt 2 kap. 3 § gamla kattlagen gäller annat.",
        "Katter får jama enligt 2 kap. 3 §.",
    ],
)
def test_an_old_number_is_found_with_that_of_today(text):
    assert found(text) == OLD


@pytest.mark.parametrize(
    "text",
    [
        "Katter får gå enligt 2 kap. 3 § kattlagen.",
        "Katter får jama enligt 2 kap. 7 § kattlagen.",
        "Katter får jama enligt 2 kap. 3 § kattlagen (2020:1).",
        "Katter får jama. Se 2 kap. 3 § hundlagen (2001:4) och gamla kattlagen.",
        "Den jamar klockan 2:3 på natten.",
        "Gamla kattlagen (1999:5) har inte lästs.",
        "Katten jamar i 3 § av alla fall.",
    ],
)
def test_a_number_of_today_or_of_nothing_is_not_found(text):
    assert found(text) == []


def test_a_number_that_the_act_has_no_more_needs_no_word_to_tell():
    assert found("Enligt 2 kap. 9 § KaL.") == [
        ("2 kap. 9 §", ("2 kap. 1 §", "2 kap. 2 §"))
    ]


def test_a_section_of_the_earlier_act_that_nobody_has_mapped_is_found_without_number():
    assert found("Enligt 2 kap. 5 § kattlagen (1999:5).") == [("2 kap. 5 §", ())]


def test_the_title_of_a_document_tells_what_a_named_act_is_cited_for():
    assert found("Se KaL 2:3.", "Ordning för jamande") == OLD
    assert found("Se 2 kap. 3 §.", "Ordning för jamande") == []


# as lint tells it ---------------------------------------------------------------------

EARLIER = """\
    earlier:
      - number: "1990:7"
        names: [gamla torglagen]
        until: 2020-12-31
        sections:
          - {was: 3 §, now: [2 kap. 2 §], words: [stånd]}
"""


def findings(rules, *words, kind="old_section"):
    done = run("lint --format json", "--only", kind, "--rules", rules, *words)
    return json.loads(done.stdout)["findings"]


def test_a_rule_that_cites_the_earlier_act_is_told_until_that_was_in_force(tmp_path):
    text = "Chefen beslutar om stånd enligt 3 § gamla torglagen."
    rules = RULES.replace("Chefen beslutar om stånd.", text)
    packs = registered_market(tmp_path, acts=ACTS + EARLIER, rules=rules)
    (finding,) = findings(packs)
    assert finding["rules"] == ["lag/stand"]
    assert "2 kap. 2 §" in finding["says"]
    past = rules.replace("    says: Chefen", "    until: 2020-12-31\n    says: Chefen")
    (packs / "lag" / "torg.yaml").write_text(past, "utf-8")
    assert findings(packs) == []


def test_a_document_that_is_the_earlier_act_is_told_passage_by_passage(tmp_path):
    packs = registered_market(tmp_path, acts=ACTS + EARLIER)
    (packs / "torgby" / "sources.yaml").write_text(
        """\
sources:
  torg:
    title: {sv: Torglagen (1990:7), en: Market Act (1990:7)}
    rank: law
    status: adopted
    passages:
      3: {section: 3 §, gist: Stånd., reason: history}
      4: {section: 4 §, gist: Annat., reason: history}
""",
        "utf-8",
    )
    told = {each["says"] for each in findings(packs, "--lang", "en")}
    assert len(told) == 2
    assert any("stands in 2 kap. 2 § today" in message for message in told)
    assert any("of an act that another has taken over from" in text for text in told)


@pytest.mark.parametrize(
    ("omitted", "told"),
    [
        ("[1 kap. 1 §]", "1 kap. 2 §"),
        ("[1 kap. 1–2 §§, 2 kap. 1 §]", "2 kap. 1 §"),
        ("[1 kap. 1–2 §§, 1 kap. 2 §]", "1 kap. 2 §"),
        ("[1 kap. 1–3 §§]", "1 kap. 3 §"),
    ],
)
def test_every_section_of_an_act_is_taken_up_or_left_out_once(tmp_path, omitted, told):
    packs = registered_market(tmp_path)
    assert findings(packs, kind="unlisted_section") == []
    path = packs / "lag" / "statutes.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("[1 kap. 1–2 §§]", omitted), "utf-8")
    (finding,) = findings(packs, kind="unlisted_section")
    assert told in finding["says"]
    assert finding["severity"] == "error"


# rows of a delegation order -----------------------------------------------------------

ORDER = """\
committee: socialnamnd
source: {title: Socialnämndens ordning, short: SN, status: adopted}
key: {EC: enhetschef}
"""
ROWS = """\
nr;ärende;delegat;lagrum
1;Rätta skrivfel i beslut;EC;26 § FL
2;Bistånd i form av hemtjänst;EC;4 kap. 1 § SoL
3;Lämna ut kopia av handling;EC;TF 2:13
4;Mindre inköp;EC;KL 6:33, 7:5
5;Anställa vikarie;EC;6 kap. 37 § KL
6;Yttrande till fullmäktige;EC;6 kap. 34 § kommunallagen (1991:900)
"""


@pytest.mark.slow
def test_the_law_of_a_row_is_found_with_the_number_of_today(tmp_path):
    """In an order every row is about delegation, which the old sections were on."""
    folder = tmp_path / "rules" / "alby"
    folder.mkdir(parents=True)
    head = "pack: alby\nkind: municipality\nlabel: Alby\nuses: [kommunallagen]\n"
    (folder / "pack.yaml").write_text(head, "utf-8")
    write_order(folder, "sn", ORDER, ROWS)
    told = findings(tmp_path / "rules", "-m", "alby")
    found = {(each["line"], each["about"][1], each["about"][2]) for each in told}
    assert found == {
        (2, "26 § förvaltningslagen", "36 §"),
        (3, "4 kap. 1 § socialtjänstlagen", "11 kap. 1 §, 12 kap. 1 §"),
        (4, "2 kap. 13 § tryckfrihetsförordningen", "2 kap. 16 §"),
        (5, "6 kap. 33 § kommunallagen", "6 kap. 37 §, 7 kap. 5 §"),
        (7, "6 kap. 34 § kommunallagen", "6 kap. 38 §"),
    }
