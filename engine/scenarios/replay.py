"""Replay scenarios: ask each question, compare the answer and its passages."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..answers.answer import NoteKind, Outcome
from ..answers.reasons import Miss, misses
from ..answers.relative_roles import meant_role
from ..records import record
from ..rulebook.model.rules import Slot
from ..space.particulars import notes_beside, particular_answer, settled_facts
from ..space.post_powers import deciding_posts
from ..space.staffing import Staffing
from .points import agree, points_of, roles_in, with_roles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..answers.answer import Answer
    from ..rulebook.model.questions import Question
    from ..rulebook.model.vocabulary import Vocabulary
    from ..space.space import Space
    from .cases import Claim, Scenario


@record
class Deviation:
    """One point on which the answer is not what the scenario expects."""

    point: str
    expected: Any
    actual: Any


@record
class Replay:
    """A scenario with the answer it got; no deviations mean it passed.

    `nearest` is the rule that would have given what was expected and missed by
    least, where there is one. `unread` are the circumstances that the scenario gives,
    that no rule on its question reads, and of which it does not say that it knows so.
    """

    scenario: Scenario
    answer: Answer
    deviations: tuple[Deviation, ...]
    nearest: Miss | None = None
    unread: tuple[str, ...] = ()

    @property
    def is_passed(self) -> bool:
        """Tell whether the answer is what the scenario expects."""
        return not self.deviations


def replay_scenario(scenario: Scenario, space: Space) -> Replay:
    """Return how the rules answer a scenario."""
    answer = particular_answer(scenario.question, space)
    words = space.jurisdiction.vocabulary
    beside = notes_beside(scenario.question, answer, space)
    whole = replace(answer, notes=(*answer.notes, *beside))
    unread = [note for note in beside if note.kind is NoteKind.UNREAD]
    missed = (*deviations(scenario, whole, words), *_of_posts(scenario, answer, space))
    nearest = _nearest(scenario, space, answer, missed) if missed else None
    is_known = NoteKind.UNREAD in scenario.expected.notes
    return Replay(
        scenario=scenario,
        answer=answer,
        deviations=missed,
        nearest=nearest,
        unread=() if is_known else tuple(note.circumstance for note in unread),
    )


def deviations(
    scenario: Scenario, answer: Answer, words: Vocabulary
) -> list[Deviation]:
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
    beside = [
        Deviation(point=point, expected=wanted, actual=actual)
        for point, wanted, actual in compared
        if wanted != actual
    ]
    return [*beside, *_of_the_best_finding(expected.points, answer, means)]


def _of_posts(scenario: Scenario, answer: Answer, space: Space) -> Iterator[Deviation]:
    """Yield that other posts decide on the day than a scenario expects."""
    expected = scenario.expected.posts
    if expected is None:
        return
    question = scenario.question
    matter = question.slot_of.get(Slot.MATTER, "")
    jurisdiction = space.jurisdiction
    staffing = Staffing(jurisdiction.posts, jurisdiction.vocabulary, question.on)
    found = deciding_posts(space, matter, answer, staffing)
    if expected != found:
        wanted, actual = tuple(sorted(expected)), tuple(sorted(found))
        yield Deviation(point="posts", expected=wanted, actual=actual)


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
    points = [claim.points, with_roles(claim.points, means)]
    return any(not _of_the_best_finding(each, answer, means) for each in points)


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
        for content in points_of(finding.conclusion).values()
        for role in roles_in(content)
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
    named = sorted({role for content in points.values() for role in roles_in(content)})
    for instead in itertools.product(*map(related, named)):
        yield with_roles(points, dict(zip(named, instead, strict=True)).__getitem__)


def _of_the_best_finding(
    points: Mapping[str, Any], answer: Answer, means: Callable[[str], str]
) -> list[Deviation]:
    """Return how the conclusion that comes nearest deviates from what is expected."""
    candidates = [
        _against(points, points_of(finding.conclusion), means)
        for finding in answer.findings
        if finding.conclusion is not None
    ]
    return min(candidates, key=len, default=_against(points, {}, means))


def _against(
    points: Mapping[str, Any], actual: Mapping[str, Any], means: Callable[[str], str]
) -> list[Deviation]:
    return [
        Deviation(point=key, expected=wanted, actual=actual.get(key))
        for key, wanted in points.items()
        if key not in actual or not agree(wanted, actual[key], means)
    ]


def _nearest(
    scenario: Scenario, space: Space, answer: Answer, missing: Iterable[Deviation]
) -> Miss | None:
    """Return the rule that missed by least of those that give what is missing.

    Where a conclusion is not as expected, only a rule that concludes on that point
    what was expected, or names the same role there, can be meant; else one that rests
    on an expected passage.
    """
    question = scenario.question
    if scenario.expected.outcome is not Outcome.ANSWERED:
        return None
    subject = space.decider.subject(question.kind, question.slots)
    known = settled_facts(question, space)
    missed = misses(space.decider, subject, answer, known, question.on)
    wanted = scenario.expected
    words = space.jurisdiction.vocabulary
    points = [d for d in missing if d.point in wanted.points]
    cites = wanted.cites - set(answer.cites)
    giving = [
        miss
        for miss in missed
        if not points or any(_gives(miss, point, words, question) for point in points)
    ]
    resting = [miss for miss in giving if cites.intersection(miss.rule.cites)]
    near = resting or (giving if points else [])
    return near[0] if near else None


def _gives(
    miss: Miss, missing: Deviation, words: Vocabulary, question: Question
) -> bool:
    """Tell whether a rule concludes on a point what was expected, or for whom."""
    content = points_of(miss.rule.conclusion).get(missing.point)
    named = set(roles_in(content))
    named |= {meant_role(words, role, question) for role in named}
    if named:
        kinds = (words.role_kinds[role] for role in roles_in(missing.expected))
        return any(own & named for own in kinds)
    return content is not None and agree(missing.expected, content, lambda _: "")
