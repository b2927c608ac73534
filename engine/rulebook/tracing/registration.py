"""Register what stands in a document: skeletons of passages, for a person to finish."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ...records import record
from .outlines import outline
from .placements import SearchableText, placement, rest_words

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..model.sources import Source
    from .outlines import OutlinePart

_OTHER = re.compile(r"[^a-z0-9]+")
#: So many words of a passage make its id, and so many letters at most.
_ID_WORDS = 4
_LONGEST_ID = 48


@record
class PassageSkeleton:
    """A passage of a document that nobody has registered yet.

    `reads` is its text. `before` is the id of the registered passage that it stands
    before, empty where none follows.
    """

    id: str
    section: str
    number: int
    fingerprint: str
    reads: str
    before: str = ""


@record
class HeadingMark:
    """A line that is no passage: what it says, and its fingerprint."""

    reads: str
    fingerprint: str


@record
class Registration:
    """What stands in a document and is not registered yet.

    Attributes:
        text: the fingerprint of the whole text.
        title: the first heading, empty where there is none.
        passages: those that are new, in their order.
        headings: those that are new.
        known: how many registered passages stand in the text.
        gone: the ids of the registered passages with a fingerprint that do not.
        is_text_registered: whether a fingerprint of the whole text is registered.
        is_other_text: whether that is the fingerprint of another text.
    """

    text: str
    title: str
    passages: tuple[PassageSkeleton, ...]
    headings: tuple[HeadingMark, ...]
    known: int = 0
    gone: tuple[str, ...] = ()
    is_text_registered: bool = False
    is_other_text: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether everything in the text is registered already."""
        return not (self.passages or self.headings) and self.is_text_registered


def registration(text: str, source: Source | None) -> Registration:
    """Return what stands in a text and is not registered.

    Args:
        text: the document.
        source: what is registered of it; None where nothing is.
    """
    searchable = SearchableText(text)
    parts = outline(searchable)
    registered = list(source.passages.values()) if source else []
    marked = [passage for passage in registered if passage.fingerprint]
    rest = source.rest if source else ()
    places = searchable.places({*(p.fingerprint for p in marked), *rest})
    placed = placement(marked, places, searchable)
    known = placed.words(marked)
    known |= rest_words(rest, places, known, searchable)
    starts = sorted((start, marked[n].id) for n, start in placed.starts.items())
    taken = {passage.id.partition("#")[2] for passage in registered}
    passages: list[PassageSkeleton] = []
    headings: list[HeadingMark] = []
    for part in parts:
        left = [word for word in part.words if word not in known]
        for piece in searchable.paragraphs(left):
            mark = searchable.fingerprint_between(piece.first, piece.end)
            if part.is_heading:
                headings.append(HeadingMark(reads=piece.reads, fingerprint=mark))
                continue
            id_ = _new_id(searchable.words[piece.first : piece.end], taken)
            taken.add(id_)
            following = (name for start, name in starts if start > piece.first)
            passages.append(
                PassageSkeleton(
                    id=id_,
                    section=part.section,
                    number=part.number,
                    fingerprint=mark,
                    reads=piece.reads,
                    before=next(following, ""),
                )
            )
    return Registration(
        text=searchable.fingerprint,
        title=_title(parts),
        passages=tuple(passages),
        headings=tuple(headings),
        known=len(placed.starts),
        gone=tuple(p.id for n, p in enumerate(marked) if n not in placed.starts),
        is_text_registered=bool(source and source.text),
        is_other_text=bool(
            source and source.text and source.text != searchable.fingerprint
        ),
    )


def _title(parts: list[OutlinePart]) -> str:
    return next((part.reads for part in parts if part.is_heading), "")


def _new_id(words: list[str], taken: Collection[str]) -> str:
    """Return an id made of the first words of a passage that no other has."""
    name = slug(" ".join(words[:_ID_WORDS]))[:_LONGEST_ID].strip("-") or "stycke"
    number, id_ = 1, name
    while id_ in taken:
        number += 1
        id_ = f"{name}-{number}"
    return id_


def slug(text: str) -> str:
    """Return a text as an id: small letters a to z, digits and hyphens."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _OTHER.sub("-", letters).strip("-")
