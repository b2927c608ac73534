"""Write a table for spreadsheets, none of whose cells can be taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from ..rulebook.model.signs import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: A spreadsheet takes a cell that begins with one of these for a formula. Which signs
#: end a cell is a setting of the spreadsheet, and so is what it skips at the beginning.
_FORMULA = re.compile(r"((?:^|[,;|\t\r\n\"])[\s\"\ufeff]*)([-=+@|%＝＋－＠｜％])")  # noqa: RUF001


def csv_table(rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """Return rows as one CSV table, the first of them the headers."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerows([cell_text(cell) for cell in row] for row in rows)
    return stream.getvalue()


def cell_text(value: object) -> str:
    """Return what a cell holds, so that no spreadsheet takes text for a formula."""
    text = "" if value is None else str(value)
    is_number = isinstance(value, (int, float))
    return text if is_number else _FORMULA.sub(r"\1'\2", visible(text))
