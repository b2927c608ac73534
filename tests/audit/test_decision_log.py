"""A log of decisions is read as it was written, and no row of it is lost."""

import datetime as dt
import sys

import pytest
import xlsxwriter

from engine.audit.log_text import value_text
from engine.audit.logged_decisions import LoggedDecision, UnreadRow
from engine.audit.mapping import LogColumn, UnusableMappingError
from engine.rulebook.model.problems import EngineError
from engine.service.decision_log import decision_log
from tests.support.shipped import shipped_mandat

HEAD = "Diarienummer;Ärendetyp;Punkt;Befattning;Beslutsdatum;Anmäld;Summa;Handläggare"
MAPPING = """\
columns: {number: Diarienummer, matter: Ärendetyp, reference: Punkt,
          decided_by: Befattning, day: Beslutsdatum, reported_on: Anmäld}
facts: {belopp: Summa}
values:
  decided_by: {EC IFO: enhetschef}
meetings: {socialnämnden: [2026-04-21, 2026-03-24]}
"""
ROW = "SN 1;Avtal om enstaka vårdplats;SN 1.11;{by};{day};2026-04-21;{sum};Ada"


@pytest.fixture
def orrhed():
    return shipped_mandat().of("orrhed")


def read(municipality, tmp_path, content, mapping=MAPPING):
    path = tmp_path / "log.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    said = None
    if mapping is not None:
        said = tmp_path / "log.yaml"
        said.write_text(mapping, "utf-8")
    return decision_log(path, municipality, said)


def rows(*args, **named):
    return list(read(*args, **named).decisions())


def row(by="EC IFO", day="2026-04-02", amount="12 345,50"):
    return ROW.format(by=by, day=day, sum=amount)


def test_a_row_is_a_decision_in_the_words_of_the_rules(orrhed, tmp_path):
    (decision,) = rows(orrhed, tmp_path, f"{HEAD}\n{row()}\n")
    assert decision == LoggedDecision(
        row=2,
        number="SN 1",
        matter=decision.matter,
        reference="SN 1.11",
        decided_by="enhetschef",
        on=dt.date(2026, 4, 2),
        reported_on=dt.date(2026, 4, 21),
        given=(("belopp", "12 345,50"),),
    )
    assert orrhed.label(decision.matter) == "Avtal om enstaka vårdplats"


def test_columns_that_nobody_named_are_not_read(orrhed, tmp_path):
    (decision,) = rows(orrhed, tmp_path, f"{HEAD}\n{row()}\n")
    assert "Ada" not in repr(decision)
    kept = MAPPING + "keep: [Handläggare]\n"
    (decision,) = rows(orrhed, tmp_path, f"{HEAD}\n{row()}\n", kept)
    assert decision.kept == (("Handläggare", "Ada"),)


def test_meetings_are_in_order_by_the_role_of_the_committee(orrhed, tmp_path):
    log = read(orrhed, tmp_path, f"{HEAD}\n{row()}\n")
    assert log.mapping.meetings == {
        "socialnamnd": (dt.date(2026, 3, 24), dt.date(2026, 4, 21))
    }
    assert log.layout.is_reporting_told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends_make_no_difference(orrhed, tmp_path, encoding, end):
    text = f"{HEAD}{end}{row()}{end}{end}{row(day='2026-04-03')}{end}"
    first, second = rows(orrhed, tmp_path, text.encode(encoding))
    assert first.given == (("belopp", "12 345,50"),)
    assert (first.row, second.row) == (2, 4)


def test_lines_of_two_encodings_in_one_file_are_both_read(orrhed, tmp_path):
    content = f"{HEAD}\n{row()}\n".encode() + row().encode("cp1252")
    first, second = rows(orrhed, tmp_path, content)
    assert first.matter == second.matter


@pytest.mark.parametrize("sign", [",", "\t", "|"])
def test_separators_are_those_of_the_headings(orrhed, tmp_path, sign):
    text = f"{HEAD}\n{row(amount='100')}\n".replace(";", sign)
    (decision,) = rows(orrhed, tmp_path, text)
    assert decision.given == (("belopp", "100"),)


@pytest.mark.parametrize(
    ("line", "code", "heading"),
    [
        (row(by="kung"), "question/unknown-role", "Befattning"),
        (row(by=""), "log/decider-missing", "Befattning"),
        (row(day="igår"), "log/no-day", "Beslutsdatum"),
        (row(day="46114"), "log/no-day", "Beslutsdatum"),
        (row(day="2026-02-30"), "log/no-day", "Beslutsdatum"),
        (row(day=""), "log/day-missing", "Beslutsdatum"),
        (row(amount="1.500"), "value/not-an-amount", "Summa"),
        (row(amount="mycket"), "value/not-an-amount", "Summa"),
        (row().replace("enstaka", "okänd"), "question/unknown-matter", "Ärendetyp"),
        (row() + ";mer", "log/beyond-headings", ""),
        ('SN 1;"Avtal om enstaka vårdplats;SN 1.11', "log/broken-quotes", ""),
        ("SN 1;;;EC IFO;2026-04-02", "log/subject-missing", "Punkt"),
        (row().replace("SN 1;", "SN\r1;"), "log/broken-row", ""),
        (row().replace("2026-04-21", "2026-04-01"), "log/reported-before", "Anmäld"),
    ],
)
def test_a_row_that_cannot_be_read_says_why_and_the_next_is_read(
    orrhed, tmp_path, line, code, heading
):
    bad, good = rows(orrhed, tmp_path, f"{HEAD}\n{line}\n{row()}\n")
    assert isinstance(bad, UnreadRow)
    assert (bad.row, bad.message.code, bad.heading) == (2, code, heading)
    assert isinstance(good, LoggedDecision)
    assert good.row == 3


def test_a_cell_over_several_lines_is_one_cell(orrhed, tmp_path):
    text = f'{HEAD}\n"SN\n1"{row()[4:]}\n{row()}\n'
    first, second = rows(orrhed, tmp_path, text)
    assert isinstance(first, LoggedDecision)
    assert isinstance(second, LoggedDecision)


@pytest.mark.parametrize("day", ["2026-04-02 13:30", "2026-04-02T00:00:00", "20260402"])
def test_days_are_read_as_systems_write_them(orrhed, tmp_path, day):
    (decision,) = rows(orrhed, tmp_path, f"{HEAD}\n{row(day=day)}\n")
    assert decision.on == dt.date(2026, 4, 2)


def test_a_day_of_excel_is_one_where_the_mapping_says_so(orrhed, tmp_path):
    said = MAPPING + "excel_days: yes\n"
    (decision,) = rows(orrhed, tmp_path, f"{HEAD}\n{row(day='46114')}\n", said)
    assert decision.on == dt.date(2026, 4, 2)


def test_headings_that_say_so_need_no_mapping(orrhed, tmp_path):
    text = "ärende,delegationReference,decidedBy,day,belopp,namn\n"
    text += "Avtal om enstaka vårdplats,SN 1.11,enhetschef,2026-04-02,100,Ada\n"
    log = read(orrhed, tmp_path, text, None)
    assert log.layout.columns.keys() == {
        LogColumn.MATTER,
        LogColumn.REFERENCE,
        LogColumn.DECIDED_BY,
        LogColumn.DAY,
    }
    (decision,) = log.decisions()
    assert decision.given == (("belopp", "100"),)


def test_a_number_of_a_row_is_of_the_committee_that_the_row_names(orrhed, tmp_path):
    text = "nämnd;punkt;delegat;dag\nsocialnämnden;1.11;enhetschef;2026-04-02\n"
    text += "kyrkan;1.11;enhetschef;2026-04-02\nrektor;1.11;enhetschef;2026-04-02\n"
    decision, unknown, other = rows(orrhed, tmp_path, text, None)
    assert (decision.reference, decision.committee) == (
        "socialnämnden 1.11",
        "socialnamnd",
    )
    assert unknown.message.code == "question/unknown-role"
    assert other.message.code == "log/no-committee"


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ("columns: {matter: Ärende, day: Dag}", "log/no-heading"),
        ("columns: {matter: Ärendetyp, day: Beslutsdatum}", "log/no-column"),
        (
            "columns: {decided_by: Befattning, day: Beslutsdatum}",
            "log/no-subject",
        ),
    ],
)
def test_a_column_that_is_missing_is_told_before_anything_is_read(
    orrhed, tmp_path, mapping, code
):
    with pytest.raises(EngineError) as caught:
        read(orrhed, tmp_path, f"{HEAD}\n{row()}\n", mapping)
    assert caught.value.message.code == code


def test_two_columns_of_one_heading_are_not_told_apart(orrhed, tmp_path):
    with pytest.raises(EngineError) as caught:
        read(orrhed, tmp_path, f"{HEAD};Summa\n{row()};1\n")
    assert caught.value.message.code == "log/same-heading"


def test_all_that_is_wrong_in_a_mapping_is_told_at_once(orrhed, tmp_path):
    wrong = "columns: {who: X}\nfacts: {vikt: Y}\nmeetings: {kyrkan: [2026-01-01]}\n"
    with pytest.raises(UnusableMappingError) as caught:
        read(orrhed, tmp_path, f"{HEAD}\n", wrong)
    assert caught.value.message.code == "log/unusable-mapping"
    assert {problem.code for problem in caught.value.problems} == {
        "value/unknown-word",
        "question/unknown-circumstance",
        "question/unknown-role",
    }


def test_what_is_no_log_is_told(orrhed, tmp_path):
    with pytest.raises(EngineError) as caught:
        read(orrhed, tmp_path, "")
    assert caught.value.message.code == "log/empty"
    with pytest.raises(EngineError) as caught:
        decision_log(tmp_path / "none.csv", orrhed)
    assert caught.value.message.code == "file/unreadable"


def test_a_workbook_is_read_with_its_days_and_numbers(orrhed, tmp_path):
    table = [
        ["ärende", "delegat", "dag", "belopp"],
        ["Avtal om enstaka vårdplats", "enhetschef", dt.date(2026, 4, 2), 1234.5],
        ["Avtal om enstaka vårdplats", "enhetschef", "2026-04-02", 100],
    ]
    path = tmp_path / "log.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(table):
            sheet.write_row(number, 0, cells)
    first, second = decision_log(path, orrhed).decisions()
    assert (first.row, first.on, first.given) == (
        2,
        dt.date(2026, 4, 2),
        (("belopp", "1234.5"),),
    )
    assert second.given == (("belopp", "100"),)


def test_a_stored_table_is_read_with_its_values(orrhed, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    rows_ = (
        "SELECT 'Avtal om enstaka vårdplats' AS \"ärende\", 'enhetschef' AS delegat,"
        " DATE '2026-04-02' AS dag, 1234.50::DECIMAL(12,2) AS belopp"
    )
    parquet, base = tmp_path / "log.parquet", tmp_path / "log.duckdb"
    duckdb.sql(rows_).write_parquet(str(parquet))
    with duckdb.connect(str(base)) as connection:
        connection.sql(f"CREATE TABLE one AS {rows_}")
        connection.sql(f"CREATE TABLE two AS {rows_}")
    (decision,) = decision_log(parquet, orrhed).decisions()
    assert decision.given == (("belopp", "1234.5"),)
    assert list(decision_log(base, orrhed, table="two").decisions()) == [decision]
    with pytest.raises(EngineError) as caught:
        decision_log(base, orrhed)
    assert caught.value.message.code == "log/which-table"
    parquet.write_bytes(b"PAR1 and then nothing")
    with pytest.raises(EngineError) as caught:
        decision_log(parquet, orrhed)
    assert caught.value.message.code == "log/broken"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "ja"),
        (1.5, "1.5"),
        (1.125, "1.1250"),
        (12345678901.55, "12345678901.55"),
        (3.0, "3"),
    ],
)
def test_a_value_is_written_as_it_is_read(value, text):
    assert value_text(value) == text


def test_a_workbook_beyond_all_bounds_is_refused(orrhed, tmp_path, monkeypatch):
    path = tmp_path / "log.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["dag"])
    for module, bound in (
        ("engine.exchange.log_sheets", "LARGEST_LOG_UNPACKED"),
        ("engine.service.decision_log", "LARGEST_LOG_SHEET"),
    ):
        monkeypatch.setattr(f"{module}.{bound}", 10)
        with pytest.raises(EngineError) as caught:
            decision_log(path, orrhed)
        assert caught.value.message.code == "log/too-large"


def test_what_reads_tables_is_asked_for_where_it_is_missing(
    orrhed, tmp_path, monkeypatch
):
    path = tmp_path / "log.parquet"
    path.write_bytes(b"PAR1")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(EngineError) as caught:
        decision_log(path, orrhed)
    assert caught.value.message.code == "log/no-extra"
