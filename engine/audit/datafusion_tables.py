"""Run an audit in DataFusion, within this process."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from ..rulebook.model.problems import EngineError, Message
from .tables import SOURCE, SmallType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from .tables import ColumnType


class DataFusionTables:
    """The tables of an audit in a session of DataFusion.

    Args:
        name: of the log, for errors.

    Raises:
        EngineError: DataFusion is not installed.
    """

    def __init__(self, name: str) -> None:
        """Make the session."""
        try:
            import datafusion  # noqa: PLC0415 - an extra, and slow to load
            import pyarrow as pa  # noqa: PLC0415 - the same
        except ImportError as error:
            message = Message.of("log/no-engine", engine="datafusion", path=name)
            raise EngineError(message) from error
        self.types: list[ColumnType] = []
        self.has_faults = False
        self._arrow = pa
        self._session = datafusion.SessionContext()

    def take_file(
        self, path: Path, types: list[ColumnType], *, has_faults: bool
    ) -> None:
        """Take a log that was read and is in a file of Parquet of our own."""
        self._session.register_parquet(SOURCE, str(path))
        self.types, self.has_faults = types, has_faults

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Return what a query gives."""
        parts = self._query(statement).collect()
        return [
            row
            for part in parts
            for row in zip(*(c.to_pylist() for c in part.columns), strict=True)
        ]

    def view(self, name: str, statement: str) -> None:
        """Give a query a name, to be run wherever the name is used."""
        self._session.sql(f"CREATE OR REPLACE VIEW {name} AS {_own(statement)}")

    def keep(self, name: str, statement: str) -> None:
        """Keep what a query gives as a table, so that it is run once."""
        self._session.sql(f"CREATE OR REPLACE TABLE {name} AS {_own(statement)}")

    def put(
        self,
        name: str,
        columns: Sequence[tuple[str, SmallType]],
        rows: Iterable[Sequence[object]],
    ) -> None:
        """Make a small table."""
        kinds = {
            SmallType.TEXT: self._arrow.string(),
            SmallType.WHOLE: self._arrow.int64(),
            SmallType.DAY: self._arrow.date32(),
        }
        listed = list(rows)
        arrays = []
        for at, (_, kind) in enumerate(columns):
            values: list[Any] = [row[at] for row in listed]
            if kind is SmallType.DAY:
                values = [dt.date.fromisoformat(value) for value in values]
            arrays.append(self._arrow.array(values, kinds[kind]))
        names = [column for column, _ in columns]
        made = self._arrow.RecordBatch.from_arrays(arrays, names=names)
        self._session.deregister_table(name)
        self._session.register_record_batches(name, [[made]])

    def write(self, statement: str, path: Path) -> None:
        """Write what a query gives to a file of Parquet."""
        self._query(statement).write_parquet(str(path))

    def share_done(self) -> float:
        """Return 0: it does not say."""
        return 0.0

    def close(self) -> None:
        """Let go of the tables."""
        del self._session

    def _query(self, statement: str) -> Any:  # noqa: ANN401 - a library without types
        return self._session.sql(_own(statement))


def _own(statement: str) -> str:
    """Return a statement as DataFusion has it, which lacks one name of DuckDB."""
    return statement.replace("REGEXP_MATCHES(", "REGEXP_LIKE(")
