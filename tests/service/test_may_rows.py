"""`may` of a matter: whether somebody decides it by the rows of an order, and when.

What is expected is read off the rows below.
"""

import datetime as dt
import json

import pytest

from engine import TakenDecision, check_decision
from engine.records import replace
from engine.service.mandat import Mandat
from engine.space.entitlements import serves
from tests.support.posts import post
from tests.support.terminal import run

WORDS = """\
roles:
  namnden: {label: nämnden, tags: [committee]}
  anstalld: {label: anställd, tags: [employee]}
  enhetschef: {label: enhetschef, is: [anstalld]}
  vikarie: {label: vikarie, is: [enhetschef]}
  avdelningschef: {label: avdelningschef, is: [anstalld]}
  handlaggare: {label: handläggare, is: [anstalld]}
tags:
  committee: {sv: nämnd, en: committee}
  employee: {sv: anställd, en: employee}
acts:
  skvallra: {label: skvallra}
"""
ORDER = """\
committee: namnden
source: {title: Ordning, short: PN, status: adopted, from: 2026-01-01}
key: {EC: enhetschef, AC: {role: avdelningschef, substitutes: [HL]}, HL: handlaggare}
"""
ROWS = """\
nr;ärende;delegat;högst;slag;utfall
1;Avskriva fordran;EC;50 000 kr;;
;;AC;200 000 kr;;
2;Vattna rabatter;HL;;V;
3;Bidrag till förening;EC;;;bifall
4;Hyra ut lokal;AC;;;
"""
DAY = dt.date(2026, 6, 1)


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    folder = tmp_path_factory.mktemp("may") / "rules"
    order = folder / "by" / "orders" / "pn"
    order.mkdir(parents=True)
    head = "pack: by\nkind: municipality\nlabel: Byn\n"
    (folder / "by" / "pack.yaml").write_text(head, encoding="utf-8")
    (folder / "by" / "vocabulary.yaml").write_text(WORDS, encoding="utf-8")
    (order / "order.yaml").write_text(ORDER, encoding="utf-8")
    (order / "rows.csv").write_text(ROWS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def by(rules):
    return Mandat.open(rules).of("by")


@pytest.mark.parametrize(
    ("actor", "matter", "given", "says"),
    [
        (
            "enhetschef",
            "avskriva fordran",
            {},
            "får besluta, när belopp: högst 50 000 kr.",
        ),
        ("enhetschef", "avskriva fordran", {"belopp": "50 000 kr"}, "får besluta."),
        (
            "enhetschef",
            "avskriva fordran",
            {"belopp": "50 001 kr"},
            "får inte besluta.",
        ),
        # both steps of the ladder are one case
        (
            "avdelningschef",
            "avskriva fordran",
            {},
            "får besluta, när belopp: högst 200 000 kr.",
        ),
        (
            "vikarie",
            "avskriva fordran",
            {"belopp": "1 kr"},
            "får besluta bara som enhetschef i det som nämnden ansvarar för.",
        ),
        ("nämnden", "avskriva fordran", {}, "får besluta."),
        ("handläggare", "vattna rabatter", {}, "får utföra det."),
        ("enhetschef", "vattna rabatter", {}, "får inte besluta."),
        (
            "enhetschef",
            "bidrag till förening",
            {},
            "får besluta, när utgång: bifall.",
        ),
        ("handläggare", "hyra ut lokal", {}, "får besluta bara som ersättare."),
    ],
)
def test_an_actor_is_told_whether_and_up_to_what(by, actor, matter, given, says):
    response = by.may(actor, matter, given=given, on=DAY)

    text = response.to_dict()["may"]["text"]
    assert text.casefold() == f"{actor} {says}"
    assert text in " ".join(response.to_text().split())
    # all that is told of who decides is told too
    assert response.answer == by.who(matter, given=given, on=DAY).answer


def test_a_case_is_plain_data(by):
    may = by.may("enhetschef", "avskriva fordran", on=DAY).to_dict("en")["may"]

    assert may["role"] == "enhetschef"
    assert (may["function"], may["scope"]) == ("decides", "sometimes")
    assert may["when"] == [{"belopp": [{"min": None, "max": 50_000}]}]


def test_an_act_is_asked_of_as_before(by):
    assert "may" not in by.may("enhetschef", "skvallra", on=DAY).to_dict()


def test_the_terminal_asks_it(rules):
    result = run(
        f"may enhetschef avskriva fordran -m by --rules {rules} --on 2026-06-01 "
        "--lang en --format json"
    )
    assert result.exit_code == 0
    assert json.loads(result.stdout)["may"]["scope"] == "sometimes"


# kinds of a delegate ------------------------------------------------------------------

RESERVED = "vikarie får besluta bara som enhetschef i det som nämnden ansvarar för."


def judged(rules, decider):
    return check_decision(
        TakenDecision(
            matter="avskriva fordran",
            decided_by=decider,
            on=DAY,
            given={"belopp": "1 kr"},
        ),
        Mandat.open(rules).of("by"),
    )


def test_a_kind_of_the_delegate_may_be_of_another_administration(by, rules):
    """The order means the enhetschefer of its own committee; a vikarie is any's."""
    may = by.may("vikarie", "bidrag till förening", on=DAY).to_dict()["may"]

    assert (may["scope"], may["is_substitute"]) == ("sometimes", False)
    assert may["only_as"] == [{"role": "enhetschef", "committee": "namnden"}]
    assert may["text"].casefold() == RESERVED[:-1] + ", när utgång: bifall."
    check = judged(rules, "vikarie")
    assert check.verdict.value == "doubtful"
    assert check.to_dict()["reasons"][0].casefold() == RESERVED
    assert judged(rules, "enhetschef").verdict.value == "in_order"
    assert judged(rules, "handläggare").verdict.value == "another_decides"


@pytest.mark.parametrize(
    ("committees", "is_known"), [(["namnden"], True), (["andra"], False), ([], False)]
)
def test_posts_tell_whom_a_kind_of_the_delegate_serves(rules, committees, is_known):
    """By the table of posts those of the role serve this committee, or another."""
    jurisdiction = Mandat.open(rules).of("by").jurisdiction
    held = post("V1", "vikarie", committees=tuple(committees))
    staffed = replace(jurisdiction, posts={"V1": held})

    assert serves("vikarie", "namnden", staffed, DAY) is is_known
