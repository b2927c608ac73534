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
    import datetime as dt
    from collections.abc import Callable, Sequence

    from ...scenarios.check import CheckResult
    from ...scenarios.replay import Replay
    from ..say import Say
    from ..wording import Wording


#: How many seconds a case took, where that is not told.
_NO_TIME = "0"


def junit_text(
    result: CheckResult,
    wording: Callable[[str], Wording],
    say: Say,
    on: dt.date,
) -> str:
    """Return replays as JUnit XML: a suite per file, a test case per scenario.

    It is valid by the schema of Jenkins' xUnit plugin (`junit-10.xsd`) and by that of
    Apache Ant, so it has nothing that one of them lacks. A training case with an
    alternative that is right has failed, too. How long replaying took is not told, and
    the hour is that at which the day begins: the same scenarios give the same bytes.

    Args:
        result: what was replayed.
        wording: returns the words of a municipality.
        say: the language of problems.
        on: the day of scenarios that name none.
    """
    files: dict[str, list[Replay | Problem]] = {}
    for replay in result.replays:
        files.setdefault(replay.scenario.place.file, []).append(replay)
    for problem in result.problems:
        files.setdefault(problem.where.file, []).append(problem)
    root = ET.Element("testsuites")
    for number, (file, listed) in enumerate(files.items()):
        about = {
            "id": str(number),
            "package": "mandat",
            "name": file,
            "timestamp": f"{on.isoformat()}T00:00:00",
            "hostname": "localhost",
            "time": _NO_TIME,
        }
        suite = ET.SubElement(root, "testsuite", {**about, **_counts(listed)})
        ET.SubElement(suite, "properties")
        for case in listed:
            if isinstance(case, Problem):
                _add_problem(suite, case, say)
            else:
                _add_case(suite, case, wording(case.scenario.municipality))
        ET.SubElement(suite, "system-out")
        ET.SubElement(suite, "system-err")
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
            "time": _NO_TIME,
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
            "time": _NO_TIME,
        },
    )
    failure = ET.SubElement(case, "failure", {"type": problem.code, "message": what})
    failure.text = problem_text(problem, say)


def _class_name(file: str) -> str:
    """Return folder and file: build servers divide class names at dots."""
    return ".".join(Path(file).with_suffix("").parts[-2:])
