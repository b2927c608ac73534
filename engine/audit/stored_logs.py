"""Take the rows out of a log that is stored as a table: parquet, or a database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..rulebook.model.problems import EngineError, Message
from .log_text import value_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .log_text import LogTable

_PARQUET = b"PAR1"
#: What a database of DuckDB has after its first eight bytes.
_DUCKDB = b"DUCK"
_AT_ONCE = 10_000


class StoredLog(NamedTuple):
    """A file that is a table or holds tables, the one meant, and how errors name it."""

    path: Path
    table: str
    name: str


def is_stored(path: Path, start: bytes) -> bool:
    """Tell whether a file is a table or a database, by how it starts or is named."""
    is_known = start.startswith(_PARQUET) or start[8:12] == _DUCKDB
    return is_known or path.suffix.lower() in {".parquet", ".duckdb"}


def engine_library(name: str) -> Any:  # noqa: ANN401 - a library without types
    """Return DuckDB.

    Args:
        name: of the file that needs it, for the error.

    Raises:
        EngineError: it is not installed.
    """
    try:
        import duckdb  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise EngineError(Message.of("log/no-extra", path=name)) from error
    return duckdb


def stored_log(log: StoredLog) -> LogTable:
    """Return the headings and the rows of a stored log, which are read in parts.

    Raises:
        EngineError: DuckDB is not installed, the file is broken, or it does not have
            the table, or has several and none is named.
    """
    duckdb = engine_library(log.name)
    try:
        connection = duckdb.connect()
        relation = stored_relation(connection, log)
        headings = tuple(connection.table(relation).columns)
    except duckdb.Error as error:
        raise EngineError(Message.of("log/broken", path=log.name)) from error
    return value_table(_rows(headings, connection, relation), log.name)


def stored_relation(connection: Any, log: StoredLog) -> str:  # noqa: ANN401 - as above
    """Make a view of a stored log, and return its name.

    Raises:
        EngineError: the database does not have the table, or has several.
    """
    file = str(log.path).replace("'", "''")
    if log.path.suffix.lower() == ".parquet":
        connection.execute(
            f"CREATE VIEW stored_log AS SELECT * FROM read_parquet('{file}')"  # noqa: S608 - quoted
        )
        return "stored_log"
    connection.execute(f"ATTACH '{file}' AS stored (READ_ONLY)")
    listed = connection.execute(
        "SELECT schema_name, table_name FROM duckdb_tables()"
        " WHERE database_name = 'stored'"
        " UNION ALL SELECT schema_name, view_name FROM duckdb_views()"
        " WHERE database_name = 'stored' AND NOT internal ORDER BY ALL"
    ).fetchall()
    chosen = [row for row in listed if log.table in {"", row[1]}]
    if len(chosen) != 1:
        known = tuple(row[1] for row in listed)
        message = Message.of(
            "log/which-table", path=log.name, table=log.table, known=known
        )
        raise EngineError(message)
    schema, name = (part.replace('"', '""') for part in chosen[0])
    connection.execute(
        f'CREATE VIEW stored_log AS SELECT * FROM stored."{schema}"."{name}"'  # noqa: S608 - quoted
    )
    return "stored_log"


def _rows(
    headings: tuple[str, ...],
    connection: Any,  # noqa: ANN401 - as above
    relation: str,
) -> Iterator[tuple[object, ...]]:
    """Yield the headings, and then the rows, which are not read before."""
    yield headings
    rows = connection.execute(f"SELECT * FROM {relation}")  # noqa: S608 - our name
    while part := rows.fetchmany(_AT_ONCE):
        yield from part
