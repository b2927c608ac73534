"""One trial: a folder and chance of its own, and what every command promises."""

import contextlib
import os
import random
import re
import resource
import shlex
import tempfile
import time
import traceback
from pathlib import Path
from typing import NamedTuple

from engine.terminal.exits import Exit
from tests.support.terminal import run

#: No command takes longer, in seconds of a processor, nor more memory, in bytes.
MOST_SECONDS = 5
MOST_MEMORY = 500_000_000
#: Nothing prints more, in characters.
MOST_OUTPUT = 5_000_000
#: What ends a line is all that a terminal is told.
_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


class Finding(NamedTuple):
    """What a trial found: what is wrong, of which command, and on what."""

    kind: str
    number: int
    wrong: str
    command: str
    details: str


class Trial:
    """One trial of a kind; its kind, the seed and its number decide all of it."""

    def __init__(self, kind, seed, number, folder):
        self.kind, self.number, self.folder = kind, number, folder
        self.chance = random.Random(f"{seed} {kind} {number}")  # noqa: S311
        self.findings = []
        self.stdout = ""
        self.commands = 0
        self._command = ""
        self._said = []

    def say(self, text):
        """Remember what helps to understand what is found."""
        self._said.append(text)

    def hold(self, is_so, wrong, details=""):
        """Note a finding unless something is so."""
        if not is_so:
            self.note(wrong, details)

    def note(self, wrong, details):
        """Note a finding."""
        more = "\n".join([*self._said, details])
        self.findings.append(
            Finding(self.kind, self.number, wrong, self._command, more)
        )

    def kept(self, pattern):
        """Return files that the program keeps for itself."""
        return sorted((self.folder / "kept").rglob(pattern))

    def run(self, command, *words, inside=None):
        """Run a command, hold it to what it promises; return its exit code."""
        self.commands += 1
        self._command = " ".join([command, *map(shlex.quote, map(str, words))])
        began = _seconds()
        own = str(self.folder / "kept")
        # the shipped rules are kept once for all trials, those of a trial with it
        kept = own if "--rules" in words else os.environ.get("MANDAT_CACHE", own)
        try:
            with contextlib.chdir(inside or self.folder):
                result = run(command, *words, MANDAT_CACHE=kept, XDG_DATA_HOME=own)
        except Exception:  # noqa: BLE001 - this is what is looked for
            self.note("a traceback", traceback.format_exc())
            return Exit.BUG
        spent = _seconds() - began
        self.stdout = result.stdout
        code = result.exit_code
        self.hold(code in _DOCUMENTED, f"exit {code}", result.output[-2_000:])
        self.hold(spent <= MOST_SECONDS, f"{spent:.1f} s of a processor")
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        self.hold(used <= MOST_MEMORY, f"{used / 1e6:.0f} MB")
        self.hold(len(result.output) <= MOST_OUTPUT, "too much is printed")
        control = _CONTROL.search(result.output)
        self.hold(not control, "a control character is printed", repr(control))
        if code == Exit.NOT_DONE:
            self.hold(result.output.strip(), "refused without a word")
        return code


_DOCUMENTED = set(Exit) - {Exit.BUG}


def _seconds():
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


class Ending(NamedTuple):
    """What became of a trial: its findings, its commands and its seconds of time."""

    findings: list[Finding]
    commands: int
    seconds: float


def tried(kind, seed, number):
    """Run one trial of a kind, a function from `kinds`; return what became of it."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mandat-fuzz-") as name:
        trial = Trial(kind.__name__, seed, number, Path(name).resolve())
        try:
            kind(trial)
        except Exception:  # noqa: BLE001 - what a kind holds by assertions
            trial.note("not what it should be", traceback.format_exc())
    return Ending(trial.findings, trial.commands, time.monotonic() - began)
