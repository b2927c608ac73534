"""What other systems lack is not needed: tried here by taking it away.

Neither Windows nor macOS runs these tests. A process without what Python has on POSIX
alone, whose streams are those of a Windows console, runs the commands instead.
"""

import json

import pytest

from tests.support.terminal import ROOT, python
from tests.support.town import write_town

#: Modules and names that Python has on POSIX alone.
MODULES = ("fcntl", "grp", "pty", "pwd", "resource", "termios", "tty")
NAMES = {
    "os": (
        "O_NOFOLLOW",
        "O_NONBLOCK",
        "fchmod",
        "fork",
        "geteuid",
        "getuid",
        "killpg",
        "mkfifo",
        "sched_getaffinity",
        "setsid",
    ),
    "signal": ("SIGALRM", "SIGHUP", "SIGKILL", "SIGPIPE", "pthread_sigmask"),
    "sys": ("getdlopenflags", "setdlopenflags"),
}
_POORER = f"""
import importlib.abc, json, os, signal, sys

class Lacking(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in {MODULES!r}:
            raise ModuleNotFoundError(name)

import click, platformdirs, subprocess, tempfile, threading  # what others need

import pytest
sys.meta_path.insert(0, Lacking())
for module, names in {NAMES!r}.items():
    for name in names:
        if hasattr(sys.modules[module], name):
            delattr(sys.modules[module], name)
for name in {MODULES!r}:
    sys.modules.pop(name, None)
from engine.terminal import mandat
codes = []
for command in json.loads(sys.argv[1]):
    try:
        mandat(command, prog_name="mandat")
    except SystemExit as end:
        codes.append(end.code or 0)
print("codes", *(int(code) for code in codes))
"""


def poorer(*commands, **environment):
    """Run commands in one process that lacks much; return exit codes and what it said.

    Streams are in the code page of a western Windows console.
    """
    variables = {"PYTHONIOENCODING": "cp1252:replace", **environment}
    listed = json.dumps([[str(word) for word in command] for command in commands])
    done = python("-c", _POORER, listed, **variables)
    assert "Traceback" not in done.stderr, done.stderr
    *shown, codes = done.stdout.splitlines()
    return [int(code) for code in codes.split()[1:]], "\n".join(shown)


def test_questions_and_checks_need_nothing_of_posix(tmp_path):
    town = write_town(tmp_path / "a")
    rules = ("--rules", town.rules)
    codes, shown = poorer(
        ("who", "inköp", "-m", "provby", *rules),
        ("who", "inköp", "-m", "provby", *rules),  # from the cache
        ("check", "--mutate", *rules),
        ("lint", *rules),
        ("diff", town.rules, town.rules),
        ("list", "roles", "-m", "provby", *rules),
        ("show", "rektor", "-m", "provby", *rules),
        ("completion", "bash"),
        MANDAT_CACHE=str(tmp_path / "cache"),
    )
    # lint finds a passage without rule or reason
    assert codes == [0, 0, 0, 1, 0, 0, 0, 0], shown
    assert list((tmp_path / "cache").iterdir())


@pytest.mark.slow
def test_a_pack_is_written_and_read_without_posix(tmp_path):
    told = [
        "--document",
        "Ordning",
        "--section",
        "1",
        "--matter",
        "köp",
        "--decides",
        "chef",
    ]
    rules = ("--rules", tmp_path / "rules")
    codes, _ = poorer(("new", "Vik", *told, *rules), ("check", *rules))
    assert codes == [0, 0]
    for file in tmp_path.rglob("*.yaml"):
        content = file.read_bytes()
        assert b"\r" not in content
        content.decode("utf-8")


@pytest.mark.slow
def test_rules_with_the_line_ends_of_windows_are_read_alike(tmp_path):
    town = write_town(tmp_path)
    before = python(ROOT / "cli.py", "lint", "--rules", town.rules)
    for file in tmp_path.rglob("*.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    after = python(ROOT / "cli.py", "lint", "--rules", town.rules)
    assert (after.stdout, after.stderr) == (before.stdout, before.stderr)
    checked = python(ROOT / "cli.py", "check", "--rules", town.rules)
    assert checked.returncode == 0
