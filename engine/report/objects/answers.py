"""Answers: what follows for a question, on which passages, and why."""

from typing import Annotated, Literal, NotRequired, TypeAlias, TypedDict

from ...answers.answer import LossReason, NoteKind, Outcome
from ...rulebook.model.conclusions import (
    DecisionAct,
    Function,
    Mode,
    Strength,
    Verdict,
)
from ...rulebook.model.rules import RuleKind
from ...rulebook.model.sources import Rank, Status
from ...understanding.reader import Certainty
from .parts import Day, Output, PlainValue, SlotName, TermObject, WhenObject

# the question -------------------------------------------------------------------------


class QuestionObject(TypedDict):
    """What is asked, and what is known.

    Attributes:
        kind: what kind of question it is.
        municipality: whose rules count; null for law and general guidance alone.
        asked: what the question is about, by the places that are filled.
        date: the day it is asked for.
        given: the circumstances that are known, by their ids.
    """

    kind: Annotated[str, RuleKind]
    municipality: str | None
    asked: dict[SlotName, TermObject]
    date: Day
    given: dict[str, PlainValue]


# conclusions --------------------------------------------------------------------------


class RoleObject(TermObject):
    """A role; a relative one, such as the nearest manager, may mean another.

    Attributes:
        means: whom it means in this question.
    """

    means: NotRequired[TermObject]


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
    """

    rules: list[str]
    citations: list[str]


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
        follows_up: who follows up.
        leads: who leads the work.
    """

    decides: NotRequired[PartyObject]
    approves: NotRequired[PartyObject]
    proposes: NotRequired[PartyObject]
    prepares: NotRequired[PartyObject]
    consulted: NotRequired[PartyObject]
    informed: NotRequired[PartyObject]
    carries_out: NotRequired[PartyObject]
    follows_up: NotRequired[PartyObject]
    leads: NotRequired[PartyObject]


class DecisionObject(FunctionsObject):
    """Who has which function in a decision, and what it takes.

    Attributes:
        requires: documents and steps that must come before.
        act: what kind of act the decision is in law.
    """

    requires: NotRequired[list[str]]
    act: NotRequired[Annotated[str, DecisionAct]]


class ContactObject(TypedDict):
    """Which way a contact takes.

    Attributes:
        free: whether it needs no intermediary.
        via: over whom it goes, in order.
        strength: how strongly the way binds; null where the rules do not say.
        fallback: over whom it goes when that does not help, in order.
    """

    free: bool
    via: list[RoleObject]
    strength: Annotated[str, Strength] | None
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
        towards: towards whom; null where the rules do not say.
    """

    of: GroupObject
    duty: str
    every: str | None
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

# the answer ---------------------------------------------------------------------------


class DerivedObject(TypedDict):
    """A circumstance that a classification gave its value.

    Attributes:
        circumstance: its id.
        label: what it is called.
        value: the value.
        rule: the id of the classification.
    """

    circumstance: str
    label: str
    value: PlainValue
    rule: str


class CitationObject(TypedDict):
    """A passage that an answer rests on.

    Attributes:
        passage: the id of the passage.
        source: the id of the document.
        title: the title of the document.
        section: the section of the document, as it is headed there.
        place: the place within the section; null for all of it.
        gist: what the passage says, in our own words.
        rank: the rank of the document.
        status: whether the document is adopted, proposed or published.
    """

    passage: str
    source: str
    title: str
    section: str
    place: str | None
    gist: str
    rank: Annotated[str, Rank]
    status: Annotated[str, Status]


class NoteObject(TypedDict):
    """Something that an answer says beside its conclusion.

    Attributes:
        kind: what kind of note it is.
        text: the note in a sentence.
        rule: the id of the rule that it is about.
        by: the id of the rule that sets that rule aside.
        source: the id of the document that it is about.
        circumstance: the id of the circumstance that it is about.
        value: the value that is assumed or given for the circumstance.
    """

    kind: Annotated[str, NoteKind]
    text: str
    rule: NotRequired[str]
    by: NotRequired[str]
    source: NotRequired[str]
    circumstance: NotRequired[str]
    value: NotRequired[PlainValue]


class LossObject(TypedDict):
    """A rule that fired and yielded to another.

    Attributes:
        rule: the id of the rule.
        to: the id of the rule that it yielded to.
        reason: why it yielded.
        function: in which function; null for the whole rule.
    """

    rule: str
    to: str
    reason: Annotated[str, LossReason]
    function: Annotated[str, Function] | None


class MissObject(TypedDict):
    """A rule that did not prevail.

    Attributes:
        rule: the id of the rule.
        in_force: whether it is in force on the day.
        conditions: the ids of the circumstances that are not as the rule wants them.
        why: what kept it from prevailing, in a sentence.
    """

    rule: str
    in_force: bool
    conditions: list[str]
    why: str


class TrailObject(TypedDict):
    """Which rules led to an answer (`--why`).

    Attributes:
        fired: the ids of the rules whose conditions hold.
        lost: those of them that yielded to others.
        failed: the rules whose conditions do not hold, the nearest miss first.
    """

    fired: list[str]
    lost: list[LossObject]
    failed: list[MissObject]


class WhyNotObject(TypedDict):
    """Why an answer does not name a role (`--why-not`).

    Attributes:
        role: the id of the role.
        misses: the rules that would have named it, the nearest miss first.
    """

    role: str
    misses: list[MissObject]


class AnswerObject(TypedDict):
    """What follows from the rules for a question.

    Attributes:
        question: what was asked.
        outcome: whether it is answered, depends on what is not known, has no rule, or
            is a conflict between rules; one that depends is a conflict when the rules
            contradict each other in some case.
        answers: the conclusions: in an answer that depends one for each case, in a
            conflict one for each side.
        depends_on: the circumstances that an answer which depends would need to know;
            where it names any, each of the answers holds in some cases only.
        derived: the circumstances that classifications gave their values.
        rules: the ids of the rules that prevailed.
        candidates: the ids of the rules that may prevail, where the answer depends.
        citations: the passages that the answer rests on.
        notes: what it says besides.
        nearest: the nearest subjects that have a rule, where this one has none: ids by
            the places they fill.
        trail: which rules led to the answer, with `--why`.
        why_not: why a role is not named, with `--why-not`.
    """

    question: QuestionObject
    outcome: Annotated[str, Outcome]
    answers: list[FindingObject]
    depends_on: list[TermObject]
    derived: list[DerivedObject]
    rules: list[str]
    candidates: list[str]
    citations: list[CitationObject]
    notes: list[NoteObject]
    nearest: list[dict[SlotName, str]]
    trail: NotRequired[TrailObject]
    why_not: NotRequired[WhyNotObject]


class AnswerOutput(Output, AnswerObject):
    """The answer to a question (`who`, `route`, `may`)."""


# free questions -----------------------------------------------------------------------


class DefinitionObject(TypedDict):
    """What a document says that a word means.

    Attributes:
        text: the meaning.
        citation: where it stands, in words.
    """

    text: str
    citation: str


class UnderstoodObject(TypedDict):
    """How a question in everyday words was understood.

    Attributes:
        text: the question as it was typed.
        certainty: how sure it is what was asked; `elsewhere` when the question names
            another municipality, which is then not answered for.
        confidence: the chance that the reading is meant, 0 to 1; null without one.
        words: the reading in words; null without one.
        question: the reading; null without one.
        definitions: what documents say that words of the question mean.
        elsewhere: the ids of other municipalities that the question names.
    """

    text: str
    certainty: Annotated[str, Certainty] | Literal["elsewhere"]
    confidence: float | None
    words: str | None
    question: QuestionObject | None
    definitions: list[DefinitionObject]
    elsewhere: list[str]


class AlternativeObject(TypedDict):
    """Something else that a question may mean.

    Attributes:
        words: the reading in words.
        command: the command that asks it.
        confidence: the chance that it is meant, 0 to 1.
        question: the reading.
    """

    words: str
    command: str
    confidence: float
    question: QuestionObject


class ReadingObject(TypedDict):
    """How a question in everyday words was understood, and what else it may mean.

    Attributes:
        understood: how it was understood.
        alternatives: what else it may mean, the likeliest first.
    """

    understood: UnderstoodObject
    alternatives: list[AlternativeObject]


class AskOutput(AnswerOutput, ReadingObject):
    """The answer to a question in everyday words (`ask`)."""


class UnansweredObject(ReadingObject):
    """A question in everyday words of which no reading is answered.

    Attributes:
        question: null, as there is none.
        answers: empty, as everything that follows.
        depends_on: empty.
        derived: empty.
        rules: empty.
        candidates: empty.
        citations: empty.
        notes: empty.
        nearest: empty.
        outcome: whether no rule answers, or the question is unclear: several readings
            fit alike, or it names another municipality.
    """

    question: None
    answers: list[FindingObject]
    depends_on: list[TermObject]
    derived: list[DerivedObject]
    rules: list[str]
    candidates: list[str]
    citations: list[CitationObject]
    notes: list[NoteObject]
    nearest: list[dict[SlotName, str]]
    outcome: Literal["no_rule", "unclear"]


class UnansweredOutput(Output, UnansweredObject):
    """A question in everyday words of which no reading is answered (`ask`)."""
