"""At which meeting a decision is told, by the words of 6 kap. 40 § and of orders."""

import datetime as dt

import pytest

from engine.notification.meetings import MeetingCalendar
from engine.rulebook.model.grants import Notification

DAYS = [dt.date(2026, month, 10) for month in (1, 2, 3, 4, 5, 7)]
CALENDAR = MeetingCalendar.of([*reversed(DAYS), DAYS[0]])


@pytest.mark.parametrize(
    ("how", "on", "due"),
    [
        (Notification.NEXT_MEETING, (2026, 1, 9), (2026, 1, 10)),
        (Notification.NEXT_MEETING, (2026, 1, 10), (2026, 2, 10)),
        (Notification.NEXT_MEETING, (2026, 5, 11), (2026, 7, 10)),
        (Notification.NEXT_MEETING, (2026, 7, 10), None),
        (Notification.PROMPTLY, (2026, 3, 1), (2026, 3, 10)),
        (Notification.MONTHLY, (2026, 1, 2), (2026, 2, 10)),
        (Notification.MONTHLY, (2026, 1, 31), (2026, 2, 10)),
        (Notification.MONTHLY, (2026, 2, 1), (2026, 3, 10)),
        (Notification.MONTHLY, (2026, 5, 20), (2026, 7, 10)),
        (Notification.QUARTERLY, (2026, 1, 2), (2026, 4, 10)),
        (Notification.QUARTERLY, (2026, 3, 31), (2026, 4, 10)),
        (Notification.QUARTERLY, (2026, 4, 1), (2026, 7, 10)),
    ],
)
def test_a_decision_is_told_at_the_first_meeting_after_its_day_month_or_quarter(
    how, on, due
):
    assert CALENDAR.due(how, dt.date(*on)) == (due and dt.date(*due))


def test_meetings_stand_in_order_each_once():
    assert CALENDAR.days == tuple(DAYS)
    assert CALENDAR.before(DAYS[0]) is None
    assert CALENDAR.before(DAYS[2]) == DAYS[1]
    assert CALENDAR.at_or_after(DAYS[2]) == DAYS[2]
    assert CALENDAR.after(DAYS[-1]) is None
