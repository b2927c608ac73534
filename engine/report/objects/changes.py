"""Changes: what two editions of the rules, or two days, answer differently."""

from typing import Annotated, TypeAlias, TypedDict

from ...answers.answer import Outcome
from ...rulebook.model.rules import RuleKind
from .answers import CitationObject
from .conclusions import FindingObject
from .parts import Choice, Day, IntervalObject, Output, PlainValue, SlotName

#: What became of something.
ChangeName: TypeAlias = Annotated[str, Choice(("changed", "added", "removed"))]
#: What somebody reads: one text, or several; null for none.
ReadTexts: TypeAlias = str | list[str] | None


class EditionObject(TypedDict):
    """One of the two sides of a comparison.

    Attributes:
        name: what it was called by.
        revision: the id of the git commit; null for a folder.
        rules: where its rules lie.
        on: the day it is asked on; null for every day.
    """

    name: str
    revision: str | None
    rules: str
    on: Day | None


class ComparedObject(TypedDict):
    """Which municipalities were compared.

    Attributes:
        compared: the ids of those that both editions have; empty for law alone.
        new: the ids of those that only the new one has.
        removed: the ids of those that only the old one has.
    """

    compared: list[str]
    new: list[str]
    removed: list[str]


class KeptToObject(TypedDict):
    """What the comparison kept to.

    Attributes:
        municipality: the municipality, as it was named; null for all.
        only: the ids of what it kept to (`--only`); empty for everything.
    """

    municipality: str | None
    only: list[str]


class SummaryObject(TypedDict):
    """What differs, in numbers.

    Attributes:
        text: the same in a sentence.
        rules: how many rules were compared.
        answers: how many rows tell of another answer.
        reasons: how many rows tell of other reasons for the same answer.
        remarks: how many rows tell of another remark in the same answer.
        uncovered: how many of the changed questions no scenario asks.
        scenarios: how many scenarios have another outcome.
        without_effect: how many changed rules change no answer.
        reworded: how many texts only read differently.
        too_large: how many subjects could not be compared.
    """

    text: str
    rules: int
    answers: int
    reasons: int
    remarks: int
    uncovered: int
    scenarios: int
    without_effect: int
    reworded: int
    too_large: int


class SlotSetObject(TypedDict):
    """What stands in a place of the changed questions.

    Attributes:
        ids: the ids, each of which may stand there.
        any: whether anything may stand there.
        optional: whether it may also be left out.
    """

    ids: list[str]
    any: bool
    optional: bool


class RowSpanObject(TypedDict):
    """Which values of a circumstance a row is about.

    Attributes:
        values: the values.
        or_unsaid: whether the row is also about questions that do not say it.
    """

    values: list[PlainValue | IntervalObject]
    or_unsaid: bool


class DaysObject(TypedDict):
    """Days in a row, both ends included.

    Attributes:
        first: the first day; null for no beginning.
        last: the last day; null for no end.
    """

    first: Day | None
    last: Day | None


class SideObject(TypedDict):
    """What one edition answers.

    Attributes:
        outcome: what becomes of the question.
        depends_on: the ids of the circumstances that the answer depends on.
        answers: the conclusions.
    """

    outcome: Annotated[str, Outcome]
    depends_on: list[str]
    answers: list[FindingObject]


class SideCitationsObject(TypedDict):
    """The passages that the answers of both editions rest on.

    Attributes:
        before: those of the old one.
        after: those of the new one.
    """

    before: list[CitationObject]
    after: list[CitationObject]


class ChangeRowObject(TypedDict):
    """Questions that changed in one way.

    Attributes:
        when: which questions, by the circumstances they give; empty for all.
        days: on which days; empty for every day.
        before: what the old edition answers; null where it has no such question.
        after: what the new edition answers; null where it has no such question.
        citations: the passages that the answers rest on.
        rules: the ids of the rules that make the difference.
        why: what differs in the reasons, in sentences, where the answer is the same.
        scenarios: the ids of the scenarios that ask one of these questions.
    """

    when: dict[str, RowSpanObject]
    days: list[DaysObject]
    before: SideObject | None
    after: SideObject | None
    citations: SideCitationsObject
    rules: list[str]
    why: list[str]
    scenarios: list[str]


class ChangeGroupObject(TypedDict):
    """A subject, or several that changed alike.

    Attributes:
        subject: what it is, in words.
        change: whether it is new, gone or changed.
        municipalities: the ids of the municipalities in which it is so.
        kind: what kind of question it is.
        slots: what it is about, by the places that are filled.
        rows: what changed.
    """

    subject: str
    change: ChangeName
    municipalities: list[str]
    kind: Annotated[str, RuleKind]
    slots: dict[SlotName, SlotSetObject]
    rows: list[ChangeRowObject]


class RuleChangeObject(TypedDict):
    """A rule that makes a difference, or that changed without one.

    Attributes:
        id: its id.
        change: what became of it; null where it is as it was.
        before: the old sentence; null for none.
        after: the new sentence; null for none.
        file: the file; null where it is in neither edition.
        line: the line; null where it is in neither edition.
    """

    id: str
    change: ChangeName | None
    before: str | None
    after: str | None
    file: str | None
    line: int | None


class CauseObject(TypedDict):
    """Something besides the rules that differs and bears on answers.

    Attributes:
        municipality: where.
        sort: what it is a property of.
        id: the id of that.
        part: the property.
        text: the difference in a sentence.
    """

    municipality: str
    sort: str
    id: str
    part: str
    text: str


class PostChangeObject(TypedDict):
    """A post that differs; no answer to a question rests on posts.

    Attributes:
        municipality: the id of its municipality.
        id: its id.
        change: whether it is new, gone or changed.
        parts: what differs of it, by name; empty for one that is new or gone.
        text: what became of it, in words.
    """

    municipality: str
    id: str
    change: ChangeName
    parts: list[str]
    text: str


class RewordedObject(TypedDict):
    """A text that reads differently and means the same.

    Attributes:
        sort: what it is a text of.
        id: the id of that.
        part: which of its texts.
        before: how it read.
        after: how it reads.
    """

    sort: str
    id: str
    part: str
    before: ReadTexts
    after: ReadTexts


class RenamedObject(TypedDict):
    """A rule that is called something else and says the same.

    Attributes:
        before: the old id.
        after: the new id.
    """

    before: str
    after: str


class WordsObject(TypedDict):
    """Words of the vocabulary that one edition alone has.

    Attributes:
        new: the ids of those that only the new one has.
        gone: the ids of those that only the old one has.
    """

    new: list[str]
    gone: list[str]


class ScenarioChangeObject(TypedDict):
    """A scenario with another outcome.

    Attributes:
        id: its id.
        municipality: whose rules it asks.
        file: its file.
        line: its line.
        is_answer_changed: whether it gets another answer.
        was_met: whether the old answer was as it expects; null if not asked.
        is_met: whether the new answer is as it expects; null if not asked.
        before: the old answer; null for none.
        after: the new answer; null for none.
    """

    id: str
    municipality: str
    file: str
    line: int
    is_answer_changed: bool
    was_met: bool | None
    is_met: bool | None
    before: SideObject | None
    after: SideObject | None


class DiffOutput(Output):
    """What two editions of the rules, or two days, answer differently (`diff`).

    Attributes:
        old: the edition before.
        new: the edition after.
        municipalities: which municipalities were compared.
        kept_to: what the comparison kept to.
        is_compared: whether there was a rule to compare.
        is_answer_changed: whether some question has another answer.
        summary: what differs, in numbers.
        answers: the questions with another answer, and new and removed subjects.
        reasons: the questions with the same answer for other reasons.
        remarks: the questions with the same answer and another remark in it.
        rules: the rules that make the difference.
        without_effect: the changed rules that change no answer.
        causes: what besides rules differs and bears on answers.
        posts: the posts that differ.
        reworded: the texts that only read differently.
        renamed: the rules that only have another id.
        words: the words that one edition alone has.
        scenarios: the scenarios with another outcome.
        too_large: the subjects that could not be compared, in words.
    """

    old: EditionObject
    new: EditionObject
    municipalities: ComparedObject
    kept_to: KeptToObject
    is_compared: bool
    is_answer_changed: bool
    summary: SummaryObject
    answers: list[ChangeGroupObject]
    reasons: list[ChangeGroupObject]
    remarks: list[ChangeGroupObject]
    rules: list[RuleChangeObject]
    without_effect: list[RuleChangeObject]
    causes: list[CauseObject]
    posts: list[PostChangeObject]
    reworded: list[RewordedObject]
    renamed: list[RenamedObject]
    words: WordsObject
    scenarios: list[ScenarioChangeObject]
    too_large: list[str]
