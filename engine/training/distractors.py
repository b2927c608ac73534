"""Make up wrong answers from what the rules themselves name, the likeliest first.

A role stands for those near it: its superior and subordinates, roles of the same
kind, and whom the rules on neighbouring subjects name. Whether one of them happens
to be right is for the caller to find out from the answer.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ..answers.answer import Outcome
from ..answers.nearby import nearest_subjects
from ..answers.relative_roles import meant_role
from ..rulebook.model.conclusions import Function, Mode, Party, Verdict
from ..rulebook.model.names import name_key
from ..rulebook.model.questions import slot_kinds
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.sources import Frequency
from ..scenarios.cases import Claim
from ..scenarios.points import ExpectedStep, points_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..rulebook.model.questions import Question
    from ..rulebook.model.rules import Rule
    from ..scenarios.replay import Replay
    from ..space.space import Space

#: The functions people confuse, the weightiest first.
_FUNCTIONS = (
    Function.DECIDES,
    Function.CARRIES_OUT,
    Function.SIGNS,
    Function.LEADS,
    Function.RESPONSIBLE,
    Function.APPROVES,
    Function.PROPOSES,
    Function.PREPARES,
    Function.FOLLOWS_UP,
    Function.CONSULTED,
    Function.INFORMED,
)
_PARTIES = (*(function.value for function in _FUNCTIONS), "leader", "members", "place")
_OFTEN = ("every", "meets")
_FREQUENCIES = (
    Frequency(every=1, unit="year"),
    Frequency(times=2, unit="year"),
    Frequency(every=1, unit="month"),
    Frequency(every=1, unit="term"),
    Frequency(word="when_needed"),
)


def distractors(replay: Replay, space: Space) -> Iterator[Claim]:
    """Yield answers that somebody could take for the right one, the likeliest first."""
    question, answer = replay.scenario.question, replay.answer
    near = _Neighbours(question, space)
    if answer.outcome in {Outcome.DEPENDS, Outcome.CONFLICT}:
        for finding in answer.findings:
            if finding.conclusion is not None:
                yield from _whole(points_of(finding.conclusion))
        return
    points = replay.scenario.expected.points
    if answer.outcome is Outcome.NO_RULE:
        yield from _instead_of_none(question.kind, near)
    elif question.kind is RuleKind.CONTACT:
        yield from _ways(points, near)
    elif question.kind is RuleKind.CONDUCT:
        yield from _verdicts(points)
    else:
        yield from _parties(points, near)
        yield from _frequencies(points)
        yield from _orders(points)


def _answered(points: dict[str, Any]) -> Claim:
    return Claim(outcome=Outcome.ANSWERED, points=points)


def _whole(said: dict[str, Any]) -> Iterator[Claim]:
    """Yield what one side, or one row, of an answer says."""
    named = {
        key: value
        for key, value in said.items()
        if value and key not in {"requires", "act", "of", "steps"}
    }
    if named:
        yield _answered(named)


def _ways(points: Mapping[str, Any], near: _Neighbours) -> Iterator[Claim]:
    """Yield other ways for a contact: direct, turned round, over somebody else."""
    via = points.get("via", ())
    strength = {k: v for k, v in points.items() if k == "strength"}
    if via:
        yield _answered({"free": True})
        if len(via) > 1:
            yield _answered({"via": via[::-1], **strength})
            yield _answered({"via": via[-1:], **strength})
    for role in near.roles(via, near.ends):
        yield _answered({"via": (role,), **strength})


def _verdicts(points: Mapping[str, Any]) -> Iterator[Claim]:
    """Yield the other verdicts; what is required is seldom taken for permitted."""
    verdicts = {points.get("verdict"), Verdict.FORBIDDEN, Verdict.PERMITTED}
    for verdict in Verdict:
        if verdict in verdicts:
            yield _answered({"verdict": verdict})
    yield Claim(outcome=Outcome.NO_RULE, points={})


def _parties(points: Mapping[str, Any], near: _Neighbours) -> Iterator[Claim]:
    """Yield the weightiest function with somebody else in it."""
    key = next((key for key in _PARTIES if isinstance(points.get(key), Party)), None)
    key = key or next((k for k, v in points.items() if isinstance(v, Party)), None)
    if key is None:
        return
    party: Party = points[key]
    if party.mode is Mode.TOGETHER:
        yield _answered({key: Party(mode=Mode.ONE, roles=party.roles[:1])})
    for role in near.roles(party.roles, ()):
        yield _answered({key: Party(mode=Mode.ONE, roles=(role,))})


def _frequencies(points: Mapping[str, Any]) -> Iterator[Claim]:
    if any(isinstance(value, Party) for value in points.values()):
        return
    for key in _OFTEN:
        if key in points:
            for often in _FREQUENCIES:
                yield _answered({key: often})


def _orders(points: Mapping[str, Any]) -> Iterator[Claim]:
    """Yield the steps of a procedure by the same people in another order."""
    actors = [
        ExpectedStep(step.actor, act=None, result=None)
        for step in points.get("steps", ())
    ]
    for at in range(len(actors) - 1):
        swapped = list(actors)
        swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
        yield _answered({"steps": tuple(swapped)})
    if len(actors) > 2:  # noqa: PLR2004 - of two steps one is no procedure
        yield _answered({"steps": tuple(actors[:-1])})
        yield _answered({"steps": tuple(actors[1:])})


def _instead_of_none(kind: RuleKind, near: _Neighbours) -> Iterator[Claim]:
    """Yield what the rules say on the nearest subjects, and what people expect."""
    if kind is RuleKind.CONDUCT:
        yield _answered({"verdict": Verdict.FORBIDDEN})
        yield _answered({"verdict": Verdict.PERMITTED})
    if kind is RuleKind.CONTACT:
        yield _answered({"free": True})
        for role in near.roles((), near.ends):
            yield _answered({"via": (role,)})
    if kind is RuleKind.DUTY:
        yield _answered({"every": Frequency(every=1, unit="year")})
        yield _answered({"every": Frequency(word="when_needed")})
    key = {RuleKind.DECISION: "decides", RuleKind.BODY: "leader"}.get(kind, "")
    for role in near.roles((), ()) if key else ():
        yield _answered({key: Party(mode=Mode.ONE, roles=(role,))})


class _Neighbours:
    """The roles near those of an answer, and whom neighbouring rules name."""

    def __init__(self, question: Question, space: Space) -> None:
        """Take what was asked, and whose rules count."""
        self._words = space.jurisdiction.vocabulary
        self._question = question
        slots = question.slot_of
        #: The roles at the ends of a contact, or who acts.
        self.ends = tuple(
            slots[slot] for slot in (Slot.TO, Slot.FROM, Slot.ACTOR) if slot in slots
        )
        self._named = tuple(dict.fromkeys(self._by_the_rules(space)))
        counts = Counter(
            (rule.kind is not question.kind, role)
            for rule in space.jurisdiction.rules
            for role in _roles_in(rule)
        )
        ranked = sorted(counts, key=lambda each: (each[0], -counts[each], each[1]))
        #: Whom rules of this kind name, the most often named first; then the others.
        self._much_named = [role for _, role in ranked]

    def roles(self, right: tuple[str, ...], ends: tuple[str, ...]) -> Iterator[str]:
        """Yield roles near the right ones, none of them a kind of another's kind.

        Args:
            right: the roles of the answer.
            ends: roles whose superiors count as near, too.
        """
        taken = {*right, *self.ends}
        taken |= {meant_role(self._words, role, self._question) for role in right}
        taken.discard("")
        labels: set[str] = set()
        superiors = [self._superior(role) for role in (*right, *ends)]
        above = [self._superior(role) for role in superiors if role]
        near = (*superiors, *self._named, *above)
        for role in (*near, *self._much_named, *self._alike(right)):
            if (
                not role
                or self._words.roles[role].resolves
                or self._is_near(role, taken)
            ):
                continue
            label = name_key(self._words.roles[role].label.sv)
            if label not in labels:
                labels.add(label)
                yield role

    def _superior(self, role: str) -> str:
        return self._words.roles[role].reports_to if role else ""

    def _is_near(self, role: str, taken: Iterable[str]) -> bool:
        """Tell whether a role is one of those taken, a kind of one, or above one."""
        kinds = self._words.role_kinds
        return any(
            other in kinds[role] or role in kinds.get(other, frozenset())
            for other in taken
        )

    def _alike(self, right: Iterable[str]) -> Iterator[str]:
        """Yield the roles that share a kind with a right one."""
        kinds = {kind for role in right for kind in self._words.roles[role].kinds}
        for id_ in sorted(self._words.roles):
            if kinds.intersection(self._words.roles[id_].kinds):
                yield id_

    def _by_the_rules(self, space: Space) -> Iterator[str]:
        """Yield whom the rules on the nearest subjects name."""
        question, jurisdiction = self._question, space.jurisdiction
        kinds = slot_kinds(self._words, question.kind, question.slot_of)
        for slots in nearest_subjects(jurisdiction, question.kind, kinds):
            for rule in space.decider.subject(question.kind, slots).rules:
                yield from _roles_in(rule)


def _roles_in(rule: Rule) -> Iterator[str]:
    """Yield whom a rule names in what it concludes, in the order of weight."""
    said = points_of(rule.conclusion)
    for key in ("via", *_PARTIES):
        value = said.get(key)
        if isinstance(value, Party):
            yield from value.roles
        elif isinstance(value, tuple):
            yield from value
