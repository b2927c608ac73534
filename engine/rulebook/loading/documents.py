"""Link documents: drafts of sources and passages → sources that rules can rest on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..language.drafts import PackPart
from ..language.elements import frequency
from ..language.nodes import plain
from ..language.shapes import Entry, Wrong
from ..model.sources import Passage, Rank, Reason, ReviewCycle, Source, Status, Validity
from ..model.texts import Text
from ..model.vocabulary import TermKind
from .checks import check_known
from .statutes import statute

if TYPE_CHECKING:
    from ..language.drafts import PackDraft
    from ..language.nodes import Scalar
    from ..language.shapes import Problems
    from .glossary import Glossary

_ALWAYS = Validity()


def link_sources(
    draft: PackDraft, glossary: Glossary, problems: Problems
) -> dict[str, Source]:
    """Return the sources of a pack by their full id, with their passages.

    A source that was written wrongly is there with what could be read of it, so that
    citing it is not a problem of its own; nothing of such a pack is ever used.
    """
    linked = {}
    for name, written in draft.sources.items():
        entry = Entry({}, name) if isinstance(written, Wrong) else written
        id_ = f"{draft.id}/{name}"
        title = entry.get("title", Text(str(name)))
        passages = {
            passage.id: passage
            for name_of_it, written in entry.get("passages", {}).items()
            for passage in (_passage(id_, name_of_it, written, glossary, problems),)
        }
        rank = entry.get("rank", Rank.GUIDANCE)
        act = draft.statutes.get(name)
        linked[id_] = Source(
            id=id_,
            title=title,
            short=entry.get("short", title),
            rank=rank,
            status=entry.get("status", Status.PUBLISHED),
            validity=validity(entry, problems),
            adopted=entry.get("adopted"),
            consulted=entry.get("consulted"),
            url=str(entry.get("url", "")),
            review=_review(entry.get("review"), glossary, problems),
            passages=passages,
            place=name.place,
            text=str(entry.get("text", "")),
            rest=tuple(str(mark) for mark in entry.get("rest", ())),
            statute=statute(act, title, name.place) if rank is Rank.LAW else None,
        )
    for name in draft.statutes:
        if not draft.unread & {PackPart.SOURCES}:
            check_known(name, draft.sources, "act/unknown-source", problems)
    return linked


def validity(entry: Entry, problems: Problems) -> Validity:
    """Return the dates a rule or source is in force, contradictions noted."""
    first, last = entry.get("from"), entry.get("until")
    if first and last and last < first:
        where = entry.place_of("until")
        problems.note(where, "source/crossed-dates", first=first, last=last)
        return _ALWAYS
    return Validity(first=first, last=last) if first or last else _ALWAYS


def _review(
    entry: Entry | None, glossary: Glossary, problems: Problems
) -> ReviewCycle | None:
    if entry is None:
        return None
    by: tuple[Scalar, ...] = entry.get("by", ())
    for role in by:
        glossary.check_term(role, TermKind.ROLE, problems)
    every = entry.get("every")
    if every is None:
        return None
    return ReviewCycle(
        every=frequency(every),
        by=tuple(str(role) for role in by),
        last=entry.get("last"),
    )


def _passage(
    source: str,
    name: Scalar,
    written: Entry | Wrong,
    glossary: Glossary,
    problems: Problems,
) -> Passage:
    entry = Entry({}, name) if isinstance(written, Wrong) else written
    defines: tuple[Scalar, ...] = entry.get("defines", ())
    if glossary.is_whole:
        for term in defines:
            ids = glossary.vocabulary.ids
            check_known(term, ids, "passage/defines-unknown", problems)
    tags: tuple[Scalar, ...] = entry.get("tags", ())
    for tag in tags:
        glossary.check_tag(tag, problems)
    reason, because = entry.get("reason"), entry.get("because")
    if reason is Reason.UNLAWFUL and "because" not in entry.values:
        at, id_ = entry.place_of("reason"), str(name)
        problems.note(at, "passage/unlawful-without-because", passage=id_)
    section, where = entry.get("section"), entry.get("place")
    return Passage(
        id=sys.intern(f"{source}#{name}"),  # as rules cite it
        source=source,
        section=plain(section) if section else "",
        where=plain(where) if where else "",
        gist=entry.get("gist", Text(str(name))),
        fingerprint=str(entry.get("fingerprint", "")),
        reason=reason,
        because=because,
        defines=tuple(str(term) for term in defines),
        place=name.place,
        tags=tuple(str(tag) for tag in tags),
        amended=str(entry.get("amended", "")),
        pending=entry.get("pending"),
    )
