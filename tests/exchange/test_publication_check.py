"""A published document is compared with the rules: in every format, in every part."""

import json
import re
from dataclasses import replace

import pytest

from engine.exchange.blocks import OfficeDocument
from engine.exchange.docx_writing import docx_bytes
from engine.exchange.official_check import document_differences
from engine.exchange.official_reading import read_official
from engine.exchange.opening import office_document
from engine.exchange.order_differences import EditionChanges, OrderPart, differences
from engine.exchange.order_layout import MADE_UP, decision_text
from engine.exchange.published_order import published_order
from engine.exchange.sheet_writing import csv_text, xlsx_bytes
from engine.report.publication.web_page import order_page
from engine.rulebook.model.signs import unseen
from tests.exchange.test_publication import AFTER, BEFORE, HOSTILE, made
from tests.support.orders import HEADER, loaded_order, write_order
from tests.support.publications import Press
from tests.support.random_orders import RandomOrder
from tests.support.terminal import run
from tests.terminal.test_failures import code

FORMATS = {
    "docx": docx_bytes,
    "html": lambda document: order_page(document).encode(),
    "xlsx": xlsx_bytes,
    "csv": lambda document: csv_text(document).encode("utf-8-sig"),
}
ROWS = """\
nr;ärende;delegat;högst;villkor
1;Skötsel;;;
1.1;Fälla träd;TM;10 pbb;
;;PC;50 000 kr;i övrigt
1.2;Så gräs;PC / PO;;rasrisk
"""


@pytest.fixture(scope="module")
def press():
    return Press()


def reopened(document, form):
    return office_document(FORMATS[form](document), f"ordning.{form}")


# there and back, through files --------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_an_order_can_be_read_from_its_file(press, form):
    (smallest,) = (d for d in press.drafts if "under" in d.header.values)
    others = range(0 if form == "docx" else 3)
    drafts = [smallest, made({}, HOSTILE), *(RandomOrder(s).draft() for s in others)]
    for draft in drafts:
        order, _ = press.read(reopened(press.document(draft), form))
        assert order == press.order(draft)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_every_shipped_order_can_be_read_from_its_file(press, form):
    others = range(0 if form == "docx" else 6)
    drafts = press.drafts[:2] if form == "docx" else press.drafts
    for draft in (*drafts, *(RandomOrder(s).draft() for s in others)):
        order, _ = press.read(reopened(press.document(draft), form))
        assert order == press.order(draft)


@pytest.mark.parametrize("form", FORMATS)
def test_marks_of_changes_do_not_change_what_a_file_says(press, form):
    old, new = made({}, BEFORE), made({}, AFTER)
    sides = press.side(old), press.side(new)
    changes = EditionChanges(
        since="x",
        old=sides[0],
        differences=differences(*sides),
        decision=decision_text(sides[0].text, sides[1].text),
    )
    office = reopened(press.document(new, changes), form)
    assert press.read(office)[0] == press.order(new)
    assert found(press, office, new) == []


# what differs -------------------------------------------------------------------------


def found(press, office, draft, year=2026):
    reading = read_official(office, press.words)
    side, issue = press.side(draft), press.issue(year)
    listed = document_differences(reading, side, issue, press.words)
    return [(d.part, d.place, d.column, d.before, d.after) for d in listed]


def test_a_document_of_its_own_rules_differs_in_nothing_whatever_the_year(press):
    for seed in range(20):
        draft = RandomOrder(seed).draft()
        for year in (2025, 2099):
            document = press.document(draft, year=year)
            assert found(press, document.office(), draft) == []


HEAD = ["nr", "ärende", "delegat", "högst"]
SAME = [
    HEAD,
    ["1", "Ekonomi", "", ""],
    ["1.1", "Avskriva", "EC", "10 pbb"],
    ["", "", "AC", "20 pbb"],
    ["2", "Personal", "", ""],
    ["2.1", "Anställa", "AC", ""],
]


def changed(place, column, text):
    rows = [list(row) for row in SAME]
    rows[place][column] = text
    return rows


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (changed(2, 3, "8 pbb"), [("1.1 Avskriva", "Högst", "10 pbb", "8 pbb")]),
        (changed(3, 2, "FC"), [("1.1 Avskriva", "Delegat", "AC", "FC")]),
        (changed(5, 0, "2.2"), [("2.2 Anställa", "Nr", "2.1", "2.2")]),
        (changed(4, 1, "Folk"), [("2 Folk", "Ärende", "Personal", "Folk")]),
        (
            SAME[:-1],
            [("2.1 Anställa", "", "Delegat: AC", None)],
        ),
        (
            [*SAME[:2], ["1.0", "Anstånd", "EC", ""], *SAME[2:]],
            [("1.0 Anstånd", "", None, "Delegat: EC")],
        ),
        (
            [*SAME[:4], SAME[5], SAME[4]],
            [("2.1 Anställa", "Kapitel", "2 Personal", "1 Ekonomi")],
        ),
    ],
)
def test_a_row_that_differs_is_told_with_both_readings(press, rules, expected):
    office = press.document(made({}, SAME)).office()
    told = found(press, office, made({}, rules))
    assert [row[1:] for row in told] == expected
    assert {row[0] for row in told} == {OrderPart.ROW}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            {"clauses": {"lowest_level": "no"}},
            (OrderPart.CLAUSE, "lowest_level"),
        ),
        ({"clauses": {}}, (OrderPart.CLAUSE, "lowest_level")),
        ({"key": {"EC": "ekonomichef"}}, (OrderPart.KEY, "EC")),
        (
            {"conditions": {"i övrigt": {"belopp": "5"}}},
            (OrderPart.CONDITION, "i övrigt"),
        ),
        ({"committee": "socialnamnd"}, (OrderPart.FRONT, "Nämnd")),
    ],
)
def test_what_differs_beside_the_rows_is_told_with_its_part(press, header, expected):
    before = {
        "clauses": {"lowest_level": "yes"},
        "key": {"EC": "enhetschef"},
        "conditions": {"i övrigt": "rest"},
    }
    office = press.document(made(before, SAME)).office()
    told = found(press, office, made(before | header, SAME))
    assert [row[:2] for row in told] == [expected]


def test_kronor_of_another_amount_than_the_year_has_are_told(press):
    draft = made({}, SAME)
    text = csv_text(press.document(draft)).replace("592\u00a0000", "588\u00a0000")
    office = office_document(text.encode(), "o.csv")
    told = found(press, office, draft)
    assert [(row[0], *row[2:]) for row in told] == [
        (OrderPart.KRONOR, "Högst", "588 000 kr år 2026", "592 000 kr år 2026")
    ]


def test_a_sentence_that_no_rule_has_is_told(press):
    draft = made({}, SAME)
    text = csv_text(press.document(draft)).replace(
        "Nämnden får alltid besluta själv", "Nämnden får aldrig besluta själv"
    )
    told = found(press, office_document(text.encode(), "o.csv"), draft)
    assert [row[0] for row in told] == [OrderPart.TEXT]
    assert told[0][3].startswith("Nämnden får aldrig")


def test_a_document_tells_whether_the_municipality_is_made_up(press):
    draft = made({}, SAME)
    office = press.document(draft).office()
    told = OfficeDocument(
        blocks=tuple(b for b in office.blocks if getattr(b, "text", "") != MADE_UP)
    )
    assert len(told.blocks) == len(office.blocks) - 1
    assert found(press, told, draft) == [(OrderPart.TEXT, "", "", None, MADE_UP)]
    reading = read_official(office, press.words)
    issue = replace(press.issue(), is_made_up=False)
    (real,) = document_differences(reading, press.side(draft), issue, press.words)
    assert (real.before, real.after) == (MADE_UP, None)


@pytest.mark.parametrize(
    ("before", "after", "doubt"),
    [
        ("<td>EC</td>", "<td><del>EC</del></td>", "överstruken text"),
        ("<td>EC</td>", "<td><ins>EC</ins></td>", "spårad ändring"),
        ("<td>EC</td>", '<td>EC<span style="display:none">!</span></td>', "dold text"),
    ],
)
def test_a_cell_that_shows_more_than_its_text_is_told(press, before, after, doubt):
    """Else a row that somebody has struck out would still be taken to hold."""
    draft = made({}, SAME)
    page = re.sub(
        r'<td role="cell" data-head="Delegat">',
        "<td>",
        order_page(press.document(draft)),
    )
    assert before in page
    office = office_document(page.replace(before, after, 1).encode(), "o.html")
    told = found(press, office, draft)
    assert any(row[0] is OrderPart.TEXT and doubt in row[3] for row in told)
    assert published_order(office, press.issue(), press.words) is None


# in the terminal ----------------------------------------------------------------------


@pytest.fixture
def park(tmp_path):
    loaded_order(tmp_path / "rules", ROWS)
    return tmp_path / "rules"


@pytest.mark.parametrize("form", FORMATS)
def test_a_published_file_is_the_same_until_the_rules_change(park, tmp_path, form):
    file = tmp_path / f"ordning.{form}"
    asked = ("publish pn -m by --rules", park)
    assert run(*asked, "--on", "2026-06-01", "--out", file).exit_code == 0
    done = run(*asked, "--check", file)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "säger det som reglerna säger (4 rader jämförda)" in " ".join(
        done.stdout.split()
    )
    write_order(park / "by", "pn", HEADER, ROWS.replace("10 pbb", "8 pbb"))
    done = run(*asked, "--check", file, "--format", "json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["differences"] == [
        {
            "part": "row",
            "place": "1.1 Fälla träd",
            "column": "Högst",
            "document": "10 pbb",
            "rules": "8 pbb",
        }
    ]


def test_what_holds_no_rows_is_not_the_same(park, tmp_path):
    file = tmp_path / "ordning.csv"
    file.write_text("a;b\n1;2\n", "utf-8")
    asked = ("publish pn -m by --rules", park, "--check", file)
    assert code(*asked) == "publish/nothing-to-compare"
    file.write_text("Parknämndens delegationsordning\n", "utf-8")
    assert code(*asked) == "publish/nothing-to-compare"


@pytest.mark.parametrize("form", ["text", "json"])
def test_nothing_in_a_document_acts_on_whoever_reads_what_differs(park, tmp_path, form):
    file = tmp_path / "ordning.csv"
    asked = ("publish pn -m by --rules", park)
    assert run(*asked, "--out", file).exit_code == 0
    text = file.read_text("utf-8").replace("Fälla träd", "Fälla \x1b[31mträd\u202e")
    file.write_text(text, "utf-8")
    done = run(*asked, "--check", file, "--format", form)
    assert done.exit_code == 1
    assert not unseen(done.stdout, "\n")


@pytest.mark.parametrize(
    "option", [("--out", "x.html"), ("--since", "HEAD"), ("--format", "docx")]
)
def test_a_check_writes_nothing(park, option):
    file = park / "by" / "pack.yaml"
    done = run("publish pn -m by --lang en --rules", park, "--check", file, *option)
    assert done.exit_code == 2
    assert "has no place there" in done.stderr
