"""What delegation orders mean, read the slow and obvious way.

Written from `docs/reference/orders.md`; nothing here is shared with the program but
the words in which it answers.
"""

import itertools
from dataclasses import dataclass

from tests.order_trials.orders import KINDS, REST, URGENT_MATTER, WORDS

BASE = {2025: 58_800_00, 2026: 59_200_00}
#: Whom the small law lets decide as a delegate (kommunallagen 6:37).
DELEGABLE = {"anstalld", "ledamot", "utskott"}
NOT_DELEGABLE = {"Parkens mål", "Torgplats för en enskild"}
OCCASIONS = {"jäv": "disqualification", "frånvaro": "absence", "vakans": "vacancy"}
APPEALS = {
    "laglighetsprövning": "legality_review",
    "förvaltningsbesvär": "administrative_appeal",
    "nej": "none",
}
#: To whom the small law itself gives a matter, beside the committee and alone.
BESIDE_COMMITTEE = {"Avstängning": {"forestandare"}}
BY_LAW_ALONE = {"Varning": {"forestandare"}}
LAW_IN_URGENCY = frozenset({"ordforande", "utsedd-ledamot"})


@dataclass(frozen=True)
class Case:
    """A question: the matter, whose it is, the day, and everything that matters."""

    matter: str
    committee: str
    year: int
    day: str
    given: dict


@dataclass(frozen=True)
class Part:
    """What one row says of some of its delegates, alike."""

    order: object
    row: object
    delegates: tuple
    upper: object = None

    @property
    def is_decision(self):
        return self.row.act not in {"V", "U"}


def bound(limit, year):
    return limit.base * BASE[year] if limit.base is not None else limit.amount


def within(limit, value, year):
    at = bound(limit, year)
    return {
        "max": value <= at,
        "under": value < at,
        "over": value > at,
        "min": value >= at,
    }[limit.side]


class Meaning:
    """Who may decide by some orders, and on what terms."""

    def __init__(self, orders):
        self.orders = {order.name: order for order in orders}
        self.parts = [
            part
            for order in orders
            if not order.under
            for row in order.rows
            for part in self._parts(order, row)
        ]
        self.refused = 0
        for order in orders:
            if order.under:
                for row in order.rows:
                    self._pass_on(order, row)
        self.committees = {o.committee for o in orders if not o.under}
        owners = {}
        for part in self.parts:
            owners.setdefault(self.matter_of(part), set()).add(part.order.committee)
        self.shared = {matter for matter, own in owners.items() if len(own) > 1}
        self.matters = {self.matter_of(part) for part in self.parts}

    # rows --------------------------------------------------------------------------

    def _parts(self, order, row, upper=None):
        """Apart stand the delegates of whom the row says other things."""
        groups = {}
        for each in row.delegates:
            groups.setdefault(
                (each.consult, each.condition, each.limit, each.is_lowest), []
            ).append(each)
        return [Part(order, row, tuple(own), upper) for own in groups.values()]

    def _pass_on(self, order, row):
        """A row is passed on where each row above of its number allows it."""
        passed = []
        for upper in [p for p in self.parts if p.upper is None]:
            if upper.order.name != order.under or upper.row.number != row.number:
                continue
            for part in self._parts(order, row, upper):
                word, _, levels = self._passing(upper)
                to = {upper.order.key[level] for level in levels}
                if (
                    word != "nej"
                    and upper.is_decision
                    and order.by_role in self.holders(upper)
                    and (not to or {order.key[d.abbr] for d in part.delegates} <= to)
                ):
                    passed.append(part)
        self.refused += not passed
        self.parts += passed

    def _passing(self, part):
        if part.row.passing:
            return part.row.passing
        clause = part.order.clauses.get("sub_delegation", "forbidden")
        return ("ja" if clause == "allowed" else "nej"), None, ()

    def roles(self, part):
        """The committee counts where it stands alone: it may always decide."""
        named = list(dict.fromkeys(part.order.key[d.abbr] for d in part.delegates))
        others = [role for role in named if role != part.order.committee]
        return others or named

    def superiors(self, part):
        """Every superior by the key, of each abbreviation its own."""
        order = part.order
        is_clause = order.clauses.get("lowest_level") == "yes"
        is_lowest = is_clause or any(each.is_lowest for each in part.delegates)
        if not is_lowest or not part.is_decision:
            return set()
        found = set()
        for each in part.delegates:
            abbr = each.abbr
            while abbr in order.superiors:
                abbr = order.superiors[abbr]
                found.add(order.key[abbr])
        return found - set(self.roles(part))

    def holders(self, part):
        return {*self.roles(part), *self.superiors(part)}

    # when a row holds --------------------------------------------------------------

    def applies(self, part, case):
        row = part.row
        if row.first > case.day or (row.last and row.last < case.day):
            return False
        if not self._limits_hold(part, case):
            return False
        if not all(self._holds(word, case) for word in self._words(part)):
            return False
        if any(WORDS.get(w) and self._holds(w, case) for w in row.exceptions):
            return False
        if REST in row.conditions and not self._is_left(part, case):
            return False
        if part.upper is None:
            return True
        _, limit, _ = self._passing(part.upper)
        return self.applies(part.upper, case) and (
            limit is None or within(limit, case.given[limit.measure], case.year)
        )

    def _words(self, part):
        own = [d.condition for d in part.delegates[:1] if d.condition]
        return [*part.row.conditions, *own]

    def _limits_hold(self, part, case):
        own = [d.limit for d in part.delegates[:1] if d.limit]
        fits = all(
            within(limit, case.given[limit.measure], case.year)
            for limit in (*part.row.limits, *own)
        )
        outcome = part.row.outcome
        return fits and (not outcome or case.given["utgang"] == outcome)

    def _holds(self, word, case):
        meant = WORDS.get(word)
        return meant is None or case.given[meant[0]] == meant[1]

    def _is_left(self, part, case):
        """What is left is where no other row on the matter that decides holds.

        A row with a condition that nobody can judge takes nothing away.
        """
        beside = [
            other
            for other in self.parts
            if other.order is part.order
            and other.row.matter == part.row.matter
            and other.upper is None
            and REST not in other.row.conditions
            and other.row.act == part.row.act
        ]
        judged = [other for other in beside if not self.provisos(other)]
        return not any(
            self._limits_hold(other, case)
            and all(self._holds(word, case) for word in self._words(other))
            for other in judged
        )

    def provisos(self, part):
        """Conditions in words that nobody can judge."""
        own = [d.limit for d in part.delegates[:1] if d.limit]
        found = [limit.besides for limit in (*part.row.limits, *own) if limit.besides]
        found += [w for w in self._words(part) if w != REST and WORDS[w] is None]
        found += [f"utom {w}" for w in part.row.exceptions if w not in WORDS]
        if REST in part.row.conditions and any(
            self.provisos(other)
            for other in self.parts
            if other.order is part.order
            and other.row.matter == part.row.matter
            and other.upper is None
            and REST not in other.row.conditions
            and other.row.act == part.row.act
        ):
            found.append(REST)
        if part.upper is not None:
            found += self.provisos(part.upper)
        return found

    # the law -----------------------------------------------------------------------

    def is_urgent(self, part):
        words = self._words(part) + (self._words(part.upper) if part.upper else [])
        matter = part.upper.row.matter if part.upper else part.row.matter
        return matter == URGENT_MATTER or "brådskande" in words

    def may(self, role, part):
        """Whether the law lets somebody decide by a row (6:37-39)."""
        if role == part.order.committee:
            return True
        kinds = KINDS[role]
        matter = part.upper.row.matter if part.upper else part.row.matter
        if kinds.isdisjoint(DELEGABLE):
            return False
        if matter in NOT_DELEGABLE:
            return self.is_urgent(part) and "ledamot" in kinds
        if matter == URGENT_MATTER:
            return "ledamot" in kinds
        return True

    # answers -----------------------------------------------------------------------

    def matter_of(self, part):
        return part.upper.row.matter if part.upper else part.row.matter

    def answer(self, case):
        """Return who decides, who carries out, who signs, and the grants."""
        own = [
            part
            for part in self.parts
            if self.matter_of(part) == case.matter and self.applies(part, case)
        ]
        if case.matter in self.shared:
            own = [part for part in own if part.order.committee == case.committee]
        signs = {r for p in own if p.row.act == "U" for r in self.roles(p)}
        executed = {r for p in own if p.row.act == "V" for r in self.roles(p)}
        deciding = [
            (part, [role for role in self.roles(part) if self.may(role, part)],
             {role for role in self.superiors(part) if self.may(role, part)})
            for part in own
            if self.row_act(part) == ""
        ]  # fmt: skip
        deciding = [d for d in deciding if d[1] or d[2]]
        grants = sorted(self.grant(*d) for d in deciding)
        if executed:
            return Expected(frozenset(), frozenset(executed), frozenset(signs), None)
        committee = case.committee
        if case.matter in BY_LAW_ALONE:
            alone = frozenset(BY_LAW_ALONE[case.matter])
            return Expected(alone, frozenset(), frozenset(signs), ())
        if deciding:
            named = itertools.chain(*([*roles, *above] for _, roles, above in deciding))
            deciders = frozenset({*named, committee})
        elif case.matter == URGENT_MATTER:
            deciders = LAW_IN_URGENCY
        else:
            deciders = frozenset({committee})
        deciders |= BESIDE_COMMITTEE.get(case.matter, set())
        return Expected(deciders, frozenset(), frozenset(signs), tuple(grants))

    def row_act(self, part):
        act = part.row.act
        return "" if act == "D" else act

    # terms -------------------------------------------------------------------------

    def grant(self, part, roles, superiors):
        """Return a grant as plain values, as `plain` makes them of an answer's."""
        row, order = part.row, part.order
        above = part.upper
        clauses = {**above.order.clauses} if above else {**order.clauses}
        kind, to, words = self._notification(part, clauses)
        if clauses.get("two_steps") == "yes" and above:
            to = order.by_role
        told = [c for c in ("principle", "frames", "statements") if c in clauses]
        if self.is_urgent(part):
            kind, to, words = "next_meeting", "", ""
            told = [clause for clause in told if clause != "principle"]
        appeal, instance = self._appeal(part, clauses)
        consults = {}
        for own in (above, part) if above else (part,):
            for way, whom, is_documented in self._consults(own):
                how = "together" if way.startswith("i ") else "before"
                consults[own.order.key[whom]] = (how, is_documented)
        laws = [*(self._laws(above) if above else ()), *self._laws(part)]
        word = None if above else self._sub_delegation(part)
        return (
            above.row.number if above else row.number,
            order.by_role if above else "",
            tuple(sorted(roles)),
            tuple(sorted(superiors)),
            tuple(sorted(self._substitutes(part))),
            tuple(sorted(consults.items())),
            tuple(dict.fromkeys(laws)),
            tuple(told),
            (kind or "", to, words),
            word or "",
            (appeal or "", instance),
            tuple(sorted(self.provisos(part))),
        )

    @staticmethod
    def _laws(part):
        """A step of a ladder without provisions rests on those of the one above."""
        rows = part.order.rows
        place = next(n for n, row in enumerate(rows) if row is part.row)
        while rows[place].continues and not rows[place].laws:
            place -= 1
        return rows[place].laws

    def _notification(self, part, clauses):
        """The row's own, that of the row above, or that of the clauses."""
        said = part.row.notification or (part.upper and part.upper.row.notification)
        clause = clauses.get("notification")
        if not said:
            return clause, "", ""
        key = part.order.key
        kind, to, words = said
        if kind == "yes":
            # a yes means what the clauses say, and words where they say nothing of when
            kind = clause if clause not in {None, "none"} else "as_written"
            words = "" if kind != "as_written" else "ja"
        return kind, key[to] if to else "", words

    def _appeal(self, part, clauses):
        said = part.row.appeal or (part.upper and part.upper.row.appeal)
        if not said:
            return clauses.get("appeal"), ""
        word, instance = said
        if word not in APPEALS:
            return "as_written", word
        return APPEALS[word], instance

    def _consults(self, part):
        own = [d.consult for d in part.delegates[:1] if d.consult]
        return [*part.row.consults, *own]

    def _substitutes(self, part):
        """By the row, and else by the key; nobody whom the law bars."""
        order, steps_of = part.order, {}
        for each in part.delegates:
            steps_of[order.key[each.abbr]] = order.substitutes.get(each.abbr, ())
        for whose, steps in part.row.substitutes:
            for role in list(steps_of):
                if not whose or order.key[whose] == role:
                    steps_of[role] = steps
        for role, steps in steps_of.items():
            lawful = tuple(
                (order.key[abbr], OCCASIONS.get(occasion, ""))
                for abbr, occasion in steps
                if self.may(order.key[abbr], part)
            )
            if lawful and role in self.roles(part):
                yield role, lawful

    def _sub_delegation(self, part):
        if part.row.passing:
            word, limit, levels = part.row.passing
            if word == "nej":
                return "forbidden"
            return "as_written" if limit or levels else "allowed"
        return part.order.clauses.get("sub_delegation")


@dataclass(frozen=True)
class Expected:
    """What an answer must say; no grants are compared where they are None."""

    deciders: frozenset
    executed: frozenset
    signs: frozenset
    grants: tuple | None
