"""The passages of law that a row of an order names, by act, chapter and section."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..model.sections import NO_CHAPTER, section_numbers
from ..model.sources import Rank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model.packs import Jurisdiction
    from ..model.rules import Rule


class NamedPassages:
    """Finds the passages that rows name as their law.

    Args:
        jurisdiction: whose documents are looked through.
    """

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        """Take the documents."""
        self._jurisdiction = jurisdiction

    def of(self, rule: Rule) -> tuple[str, ...]:
        """Return the passages of law that a rule rests on, or names as a row does."""
        rank = self._jurisdiction.sources
        passages = self._jurisdiction.passages
        own = (
            cite for cite in rule.cites if rank[passages[cite].source].rank is Rank.LAW
        )
        grants = getattr(rule.conclusion, "grants", ())
        named = (
            passage
            for grant in grants
            for provision in self._jurisdiction.provisions_of(grant)
            for section in sorted(provision.sections)
            for passage in self._by_number.get(
                (provision.act, provision.chapter, section), ()
            )
        )
        return tuple(dict.fromkeys((*own, *named)))

    @cached_property
    def _by_number(self) -> Mapping[tuple[str, str, str], list[str]]:
        """The passages of each section: of an act, by chapter and number, plain."""
        found: dict[tuple[str, str, str], list[str]] = {}
        for source in self._jurisdiction.sources.values():
            if source.rank is not Rank.LAW:
                continue
            for passage in source.passages.values():
                for number in section_numbers(passage.section):
                    has_chapter = number.chapter != NO_CHAPTER
                    chapter = _plain(str(number.chapter)) if has_chapter else ""
                    key = (source.id, chapter, _plain(str(number.section)))
                    found.setdefault(key, []).append(passage.id)
        return found


def _plain(number: str) -> str:
    return "".join(number.split())
