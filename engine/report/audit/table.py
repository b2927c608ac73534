"""Write every row of an audit in a table, for spreadsheets and for engines."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from ...audit.verdicts import VERDICTS, AuditVerdict
from ...rulebook.model.signs import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...audit.judged_log import AuditCase, CaseCount, JudgedRow
    from .result import AuditResult

#: A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = re.compile(r"(?:^|[\s\"]+)[-=+@|%]")
_AT_ONCE = 10_000


def table_lines(rows: Iterable[JudgedRow], result: AuditResult) -> Iterator[str]:
    """Yield parts of a table in text with a line for every row, the headings first."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    headings = ("row", *result.told, "day", "verdict", *_CASE_COLUMNS)
    writer.writerow(map(_safe, headings))
    texts: dict[tuple[int, AuditVerdict], tuple[str, ...]] = {}
    for number, row in enumerate(rows, 1):
        case = result.cases[row.case]
        key = row.case, row.verdict
        if key not in texts or row.verdict is AuditVerdict.NOT_REPORTED:
            texts[key] = tuple(map(_safe, case_texts(case, row, result)))
        day = row.day.isoformat() if row.day else ""
        told = map(_safe, row.told)
        writer.writerow((row.row, *told, day, row.verdict.value, *texts[key]))
        if number % _AT_ONCE == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


_CASE_COLUMNS = (
    "reason",
    "matter",
    "reference",
    "committee",
    "points",
    "decided_by",
    "case",
    "cell",
    "rules",
    "passages",
)


def case_texts(case: AuditCase, row: JudgedRow, result: AuditResult) -> tuple[str, ...]:
    """Return what is told of a row besides its verdict, in the order of the columns."""
    found, key = case.finding, case.key
    return (
        result.words.reason(case, row.verdict, row.day),
        found.matter,
        key.reference if key else "",
        found.committee,
        "; ".join(found.points),
        key.decided_by if key else "",
        str(case.number),
        result.words.cell(case),
        "; ".join(found.rules),
        "; ".join(result.words.passages(case)),
    )


def _safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, and nothing hides in."""
    shown = visible(text, "\n")
    return f"'{shown}" if _FORMULA.match(shown) else shown


def stored_texts(
    counts: Iterable[CaseCount], result: AuditResult
) -> Iterator[tuple[object, ...]]:
    """Yield for each case and verdict what a stored result tells of its rows."""
    pairs = dict.fromkeys((count.case, count.verdict) for count in counts)
    for number, verdict in pairs:
        case = result.cases[number]
        found, key = case.finding, case.key
        is_late = verdict is AuditVerdict.NOT_REPORTED
        yield (
            number,
            VERDICTS.index(verdict),
            verdict.value,
            "" if is_late else result.words.reason(case, verdict, None),
            found.matter,
            found.committee,
            "; ".join(found.points),
            key.decided_by if key else "",
            "; ".join(found.rules),
            "; ".join(result.words.passages(case)),
        )
