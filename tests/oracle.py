"""Read rules the slow and obvious way, to check the engine against.

Written from `docs/language.md` and the design alone: nothing here is shared with
`engine.inference`, `engine.answers.precedence`, `settling`, `narrowing` or
`engine.space`.
"""

import datetime as dt
import itertools

from engine.rulebook.conditions import IsRole, Multiple, OneOf, Over, Present, Under
from engine.rulebook.rules import DecisionAct, Function, Mode, RuleKind, Slot
from engine.rulebook.sources import Status
from engine.rulebook.values import ValueKind

UNSAID = object()
RANKS = "law council board director administration guideline agreement guidance".split()
EXCLUSIVE = {
    Function.DECIDES,
    Function.APPROVES,
    Function.CARRIES_OUT,
    Function.LEADS,
}


class Oracle:
    """Reads the rules of one jurisdiction on one day."""

    def __init__(self, jurisdiction, on):
        self.words = jurisdiction.vocabulary
        self.year = on.year
        self.amounts = jurisdiction.base_amounts
        self.rules = [rule for rule in jurisdiction.rules if is_in_force(rule, on)]

    # words -------------------------------------------------------------------------

    def is_role(self, role, other):
        above = self.words.roles[role].kinds
        return role == other or any(self.is_role(kind, other) for kind in above)

    def is_kind(self, kind, slot, id_, other):
        """Tell whether what stands in a slot is `other` or lies under it."""
        if slot in {Slot.MATTER, Slot.ABOUT}:
            tree = self.words.matters
        elif slot is Slot.DOES or (slot is Slot.TO and kind is RuleKind.DUTY):
            tree = self.words.acts
        else:
            return self.is_role(id_, other)
        while id_ and id_ != other:
            id_ = tree[id_].under
        return id_ == other

    # conditions --------------------------------------------------------------------

    def limit(self, bound):
        if not isinstance(bound, Multiple):
            return bound
        ore = int(bound.times * self.amounts[self.year].kronor * 100)
        return ore + isinstance(bound, Over) - isinstance(bound, Under)

    def holds(self, condition, value):
        if value is UNSAID:
            return False
        if isinstance(condition, Present):
            return (value is not None) == condition.is_present
        if value is None:
            return False
        if isinstance(condition, OneOf):
            return (value in condition.values) != condition.negated
        if isinstance(condition, IsRole):
            among = any(self.is_role(value, role) for role in condition.roles)
            return among != condition.negated
        low, high = self.limit(condition.low), self.limit(condition.high)
        return (low is None or low <= value) and (high is None or value <= high)

    def all_hold(self, group, facts):
        """Tell whether every condition holds for some value of its circumstance."""
        return all(
            any(self.holds(c, value) for value in facts.get(c.circumstance, [UNSAID]))
            for c in group
        )

    # inference ---------------------------------------------------------------------

    def covers(self, rule, slots):
        """Tell whether a rule speaks of what is asked about."""
        for slot, ids in rule.scope:
            if slot not in slots:
                if rule.kind is RuleKind.DUTY:
                    continue
                return False
            if not any(self.is_kind(rule.kind, slot, slots[slot], id_) for id_ in ids):
                return False
        return True

    def fires(self, rule, facts):
        return self.all_hold(rule.when, facts) and not any(
            self.all_hold(group, facts) for group in rule.unless
        )

    def follows(self, kinds, slots, given):
        """Return the ids of the rules that fire, and the values that are derived."""
        facts = {name: {value} for name, value in given.items()}
        fired = []
        waiting = [r for r in self.rules if r.kind is RuleKind.CLASSIFICATION]
        while waiting:
            for rule in waiting:
                unsettled = {
                    name
                    for other in waiting
                    for name, _ in other.conclusion.derives
                    if name not in given
                }
                if not names_in(rule) & unsettled:
                    break
            # all that derive the same are read together: some yield to others
            target = rule.conclusion.derives[0][0]
            names = {target}
            together = [r for r in waiting if names & {n for n, _ in r.conclusion.derives}]
            together = [r for r in together if not names_in(r) & unsettled - names]
            waiting = [r for r in waiting if r not in together]
            fired += [r for r in together if self.fires(r, facts)]
            for name in {n for r in together for n, _ in r.conclusion.derives} - set(given):
                facts[name] = derived_values(fired, name)
        facts = {name: found for name, found in facts.items() if found}
        fired += [
            rule
            for rule in self.rules
            if rule.kind in kinds and self.covers(rule, slots) and self.fires(rule, facts)
        ]
        derived = {
            (name, value) for name in set(facts) - set(given) for value in facts[name]
        }
        return {rule.id for rule in fired}, derived
