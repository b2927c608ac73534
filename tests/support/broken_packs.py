"""Packs with mistakes: one folder a case, beside what a user should read about it.

`tests/broken/_sound` is a folder of packs without a mistake. A case lays its own
files over it; `expected.sv.txt` and `expected.en.txt` are what people must read when
all of it is loaded.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from engine.report.failures import problem_text
from engine.report.messages.rendering import mistake_text, remedy_text
from engine.report.say import Say
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load_all
from engine.rulebook.model.problems import Problem, UnusableRulesError

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parents[1] / "broken"
SOUND = FOLDER / "_sound"
CASES = sorted(path.name for path in FOLDER.iterdir() if path != SOUND)
LANGUAGES = ("sv", "en")
#: Everything that Python or a terminal takes for the end of a line.
_LINE_BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def lay_out(folder: Path, case: str = "") -> None:
    """Copy the sound packs into a folder, and the files of a case over them."""
    shutil.copytree(SOUND, folder, dirs_exist_ok=True)
    if case:
        shutil.copytree(FOLDER / case, folder, dirs_exist_ok=True)
        for language in LANGUAGES:
            (folder / f"expected.{language}.txt").unlink()


def problems_in(folder: Path) -> tuple[Problem, ...]:
    """Return the problems of loading everything in a folder."""
    try:
        load_all(RulesFolder(folder))
    except UnusableRulesError as error:
        return error.problems
    return ()


def problem_lines(problems: Iterable[Problem], language: str) -> str:
    """Return problems as people read them."""
    say = Say(language)
    return "".join(f"{problem_text(problem, say)}\n" for problem in problems)


def assert_is_well_told(problem: Problem) -> None:
    """Hold a problem to the house style: where, what, and what to do about it."""
    assert problem.where.file
    assert problem.where.line >= 1
    assert problem.where.column >= 1
    for language in LANGUAGES:
        say = Say(language)
        assert_is_well_worded(mistake_text(problem.message, say))
        assert_is_well_worded(remedy_text(problem.message, say))


def assert_is_well_worded(*texts: str) -> None:
    """Hold the sentences of a message to the house style."""
    for text in texts:
        assert text
        assert text == text.strip()
        assert not _LINE_BREAK.search(text)
        assert not text.endswith(".")
        assert not text[0].isupper()
        assert not re.search(r"\b(?:NoneType|dict|tuple|Scalar|Entry|WRONG)\b", text)
