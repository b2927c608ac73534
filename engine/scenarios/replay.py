"""Replay scenarios: ask each question, compare the answer and its passages."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..answers.answer import Outcome
from ..answers.reasons import Miss, about_role, misses
from ..answers.relative_roles import meant_role
from ..rulebook.model.conclusions import (
    BodyConclusion,
    Conclusion,
    ConductConclusion,
    ContactConclusion,
    DecisionConclusion,
    DutyConclusion,
    Party,
    ProcedureConclusion,
)
from ..rulebook.model.texts import Text
from ..space.space import settled_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..answers.answer import Answer
    from ..rulebook.model.questions import Question
    from ..rulebook.model.vocabulary import Vocabulary
    from ..space.space import Space
    from .cases import Claim, Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One point on which the answer is not what the scenario expects."""

    point: str
    expected: Any
    actual: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A scenario with the answer it got; no differences means it passed.

    `nearest` is the rule that would have given what was expected and missed by
    least, where there is one.
    """

    scenario: Scenario
    answer: Answer
    differences: tuple[Difference, ...]
    nearest: Miss | None = None

    @property
    def is_passed(self) -> bool:
        """Tell whether the answer is what the scenario expects."""
        return not self.differences


def replayed(scenario: Scenario, space: Space) -> Replay:
    """Return how the rules answer a scenario."""
    answer = space.ask(scenario.question)
    words = space.jurisdiction.vocabulary
    found = differences(scenario, answer, words)
    nearest = _nearest(scenario, space, answer) if found else None
    return Replay(
        scenario=scenario, answer=answer, differences=tuple(found), nearest=nearest
    )


def differences(
    scenario: Scenario, answer: Answer, words: Vocabulary
) -> list[Difference]:
    """Return the points on which an answer is not what a scenario expects."""
    expected = scenario.expected

    def means(role: str) -> str:
        return meant_role(words, role, scenario.question)

    compared: list[tuple[str, object, object]] = [
        ("outcome", expected.outcome, answer.outcome),
        ("cites", tuple(sorted(expected.cites)), answer.cites),
    ]
    if expected.depends_on is not None:
        wanted = tuple(sorted(expected.depends_on))
        compared.append(("depends_on", wanted, tuple(sorted(answer.depends_on))))
    if expected.rules is not None:
        compared.append(("rules", tuple(sorted(expected.rules)), answer.rules))
    carried = {note.kind for note in answer.notes}
    if expected.notes - carried:
        wanted_kinds = sorted(kind.value for kind in expected.notes)
        compared.append(("notes", wanted_kinds, sorted(kind.value for kind in carried)))
    found = [
        Difference(point=point, expected=wanted, actual=actual)
        for point, wanted, actual in compared
        if wanted != actual
    ]
    return [*found, *_of_the_best_finding(expected.points, answer, means)]


def is_right(
    claim: Claim, question: Question, answer: Answer, words: Vocabulary
) -> bool:
    """Tell whether an answer says what a claim does, roles by name or by meaning."""

    def means(role: str) -> str:
        return meant_role(words, role, question)

    if claim.outcome is not answer.outcome:
        return False
    if claim.depends_on is not None and claim.depends_on != frozenset(
        answer.depends_on
    ):
        return False
    points = [claim.points, _with_meant(claim.points, means)]
    return not all(_of_the_best_finding(said, answer, means) for said in points)


def is_nearly_right(
    claim: Claim, question: Question, answer: Answer, words: Vocabulary
) -> bool:
    """Tell whether a claim is right once its roles stand for whom they are kinds of.

    The executive board is a kind of committee: where the rules name the one, the
    other is no answer that is wrong for certain.
    """
    kinds = words.role_kinds
    named = {
        each
        for finding in answer.findings
        if finding.conclusion is not None
        for value in spoken(finding.conclusion).values()
        for role in _roles_of(value)
        for each in (role, meant_role(words, role, question))
    } & kinds.keys()

    def related(role: str) -> list[str]:
        mine = kinds.get(role, frozenset())
        return sorted({role} | {o for o in named if o in mine or role in kinds[o]})

    return any(
        is_right(replace(claim, points=points), question, answer, words)
        for points in _with_other_roles(claim.points, related)
    )


def _with_other_roles(
    points: Mapping[str, Any], related: Callable[[str], Iterable[str]]
) -> Iterator[dict[str, Any]]:
    """Yield points with every choice of the roles that are related to theirs."""
    named = sorted({role for value in points.values() for role in _roles_of(value)})
    for instead in itertools.product(*map(related, named)):
        yield _with_meant(points, dict(zip(named, instead, strict=True)).__getitem__)


def _roles_of(value: object) -> Iterator[str]:
    if isinstance(value, Party):
        yield from value.roles
    elif isinstance(value, tuple):
        yield from (each for each in value if isinstance(each, str))


def _with_meant(
    points: Mapping[str, Any], means: Callable[[str], str]
) -> dict[str, Any]:
    """Return points in which relative roles stand for those they mean."""
    return {
        key: replace(value, roles=_meant(value.roles, means))
        if isinstance(value, Party)
        else _meant(value, means)
        if isinstance(value, tuple)
        else value
        for key, value in points.items()
    }


def _of_the_best_finding(
    points: Mapping[str, Any], answer: Answer, means: Callable[[str], str]
) -> list[Difference]:
    """Return how the conclusion that comes nearest differs from what is expected."""
    candidates = [
        _against(points, finding.conclusion, means)
        for finding in answer.findings
        if finding.conclusion is not None
    ]
    nothing = [
        Difference(point=point, expected=wanted, actual=None)
        for point, wanted in points.items()
    ]
    return min(candidates, key=len, default=nothing)


def _against(
    points: Mapping[str, Any], conclusion: Conclusion, means: Callable[[str], str]
) -> list[Difference]:
    said = spoken(conclusion)
    found = []
    for point, wanted in points.items():
        actual = said.get(point)
        if not _agrees(wanted, actual, means):
            found.append(Difference(point=point, expected=wanted, actual=actual))
    return found


def _agrees(wanted: Any, actual: Any, means: Callable[[str], str]) -> bool:  # noqa: ANN401
    """Tell whether a point is as wanted, a relative role by name or by meaning."""
    if isinstance(wanted, Party):
        return isinstance(actual, Party) and (
            wanted.agrees_with(actual)
            or wanted.agrees_with(replace(actual, roles=_meant(actual.roles, means)))
        )
    if isinstance(wanted, tuple) and wanted and isinstance(wanted[0], tuple):
        return isinstance(actual, tuple) and _same_steps(wanted, actual)
    if isinstance(wanted, tuple) and isinstance(actual, tuple):
        return wanted in (actual, _meant(actual, means)) or _says(wanted, actual)
    return bool(wanted == actual)


def _meant(roles: tuple[Any, ...], means: Callable[[str], str]) -> tuple[Any, ...]:
    return tuple((means(r) or r) if isinstance(r, str) else r for r in roles)


def _same_steps(wanted: tuple[Any, ...], actual: tuple[Any, ...]) -> bool:
    if len(wanted) != len(actual):
        return False
    for (actor, act, result), (is_actor, is_act, is_result) in zip(
        wanted, actual, strict=True
    ):
        if not actor.agrees_with(is_actor):
            return False
        if act is not None and not _says((act,), (is_act,)):
            return False
        if result is not None and not _says((result,), (is_result,)):
            return False
    return True


def _says(wanted: tuple[Any, ...], actual: tuple[Any, ...]) -> bool:
    """Tell whether texts are as wanted, in any order.

    One wanted in Swedish alone says no more.
    """
    if not all(isinstance(text, Text) for text in (*wanted, *actual)):
        return False
    return len(wanted) == len(actual) and all(
        one.sv == other.sv and one.en in {"", other.en}
        for one, other in zip(
            sorted(wanted, key=_swedish), sorted(actual, key=_swedish), strict=True
        )
    )


def _swedish(text: Text) -> str:
    return text.sv


def spoken(conclusion: Conclusion) -> dict[str, Any]:
    """Return what a conclusion says, by the keys a scenario uses."""
    match conclusion:
        case DecisionConclusion():
            said: dict[str, Any] = {f.value: party for f, party in conclusion.functions}
            said |= {"requires": conclusion.requires, "act": conclusion.act}
        case ContactConclusion():
            said = {
                "via": conclusion.via,
                "free": conclusion.is_free,
                "strength": conclusion.strength,
                "fallback": conclusion.fallback,
            }
        case ConductConclusion():
            instead = conclusion.instead
            said = {
                "verdict": conclusion.verdict,
                "instead_via": instead.via if instead else (),
            }
        case DutyConclusion():
            said = {
                "of": conclusion.of,
                "every": conclusion.every,
                "towards": conclusion.towards,
            }
        case ProcedureConclusion():
            said = {
                "steps": tuple((s.actor, s.act, s.result) for s in conclusion.steps)
            }
        case BodyConclusion():
            said = {
                "members": conclusion.members,
                "leader": conclusion.leader,
                "place": conclusion.place,
                "meets": conclusion.meets,
            }
        case _:
            said = {}
    return said


def _nearest(scenario: Scenario, space: Space, answer: Answer) -> Miss | None:
    """Return the rule that came nearest to what the scenario expects."""
    question = scenario.question
    if scenario.expected.outcome is not Outcome.ANSWERED:
        return None
    subject = space.decider.subject(question.kind, question.slots)
    known = settled_facts(question, space)
    found = misses(space.decider, subject, answer, known, question.on)
    wanted = scenario.expected
    cited = [
        miss
        for miss in found
        if set(miss.rule.cites) & wanted.cites - set(answer.cites)
    ]
    if cited:
        return cited[0]
    roles = {
        role
        for value in wanted.points.values()
        for role in (value.roles if isinstance(value, Party) else ())
    }
    words = space.jurisdiction.vocabulary
    for role in sorted(roles):
        named = about_role(found, role, words)
        if named:
            return named[0]
    return None
