"""What assistants are told beside an answer: passages to quote, with addresses."""

from typing import TypedDict

from .parts import Output


class BasisPassageObject(TypedDict):
    """A passage to quote.

    Attributes:
        passage: the id of the passage.
        sentence: what it says, in our own words, with its citation in brackets.
        address: the page of the passage: whole where it is known at which address the
            server is reached, and else from its first slash.
        document: the address of the document itself; null where none is registered.
        in_force: whether the document holds on the day that is asked for; false also
            for a proposal, null where it is not known whether the document is adopted.
    """

    passage: str
    sentence: str
    address: str
    document: str | None
    in_force: bool | None


class BasisOutput(Output):
    """What a tool for assistants adds to the object of a command (`mcp`).

    Attributes:
        basis: the passages that the object names, in its order.
    """

    basis: list[BasisPassageObject]
