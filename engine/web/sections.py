"""Find what is registered of a section of an act, by the number of the act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.problems import UnknownNameError
from ..rulebook.model.references import reference

if TYPE_CHECKING:
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.sources import Passage


def section_passages(
    act: str, chapter: str, section: str, jurisdiction: Jurisdiction
) -> list[Passage]:
    """Return the passages of a section, in the order in which they are registered.

    Args:
        act: its number in the statute book, `2017:725`.
        chapter: the number of the chapter, empty where the act has none.
        section: the number of the section, as `38` or `7 a`.
        jurisdiction: in whose packs to look.

    Raises:
        UnknownNameError: nothing of such a section is registered.
    """
    place = f"{chapter} kap. {section} §" if chapter else f"{section} §"
    wanted = reference(f"lagen {place}")
    found = [
        passage
        for source in jurisdiction.sources.values()
        if source.statute is not None and source.statute.number == act
        for passage in source.passages.values()
        if wanted is not None
        and (own := reference(f"lagen {passage.section}")) is not None
        and own.chapter == wanted.chapter
        and wanted.covers(own)
    ]
    if not found:
        raise UnknownNameError("question/unknown-name", f"{act} {place}", ())
    return found
