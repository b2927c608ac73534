"""Run every check over every jurisdiction, and set aside what the packs accept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..rulebook.language.acceptances import FindingKind
from .contradictions import contradictions
from .delegation import (
    another_committees_field,
    unlawful_deciders,
    unlawful_delegation,
    unreported_urgency,
)
from .documents import passages, reviews
from .examination import Examined
from .findings import LintFinding, Severity, Witness
from .gaps import gaps
from .limits import limits
from .outranked import set_aside
from .prevalence import never_prevailing
from .scenarios import lost_scenarios
from .usage import unused_words
from .walks import walked

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable

    from ..rulebook.language.acceptances import Acceptance
    from ..rulebook.loading.loader import Written
    from .findings import Case
    from .walks import Tell

    Check = Callable[[Examined], Iterable[LintFinding]]

#: What is looked for. A new check is a function of this shape and a line here.
CHECKS: tuple[Check, ...] = (
    limits,
    contradictions,
    gaps,
    never_prevailing,
    set_aside,
    unlawful_delegation,
    unlawful_deciders,
    unreported_urgency,
    another_committees_field,
    passages,
    reviews,
    lost_scenarios,
    unused_words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LintResult:
    """What lint found: what stands, and what the packs accept, in order of places."""

    findings: tuple[LintFinding, ...]
    accepted: tuple[LintFinding, ...]

    @property
    def has_errors(self) -> bool:
        """Tell whether there is an error that is not accepted."""
        return any(f.severity is Severity.ERROR for f in self.findings)

    def of_kinds(self, kinds: Collection[FindingKind]) -> LintResult:
        """Return the same result with the findings of some kinds alone."""
        return LintResult(
            findings=tuple(f for f in self.findings if f.kind in kinds),
            accepted=tuple(f for f in self.accepted if f.kind in kinds),
        )


def lint(
    written: Written,
    cases: Iterable[Case] | None,
    today: dt.date,
    tell: Tell = lambda _done, _total: None,
) -> LintResult:
    """Return everything that the checks find.

    Args:
        written: the jurisdictions to look at, and what their packs accept.
        cases: the scenarios; None when there are none to look at.
        today: the day from which on rules are looked at, and reviews are due.
        tell: is told how many of how many subjects have been walked.
    """
    ordered = sorted(written.jurisdictions.values(), key=lambda j: j.id)
    examined = Examined(
        written=written,
        walks=walked(ordered, today, tell),
        cases=None if cases is None else tuple(cases),
        today=today,
    )
    found: dict[tuple[object, ...], LintFinding] = {}
    for check in CHECKS:
        for finding in check(examined):
            found.setdefault((finding.key, finding.problem), finding)
    return _accepting(found.values(), examined)


def _accepting(found: Iterable[LintFinding], examined: Examined) -> LintResult:
    """Part the findings in those that stand and those that some pack accepts."""
    acceptances = [
        acceptance
        for pack in sorted(examined.written.accepted)
        for acceptance in examined.written.accepted[pack]
    ]
    standing: list[LintFinding] = []
    accepted: list[LintFinding] = []
    applied: set[Acceptance] = set()
    for finding in found:
        said = (finding.kind, finding.rules, finding.about)
        covering = [each for each in acceptances if each.covers(*said)]
        applied.update(covering)
        if covering:
            accepted.append(replace(finding, acceptance=covering[0]))
        else:
            standing.append(finding)
    standing.extend(
        _stale(acceptance, examined)
        for acceptance in acceptances
        if acceptance not in applied and acceptance.pack in examined.whole_packs
    )
    return LintResult(
        findings=tuple(sorted(standing, key=lambda f: f.order)),
        accepted=tuple(sorted(accepted, key=lambda f: f.order)),
    )


def _stale(acceptance: Acceptance, examined: Examined) -> LintFinding:
    """Return the finding that an acceptance no longer applies."""
    users = examined.written.users[acceptance.pack]
    return LintFinding(
        kind=FindingKind.STALE_ACCEPTANCE,
        severity=Severity.WARNING,
        rules=tuple(sorted(acceptance.rules)),
        about=(acceptance.kind.value, *sorted(acceptance.about)),
        place=acceptance.place,
        witness=Witness(municipality=min(users)),
    )
