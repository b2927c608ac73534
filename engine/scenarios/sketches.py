"""Sketch scenarios: a question and what the rules answer to it today, yet untold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..answers.answer import NoteKind
from ..rulebook.model.problems import Place
from ..rulebook.model.texts import Text
from .cases import Expectation, Scenario
from .points import ExpectedStep, points_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..answers.answer import Answer, Finding
    from ..rulebook.model.questions import Question
    from ..space.space import Space

#: What somebody must replace: a scenario tells what happens, not what the rule says.
UNTOLD = Text(
    "Berätta här vad som händer i kommunen, och pröva svaret mot dokumentet.",
    "Tell here what happens in the municipality, and try the answer on the document.",
)
#: What an answer says besides its conclusion without anybody having to expect it.
_UNEXPECTED = frozenset({NoteKind.ASSUMED})


def sketches(question: Question, rule: str, space: Space) -> Iterator[Scenario]:
    """Yield scenarios that pass on a question, each stricter than the one before.

    The sketches are about the conclusion that rests on `rule` where there is one.
    """
    answer = space.ask(question)
    findings: list[Finding | None] = [f for f in answer.findings if f.conclusion]
    findings.sort(key=lambda finding: finding is None or rule not in finding.rules)
    if not findings:
        findings = [None]
    plain = [_sketched(question, rule, answer, finding, space) for finding in findings]
    yield from plain
    notes = frozenset(note.kind for note in answer.notes) - _UNEXPECTED
    rules = frozenset(answer.rules) or None
    for sketch, finding in zip(plain, findings, strict=True):
        points = {**sketch.expected.points, **_worded(finding)}
        expected = replace(sketch.expected, points=points, notes=notes, rules=rules)
        yield replace(sketch, expected=expected)


def _sketched(
    question: Question,
    rule: str,
    answer: Answer,
    finding: Finding | None,
    space: Space,
) -> Scenario:
    depends_on = None
    points: dict[str, Any] = {}
    if answer.is_table:
        depends_on = frozenset(answer.depends_on)
    elif finding is not None:
        points = _open_points(finding)
    return Scenario(
        id=f"provar-{rule.partition('/')[2]}",
        municipality=space.jurisdiction.id,
        told=UNTOLD,
        question=question,
        expected=Expectation(
            outcome=answer.outcome,
            points=points,
            cites=frozenset(answer.cites),
            notes=frozenset(),
            depends_on=depends_on,
            rules=None,
        ),
        traps="",
        place=Place(file=""),
    )


def _open_points(finding: Finding) -> dict[str, Any]:
    """Return what a conclusion says; of steps only the actors.

    The words of a step are for people to change.
    """
    points = _points(finding)
    if "steps" in points:
        points["steps"] = tuple(
            ExpectedStep(step.actor, act=None, result=None) for step in points["steps"]
        )
    return points


def _worded(finding: Finding | None) -> dict[str, Any]:
    """Return the steps of a conclusion in its words, where that has steps."""
    points = _points(finding) if finding else {}
    return {"steps": points["steps"]} if "steps" in points else {}


def _points(finding: Finding) -> dict[str, Any]:
    if finding.conclusion is None:
        return {}
    points = points_of(finding.conclusion)
    points.pop("of", None)  # the question names whose duty it is
    return {key: content for key, content in points.items() if content}
