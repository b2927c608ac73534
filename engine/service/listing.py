"""List the words of a municipality, its documents, and the packs there are."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ..records import record
from ..report.lines import layout_for
from ..report.pages.entries import (
    ListEntry,
    ListKind,
    entries,
    list_object,
    list_page,
    matching,
    pack_entries,
)
from ..report.say import Marks
from ..rulebook.model.packs import PackKind
from .setup import say, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..report.layout import Page
    from ..report.objects.pages import ListOutput
    from ..rulebook.loading.folders import RulesFolder
    from ..rulebook.model.packs import Jurisdiction
    from .setup import Language


@record
class Listing:
    """What there is of a kind, by id."""

    kind: ListKind
    entries: tuple[ListEntry, ...]
    _jurisdiction: Jurisdiction | None = field(repr=False, compare=False)

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return the list as the terminal prints it, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        own = self._jurisdiction
        place = words(own, language).place if own else ""
        return list_page(self.kind, self.entries, place, say(language))

    def to_dict(self, language: Language = "sv") -> ListOutput:
        """Return the list as the JSON object that the terminal prints."""
        id_ = self._jurisdiction.id if self._jurisdiction else ""
        return list_object(self.kind, self.entries, id_, say(language, Marks.NONE))


def listing(
    jurisdiction: Jurisdiction, kind: ListKind, wanted: Iterable[str]
) -> Listing:
    """Return what a municipality has of a kind.

    Args:
        jurisdiction: whose words and documents.
        kind: what to list.
        wanted: words, each of which must begin a word of an entry's names.
    """
    listed = matching(entries(kind, jurisdiction), wanted)
    return Listing(kind=kind, entries=tuple(listed), _jurisdiction=jurisdiction)


def pack_listing(folder: RulesFolder, kind: ListKind, wanted: Iterable[str]) -> Listing:
    """Return the packs there are, or the municipalities among them.

    Args:
        folder: the folder of packs.
        kind: what to list.
        wanted: as for `listing`.
    """
    ids = (*folder.pack_ids, *folder.borrowed)
    heads = (folder.head(id_).head for id_ in ids)
    listed = pack_entries(filter(None, heads), folder.replaced)
    if kind is ListKind.MUNICIPALITIES:
        listed = [one for one in listed if one.kind is PackKind.MUNICIPALITY]
    return Listing(
        kind=kind, entries=tuple(matching(listed, wanted)), _jurisdiction=None
    )
