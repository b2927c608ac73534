"""Write the question space of a municipality as a table that any engine can join."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..audit.cell_rows import UNWALKED, cell_rows, column_types
from ..audit.stored_logs import engine_library
from ..records import field, record
from ..report.audit.cells import cells_object, cells_page
from ..report.lines import layout_for
from ..rulebook.loading.walks import shown
from ..rulebook.model.problems import EngineError, Message, system_reason
from .outlets import outlet
from .setup import words

if TYPE_CHECKING:
    from ..report.layout import Page
    from ..report.objects.audits import CellsOutput
    from .municipality import Municipality
    from .setup import Language

_ENDINGS = (".parquet", ".duckdb")


@record
class CellTable:
    """The cells of a municipality between two days.

    Attributes:
        municipality: whose they are.
        first: the first day.
        last: the last day.
        types: the columns with their types, as DuckDB calls them.
        rows: the cells, with what each column says; a column may be left out.
    """

    municipality: Municipality
    first: dt.date
    last: dt.date
    types: dict[str, str]
    rows: list[dict[str, Any]] = field(repr=False, compare=False)

    @property
    def unwalked(self) -> tuple[str, ...]:
        """The ids of the matters whose cells are too many, or cannot be answered."""
        listed = (row["matter"] for row in self.rows if row["outcome"] == UNWALKED)
        return tuple(dict.fromkeys(listed))

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return what the table holds as the terminal prints it."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        wording = words(self.municipality.jurisdiction, language)
        return cells_page(self.to_dict(), wording)

    def to_dict(self) -> CellsOutput:
        """Return what the table holds as the JSON object that the terminal prints."""
        matters = {row["matter"] for row in self.rows}
        return cells_object(
            self.municipality.id,
            (self.first, self.last),
            (len(self.rows), len(matters)),
            self.types,
            self.unwalked,
        )

    def write(self, file: str | Path) -> None:
        """Write the table to a file of Parquet, or as `cells` into a new database.

        Args:
            file: its name ends in `.parquet` or `.duckdb`.

        Raises:
            EngineError: the name ends in something else, DuckDB is not installed, or
                the file lies among the rules or cannot be written.
        """
        path = outlet(file, self.municipality.rules_folder)
        ending = path.suffix.lower()
        if ending not in _ENDINGS:
            raise EngineError(Message.of("log/out-format", path=path, known=_ENDINGS))
        duckdb = engine_library(shown(path))
        try:
            with tempfile.TemporaryDirectory(prefix="mandat-cells-") as folder:
                self._write(duckdb, Path(folder), path)
        except (duckdb.Error, OSError) as error:
            reason = (
                system_reason(error)
                if isinstance(error, OSError)
                else Message.of("system/other", answer=str(error).splitlines()[0])
            )
            refusal = Message.of("file/unwritable", path=path, reason=reason)
            raise EngineError(refusal) from error

    def _write(self, duckdb: Any, folder: Path, path: Path) -> None:  # noqa: ANN401 - a library without types
        rows = folder / "cells.json"
        with rows.open("w", encoding="utf-8") as opened:
            opened.writelines(
                json.dumps(row, default=_plain, ensure_ascii=False) + "\n"
                for row in self.rows
            )
        kinds = ", ".join(f"{_text(n)}: {_text(t)}" for n, t in self.types.items())
        made = folder / f"cells{path.suffix.lower()}"
        is_base = made.suffix == ".duckdb"
        with duckdb.connect(str(made) if is_base else ":memory:") as connection:
            connection.execute(
                f"CREATE TABLE cells AS SELECT * FROM read_json({_text(rows)},"  # noqa: S608 - quoted
                f" columns = {{{kinds}}}, format = 'newline_delimited')"
            )
            if not is_base:
                connection.execute(f"COPY cells TO {_text(made)} (FORMAT parquet)")
        path.write_bytes(made.read_bytes())


def cell_table(
    municipality: Municipality,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> CellTable:
    """Return the cells of a municipality between two days, both included.

    Args:
        municipality: whose rules count.
        first: the first day; today when left out.
        last: the last day; the first when left out, or today where that is later.

    Raises:
        EngineError: the last day is before the first.
    """
    start = first or last or municipality.today
    end = last or max(start, municipality.today)
    if end < start:
        raise EngineError(Message.of("log/days-crossed", first=start, last=end))
    space = municipality.space
    rows = list(cell_rows(space, start, end, lambda q: municipality.answer(q).answer))
    return CellTable(
        municipality=municipality,
        first=start,
        last=end,
        types=column_types(municipality.space, rows),
        rows=rows,
    )


def _plain(value: object) -> str:
    if isinstance(value, Decimal | dt.date):
        return str(value)
    raise TypeError(value)


def _text(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
