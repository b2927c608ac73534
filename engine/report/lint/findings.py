"""Write what lint found: as text, JSON, or annotations of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lint.kinds import Severity
from ...records import record
from ..commands import finding_command
from ..json_text import SCHEMA
from ..layout import Block, Command, Page, Paragraph, located, page
from ..lines import DEEPER, DEEPEST, Stress
from ..messages.rendering import mistake_text, remedy_text
from ..say import counted
from .sentences import remedy, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ...lint.run import LintFinding, LintResult
    from ...rulebook.model.problems import Place, Problem
    from ..commands import Setting
    from ..objects.findings import LintFindingObject, LintOutput
    from ..say import Say
    from ..wording import Wording

    #: Returns the words of a municipality, of law alone for the empty one.
    WordingOf = Callable[[str], Wording]

_LEVELS = {
    Severity.ERROR: ("fel", "error"),
    Severity.WARNING: ("varning", "warning"),
    Severity.INFO: ("upplysning", "info"),
}
_COUNTED = {
    Severity.ERROR: (("fel", "error"), ("fel", "errors")),
    Severity.WARNING: (("varning", "warning"), ("varningar", "warnings")),
    Severity.INFO: (("upplysning", "note"), ("upplysningar", "notes")),
}
_ANNOTATIONS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


@record
class FindingWords:
    """A finding in words.

    `accepted` is why it is let stand, empty when it is not. `command` shows it, and
    `anchor` is where its kind is explained; both are empty for mistakes that keep the
    rules from being read at all: of those `kind` is the code, and `detail` tells one
    from others in whichever language.
    """

    kind: str
    severity: Severity
    place: Place
    says: str
    remedy: str
    command: str = ""
    anchor: str = ""
    municipality: str = ""
    rules: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    accepted: str = ""
    accepted_at: Place | None = None
    detail: str = ""


def in_words(
    findings: Iterable[LintFinding], wording_of: WordingOf, setting: Setting
) -> list[FindingWords]:
    """Return findings in the words of the jurisdictions in which they were seen."""
    return [
        _in_words(finding, wording_of(finding.sighting.witness.municipality), setting)
        for finding in findings
    ]


def _in_words(finding: LintFinding, wording: Wording, setting: Setting) -> FindingWords:
    seen, acceptance = finding.sighting, finding.acceptance
    return FindingWords(
        kind=finding.kind.name,
        severity=finding.severity,
        place=seen.place,
        says=sentence(finding, wording),
        remedy=remedy(finding, wording),
        command=finding_command(finding, wording, setting),
        anchor=finding.kind.anchor,
        municipality=seen.witness.municipality,
        rules=seen.rules,
        about=seen.about,
        cites=seen.cites,
        accepted=wording.say.text(acceptance.reason) if acceptance else "",
        accepted_at=acceptance.place if acceptance else None,
    )


def problems_in_words(problems: Iterable[Problem], say: Say) -> list[FindingWords]:
    """Return mistakes that keep the rules from being read, as findings."""
    return [
        FindingWords(
            kind=problem.code,
            severity=Severity.ERROR,
            place=problem.where,
            says=mistake_text(problem.message, say),
            remedy=remedy_text(problem.message, say),
            detail=str(problem.message),
        )
        for problem in problems
    ]


# text -------------------------------------------------------------------------------


def findings_page(listed: Sequence[FindingWords], say: Say) -> Page:
    """Return findings as a page: where and what, how to see it, what to do, read on."""
    return page(*(_part(finding, say) for finding in listed))


def _part(finding: FindingWords, say: Say) -> list[Block]:
    level = say(*_LEVELS[finding.severity])
    says = f"{level}: {finding.kind}: {finding.says}"
    stress = Stress.WARNING if finding.severity is Severity.ERROR else Stress.HEADING
    blocks: list[Block] = [located(finding.place, says, stress)]
    if finding.command:
        blocks.append(Command(f"$ {finding.command}", DEEPER, DEEPEST))
    hint = finding.remedy
    if finding.accepted:
        hint = f"{say('godtaget', 'accepted')}: {finding.accepted}"
    blocks.append(Paragraph(hint, DEEPER, DEEPER))
    if finding.anchor:
        blocks.append(Paragraph(f"→ {finding.anchor}", DEEPER, DEEPEST))
    return blocks


def summary_line(result: LintResult, say: Say) -> str:
    """Return how many findings of each severity there are, and how many accepted.

    What came with this copy is not looked at; a line tells so, and one that packs of
    that name count instead.
    """
    counts = []
    for severity in Severity:
        count = sum(finding.severity is severity for finding in result.findings)
        one, many = _COUNTED[severity]
        counts.append(f"{count} {say(*(one if count == 1 else many))}")
    accepted = len(result.accepted)
    word = say("godtagen" if accepted == 1 else "godtagna", "accepted")
    lines = [f"{', '.join(counts)}; {accepted} {word}", _looked_at(result, say)]
    if result.borrowed:
        packs = ", ".join(result.borrowed)
        lines.append(
            say(
                f"Inte granskat, för det följer med Mandat: {packs}",
                f"Not looked at, because it comes with Mandat: {packs}",
            )
        )
    if result.replaced:
        packs = ", ".join(result.replaced)
        lines.append(
            say(
                f"Gäller här före Mandats paket med samma namn: {packs}",
                f"Counts here before Mandat's pack of the same name: {packs}",
            )
        )
    return "\n".join(lines)


def _looked_at(result: LintResult, say: Say) -> str:
    """Return how many rules and scenarios were looked at."""
    if not result.rules:
        return say(
            "Ingenting är granskat: där finns inga regler.",
            "Nothing was looked at: there are no rules.",
        )
    rules = counted(result.rules, say("regel", "rule"), say("regler", "rules"))
    if result.scenarios is None:
        scenarios = say("inga scenarier", "no scenarios")
    else:
        scenarios = counted(
            result.scenarios,
            say("scenario", "scenario"),
            say("scenarier", "scenarios"),
        )
    return say(f"Granskat: {rules}, {scenarios}", f"Looked at: {rules}, {scenarios}")


# JSON -------------------------------------------------------------------------------


def findings_object(
    result: LintResult,
    standing: Sequence[FindingWords],
    accepted: Sequence[FindingWords],
) -> LintOutput:
    """Return findings as plain data."""

    def count(severity: Severity) -> int:
        return sum(finding.severity is severity for finding in standing)

    return {
        "schema": SCHEMA,
        "findings": [finding_object(finding) for finding in standing],
        "accepted": [finding_object(finding) for finding in accepted],
        "counts": {
            "error": count(Severity.ERROR),
            "warning": count(Severity.WARNING),
            "info": count(Severity.INFO),
        },
        "looked_at": {
            "rules": result.rules,
            "scenarios": result.scenarios,
            "borrowed": list(result.borrowed),
            "replaced": list(result.replaced),
        },
    }


def finding_object(finding: FindingWords) -> LintFindingObject:
    """Return one finding as plain data."""
    return {
        "kind": finding.kind,
        "severity": finding.severity.value,
        "municipality": finding.municipality or None,
        "rules": list(finding.rules),
        "about": list(finding.about),
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "says": finding.says,
        "cites": list(finding.cites),
        "witness": finding.command or None,
        "remedy": finding.remedy,
        "help": finding.anchor or None,
        "accepted": {
            "reason": finding.accepted,
            "file": finding.accepted_at.file,
            "line": finding.accepted_at.line,
        }
        if finding.accepted_at
        else None,
    }


# annotations ------------------------------------------------------------------------


def annotations_text(listed: Iterable[FindingWords]) -> str:
    """Return findings as the commands that make GitHub annotate a pull request."""
    return "".join(f"{_annotation(finding)}\n" for finding in listed)


def _annotation(finding: FindingWords) -> str:
    properties = {
        "file": finding.place.file,
        "line": str(finding.place.line),
        "col": str(finding.place.column),
        "title": finding.kind,
    }
    listed = ",".join(f"{key}={_escaped(v)}" for key, v in properties.items())
    command = f"$ {finding.command}" if finding.command else ""
    anchor = f"→ {finding.anchor}" if finding.anchor else ""
    lines = [finding.says, command, finding.remedy, anchor]
    message = _in_message("\n".join(line for line in lines if line))
    return f"::{_ANNOTATIONS[finding.severity]} {listed}::{message}"


def _in_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped(text: str) -> str:
    return _in_message(text).replace(":", "%3A").replace(",", "%2C")
