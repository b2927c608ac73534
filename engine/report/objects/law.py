"""What has changed in the law, and what is covered of it."""

from typing import Annotated, TypedDict

from ...rulebook.tracing.law import LawChange, NotCompared
from .parts import Day, Output


class SectionChangeObject(TypedDict):
    """A section of an act that is no longer as it was registered, or is new.

    Attributes:
        source: the id of the document that the act is.
        section: the number, as registered or, of a new section, as it stands.
        change: what became of it.
        omitted: whether the section was left out when the act was registered.
        passages: the ids of the registered passages of the section.
        moved_to: the number under which its text stands now.
        amended: the number of the act that last changed it, where the text tells.
        since: the day on which that act came into force, where the text tells.
        file: the text compared with.
        line: where the section stands in it.
        rules: the ids of the rules that rest on it.
        scenarios: the ids of the scenarios that rest on it.
        municipalities: the ids of the municipalities in which such a rule holds.
    """

    source: str
    section: str
    change: Annotated[str, LawChange]
    omitted: bool
    passages: list[str]
    moved_to: str | None
    amended: str | None
    since: Day | None
    file: str
    line: int
    rules: list[str]
    scenarios: list[str]
    municipalities: list[str]


class ComparisonGapObject(TypedDict):
    """Something of the law that was not compared.

    Attributes:
        thing: the id of a passage or of a document.
        section: the number of the section, empty for a whole document.
        reason: why it was not compared.
    """

    thing: str
    section: str
    reason: Annotated[str, NotCompared]


class LaterWordingObject(TypedDict):
    """A registered section of which the text already has another wording.

    Attributes:
        section: the number of the section.
        day: the day on which that wording comes into force, null where the government
            is to decide on it.
    """

    section: str
    day: Day | None


class ComparedActObject(TypedDict):
    """An act of which sections were compared.

    Attributes:
        source: the id of the document.
        number: the number of the act.
        file: the text compared with.
        compared: how many sections were compared, those left out included.
        unchanged: how many of them read as registered.
        later: the sections with a wording that is known to come.
    """

    source: str
    number: str
    file: str
    compared: int
    unchanged: int
    later: list[LaterWordingObject]


class LawCheckOutput(Output):
    """The registered law beside the texts of its acts (`law check`).

    Attributes:
        is_unchanged: whether sections were compared, all of them, and none differs.
        date: the day whose wordings were compared.
        since: the day from which on an amendment counts, null where all count.
        acts: the acts that were compared.
        changes: the sections that differ.
        not_compared: what could not be compared; it never counts as equal.
        older: how many changes were left out because they came before `since`.
        unused: how many texts of other acts there are.
    """

    is_unchanged: bool
    date: Day
    since: Day | None
    acts: list[ComparedActObject]
    changes: list[SectionChangeObject]
    not_compared: list[ComparisonGapObject]
    older: int
    unused: int


class SectionMarkObject(TypedDict):
    """The fingerprint of a section, to be registered.

    Attributes:
        section: the number of the section, or a list of several.
        passage: the id of the passage, null for sections that are left out.
        fingerprint: the fingerprint of the text.
        amended: the number of the act that last changed it; null for the original.
    """

    section: str
    passage: str | None
    fingerprint: str
    amended: str | None


class ActMarksObject(TypedDict):
    """What is to be registered of an act.

    Attributes:
        source: the id of the document.
        marks: the fingerprints that are written.
        sections: the list of the sections of the act, null where it stays as it is.
        differing: the sections that read otherwise than registered.
        missing: the registered sections that do not stand in the text.
    """

    source: str
    marks: list[SectionMarkObject]
    sections: list[str] | None
    differing: list[str]
    missing: list[str]


class LawRegistrationOutput(Output):
    """Fingerprints of the sections of acts (`law register`).

    Attributes:
        is_written: whether they have been written to the files of the packs.
        acts: what is registered of each act.
        without_text: the ids of the documents whose text is not in the folder.
    """

    is_written: bool
    acts: list[ActMarksObject]
    without_text: list[str]


class OmissionObject(TypedDict):
    """Sections that no passage is registered of.

    Attributes:
        sections: lists of sections.
        because: why no rule could rest on them.
    """

    sections: list[str]
    because: str


class PendingObject(TypedDict):
    """A change of a section that is known to come and has not been read.

    Attributes:
        passage: the id of the passage.
        says: what is known of the change.
    """

    passage: str
    says: str


class ActObject(TypedDict):
    """An act that rules rest on, and what is taken from it.

    Attributes:
        source: the id of the document.
        title: its title.
        number: its number in the statute book.
        compared: the day up to which it was compared; null where that is unknown.
        is_whole: whether every section is listed, as taken up or left out.
        taken: the sections that a passage is registered of.
        omitted: the sections left out, with the reason.
        unlisted: those that nobody has said anything of, of an act that is whole.
        pending: the changes known to come.
    """

    source: str
    title: str
    number: str
    compared: Day | None
    is_whole: bool
    taken: list[str]
    omitted: list[OmissionObject]
    unlisted: list[str]
    pending: list[PendingObject]


class LawOutput(Output):
    """The acts that rules rest on, and what is taken from each (`law`).

    Attributes:
        municipality: whose rules; null for law and general guidance alone.
        acts: the acts.
    """

    municipality: str | None
    acts: list[ActObject]
