"""Find the subjects that a difference between two editions can touch at all.

Where no rule that covers a subject, no classification it rests on and no word it is
told apart by differs, both editions run the same program on the same facts: its
answers are equal without being asked for. So the cost of a comparison grows with the
change, not with the rules.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..answers.subjects import covers
from ..rulebook.model.questions import SLOTS, slot_kinds
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.vocabulary import TermKind
from ..space.subject_classes import SubjectClass, knows, left_out, slot_classes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from ..rulebook.model.rules import Rule
    from .sides import Edition, Editions

    #: What the content of a slot is a kind of, as far as some rule asks for it; None
    #: where an edition lacks words for it.
    Kinds = frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotClass:
    """What can stand in one slot with no difference to any answer of either edition.

    Without `ids` the slot is left out. `kinds` belong to the old and the new edition;
    `is_steady` tells that both see the same in it.
    """

    slot: Slot
    ids: tuple[str, ...]
    kinds: tuple[Kinds, Kinds]
    is_steady: bool
    is_wanted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Subjects to which both editions apply the same rules in the same way.

    `subject` stands for all of them; `places` says for each of them, slot by slot,
    which of the classes of that slot it is in. `is_wanted` tells whether they are
    about what is kept to; otherwise only answers that name it are.
    """

    subject: SubjectClass
    is_wanted: bool
    places: tuple[tuple[int, ...], ...]


class Subjects:
    """The subjects of one kind of question; `classes` lists those of each slot."""

    def __init__(
        self, editions: Editions, kind: RuleKind, only: AbstractSet[str]
    ) -> None:
        """Take the kind, and the roles, matters or acts to keep to, if any."""
        self._editions = editions
        self._kind = kind
        self._only = only
        self._ruling = [_ruling(side, kind) for side in editions.sides]
        self._suspects = [
            [rule for rule in rules if rule.id in affected]
            for rules, affected in zip(self._ruling, editions.affected, strict=True)
        ]
        self.classes = tuple(self._slot(slot) for slot in SLOTS[kind])

    def affected(self) -> Iterator[Alike]:
        """Yield the subjects whose answers may differ, those alike together."""
        if not any(self._suspects) and all(
            entry.is_steady for entries in self.classes for entry in entries
        ):
            return
        found: dict[object, tuple[Alike, list[tuple[int, ...]]]] = {}
        numbered = [list(enumerate(entries)) for entries in self.classes]
        for combination in itertools.product(*numbered):
            entries = [entry for _, entry in combination if entry.ids]
            is_wanted = any(entry.is_wanted for entry in entries)
            if not is_wanted and not self._keeps_to_role:
                continue
            if not self._is_affected(entries):
                continue
            subject = SubjectClass(
                kind=self._kind,
                slots=tuple((entry.slot, entry.ids[0]) for entry in entries),
                members=tuple((entry.slot, entry.ids) for entry in entries),
            )
            programs = (self._program(number, subject) for number in (0, 1))
            key = is_wanted, *programs
            place = tuple(number for number, _ in combination)
            alike = Alike(subject=subject, is_wanted=is_wanted, places=())
            found.setdefault(key, (alike, []))[1].append(place)
        for alike, places in found.values():
            yield replace(alike, places=tuple(places))

    # classes ----------------------------------------------------------------------

    def _slot(self, slot: Slot) -> tuple[SlotClass, ...]:
        sides = self._editions.sides
        jurisdictions = tuple(side.jurisdiction for side in sides)
        scopes = [
            frozenset(id_ for rule in rules for id_ in rule.told_apart(slot))
            for rules in self._ruling
        ]
        made = []
        for ids in slot_classes(jurisdictions, self._kind, slot):
            apart: dict[object, list[str]] = {}
            for id_ in ids:
                key = self._superiors(slot, id_), self._is_wanted(slot, id_)
                apart.setdefault(key, []).append(id_)
            for alike in apart.values():
                all_kinds = [_kinds(side, self._kind, slot, alike[0]) for side in sides]
                old, new = (
                    None if kinds is None else kinds & scope
                    for kinds, scope in zip(all_kinds, scopes, strict=True)
                )
                tags = [
                    side.words.tags_of(alike[0])
                    for side in sides
                    if self._kind is RuleKind.DECISION
                ]
                made.append(
                    SlotClass(
                        slot=slot,
                        ids=tuple(alike),
                        kinds=(old, new),
                        is_steady=old == new and tags[:1] == tags[1:],
                        is_wanted=self._is_wanted(slot, alike[0]),
                    )
                )
        nothing = SlotClass(
            slot=slot, ids=(), kinds=(None, None), is_steady=True, is_wanted=False
        )
        return (*made, *(nothing for _ in left_out(self._kind, slot)))

    def _superiors(self, slot: Slot, id_: str) -> object:
        """Return whom a role reports to, where an answer may mean that role by it."""
        if not self._editions.relative or not _holds_role(self._kind, slot):
            return ()
        roles = [side.words.roles.get(id_) for side in self._editions.sides]
        return tuple(role and role.reports_to for role in roles)

    def _is_wanted(self, slot: Slot, id_: str) -> bool:
        """Tell whether an id is one to keep to, or a kind of it."""
        return not self._only or any(
            self._only & (_kinds(side, self._kind, slot, id_) or frozenset())
            for side in self._editions.sides
        )

    @property
    def _keeps_to_role(self) -> bool:
        """Tell whether answers may name what is kept to."""
        return any(
            self._only & side.words.roles.keys() for side in self._editions.sides
        )

    # what may differ --------------------------------------------------------------

    def _is_affected(self, entries: Sequence[SlotClass]) -> bool:
        for number, suspects in enumerate(self._suspects):
            kinds = {e.slot: k for e in entries if (k := e.kinds[number]) is not None}
            if len(kinds) < len(entries):
                continue
            lacking = [e for e in entries if e.kinds[1 - number] is None]
            if any(covers(rule, kinds) and _names(rule, lacking) for rule in suspects):
                return True
            if not lacking and not all(entry.is_steady for entry in entries):
                ruling = (r for r in self._ruling[number] if r.kind is self._kind)
                if any(covers(rule, kinds) for rule in ruling):
                    return True
        return False

    def _program(self, number: int, subject: SubjectClass) -> object:
        """Return what decides how an edition answers, apart from facts and day.

        The rules that cover the subject, and what they see of its slots.
        """
        side = self._editions.sides[number]
        if not knows(side.jurisdiction, subject):
            return None
        rules = side.space.decider.subject(subject.kind, subject.slots).rules
        seen = []
        for slot, id_ in subject.slots:
            asked = {name for rule in rules for name in rule.told_apart(slot)}
            kinds = _kinds(side, self._kind, slot, id_) or frozenset()
            seen.append((slot, kinds & asked, self._superiors(slot, id_)))
        return tuple(rule.id for rule in rules), tuple(seen)


def _ruling(side: Edition, kind: RuleKind) -> list[Rule]:
    kinds = {kind}
    if kind is RuleKind.DECISION:
        kinds.add(RuleKind.CONSTRAINT)
    return [rule for rule in side.rules if rule.kind in kinds]


def _holds_role(kind: RuleKind, slot: Slot) -> bool:
    return SLOTS[kind][slot] is TermKind.ROLE


def _kinds(side: Edition, kind: RuleKind, slot: Slot, id_: str) -> Kinds:
    try:
        return slot_kinds(side.words, kind, {slot: id_})[slot]
    except KeyError:
        return None


def _names(rule: Rule, entries: Sequence[SlotClass]) -> bool:
    """Tell whether a rule names what stands in these slots itself.

    A word that one edition lacks and that no rule names is answered like its kinds:
    there is a new word, and no new answer.
    """
    return all(rule.scope_of.get(e.slot, frozenset()) & {*e.ids} for e in entries)
