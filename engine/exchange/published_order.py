"""Take an order from its own official document: whole and certain, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.language.orders import OrderColumn
from ..rulebook.model.sources import Status
from .imported import ImportedOrder, TakenRow
from .official_check import document_differences
from .official_reading import read_official
from .order_differences import OrderSide
from .order_text import order_of, text_of

if TYPE_CHECKING:
    from .blocks import OfficeDocument
    from .order_layout import Issue
    from .order_plain import PlainOrder
    from .order_words import OrderWords


def published_order(
    document: OfficeDocument, issue: Issue, words: OrderWords
) -> PlainOrder | None:
    """Return the order of which a document is the official one, None where it is none.

    It is where it says that order and nothing else: every sentence, heading and amount
    in it is one that the document of the order has.

    Args:
        document: the blocks of the document.
        issue: the municipality, and the amounts of each year.
        words: the names of the municipality.
    """
    reading = read_official(document, words)
    if not reading.is_told or not reading.text.rows:
        return None
    order = order_of(reading.text, words)
    side = OrderSide(order, text_of(order, words))
    is_all = not document_differences(reading, side, issue, words)
    return order if is_all else None


def imported_as_published(order: PlainOrder, name: str) -> ImportedOrder:
    """Return an order that was taken from its own document as one that was imported.

    `name` is the title where the order has none in Swedish.
    """
    source = order.header.get("source", {})
    title = source.get("title", {})
    says = [column.says for column in order.columns]
    rows = [
        {
            column: cell
            for column, cell in zip(says, row, strict=True)
            if column and cell
        }
        for row in order.rows
    ]
    return ImportedOrder(
        committee=order.header.get("committee", ""),
        title=title.get("sv", name) if isinstance(title, dict) else str(title),
        adopted=source.get("adopted", ""),
        is_draft=source.get("status") == Status.PROPOSAL.value,
        rows=tuple(
            TakenRow(parts=parts, chapter=None, table=0, line=0)
            for parts in rows
            if OrderColumn.DELEGATE in parts
        ),
        own=order,
    )
