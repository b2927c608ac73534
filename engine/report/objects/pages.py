"""Pages about one thing of the rulebook, and lists of rules and of documents."""

from typing import Annotated, Literal, NotRequired, TypedDict

from ...answers.force import Force
from ...rulebook.model.conclusions import DecisionAct, Function, Mode
from ...rulebook.model.packs import PackKind
from ...rulebook.model.rules import RuleKind
from ...rulebook.model.sources import Rank, Status
from ...rulebook.model.values import ValueKind
from ...rulebook.tracing.drift import Drift
from .parts import Day, Output, ReferenceObject, TermObject, WhenObject

# pages --------------------------------------------------------------------------------


class FactObject(TypedDict):
    """One fact on a page.

    Attributes:
        name: what the fact is about: a caption, or the id of something with a page.
        text: the fact.
    """

    name: str
    text: str


class FactListObject(TypedDict):
    """A list on a page.

    Attributes:
        title: the title of the list.
        items: what is listed.
    """

    title: str
    items: list[FactObject]


class RestingObject(TypedDict):
    """When a role has a power or a duty, and on what that rests.

    Attributes:
        when: where it has it.
        force: how strongly it binds: an adopted rule, one that is only proposed, or
            guidance that binds nobody.
        rules: the ids of the rules that it rests on.
        citations: the ids of the passages that it rests on.
        remarks: what the rules remark.
    """

    when: WhenObject
    force: Annotated[str, Force]
    rules: list[str]
    citations: list[str]
    remarks: list[str]


class HoldersObject(TypedDict):
    """Everybody who has a function.

    Attributes:
        mode: how they relate to each other.
        roles: the roles.
    """

    mode: Annotated[str, Mode]
    roles: list[TermObject]


#: What a role has something as: itself, or a role that it is a kind of.
AsObject = TypedDict("AsObject", {"as": TermObject})


class PowerObject(AsObject, RestingObject):
    """A function that a role has in some matters.

    Attributes:
        function: the function.
        matters: the matters.
        as: what the role has it as: itself, a role it is a kind of, or a relative role.
        party: everybody who has the function there, the role among them.
        act: what kind of act the decision is in law; null where the rules do not say.
        disputed: whether other rules name somebody else.
        requires: what is required.
        reported: when what is decided is told to the committee, by the rows.
    """

    function: Annotated[str, Function]
    matters: list[TermObject]
    party: HoldersObject
    act: Annotated[str, DecisionAct] | None
    disputed: bool
    requires: list[str]
    reported: list[str]


class ObligationObject(AsObject, RestingObject):
    """A duty of a role.

    Attributes:
        as: what the role has it as: itself, or a role it is a kind of.
        duty: the duty, in a sentence.
        every: how often it is due; null where that is not said.
        within: within how long it is due; null where that is not said.
        towards: towards whom it is; null where that is not said.
        left_out: the kinds of this role that it does not bind.
    """

    duty: str
    every: str | None
    within: str | None
    towards: HoldersObject | None
    left_out: list[TermObject]


class MandateObject(TypedDict):
    """Everything that a role may and must.

    Attributes:
        powers: every function that it has in decisions.
        duties: everything that it must do.
    """

    powers: list[PowerObject]
    duties: list[ObligationObject]


class ReachedObject(AsObject):
    """A role for which a rule holds though the rule does not name it.

    Attributes:
        municipality: where it is so; null where it is so everywhere.
        role: the role.
        at: the place in the rule at which it is reached, by its key.
        as: the role that the rule names there.
        employer: the id of whose employee the role is; null where that is not said.
        organs: the ids of the organ in which it sits, or under which it works.
    """

    municipality: str | None
    role: TermObject
    at: str
    employer: str | None
    organs: list[str]


class SheetObject(TypedDict):
    """A page about one thing.

    Attributes:
        sort: what kind of thing it is, in words.
        id: its id.
        title: its name.
        facts: what there is to know about it.
        lists: lists of what has to do with it.
        powers: of a role: every function that it has in decisions.
        duties: of a role: everything that it must do.
        reach: of a rule, where that was asked for: the roles it holds for besides.
    """

    sort: str
    id: str
    title: str
    facts: list[FactObject]
    lists: list[FactListObject]
    powers: NotRequired[list[PowerObject]]
    duties: NotRequired[list[ObligationObject]]
    reach: NotRequired[list[ReachedObject]]


class ShowOutput(Output):
    """The pages of everything that has a name (`show`).

    Attributes:
        sheets: a page for each thing of that name.
    """

    sheets: list[SheetObject]


# lists --------------------------------------------------------------------------------


class RuleObject(ReferenceObject):
    """A rule.

    Attributes:
        id: its id.
        kind: what kind of rule it is.
        says: the rule in a sentence.
        cites: the ids of the passages that it rests on.
    """

    id: str
    kind: Annotated[str, RuleKind]
    says: str
    cites: list[str]


class RulesOutput(Output):
    """The rules, or those in which some words occur (`rules`).

    Attributes:
        municipality: whose rules; null for law and general guidance alone.
        rules: the rules, in the order of their packs.
    """

    municipality: str | None
    rules: list[RuleObject]


class SourceObject(TypedDict):
    """A document, and how its passages are accounted for.

    Attributes:
        id: its id.
        title: its title.
        rank: its rank.
        status: whether it is adopted, proposed or published.
        date: when it was adopted, else came into force, else was read; null if unknown.
        next_review: when it is to be reviewed; null if unknown.
        review_by: the ids of the roles that are to review it.
        passages: how many passages are registered.
        with_rule: how many of them a rule rests on.
        with_reason: how many of them have a reason for being no rule.
        omitted: how many sections of an act are left out with a reason.
        unaccounted: the ids of the passages that have neither, and the sections of an
            act that nobody has said anything of.
    """

    id: str
    title: str
    rank: Annotated[str, Rank]
    status: Annotated[str, Status]
    date: Day | None
    next_review: Day | None
    review_by: list[str]
    passages: int
    with_rule: int
    with_reason: int
    omitted: int
    unaccounted: list[str]


class SourcesOutput(Output):
    """The documents that rules rest on (`sources`).

    Attributes:
        municipality: whose rules; null for law and general guidance alone.
        sources: the documents.
    """

    municipality: str | None
    sources: list[SourceObject]


class DriftObject(TypedDict):
    """A passage that is not in a document as it was registered.

    Attributes:
        passage: the id of the passage.
        change: whether it is changed, moved or vanished.
        file: the text file.
        rules: the ids of the rules that rest on it.
        reads: how it reads now; null where that cannot be told.
    """

    passage: str
    change: Annotated[str, Drift]
    file: str
    rules: list[str]
    reads: str | None


class SkeletonObject(TypedDict):
    """A passage of a document that nobody has registered yet.

    Attributes:
        id: the id it may have.
        section: the heading it stands under; empty where there is none.
        place: which paragraph under the heading it is.
        fingerprint: number of words and SHA-256 of its text.
    """

    id: str
    section: str
    place: str
    fingerprint: str


class RegistrationOutput(Output):
    """What of a document is not registered (`sources register`).

    Attributes:
        source: the id of the document.
        file: the file of documents of the pack.
        is_written: whether what is new has been written there.
        text: the fingerprint of the whole text.
        is_other_text: whether another one is registered.
        passages: the passages that are new.
        headings: the fingerprints of the new lines that are no passages.
        known: how many registered passages stand in the text.
        gone: the ids of the registered passages that do not.
    """

    source: str
    file: str
    is_written: bool
    text: str
    is_other_text: bool
    passages: list[SkeletonObject]
    headings: list[str]
    known: int
    gone: list[str]


class UnregisteredObject(TypedDict):
    """Words in a document that stand in no registered passage and no known heading.

    Attributes:
        file: the text file.
        line: the line in it, counted from 1.
        reads: the words.
        beside: the ids of the passages on the line that they stand next to.
        rules: the ids of the rules that rest on these.
    """

    file: str
    line: int
    reads: str
    beside: list[str]
    rules: list[str]


class DoubleObject(TypedDict):
    """A text that resembles a document which was compared with another text.

    Attributes:
        file: the text file.
        source: the id of the document.
    """

    file: str
    source: str


class VerificationOutput(Output):
    """Registered passages beside the texts of documents (`sources verify`).

    Attributes:
        is_unchanged: whether passages were compared, and nothing below says otherwise.
        files: the text file that each document was found in, by the id of the document.
        missing: the ids of the documents that no text resembles; not compared.
        unchanged: how many passages are as registered.
        changes: those that are not.
        unregistered: what stands in the texts, and in no passage.
        reordered: the ids of the documents whose passages are as registered while the
            whole text is not.
        without_fingerprint: the ids of the passages that could not be compared.
        read_elsewhere: the ids of the documents that have a day on which they were
            read instead of fingerprints; not compared.
        unused: the text files that no document stands in.
        doubles: those that resemble a document compared with another text.
        not_text: the other files and the folders in the folder, which were not read.
    """

    is_unchanged: bool
    files: dict[str, str]
    missing: list[str]
    unchanged: int
    changes: list[DriftObject]
    unregistered: list[UnregisteredObject]
    reordered: list[str]
    without_fingerprint: list[str]
    read_elsewhere: list[str]
    unused: list[str]
    doubles: list[DoubleObject]
    not_text: list[str]


# lists --------------------------------------------------------------------------------


class EntryObject(TypedDict):
    """One entry of a list; what entries of its sort have not is null or empty.

    Attributes:
        id: its id; of a document `pack/document`.
        label: what it is called.
        synonyms: its other names.
        wider: the ids of what it is a kind of or lies under; of the packs a pack uses,
            and of the roles of a post.
        type: the type of a circumstance.
        values: the values of a circumstance of type `enum`.
        default: what a circumstance is assumed to be, as `-g` takes it.
        rank: the rank of a document.
        status: the status of a document.
        kind: whether a pack is law, guidance or a municipality.
        origin: whether a pack lies in the folder in use, came with this copy, or lies
            there and counts before one that came with this copy.
    """

    id: str
    label: str
    synonyms: list[str]
    wider: list[str]
    type: Annotated[str, ValueKind] | None
    values: list[TermObject]
    default: str | None
    rank: Annotated[str, Rank] | None
    status: Annotated[str, Status] | None
    kind: Annotated[str, PackKind] | None
    origin: Literal["folder", "shipped", "replaces"] | None


class ListKindObject(TypedDict):
    """What is listed.

    Attributes:
        list: the kind of what is listed.
    """

    list: Literal[
        "municipalities",
        "packs",
        "roles",
        "matters",
        "acts",
        "circumstances",
        "sources",
        "posts",
    ]


class ListOutput(Output, ListKindObject):
    """The words, documents or packs there are (`list`).

    Attributes:
        municipality: whose words and documents; null for law and guidance alone, and
            for packs.
        entries: what there is, by id.
    """

    municipality: str | None
    entries: list[EntryObject]
