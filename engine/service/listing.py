"""List the words of a municipality, its documents, and the packs there are."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ..records import record
from ..report.lines import layout_for
from ..report.pages.entries import (
    PACK_LISTS,
    ListEntry,
    ListKind,
    entries,
    list_object,
    list_page,
    matching,
    pack_entries,
)
from ..report.say import Marks
from ..rulebook.loading.folders import RulesFolder
from ..rulebook.model.packs import PackKind
from .setup import say, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..report.layout import Page
    from ..report.objects.pages import ListOutput
    from ..rulebook.model.packs import Jurisdiction
    from .setup import Language, Setup


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
    setup: Setup, kind: ListKind, municipality: str, wanted: Iterable[str]
) -> Listing:
    """Return what there is of a kind.

    Args:
        setup: where the rules lie.
        kind: what to list.
        municipality: whose words and documents; empty for law and guidance alone.
            Lists of packs are the same for all.
        wanted: words, each of which must begin a word of an entry's names.

    Raises:
        EngineError: the rules cannot be used, or no municipality has that name.
    """
    jurisdiction = None
    if kind in PACK_LISTS:
        folder = RulesFolder(setup.rules)
        ids = (*folder.pack_ids, *folder.borrowed)
        heads = (folder.head(id_).head for id_ in ids)
        listed = pack_entries(filter(None, heads), folder.replaced)
        if kind is ListKind.MUNICIPALITIES:
            listed = [one for one in listed if one.kind is PackKind.MUNICIPALITY]
    else:
        jurisdiction = setup.jurisdiction(municipality)
        listed = entries(kind, jurisdiction)
    return Listing(
        kind=kind, entries=tuple(matching(listed, wanted)), _jurisdiction=jurisdiction
    )
