"""A document of an office as blocks: headings, paragraphs and tables, in their order.

Every reader makes such blocks and every writer takes them, so that what is understood
of a document, and what is said in it, knows nothing of docx, spreadsheets or HTML.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

from ..records import record

if TYPE_CHECKING:
    from collections.abc import Sequence


class CellMark(enum.Enum):
    """Why the text of a cell may not be all that a reader of the document sees."""

    REVISED = "revised"
    STRUCK = "struck"
    NOTED = "noted"
    NESTED = "nested"
    NUMBER = "number"
    DAY = "day"
    HIDDEN = "hidden"


@record
class OfficeHeading:
    """A heading; the `level` of the title of the document is 0, of a chapter 1."""

    text: str
    level: int = 1


@record
class OfficeParagraph:
    """A paragraph of text; `marker` is what stands before an item of a list."""

    text: str
    marker: str = ""


@record
class OfficeCell:
    """A cell of a table, and how many columns and rows it reaches over.

    Lines within the text are parted by a line feed. `marks` warn of what a reader of
    the document sees and the text does not tell, such as a footnote.
    """

    text: str = ""
    across: int = 1
    down: int = 1
    marks: frozenset[CellMark] = frozenset()


@record
class OfficeTable:
    """A table row by row; a cell that is merged stands once, where it begins.

    `name` is that of the sheet, of a table in a spreadsheet. `first_line` is the line
    or row of the file in which the first row stands, 0 where the file has no lines.
    """

    rows: tuple[tuple[OfficeCell, ...], ...]
    name: str = ""
    first_line: int = 0


@record
class OfficeDocument:
    """The blocks of a document in the order in which they are read."""

    blocks: tuple[OfficeHeading | OfficeParagraph | OfficeTable, ...]


class GridSpot(NamedTuple):
    """What stands at one row and column of a table, and where its cell begins."""

    text: str
    row: int
    column: int
    marks: frozenset[CellMark] = frozenset()


#: A spot that no cell covers.
NOWHERE = GridSpot("", -1, -1)


def grid(rows: Sequence[Sequence[OfficeCell]]) -> tuple[tuple[GridSpot, ...], ...]:
    """Return a table spot by spot, a merged cell at each spot that it covers.

    Every row is as wide as the widest. A cell that would lie over another begins where
    there is room, and none reaches below the last row.
    """
    lines: list[dict[int, GridSpot]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in lines[number]:
                column += 1
            spot = GridSpot(cell.text, number, column, cell.marks)
            for line in lines[number : number + max(cell.down, 1)]:
                for covered in range(column, column + max(cell.across, 1)):
                    line.setdefault(covered, spot)
            column += max(cell.across, 1)
    width = max((max(line, default=-1) + 1 for line in lines), default=0)
    return tuple(
        tuple(line.get(column, NOWHERE) for column in range(width)) for line in lines
    )
