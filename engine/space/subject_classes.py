"""Sort all subjects into classes, and all days into periods, that no rule tells apart.

Roles, matters and acts that every rule of a kind treats alike are one *class*. Who
asks about one member of each class, in every cell of the subject and every period,
has asked everything: each question has the answer of one that was asked.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ..answers.subjects import SlotCover
from ..records import record
from ..rulebook.model.days import cuts
from ..rulebook.model.questions import ASKABLE, OPTIONAL_SLOTS, SLOTS, slot_kinds
from ..rulebook.model.rules import BOUND_SLOTS, RuleKind, Slot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ..rulebook.model.packs import Jurisdiction

    #: A class of ids, and the rules of each jurisdiction that cover it, as bits.
    _CoveredClass = tuple[tuple[str, ...], Sequence[int]]


@record
class SubjectClass:
    """Subjects that no rule tells apart.

    `slots` is the subject that stands for the class; `members` holds for each slot
    every id that can stand there instead, with no difference to any answer.
    """

    kind: RuleKind
    slots: tuple[tuple[Slot, str], ...]
    members: tuple[tuple[Slot, tuple[str, ...]], ...]


def subject_classes(
    jurisdictions: Iterable[Jurisdiction], kinds: Iterable[RuleKind] = ASKABLE
) -> Iterator[SubjectClass]:
    """Yield the classes of subjects that the rules of all `jurisdictions` tell apart.

    With two editions of one jurisdiction a class holds only subjects that neither
    edition tells apart, and that both know or only one of them: one question can then
    be put to both.
    """
    listed = tuple(jurisdictions)
    for kind in kinds:
        sides = [
            _side(kind, slot, covers, listed) for slot, covers in _covers(listed, kind)
        ]
        # the first is gone through once, so that nothing of it need be kept
        sides[1:] = map(tuple, sides[1:])
        for combination in _covered(sides, [-1 for _ in listed]):
            filled = [
                (slot, ids)
                for slot, ids in zip(SLOTS[kind], combination, strict=True)
                if ids
            ]
            slots = tuple((slot, ids[0]) for slot, ids in filled)
            yield SubjectClass(kind=kind, slots=slots, members=tuple(filled))


def _side(
    kind: RuleKind,
    slot: Slot,
    covers: Sequence[tuple[Jurisdiction, SlotCover]],
    listed: tuple[Jurisdiction, ...],
) -> Iterable[_CoveredClass]:
    """Yield the classes of a slot, each with the rules that cover it."""
    for ids in (*slot_classes(listed, kind, slot), *empty_classes(kind, slot)):
        yield ids, [_covering(j, cover, kind, slot, ids) for j, cover in covers]


def _covers(
    jurisdictions: Iterable[Jurisdiction], kind: RuleKind
) -> Iterator[tuple[Slot, list[tuple[Jurisdiction, SlotCover]]]]:
    """Yield each slot of a kind with which rules of each jurisdiction cover it."""
    ruling = [(j, [r for r in j.rules if r.kind is kind]) for j in jurisdictions]
    for slot in SLOTS[kind]:
        yield slot, [(each, SlotCover(rules, slot)) for each, rules in ruling]


def _covered(
    sides: Sequence[Iterable[_CoveredClass]],
    left: Sequence[int],
) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Yield the combinations of classes, one a slot, that some rule covers in all.

    Args:
        sides: for each slot its classes, each with the rules of each jurisdiction
            that cover it, as the bits of a number.
        left: the rules that cover what was combined so far.
    """
    if not sides:
        yield ()
        return
    for ids, covering in sides[0]:
        both = [one & other for one, other in zip(left, covering, strict=True)]
        if any(both):
            for rest in _covered(sides[1:], both):
                yield (ids, *rest)


def _covering(
    jurisdiction: Jurisdiction,
    cover: SlotCover,
    kind: RuleKind,
    slot: Slot,
    ids: tuple[str, ...],
) -> int:
    """Return which rules cover a slot, as the bits of a number.

    Args:
        jurisdiction: whose words count.
        cover: its rules, as they cover the slot.
        kind: the kind of question.
        slot: the slot.
        ids: a class of ids, of which the first stands for all; empty where a question
            leaves the slot out.
    """
    if not ids:
        return cover.covering(None)
    if ids[0] not in _ids(jurisdiction, kind, slot):
        return 0
    kinds = slot_kinds(jurisdiction.vocabulary, kind, {slot: ids[0]})
    return cover.covering(kinds[slot])


def empty_classes(kind: RuleKind, slot: Slot) -> list[tuple[str, ...]]:
    """Return one class of no ids for a slot that a question may leave out."""
    return [()] if OPTIONAL_SLOTS.get(kind) is slot else []


def _ids(jurisdiction: Jurisdiction, kind: RuleKind, slot: Slot) -> Collection[str]:
    return jurisdiction.vocabulary.terms(SLOTS[kind][slot])


def slot_classes(
    jurisdictions: tuple[Jurisdiction, ...], kind: RuleKind, slot: Slot
) -> list[tuple[str, ...]]:
    """Return the ids that can stand in a slot, in classes that no rule tells apart."""
    bearing = bearing_kinds(kind)
    asked = {
        (number, id_)
        for number, jurisdiction in enumerate(jurisdictions)
        for known in (_ids(jurisdiction, kind, slot),)
        for rule in jurisdiction.rules
        if rule.kind in bearing
        for id_ in rule.told_apart(slot)
        if id_ in known
    }
    if slot in BOUND_SLOTS:
        asked.update(
            (number, role)
            for number, jurisdiction in enumerate(jurisdictions)
            for circumstance in jurisdiction.vocabulary.circumstances.values()
            for role in circumstance.open_for
        )
    everything = sorted({id_ for j in jurisdictions for id_ in _ids(j, kind, slot)})
    classes: dict[object, list[str]] = {}
    for id_ in everything:
        signature: list[object] = []
        for number, jurisdiction in enumerate(jurisdictions):
            if id_ not in _ids(jurisdiction, kind, slot):
                signature.append(None)
                continue
            kinds = slot_kinds(jurisdiction.vocabulary, kind, {slot: id_})[slot]
            signature.append(frozenset(k for k in kinds if (number, k) in asked))
            if slot is Slot.MATTER and kind is RuleKind.DECISION:
                signature.append(jurisdiction.vocabulary.tags_of(id_))
        classes.setdefault(tuple(signature), []).append(id_)
    named = {id_ for _, id_ in asked}
    return [
        tuple(sorted(members, key=lambda id_: (id_ not in named, id_)))
        for members in classes.values()
    ]


def bearing_kinds(kind: RuleKind) -> frozenset[RuleKind]:
    """Return the kinds of rule that bear on questions of a kind."""
    is_decision = kind is RuleKind.DECISION
    return frozenset({kind, RuleKind.CONSTRAINT} if is_decision else {kind})


def knows(jurisdiction: Jurisdiction, subject: SubjectClass) -> bool:
    """Tell whether a jurisdiction has words for a subject."""
    return all(
        id_ in _ids(jurisdiction, subject.kind, slot) for slot, id_ in subject.slots
    )


def periods(beginnings: Iterable[int]) -> list[tuple[dt.date | None, dt.date | None]]:
    """Return the periods that begin on days (ordinals): first and last day, both in.

    The first period has no beginning and the last one no end.
    """
    ordered = cuts(beginnings)
    starts: list[int | None] = [None, *ordered]
    ends: list[int | None] = [*(cut - 1 for cut in ordered), None]
    return [
        (
            dt.date.fromordinal(start) if start else None,
            dt.date.fromordinal(end) if end else None,
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def day_in(first: dt.date | None, last: dt.date | None, today: dt.date) -> dt.date:
    """Return a day in a period: today where it lies within, else the nearest to it."""
    if first and today < first:
        return first
    if last and today > last:
        return last
    return today
