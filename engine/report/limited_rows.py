"""Tell of which rules of an answer the law limits what they seem to be about."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..answers.answer import Note, NoteKind
from ..rulebook.model.conclusions import DecisionAct, DecisionConclusion
from ..rulebook.model.sources import Rank

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ..lint.matters import Likening, LimitedMatters
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule


class LimitedRows:
    """What rules of a jurisdiction seem to be about that the law limits.

    Each rule is compared when first asked for, and once: comparing one loads what
    understands words, which takes as long as a cold start.
    """

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        """Take whose rules are compared."""
        self._jurisdiction = jurisdiction
        self._likenings: dict[str, Likening | None] = {}

    def notes(self, rules: Iterable[str], on: dt.date) -> tuple[Note, ...]:
        """Return a note on each of some rules that seems to be on what is limited.

        Args:
            rules: the ids of the rules.
            on: the day on which the limit must be in force.
        """
        notes = []
        for id_ in dict.fromkeys(rules):
            likening = self._likening(self._jurisdiction.rules_by_id[id_])
            if likening and likening.limit.constraint.is_in_force(on):
                limit = likening.limit
                kind, by = NoteKind.LIKE_LIMITED, limit.constraint.id
                notes.append(Note(kind=kind, rule=id_, by=by, matter=limit.matter))
        return tuple(notes)

    def _likening(self, rule: Rule) -> Likening | None:
        if rule.rank is Rank.LAW or not _is_granted(rule):
            return None
        if rule.id not in self._likenings:
            self._likenings[rule.id] = self._limited.likening(rule)
        return self._likenings[rule.id]

    @cached_property
    def _limited(self) -> LimitedMatters:
        from ..lint.matters import LimitedMatters

        return LimitedMatters(self._jurisdiction)


def _is_granted(rule: Rule) -> bool:
    """Tell whether a rule delegates, or is a row of an order that may call it less."""
    conclusion = rule.conclusion
    return isinstance(conclusion, DecisionConclusion) and (
        conclusion.grant is not None or conclusion.act is DecisionAct.DELEGATED_DECISION
    )
