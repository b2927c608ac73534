"""When a decision by a grant must be reported, and until when it may be.

What a delegate decides is told to the committee as the committee has said (6 kap. 40 §
kommunallagen). An order says how often; the days on which the committee meets say when.
"""

from __future__ import annotations

import calendar
import datetime as dt
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.model.conclusions import DecisionConclusion
from ..rulebook.model.grants import Notification

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..answers.answer import Finding
    from ..rulebook.model.grants import Grant

#: From what asks least of whoever reports, to what asks most.
_STRICTNESS = (
    Notification.QUARTERLY,
    Notification.MONTHLY,
    Notification.NEXT_MEETING,
    Notification.PROMPTLY,
)


class ReportingDuty(NamedTuple):
    """That decisions are reported: to which committee or role, and how often."""

    told_to: str
    notification: Notification


def reporting_duty(
    findings: Iterable[Finding],
    roles: Iterable[str],
    kinds: Mapping[str, Collection[str]],
) -> ReportingDuty | None:
    """Return when a decision must be reported that somebody took as a delegate.

    Where several grants let them decide it is the duty that asks least: nobody is told
    to be late who is not by some of them. None where the committee itself decided,
    where nothing need be reported, and where the order says it in words of its own.

    Args:
        findings: the conclusions by which whoever decided may.
        roles: the ids of their roles.
        kinds: what each role is a kind of.
    """
    own = {kind for role in roles for kind in kinds[role]}
    grants = list(_grants(findings))
    if any(grant.by in own for grant in grants):
        return None
    named = [g for g in grants if own.intersection((*g.delegates, *g.superiors))]
    duties = []
    for grant in named or grants:
        if grant.told is not None or grant.notification not in _STRICTNESS:
            return None
        told_to = grant.told_to or grant.by
        duties.append(ReportingDuty(told_to, grant.notification))
    return min(
        duties, key=lambda duty: _STRICTNESS.index(duty.notification), default=None
    )


def _grants(findings: Iterable[Finding]) -> Iterator[Grant]:
    for finding in findings:
        if isinstance(finding.conclusion, DecisionConclusion):
            yield from finding.conclusion.grants


def last_day_to_report(
    notification: Notification, on: dt.date, meetings: Sequence[dt.date]
) -> dt.date | None:
    """Return the last day on which a decision is reported in time.

    That is the first meeting after the day of the decision; for what is reported by
    the month or the quarter the first one after its end. Where no such meeting is
    known it is the end of the next month or quarter, and for the others nobody can
    tell: None.

    Args:
        notification: how often decisions are reported.
        on: the day of the decision.
        meetings: the days on which the committee meets, in order.
    """
    months = {Notification.MONTHLY: 1, Notification.QUARTERLY: 3}.get(notification, 0)
    end = _end_of_span(on, months) if months else on
    following = bisect_right(meetings, end)
    if following < len(meetings):
        return meetings[following]
    if not months or end == dt.date.max:
        return None
    return _end_of_span(end + dt.timedelta(days=1), months)


def is_late(last: dt.date | None, reported_on: dt.date | None, as_of: dt.date) -> bool:
    """Tell whether a decision was reported too late, or not at all by a day.

    Args:
        last: the last day on which it is reported in time; None where nobody can tell.
        reported_on: the day on which it was; None for never.
        as_of: the day up to which it is known what was reported.
    """
    if last is None:
        return False
    return reported_on > last if reported_on else last < as_of


def _end_of_span(on: dt.date, months: int) -> dt.date:
    """Return the last day of the month or quarter in which a day lies."""
    month = (on.month - 1) // months * months + months
    return dt.date(on.year, month, calendar.monthrange(on.year, month)[1])
