"""The levels of municipalities side by side, by orders that are written here."""

import csv
import datetime as dt
import io
import json

import pytest

from engine import EngineError, UnknownNameError
from engine.answers.answer import Limits
from engine.rulebook.model.conclusions import Function
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind, Slot
from engine.space.cells import lies_in
from tests.support.neighbours import neighbours
from tests.support.orders import deciders_of
from tests.support.shipped import TODAY, shipped_mandat

DAY = dt.date(2026, 6, 1)
LADDER = "nr;ärende;delegat;högst;samråd\n"


def compared(folder, names=("alby", "vik"), on=DAY, matters=(), **tables):
    mandat = neighbours(folder, **tables)
    return mandat.compare(*names, matters=matters, on=on)


def likeness(report):
    """Return how each matter compares, by what it is called."""
    return {
        label: matter["likeness"]
        for matter in report.to_dict()["matters"]
        for label in matter["labels"]
    }


def texts(report, number):
    """Return the levels of the only matter in one of the municipalities."""
    (matter,) = report.to_dict()["matters"]
    return [level["text"] for level in matter["municipalities"][number]["levels"]]


def test_levels_stand_from_the_lowest_with_their_limits(tmp_path):
    report = compared(
        tmp_path,
        alby=LADDER + "1;Avskriva fordran;C;1 pbb\n;;D;10 pbb\n",
        vik=LADDER + "1;Avskriva fordran;D;100 000 kr\n",
    )
    assert likeness(report) == {"Avskriva fordran": "different"}
    assert texts(report, 0) == [
        "chefen, belopp: högst 59 200 kr",
        "direktören, belopp: högst 592 000 kr",
        "nämnden",
    ]
    assert texts(report, 1) == ["direktören, belopp: högst 100 000 kr", "nämnden"]


def test_who_is_above_decides_wherever_the_lower_does_and_beyond(tmp_path):
    rows = LADDER + "1;Avskriva fordran;C;1 pbb\n;;D;10 pbb\n"
    report = compared(tmp_path, alby=rows, vik=rows)
    assert likeness(report) == {"Avskriva fordran": "alike"}
    (matter,) = report.to_dict()["matters"]
    above = [
        [role["id"] for role in level["above"]]
        for level in matter["municipalities"][0]["levels"]
    ]
    assert above == [["direktor"], ["namnd"], []]


def test_the_same_limit_written_in_two_ways_is_alike(tmp_path):
    report = compared(
        tmp_path,
        alby=LADDER + "1;Avskriva fordran;C;2 pbb\n",
        vik=LADDER + "7.3;avskriva fordran;C;118 400 kr\n",
    )
    assert likeness(report) == {"Avskriva fordran": "alike"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1;Köpa;C;1 pbb;", "1;Köpa;C;2 pbb;"),
        ("1;Köpa;C;;", "1;Köpa;D;;"),
        ("1;Köpa;C;;", "1;Köpa;C;;efter samråd med D"),
        ("1;Köpa;C;;i samråd med D", "1;Köpa;C;;efter samråd med D"),
        ("1;Köpa;C;1 pbb;", "1;Köpa;C;1 pbb vid brist;"),
        ("1;Köpa;C;;", "1;Köpa;C / D;;"),
    ],
)
def test_another_limit_delegate_consultation_or_condition_differs(tmp_path, one, other):
    report = compared(tmp_path, alby=LADDER + one + "\n", vik=LADDER + other + "\n")
    assert likeness(report) == {"Köpa": "different"}


def test_what_one_orders_and_the_other_does_not(tmp_path):
    report = compared(
        tmp_path,
        alby=LADDER + "1;Köpa;C\n2;Sälja;C\n",
        vik=LADDER + "1;Köpa;C\n",
    )
    assert likeness(report) == {"Köpa": "alike", "Sälja": "lacking"}
    assert "ingen regel" in report.to_text()
    assert not report.is_alike


@pytest.mark.parametrize(("row", "expected"), [("C", "lacking"), ("D", "different")])
def test_of_three_the_one_without_a_rule_makes_no_difference(tmp_path, row, expected):
    report = compared(
        tmp_path,
        ("alby", "vik", "sund"),
        alby=LADDER + "1;Köpa;C\n",
        vik=LADDER + f"1;Köpa;{row}\n",
        sund=LADDER + "1;Sälja;C\n",
    )
    assert likeness(report) == {"Köpa": expected, "Sälja": "lacking"}


def test_a_likeness_of_names_is_no_sameness(tmp_path):
    report = compared(
        tmp_path,
        alby=LADDER + "1;Avskriva fordran;C\n",
        vik=LADDER + "1;Avskrivning av fordran;C\n",
    )
    assert likeness(report) == {
        "Avskriva fordran": "lacking",
        "Avskrivning av fordran": "lacking",
    }


SYNONYM = """
---
matters:
  avskrivning: {label: {sv: avskrivning av fordran}, synonyms: [avskriva fordran]}
"""


@pytest.mark.parametrize("names", [("alby", "vik"), ("vik", "alby")])
def test_a_name_that_the_other_understands_is_the_same_matter(tmp_path, names):
    report = compared(
        tmp_path,
        names,
        alby=LADDER + "1;Avskriva fordran;C\n",
        vik=LADDER + "1;Avskrivning av fordran;C" + SYNONYM,
    )
    assert sorted(set(likeness(report).values())) == ["alike"]


def test_a_role_of_its_own_is_that_of_another_only_by_its_name(tmp_path):
    words = "\n---\nroles:\n  boss: {label: LABEL}\n"
    rows = LADDER + "1;Köpa;boss"
    one = rows + words.replace("LABEL", "enhetschefen")
    other = rows + words.replace("LABEL", "gruppledaren")
    assert likeness(compared(tmp_path / "1", alby=one, vik=one)) == {"Köpa": "alike"}
    assert likeness(compared(tmp_path / "2", alby=one, vik=other)) == {
        "Köpa": "different"
    }


def test_what_is_only_proposed_is_not_what_is_adopted(tmp_path):
    mandat = neighbours(tmp_path, alby=LADDER + "1;Köpa;C", vik=LADDER + "1;Köpa;C")
    order = tmp_path / "vik" / "orders" / "namnden" / "order.yaml"
    order.write_text(order.read_text("utf-8").replace("adopted", "proposal"), "utf-8")
    report = mandat.compare("alby", "vik", on=DAY)
    assert likeness(report) == {"Köpa": "different"}
    assert "(förslag)" in report.to_text()


def test_whoever_has_a_row_of_their_own_decides_on_its_terms(tmp_path):
    """The director's own row asks for a consultation that the manager's does not."""
    rows = LADDER + "1;Köpa;C;1 pbb\n;;D;5 pbb;efter samråd med N\n"
    mandat = neighbours(tmp_path, lowest="yes", alby=rows, vik=rows)
    report = mandat.compare("alby", "vik", on=DAY)
    assert texts(report, 0) == [
        "chefen, belopp: högst 59 200 kr",
        "direktören, belopp: högst 296 000 kr (beslutas efter samråd med nämnden)",
        "nämnden",
    ]


def test_a_superior_stands_above_the_delegate(tmp_path):
    rows = LADDER + "1;Köpa;C\n"
    mandat = neighbours(tmp_path, lowest="yes", alby=rows, vik=rows)
    report = mandat.compare("alby", "vik", on=DAY)
    assert texts(report, 1) == ["chefen", "direktören", "nämnden"]
    assert "chefen, direktören eller nämnden" in report.to_text(with_alike=True)


def test_the_day_counts(tmp_path):
    rows = "nr;ärende;delegat;från\n1;Köpa;C;2026-07-01\n"
    tables = {"alby": rows, "vik": "nr;ärende;delegat\n1;Köpa;C\n"}
    before = compared(tmp_path / "1", **tables)
    after = compared(tmp_path / "2", on=dt.date(2026, 7, 1), **tables)
    assert likeness(before) == {"Köpa": "different"}
    assert likeness(after) == {"Köpa": "alike"}


def test_only_what_is_named_and_what_lies_under_it(tmp_path):
    tree = "\n---\nmatters:\n  kop: {label: köpa}\n  bil: {label: bil, under: kop}\n"
    report = compared(
        tmp_path,
        matters=["köpa"],
        alby=LADDER + "1;Köpa;C\n2;Bil;D\n3;Sälja;C" + tree,
        vik=LADDER + "1;Sälja;C\n",
    )
    assert likeness(report) == {"Bil": "lacking", "Köpa": "lacking"}
    with pytest.raises(UnknownNameError):
        compared(tmp_path / "x", matters=["hyra"], alby=LADDER + "1;Köpa;C", vik=LADDER)


def test_one_municipality_has_nothing_beside_it(tmp_path):
    mandat = neighbours(tmp_path, alby=LADDER + "1;Köpa;C", vik=LADDER + "1;Köpa;C")
    for names in ((), ("alby",), ("alby", "Alby"), ("", "alby")):
        with pytest.raises(EngineError) as refused:
            mandat.compare(*names)
        assert refused.value.message.code == "compare/too-few"


def test_a_table_for_spreadsheets_has_a_line_for_each_level(tmp_path):
    report = compared(
        tmp_path, alby=LADDER + "1;=Köpa;C;1 pbb\n", vik=LADDER + "1;Sälja;C\n"
    )
    rows = list(csv.DictReader(io.StringIO(report.to_csv()), delimiter=";"))
    assert [(row["ärende"], row["kommun"], row["vem"]) for row in rows] == [
        ("'=Köpa", "Alby", "chefen"),
        ("'=Köpa", "Alby", "nämnden"),
        ("'=Köpa", "Vik", ""),
        ("Sälja", "Alby", ""),
        ("Sälja", "Vik", "chefen"),
        ("Sälja", "Vik", "nämnden"),
    ]
    assert rows[0]["när"] == "belopp: högst 59 200 kr"
    assert rows[0]["närmast över"] == "nämnden"
    assert rows[2]["funktion"] == "ingen regel"


# what the levels say is what is answered ---------------------------------------------


#: Matters of Orrhed with several delegates, limits, committees and bans of the law.
LADDERS = (
    "avskriva fordran",
    "behandlingshem för vuxna",
    "avtal om enstaka vårdplats",
    "avvisa för sent inkommet överklagande",
    "placering i familjehem",
    "bistånd till hemutrustning",
    "yttrande till tillsynsmyndighet om enskilt ärende",
    "brådskande nämndärende",
    "anställning",
    "avstängning av en elev",
)


@pytest.mark.slow
def test_the_levels_of_a_case_are_whom_the_question_names():
    """Every level that reaches a case decides it, and nobody else, asked alone."""
    report = shipped_mandat().compare("orrhed", "kungsör", matters=LADDERS, on=TODAY)
    space, asked = report.comparison.spaces[0], 0
    for matter in report.comparison.matters:
        id_ = matter.matters[0].ids[0]
        if id_ is None:
            continue
        slots = ((Slot.MATTER, id_),)
        answer = space.ask(Question(RuleKind.DECISION, slots, (), TODAY))
        whens = {finding.when for finding in answer.findings}
        anything = {
            n: value_in(span) for when in sorted(whens, key=str) for n, span in when
        }
        for when in whens:
            known = {**anything, **{name: value_in(span) for name, span in when}}
            question = Question(RuleKind.DECISION, slots, tuple(known.items()), TODAY)
            expected = deciders_of(space.ask(question))
            if expected is not None:
                assert deciders_at(matter.ladders[0], known) == expected, (id_, known)
                asked += 1
    assert asked > 25


def value_in(span):
    """Return a value of a row of an answer."""
    item = span[0]
    if not isinstance(item, Limits):
        return item
    return item.high if item.low is None else item.low


def deciders_at(ladder, known):
    """Return who decides in a case, by the levels that reach it."""
    return {
        role
        for level in ladder.levels
        if level.function is Function.DECIDES
        and any(
            all(lies_in(known[name], span) for name, span in when)
            for when in level.when
        )
        for role in level.roles
    }


def test_the_object_is_plain_data(tmp_path):
    report = compared(tmp_path, alby=LADDER + "1;Köpa;C", vik=LADDER + "1;Köpa;C")
    assert json.loads(json.dumps(report.to_dict())) == report.to_dict()
