"""`mandat import`: what it writes and refuses, and how a review is taken up."""

import io
import json
import shutil
import sys
import zipfile
from pathlib import Path

import docx
import pytest
import xlsxwriter

from engine.exchange.opening import office_document
from engine.rulebook.model.problems import EngineError
from tests.support.terminal import ROOT, run
from tests.support.town import write_town

ORDER = """\
Delegationsordning för nämnden;;
Nr;Ärende;Delegat
1;Ekonomi;
1.1;Köpa möbler;Chefen upp till 5 pbb
1.2;Sälja möbler;Chefen och rektorn
1.3;Laga möbler;Vaktmästaren
"""


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Sit in a folder with the rules of a small town and its order."""
    write_town(tmp_path)
    (tmp_path / "ordning.csv").write_text(ORDER, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imports(*words, code=0):
    done = run("import", *words, "-m", "provby", "--rules", "rules")
    assert done.exit_code == code, done.output
    return done


def refusal(*words):
    """Return the code of a refusal, the same in both languages."""
    codes = set()
    for language in ("sv", "en"):
        done = imports(*words, "--format", "json", "--lang", language, code=2)
        codes.add(json.loads(done.stdout)["error"]["code"])
    (code,) = codes
    return code


def decide(review, **decisions):
    """Write decisions into a review file, by how the text of their entries begins."""
    text = review.read_text("utf-8")
    for begins, decision in decisions.items():
        head, entry, rest = text.partition(f'text: "{begins}')
        assert entry
        rest = rest.replace("    decision:\n", f"    decision: {decision}\n", 1)
        text = f"{head}{entry}{rest}"
    review.write_text(text, "utf-8")


def test_what_is_certain_is_written_and_the_rest_is_asked_about(desk):
    done = imports("ordning.csv", "--committee", "namnd", "--out", "ny", code=1)

    assert "1 rad tagen" in done.stdout
    assert "2 väntar" in done.stdout
    assert sorted(path.name for path in (desk / "ny").iterdir()) == [
        "order.yaml",
        "review.yaml",
        "rows.csv",
    ]
    assert (desk / "ny" / "rows.csv").read_text("utf-8") == (
        "nr;ärende;delegat;högst\n1;Ekonomi\n1.1;Köpa möbler;Chefen;5 pbb\n"
    )


def test_decisions_are_taken_up_and_the_order_can_be_asked(desk):
    folder = desk / "rules" / "provby" / "orders" / "ny"
    words = ("ordning.csv", "--committee", "namnd")
    imports(*words, "--out", folder, code=1)
    review = folder / "review.yaml"
    decide(review, Chefen="1")
    imports(*words, "--resume", review, code=1)
    decide(review, Vakt="chef")
    imports(*words, "--resume", review)

    answer = run("who 'laga möbler' -m provby --rules rules").stdout
    assert "chefen" in answer
    assert "rektorn" in run("who 'sälja möbler' -m provby --rules rules").stdout


def test_nothing_that_is_there_is_overwritten_without_being_asked(desk):
    words = ("ordning.csv", "--committee", "namnd", "--out", "ny")
    imports(*words, code=1)
    rows = desk / "ny" / "rows.csv"
    before = rows.read_bytes()
    rows.write_bytes(before + b"1.9;Mer;Chefen\n")

    assert refusal(*words) == "import/exists"
    resumed = (*words[:3], "--resume", "ny/review.yaml")
    assert refusal(*resumed) == "import/changed"
    assert rows.read_bytes() != before
    imports(*resumed, "--overwrite", code=1)
    assert rows.read_bytes() == before


def test_decisions_on_another_document_are_refused(desk):
    imports("ordning.csv", "--committee", "namnd", "--out", "ny", code=1)
    (desk / "ordning.csv").write_text(f"{ORDER}1.4;Mer;Chefen\n", "utf-8")

    words = ("ordning.csv", "--resume", "ny/review.yaml")
    assert refusal(*words) == "import/other-document"


def test_an_order_of_nobody_known_is_asked_about_before_it_is_written(desk):
    (desk / "ordning.csv").write_text("Ärende;Delegat\nKöpa;Chefen\n", "utf-8")
    imports("ordning.csv", "--out", "ny", code=1)

    assert [path.name for path in (desk / "ny").iterdir()] == ["review.yaml"]


def test_with_show_nothing_is_written(desk):
    imports("ordning.csv", "--committee", "namnd", "--show", code=1)

    assert {path.name for path in desk.iterdir()} >= {"ordning.csv", "rules"}
    assert not (desk / "ordning").exists()


def test_a_row_that_the_rules_cannot_hold_waits_with_the_reason(desk):
    text = ORDER.replace("Köpa möbler", "\u00e5\u0430ngest")  # a Cyrillic letter
    (desk / "ordning.csv").write_text(text, "utf-8")
    words = ("ordning.csv", "--committee", "namnd", "--format", "json")
    done = imports(*words, code=1)

    entries = json.loads(done.stdout)["entries"]
    assert "signs" in {entry["reason"] for entry in entries}


@pytest.mark.parametrize("form", ["csv", pytest.param("docx", marks=pytest.mark.slow)])
def test_a_published_order_comes_back_as_it_was(desk, form):
    name = f"beslut.{form}"
    run(f"publish kommundirektorens-beslut -m orrhed --on 2026-06-01 --out {name}")
    done = run(f"import {name} -m orrhed --out tillbaka")

    assert done.exit_code == 0
    assert "under: kommunstyrelsen" in (desk / "tillbaka" / "order.yaml").read_text()
    rows = (desk / "tillbaka" / "rows.csv").read_text("utf-8").splitlines()
    shipped = ROOT / "rules" / "orrhed" / "orders" / "kommundirektorens-beslut"
    assert rows[1:] == (shipped / "rows.csv").read_text("utf-8").splitlines()[1:]


# what is refused --------------------------------------------------------------------


def package(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


BOMB = b"<w>" + b" " * 25_000_000
ENTITY = b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
REFUSED = {
    "import/pdf": ("a.pdf", b"%PDF-1.7"),
    "import/old-word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "import/locked": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "import/broken": ("a.docx", b"PK\x03\x04 not a package"),
    "import/too-large": ("a.docx", package(word__document_xml=BOMB)),
    "import/entities": ("a.docx", package(word__document_xml=ENTITY)),
    "import/unknown-format": ("a.bin", b"\x01\x02\x03"),
    "import/no-rows": ("a.html", b"<p>Ingenting</p>"),
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_document_that_is_not_read_is_refused_with_what_to_do(desk, code):
    name, content = REFUSED[code]
    (desk / name).write_bytes(content)
    assert refusal(name) == code


@pytest.mark.parametrize(
    "content",
    [
        package(word__document_xml=b"<a><b></a>"),
        package(xl__workbook_xml=b"<a/>"),
        package(content_xml=b"<a/>"),
        package(),
        b"PK\x05\x06" + b"\0" * 18,
        b"",
    ],
)
@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.ods"])
def test_a_broken_package_is_a_sentence(name, content):
    with pytest.raises(EngineError) as caught:
        office_document(content, name)

    assert caught.value.message.code.startswith("import/")


@pytest.mark.slow
@pytest.mark.usefixtures("desk")
def test_bytes_at_random_places_of_sound_files_never_crash():
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip(
        [*table.rows[0].cells, *table.rows[1].cells],
        ("Ärende", "Delegat", "Köpa", "Chefen"),
        strict=True,
    ):
        cell.text = text
    file = io.BytesIO()
    document.save(file)
    sound = file.getvalue()
    for at in range(0, len(sound), len(sound) // 8):
        content = bytearray(sound)
        content[at] ^= 0xFF
        Path("a.docx").write_bytes(content)
        done = run("import a.docx --committee socialnamnd --show")
        assert done.exit_code in {0, 1, 2}


@pytest.mark.slow
@pytest.mark.usefixtures("desk")
def test_millions_of_empty_rows_cost_nothing():
    book = xlsxwriter.Workbook("a.xlsx")
    sheet = book.add_worksheet()
    for row, cells in enumerate((("Ärende", "Delegat"), ("Köpa", "Chefen"))):
        sheet.write_row(row, 0, cells)
    sheet.write_string(1_048_575, 0, "x")
    book.close()

    assert "import/too-large" in imports("a.xlsx", "--format", "json", code=2).stdout


@pytest.mark.usefixtures("desk")
def test_without_the_packages_of_an_office_the_remedy_is_told(monkeypatch):
    document = docx.Document()
    document.save("a.docx")
    monkeypatch.setitem(sys.modules, "docx", None)

    assert "pip install 'mandat[office]'" in imports("a.docx", code=2).stderr
    assert refusal("a.docx") == "import/no-extra"


REVIEWS = {
    "import/no-entry": "fingerprint: a\nentries: [x]\n",
    "import/no-reading": "fingerprint: a\nentries:\n  - {id: a, decision: 9}\n",
    "import/no-row": "fingerprint: a\nentries:\n  - {id: a, decision: [x]}\n",
    "import/no-such-column": "fingerprint: a\nentries: [{id: a, decision: {q: x}}]\n",
}


@pytest.mark.parametrize("code", REVIEWS)
def test_a_decision_that_says_nothing_is_a_problem(desk, code):
    (desk / "r.yaml").write_text(REVIEWS[code], "utf-8")
    for language in ("sv", "en"):
        words = ("--resume", "r.yaml", "--format", "json", "--lang", language)
        error = json.loads(imports("ordning.csv", *words, code=2).stdout)["error"]
        assert code in {problem["code"] for problem in error["problems"]}


@pytest.mark.parametrize(
    "decision", ["{ersättare: Chefen}", "Nobody", "{delegat: respektive chef}"]
)
def test_a_decision_that_does_not_fit_is_told_with_its_place(desk, decision):
    imports("ordning.csv", "--committee", "namnd", "--out", "ny", code=1)
    review = desk / "ny" / "review.yaml"
    decide(review, Vaktmästaren=f'"{decision}"' if decision == "Nobody" else decision)
    words = ("--resume", "ny/review.yaml", "--committee", "namnd", "--format", "json")
    for language in ("sv", "en"):
        done = imports("ordning.csv", *words, "--lang", language, code=2)
        (problem,) = json.loads(done.stdout)["error"]["problems"]
        assert problem["code"] == "import/unfit-decision"
        assert problem["line"] > 1


def test_a_file_that_is_no_review_is_refused(desk):
    (desk / "r.yaml").write_text("a: b\n", "utf-8")

    assert refusal("ordning.csv", "--resume", "r.yaml") == "import/no-review"


def test_a_review_beside_an_order_is_no_rule(desk):
    folder = desk / "rules" / "provby" / "orders" / "ny"
    imports("ordning.csv", "--committee", "namnd", "--out", folder, code=1)

    assert run("list matters -m provby --rules rules").exit_code == 0
    shutil.rmtree(folder)


#: An order, and below it the list of what the head of its administration passes on.
PAGE = """\
<h1>Delegationsordning för socialnämnden</h1><p>Antagen 2026-01-20</p>
<p>SC = socialchef<br>AC = avdelningschef<br>EC = enhetschef</p>
<table><tr><td>Nr<td>Ärende<td>Delegat<td>Vidaredelegering
<tr><td>1.1<td>Köpa möbler<td>SC<td>Ja<tr><td>1.2<td>Sälja möbler<td>SC<td>Nej</table>
<h2>Vidaredelegation</h2>
<p>{said}</p>
<table><tr><td>Punkt<td>Vidaredelegerat till<td>Begränsning
<tr><td>1.1<td>AC<td>Högst 5 pbb<tr><td>{second}<td>EC<td></table>
"""
SAID = "Socialchefens beslut om vidaredelegation 2026-02-03, dnr SN 2026/9."


@pytest.fixture
def passing_on(tmp_path, monkeypatch):
    """Return what is imported of a page with a list of what is passed on."""
    monkeypatch.chdir(tmp_path)

    def imported(said=SAID, second="1.1", *words):
        page = PAGE.format(said=said, second=second)
        (tmp_path / "ordning.html").write_text(page, "utf-8")
        return run("import", "ordning.html", "-m", "orrhed", "--out", "sn", *words)

    return imported


def test_what_is_passed_on_is_a_decision_of_its_own(passing_on, tmp_path):
    """Kommunallagen 7 kap. 6 §: a head of administration has taken it."""
    done = passing_on()

    assert done.exit_code == 0, done.output
    assert "4 rader tagna" in done.stdout
    header = (tmp_path / "sn-vidaredelegering" / "order.yaml").read_text("utf-8")
    assert header.startswith('under: sn\nby: "SC"\n')
    assert '  adopted: 2026-02-03\n  dnr: "SN 2026/9"\n' in header
    table = (tmp_path / "sn-vidaredelegering" / "rows.csv").read_text("utf-8")
    assert table == "nr;delegat;högst\n1.1;AC;5 pbb\n1.1;EC\n"


def test_what_may_not_be_passed_on_waits_with_both_places(passing_on, tmp_path):
    done = passing_on(SAID, "1.2")

    assert done.exit_code == 1
    assert "raden `1.2`" in " ".join(done.stdout.split())
    table = (tmp_path / "sn-vidaredelegering" / "rows.csv").read_text("utf-8")
    assert table == "nr;delegat;högst\n1.1;AC;5 pbb\n"


def test_by_whom_it_is_passed_on_is_asked_where_the_document_does_not_say(
    passing_on, tmp_path
):
    done = passing_on("Gäller från i våras.")

    assert done.exit_code == 1
    assert not (tmp_path / "sn-vidaredelegering").exists()
    review = tmp_path / "sn" / "review.yaml"
    decide(review, Punkt="1")
    assert '      1: "SC"' in review.read_text("utf-8")
    done = run("import ordning.html -m orrhed --resume sn/review.yaml")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "sn-vidaredelegering" / "rows.csv").exists()


def test_nobody_below_a_head_passes_anything_on(passing_on, tmp_path):
    done = passing_on("Avdelningschefens beslut om vidaredelegering")

    assert done.exit_code == 1
    assert "får inte delegeras vidare" in " ".join(done.stdout.split())
    assert not (tmp_path / "sn-vidaredelegering").exists()
