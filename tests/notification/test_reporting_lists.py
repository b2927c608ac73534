"""Every decision is on one list of a meeting, by the rows of an order written here."""

import csv
import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import EngineError, UnknownNameError
from engine.audit.logged_decisions import LoggedDecision, UnreadRow
from engine.notification.meetings import MeetingCalendar
from engine.notification.natures import DecisionNatures
from engine.notification.reporting_lists import (
    TOLD_AT_MEETING,
    ReportingList,
    meeting_report,
)
from engine.rulebook.model.problems import Message
from engine.space.space import Space
from tests.support.told import MAPPING, notified, told_town

TM = "trädgårdsmästaren"


def row(matter, by=TM, **cells):
    """Return a row of a log: when it was decided, at which point, when it was told."""
    said = {"day": "2026-03-20", "point": "", "told": "", "amount": "", **cells}
    told = f"{said['day']};{said['told']};;{said['amount']}"
    return f"D;{matter};{said['point']};{by};{told};Ada Ask"


def on_list(folder, *rows, **more):
    """Return the list on which the only row is, and the remark that it has."""
    (decision,) = notified(folder, *rows, **more).to_dict()["decisions"]
    return decision["on_list"], decision["remark"]


@pytest.mark.parametrize(
    ("matter", "by", "expected", "remark"),
    [
        ("fälla träd", TM, "told", ""),
        ("fälla träd", "parkchefen", "told", ""),
        ("fälla träd", "TM1", "told", ""),
        ("brådskande ärende", "ordföranden", "urgent", ""),
        ("stänga parken", TM, "told", ""),
        ("avslå ansökan", "parkchefen", "silent", ""),
        ("flytta bänk", TM, "minuted", ""),
        ("sätta upp skylt", TM, "minuted", "säger inte hur beslutet överklagas"),
        ("plantera tulpaner", TM, "execution", ""),
        ("plantera tulpaner", "parkchefen", "execution", ""),
        ("fälla träd", "parknämnden", "own", ""),
        ("riva skjul", TM, "told", "ett villkor som ska bedömas: vid klagomål"),
        ("köpa frö", TM, "unclear", "med egna ord när det anmäls: på begäran"),
        ("köpa jord", TM, "unclear", "säger inte om beslutet anmäls"),
        ("fälla träd", "utskottet", "unclear", "enligt reglerna beslutar"),
        ("avtala om café", "utskottet", "told", ""),
        ("avtala om café", "ordföranden", "urgent", ""),
        ("laga väg", TM, "other_committee", ""),
        ("öppna parken", TM, "told_elsewhere", "anmäls till utskottet"),
    ],
)
def test_what_a_decision_is_follows_from_its_row(
    tmp_path, matter, by, expected, remark
):
    found, said = on_list(tmp_path, row(matter, by))
    assert found == expected
    assert remark in said


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-28", "earlier"),  # the log tells when that was told, see below
        ("2026-03-10", "told"),  # the day of the meeting before
        ("2026-04-13", "told"),
        ("2026-04-14", "later"),  # the day of the meeting itself
        ("2026-05-20", "later"),
    ],
)
def test_a_meeting_has_what_was_decided_since_the_one_before(tmp_path, day, expected):
    told = "2026-03-10" if day < "2026-03-10" else ""
    assert on_list(tmp_path, row("fälla träd", day=day, told=told))[0] == expected


@pytest.mark.parametrize(
    ("matter", "day", "expected"),
    [
        ("öppna parken", "2026-03-31", "told_elsewhere"),
        ("låna ut verktyg", "2026-03-20", "told"),
        ("låna ut verktyg", "2026-04-02", "later"),
        ("hyra ut paviljong", "2026-03-31", "through"),
        ("hyra ut paviljong", "2026-04-02", "later"),
    ],
)
def test_what_is_told_by_the_month_or_quarter_waits_for_its_end(
    tmp_path, matter, day, expected
):
    assert on_list(tmp_path, row(matter, day=day))[0] == expected


def test_the_page_says_from_when_the_decisions_are(tmp_path):
    longer = "Det som anmäls för en månad eller ett kvartal"
    recent = notified(tmp_path, row("fälla träd"), row("hyra ut paviljong")).to_text()
    assert "från och med den 10 mars 2026" in recent
    assert longer not in recent
    early = notified(tmp_path, row("hyra ut paviljong", day="2026-03-02")).to_text()
    assert longer in early


def test_what_is_passed_on_is_told_in_two_steps(tmp_path):
    found, said = on_list(tmp_path, row("hyra ut paviljong", TM))
    assert (found, said) == (
        "through",
        "anmäls till parkchefen, som anmäler det vidare",
    )
    # whoever has it from the committee itself tells the committee
    assert on_list(tmp_path, row("hyra ut paviljong", "parkchefen"))[0] == "told"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("", "late"),
        ("2026-03-10", "earlier"),
        ("2026-03-03", "earlier"),  # handed in before the meeting at which it was told
        ("2026-04-14", "late"),  # told now, and late
        ("2026-05-12", "late"),
        ("2026-02-01", "unclear"),  # before it was decided: nobody told that
    ],
)
def test_what_is_missing_since_earlier_meetings_is_told_until_it_was(
    tmp_path, told, expected
):
    decision = row("fälla träd", day="2026-03-02", told=told)
    found, said = on_list(tmp_path, decision)
    assert found == expected
    assert ("skulle anmälas 2026-03-10" in said) is (expected == "late")


def test_an_urgent_decision_that_is_missing_is_told_to_be_one(tmp_path):
    found, said = on_list(
        tmp_path, row("brådskande ärende", "ordföranden", day="2026-03-02")
    )
    assert found == "late"
    assert "brådskande beslut" in said


def test_nobody_knows_what_is_late_where_the_log_does_not_say_it(tmp_path):
    mapping = MAPPING.replace("reported_on: Anmält, ", "")
    made = notified(tmp_path, row("fälla träd", day="2026-03-02"), mapping=mapping)
    assert made.report.count(ReportingList.EARLIER) == 1
    assert "Loggen säger inte vad som har anmälts" in made.to_text()


def test_the_point_tells_that_a_decision_was_urgent(tmp_path):
    decision = row("", "ordföranden", point="parknämnden 1.1")
    assert on_list(tmp_path, decision)[0] == "urgent"
    # a point that is nobody's is no reason to believe it
    assert on_list(tmp_path, row("", TM, point="parknämnden 1.1"))[0] == "unclear"


def test_a_row_that_cannot_be_read_waits_for_somebody(tmp_path):
    made = notified(
        tmp_path, row("fälla träd"), row("flyga"), row("fälla träd", day="i går")
    )
    unclear = [d for d in made.to_dict()["decisions"] if d["on_list"] == "unclear"]
    assert [d["row"] for d in unclear] == [3, 4]
    assert all(d["why"] == "unread" and d["remark"] for d in unclear)
    assert not made.is_settled


def test_facts_that_change_nothing_of_the_telling_need_not_stand_in_the_log(tmp_path):
    assert on_list(tmp_path, row("fälla träd"))[0] == "told"
    assert on_list(tmp_path, row("fälla träd", amount="999 999 kr"))[0] == "unclear"


def test_lists_stand_in_the_order_of_the_order_then_of_days(tmp_path):
    made = notified(
        tmp_path,
        row("stänga parken", day="2026-03-20"),
        row("fälla träd", day="2026-03-25"),
        row("fälla träd", day="2026-03-21"),
        row("riva skjul", day="2026-03-12"),
    )
    told = [d for d in made.to_dict()["decisions"] if d["on_list"] == "told"]
    assert [(d["point"], d["day"]) for d in told] == [
        ("1.2", "2026-03-21"),
        ("1.2", "2026-03-25"),
        ("1.9", "2026-03-12"),
        ("1.13", "2026-03-20"),
    ]


def test_names_of_people_are_not_read_unless_somebody_names_the_column(tmp_path):
    made = notified(tmp_path, row("fälla träd"))
    for text in (made.to_text(), made.to_csv(), made.to_html(), str(made.to_dict())):
        assert "Ada Ask" not in text
    kept = notified(
        tmp_path, row("fälla träd"), mapping=f"{MAPPING}keep: [Handläggare]\n"
    )
    assert "Ada Ask" in kept.to_html()
    assert kept.to_dict()["decisions"][0]["kept"] == {"Handläggare": "Ada Ask"}


def test_the_document_is_written_as_docx_html_and_csv(tmp_path):
    made = notified(tmp_path, row("fälla träd"), row("=flytta bänk"))
    for name in ("lista.docx", "lista.html", "lista.csv"):
        made.write(tmp_path / name)
    with zipfile.ZipFile(tmp_path / "lista.docx") as packed:
        text = packed.read("word/document.xml").decode()
    assert "Fälla träd" in text
    assert "Beslut på delegation (1)" in text
    assert made.to_docx() == made.to_docx()
    rows = list(csv.DictReader(io.StringIO(made.to_csv()), delimiter=";"))
    assert [each["rad i loggen"] for each in rows] == ["2", "3"]
    with pytest.raises(UnknownNameError):
        made.write(tmp_path / "lista.pdf")


def test_the_meeting_before_can_be_named(tmp_path):
    mapping = MAPPING.partition("meetings:")[0]
    decision = row("fälla träd", day="2026-03-02", told="2026-03-10")
    alone = notified(tmp_path, decision, mapping=mapping)
    assert alone.report.before is None
    before = dt.date(2026, 3, 10)
    made = notified(tmp_path, decision, mapping=mapping, previous=before)
    assert made.report.before == before
    assert made.report.count(ReportingList.EARLIER) == 1
    with pytest.raises(EngineError) as refused:
        notified(tmp_path, decision, previous=dt.date(2026, 4, 14))
    assert refused.value.message.code == "notify/not-before"


def test_a_committee_without_an_order_is_told_nothing(tmp_path):
    with pytest.raises(EngineError) as refused:
        notified(tmp_path, row("fälla träd"), committee="utskottet")
    assert refused.value.message.code == "log/no-committee"


# no decision twice, and none lost ----------------------------------------------------

DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
#: Matters of every nature, each with who may decide them.
MATTERS = (
    ("falla-trad", "tradgardsmastare"),
    ("hyra-ut-paviljong", "tradgardsmastare"),
    ("hyra-ut-paviljong", "park-chef"),
    ("avsla-ansokan", "park-chef"),
    ("flytta-bank", "tradgardsmastare"),
    ("plantera-tulpaner", "tradgardsmastare"),
    ("lana-ut-verktyg", "tradgardsmastare"),
    ("kopa-fro", "tradgardsmastare"),
    ("bradskande", "ordforande"),
    ("avtala-om-cafe", "ordforande"),
    ("oppna-parken", "tradgardsmastare"),
    ("laga-vag", "tradgardsmastare"),
    ("falla-trad", "utskott"),
)


@st.composite
def logs(draw):
    rows = []
    for number in range(draw(st.integers(0, 12))):
        matter, by = draw(st.sampled_from(MATTERS))
        on = draw(DAYS)
        told = draw(st.none() | st.integers(-20, 120))
        rows.append(
            LoggedDecision(
                row=number + 2,
                matter=matter,
                decided_by=by,
                on=on,
                reported_on=None if told is None else on + dt.timedelta(days=told),
            )
        )
    if draw(st.booleans()):
        rows.append(UnreadRow(row=99, message=Message.of("log/day-missing")))
    return rows


@given(logs(), st.sets(DAYS, min_size=1, max_size=6), st.booleans())
def test_meetings_overlap_nowhere_and_miss_nothing(rows, days, is_told):
    """Each decision is on one list of each meeting, and told at one meeting at most.

    What was decided before the last meeting and is to be told is told at exactly one,
    unless its month or quarter has not ended by then.
    """
    space, calendar = Space(told_town().jurisdiction), MeetingCalendar.of(days)
    natures = DecisionNatures(space)
    seen: dict[int, list] = {each.row: [] for each in rows}
    apart: dict[int, list] = {each.row: [] for each in rows}
    for meeting in calendar.days:
        report = meeting_report(
            rows,
            space,
            committee="parknamnd",
            meeting=meeting,
            calendar=calendar,
            is_reporting_told=is_told,
        )
        assert sorted(d.row.row for d in report.decisions) == sorted(seen)
        for listed in report.decisions:
            if listed.list in TOLD_AT_MEETING:
                seen[listed.row.row].append((meeting, listed))
            elif listed.list in (
                ReportingList.MINUTED,
                ReportingList.SILENT,
                ReportingList.EXECUTION,
                ReportingList.TOLD_ELSEWHERE,
            ):
                apart[listed.row.row].append(meeting)
            if listed.list is ReportingList.LATE:
                assert is_told
                # whatever is late was on the list of the meeting at which it was due
                assert listed.due in {m for m, _ in seen[listed.row.row]}
    for each in rows:
        if isinstance(each, UnreadRow):
            continue
        nature = natures.of(each)
        is_theirs = nature.committee in {"", "parknamnd"}
        told = nature.nature.value in {"urgent", "told", "through"} and is_theirs
        at = [meeting for meeting, _ in seen[each.row]]
        assert len(at) <= 1
        if told:
            due = calendar.due(nature.notification, each.on)
            assert len(at) == 1 or due is None
        else:
            assert not at
        assert len(apart[each.row]) <= 1
        if apart[each.row]:
            assert apart[each.row] == [calendar.after(each.on)]
