"""Say how current the law is that an answer rests on: compared when, and changing how.

A day before the law in the rules begins has law of its own, which nobody has read.

Acts change at the turn of the year and in the middle of it; a day that lies more than
`COMPARED_FOR` months after the last comparison lies behind two such turns, and nobody
has looked (docs/decisions/0038).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.model.conditions import holds
from ..rulebook.model.days import months_later
from ..rulebook.model.sources import Rank
from .answer import Note, NoteKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.questions import Question
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from .answer import Answer
    from .subjects import Subject

#: So many months after its last comparison the law counts as compared long ago.
COMPARED_FOR = 12


class DatedNote(NamedTuple):
    """A note on law for questions of the days after one, or of all days."""

    after: dt.date | None
    note: Note


def dated_notes(
    cites: Iterable[str], jurisdiction: Jurisdiction
) -> tuple[DatedNote, ...]:
    """Return what to know of the law behind an answer, and of which days.

    Args:
        cites: the passages that the answer rests on.
        jurisdiction: whose they are.
    """
    passages = [jurisdiction.passages[cite] for cite in cites]
    laws = {
        passage.source: source
        for passage in passages
        if (source := jurisdiction.sources[passage.source]).rank is Rank.LAW
    }
    pending = [
        # the law of a day had been read: what changes later is no matter
        DatedNote(
            jurisdiction.sources[passage.source].consulted,
            Note(kind=NoteKind.PENDING, passage=passage.id),
        )
        for passage in passages
        if passage.pending
    ]
    stale = [
        DatedNote(until, Note(kind=NoteKind.LAW_STALE, source=source.id))
        for source in laws.values()
        if source.consulted
        and (until := months_later(source.consulted, COMPARED_FOR)) is not None
    ]
    return (*pending, *stale)


def latest_law(subject: Subject) -> dt.date | None:
    """Return the day from which on all law that bears on a subject holds."""
    rules = (*subject.rules, *subject.classifications)
    firsts = [rule.first_day for rule in rules if rule.rank is Rank.LAW]
    return max((first for first in firsts if first), default=None)


def earlier_law_notes(
    question: Question, answer: Answer, subject: Subject, jurisdiction: Jurisdiction
) -> tuple[Note, ...]:
    """Return a note for each act that bears on a question only after the day asked for.

    What held before is told where a rule that prevails on that day is itself one of
    earlier law: it has a last day. Elsewhere nobody has read it, and the answer, or
    that there is none, may be another.
    """
    rules = jurisdiction.rules_by_id
    if any(rules[id_].validity.last for id_ in answer.rules):
        return ()
    notes: dict[str, tuple[dt.date, Note]] = {}
    for rule, first in _later_law(question, subject, jurisdiction):
        source = jurisdiction.passages[rule.cites[0]].source
        note = Note(kind=NoteKind.EARLIER_LAW, rule=rule.id, source=source)
        if source not in notes or first < notes[source][0]:
            notes[source] = first, note
    return tuple(notes[source][1] for source in sorted(notes))


def _later_law(
    question: Question, subject: Subject, jurisdiction: Jurisdiction
) -> Iterator[tuple[Rule, dt.date]]:
    """Yield the rules of law that begin later and may hold in the case asked about."""
    words = jurisdiction.vocabulary
    given = dict(question.given)
    for rule in (*subject.rules, *subject.classifications):
        first = rule.first_day
        if rule.rank is not Rank.LAW or first is None or first <= question.on:
            continue
        asked = [
            words.circumstances[name].asked_about(subject.bound)
            for name in rule.circumstances
        ]
        known = {
            circumstance.id: given.get(circumstance.id, circumstance.default)
            for circumstance in asked
            if circumstance.id in given or circumstance.has_default
        }
        if rule.uses_multiples or _may_hold(rule, known, words.role_kinds):
            yield rule, first


def _may_hold(
    rule: Rule, known: Mapping[str, Value], kinds: Mapping[str, frozenset[str]]
) -> bool:
    """Tell whether what is known leaves it possible that a rule holds."""

    def is_so(name: str) -> bool:
        return name in known

    fails = any(
        not holds(condition, known[condition.circumstance], kinds)
        for condition in rule.when
        if is_so(condition.circumstance)
    )
    is_stopped = any(
        all(
            is_so(condition.circumstance)
            and holds(condition, known[condition.circumstance], kinds)
            for condition in group
        )
        for group in rule.unless
    )
    return not fails and not is_stopped
