"""Every engine gives every row the verdict that DuckDB gives it.

Spark and DataFusion are extras: where one is not installed, or there is no Java, the
tests say so and are left out.
"""

import datetime as dt
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from engine.service.audit import log_audit
from tests.support.shipped import shipped_mandat

duckdb = pytest.importorskip("duckdb")
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "log"
LOG, MAPPING = EXAMPLE / "decisions.csv", EXAMPLE / "mapping.yaml"
UNTIL = dt.date(2026, 9, 30)
#: Rows that cannot be read, each for a reason of its own.
BAD = (
    "KS 2026/1;Avskriva fordran;KS 2.1;okänd;2026-03-04;1.500;;2026-03-11;",
    "KS 2026/2;;;ekonomichef;2026-03-04;5;;2026-03-01;",
    "KS 2026/3;Avskriva fordran;KS 2.1;ekonomichef;2026-03-04;12 345,50;;2026-03-01;",
    "KS 2026/4;Avskriva fordran;KS 2.1;ekonomichef;2026-03-04;mycket;;;",
    'KS 2026/5;"Avskriva fordran;KS 2.1;ekonomichef;2026-03-04;5;;;',
)


@pytest.fixture(scope="module")
def orrhed():
    return shipped_mandat().of("orrhed")


@pytest.fixture(scope="module")
def spark():
    """Return a session of Spark that all tests share, as a notebook has one."""
    pytest.importorskip("sqlglot", reason="Spark needs `mandat[spark]`")
    sql = pytest.importorskip("pyspark.sql", reason="Spark needs `mandat[spark]`")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java, and there is none")
    made = (
        sql.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .getOrCreate()
    )
    yield made
    made.stop()


@pytest.fixture
def datafusion():
    return pytest.importorskip("datafusion", reason="it needs `mandat[datafusion]`")


@pytest.fixture
def log(tmp_path):
    """Return the example with rows that cannot be read."""
    path = tmp_path / "log.csv"
    path.write_text(LOG.read_text("utf-8") + "\n".join(BAD) + "\n", "utf-8")
    return path


def judged(log, municipality, engine):
    with log_audit(log, municipality, MAPPING, as_of=UNTIL, engine=engine) as audit:
        rows = list(audit.judged.all_rows())
        assert audit.rows == len(rows) == sum(audit.by_verdict().values())
        return [
            (row.row, row.verdict, row.day, row.told, audit.cases[row.case].finding)
            for row in rows
        ]


def test_datafusion_judges_each_row_as_duckdb_does(datafusion, orrhed, log):
    assert datafusion
    assert judged(log, orrhed, "datafusion") == judged(log, orrhed, "duckdb")


@pytest.mark.slow
def test_spark_judges_each_row_as_duckdb_does(spark, orrhed, log):
    assert spark
    assert judged(log, orrhed, "spark") == judged(log, orrhed, "duckdb")


@pytest.mark.slow
def test_spark_numbers_the_rows_of_a_folder_through(spark, orrhed, tmp_path):
    assert spark
    folder = tmp_path / "log"
    folder.mkdir()
    whole = f"read_csv('{LOG}', all_varchar = true, header = true, delim = ';')"
    for part, rows in (("a", "LIMIT 5"), ("b", "OFFSET 5")):
        duckdb.sql(f"FROM {whole} {rows}").write_parquet(
            str(folder / f"{part}.parquet")
        )
    duckdb.sql(f"FROM {whole}").write_parquet(str(tmp_path / "log.parquet"))
    whole_log = judged(tmp_path / "log.parquet", orrhed, "duckdb")
    assert judged(folder, orrhed, "spark") == whole_log


def code(orrhed, engine):
    with (
        pytest.raises(Exception) as caught,  # noqa: PT011 - its code is looked at
        log_audit(LOG, orrhed, MAPPING, engine=engine),
    ):
        pass
    return caught.value.message.code


def test_an_engine_that_is_none_or_not_installed_is_told(orrhed, monkeypatch):
    assert code(orrhed, "abacus") == "log/unknown-engine"
    for module in ("datafusion", "pyspark", "pyspark.sql"):
        monkeypatch.setitem(sys.modules, module, None)
    assert code(orrhed, "datafusion") == "log/no-engine"
    assert code(orrhed, "spark") == "log/no-engine"


def test_spark_without_java_is_told(orrhed, monkeypatch, tmp_path):
    class Builder:
        def __getattr__(self, name):
            return lambda *_: self

    session = SimpleNamespace(getActiveSession=lambda: None, builder=Builder())
    monkeypatch.setitem(sys.modules, "pyspark", SimpleNamespace())
    monkeypatch.setitem(
        sys.modules, "pyspark.sql", SimpleNamespace(SparkSession=session)
    )
    monkeypatch.setitem(sys.modules, "sqlglot", SimpleNamespace(transpile=None))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert code(orrhed, "spark") == "log/no-java"


@pytest.mark.parametrize("place", ["log.csv", "mapping.yaml"])
def test_no_result_is_written_over_what_it_is_made_of(orrhed, tmp_path, place):
    for source, name in ((LOG, "log.csv"), (MAPPING, "mapping.yaml")):
        shutil.copy(source, tmp_path / name)
    before = (tmp_path / place).read_bytes()
    with log_audit(tmp_path / "log.csv", orrhed, tmp_path / "mapping.yaml") as audit:
        with pytest.raises(Exception) as caught:  # noqa: PT011 - its code is looked at
            audit.write(tmp_path / "." / place)
        assert caught.value.message.code == "out/over-input"
        with pytest.raises(Exception) as caught:  # noqa: PT011 - the same
            audit.write(orrhed.rules_folder / "orrhed" / "new.csv")
        assert caught.value.message.code == "out/among-rules"
    assert (tmp_path / place).read_bytes() == before
