"""Write an audit as a page for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...audit.verdicts import AuditVerdict
from ..layout import Block, Page, Paragraph, Table, TableRow, heading, page
from ..lines import INDENT, Stress
from ..say import counted, day_text, share_text
from .words import verdict_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ...audit.judged_log import AuditCase, JudgedRow
    from .groups import AuditGroup
    from .result import AuditResult
    from .words import CaseWords

#: So many rows and groups are told; the others stand in the other formats.
MOST_TOLD = 20
_MOST_GROUPS = 10


def audit_page(result: AuditResult) -> Page:
    """Return what an audit found as a page."""
    say = result.wording.say
    parts: list[list[Block]] = [
        [
            Paragraph(
                say(f"Granskning av {result.name}", f"Audit of {result.name}"),
                stress=Stress.TITLE,
            ),
            Paragraph(headline(result)),
        ],
        [_verdicts(result)],
    ]
    for title, groups in (
        (say("Nämnd", "Committee"), result.sums.committees),
        (say("Punkt", "Point"), result.sums.points),
        (say("Månad", "Month"), result.sums.months),
    ):
        parts.append([_groups(title, groups, result)])
    if result.sample:
        title = say("Stickprov", "Sample")
        parts.append([heading(title), *_rows(result.sample, result)])
    elif result.listed:
        title = say("Rader att se på, de allvarligaste först", "Rows to look at")
        parts.append([heading(title), *_rows(result.listed[:MOST_TOLD], result)])
        left = result.faults - len(result.listed[:MOST_TOLD])
        if left:
            more = say(
                f"… och {left} till; --format csv och --out ger alla.",
                f"… and {left} more; --format csv and --out give all of them.",
            )
            parts[-1].append(Paragraph(more, INDENT, INDENT))
    parts.append(_remarks(result))
    return page(*parts)


def row_page(
    row: int,
    case: AuditCase,
    verdict: AuditVerdict,
    day: dt.date | None,
    words: CaseWords,
) -> Page:
    """Return what is said of one row: its verdict, what it is about, and why."""
    say = words.say
    name = say(f"Rad {row}", f"Row {row}")
    who, about = words.decider(case.key), words.subject(case)
    parts = [about, who, day_text(day, say) if day else "", words.cell(case)]
    title = Paragraph(f"{name}: {verdict_name(verdict, say)}", stress=Stress.TITLE)
    listed = " · ".join(filter(None, parts))
    reason = words.reason(case, verdict, day)
    return page([title, *(Paragraph(text) for text in (listed, reason) if text)])


def headline(result: AuditResult) -> str:
    """Return whose log it is, how long, and of which days."""
    say = result.wording.say
    rows = counted(result.rows, say("beslut", "decision"), say("beslut", "decisions"))
    parts = [result.wording.place, rows]
    if result.days:
        first, last = (day_text(day, say) for day in result.days)
        parts.append(f"{first} – {last}")
    return " · ".join(parts)


def _verdicts(result: AuditResult) -> Table:
    say = result.wording.say
    order = (AuditVerdict.IN_ORDER, *AuditVerdict)
    rows = [
        TableRow(
            cells=(
                verdict_name(verdict, say),
                str(result.totals[verdict]),
                share_text(result.totals[verdict], result.rows, say),
            ),
            stress=Stress.ANSWER if verdict is AuditVerdict.IN_ORDER else None,
        )
        for verdict in dict.fromkeys(order)
        if result.totals[verdict]
    ]
    headers = (
        say("Utfall", "Verdict"),
        say("Beslut", "Decisions"),
        say("Andel", "Share"),
    )
    return Table(headers=headers, rows=rows)


def _groups(title: str, groups: Sequence[AuditGroup], result: AuditResult) -> Table:
    say = result.wording.say
    shown = groups[:_MOST_GROUPS] if title != say("Månad", "Month") else groups[-24:]
    headers = (
        title,
        say("Beslut", "Decisions"),
        say("Fel", "Wrong"),
        say("Andel fel", "Share wrong"),
        say("Oavgjort", "Open"),
    )
    rows = [
        TableRow(
            cells=(
                group.name,
                str(group.total),
                str(group.wrong),
                share_text(group.wrong, group.total, say),
                str(group.open),
            )
        )
        for group in shown
    ]
    return Table(headers=headers, rows=rows, leading=1)


def _rows(rows: Sequence[JudgedRow], result: AuditResult) -> list[Block]:
    blocks: list[Block] = []
    say, words = result.wording.say, result.words
    for row in rows:
        case = result.cases[row.case]
        told = " · ".join(filter(None, row.told))
        name = say(f"rad {row.row}", f"row {row.row}")
        who = words.decider(case.key)
        day = day_text(row.day, say) if row.day else ""
        about = " · ".join(filter(None, (told, words.subject(case), who, day)))
        lead = f"{name}: {verdict_name(row.verdict, say)}"
        blocks.append(Paragraph(lead, INDENT, INDENT * 2, Stress.HEADING))
        if about:
            blocks.append(Paragraph(about, INDENT * 2, INDENT * 2))
        reason = words.reason(case, row.verdict, row.day)
        if reason:
            blocks.append(Paragraph(reason, INDENT * 2, INDENT * 2))
    return blocks


def remarks(result: AuditResult) -> list[str]:
    """Return what to know of how far the audit goes."""
    say = result.wording.say
    texts = []
    if not result.is_reporting_told:
        texts.append(
            say(
                "Loggen säger inte när besluten anmäldes: anmälan är inte prövad.",
                "The log does not say when decisions were reported: not judged.",
            )
        )
    if result.undated:
        names = ", ".join(map(result.wording.role, result.undated))
        texts.append(
            say(
                f"Mappningen har inga sammanträden under `meetings` för {names}: där är"
                " bara det som anmäls månads- eller kvartalsvis prövat.",
                f"The mapping has no meetings below `meetings` for {names}: there only"
                " what is reported by month or quarter is judged.",
            )
        )
    return texts


def _remarks(result: AuditResult) -> list[Block]:
    listed = remarks(result)
    if not listed:
        return []
    title = result.wording.say("Att veta", "Good to know")
    return [heading(title), *(Paragraph(text, "  • ", "    ") for text in listed)]
