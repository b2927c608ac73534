"""Tell the passages that an answer names: a sentence to quote, an address, in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...report.say import Marks
from ...rulebook.model.sources import Status
from ...service.setup import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ...report.objects.basis import BasisPassageObject
    from ...rulebook.model.packs import Jurisdiction
    from ...rulebook.model.sources import Source
    from ...service.setup import Language
    from ..addresses import Addresses

#: An answer that names more passages than these tells them to programs alone.
MOST_TOLD = 30


def basis(
    content: object,
    jurisdiction: Jurisdiction,
    on: dt.date,
    to: Addresses,
    public_url: str,
) -> list[BasisPassageObject]:
    """Return the passages that an object names by their ids, each once, in its order.

    Args:
        content: the object, as the terminal prints it.
        jurisdiction: whose passages they are.
        on: the day that is asked for.
        to: the addresses of pages, in the language of the answer.
        public_url: at which address the server is reached, empty if that is not known.
    """
    wording = words(jurisdiction, to.language, Marks.NONE)
    named = dict.fromkeys(
        text for text in _texts(content) if text in jurisdiction.passages
    )
    told: list[BasisPassageObject] = []
    for id_ in named:
        passage = jurisdiction.passages[id_]
        source = jurisdiction.sources[passage.source]
        told.append(
            {
                "passage": id_,
                "sentence": wording.gist(passage),
                "address": public_url + to.thing(id_),
                "document": source.url or None,
                "in_force": _is_in_force(source, on),
            }
        )
    return told


def basis_text(told: list[BasisPassageObject], language: Language) -> str:
    """Return the passages in words, to stand below an answer; none of very many."""
    if not told or len(told) > MOST_TOLD:
        return ""
    is_english = language == "en"
    lines = ["", "To quote" if is_english else "Att citera"]
    for each in told:
        lines += [f"  • {each['sentence']}", f"    {each['address']}"]
        if each["in_force"] is not True:
            lines.append(f"    {_untrue(each['in_force'], is_english=is_english)}")
    return "\n".join(lines) + "\n"


def _untrue(in_force: bool | None, *, is_english: bool) -> str:  # noqa: FBT001 - a value
    if in_force is None:
        return "not known to be adopted" if is_english else "inte känt som antaget"
    return "not in force on that day" if is_english else "gäller inte den dagen"


def _is_in_force(source: Source, on: dt.date) -> bool | None:
    """Tell whether a document holds on a day, None where it may not be adopted."""
    if not source.validity.is_in_force(on) or source.status is Status.PROPOSAL:
        return False
    return True if source.status is Status.ADOPTED else None


def _texts(part: object) -> Iterator[str]:
    """Yield every text within some JSON but for the keys."""
    match part:
        case str():
            yield part
        case dict():
            for each in part.values():
                yield from _texts(each)
        case list():
            for each in part:
                yield from _texts(each)
