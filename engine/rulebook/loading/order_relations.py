"""Delegates whom a row of an order names nobody for good: found by a relation.

`Närmaste chef`, `respektive enhetschef` and `delegat i ursprungsärendet` mean somebody
else in each case.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..model.clauses import Relation
from ..model.names import name_key
from ..model.texts import Text
from .order_cells import at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..language.nodes import Scalar

_OWN_AREA = re.compile(
    r"^(?:respektive|resp\.|the respective|respective)\s+(?P<who>.+)$", re.IGNORECASE
)
_RELATIONS = {
    name_key(word): relation
    for relation, words in {
        Relation.IMMEDIATE_SUPERIOR: (
            "närmaste chef",
            "närmast överordnad",
            "närmast överordnad chef",
            "närmaste överordnade",
            "immediate manager",
        ),
        Relation.ORIGINAL_DELEGATE: (
            "delegat i ursprungsärendet",
            "delegat i grundärendet",
            "den som fattade det ursprungliga beslutet",
            "den som har fattat det ursprungliga beslutet",
            "ursprunglig delegat",
            "respektive delegat",
            "the original delegate",
        ),
    }.items()
    for word in words
}


class RelativeRole(NamedTuple):
    """A role that means nobody for good, made where no pack has it."""

    id: str
    label: Text


RELATIVE_ROLES: Mapping[Relation, RelativeRole] = {
    Relation.IMMEDIATE_SUPERIOR: RelativeRole(
        "narmaste-chef", Text("närmaste chef", "immediate manager")
    ),
    Relation.ORIGINAL_DELEGATE: RelativeRole(
        "ursprunglig-delegat",
        Text("delegat i ursprungsärendet", "the delegate of the original matter"),
    ),
}


def relative_delegate(word: Scalar) -> tuple[Relation, Scalar] | None:
    """Return in which relation a word names somebody, and to what role.

    None where it names a role for good. Those of `RELATIVE_ROLES` are named by their
    ids.
    """
    relation = _RELATIONS.get(name_key(word))
    if relation is not None:
        return relation, at(RELATIVE_ROLES[relation].id, word)
    match = _OWN_AREA.match(word)
    if match is None:
        return None
    return Relation.OWN_AREA, at(match["who"], word)
