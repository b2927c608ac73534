"""Ctrl-C ends a command at any moment in silence, and nothing goes on behind its back.

A moment is that of an import, so that each is the same on every machine.
"""

import multiprocessing
import signal

import pytest

from engine.mutation.workers import mutation_trials
from engine.rulebook.model.problems import EngineError
from engine.terminal.exits import Exit
from tests.support.rulebooks import many_rules
from tests.support.terminal import python
from tests.support.town import DAY, write_training_town

#: Runs a command that is sent a signal, with all processes of its group, when it is
#: about to import a module.
_SIGNALLED = """
import os, sys
from engine.__main__ import main

class Moment:
    def find_spec(self, name, *_):
        if name == MODULE:
            sys.meta_path.remove(self)
            os.killpg(0, SIGNAL)

if __name__ == "__main__":
    MODULE, SIGNAL = sys.argv[1], int(sys.argv[2])
    sys.argv[1:] = sys.argv[3:]
    os.setsid()
    sys.meta_path.insert(0, Moment())
    main()
"""


@pytest.fixture
def program(tmp_path):
    file = tmp_path / "signalled.py"
    file.write_text(_SIGNALLED, "utf-8")
    return file


@pytest.fixture
def town(tmp_path):
    return write_training_town(tmp_path)


def signalled(program, module, number, *words, **more):
    """Run a command and send a signal at a moment; return how it ended."""
    return python(program, module, int(number), *words, PYTHONPATH=".", **more)


@pytest.mark.parametrize(
    ("module", "command"),
    [
        ("engine.terminal", "who inkop"),
        ("click", "show inkop"),
        ("engine.service.mandat", "who inkop"),
        ("durable_rules_engine", "who inkop -m provby"),
        ("engine.report.answers.text", "who inkop"),
        ("engine.lint.walks", "lint"),
        ("engine.diff.comparison", "diff rules"),
        ("engine.scenarios.coverage", "check --coverage"),
        ("engine.training.sessions", "train -m provby"),
    ],
)
def test_ctrl_c_is_silent_while_modules_are_imported(program, town, module, command):
    words = [*command.split(), "--rules", town.rules]
    done = signalled(program, module, signal.SIGINT, *words)
    assert (done.returncode, done.stdout, done.stderr) == (Exit.INTERRUPTED, "", "")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (signal.SIGINT, Exit.INTERRUPTED),
        (signal.SIGTERM, -signal.SIGTERM),
        (signal.SIGKILL, -signal.SIGKILL),
    ],
)
def test_processes_end_with_the_one_that_started_them(tmp_path, number, code):
    """They share its stdout, which is read until the last of them has ended."""
    file = tmp_path / "crowd_trials.py"
    file.write_text(_CROWD, "utf-8")
    done = python(file, int(number), PYTHONPATH=".")
    assert done.returncode == code
    assert done.stdout == "2 processes\n"
    assert done.stderr == ""


_CROWD = """
import datetime as dt, multiprocessing, os, signal, sys
from engine.__main__ import interrupted
from engine.mutation.workers import mutation_trials
from tests.support.rulebooks import many_rules

def tell(done, total):
    if done == 2:  # both have begun
        print(len(multiprocessing.active_children()), "processes", flush=True)
        os.killpg(0, int(sys.argv[1])) if sys.argv[1] == "2" else os.kill(
            os.getpid(), int(sys.argv[1])
        )

if __name__ == "__main__":
    os.setsid()
    signal.signal(signal.SIGINT, interrupted)
    day = dt.date(2026, 1, 1)
    mutation_trials({"test": many_rules(400)}, (), day, 2, tell)
"""


def test_a_process_that_somebody_ended_is_an_error():
    def tell(done, _):
        if done == 1:
            for child in multiprocessing.active_children():
                child.kill()

    with pytest.raises(EngineError, match="check/worker-ended"):
        mutation_trials({"test": many_rules(200)}, (), DAY, 2, tell)
    assert not multiprocessing.active_children()
