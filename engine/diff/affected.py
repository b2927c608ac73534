"""Find the subjects that a difference between two editions can touch at all.

A subject is out of reach where no rule that covers it differs, no classification that
such a rule depends on, and no word by which rules tell the subject apart. There both
editions run the same rules on the same facts, and their answers are equal without
being asked for. So the cost of a comparison grows with the change, not with the rules.
"""

from __future__ import annotations

import operator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..answers.subjects import SlotCover
from ..records import record
from ..rulebook.model.questions import SLOTS, slot_kinds
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.vocabulary import TermKind
from ..space.subject_classes import (
    SubjectClass,
    bearing_kinds,
    empty_classes,
    knows,
    slot_classes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from ..rulebook.model.rules import Rule
    from ..space.sides import Side, Sides

    #: The ids of which the content of a slot is a kind, as far as some rule asks for
    #: them; None where an edition lacks words for the content.
    Kinds = frozenset[str] | None


@record
class SlotClass:
    """Ids that can stand in one slot with no difference to any answer of an edition.

    Without `ids` the slot is left out. `kinds` are those of the ids in the old and the
    new edition; `is_steady` tells that both editions see the same in the ids.
    `is_kept` tells whether they are, or are kinds of, what the comparison keeps to.
    """

    slot: Slot
    ids: tuple[str, ...]
    kinds: tuple[Kinds, Kinds]
    is_steady: bool
    is_kept: bool


@record
class SubjectGroup:
    """Subjects to which both editions apply the same rules in the same way.

    `subject` stands for all of them. A place is one of the subjects: for each slot
    the number of the class that its content is in. `is_kept` tells whether the
    subjects are about what the comparison keeps to; of others only the answers that
    name it count.
    """

    subject: SubjectClass
    is_kept: bool
    places: tuple[tuple[int, ...], ...]


class AffectedSubjects:
    """The subjects of one kind of question that a difference can touch.

    Args:
        sides: the two editions.
        affected: the rules that differ, and those that rest on such.
        kind: the kind of question.
        only: the roles, matters or acts to keep to; everything when there are none.
    """

    def __init__(
        self,
        sides: Sides,
        affected: AbstractSet[str],
        kind: RuleKind,
        only: AbstractSet[str],
    ) -> None:
        """Find the classes of each slot; `classes` lists them in order."""
        self._sides = sides
        self._kind = kind
        self._only = only
        self._affected = affected
        kinds = bearing_kinds(kind)
        self._rules = [
            [rule for rule in side.rules if rule.kind in kinds] for side in sides.both
        ]
        self._suspects = [
            [rule for rule in rules if rule.id in affected] for rules in self._rules
        ]
        self.classes = tuple(self._slot_classes(slot) for slot in SLOTS[kind])

    def groups(self) -> Iterator[SubjectGroup]:
        """Yield the subjects whose answers may differ, those alike as one group."""
        if not any(self._suspects) and all(
            entry.is_steady for entries in self.classes for entry in entries
        ):
            return
        groups: dict[object, tuple[SubjectGroup, list[tuple[int, ...]]]] = {}
        covering_classes = [*map(self._covering, SLOTS[self._kind], self.classes)]
        # the first is gone through once, so that nothing of it need be kept
        covering_classes[1:] = map(tuple, covering_classes[1:])
        for place, covering in self._covered(covering_classes, (-1, -1)):
            chosen = zip(self.classes, place, strict=True)
            entries = [e for listed, n in chosen if (e := listed[n]).ids]
            is_kept = any(entry.is_kept for entry in entries)
            if not is_kept and not self._keeps_to_role:
                continue
            if not self._is_affected(entries, covering):
                continue
            subject = SubjectClass(
                kind=self._kind,
                slots=tuple((entry.slot, entry.ids[0]) for entry in entries),
                members=tuple((entry.slot, entry.ids) for entry in entries),
            )
            key = is_kept, *(self._program(side, subject) for side in self._sides.both)
            group = SubjectGroup(subject=subject, is_kept=is_kept, places=())
            groups.setdefault(key, (group, []))[1].append(place)
        for group, places in groups.values():
            yield replace(group, places=tuple(places))

    # classes ----------------------------------------------------------------------

    def _slot_classes(self, slot: Slot) -> tuple[SlotClass, ...]:
        jurisdictions = tuple(side.jurisdiction for side in self._sides.both)
        asked = [
            frozenset(id_ for rule in rules for id_ in rule.told_apart(slot))
            for rules in self._rules
        ]
        classes = []
        for ids in slot_classes(jurisdictions, self._kind, slot):
            apart: dict[object, list[str]] = {}
            for id_ in ids:
                key = self._superiors(slot, id_), self._is_kept(slot, id_)
                apart.setdefault(key, []).append(id_)
            classes += [self._slot_class(slot, ids, asked) for ids in apart.values()]
        nothing = SlotClass(
            slot=slot, ids=(), kinds=(None, None), is_steady=True, is_kept=False
        )
        return (*classes, *(nothing for _ in empty_classes(self._kind, slot)))

    def _slot_class(
        self, slot: Slot, ids: Sequence[str], asked: Sequence[frozenset[str]]
    ) -> SlotClass:
        """Return some ids as a class; `asked` are those the rules of a side name."""
        old, new = (
            None if kinds is None else kinds & named
            for side, named in zip(self._sides.both, asked, strict=True)
            for kinds in [self._kinds(side, slot, ids[0])]
        )
        is_steady = old == new
        if self._kind is RuleKind.DECISION:
            before, after = (side.words.tags_of(ids[0]) for side in self._sides.both)
            is_steady = is_steady and before == after
        return SlotClass(
            slot=slot,
            ids=tuple(ids),
            kinds=(old, new),
            is_steady=is_steady,
            is_kept=self._is_kept(slot, ids[0]),
        )

    def _kinds(self, side: Side, slot: Slot, id_: str) -> Kinds:
        try:
            return slot_kinds(side.words, self._kind, {slot: id_})[slot]
        except KeyError:
            return None

    def _superiors(self, slot: Slot, id_: str) -> object:
        """Return to whom a role reports, where an answer may mean that role by it."""
        is_role = SLOTS[self._kind][slot] is TermKind.ROLE
        if not self._sides.relative or not is_role:
            return ()
        roles = [side.words.roles.get(id_) for side in self._sides.both]
        return tuple(role and role.reports_to for role in roles)

    def _is_kept(self, slot: Slot, id_: str) -> bool:
        """Tell whether an id is one to keep to, or a kind of such an id."""
        return not self._only or any(
            self._only & (self._kinds(side, slot, id_) or frozenset())
            for side in self._sides.both
        )

    @property
    def _keeps_to_role(self) -> bool:
        """Tell whether answers may name what the comparison keeps to."""
        return any(self._only & side.words.roles.keys() for side in self._sides.both)

    # what may differ --------------------------------------------------------------

    def _covering(
        self, slot: Slot, entries: Sequence[SlotClass]
    ) -> Iterable[tuple[int, ...]]:
        """Yield for each class of a slot which rules of each edition cover it."""
        covers = [SlotCover(rules, slot) for rules in self._rules]
        for entry in entries:
            yield tuple(_covering(entry, n, cover) for n, cover in enumerate(covers))

    def _covered(
        self, sides: Sequence[Iterable[tuple[int, ...]]], left: tuple[int, ...]
    ) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Yield the numbers of classes, one a slot, that some rule covers in all.

        With them come the rules of each edition that cover them, as bits. `left` are
        those that cover the classes of the slots before.
        """
        if not sides:
            yield (), left
            return
        for number, covering in enumerate(sides[0]):
            both = tuple(map(operator.and_, left, covering))
            if any(both):
                for place, bits in self._covered(sides[1:], both):
                    yield (number, *place), bits

    def _is_affected(
        self, entries: Sequence[SlotClass], covering: Sequence[int]
    ) -> bool:
        """Tell whether answers on some classes may differ.

        Args:
            entries: the classes.
            covering: the rules of each edition that cover them, as bits.
        """
        for number, bits in enumerate(covering):
            lacking = [e for e in entries if e.kinds[1 - number] is None]
            is_steady = all(entry.is_steady for entry in entries)
            for rule in self._numbered(number, bits):
                if rule.id in self._affected and _names(rule, lacking):
                    return True
                if not lacking and not is_steady and rule.kind is self._kind:
                    return True
        return False

    def _numbered(self, number: int, bits: int) -> Iterator[Rule]:
        """Yield the rules of an edition that the bits of a number stand for."""
        while bits:
            yield self._rules[number][(bits & -bits).bit_length() - 1]
            bits &= bits - 1

    def _program(self, side: Side, subject: SubjectClass) -> object:
        """Return what decides how an edition answers, apart from facts and day.

        That is the rules that cover the subject, and what they ask of its slots.
        """
        if not knows(side.jurisdiction, subject):
            return None
        rules = side.space.decider.subject(subject.kind, subject.slots).rules
        contents = []
        for slot, id_ in subject.slots:
            asked = {name for rule in rules for name in rule.told_apart(slot)}
            kinds = self._kinds(side, slot, id_) or frozenset()
            contents.append((slot, kinds & asked, self._superiors(slot, id_)))
        return tuple(rule.id for rule in rules), tuple(contents)


def _covering(entry: SlotClass, number: int, cover: SlotCover) -> int:
    """Return the rules of an edition that cover a class; none where it has no word."""
    kinds = entry.kinds[number]
    return 0 if entry.ids and kinds is None else cover.covering(kinds)


def _names(rule: Rule, entries: Sequence[SlotClass]) -> bool:
    """Tell whether the scope of a rule names an id of each class itself.

    A word that one edition lacks and that no rule names is answered like the words
    that it is a kind of: there is a new word, and no new answer.
    """
    return all(rule.scope_of.get(e.slot, frozenset()) & {*e.ids} for e in entries)
