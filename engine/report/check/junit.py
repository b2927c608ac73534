"""Write replays as JUnit XML, which build servers show as a list of tests."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

from ...rulebook.model.problems import Problem
from ...rulebook.model.signs import visible
from ..failures import problem_text
from ..messages.rendering import mistake_text
from .replays import deviation_text, miss_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...scenarios.check import CheckResult
    from ...scenarios.replay import Replay
    from ..say import Say
    from ..wording import Wording


def junit_text(result: CheckResult, wording: Callable[[str], Wording], say: Say) -> str:
    """Return replays as JUnit XML: a suite per file, a test case per scenario.

    A training case with an alternative that is right has failed, too. Times are left
    out: the same scenarios give the same bytes.

    Args:
        result: what was replayed.
        wording: returns the words of a municipality.
        say: the language of problems.
    """
    files: dict[str, list[Replay | Problem]] = {}
    for replay in result.replays:
        files.setdefault(replay.scenario.place.file, []).append(replay)
    for problem in result.problems:
        files.setdefault(problem.where.file, []).append(problem)
    every = [case for listed in files.values() for case in listed]
    root = ET.Element("testsuites", {"name": "mandat", **_counts(every)})
    for file, listed in files.items():
        suite = ET.SubElement(root, "testsuite", {"name": file, **_counts(listed)})
        for case in listed:
            if isinstance(case, Problem):
                _add_problem(suite, case, say)
            else:
                _add_case(suite, case, wording(case.scenario.municipality))
    ET.indent(root)
    # what XML has no way to write is among what nobody sees
    body = visible(ET.tostring(root, encoding="unicode"), "\n")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _counts(cases: Sequence[Replay | Problem]) -> dict[str, str]:
    missed = sum(isinstance(case, Problem) or not case.is_passed for case in cases)
    return {
        "tests": str(len(cases)),
        "failures": str(missed),
        "errors": "0",
        "skipped": "0",
    }


def _add_case(suite: ET.Element, replay: Replay, wording: Wording) -> None:
    scenario = replay.scenario
    case = ET.SubElement(
        suite,
        "testcase",
        {
            "classname": _class_name(scenario.place.file),
            "name": scenario.id,
            "file": scenario.place.file,
            "line": str(scenario.place.line),
        },
    )
    if replay.is_passed:
        return
    points = [deviation.point for deviation in replay.deviations]
    failure = ET.SubElement(
        case,
        "failure",
        {"type": "missed", "message": f"missed: {', '.join(points)}"},
    )
    lines = [wording.say.text(scenario.told)]
    lines += [deviation_text(deviation, wording.say) for deviation in replay.deviations]
    failure.text = "\n".join([*lines, miss_line(replay, wording)])


def _add_problem(suite: ET.Element, problem: Problem, say: Say) -> None:
    place = problem.where
    what = mistake_text(problem.message, say)
    case = ET.SubElement(
        suite,
        "testcase",
        {
            "classname": _class_name(place.file),
            "name": what,
            "file": place.file,
            "line": str(place.line),
        },
    )
    failure = ET.SubElement(case, "failure", {"type": problem.code, "message": what})
    failure.text = problem_text(problem, say)


def _class_name(file: str) -> str:
    """Return folder and file: build servers divide class names at dots."""
    return ".".join(Path(file).with_suffix("").parts[-2:])
