"""Which delegation orders a municipality has, by the rules that are in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.names import name_key
from ..rulebook.model.problems import UnknownNameError, nearest
from ..rulebook.model.vocabulary import TermKind

if TYPE_CHECKING:
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.texts import Text


def order_titles(jurisdiction: Jurisdiction) -> dict[str, Text]:
    """Return what the orders of a municipality are called, by their folders."""
    sources = jurisdiction.sources
    return {
        source.partition("/")[2]: sources[source].title
        for source in _granting(jurisdiction)
    }


def _granting(jurisdiction: Jurisdiction) -> dict[str, str]:
    """Return the committee of each order by the id of its document."""
    return {
        cite.partition("#")[0]: grant.by
        for rule in jurisdiction.rules
        if (grant := rule.conclusion.grant) and grant.point
        for cite in rule.cites
    }


def order_id(name: str, jurisdiction: Jurisdiction) -> str:
    """Return the folder of an order, or the committee that it is named by.

    Raises:
        UnknownNameError: there is none; nothing has been read then.
    """
    granting = {
        source.partition("/")[2]: by for source, by in _granting(jurisdiction).items()
    }
    wanted = name_key(name)
    by_name = {name_key(folder): folder for folder in granting}
    if wanted in by_name:
        return by_name[wanted]
    role = jurisdiction.vocabulary.named(TermKind.ROLE, name)
    if role in granting.values():
        return role
    known = tuple(granting)
    code = "publish/unknown-order" if known else "publish/no-orders"
    raise UnknownNameError(code, name, nearest(name, known), known=known)
