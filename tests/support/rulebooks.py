"""Rulebooks in memory, hand-made in few words."""

import datetime as dt

from engine.rulebook.model.conclusions import (
    BodyConclusion,
    ClassificationConclusion,
    ConductConclusion,
    ConstraintConclusion,
    ContactConclusion,
    DecisionConclusion,
    DutyConclusion,
    Function,
    Mode,
    Party,
    ProcedureConclusion,
)
from engine.rulebook.model.packs import BaseAmount, Jurisdiction, PackHead, PackKind
from engine.rulebook.model.problems import Place
from engine.rulebook.model.rules import Rule, RuleKind, Slot
from engine.rulebook.model.sources import (
    Passage,
    Rank,
    Source,
    Status,
    Validity,
)
from engine.rulebook.model.texts import Text
from engine.rulebook.model.values import ValueKind
from engine.rulebook.model.vocabulary import Act, Circumstance, Matter, Role, Vocabulary

PLACE = Place(file="rules/test/rules.yaml")
DAY = dt.date(2026, 3, 1)
BASE_AMOUNTS = {2025: 58_800, 2026: 59_200}
ENUM = ["a", "b", "c"]


def one(role):
    """One role."""
    return Party(mode=Mode.ONE, roles=(role,))


def several(mode, *roles):
    """Several roles in a relation."""
    return Party(mode=mode, roles=roles)


def decision(act=None, requires=(), **functions):
    """Who has which function: `decision(decides="ks")`, or a party for a role."""
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

    `roles={"kso": ["ordforande"]}`, `matters={"avtal": "inkop"}`; a role may also be
    a `Role`, and a matter a `Matter`.
    """
    return Vocabulary(
        roles={
            id_: kinds
            if isinstance(kinds, Role)
            else Role(id=id_, label=Text(id_), kinds=tuple(kinds))
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
            known = sources[id_].passages if id_ in sources else {}
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
                short=Text(id_),
                rank=said.rank,
                status=said.status,
                validity=Validity(),
                adopted=None,
                consulted=None,
                url="",
                review=None,
                passages={**known, cite: passage},
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


def many_rules(count):
    """Return a jurisdiction with a matter and a rule for each number."""
    matters = {f"arende-{n}": "" for n in range(count)}
    words = vocabulary(
        roles={"namnd": [], "chef": []}, matters=matters, circumstances=[]
    )
    made = [
        rule(f"test/r{n}", decision(decides="namnd"), {Slot.MATTER: [f"arende-{n}"]})
        for n in range(count)
    ]
    return jurisdiction(made, words, "test")
