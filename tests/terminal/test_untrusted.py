"""Nothing that is typed, named or kept acts on whoever reads what a command prints."""

import json
import xml.etree.ElementTree as ET

import pytest

from engine.rulebook.model.signs import unseen
from engine.training.results import event_line
from tests.support.terminal import commands, run
from tests.support.town import RULES, write_town, write_training_town
from tests.training.test_results import EVENTS

#: A colour, a title of the window, a bell, a turn of direction, a tag, a filler, a line
#: separator, a byte that is no text, and what XML has no way to write.
NASTY = (
    "x\x1b[31m\x1b]0;t\x07\x9b2J\x7f\u202eö\u2066\U000e0041\u3164\u2028\udcff\x0c\uffff"
)
#: A file cannot be called as all of that.
NAME = NASTY.replace("\uffff", "")

#: Commands with what they are asked, in which TEXT is where anything may stand.
ASKED = [
    ("who TEXT", ["text", "json"]),
    ("who inköp -g TEXT=1", ["text", "json"]),
    ("who inköp -m provby -g omrade=TEXT", ["text", "json"]),
    ("who inköp -m TEXT", ["text", "json"]),
    ("who inköp -m provby --why-not TEXT", ["text", "json"]),
    ("who inköp --on TEXT", ["text", "json"]),
    ("who inköp --lang TEXT", ["text", "json"]),
    ("who inköp --rules TEXT", ["text", "json"]),
    ("who inköp --format TEXT", [""]),
    ("who inköp --TEXT", ["text", "json"]),
    ("route TEXT TEXT --about TEXT", ["text", "json"]),
    ("route politiker rektor -m provby --about TEXT", ["text", "json"]),
    ("may TEXT TEXT", ["text", "json"]),
    ("ask TEXT", ["text", "json"]),
    ("ask 'får politikern TEXT kontakta rektorn' -m provby", ["text", "json"]),
    ("rules TEXT", ["text", "json"]),
    ("show TEXT", ["text", "json"]),
    ("post TEXT -m TEXT", ["text", "json"]),
    ("check TEXT", ["text", "json", "junit"]),
    ("check -k TEXT", ["text", "json", "junit"]),
    ("check --accept SCENARIOS --decision TEXT --why TEXT", ["text", "json"]),
    ("lint -m TEXT", ["text", "json", "sarif", "github"]),
    ("diff TEXT", ["text", "json", "markdown"]),
    ("diff TEXT TEXT -m TEXT", ["text", "json", "markdown"]),
    ("sources -m TEXT", ["text", "json"]),
    ("sources verify TEXT", ["text", "json"]),
    ("law -m TEXT", ["text", "json", "markdown"]),
    ("law check TEXT", ["text", "json"]),
    ("law register TEXT -m TEXT", ["text", "json"]),
    ("train -m provby --theme TEXT", ["text", "json"]),
    ("sources register TEXT -m TEXT", ["text", "json"]),
    ("sources register SCENARIOS/provby/fall.yaml -m provby --id TEXT", ["text"]),
    ("train -m provby --name TEXT --results RESULTS", ["text", "json"]),
    ("train handout -m provby --theme TEXT", ["markdown", "html"]),
    ("train report TEXT", ["text", "json", "csv", "html"]),
    ("schema TEXT", ["text", "json"]),
    ("list TEXT", ["text", "json"]),
    ("audit TEXT -m TEXT", ["text", "json"]),
    ("cells -m TEXT --out TEXT", ["text", "json"]),
    ("audit SCENARIOS/provby/fall.yaml --mapping TEXT -m provby", ["text"]),
    ("completion TEXT", ["text", "json"]),
    ("list roles TEXT -m TEXT", ["text", "json"]),
    (
        "new TEXT --document TEXT --section TEXT --matter TEXT --decides TEXT --show",
        ["text", "json"],
    ),
    ("new TEXT --section TEXT --id TEXT", ["text", "json"]),
    ("import TEXT -m TEXT", ["text", "json"]),
    ("import SCENARIOS/provby/fall.yaml --committee TEXT", ["text", "json"]),
    ("reorganise TEXT -m provby", ["text", "json"]),
    ("reorganise SCENARIOS/provby/fall.yaml -m provby --out TEXT", ["text", "json"]),
    ("notify TEXT -m provby --committee TEXT --meeting TEXT", ["text", "json", "csv"]),
    (
        (
            "notify SCENARIOS/provby/fall.yaml -m provby --committee TEXT"
            " --meeting 2026-01-01"
        ),
        ["text", "json", "html"],
    ),
    ("compare -m TEXT -m provby --matter TEXT", ["text", "json", "csv"]),
    ("compare -m provby -m TEXT", ["text", "json", "csv"]),
    ("publish TEXT -m provby", ["text", "json"]),
    ("publish TEXT -m TEXT --since TEXT", ["text", "json", "html", "csv"]),
    ("publish TEXT -m provby --check TEXT", ["text", "json"]),
    ("verify TEXT", ["text", "json"]),
    ("serve --token-file TEXT", ["text", "json"]),
    ("mcp -m provby --rules TEXT", ["text", "json"]),
    ("TEXT", ["text", "json"]),
]


def seen(done):
    """Assert that all signs of what was printed are seen, and return it."""
    for stream in (done.stdout, done.stderr):
        assert not unseen(stream, "\n"), ascii(stream)
    return done


@pytest.fixture
def words(tmp_path):
    """Return the words that stand for what is on disk."""
    rules, scenarios = write_training_town(tmp_path)
    return {"RULES": rules, "SCENARIOS": scenarios, "RESULTS": tmp_path / "r.jsonl"}


def test_every_command_is_asked():
    asked = {" ".join(command.split()[:2]) for command, _ in ASKED}
    missing = {
        name
        for name in commands()
        if name not in asked and name not in {first.split()[0] for first in asked}
    }
    assert missing == set()


@pytest.mark.parametrize(
    ("command", "form"),
    [(command, form) for command, forms in ASKED for form in forms],
)
def test_nothing_that_is_typed_acts_on_the_reader(words, command, form):
    line = command
    for name, path in words.items():
        line = line.replace(name, str(path))
    if "--rules" not in line:
        line += f" --rules {words['RULES']}"
    if form:
        line += f" --format {form}"
    if "--lang" not in line:
        line += " --lang en" if form == "json" else " --lang sv"
    listed = [word.replace("TEXT", NASTY) for word in _split(line)]
    done = seen(run("", *listed, typed="\n"))
    assert done.exit_code in {0, 1, 2, 3}
    if form == "json" and done.stdout:
        json.loads(done.stdout)
    if form == "junit" and done.stdout:
        ET.fromstring(done.stdout)  # noqa: S314 - it is our own


def _split(line):
    parts = line.split("'")
    return [
        word
        for number, part in enumerate(parts)
        for word in ([part] if number % 2 else part.split())
    ]


@pytest.mark.parametrize("variable", ["MANDAT_MUNICIPALITY", "MANDAT_RULES", "LANG"])
def test_nothing_in_the_surroundings_acts_on_the_reader(words, variable):
    value = NASTY.replace("\0", "")
    given = {"MANDAT_RULES": str(words["RULES"]), variable: value}
    seen(run("who inköp", **given))
    seen(run("who inköp --format json", **given))


def test_no_name_of_a_file_acts_on_the_reader(tmp_path):
    place = tmp_path / NAME.replace("/", "")
    rules, scenarios = write_town(place)
    (rules / "provby" / f"{NAME}.yaml").write_text("rules: [x]\n", "utf-8")
    (scenarios / f"{NAME}.yaml").write_text("scenarios: [x]\n", "utf-8")
    for command in (
        "who inköp -m provby",
        "lint",
        f"check {_quoted(scenarios)}",
        "diff",
    ):
        for form in ("text", "json"):
            words = ["--rules", rules, "--format", form]
            words += [rules] if command == "diff" else []
            done = seen(run(command, *words))
            assert done.exit_code == 2
            assert r"x\x1b[31m" in done.stderr + done.stdout.replace("\\\\", "\\")
    (rules / "provby" / f"{NAME}.yaml").unlink()
    (scenarios / f"{NAME}.yaml").unlink()
    (file,) = scenarios.rglob("*.yaml")
    file.rename(file.with_name(f"{NAME}.yaml"))
    for form in ("text", "json", "junit"):
        done = seen(run("check", scenarios, "--rules", rules, "--format", form))
        if form == "junit":
            assert r"x\x1b[31m" in done.stdout
            ET.fromstring(done.stdout)  # noqa: S314 - it is our own


def _quoted(path):
    return "'" + str(path).replace("'", "'\\''") + "'"


def test_no_kept_result_acts_on_the_reader(words, tmp_path):
    file = tmp_path / f"{NAME}.jsonl"
    lines = [json.loads(event_line(event)) for event in EVENTS]
    kept = "".join(json.dumps(_nasty(line)) + "\n" for line in lines)
    file.write_text(kept + '{"\\u001b": 1}\n', "utf-8")
    for form in ("text", "csv", "html", "json"):
        rules = words["RULES"]
        done = run("train report", file, "--rules", rules, "--format", form)
        seen(done)
        assert r"x\x1b[31m" in done.stderr
    seen(run("train --resume s1", "--results", file, "--rules", rules, typed="\n"))
    seen(
        run(
            "train --practice -m provby",
            "--results",
            file,
            "--rules",
            rules,
            typed="\n\na\n",
        )
    )


def _nasty(line):
    """Return a kept line with signs that act in each of its texts about content."""
    return {
        key: f"{value}{NASTY}" if key in {"name", "title", "note", "rule"} else value
        for key, value in line.items()
    }


def test_a_remark_that_is_typed_is_kept_without_what_acts(words):
    typed = f"\na\nu {NASTY}\n{NASTY}\nq\n"
    seen(
        run(
            "train --seed 1 -m provby",
            *_town_of(words),
            typed=typed.encode("utf-8", "replace"),
        )
    )
    for form in ("text", "csv", "html", "json"):
        report = ["train", "report", words["RESULTS"], "--rules", words["RULES"]]
        seen(run("", *report, "--format", form))


def _town_of(words):
    return [
        *("--rules", words["RULES"], "--scenarios", words["SCENARIOS"]),
        *("--results", words["RESULTS"]),
    ]


def test_no_document_acts_on_the_reader(words, tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    text = f"Ordning {NASTY}\n\n1 {NASTY}\nSmå inköp {NASTY}.\n"
    (texts / "ordning.txt").write_bytes(text.encode("utf-8", "replace"))
    for form in ("text", "json"):
        verify = ["sources", "verify", texts, "--rules", words["RULES"]]
        seen(run("", *verify, "--format", form))


@pytest.mark.parametrize("sign", ["\x1b", "\u202e", "\u3164", "\U000e0041", "\ue000"])
def test_rules_that_would_act_on_the_reader_are_refused(tmp_path, sign):
    rules = RULES.replace("små inköp", f"små {sign} inköp")
    town = write_town(tmp_path, rules=rules)
    if sign == "\x1b":
        quoted = RULES.replace("Chefen beslutar om små inköp.", '"\\e[31m"')
        town = write_town(tmp_path, rules=quoted)
    done = seen(run("who inköp -m provby", "--rules", town.rules))
    assert done.exit_code == 2
    assert f"U+{ord(sign):04X}" in done.stderr
    assert "provby/rules.yaml:6:11" in done.stderr
