"""A conversation is no trap: each prompt can be left, and nothing typed is lost."""

import shlex
from dataclasses import replace

import pytest

from engine import Criteria, EngineError, Mandat, Participants, SessionMode
from engine.training.results import (
    ExerciseAnswer,
    GroupSize,
    SessionEnd,
    SessionStart,
    Skip,
    UnclearRule,
)
from engine.training.results_file import results_in
from tests.support.sessions import MORNING, talk
from tests.support.terminal import run
from tests.support.town import CASES, DAY, RULES, write_training_town

ALL = Criteria(number=50, seed=3)
#: The one case of the town that rests on a rule, and the one that rests on two.
BASIC = replace(ALL, themes=frozenset({"inkop"}), number=1)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "r.jsonl"


@pytest.fixture
def town(tmp_path):
    """Return the cases of the town."""
    folder, _ = write_training_town(tmp_path)
    return Mandat.open(folder, today=lambda: DAY).training("provby")


def only(town, id_):
    """Return the town with one of its cases alone."""
    chosen = tuple(e for e in town.exercises if e.id == f"provby/{id_}")
    assert chosen
    return replace(town, material=replace(town.material, exercises=chosen))


def held(town, file, *typed, mode=SessionMode.ALONE, **more):
    """Hold a session; return its screens."""
    session = town.begin(ALL, Participants(mode=mode, **more), file)
    return talk(session, *typed)


def kept(file, kind):
    """Return the events of a kind in a file, none of a file that is not there."""
    events = results_in([file])[0] if file.exists() else []
    return [event for event in events if isinstance(event, kind)]


def marks(file):
    return [(event.rule, event.note) for event in kept(file, UnclearRule)]


# which of several rules ---------------------------------------------------------------


def test_enter_alone_marks_no_rule_and_goes_on(town, file):
    shown = held(only(town, "delade-inkop"), file, "", "a", "u", "", "")
    assert "Vilken regel är oklar, 1–2? (bara Enter: ingen · x: ångra)" in shown[3]
    assert "Ingen regel är markerad." in shown[4]
    assert "Enter nästa" in shown[4]
    assert "1 av 1 genomgångna" in shown[5]
    assert marks(file) == []


@pytest.mark.parametrize("typed", ["x", "X", "nej", "ingen", "ångra"])
def test_a_mark_is_taken_back_before_it_is_made(town, file, typed):
    shown = held(only(town, "delade-inkop"), file, "", "a", "u När?", typed)
    assert "Ingen regel är markerad." in shown[4]
    assert marks(file) == []


def test_a_note_without_a_rule_is_about_the_case(town, file):
    shown = held(only(town, "delade-inkop"), file, "", "a", "u När blir de ett?", "")
    assert "bara Enter: fallet som helhet" in shown[3]
    assert "Antecknat som oklart: Fallet som helhet." in shown[4]
    assert marks(file) == [("", "När blir de ett?")]
    assert "Fallet Två fakturor – När blir de ett?" in shown[-1]


def test_a_note_about_a_case_is_not_told_to_be_a_missing_rule(tmp_path, town, file):
    held(only(town, "delade-inkop"), file, "", "a", "u När blir de ett?", "")
    held(only(town, "branden"), file, "", "a", "u Vem larmas?")
    report = Mandat.open(tmp_path / "rules").training_report([file], "provby")
    said = " ".join(report.to_text().split())
    assert "Fallet som helhet [Två fakturor" in said
    assert "Här saknas en regel [Branden" in said


def test_words_instead_of_a_number_are_kept_as_the_note(town, file):
    typed = ("", "a", "u", "Gäller det två bänkar?", "7", "2")
    shown = held(only(town, "delade-inkop"), file, *typed)
    assert "Anteckning: ”Gäller det två bänkar?”. Skriv en siffra, 1–2." in shown[4]
    assert "Skriv en siffra, 1–2." in shown[5]
    assert marks(file) == [("provby/stora", "Gäller det två bänkar?")]


def test_one_rule_is_marked_with_words_with_none_or_not_at_all(town, file):
    one = only(town, "bankarna")
    shown = held(one, file, "", "a", "u", "x", "u", "", "u", "Vem?")
    assert "bara Enter: inget mer · x: ångra" in shown[3]
    assert "Ingen regel är markerad." in shown[4]
    assert "Antecknat som oklart: Chefen beslutar om små inköp." in shown[6]
    assert marks(file) == [("provby/sma", ""), ("provby/sma", "Vem?")]


# leaving ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "noted"),
    [
        (("u",), []),
        (("u När?",), [("", "När?")]),
        (("u", "När?"), [("", "När?")]),
        (("u", "2"), [("provby/stora", "")]),
        (("u", "2 När?"), [("provby/stora", "När?")]),
    ],
)
@pytest.mark.parametrize("leaving", ["q", "Q", None])
def test_whoever_leaves_while_marking_loses_nothing_typed(
    town, file, typed, noted, leaving
):
    leave = [leaving] if leaving else []
    shown = held(only(town, "delade-inkop"), file, "", "a", *typed, *leave)
    assert marks(file) == noted
    count = {0: "", 1: ", 1 markering"}[len(noted)]
    said = " ".join(shown[-1].split())
    assert f"Alla fall är genomgångna. Sparat i {file}: 1 besvarat fall{count}." in said


def test_leaving_when_all_is_answered_offers_nothing_to_go_on_with(town, file):
    shown = held(only(town, "bankarna"), file, "", "a", "u", "q")
    assert "--resume" not in shown[-1]
    assert len(kept(file, SessionEnd)) == 1
    with pytest.raises(EngineError) as raised:
        town.resume(file)
    assert raised.value.message.code == "training/nothing-interrupted"


@pytest.mark.parametrize("prompts", range(12))
def test_the_command_shown_is_true_wherever_somebody_leaves(town, file, prompts):
    typed = ("", "a", "u När?", "", "", "fel", "s", "b", "r", "a", "", "b")[:prompts]
    shown = held(town, file, *typed)
    answered = {event.exercise for event in kept(file, ExerciseAnswer)}
    skipped = len(kept(file, Skip))
    if not answered:
        assert "inget är sparat" in " ".join(shown[-1].split())
        assert "--resume" not in shown[-1]
        return
    assert "  mandat train --resume" in shown[-1]
    left = 5 - len(answered) - skipped
    assert f"{left} fall är kvar" in " ".join(shown[-1].split())
    assert f"{left} fall kvar av 5" in talk(town.resume(file))[0]


def test_a_session_in_which_nothing_was_answered_says_so_in_english(town, file):
    session = town.begin(ALL, Participants(mode=SessionMode.ALONE), file)
    said = " ".join(talk(session, "", language="en")[-1].split())
    assert "Broken off before any case was answered: nothing is saved" in said


def test_of_two_sessions_in_a_file_the_command_names_the_one_that_is_left(town, file):
    alone = Participants(mode=SessionMode.ALONE)
    first = town.begin(ALL, alone, file, now=lambda: MORNING)
    screens = first.screens()
    for typed in (None, "", "a"):
        screens.send(typed)
    held(town, file, "", "a", "", "b", name="Åsa")
    screens.send("")
    shown = screens.send("q")
    (command,) = (e.text.strip() for e in shown.lines if "--resume" in e.text)
    named = first.session.start.session[:8]
    assert shlex.split(command) == ["mandat", "train", "--resume", named]
    assert town.resume(file, named).session.start.session.startswith(named)
    latest = town.resume(file)
    assert latest.session.start.name == "Åsa"
    assert f"(--resume {named})" in talk(latest)[0]


def test_an_id_that_no_session_has_is_told(tmp_path, file):
    folder, scenarios = write_training_town(tmp_path)
    words = ["--rules", folder, "--scenarios", scenarios, "--results", file]
    run("train -m provby", *words, typed="\na\n")
    found = run("train --resume zzz --format json", *words)
    assert found.exit_code == 2
    assert "training/not-interrupted" in found.stdout


# how many -----------------------------------------------------------------------------


def test_a_group_is_asked_once_how_many_it_is(town, file):
    group = {"mode": SessionMode.GROUP}
    shown = held(town, file, "vi är tjugofem", "25", "a 25", **group)
    assert shown[0].endswith("Hur många är ni? (bara Enter om ni inte vet) > ")
    assert "Skriv hur många ni är med siffror" in shown[1]
    assert "Röster av 25, t.ex." in shown[2]
    assert [event.people for event in kept(file, GroupSize)] == [25]
    resumed = talk(town.resume(file), "")
    assert resumed[0].endswith("Enter börjar > ")
    assert "Röster av 25, t.ex." in resumed[1]


@pytest.mark.parametrize("people", [25, 200])
def test_more_votes_than_people_are_refused(town, file, people):
    typed = ("", f"a {people + 1}", f"a {people - 1} b 2", f"a {people}")
    shown = held(town, file, *typed, mode=SessionMode.GROUP, people=people)
    for refused in shown[2:4]:
        said = " ".join(refused.split())
        assert f"Det blir {people + 1} röster, men ni är {people}." in said
    (answer,) = kept(file, ExerciseAnswer)
    assert sum(choice.votes for choice in answer.choices) == people


def test_a_group_that_grows_says_so_in_the_middle(town, file):
    typed = ("", "a 26", "n", "n 26", "a 26")
    shown = held(town, file, *typed, mode=SessionMode.GROUP, people=25)
    assert "eller n 26 om ni har blivit så många." in " ".join(shown[2].split())
    assert "Skriv hur många ni är" in shown[3]
    assert "Ni är nu 26." in shown[4]
    assert [event.people for event in kept(file, GroupSize)] == [26]
    assert len(kept(file, ExerciseAnswer)) == 1


def test_those_who_did_not_vote_are_told(town, file):
    shown = held(
        only(town, "bankarna"), file, "", "a 3 b 2", mode=SessionMode.GROUP, people=7
    )
    assert "av 5 svarade rätt (2 svarade inte)" in " ".join(shown[2].split())


def test_a_group_that_does_not_know_its_size_is_not_stopped(town, file):
    shown = held(town, file, "", "a 120", mode=SessionMode.GROUP)
    assert "av 120 svarade rätt" in " ".join(shown[2].split())
    assert kept(file, GroupSize) == []


@pytest.mark.parametrize(
    ("option", "code", "said"),
    [
        ("--group 25", 0, "Röster av 25, t.ex."),
        ("--group", 0, "Hur många är ni?"),
        ("--group tjugo", 2, "`tjugo`"),
        ("--group 25 --tables 5", 2, "--group och --tables går inte ihop"),
        ("--group --resume", 2, "--group och --resume går inte ihop"),
    ],
)
def test_the_size_of_a_group_is_an_option(tmp_path, file, option, code, said):
    folder, scenarios = write_training_town(tmp_path)
    words = ["--rules", folder, "--scenarios", scenarios, "--results", file]
    found = run(f"train -m provby {option}", *words, typed="\n")
    assert found.exit_code == code
    assert said in found.output


# when the rules have changed ----------------------------------------------------------


def test_what_is_left_under_other_rules_is_a_session_of_its_own(tmp_path, town, file):
    held(town, file, "", "a", "", "b")
    (before,) = kept(file, SessionStart)
    write_training_town(tmp_path, rules=RULES.replace("över", "framför"))
    folder, _ = write_training_town(
        tmp_path, rules=RULES.replace("Nämnden beslutar om", "Nämnden tar")
    )
    again = Mandat.open(folder, today=lambda: DAY).training("provby").resume(file)
    shown = talk(again, "", "a")
    said = " ".join(shown[0].split())
    assert "Reglerna eller fallen har ändrats sedan omgången avbröts" in said
    assert "svaren på 2 fall" in said
    old, new = kept(file, SessionStart)
    assert old == before
    assert new.session != old.session
    assert len(new.exercises) == 3
    assert [event.session for event in kept(file, SessionEnd)] == [old.session]
    by_session = [event.session for event in kept(file, ExerciseAnswer)]
    assert by_session == [old.session, old.session, new.session]


def test_a_session_goes_on_as_it_was_where_only_answered_cases_changed(
    tmp_path, town, file
):
    held(town, file, "", "a")
    (answer,) = kept(file, ExerciseAnswer)
    title = answer.title
    cases = CASES.replace(f"title: {title}\n", f"title: {title} igen\n")
    assert cases != CASES
    folder, _ = write_training_town(tmp_path, cases=cases)
    again = Mandat.open(folder, today=lambda: DAY).training("provby").resume(file)
    assert "har ändrats" not in talk(again)[0]
    assert len(kept(file, SessionStart)) == 1


# words --------------------------------------------------------------------------------


def test_a_reason_has_no_names_with_values(town, file):
    for language, said in (
        ("sv", "Den gäller över 100 000 kr, men här är det 100 000 kr."),
        ("en", "It holds for over 100 000 kr, but here it is 100 000 kr."),
    ):
        session = only(town, "bankarna").begin(
            ALL, Participants(mode=SessionMode.ALONE), file
        )
        shown = " ".join(talk(session, "", "a", language=language)[2].split())
        assert said in shown
        assert "belopp:" not in shown
        assert "provby/" not in shown
