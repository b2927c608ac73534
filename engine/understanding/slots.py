"""Fill the places of a question with those whom the text mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.questions import SLOTS
from ..rulebook.model.rules import RuleKind, Slot
from ..rulebook.model.vocabulary import TermKind
from .clauses import Agency
from .mentions import Way
from .weights import Evidence, score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..rulebook.model.vocabulary import Vocabulary
    from .clauses import Encounter
    from .mentions import Mention
    from .subjects import SubjectText


#: The ways a sender or a receiver is not mentioned in.
_NO_SENDER = frozenset({Way.TOWARDS, Way.THROUGH, Way.ABOUT})
_NO_RECEIVER = frozenset({Way.FROM, Way.THROUGH, Way.ABOUT})


_OF_ONE = frozenset({RuleKind.CONDUCT, RuleKind.DUTY})


@record(kw_only=False)
class Asks:
    """How a text asks: about oneself, and about reaching somebody.

    `is_own` tells that the part that asks is about the one who asks ("får jag"), and
    `is_object` that it is so only as one acted on ("får hon delegera till mig").
    `whom` is the place of the word that asks for the one to reach, 0 without any;
    `encounter` tell who reaches whom, `subject` of whom it is asked whether he may.
    """

    is_first_person: bool
    is_own: bool
    is_object: bool
    is_reaching: bool
    whom: int
    encounter: Encounter
    subject: Mention | None


@record(kw_only=False)
class Filled:
    """The slots of a question with one id each, and what that speaks for.

    `placed` are those mentioned who have their place; nobody when two change places.
    `said` are all who fill a slot.
    """

    slots: tuple[tuple[Slot, str], ...]
    evidence: Evidence
    placed: tuple[Mention, ...] = ()
    said: tuple[Mention, ...] = ()


def role_slots(subject: SubjectText) -> list[Slot]:
    """Return the slots of a subject that hold a role."""
    return [
        slot for slot, _ in subject.slots if SLOTS[subject.kind][slot] is TermKind.ROLE
    ]


def filled(
    subject: SubjectText, mentions: Sequence[Mention], words: Vocabulary, asks: Asks
) -> Filled:
    """Return a subject's slots filled, preferably with those who are mentioned."""
    wanted = role_slots(subject)
    if not wanted:
        slots = tuple((slot, _broadest(ids, words)) for slot, ids in subject.slots)
        return Filled(slots, Evidence())
    allowed = dict(subject.slots)
    choices = (
        (_evidence(choice, subject, mentions, asks), choice)
        for choice in _choices(wanted, allowed, mentions, words)
    )
    evidence, best = max(choices, key=lambda entry: score(entry[0]))
    slots = tuple(
        (slot, best[slot].role if slot in best else _broadest(ids, words))
        for slot, ids in subject.slots
    )
    is_askew = evidence.misplaced or (
        Slot.FROM in best and Slot.TO in best and not evidence.in_order
    )
    said = tuple(best.values())
    return Filled(slots, evidence, () if is_askew else said, said)


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


def _evidence(
    choice: Mapping[Slot, Mention],
    subject: SubjectText,
    mentions: Sequence[Mention],
    asks: Asks,
) -> Evidence:
    """Return what speaks for that the slots are filled so."""
    allowed = dict(subject.slots)
    wanted = role_slots(subject)
    acting = choice.get(wanted[0])
    evidence = Evidence(
        empty=len(wanted) - len(choice),
        exactly=sum(m.role in allowed[slot] for slot, m in choice.items()),
        asker=bool(acting and acting.is_asker),
        untold=asks.is_own and not (acting and acting.is_asker),
    )
    if subject.kind in _OF_ONE:
        is_another = asks.subject is not None and acting != asks.subject
        is_preceded = asks.subject is None and _is_preceded(acting, mentions)
        is_asker = any(m.is_asker for m in mentions) and asks.is_own
        is_not_own = is_asker and asks.is_object is bool(acting and acting.is_asker)
        return evidence._replace(misplaced=is_another or is_preceded or is_not_own)
    if subject.kind is not RuleKind.CONTACT:
        return evidence
    sender, receiver = choice.get(Slot.FROM), choice.get(Slot.TO)
    encounter = asks.encounter
    is_reached = encounter.asker is Agency.REACHED
    in_place = receiver if is_reached else acting
    is_own = any(m.is_asker for m in mentions)
    return evidence._replace(
        in_order=bool(sender and receiver and _is_ordered(sender, receiver, encounter)),
        misplaced=_misplaced(sender, receiver, asks)
        + _is_left_out(choice, {*wanted}, mentions, encounter)
        + (is_own and not (in_place and in_place.is_asker)),
        by_nobody=sender is None and not asks.is_first_person,
        no_contact=not asks.is_reaching,
        unreached=receiver is None,
        untold=asks.is_own and not (in_place and in_place.is_asker),
    )


def _is_left_out(
    choice: Mapping[Slot, Mention],
    wanted: set[Slot],
    mentions: Sequence[Mention],
    encounter: Encounter,
) -> bool:
    """Tell whether the text tells of another in contact than who has the place."""
    for slot, side in ((Slot.FROM, Agency.ACTING), (Slot.TO, Agency.REACHED)):
        told = [m for m in mentions if encounter.side(m) is side]
        if slot in wanted and told and choice.get(slot) not in told:
            return True
    return False


def _is_ordered(sender: Mention, receiver: Mention, encounter: Encounter) -> bool:
    sides = (encounter.side(sender), encounter.side(receiver))
    if None not in sides:
        return sides == (Agency.ACTING, Agency.REACHED)
    return sender.is_asker or sender.start < receiver.start


def _is_preceded(acting: Mention | None, mentions: Sequence[Mention]) -> bool:
    """Tell whether another is named before the one who is to act.

    In "får chefen ringa politikern" the head is the one who calls.
    """
    if acting is None or acting.is_asker or acting.way is not Way.UNTOLD:
        return False
    return any(m.way is Way.UNTOLD and m.start < acting.start for m in mentions)


def _misplaced(sender: Mention | None, receiver: Mention | None, asks: Asks) -> int:
    """Return how many of those in contact the text gives another place.

    Who is named before "vem vänder jag mig till" is not the one to turn to.
    """
    return _is_no_sender(sender, receiver, asks) + _is_no_receiver(receiver, asks)


def _is_no_sender(sender: Mention | None, receiver: Mention | None, asks: Asks) -> bool:
    side = asks.encounter.side(sender) if sender else None
    if sender is None or side is Agency.ACTING:
        return False
    if side is Agency.REACHED or sender.way in _NO_SENDER:
        return True
    others = [receiver] if receiver else []
    is_preceded = _is_preceded(sender, others)
    is_the_askers = asks.is_first_person and asks.encounter.asker is not Agency.REACHED
    return is_preceded or (is_the_askers and not sender.is_asker)


def _is_no_receiver(receiver: Mention | None, asks: Asks) -> bool:
    side = asks.encounter.side(receiver) if receiver else None
    if receiver is None or side is Agency.REACHED:
        return False
    return (
        side is Agency.ACTING
        or receiver.way in _NO_RECEIVER
        or (asks.is_first_person and receiver.start < asks.whom)
    )


def _broadest(ids: Sequence[str], words: Vocabulary) -> str:
    """Return the id most others are kinds of: who is meant when nobody is named."""

    def breadth(id_: str) -> int:
        return len(words.narrower(TermKind.ROLE, id_))

    return ids[0] if len(ids) == 1 else max(sorted(ids), key=breadth)
