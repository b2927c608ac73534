"""An order as plain data: what `order.yaml` says, and its table cell by cell.

Two orders are the same when their plain data are. How something was spelt that means
the same (a role alone or as a mapping, a list of one, `ja` for `yes`) is no part of it.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import TYPE_CHECKING, Any

from ..records import record
from ..rulebook.language.shapes import Entry
from ..rulebook.model.names import name_key
from ..rulebook.model.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..rulebook.language.orders import OrderColumn, OrderDraft

#: Texts, lists of them, and mappings by text.
Plain = Any
#: The keys of a header that the columns of the plain order say.
_COLUMN_KEYS = ("columns", "ignored_columns")


@record
class PlainColumn:
    """A column of the table: its heading, and what it says; None for nothing here."""

    heading: str
    says: OrderColumn | None

    @property
    def identity(self) -> tuple[str, OrderColumn | None]:
        """What tells it apart from others: upper and lower case do not."""
        return name_key(self.heading), self.says


@record(eq=False)
class PlainOrder:
    """An order: its header without what its columns mean, its columns, and its rows."""

    header: Mapping[str, Plain]
    columns: tuple[PlainColumn, ...]
    rows: tuple[tuple[str, ...], ...]

    def __eq__(self, other: object) -> bool:
        """Tell whether two orders say the same, cell by cell."""
        if not isinstance(other, PlainOrder):
            return NotImplemented
        mine = [column.identity for column in self.columns]
        theirs = [column.identity for column in other.columns]
        return (
            self.header == other.header and mine == theirs and self.rows == other.rows
        )

    def __hash__(self) -> int:
        """Return what orders that are equal share; what they say is no part of it."""
        return hash(len(self.rows))


def plain_order(draft: OrderDraft) -> PlainOrder:
    """Return an order that was read from a pack as plain data."""
    header = {
        str(key): plain(value)
        for key, value in draft.header.values.items()
        if key not in _COLUMN_KEYS
    }
    key = header.get("key", {})
    header["key"] = {name: _post(post) for name, post in key.items()}
    headings = zip(draft.sheet.header, draft.columns, strict=True)
    return PlainOrder(
        header=header,
        columns=tuple(PlainColumn(heading=str(h), says=c) for h, c in headings),
        rows=tuple(tuple(map(str, row)) for row in draft.sheet.rows),
    )


def plain(value: object) -> Plain:
    """Return a value of the rule language as plain data."""
    match value:
        case bool():
            return "yes" if value else "no"
        case enum.Enum():
            return str(value.value)
        case dt.date():
            return value.isoformat()
        case Text():
            return {"sv": value.sv, "en": value.en} if value.en else {"sv": value.sv}
        case Entry():
            return {str(key): plain(each) for key, each in value.values.items()}
        case dict():
            return {str(key): plain(each) for key, each in value.items()}
        case tuple() | list():
            return [plain(each) for each in value]
        case _:
            return str(value)


def _post(post: Plain) -> Plain:
    """Return a post of the key without what it leaves empty."""
    return {name: value for name, value in post.items() if value}
