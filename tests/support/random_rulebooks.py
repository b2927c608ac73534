"""Random rulebooks, and random questions to them.

Hypothesis draws a seed and which rules and facts to keep, so that it can leave out what
a failure does not need; the rest comes from plain random numbers, which are fifty times
faster to draw.
"""

import datetime as dt
import functools
import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from engine.rulebook.model.conclusions import (
    BodyConclusion,
    ClassificationConclusion,
    ConductConclusion,
    ConstraintConclusion,
    ContactConclusion,
    DecisionAct,
    DutyConclusion,
    Function,
    Mode,
    Party,
    ProcedureConclusion,
    Step,
    Strength,
    Verdict,
)
from engine.rulebook.model.conditions import (
    IsRole,
    Multiple,
    OneOf,
    Over,
    Present,
    Under,
    Within,
)
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.sources import (
    Frequency,
    Rank,
    Status,
    Validity,
)
from engine.rulebook.model.texts import Text
from engine.rulebook.model.values import ValueKind
from engine.rulebook.model.vocabulary import Matter, Role
from tests.support.rulebooks import (
    DAY,
    ENUM,
    circumstance,
    decision,
    jurisdiction,
    one,
    rule,
    several,
    vocabulary,
)

DAYS = [dt.date(2025, 6, 30), dt.date(2025, 12, 31), dt.date(2026, 1, 1), DAY]
ROLES = [f"roll-{n}" for n in range(6)]
MATTERS = [f"arende-{n}" for n in range(5)]
ACTS = [f"handling-{n}" for n in range(4)]
TAGS = ["principiell", "personal"]
STANDINGS = ["council", "committee", "committee", "elected", "employee", "group"]
MAY_BE_URGENT = {"flagga", "slag"}
#: A classification derives a circumstance from earlier ones only, so none is a ring.
CIRCUMSTANCES = {
    "flagga": ValueKind.BOOL,
    "slag": ValueKind.ENUM,
    "belopp": ValueKind.MONEY,
    "person": ValueKind.ROLE,
    "datum": ValueKind.DATE,
    "klass": ValueKind.ENUM,
    "hojd": ValueKind.BOOL,
    "grad": ValueKind.DECIMAL,
    "antal": ValueKind.NUMBER,
}
LIMITS = {
    ValueKind.MONEY: [0, 100_000, 2_940_000, 5_880_000, 5_920_000],
    ValueKind.DECIMAL: [-10_000, 0, 25_000],
    ValueKind.NUMBER: [0, 1, 2],
    ValueKind.DATE: [DAY.toordinal() - 60, DAY.toordinal(), DAY.toordinal() + 1],
}
MULTIPLES = [
    sort(Decimal(times)) for sort in (Multiple, Over, Under) for times in ("0.5", "1")
]


def chance_of(seed):
    """Return random numbers that a seed decides."""
    return random.Random(seed)  # noqa: S311 - chance, not secrecy


def value_of(chance, kind):
    """Return a value of a kind, for ordered kinds often at a limit or one beyond."""
    if kind is ValueKind.BOOL:
        return chance.choice([0, 1])
    if kind is ValueKind.ENUM:
        return chance.choice(ENUM)
    if kind is ValueKind.ROLE:
        return chance.choice(ROLES)
    return chance.choice(LIMITS[kind]) + chance.choice([-1, 0, 1])


def _some(chance, listed, least, most):
    return chance.sample(listed, min(len(listed), chance.randint(least, most)))


def _above(chance, earlier):
    return chance.choice(earlier) if earlier and chance.random() < 0.8 else ""


def _vocabulary(chance, *, have_superiors=False):
    """Return roles with kinds, trees of matters and acts, and circumstances.

    Whom a role reports to is only told where asked for.
    """
    roles = {
        id_: Role(
            id=id_,
            label=Text(id_),
            kinds=tuple(_some(chance, ROLES[:number], min(number, 1), 2)),
            reports_to=_above(chance, ROLES[:number]) if have_superiors else "",
            named_among=tuple(_some(chance, ROLES, 0, 1)),
            tags=tuple(_some(chance, STANDINGS, 0, 1)),
        )
        for number, id_ in enumerate(ROLES)
    }
    matters = {
        id_: Matter(
            id=id_,
            label=Text(id_),
            under=_above(chance, MATTERS[:number]),
            tags=tuple(_some(chance, [*TAGS, "urgent"], 0, 1)),
        )
        for number, id_ in enumerate(MATTERS)
    }
    acts = {id_: _above(chance, ACTS[:number]) for number, id_ in enumerate(ACTS)}
    listed = []
    for name, kind in CIRCUMSTANCES.items():
        has_default = chance.random() < 0.4
        value = value_of(chance, kind) if chance.random() < 0.8 else None
        default = value if has_default else None
        urgent = frozenset({value_of(chance, kind)})
        listed.append(
            circumstance(
                name,
                kind,
                default=default,
                has_default=has_default,
                open_for=tuple(_some(chance, ROLES, 0, 1)),
                tags=(("urgent", urgent),) if name in MAY_BE_URGENT else (),
            )
        )
    return vocabulary(roles=roles, matters=matters, acts=acts, circumstances=listed)


def _condition(chance, name):
    """Return a condition on a circumstance, of any sort that fits it."""
    kind = CIRCUMSTANCES[name]
    if chance.random() < 0.15:
        return Present(circumstance=name, is_present=chance.random() < 0.5)
    if kind.is_ordered:
        limits = [None, *LIMITS[kind]]
        if kind is ValueKind.MONEY:
            limits += MULTIPLES
        low, high = chance.choice(limits), chance.choice(limits)
        return Within(circumstance=name, low=low, high=high)
    is_negated = chance.random() < 0.3
    if kind is ValueKind.ROLE:
        roles = frozenset(_some(chance, ROLES, 1, 3))
        return IsRole(circumstance=name, roles=roles, negated=is_negated)
    values = [0, 1] if kind is ValueKind.BOOL else ENUM
    listed = frozenset(_some(chance, values, 1, len(values)))
    return OneOf(circumstance=name, values=listed, negated=is_negated)


def _group(chance, names, least, most):
    """Return conditions on different circumstances, as they stand in one group."""
    return tuple(
        _condition(chance, name) for name in sorted(_some(chance, names, least, most))
    )


def _exceptions(chance, names):
    """Return up to two groups of conditions that stop a rule."""
    return tuple(
        _group(chance, names, 1, 2) for _ in range(chance.choice([0, 0, 0, 1, 2]))
    )


def _party(chance):
    """Return one role, several in a relation, or nobody."""
    mode = chance.choice([Mode.ONE] * 4 + [m for m in Mode if m is not Mode.ALL])
    if mode is Mode.NOBODY:
        return Party(mode=mode, roles=())
    return several(mode, *chance.sample(ROLES, 1 if mode is Mode.ONE else 2))


def _conclusion(chance, kind):
    role = chance.choice(ROLES[:3])
    match kind:
        case RuleKind.DECISION:
            others = [Function.APPROVES, Function.INFORMED, Function.PREPARES]
            functions = {*_some(chance, others, 0, 2)}
            act = chance.choice([None, None, *DecisionAct])
            is_enough = functions or act is DecisionAct.EXECUTION
            if not is_enough or chance.random() < 0.7:
                functions.add(Function.DECIDES)
            return decision(
                act=act,
                requires=chance.choice([(), (), ("underlag",), ("samråd",)]),
                **{function.value: _party(chance) for function in functions},
            )
        case RuleKind.CONTACT:
            return ContactConclusion(
                via=(role,) if chance.random() < 0.7 else (),
                is_free=chance.random() < 0.3,
                strength=chance.choice([None, None, Strength.MUST]),
            )
        case RuleKind.CONDUCT:
            return ConductConclusion(verdict=chance.choice(list(Verdict)))
        case RuleKind.DUTY:
            return DutyConclusion(of=one(role))
        case RuleKind.PROCEDURE:
            return ProcedureConclusion(
                steps=(Step(actor=one(role), act=Text("utred")),)
            )
        case RuleKind.BODY:
            return BodyConclusion(
                leader=one(role),
                members=_party(chance) if chance.random() < 0.5 else None,
                meets=chance.choice([None, Frequency(word="continuously")]),
            )
        case _:
            only = frozenset(_some(chance, ROLES, 1, 3))
            return ConstraintConclusion(
                tag=chance.choice(["", *TAGS]),
                act=chance.choice([None, None, *DecisionAct]),
                only=only if chance.random() < 0.5 else None,
                never=frozenset(_some(chance, ROLES, 0, 2)),
                may_be_joint=chance.random() < 0.8,
                in_urgency=frozenset(_some(chance, ROLES, 0, 1)),
            )


#: For each kind of rule the slots it may speak of, and what stands in them.
SCOPES = {
    RuleKind.DECISION: {Slot.MATTER: MATTERS},
    RuleKind.CONTACT: {Slot.FROM: ROLES, Slot.TO: ROLES, Slot.ABOUT: MATTERS},
    RuleKind.CONDUCT: {Slot.ACTOR: ROLES, Slot.DOES: ACTS},
    RuleKind.DUTY: {Slot.OF: ROLES, Slot.TO: ACTS},
    RuleKind.PROCEDURE: {Slot.MATTER: MATTERS},
    RuleKind.BODY: {Slot.BODY: ROLES},
    RuleKind.CONSTRAINT: {Slot.MATTER: MATTERS},
}
#: The kinds of question, and the slots that a question of each may leave open.
ASKED = [kind for kind in SCOPES if kind is not RuleKind.CONSTRAINT]
OPEN = {
    RuleKind.CONTACT: {Slot.FROM, Slot.TO, Slot.ABOUT},
    RuleKind.CONDUCT: {Slot.ACTOR},
    RuleKind.DUTY: {Slot.OF, Slot.TO},
    RuleKind.CONSTRAINT: {Slot.MATTER},
}


def _scope(chance, kind):
    """Return which ids a rule speaks of in each slot."""
    scope = {}
    for slot, ids in SCOPES[kind].items():
        may_be_open = slot in OPEN.get(kind, ()) and kind is not RuleKind.DUTY
        if not may_be_open or chance.random() < 0.5:
            # the first ids are above the others, so rules on them meet often
            scope[slot] = set(chance.choices([*ids[:2] * 3, *ids], k=2))
    return scope


def _standing(chance, earlier):
    """Return rank, status, validity and what a rule overrides."""
    lot = chance.random()
    is_limited = chance.random() < 0.3
    return {
        "rank": chance.choice(
            [Rank.LAW, Rank.COUNCIL, Rank.BOARD, Rank.BOARD, Rank.ADMINISTRATION]
        ),
        "is_mandatory": lot < 0.2,
        "status": chance.choice(list(Status)) if lot > 0.7 else Status.ADOPTED,
        "validity": chance.choice(_VALIDITIES) if is_limited else Validity(),
        "source_validities": chance.choice(_SOURCE_VALIDITIES) if is_limited else (),
        "overrides": frozenset(_some(chance, earlier, 0, 2) if lot < 0.4 else ()),
    }


_VALIDITIES = [
    Validity(),
    Validity(first=dt.date(2026, 1, 1)),
    Validity(last=dt.date(2025, 12, 31)),
]
_SOURCE_VALIDITIES = [
    (),
    (Validity(first=DAY),),
    (Validity(last=dt.date(2025, 6, 30)), Validity(first=dt.date(2026, 1, 1))),
]


def _rule(chance, kind, number, names=tuple(CIRCUMSTANCES)):
    """Return a rule of a kind, or for decisions now and then a constraint on them."""
    standing = _standing(chance, [f"test/r{earlier}" for earlier in range(number)])
    if kind is RuleKind.DECISION and chance.random() < 0.25:
        kind = RuleKind.CONSTRAINT
        standing["rank"] = Rank.LAW
    if standing["rank"] is Rank.BOARD and chance.random() < 0.7:
        standing["cites"] = (f"test/order#p{number}",)  # a row of the one order
    return rule(
        f"test/r{number}",
        _conclusion(chance, kind),
        scope=_scope(chance, kind),
        when=_group(chance, names, 0, chance.choice([0, 1, 2])),
        unless=_exceptions(chance, names),
        **standing,
    )


def _classification(chance, number, targets):
    """Return a rule that derives circumstances from ones before them."""
    names = list(CIRCUMSTANCES)
    before = names[: min(map(names.index, targets))]
    return rule(
        f"test/k{number}",
        ClassificationConclusion(
            derives=tuple((t, value_of(chance, CIRCUMSTANCES[t])) for t in targets)
        ),
        when=_group(chance, before, 1, 2),
        unless=_exceptions(chance, before),
        **_standing(chance, []),
    )


def random_jurisdiction(seed, kind, kept, classified):
    """Return the jurisdiction of a seed, with some of its rules and classifications."""
    chances = chance_of(f"{seed} words")
    words = _vocabulary(chances)
    derivable = list(CIRCUMSTANCES)[1:]
    chosen = [_some(chances, derivable, 1, 2) for _ in range(MOST_CLASSIFICATIONS)]
    # some derive the same as the one before, and may override it
    for number in range(1, len(chosen)):
        if chances.random() < 0.4:
            chosen[number] = chosen[number - 1]
    rules = [
        _rule(chance_of(f"{seed} rule {number}"), kind, number)
        for number in sorted(kept)
    ]
    for number in sorted(classified):
        chance = chance_of(f"{seed} classification {number}")
        found = _classification(chance, number, chosen[number])
        if number and chosen[number] == chosen[number - 1] and chance.random() < 0.5:
            found = replace(found, overrides=frozenset({f"test/k{number - 1}"}))
        rules.append(found)
    return jurisdiction(rules, words)


def random_order(seed, kept):
    """Return a jurisdiction in which many decisions meet: little keeps them apart."""
    rules = []
    for number in sorted(kept):
        chance = chance_of(f"{seed} rule {number}")
        found = _rule(chance, RuleKind.DECISION, number, sorted(MAY_BE_URGENT))
        is_always = chance.random() < 0.5
        found = replace(
            found,
            scope=((Slot.MATTER, frozenset(chance.sample(MATTERS[:2], 1))),),
            when=() if is_always else found.when,
            unless=(),
            validity=Validity(),
            source_validities=(),
        )
        rules.append(found)
    words = _vocabulary(chance_of(f"{seed} words"), have_superiors=True)
    return jurisdiction(rules, words)


MOST_RULES = 7
MOST_CLASSIFICATIONS = 8
SEEDS = st.integers(0, 2**64)


@functools.cache
def jurisdictions(kind):
    """Return jurisdictions with rules of one kind and all they may depend on."""
    return st.builds(
        random_jurisdiction,
        SEEDS,
        st.just(kind),
        st.frozensets(st.integers(0, MOST_RULES - 1), min_size=1),
        st.frozensets(st.integers(0, MOST_CLASSIFICATIONS - 1)),
    )


def _question(seed, kind, said):
    chance = chance_of(f"{seed} question")
    slots = {
        slot: chance.choice(ids)
        for slot, ids in SCOPES[kind].items()
        if slot not in OPEN.get(kind, ()) or chance.random() < 0.8
    }
    known = {}
    for name, value_kind in CIRCUMSTANCES.items():
        chance = chance_of(f"{seed} {name}")
        is_none = chance.random() < 0.15
        if name in said:
            known[name] = None if is_none else value_of(chance, value_kind)
    return slots, known


@functools.cache
def questions(kind):
    """Return what may be asked: the slots filled with ids, and what is known."""
    names = st.frozensets(st.sampled_from(list(CIRCUMSTANCES)))
    return st.builds(_question, SEEDS, st.just(kind), names)


#: Rulebooks in which many decisions meet, and questions to them that say enough.
ORDERS = st.builds(
    random_order,
    SEEDS,
    st.frozensets(st.integers(0, MOST_RULES - 1), min_size=2),
)
QUESTIONS_TO_ORDERS = st.builds(
    _question, SEEDS, st.just(RuleKind.DECISION), st.just(frozenset(MAY_BE_URGENT))
)
