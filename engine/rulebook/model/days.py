"""Steps in the calendar, which has a first and a last day: 0001-01-01 and 9999-12-31.

Days are dates, or ordinals where they are values. A step that leads out of the calendar
leads nowhere: what would begin after the last day never begins.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST = dt.date.min.toordinal()
LAST = dt.date.max.toordinal()
#: The months in Swedish, as dates are written in acts and in questions.
SWEDISH_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)


def cuts(beginnings: Iterable[int]) -> tuple[int, ...]:
    """Return in order the days (ordinals) on which something begins anew, each once.

    Before the first day and after the last there is nothing to tell apart.
    """
    return tuple(sorted({day for day in beginnings if FIRST < day <= LAST}))


def days_later(day: dt.date, days: int) -> dt.date | None:
    """Return the day so many days later, or earlier where they are less than none."""
    ordinal = day.toordinal() + days
    return dt.date.fromordinal(ordinal) if FIRST <= ordinal <= LAST else None


def months_later(day: dt.date, months: int) -> dt.date | None:
    """Return the day so many months later, the last of its month at most."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
