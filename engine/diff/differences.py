"""List every question that two editions of the rules answer differently.

The editions are two folders, two revisions, or one set of rules on two days. Nothing
is sampled: the answer to a question changes exactly when a row holds the question.
That rests on three steps, each of which leaves out only what cannot differ.

- Subjects to which both editions apply the same rules in the same way have the same
  answers (`affected`); subjects that neither edition tells apart are compared once.
- The questions of a subject are parted into regions until every rule of both editions
  fires either for all questions of a region or for none. One question then speaks for
  its region, and regions in which no differing rule can fire are left alone
  (`space.regions`).
- A question that leaves a circumstance out is no case of its own where both editions
  take the silence for the same value, or both leave it open (`region_changes`).

The regions that changed are gathered into few rows (`rows`). What only reads
differently is told apart (`names`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from ..rulebook.model.questions import ASKABLE
from ..space.boxes import boxes
from ..space.space import TooManyCellsError
from ..space.subject_pairs import SubjectPair
from .affected import AffectedSubjects
from .changed_rules import affected_rules, side_by_side
from .names import is_same_rule, name_changes, under_old_names
from .rows import ChangedRows, changed_rows

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.problems import Message
    from ..rulebook.model.rules import RuleKind, Slot
    from ..space.sides import Sides
    from .names import NameChanges
    from .rows import Row


@record
class SlotSet:
    """What can stand in one slot of a group of subjects.

    `is_optional` tells that the slot may also be left out, `is_any` that nothing that
    can stand there is missing.
    """

    slot: Slot
    ids: tuple[str, ...]
    is_optional: bool
    is_any: bool


@record
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


class LargeSubjects(NamedTuple):
    """Subjects with more cells than can be compared, and why."""

    kind: RuleKind
    slots: tuple[SlotSet, ...]
    why: Message


@record
class Difference:
    """Everything that differs between two editions of one municipality's rules.

    A rule that only has another name stands under the old one. `names` is what is
    named or worded differently; `too_large` are the subjects that nobody compared.
    """

    sides: Sides
    subjects: tuple[SubjectDifference, ...]
    names: NameChanges
    too_large: tuple[LargeSubjects, ...]

    @property
    def is_answer_changed(self) -> bool:
        """Tell whether some answer changed, or may have."""
        return bool(self.too_large) or any(s.answers for s in self.subjects)

    @property
    def silent(self) -> tuple[str, ...]:
        """The rules that differ without changing any answer or reason, by id.

        Rules that are only worded otherwise are not among them, nor those that only
        use a word that now means something else.
        """
        rows = (row for s in self.subjects for row in (*s.answers, *s.reasons))
        silent = self.sides.changed.difference(id_ for row in rows for id_ in row.rules)
        old, new = (
            {rule.id: rule for rule in side.rules if rule.id in silent}
            for side in self.sides.both
        )
        shared = old.keys() & new.keys()
        same = (id_ for id_ in shared if is_same_rule(old[id_], new[id_]))
        return tuple(sorted(silent.difference(same)))


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
    new, renamed = under_old_names(old, new)
    sides = side_by_side(old, new, days)
    affected = affected_rules(sides)
    differences: list[SubjectDifference] = []
    too_large = []
    for kind in ASKABLE:
        subjects = AffectedSubjects(sides, affected, kind, only)
        alike: dict[Hashable, tuple[SubjectDifference, list[tuple[int, ...]]]] = {}
        for group in subjects.groups():
            pair = SubjectPair(sides, group.subject)
            try:
                rows = changed_rows(pair, today)
            except TooManyCellsError as error:
                slots = next(_slot_sets(subjects, group.places))
                too_large.append(LargeSubjects(kind, slots, error.message))
                continue
            if not group.is_kept:
                rows = rows.naming(only)
            for each in _subject_differences(pair, rows):
                alike.setdefault(_content(each), (each, []))[1].extend(group.places)
        for each, places in alike.values():
            slot_sets = _slot_sets(subjects, places)
            differences.extend(replace(each, slots=slots) for slots in slot_sets)
    return Difference(
        sides=sides,
        subjects=tuple(sorted(differences, key=_by_subject)),
        names=name_changes(old, new, renamed),
        too_large=tuple(too_large),
    )


def _subject_differences(
    pair: SubjectPair, rows: ChangedRows
) -> Iterator[SubjectDifference]:
    """Yield what changed in a subject; each duty that changed by itself."""
    for duty in sorted({row.duty for row in (*rows.answers, *rows.reasons)}):
        was, is_ = (
            any(rule.id == duty for rule in pair.rules(number))
            if duty
            else pair.is_ruled(number)
            for number in (0, 1)
        )
        yield SubjectDifference(
            kind=pair.kind,
            slots=(),
            is_ruled=(was, is_),
            answers=tuple(row for row in rows.answers if row.duty == duty),
            reasons=tuple(row for row in rows.reasons if row.duty == duty),
        )


def _by_subject(
    subject: SubjectDifference,
) -> tuple[int, list[tuple[str, tuple[str, ...]]]]:
    ids = [(slot_set.slot.value, slot_set.ids) for slot_set in subject.slots]
    return ASKABLE.index(subject.kind), ids


def _content(subject: SubjectDifference) -> Hashable:
    """Return what must be equal for subjects to have changed in the same ways."""
    answers, reasons = (
        tuple(row.content for row in rows)
        for rows in (subject.answers, subject.reasons)
    )
    return subject.is_ruled, answers, reasons


def _slot_sets(
    subjects: AffectedSubjects, places: Iterable[tuple[int, ...]]
) -> Iterator[tuple[SlotSet, ...]]:
    """Yield the given subjects in few groups, each any combination of its slots."""
    sides = [range(len(entries)) for entries in subjects.classes]
    for box, _ in boxes(sides, dict.fromkeys(places, ())):
        slot_sets = []
        for numbers, entries in zip(box, subjects.classes, strict=True):
            chosen = [entries[number] for number in sorted(numbers)]
            ids = sorted({id_ for entry in chosen for id_ in entry.ids})
            if ids:
                slot_sets.append(
                    SlotSet(
                        slot=entries[0].slot,
                        ids=tuple(ids),
                        is_optional=not all(entry.ids for entry in chosen),
                        is_any=len(chosen) == len(entries),
                    )
                )
        yield tuple(slot_sets)
