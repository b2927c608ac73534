"""Training from Python: the powers of `mandat train`, and where its cases lie."""

import datetime as dt
import shutil

import pytest

from engine import (
    Criteria,
    EngineError,
    Mandat,
    Participants,
    SessionMode,
    UnknownNameError,
)
from engine.rulebook.loading.shipped import shipped
from tests.support.sessions import MORNING, talk
from tests.support.terminal import run
from tests.support.town import CASES, DAY, write_training_town

#: It reads or lints all the law again and again; CI tries it.
pytestmark = pytest.mark.slow

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


# general cases, for those whose municipality has no pack ------------------------------


def test_there_are_general_cases_on_the_law_alone():
    general = Mandat.open().training()
    assert len(general.exercises) >= 12
    assert general.material.left_out == ()
    for exercise in general.exercises:
        (replay,) = exercise.replays
        rules = {rule.partition("/")[0] for rule in replay.answer.rules}
        assert exercise.municipality == ""
        assert rules <= {"kommunallagen"}, exercise.id
        acts = {cite.partition("#")[0] for cite in replay.scenario.expected.cites}
        assert acts <= {"kommunallagen/kl", "kommunallagen/fl"}, exercise.id


def test_general_cases_name_no_municipality():
    mandat = Mandat.open()
    names = {head.label.sv.split()[0].rstrip("s") for head in mandat.municipalities}
    assert len(names) > 2
    told = mandat.training().handout(EVERYTHING).to_markdown()
    assert not [name for name in names if name in told]
    assert told.startswith("# Fall att tala om – Allmänna fall om lagen\n")


@pytest.mark.slow
@pytest.mark.parametrize("options", ["", "--general"])
def test_whoever_names_no_municipality_goes_through_general_cases(options, tmp_path):
    words = (*options.split(), "--results", tmp_path / "r.jsonl", "--seed", "1")
    found = run("train -n 2", *words, typed="\na\nq\n")
    assert found.stdout.startswith("Mandat · Allmänna fall om lagen\n")
    assert "Fall 1 av 2 · Allmänna fall om lagen" in found.stdout
    again = run("train --resume --results", tmp_path / "r.jsonl", typed="q\n")
    assert "1 fall kvar av 2" in again.stdout


def test_the_general_cases_come_where_a_municipality_is_set():
    words = ("--general", "-n", "1", "--seed", "1")
    found = run("train handout", *words, MANDAT_MUNICIPALITY="kungsör")
    assert "Allmänna fall om lagen" in found.stdout


def test_a_session_goes_on_with_the_cases_of_its_own_municipality(tmp_path):
    file = tmp_path / "r.jsonl"
    run(f"train -m munkedal -n 3 --seed 1 --results {file}", typed="\na\n")
    found = run("train --resume --results", file, typed="q\n", MANDAT_MUNICIPALITY="")
    assert "Mandat · Munkedals kommun" in found.stdout
    assert "2 fall kvar av 3" in found.stdout


@pytest.mark.slow
def test_a_folder_of_ones_own_with_the_law_has_the_general_cases(tmp_path):
    folder, _ = write_training_town(tmp_path)
    for pack in ("kommunallagen", "skr"):
        shutil.copytree(shipped("rules") / pack, folder / pack)
    own = Mandat.open(folder)
    assert {e.id for e in own.training().exercises} == {
        e.id for e in Mandat.open().training().exercises
    }


def test_a_pack_that_has_no_cases_yet_is_told_of_the_general_ones(tmp_path):
    folder, scenarios = write_training_town(tmp_path)
    shutil.rmtree(scenarios)
    words = ("--rules", folder)
    found = run("train -m provby", *words)
    assert found.exit_code == 2
    assert "här finns inga övningsfall: --general ger allmänna fall" in found.stderr
    assert "`växjö`" in run("train -m växjö", *words).stderr


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "--general ger allmänna fall om lagen; egna fall har `Provby kommun`"),
        ("en", "--general takes general cases on the law; cases of their own have"),
    ],
)
def test_a_municipality_without_a_pack_is_told_what_it_can_do(tmp_path, language, said):
    folder, _ = write_training_town(tmp_path)
    words = ("--rules", folder, "--lang", language)
    found = run("train -m växjö", *words)
    assert found.exit_code == 2
    assert said in found.stderr


@pytest.mark.parametrize("name", ["\x1b[31mÅsa", "Åsa\nB", "\u202eÅsa", "a" * 500])
def test_whoever_practises_is_known_again_whatever_the_name_is(town, tmp_path, name):
    training, file = town.training("provby"), tmp_path / "r.jsonl"
    who = Participants(mode=SessionMode.PRACTICE, name=name)
    talk(training.begin(EVERYTHING, who, file), *["", "a", "", ""] * 4)
    with pytest.raises(EngineError) as raised:
        training.begin(EVERYTHING, who, file)
    assert raised.value.message.code == "training/nothing-due"


def test_two_sessions_at_once_in_one_file_lose_nothing(town, tmp_path):
    training, file = town.training("provby"), tmp_path / "r.jsonl"
    alone = Participants(mode=SessionMode.ALONE)
    held = [training.begin(EVERYTHING, alone, file) for _ in range(2)]
    talks = [session.screens() for session in held]
    for screens in talks:
        next(screens)
    for typed in ["", *["a", ""] * 5]:
        for screens in talks:
            screens.send(typed)
    for session in held:
        assert len(session.session.answers) == 5
    report = town.training_report([file], "provby")
    assert report.problems == ()
    assert [len(each.answers) for each in report.tallies.sessions] == [5, 5]
