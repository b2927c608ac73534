"""Sum an audit up by committee, by point and by month, the worst first."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ...records import field, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ...audit.judged_log import AuditCase, CaseCount
    from ...audit.verdicts import AuditVerdict


@record
class AuditGroup:
    """The rows of one committee, point or month, counted by verdict."""

    name: str
    verdicts: Mapping[AuditVerdict, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many rows there are."""
        return sum(self.verdicts.values())

    @property
    def wrong(self) -> int:
        """How many of them are out of order."""
        return sum(n for verdict, n in self.verdicts.items() if verdict.is_out_of_order)

    @property
    def open(self) -> int:
        """Of how many of them nobody can say whether they are in order."""
        return sum(n for verdict, n in self.verdicts.items() if verdict.is_open)

    @property
    def share(self) -> float:
        """The share of the rows that is out of order."""
        return self.wrong / self.total if self.total else 0.0


@record
class AuditSums:
    """An audit summed up in three ways; each way counts every row once."""

    committees: tuple[AuditGroup, ...]
    points: tuple[AuditGroup, ...]
    months: tuple[AuditGroup, ...]


def audit_sums(
    counts: Iterable[CaseCount],
    cases: Sequence[AuditCase],
    committee: Callable[[str], str],
) -> AuditSums:
    """Return an audit summed up.

    Args:
        counts: how many rows each case has, by verdict and month.
        cases: the cases by their numbers.
        committee: returns what a committee is called.
    """
    listed = list(counts)
    months = _grouped(listed, lambda count: month_text(count.month))
    return AuditSums(
        committees=_worst_first(
            _grouped(
                listed, lambda count: committee(cases[count.case].finding.committee)
            )
        ),
        points=_worst_first(
            _grouped(listed, lambda count: point_of(cases[count.case]))
        ),
        months=tuple(sorted(months, key=lambda group: group.name)),
    )


def month_text(month: int | None) -> str:
    """Return a month as `2026-03`, `–` for none."""
    return "–" if month is None else f"{month // 100:04d}-{month % 100:02d}"


def point_of(case: AuditCase) -> str:
    """Return by which point rows of a case are counted: the right one, or theirs."""
    return case.finding.point or "–"


def _grouped(
    counts: Iterable[CaseCount], name: Callable[[CaseCount], str]
) -> list[AuditGroup]:
    groups: dict[str, dict[AuditVerdict, int]] = defaultdict(dict)
    for count in counts:
        own = groups[name(count)]
        own[count.verdict] = own.get(count.verdict, 0) + count.rows
    return [AuditGroup(name=name, verdicts=own) for name, own in groups.items()]


def _worst_first(groups: Iterable[AuditGroup]) -> tuple[AuditGroup, ...]:
    return tuple(sorted(groups, key=lambda g: (-g.wrong, -g.open, -g.total, g.name)))
