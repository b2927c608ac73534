"""Gaps: circumstances in which nobody decides a matter that otherwise has a decider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers.answer import Outcome
from ..rulebook.language.acceptances import FindingKind
from ..rulebook.model.conclusions import DecisionConclusion, Function
from ..rulebook.model.rules import RuleKind, Slot
from .examination import witness_in
from .findings import LintFinding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..answers.answer import Answer
    from ..rulebook.model.rules import Rule
    from .examination import Examined
    from .walks import Stretch, Walk


def gaps(examined: Examined) -> Iterable[LintFinding]:
    """Yield the matters with a decider in some circumstances and none in others.

    Matters whose deciding rules are the same have the same gap, told once.
    """
    widest: dict[tuple[str, ...], tuple[Walk, Stretch]] = {}
    for walk, stretch in examined.stretches(RuleKind.DECISION):
        if any(is_open(answer) for _, answer in stretch.cells):
            deciding = _deciding(walk, stretch)
            found = widest.setdefault(deciding, (walk, stretch))
            if _depth(stretch) < _depth(found[1]):
                widest[deciding] = walk, stretch
    for deciding, (walk, stretch) in widest.items():
        if not deciding:
            continue
        empty = [cell for cell, answer in stretch.cells if is_open(answer)]
        yield LintFinding(
            kind=FindingKind.GAP,
            severity=Severity.WARNING,
            rules=deciding,
            about=(dict(stretch.subject.slots)[Slot.MATTER],),
            place=walk.jurisdiction.rules_by_id[deciding[0]].place,
            witness=witness_in(walk, stretch, empty[0], is_open),
            count=len(empty),
        )


def _deciding(walk: Walk, stretch: Stretch) -> tuple[str, ...]:
    """Return the rules that somewhere say who decides a matter."""
    by_id = walk.jurisdiction.rules_by_id
    prevailing = {rule for _, answer in stretch.cells for rule in answer.rules}
    return tuple(sorted(rule for rule in prevailing if _decides(by_id[rule])))


def _depth(stretch: Stretch) -> int:
    """Return how many matters lie above a matter, itself counted."""
    return len(stretch.candidates.slots[Slot.MATTER])


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
