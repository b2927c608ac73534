"""Tell of which rules of an answer the law limits what they seem to be about."""

from __future__ import annotations

import json
import os
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..answers.answer import Note, NoteKind
from ..rulebook.model.conclusions import DecisionAct, DecisionConclusion
from ..rulebook.model.sources import Rank

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ..lint.matters import LimitedMatters
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule


#: The name under which likenings are kept beside a rulebook.
_NAME = "limits"
#: The folder of what compares rows: most of the house has a part in it.
_MAKER = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - of each start
#: So many rows are all compared when one of them is first asked about.
_MOST_AT_ONCE = 600

#: So often one process writes what came of it: who asks about all rows asks again.
_MOST_WRITTEN = 8

#: What a row is like: a matter that the law limits, and the rule that does.
_Limit = tuple[str, str]


class _RuleLimit(NamedTuple):
    """The constraint on what a rule is like, and the note that tells of it."""

    constraint: Rule
    note: Note


class LimitedRows:
    """What rules of a jurisdiction seem to be about that the law limits.

    Each rule is compared when first asked for, and once: comparing one loads what
    understands words, which takes as long as a cold start. What came of it is kept
    beside the rulebook.
    """

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        """Take whose rules are compared."""
        self._jurisdiction = jurisdiction
        self._left = _MOST_WRITTEN
        self._limited_by_rule: dict[str, _RuleLimit | None] = {}

    def notes(self, rules: Iterable[str], on: dt.date) -> tuple[Note, ...]:
        """Return a note on each of some rules that seems to be on what is limited.

        Args:
            rules: the ids of the rules.
            on: the day on which the limit must be in force.
        """
        limited = self._limited_by_rule
        notes = []
        for id_ in rules:
            if id_ not in limited:
                self._look_up(rules)
            limit = limited[id_]
            if limit is not None and limit.constraint.is_in_force(on):
                notes.append(limit.note)
        return tuple(dict.fromkeys(notes)) if notes else ()

    def _look_up(self, rules: Iterable[str]) -> None:
        """Look up what each of some rules is like; those not compared yet are now."""
        by_id = self._jurisdiction.rules_by_id
        listed = [id_ for id_ in rules if _may_be_limited(by_id[id_])]
        if any(id_ not in self._known for id_ in listed):
            self._compare(listed)
        for id_ in rules:
            found = self._known[id_] if id_ in listed else None
            self._limited_by_rule[id_] = None
            if found:
                kind, (matter, by) = NoteKind.LIKE_LIMITED, found
                note = Note(kind=kind, rule=id_, by=by, matter=matter)
                self._limited_by_rule[id_] = _RuleLimit(by_id[by], note)

    def _compare(self, asked: list[str]) -> None:
        """Compare the rules asked about, and all where they are not too many."""
        everything = self._jurisdiction.rules
        granted = [rule for rule in everything if _may_be_limited(rule)]
        if len(granted) > _MOST_AT_ONCE:
            granted = [self._jurisdiction.rules_by_id[id_] for id_ in asked]
        for rule in granted:
            if rule.id not in self._known:
                found = self._limited.likening(rule)
                limit = found.limit if found else None
                kept = (limit.matter, limit.constraint.id) if limit else None
                self._known[rule.id] = kept
        aside = self._jurisdiction.aside
        if aside and self._left:
            self._left -= 1
            aside.write(_NAME, _MAKER, json.dumps(dict(self._known)).encode())

    @cached_property
    def _known(self) -> dict[str, _Limit | None]:
        """What came of comparing rules, that of other processes included."""
        aside = self._jurisdiction.aside
        content = aside.read(_NAME, _MAKER) if aside else None
        try:
            known = json.loads(content) if content else {}
            return {id_: (*limit,) if limit else None for id_, limit in known.items()}
        except (ValueError, TypeError, AttributeError):
            return {}

    @cached_property
    def _limited(self) -> LimitedMatters:
        from ..lint.matters import LimitedMatters

        return LimitedMatters(self._jurisdiction)


def _may_be_limited(rule: Rule) -> bool:
    """Tell whether a rule grants something, and the law itself does not."""
    return rule.rank is not Rank.LAW and _is_granted(rule)


def _is_granted(rule: Rule) -> bool:
    """Tell whether a rule delegates, or is a row of an order that may call it less."""
    conclusion = rule.conclusion
    return isinstance(conclusion, DecisionConclusion) and (
        conclusion.grant is not None or conclusion.act is DecisionAct.DELEGATED_DECISION
    )
