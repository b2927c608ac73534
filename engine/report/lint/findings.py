"""Write what lint found: as text, JSON, or annotations of a pull request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...lint.findings import Severity
from ..commands import finding_command
from ..layout import filled
from .remedies import remedy
from .sentences import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ...lint.findings import LintFinding
    from ...lint.run import LintResult
    from ...rulebook.model.problems import Place, Problem
    from ..commands import Setting
    from ..wording import Wording

    #: Returns the words of a municipality, of law alone for the empty one.
    WordingOf = Callable[[str], Wording]

_LEVELS = {
    Severity.ERROR: ("fel", "error"),
    Severity.WARNING: ("varning", "warning"),
    Severity.INFO: ("upplysning", "info"),
}
_COUNTED = {
    Severity.ERROR: (("fel", "fel"), ("error", "errors")),
    Severity.WARNING: (("varning", "varningar"), ("warning", "warnings")),
    Severity.INFO: (("upplysning", "upplysningar"), ("note", "notes")),
}
_ANNOTATIONS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding in words.

    `accepted` is why it is let stand, empty when it is not. `command` shows it;
    it is empty for mistakes that keep the rules from being read at all.
    """

    kind: str
    severity: Severity
    place: Place
    says: str
    remedy: str
    command: str = ""
    municipality: str = ""
    rules: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    accepted: str = ""
    accepted_at: Place | None = None


def told(
    findings: Iterable[LintFinding], wording_of: WordingOf, setting: Setting
) -> list[Told]:
    """Return findings in words."""
    return [_told(f, wording_of(f.witness.municipality), setting) for f in findings]


def _told(finding: LintFinding, wording: Wording, setting: Setting) -> Told:
    acceptance = finding.acceptance
    return Told(
        kind=finding.kind.value,
        severity=finding.severity,
        place=finding.place,
        says=said(finding, wording),
        remedy=remedy(finding, wording),
        command=finding_command(finding, wording, setting),
        municipality=finding.witness.municipality,
        rules=finding.rules,
        about=finding.about,
        cites=finding.cites,
        accepted=wording.say.text(acceptance.reason) if acceptance else "",
        accepted_at=acceptance.place if acceptance else None,
    )


def told_problems(problems: Iterable[Problem]) -> list[Told]:
    """Return mistakes that keep the rules from being read, as findings."""
    return [
        Told(
            kind="unreadable",
            severity=Severity.ERROR,
            place=problem.where,
            says=problem.what,
            remedy=problem.remedy,
        )
        for problem in problems
    ]


# text -------------------------------------------------------------------------------


def findings_text(listed: Sequence[Told], language: str) -> str:
    """Return findings as text: where and what, then how to see it and what to do."""
    return "\n".join(_lines(found, language) for found in listed)


def _lines(found: Told, language: str) -> str:
    level = _LEVELS[found.severity][_column(language)]
    lines = [f"{found.place}: {level}: {found.kind}: {found.says}"]
    if found.command:
        lines.append(f"    $ {found.command}")
    if found.accepted:
        lead = "accepted" if language == "en" else "godtaget"
        lines.append(filled(f"{lead}: {found.accepted}", "    ", "    "))
    else:
        lines.append(filled(found.remedy, "    ", "    "))
    return "\n".join(lines) + "\n"


def _column(language: str) -> int:
    return 1 if language == "en" else 0


def summary_line(result: LintResult, language: str) -> str:
    """Return how many findings of each severity there are, and how many accepted."""
    counts = []
    for severity in Severity:
        count = sum(finding.severity is severity for finding in result.findings)
        one, many = _COUNTED[severity][_column(language)]
        counts.append(f"{count} {one if count == 1 else many}")
    accepted = len(result.accepted)
    last = f"{accepted} accepted" if language == "en" else f"{accepted} godtagna"
    if accepted == 1 and language != "en":
        last = "1 godtagen"
    return f"{', '.join(counts)}; {last}"


# JSON -------------------------------------------------------------------------------


def findings_object(
    standing: Sequence[Told], accepted: Sequence[Told]
) -> dict[str, Any]:
    """Return findings as plain data."""
    return {
        "findings": [finding_object(found) for found in standing],
        "accepted": [finding_object(found) for found in accepted],
        "counts": {
            severity.value: sum(found.severity is severity for found in standing)
            for severity in Severity
        },
    }


def finding_object(found: Told) -> dict[str, Any]:
    """Return one finding as plain data."""
    return {
        "kind": found.kind,
        "severity": found.severity.value,
        "municipality": found.municipality or None,
        "rules": list(found.rules),
        "about": list(found.about),
        "file": found.place.file,
        "line": found.place.line,
        "column": found.place.column,
        "says": found.says,
        "cites": list(found.cites),
        "witness": found.command or None,
        "remedy": found.remedy,
        "accepted": {
            "reason": found.accepted,
            "file": found.accepted_at.file,
            "line": found.accepted_at.line,
        }
        if found.accepted_at
        else None,
    }


# annotations ------------------------------------------------------------------------


def annotations_text(listed: Iterable[Told]) -> str:
    """Return findings as the commands that make GitHub annotate a pull request."""
    return "".join(f"{_annotation(found)}\n" for found in listed)


def _annotation(found: Told) -> str:
    properties = {
        "file": found.place.file,
        "line": str(found.place.line),
        "col": str(found.place.column),
        "title": found.kind,
    }
    listed = ",".join(f"{key}={_escaped(v)}" for key, v in properties.items())
    lines = [found.says, *([f"$ {found.command}"] if found.command else [])]
    message = _in_message("\n".join([*lines, found.remedy]))
    return f"::{_ANNOTATIONS[found.severity]} {listed}::{message}"


def _in_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped(text: str) -> str:
    return _in_message(text).replace(":", "%3A").replace(",", "%2C")
