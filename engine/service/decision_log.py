"""Open a log of decisions that were taken, and read it into typed decisions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..audit.duckdb_tables import DuckDbTables
from ..audit.engines import AuditEngine, handed_engine
from ..audit.log_text import log_lines, log_table, text_lines, value_table
from ..audit.logged_decisions import LogLayout, log_layout, logged_decisions
from ..audit.mapping import LogMapping, read_mapping
from ..audit.stored_logs import StoredLog, is_stored, stored_log
from ..audit.words import LogWords
from ..records import field, record
from ..rulebook.loading.walks import ordinary_content, shown
from ..rulebook.model.bounds import LARGEST_FILE, LARGEST_LOG_BY_ROW, LARGEST_LOG_SHEET
from ..rulebook.model.problems import EngineError, Message, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..audit.log_text import LogTable
    from ..audit.logged_decisions import LoggedDecision, UnreadRow
    from ..audit.tables import TableEngine
    from .municipality import Municipality

_SHEETS = frozenset({".xlsx", ".xlsm", ".ods"})


@record
class DecisionLog:
    """A log of decisions, with what its columns say.

    Attributes:
        name: how messages name it.
        mapping: what the columns say, and when committees meet.
        layout: where in its rows each thing stands.
    """

    name: str
    mapping: LogMapping
    layout: LogLayout
    _table: LogTable = field(repr=False, compare=False)
    _words: LogWords = field(repr=False, compare=False)

    def decisions(self) -> Iterator[LoggedDecision | UnreadRow]:
        """Yield each row that is not blank, in order, once: a decision, or why not."""
        return logged_decisions(self._table, self.layout, self._words)


def decision_log(
    log: str | Path,
    municipality: Municipality,
    mapping: str | Path | None = None,
    *,
    table: str = "",
) -> DecisionLog:
    """Return a log, its headings read and nothing more.

    Args:
        log: a file: text with separators (csv), xlsx or ods, parquet, or a database of
            DuckDB.
        municipality: by whose words the cells are read.
        mapping: the file that says what the columns are; without it, headings that say
            so themselves count, and the names of circumstances.
        table: the name of the table, where a database has several.

    Raises:
        UnusableMappingError: the mapping has problems.
        EngineError: a file cannot be read, a column is missing, or what reads the
            format is not installed.
    """
    known = municipality.jurisdiction
    said = log_mapping(mapping, municipality)
    path = Path(log)
    opened = _opened(path, table)
    name = shown(path)
    layout = log_layout(opened.headings, said, known, name)
    return DecisionLog(
        name=name,
        mapping=said,
        layout=layout,
        _table=opened,
        _words=LogWords(known, said),
    )


class LogPlace(NamedTuple):
    """A log: where it is, which table of it is meant, and what its columns say."""

    log: str | Path
    table: str
    mapping: LogMapping

    @property
    def name(self) -> str:
        """How messages name it."""
        return str(self.log) if "://" in str(self.log) else shown(Path(self.log))


def put_log(
    place: LogPlace, engine: AuditEngine, folder: Path, municipality: Municipality
) -> tuple[TableEngine, LogLayout]:
    """Return an engine that has a log, and where in the log each thing stands.

    Of its columns none is taken that is not read.

    Args:
        place: the log.
        engine: which it is.
        folder: where the engine may keep files until it is closed.
        municipality: by whose words headings are read.

    Raises:
        EngineError: the log cannot be read, a column is missing, or the engine is not
            installed.
    """
    name, mapping, known = place.name, place.mapping, municipality.jurisdiction
    if engine is AuditEngine.SPARK and _is_spread(place.log):
        from ..audit.spark_tables import SparkTables  # noqa: PLC0415 - an extra

        spark = SparkTables(name)
        try:
            headings = spark.headings(str(place.log))
            layout = log_layout(headings, mapping, known, name)
            spark.take_parquet(str(place.log), layout.read)
        except BaseException:
            spark.close()
            raise
        return spark, layout
    path = Path(place.log)
    opened = _opened(path, place.table)
    layout = log_layout(opened.headings, mapping, known, name)
    reader = DuckDbTables(folder, name)
    try:
        if is_stored(path, _start(path)):
            reader.take_stored(StoredLog(path, place.table, name), layout.read)
        else:
            is_large = opened.separator and path.stat().st_size > LARGEST_LOG_BY_ROW
            if not (is_large and reader.take_text(path, opened, layout.read)):
                reader.take_rows(opened, layout.read)
        if engine is AuditEngine.DUCKDB:
            return reader, layout
        handed = handed_engine(engine, name)
        file = folder / "log.parquet"
        reader.hand_over(file)
        handed.take_file(file, reader.types, has_faults=reader.has_faults)
    except BaseException:
        reader.close()
        raise
    reader.close()
    return handed, layout


def _is_spread(log: str | Path) -> bool:
    """Tell whether a log is one that Spark reads where it lies."""
    return "://" in str(log) or Path(log).is_dir() or str(log).endswith(".parquet")


def log_mapping(mapping: str | Path | None, municipality: Municipality) -> LogMapping:
    """Return what the columns of a log say by a file, nothing without one.

    Raises:
        UnusableMappingError: the file has problems.
        EngineError: it cannot be read.
    """
    if mapping is None:
        return LogMapping()
    path = Path(mapping)
    content = _content(path, LARGEST_FILE)
    return read_mapping(content, shown(path), municipality.jurisdiction)


def _opened(path: Path, table: str) -> LogTable:
    name = shown(path)
    if path.suffix.lower() in _SHEETS:
        from ..exchange.log_sheets import sheet_values  # noqa: PLC0415 - of workbooks

        return value_table(sheet_values(_content(path, LARGEST_LOG_SHEET), name), name)
    try:
        is_file = path.is_file()
        start = _start(path) if is_file else b""
    except OSError as error:
        raise _unreadable(path, error) from error
    if not is_file:
        code = "system/not-ordinary" if path.exists() else "system/no-such-place"
        reason = Message.of(code)
        raise EngineError(Message.of("file/unreadable", path=name, reason=reason))
    if is_stored(path, start):
        return stored_log(StoredLog(path, table, name))
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return log_table(log_lines(_content(path, LARGEST_LOG_SHEET)), name)
    return log_table(_lines(path), name)


def _start(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(16)


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file in text, which is closed after the last."""
    try:
        with path.open("rb") as opened:
            yield from text_lines(opened)
    except OSError as error:
        raise _unreadable(path, error) from error


def _content(path: Path, most: int) -> bytes:
    try:
        content = ordinary_content(path, most)
    except OSError as error:
        raise _unreadable(path, error) from error
    if content is None:
        reason = Message.of("system/not-ordinary")
        message = Message.of("file/unreadable", path=shown(path), reason=reason)
        raise EngineError(message)
    if len(content) > most:
        raise EngineError(Message.of("log/too-large", path=shown(path)))
    return content


def _unreadable(path: Path, error: OSError) -> EngineError:
    reason = system_reason(error)
    return EngineError(Message.of("file/unreadable", path=shown(path), reason=reason))
