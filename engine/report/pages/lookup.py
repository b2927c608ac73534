"""Look something up by whatever name it has, and make its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rulebook.model.problems import UnknownNameError, nearest
from ...rulebook.model.vocabulary import TermKind
from .sheets import Sheet, passage_sheet, rule_sheet, source_sheet
from .term_sheets import term_sheet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ...rulebook.model.packs import Jurisdiction
    from ...space.space import Space
    from ..wording import Wording

#: In which order the pages of terms that share a name stand.
_KINDS = (TermKind.MATTER, TermKind.ROLE, TermKind.ACT, TermKind.CIRCUMSTANCE)


def sheets(name: str, space: Space, wording: Wording, on: dt.date) -> list[Sheet]:
    """Return the pages of everything that has a name.

    Ids of rules, passages and documents may leave out the municipality's pack.

    Raises:
        UnknownNameError: nothing has that name.
    """
    jurisdiction = space.jurisdiction
    for id_ in (*(f"{pack.id}/{name}" for pack in reversed(jurisdiction.packs)), name):
        if id_ in jurisdiction.rules_by_id:
            return [rule_sheet(jurisdiction.rules_by_id[id_], wording, on)]
        if id_ in jurisdiction.passages:
            return [passage_sheet(jurisdiction.passages[id_], wording)]
        if id_ in jurisdiction.sources:
            return [source_sheet(jurisdiction.sources[id_], wording)]
    terms = ((kind, _term(name, kind, jurisdiction)) for kind in _KINDS)
    pages = [term_sheet(kind, id_, space, wording, on) for kind, id_ in terms if id_]
    if not pages:
        raise UnknownNameError("name", name, nearest(name, _names(jurisdiction)))
    return pages


def _term(name: str, kind: TermKind, jurisdiction: Jurisdiction) -> str:
    """Return the id of the term of a kind that has a name, or ``""``."""
    try:
        return jurisdiction.vocabulary.id_of(kind, name)
    except UnknownNameError:
        return ""


def _names(jurisdiction: Jurisdiction) -> Iterable[str]:
    words = jurisdiction.vocabulary
    for kind in _KINDS:
        for term in words.terms(kind).values():
            yield from (term.id, term.label.sv, *term.synonyms)
    for id_ in (*jurisdiction.rules_by_id, *jurisdiction.sources):
        yield id_.partition("/")[2]
