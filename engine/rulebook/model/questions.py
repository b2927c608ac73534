"""Questions: what is asked, with what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...records import record
from . import values as typed
from .names import name_key
from .problems import Message, UnknownNameError, UnusableValueError, nearest
from .rules import RuleKind, Slot
from .values import MISFITS, NONE_WORDS, PARSERS, ValueKind
from .vocabulary import TermKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from .packs import Jurisdiction
    from .values import Value
    from .vocabulary import Circumstance, Vocabulary

#: The slots that a question of each kind may fill, and of what kind the term is that
#: fills one.
SLOTS: Mapping[RuleKind, Mapping[Slot, TermKind]] = {
    RuleKind.DECISION: {Slot.MATTER: TermKind.MATTER},
    RuleKind.CONTACT: {
        Slot.FROM: TermKind.ROLE,
        Slot.TO: TermKind.ROLE,
        Slot.ABOUT: TermKind.MATTER,
    },
    RuleKind.CONDUCT: {Slot.ACTOR: TermKind.ROLE, Slot.DOES: TermKind.ACT},
    RuleKind.DUTY: {Slot.OF: TermKind.ROLE, Slot.TO: TermKind.ACT},
    RuleKind.PROCEDURE: {Slot.MATTER: TermKind.MATTER},
    RuleKind.BODY: {Slot.BODY: TermKind.ROLE},
}
#: The kinds of rules that can be asked about, in the order in which they are told.
ASKABLE = tuple(SLOTS)
#: What a question of a kind may leave out.
OPTIONAL_SLOTS = {RuleKind.CONTACT: Slot.ABOUT, RuleKind.DUTY: Slot.TO}


@record(kw_only=False)
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


def slot_kinds(
    words: Vocabulary, kind: RuleKind, slots: Mapping[Slot, str]
) -> dict[Slot, frozenset[str]]:
    """Return for each filled slot what its content is a kind of, itself included."""
    return {slot: words.kinds(SLOTS[kind][slot])[id_] for slot, id_ in slots.items()}


def parse_question(
    jurisdiction: Jurisdiction,
    kind: RuleKind,
    named: Mapping[Slot, str],
    given: Iterable[tuple[str, str]],
    on: dt.date,
) -> Question:
    """Return the question somebody asked in words.

    Args:
        jurisdiction: whose words and rules count.
        kind: what is asked about.
        named: what stands in each slot, by id, label or synonym.
        given: circumstances and their values, by id, label or synonym; one may come
            several times with the same value.
        on: the day it is asked for.

    Raises:
        UnknownNameError: a name is not in the vocabulary.
        UnusableValueError: a value does not fit its circumstance.
    """
    words = jurisdiction.vocabulary
    slots = tuple(
        (slot, words.id_of(terms, named[slot]))
        for slot, terms in SLOTS[kind].items()
        if slot in named
    )
    known: dict[str, Value] = {}
    texts: dict[str, str] = {}
    for name, text in given:
        circumstance = words.circumstances[words.id_of(TermKind.CIRCUMSTANCE, name)]
        value = given_value(jurisdiction, circumstance, text, on)
        if known.get(circumstance.id, value) != value:
            code = "question/two-values"
            label, one = circumstance.label, texts[circumstance.id]
            message = Message.of(code, circumstance=label, one=one, other=text)
            raise UnusableValueError(message)
        known[circumstance.id] = value
        texts[circumstance.id] = text
    return Question(kind=kind, slots=slots, given=tuple(sorted(known.items())), on=on)


def given_value(
    jurisdiction: Jurisdiction, circumstance: Circumstance, text: str, on: dt.date
) -> Value:
    """Return the value somebody gave a circumstance, in words or figures.

    Raises:
        UnknownNameError: an enum value or a role is unknown.
        UnusableValueError: the text is no value of that kind.
    """
    kind, index = circumstance.kind, circumstance.value_names
    if text.strip().casefold() in NONE_WORDS and name_key(text) not in index:
        return None
    if kind is ValueKind.ENUM:
        value_id = index.get(name_key(text))
        if value_id is None:
            raise _unknown_value(circumstance, text)
        return value_id
    if kind is ValueKind.ROLE:
        return jurisdiction.vocabulary.id_of(TermKind.ROLE, text)
    if kind is ValueKind.MONEY:
        times = typed.multiple_in(text)
        if times is not None:
            return jurisdiction.in_ore(times, on.year)
    parsed = PARSERS[kind](text)
    if parsed is None:
        code = MISFITS[kind]
        message = Message.of(code, value=text, circumstance=circumstance.label)
        raise UnusableValueError(message)
    return parsed


def _unknown_value(circumstance: Circumstance, text: str) -> UnknownNameError:
    """Return the error that `text` is none of the values of an enum."""
    labels = tuple(label for _, label in circumstance.values)
    return UnknownNameError(
        "question/unknown-value",
        text,
        nearest(text, (label.sv for label in labels)),
        circumstance=circumstance.label,
        known=labels,
    )
