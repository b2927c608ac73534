"""Answers: what follows for a question, on which passages, and why."""

from typing import Annotated, Literal, NotRequired, TypedDict

from ...answers.answer import LossReason, NoteKind, Outcome
from ...rulebook.model.conclusions import (
    Function,
)
from ...rulebook.model.rules import RuleKind
from ...rulebook.model.sources import Rank, Status
from ...space.entitlements import Scope
from ...understanding.doubts import Misgiving
from ...understanding.reader import Certainty
from ...understanding.urgency import Urgency
from .conclusions import FindingObject
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
        by: the id of the rule that sets that rule aside, or that would if its matter
            were one that the law knows.
        matter: the id of the matter of law that the rule seems to be about.
        term: which term of the grant it tells.
        source: the id of the document that it is about.
        date: the day on which the law was last compared.
        passage: the id of the passage that it is about.
        circumstance: the id of the circumstance that it is about.
        value: the value that is assumed or given for the circumstance.
    """

    kind: Annotated[str, NoteKind]
    text: str
    rule: NotRequired[str]
    by: NotRequired[str]
    matter: NotRequired[str]
    term: NotRequired[str]
    source: NotRequired[str]
    date: NotRequired[Day]
    passage: NotRequired[str]
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
        named_as: by which names the answer names the role after all: its own id, or
            those of what it is a kind of.
        misses: the rules that would have named it, the nearest miss first.
    """

    role: str
    named_as: list[str]
    misses: list[MissObject]


class ElsewhereObject(TypedDict):
    """Another municipality, where the same question may be asked.

    Attributes:
        municipality: its id.
        label: what it is called.
        command: the command that asks the question there.
    """

    municipality: str
    label: str
    command: str


class MembershipObject(TypedDict):
    """A kind of role in what a committee is responsible for.

    Attributes:
        role: the id of the role.
        committee: the id of the committee.
    """

    role: str
    committee: str


class EntitlementObject(TypedDict):
    """Whether somebody may decide a matter.

    Attributes:
        role: the id of who was asked about.
        label: what it is called.
        function: what it may do: decide, carry out or sign.
        scope: in how many of the cases of the answer.
        is_substitute: whether it steps in for a delegate, where it may not otherwise.
        only_as: as what alone it may, where it is no such role by its own name; whether
            it serves that committee is not known. Empty for without reservation.
        when: in which cases, where not in all.
        provisos: on which conditions alone, that nobody but the reader can judge.
        text: the same in words.
    """

    role: str
    label: str
    function: Annotated[str, Function]
    scope: Annotated[str, Scope]
    is_substitute: bool
    only_as: list[MembershipObject]
    when: list[WhenObject]
    provisos: list[str]
    text: str


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
        elsewhere: other municipalities, where no rule answers: those that know words of
            the question which are unknown here, or, where law alone was asked, those
            that have a rule.
        may: whether the actor may decide, where `may` is asked of a matter.
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
    elsewhere: NotRequired[list[ElsewhereObject]]
    may: NotRequired[EntitlementObject]
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


class ReservationObject(TypedDict):
    """What of a question may turn its answer round, and is in no reading of it.

    Attributes:
        doubt: `two` questions in one; `direction`, who turns to whom; `person`, another
            than the rule is about; `negation`, something is denied; `condition`, one
            that the rule does not regard; `time`, another day; `kind`, another way to
            ask than the rule answers.
        words: the words that raise the doubt.
    """

    doubt: Annotated[str, Misgiving]
    words: list[str]


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
        reservations: what of it may turn the answer round; then it is not answered.
        unknown: its words that nothing here is called by.
        is_english: whether it is in English, of which nothing is understood.
        urgency: what it tells of that does not wait for a rule; null without it.
    """

    text: str
    certainty: Annotated[str, Certainty] | Literal["elsewhere"]
    confidence: float | None
    words: str | None
    question: QuestionObject | None
    definitions: list[DefinitionObject]
    elsewhere: list[str]
    reservations: list[ReservationObject]
    unknown: list[str]
    is_english: bool
    urgency: Annotated[str, Urgency] | None


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
        outcome: whether the question was not understood, so that nobody knows whether a
            rule answers, or is unclear: it is not sure which reading is meant, or it
            names another municipality.
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
    outcome: Literal["not_understood", "unclear"]


class UnansweredOutput(Output, UnansweredObject):
    """A question in everyday words of which no reading is answered (`ask`)."""
