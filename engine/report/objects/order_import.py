"""Orders that are imported: what was taken of a document, and what is to be decided."""

from typing import Annotated, TypedDict

from ...exchange.review import Doubted
from .packs import NewFileObject
from .parts import Day, Output


class NewRoleObject(TypedDict):
    """A role that the words of the municipality lack.

    Attributes:
        id: the id by which the order names it.
        label: what the document calls it.
        kind: the role that it is a kind of.
    """

    id: str
    label: str
    kind: str


class ReviewEntryObject(TypedDict):
    """Something of a document that is not certain.

    Attributes:
        id: what tells it from all others of the document.
        kind: what kind of thing it is.
        reason: the name of the reason why it is not certain.
        asks: the same in words, as a question.
        table: which table of the document, counted from 1; null for none.
        row: which row of the table, counted from 1, or of the sheet; null for none.
        column: the heading of the column; null for none.
        text: what stands there.
        rows: the rows of the document that wait for it.
        readings: how it may be read, as the review file numbers them: a word, or rows
            of the order's table, none of them for leaving it out.
        decision: what was decided; null while it is open.
    """

    id: str
    kind: Annotated[str, Doubted]
    reason: str
    asks: str
    table: int | None
    row: int | None
    column: str | None
    text: str
    rows: list[str]
    readings: list[str | list[dict[str, str]]]
    decision: str | list[dict[str, str]] | None


class ImportOutput(Output):
    """A document that was imported as a delegation order (`import`).

    Attributes:
        document: the file.
        folder: the folder of the order.
        committee: the id of the role whose order it is; null while nobody knows.
        title: the title of the document.
        adopted: the day on which it was adopted; null where it does not tell.
        taken: how many rows were taken.
        waiting: how many rows of the document wait for a decision.
        left_out: how many rows somebody decided to leave out.
        open: how many entries nobody has decided on.
        entries: what was not certain, decided or not.
        new_roles: roles to be added to the words of the municipality.
        skipped_tables: the tables of the document that are no rows, by their number.
        unread: the paragraphs of the document that nothing was made of.
        files: what was written, or would be.
        written: whether it was written.
    """

    document: str
    folder: str
    committee: str | None
    title: str
    adopted: Day | None
    taken: int
    waiting: int
    left_out: int
    open: int
    entries: list[ReviewEntryObject]
    new_roles: list[NewRoleObject]
    skipped_tables: list[int]
    unread: list[str]
    files: list[NewFileObject]
    written: bool
