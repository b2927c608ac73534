"""Contradictions: rules of which neither prevails over the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers.answer import NoteKind, Outcome
from ..rulebook.language.acceptances import FindingKind
from ..rulebook.model.conclusions import EXCLUSIVE, BodyConclusion, DecisionConclusion
from .examination import witness_in
from .findings import LintFinding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..answers.answer import Answer
    from ..rulebook.model.conclusions import Conclusion
    from ..rulebook.model.rules import Rule
    from .examination import Examined


def contradictions(examined: Examined) -> Iterable[LintFinding]:
    """Yield the sets of rules that contradict each other somewhere, each once."""
    seen: set[tuple[tuple[str, ...], str]] = set()
    for walk, stretch in examined.stretches():
        by_id = walk.jurisdiction.rules_by_id
        for cell, answer in stretch.cells:
            if answer.outcome is not Outcome.CONFLICT:
                continue
            wanted = _disagreeing(answer, by_id)
            if wanted in seen:
                continue
            seen.add(wanted)

            def shows(
                other: Answer,
                wanted: tuple[tuple[str, ...], str] = wanted,
                by_id: Mapping[str, Rule] = by_id,
            ) -> bool:
                is_open = other.outcome is Outcome.CONFLICT
                return is_open and _disagreeing(other, by_id) == wanted

            rules, circumstance = wanted

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


def _disagreeing(
    answer: Answer, by_id: Mapping[str, Rule]
) -> tuple[tuple[str, ...], str]:
    """Return the rules that disagree, and the circumstance that they classify."""
    for note in answer.notes:
        if note.kind is NoteKind.CLASSIFICATIONS_DISAGREE:
            named = note.circumstance
            rules = {rule for name, _, rule in answer.derived if name == named}
            return tuple(sorted(rules)), named
    disputed = _disputed(answer)
    beaten = {(loss.rule, loss.function) for loss in answer.lost}
    rules = {
        rule
        for rule in answer.rules
        for point in disputed & _points(by_id[rule].conclusion).keys()
        if (rule, point) not in beaten
    }
    return tuple(sorted(rules)), ""


def _disputed(answer: Answer) -> frozenset[object]:
    """Return the points on which the sides of a conflict say different things."""
    said: dict[object, list[object]] = {}
    for finding in answer.findings:
        if finding.conclusion:
            for point, content in _points(finding.conclusion).items():
                said.setdefault(point, []).append(content)
    disputed = {
        point
        for point, contents in said.items()
        if any(content != contents[0] for content in contents)
    }
    # whoever disagrees on who decides may disagree on the act because of that
    return frozenset(disputed - {_ACT} or disputed)


_ACT = "act"


def _points(conclusion: Conclusion) -> dict[object, object]:
    """Return what a conclusion says on each point that is settled by itself."""
    match conclusion:
        case DecisionConclusion():
            points: dict[object, object] = {
                function: party
                for function, party in conclusion.functions
                if function in EXCLUSIVE
            }
            return {**points, _ACT: conclusion.act} if conclusion.act else points
        case BodyConclusion():
            listed = (conclusion.members, conclusion.leader, conclusion.place)
            more = (conclusion.meets, conclusion.mandate)
            return {n: c for n, c in enumerate((*listed, *more)) if c is not None}
        case _:
            return {"": conclusion}
