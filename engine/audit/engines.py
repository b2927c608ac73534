"""The engines that run audits, each of which gives every row the same verdict."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Protocol

    from .tables import ColumnType, TableEngine

    class HandedEngine(TableEngine, Protocol):
        """An engine that takes a log from a file of ours."""

        def take_file(
            self, path: Path, types: list[ColumnType], *, has_faults: bool
        ) -> None:
            """Take a log that was read and is in a file of Parquet."""


class AuditEngine(enum.Enum):
    """What runs an audit."""

    DUCKDB = "duckdb"
    SPARK = "spark"
    DATAFUSION = "datafusion"


def handed_engine(kind: AuditEngine, name: str) -> HandedEngine:
    """Return an engine other than DuckDB, which does not read logs itself.

    Args:
        kind: which.
        name: of the log, for errors.

    Raises:
        EngineError: it is not installed, or lacks Java.
    """
    if kind is AuditEngine.SPARK:
        from .spark_tables import SparkTables  # noqa: PLC0415 - an extra

        return SparkTables(name)
    from .datafusion_tables import DataFusionTables  # noqa: PLC0415 - an extra

    return DataFusionTables(name)
