"""What becomes of powers on the day: those that nobody has, or that two have.

Every case of every decision is asked of both editions on the first day. Powers that
had somebody and have nobody are orphaned; those that only the committee still has, of
whom it had given them to, have returned to it; those that several parts of one role
have, whom others share since, or on which the rules contradict each other, are doubled.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..answers.answer import Outcome
from ..records import record, replace
from ..rulebook.model.conclusions import DecisionConclusion, Function
from ..rulebook.model.questions import Question
from ..rulebook.model.rules import RuleKind, Slot
from ..space.boxes import boxes
from ..space.cells import UNSAID, facts, spans
from ..space.space import Space, TooManyCellsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..answers.answer import Answer
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.values import Value
    from ..space.cells import Cell, When
    from .plan import Plan

    #: What is wrong, who had the power, and who has it.
    _Key = tuple["PowerLoss", tuple[str, ...], tuple[str, ...]]

_DOING = (Function.DECIDES, Function.CARRIES_OUT, Function.SIGNS)


class PowerLoss(enum.Enum):
    """What is wrong with a power from the day."""

    ORPHANED = "orphaned"
    RETURNED = "returned"
    DOUBLED = "doubled"


@record
class LostPower:
    """A power that is orphaned, returned or doubled, in some cases of a matter.

    `before` are those who had it, `after` those who have it; `rules` gave it.
    """

    loss: PowerLoss
    matter: str
    when: When
    before: tuple[str, ...]
    after: tuple[str, ...]
    rules: tuple[str, ...]


def priced(one: Jurisdiction, year: int) -> tuple[Jurisdiction, int]:
    """Return a jurisdiction that has a prisbasbelopp for a year, and whose it is.

    Of a year that is not known yet that of the last one known counts: the amounts of
    two editions can be compared by any.
    """
    if year in one.base_amounts or not one.base_amounts:
        return one, year
    last = max(one.base_amounts)
    amounts = {**one.base_amounts, year: one.base_amounts[last]}
    return replace(one, base_amounts=amounts), last


def lost_powers(old: Jurisdiction, new: Jurisdiction, plan: Plan) -> list[LostPower]:
    """Return the powers that are orphaned, returned or doubled on the first day."""
    year = plan.day.year
    before, after = (Space(priced(each, year)[0]) for each in (old, new))
    lost: list[LostPower] = []
    for subject in before.decisions:
        candidates = before.decider.subject(subject.kind, subject.slots).rules
        touched = [rule for rule in candidates if _is_touched(rule.id, new, plan)]
        if touched:
            for _, members in subject.members:
                for matter in members:
                    lost += _lost_of(matter, before, after, plan)
    order = list(PowerLoss)
    return sorted(lost, key=lambda each: (order.index(each.loss), each.matter))


def _is_touched(rule: str, new: Jurisdiction, plan: Plan) -> bool:
    """Tell whether a rule ends with the day before."""
    own = new.rules_by_id.get(rule)
    return own is None or not own.is_in_force(plan.day)


def _lost_of(
    matter: str, before: Space, after: Space, plan: Plan
) -> Iterator[LostPower]:
    """Yield the losses of one matter, each in as few cases as tell it."""
    slots = ((Slot.MATTER, matter),)
    question = Question(RuleKind.DECISION, slots, (), plan.day)
    dimensions = before.relevant(question)
    kinds = after.jurisdiction.vocabulary.role_kinds
    found: dict[_Key, dict[Cell, bool]] = {}
    rules: dict[_Key, set[str]] = {}
    try:
        cells = list(before.cells(RuleKind.DECISION, slots, plan.day))
    except TooManyCellsError:
        return
    for cell, answer in cells:
        if UNSAID in cell:
            continue
        known = facts(dimensions, cell)
        given = tuple((n, _now(value, plan)) for n, value in known.items())
        now = after.ask(Question(RuleKind.DECISION, slots, given, plan.day))
        loss = _loss(answer, now, plan, kinds)
        if loss is not None:
            had, have = (tuple(sorted(_deciders(each))) for each in (answer, now))
            key = loss, had, have
            found.setdefault(key, {})[cell] = True
            rules.setdefault(key, set()).update(answer.rules)
    sides = [range(len(dimension.classes)) for dimension in dimensions]
    for key, own in found.items():
        for box, _ in boxes(sides, own):
            yield LostPower(
                loss=key[0],
                matter=matter,
                when=spans(dimensions, box),
                before=key[1],
                after=key[2],
                rules=tuple(sorted(rules[key])),
            )


def _heirs(roles: Iterable[str], plan: Plan) -> frozenset[str]:
    """Return what roles have become by the day; those that stay are themselves."""
    fates = plan.fates
    heirs = (fates[role].into if role in fates else (role,) for role in roles)
    return frozenset(role for own in heirs for role in own)


def _now(value: Value, plan: Plan) -> Value:
    """Return a fact as it is from the day: a committee by the name that it has then."""
    fate = plan.fates.get(str(value)) if isinstance(value, str) else None
    return fate.heir if fate and fate.heir else value


def _deciders(answer: Answer) -> frozenset[str]:
    return frozenset(
        role
        for finding in answer.findings
        if isinstance(conclusion := finding.conclusion, DecisionConclusion)
        for function, party in conclusion.functions
        if function in _DOING
        for role in party.roles
    )


def _committees(answer: Answer) -> frozenset[str]:
    return frozenset(
        grant.by
        for finding in answer.findings
        if isinstance(conclusion := finding.conclusion, DecisionConclusion)
        for grant in conclusion.grants
    )


def _loss(
    answer: Answer, now: Answer, plan: Plan, kinds: Mapping[str, frozenset[str]]
) -> PowerLoss | None:
    """Return what is wrong in a case from the day, None where nothing is.

    A role of law that what it has become is a kind of stands for that.
    """
    had, have = _deciders(answer), _deciders(now)
    if not had:
        return None
    if not have:
        return PowerLoss.ORPHANED
    if now.outcome is Outcome.CONFLICT and answer.outcome is not Outcome.CONFLICT:
        return PowerLoss.DOUBLED
    for role in had:
        fate = plan.fates.get(role)
        if fate and len(set(fate.into) & have) > 1:
            return PowerLoss.DOUBLED
    heirs = _heirs(had, plan)
    if any(not any(role in kinds.get(heir, ()) for heir in heirs) for role in have):
        return PowerLoss.DOUBLED  # the orders of two committees that become one
    others_had = had - _committees(answer)
    others_have = have - _committees(now)
    return PowerLoss.RETURNED if others_had and not others_have else None


def lost_by(losses: Iterable[LostPower], loss: PowerLoss) -> list[LostPower]:
    """Return the losses of one kind."""
    return [each for each in losses if each.loss is loss]
