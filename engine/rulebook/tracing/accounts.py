"""Account for the passages of documents: each has a rule, a reason, or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...records import record
from ..model.days import days_later, months_later

if TYPE_CHECKING:
    import datetime as dt

    from ..model.packs import Jurisdiction
    from ..model.rules import Rule
    from ..model.sources import Frequency, Source


@record
class Account:
    """How the passages of a document are accounted for.

    `unaccounted` have neither a rule nor a reason.
    """

    source: Source
    ruled: tuple[str, ...]
    reasoned: tuple[str, ...]
    unaccounted: tuple[str, ...]
    next_review: dt.date | None

    @property
    def total(self) -> int:
        """How many passages are registered."""
        return len(self.source.passages)


def resting_rules(jurisdiction: Jurisdiction) -> dict[str, list[Rule]]:
    """Return the rules that rest on each passage, by the passage's full id."""
    resting: dict[str, list[Rule]] = {}
    for rule in jurisdiction.rules:
        for cite in rule.cites:
            resting.setdefault(cite, []).append(rule)
    return resting


def accounts(jurisdiction: Jurisdiction) -> tuple[Account, ...]:
    """Return an account of every document in the folder in use.

    Those of packs that came with this copy and are not in the folder are left out.
    """
    resting = resting_rules(jurisdiction)
    made = []
    for source in jurisdiction.sources.values():
        if not jurisdiction.is_own(source.id):
            continue
        ruled = tuple(id_ for id_ in source.passages if id_ in resting)
        rest = [p for id_, p in source.passages.items() if id_ not in resting]
        made.append(
            Account(
                source=source,
                ruled=ruled,
                reasoned=tuple(p.id for p in rest if p.reason),
                unaccounted=tuple(p.id for p in rest if not p.reason),
                next_review=next_review(source),
            )
        )
    return tuple(made)


def next_review(source: Source) -> dt.date | None:
    """Return the day a document is to be reviewed by, where that can be told.

    It is counted from the last review, else from adoption or entry into force.
    """
    if source.review is None:
        return None
    since = source.review.last or source.adopted or source.validity.first
    return _later(since, source.review.every) if since else None


def _later(day: dt.date, often: Frequency) -> dt.date | None:
    months = {"month": 1, "year": 12, "term": 48}.get(often.unit)
    if months is None:
        days = {"day": 1, "week": 7}.get(often.unit)
        return days_later(day, days * often.every) if days else None
    return months_later(day, months * often.every // often.times)
