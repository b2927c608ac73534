"""Questions: what is asked, with what is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import values as typed
from .names import find, folded
from .problems import UnusableValueError
from .rules import RuleKind, Slot
from .values import CALLED, EXAMPLES, NONE_WORDS, PARSERS, ValueKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from .packs import Jurisdiction
    from .values import Value
    from .vocabulary import Circumstance, Vocabulary

#: The slots a question of each kind may fill; those after the first may be left out
#: where `OPTIONAL` says so.
SLOTS: Mapping[RuleKind, tuple[Slot, ...]] = {
    RuleKind.DECISION: (Slot.MATTER,),
    RuleKind.CONTACT: (Slot.FROM, Slot.TO, Slot.ABOUT),
    RuleKind.CONDUCT: (Slot.ACTOR, Slot.DOES),
    RuleKind.DUTY: (Slot.OF, Slot.TO),
    RuleKind.PROCEDURE: (Slot.MATTER,),
    RuleKind.BODY: (Slot.BODY,),
}
#: In these slots a role is meant; in the others a matter or an act.
ROLE_SLOTS = frozenset({Slot.FROM, Slot.ACTOR, Slot.OF, Slot.BODY})


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    `slots` hold the ids the question is about, `given` the known circumstances
    in the units of `engine.rulebook.model.values`, `on` the day it is asked for.
    """

    kind: RuleKind
    slots: tuple[tuple[Slot, str], ...]
    given: tuple[tuple[str, Value], ...]
    on: dt.date

    @property
    def slot_of(self) -> dict[Slot, str]:
        """The filled slots as a mapping."""
        return dict(self.slots)


def slot_id(words: Vocabulary, kind: RuleKind, slot: Slot, name: str) -> str:
    """Return the id of what somebody named in a slot.

    Raises:
        UnknownNameError: the vocabulary does not know the name.
    """
    if slot in {Slot.MATTER, Slot.ABOUT}:
        return words.matter(name)
    if slot is Slot.DOES or (slot is Slot.TO and kind is RuleKind.DUTY):
        return words.act(name)
    return words.role(name)


def slot_kinds(
    words: Vocabulary, kind: RuleKind, slots: Mapping[Slot, str]
) -> dict[Slot, frozenset[str]]:
    """Return for each filled slot what its content is a kind of, itself included."""
    kinds: dict[Slot, frozenset[str]] = {}
    for slot, id_ in slots.items():
        if slot in {Slot.MATTER, Slot.ABOUT}:
            kinds[slot] = words.matter_kinds[id_]
        elif slot is Slot.DOES or (slot is Slot.TO and kind is RuleKind.DUTY):
            kinds[slot] = words.act_kinds[id_]
        else:
            kinds[slot] = words.role_kinds[id_]
    return kinds


def asked(
    jurisdiction: Jurisdiction,
    kind: RuleKind,
    named: Mapping[Slot, str],
    given: Mapping[str, str],
    on: dt.date,
) -> Question:
    """Return the question somebody asked in words.

    Args:
        jurisdiction: whose words and rules count.
        kind: what is asked about.
        named: what stands in each slot, by id, label or synonym.
        given: circumstances and their values, by id, label or synonym.
        on: the day it is asked for.

    Raises:
        UnknownNameError: a name is not in the vocabulary.
        UnusableValueError: a value does not fit its circumstance.
    """
    words = jurisdiction.vocabulary
    slots = tuple(
        (slot, slot_id(words, kind, slot, named[slot]))
        for slot in SLOTS[kind]
        if slot in named
    )
    known: dict[str, Value] = {}
    for name, text in given.items():
        circumstance = words.circumstances[words.circumstance(name)]
        value = given_value(jurisdiction, circumstance, text, on)
        if known.get(circumstance.id, value) != value:
            msg = f"`{circumstance.label.sv}` is given two different values"
            raise UnusableValueError(msg)
        known[circumstance.id] = value
    return Question(kind=kind, slots=slots, given=tuple(sorted(known.items())), on=on)


def given_value(
    jurisdiction: Jurisdiction, circumstance: Circumstance, text: str, on: dt.date
) -> Value:
    """Return the value somebody gave a circumstance, in words or figures.

    Raises:
        UnknownNameError: an enum value or a role is unknown.
        UnusableValueError: the text is no value of that kind.
    """
    kind = circumstance.kind
    index: dict[str, str] = {}
    for value, label in circumstance.values:
        for name in (value, label.sv, label.en):
            index.setdefault(folded(name), value)
    if text.strip().casefold() in NONE_WORDS and folded(text) not in index:
        return None
    if kind is ValueKind.ENUM:
        labels = [label.sv for _, label in circumstance.values]
        return find(f"value of {circumstance.label.sv}", text, index, labels)
    if kind is ValueKind.ROLE:
        return jurisdiction.vocabulary.role(text)
    if kind is ValueKind.MONEY:
        times = typed.parsed_multiple(text)
        if times is not None:
            return jurisdiction.in_ore(times, on.year)
    parsed = PARSERS[kind](text)
    if parsed is None:
        msg = (
            f"`{text}` is not {CALLED[kind]}, which "
            f"`{circumstance.label.sv}` takes: write {EXAMPLES[kind]}"
        )
        raise UnusableValueError(msg)
    return parsed
