"""Read rules the slow and obvious way, to check the engine against.

Written from `docs/language.md` and the design alone: nothing here is shared with
`engine.inference`, `engine.answers.precedence`, `settling`, `narrowing` or
`engine.space`.
"""

import itertools
from dataclasses import dataclass, field

from engine.rulebook.conditions import IsRole, Multiple, OneOf, Over, Present, Under
from engine.rulebook.rules import DecisionAct, Function, Mode, RuleKind, Slot
from engine.rulebook.sources import Status
from engine.rulebook.values import ValueKind

UNSAID = object()
RANKS = "law council board director administration guideline agreement guidance".split()
EXCLUSIVE = [
    Function.DECIDES,
    Function.APPROVES,
    Function.CARRIES_OUT,
    Function.LEADS,
]


class Oracle:
    """Reads the rules of one jurisdiction for one question.

    `slots` says what is asked about, by id; `given` what is known.
    """

    def __init__(self, jurisdiction, kind, slots, given, on):
        self.words = jurisdiction.vocabulary
        self.kronor = jurisdiction.base_amounts[on.year].kronor
        self.kind, self.slots, self.given = kind, slots, given
        in_force = [rule for rule in jurisdiction.rules if is_in_force(rule, on)]
        self.rules = sorted(in_force, key=lambda rule: rule.id)
        self.derived = {}

    # inference ---------------------------------------------------------------------

    def fired(self):
        """Return every rule whose scope, conditions and exceptions let it fire."""
        return [
            rule
            for rule in self.rules
            if (rule.kind is RuleKind.CLASSIFICATION or self.covers(rule))
            and self.fires(rule)
        ]

    def covers(self, rule):
        for slot, ids in rule.scope:
            if slot not in self.slots:
                if rule.kind is RuleKind.DUTY:  # an open slot asks for every duty
                    continue
                return False
            if not any(self.is_kind(slot, self.slots[slot], id_) for id_ in ids):
                return False
        return True

    def fires(self, rule):
        return self.all_hold(rule.when) and not any(map(self.all_hold, rule.unless))

    def all_hold(self, group):
        return all(
            any(self.holds(condition, value) for value in self.values(name))
            for condition in group
            for name in [condition.circumstance]
        )

    def values(self, name):
        """Return what is said of a circumstance, else what is derived of it."""
        if name in self.given:
            return {self.given[name]}
        if name not in self.derived:
            claims = [
                (rule, value)
                for rule in self.rules
                if rule.kind is RuleKind.CLASSIFICATION
                for target, value in rule.conclusion.derives
                if target == name and self.fires(rule)
            ]
            self.derived[name] = {
                value
                for rule, value in claims
                if not any(
                    yields(rule, other, differ=value != otherwise)
                    for other, otherwise in claims
                )
            }
        return self.derived[name] or {UNSAID}

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

    def limit(self, bound):
        """Return a limit in öre; `over` and `under` are one öre away."""
        if not isinstance(bound, Multiple):
            return bound
        ore = int(bound.times * self.kronor * 100)
        return ore + isinstance(bound, Over) - isinstance(bound, Under)

    def is_role(self, role, other):
        above = self.words.roles[role].kinds
        return role == other or any(self.is_role(kind, other) for kind in above)

    def is_kind(self, slot, id_, other):
        """Tell whether what stands in a slot is `other` or a kind of it."""
        if slot in {Slot.MATTER, Slot.ABOUT}:
            tree = self.words.matters
        elif slot is Slot.DOES or (slot is Slot.TO and self.kind is RuleKind.DUTY):
            tree = self.words.acts
        else:
            return self.is_role(id_, other)
        while id_ and id_ != other:
            id_ = tree[id_].under
        return id_ == other

    # which rule prevails -----------------------------------------------------------

    def verdict(self):
        """Return what prevails: for each point the sides left, more than one a conflict."""
        fired = [r for r in self.fired() if r.kind is not RuleKind.CLASSIFICATION]
        claimants = [r for r in fired if r.kind is self.kind]
        self.constraints = [r for r in fired if r.kind is RuleKind.CONSTRAINT]
        self.constraints = [
            rule
            for rule in self.constraints
            if not any(
                rule.id in other.overrides and height(other) <= height(rule)
                for other in self.constraints
            )
        ]
        found = Verdict()
        POINTS[self.kind](self, claimants, found)
        asked = self.names_needed([*claimants, *self.constraints, *self.unfired()])
        found.is_split = any(len(self.values(name)) > 1 for name in asked)
        return found

    def unfired(self):
        """Return the other rules about the same thing: they too ask about facts."""
        kinds = {self.kind}
        if self.kind is RuleKind.DECISION:
            kinds.add(RuleKind.CONSTRAINT)
        return [
            rule
            for rule in self.rules
            if rule.kind in kinds and self.covers(rule) and self.has_tag(rule)
        ]

    def names_needed(self, rules):
        """Return the circumstances that rules depend on, all the way."""
        needed, waiting = set(), list(rules)
        while waiting:
            rule = waiting.pop()
            for group in (rule.when, *rule.unless):
                for condition in group:
                    if condition.circumstance in needed:
                        continue
                    needed.add(condition.circumstance)
                    waiting += [
                        other
                        for other in self.rules
                        if other.kind is RuleKind.CLASSIFICATION
                        and condition.circumstance in dict(other.conclusion.derives)
                    ]
        return needed - set(self.given)

    def has_tag(self, rule):
        if rule.kind is not RuleKind.CONSTRAINT or not rule.conclusion.tag:
            return True
        matter = self.words.matters[self.slots[Slot.MATTER]]
        while rule.conclusion.tag not in matter.tags:
            if not matter.under:
                return False
            matter = self.words.matters[matter.under]
        return True

    def settle(self, claims, agree, found, point):
        """Let the steps of the design remove claims; keep the sides that are left."""
        left = list(claims)
        if point is Function.DECIDES:
            left = [c for c in left if not any(self.bans(b, c[0]) for b in self.constraints)]
        for step in (
            lambda a, b, differ: differ and a.is_mandatory and binds(a, b),
            lambda a, b, differ: differ and is_proposed(b) and not is_proposed(a),
            lambda a, b, differ: b.id in a.overrides,
            lambda a, b, differ: differ and self.is_narrower(a, b),
        ):
            left = [
                (rule, said)
                for rule, said in left
                if not any(
                    step(other, rule, not agree(said, otherwise))
                    for other, otherwise in left
                )
            ]
        found.lost |= {(r.id, point) for r, _ in claims} - {(r.id, point) for r, _ in left}
        for rule, said in left:
            for side in found.sides.setdefault(point, []):
                if agree(side[0][1], said):
                    side.append((rule, said))
                    break
            else:
                found.sides[point].append([(rule, said)])

    def bans(self, constraint, rule):
        ban, said = constraint.conclusion, rule.conclusion
        act = said.act or DecisionAct.DECISION
        acts = [ban.act] if ban.act else [DecisionAct.DECISION, DecisionAct.DELEGATED_DECISION]
        roles = next(p.roles for f, p in said.functions if f is Function.DECIDES)
        return (
            self.has_tag(constraint)
            and binds(constraint, rule)
            and act in acts
            and any(
                any(self.is_role(role, never) for never in ban.never)
                or (
                    ban.only is not None
                    and not any(self.is_role(role, only) for only in ban.only)
                )
                for role in roles
            )
        )

    def is_narrower(self, one, other):
        """Tell whether one rule holds in strictly fewer cases: by trying all cases."""
        mine, theirs = self.cases(one, other), self.cases(other, one)
        scopes = self.spoken_of(one), self.spoken_of(other)
        inside = all(a <= b for a, b in zip(*scopes, strict=True)) and mine <= theirs
        return inside and (scopes[0] != scopes[1] or mine != theirs)

    def cases(self, rule, beside):
        """Return the cases in which a rule holds, among all that the two tell apart."""
        conditions = [
            c for r in (rule, beside) for group in (r.when, *r.unless) for c in group
        ]
        names = sorted({c.circumstance for c in conditions})
        # one value of each sort: what no condition tells apart counts once
        sorts = [
            {
                tuple(self.holds(c, v) for c in conditions if c.circumstance == name): v
                for v in self.universe(name, conditions)
            }
            for name in names
        ]
        found = set()
        for case in itertools.product(*(sort.items() for sort in sorts)):
            facts = {n: v for n, (_, v) in zip(names, case, strict=True)}
            if self.would_fire(rule, facts):
                found.add(tuple(sort for sort, _ in case))
        return found

    def would_fire(self, rule, facts):
        def all_hold(group):
            return all(self.holds(c, facts[c.circumstance]) for c in group)

        return all_hold(rule.when) and not any(map(all_hold, rule.unless))

    def universe(self, name, conditions):
        circumstance = self.words.circumstances[name]
        if circumstance.kind is ValueKind.BOOL:
            return [0, 1, None, UNSAID]
        if circumstance.kind is ValueKind.ENUM:
            return [*dict(circumstance.values), None, UNSAID]
        if circumstance.kind is ValueKind.ROLE:
            return [*self.words.roles, None, UNSAID]
        limits = [
            self.limit(bound)
            for condition in conditions
            if condition.circumstance == name and not isinstance(condition, Present)
            for bound in (condition.low, condition.high)
        ]
        steps = [n + step for n in limits if n is not None for step in (-1, 0, 1)]
        return [0, *steps, None, UNSAID]

    def spoken_of(self, rule):
        """Return for each slot everything that what a rule says here is said of."""
        scope, found = dict(rule.scope), []
        for slot in Slot:
            ids = scope.get(slot)
            if slot in {Slot.MATTER, Slot.ABOUT}:
                every = self.words.matters
            elif slot is Slot.DOES:
                every = self.words.acts
            else:
                every = self.words.roles
            if ids is None:
                found.append({*every, "and whatever else"})
                continue
            asked = self.slots.get(slot)
            bearing = [id_ for id_ in ids if asked and self.is_kind(slot, asked, id_)]
            found.append(
                {e for e in every for id_ in bearing if self.is_kind(slot, e, id_)}
            )
        return found


@dataclass
class Verdict:
    """For each point its sides, each a list of rules with what they say on it."""

    sides: dict = field(default_factory=dict)
    requiring: set = field(default_factory=set)
    lost: set = field(default_factory=set)
    is_split: bool = False

    @property
    def outcome(self):
        if not any(self.sides.values()) and not self.requiring:
            return "no_rule"
        is_conflict = self.is_split or any(
            len(sides) > 1 for sides in self.sides.values()
        )
        return "conflict" if is_conflict else "answered"

    @property
    def rules(self):
        return self.requiring | {
            rule.id for sides in self.sides.values() for side in sides for rule, _ in side
        }

    def said(self, point):
        """Return the different things that prevail on a point."""
        return [side[0][1] for side in self.sides.get(point, [])]


def decision_points(oracle, claimants, found):
    for function in Function:
        claims = [
            (rule, party)
            for rule in claimants
            for name, party in rule.conclusion.functions
            if name is function
        ]
        if function in EXCLUSIVE:
            oracle.settle(claims, same_party, found, function)
        elif claims:  # these add up
            kept = [c for c in claims if not any(c[0].id in o.overrides for o, _ in claims)]
            found.sides[function] = [kept]
    deciding = found.sides.get(Function.DECIDES, [])
    if len(deciding) < 2:
        counting = [rule for rule, _ in deciding[0]] if deciding else claimants
        if not deciding and any(f is Function.DECIDES for f, _ in found_functions(claimants)):
            counting = claimants
        acts = [(r, r.conclusion.act) for r in counting if r.conclusion.act]
        oracle.settle(acts, lambda a, b: a is b, found, "act")
    for rule in claimants:
        exclusive = [f for f, _ in rule.conclusion.functions if f in EXCLUSIVE]
        has_lost = (
            all((rule.id, f) in found.lost for f in exclusive)
            if exclusive
            else any(rule.id in other.overrides for other in claimants)
        )
        if rule.conclusion.requires and not has_lost:
            found.requiring.add(rule.id)
