"""An official document as blocks: what its writers lay out, each in its own format."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..records import record
from .blocks import OfficeCell, OfficeDocument, OfficeHeading, OfficeParagraph
from .blocks import OfficeTable as _OfficeTable

if TYPE_CHECKING:
    from collections.abc import Iterator


class CellChange(enum.Enum):
    """What became of a cell or a row since an earlier edition."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@record(kw_only=False)
class OfficialCell:
    """A cell of a table; its lines are parted by a line feed."""

    text: str
    change: CellChange | None = None


@record
class OfficialHeading:
    """A heading; the `level` of a part of the document is 1, of a chapter 2."""

    text: str
    level: int


@record
class OfficialParagraph:
    """A paragraph; `number` is that of a sentence in a numbered list, 0 outside one."""

    text: str
    number: int = 0


@record
class OfficialTable:
    """A table with one line of headings.

    `caption` tells what it holds to those who cannot see it, `subject` is the column
    whose cells name their rows. A row in `follows` goes on with the row above.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[OfficialCell, ...], ...]
    subject: int = 0
    follows: frozenset[int] = frozenset()


OfficialBlock = OfficialHeading | OfficialParagraph | OfficialTable


@record
class OfficialDocument:
    """The official document of an order.

    `title` is that of the order, `issuer` the municipality, and `footer` what stands
    on every page of it. `sheet` is a short name of the order.
    """

    title: str
    issuer: str
    footer: str
    sheet: str
    blocks: tuple[OfficialBlock, ...]

    @property
    def tables(self) -> Iterator[OfficialTable]:
        """The tables in their order."""
        return (block for block in self.blocks if isinstance(block, OfficialTable))

    @property
    def widest(self) -> int:
        """How many columns the widest table has."""
        return max((len(table.header) for table in self.tables), default=0)

    def office(self) -> OfficeDocument:
        """Return what a reader of any of its formats sees."""
        title = OfficeHeading(text=self.title, level=0)
        return OfficeDocument(blocks=(title, *map(_office_block, self.blocks)))


def _office_block(
    block: OfficialBlock,
) -> OfficeHeading | OfficeParagraph | _OfficeTable:
    match block:
        case OfficialHeading():
            return OfficeHeading(text=block.text, level=block.level)
        case OfficialParagraph():
            marker = f"{block.number}." if block.number else ""
            return OfficeParagraph(text=block.text, marker=marker)
        case OfficialTable():
            lines = (block.header, *(tuple(c.text for c in r) for r in block.rows))
            rows = tuple(tuple(OfficeCell(text=t) for t in line) for line in lines)
            return _OfficeTable(rows=rows)
