"""Documents: passages that nobody accounts for, and reviews that are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.tracing.accounts import next_review, resting_rules
from .survey import Sighting, Witness, pack_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.sources import Passage, Source
    from .survey import Survey


# passages -------------------------------------------------------------------------


def unaccounted_passages(survey: Survey) -> Iterable[Sighting]:
    """Yield the passages with neither a rule nor a reason to have none."""
    for passage, jurisdiction, is_cited in _passages(survey):
        if not is_cited and passage.reason is None:
            yield _sighting_of(passage, jurisdiction, survey)


def needless_reasons(survey: Survey) -> Iterable[Sighting]:
    """Yield the passages with a rule and still a reason to have none."""
    for passage, jurisdiction, is_cited in _passages(survey):
        if is_cited and passage.reason is not None:
            yield _sighting_of(passage, jurisdiction, survey)


def _passages(survey: Survey) -> Iterator[tuple[Passage, Jurisdiction, bool]]:
    """Yield every passage once, and whether some rule rests on it.

    A passage may be cited by a pack that uses its own, so only packs are looked at
    of which all users are.
    """
    cited = {cite for j in survey.jurisdictions for cite in resting_rules(j)}
    for source, jurisdiction in _documents(survey):
        if pack_of(source.id) in survey.whole_packs:
            for passage in source.passages.values():
                yield passage, jurisdiction, passage.id in cited


def _sighting_of(
    passage: Passage, jurisdiction: Jurisdiction, survey: Survey
) -> Sighting:
    """Return the sighting of a passage, seen from where a rule rests on it."""
    citing = (
        each.id
        for each in survey.jurisdictions
        if any(passage.id in rule.cites for rule in each.rules)
    )
    return Sighting(
        about=(passage.id,),
        place=passage.place,
        witness=Witness(municipality=next(citing, jurisdiction.id), thing=passage.id),
    )


# reviews --------------------------------------------------------------------------


def overdue_reviews(survey: Survey) -> Iterable[Sighting]:
    """Yield the documents that were to be reviewed before today."""
    for source, jurisdiction, due in _reviewed(survey):
        if due and due < survey.today:
            is_recorded = source.review and source.review.last
            yield Sighting(
                variant="" if is_recorded else "unrecorded",
                about=(source.id,),
                place=source.place,
                day=due,
                witness=Witness(municipality=jurisdiction.id, thing=source.id),
            )


def unknown_reviews(survey: Survey) -> Iterable[Sighting]:
    """Yield the documents to be reviewed of which it is not known when they were."""
    for source, jurisdiction, due in _reviewed(survey):
        if due is None:
            yield Sighting(
                about=(source.id,),
                place=source.place,
                witness=Witness(municipality=jurisdiction.id, thing=source.id),
            )


def _reviewed(survey: Survey) -> Iterator[tuple[Source, Jurisdiction, dt.date | None]]:
    """Yield the documents to be reviewed at some interval, and when they are next."""
    for source, jurisdiction in _documents(survey):
        if source.review and not source.review.every.word:
            yield source, jurisdiction, next_review(source)


def _documents(survey: Survey) -> Iterator[tuple[Source, Jurisdiction]]:
    """Yield every document once, with the first jurisdiction that sees it."""
    seen: set[str] = set()
    for jurisdiction in survey.jurisdictions:
        for source in jurisdiction.sources.values():
            if source.id not in seen:
                seen.add(source.id)
                yield source, jurisdiction
