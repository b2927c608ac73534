"""Why a rule did not prevail: on which condition, and how near the rule came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.conclusions import Function, roles_of
from ..rulebook.model.conditions import Within, holds
from ..rulebook.model.rules import RuleKind, Slot

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from ..rulebook.model.conclusions import Conclusion
    from ..rulebook.model.conditions import Condition
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Vocabulary
    from .answer import Answer, Loss
    from .decider import Decider
    from .subjects import Subject


#: The points of a conclusion that give the roles named there something to do.
_ACTING = {
    *(function.value for function in Function),
    *("via", "fallback", "of", "steps", "members", "leader"),
}


@record
class UnmetCondition:
    """One condition that kept a rule from firing.

    `is_known` tells whether the circumstance had a value, and `value` which one.
    `distance` is how far beyond the limit the value lies, in the units of
    `engine.rulebook.model.values`, or None where there is no distance.
    """

    condition: Condition
    is_known: bool
    value: Value = None
    distance: int | None = None


@record
class Miss:
    """A rule that did not prevail, and everything that kept the rule from prevailing.

    `unmet` are the conditions that did not hold, `exceptions` the groups of
    conditions that stopped the rule by holding, `losses` the rules it yielded to. A
    rule that `is_filled_in` prevails, but leaves open what another one says.
    """

    rule: Rule
    is_in_force: bool = True
    unmet: tuple[UnmetCondition, ...] = ()
    exceptions: tuple[tuple[Condition, ...], ...] = ()
    losses: tuple[Loss, ...] = ()
    is_filled_in: bool = False

    @property
    def nearness(self) -> tuple[int, int, int, int, str]:
        """Sort key: the nearest miss is the least."""
        faults = len(self.unmet) + len(self.exceptions)
        unsaid = sum(not failure.is_known for failure in self.unmet)
        far = sum(failure.distance or 0 for failure in self.unmet)
        return (0 if self.is_in_force else 1, faults, unsaid, far, self.rule.id)


def misses(
    decider: Decider,
    subject: Subject,
    answer: Answer,
    known: Mapping[str, Value],
    on: dt.date,
) -> tuple[Miss, ...]:
    """Return every rule of the subject that did not prevail, the nearest first.

    `known` holds what was given and what was assumed; what the answer derived counts
    as known too.
    """
    facts = {**{name: value for name, value, _ in answer.derived}, **known}
    role_kinds = decider.jurisdiction.vocabulary.role_kinds
    losses: dict[str, list[Loss]] = {}
    for loss in answer.lost:
        losses.setdefault(loss.rule, []).append(loss)
    missed = []
    for rule in subject.rules:
        if rule.kind is RuleKind.CONSTRAINT or rule.id in answer.rules:
            continue
        if not rule.is_in_force(on):
            missed.append(Miss(rule=rule, is_in_force=False))
            continue
        plain = decider.jurisdiction.in_year(rule, on.year)
        missed.append(
            Miss(
                rule=rule,
                unmet=tuple(_unmet(plain.when, facts, role_kinds)),
                exceptions=tuple(
                    group
                    for group in plain.unless
                    if not any(True for _ in _unmet(group, facts, role_kinds))
                ),
                losses=tuple(losses.get(rule.id, ())),
            )
        )
    return tuple(sorted(missed, key=lambda miss: miss.nearness))


def _unmet(
    conditions: Iterable[Condition],
    facts: Mapping[str, Value],
    role_kinds: Mapping[str, frozenset[str]],
) -> Iterable[UnmetCondition]:
    for condition in conditions:
        if condition.circumstance not in facts:
            yield UnmetCondition(condition=condition, is_known=False)
            continue
        value = facts[condition.circumstance]
        if not holds(condition, value, role_kinds):
            distance = _distance(condition, value)
            yield UnmetCondition(
                condition=condition, is_known=True, value=value, distance=distance
            )


def _distance(condition: Condition, value: Value) -> int | None:
    if not isinstance(condition, Within) or not isinstance(value, int):
        return None
    if isinstance(condition.low, int) and value < condition.low:
        return condition.low - value
    if isinstance(condition.high, int) and value > condition.high:
        return value - condition.high
    return None


def named_roles(rule: Rule) -> frozenset[str]:
    """Return the roles that the conclusion of a rule gives something to do."""
    return _acting_roles(rule.conclusion)


def _acting_roles(conclusion: Conclusion) -> frozenset[str]:
    points = conclusion.points()
    acting = (roles_of(point.content) for point in points if point.key in _ACTING)
    return frozenset().union(*acting)


def about_role(
    missed: Iterable[Miss], role: str, words: Vocabulary
) -> tuple[Miss, ...]:
    """Return the misses whose rule names a role, or a role it is a kind of."""
    kinds = words.role_kinds[role]
    return tuple(miss for miss in missed if named_roles(miss.rule) & kinds)


def decided_by(jurisdiction: Jurisdiction, role: str, most: int = 5) -> tuple[str, ...]:
    """Return some matters that a role itself is named to decide, by id."""
    matters: set[str] = set()
    for rule in jurisdiction.rules:
        party = rule.conclusion.party(Function.DECIDES)
        if party and role in party.roles:
            matters |= rule.scope_of[Slot.MATTER]
    return tuple(sorted(matters))[:most]


def named_as(answer: Answer, role: str, words: Vocabulary) -> tuple[str, ...]:
    """Return by which names an answer names a role: its own, or what it is a kind of.

    Its own name counts alone where it is among them.
    """
    named = frozenset[str]().union(
        *(_acting_roles(f.conclusion) for f in answer.findings if f.conclusion)
    )
    return (role,) if role in named else tuple(sorted(named & words.role_kinds[role]))


def filled_in(answer: Answer, jurisdiction: Jurisdiction) -> tuple[Miss, ...]:
    """Return the rules that prevail and leave open whom another of them names."""
    named = frozenset[str]().union(
        *(_acting_roles(f.conclusion) for f in answer.findings if f.conclusion)
    )
    rules = (jurisdiction.rules_by_id[rule] for rule in answer.rules)
    return tuple(
        Miss(rule=rule, is_filled_in=True)
        for rule in rules
        if not named_roles(rule) <= named
    )
