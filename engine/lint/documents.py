"""Documents: passages that nobody accounts for, and reviews that are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.language.acceptances import FindingKind
from ..rulebook.tracing.drift import next_review, resting_rules
from .examination import pack_of
from .findings import LintFinding, Severity, Witness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.sources import Passage, Source
    from .examination import Examined


def passages(examined: Examined) -> Iterable[LintFinding]:
    """Yield passages without rule or reason, and those with both.

    A passage may be cited by a pack that uses its own, so only packs are looked at
    of which all users are.
    """
    cited = {cite for j in examined.jurisdictions for cite in resting_rules(j)}
    for source, jurisdiction in _documents(examined):
        if pack_of(source.id) not in examined.whole_packs:
            continue
        for passage in source.passages.values():
            if passage.id not in cited and passage.reason is None:
                kind, severity = FindingKind.UNACCOUNTED_PASSAGE, Severity.ERROR
            elif passage.id in cited and passage.reason is not None:
                kind, severity = FindingKind.NEEDLESS_REASON, Severity.INFO
            else:
                continue
            yield LintFinding(
                kind=kind,
                severity=severity,
                about=(passage.id,),
                place=passage.place,
                witness=Witness(
                    municipality=_seen_from(passage, jurisdiction, examined),
                    thing=passage.id,
                ),
            )


def _seen_from(passage: Passage, jurisdiction: Jurisdiction, examined: Examined) -> str:
    """Return the jurisdiction that shows a passage with a rule that rests on it."""
    for each in examined.jurisdictions:
        if any(passage.id in rule.cites for rule in each.rules):
            return each.id
    return jurisdiction.id


def reviews(examined: Examined) -> Iterable[LintFinding]:
    """Yield the documents whose review is overdue, or whose last is not known."""
    for source, jurisdiction in _documents(examined):
        if source.review is None or source.review.every.word:
            continue
        due = next_review(source)
        if due is not None and due >= examined.today:
            continue
        yield LintFinding(
            kind=FindingKind.OVERDUE_REVIEW if due else FindingKind.UNKNOWN_REVIEW,
            severity=Severity.WARNING,
            about=(source.id,),
            place=source.place,
            day=due,
            witness=Witness(municipality=jurisdiction.id, thing=source.id),
        )


def _documents(examined: Examined) -> Iterator[tuple[Source, Jurisdiction]]:
    """Yield every document once, with the first jurisdiction that sees it."""
    seen: set[str] = set()
    for jurisdiction in examined.jurisdictions:
        for source in jurisdiction.sources.values():
            if source.id not in seen:
                seen.add(source.id)
                yield source, jurisdiction
