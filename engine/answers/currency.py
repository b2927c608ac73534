"""Say how current the law is that an answer rests on: compared when, and changing how.

Acts change at the turn of the year and in the middle of it; a day that lies more than
`COMPARED_FOR` months after the last comparison lies behind two such turns, and nobody
has looked (docs/decisions/0038).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.days import months_later
from ..rulebook.model.sources import Rank
from .answer import Note, NoteKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ..rulebook.model.packs import Jurisdiction

#: So many months after its last comparison the law counts as compared long ago.
COMPARED_FOR = 12


def currency_notes(
    cites: Iterable[str], jurisdiction: Jurisdiction, on: dt.date
) -> tuple[Note, ...]:
    """Return what to know of the law behind an answer, on the day it is asked for.

    Args:
        cites: the passages that the answer rests on.
        jurisdiction: whose they are.
        on: the day of the question, against which the last comparison is held.
    """
    passages = [jurisdiction.passages[cite] for cite in cites]
    laws = {
        passage.source: source
        for passage in passages
        if (source := jurisdiction.sources[passage.source]).rank is Rank.LAW
    }
    stale = [
        Note(kind=NoteKind.LAW_STALE, source=source.id)
        for source in laws.values()
        if source.consulted and _is_long_ago(source.consulted, on)
    ]
    pending = [
        Note(kind=NoteKind.PENDING, passage=passage.id)
        for passage in passages
        if passage.pending
        and not _is_read(jurisdiction.sources[passage.source].consulted, on)
    ]
    return (*pending, *stale)


def _is_long_ago(consulted: dt.date, on: dt.date) -> bool:
    until = months_later(consulted, COMPARED_FOR)
    return until is not None and on > until


def _is_read(consulted: dt.date | None, on: dt.date) -> bool:
    """Tell whether the law of a day had been read: what changes later is no matter."""
    return consulted is not None and on <= consulted
