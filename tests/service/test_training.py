"""Training from Python: the powers of `mandat train`, and where its cases lie."""

import datetime as dt

import pytest

from engine import (
    Criteria,
    Mandat,
    Participants,
    SessionMode,
    UnknownNameError,
)
from tests.support.sessions import MORNING, talk
from tests.support.terminal import run
from tests.support.town import CASES, DAY, write_training_town

EVERYTHING = Criteria(number=50, seed=3)


@pytest.fixture
def town(tmp_path):
    """Return the rules of the town, its cases beside them."""
    folder, _ = write_training_town(tmp_path)
    return Mandat.open(folder, today=lambda: DAY)


def test_the_cases_beside_the_rules_are_gone_through(town):
    assert {e.municipality for e in town.training("provby").exercises} == {"provby"}
    assert len(town.training("provby").exercises) == 5


def test_the_terminal_takes_the_cases_beside_the_rules_too(tmp_path):
    folder, _ = write_training_town(tmp_path)
    found = run("train handout -m provby", "--rules", folder)
    assert "Bänkarna i parken" in found.stdout


def test_a_session_is_begun_answered_and_gone_on_with(town, tmp_path):
    training, file = town.training("provby"), tmp_path / "r.jsonl"
    alone = Participants(mode=SessionMode.ALONE)
    begun = training.begin(EVERYTHING, alone, file, now=lambda: MORNING)
    assert begun.session.start.at == MORNING
    talk(begun, "", "a", "", "b", "")
    again = training.resume(file)
    assert again.session.start == begun.session.start
    assert len(again.session.answers) == 2
    assert len(again.session.remaining) == 3
    assert again.to_dict()["left"] == list(again.session.remaining)


def test_a_session_in_which_nobody_answers_leaves_no_file(town, tmp_path):
    file = tmp_path / "r.jsonl"
    alone = Participants(mode=SessionMode.ALONE)
    talk(town.training("provby").begin(EVERYTHING, alone, file), "")
    assert not file.exists()


def test_what_is_printed_from_python_is_what_the_terminal_prints(town):
    sheet = town.training("provby").handout(EVERYTHING)
    words = ("-m", "provby", "--rules", town.rules, "--seed", "3", "-n", "50")
    assert sheet.to_markdown("en") == run("train handout --lang en", *words).stdout
    page = run("train handout --format html", *words).stdout
    assert sheet.to_html() == page
    assert len(sheet.exercises) == 5


def test_a_report_from_python_is_what_the_terminal_prints(town, tmp_path):
    file = tmp_path / "r.jsonl"
    alone = Participants(mode=SessionMode.ALONE)
    talk(town.training("provby").begin(EVERYTHING, alone, file), "", "a", "", "b")
    with file.open("ab") as stream:
        stream.write(b'{"schema": 1, "ev')
    report = town.training_report([file], "provby", on=dt.date(2027, 1, 1))
    words = (file, "--rules", town.rules, "-m", "provby", "--on", "2027-01-01")
    for form, text in (
        ("text", report.to_text()),
        ("csv", report.to_csv()),
        ("html", report.to_html()),
    ):
        assert run(f"train report --format {form}", *words).stdout == text
    assert report.tallies.total.total in {1, 2}
    assert [problem.where.line for problem in report.problems] == [4]


def test_cases_that_no_longer_follow_are_left_out_and_talk(tmp_path):
    wrong = CASES.replace("decides: chef, cites", "decides: namnd, cites", 1)
    folder, _ = write_training_town(tmp_path, cases=wrong)
    training = Mandat.open(folder, today=lambda: DAY).training("provby")
    assert [id_ for id_, _ in training.material.left_out] == ["provby/bankarna"]
    alone = Participants(mode=SessionMode.ALONE)
    session = training.begin(EVERYTHING, alone, tmp_path / "r.jsonl")
    assert "provby/bankarna is left out" in session.left_out("en")[0]


def test_a_theme_that_is_not_there_is_talk(town):
    criteria = Criteria(number=1, seed=1, themes=frozenset({"medier"}))
    with pytest.raises(UnknownNameError) as raised:
        town.training("provby").handout(criteria)
    assert raised.value.message.code == "training/unknown-theme"
