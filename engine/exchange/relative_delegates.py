"""Read delegates whom each case finds: `närmaste chef`, `respektive enhetschef`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rulebook.language.nodes import scalar
from ..rulebook.language.orders import OrderColumn
from ..rulebook.loading.order_relations import RELATIVE_ROLES, relative_delegate
from ..rulebook.model.clauses import Relation
from ..rulebook.model.problems import Place
from .parts import Uncertainty
from .role_names import word_key, written

if TYPE_CHECKING:
    from .parts import Parts, RowReading
    from .role_names import RoleNames

#: How our table says that each decides in an area of their own.
RESPECTIVE = "respektive"
_RESPECTIVE = re.compile(r"(?:respektive|resp\.?)\s+(?P<who>[^,;/\n]+)", re.IGNORECASE)
#: Words for whoever decided something before, and for whoever is above.
_SAME = re.compile(
    r"(?:samma|den) (?:delegat |person |befattningshavare )?som (?:har )?"
    r"(?:fattat|fattade|beslutat|beslutade|beslutar)\b.*",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"(?:närmast )?(?:överordnad|högre) chef", re.IGNORECASE)


def is_relative(text: str) -> bool:
    """Tell whether a word names nobody for good, but whom each case finds."""
    said = relative_delegate(scalar(text.casefold(), Place(file="")))
    return said is not None and said[0] in RELATIVE_ROLES


def relative(text: str, names: RoleNames) -> RowReading | Uncertainty | None:
    """Return a delegate whom each case finds, as our table writes it, else None.

    Where the document explains the words, or a role is called so, they are a name.
    """
    plain = " ".join(text.casefold().split())
    said = relative_delegate(scalar(plain, Place(file="")))
    if said is None:
        same = Relation.ORIGINAL_DELEGATE if _SAME.fullmatch(plain) else None
        relation = Relation.IMMEDIATE_SUPERIOR if _ABOVE.fullmatch(plain) else same
        if relation is None or names.is_known(text):
            return None
        word = RELATIVE_ROLES[relation].label.sv
        way: Parts = {OrderColumn.DELEGATE: word}
        words: Parts = {OrderColumn.CONDITIONS: text}
        return Uncertainty(why="delegate", readings=((way,), ({**way, **words},)))
    made = RELATIVE_ROLES.get(said[0])
    if made is None or names.is_abbreviation(text):
        return None
    if names.find(text).id not in {"", made.id}:
        return None
    return ({OrderColumn.DELEGATE: plain},)


def relative_by_key(text: str, names: RoleNames) -> RowReading | None:
    """Return the delegate whom each case finds and whom a word of the key means."""
    line = names.key.get(word_key(text))
    if line is None or names.is_known(text) or not is_relative(line.meaning):
        return None
    return ({OrderColumn.DELEGATE: " ".join(line.meaning.casefold().split())},)


def respective(text: str, names: RoleNames) -> RowReading | None:
    """Return the row of delegates who decide each in an area of their own, else None.

    Where a role of the municipality is called so, it is asked about as a name.
    """
    own = _RESPECTIVE.fullmatch(text)
    if own is None or not names.is_known(own["who"]) or names.is_known(text):
        return None
    labels = (names.label(id_).casefold() for id_ in names.find(text).offered)
    if any(label.startswith(RESPECTIVE) for label in labels):
        return None
    who = written(names.find(own["who"]), names)
    return ({OrderColumn.DELEGATE: f"{RESPECTIVE} {who}"},)
