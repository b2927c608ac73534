"""Rows of a document before anything is understood of their cells."""

from __future__ import annotations

import re
from dataclasses import field, replace
from typing import TYPE_CHECKING

from ..records import record
from .cell_text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..rulebook.language.orders import OrderColumn
    from .blocks import CellMark
    from .columns import ColumnRole

_NUMBERED = re.compile(
    r"(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})*|[A-ZÅÄÖ](?:\.[0-9]{1,3})+|[A-ZÅÄÖ](?=\.\s))\.?"
    r"\s+(?P<text>\S.*)"
)


@record
class SourceCell:
    """A cell of a row: its text, what its column says, and where it stands.

    `place` tells the cell from all others of the document; a merged cell has one place
    in all rows that it reaches over. `column` is the place of its column.
    """

    text: str
    role: ColumnRole
    place: str
    marks: frozenset[CellMark] = frozenset()
    column: str = ""


@record
class Chapter:
    """A heading of rows; `path` are the headings above it, itself last."""

    number: str
    text: str
    path: tuple[str, ...]


@record
class SourceRow:
    """A row of a table that may grant something.

    `table` and `line` count from 1 and tell where it stands. `why` is the reason why
    the shape of the table leaves open what the row is. `parent` is the matter of which
    it is a sub-case, by its `letter` where it stands in one cell with others, and
    `above` the delegate's cell of the row above. `notes` are the footnotes of the
    document by their marks. A row `is_execution` by its heading.
    """

    table: int
    line: int
    cells: tuple[SourceCell, ...]
    chapter: Chapter | None = None
    parent: str = ""
    why: str = ""
    letter: str = ""
    above: str = ""
    is_execution: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)

    def cell(self, column: OrderColumn) -> SourceCell | None:
        """Return the cell of a column, None where the table lacks it."""
        return next((c for c in self.cells if c.role.column is column), None)

    def text(self, column: OrderColumn) -> str:
        """Return the text of a column, "" where there is none."""
        cell = self.cell(column)
        return cell.text if cell is not None else ""


def numbered(text: str) -> tuple[str, str]:
    """Return the number before a heading, "" where it has none, and the rest."""
    match = _NUMBERED.fullmatch(one_line(text))
    return (match["number"], match["text"]) if match else ("", one_line(text))


def with_text(
    cells: tuple[SourceCell, ...], column: OrderColumn, text: str
) -> tuple[SourceCell, ...]:
    """Return cells with another text in a column."""
    return tuple(
        replace(cell, text=text) if cell.role.column is column else cell
        for cell in cells
    )
