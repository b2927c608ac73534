"""Packs with mistakes: one folder a case, beside what a user should read about it.

`tests/broken/_sound` is a folder of packs without a mistake. A case lays its own
files over it; `expected.txt` is what loading all of it must say.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load_all
from engine.rulebook.model.problems import Problem, UnusableRulesError

FOLDER = Path(__file__).parent / "broken"
SOUND = FOLDER / "_sound"
CASES = sorted(path.name for path in FOLDER.iterdir() if path != SOUND)
#: Everything that Python or a terminal takes for the end of a line.
_LINE_BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def lay_out(folder: Path, case: str = "") -> None:
    """Copy the sound packs into a folder, and the files of a case over them."""
    shutil.copytree(SOUND, folder, dirs_exist_ok=True)
    if case:
        shutil.copytree(FOLDER / case, folder, dirs_exist_ok=True)
        (folder / "expected.txt").unlink()


def problems_in(folder: Path) -> tuple[Problem, ...]:
    """Return the problems of loading everything in a folder."""
    try:
        load_all(RulesFolder(folder))
    except UnusableRulesError as error:
        return error.problems
    return ()


def assert_is_well_told(problem: Problem) -> None:
    """Hold a problem to the house style: where, what, and what to do about it."""
    assert problem.where.file
    assert problem.where.line >= 1
    assert problem.where.column >= 1
    for text in (problem.what, problem.remedy):
        assert text
        assert text == text.strip()
        assert not _LINE_BREAK.search(text)
        assert not text.endswith(".")
        assert not text[0].isupper()
        assert not re.search(r"\b(?:NoneType|dict|tuple|Scalar|Entry|WRONG)\b", text)
