"""Whether a row can be on the case that a rule of law is on.

The law may limit a matter in some cases alone: leave of more than ten days, a
suspension in compulsory school. A row tells its own case by its conditions, by limits
of time, by its words and by the provision that it names.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..rulebook.loading.order_cells import DAYS, MONTHS
from ..rulebook.model.conditions import OneOf, Within
from ..rulebook.model.rules import Slot
from ..rulebook.model.values import ValueKind
from ..rulebook.model.vocabulary import Circumstance
from ..rulebook.tracing.provisions import NamedPassages
from ..understanding.quantities import counted
from ..understanding.words import swedish_stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..rulebook.model.conditions import Condition
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.texts import Text
    from ..rulebook.model.values import Value

#: What says that a time is longer than the one behind it.
_LONGER = re.compile(
    r"(?:längre|mer|fler)\s+(?:tid\s+)?än|över(?:stig\w*)?\b", re.IGNORECASE
)
#: What says that a time is the one behind it at most.
_AT_MOST = re.compile(
    r"(?:högst|max(?:imalt)?\.?|upp till|till och med|t\.o\.m\.|kortare än"
    r"|inte (?:längre|mer) än|≤)\s*(?:\w+\s+){0,2}?(?=\d|\w+ (?:dag|dygn|veck|mån|år))",
    re.IGNORECASE,
)
_MONTH = 30
#: Words shorter than this tell no value of a circumstance, and such beginnings do.
_TELLING = 6
_BEGINNING = 7


class _Time(NamedTuple):
    """From how many days to how many, None for no end."""

    low: float | None = None
    high: float | None = None

    def meets(self, other: _Time) -> bool:
        """Tell whether two spans have a time in common."""
        return all(
            one.low is None or two.high is None or one.low <= two.high
            for one, two in ((self, other), (other, self))
        )


class RowCases:
    """Compares the cases of rows with those of rules of law.

    Args:
        jurisdiction: whose words and documents are read.
        law: its rules of the rank of law.
    """

    def __init__(self, jurisdiction: Jurisdiction, law: Iterable[Rule]) -> None:
        """Take the words, and the rules of law by what they rest on."""
        self._words = jurisdiction.vocabulary
        self._passages = NamedPassages(jurisdiction)
        self._law = tuple(law)
        self._stems = swedish_stems()
        self._passages_of: dict[str, frozenset[str]] = {}

    def meet(self, row: Rule, rule: Rule, matter: str) -> bool:
        """Tell whether a row may hold where a rule of law does.

        Args:
            row: the row, on whatever matter.
            rule: the rule of law.
            matter: the matter of the law that the row is taken to be on.
        """
        if not rule.when:
            return True
        cites = self._named(row)
        named = [r.when for r in self._on(matter) if not cites.isdisjoint(r.cites)]
        if named and cites.isdisjoint(rule.cites):
            for condition in rule.when:
                if all(_are_apart(condition, when) for when in named):
                    return False
        return not any(self._is_apart(row, condition) for condition in rule.when)

    def _named(self, row: Rule) -> frozenset[str]:
        known = self._passages_of.get(row.id)
        if known is None:
            known = self._passages_of[row.id] = frozenset(self._passages.of(row))
        return known

    def _on(self, matter: str) -> list[Rule]:
        """Return the rules of law that name a matter and hold in some cases alone."""
        return self._conditional.get(matter, [])

    @cached_property
    def _conditional(self) -> Mapping[str, list[Rule]]:
        found: dict[str, list[Rule]] = {}
        for rule in self._law:
            if rule.when:
                for matter in rule.scope_of.get(Slot.MATTER, frozenset()):
                    found.setdefault(matter, []).append(rule)
        return found

    def _is_apart(self, row: Rule, condition: Condition) -> bool:
        """Tell whether a row never holds where a condition of the law does."""
        if _are_apart(condition, row.when):
            return True
        if not isinstance(condition, OneOf):
            return False
        circumstance = self._words.circumstances[condition.circumstance]
        if circumstance.kind is ValueKind.BOOL:
            return self._is_of_other_time(row, condition, circumstance)
        return self._is_of_other_value(row, condition, circumstance)

    # time -----------------------------------------------------------------------------

    def _is_of_other_time(
        self, row: Rule, condition: OneOf, circumstance: Circumstance
    ) -> bool:
        """Tell whether a row has a limit of time beyond which the condition lies."""
        says = circumstance.clause.yes.sv if circumstance.clause else ""
        limit = self._days(says) if _LONGER.search(says) else None
        if limit is None:
            return False
        is_longer = (1 in condition.values) is not condition.negated
        case = _Time(low=limit + 1) if is_longer else _Time(high=limit)
        return any(not span.meets(case) for span in self._spans(row))

    def _spans(self, row: Rule) -> Iterator[_Time]:
        """Yield the limits of time of a row, in days: by its columns and its words."""
        for condition in row.when:
            unit = {DAYS.id: 1, MONTHS.id: _MONTH}.get(condition.circumstance)
            if unit and isinstance(condition, Within):
                low, high = condition.low, condition.high
                yield _Time(
                    low * unit if isinstance(low, int) else None,
                    high * unit if isinstance(high, int) else None,
                )
        for text in self._texts(row):
            for lead in _AT_MOST.finditer(text):
                limit = self._days(text[lead.end() :])
                if limit is not None:
                    yield _Time(high=limit)

    def _days(self, text: str) -> int | None:
        """Return the one time that a text names, in days."""
        days = counted(text, _circumstance(DAYS.id, DAYS.label), self._stems)
        if days is not None:
            return days
        months = counted(text, _circumstance(MONTHS.id, MONTHS.label), self._stems)
        return None if months is None else months * _MONTH

    # values by their words ------------------------------------------------------------

    def _is_of_other_value(
        self, row: Rule, condition: OneOf, circumstance: Circumstance
    ) -> bool:
        """Tell whether the words of a row name other values than a condition."""
        own = {word for text in self._texts(row) for word in words(text)}
        named = {
            value
            for value, label in circumstance.values
            if any(_is_alike(one, other) for one in own for other in words(label.sv))
        }
        meant = {
            value
            for value, _ in circumstance.values
            if (value in condition.values) is not condition.negated
        }
        return bool(named) and named.isdisjoint(meant)

    def _texts(self, row: Rule) -> Iterator[str]:
        """Yield what a row says in words: its matters, and conditions nobody judges."""
        for matter in sorted(row.scope_of.get(Slot.MATTER, ())):
            term = self._words.matters[matter]
            yield from (term.label.sv, *term.synonyms)
        grant = row.conclusion.grant
        yield from (text.sv for text in (grant.provisos if grant else ()))


def _circumstance(id_: str, label: Text) -> Circumstance:
    return Circumstance(id=id_, label=label, kind=ValueKind.NUMBER)


def _are_apart(condition: Condition, others: Iterable[Condition]) -> bool:
    """Tell whether one of some conditions never holds where another one does."""
    return any(
        _exclude(condition, other)
        for other in others
        if other.circumstance == condition.circumstance
    )


def _exclude(one: Condition, other: Condition) -> bool:
    """Tell whether two conditions on one circumstance never hold at once."""
    if isinstance(one, OneOf) and isinstance(other, OneOf):
        if one.negated and other.negated:
            return False
        if one.negated or other.negated:
            plain, negated = (other, one) if one.negated else (one, other)
            return plain.values <= negated.values
        shared: frozenset[Value] = frozenset(one.values & other.values)
        return not shared
    if isinstance(one, Within) and isinstance(other, Within):
        return not _Time(_number(one.low), _number(one.high)).meets(
            _Time(_number(other.low), _number(other.high))
        )
    return False


def _number(bound: object) -> float | None:
    return bound if isinstance(bound, int) else None


def _is_alike(one: str, other: str) -> bool:
    """Tell whether two words begin as one: `gymnasiet`, `gymnasieskolan`."""
    shorter = min(len(one), len(other))
    return (
        shorter >= _TELLING
        and one[: min(shorter, _BEGINNING)] == (other[: min(shorter, _BEGINNING)])
    )
