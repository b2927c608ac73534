"""Hold the audit of a long log beside a range join that somebody wrote by hand.

Both read the same log of Parquet and the same rules: the join has the table of cells
that `mandat cells` writes, with the classes of amounts as columns. It tells who may
decide and counts; the audit tells posts, points, law and reporting besides. The cells
of the join are written before, and so what was found of each case is kept from the
first run, which is not measured. What counts is how long processors work, in turns
within one process.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.made_up_log import MAPPING, TOWN, write_log, write_town
from bench.measuring import Line, Race
from engine import Mandat, cell_table, log_audit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine import Municipality

_FIRST, _LAST, _UNTIL = (
    dt.date(2025, 12, 1),
    dt.date(2026, 12, 31),
    dt.date(2027, 6, 1),
)
_SIZES = (1_000_000, 10_000_000)
_QUICK_SIZES = (200_000, 1_000_000)
_GOAL = 1.5
_ROUNDS = 4


def lines(*, is_quick: bool) -> Iterator[Line]:
    """Yield how the audit compares with the join, for logs of two lengths."""
    import duckdb  # noqa: PLC0415 - of this bench alone

    with tempfile.TemporaryDirectory(prefix="mandat-bench-") as made:
        folder = Path(made)
        shipped = Path(__file__).parent.parent / "rules"
        shutil.copytree(shipped / "kommunallagen", folder / "rules" / "kommunallagen")
        shutil.copy(shipped / "prisbasbelopp.yaml", folder / "rules")
        write_town(folder / "rules")
        (folder / "log.yaml").write_text(MAPPING, "utf-8")
        town = Mandat.open(folder / "rules", cache=folder / "cache").of(TOWN)
        cell_table(town, _FIRST, _LAST).write(folder / "cells.parquet")
        for rows in _QUICK_SIZES if is_quick else _SIZES:
            with duckdb.connect() as base:
                write_log(base, rows, 1, folder / "log.parquet")
            yield _line(duckdb, folder, town, rows)


def _line(duckdb: Any, folder: Path, town: Municipality, rows: int) -> Line:  # noqa: ANN401 - a library without types
    def audit() -> None:
        log, mapping = folder / "log.parquet", folder / "log.yaml"
        with log_audit(log, town, mapping, as_of=_UNTIL) as made:
            assert made.rows == rows  # noqa: S101 - nothing may be lost

    race = Race(
        {"audit": audit, "join": lambda: _join(duckdb, folder, town)},
        _ROUNDS,
        clock=time.process_time,
    )
    return Line(
        what=f"audit of {rows:,} decisions",
        beside="range join by hand",
        ratio=race.ratio("audit", "join"),
        goal=_GOAL,
        unit="ms",
        ours=race.seconds("audit"),
        theirs=race.seconds("join"),
        why="texts, points and reporting are read, and each row keeps its key",
    )


def _join(duckdb: Any, folder: Path, town: Municipality) -> None:  # noqa: ANN401 - as above
    """Tell by the table of cells whether those who decided may, and count."""
    matters = town.jurisdiction.vocabulary.matters.items()
    with duckdb.connect() as base:
        base.execute("CREATE TABLE named (id VARCHAR, label VARCHAR)")
        base.executemany(
            "INSERT INTO named VALUES (?, ?)",
            [(id_, term.label.sv) for id_, term in matters if id_.startswith("arende")],
        )
        base.sql(
            f"""WITH cells AS MATERIALIZED (
              SELECT n.label, c.*, COALESCE("belopp from", -1) AS low,
                COALESCE("belopp to", 1e12) AS high
              FROM read_parquet('{folder / "cells.parquet"}') c
              JOIN named n ON n.id = c.matter)
            SELECT CASE WHEN c.matter IS NULL THEN 'unknown'
                WHEN c.act = 'execution' THEN 'execution'
                WHEN list_contains(c.deciders, l.decider) THEN 'in order'
                ELSE 'another decides' END AS verdict,
              c.cell, date_trunc('month', l.day) AS month, COUNT(*)
            FROM read_parquet('{folder / "log.parquet"}') l LEFT JOIN cells c
              ON l.matter = c.label AND l.day BETWEEN c.first AND c.last
              AND COALESCE(l.amount, 0) BETWEEN c.low AND c.high
            GROUP BY ALL"""  # noqa: S608 - our own
        ).fetchall()
