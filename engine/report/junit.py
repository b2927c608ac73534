"""Write replays as JUnit XML, which build servers show as a list of tests."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

from engine.report.replays import difference_text, miss_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.report.wording import Wording
    from engine.scenarios.replaying import Replay


def junit_text(replays: Sequence[Replay], wording: Callable[[str], Wording]) -> str:
    """Return replays as JUnit XML: a suite per file, a test case per scenario.

    Times are left out: the same scenarios give the same bytes.

    Args:
        replays: what was replayed.
        wording: returns the words of a municipality.
    """
    files: dict[str, list[Replay]] = {}
    for replay in replays:
        files.setdefault(replay.scenario.place.file, []).append(replay)
    root = ET.Element("testsuites", {"name": "mandat", **_counts(replays)})
    for file, listed in files.items():
        suite = ET.SubElement(root, "testsuite", {"name": file, **_counts(listed)})
        for replay in listed:
            _add_case(suite, replay, wording(replay.scenario.municipality))
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_printable(body)}\n'


def _counts(replays: Sequence[Replay]) -> dict[str, str]:
    missed = sum(not replay.is_passed for replay in replays)
    return {
        "tests": str(len(replays)),
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
            # build servers divide class names at dots: folder, file, scenario
            "classname": ".".join(Path(scenario.place.file).with_suffix("").parts[-2:]),
            "name": scenario.id,
            "file": scenario.place.file,
            "line": str(scenario.place.line),
        },
    )
    if replay.is_passed:
        return
    points = [difference.point for difference in replay.differences]
    failure = ET.SubElement(
        case,
        "failure",
        {"type": "missed", "message": f"missed: {', '.join(points)}"},
    )
    lines = [scenario.told.in_language(wording.language)]
    lines += [difference_text(difference) for difference in replay.differences]
    failure.text = "\n".join([*lines, miss_line(replay, wording)])


def _printable(text: str) -> str:
    """Return text without the control characters that XML has no way to write."""
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t")
