"""The powers of a role: every function it has in any decision, and on what conditions.

Powers are read from the answers of all cells, so a rule counts only where it prevails.
A role also has the powers of the roles that it is a kind of.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..answers.answer import Limits, Outcome
from ..records import record
from ..rulebook.model.conclusions import (
    DecisionAct,
    DecisionConclusion,
    DutyConclusion,
    Function,
    Mode,
    Party,
)
from ..rulebook.model.problems import EngineError
from ..rulebook.model.questions import Question
from ..rulebook.model.rules import RuleKind, Slot
from .boxes import boxes
from .cells import spans
from .space import refuse_too_many_cells

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ..answers.answer import Answer, Finding
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.vocabulary import Vocabulary
    from .cells import Cell, When
    from .space import Space
    from .subject_classes import SubjectClass

    #: What a role holds in each of some matters, or why that cannot be told.
    _Held = list[list[tuple["_Holding", When]]] | EngineError

#: In so many matters what a role holds is looked for at once by one process.
_SUBJECTS_A_PART = 100


@record
class Power:
    """A function that a role has in some matters, and when.

    `role` is the name by which the rules give the function: that of the role, of a
    role it is a kind of, or of a relative role that can mean it. `party` is everybody
    who has the function there, the role among them; in a conflict (`is_disputed`)
    other rules name somebody else.
    """

    function: Function
    matters: tuple[str, ...]
    role: str
    party: Party
    when: When
    rules: tuple[str, ...]
    act: DecisionAct | None = None
    is_disputed: bool = False


@record
class Obligation:
    """A duty of a role, by the name that the rule gives the role, and when it holds."""

    role: str
    rule: str
    conclusion: DutyConclusion
    when: When


@record(kw_only=False)
class _Holding:
    """A function that a role holds in some cells of one matter.

    The fields are those of `Power`.
    """

    function: Function
    role: str
    party: Party
    rules: tuple[str, ...]
    act: DecisionAct | None
    is_disputed: bool


def powers(space: Space, role: str, on: dt.date, workers: int = 1) -> tuple[Power, ...]:
    """Return every function a role has in decisions on a day, its own ones first.

    Args:
        space: the rules that count.
        role: the role.
        on: the day.
        workers: how many processes to use; with more than one nothing may have been
            asked of any space before.

    Raises:
        EngineError: some matter cannot be walked.
    """
    jurisdiction = space.jurisdiction
    names = names_of_role(jurisdiction.vocabulary, role)
    matters: dict[tuple[_Holding, When], list[str]] = {}
    naming = {
        rule.id
        for rule in jurisdiction.rules
        if rule.kind is RuleKind.DECISION and _names(rule, names)
    }
    subjects = [
        subject
        for subject in space.decisions
        if not naming.isdisjoint(
            space.decider.subject(subject.kind, subject.slots).rule_ids
        )
    ]
    cells = (space.cell_count(s.kind, s.slots, on) for s in subjects)
    refuse_too_many_cells(cells, len(jurisdiction.rules))

    def held(part: Sequence[SubjectClass]) -> _Held:
        try:
            return [[*_holdings(space, s.slots, (names, naming), on)] for s in part]
        except EngineError as error:
            return error

    for part, holdings in _in_parts(held, subjects, workers):
        if isinstance(holdings, EngineError):
            raise holdings
        for subject, own in zip(part, holdings, strict=True):
            matter = dict(subject.slots)[Slot.MATTER]
            for each in own:
                matters.setdefault(each, []).append(matter)
    functions = list(Function)
    nearness = {name: number for number, name in enumerate(names)}
    listed = [
        Power(
            function=holding.function,
            matters=tuple(ids),
            role=holding.role,
            party=holding.party,
            when=(*when, *names[holding.role]),
            rules=holding.rules,
            act=holding.act,
            is_disputed=holding.is_disputed,
        )
        for (holding, when), ids in matters.items()
    ]
    return tuple(
        sorted(
            listed,
            key=lambda p: (
                nearness[p.role],
                functions.index(p.function),
                p.matters,
                _lowest(p.when),
            ),
        )
    )


def _in_parts(
    held: Callable[[Sequence[SubjectClass]], _Held],
    subjects: Sequence[SubjectClass],
    workers: int,
) -> Iterator[tuple[Sequence[SubjectClass], _Held]]:
    """Yield subjects with what is held in them, looked for by several processes."""
    starts = range(0, len(subjects), _SUBJECTS_A_PART)
    parts = [subjects[start : start + _SUBJECTS_A_PART] for start in starts]
    if workers == 1 or len(parts) == 1:
        yield from zip(parts, map(held, parts), strict=True)
        return
    from ..crew import in_order  # noqa: PLC0415 - a short page needs no company

    yield from zip(parts, in_order(held, parts, workers), strict=True)


def _lowest(when: When) -> list[tuple[str, float]]:
    """Return where the amounts, dates and numbers of some circumstances begin."""
    return [
        (name, -math.inf if span[0].low is None else span[0].low)
        for name, span in when
        if isinstance(span[0], Limits)
    ]


def names_of_role(words: Vocabulary, role: str) -> Mapping[str, When]:
    """Return the names by which rules can give powers to a role, nearest first.

    These are the id of the role and the ids of what it is a kind of, each without a
    condition, and those of relative roles, each with the values of the circumstance
    for which it means one of the former.
    """
    kinds = words.role_kinds[role]
    names: dict[str, When] = {role: ()}
    waiting = [role]
    while waiting:
        for kind in words.roles[waiting.pop(0)].kinds:
            if kind not in names:
                names[kind] = ()
                waiting.append(kind)
    for relative in words.roles.values():
        if relative.resolves is None or relative.id in names:
            continue
        values = [v for v, meant in relative.resolves.by_value if meant in kinds]
        if values:
            names[relative.id] = ((relative.resolves.circumstance, tuple(values)),)
    return names


def _names(rule: Rule, names: Mapping[str, When]) -> bool:
    return not rule.conclusion.roles().isdisjoint(names)


def _holdings(
    space: Space,
    slots: tuple[tuple[Slot, str], ...],
    named: tuple[Mapping[str, When], AbstractSet[str]],
    on: dt.date,
) -> Iterator[tuple[_Holding, When]]:
    """Yield what a role holds in a matter, each with the circumstances in which.

    Args:
        space: the rules that count.
        slots: the matter.
        named: the names of the role, and the rules that name one of them; only where
            one of these rules holds can the role hold anything.
        on: the day.
    """
    question = Question(RuleKind.DECISION, slots, (), on)
    dimensions = space.relevant(question)
    names, naming = named
    by_id = space.jurisdiction.rules_by_id
    cells: dict[_Holding, dict[Cell, bool]] = {}
    for cell, answer in space.stated_cells(RuleKind.DECISION, slots, on, naming):
        for holding in _holdings_in(answer, by_id, names):
            cells.setdefault(holding, {})[cell] = True
    sides = [range(len(dimension.classes)) for dimension in dimensions]
    for holding, own in cells.items():
        for box, _ in boxes(sides, own):
            yield holding, spans(dimensions, box)


def _holdings_in(
    answer: Answer, rules: Mapping[str, Rule], names: Mapping[str, When]
) -> Iterator[_Holding]:
    """Yield what an answer gives to any of the names."""
    for finding in answer.findings:
        if not isinstance(finding.conclusion, DecisionConclusion):
            continue
        for function, party in finding.conclusion.functions:
            for role in party.roles:
                if role not in names:
                    continue
                # in a plain list each stands for itself
                alone = Party(mode=Mode.ONE, roles=(role,))
                act = finding.conclusion.act
                yield _Holding(
                    function=function,
                    role=role,
                    party=alone if party.mode is Mode.ALL else party,
                    rules=tuple(
                        id_
                        for id_ in finding.rules
                        if gives(rules[id_], function, role)
                    ),
                    act=act if function is Function.DECIDES else None,
                    is_disputed=answer.outcome is Outcome.CONFLICT,
                )


def gives(rule: Rule, function: Function, role: str) -> bool:
    """Tell whether a role has a function by a rule.

    By a grant the superiors of a delegate decide too, and the committee itself.
    """
    conclusion = rule.conclusion
    party = conclusion.party(function)
    grant = conclusion.grant if function is Function.DECIDES else None
    others = (grant.by, *grant.superiors) if grant else ()
    return role in others or (party is not None and role in party.roles)


# duties -----------------------------------------------------------------------------


def obligations(space: Space, role: str, on: dt.date) -> tuple[Obligation, ...]:
    """Return the duties of a role on a day, in every circumstance, its own first.

    Each thing to do is asked about alone: what one duty depends on says nothing of
    another.
    """
    of = ((Slot.OF, role),)
    candidates = space.decider.subject(RuleKind.DUTY, of)
    acts = {act for rule in candidates.rules for act in rule.scope_of[Slot.TO]}
    names = list(names_of_role(space.jurisdiction.vocabulary, role))
    duties = {
        (duty.rule, duty.when): duty
        for act in sorted(acts)
        for duty in _obligations(
            space.ask(Question(RuleKind.DUTY, (*of, (Slot.TO, act)), (), on)).findings,
            names,
        )
    }
    return tuple(
        sorted(
            duties.values(),
            key=lambda duty: (names.index(duty.role), duty.rule, _lowest(duty.when)),
        )
    )


def _obligations(
    findings: Iterable[Finding], names: Sequence[str]
) -> Iterator[Obligation]:
    for finding in findings:
        conclusion = finding.conclusion
        if isinstance(conclusion, DutyConclusion):
            yield Obligation(
                role=next(name for name in names if name in conclusion.of.roles),
                rule=finding.rules[0],
                conclusion=conclusion,
                when=finding.when,
            )
