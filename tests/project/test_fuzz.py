"""The fuzz command finds what it looks for: a bug, a wrong exit, a hang, a change."""

import os
import signal
import sys

import pytest

from tests.fuzz import workers
from tests.fuzz.kinds import KINDS
from tests.fuzz.mutations import mutated
from tests.fuzz.trials import Trial, tried


@pytest.fixture(autouse=True)
def _in_a_process_of_tests(monkeypatch):
    """Let a trial use what the tests before it left in this process."""
    monkeypatch.setattr("tests.fuzz.trials.MOST_MEMORY", sys.maxsize)


def wrongs(kind):
    return [finding.wrong for finding in tried(kind, 1, 0).findings]


def asking(trial):
    trial.run("who mediefrågor -m kungsör")


def test_a_sound_program_shows_nothing():
    assert wrongs(asking) == []
    assert tried(asking, 1, 0).commands == 1


def test_a_bug_is_found_with_the_command_that_shows_it(monkeypatch):
    def broken(*_args, **_named):
        raise KeyError("x")

    monkeypatch.setattr("engine.service.municipality.noted_answer", broken)
    (finding,) = tried(asking, 1, 0).findings

    assert finding.wrong == "a traceback"
    assert finding.command == "who mediefrågor -m kungsör"
    assert "KeyError" in finding.details


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("_DOCUMENTED", {0}, "exit 2"),
        ("MOST_SECONDS", -1, "s of a processor"),
        ("MOST_MEMORY", 1, "MB"),
        ("MOST_OUTPUT", 1, "too much is printed"),
    ],
)
def test_what_a_command_promises_is_looked_at(monkeypatch, name, value, wrong):
    monkeypatch.setattr(f"tests.fuzz.trials.{name}", value)

    (found,) = wrongs(lambda trial: trial.run("who finns-inte -m kungsör"))
    assert wrong in found


def test_what_a_kind_holds_is_a_finding_when_it_is_not_so():
    def unequal(trial):
        trial.hold(trial.run("who mediefrågor -m kungsör") == 3, "not what it was")

    assert wrongs(unequal) == ["not what it was"]


def test_a_trial_is_the_same_however_often_it_is_run(tmp_path):
    for kind in KINDS:
        one, other = (Trial(kind.__name__, 7, 3, tmp_path) for _ in range(2))
        content = bytes(range(256)) * 20
        assert mutated(content, one.chance) == mutated(content, other.chance)


def test_a_trial_that_hangs_is_ended_and_told(monkeypatch):
    begin = workers.Worker.begin

    def begin_and_stop(worker, *trial):
        begin(worker, *trial)
        os.kill(worker.process.pid, signal.SIGSTOP)  # so that it never answers

    monkeypatch.setattr(workers.Worker, "begin", begin_and_stop)
    monkeypatch.setattr(workers, "PATIENCE", 0.1)
    team = workers.Workers(1)
    try:
        ((trial, ending),) = team.run([("oracle", 0)], 1)
    finally:
        team.close()

    assert trial == ("oracle", 0)
    assert [finding.wrong for finding in ending.findings] == ["hangs for 0.1 s"]
