"""The meetings of a committee, and at which of them a decision is told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from ..audit.reporting import last_day_to_report
from ..records import record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ..rulebook.model.grants import Notification


@record
class MeetingCalendar:
    """The days on which a committee meets, in order, each once."""

    days: tuple[dt.date, ...]

    @classmethod
    def of(cls, days: Iterable[dt.date]) -> MeetingCalendar:
        """Return the calendar of some days."""
        return cls(days=tuple(sorted(set(days))))

    def before(self, meeting: dt.date) -> dt.date | None:
        """Return the meeting before one; None where none is known."""
        at = bisect_left(self.days, meeting)
        return self.days[at - 1] if at else None

    def after(self, day: dt.date) -> dt.date | None:
        """Return the first meeting after a day; None where none is known.

        What is decided on the day of a meeting is told at the next one: whether it was
        decided before or after the meeting nobody can see.
        """
        at = bisect_right(self.days, day)
        return self.days[at] if at < len(self.days) else None

    def at_or_after(self, day: dt.date) -> dt.date | None:
        """Return the first meeting on a day or after it; None where none is known."""
        at = bisect_left(self.days, day)
        return self.days[at] if at < len(self.days) else None

    def due(self, notification: Notification, on: dt.date) -> dt.date | None:
        """Return the meeting at which a decision is to be told.

        What is told by the month or the quarter is told at the first meeting after its
        end, and all else at the first one after the decision.
        """
        due = last_day_to_report(notification, on, self.days)
        return due if due in self.days else None
