"""Runs `mandat`: inside this process, as a process of its own, or in a terminal.

What all of them share (language, cache, no municipality chosen) stands in the
environment, which `tests/conftest.py` sets for the whole run.
"""

import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import termios
from fcntl import ioctl
from pathlib import Path

import click
from click.testing import CliRunner

from engine import terminal

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, str(ROOT / "cli.py"))
#: What begins a screen, and what else tells a terminal how to show a text.
CLEARED = "\x1b[2J"
_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
#: What stands last on a screen that waits for somebody to type.
_PROMPT = b" > "


def run(command, *words, typed="", **environment):
    """Run a command inside this process; return its exit code and what it printed.

    `command` is written as for a shell, without `mandat`; `words` are more of its
    words, taken as they are. A variable that is None is not set. A bug is raised.
    """
    return CliRunner().invoke(
        terminal.mandat,
        [*shlex.split(command), *map(str, words)],
        input=typed,
        env=environment,
        catch_exceptions=False,
        prog_name="mandat",
    )


def commands(group=terminal.mandat, before=""):
    """Return every command by its name, those below another one too."""
    context = click.Context(group)
    listed = {}
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        listed[f"{before}{name}"] = command
        if isinstance(command, click.Group):
            listed |= commands(command, f"{name} ")
    return listed


def python(*words, typed="", **environment):
    """Run this Python as a process in the checkout, to its end."""
    return subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=typed,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
    )


def started(command, *words, **more):
    """Run a command as a process of its own, to its end."""
    return python(*PROGRAM[1:], *shlex.split(command), *words, **more)


class Terminal:
    """A terminal of a size in which `mandat` runs.

    Everything waits for what the program shows, and for nothing else: a machine that
    is busy makes it slow and not wrong.
    """

    def __init__(self, command, *words, columns=80, lines=24, **environment):
        self._own, theirs = pty.openpty()
        ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        variables = {**os.environ, "TERM": "xterm", **environment}
        self.process = subprocess.Popen(
            [*PROGRAM, *shlex.split(command), *map(str, words)],
            cwd=ROOT,
            env=variables,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            preexec_fn=lambda: _controlled_by(theirs),  # noqa: PLW1509
            close_fds=True,
        )
        os.close(theirs)
        self.raw = ""
        self.screens = []

    def screen(self):
        """Wait until something is asked, or all is over; return the screen shown."""
        shown = b""
        while not shown.endswith(_PROMPT):
            try:
                part = os.read(self._own, 65536)
            except OSError:  # the program has ended
                break
            if not part:
                break
            shown += part
        text = shown.decode()
        if not text:
            return ""
        self.raw += text
        plain = _SEQUENCE.sub("", text.rpartition(CLEARED)[2]).replace("\r", "")
        self.screens.append(plain)
        return plain

    def type(self, text):
        """Type a line; return the screen that answers it."""
        return self.press(f"{text}\n".encode())

    def press(self, keys):
        """Press keys; return the screen that answers them."""
        os.write(self._own, keys)
        return self.screen()

    def ended(self):
        """Wait for the end of the program; return its exit code."""
        while self.screen():
            pass
        code = self.process.wait()
        os.close(self._own)
        return code


def _controlled_by(end):
    """Make a terminal the controlling one, so that Ctrl-C reaches the program."""
    os.setsid()
    ioctl(end, termios.TIOCSCTTY, 0)
