"""Contradictions: rules of which neither prevails over the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.answers.answer import NoteKind, Outcome
from engine.rulebook.acceptances import FindingKind
from engine.space.linting.examining import witness_in
from engine.space.linting.findings import LintFinding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.answers.answer import Answer
    from engine.space.linting.examining import Examined


def contradictions(examined: Examined) -> Iterable[LintFinding]:
    """Yield the sets of rules that contradict each other somewhere, each once."""
    seen: set[tuple[tuple[str, ...], str]] = set()
    for walk, stretch in examined.stretches():
        for cell, answer in stretch.cells:
            if answer.outcome is not Outcome.CONFLICT:
                continue
            rules, circumstance = _disagreeing(answer)
            if (rules, circumstance) in seen:
                continue
            seen.add((rules, circumstance))

            def shows(
                other: Answer, wanted: tuple[tuple[str, ...], str] = (rules, circumstance)
            ) -> bool:
                return (
                    other.outcome is Outcome.CONFLICT and _disagreeing(other) == wanted
                )

            ordered = sorted(
                rules, key=lambda id_: (-examined.rules[id_][0].rank.height, id_)
            )
            yield LintFinding(
                kind=FindingKind.CONTRADICTION,
                severity=Severity.ERROR,
                rules=tuple(ordered),
                about=(circumstance,) if circumstance else (),
                place=examined.rules[ordered[0]][0].place,
                witness=witness_in(walk, stretch, cell, shows, is_why=True),
            )


def _disagreeing(answer: Answer) -> tuple[tuple[str, ...], str]:
    """Return the rules that disagree, and the circumstance that they classify."""
    for note in answer.notes:
        if note.kind is NoteKind.CLASSIFICATIONS_DISAGREE:
            named = note.circumstance
            rules = {rule for name, _, rule in answer.derived if name == named}
            return tuple(sorted(rules)), named
    sides = [frozenset(finding.rules) for finding in answer.findings]
    shared = frozenset.intersection(*sides)
    everything = frozenset[str]().union(*sides)
    return tuple(sorted(everything - shared or everything)), ""
