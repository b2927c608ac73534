"""Run an audit in Apache Spark: on this machine, or on a cluster that was set up.

The session is the one that is there, as `spark-submit` and notebooks have it; otherwise
one is made for all processors of this machine. A log in Parquet is read where it lies,
by those who work on it; other logs are read here and handed over.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from typing import TYPE_CHECKING, Any

from ..rulebook.model.problems import EngineError, Message
from .tables import (
    SOURCE,
    ColumnType,
    SmallType,
    decimal_type,
    quoted_name,
    source_column,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

#: The files of a log, and how many rows lie before each.
_FILES = "log_files"
_TYPES = {
    "string": ColumnType.TEXT,
    "boolean": ColumnType.BOOL,
    "date": ColumnType.DAY,
    "timestamp": ColumnType.DAY,
    "timestamp_ntz": ColumnType.DAY,
    "float": ColumnType.DOUBLE,
    "double": ColumnType.DOUBLE,
    **dict.fromkeys(("tinyint", "smallint", "int", "bigint"), ColumnType.WHOLE),
}


class SparkTables:
    """The tables of an audit in a session of Spark.

    Args:
        name: of the log, for errors.

    Raises:
        EngineError: what drives Spark is not installed, or there is no Java.
    """

    def __init__(self, name: str) -> None:
        """Take the session that is there, or make one."""
        self._name = name
        self.types: list[ColumnType] = []
        self.has_faults = False
        self._kept: list[Any] = []
        self._views: set[str] = set()
        try:
            import sqlglot  # noqa: PLC0415 - an extra, and slow to load
            from pyspark.sql import SparkSession  # noqa: PLC0415 - the same
        except ImportError as error:
            message = Message.of("log/no-engine", engine="spark", path=name)
            raise EngineError(message) from error
        self._translate = sqlglot.transpile
        active = SparkSession.getActiveSession()
        self._is_own = active is None
        self._session = active or _new_session(SparkSession.builder, name)

    # the log --------------------------------------------------------------------------

    def take_file(
        self, path: Path, types: list[ColumnType], *, has_faults: bool
    ) -> None:
        """Take a log that was read and is in a file of Parquet of our own."""
        self._put_view(SOURCE, self._session.read.parquet(str(path)))
        self.types, self.has_faults = types, has_faults

    def headings(self, place: str) -> tuple[str, ...]:
        """Return the headings of a log in Parquet.

        Raises:
            EngineError: it cannot be read.
        """
        return tuple(self._parquet(place).columns)

    def take_parquet(self, place: str, wanted: Collection[int]) -> None:
        """Take a log in Parquet where it lies: a file, or a folder of files.

        The rows of a folder are numbered through, its files by their names.

        Raises:
            EngineError: it cannot be read.
        """
        log = self._parquet(place)
        self.types = [_type(field.dataType) for field in log.schema.fields]
        listed = ", ".join(
            f"{quoted_name(log.columns[at])} AS {source_column(at)}"
            for at in sorted(wanted)
        )
        self._put_view(
            "log_stored",
            log.selectExpr(
                "*",
                "_metadata.file_path AS mandat_file",
                "_metadata.row_index AS mandat_row",
            ),
        )
        counts = "SELECT mandat_file, COUNT(*) FROM log_stored GROUP BY mandat_file"
        before, rows = 0, []
        for file, count in sorted(self.rows(counts)):
            rows.append((file, before))
            before += count
        columns = (("file", SmallType.TEXT), ("before", SmallType.WHOLE))
        self.put(_FILES, columns, rows)
        self.view(
            SOURCE,
            f"SELECT 2 + f.before + s.mandat_row AS row_number, {listed}"  # noqa: S608 - quoted
            f" FROM log_stored s JOIN {_FILES} f ON f.file = s.mandat_file",
        )

    def _parquet(self, place: str) -> Any:  # noqa: ANN401 - a library without types
        try:
            return self._session.read.parquet(place)
        except Exception as error:  # whatever Java says of it
            raise EngineError(Message.of("log/broken", path=self._name)) from error

    # statements -----------------------------------------------------------------------

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Return what a query gives."""
        return [tuple(row) for row in self._query(statement).collect()]

    def view(self, name: str, statement: str) -> None:
        """Give a query a name, to be run wherever the name is used."""
        self._put_view(name, self._query(statement))

    def keep(self, name: str, statement: str) -> None:
        """Keep what a query gives as a table, so that it is run once."""
        kept = self._query(statement).persist()
        self._kept.append(kept)
        self._put_view(name, kept)

    def put(
        self,
        name: str,
        columns: Sequence[tuple[str, SmallType]],
        rows: Iterable[Sequence[object]],
    ) -> None:
        """Make a small table, which each worker gets as a whole."""
        days = {at for at, (_, kind) in enumerate(columns) if kind is SmallType.DAY}
        listed = [
            tuple(
                dt.date.fromisoformat(str(value)) if at in days else value
                for at, value in enumerate(row)
            )
            for row in rows
        ]
        kinds = {
            SmallType.TEXT: "string",
            SmallType.WHOLE: "bigint",
            SmallType.DAY: "date",
        }
        schema = ", ".join(f"{column} {kinds[kind]}" for column, kind in columns)
        made = self._session.createDataFrame(listed, schema)
        self._put_view(name, made.hint("broadcast"))

    def write(self, statement: str, path: Path) -> None:
        """Write what a query gives to a folder of files of Parquet."""
        made = self._query(statement)
        made.write.mode("overwrite").option("compression", "zstd").parquet(str(path))

    def share_done(self) -> float:
        """Return 0: it does not say."""
        return 0.0

    def close(self) -> None:
        """Let go of what is kept, and end the session if it was made for this."""
        for kept in self._kept:
            kept.unpersist()
        for name in self._views:
            self._session.catalog.dropTempView(name)
        if self._is_own:
            self._session.stop()

    def _query(self, statement: str) -> Any:  # noqa: ANN401 - a library without types
        (own,) = self._translate(statement, read="duckdb", write="spark")
        return self._session.sql(own)

    def _put_view(self, name: str, table: Any) -> None:  # noqa: ANN401 - the same
        table.createOrReplaceTempView(name)
        self._views.add(name)


def _new_session(builder: Any, name: str) -> Any:  # noqa: ANN401 - a library without types
    """Return a session: as it is set up, or else for all processors of this machine."""
    made = (
        builder.appName("mandat audit")
        .config("spark.log.level", "ERROR")
        .config("spark.sql.caseSensitive", "true")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.session.timeZone", "UTC")
    )
    if "SPARK_ENV_LOADED" not in os.environ:  # not by spark-submit
        processors = os.cpu_count() or 1
        made = made.master("local[*]").config(
            "spark.sql.shuffle.partitions", str(2 * processors)
        )
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise EngineError(Message.of("log/no-java", path=name))
    try:
        return made.getOrCreate()
    except Exception as error:  # a Java that it cannot use
        raise EngineError(Message.of("log/no-java", path=name)) from error


def _type(kind: Any) -> ColumnType:  # noqa: ANN401 - a library without types
    """Return what the values of a type of Spark are."""
    if kind.typeName() == "decimal":
        return decimal_type(kind.precision, kind.scale)
    return _TYPES.get(kind.simpleString(), ColumnType.OTHER)
