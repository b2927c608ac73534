"""Whatever streams a command was given, it tells what it can and says how it went."""

import io
import json
import os
import re
import sys

import pytest

from engine.report.failures import failure_text
from engine.report.say import Say
from engine.rulebook.model.problems import EngineError
from engine.terminal.audience import Audience
from engine.terminal.errors import NotDoneError, errors_told
from engine.terminal.exits import Exit
from engine.terminal.streams import NoReaderError, OutputKind, write, write_aside
from tests.support.terminal import ROOT, python, run
from tests.support.town import write_town

TEXT = "│ får → högst 5 € … “så” ≤ 1 \x1b[31m 漢\n"


@pytest.fixture
def stdout(monkeypatch):
    """Return what makes stdout a stream of an encoding, and that stream's bytes."""

    def opened(encoding):
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, "stdout", stream)
        return stream.buffer

    return opened


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "│ får → högst 5 € … “så” ≤ 1 \\x1b[31m 漢\n"),
        ("utf-16", "│ får → högst 5 € … “så” ≤ 1 \\x1b[31m 漢\n"),
        ("cp1252", "| får -> högst 5 € … “så” <= 1 \\x1b[31m \\u6f22\n"),
        ("latin-1", '| får -> högst 5 \\u20ac ... "så" <= 1 \\x1b[31m \\u6f22\n'),
        ("cp850", '| får -> högst 5 \\u20ac ... "så" <= 1 \\x1b[31m \\u6f22\n'),
    ],
)
def test_text_is_written_in_the_encoding_of_a_stream(stdout, encoding, shown):
    written = stdout(encoding)
    write(TEXT)
    # cp850 has lines for boxes
    told = written.getvalue().decode(encoding).replace("│", "|")
    assert told == shown.replace("│", "|")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii", "utf-8"])
def test_json_and_documents_are_utf8_whatever_the_encoding(stdout, encoding):
    content = {"å": "漢 →"}
    written = stdout(encoding)
    write(json.dumps(content, ensure_ascii=False), OutputKind.JSON)
    assert json.loads(written.getvalue().decode("utf-8")) == content
    written = stdout(encoding)
    write("<p>å 漢</p>", OutputKind.DOCUMENT)
    assert written.getvalue().decode("utf-8") == "<p>å 漢</p>"


def test_a_look_is_for_terminals_and_nothing_in_the_text_makes_one(stdout):
    written = stdout("utf-8")
    write("\x1b[1mfet\n", look={"bold": True})
    assert written.getvalue().decode() == "\\x1b[1mfet\n"


def _full():
    """Return a stream to a disk that takes nothing."""
    return io.TextIOWrapper(io.FileIO("/dev/full", "w"), encoding="utf-8")


def test_what_cannot_be_written_is_an_error_and_told_once(monkeypatch):
    monkeypatch.setattr(sys, "stdout", _full())
    with pytest.raises(EngineError) as error:
        write("svar\n")
    assert error.value.message.code == "output/unwritable"
    sys.stdout.close()  # what the disk did not take is gone, and no second error
    told = failure_text(error.value, Say("en"))
    assert told == "the answer cannot be printed: the disk is full"
    monkeypatch.setattr(sys, "stderr", _full())
    write_aside("anmärkning\n")
    sys.stderr.close()


def test_nobody_who_reads_is_no_error_of_ours(monkeypatch):
    reading, writing = os.pipe()
    os.close(reading)
    monkeypatch.setattr(sys, "stdout", os.fdopen(writing, "w", encoding="utf-8"))
    with pytest.raises(NoReaderError):
        write("svar\n")
    sys.stdout.close()


def test_a_closed_stdout_is_an_error_once_there_is_something_to_say(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    write("")
    with pytest.raises(EngineError, match=r"output/unwritable: reason=system/closed"):
        write("svar\n")
    monkeypatch.setattr(sys, "stderr", None)
    write_aside("anmärkning\n")


@pytest.mark.parametrize(
    ("redirections", "code"),
    [
        (">/dev/full", Exit.NOT_DONE),
        (">/dev/full --format json", Exit.NOT_DONE),
        ("<&- >&- 2>&-", Exit.NOT_DONE),
        ("2>/dev/full", Exit.DONE),
        ("| true; exit ${PIPESTATUS[0]}", Exit.NO_READER),
    ],
)
def test_a_process_ends_with_a_documented_code_and_no_traceback(
    tmp_path, redirections, code
):
    rules = write_town(tmp_path).rules
    line = f"'{sys.executable}' '{ROOT}/cli.py' who inköp -m provby --rules '{rules}'"
    done = python("-c", _IN_A_SHELL, f"{line} {redirections}")
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_the_documents_and_help_list_every_exit_code_and_no_other():
    page = (ROOT / "docs/reference/commands.md").read_text("utf-8")
    section = page.partition("## Exit codes")[2].partition("## ")[0]
    listed = [int(code) for code in re.findall(r"^\| (\d+) \|", section, re.MULTILINE)]
    assert listed == sorted(Exit)
    for language in ("sv", "en"):
        told = " ".join(run("--help", "--lang", language).stdout.split())
        codes = re.findall(r"(?:koder|codes): (.*?141 )", told)[0]
        assert [int(code) for code in re.findall(r"\d+", codes)] == listed


_IN_A_SHELL = "import os, sys; os.execvp('bash', ['bash', '-c', sys.argv[1]])"


def test_the_folder_somebody_stands_in_may_be_gone(tmp_path):
    rules = write_town(tmp_path).rules
    gone = tmp_path / "borta"
    start = f"mkdir '{gone}'; cd '{gone}'; rmdir '{gone}'; '{sys.executable}' "
    start += f"'{ROOT}/cli.py' who inköp -m provby --lang en --rules "
    done = python("-c", _IN_A_SHELL, f"{start} '{rules}'")
    assert (done.returncode, done.stderr) == (Exit.DONE, "")
    done = python("-c", _IN_A_SHELL, f"{start} rules")
    assert done.returncode == Exit.NOT_DONE
    # `system/no-working-folder`
    assert done.stderr.startswith("the folder you stand in is gone")


def test_what_the_system_refuses_is_told_wherever_it_does(capsys):
    name = "a" * 6000
    for words in (f"check {name}", f"train report {name}", f"sources verify {name}"):
        done = run(words, "--lang", "en", "--format", "json")
        assert done.exit_code == Exit.NOT_DONE
        error = json.loads(done.stdout)["error"]
        assert error["code"] == "file/refused"
        assert error["message"].endswith("the name is too long")
        assert len(error["message"]) < 1200
    with pytest.raises(NotDoneError) as raised, errors_told(Audience("en", "json")):
        raise OSError(5, "input/output error")
    assert raised.value.told() is Exit.NOT_DONE
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["code"] == "system/refused"
    assert "input/output error" in error["message"]
