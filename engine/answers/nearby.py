"""When no rule answers: the nearest subjects of the municipality that have one."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from ..rulebook.model.questions import SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    near = {
        (slot, id_): len(shared)
        for slot, term in SLOTS[kind].items()
        for id_, own in jurisdiction.vocabulary.kinds(term).items()
        if (shared := own & slots.get(slot, frozenset()))
    }
    scored: dict[_Slots, int] = {}
    for rule in jurisdiction.rules:
        if rule.kind is not kind:
            continue
        for subject in _subjects(rule.scope):
            score = sum(near.get(part, 0) for part in subject)
            if score:
                scored[subject] = score
    ranked = sorted(scored, key=lambda subject: (-scored[subject], str(subject)))
    return tuple(ranked[:MOST])


def _subjects(scope: tuple[tuple[Slot, frozenset[str]], ...]) -> Iterator[_Slots]:
    """Yield what a rule is about: an id of its scope in each slot."""
    return itertools.product(*([(slot, id_) for id_ in ids] for slot, ids in scope))
