"""A log of decisions is held against the orders of Orrhed, row by row.

What the rows of the example are worth is read from the orders: KS 2.1 lets the finance
officer write off a tenth of a prisbasbelopp (5,920 kronor in 2026), the head of finance
two of them; KS 1.17 is execution; SN 1.11 lets a head of unit decide up to five; SN 2.7
lets the social worker grant and the group leader refuse; the orders hold from
1 February 2026, and what the board's delegates decide is told at its next meeting.
"""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
import xlsxwriter

from bench import made_up_log
from engine import Mandat
from engine.audit.reporting import ReportingDuty, last_day_to_report
from engine.audit.verdicts import AuditVerdict
from engine.rulebook.model.grants import Notification
from engine.rulebook.model.problems import EngineError
from engine.service.audit import log_audit, row_audit
from tests.audit_trials.__main__ import differences
from tests.support.shipped import shipped_mandat

duckdb = pytest.importorskip("duckdb")
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "log"
LOG, MAPPING = EXAMPLE / "decisions.csv", EXAMPLE / "mapping.yaml"
UNTIL = dt.date(2026, 9, 30)
EXPECTED = {
    2: "in_order",
    3: "another_decides",
    4: "wrong_point",
    5: "facts_missing",
    6: "not_reported",
    7: "reported_no_decision",
    8: "in_order",
    9: "in_order",
    10: "not_in_force",
    11: "another_decides",
    12: "in_order",
    13: "unreadable",
    14: "unreadable",
}


@pytest.fixture(scope="module")
def orrhed():
    return shipped_mandat().of("orrhed")


def verdicts(municipality, log=LOG, mapping=MAPPING, until=UNTIL):
    with log_audit(log, municipality, mapping, as_of=until) as audit:
        assert sum(audit.by_verdict().values()) == audit.rows
        return {row.row: row.verdict.value for row in audit.judged.all_rows()}


def test_each_row_gets_the_verdict_that_the_orders_give_it(orrhed):
    assert verdicts(orrhed) == EXPECTED


def test_a_row_by_itself_gets_the_verdict_that_it_has_among_others(orrhed):
    for row, expected in EXPECTED.items():
        alone = row_audit(LOG, row, orrhed, MAPPING, as_of=UNTIL)
        assert alone.verdict.value == expected
        assert alone.is_in_order is (expected == "in_order")


def test_a_large_log_is_read_by_the_engine_and_no_otherwise(orrhed, monkeypatch):
    monkeypatch.setattr("engine.service.decision_log.LARGEST_LOG_BY_ROW", 0)
    assert verdicts(orrhed) == EXPECTED


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_a_large_log_in_another_encoding_is_no_other_log(
    orrhed, monkeypatch, tmp_path, encoding
):
    monkeypatch.setattr("engine.service.decision_log.LARGEST_LOG_BY_ROW", 0)
    log = tmp_path / "log.csv"
    log.write_bytes(LOG.read_text("utf-8").encode(encoding))
    assert verdicts(orrhed, log) == EXPECTED


def typed(cell, number):
    """Return a cell as a spreadsheet holds it: days and amounts with their types."""
    if number in {4, 7} and cell[:2] == "20":
        return dt.date.fromisoformat(cell)
    return (
        float(cell.replace(" ", "").replace(",", ".")) if number == 5 and cell else cell
    )


def rows_of_example():
    with LOG.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened, delimiter=";"))


def test_a_workbook_with_days_and_amounts_is_no_other_log(orrhed, tmp_path):
    path = tmp_path / "log.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows_of_example()):
            cells = [typed(c, n) for n, c in enumerate(row)] if number else row
            sheet.write_row(number, 0, cells)
    assert verdicts(orrhed, path) == EXPECTED


@pytest.mark.parametrize("amount", ["DECIMAL(12,2)", "DOUBLE"])
def test_a_table_with_types_is_no_other_log(orrhed, tmp_path, amount):
    path = tmp_path / "log.parquet"
    with duckdb.connect() as base:
        base.execute(f"CREATE TABLE log AS FROM read_csv('{LOG}', all_varchar = true)")
        typed_columns = (
            "TRY_CAST(Beslutsdatum AS DATE) AS Beslutsdatum,"
            ' TRY_CAST("Anmält" AS TIMESTAMP) AS "Anmält",'
            f" CAST(replace(replace(Belopp, ' ', ''), ',', '.') AS {amount}) AS Belopp"
        )
        selected = base.sql(f"SELECT * REPLACE ({typed_columns}) FROM log")  # noqa: S608 - ours
        selected.write_parquet(str(path))
    assert verdicts(orrhed, path) == EXPECTED


def test_random_rows_get_all_at_once_what_each_gets_alone(orrhed, tmp_path):
    found, totals = differences(orrhed, 60, 5, tmp_path)
    assert found == []
    assert sum(totals.values()) == 60
    assert len(totals) > 5


# when decisions are reported ---------------------------------------------------------


@pytest.mark.parametrize(
    ("often", "day", "last"),
    [
        (Notification.NEXT_MEETING, "2026-03-10", "2026-03-24"),
        (Notification.NEXT_MEETING, "2026-03-24", "2026-05-26"),
        (Notification.NEXT_MEETING, "2026-05-26", None),
        (Notification.PROMPTLY, "2026-03-10", "2026-03-24"),
        (Notification.MONTHLY, "2026-03-10", "2026-05-26"),
        (Notification.MONTHLY, "2026-05-30", "2026-06-30"),
        (Notification.MONTHLY, "2026-12-30", "2027-01-31"),
        (Notification.QUARTERLY, "2026-02-10", "2026-05-26"),
        (Notification.QUARTERLY, "2026-04-10", "2026-09-30"),
    ],
)
def test_the_last_day_is_the_first_meeting_after_the_day_or_the_month(often, day, last):
    meetings = [dt.date(2026, 3, 24), dt.date(2026, 5, 26)]
    found = last_day_to_report(often, dt.date.fromisoformat(day), meetings)
    assert found == (last and dt.date.fromisoformat(last))


def test_what_is_not_due_yet_is_not_late(orrhed, tmp_path):
    log = tmp_path / "log.csv"
    lines = LOG.read_text("utf-8").splitlines()
    log.write_text(f"{lines[0]}\n{lines[1].replace(';2026-03-11;', ';;')}\n", "utf-8")
    assert verdicts(orrhed, log, until=dt.date(2026, 3, 11)) == {2: "in_order"}
    assert verdicts(orrhed, log, until=dt.date(2026, 3, 12)) == {2: "not_reported"}


def test_without_a_column_of_reports_nothing_is_late(orrhed, tmp_path):
    mapping = tmp_path / "log.yaml"
    text = MAPPING.read_text("utf-8").replace("  reported_on: Anmält\n", "")
    mapping.write_text(text, "utf-8")
    found = verdicts(orrhed, mapping=mapping)
    assert found[6] == found[7] == "in_order"


def test_a_decision_of_a_case_has_the_duty_of_its_order(orrhed):
    with log_audit(LOG, orrhed, MAPPING, as_of=UNTIL) as audit:
        duties = {case.finding.duty for case in audit.cases}
    assert duties - {None} == {
        ReportingDuty("kommunstyrelsen", Notification.NEXT_MEETING),
        ReportingDuty("socialnamnd", Notification.MONTHLY),
    }


# what is told ------------------------------------------------------------------------


@pytest.fixture
def audit(orrhed):
    with log_audit(LOG, orrhed, MAPPING, as_of=UNTIL) as made:
        yield made


def test_committees_points_and_months_count_every_row_once(audit):
    told = audit.to_dict()
    for kind in ("committees", "points", "months"):
        assert sum(group["decisions"] for group in told[kind]) == 13
    worst = [group["wrong"] for group in told["points"]]
    assert worst == sorted(worst, reverse=True)
    assert told["decisions"] == sum(told["verdicts"].values()) == 13


def test_a_row_says_case_rule_and_passage(audit):
    row = next(row for row in audit.to_dict()["rows"] if row["row"] == 3)
    assert row["rules"] == [f"orrhed/kommunstyrelsen-2-1-{n}" for n in (2, 3, 4)]
    assert row["cell"] == {"belopp": "5 920,01 kr – 118 400 kr"}
    assert row["passages"] == ["Påhittad ordning, KS, 2.1 (Ekonomi)"]
    assert row["told"] == {"Diarienummer": "KS 2026/107"}


def test_nothing_is_told_of_columns_that_nobody_named(audit):
    forms = (audit.to_text(), audit.to_html(), str(audit.to_dict()))
    for form in (*forms, "".join(audit.to_csv())):
        assert "Cedergren" not in form
        assert "KS 2026/107" in form


def test_a_table_has_every_row_and_no_formula(orrhed, tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(LOG.read_text("utf-8").replace("KS 2026/101", "=1+1"), "utf-8")
    with log_audit(log, orrhed, MAPPING, as_of=UNTIL) as made:
        rows = list(csv.DictReader(io.StringIO("".join(made.to_csv("en")))))
    assert [int(row["row"]) for row in rows] == list(EXPECTED)
    assert [row["verdict"] for row in rows] == list(EXPECTED.values())
    assert rows[0]["Diarienummer"] == "'=1+1"


def test_a_stored_result_has_every_row(audit, tmp_path):
    path = tmp_path / "result.parquet"
    audit.write(path)
    found = duckdb.read_parquet(str(path)).fetchall()
    assert {row: verdict for row, _, _, verdict, *_ in found} == EXPECTED
    assert found[1][1:3] == (dt.date(2026, 3, 4), "KS 2026/107")


@pytest.mark.parametrize("ending", [".csv", ".json", ".html"])
def test_an_audit_is_written_to_a_file_by_its_ending(audit, tmp_path, ending):
    path = tmp_path / f"result{ending}"
    audit.write(path)
    assert "KS 2026/107" in path.read_text("utf-8-sig")


def test_a_file_of_another_kind_is_not_written(audit, tmp_path):
    with pytest.raises(EngineError) as caught:
        audit.write(tmp_path / "result.doc")
    assert caught.value.message.code == "log/out-format"


def test_a_sample_is_the_same_for_the_same_seed(audit):
    rows = [row.row for row in audit.sampled(4, 7).sample]
    assert len(set(rows)) == 4
    assert rows == [row.row for row in audit.sampled(4, 7).sample]
    others = {tuple(r.row for r in audit.sampled(4, seed).sample) for seed in range(9)}
    assert len(others) > 1
    assert len(audit.sampled(99, 1).sample) == 13


def test_plots_have_texts_for_those_who_do_not_see_them(audit):
    page = audit.to_html("en")
    assert page.count("<svg") == page.count('role="img"') == page.count("aria-label=")
    assert "kommunstyrelsen 2.1: 3 wrong of 5 (60%), 1 open" in page


def test_every_verdict_is_in_order_or_out_of_it_or_open():
    assert {v for v in AuditVerdict if v.is_open or v.is_out_of_order} == set(
        AuditVerdict
    ) - {AuditVerdict.IN_ORDER}


def test_a_row_that_the_log_has_not_is_told(orrhed):
    with pytest.raises(EngineError) as caught:
        row_audit(LOG, 99, orrhed, MAPPING)
    assert caught.value.message.code == "log/no-row"


def test_every_slip_that_was_planted_is_found_and_none_is_invented(tmp_path):
    rules, log = tmp_path / "rules", tmp_path / "log.parquet"
    made_up_log.write_town(rules)
    (tmp_path / "log.yaml").write_text(made_up_log.MAPPING, "utf-8")
    with duckdb.connect() as base:
        made_up_log.write_log(base, 2_000, 3, log)
        planted = base.sql(f"SELECT planted FROM '{log}'").fetchall()  # noqa: S608 - ours
    town = Mandat.open(rules).of(made_up_log.TOWN)
    found = verdicts(town, log, tmp_path / "log.yaml", dt.date(2027, 6, 1))
    assert [(verdict,) for verdict in found.values()] == planted
    assert {verdict for (verdict,) in planted} == {"in_order", *made_up_log.SLIPS}


def test_progress_is_told_while_an_engine_works_on_one_statement(orrhed, monkeypatch):
    monkeypatch.setattr("engine.service.pace._EVERY", 0.001)
    told = []
    with log_audit(LOG, orrhed, MAPPING, tell=lambda *step: told.append(step)) as made:
        assert made.rows == 13
    done = [step for step, _ in told]
    assert done == sorted(done)
    assert told[-1] == (1_000, 1_000)
    assert len(set(done)) > 2
