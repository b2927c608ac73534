"""Rules: one statement each, with conditions, a conclusion and its passages."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from .conditions import Condition
    from .problems import Place
    from .sources import Frequency, Rank, Status, Validity
    from .texts import Text
    from .values import Value


class RuleKind(enum.Enum):
    """What kind of statement a rule is; the first six can be asked about."""

    __hash__ = object.__hash__  # members are unique; Enum's own hash is Python code

    DECISION = "decision"
    CONTACT = "contact"
    CONDUCT = "conduct"
    DUTY = "duty"
    PROCEDURE = "procedure"
    BODY = "body"
    CLASSIFICATION = "classification"
    CONSTRAINT = "constraint"


class Function(enum.Enum):
    """What a role does in a decision."""

    DECIDES = "decides"
    APPROVES = "approves"
    PROPOSES = "proposes"
    PREPARES = "prepares"
    CONSULTED = "consulted"
    INFORMED = "informed"
    CARRIES_OUT = "carries_out"
    FOLLOWS_UP = "follows_up"
    LEADS = "leads"


#: Functions where two rules that name different roles contradict each other.
EXCLUSIVE = frozenset(
    {Function.DECIDES, Function.APPROVES, Function.CARRIES_OUT, Function.LEADS}
)


class DecisionAct(enum.Enum):
    """What kind of act a decision is in law."""

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

    ONE = "one"
    ANY_OF = "any_of"
    TOGETHER = "together"
    IN_ORDER = "in_order"
    ALL = "all"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who: one role, or several that are alternatives, jointly or in order."""

    mode: Mode
    roles: tuple[str, ...]

    def agrees_with(self, other: Party) -> bool:
        """Tell whether both name the same, order counting only where it matters."""
        if self.mode is not other.mode:
            return False
        if self.mode is Mode.IN_ORDER:
            return self.roles == other.roles
        return set(self.roles) == set(other.roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionConclusion:
    """Who has which function in a decision, what is required, and its act in law.

    A function that adds up may stand several times, for parties in different modes.
    """

    functions: tuple[tuple[Function, Party], ...]
    requires: tuple[Text, ...] = ()
    act: DecisionAct | None = None

    def party(self, function: Function) -> Party | None:
        """Return who has `function`, or None when the rule does not say."""
        return next((party for name, party in self.functions if name is function), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactConclusion:
    """The way a contact takes: over whom, how strictly, and what if it fails."""

    via: tuple[str, ...] = ()
    is_free: bool = False
    strength: Strength | None = None
    fallback: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """What to do instead of a forbidden act, and over whom."""

    says: Text | None = None
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConductConclusion:
    """Whether an act is allowed, and what to do instead."""

    verdict: Verdict
    instead: Instead | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyConclusion:
    """Whose duty it is, how often it falls due, and towards whom."""

    of: Party
    every: Frequency | None = None
    towards: Party | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a procedure: who does what, with what result."""

    actor: Party
    act: Text
    result: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureConclusion:
    """The steps in order."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyConclusion:
    """What a body is made of, who leads it, where it stands and what it may."""

    members: Party | None = None
    leader: Party | None = None
    place: Party | None = None
    meets: Frequency | None = None
    mandate: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassificationConclusion:
    """The circumstances that follow, with their values."""

    derives: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstraintConclusion:
    """Who alone may decide, and who never may; each role stands for its kinds.

    With `is_alone` several may not decide jointly either.
    """

    tag: str = ""
    act: DecisionAct | None = None
    only: frozenset[str] | None = None
    never: frozenset[str] = frozenset()
    is_alone: bool = False


Conclusion = (
    DecisionConclusion
    | ContactConclusion
    | ConductConclusion
    | DutyConclusion
    | ProcedureConclusion
    | BodyConclusion
    | ClassificationConclusion
    | ConstraintConclusion
)


class Slot(enum.Enum):
    """A place in a question that is filled with a role, a matter or an act."""

    __hash__ = object.__hash__  # as for RuleKind: every question is looked up by it

    MATTER = "matter"
    FROM = "from"
    TO = "to"
    ABOUT = "about"
    ACTOR = "actor"
    DOES = "does"
    OF = "of"
    BODY = "body"


#: Whom a rule of contact, conduct or duty binds stands in one of these slots.
BOUND_SLOTS = frozenset({Slot.FROM, Slot.ACTOR, Slot.OF})


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule. `id` is the full id `pack/name`, stable for ever.

    `scope` says which ids each slot of a question may be (or be a kind of); a
    slot that is not in it may be anything. The roles in `exempt`, and their kinds,
    it does not bind. `validity` is the rule's own, within
    that of the sources it rests on. `rank` is the highest among them.
    """

    id: str
    kind: RuleKind
    scope: tuple[tuple[Slot, frozenset[str]], ...]
    exempt: frozenset[str] = frozenset()
    conclusion: Conclusion
    says: Text
    when: tuple[Condition, ...] = ()
    unless: tuple[tuple[Condition, ...], ...] = ()
    validity: Validity
    source_validities: tuple[Validity, ...] = ()
    cites: tuple[str, ...]
    overrides: frozenset[str] = frozenset()
    is_mandatory: bool = False
    asks: tuple[str, ...] = ()
    note: Text | None = None
    rank: Rank
    status: Status
    place: Place

    def is_in_force(self, on: dt.date) -> bool:
        """Tell whether the rule and at least one of its sources is in force."""
        return self.validity.is_in_force(on) and (
            not self.source_validities
            or any(source.is_in_force(on) for source in self.source_validities)
        )

    @cached_property
    def circumstances(self) -> frozenset[str]:
        """The circumstances its conditions and exceptions mention."""
        groups = (self.when, *self.unless)
        return frozenset(c.circumstance for group in groups for c in group)

    @cached_property
    def scope_of(self) -> Mapping[Slot, frozenset[str]]:
        """The scope as a mapping."""
        return dict(self.scope)

    def told_apart(self, slot: Slot) -> frozenset[str]:
        """Return the ids that make a difference to the rule in a slot."""
        named = self.scope_of.get(slot, frozenset())
        return named | self.exempt if slot in BOUND_SLOTS else named

    def with_conditions(
        self, when: tuple[Condition, ...], unless: tuple[tuple[Condition, ...], ...]
    ) -> Rule:
        """Return the same rule with other conditions."""
        return replace(self, when=when, unless=unless)
