"""The handbook as files: what they link to is there, whatever serves them."""

import re
from urllib.parse import unquote

import pytest

from engine import Mandat
from engine.web.site import handbook_site, write_site
from tests.support.served import shipped_server, words_on
from tests.support.shipped import shipped_mandat
from tests.support.terminal import run
from tests.support.town import write_town


@pytest.fixture(scope="module")
def files():
    return handbook_site(shipped_mandat(), "kungsör")


def links(text):
    return [unquote(each) for each in re.findall(r'href="([^"]*)"', text)]


def test_every_link_leads_to_a_file_and_a_place_in_it(files):
    pages = {name: text.decode() for name, text in files.items()}
    number = 0
    for name, text in pages.items():
        for link in links(text):
            if link.startswith("https://"):
                continue
            file, _, anchor = link.partition("#")
            assert file in pages or (not file and anchor), (name, link)
            assert not anchor or f' id="{anchor}"' in pages[file or name], (name, link)
            number += 1
    assert number > 1_000


def test_every_page_is_there_in_both_languages_and_leads_to_the_other(files):
    names = {name for name in files if name.endswith(".html")}
    swedish = {name for name in names if not name.endswith(".en.html")}
    for name in swedish:
        other = name.replace(".html", ".en.html")
        assert other in links(files[name].decode())
        assert name in links(files[other].decode())
    assert names == swedish | {name.replace(".html", ".en.html") for name in swedish}


def test_no_id_stands_twice_on_a_page(files):
    for text in files.values():
        ids = re.findall(r' id="([^"]*)"', text.decode())
        assert len(ids) == len(set(ids))


def test_the_files_say_what_the_server_says(files):
    for language, name in (("sv", "index.html"), ("en", "index.en.html")):
        page = shipped_server().get(f"/kungsor/handbok?lang={language}").text
        assert words_on(files[name].decode()) == words_on(page)


@pytest.mark.slow
def test_the_orders_are_there_as_documents(tmp_path):
    files = handbook_site(shipped_mandat(), "orrhed")
    assert "ordning-socialnamnden.html" in links(files["index.html"].decode())
    assert b' id="2.1"' in files["ordning-kommunstyrelsen.html"]
    write_site(files, tmp_path / "new" / "folder")
    assert {file.name for file in (tmp_path / "new" / "folder").iterdir()} == set(files)


def test_what_rules_say_is_text_and_never_markup(tmp_path):
    write_town(tmp_path)
    file = tmp_path / "rules" / "provby" / "rules.yaml"
    evil = file.read_text("utf-8").replace("små inköp", "<script>x</script>")
    file.write_text(evil, "utf-8")
    files = handbook_site(Mandat.open(tmp_path / "rules"), "provby")
    shown = b"".join(files.values())
    assert b"<script" not in shown
    assert b"&lt;script&gt;" in shown


def test_the_command_writes_them(tmp_path):
    folder = tmp_path / "site"
    told = run(f"publish -m kungsör --format site --out {folder} --lang en")
    assert told.exit_code == 0
    assert re.search(r"Wrote \d+ files in", told.stderr)
    assert (folder / "index.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("publish -m kungsör --format site", "no text to show"),
        ("publish ks -m orrhed --format site --out x", "do not go together"),
        ("publish --format site --out x", "name the municipality"),
        ("publish -m orrhed --format html", "ORDER is missing"),
        ("publish ks -m orrhed --format html --out {folder}", "is a folder"),
        ("publish -m kungsör --format site --out {file}", "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_told(typed, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("", "utf-8")
    line = typed.format(folder=tmp_path, file=tmp_path / "file")
    told = run(f"{line} --lang en")
    assert told.exit_code == 2
    assert not (tmp_path / "x").exists()
    assert words in told.stderr
