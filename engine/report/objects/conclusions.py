"""Conclusions: what an answer says, with where it holds and on what it rests."""

from typing import Annotated, Literal, NotRequired, TypeAlias, TypedDict

from ...answers.answer import Outcome
from ...rulebook.model.clauses import Relation
from ...rulebook.model.conclusions import DecisionAct, Mode, Strength, Verdict
from ...rulebook.model.grants import (
    Appeal,
    Consultation,
    DocumentClause,
    Notification,
    Occasion,
    SubDelegation,
)
from .parts import TermObject, WhenObject


class RoleObject(TermObject):
    """A role; a relative one, such as the nearest manager, may mean another.

    Attributes:
        means: whom it means in this question.
        provisos: where who decides is told, the conditions on which alone this one
            does, and which nobody but the reader can judge.
    """

    means: NotRequired[TermObject]
    provisos: NotRequired[list[str]]


class GroupObject(TypedDict):
    """Who acts: one role, or several and how they relate to each other.

    Attributes:
        mode: whether it is one role, each of several alone, all together, the next when
            the one before is absent, all without order, or nobody.
        roles: the roles.
    """

    mode: Annotated[str, Mode]
    roles: list[RoleObject]


class PartyObject(GroupObject):
    """Who has a function.

    Attributes:
        groups: the groups that the roles fall into, where several have the function
            (`mode` is then `all`).
    """

    groups: NotRequired[list[GroupObject]]


class FindingHead(TypedDict):
    """What each conclusion of an answer begins with.

    Attributes:
        otherwise: that it holds wherever none of the others does.
        when: where it holds; empty when it holds wherever the answer does.
        outcome: what the answer is there.
        notes: the numbers, from 0, of the notes of the answer that concern this case
            and not every other one.
    """

    otherwise: NotRequired[Literal[True]]
    when: WhenObject
    outcome: Annotated[str, Outcome]
    notes: NotRequired[list[int]]


class FindingTail(TypedDict):
    """What each conclusion of an answer ends with.

    Attributes:
        rules: the ids of the rules that it rests on.
        citations: the ids of the passages that it rests on.
        left_out: the kinds of a role asked about for which it does not hold.
    """

    rules: list[str]
    citations: list[str]
    left_out: NotRequired[list[TermObject]]


class NoFindingObject(FindingHead, FindingTail):
    """A case in which no rule answers."""


class FunctionsObject(TypedDict):
    """Who has which function in a decision.

    Attributes:
        decides: who decides.
        approves: who approves what has been decided.
        proposes: who proposes.
        prepares: who prepares the matter.
        consulted: who must be asked.
        informed: who must be told.
        carries_out: who carries the decision out.
        signs: who signs what is decided.
        follows_up: who follows up.
        leads: who leads the work.
        responsible: who answers for it.
    """

    decides: NotRequired[PartyObject]
    approves: NotRequired[PartyObject]
    proposes: NotRequired[PartyObject]
    prepares: NotRequired[PartyObject]
    consulted: NotRequired[PartyObject]
    informed: NotRequired[PartyObject]
    carries_out: NotRequired[PartyObject]
    signs: NotRequired[PartyObject]
    follows_up: NotRequired[PartyObject]
    leads: NotRequired[PartyObject]
    responsible: NotRequired[PartyObject]


class SubstituteObject(TypedDict):
    """Who steps in for a delegate.

    Attributes:
        role: who steps in.
        on: on which occasion alone; null whenever the delegate cannot decide.
    """

    role: RoleObject
    on: Annotated[str, Occasion] | None


class SubstitutesObject(TypedDict):
    """Who steps in for a delegate, in order.

    Attributes:
        delegate: for whom.
        substitutes: who steps in, the next where the one before cannot.
    """

    delegate: RoleObject
    substitutes: list[SubstituteObject]


class ConsultationObject(TypedDict):
    """Whom a delegate consults.

    Attributes:
        role: whom.
        way: together with the delegate, or before the decision.
        documented: whether the consultation must be documented.
    """

    role: RoleObject
    way: Annotated[str, Consultation]
    documented: bool


class RelationObject(TypedDict):
    """A delegate whom a row finds by what they are to somebody.

    Attributes:
        role: by which name.
        relation: how whoever is meant is found.
    """

    role: RoleObject
    relation: Annotated[str, Relation]


class PeopleClausesObject(TypedDict):
    """What an order says once of everybody who decides by it.

    Attributes:
        superior_on_absence: that the superior decides while a delegate is away.
        sole_holder: the same where nobody else holds the delegate's role.
        temporary: whether somebody appointed for a time has what the role has; null
            where the order does not say.
        new_employee: for how many months a new employee is no delegate; 0 for none.
        may_lift: that a delegate may lift a matter to the committee.
        may_take_over: that the committee may take over a matter.
        two_members: of which delegates two members may lift a matter.
        cannot_wait: who decides what cannot wait for a delegate.
    """

    superior_on_absence: bool
    sole_holder: bool
    temporary: bool | None
    new_employee: int
    may_lift: bool
    may_take_over: bool
    two_members: list[RoleObject]
    cannot_wait: list[SubstitutesObject]


class GrantObject(TypedDict):
    """What a committee grants by one row of its delegation order.

    Attributes:
        by: the committee, which may always decide itself.
        through: who has passed it on, where the committee lets somebody do that.
        point: the number of the row in the order; empty where it has none.
        delegates: who may decide by it, each alone.
        superiors: their superiors who may decide too.
        substitutes: who steps in for whom.
        consults: whom a delegate consults.
        laws: the provisions that the order names.
        clauses: what the order says once of all its rows.
        notification: when decisions are told to the committee; null where the order
            does not say.
        told_to: who is told in the place of the committee.
        told: how or on which condition they are told, in the words of the order.
        sub_delegation: whether it may be passed on; null where the order does not say.
        passed_on: how far, in the words of the order.
        appeal: in which way a decision is appealed; null where the order does not say.
        appealed: to which instance, in the words of the order.
        provisos: conditions that cannot be judged here, in the words of the order.
        relations: delegates whom the row names nobody for good.
        people: what the order says once of everybody who decides by it.
    """

    by: RoleObject
    through: NotRequired[RoleObject]
    point: str
    delegates: list[RoleObject]
    superiors: list[RoleObject]
    substitutes: list[SubstitutesObject]
    consults: list[ConsultationObject]
    laws: list[str]
    clauses: list[Annotated[str, DocumentClause]]
    notification: Annotated[str, Notification] | None
    told_to: NotRequired[RoleObject]
    told: NotRequired[str]
    sub_delegation: Annotated[str, SubDelegation] | None
    passed_on: NotRequired[str]
    appeal: Annotated[str, Appeal] | None
    appealed: NotRequired[str]
    provisos: list[str]
    relations: NotRequired[list[RelationObject]]
    people: NotRequired[PeopleClausesObject]


class DecisionObject(FunctionsObject):
    """Who has which function in a decision, and what it takes.

    Attributes:
        requires: documents and steps that must come before.
        act: what kind of act the decision is in law.
        grants: the rows of a delegation order by which somebody decides.
    """

    requires: NotRequired[list[str]]
    act: NotRequired[Annotated[str, DecisionAct]]
    grants: NotRequired[list[GrantObject]]


class ContactObject(TypedDict):
    """Which way a contact takes.

    Attributes:
        free: whether it needs no intermediary.
        via: over whom it goes, in order.
        strength: how strongly the way binds; null where the rules do not say.
        must: the steps of the way that bind strictly, however strongly the others do.
        fallback: over whom it goes when that does not help, in order.
    """

    free: bool
    via: list[RoleObject]
    strength: Annotated[str, Strength] | None
    must: list[RoleObject]
    fallback: list[RoleObject]


class InsteadObject(TypedDict):
    """What to do instead of something forbidden.

    Attributes:
        says: what to do, in a sentence.
        via: over whom to go, in order.
    """

    says: str | None
    via: list[RoleObject]


class ConductObject(TypedDict):
    """Whether somebody may do something.

    Attributes:
        verdict: whether it is forbidden, permitted or required.
        instead: what to do instead; null where the rules do not say.
    """

    verdict: Annotated[str, Verdict]
    instead: InsteadObject | None


class DutyObject(TypedDict):
    """What somebody must do.

    Attributes:
        of: whose duty it is.
        duty: the duty, in a sentence.
        every: how often, in words; null where the rules do not say.
        within: within how long, in words; null where the rules do not say.
        towards: towards whom; null where the rules do not say.
    """

    of: GroupObject
    duty: str
    every: str | None
    within: str | None
    towards: GroupObject | None


class StepObject(TypedDict):
    """One step of a procedure.

    Attributes:
        actor: who does it.
        act: what is done.
        result: what comes of it; null where the rules do not say.
    """

    actor: GroupObject
    act: str
    result: str | None


class ProcedureObject(TypedDict):
    """How something is done.

    Attributes:
        steps: the steps in order.
    """

    steps: list[StepObject]


class BodyObject(TypedDict):
    """What an organ is.

    Attributes:
        leader: who leads it; null where the rules do not say, as for all that follows.
        members: who belongs to it.
        place: under whom it stands.
        meets: how often it meets, in words.
        mandate: what it may do, in a sentence.
    """

    leader: GroupObject | None
    members: GroupObject | None
    place: GroupObject | None
    meets: str | None
    mandate: str | None


class DecisionFinding(FindingHead, DecisionObject, FindingTail):
    """A conclusion about who decides."""


class ContactFinding(FindingHead, ContactObject, FindingTail):
    """A conclusion about which way a contact takes."""


class ConductFinding(FindingHead, ConductObject, FindingTail):
    """A conclusion about whether somebody may do something."""


class DutyFinding(FindingHead, DutyObject, FindingTail):
    """A conclusion about what somebody must do."""


class ProcedureFinding(FindingHead, ProcedureObject, FindingTail):
    """A conclusion about how something is done."""


class BodyFinding(FindingHead, BodyObject, FindingTail):
    """A conclusion about what an organ is."""


FindingObject: TypeAlias = (
    NoFindingObject
    | DecisionFinding
    | ContactFinding
    | ConductFinding
    | DutyFinding
    | ProcedureFinding
    | BodyFinding
)
