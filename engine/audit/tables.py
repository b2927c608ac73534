"""What an engine must be able to do for an audit: tables, and one kind of SQL.

The statements of an audit are written once, in `keyed_log`, in the SQL of DuckDB and
with nothing in them that others lack; an engine of another dialect translates them.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

#: The log as an engine has it: `row_number`, perhaps `row_fault`, and those of its
#: columns that are read.
SOURCE = "log_source"


#: What a short decimal has at most: with four more it fits a number of 64 bits.
_SHORT_FIGURES, _SHORT_DECIMALS = 13, 2


class ColumnType(enum.Enum):
    """What the values of a column of a log are.

    Short decimals have at most two decimals and thirteen figures.
    """

    TEXT = "text"
    WHOLE = "whole"
    SHORT_DECIMAL = "short decimal"
    DECIMAL = "decimal"
    DOUBLE = "double"
    BOOL = "bool"
    DAY = "day"
    OTHER = "other"


class SmallType(enum.Enum):
    """The types of the columns of a table that an audit makes itself."""

    TEXT = "VARCHAR"
    WHOLE = "BIGINT"
    DAY = "DATE"


class TableEngine(Protocol):
    """Runs the statements of an audit over a log.

    `has_faults` tells that rows may have a fault of their own, in `row_fault`, and
    `types` what the values of each column of the log are, also of those not read.
    """

    has_faults: bool
    types: list[ColumnType]

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Return what a query gives."""

    def view(self, name: str, statement: str) -> None:
        """Give a query a name, to be run wherever the name is used."""

    def keep(self, name: str, statement: str) -> None:
        """Keep what a query gives as a table, so that it is run once."""

    def put(
        self,
        name: str,
        columns: Sequence[tuple[str, SmallType]],
        rows: Iterable[Sequence[object]],
    ) -> None:
        """Make a small table."""

    def write(self, statement: str, path: Path) -> None:
        """Write what a query gives to a file of Parquet."""

    def share_done(self) -> float:
        """Return how much is done of the query that runs, from 0 to 1; 0 if unknown.

        Another thread may ask.
        """

    def close(self) -> None:
        """Let go of whatever the engine holds."""


def source_column(at: int) -> str:
    """Return the name that the column with a number in the log has in an engine."""
    return f"c{at}"


def quoted_name(name: str) -> str:
    """Return the name of a column as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def decimal_type(figures: int, decimals: int) -> ColumnType:
    """Return what decimals of so many figures are, so many of them after the point."""
    is_short = figures <= _SHORT_FIGURES and decimals <= _SHORT_DECIMALS
    return ColumnType.SHORT_DECIMAL if is_short else ColumnType.DECIMAL
