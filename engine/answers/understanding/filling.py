"""Fill the places of a question with those whom the text mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.answers.question import ROLE_SLOTS
from engine.rulebook.rules import RuleKind, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from engine.answers.understanding.mentions import Mention
    from engine.answers.understanding.subjects import SubjectText
    from engine.rulebook.vocabulary import Vocabulary

#: What it is worth that a slot is filled, and with the one who asks; that sender and
#: receiver are mentioned in that order.
FILLED = 1.0
ASKER_FILLED = 0.5
IN_ORDER = 0.3
#: What it costs that they are not; that the asker takes no part.
OUT_OF_ORDER = -0.3
ASKER_LEFT_OUT = -1.0
#: What it costs that nobody is said to make the contact, not even in the first person.
SENDER_MISSING = -2.0


@dataclass(frozen=True, slots=True)
class Filled:
    """The slots of a question with one id each, and how well the mentions fit them."""

    slots: tuple[tuple[Slot, str], ...]
    fit: float


def role_slots(subject: SubjectText) -> list[Slot]:
    """Return the slots of a subject that hold a role."""
    return [
        slot
        for slot, _ in subject.slots
        if slot in ROLE_SLOTS or (slot is Slot.TO and subject.kind is RuleKind.CONTACT)
    ]


def filled(
    subject: SubjectText,
    mentions: Sequence[Mention],
    words: Vocabulary,
    *,
    is_first_person: bool,
) -> Filled:
    """Return a subject's slots filled, preferably with those who are mentioned."""
    wanted = role_slots(subject)
    allowed = dict(subject.slots)
    best: dict[Slot, Mention] = {}
    best_fit = float("-inf")
    for choice in _choices(wanted, allowed, mentions, words):
        fit = _fit(choice, wanted, mentions)
        if subject.kind is RuleKind.CONTACT and Slot.FROM not in choice:
            fit += 0 if is_first_person else SENDER_MISSING
        if fit > best_fit:
            best, best_fit = choice, fit
    slots = tuple(
        (slot, best[slot].role if slot in best else _broadest(ids, words))
        for slot, ids in subject.slots
    )
    return Filled(slots, best_fit if wanted else 0.0)


def _choices(
    wanted: Sequence[Slot],
    allowed: Mapping[Slot, tuple[str, ...]],
    mentions: Sequence[Mention],
    words: Vocabulary,
) -> Iterable[dict[Slot, Mention]]:
    """Yield every way to give the wanted slots different mentions that fit them."""
    choices: list[dict[Slot, Mention]] = [{}]
    for slot in wanted:
        fitting = [
            mention
            for mention in mentions
            if words.role_kinds[mention.role].intersection(allowed[slot])
        ]
        choices = [
            {**choice, **({slot: mention} if mention else {})}
            for choice in choices
            for mention in (None, *fitting)
            if mention is None or mention not in choice.values()
        ]
    return choices


def _fit(
    choice: Mapping[Slot, Mention], wanted: Sequence[Slot], mentions: Sequence[Mention]
) -> float:
    fit = FILLED * len(choice)
    first = wanted[0] if wanted else None
    for mention in mentions:
        if mention.is_asker:
            is_first = first is not None and choice.get(first) == mention
            fit += ASKER_FILLED if is_first else ASKER_LEFT_OUT
    if Slot.FROM in choice and Slot.TO in choice:
        sender, receiver = choice[Slot.FROM], choice[Slot.TO]
        is_ordered = sender.is_asker or sender.start < receiver.start
        fit += IN_ORDER if is_ordered else OUT_OF_ORDER
    return fit


def _broadest(ids: Iterable[str], words: Vocabulary) -> str:
    """Return the id most others are kinds of: who is meant when nobody is named."""

    def breadth(id_: str) -> int:
        return sum(id_ in kinds for kinds in words.role_kinds.values())

    return max(sorted(ids), key=breadth)
