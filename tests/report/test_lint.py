"""What lint found, as text, JSON, SARIF and annotations of a pull request."""

import json
import re
import shlex
from pathlib import Path

import jsonschema
import pytest

from engine.lint.kinds import Severity
from engine.report.commands import quoted_word
from engine.report.lint.findings import FindingWords, annotations_text
from engine.report.lint.sarif import sarif_text
from engine.report.say import Say
from engine.rulebook.model.problems import Place
from tests.support.terminal import run
from tests.support.town import write_pack

pytestmark = pytest.mark.usefixtures("folder")

DAY = "2026-11-22"
ROOT = Path(__file__).parents[2]
SARIF = json.loads(
    (Path(__file__).parent / "sarif-2.1.0-part.json").read_text(encoding="utf-8")
)
FILES = {
    "vocabulary": """\
roles:
  namnd: {label: {sv: nämnden, en: committee}}
  chef: {label: {sv: chefen, en: manager}}
matters:
  inkop: {label: {sv: stora inköp, en: large purchases}}
  jul: {label: {sv: julen, en: Christmas}}
circumstances:
  belopp: {label: {sv: belopp, en: amount}, type: money}
""",
    "sources": """\
sources:
  ordning:
    title: {sv: Ordningen, en: The order}
    rank: board
    status: adopted
    review: {every: 1 year}
    passages:
      p1: {section: "1", gist: Allt om inköp.}
""",
    "regler": """\
rules:
  - id: till-namnden
    matter: inkop
    when: {belopp: {max: 500000}}
    decides: namnd
    says: Nämnden beslutar.
    cites: ordning#p1
  - id: till-chefen
    matter: inkop
    when: {belopp: {max: 600000}}
    decides: chef
    says: Chefen beslutar.
    cites: ordning#p1
""",
    "accepted": """\
accepted:
  - finding: gap
    rules: [till-chefen, till-namnden]
    reason: {sv: "Ordningen tiger om det.", en: "The order is silent."}
""",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a folder of one pack with an unknown review and an unused matter."""
    monkeypatch.chdir(tmp_path)
    return write_pack(tmp_path / "rules", "by", **FILES)


def lint(options=""):
    return run(f"lint --rules rules --on {DAY} {options}")


def clash(folder):
    """Make the two rules contradict each other."""
    path = folder / "regler.yaml"
    text = path.read_text(encoding="utf-8").replace("600000", "500000")
    path.write_text(text, encoding="utf-8")


# text -----------------------------------------------------------------------------


def test_a_finding_is_a_line_that_editors_jump_to_then_a_command_and_a_remedy():
    result = lint("--only unused_matter")
    first, command, remedy, hint = result.stdout.splitlines()

    assert result.exit_code == 0
    assert first.startswith("rules/by/vocabulary.yaml:6:3: upplysning: unused_matter: ")
    assert "`jul`" in first
    assert command == "    $ mandat show jul -m by --rules rules"
    assert remedy.startswith("    ")
    assert hint == "    → docs/reference/lint.md#unused_matter"


def test_the_summary_goes_to_stderr():
    result = lint()

    assert "0 fel, 1 varning, 1 upplysning; 1 godtagen\n" in result.stderr
    assert "godtag" not in result.stdout


def test_nothing_found_is_nothing_printed():
    result = lint("--only contradiction")

    assert result.exit_code == 0
    assert result.stdout == ""
    assert "0 fel, 0 varningar, 0 upplysningar; 0 godtagna" in result.stderr


def test_what_is_accepted_is_shown_when_asked_for_with_its_reason():
    assert "Ordningen tiger" not in lint().stdout
    assert "godtaget: Ordningen tiger om det." in lint("--accepted").stdout
    assert "accepted: The order is silent." in lint("--accepted --lang en").stdout


def test_an_error_is_exit_code_1_and_an_accepted_one_is_not(folder):
    clash(folder)
    assert lint().exit_code == 1

    path = folder / "accepted.yaml"
    text = path.read_text(encoding="utf-8").replace("gap", "contradiction")
    path.write_text(text, encoding="utf-8")
    assert lint().exit_code == 0


def test_in_english_every_word_of_a_finding_is(folder):
    clash(folder)
    shown = lint("--lang en").stdout

    assert ": error: contradiction: `by/till-chefen` and `by/till-namnden`" in shown
    assert "contradict each other about “large purchases”" in shown
    assert 'mandat who "large purchases" -m by' in shown
    assert not re.search(r"\b(och|eller|inköp|varning|skriv)\b", shown)


def test_a_kind_that_is_none_is_wrong_usage():
    result = lint("--only gapp")

    assert result.exit_code == 2
    assert "gapp" in result.stderr
    assert "never_prevails" in result.stderr


# JSON -----------------------------------------------------------------------------


def test_json_says_everything_about_a_finding(folder):
    clash(folder)
    (finding,) = json.loads(lint("--only contradiction --format json").stdout)[
        "findings"
    ]

    assert finding == {
        "kind": "contradiction",
        "severity": "error",
        "municipality": "by",
        "rules": ["by/till-chefen", "by/till-namnden"],
        "about": [],
        "file": "rules/by/regler.yaml",
        "line": 8,
        "column": 5,
        "says": finding["says"],
        "cites": [],
        "witness": f'mandat who "stora inköp" -m by -g "belopp=500 000 kr" '
        f"--on {DAY} --why --rules rules",
        "remedy": finding["remedy"],
        "help": "docs/reference/lint.md#contradiction",
        "accepted": None,
    }
    assert (
        "`by/till-chefen` och `by/till-namnden` säger emot varandra" in finding["says"]
    )


def test_json_counts_what_stands_and_keeps_what_is_accepted_apart():
    found = json.loads(lint("--format json").stdout)

    assert found["schema"] == 1
    assert found["counts"] == {"error": 0, "warning": 1, "info": 1}
    assert [f["kind"] for f in found["accepted"]] == ["gap"]
    assert found["accepted"][0]["accepted"] == {
        "reason": "Ordningen tiger om det.",
        "file": "rules/by/accepted.yaml",
        "line": 2,
    }


# SARIF ----------------------------------------------------------------------------


def sarif(options=""):
    log = json.loads(lint(f"--format sarif {options}").stdout)
    jsonschema.Draft202012Validator.check_schema(SARIF)
    jsonschema.validate(log, SARIF, format_checker=jsonschema.FormatChecker())
    return log["runs"][0]


def test_sarif_is_valid_and_names_each_kind_once(folder):
    clash(folder)
    told = sarif()
    rules = [descriptor["id"] for descriptor in told["tool"]["driver"]["rules"]]

    assert told["tool"]["driver"]["name"] == "mandat"
    assert sorted(rules) == sorted(set(rules))
    for result in told["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
    levels = {result["ruleId"]: result["level"] for result in told["results"]}
    assert levels["contradiction"] == "error"
    assert levels["unknown_review"] == "warning"
    assert levels["unused_matter"] == "note"


def test_sarif_tells_where_each_kind_is_explained(folder):
    """The documents lie where `publiccode.yml` says that the project does."""
    clash(folder)
    code = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    (home,) = re.findall(r'^url: "(.*)\.git"$', code, re.MULTILINE)

    for descriptor in sarif()["tool"]["driver"]["rules"]:
        page, _, anchor = descriptor["helpUri"].partition("#")
        assert page == f"{home}/docs/reference/lint.md"
        assert anchor == descriptor["id"]
        assert descriptor["helpUri"] in descriptor["help"]["text"]
        assert descriptor["helpUri"] in descriptor["help"]["markdown"]


def test_sarif_points_at_the_line_and_carries_witness_and_remedy(folder):
    clash(folder)
    (result,) = sarif("--only contradiction")["results"]

    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "rules/by/regler.yaml"},
                "region": {"startLine": 8, "startColumn": 5},
            }
        }
    ]
    assert result["properties"]["rules"] == ["by/till-chefen", "by/till-namnden"]
    assert result["properties"]["witness"].startswith("mandat who ")
    assert result["properties"]["remedy"] in result["message"]["text"]


def test_sarif_tells_what_is_accepted_as_suppressed():
    accepted = [result for result in sarif()["results"] if "suppressions" in result]

    assert [result["ruleId"] for result in accepted] == ["gap"]
    (suppression,) = accepted[0]["suppressions"]
    assert suppression["justification"] == "Ordningen tiger om det."


def test_sarif_without_findings_is_valid():
    assert sarif("--only contradiction")["results"] == []


def test_the_fingerprint_of_a_finding_outlives_that_its_lines_move(folder):
    before = sarif("--only unknown_review")["results"][0]
    path = folder / "sources.yaml"
    path.write_text("# one line more\n" + path.read_text("utf-8"), encoding="utf-8")
    after = sarif("--only unknown_review")["results"][0]

    assert after["locations"] != before["locations"]
    assert after["partialFingerprints"] == before["partialFingerprints"]


def test_a_file_elsewhere_has_an_address_of_its_own(tmp_path):
    place = Place(file=f"{tmp_path}/en mapp/å.yaml", line=3)
    found = FindingWords(
        kind="gap", severity=Severity.INFO, place=place, says="x", remedy="y"
    )
    log = json.loads(sarif_text([found], Say("sv")))
    jsonschema.validate(log, SARIF)
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]

    assert location["artifactLocation"]["uri"].startswith("file:///")
    assert location["artifactLocation"]["uri"].endswith("/en%20mapp/%C3%A5.yaml")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("[klicka](https://a.se)", r"\[klicka\](https://a.se)"),
        (r"\[x](1)", r"\\\[x\](1)"),
        ("{0} och {x}", "{{0}} och {{x}}"),
    ],
)
def test_nothing_in_a_message_is_a_link_or_a_parameter(text, written):
    place = Place(file="a.yaml")
    found = FindingWords(
        kind="gap", severity=Severity.INFO, place=place, says=text, remedy=text
    )
    log = json.loads(sarif_text([found], Say("sv")))
    jsonschema.validate(log, SARIF)
    (result,) = log["runs"][0]["results"]

    assert result["message"]["text"] == f"{written}.\n{written}"
    assert result["properties"]["remedy"] == text


# annotations ----------------------------------------------------------------------


def test_annotations_carry_file_line_and_severity(folder):
    clash(folder)
    lines = lint("--format github").stdout.splitlines()
    starts = {line.partition("::")[2].split("::")[0] for line in lines}

    assert "error file=rules/by/regler.yaml,line=8,col=5,title=contradiction" in starts
    assert {start.split(" ")[0] for start in starts} == {"error", "warning", "notice"}
    assert not any("gap" in line for line in lines)


def test_an_annotation_stays_on_one_line_whatever_it_says():
    found = FindingWords(
        kind="gap",
        severity=Severity.ERROR,
        place=Place(file="a,b:c%.yaml", line=7, column=2),
        says="half of 100 %\nis 50",
        remedy="r",
        command="mandat who x",
    )

    assert annotations_text([found]) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=7,col=2,title=gap"
        "::half of 100 %25%0Ais 50%0A$ mandat who x%0Ar\n"
    )


# rules that cannot be read --------------------------------------------------------


def test_mistakes_in_the_rules_are_annotated_too(folder):
    (folder / "regler.yaml").write_text("rules:\n  - id: x\n", encoding="utf-8")

    result = lint("--format github")
    log = json.loads(lint("--format sarif").stdout)
    jsonschema.validate(log, SARIF)

    assert result.exit_code == 2
    assert result.stdout.startswith(
        "::error file=rules/by/regler.yaml,line=2,col=5,title=key/missing::"
    )
    assert {r["ruleId"] for r in log["runs"][0]["results"]} == {
        "key/missing",
        "rule/no-passage",
        "rule/no-subject",
    }
    assert lint().exit_code == 2
    assert lint().stdout == ""


# commands -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("nämndmål", "nämndmål"),
        ("målområde=medarbetare", "målområde=medarbetare"),
        ("by/regel#p-1", "by/regel#p-1"),
        ("två ord", '"två ord"'),
        ("the auditors' own", '"the auditors\' own"'),
        ('sagt "så"', "'sagt \"så\"'"),
        ("$HOME", "'$HOME'"),
        ("`x`", "'`x`'"),
        ("a\\b", "'a\\b'"),
        ("hej!", "'hej!'"),
        ("", '""'),
    ],
)
def test_a_word_is_quoted_so_that_a_shell_leaves_it_alone(word, written):
    assert quoted_word(word) == written
    assert shlex.split(written) == [word]


def test_the_witness_repeats_the_day_only_where_it_was_asked_for(folder):
    clash(folder)
    result = run("lint --rules rules --only contradiction --format json")
    (finding,) = json.loads(result.stdout)["findings"]

    assert "--on" not in finding["witness"]
