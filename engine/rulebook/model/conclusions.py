"""Conclusions: what follows from a rule, and how one is taken apart.

Each kind of rule has a class of conclusions of its own. Whoever only wants to know
what a conclusion says, or whom it names, asks `Conclusion` and need not know the kind.
"""

from __future__ import annotations

import enum
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from ...records import part_names, record
from .texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from typing import Self

    from .grants import Grant
    from .sources import Deadline, Frequency
    from .values import Value


class Function(enum.Enum):
    """What a role does in a decision."""

    __hash__ = object.__hash__  # as for RuleKind: asked for again and again

    DECIDES = "decides"
    APPROVES = "approves"
    PROPOSES = "proposes"
    PREPARES = "prepares"
    CONSULTED = "consulted"
    INFORMED = "informed"
    CARRIES_OUT = "carries_out"
    SIGNS = "signs"
    FOLLOWS_UP = "follows_up"
    LEADS = "leads"
    RESPONSIBLE = "responsible"


#: Functions where two rules that name different roles contradict each other.
EXCLUSIVE = frozenset(
    {
        Function.DECIDES,
        Function.APPROVES,
        Function.CARRIES_OUT,
        Function.SIGNS,
        Function.LEADS,
        Function.RESPONSIBLE,
    }
)


#: Functions that a committee grants: each of those whom it names has them alone.
GRANTED = frozenset({Function.DECIDES, Function.CARRIES_OUT, Function.SIGNS})


class DecisionAct(enum.Enum):
    """What kind of act a decision is in law."""

    __hash__ = object.__hash__  # as for RuleKind: asked for again and again

    DECISION = "decision"
    DELEGATED_DECISION = "delegated_decision"
    EXECUTION = "execution"
    INTERNAL_POSITION = "internal_position"
    SIGNING = "signing"


class Strength(enum.Enum):
    """How strongly a way of contact binds."""

    MUST = "must"
    FIRST_HAND = "first_hand"
    AS_FAR_AS_POSSIBLE = "as_far_as_possible"
    MAY = "may"


class Verdict(enum.Enum):
    """Whether an act is forbidden, permitted or required."""

    FORBIDDEN = "forbidden"
    PERMITTED = "permitted"
    REQUIRED = "required"


class Mode(enum.Enum):
    """How several named roles relate to each other."""

    __hash__ = object.__hash__  # as for RuleKind: asked for again and again

    ONE = "one"
    ANY_OF = "any_of"
    TOGETHER = "together"
    IN_ORDER = "in_order"
    ALL = "all"
    NOBODY = "nobody"


@record
class Party:
    """Who acts: one role, or several: either of them, jointly or in order."""

    mode: Mode
    roles: tuple[str, ...]

    def agrees_with(self, other: Party) -> bool:
        """Tell whether two parties are alike; only substitutes have an order."""
        if self.mode is not other.mode:
            return False
        if self.mode is Mode.IN_ORDER:
            return self.roles == other.roles
        return set(self.roles) == set(other.roles)

    def without(self, roles: Collection[str]) -> Party:
        """Return the party without some roles, its mode that of as many as are left."""
        left = tuple(role for role in self.roles if role not in roles)
        return Party(mode=self.mode if len(left) > 1 else Mode.ONE, roles=left)


class Point(NamedTuple):
    """What a conclusion says under one key of the rule language.

    The content is None, False or an empty tuple where the conclusion leaves it open.
    """

    key: str
    content: Any


@record
class Conclusion:
    """What follows from a rule; each kind of rule has a class of its own."""

    def points(self) -> Iterator[Point]:
        """Yield each point of the conclusion, also those on which it says nothing.

        A decision has a point for each function of each party: a function that adds
        up may come several times.
        """
        for name in part_names(type(self)):
            yield Point(_KEYS.get(name, name), getattr(self, name))

    def party(self, function: Function) -> Party | None:
        """Return who has a function in a decision, None where that is not said."""
        del function  # only a decision has any
        return None

    def acting(self) -> Iterator[Function]:
        """Yield the functions that somebody has in a decision."""
        yield from ()  # only a decision has any

    @property
    def grant(self) -> Grant | None:
        """What a committee grants to others by the rule, None where it is no grant."""
        return None  # only a decision has any

    def parties(self) -> Iterator[Party]:
        """Yield every party of the conclusion, in order."""
        yield from (part for part in _parts(self) if isinstance(part, Party))

    def texts(self) -> Iterator[Text]:
        """Yield what the conclusion says in words of its own, in order."""
        yield from (part for part in _parts(self) if isinstance(part, Text))

    def roles(self) -> frozenset[str]:
        """Return the roles that the conclusion gives a part: in a party or on a way."""
        return roles_of(self)

    def mapped(
        self,
        *,
        party: Callable[[Party], Party] = lambda same: same,
        text: Callable[[Text], Text] = lambda same: same,
    ) -> Self:
        """Return the conclusion with other parties and texts in place of its own."""
        changed: Self = _mapped(self, party, text)
        return changed


@record
class DecisionConclusion(Conclusion):
    """Who has which function in a decision, what is required, and its act in law.

    A function that adds up may stand several times, for parties in different modes.
    A rule has at most one of `grants`, an answer each that it rests on.
    """

    functions: tuple[tuple[Function, Party], ...]
    requires: tuple[Text, ...] = ()
    act: DecisionAct | None = None
    grants: tuple[Grant, ...] = ()

    def points(self) -> Iterator[Point]:
        """Yield each function with its party, what is required, the act, the grants."""
        yield from (Point(function.value, party) for function, party in self.functions)
        yield Point("requires", self.requires)
        yield Point("act", self.act)
        yield Point("grant", self.grants)

    @property
    def grant(self) -> Grant | None:
        """What a committee grants to others by the rule, None where it is no grant."""
        return self.grants[0] if self.grants else None

    @property
    def is_remainder(self) -> bool:
        """Whether it leaves to the committee what no row of its order names."""
        return (
            bool(self.grants)
            and self.party(Function.DECIDES) is None
            and self.party(Function.SIGNS) is None
            and self.act is not DecisionAct.EXECUTION
        )

    def roles(self) -> frozenset[str]:
        """Return the roles that have a function, or a part in a grant."""
        return roles_of(self).union(*(grant.roles() for grant in self.grants))

    def party(self, function: Function) -> Party | None:
        """Return who has a function, None where the rule does not say."""
        for name, party in self.functions:
            if name is function:
                return party
        return None

    def acting(self) -> Iterator[Function]:
        """Yield the functions that somebody has."""
        return (function for function, _ in self.functions)


@record
class ContactConclusion(Conclusion):
    """The way a contact takes: over whom, how strictly, and what if it fails.

    `musts` are the steps of the way that bind strictly, however strictly the others do.
    """

    via: tuple[str, ...] = ()
    is_free: bool = False
    strength: Strength | None = None
    musts: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()

    def links(self) -> list[tuple[Strength | None, tuple[str, ...]]]:
        """Return the way as its links: steps in a row that bind alike."""
        steps = [
            (Strength.MUST if s in self.musts else self.strength, s) for s in self.via
        ]
        return [
            (strength, tuple(step for _, step in link))
            for strength, link in groupby(steps, key=lambda step: step[0])
        ]


@record
class Advice:
    """What to do instead of a forbidden act, and over whom."""

    says: Text | None = None
    via: tuple[str, ...] = ()


@record
class ConductConclusion(Conclusion):
    """Whether an act is allowed, and what to do instead."""

    verdict: Verdict
    instead: Advice | None = None


@record
class DutyConclusion(Conclusion):
    """Whose duty it is, how often or within how long it is due, and towards whom."""

    of: Party
    every: Frequency | None = None
    within: Deadline | None = None
    towards: Party | None = None


@record
class Step:
    """One step of a procedure: who does what, with what result."""

    actor: Party
    act: Text
    result: Text | None = None


@record
class ProcedureConclusion(Conclusion):
    """The steps in order."""

    steps: tuple[Step, ...]


@record
class BodyConclusion(Conclusion):
    """What a body is made of, who leads it, where it stands and what it may."""

    members: Party | None = None
    leader: Party | None = None
    place: Party | None = None
    meets: Frequency | None = None
    mandate: Text | None = None


@record
class ClassificationConclusion(Conclusion):
    """The circumstances that follow, with their values."""

    derives: tuple[tuple[str, Value], ...]

    def roles(self) -> frozenset[str]:
        """Return no role: a role that is derived is a value, and is given no part."""
        return frozenset()


@record
class ConstraintConclusion(Conclusion):
    """Who alone may decide, and who never may; each role stands for its kinds.

    `may_be_joint` tells whether several may decide together, and `in_urgency` who may
    decide all the same by a rule that holds in urgent cases alone.
    """

    tag: str = ""
    act: DecisionAct | None = None
    only: frozenset[str] | None = None
    never: frozenset[str] = frozenset()
    may_be_joint: bool = True
    in_urgency: frozenset[str] = frozenset()

    def roles(self) -> frozenset[str]:
        """Return no role: a constraint bounds who may have a part, and gives none."""
        return frozenset()


#: The key of the rule language where the name of the field is another.
_KEYS = {
    "is_free": "free",
    "musts": "must",
    "derives": "derive",
    "may_be_joint": "together",
}
_WHOLE = (Conclusion, Advice, Step)


def roles_of(part: object) -> frozenset[str]:
    """Return the roles that are named in a conclusion, or in the content of a point."""
    return frozenset(
        role
        for each in _parts(part)
        for role in (each.roles if isinstance(each, Party) else (each,))
        if isinstance(role, str)
    )


def _parts(whole: object) -> list[object]:
    """Return what a conclusion, or a part of one, is made of: parties, texts, the rest.

    A role on a way is its id.
    """
    if isinstance(whole, tuple):
        return [each for part in whole for each in _parts(part)]
    if isinstance(whole, _WHOLE):
        return [
            each for n in part_names(type(whole)) for each in _parts(getattr(whole, n))
        ]
    return [whole]


def _mapped(
    whole: Any,  # noqa: ANN401 - any part of a conclusion, and the same comes back
    party: Callable[[Party], Party],
    text: Callable[[Text], Text],
) -> Any:  # noqa: ANN401 - as above
    """Return a conclusion, or a part of one, with other parties and texts in it."""
    if isinstance(whole, Party):
        return party(whole)
    if isinstance(whole, Text):
        return text(whole)
    if isinstance(whole, tuple):
        return tuple([_mapped(part, party, text) for part in whole])
    if isinstance(whole, _WHOLE):
        names = part_names(type(whole))
        return type(whole)(
            **{n: _mapped(getattr(whole, n), party, text) for n in names}
        )
    return whole
