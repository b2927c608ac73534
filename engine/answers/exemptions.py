"""For whom an answer does not hold, though it holds for who was asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..rulebook.model.questions import Question
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.vocabulary import Vocabulary


def left_out(
    rules: Iterable[Rule], question: Question, words: Vocabulary
) -> tuple[str, ...]:
    """Return the roles for which rules do not hold though the role asked about does.

    They are kinds of a role asked about, and each of the rules leaves them out.
    """
    listed = tuple(rules)
    kinds = words.role_kinds
    asked = {
        slot: id_
        for slot, id_ in question.slots
        if any(rule.exempt_in(slot) for rule in listed)
    }
    return tuple(
        sorted(
            role
            for slot, id_ in asked.items()
            for role in frozenset[str]().union(*(r.exempt_in(slot) for r in listed))
            if id_ in kinds[role] - {role}
            and all(kinds[role] & rule.exempt_in(slot) for rule in listed)
        )
    )
