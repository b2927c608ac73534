"""Compare a published document with the order that it is of, as the rules have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .official_headings import MUNICIPALITY
from .order_differences import OrderDifference, OrderPart, OrderSide, differences
from .order_layout import MADE_UP, is_of_the_frame, official_document
from .order_text import order_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .official_reading import OfficialReading
    from .order_layout import Issue
    from .order_words import OrderWords


def document_differences(
    reading: OfficialReading, side: OrderSide, issue: Issue, words: OrderWords
) -> tuple[OrderDifference, ...]:
    """Return where a document says something else than the rules.

    What the document says is `before` in them, what the rules say is `after`.

    Args:
        reading: what the document says.
        side: the order as the rules have it, and what its document would say.
        issue: the municipality, and the amounts of each year.
        words: the names of the municipality.
    """
    document = OrderSide(order_of(reading.text, words), reading.text)
    return (
        *_issuer(reading, issue),
        *differences(document, side),
        *_kronor(reading, issue),
        *_beside(reading, side, issue),
    )


def _issuer(reading: OfficialReading, issue: Issue) -> Iterator[OrderDifference]:
    if reading.issuer != issue.issuer:
        yield OrderDifference(
            part=OrderPart.FRONT,
            place=MUNICIPALITY,
            before=reading.issuer or None,
            after=issue.issuer,
        )


def _kronor(reading: OfficialReading, issue: Issue) -> Iterator[OrderDifference]:
    """Yield kronor that are not what a multiple is in the year that stands there."""
    for cell in reading.with_kronor:
        for mistaken, right in issue.kronor.mistaken(cell.text):
            yield OrderDifference(
                part=OrderPart.KRONOR,
                place=cell.place,
                column=cell.column,
                before=mistaken,
                after=right,
            )


def _beside(
    reading: OfficialReading, side: OrderSide, issue: Issue
) -> Iterator[OrderDifference]:
    """Yield what the document says and no rule does, or not that all is made up.

    Clauses that are not known are compared as such, and captions say nothing new.
    """
    is_told = MADE_UP in reading.beside
    if is_told is not issue.is_made_up:
        yield OrderDifference(
            part=OrderPart.TEXT,
            place="",
            before=MADE_UP if is_told else None,
            after=MADE_UP if issue.is_made_up else None,
        )
    document = official_document(side, issue)
    captions = {table.caption for table in document.tables}
    known = captions.union(reading.text.clauses, (MADE_UP,))
    for text in reading.beside:
        is_footer = text.startswith(f"{document.footer} · sida ")
        if not (text in known or is_footer or is_of_the_frame(text, issue.kronor)):
            yield OrderDifference(part=OrderPart.TEXT, place="", before=text)
