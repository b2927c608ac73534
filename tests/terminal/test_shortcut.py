"""A plain command line is read and answered as the whole command reads and answers it.

What is left to click is no concern of these tests: what is not must come to the same.
"""

import os
import subprocess
import sys

import click
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine import terminal
from engine.terminal.display import painted
from engine.terminal.exits import Exit
from engine.terminal.plain_questions import plain_values
from engine.terminal.shortcut import NARROW, WIDE, shortcut
from tests.support.terminal import ROOT, run

VERBS = ("who", "route", "may", "ask")
WORDS = (
    "rektor", "två ord", "a=b", "", " ", "-", "--", "é", "a\tb", "belopp=5", "=", "ö",
)  # fmt: skip
OPTIONS = (
    "-m", "--municipality", "-g", "--given", "--rules", "--on", "--format", "--width",
    "--color", "--lang", "--why", "--why-not", "--about", "--as", "-h", "--help",
    "--wh", "--version", "-mkungsör", "-g=a", "-gm", "--no", "-why", "--ON",
)  # fmt: skip
VALUES = (
    "2026-01-31", "2026-1-3", "2026-13-01", "2026-02-30", "9999-12-31", "0999-01-01",
    "text", "json", "TEXT", "sv", "en", "SV", "88", "23", "24", "1000", "1001", "+88",
    "0088", "٨٨", "always", "never", "auto", "sometimes",
)  # fmt: skip
word = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(OPTIONS),
    st.sampled_from(VALUES),
    st.builds(
        "{}={}".format, st.sampled_from(OPTIONS), st.sampled_from(WORDS + VALUES)
    ),
)
pair = st.tuples(st.sampled_from(OPTIONS), st.sampled_from(WORDS + VALUES))
line = st.lists(st.one_of(word.map(lambda one: (one,)), pair), max_size=6).map(
    lambda parts: [word for part in parts for word in part]
)


def read_by_click(verb, words):
    """Return what click makes of a command line, or None where it refuses it."""
    try:
        with terminal.mandat.make_context("mandat", [verb, *words]) as whole:
            _, command, rest = whole.command.resolve_command(whole, [verb, *words])
            with command.make_context(verb, rest, parent=whole) as context:
                return context.params
    except Exception:  # noqa: BLE001 - whichever way it is refused
        return None


@settings(max_examples=4 * settings.default.max_examples)
@given(st.sampled_from(VERBS), line)
@example("who", ["inköp", "-m", "kungsör", "--on", "2026-01-31", "--why"])
@example("route", ["a", "b", "--about", "c", "--width=88", "-g", "x=1", "-g", "y=2"])
def test_what_is_read_is_what_click_reads(verb, words):
    plain = plain_values(verb, words)
    if plain is not None:
        assert read_by_click(verb, words) == plain


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("who", ["köp av", "mark", "-m", "kungsör", "-g", "belopp=5"]),
        ("route", ["politiker", "rektor", "--about", "media", "--lang", "en"]),
        ("may", ["politiker", "lova", "något", "--on=2026-01-31", "--format", "json"]),
        ("ask", ["får", "jag?", "--as", "rektor", "--why-not", "nämnden", "--why"]),
    ],
)
def test_what_people_type_is_plain(verb, words):
    assert plain_values(verb, words) == read_by_click(verb, words) != None  # noqa: E711 - read at all


@pytest.mark.parametrize(
    "words",
    [
        ["who", "mediefrågor", "-m", "kungsör", "-g", "frågetyp=hur", "--why"],
        ["who", "mediefrågor", "-m", "kungsör", "--width", "60", "--color", "always"],
        ["who", "mediefrågor", "-m", "kungsör", "--format", "json", "--why"],
        ["route", "förtroendevald", "rektor", "-m", "kungsör", "--lang", "en"],
        [
            "may",
            "politiker",
            "detaljstyra",
            "ett",
            "enskilt",
            "ärende",
            "-m",
            "kungsör",
        ],
        pytest.param(
            ["ask", "hur många ben har en spindel", "-m", "kungsör"],
            marks=pytest.mark.slow,
        ),
    ],
)
def test_what_is_answered_is_what_the_whole_command_answers(words, capsys):
    code = shortcut(words)
    done = run("", *words)
    assert (code, capsys.readouterr().out) == (done.exit_code, done.stdout)


@pytest.mark.parametrize(
    "words",
    [
        ["who", "mediefrågor", "-m", "ingenstans"],
        ["who", "mediefrågor", "-m", "kungsör", "--why-not", "ingen", "--lang", "en"],
        ["who", "mediefrågor", "--rules", "no/such/folder", "--format", "json"],
    ],
)
def test_what_is_wrong_is_told_as_the_whole_command_tells_it(words, capsys):
    code, printed = shortcut(words), capsys.readouterr()
    done = run("", *words)
    assert (code, printed) == (done.exit_code, (done.stdout, done.stderr))
    assert code == Exit.NOT_DONE


@pytest.mark.parametrize(
    "words",
    [
        ["who", "mediefrågor", "-m", "kungsör", "-g", "frågetyp"],
        ["ask", "?!", "-m", "kungsör"],
        ["route", "politiker"],
        ["who", "mediefrågor", "--widht", "88"],
    ],
)
def test_a_wrong_usage_is_left_to_the_whole_command(words, capsys):
    assert shortcut(words) is None
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "name", ["MANDAT_MUNICIPALITY", "MANDAT_RULES", "MANDAT_ROLE", "_MANDAT_COMPLETE"]
)
def test_what_is_set_besides_is_left_to_the_whole_command(name):
    words = ["who", "mediefrågor", "-m", "kungsör"]
    assert shortcut(words, {name: "kungsör"}) is None


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_help_is_what_click_lays_out(language, width, monkeypatch, request):
    monkeypatch.setenv("LC_ALL", f"{language}_XX.UTF-8")
    monkeypatch.delenv("COLUMNS", raising=False)
    if width == WIDE:
        monkeypatch.setenv("COLUMNS", str(WIDE))
    laid_out = terminal.mandat.make_context("mandat", []).get_help() + "\n"
    file = ROOT / "engine" / "terminal" / "help" / f"{language}-{width}.txt"
    if request.config.getoption("--update-golden"):
        file.write_text(laid_out, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == laid_out


def test_help_and_version_are_printed(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    for words in (["--help"], ["-h"]):
        assert shortcut(words, {}) == Exit.DONE
        assert capsys.readouterr().out.startswith("Usage: mandat [OPTIONS] COMMAND")
        assert shortcut(words, {"COLUMNS": "60"}) is None
    assert shortcut(["--version"]) == Exit.DONE
    assert capsys.readouterr().out == run("--version").stdout


def test_a_text_looks_as_click_would_paint_it():
    for look in ({"bold": True}, {"bold": True, "fg": 33}, {"fg": 166}):
        assert painted("text", look) == click.style("text", **look)


def test_an_answer_that_nobody_reads_ends_like_any_other():
    reader, writer = os.pipe()
    os.close(reader)
    words = ["who", "mediefrågor", "-m", "kungsör"]
    done = subprocess.run(
        [sys.executable, "cli.py", *words],
        cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(writer)
    assert (done.returncode, done.stderr) == (Exit.NO_READER, b"")
