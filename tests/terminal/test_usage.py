"""Help, and what is said of a wrong command line: in both languages, and as JSON."""

import json
import os
import re
from pathlib import Path

import pytest

from engine.report.messages.usage import MESSAGES
from tests.support.terminal import ROOT, commands, run, started

#: Words of each language that no text of the other has.
WORDS = {
    "sv": re.compile(r"(?i)\b(och|eller|som|inte|flaggor|användning|mapp)\b"),
    "en": re.compile(r"(?i)(?<![\w-])(and|or|the|not|options|usage|folder)\b"),
}


COMMANDS = commands()


# help ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_in_the_language_asked_for_and_fits_a_terminal(name, language):
    shown = run(f"{name} --help --lang {language}")
    assert shown.exit_code == 0
    prose = re.split(r"  (?:Exempel|Example): ", shown.stdout)[0]
    assert WORDS[language].search(prose)
    other = "en" if language == "sv" else "sv"
    assert not WORDS[other].search(re.sub(r"`[^`]*`|\[[^\]]*\]", "", prose))
    assert max(map(len, shown.stdout.splitlines())) <= 80


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_follows_the_locale(name):
    for language, locale in (("sv", "sv_SE.UTF-8"), ("en", "en_GB.UTF-8")):
        named = run(f"{name} -h --lang {language}").stdout
        assert run(f"{name} -h", LC_ALL=locale).stdout == named
        assert run(f"--lang {language} {name} -h").stdout == named


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command_ends_with_an_example_of_it(name):
    shown = run(f"{name} --help --lang en").stdout
    assert f"\n  Example: mandat {name} " in shown


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_in_help_runs(name):
    if name == "sources verify":
        pytest.skip("needs a folder of documents, which are not part of the project")
    if name in {"serve", "mcp"}:
        pytest.skip("runs until it is ended: tests/web starts it and ends it")
    shown = run(f"{name} --help --lang en").stdout
    example = " ".join(shown.partition("Example: mandat ")[2].split())
    assert run(example).exit_code in {0, 1, 3}


def test_nothing_asked_shows_help_and_is_not_done():
    for words, language in (("", "sv"), ("--lang en", "en"), ("-m kungsör", "sv")):
        shown = run(words)
        assert shown.exit_code == 2
        assert shown.stdout == ""
        assert shown.stderr == run(f"--help --lang {language}").stdout


def test_a_shell_is_offered_the_commands_and_options():
    offers = {}
    for words in ("mandat r", "mandat train ", "mandat who --l", "mandat who --lang "):
        done = started(
            "",
            _MANDAT_COMPLETE="bash_complete",
            COMP_WORDS=words,
            COMP_CWORD=str(words.count(" ")),
        )
        offers[words] = done.stdout.split()
    assert offers == {
        "mandat r": ["plain,route", "plain,rules", "plain,reorganise"],
        "mandat train ": ["plain,handout", "plain,report"],
        "mandat who --l": ["plain,--lang"],
        "mandat who --lang ": ["plain,sv", "plain,en"],
    }


# common options -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        "-m kungsör {} --lang en --format json",
        "--lang en --format json {} -m kungsör",
        "-m kungsör --lang en --format json {}",
        "-m kungsör --format=json {} -m kungsör --format json --lang=en",
        "--municipality kungsör {} -m kungsör --lang en --format json",
    ],
)
def test_common_options_stand_before_or_after_the_command(command):
    question = "who mediefrågor -g frågetyp=hur --on 2026-11-22"
    after = run(f"{question} -m kungsör --lang en --format json")
    assert after.exit_code == 0
    assert run(command.format(question)).stdout == after.stdout


def test_rules_named_before_the_command_are_used(tmp_path: Path):
    for words in (["--rules", tmp_path, "who", "x"], ["who", "x", "--rules", tmp_path]):
        shown = run("", *words)
        assert shown.exit_code == 2
        assert str(tmp_path) in shown.stderr


def test_what_is_typed_before_the_command_goes_before_the_environment():
    typed = run("-m kungsör route politiker rektor", MANDAT_MUNICIPALITY="munkedal")
    assert "Kungsörs kommun" in typed.stdout


def test_a_common_option_reaches_a_command_below_a_command():
    below = run("train handout -m kungsör --seed 7 -n 2").stdout
    assert run("train -m kungsör handout --seed 7 -n 2").stdout == below
    assert run("-m kungsör train handout --seed 7 -n 2").stdout == below


# wrong usage --------------------------------------------------------------------------

#: Command lines that cannot be meant, with the code and the sentence of what is wrong.
WRONG = {
    "--format json": ("usage/no-command", "inget kommando är angivet"),
    "hwo budget": (
        "usage/no-such-command",
        "kommandot `hwo` finns inte: menade du `who`?",
    ),
    "publish ks --check pyproject.toml --out ks.html": (
        "usage/check-and-write",
        (
            "`--check` prövar ett dokument och skriver inget: `--out` hör inte dit: "
            "stryk det ena"
        ),
    ),
    "audit pyproject.toml --seed 3": (
        "usage/seed-of-nothing",
        "`--seed` hör till ett stickprov: ange också `--sample`",
    ),
    "audit pyproject.toml --why 3 --out x.csv": (
        "usage/why-of-a-row",
        "`--why` visar en rad: `--out` hör inte dit: stryk det ena",
    ),
    "vem beslutar om budgeten": (
        "usage/no-such-command",
        "kommandot `vem` finns inte: frågor i egna ord ställs med `mandat ask`",
    ),
    "train rapport": (
        "usage/no-such-subcommand",
        "kommandot `rapport` finns inte: menade du `report`?",
    ),
    "who": ("usage/missing-argument", "ÄRENDE saknas"),
    "route politiker": ("usage/missing-argument", "TILL saknas"),
    "route politiker rektor i skolan": (
        "usage/extra-words",
        "`i skolan` är för mycket: sätt citattecken om ord som hör ihop",
    ),
    "ask ?!": (
        "usage/no-question",
        "här finns ingen fråga: skriv en, till exempel `vem beslutar om budgeten`",
    ),
    "--langg en who budget": (
        "usage/no-such-option",
        "flaggan `--langg` finns inte: menade du `--lang`?",
    ),
    "who budget --fromat json": (
        "usage/no-such-option",
        "flaggan `--fromat` finns inte: menade du `--format`?",
    ),
    "who budget -m": ("usage/no-value", "efter -m saknas ett värde"),
    "who budget -m --why": ("usage/no-value", "efter --municipality saknas ett värde"),
    "who budget --why=ja": ("usage/needless-value", "--why tar inget värde"),
    "-m kungsör who budget -m munkedal": (
        "usage/option-twice",
        "--municipality är både `kungsör` och `munkedal`: behåll en av dem",
    ),
    "who budget -m kungsör -m munkedal": (
        "usage/option-twice",
        "--municipality är både `kungsör` och `munkedal`: behåll en av dem",
    ),
    "--format json who budget --format text": (
        "usage/option-twice",
        "--format är både `json` och `text`: behåll en av dem",
    ),
    "train --seed 7 handout": (
        "usage/option-before",
        "--seed står före `handout`: skriv den efteråt",
    ),
    "train --group --practice": (
        "usage/options-apart",
        "--group och --practice går inte ihop: utelämna den ena",
    ),
    "train --general -m kungsör": (
        "usage/options-apart",
        "--general och --municipality går inte ihop: utelämna den ena",
    ),
    "train --resume -m kungsör": (
        "usage/resume-apart",
        "--resume fortsätter omgången som den var: utelämna --municipality",
    ),
    "train --resume --theme media": (
        "usage/resume-apart",
        "--resume fortsätter omgången som den var: utelämna --theme",
    ),
    "who budget --lang no": (
        "usage/not-one-of",
        "--lang kan inte vara `no`: välj bland `sv`, `en`",
    ),
    "who budget --format jsn": (
        "usage/not-one-of",
        "--format kan inte vara `jsn`: menade du `json`? välj bland `text`, `json`",
    ),
    "--format sarif who budget": (
        "usage/not-one-of",
        "--format kan inte vara `sarif`: välj bland `text`, `json`",
    ),
    "train --kind mål": (
        "usage/not-one-of",
        "--kind kan inte vara `mål`: välj bland `case`, `dilemma`",
    ),
    "who budget --on igår": (
        "usage/not-a-day",
        "--on kan inte vara `igår`: skriv en dag, till exempel `2026-01-31`",
    ),
    "train --seed sju": (
        "usage/not-a-number",
        "--seed kan inte vara `sju`: skriv ett heltal",
    ),
    "train --tables 1": (
        "usage/out-of-range",
        "--tables kan inte vara `1`: skriv ett heltal från 2 till 40",
    ),
    "who budget -g akut": (
        "usage/not-a-fact",
        "`akut` är inte NAMN=VÄRDE: skriv till exempel `målområde=medarbetare`",
    ),
    "new Vik --document Ordning --matter inköp": (
        "usage/new-lacks",
        (
            "det som paketet börjar med saknas: `--section`, `--decides`: ange det, "
            "eller kör kommandot vid en terminal, där det frågar"
        ),
    ),
    "check finns/inte": ("usage/no-such-path", "`finns/inte` finns inte"),
    "train report docs": ("usage/not-a-file", "`docs` är en mapp: ange en fil"),
    "diff": (
        "usage/nothing-to-compare",
        (
            "det finns inget att jämföra med: ange en mapp, en git-revision, "
            "eller --on två gånger"
        ),
    ),
    "diff rules --on 2026-01-01 --on 2027-01-01": (
        "usage/too-much-to-compare",
        "--on två gånger jämför samma regler på två dagar: utelämna FÖRE och EFTER",
    ),
    "check --decision beslut": (
        "usage/accept-missing",
        "--decision hör till --accept, som skriver om det väntade svaret",
    ),
    "check --accept scenarios": (
        "usage/accept-needs-reasons",
        (
            "--accept behöver både ett beslut och ett skäl: skriv till exempel "
            '`--decision "KS 2026-11-30 § 12" --why "nya beloppsgränser"`'
        ),
    ),
    "check --accept --decision beslut --why skäl": (
        "usage/accept-needs-files",
        "--accept skriver om filer: ange vilka, som i `mandat check scenarios`",
    ),
    "check scenarios --accept --decision beslut --why skäl --format junit": (
        "usage/accept-apart",
        (
            "--accept skriver om, --format junit rapporterar: kör först det ena "
            "och sedan det andra"
        ),
    ),
}
#: What depends on who runs the program, tested below; what nothing here should need.
APART = {
    "usage/not-for-screens",
    "usage/not-readable",
    "usage/not-writable",
    "usage/other",
}


def test_every_message_of_wrong_usage_has_a_witness():
    assert {code for code, _ in WRONG.values()} == MESSAGES.keys() - APART


@pytest.mark.parametrize("command", WRONG)
def test_wrong_usage_is_told_in_a_sentence(command):
    code, sentence = WRONG[command]
    if code == "usage/no-command":
        pytest.skip("without JSON, help is shown")
    shown = run(command)
    assert shown.exit_code == 2
    assert shown.stdout == ""
    *_, usage, more, blank, said = shown.stderr.splitlines()
    assert usage.startswith("Användning: mandat")
    assert re.fullmatch(r"`mandat[a-z ]* --help` berättar mer\.", more)
    assert blank == ""
    assert said == f"Fel: {sentence}"


@pytest.mark.parametrize("command", WRONG)
def test_wrong_usage_is_json_where_that_was_asked_for(command):
    code, sentence = WRONG[command]
    if code != "usage/no-command" and "--format" in command:
        pytest.skip("asks for a form of its own")
    shown = run(command if "--format" in command else f"--format json {command}")
    assert shown.exit_code == 2
    assert shown.stderr == ""
    content = json.loads(shown.stdout)
    assert content["schema"] == 1
    assert content["error"]["code"] == code
    assert content["error"]["message"] == sentence
    assert content["error"]["command"].startswith("mandat")


@pytest.mark.parametrize("command", WRONG)
def test_wrong_usage_is_told_in_english(command):
    if "--lang" in command:
        pytest.skip("names a language of its own")
    words = f"--lang en {command}"
    shown = run(words)
    assert shown.exit_code == 2
    text = shown.stdout + shown.stderr
    assert not WORDS["sv"].search(re.sub(r"`[^`]*`", "", text))
    assert "finns" not in text.replace("finns/inte", "")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("check README.md", "usage/not-readable"),
        ("check --junit README.md", "usage/not-writable"),
    ],
)
def test_a_file_that_the_system_refuses_is_named(words, code, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(os, "access", lambda *_: False)
    shown = run(f"{words} --format json")
    assert shown.exit_code == 2
    error = json.loads(shown.stdout)["error"]
    assert error["code"] == code
    assert "README.md" in error["message"]


def test_a_name_typed_twice_alike_is_one_name():
    twice = run("-m kungsör route politiker rektor -m kungsör")
    assert twice.exit_code == 0
    assert twice.stdout == run("route politiker rektor -m kungsör -m kungsör").stdout


def test_a_value_may_be_called_as_an_argument_is():
    shown = run("who budget --why-not matter --format json")
    assert not json.loads(shown.stdout)["error"]["code"].startswith("usage/")


def test_words_that_look_like_options_are_words_behind_two_hyphens():
    shown = run("ask -- vem beslutar om budgeten --lang en --format json")
    assert "Frågan förstods inte" in shown.stdout


def test_wrong_usage_of_the_program_itself_is_told_as_well():
    done = started("--langg en")
    assert done.returncode == 2
    assert "Fel: flaggan `--langg` finns inte" in done.stderr
