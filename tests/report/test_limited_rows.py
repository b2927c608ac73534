"""Rows that are named as in real orders: the answer says that the law limits them.

Socialtjänstlagen 30 kap. 5-7 §§ let only a subcommittee of the committee be given these
decisions, whatever a row calls them.
"""

import datetime as dt

import pytest

from engine import TakenDecision, check_decision
from engine.rulebook.model.rules import Slot
from engine.service.mandat import Mandat
from engine.web.authzen.decisions import DecisionPoint
from engine.web.authzen.entities import access_request

ORDER = """\
committee: socialnamnd
source: {title: Socialnämndens ordning, short: SN, status: adopted, from: 2026-02-01}
key: {SS: handlaggare, SU: socialnamndens-utskott, AC: chef}
"""
TABLE = """\
nr;ärende;delegat;lagrum
1;Omedelbart omhändertagande enligt 6 § LVU;AC;LVU 6 §
2;Beslut om placering av barn i familjehem;SS;
3;Ansökan om vård enligt LVU;SU;LVU 4 §
4;Kontaktperson;SS;
5;Yttrande till kommunfullmäktige;AC;KL 6 kap. 38 §
6;Verksamhetens mål och inriktning;AC;KL 6 kap. 38 §
"""
#: What each row seems to be about, by the vocabulary of the law.
LIKE = {
    "Omedelbart omhändertagande enligt 6 § LVU": "omedelbart-omhandertagande",
    "Beslut om placering av barn i familjehem": "placering-i-enskilt-hem",
}
DAY = dt.date(2026, 6, 1)


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    folder = tmp_path_factory.mktemp("order") / "rules"
    order = folder / "by" / "orders" / "sn"
    order.mkdir(parents=True)
    head = "pack: by\nkind: municipality\nlabel: Byn\nuses: [kommunallagen]\n"
    (folder / "by" / "pack.yaml").write_text(head, encoding="utf-8")
    (folder / "by" / "posts.csv").write_text(
        "post;titel;roller;nämnd\nac-1;chefen;chef;socialnamnd\n", encoding="utf-8"
    )
    (order / "order.yaml").write_text(ORDER, encoding="utf-8")
    (order / "rows.csv").write_text(TABLE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def by(rules):
    return Mandat.open(rules).of("by")


def notes_of(response):
    return [
        note for note in response.to_dict()["notes"] if note["kind"] == "like_limited"
    ]


@pytest.mark.parametrize(("row", "matter"), LIKE.items())
def test_an_answer_by_a_row_under_another_name_says_so(by, row, matter):
    response = by.who(row, on=DAY)
    (note,) = notes_of(response)

    assert note["matter"] == matter
    assert note["by"].startswith("kommunallagen/")
    assert "30 kap." in note["text"]
    # the ban is not applied: the doubt is told, and who decides by the row
    assert response.outcome.value == "answered"
    for language, lead in (("sv", "Osäkert mandat"), ("en", "Doubtful mandate")):
        assert lead in response.to_text(language)


@pytest.mark.parametrize(
    ("row", "role"), list(zip(LIKE, ["chef", "handlaggare"], strict=True))
)
def test_no_program_is_told_that_somebody_may_by_such_a_row(by, row, role):
    taken = TakenDecision(matter=row, decided_by=role, on=DAY)
    check = check_decision(taken, by)
    assert (check.verdict.value, check.is_in_order) == ("doubtful", False)
    assert "30 kap." in check.to_dict("sv")["reasons"][0]

    matter = by.who(row, on=DAY).question.slot_of[Slot.MATTER]
    body = {
        "subject": {"type": "role", "id": role},
        "action": {"name": "decide"},
        "resource": {"type": "matter-type", "id": matter},
    }
    decision = DecisionPoint(by, DAY).decide(access_request(body))
    assert not decision.is_permitted
    assert "Doubtful mandate" in decision.context["reason"]


@pytest.mark.parametrize("row", ["Ansökan om vård enligt LVU", "Kontaktperson"])
def test_an_answer_by_a_row_that_the_law_allows_says_nothing(by, row):
    assert notes_of(by.who(row, on=DAY)) == []


def test_a_question_in_everyday_words_is_answered_with_the_doubt(by):
    asked = by.understand("Vem beslutar om placering av barn i familjehem?", on=DAY)

    assert [note["matter"] for note in notes_of(asked.response)] == [
        "placering-i-enskilt-hem"
    ]


@pytest.mark.parametrize("thing", ["by/sn-1", "chef"])
def test_the_page_of_a_row_and_of_a_role_say_so(by, thing):
    pages = by.show(thing, on=DAY)

    assert "Osäkert mandat: 1 " in " ".join(pages.to_text().split())
    assert "Osäkert mandat: 1 " in str(pages.to_dict())


def test_the_page_of_a_post_says_so(by):
    page = by.post("ac-1", on=DAY)

    assert "Osäkert mandat: 1 " in " ".join(page.to_text().split())
    assert "Osäkert mandat: 1 " in str(page.to_dict())


@pytest.mark.parametrize(
    "row", ["Yttrande till kommunfullmäktige", "Verksamhetens mål och inriktning"]
)
def test_a_row_in_the_words_of_the_act_is_the_matter_of_law_itself(by, row):
    """Kommunallagen 6 kap. 38 § 1 and 2: an employee is never given it."""
    answer = by.who(row, on=DAY).to_dict()

    decides = [each.get("decides", {}) for each in answer["answers"]]
    roles = {role["id"] for party in decides for role in party.get("roles", ())}
    assert "chef" not in roles


def test_what_came_of_comparing_rows_is_kept_beside_the_rulebook(
    rules, by, tmp_path, monkeypatch
):
    for row in LIKE:
        Mandat.open(rules, cache=tmp_path).of("by").who(row, on=DAY)

    def refuse(*_):
        raise AssertionError

    monkeypatch.setattr("engine.lint.matters.LimitedMatters", refuse)
    kept = Mandat.open(rules, cache=tmp_path).of("by")
    for row in (*LIKE, "Kontaktperson"):
        assert kept.who(row, on=DAY).to_text("sv") == by.who(row, on=DAY).to_text("sv")
