"""When no rule answers: the nearest subjects of the municipality that have one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.questions import SLOTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import RuleKind, Slot

    _Slots = tuple[tuple[Slot, str], ...]

MOST = 5


def nearest_subjects(
    jurisdiction: Jurisdiction, kind: RuleKind, slots: Mapping[Slot, frozenset[str]]
) -> tuple[_Slots, ...]:
    """Return subjects of rules of this kind, the ones most like the question first.

    Nearness counts what the question and the subject have in common in each slot:
    for matters the shared ancestors, for roles and acts the shared kinds.
    """
    words, terms = jurisdiction.vocabulary, SLOTS[kind]
    scored: dict[_Slots, int] = {}
    for rule in jurisdiction.rules:
        if rule.kind is not kind:
            continue
        for subject in _subjects(rule.scope):
            score = 0
            for slot, id_ in subject:
                own = words.kinds(terms[slot]).get(id_, frozenset())
                shared = own & slots.get(slot, frozenset())
                score += 2 * len(shared)
            if score:
                scored[subject] = max(score, scored.get(subject, 0))
    ranked = sorted(scored, key=lambda subject: (-scored[subject], str(subject)))
    return tuple(ranked[:MOST])


def _subjects(scope: tuple[tuple[Slot, frozenset[str]], ...]) -> list[_Slots]:
    made: list[_Slots] = [()]
    for slot, ids in scope:
        made = [(*start, (slot, id_)) for start in made for id_ in sorted(ids)]
    return made
