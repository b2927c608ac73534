"""Look something up by whatever name it has, and make its pages."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

from ...rulebook.model.bounds import LONGEST_PROVISION
from ...rulebook.model.names import name_key
from ...rulebook.model.points import point_key, rows_at
from ...rulebook.model.problems import UnknownNameError, nearest
from ...rulebook.model.vocabulary import TermKind
from .sheets import (
    Sheet,
    passage_sheet,
    provision_sheet,
    rule_sheet,
    source_sheet,
)
from .term_sheets import term_sheet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Mapping

    from ...rulebook.model.packs import Jurisdiction
    from ...rulebook.model.rules import Rule
    from ...rulebook.model.sources import Source
    from ...space.space import Space
    from ..wording import Wording

#: In which order the pages of terms that share a name stand.
_KINDS = (TermKind.MATTER, TermKind.ROLE, TermKind.ACT, TermKind.CIRCUMSTANCE)


class EntryKind(enum.Enum):
    """What has a page besides terms."""

    RULE = "rule"
    PASSAGE = "passage"
    SOURCE = "source"
    PROVISION = "provision"


class Thing(NamedTuple):
    """Something that has a page: what kind of thing it is, and its id."""

    kind: EntryKind | TermKind
    id: str


def things(name: str, jurisdiction: Jurisdiction) -> tuple[Thing, ...]:
    """Return everything that has a name.

    Ids of rules, passages and documents may leave out the municipality's pack. A
    passage has also the name by which it is cited (`SN 3.2`), and the point of an order
    its number, alone or behind a name of the committee. A provision (`LVU 6 §`) that
    rows of orders name has a page of them, whatever else has that name.

    Raises:
        UnknownNameError: nothing has that name.
    """
    entries: Mapping[EntryKind, Container[str]] = {
        EntryKind.RULE: jurisdiction.rules_by_id,
        EntryKind.PASSAGE: jurisdiction.passages,
        EntryKind.SOURCE: jurisdiction.sources,
    }
    for id_ in (*(f"{pack.id}/{name}" for pack in reversed(jurisdiction.packs)), name):
        for kind, ids in entries.items():
            if id_ in ids:
                return (Thing(kind, id_),)
    words = jurisdiction.vocabulary
    terms = [Thing(kind, words.named(kind, name)) for kind in _KINDS]
    named = tuple(term for term in terms if term.id)
    if not named:
        named = tuple(_cited(name, jurisdiction))
    if rows_under(name, jurisdiction):
        named = (*named, Thing(EntryKind.PROVISION, name))
    if not named:
        near = nearest(name, _names(jurisdiction))
        raise UnknownNameError("question/unknown-name", name, near)
    return named


def sheet(
    thing: Thing, space: Space, wording: Wording, on: dt.date, workers: int = 1
) -> Sheet:
    """Return the page of a thing, with the powers that a role has on a day."""
    jurisdiction, id_ = space.jurisdiction, thing.id
    match thing.kind:
        case EntryKind.RULE:
            return rule_sheet(jurisdiction.rules_by_id[id_], wording, on)
        case EntryKind.PASSAGE:
            return passage_sheet(jurisdiction.passages[id_], wording)
        case EntryKind.SOURCE:
            return source_sheet(jurisdiction.sources[id_], wording)
        case EntryKind.PROVISION:
            return provision_sheet(id_, rows_under(id_, jurisdiction), wording)
        case TermKind() as kind:
            return term_sheet(kind, id_, space, wording, on, workers=workers)


def _cited(name: str, jurisdiction: Jurisdiction) -> Iterable[Thing]:
    """Yield the passages that are cited by a name.

    A point is the number of a row in an order of the municipality, alone or behind a
    name of the committee (`KS 2.1`, `KS punkt 2.1`).
    """
    wanted = point_key(name)
    points = {cite for row in rows_at(name, jurisdiction) for cite in row.cites}
    for passage in jurisdiction.passages.values():
        source = jurisdiction.sources[passage.source]
        called = {name_key(f"{text} {passage.section}") for text in _titles(source)}
        if wanted in called or passage.id in points:
            yield Thing(EntryKind.PASSAGE, passage.id)


def rows_under(name: str, jurisdiction: Jurisdiction) -> tuple[Rule, ...]:
    """Return the rows of orders that name a provision, or any of an act."""
    if len(name) > LONGEST_PROVISION:
        return ()
    wanted = jurisdiction.act_names.references(name)
    if not wanted:
        return ()
    return tuple(
        rule
        for rule in jurisdiction.rules
        if (grant := rule.conclusion.grant)
        and any(
            provision.covers(law)
            for law in jurisdiction.provisions_of(grant)
            for provision in wanted
        )
    )


def _titles(source: Source) -> Iterable[str]:
    yield source.id.partition("/")[2]
    for text in (source.short, source.title):
        yield from filter(None, (text.sv, text.en))


def _names(jurisdiction: Jurisdiction) -> Iterable[str]:
    words = jurisdiction.vocabulary
    for kind in _KINDS:
        for term in words.terms(kind).values():
            yield from (term.id, term.label.sv, *term.synonyms)
    for id_ in (*jurisdiction.rules_by_id, *jurisdiction.sources):
        yield id_.partition("/")[2]
