"""Results are lines that are read back as written, and a broken one spoils no other."""

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.report.failures import problem_text
from engine.report.say import Say
from engine.rulebook.model.bounds import LARGEST_RESULTS
from engine.rulebook.model.problems import EngineError
from engine.training.results import (
    GroupSize,
    SessionEnd,
    SessionMode,
    Skip,
    UnclearRule,
    event_line,
    events_in,
)
from engine.training.results_file import ResultsFile, results_in
from engine.training.selection import lot
from tests.support.sessions import MORNING, answered, began

EVENTS = (
    began(name="Åsa", mode=SessionMode.TABLES, tables=5, municipality="provby"),
    answered(right=1),
    UnclearRule(
        session="s1", at=MORNING, exercise="provby/a", rule="p/r", note="hur då?"
    ),
    Skip(session="s1", at=MORNING, exercise="provby/b"),
    SessionEnd(session="s1", at=MORNING),
)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_comes_back_from_its_line(event):
    line = event_line(event)
    assert line.count("\n") == 1
    assert events_in(line.encode(), "f") == ([event], [])


def test_a_line_names_its_schema_and_no_person_unless_a_name_was_typed():
    said = json.loads(event_line(began()))
    assert said["schema"] == 1
    assert "name" not in said
    assert json.loads(event_line(EVENTS[0]))["name"] == "Åsa"


def test_a_half_written_last_line_is_passed_over_and_told():
    whole = "".join(map(event_line, EVENTS)).encode()
    torn = whole[: -len(event_line(EVENTS[-1])) // 2]
    events, problems = events_in(torn, "r.jsonl")
    assert events == list(EVENTS[: len(events)])
    assert len(events) < len(EVENTS)
    assert list(map(str, problems)) == [
        f"r.jsonl:{len(events) + 1}:1: results/no-event"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        "17",
        "{}",
        '{"schema": 1}',
        event_line(began()).replace('"alone"', '"choir"'),
        event_line(began()).replace('"seed": 7', '"seed": "seven"'),
        event_line(began()).replace("+01:00", ""),
        event_line(answered(right=1)).replace('"votes": 1', '"votes": -1'),
        event_line(answered(right=1)).replace('"votes": 1', '"votes": 1e99'),
        event_line(answered(right=1)).replace('"right": true', '"right": "yes"'),
        event_line(answered(right=1)).replace('"answered"', '"asked"'),
        event_line(answered(right=1)).replace('"rules": ["p/r"]', '"rules": "p/r"'),
        "[" * 100_000,
        "\udcff",
    ],
)
def test_a_line_that_holds_no_event_is_passed_over_and_told(line):
    content = event_line(EVENTS[0]).encode() + line.encode("utf-8", "surrogateescape")
    events, problems = events_in(content + b"\n" + event_line(EVENTS[4]).encode(), "r")
    assert events == [EVENTS[0], EVENTS[4]]
    assert [problem.where.line for problem in problems] == [2]


def test_a_line_of_a_newer_version_says_so():
    line = event_line(began()).replace('"schema": 1', '"schema": 2')
    events, problems = events_in(line.encode(), "r")
    assert events == []
    assert list(map(str, problems)) == ["r:1:1: results/newer-schema: schema='2'"]


def test_what_is_wrong_with_a_line_is_told_in_both_languages():
    newer = event_line(began()).replace('"schema": 1', '"schema": 2')
    _, problems = events_in(f"{newer}[]".encode(), "r")
    assert [problem_text(problem, Say("sv")) for problem in problems] == [
        (
            "r:1:1: schema 2 är okänt [results/newer-schema]\n"
            "    läs filen med en nyare mandat"
        ),
        (
            "r:2:1: raden är ingen händelse i en övning [results/no-event]\n"
            "    den räknas inte; de andra raderna räknas"
        ),
    ]
    assert [problem_text(problem, Say("en")) for problem in problems] == [
        (
            "r:1:1: schema 2 is not known [results/newer-schema]\n"
            "    read it with a newer mandat"
        ),
        (
            "r:2:1: this line holds no event of a session [results/no-event]\n"
            "    it is passed over; the other lines count"
        ),
    ]


def test_only_ordinary_files_of_a_sane_size_are_read(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(EngineError, match="system/not-ordinary"):
        results_in([pipe])
    file = tmp_path / "r.jsonl"
    with file.open("wb") as grown:
        grown.truncate(LARGEST_RESULTS + 1)
    with pytest.raises(EngineError, match="system/too-large"):
        results_in([file])


def test_signs_that_a_terminal_would_act_on_are_written_out():
    line = event_line(EVENTS[2]).replace("hur då?", "\\u001b[2Jhur då?")
    (event,), _ = events_in(line.encode(), "r")
    assert event.note == r"\x1b[2Jhur då?"


@given(st.binary(max_size=200))
def test_whatever_stands_in_a_file_is_read_without_a_fault(content):
    events, problems = events_in(content, "r")
    assert events == []
    assert len(problems) <= content.count(b"\n") + 1


def test_a_results_ends_a_half_written_line_and_writes_on(tmp_path):
    file = tmp_path / "new" / "r.jsonl"
    results = ResultsFile(file)
    results.append(EVENTS[0])
    with file.open("ab") as stream:
        stream.write(b'{"schema": 1, "event": "answ')
    results.append(EVENTS[4])
    events, problems = results_in([file])
    assert events == [EVENTS[0], EVENTS[4]]
    assert [problem.where.line for problem in problems] == [2]


def test_a_file_that_holds_something_else_is_refused(tmp_path):
    file = tmp_path / "r.jsonl"
    file.write_bytes(b"\x89PNG\r\n")
    with pytest.raises(EngineError, match="results/none"):
        results_in([file])


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    refusal = r"results/unreadable: .*reason=system/is-a-folder"
    with pytest.raises(EngineError, match=refusal):
        results_in([tmp_path])


def test_an_empty_file_holds_no_events(tmp_path):
    file = tmp_path / "r.jsonl"
    file.touch()
    assert results_in([file]) == ([], [])


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(
        EngineError, match=r"results/unwritable: .*reason=system/is-a-folder"
    ):
        ResultsFile(tmp_path).append(EVENTS[0])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"mode": "alone"', '"mode": "tables"'),  # at no table
        ('"mode": "alone"', '"mode": "tables", "tables": 41'),
        ('"mode": "alone"', '"mode": "group", "tables": 5'),
        ("2026-03-01", "0001-01-01"),
        ("2026-03-01", "9999-12-31"),
        ('"seed": 7', '"seed": ' + "9" * 5000),
        ('"seed": 7', '"seed": 1e3'),
    ],
)
def test_a_beginning_that_no_session_can_have_is_told(old, new):
    line = event_line(began())
    assert old in line
    found, problems = events_in(line.replace(old, new).encode(), "r.jsonl")
    assert found == []
    assert [problem.where.line for problem in problems] == [1]


@pytest.mark.parametrize("seed", [10**30, -1, 0])
def test_any_whole_number_is_a_seed(seed):
    found, problems = events_in(event_line(began(seed=seed)).encode(), "r.jsonl")
    assert problems == []
    assert found == [began(seed=seed)]
    assert lot(seed, "a") == lot(seed, "a") != lot(seed + 1, "a")


def test_how_many_a_group_is_is_kept():
    events = [began(), GroupSize(session="s1", at=MORNING, people=25)]
    found, problems = events_in("".join(map(event_line, events)).encode(), "r.jsonl")
    assert (found, problems) == (events, [])
