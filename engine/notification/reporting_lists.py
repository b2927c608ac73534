"""Put every decision of a log on exactly one of the lists of a committee's meeting."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ..audit.logged_decisions import LoggedDecision, UnreadRow
from ..records import record
from .natures import (
    DecisionNature,
    DecisionNatures,
    NatureOfDecision,
    Unclearness,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ..space.space import Space
    from .meetings import MeetingCalendar


class ReportingList(enum.Enum):
    """Where a decision stands at a meeting, in the order in which they are shown.

    Those from `EARLIER` on are no concern of the meeting: they are only counted.
    """

    URGENT = "urgent"
    TOLD = "told"
    THROUGH = "through"
    LATE = "late"
    MINUTED = "minuted"
    SILENT = "silent"
    TOLD_ELSEWHERE = "told_elsewhere"
    EXECUTION = "execution"
    OWN = "own"
    UNCLEAR = "unclear"
    EARLIER = "earlier"
    LATER = "later"
    OTHER_COMMITTEE = "other_committee"


#: The lists whose decisions are told at the meeting, LATE aside.
TOLD_AT_MEETING = (ReportingList.URGENT, ReportingList.TOLD, ReportingList.THROUGH)
#: The lists that are only counted.
COUNTED = (
    ReportingList.EARLIER,
    ReportingList.LATER,
    ReportingList.OTHER_COMMITTEE,
)
_LISTS = {
    DecisionNature.URGENT: ReportingList.URGENT,
    DecisionNature.TOLD: ReportingList.TOLD,
    DecisionNature.THROUGH: ReportingList.THROUGH,
    DecisionNature.TOLD_ELSEWHERE: ReportingList.TOLD_ELSEWHERE,
    DecisionNature.MINUTED: ReportingList.MINUTED,
    DecisionNature.SILENT: ReportingList.SILENT,
    DecisionNature.EXECUTION: ReportingList.EXECUTION,
    DecisionNature.OWN: ReportingList.OWN,
    DecisionNature.UNCLEAR: ReportingList.UNCLEAR,
}


@record
class ListedDecision:
    """A row of a log on a list: what it is, and at which meeting it was to be told.

    `due` is None where nothing is told, or no meeting is known.
    """

    row: LoggedDecision | UnreadRow
    nature: NatureOfDecision
    list: ReportingList
    due: dt.date | None = None


@record
class MeetingReport:
    """Every row of a log, each on one list of a meeting of a committee.

    `before` is the meeting before it, None where none is known. `is_reporting_told`
    tells whether the log says what has been reported: else nobody knows what is late.
    """

    committee: str
    meeting: dt.date
    before: dt.date | None
    is_reporting_told: bool
    decisions: tuple[ListedDecision, ...]

    def of(self, list_: ReportingList) -> tuple[ListedDecision, ...]:
        """Return the decisions on a list, in the order of the committee's order."""
        return tuple(each for each in self.decisions if each.list is list_)

    def count(self, list_: ReportingList) -> int:
        """Return how many decisions are on a list."""
        return len(self.of(list_))

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing is late or unclear."""
        return not (self.of(ReportingList.LATE) or self.of(ReportingList.UNCLEAR))


def meeting_report(  # noqa: PLR0913 - the edges of a meeting, each named at the call
    rows: Iterable[LoggedDecision | UnreadRow],
    space: Space,
    *,
    committee: str,
    meeting: dt.date,
    calendar: MeetingCalendar,
    is_reporting_told: bool,
) -> MeetingReport:
    """Return on which list of a meeting each row of a log is.

    Args:
        rows: those of the log.
        space: the rules.
        committee: the id of the committee.
        meeting: the day on which it meets.
        calendar: its meetings, that one among them.
        is_reporting_told: whether the log says what was reported.
    """
    natures = DecisionNatures(space)
    place = _Placing(committee, meeting, calendar, is_reporting_told=is_reporting_told)
    decisions = [place.listed(row, natures) for row in rows]
    return MeetingReport(
        committee=committee,
        meeting=meeting,
        before=calendar.before(meeting),
        is_reporting_told=is_reporting_told,
        decisions=tuple(sorted(decisions, key=_by_order)),
    )


class _Placing:
    """Finds the list of a decision at one meeting."""

    def __init__(
        self,
        committee: str,
        meeting: dt.date,
        calendar: MeetingCalendar,
        *,
        is_reporting_told: bool,
    ) -> None:
        self._committee = committee
        self._meeting = meeting
        self._calendar = calendar
        self._is_told_known = is_reporting_told

    def listed(
        self, row: LoggedDecision | UnreadRow, natures: DecisionNatures
    ) -> ListedDecision:
        """Return a row with its list."""
        if isinstance(row, UnreadRow):
            unread = NatureOfDecision(
                nature=DecisionNature.UNCLEAR,
                why=Unclearness.UNREAD,
                message=row.message,
            )
            return ListedDecision(row=row, nature=unread, list=ReportingList.UNCLEAR)
        nature = natures.of(row)
        if nature.committee not in {"", self._committee}:
            return ListedDecision(
                row=row, nature=nature, list=ReportingList.OTHER_COMMITTEE
            )
        due = self._calendar.due(nature.notification, row.on)
        return ListedDecision(
            row=row, nature=nature, list=self._list(row, nature, due), due=due
        )

    def _list(
        self, row: LoggedDecision, nature: NatureOfDecision, due: dt.date | None
    ) -> ReportingList:
        own = _LISTS[nature.nature]
        if own in TOLD_AT_MEETING:
            return self._told(row, own, due)
        period = self._calendar.after(row.on)
        if period == self._meeting:
            return own
        if period is None or period > self._meeting:
            return ReportingList.LATER
        is_open = own is ReportingList.UNCLEAR and self._is_told_known
        is_missing = is_open and not self._is_told_before(row)
        return own if is_missing else ReportingList.EARLIER

    def _told(
        self, row: LoggedDecision, own: ReportingList, due: dt.date | None
    ) -> ReportingList:
        """Return the list of a decision that is told at some meeting.

        One that was told before it was due belongs to the meeting at which it was.
        """
        told = self._calendar.at_or_after(row.reported_on) if row.reported_on else None
        early = told is not None and (due is None or told < due) and told > row.on
        at = told if early else due
        if at == self._meeting:
            return own
        if at is None or at > self._meeting:
            return ReportingList.LATER
        if self._is_told_known and not self._is_told_before(row):
            return ReportingList.LATE
        return ReportingList.EARLIER

    def _is_told_before(self, row: LoggedDecision) -> bool:
        """Tell whether a decision was told at a meeting before this one."""
        if row.reported_on is None or row.reported_on < row.on:
            return False
        told = self._calendar.at_or_after(row.reported_on)
        return told is not None and told < self._meeting


def _by_order(listed: ListedDecision) -> tuple[int, int, str, int]:
    """Return what sorts decisions: the rows of the order, then days, then the log."""
    row = listed.row
    day = row.on.isoformat() if isinstance(row, LoggedDecision) else ""
    lists = list(ReportingList)
    return lists.index(listed.list), listed.nature.order, day, row.row
