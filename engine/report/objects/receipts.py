"""Receipts: an answer with what it rests on, and what became of it since."""

from typing import Annotated, TypedDict

from ...rulebook.model.sources import Status
from ..receipt_changes import PassageChange
from .answers import AnswerObject
from .parts import Day, Output


class ReceiptPassageObject(TypedDict):
    """A passage that the answer rests on, as it was registered.

    Attributes:
        passage: its id.
        fingerprint: of its text; null where none is registered.
    """

    passage: str
    fingerprint: str | None


class ReceiptOutput(Output):
    """An answer to be kept, and to be held against the rules later.

    Attributes:
        receipt: sixteen hexadecimal digits, made of all the rest.
        version: of the program.
        rules: the digest of the rules, in hexadecimal digits.
        answer: the question, with what was known, and what follows.
        lines: the answer as it is printed in Swedish.
        passages: those that the answer rests on.
    """

    receipt: str
    version: str
    rules: str
    answer: AnswerObject
    lines: list[str]
    passages: list[ReceiptPassageObject]


class ChangedPassageObject(TypedDict):
    """A passage that is not as it was, or that the answer rests on now or did then.

    Attributes:
        passage: its id.
        change: what has become of it.
        citation: where it stands.
    """

    passage: str
    change: Annotated[str, PassageChange]
    citation: str


class BehindObject(TypedDict):
    """A document behind the changes.

    Attributes:
        source: its id.
        title: what it is called.
        status: whether it is adopted, proposed or published.
        adopted: the day on which it was decided; null where that is not known.
    """

    source: str
    title: str
    status: Annotated[str, Status]
    adopted: Day | None


class ReceiptCheckOutput(Output):
    """Whether the rules answer now as they did.

    Attributes:
        receipt: the number of the receipt.
        same: whether question and day have the same answer.
        same_rules: whether the rules are the same, sign for sign.
        same_version: whether the program is.
        before: the answer as it was printed.
        now: the answer as it would be printed; null where it cannot be asked any more.
        problem: the code of what keeps it from being asked; null where nothing does.
        passages: those that are not as they were.
        sources: the documents behind the changes.
    """

    receipt: str
    same: bool
    same_rules: bool
    same_version: bool
    before: list[str]
    now: list[str] | None
    problem: str | None
    passages: list[ChangedPassageObject]
    sources: list[BehindObject]
