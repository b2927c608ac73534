"""Sessions in a real terminal, narrow and wide, and in pipes; options that clash."""

import json
import shlex
import signal

import pytest

from engine.terminal.screens import SIGNS
from engine.training.results import ExerciseAnswer, SessionEnd, SessionStart, events_in
from tests.support.terminal import CLEARED, Terminal, run, started
from tests.support.town import CASES, RULES, write_training_town


def events(file):
    found, problems = events_in(file.read_bytes(), file.name)
    assert problems == []
    return found


def answers(file):
    return [event for event in events(file) if isinstance(event, ExerciseAnswer)]


@pytest.fixture
def town(tmp_path, monkeypatch):
    """Return the options that lead to the town, whose cases they are, and a file."""
    monkeypatch.setenv("MANDAT_MUNICIPALITY", "provby")
    folder, scenarios = write_training_town(tmp_path)
    file = tmp_path / "own" / "results.jsonl"
    words = ["--rules", folder, "--scenarios", scenarios]
    return [*words, "--results", file], file


def answer_until_asked_for_an_answer(terminal, shown):
    """Page on through an answer to the next question, or to the end."""
    while shown.endswith(" > ") and "Ditt svar" not in shown:
        shown = terminal.type("")
    return shown


# a real terminal ------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (160, 50)])
def test_ten_cases_for_kungsor_are_broken_off_and_gone_on_with(
    tmp_path, columns, lines
):
    file = tmp_path / "r.jsonl"
    size = {"columns": columns, "lines": lines}
    words = ("-m", "kungsör", "--seed", "7", "--results", str(file))
    first = Terminal("train", *words, **size)
    shown = answer_until_asked_for_an_answer(first, first.screen())
    for number in range(1, 5):
        assert f"{number} av 10" in shown
        shown = answer_until_asked_for_an_answer(first, first.type("a"))
    last = first.press(b"\x03")  # Ctrl-C in the middle of the fifth
    assert "4 av 10 genomgångna" in last
    assert "mandat train --resume" in last
    assert first.ended() == 130
    assert len(answers(file)) == 4

    second = Terminal("train", "--resume", "--results", str(file), **size)
    greeting = second.screen()
    assert "6 fall kvar av 10" in greeting
    shown = answer_until_asked_for_an_answer(second, greeting)
    for number in range(5, 11):
        assert f"{number} av 10" in shown
        shown = answer_until_asked_for_an_answer(second, second.type("b"))
    assert any("10 av 10 genomgångna" in screen for screen in second.screens)
    assert second.ended() == 0

    begins = [event for event in events(file) if isinstance(event, SessionStart)]
    assert len(begins) == 1
    assert [a.exercise for a in answers(file)] == list(begins[0].exercises)
    assert isinstance(events(file)[-1], SessionEnd)
    for screen in (*first.screens, *second.screens):
        rows = screen.split("\n")
        assert len(rows) <= lines
        # a file's path is not broken, however long it is
        assert max(len(row) for row in rows if str(file) not in row) <= columns


def test_every_screen_begins_on_a_clean_one_and_colour_only_adds(town):
    words, file = town
    shown = []
    for look in ({"NO_COLOR": "1"}, {}):
        terminal = Terminal("train", *words, "--seed", "1", **look)
        terminal.screen()
        terminal.type("")
        terminal.type("a")
        terminal.type("q")
        assert terminal.ended() == 0
        assert terminal.raw.count(CLEARED) >= 4
        shown.append(terminal)
        file.unlink()
    plain, coloured = shown
    assert plain.screens == coloured.screens
    assert "\x1b[38;5;" in coloured.raw
    assert "\x1b[38;5;" not in plain.raw
    assert "\x1b[2m" not in coloured.raw  # dim is hard to read on any background


@pytest.mark.parametrize("background", [0, 255], ids=["black", "white"])
def test_each_colour_stands_out_from_any_background(background):
    for number in SIGNS.values():
        assert contrast(number, background) >= 3  # WCAG 2.2, 1.4.11: graphics


def contrast(number, background):
    """Return how a colour of the 256 of a terminal stands out from a grey."""
    assert 16 <= number < 232  # those that no theme replaces
    steps = (0, 95, 135, 175, 215, 255)
    red, green, blue = (steps[(number - 16) // by % 6] for by in (36, 6, 1))
    light = sorted((luminance(red, green, blue), luminance(*[background] * 3)))
    return (light[1] + 0.05) / (light[0] + 0.05)


def luminance(*colours):
    shares = (value / 255 for value in colours)
    linear = [
        s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares
    ]
    return sum(w * s for w, s in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def revealed(town, typed, *more, lines=12):
    """Vote on a low screen; return the terminal where the answer begins."""
    words, file = town
    options = ("--group", "--level", "basic", "--seed", "2", *more)
    terminal = Terminal("train", *words, *options, lines=lines)
    shown = terminal.screen()
    while "Röster" not in shown:
        assert shown.endswith(" > ")
        shown = terminal.type("")
    shown = terminal.type(typed)
    assert "Enter visar mer" in shown
    return terminal, shown, file


def marks(file):
    return [e.note for e in events(file) if type(e).__name__ == "UnclearRule"]


def test_a_note_typed_before_the_answer_was_shown_to_its_end_is_kept(town):
    terminal, _, file = revealed(town, "a 12 b 8 c 5")
    shown = terminal.type("u Detta ska inte tappas bort")
    assert "Antecknat som oklar" in shown
    while "Enter nästa" not in shown:
        assert shown.endswith(" > ")
        shown = terminal.type("")
    terminal.type("q")
    assert terminal.ended() == 0
    assert marks(file) == ["Detta ska inte tappas bort"]
    # the rest of the answer comes after it
    said = " ".join(" ".join(terminal.screens).split())
    assert "Upp till hundra tusen kronor räcker chefen." in said


def test_votes_can_be_corrected_before_the_answer_was_shown_to_its_end(town):
    terminal, shown, file = revealed(town, "a 12 b 8 c 5")
    assert "r rätta" in shown
    shown = terminal.type("r")
    while "Röster" not in shown:
        assert shown.endswith(" > ")
        shown = terminal.type("")
    terminal.type("a 1 b 2 c 3")
    terminal.type("q")
    assert terminal.ended() == 0
    assert [sum(g.votes for g in a.choices) for a in answers(file)] == [25, 6]


def test_votes_typed_once_more_are_told_to_be_saved_already(town):
    words, file = town
    typed = "\na 5 b 3 c 2\na 5 b 3 c 1\n\n"
    found = run("train", *words, "--group", "--level", "basic", typed=typed)
    assert "Ett svar är redan sparat. Skriv r för att rätta det." in found.stdout
    assert len(answers(file)) == 1


@pytest.mark.parametrize(
    ("sign", "code"), [(b"\x04", 0), (b"\x03", 130), (b"q\n", 0)], ids=["D", "C", "q"]
)
def test_a_session_ends_cleanly_at_any_point(town, sign, code):
    words, file = town
    terminal = Terminal("train", *words, "--seed", "1")
    terminal.screen()
    terminal.type("")
    terminal.type("a")
    terminal.press(sign)
    assert terminal.ended() == code
    assert len(answers(file)) == 1
    assert "Traceback" not in terminal.raw


def test_what_was_answered_is_kept_when_the_program_is_killed(town):
    words, file = town
    terminal = Terminal("train", *words, "--seed", "1")
    terminal.screen()
    terminal.type("")
    terminal.type("a")
    terminal.process.send_signal(signal.SIGKILL)
    terminal.ended()
    assert len(answers(file)) == 1


# pipes ----------------------------------------------------------------------------


def test_nothing_is_kept_when_nobody_answers(town):
    words, file = town
    found = run("train", *words)
    assert found.exit_code == 0
    assert not file.exists()


@pytest.mark.parametrize("name", ["results.jsonl", "ett år, två bord.jsonl"])
def test_a_session_that_was_broken_off_goes_on_with_the_command_it_shows(
    town, tmp_path, name
):
    words, _ = town
    file = tmp_path / name
    words = [*words[:-1], str(file)]
    found = run("train", *words, "--seed", "3", typed="\na\nq\n")
    shown = found.stdout.splitlines()
    (command,) = (line.strip() for line in shown if "--resume" in line)
    program, *typed = shlex.split(command)
    assert program == "mandat"
    again = run(*typed, typed="\n")
    assert again.exit_code == 0
    assert "4 fall kvar av 5" in again.stdout
    assert str(file) in " ".join(again.stdout.split())


def test_the_command_that_goes_on_is_short_where_nothing_was_named(tmp_path):
    options = ["-m", "kungsör", "-n", "2", "--seed", "7"]
    data = {"XDG_DATA_HOME": str(tmp_path)}
    found = run("train", *options, typed="\na\nq\n", **data)
    assert "  mandat train --resume\n" in found.stdout


def test_the_answer_shows_why_with_passages_and_what_the_law_adds(town):
    words, _ = town
    found = run("train", *words, "--level", "basic", typed="\na\n\n", LC_ALL="sv_SE")
    for said in (
        "Vem beslutar om bänkarna?",
        "Chefen beslutar om små inköp.",
        "Ordningen, 1: Små inköp.",
        "Lagen säger inget mer om detta i Mandats regler.",
        "Upp till hundra tusen kronor räcker chefen.",
        "Vad gör Siv om priset stiger?",
        "1 av 1 genomgångna",
    ):
        assert said in " ".join(found.stdout.split())
    assert found.exit_code == 0
    assert found.stderr == ""


def test_the_same_seed_gives_the_same_screens(town):
    words, file = town
    shown = []
    for _ in range(2):
        found = run("train", *words, "--seed", "5", typed="\na\n\nb\n\na\n")
        shown.append(found.stdout)
        file.unlink()
    assert shown[0] == shown[1]


def test_a_group_types_votes_and_sees_how_many_were_right(town):
    words, file = town
    typed = "\nnonsense\na 5 b 3 c 2\nu Vem är chefen?\n\n"
    found = run(
        "train", *words, "--group", "--level", "basic", "--seed", "2", typed=typed
    )
    assert "Skriv antalen, så här: 12 8 5, eller a 12 c 5." in found.stdout
    (answer,) = answers(file)
    assert answer.right + answer.wrong == 10
    assert f"{answer.right} av 10 svarade rätt" in found.stdout
    (mark,) = [e for e in events(file) if type(e).__name__ == "UnclearRule"]
    assert (mark.rule, mark.note) == ("provby/sma", "Vem är chefen?")
    assert "Markerat som oklart" in found.stdout
    assert "Vem är chefen?" in found.stdout


def test_tables_are_kept_table_by_table(town):
    words, file = town
    found = run(
        "train", *words, "--tables", "5", "--level", "basic", typed="\nbab\nbab..\n\n"
    )
    assert "Skriv 5 tecken" in found.stdout
    (answer,) = answers(file)
    assert answer.by_table == "bab.."
    assert {g.letter: g.votes for g in answer.choices} == {"a": 1, "b": 2, "c": 0}


def test_an_answer_that_was_typed_wrongly_can_be_corrected(town):
    words, file = town
    run("train", *words, "--level", "basic", typed="\na\nr\nb\n\n")
    assert [
        next(g.letter for g in answer.choices if g.votes) for answer in answers(file)
    ] == ["a", "b"]


def test_a_dilemma_shows_what_the_rules_say_and_who_settles_it(town):
    words, file = town
    found = run("train", *words, "--kind", "dilemma", typed="\na\n\n")
    said = " ".join(found.stdout.split())
    for text in (
        "Dilemma 1 av 1",
        "a) Det är ett köp.",
        "Inköp (belopp 60 000 kr): Chefen beslutar [Ordningen, 1]",
        "Ordningen säger inte när två köp är ett.",
        "Nämnden. Nämnden skriver in det i ordningen.",
        "När blir två köp ett?",
    ):
        assert text in said
    (answer,) = answers(file)
    assert (answer.right, answer.wrong) == (0, 0)


def test_a_missing_rule_can_be_marked_where_there_is_none(town):
    words, file = town
    theme = ["--theme", "kontakt", "--level", "advanced"]
    found = run("train", *words, *theme, typed="\na\nu\nVem larmas?\n\n")
    assert "Här saknas en regel." in found.stdout
    (mark,) = [e for e in events(file) if type(e).__name__ == "UnclearRule"]
    assert (mark.rule, mark.note) == ("", "Vem larmas?")


def test_a_note_beside_the_number_of_an_unclear_rule_is_kept(town):
    words, file = town
    typed = "\na\nu\n2 Gäller det två bänkar?\n\n"
    run("train", *words, "--kind", "dilemma", typed=typed)
    (mark,) = [e for e in events(file) if type(e).__name__ == "UnclearRule"]
    assert (mark.rule, mark.note) == ("provby/stora", "Gäller det två bänkar?")


def test_bytes_that_are_no_text_are_no_fault(town):
    words, file = town
    typed = "\na\nu \udcff\x1b[2J\n\n"
    found = started("train --level basic", *words, typed=typed)
    assert found.returncode == 0
    assert "Traceback" not in found.stderr
    (mark,) = [e for e in events(file) if type(e).__name__ == "UnclearRule"]
    assert "\x1b" not in mark.note


def test_a_case_that_no_longer_follows_is_left_out_and_told(tmp_path, town):
    words, _ = town
    old, new = "max: 100000", "max: 90000"
    rules = RULES.replace(old, new).replace("over: 100000", "over: 90000")
    write_training_town(tmp_path, rules=rules)
    found = run("train", *words, typed="\nq\n")
    line = "fall.yaml:2:5: provby/bankarna är utelämnat: svaret följer inte av reglerna"
    assert line in found.stderr
    assert "Bänkarna i parken" not in found.stdout
    assert "provby/bankarna är utelämnat" in " ".join(found.stdout.split())


def test_a_case_that_is_gone_is_left_out_when_a_session_goes_on(tmp_path, town):
    words, _ = town
    run("train", *words, "--seed", "3", typed="\na\n")
    write_training_town(tmp_path, cases=CASES.replace("id: branden", "id: elden"))
    found = run("train", "--resume", *words, typed="\n\n")
    assert "provby/branden är utelämnat" in found.stderr
    assert "3 fall kvar av 5" in found.stdout


def test_a_name_is_kept_only_when_it_is_typed(town):
    words, file = town
    run("train", *words, "--level", "basic", typed="\na\n\n")
    run("train", *words, "--level", "basic", "--name", "Åsa", typed="\na\n\n")
    names = [event.name for event in events(file) if isinstance(event, SessionStart)]
    assert names == ["", "Åsa"]


def test_practice_brings_back_nothing_that_is_not_due(town):
    words, file = town
    practice = ["train", *words, "--practice", "--theme", "inkop"]
    first = run(*practice, typed="\na\n\na\n\n")
    assert "2 av 2 genomgångna" in first.stdout
    second = run(*practice, typed="\n")
    assert second.exit_code == 2
    assert "inget att öva på i dag: nästa fall kommer 20" in second.stderr
    third = json.loads(run(*practice, "--format", "json").stdout)
    assert third["error"]["code"] == "training/nothing-due"
    assert len(answers(file)) == 2


def test_json_is_one_object_on_stdout_and_the_screens_are_elsewhere(town):
    words, _ = town
    found = started("train --level basic --format json", *words, typed="\na\n\n")
    told = json.loads(found.stdout)
    assert told["schema"] == 1
    assert [case["id"] for case in told["cases"]] == ["provby/bankarna"]
    assert told["ended"] is True
    assert "Vem beslutar om bänkarna?" in found.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--resume"], "ingen omgång är avbruten"),
        (["--theme", "medier"], "känner inte till temat `medier`"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(town, options, said):
    words, _ = town
    found = run("train", *words, *options)
    assert found.exit_code == 2
    assert said in found.stderr
    assert "Traceback" not in found.stderr


def test_a_broken_results_file_does_not_stop_a_session(town):
    words, file = town
    run("train", *words, "--seed", "3", typed="\na\n")
    with file.open("ab") as stream:
        stream.write(b'{"schema": 1, "event": "answ')
    found = run("train", "--resume", *words, typed="\n\n")
    assert found.exit_code == 0
    assert "raden är ingen händelse i en övning" in found.stderr
    assert "4 fall kvar av 5" in found.stdout


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "går inte att skriva: en del av sökvägen är ingen mapp\n"),
        ("en", "cannot be written: a part of the path is no folder\n"),
    ],
)
def test_results_that_cannot_be_written_are_told_before_the_first_case(
    town, tmp_path, language, said
):
    words, _ = town
    blocked = tmp_path / "file"
    blocked.touch()
    results = ["--results", str(blocked / "r.jsonl"), "--lang", language]
    found = run("train", *words, *results, typed="\na\n")
    assert found.exit_code == 2
    assert found.stdout == ""
    assert said in found.stderr


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("/dev/full", "resultaten i `/dev/full` går inte att skriva: det är ingen "),
        ("/proc/x.jsonl", "resultaten i `/proc/x.jsonl` går inte att skriva: "),
    ],
)
def test_places_that_take_no_file_are_told_before_the_first_case(town, file, said):
    words, _ = town
    found = run("train", *words, "--results", file, typed="\na\n")
    assert found.exit_code == 2
    assert found.stdout == ""
    assert found.stderr.startswith(said)


def test_trying_whether_results_can_be_written_leaves_nothing_behind(town, tmp_path):
    words, _ = town
    file = tmp_path / "new" / "folder" / "r.jsonl"
    assert run("train", *words, "--results", str(file)).exit_code == 0
    assert not file.parent.parent.exists()
    file.parent.mkdir(parents=True)
    file.write_text("kept as it was\n", encoding="utf-8")
    assert run("train", *words, "--results", str(file)).exit_code == 0
    assert file.read_text(encoding="utf-8") == "kept as it was\n"


def test_a_session_in_swedish_that_finds_no_case_says_so_in_swedish(town):
    words, _ = town
    wishes = ["--theme", "kontakt", "--level", "basic"]
    found = run("train", *words, *wishes)
    assert found.exit_code == 2
    assert found.stderr == "inget av de 5 övningsfallen passar: ställ färre villkor\n"
    found = run("train", *words, *wishes, "--lang", "en")
    assert "none of the 5 training cases is as wished" in found.stderr
