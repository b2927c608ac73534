"""What the project promises about itself: metadata, tools, packaging, decisions."""

from __future__ import annotations

import ast
import datetime as dt
import gc
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from bench.made_up import write_pack
from bench.measuring import Race, Spread
from bench.table import Table, decision
from engine import __version__
from engine.answers.answer import Limits
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.space.space import Space

TOP = Path(__file__).parents[2]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
PUBLICCODE = yaml.safe_load((TOP / "publiccode.yml").read_text(encoding="utf-8"))
DECISIONS = sorted((TOP / "docs" / "decisions").glob("*.md"))
#: What a package on PyPI is called in Python, where the two differ.
MODULES = {
    "durable-rules": "durable_rules_engine",
    "python-calamine": "python_calamine",
    "python-docx": "docx",
    "pyyaml": "yaml",
}


def text_of(name: str) -> str:
    return (TOP / name).read_text(encoding="utf-8")


def imported_from_elsewhere() -> set[str]:
    """Return the top-level modules our code imports that are not Python's or ours."""
    found = set()
    for path in (TOP / "cli.py", TOP / "mandat.py", *(TOP / "engine").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add((node.module or "").partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"cli", "engine"}


def modules_of(dependencies: list[str]) -> set[str]:
    """Return what dependencies are called where they are imported."""
    names = [re.split(r"[<>=]", entry)[0] for entry in dependencies]
    return {MODULES.get(name, name) for name in names}


def test_every_library_that_is_imported_is_a_dependency_and_the_other_way_round():
    project, found = PROJECT["project"], imported_from_elsewhere()
    needed = modules_of(project["dependencies"])
    assert needed <= found
    extras = project["optional-dependencies"]
    known = ("audit", "columns", "datafusion", "mcp", "office", "spark", "web")
    wanted = [entry for name in known for entry in extras[name]]
    # a library brings its types, what runs it, and what it reads requests with
    own = {"mcp": {"mcp_types", "anyio"}, "uvicorn": {"h11"}}
    brought = set().union(*(own.get(name, ()) for name in modules_of(wanted)))
    assert found - needed <= modules_of(wanted) | brought


def test_every_lint_rule_that_is_ignored_says_why():
    lines = text_of("pyproject.toml").splitlines()
    start = lines.index("[tool.ruff.lint]")
    end = lines.index("[tool.mypy]")
    ignored = [line for line in lines[start:end] if re.match(r'  "[A-Z]+\d*",?', line)]
    assert len(ignored) > 4
    assert [line for line in ignored if not re.search(r"#\s+\w", line)] == []


def test_the_developer_tools_are_listed_once():
    assert PROJECT["dependency-groups"]["dev"] == ["mandat[dev]"]


def test_ci_tests_the_python_versions_that_the_project_claims():
    prefix = "Programming Language :: Python :: 3."
    classifiers = PROJECT["project"]["classifiers"]
    claimed = [c.rpartition(" ")[2] for c in classifiers if c.startswith(prefix)]
    assert claimed == ["3.11", "3.12", "3.13"]
    assert text_of(".ci/run").count("for version in " + " ".join(claimed)) == 2
    assert PROJECT["project"]["requires-python"] == ">=" + claimed[0]


def test_ci_is_a_bash_script_that_runs_the_test_command_of_the_readme():
    subprocess.run(["bash", "-n", TOP / ".ci" / "run"], check=True)  # noqa: S607
    command = ".venv/bin/uv run pytest"
    assert f" {command}\n" in text_of(".ci/run")
    assert f"{command}\n" in text_of("README.md")


def test_pre_commit_fetches_nothing():
    hooks = yaml.safe_load(text_of(".pre-commit-config.yaml"))
    assert {repo["repo"] for repo in hooks["repos"]} == {"local"}
    assert {hook["language"] for repo in hooks["repos"] for hook in repo["hooks"]} == {
        "system"
    }


@pytest.mark.parametrize("folder", ["rules", "scenarios"])
def test_data_folders_hold_yaml_and_tables_of_rows_and_posts_only(folder: str):
    files = [path for path in (TOP / folder).rglob("*") if path.is_file()]
    assert files
    named = ("orders/*/rows.csv", "rules/*/posts.csv")
    tables = {path for path in files if any(map(path.match, named))}
    assert {path.suffix for path in files if path not in tables} == {".yaml"}


def test_a_checkout_holds_no_copy_of_the_yaml_and_pins_no_python():
    assert not (TOP / "engine" / "_shipped").exists()
    assert not (TOP / ".python-version").exists()
    assert "uv.lock" in text_of(".gitignore").splitlines()


def test_the_licence_is_the_same_everywhere():
    assert PROJECT["project"]["license"] == "EUPL-1.2"
    assert PUBLICCODE["legal"]["license"] == "EUPL-1.2"
    assert text_of("LICENSE").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")


def test_the_licence_has_all_fifteen_articles_and_the_appendix():
    headings = re.findall(r"^(\d+)\. [A-Z]", text_of("LICENSE"), re.MULTILINE)
    assert headings == [str(number) for number in range(1, 16)]
    assert "\nAppendix\n" in text_of("LICENSE")


def test_publiccode_has_the_keys_that_its_standard_demands():
    demanded = {
        "publiccodeYmlVersion",
        "name",
        "url",
        "releaseDate",
        "platforms",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    }
    assert demanded <= PUBLICCODE.keys()
    assert PUBLICCODE["publiccodeYmlVersion"] == "0.5"
    assert PUBLICCODE["softwareVersion"] == __version__
    assert dt.date.fromisoformat(PUBLICCODE["releaseDate"])
    assert PUBLICCODE["localisation"] == {
        "localisationReady": True,
        "availableLanguages": ["sv", "en"],
    }


def test_publiccode_has_only_values_that_its_standard_knows():
    audience = PUBLICCODE["intendedAudience"]
    assert audience.keys() <= {"countries", "unsupportedCountries", "scope"}
    for country in audience["countries"]:  # in capitals from version 0.5 on
        assert re.fullmatch("[A-Z]{2}", country)
    assert audience["scope"] == ["local-authorities"]
    assert set(PUBLICCODE["platforms"]) <= {"web", "windows", "mac", "linux"}
    assert PUBLICCODE["developmentStatus"] in {"concept", "development", "beta"}
    assert PUBLICCODE["softwareType"] == "standalone/other"
    assert PUBLICCODE["legal"].keys() <= {"license", "mainCopyrightOwner"}
    assert PUBLICCODE["maintenance"]["type"] in {"internal", "community", "none"}
    assert re.match("https?://", PUBLICCODE["url"])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_publiccode_describes_the_program_within_its_limits(language: str):
    description = PUBLICCODE["description"][language]
    assert 0 < len(description["shortDescription"]) <= 150
    assert 150 <= len(description["longDescription"]) <= 10_000
    assert description["features"]
    assert max(map(len, description["features"])) <= 100


def test_publiccode_claims_no_maintenance_without_a_person_to_ask():
    maintenance = PUBLICCODE["maintenance"]
    assert (maintenance["type"] in {"internal", "community"}) is (
        "contacts" in maintenance
    )


def test_the_changelog_begins_with_what_is_not_released():
    headings = re.findall(r"^## (.*)$", text_of("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == "[Unreleased]"


def test_decisions_are_numbered_each_by_its_own_number():
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 1
    assert len(DECISIONS) >= 9


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name[:4])
def test_a_decision_has_date_status_context_decision_and_consequences(path: Path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith(f"# {int(path.name[:4])}. ")
    assert dt.date.fromisoformat(lines[2].removeprefix("- Date: "))
    assert lines[3].startswith("- Status: ")
    headings = [line for line in lines if line.startswith("## ")]
    assert headings == ["## Context", "## Decision", "## Consequences"]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name[:4])
def test_a_decision_names_only_modules_that_exist(path: Path):
    named = re.findall(r"`(engine(?:\.\w+)+)`", path.read_text(encoding="utf-8"))
    for module in named:
        stem = TOP / module.replace(".", "/")
        assert stem.is_dir() or stem.with_suffix(".py").is_file(), module


def test_a_spread_is_a_median_between_its_quarters():
    assert Spread.of([5.0, 1.0, 4.0, 2.0, 3.0]) == Spread(3.0, 2.0, 4.0)


def test_contestants_of_a_race_take_turns_and_change_places(monkeypatch):
    # a process of tests holds so much that looking for garbage takes seconds
    monkeypatch.setattr(gc, "collect", lambda: 0)
    order: list[str] = []
    Race({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, rounds=2)
    assert order == ["a", "b", "a", "b", "b", "a"]


def test_the_tables_that_peers_get_say_what_the_rules_say(tmp_path: Path):
    write_pack(tmp_path, "provby", 8)
    jurisdiction = load(RulesFolder(tmp_path), ["provby"])["provby"]
    assert len(jurisdiction.rules) == 8
    on = dt.date(2026, 1, 1)
    space = Space(jurisdiction)
    table = Table(space, on)
    assert sorted(row.key for row in table.rows) == sorted(
        r.id for r in jurisdiction.rules
    )
    for row in table.rows:
        spans = dict(row.spans)
        (amount,) = spans["belopp"]
        assert isinstance(amount, Limits)
        for edge in (amount.low or 0, amount.high or 10**9):
            for area in spans.get("omrade", ("skola", "vard", "teknik")):
                given = {"belopp": edge, "omrade": str(area)}
                answer = space.ask(decision(row.matter, given, on))
                assert answer.rules == (row.key,)
