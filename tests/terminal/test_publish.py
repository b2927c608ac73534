"""`mandat publish`: orders found by name, files written, and what cannot be done."""

import io
import shutil
import sys
import zipfile

import pytest

from tests.support.git import git
from tests.support.orders import HEADER, loaded_order, write_order
from tests.support.terminal import Terminal, run
from tests.terminal.test_failures import code

ROWS = "nr;ärende;delegat;högst\n1;Fälla träd;TM;10 pbb\n2;Så gräs;PC;\n"


@pytest.fixture
def park(tmp_path):
    """Return the folder of rules of a town with an order."""
    loaded_order(tmp_path / "rules", ROWS)
    return tmp_path / "rules"


def published(park, command, *words):
    done = run(f"publish -m by --on 2026-06-01 --rules {park} {command}", *words)
    assert done.exit_code == 0, done.output
    return done


@pytest.mark.parametrize(
    "name",
    ["pn", "PN", "parknamnden", "parknämnden", "'Parknämndens delegationsordning'"],
)
def test_an_order_is_found_by_its_folder_its_committee_and_its_name(park, name):
    assert "Fälla träd" in published(park, name).stdout


@pytest.mark.parametrize(("form", "start"), [("docx", b"PK"), ("xlsx", b"PK")])
def test_a_file_has_the_format_that_its_name_ends_with(park, tmp_path, form, start):
    file = tmp_path / f"ordning.{form}"
    file.write_bytes(b"before")
    done = published(park, "pn --out", file)
    assert done.stdout == ""
    assert done.stderr == f"Skrev {file}\n"
    assert file.read_bytes().startswith(start)
    assert zipfile.is_zipfile(file)


def test_a_format_that_is_named_goes_before_the_name_of_the_file(park, tmp_path):
    file = tmp_path / "ordning.txt"
    published(park, "pn --format html --out", file)
    assert file.read_text("utf-8").startswith("<!doctype html>")


def test_a_csv_file_is_one_that_a_spreadsheet_reads_as_utf_8(park, tmp_path):
    file = tmp_path / "ordning.csv"
    published(park, "pn --out", file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_file_can_go_into_a_pipe_and_not_onto_a_screen(park):
    done = published(park, "pn --format docx")
    assert zipfile.is_zipfile(io.BytesIO(done.stdout_bytes))
    terminal = Terminal("publish pn -m by --format docx --rules", park)
    assert terminal.ended() == 2
    assert "--out" in terminal.raw
    assert "PK" not in terminal.raw


def test_kronor_are_those_of_the_year_that_is_asked_for(park):
    told = run("publish pn -m by --on 2025-06-01 --rules", park).stdout
    assert "588\u00a0000\u00a0kr år 2025" in told
    told = run("publish pn -m by --on 2031-06-01 --rules", park).stdout
    assert "Prisbasbeloppet (pbb) för år 2031 är inte känt här" in told
    assert "kr år 2031" not in told


def test_changes_since_a_folder_a_revision_and_a_day(park, tmp_path):
    old = tmp_path / "old"
    shutil.copytree(park, old)
    git(park, "init", "-q")
    git(park, "add", ".")
    git(park, "commit", "-q", "-m", "one")
    write_order(park / "by", "pn", HEADER, ROWS.replace("10 pbb", "8 pbb"))
    for since in (old, "HEAD", "2099-12-31"):
        told = published(park, "pn --format csv --since", since).stdout
        assert "Ändrad: Högst (förut 10 pbb)" in told
        assert '"Högst";"10 pbb";"8 pbb"' in told
    assert (
        code("publish pn -m by --since 1999-01-01 --rules", park) == "edition/unknown"
    )


def test_what_cannot_be_published(park, tmp_path):
    asked = ("publish", "-m", "by", "--rules", park)
    assert code(*asked, "parken") == "publish/unknown-order"
    assert code("publish pn --rules", park) == "publish/whose"
    write_order(park / "by", "pn2", HEADER, ROWS)
    assert code(*asked, "parknamnden") == "publish/several-orders"
    empty = tmp_path / "empty"
    loaded_order(empty, ROWS)
    shutil.rmtree(empty / "by" / "orders")
    assert code("publish pn -m by --rules", empty) == "publish/no-orders"
    assert code(*asked, "pn2", "--since", empty) == "publish/not-in-edition"


def test_no_document_is_written_over_the_rules(park):
    rows = park / "by" / "orders" / "pn" / "rows.csv"
    asked = ("publish pn -m by --rules", park, "--out", rows)
    done = run(*asked)
    assert done.exit_code == 2
    assert "bland reglerna" in done.stderr
    assert rows.read_text("utf-8") == ROWS
    new = rows.with_name("ordning.html")
    assert run(*asked[:-1], new).exit_code == 2  # out/among-rules
    assert not new.exists()


def told(park, file):
    """Return why no file is written: publish/unknown-format, publish/no-office."""
    done = run("publish pn -m by --lang en --rules", park, "--out", file)
    assert done.exit_code == 2
    assert not file.exists()
    return done.stderr


def test_what_writes_an_office_file_may_be_missing(park, tmp_path, monkeypatch):
    assert told(park, tmp_path / "o.pdf").startswith("`pdf` is no format")
    monkeypatch.setitem(sys.modules, "docx", None)
    assert "mandat[office]" in told(park, tmp_path / "o.docx")
