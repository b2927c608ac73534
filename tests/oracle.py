"""Read rules the slow and obvious way, to check the engine against.

Written from `docs/reference/language.md` and `docs/explanation/which-rule-prevails.md`
alone: nothing here is shared with `engine.inference`, `engine.answers` or
`engine.space`.
"""

import itertools
from dataclasses import dataclass, field

from engine.rulebook.model.conclusions import DecisionAct, Function, Mode, Party
from engine.rulebook.model.conditions import (
    IsRole,
    Multiple,
    OneOf,
    Over,
    Present,
    Under,
)
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.sources import Rank, Status
from engine.rulebook.model.values import ValueKind

UNSAID = object()
NOTHING = "nothing is decided"
RANKS = ["law", "council", "board", "director", "administration", "guideline"]
RANKS += ["agreement", "guidance"]
EXCLUSIVE = {
    Function.DECIDES,
    Function.APPROVES,
    Function.CARRIES_OUT,
    Function.LEADS,
    Function.RESPONSIBLE,
}
DECIDING = {DecisionAct.DECISION, DecisionAct.DELEGATED_DECISION}
BODY_POINTS = ["members", "leader", "place", "meets", "mandate"]


def has_default(circumstance, words, slots):
    """Tell whether silence is taken for a default where some slots are filled."""
    bound = [slots[s] for s in (Slot.FROM, Slot.ACTOR, Slot.OF) if s in slots]
    kinds = {kind for role in bound for kind in words.role_kinds[role]}
    return circumstance.has_default and not kinds & set(circumstance.open_for)


class Oracle:
    """Reads the rules of one jurisdiction for one question.

    `slots` says what is asked about, by id; `given` what is known.
    """

    def __init__(self, jurisdiction, kind, slots, given, on):
        self.words = jurisdiction.vocabulary
        self.sources = jurisdiction.sources
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
            any(self.holds(c, value) for value in self.values(c.circumstance))
            for c in group
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
            found = Verdict()
            self.settle(claims, lambda a, b: a == b, found, name)
            self.derived[name] = set(found.said(name))
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
        tree = self.ids_for(slot)
        if tree is self.words.roles:
            return self.is_role(id_, other)
        while id_ and id_ != other:
            id_ = tree[id_].under
        return id_ == other

    def ids_for(self, slot):
        if slot in {Slot.MATTER, Slot.ABOUT}:
            return self.words.matters
        if slot is Slot.DOES or (slot is Slot.TO and self.kind is RuleKind.DUTY):
            return self.words.acts
        return self.words.roles

    # which rule prevails -----------------------------------------------------------

    def verdict(self):
        """Return the sides left on every point, more than one of them a conflict."""
        about = [rule for rule in self.rules if self.is_about(rule)]
        fired = [rule for rule in about if self.fires(rule)]
        bans = [rule for rule in fired if rule.kind is RuleKind.CONSTRAINT]
        self.bans = [
            ban for ban in bans if not any(replaces(other, ban) for other in bans)
        ]
        found = Verdict()
        claimants = [rule for rule in fired if rule.kind is self.kind]
        POINTS[self.kind](self, claimants, found)
        found.is_split = any(len(self.values(n)) > 1 for n in self.names_needed(about))
        return found

    def is_about(self, rule):
        if rule.kind is RuleKind.CONSTRAINT and self.kind is RuleKind.DECISION:
            return self.covers(rule) and self.has_tag(rule.conclusion.tag)
        return rule.kind is self.kind and self.covers(rule)

    def has_tag(self, tag):
        matter = self.words.matters[self.slots[Slot.MATTER]]
        while tag and tag not in matter.tags:
            if not matter.under:
                return False
            matter = self.words.matters[matter.under]
        return True

    def names_needed(self, rules):
        """Return the circumstances that rules depend on, all the way."""
        needed, waiting = set(), list(rules)
        while waiting:
            for name in names_in(waiting.pop()) - needed:
                needed.add(name)
                waiting += [
                    rule
                    for rule in self.rules
                    if rule.kind is RuleKind.CLASSIFICATION
                    and name in dict(rule.conclusion.derives)
                ]
        return needed

    def settle(
        self,
        claims,
        agree,
        found,
        point,
        fills=lambda _one, _other: False,
    ):
        """Let the steps of the design remove claims; keep the sides that are left."""
        left = list(claims)
        if point is Function.DECIDES:
            by_law = [decider(r).roles for r, _ in left if decider(r) and not height(r)]
            left = [
                c
                for c in left
                if not any(self.forbids(b, c[0], by_law) for b in self.bans)
            ]

        def are_beside(one, other):
            """Tell whether two rows of one order give the decision to each alone."""
            return point is Function.DECIDES and self.add_up(one, other)

        def differ(one, other):
            alike = agree(one[1], other[1]) or fills(one, other) or fills(other, one)
            return not alike and not are_beside(one, other)

        for beats in (
            lambda a, b, differ: differ and a.is_mandatory and binds(a, b),
            lambda a, b, differ: differ and is_proposed(b) and not is_proposed(a),
            lambda a, b, **_: replaces(a, b),
            lambda a, b, differ: (
                differ and (self.is_narrower(a, b) or self.is_laws_urgency(a, b))
            ),
        ):
            left = [
                claim
                for claim in left
                if not any(
                    beats(other[0], claim[0], differ=differ(claim, other))
                    for other in left
                )
            ]
        found.lost |= {(rule.id, point) for rule, _ in claims}
        found.lost -= {(rule.id, point) for rule, _ in left}
        sides = found.sides.setdefault(point, [])
        # whoever is filled in by nobody heads a side
        open_ = [c for c in left if any(fills(other, c) for other in left)]
        for rule, said in left:
            if (rule, said) in open_:
                continue
            claim = (rule, said)
            alike = [
                s for s in sides if agree(s[0][1], said) or are_beside(s[0], claim)
            ]
            if not alike:
                sides.append([])
            (alike or sides[-1:])[0].append(claim)
        placed = []
        for side in sides:
            more = True
            while more:
                more = [
                    claim
                    for claim in open_
                    if claim[0].id not in {rule.id for rule, _ in side}
                    and any(
                        fills(other, claim)
                        for other in left
                        if other[0].id in {rule.id for rule, _ in side}
                    )
                ]
                side += [(rule, side[0][1]) for rule, _ in more]
                placed += more
        sides += [[claim] for claim in open_ if claim not in placed]
        sides[:] = [self.with_each_alone(side, point) for side in sides]

    def add_up(self, one, other):
        """Tell whether two rules delegate beside each other, in one order."""
        documents = []
        for rule, said in (one, other):
            is_row = rule.conclusion.act is DecisionAct.DELEGATED_DECISION
            if said == NOTHING or not is_row or rule.rank is not Rank.BOARD:
                return False
            if said.mode not in {Mode.ONE, Mode.ANY_OF}:
                return False
            documents.append({self.document(cite) for cite in rule.cites})
        own = [{d for d in found if self.is_of_a_board(d)} for found in documents]
        return bool(own[0] & own[1])

    def document(self, cite):
        return cite.partition("#")[0]

    def is_of_a_board(self, document):
        return self.sources[document].rank is Rank.BOARD

    def with_each_alone(self, side, point):
        """Return a side on which rows add up with all of their deciders on each."""
        parties = [said for _, said in side]
        if point is not Function.DECIDES or NOTHING in parties:
            return side
        if all(is_same_party(parties[0], other) for other in parties):
            return side
        roles = dict.fromkeys(role for said in parties for role in said.roles)
        party = Party(mode=Mode.ANY_OF, roles=tuple(roles))
        return [(rule, party) for rule, _ in side]

    # who decides by what right -------------------------------------------------------

    def forbids(self, constraint, rule, by_law):
        """Tell whether a constraint bans some of the deciders that a rule names."""
        ban = constraint.conclusion
        party = decider(rule)
        acts = {rule.conclusion.act or DecisionAct.DECISION}
        if self.is_delegate(rule, by_law):
            acts.add(DecisionAct.DELEGATED_DECISION)
        if party is None or not binds(constraint, rule):
            return False
        if not acts & ({ban.act} if ban.act else DECIDING):
            return False
        if party.mode is Mode.TOGETHER and not ban.may_be_joint:
            return True
        return any(
            any(self.is_role(role, never) for never in ban.never)
            or not (
                ban.only is None or any(self.may_be(role, only) for only in ban.only)
            )
            for role in party.roles
            if not (
                self.is_urgent(rule)
                and any(self.may_be(role, other) for other in ban.in_urgency)
            )
        )

    def is_delegate(self, rule, by_law):
        """Tell whether who decides by a rule does so as a delegate."""
        act, party = rule.conclusion.act, decider(rule)
        if act is DecisionAct.DELEGATED_DECISION:
            return True
        if height(rule) == 0 or not party or act not in {None, DecisionAct.DECISION}:
            return False
        for powers in by_law:
            if all(any(self.may_be(r, other) for other in powers) for r in party.roles):
                return False
        for role in party.roles:
            if self.is_tagged(role, "employee") or self.is_tagged(role, "group"):
                return True
        if not any(map(self.is_organ, self.words.roles)):  # nothing tells them apart
            return False
        is_committees = rule.rank.value in {"board", "director", "administration"}
        return (
            act is None and is_committees and not all(map(self.is_organ, party.roles))
        )

    def is_tagged(self, role, tag):
        return any(
            self.is_role(role, other.id) and tag in other.tags
            for other in self.words.roles.values()
        )

    def is_organ(self, role):
        return self.is_tagged(role, "council") or self.is_tagged(role, "committee")

    def may_be(self, role, other):
        """Tell whether a role is a kind of another, or may be named to it."""
        if self.is_role(role, other):
            return True
        among = self.words.roles[other].named_among
        own, its = self.committee_of(role), self.committee_of(other)
        is_apart = own and its and not self.are_of_a_kind(own, its)
        return not is_apart and any(self.is_role(role, kind) for kind in among)

    def are_of_a_kind(self, one, other):
        return self.is_role(one, other) or self.is_role(other, one)

    def committee_of(self, role):
        """Return the council or committee that a role reports to first."""
        while role and not self.is_organ(role):
            role = self.words.roles[role].reports_to
        return role

    def is_urgent(self, rule):
        """Tell whether a rule holds in urgent cases alone."""
        matters = dict(rule.scope).get(Slot.MATTER, ())
        if matters and all(self.is_urgent_matter(m) for m in matters):
            return True
        for condition in rule.when:
            circumstance = self.words.circumstances[condition.circumstance]
            urgent = dict(circumstance.tags).get("urgent", ())
            if urgent and isinstance(condition, OneOf):
                every = self.universe(circumstance.id, [condition])
                holding = [v for v in every if self.holds(condition, v)]
                if holding and all(value in urgent for value in holding):
                    return True
        return False

    def is_laws_urgency(self, one, other):
        """Tell whether the law speaks of urgent cases in what another says of all."""
        return (
            height(one) == 0
            and self.is_urgent(one)
            and not self.is_urgent(other)
            and self.is_on_no_more(other, one)
        )

    def is_urgent_matter(self, matter):
        while matter:
            if "urgent" in self.words.matters[matter].tags:
                return True
            matter = self.words.matters[matter].under
        return False

    # what agrees though the words differ ----------------------------------------------

    def fills(self, point):
        """Tell whether one rule says who acts more precisely than another."""

        def is_more_precise(claim, other_claim):
            (rule, party), (other, wide) = claim, other_claim
            if NOTHING in {party, wide} or not party.roles or not wide.roles:
                return False
            if is_same_party(party, wide) or (is_proposed(rule) > is_proposed(other)):
                return False
            is_lower = height(other) < height(rule)
            if self.are_members(party, wide) or (
                is_lower and self.are_chosen(party, wide)
            ):
                return not self.is_narrower(other, rule)
            return (
                is_lower
                and point is Function.DECIDES
                and self.are_committees_delegates(rule, wide)
                and self.is_on_no_more(rule, other)
                and (height(other) == 0 or self.is_no_wider(rule, other))
            )

        return is_more_precise

    def are_members(self, party, wide):
        """Tell whether each role is the same, or a member of a kind of organ."""

        def is_member(role, other):
            is_kind = self.is_organ(other) and self.is_role(role, other)
            return role == other or is_kind

        if (party.mode, wide.mode) == (Mode.IN_ORDER, Mode.IN_ORDER):
            pairs = itertools.zip_longest(party.roles, wide.roles)
            return all(a and b and is_member(a, b) for a, b in pairs)
        if party.mode is not wide.mode and (party.mode, wide.mode) != (
            Mode.ANY_OF,
            Mode.ONE,
        ):
            return False
        return all(any(is_member(r, w) for w in wide.roles) for r in party.roles) and (
            all(any(is_member(r, w) for r in party.roles) for w in wide.roles)
        )

    def are_chosen(self, party, wide):
        """Tell whether a party is among those that another leaves open."""
        if wide.mode in {Mode.ONE, Mode.ANY_OF}:
            return party.mode in {Mode.ONE, Mode.ANY_OF, Mode.IN_ORDER} and all(
                any(self.may_be(role, other) for other in wide.roles)
                for role in party.roles
            )
        if {party.mode, wide.mode} != {Mode.IN_ORDER}:
            return False
        pairs = itertools.zip_longest(party.roles, wide.roles)
        return all(a and b and self.may_be(a, b) for a, b in pairs)

    def are_committees_delegates(self, rule, wide):
        """Tell whether a row of a committee's order names delegates of its own."""
        owners = [role for role in wide.roles if self.is_tagged(role, "committee")]
        party = decider(rule)
        if not owners or rule.rank.value != "board":
            return False
        if not self.is_delegate(rule, []) or any(map(self.is_organ, party.roles)):
            return False
        return all(self.belongs(role, owners) for role in party.roles)

    def belongs(self, role, owners):
        if not self.is_tagged(role, "elected"):
            return True
        own = self.committee_of(role)
        return not own or any(self.are_of_a_kind(own, owner) for owner in owners)

    def is_narrower(self, one, other):
        """Tell whether one rule speaks of strictly fewer cases: by trying them all."""
        mine, theirs = self.cases(one, other)
        said, otherwise = self.spoken_of(one), self.spoken_of(other)
        return self.is_no_wider(one, other) and (said, mine) != (otherwise, theirs)

    def is_no_wider(self, one, other):
        """Tell whether every case that one rule speaks of is one of the other's."""
        mine, theirs = self.cases(one, other)
        return mine <= theirs and self.is_on_no_more(one, other)

    def is_on_no_more(self, one, other):
        """Tell whether everything that one rule is about the other is about too."""
        return all(map(set.issubset, self.spoken_of(one), self.spoken_of(other)))

    def cases(self, *rules):
        """Return for each rule in which cases it holds, among all they tell apart."""
        conditions = [c for r in rules for g in (r.when, *r.unless) for c in g]
        names = sorted({c.circumstance for c in conditions})
        # what no condition tells apart counts once
        sorts = [
            {
                tuple(self.holds(c, v) for c in conditions if c.circumstance == name): v
                for v in self.universe(name, conditions)
            }.values()
            for name in names
        ]
        holding = [set() for _ in rules]
        for case in itertools.product(*sorts):
            facts = dict(zip(names, case, strict=True))
            for rule, found in zip(rules, holding, strict=True):
                if self.holds_in(rule, facts):
                    found.add(case)
        return holding

    def holds_in(self, rule, facts):
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
            for c in conditions
            if c.circumstance == name and not isinstance(c, Present)
            for bound in (c.low, c.high)
        ]
        steps = [n + step for n in limits if n is not None for step in (-1, 0, 1)]
        return [0, *steps, None, UNSAID]

    def spoken_of(self, rule):
        """Return for each slot what a rule speaks of, as far as it bears on this."""
        scope, found = dict(rule.scope), []
        for slot in Slot:
            every = self.ids_for(slot)
            if slot not in scope:
                found.append({*every, "and whatever else"})
                continue
            asked = self.slots.get(slot)
            bearing = [i for i in scope[slot] if asked and self.is_kind(slot, asked, i)]
            found.append(
                {e for e in every for i in bearing if self.is_kind(slot, e, i)}
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
        if not self.rules:
            return "no_rule"
        is_disputed = any(len(sides) > 1 for sides in self.sides.values())
        return "conflict" if is_disputed or self.is_split else "answered"

    @property
    def rules(self):
        every = [
            claim for sides in self.sides.values() for side in sides for claim in side
        ]
        return self.requiring | {rule.id for rule, _ in every}

    def said(self, point):
        """Return the different things that prevail on a point."""
        return [side[0][1] for side in self.sides.get(point, [])]


def decision_points(oracle, claimants, found):
    for function in Function:
        claims = [
            (rule, dict(rule.conclusion.functions)[function])
            for rule in claimants
            if function in dict(rule.conclusion.functions)
        ]
        if function is Function.DECIDES:
            claims += [(rule, NOTHING) for rule in claimants if is_execution(rule)]
            claims.sort(key=lambda claim: claim[0].id)
        if function in EXCLUSIVE:
            fills = oracle.fills(function)
            oracle.settle(claims, is_same_party, found, function, fills)
        else:
            add_up(claims, found, function)
    deciding = found.sides[Function.DECIDES]
    if len(deciding) < 2:
        counting = [rule for side in deciding for rule, _ in side] or [
            rule
            for rule in claimants
            if Function.DECIDES not in dict(rule.conclusion.functions)
            and not is_execution(rule)
        ]
        acts = [(rule, rule.conclusion.act) for rule in counting if rule.conclusion.act]
        oracle.settle(acts, lambda a, b: a is b, found, "act")
    for rule in claimants:
        exclusive = EXCLUSIVE & dict(rule.conclusion.functions).keys()
        exclusive |= {Function.DECIDES} if is_execution(rule) else set()
        has_lost = exclusive and all((rule.id, f) in found.lost for f in exclusive)
        is_overridden = any(replaces(other, rule) for other in claimants)
        if (
            rule.conclusion.requires
            and not has_lost
            and (exclusive or not is_overridden)
        ):
            found.requiring.add(rule.id)


def add_up(claims, found, point):
    """Keep every claim but the overridden ones: they never contradict each other."""
    kept = [
        (rule, said)
        for rule, said in claims
        if not any(replaces(other, rule) for other, _ in claims)
    ]
    found.sides[point] = [kept] if kept else []


def whole(agree):
    """Return how kinds are settled whose conclusions agree as a whole or not at all."""

    def points(oracle, claimants, found):
        claims = [(rule, rule.conclusion) for rule in claimants]
        oracle.settle(claims, agree, found, "whole")

    return points


def duty_points(_oracle, claimants, found):
    add_up([(rule, rule.conclusion) for rule in claimants], found, "whole")


def body_points(oracle, claimants, found):
    for point in BODY_POINTS:
        claims = [(rule, getattr(rule.conclusion, point)) for rule in claimants]
        said = [(rule, content) for rule, content in claims if content is not None]
        if point in BODY_POINTS[:3]:
            oracle.settle(said, is_same_party, found, point, oracle.fills(point))
        else:
            oracle.settle(said, lambda a, b: a == b, found, point)


POINTS = {
    RuleKind.DECISION: decision_points,
    RuleKind.CONTACT: whole(lambda a, b: a == b),
    RuleKind.CONDUCT: whole(lambda a, b: a.verdict is b.verdict),
    RuleKind.DUTY: duty_points,
    RuleKind.PROCEDURE: whole(lambda a, b: a == b),
    RuleKind.BODY: body_points,
}


def names_in(rule):
    return {c.circumstance for group in (rule.when, *rule.unless) for c in group}


def is_in_force(rule, on):
    def is_within(validity):
        first, last = validity.first, validity.last
        return (first is None or first <= on) and (last is None or on <= last)

    sources = rule.source_validities
    return is_within(rule.validity) and (not sources or any(map(is_within, sources)))


def height(rule):
    """Return 0 for law and more for every rank below it."""
    return RANKS.index(rule.rank.value)


def is_proposed(rule):
    return rule.status is Status.PROPOSAL


def binds(higher, lower):
    """Tell whether a rule may set another aside; a proposal binds no adopted rule."""
    is_mere_proposal = is_proposed(higher) and not is_proposed(lower)
    return height(higher) < height(lower) and not is_mere_proposal


def replaces(rule, other):
    """Tell whether a rule overrides another that stands no higher in any way."""
    is_mere_proposal = is_proposed(rule) and not is_proposed(other)
    is_higher = height(other) < height(rule)
    return other.id in rule.overrides and not is_mere_proposal and not is_higher


def decider(rule):
    return dict(rule.conclusion.functions).get(Function.DECIDES)


def is_execution(rule):
    """Tell whether a rule says that there is an execution, and nobody who decides."""
    return decider(rule) is None and rule.conclusion.act is DecisionAct.EXECUTION


def is_same_party(one, other):
    if NOTHING in {one, other}:
        return one is other
    if one.mode is Mode.IN_ORDER or other.mode is Mode.IN_ORDER:
        return one == other
    return (one.mode, set(one.roles)) == (other.mode, set(other.roles))


assert [rank.value for rank in Rank] == RANKS, "the design's ranks, highest first"
