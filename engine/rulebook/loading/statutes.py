"""Link acts: what a pack says of an act → the statute that its document is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..language.shapes import Entry
from ..model.statutes import EarlierAct, Omission, Renumbering, Statute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..language.shapes import Wrong
    from ..model.problems import Place
    from ..model.texts import Text

_NUMBER = re.compile(r"\(([12]\d{3}:\d{1,5})\)")


def statute(written: Entry | Wrong | None, title: Text, place: Place) -> Statute | None:
    """Return the act that a document of law is, None where it has no number.

    Args:
        written: what the file of acts says of it; without it the number in the title
            of the document counts.
        title: the title of the document.
        place: where the document is registered.
    """
    if isinstance(written, Entry):
        return Statute(
            number=str(written.get("number", "")),
            names=_texts(written.get("names", ())),
            sections=_texts(written.get("sections", ())),
            omissions=tuple(_omissions(written.get("omitted", ()))),
            earlier=tuple(_earlier(written.get("earlier", ()))),
            place=written.place,
        )
    match = _NUMBER.search(title.sv)
    if match is None:
        return None
    return Statute(
        number=match[1], names=(), sections=(), omissions=(), earlier=(), place=place
    )


def _texts(written: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(str, written))


def _omissions(written: Iterable[Entry]) -> Iterator[Omission]:
    for entry in written:
        if because := entry.get("because"):
            yield Omission(
                sections=_texts(entry.get("sections", ())),
                because=because,
                fingerprint=str(entry.get("fingerprint", "")),
                place=entry.place,
                amended=str(entry.get("amended", "")),
            )


def _earlier(written: Iterable[Entry]) -> Iterator[EarlierAct]:
    for entry in written:
        yield EarlierAct(
            number=str(entry.get("number", "")),
            names=_texts(entry.get("names", ())),
            until=entry.get("until"),
            renumberings=tuple(
                Renumbering(
                    was=str(each.get("was", "")),
                    now=_texts(each.get("now", ())),
                    words=_texts(each.get("words", ())),
                )
                for each in entry.get("sections", ())
            ),
        )
