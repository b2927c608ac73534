"""Official documents of orders."""

from typing import Annotated, Literal, TypedDict

from ...exchange.official_document import CellChange
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
