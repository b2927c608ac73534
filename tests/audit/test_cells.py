"""The table of cells says of every question what the question alone is answered.

KS 2.1: a claim is written off by the finance officer up to a tenth of a prisbasbelopp,
by the head of finance up to two, by the director up to ten, by the working committee up
to fifty; 59,200 kronor in 2026, and the order holds from 1 February 2026.
"""

import datetime as dt
import itertools
from decimal import Decimal
from random import Random

import pytest

from engine.answers.answer import Outcome
from engine.audit.cell_rows import UNWALKED
from engine.rulebook.model.problems import EngineError
from engine.service.cells import cell_table
from tests.support.shipped import shipped_mandat

duckdb = pytest.importorskip("duckdb")
FIRST, LAST = dt.date(2026, 1, 15), dt.date(2026, 4, 15)


@pytest.fixture(scope="module")
def table():
    return cell_table(shipped_mandat().of("orrhed"), FIRST, LAST)


def rows_of(table, matter, day):
    return [
        row
        for row in table.rows
        if row["matter"] == matter and row["first"] <= day <= row["last"]
    ]


def test_a_ladder_of_amounts_is_a_row_for_each_step(table):
    rows = rows_of(table, "avskriva-fordran", LAST)
    steps = [(row.get("belopp from"), row.get("belopp to")) for row in rows]
    assert steps == [
        (None, Decimal(5920)),
        (Decimal("5920.01"), Decimal(118_400)),
        (Decimal("118400.01"), Decimal(592_000)),
        (Decimal("592000.01"), Decimal(2_960_000)),
        (Decimal("2960000.01"), None),
    ]
    assert "ekonomihandlaggare" in rows[0]["deciders"]
    assert "ekonomihandlaggare" not in rows[1]["deciders"]
    assert rows[4]["deciders"] == ["kommunstyrelsen"]
    assert rows[0]["points"] == ["kommunstyrelsen 2.1"]
    assert rows[0]["notification"] == ["next_meeting"]


def test_periods_meet_and_cover_every_day(table):
    for matter in {row["matter"] for row in table.rows}:
        spans = sorted(
            {(r["first"], r["last"]) for r in table.rows if r["matter"] == matter}
        )
        assert spans[0][0] == FIRST
        assert spans[-1][1] == LAST
        for (_, end), (start, _) in itertools.pairwise(spans):
            assert start == end + dt.timedelta(days=1)


def test_execution_is_told_and_nobody_decides_it(table):
    (row,) = rows_of(table, "flagga-vid-kommunens-byggnader", LAST)
    assert (row["act"], row["deciders"]) == ("execution", [])


def given_in(row, types):
    """Return facts in the classes of a row, as a question gives them."""
    for name in row["circumstances"]:
        if row.get(f"{name} none"):
            yield name, "ingen"
        elif name in types:
            yield name, row[name][-1]
        else:
            edges = (row.get(f"{name} to"), row.get(f"{name} from"), 7)
            yield name, str(next(edge for edge in edges if edge is not None))


def test_each_row_says_what_its_question_alone_is_answered(table):
    asked = shipped_mandat().of("orrhed")
    chance = Random(4)  # noqa: S311 - the same each time
    walked = [row for row in table.rows if row["outcome"] != UNWALKED]
    for row in chance.sample(walked, 150):
        given = dict(given_in(row, table.types))
        alone = asked.who(row["matter"], given=given, on=row["last"])
        assert alone.outcome.value == row["outcome"], row
        if alone.outcome is Outcome.ANSWERED:
            assert list(alone.answer.rules) == row["rules"]
            named = {
                r for f in alone.findings if f.conclusion for r in f.conclusion.roles()
            }
            assert set(row["deciders"]) <= named


@pytest.mark.parametrize("ending", [".parquet", ".duckdb"])
def test_what_is_written_is_what_the_table_has(table, tmp_path, ending):
    path = tmp_path / f"cells{ending}"
    table.write(path)
    with duckdb.connect() as base:
        if ending == ".duckdb":
            base.execute(f"ATTACH '{path}' AS stored")
            rows = base.table("stored.cells")
        else:
            rows = base.read_parquet(str(path))
        assert rows.columns == list(table.types)
        assert [str(kind) for kind in rows.types] == list(table.types.values())
        found = rows.filter("matter = 'avskriva-fordran' AND last = DATE '2026-04-15'")
        steps = found.order("cell").project('"belopp to"').fetchall()
    assert steps[0] == (Decimal("5920.00"),)
    assert len(steps) == 5


def test_a_file_of_another_kind_and_days_that_cross_are_refused(table, tmp_path):
    with pytest.raises(EngineError) as caught:
        table.write(tmp_path / "cells.xlsx")
    assert caught.value.message.code == "log/out-format"
    with pytest.raises(EngineError) as caught:
        cell_table(table.municipality, LAST, FIRST)
    assert caught.value.message.code == "log/days-crossed"
    with pytest.raises(EngineError) as caught:
        table.write(tmp_path / "nowhere" / "cells.parquet")
    assert caught.value.message.code == "file/unwritable"
