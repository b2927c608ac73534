"""Write an audit as one page with plots: whole, and without anything to fetch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...audit.verdicts import AuditVerdict
from ..html_page import html_page
from ..say import day_text, share_text
from .text import headline, remarks
from .words import verdict_name

if TYPE_CHECKING:
    from ...audit.judged_log import JudgedRow
    from .groups import AuditGroup
    from .result import AuditResult

_MOST_ROWS = 200
_MOST_POINTS = 25


def audit_web_page(result: AuditResult) -> str:
    """Return what an audit found as a page of HTML."""
    say = result.wording.say

    def about(group: AuditGroup) -> str:
        share = share_text(group.wrong, group.total, say)
        return say(
            f"{group.name}: {group.wrong} fel av {group.total} ({share}),"
            f" {group.open} oavgjorda",
            f"{group.name}: {group.wrong} wrong of {group.total} ({share}),"
            f" {group.open} open",
        )

    def cells(row: JudgedRow) -> tuple[str, ...]:
        case = result.cases[row.case]
        return (
            str(row.row),
            " · ".join(filter(None, row.told)),
            verdict_name(row.verdict, say),
            result.words.reason(case, row.verdict, row.day),
            result.words.subject(case),
            result.words.decider(case.key),
            day_text(row.day, say) if row.day else "–",
            "; ".join(result.words.passages(case)),
        )

    rows = result.sample or result.listed[:_MOST_ROWS]
    return html_page(
        "audit.html",
        say,
        title=say(f"Granskning av {result.name}", f"Audit of {result.name}"),
        headline=headline(result),
        verdicts=[
            (
                verdict_name(verdict, say),
                result.totals[verdict],
                result.totals[verdict] / result.rows if result.rows else 0.0,
                share_text(result.totals[verdict], result.rows, say),
                "wrong-1"
                if verdict.is_out_of_order
                else "wrong-4"
                if verdict.is_open
                else "right",
            )
            for verdict in reversed(AuditVerdict)
            if result.totals[verdict]
        ],
        committees=result.sums.committees,
        points=result.sums.points[:_MOST_POINTS],
        months=result.sums.months,
        most=max((g.total for g in result.sums.months), default=1),
        about=about,
        share=lambda group: share_text(group.wrong, group.total, say),
        rows=[cells(row) for row in rows],
        is_sample=bool(result.sample),
        left=0 if result.sample else result.faults - len(rows),
        remarks=remarks(result),
    )
