"""Tell where a published document no longer says what the rules say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...exchange.order_differences import OrderPart
from ...rulebook.model.signs import visible
from ..json_text import SCHEMA
from ..layout import Page, Paragraph, Table, TableRow, page
from ..lines import Stress
from ..say import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...exchange.order_differences import OrderDifference
    from ..objects.publication import PublicationCheckOutput
    from ..say import Say

#: What the parts of a document are called.
_PARTS = {
    OrderPart.TITLE: ("titeln", "the title"),
    OrderPart.FRONT: ("framsidan", "the front page"),
    OrderPart.CLAUSE: ("bestämmelserna", "the clauses"),
    OrderPart.KEY: ("förkortningarna", "the abbreviations"),
    OrderPart.CONDITION: ("villkoren", "the conditions"),
    OrderPart.COLUMN: ("kolumnerna", "the columns"),
    OrderPart.ROW: ("raden", "the row"),
    OrderPart.KRONOR: ("kronorna i", "the kronor in"),
    OrderPart.TEXT: ("texten", "the text"),
}
#: Parts of which the place is a key of `order.yaml`, which no document has.
_UNNAMED = frozenset({OrderPart.TITLE, OrderPart.CLAUSE})


def check_page(
    file: str, compared: int, differences: Sequence[OrderDifference], say: Say
) -> Page:
    """Return what a check of a document finds, as a page for the terminal."""
    rows = counted(
        compared,
        say("rad jämförd", "row compared"),
        say("rader jämförda", "rows compared"),
    )
    if not differences:
        text = say(
            f"{file} säger det som reglerna säger ({rows})",
            f"{file} says what the rules say ({rows})",
        )
        return page([Paragraph(text, stress=Stress.TITLE)])
    count = counted(
        len(differences),
        say("ställe", "place"),
        say("ställen", "places"),
    )
    text = say(
        f"{file} säger något annat än reglerna på {count} ({rows})",
        f"{file} says something else than the rules in {count} ({rows})",
    )
    headers = (
        say("var", "where"),
        say("kolumn", "column"),
        say("dokumentet", "the document"),
        say("reglerna", "the rules"),
    )
    lines = tuple(TableRow(_cells(each, say)) for each in differences)
    return page(
        [Paragraph(text, stress=Stress.TITLE)],
        [Table(headers, lines, is_ruled=True)],
    )


def _cells(each: OrderDifference, say: Say) -> tuple[str, ...]:
    part = say(*_PARTS[each.part])
    place = "" if each.part in _UNNAMED else visible(each.place)
    return (
        f"{part} {place}".strip(),
        visible(each.column),
        _reading(each.before, say),
        _reading(each.after, say),
    )


def _reading(text: str | None, say: Say) -> str:
    if text is None:
        return say("(inget om det)", "(nothing of it)")
    return visible(text, "\n") or say("(tomt)", "(empty)")


def check_object(
    file: str, order: str, compared: int, differences: Iterable[OrderDifference]
) -> PublicationCheckOutput:
    """Return what a check of a document finds, as an object."""
    listed = list(differences)
    return {
        "schema": SCHEMA,
        "file": file,
        "order": order,
        "is_same": not listed,
        "compared": compared,
        "differences": [
            {
                "part": each.part.value,
                "place": each.place,
                "column": each.column,
                "document": each.before,
                "rules": each.after,
            }
            for each in listed
        ],
    }
