"""Scenarios that refer to something that is not there, or no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.language.acceptances import FindingKind
from .findings import LintFinding, Severity, Witness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .examination import Examined


def lost_scenarios(examined: Examined) -> Iterable[LintFinding]:
    """Yield each name in a scenario that names nothing."""
    for case in examined.cases or ():
        for problem in case.problems:
            yield LintFinding(
                kind=FindingKind.LOST_SCENARIO,
                severity=Severity.ERROR,
                about=(case.id,),
                place=problem.where,
                problem=problem,
                witness=Witness(municipality=case.municipality, file=case.place.file),
            )
