"""List the words of a jurisdiction, its documents, and the packs in a folder."""

from __future__ import annotations

import enum
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ...records import record
from ...rulebook.language.writing import value_text
from ...rulebook.model.names import name_key
from ...rulebook.model.packs import PackKind
from ...rulebook.model.texts import Text
from ...rulebook.model.values import ValueKind
from ...rulebook.model.vocabulary import Act, Circumstance, Matter, Role, TermKind
from ..json_text import SCHEMA
from ..layout import Block, Page, Paragraph, capital, items, page
from ..lines import Stress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...rulebook.model.packs import Jurisdiction, PackHead
    from ...rulebook.model.posts import Post
    from ...rulebook.model.sources import Rank, Source, Status
    from ...rulebook.model.vocabulary import Term
    from ..objects.pages import EntryObject, ListOutput
    from ..say import Say


class ListKind(enum.Enum):
    """What can be listed."""

    MUNICIPALITIES = "municipalities"
    PACKS = "packs"
    ROLES = "roles"
    MATTERS = "matters"
    ACTS = "acts"
    CIRCUMSTANCES = "circumstances"
    SOURCES = "sources"
    POSTS = "posts"


#: The kinds whose entries are packs, whatever municipality is meant.
PACK_LISTS = frozenset({ListKind.MUNICIPALITIES, ListKind.PACKS})
_TERMS: Mapping[ListKind, TermKind] = {
    ListKind.ROLES: TermKind.ROLE,
    ListKind.MATTERS: TermKind.MATTER,
    ListKind.ACTS: TermKind.ACT,
    ListKind.CIRCUMSTANCES: TermKind.CIRCUMSTANCE,
}
_TITLES: Mapping[ListKind, tuple[str, str]] = {
    ListKind.MUNICIPALITIES: ("Kommuner", "Municipalities"),
    ListKind.PACKS: ("Paket", "Packs"),
    ListKind.ROLES: ("Roller", "Roles"),
    ListKind.MATTERS: ("Ärenden", "Matters"),
    ListKind.ACTS: ("Handlingar", "Acts"),
    ListKind.CIRCUMSTANCES: ("Omständigheter", "Circumstances"),
    ListKind.SOURCES: ("Dokument", "Documents"),
    ListKind.POSTS: ("Poster", "Posts"),
}
_TYPES: Mapping[ValueKind, tuple[str, str]] = {
    ValueKind.BOOL: ("ja eller nej", "yes or no"),
    ValueKind.ENUM: ("ett av", "one of"),
    ValueKind.MONEY: ("belopp", "amount"),
    ValueKind.NUMBER: ("heltal", "whole number"),
    ValueKind.DECIMAL: ("tal", "number"),
    ValueKind.DATE: ("dag", "day"),
    ValueKind.ROLE: ("en roll", "a role"),
}
_PACKS: Mapping[PackKind, tuple[str, str]] = {
    PackKind.LAW: ("lag", "law"),
    PackKind.GUIDANCE: ("vägledning", "guidance"),
    PackKind.MUNICIPALITY: ("kommun", "municipality"),
}
_WORD = re.compile(r"\w+")


class PackOrigin(enum.Enum):
    """Whether a pack lies in the folder in use, or came with this copy.

    One that `REPLACES` lies there and counts before one that came with this copy.
    """

    FOLDER = "folder"
    SHIPPED = "shipped"
    REPLACES = "replaces"


@record
class ListEntry:
    """One entry of a list.

    `wider` are what a term is a kind of or lies under, the packs that a pack uses, and
    the roles of a post.
    The others are empty where the entry is of another sort.
    """

    id: str
    label: Text
    synonyms: tuple[str, ...] = ()
    wider: tuple[str, ...] = ()
    type: ValueKind | None = None
    values: tuple[tuple[str, Text], ...] = ()
    default: str | None = None
    rank: Rank | None = None
    status: Status | None = None
    kind: PackKind | None = None
    origin: PackOrigin | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that the entry is called."""
        values = (name for id_, text in self.values for name in (id_, text.sv, text.en))
        own = (self.id, self.label.sv, self.label.en, *self.synonyms, *values)
        return tuple(filter(None, own))


def term_entries(kind: TermKind, jurisdiction: Jurisdiction) -> list[ListEntry]:
    """Return the terms of a kind, by id."""
    terms = jurisdiction.vocabulary.terms(kind)
    return [_term_entry(terms[id_]) for id_ in sorted(terms)]


def _term_entry(term: Term) -> ListEntry:
    entry = ListEntry(id=term.id, label=term.label, synonyms=term.synonyms)
    match term:
        case Role(kinds=kinds):
            return replace(entry, wider=kinds)
        case Matter(under=under) | Act(under=under):
            return replace(entry, wider=(under,) if under else ())
        case Circumstance():
            default = value_text(term.default, term.kind) if term.has_default else None
            return replace(entry, type=term.kind, values=term.values, default=default)


def source_entries(sources: Iterable[Source]) -> list[ListEntry]:
    """Return documents, by id."""
    return [
        ListEntry(id=s.id, label=s.title, rank=s.rank, status=s.status)
        for s in sorted(sources, key=lambda source: source.id)
    ]


def pack_entries(heads: Iterable[PackHead], replaced: Iterable[str]) -> list[ListEntry]:
    """Return packs, by id; `replaced` are those that count before a shipped one."""
    replacing = frozenset(replaced)

    def origin(head: PackHead) -> PackOrigin:
        if head.is_borrowed:
            return PackOrigin.SHIPPED
        is_replacing = head.id in replacing
        return PackOrigin.REPLACES if is_replacing else PackOrigin.FOLDER

    return [
        ListEntry(
            id=head.id,
            label=head.label,
            synonyms=head.synonyms,
            wider=head.uses,
            kind=head.kind,
            origin=origin(head),
        )
        for head in sorted(heads, key=lambda head: head.id)
    ]


def post_entries(posts: Iterable[Post]) -> list[ListEntry]:
    """Return posts, in the order of their table."""
    return [ListEntry(id=p.id, label=Text(p.title), wider=p.roles) for p in posts]


def entries(kind: ListKind, jurisdiction: Jurisdiction) -> list[ListEntry]:
    """Return what a jurisdiction has of a kind that is no list of packs."""
    if kind is ListKind.SOURCES:
        return source_entries(jurisdiction.sources.values())
    if kind is ListKind.POSTS:
        return post_entries(jurisdiction.posts.values())
    return term_entries(_TERMS[kind], jurisdiction)


def matching(listed: Iterable[ListEntry], words: Iterable[str]) -> list[ListEntry]:
    """Return the entries in whose names each of some words begins a word."""
    wanted = [name_key(word) for word in words]

    def beginnings(entry: ListEntry) -> Iterator[str]:
        for name in entry.names:
            yield name_key(name)
            yield from map(name_key, _WORD.findall(name))

    return [
        entry
        for entry in listed
        if all(
            any(known.startswith(word) for known in beginnings(entry))
            for word in wanted
        )
    ]


# as text and JSON -------------------------------------------------------------------


def list_page(
    kind: ListKind, listed: Sequence[ListEntry], place: str, say: Say
) -> Page:
    """Return a list as a page; `place` tells whose it is, empty for lists of packs."""
    head: list[Block] = [Paragraph(say(*_TITLES[kind]), stress=Stress.TITLE)]
    head += [Paragraph(place)] if place else []
    if not listed:
        return page(head, [Paragraph(say("Inga.", "None."))])
    return page(head, items((entry.id, _about(entry, kind, say)) for entry in listed))


def _about(entry: ListEntry, kind: ListKind, say: Say) -> str:
    parts = [capital(say.name(entry.label))]
    if entry.kind and kind is ListKind.PACKS:
        parts.append(say(*_PACKS[entry.kind]))
    if entry.rank and entry.status:
        parts.append(f"{entry.rank.value}, {entry.status.value}")
    if entry.synonyms:
        called = ", ".join(map(say.swedish, entry.synonyms))
        parts.append(say(f"kallas också {called}", f"in Swedish also {called}"))
    if entry.type:
        values = ", ".join(_value(id_, text, say) for id_, text in entry.values)
        parts.append(f"{say(*_TYPES[entry.type])} {values}".strip())
    if entry.default is not None:
        chosen = dict(entry.values).get(entry.default)
        default = say.name(chosen) if chosen else _default(entry.default, say)
        parts.append(say(f"annars {default}", f"else {default}"))
    if entry.wider:
        wider = ", ".join(entry.wider)
        lead = say("under", "under")
        if entry.kind is not None:
            lead = say("använder", "uses")
        elif kind is ListKind.POSTS:
            lead = say("är", "is")
        parts.append(f"{lead} {wider}")
    if entry.origin and kind is ListKind.PACKS:
        parts.append(say(*_ORIGINS[entry.origin]))
    return "; ".join(parts)


def _value(id_: str, text: Text, say: Say) -> str:
    """Return the label of a value, with its id where one cannot be told from it."""
    label = say.name(text)
    return label if name_key(label) == name_key(id_) else f"{label} ({id_})"


def _default(text: str, say: Say) -> str:
    words = {"yes": ("ja", "yes"), "no": ("nej", "no"), "ingen": ("inget", "none")}
    return say(*words[text]) if text in words else text


_ORIGINS: Mapping[PackOrigin, tuple[str, str]] = {
    PackOrigin.FOLDER: ("i mappen", "in the folder"),
    PackOrigin.SHIPPED: ("följer med Mandat", "comes with Mandat"),
    PackOrigin.REPLACES: (
        "i mappen, och gäller före det som följer med Mandat",
        "in the folder, and counts before the one that comes with Mandat",
    ),
}


def list_object(
    kind: ListKind, listed: Iterable[ListEntry], municipality: str, say: Say
) -> ListOutput:
    """Return a list as plain data."""
    return {
        "schema": SCHEMA,
        "list": kind.value,
        "municipality": municipality or None,
        "entries": [_entry_object(entry, say) for entry in listed],
    }


def _entry_object(entry: ListEntry, say: Say) -> EntryObject:
    return {
        "id": entry.id,
        "label": say.name(entry.label),
        "synonyms": list(entry.synonyms),
        "wider": list(entry.wider),
        "type": entry.type.value if entry.type else None,
        "values": [{"id": id_, "label": say.name(text)} for id_, text in entry.values],
        "default": entry.default,
        "rank": entry.rank.value if entry.rank else None,
        "status": entry.status.value if entry.status else None,
        "kind": entry.kind.value if entry.kind else None,
        "origin": entry.origin.value if entry.origin else None,
    }
