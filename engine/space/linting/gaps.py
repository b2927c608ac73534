"""Gaps: circumstances in which nobody decides a matter that otherwise has a decider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.answers.answer import Outcome
from engine.rulebook.acceptances import FindingKind
from engine.rulebook.rules import DecisionConclusion, Function, RuleKind, Slot
from engine.space.linting.examining import witness_in
from engine.space.linting.findings import LintFinding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.answers.answer import Answer
    from engine.rulebook.rules import Rule
    from engine.space.linting.examining import Examined


def gaps(examined: Examined) -> Iterable[LintFinding]:
    """Yield the matters with a decider in some circumstances and none in others.

    Matters whose deciding rules are the same have the same gap, told once.
    """
    seen: set[tuple[str, ...]] = set()
    for walk, stretch in examined.stretches(RuleKind.DECISION):
        by_id = walk.jurisdiction.rules_by_id
        deciding = sorted(
            {
                rule
                for _, answer in stretch.cells
                for finding in answer.findings
                for rule in finding.rules
                if _decides(by_id[rule])
            }
        )
        empty = [(cell, answer) for cell, answer in stretch.cells if is_open(answer)]
        if not deciding or not empty or tuple(deciding) in seen:
            continue
        seen.add(tuple(deciding))
        yield LintFinding(
            kind=FindingKind.GAP,
            severity=Severity.WARNING,
            rules=tuple(deciding),
            about=(dict(stretch.subject.slots)[Slot.MATTER],),
            place=by_id[deciding[0]].place,
            witness=witness_in(walk, stretch, empty[0][0], is_open),
            count=len(empty),
        )


def is_open(answer: Answer) -> bool:
    """Tell whether an answer surely names nobody who decides."""
    if answer.outcome in {Outcome.DEPENDS, Outcome.CONFLICT}:
        return False
    return not any(
        isinstance(finding.conclusion, DecisionConclusion)
        and finding.conclusion.party(Function.DECIDES)
        for finding in answer.findings
    )


def _decides(rule: Rule) -> bool:
    conclusion = rule.conclusion
    return (
        isinstance(conclusion, DecisionConclusion)
        and conclusion.party(Function.DECIDES) is not None
    )
