"""Tell limits in multiples of the prisbasbelopp, where that is what the years share.

A limit of ten prisbasbelopp is another amount in every year, so a changed one differs
in another row of every year. In multiples these rows say the same, and are one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...answers.answer import Limits
from ...diff.rows import joined_days
from ...records import record
from ...rulebook.model.conditions import Multiple, Over, Under, Within
from ...rulebook.model.packs import MissingAmountError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping
    from decimal import Decimal

    from ...diff.comparison import MunicipalRow
    from ...diff.rows import Row, RowCondition
    from ...rulebook.model.packs import Jurisdiction


@record
class YearlyRow:
    """Rows that say the same in multiples, as one: `when` are the limits in multiples.

    `rows` are those that it stands for; of one alone `when` is empty.
    """

    told: MunicipalRow
    when: Mapping[str, Within]
    rows: tuple[MunicipalRow, ...]


class Multiples:
    """The multiples that the rules of two editions put on each circumstance."""

    def __init__(self, editions: Iterable[Jurisdiction]) -> None:
        """Take the rules, and the amounts of each year."""
        self._editions = tuple(editions)
        self._times: dict[str, set[Decimal]] = {}
        for edition in self._editions:
            for rule in edition.rules:
                for condition in (*rule.when, *(c for g in rule.unless for c in g)):
                    if isinstance(condition, Within):
                        self._note(condition)

    def _note(self, condition: Within) -> None:
        for bound in (condition.low, condition.high):
            if isinstance(bound, Multiple):
                times = self._times.setdefault(condition.circumstance, set())
                times.add(bound.times)

    def united(self, rows: Iterable[MunicipalRow]) -> Iterator[YearlyRow]:
        """Yield rows, those of several years that say the same in multiples as one."""
        listed = list(rows)
        alike: dict[Hashable, list[MunicipalRow]] = {}
        whens: dict[Hashable, dict[str, Within]] = {}
        for number, told in enumerate(listed):
            key: Hashable = number
            year = _year(told.row)
            when = self._when(told.row, year) if year and self._times else None
            if when:
                key = _kept(told.row, when)
                whens[key] = when
            alike.setdefault(key, []).append(told)
        for key, group in alike.items():
            first = group[0]
            if len(group) == 1:
                yield YearlyRow(told=first, when={}, rows=(first,))
                continue
            days = joined_days(p for each in group for p in each.row.days)
            scenarios = tuple(sorted({s for each in group for s in each.scenarios}))
            row = replace(group[-1].row, days=days)
            told = replace(group[-1], row=row, scenarios=scenarios)
            yield YearlyRow(told=told, when=whens[key], rows=tuple(group))

    def _when(self, row: Row, year: int) -> dict[str, Within]:
        """Return by circumstance the limits of a row that are multiples in its year."""
        found = {}
        for condition in row.when:
            within = self._within(condition, year)
            if within is not None:
                found[condition.name] = within
        return found

    def _within(self, condition: RowCondition, year: int) -> Within | None:
        if len(condition.span) != 1 or not isinstance(condition.span[0], Limits):
            return None
        limits = condition.span[0]
        low = self._multiple(condition.name, limits.low, year, is_low=True)
        high = self._multiple(condition.name, limits.high, year, is_low=False)
        is_whole = (low is None) == (limits.low is None) and (
            (high is None) == (limits.high is None)
        )
        if not is_whole or low is None is high:
            return None
        return Within(circumstance=condition.name, low=low, high=high)

    def _multiple(
        self, name: str, limit: int | None, year: int, *, is_low: bool
    ) -> Multiple | None:
        """Return the multiple that a limit is in a year, None where it is none."""
        if limit is None:
            return None
        for times in sorted(self._times.get(name, ())):
            for edition in self._editions:
                try:
                    ore = edition.in_ore(times, year)
                except MissingAmountError:
                    continue
                if limit == ore:
                    return Multiple(times)
                if is_low and limit == ore + 1:
                    return Over(times)
                if not is_low and limit == ore - 1:
                    return Under(times)
        return None


def _year(row: Row) -> int:
    """Return the year in which a row holds, 0 where it is not one year alone."""
    years = {day.year if day else 0 for period in row.days for day in period}
    return years.pop() if len(years) == 1 else 0


def _kept(row: Row, when: dict[str, Within]) -> Hashable:
    """Return what rows of two years share when they say the same in multiples."""
    conditions = tuple(
        (c.name, when.get(c.name) or c.span, c.is_open) for c in row.when
    )
    reasons = [answer and answer.reasons for answer in (row.old, row.new)]
    return (
        conditions,
        row.statements,
        tuple(reasons),
        row.cites,
        row.rules,
        row.duty,
        row.is_only_reasons,
    )
