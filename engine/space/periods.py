"""On which days something changes in the rules of a municipality, or in its posts.

Between two of these days a decision has one answer, whatever it is about.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ..rulebook.model.days import cuts, months_later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.sources import Validity


def rule_days(jurisdiction: Jurisdiction) -> tuple[int, ...]:
    """Return the days (ordinals) on which rules, documents or amounts begin or end."""
    days: set[int] = set()
    for rule in jurisdiction.rules:
        for validity in (rule.validity, *rule.source_validities):
            days.update(_edges(validity))
    for source in jurisdiction.sources.values():
        days.update(_edges(source.validity))
    for year in jurisdiction.base_amounts:
        days.update(dt.date(first, 1, 1).toordinal() for first in (year, year + 1))
    return cuts(days)


def all_days(jurisdiction: Jurisdiction) -> tuple[int, ...]:
    """Return the days of `rule_days`, and those on which something of a post changes.

    Those are its first day and the one after its last, the same of each absence, and
    when the first months of a new employee are over.
    """
    days = set(rule_days(jurisdiction))
    grants = (rule.conclusion.grant for rule in jurisdiction.rules)
    months = {g.people.new_employee for g in grants if g and g.people}
    for post in jurisdiction.posts.values():
        for validity in (post.validity, *post.absences):
            days.update(_edges(validity))
        ends = (months_later(post.employed, n) for n in months if post.employed)
        days.update(over.toordinal() for over in ends if over is not None)
    return cuts(days)


def _edges(validity: Validity) -> Iterator[int]:
    if validity.first:
        yield validity.first.toordinal()
    if validity.last:
        yield validity.last.toordinal() + 1
