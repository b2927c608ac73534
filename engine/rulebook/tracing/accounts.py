"""Account for the passages of documents: each has a rule, a reason, or neither."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...records import record
from ..model.days import days_later, months_later
from ..model.sections import section_numbers

if TYPE_CHECKING:
    import datetime as dt

    from ..model.packs import Jurisdiction
    from ..model.rules import Rule
    from ..model.sections import SectionNumber
    from ..model.sources import Frequency, Source


@record
class Account:
    """How the passages of a document are accounted for.

    `unaccounted` have neither a rule nor a reason. Of an act that is gone through
    section by section, `omitted` are the sections that no passage is registered of,
    with a reason, and `unlisted` those that nobody has said anything of.
    """

    source: Source
    ruled: tuple[str, ...]
    reasoned: tuple[str, ...]
    unaccounted: tuple[str, ...]
    next_review: dt.date | None
    omitted: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many passages are registered, and how many sections are not."""
        return len(self.source.passages) + len(self.omitted) + len(self.unlisted)

    @property
    def missing(self) -> tuple[str, ...]:
        """What has neither a rule nor a reason."""
        return (*self.unaccounted, *self.unlisted)


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
        listing = section_listing(source)
        made.append(
            Account(
                source=source,
                ruled=ruled,
                reasoned=tuple(p.id for p in rest if p.reason),
                unaccounted=tuple(p.id for p in rest if not p.reason),
                next_review=next_review(source),
                omitted=tuple(map(str, listing.omitted)),
                unlisted=tuple(f"{source.id} {n}" for n in listing.unlisted),
            )
        )
    return tuple(made)


@record
class SectionListing:
    """How the sections of an act are listed, each in its order.

    Attributes:
        known: those that it has, in the chapters taken up, as they were registered.
        taken: those that a passage is registered of.
        omitted: those that are left out with a reason.
        unlisted: those known and neither taken nor omitted, of an act of which every
            section is to be listed.
        twice: those both taken and left out, or left out twice.
        strange: those taken or left out that the act does not have.
    """

    known: tuple[SectionNumber, ...] = ()
    taken: tuple[SectionNumber, ...] = ()
    omitted: tuple[SectionNumber, ...] = ()
    unlisted: tuple[SectionNumber, ...] = ()
    twice: tuple[SectionNumber, ...] = ()
    strange: tuple[SectionNumber, ...] = ()


def section_listing(source: Source) -> SectionListing:
    """Return how the sections of an act are listed; nothing of any other document."""
    statute = source.statute
    if statute is None:
        return SectionListing()
    known = {n for text in statute.sections for n in section_numbers(text)}
    taken = {n for p in source.passages.values() for n in section_numbers(p.section)}
    left = [
        number
        for omission in statute.omissions
        for text in omission.sections
        for number in section_numbers(text)
    ]
    counts = Counter(left)
    twice = {n for n, count in counts.items() if count > 1 or n in taken}
    unlisted = known - taken - counts.keys() if statute.omissions else set()
    strange = (taken | counts.keys()) - known if known else set()
    return SectionListing(
        known=tuple(sorted(known)),
        taken=tuple(sorted(taken)),
        omitted=tuple(sorted(counts)),
        unlisted=tuple(sorted(unlisted)),
        twice=tuple(sorted(twice)),
        strange=tuple(sorted(strange)),
    )


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
