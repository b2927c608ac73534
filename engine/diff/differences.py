"""List every question that two editions of the rules answer differently.

Two folders, two revisions, or two days of one set of rules. Nothing is sampled: a
question's answer changes exactly when a row holds it. That rests on three steps, each
of which leaves out only what cannot differ.

- Subjects to which both editions apply the same rules in the same way have the same
  answers (`affecting`); subjects alike in both are compared once.
- The questions of a subject are split until every rule of both editions either fires
  for all of a region or for none of it, so that one question speaks for the region;
  regions in which no rule that differs can fire are left alone (`splitting`).
- What a question leaves out is as if said where both editions settle it alike or both
  leave it open, and a case of its own where they do not (`comparing`).

The regions that changed are gathered into few rows (`rows`). What only reads
differently is told apart (`naming`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..rulebook.model.questions import ASKABLE
from ..space.boxes import boxes
from ..space.space import TooManyCellsError
from .affected import Subjects
from .alignment import Aligned
from .names import named_alike, naming, says_alike
from .rows import changed_rows
from .sides import laid_out

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.problems import Message
    from ..rulebook.model.rules import RuleKind, Slot
    from .names import Naming
    from .rows import Row
    from .sides import Editions


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotSet:
    """What can stand in one slot of a group of subjects.

    `is_optional` tells that it may also be left out, `is_any` that nothing that can
    stand there is missing.
    """

    slot: Slot
    ids: tuple[str, ...]
    is_optional: bool
    is_any: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectDifference:
    """Subjects whose questions changed in the same ways.

    `is_ruled` tells whether the old and the new edition have a rule about them at
    all. `answers` are rows whose answer changed, `reasons` rows with the same answer
    for another reason.
    """

    kind: RuleKind
    slots: tuple[SlotSet, ...]
    is_ruled: tuple[bool, bool]
    answers: tuple[Row, ...]
    reasons: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Everything that differs between two editions of one municipality's rules.

    Rules that only have another name stand in it under the old one. `naming` is
    what is named or worded differently. `too_large` names subjects with
    more cells than can be compared, and why.
    """

    editions: Editions
    subjects: tuple[SubjectDifference, ...]
    naming: Naming
    too_large: tuple[tuple[RuleKind, tuple[SlotSet, ...], Message], ...]

    @property
    def is_answer_changed(self) -> bool:
        """Tell whether some answer changed, or may have."""
        return bool(self.too_large) or any(s.answers for s in self.subjects)

    @property
    def silent(self) -> tuple[str, ...]:
        """The rules that differ without changing any answer or reason, by id.

        Those that are only worded otherwise are not among them, nor those that only
        use a word that now means something else.
        """
        changed = self.editions.changed[0] | self.editions.changed[1]
        rows = (row for s in self.subjects for row in (*s.answers, *s.reasons))
        telling = {id_ for row in rows for id_ in row.rules}
        before = {rule.id: rule for rule in self.editions.old.rules}
        same = {
            rule.id
            for rule in self.editions.new.rules
            if rule.id in before and says_alike(before[rule.id], rule)
        }
        return tuple(sorted(changed.difference(telling, same)))


def difference(
    old: Jurisdiction,
    new: Jurisdiction,
    today: dt.date,
    days: tuple[dt.date, dt.date] | None = None,
    only: AbstractSet[str] = frozenset(),
) -> Difference:
    """Return what differs between two editions.

    Args:
        old: the rules before.
        new: the rules after; may be the same, for two days of them.
        today: a day to take where no other is nearer.
        days: the day to ask each edition on; every day when left out.
        only: the matters, roles or acts to keep to, with what is under them; a role
            also where an answer names it. Everything when there are none.
    """
    named, renamed = named_alike(old, new)
    editions = laid_out(old, named, days)
    found: list[SubjectDifference] = []
    too_large = []
    for kind in ASKABLE:
        subjects = Subjects(editions, kind, only)
        contents: dict[Hashable, tuple[SubjectDifference, list[tuple[int, ...]]]] = {}
        for alike in subjects.affected():
            aligned = Aligned(editions, alike.subject)
            try:
                answers, reasons = changed_rows(aligned, today)
            except TooManyCellsError as error:
                slots = next(_slot_sets(subjects, alike.places))
                too_large.append((kind, slots, error.message))
                continue
            if not alike.is_wanted:
                answers = tuple(row for row in answers if row.names(only))
                reasons = tuple(row for row in reasons if row.names(only))
            for made in _made(aligned, answers, reasons):
                contents.setdefault(_content(made), (made, []))[1].extend(alike.places)
        for made, places in contents.values():
            slot_sets = _slot_sets(subjects, places)
            found.extend(replace(made, slots=slots) for slots in slot_sets)
    return Difference(
        editions=editions,
        subjects=tuple(sorted(found, key=_by_subject)),
        naming=naming(old, named, renamed),
        too_large=tuple(too_large),
    )


def _made(
    aligned: Aligned, answers: tuple[Row, ...], reasons: tuple[Row, ...]
) -> Iterator[SubjectDifference]:
    """Yield what changed in a subject; each duty that changed by itself."""
    for duty in sorted({row.duty for row in (*answers, *reasons)}):
        ruled = [
            any(rule.id == duty for rule in aligned.in_play(number))
            if duty
            else aligned.is_ruled(number)
            for number in (0, 1)
        ]
        yield SubjectDifference(
            kind=aligned.kind,
            slots=(),
            is_ruled=(ruled[0], ruled[1]),
            answers=tuple(row for row in answers if row.duty == duty),
            reasons=tuple(row for row in reasons if row.duty == duty),
        )


def _by_subject(
    found: SubjectDifference,
) -> tuple[int, list[tuple[str, tuple[str, ...]]]]:
    ids = [(slot_set.slot.value, slot_set.ids) for slot_set in found.slots]
    return ASKABLE.index(found.kind), ids


def _content(made: SubjectDifference) -> Hashable:
    rows = [
        tuple(row.content for row in listed) for listed in (made.answers, made.reasons)
    ]
    return made.is_ruled, tuple(rows)


def _slot_sets(
    subjects: Subjects, places: Iterable[tuple[int, ...]]
) -> Iterator[tuple[SlotSet, ...]]:
    """Yield the given subjects in few groups, each any combination of its slots."""
    sides = [range(len(entries)) for entries in subjects.classes]
    for box, _ in boxes(sides, dict.fromkeys(places, ())):
        made = []
        for numbers, entries in zip(box, subjects.classes, strict=True):
            chosen = [entries[number] for number in sorted(numbers)]
            ids = sorted({id_ for entry in chosen for id_ in entry.ids})
            if ids:
                made.append(
                    SlotSet(
                        slot=entries[0].slot,
                        ids=tuple(ids),
                        is_optional=not all(entry.ids for entry in chosen),
                        is_any=len(chosen) == len(entries),
                    )
                )
        yield tuple(made)
