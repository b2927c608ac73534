"""Official documents, and what a check of a published one finds."""

from typing import Annotated, Literal, TypedDict

from ...exchange.official_document import CellChange
from ...exchange.order_differences import OrderPart
from .parts import Output


class PublicationHeadingObject(TypedDict):
    """A heading of a document.

    Attributes:
        kind: that it is one.
        text: its words.
        level: 1 for a part of the document, more for what is within it.
    """

    kind: Literal["heading"]
    text: str
    level: int


class PublicationParagraphObject(TypedDict):
    """A paragraph of a document.

    Attributes:
        kind: that it is one.
        text: its words.
        number: its number in a numbered list; 0 outside one.
    """

    kind: Literal["paragraph"]
    text: str
    number: int


class PublicationCellObject(TypedDict):
    """A cell of a table.

    Attributes:
        text: what it says.
        change: what became of it since the earlier edition; null for nothing.
    """

    text: str
    change: Annotated[str, CellChange] | None


class PublicationTableObject(TypedDict):
    """A table of a document.

    Attributes:
        kind: that it is one.
        caption: what it holds.
        header: the headings of its columns.
        rows: its rows, cell by cell.
    """

    kind: Literal["table"]
    caption: str
    header: list[str]
    rows: list[list[PublicationCellObject]]


PublicationBlockObject = (
    PublicationHeadingObject | PublicationParagraphObject | PublicationTableObject
)


class PublicationOutput(Output):
    """The official document of an order (`publish`).

    Attributes:
        title: its title.
        municipality: whose it is.
        blocks: what stands in it, from top to bottom.
    """

    title: str
    municipality: str
    blocks: list[PublicationBlockObject]


class DocumentDifferenceObject(TypedDict):
    """Where a published document does not say what the rules say.

    Attributes:
        part: the part of the document.
        place: the row, the abbreviation or whatever it is there.
        column: the heading of the column; empty where there is none.
        document: what the document says; null where it says nothing of it.
        rules: what the rules say; null where they say nothing of it.
    """

    part: Annotated[str, OrderPart]
    place: str
    column: str
    document: str | None
    rules: str | None


class PublicationCheckOutput(Output):
    """How a published document compares with the rules (`publish --check`).

    Attributes:
        file: the document.
        order: the folder of the order.
        is_same: whether the document says what the rules say.
        compared: how many rows of the document were compared.
        differences: where it says something else.
    """

    file: str
    order: str
    is_same: bool
    compared: int
    differences: list[DocumentDifferenceObject]
