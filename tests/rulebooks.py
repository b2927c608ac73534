"""Rulebooks for the tests: random ones in memory, and hand-made rules in few words."""

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from engine.rulebook.conditions import (
    IsRole,
    Multiple,
    OneOf,
    Over,
    Present,
    Under,
    Within,
)
from engine.rulebook.packs import BaseAmount, Jurisdiction, PackHead, PackKind
from engine.rulebook.problems import Place
from engine.rulebook.rules import (
    BodyConclusion,
    ClassificationConclusion,
    ConductConclusion,
    ConstraintConclusion,
    ContactConclusion,
    DecisionAct,
    DecisionConclusion,
    DutyConclusion,
    Function,
    Mode,
    Party,
    ProcedureConclusion,
    Rule,
    RuleKind,
    Slot,
    Step,
    Strength,
    Verdict,
)
from engine.rulebook.sources import Frequency, Passage, Rank, Source, Status, Validity
from engine.rulebook.texts import Text
from engine.rulebook.values import ValueKind
from engine.rulebook.vocabulary import Act, Circumstance, Matter, Role, Vocabulary

PLACE = Place(file="rules/test/rules.yaml")
DAY = dt.date(2026, 3, 1)
DAYS = [dt.date(2025, 6, 30), dt.date(2025, 12, 31), dt.date(2026, 1, 1), DAY]
BASE_AMOUNTS = {2025: 58_800, 2026: 59_200}
ROLES = [f"roll-{n}" for n in range(6)]
MATTERS = [f"arende-{n}" for n in range(5)]
ACTS = [f"handling-{n}" for n in range(4)]
TAGS = ["principiell", "personal"]
#: A classification derives a circumstance from earlier ones only, so none is a ring.
CIRCUMSTANCES = {
    "flagga": ValueKind.BOOL,
    "slag": ValueKind.ENUM,
    "belopp": ValueKind.MONEY,
    "person": ValueKind.ROLE,
    "datum": ValueKind.DATE,
    "klass": ValueKind.ENUM,
    "hojd": ValueKind.BOOL,
    "grad": ValueKind.NUMBER,
}
ENUM = ["a", "b", "c"]
_LIMITS = {
    ValueKind.MONEY: [0, 100_000, 2_940_000, 5_880_000, 5_920_000],
    ValueKind.NUMBER: [-10_000, 0, 25_000],
    ValueKind.DATE: [DAY.toordinal() - 60, DAY.toordinal(), DAY.toordinal() + 1],
}
_MULTIPLES = [
    sort(Decimal(times)) for sort in (Multiple, Over, Under) for times in ("0.5", "1")
]


# hand-made rules -------------------------------------------------------------------


def one(role):
    """One role."""
    return Party(mode=Mode.ONE, roles=(role,))


def several(mode, *roles):
    """Several roles in a relation."""
    return Party(mode=mode, roles=roles)


def decision(act=None, requires=(), **functions):
    """Who has which function: `decision(decides="ks")`, or a party instead of a role."""
    return DecisionConclusion(
        functions=tuple(
            (function, party if isinstance(party, Party) else one(party))
            for function in Function
            if (party := functions.get(function.value))
        ),
        act=act,
        requires=tuple(Text(text) for text in requires),
    )


def rule(name, conclusion, scope=(), **rest):
    """Return a rule; its kind follows from its conclusion."""
    settings = {
        "says": Text(name),
        "validity": Validity(),
        "cites": (f"{name.partition('/')[0]}/source-{name.partition('/')[2]}#p",),
        "rank": Rank.BOARD,
        "status": Status.ADOPTED,
        "place": PLACE,
        **rest,
    }
    return Rule(
        id=name,
        kind=_KINDS[type(conclusion)],
        scope=tuple((slot, frozenset(ids)) for slot, ids in dict(scope).items()),
        conclusion=conclusion,
        **settings,
    )


_KINDS = {
    DecisionConclusion: RuleKind.DECISION,
    ContactConclusion: RuleKind.CONTACT,
    ConductConclusion: RuleKind.CONDUCT,
    DutyConclusion: RuleKind.DUTY,
    ProcedureConclusion: RuleKind.PROCEDURE,
    BodyConclusion: RuleKind.BODY,
    ClassificationConclusion: RuleKind.CLASSIFICATION,
    ConstraintConclusion: RuleKind.CONSTRAINT,
}


def circumstance(name, kind, **rest):
    """Return a circumstance; an enum takes the values of `ENUM`."""
    values = tuple((value, Text(value)) for value in ENUM)
    settings = {"values": values if kind is ValueKind.ENUM else (), **rest}
    return Circumstance(id=name, label=Text(name), kind=kind, **settings)


def vocabulary(roles=(), matters=(), acts=(), circumstances=()):
    """Return a vocabulary; roles, matters and acts are names with what is above them.

    `roles={"kso": ["ordforande"]}`, `matters={"avtal": "inkop"}`; a matter may also
    be a `Matter`.
    """
    return Vocabulary(
        roles={
            id_: Role(id=id_, label=Text(id_), kinds=tuple(kinds))
            for id_, kinds in dict(roles).items()
        },
        matters={
            id_: above
            if isinstance(above, Matter)
            else Matter(id=id_, label=Text(id_), under=above)
            for id_, above in dict(matters).items()
        },
        acts={
            id_: Act(id=id_, label=Text(id_), under=above)
            for id_, above in dict(acts).items()
        },
        circumstances={c.id: c for c in circumstances},
    )


def jurisdiction(rules, words, municipality="test"):
    """Return a jurisdiction, with one source and passage behind every citation."""
    head = PackHead(
        id=municipality,
        kind=PackKind.MUNICIPALITY,
        label=Text(municipality),
        synonyms=(),
        uses=(),
    )
    sources = {}
    for said in rules:
        for cite in said.cites:
            id_ = cite.partition("#")[0]
            passage = Passage(
                id=cite,
                source=id_,
                section="1",
                where="",
                gist=said.says,
                fingerprint="",
                reason=None,
                because=None,
                defines=(),
                place=PLACE,
            )
            sources[id_] = Source(
                id=id_,
                title=Text(id_),
                short=id_,
                rank=said.rank,
                status=said.status,
                validity=Validity(),
                adopted=None,
                consulted=None,
                url="",
                review=None,
                passages={cite: passage},
                place=PLACE,
            )
    return Jurisdiction(
        municipality=head,
        packs=(head,),
        vocabulary=words,
        sources=sources,
        rules=tuple(rules),
        base_amounts={
            year: BaseAmount(kronor=kronor, source="")
            for year, kronor in BASE_AMOUNTS.items()
        },
    )


# random rulebooks ------------------------------------------------------------------


def _below(ids, most):
    """Each id with some of the ids before it: a graph without rings."""
    return st.tuples(
        *(
            st.lists(st.sampled_from(ids[:n]), max_size=most, unique=True)
            if n
            else st.just([])
            for n in range(len(ids))
        )
    )


@st.composite
def vocabularies(draw):
    """Return roles with kinds, trees of matters and acts, circumstances of all kinds."""
    kinds = draw(_below(ROLES, 2))
    under = draw(_below(MATTERS, 1))
    acts = draw(_below(ACTS, 1))
    tags = draw(st.lists(st.sampled_from(["", *TAGS]), min_size=5, max_size=5))
    listed = []
    for name, kind in CIRCUMSTANCES.items():
        default = draw(st.none() | values_of(kind)) if draw(st.booleans()) else None
        has_default = default is not None or draw(st.integers(0, 9)) == 0
        listed.append(
            circumstance(name, kind, default=default, has_default=has_default)
        )
    return vocabulary(
        roles=dict(zip(ROLES, kinds, strict=True)),
        matters={
            id_: Matter(
                id=id_,
                label=Text(id_),
                under=(above or [""])[0],
                tags=(tag,) if tag else (),
            )
            for id_, above, tag in zip(MATTERS, under, tags, strict=True)
        },
        acts={id_: (above or [""])[0] for id_, above in zip(ACTS, acts, strict=True)},
        circumstances=listed,
    )


def values_of(kind):
    """Return values of a kind, many of them at a limit or one beyond it."""
    if kind is ValueKind.BOOL:
        return st.sampled_from([0, 1])
    if kind is ValueKind.ENUM:
        return st.sampled_from(ENUM)
    if kind is ValueKind.ROLE:
        return st.sampled_from(ROLES)
    around = sorted({limit + step for limit in _LIMITS[kind] for step in (-1, 0, 1)})
    return st.sampled_from(around)


def conditions(name):
    """Return conditions on a circumstance, of every sort that fits it."""
    kind = CIRCUMSTANCES[name]
    present = st.builds(
        Present, circumstance=st.just(name), is_present=st.booleans()
    )
    if kind is ValueKind.ROLE:
        return present | st.builds(
            IsRole,
            circumstance=st.just(name),
            roles=st.frozensets(st.sampled_from(ROLES), min_size=1, max_size=3),
            negated=st.booleans(),
        )
    if kind.is_ordered:
        bounds = st.none() | st.sampled_from(_LIMITS[kind])
        if kind is ValueKind.MONEY:
            bounds |= st.sampled_from(_MULTIPLES)
        limits = st.builds(
            Within, circumstance=st.just(name), low=bounds, high=bounds
        )
        return limits | limits | present
    values = [0, 1] if kind is ValueKind.BOOL else ENUM
    listed = st.builds(
        OneOf,
        circumstance=st.just(name),
        values=st.frozensets(st.sampled_from(values), min_size=1),
        negated=st.booleans(),
    )
    return listed | listed | present


@st.composite
def groups(draw, names, most=3, least=0):
    """Return conditions on different circumstances, as they stand in one group."""
    if not names:
        return ()
    chosen = draw(
        st.lists(st.sampled_from(names), min_size=least, max_size=most, unique=True)
    )
    return tuple(draw(conditions(name)) for name in sorted(chosen))


def parties():
    """Return one role, several in any relation, or nobody."""
    return st.one_of(
        st.builds(one, st.sampled_from(ROLES)),
        st.builds(one, st.sampled_from(ROLES)),
        st.builds(
            lambda mode, roles: several(mode, *roles),
            st.sampled_from([Mode.ANY_OF, Mode.TOGETHER, Mode.IN_ORDER]),
            st.lists(st.sampled_from(ROLES), min_size=2, max_size=2, unique=True),
        ),
        st.just(Party(mode=Mode.NOBODY, roles=())),
    )


@st.composite
def decisions(draw):
    """Return who has which functions in a decision."""
    functions = draw(
        st.lists(
            st.sampled_from(
                [
                    Function.DECIDES,
                    Function.DECIDES,
                    Function.APPROVES,
                    Function.PREPARES,
                    Function.INFORMED,
                ]
            ),
            min_size=1,
            max_size=2,
            unique=True,
        )
    )
    return decision(
        act=draw(st.sampled_from([None, None, *DecisionAct])),
        requires=draw(st.sampled_from([(), (), ("underlag",), ("samråd",)])),
        **{function.value: draw(parties()) for function in functions},
    )


def _role_lists():
    return st.lists(st.sampled_from(ROLES), max_size=2, unique=True).map(tuple)


def conclusions(kind):
    """Return conclusions of a kind of rule."""
    match kind:
        case RuleKind.DECISION:
            return decisions()
        case RuleKind.CONTACT:
            return st.builds(
                ContactConclusion,
                via=_role_lists(),
                is_free=st.booleans(),
                strength=st.sampled_from([None, Strength.MUST]),
            )
        case RuleKind.CONDUCT:
            return st.builds(ConductConclusion, verdict=st.sampled_from(Verdict))
        case RuleKind.DUTY:
            return st.builds(
                DutyConclusion, of=st.builds(one, st.sampled_from(ROLES))
            )
        case RuleKind.PROCEDURE:
            return st.builds(
                lambda role: ProcedureConclusion(
                    steps=(Step(actor=one(role), act=Text("utred")),)
                ),
                st.sampled_from(ROLES[:3]),
            )
        case RuleKind.BODY:
            return st.builds(
                BodyConclusion,
                leader=st.none() | st.builds(one, st.sampled_from(ROLES)),
                members=st.none() | parties(),
                meets=st.sampled_from([None, Frequency(word="continuously")]),
            ).filter(lambda body: body.leader or body.members or body.meets)
        case _:
            return st.builds(
                ConstraintConclusion,
                tag=st.sampled_from(["", *TAGS]),
                act=st.sampled_from([None, None, *DecisionAct]),
                only=st.none()
                | st.frozensets(st.sampled_from(ROLES), min_size=1, max_size=3),
                never=st.frozensets(st.sampled_from(ROLES), max_size=2),
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
#: Slots that a rule, or a question, may leave open.
OPTIONAL = {Slot.FROM, Slot.TO, Slot.ABOUT, Slot.ACTOR}


@st.composite
def scopes(draw, kind):
    """Return which ids a rule speaks of in each slot."""
    scope = {}
    for slot, ids in SCOPES[kind].items():
        is_open = slot in OPTIONAL or kind is RuleKind.CONSTRAINT
        if is_open and draw(st.booleans()):
            continue
        # the first ids are above the others, so rules on them meet often
        listed = st.sampled_from([*ids[:2], *ids])
        scope[slot] = draw(st.lists(listed, min_size=1, max_size=2, unique=True))
    return scope


@st.composite
def standings(draw, earlier):
    """Return rank, status, validity and what a rule overrides."""
    ordinary = draw(st.integers(0, 2))
    return {
        "rank": draw(st.sampled_from([Rank.LAW, Rank.COUNCIL, Rank.BOARD])),
        "is_mandatory": draw(st.booleans()) if ordinary == 0 else False,
        "status": draw(st.sampled_from(Status)) if ordinary == 1 else Status.ADOPTED,
        "validity": draw(st.sampled_from(_VALIDITIES)),
        "source_validities": draw(st.sampled_from([(), (), *_SOURCE_VALIDITIES])),
        "overrides": frozenset(
            draw(st.lists(st.sampled_from(earlier), max_size=1))
            if earlier and draw(st.integers(0, 3)) == 0
            else ()
        ),
    }


_VALIDITIES = [
    Validity(),
    Validity(),
    Validity(),
    Validity(first=dt.date(2026, 1, 1)),
    Validity(last=dt.date(2025, 12, 31)),
]
_SOURCE_VALIDITIES = [
    (Validity(first=DAY),),
    (Validity(last=dt.date(2025, 6, 30)), Validity(first=dt.date(2026, 1, 1))),
]


@st.composite
def classifications(draw, number, earlier):
    """Return a rule that derives one or two circumstances from earlier ones."""
    names = list(CIRCUMSTANCES)
    target = draw(st.integers(1, len(names) - 1))
    targets = [names[target], *names[target + 1 : target + 1 + draw(st.integers(0, 1))]]
    sources = names[:target]
    derives = tuple((name, draw(values_of(CIRCUMSTANCES[name]))) for name in targets)
    standing = draw(standings([]))
    rivals = [
        other.id
        for other in earlier
        if [name for name, _ in other.conclusion.derives] == targets
    ]
    if rivals:
        standing["overrides"] = frozenset(draw(st.lists(st.sampled_from(rivals))))
    return rule(
        f"test/k{number}",
        ClassificationConclusion(derives=derives),
        when=draw(groups(sources, least=1)),
        unless=draw(exceptions(sources)),
        **standing,
    )


def exceptions(names):
    """Return up to two groups of conditions that stop a rule."""
    return st.lists(groups(names, most=2, least=1), max_size=2).map(tuple)


@st.composite
def jurisdictions(draw, kind=RuleKind.DECISION, most_rules=6, most_classifications=4):
    """Return a jurisdiction with rules of one kind and all they may depend on."""
    words = draw(vocabularies())
    names = list(CIRCUMSTANCES)
    made = []
    for number in range(draw(st.integers(1, most_rules))):
        is_constraint = kind is RuleKind.DECISION and draw(st.integers(0, 4)) == 0
        sort = RuleKind.CONSTRAINT if is_constraint else kind
        made.append(
            rule(
                f"test/r{number}",
                draw(conclusions(sort)),
                scope=draw(scopes(sort)),
                when=draw(groups(names, most=2)),
                unless=draw(exceptions(names)) if draw(st.booleans()) else (),
                **draw(standings([other.id for other in made])),
            )
        )
    classed = []
    for number in range(draw(st.integers(0, most_classifications))):
        classed.append(draw(classifications(number, classed)))
    return jurisdiction([*made, *classed], words)


def slots_for(kind):
    """Return what a question of a kind is about; slots may be left open."""
    return st.fixed_dictionaries(
        {
            slot: st.sampled_from(ids)
            for slot, ids in SCOPES[kind].items()
            if slot not in OPTIONAL
        },
        optional={
            slot: st.sampled_from(ids)
            for slot, ids in SCOPES[kind].items()
            if slot in OPTIONAL
        },
    )


def facts(least=0):
    """Return what is known: a value, or None where there is known to be none."""
    return st.fixed_dictionaries(
        {},
        optional={
            name: st.one_of(values_of(kind), values_of(kind), st.none())
            for name, kind in CIRCUMSTANCES.items()
        },
    ).filter(lambda found: len(found) >= least)
