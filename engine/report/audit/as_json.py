"""Write an audit as an object for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..json_text import SCHEMA
from .text import remarks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...audit.judged_log import AuditCase, JudgedRow
    from ..objects.audits import AuditGroupObject, AuditOutput, AuditRowObject
    from .groups import AuditGroup
    from .result import AuditResult
    from .words import CaseWords


def audit_object(result: AuditResult) -> AuditOutput:
    """Return what an audit found as an object."""
    first, last = result.days or (None, None)
    return {
        "schema": SCHEMA,
        "log": result.name,
        "municipality": result.wording.jurisdiction.id,
        "decisions": result.rows,
        "first": first.isoformat() if first else None,
        "last": last.isoformat() if last else None,
        "until": result.as_of.isoformat(),
        "verdicts": {verdict.value: n for verdict, n in result.totals.items()},
        "cases": len(result.cases),
        "committees": _groups(result.sums.committees),
        "points": _groups(result.sums.points),
        "months": _groups(result.sums.months),
        "rows": [_row(row, result) for row in result.listed],
        "more": result.faults - len(result.listed),
        "sample": [_row(row, result) for row in result.sample],
        "remarks": remarks(result),
    }


def _groups(groups: Iterable[AuditGroup]) -> list[AuditGroupObject]:
    return [
        {
            "name": group.name,
            "decisions": group.total,
            "wrong": group.wrong,
            "open": group.open,
            "verdicts": {verdict.value: n for verdict, n in group.verdicts.items()},
        }
        for group in groups
    ]


def _row(row: JudgedRow, result: AuditResult) -> AuditRowObject:
    told = dict(zip(result.told, row.told, strict=True))
    return row_object(row, result.cases[row.case], result.words, told)


def row_object(
    row: JudgedRow, case: AuditCase, words: CaseWords, told: dict[str, str]
) -> AuditRowObject:
    """Return a row with its verdict as an object.

    Args:
        row: the row.
        case: its case.
        words: what says of it what was found.
        told: what columns say that are only told, by heading.
    """
    found, key = case.finding, case.key
    return {
        "row": row.row,
        "told": told,
        "verdict": row.verdict.value,
        "reason": words.reason(case, row.verdict, row.day),
        "matter": found.matter,
        "reference": key.reference if key else "",
        "committee": found.committee,
        "decidedBy": key.decided_by if key else "",
        "day": row.day.isoformat() if row.day else None,
        "case": case.number,
        "cell": {name: text for name, text in (key.cell if key else ()) if text},
        "points": list(found.points),
        "rules": list(found.rules),
        "passages": words.passages(case),
    }
