"""The page for those who lead a session: every command on it runs as it is printed."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from engine.rulebook.language.shapes import Problems
from engine.rulebook.loading.shipped import shipped
from engine.scenarios.cases import read_themes
from engine.training.practice import DAYS
from tests.support.terminal import run

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "how-to" / "leda-en-ovning.md").read_text("utf-8")
COMMANDS = re.findall(r"^ +mandat (.*)$", GUIDE, re.MULTILINE)
EXAMPLES = sorted((ROOT / "docs" / "examples" / "results").glob("*.jsonl"))


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Sit in a folder with results, some of them a session that was broken off."""
    for file in EXAMPLES:
        shutil.copy(file, tmp_path)
    own = tmp_path / "data" / "mandat"
    own.mkdir(parents=True)
    lines = EXAMPLES[0].read_text("utf-8").splitlines(keepends=True)
    for file in (own / "results.jsonl", tmp_path / "2026-11-presidierna.jsonl"):
        file.write_text("".join(lines[:3]), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


def test_the_guide_shows_how_to_prepare_run_and_follow_up():
    assert {command.split()[0] for command in COMMANDS} == {"train", "check"}
    assert len(COMMANDS) > 10


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_guide_runs(desk, command):
    words, _, target = command.partition(" > ")
    expanded = [
        each
        for word in shlex.split(words)
        for each in (sorted(map(str, Path().glob(word))) if "*" in word else [word])
    ]
    found = run("", *expanded)
    assert found.exit_code == 0, found.output
    assert found.stdout.startswith("<!doctype html>") is bool(target)
    assert desk.is_dir()


def test_the_guide_names_every_theme_and_when_cases_come_back():
    file = shipped("scenarios") / "themes.yaml"
    themes = read_themes(file.read_bytes(), "themes.yaml", Problems())
    assert all(f"`{theme}`" in GUIDE for theme in themes)
    first, *rest = DAYS
    assert first == 1
    assert "i morgon" in GUIDE
    assert f"{', '.join(map(str, rest[:-1]))} och {rest[-1]} dagar" in GUIDE
