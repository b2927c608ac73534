"""Find the rows of a decision table that read best as one last row: otherwise."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...answers.answer import Answer, Finding


def otherwise(answer: Answer) -> frozenset[int]:
    """Return the numbers of the findings that hold wherever no other row does.

    They are those that say what the largest row, the last one, says. None where that
    row is as plain by itself: one value or one interval, as in yes and no.
    """
    rows = [
        list(row) for _, row in groupby(enumerate(answer.findings), lambda f: f[1].when)
    ]
    if not rows:
        return frozenset()
    last = _said(rows[-1])
    alike = [row for row in rows if _said(row) == last]
    is_plain = all(len(span) == 1 for _, span in rows[-1][0][1].when)
    if len(alike) == len(rows) or (len(alike) == 1 and is_plain):
        return frozenset()
    return frozenset(number for row in alike for number, _ in row)


def _said(row: list[tuple[int, Finding]]) -> object:
    return [(f.outcome, f.conclusion, f.rules, f.cites) for _, f in row]
