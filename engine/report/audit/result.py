"""What an audit found, ready to be written in any form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...audit.verdicts import AuditVerdict
from ...records import record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from ...audit.judged_log import AuditCase, JudgedRow
    from ..wording import Wording
    from .groups import AuditSums
    from .words import CaseWords


@record
class AuditResult:
    """An audit with the words to tell it.

    Attributes:
        name: how the log is called.
        cases: the cases by their numbers.
        totals: how many rows have each verdict.
        sums: the same by committee, point and month.
        days: the first and the last day of the log, None where it has none.
        as_of: the day up to which it tells what was reported.
        is_reporting_told: whether the log says when decisions were reported.
        undated: the committees that report by meeting, of which no meeting is known.
        told: the headings of columns that are only told.
        listed: the first rows that are not in order, the worst first.
        sample: the rows that were chosen by chance.
        wording: the words of the municipality.
        words: what says of cases and rows what was found.
    """

    name: str
    cases: Sequence[AuditCase]
    totals: Mapping[AuditVerdict, int]
    sums: AuditSums
    days: tuple[dt.date, dt.date] | None
    as_of: dt.date
    is_reporting_told: bool
    undated: tuple[str, ...]
    told: tuple[str, ...]
    listed: Sequence[JudgedRow]
    sample: Sequence[JudgedRow]
    wording: Wording
    words: CaseWords

    @property
    def rows(self) -> int:
        """How many rows the log has that are not blank."""
        return sum(self.totals.values())

    @property
    def faults(self) -> int:
        """How many rows are not in order, or cannot be judged."""
        return self.rows - self.totals[AuditVerdict.IN_ORDER]
