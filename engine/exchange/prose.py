"""Read orders without a table: items below `nämnden uppdrar åt X att`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rulebook.language.orders import OrderColumn
from ..rulebook.model.bounds import LONGEST_TEXT
from .columns import ColumnRole
from .source_rows import SourceCell, SourceRow, numbered

if TYPE_CHECKING:
    from .blocks import OfficeParagraph
    from .source_rows import Chapter

_GIVES = re.compile(
    r"(?:[\wåäöÅÄÖ -]*?(?:nämnden|styrelsen|nämnd|utskottet|fullmäktige) )?"
    r"(?:uppdrar|delegerar|uppdrar och delegerar|ger)"
    r" (?:beslutanderätten |sin beslutanderätt |rätten att besluta |i uppdrag )?(?:åt|till|ger)?\s?"
    r"(?P<who>[^:;]{2,80}?)(?: rätten)? att"
    r"(?P<rest>[^:]*):?(?P<more>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MAY_GIVE = re.compile(
    r"\b(?:uppdrar|delegerar)\s+(?:åt|till)\b|\bdelegeras (?:härmed )?till\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[0-9]{1,3}|[a-zåäö])[.)]?")
_NUMBER = ColumnRole("", OrderColumn.NUMBER)
_MATTER = ColumnRole("", OrderColumn.MATTER)
_DELEGATE = ColumnRole("", OrderColumn.DELEGATE)


class ProseItems:
    """Takes rows out of paragraphs: who is given what, item by item."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._who = ""
        self._chapter: Chapter | None = None
        self._count = 0

    def end(self) -> None:
        """End a list, as a heading or a table does."""
        self._who = ""

    def row(
        self, block: OfficeParagraph, chapter: Chapter | None
    ) -> SourceRow | str | None:
        """Return the row that a paragraph makes, if it makes one.

        A text is returned where a paragraph seems to give somebody something, and it
        cannot be told what; it is empty where the items below tell. None is a paragraph
        that gives nobody anything.
        """
        marker = block.marker.strip("•-–")
        number, text = (marker, block.text) if marker else numbered(block.text)
        is_item = bool(block.marker) or _ITEM.fullmatch(number) is not None
        is_short = len(text) <= LONGEST_TEXT
        match = _GIVES.fullmatch(text.strip()) if is_short else None
        if match is not None:
            who, rest = match["who"].strip(), match["rest"].strip(" .…")
            if rest and not match["more"].strip() and not text.rstrip().endswith(":"):
                self._who = ""
                return self._made(number, rest, who, chapter)
            if not match["more"].strip():
                self._who, self._chapter = who, chapter
                return ""
        if is_item and self._who and text:
            return self._made(number, text.rstrip(".;,"), self._who, chapter)
        if not is_item:
            self._who = ""
        return block.text if _MAY_GIVE.search(block.text) else None

    def _made(
        self, number: str, matter: str, who: str, chapter: Chapter | None
    ) -> SourceRow:
        self._count += 1
        place = f"s{self._count}"
        plain = number.rstrip(".)")
        return SourceRow(
            table=0,
            line=self._count,
            cells=(
                SourceCell(text=plain, role=_NUMBER, place=f"{place}k1"),
                SourceCell(text=matter, role=_MATTER, place=f"{place}k2"),
                SourceCell(text=who, role=_DELEGATE, place=f"{place}k3"),
            ),
            chapter=chapter,
        )
