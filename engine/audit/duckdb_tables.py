"""Run an audit in DuckDB, within this process and a bounded memory."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any

from ..rulebook.model.problems import EngineError, Message
from .stored_logs import StoredLog, engine_library, stored_relation
from .tables import SOURCE, ColumnType, decimal_type, quoted_name, source_column

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from .log_text import LogRow, LogTable
    from .tables import SmallType

_CHUNK = 1 << 24
#: The log while its rows are taken one by one.
_TAKEN = "log_taken"
_DECIMAL = re.compile(r"DECIMAL\(([0-9]+),([0-9]+)\)")
#: What a file in text may have, that only our own reader takes as it is meant.
_ODD = (b"\n\n", b"\n\r\n", b"\0")
_TYPES = {
    "VARCHAR": ColumnType.TEXT,
    "BOOLEAN": ColumnType.BOOL,
    "DATE": ColumnType.DAY,
    "FLOAT": ColumnType.DOUBLE,
    "DOUBLE": ColumnType.DOUBLE,
    **dict.fromkeys(
        (
            *("TINYINT", "SMALLINT", "INTEGER", "BIGINT"),
            *("UTINYINT", "USMALLINT", "UINTEGER"),
        ),
        ColumnType.WHOLE,
    ),
}


class DuckDbTables:
    """The tables of an audit in a database of DuckDB of its own, held in memory.

    What is taken of a log in text stands in a file, where it is compressed.

    Args:
        folder: where the log and what is swapped out stand; it is temporary.
        name: of the log, for errors.
        memory: how much memory it may use, in megabytes.

    Raises:
        EngineError: DuckDB is not installed.
    """

    def __init__(self, folder: Path, name: str, memory: int = 1_200) -> None:
        """Make the database."""
        self._library = engine_library(name)
        self._folder = folder
        self._files = 0
        self.types: list[ColumnType] = []
        self.has_faults = False
        self._connection = self._library.connect()
        self._connection.execute("SET enable_progress_bar = true")
        self._connection.execute("SET enable_progress_bar_print = false")
        self._connection.execute(f"SET memory_limit = '{memory}MB'")
        self._connection.execute(f"SET temp_directory = {_text(folder / 'swap')}")

    # the log --------------------------------------------------------------------------

    def take_stored(self, log: StoredLog, wanted: Collection[int]) -> None:
        """Take a log that is a table: of Parquet, or in a database.

        Args:
            log: where it is.
            wanted: the numbers of the columns that are read.

        Raises:
            EngineError: as for `stored_log`.
        """
        run = self._connection.execute
        try:
            relation = stored_relation(self._connection, log)
            described = self.rows(f"DESCRIBE {relation}")
            columns = ", ".join(
                f"{quoted_name(described[at][0])} AS {source_column(at)}"
                for at in sorted(wanted)
            )
            columns = f"row_number, {columns}"
            if log.path.suffix.lower() == ".parquet":
                file = _text(log.path)
                run(
                    f"CREATE VIEW {SOURCE} AS SELECT {columns} FROM (SELECT"  # noqa: S608 - quoted
                    f" file_row_number + 2 AS row_number, * FROM"
                    f" read_parquet({file}, file_row_number = true))"
                )
            else:
                self._put_source(
                    f"SELECT {columns} FROM (SELECT 1 + row_number() OVER ()"  # noqa: S608 - quoted
                    f" AS row_number, * FROM {relation})"
                )
        except self._library.Error as error:
            raise EngineError(Message.of("log/broken", path=log.name)) from error
        self.types = [_type(kind) for _, kind, *_ in described]

    def take_text(self, path: Path, table: LogTable, wanted: Collection[int]) -> bool:
        """Take a log in text as it stands in its file, if that is sound throughout.

        Args:
            path: the file.
            table: its headings.
            wanted: the numbers of the columns that are read.

        Returns:
            Whether it was taken; if not, its rows are taken one by one.
        """
        if not _is_sound(path):
            return False
        width = len(table.headings)
        kinds = ", ".join(f"'{source_column(at)}': 'VARCHAR'" for at in range(width))
        columns = ", ".join(source_column(at) for at in sorted(wanted))
        filled = ", ".join(
            f"NULLIF(TRIM({source_column(at)}), '')" for at in range(width)
        )
        try:
            self._put_source(
                f"SELECT row_number, {columns} FROM ("  # noqa: S608 - quoted
                f" SELECT 1 + row_number() OVER () AS row_number, * FROM"
                f" read_csv({_text(path)}, header = true,"
                f" delim = {_text(table.separator)}, quote = '\"', escape = '\"',"
                f" columns = {{{kinds}}}, strict_mode = true, auto_detect = false,"
                f" max_line_size = 4000000)) WHERE COALESCE({filled}) IS NOT NULL"
            )
        except self._library.Error:
            return False
        self.types = [ColumnType.TEXT] * width
        return True

    def take_rows(self, table: LogTable, wanted: Collection[int]) -> None:
        """Take a log row by row."""
        chosen = sorted(wanted)
        kinds = {"row_number": "BIGINT", "row_fault": "VARCHAR"}
        kinds |= {source_column(at): "VARCHAR" for at in chosen}
        self._load(_TAKEN, kinds, _plain_rows(table.rows, chosen))
        self._put_source(f"FROM {_TAKEN}")
        self._connection.execute(f"DROP TABLE {_TAKEN}")
        self.types = [ColumnType.TEXT] * len(table.headings)
        self.has_faults = True

    def hand_over(self, path: Path) -> None:
        """Write the log that was taken to a file of Parquet, for another engine."""
        self.write(f"SELECT * FROM {SOURCE}", path)  # noqa: S608 - our name

    def _put_source(self, statement: str) -> None:
        """Keep what a query gives in a file, as the log."""
        run = self._connection.execute
        run(f"ATTACH {_text(self._folder / 'log.duckdb')} AS log_file")
        run(f"CREATE TABLE log_file.{SOURCE} AS {statement}")
        run(f"CREATE VIEW {SOURCE} AS FROM log_file.{SOURCE}")

    # statements -----------------------------------------------------------------------

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Return what a query gives."""
        listed: list[tuple[Any, ...]] = self._connection.execute(statement).fetchall()
        return listed

    def view(self, name: str, statement: str) -> None:
        """Give a query a name, to be run wherever the name is used."""
        self._connection.execute(f"CREATE OR REPLACE VIEW {name} AS {statement}")

    def keep(self, name: str, statement: str) -> None:
        """Keep what a query gives as a table, so that it is run once."""
        run = self._connection.execute
        run("SET preserve_insertion_order = false")  # rows have their numbers
        run(f"CREATE OR REPLACE TEMP TABLE {name} AS {statement}")
        run("SET preserve_insertion_order = true")

    def put(
        self,
        name: str,
        columns: Sequence[tuple[str, SmallType]],
        rows: Iterable[Sequence[object]],
    ) -> None:
        """Make a small table."""
        self._load(name, {column: kind.value for column, kind in columns}, rows)

    def write(self, statement: str, path: Path) -> None:
        """Write what a query gives to a file of Parquet."""
        self._connection.execute(
            f"COPY ({statement}) TO {_text(path)} (FORMAT parquet, COMPRESSION zstd)"
        )

    def share_done(self) -> float:
        """Return how much is done of the query that runs, from 0 to 1."""
        share: float = self._connection.query_progress() / 100
        return max(share, 0.0)  # below 0 between queries

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def _load(
        self, name: str, kinds: Mapping[str, str], rows: Iterable[Sequence[object]]
    ) -> None:
        """Make a table of rows, by way of a file: inserting them takes far longer."""
        self._files += 1
        file = self._folder / f"rows-{self._files}.csv"
        with file.open("w", encoding="utf-8", newline="") as opened:
            opened.write(_line(range(len(kinds))))
            opened.writelines(map(_line, rows))
        listed = ", ".join(f"{_text(k)}: {_text(kind)}" for k, kind in kinds.items())
        self._connection.execute(
            f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM read_csv({_text(file)},"  # noqa: S608 - quoted
            f" header = true, delim = ',', quote = '\"', escape = '\"',"
            f" columns = {{{listed}}}, auto_detect = false, nullstr = '',"
            " allow_quoted_nulls = false, max_line_size = 20000000)"
        )
        file.unlink()


def _text(value: object) -> str:
    """Return a text as SQL has it."""
    return "'" + str(value).replace("'", "''") + "'"


def _line(row: Iterable[object]) -> str:
    """Return a row as a line, in which nothing at all is no text."""
    return ",".join(map(_cell, row)) + "\n"


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case int():
            return str(value)
        case _:
            text = str(value).replace('"', '""')
            return f'"{text}"'


def _type(kind: str) -> ColumnType:
    """Return what the values of a type of DuckDB are."""
    if decimal := _DECIMAL.fullmatch(kind):
        return decimal_type(int(decimal[1]), int(decimal[2]))
    if kind.startswith("TIMESTAMP"):
        return ColumnType.DAY
    return _TYPES.get(kind, ColumnType.OTHER)


def _plain_rows(
    rows: Iterable[LogRow], chosen: Sequence[int]
) -> Iterator[tuple[object, ...]]:
    for row in rows:
        cells = (row.cells[n] for n in chosen) if row.cells else ("",) * len(chosen)
        yield (row.number, row.fault or None, *cells)


def _is_sound(path: Path) -> bool:
    """Tell whether a file is UTF-8 throughout, with nothing in it that is read twice.

    A blank line, which counts as a row of a spreadsheet, is left to our own reader.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    tail = b""
    with path.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return False
            if any(odd in tail + chunk for odd in _ODD):
                return False
            tail = chunk[-2:]
    return not decoder.getstate()[0]
