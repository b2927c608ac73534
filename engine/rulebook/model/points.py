"""Points of delegation orders, by the names under which people cite them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .grants import Grant
    from .packs import Jurisdiction
    from .rules import Rule

#: What people say before the number of a row: `punkt 3.2`, `p. 3.2`, `nr 3.2`.
_POINT = re.compile(
    r"(?<!\w)(?:p\.?|punkt(?:en)?|nr\.?|rad(?:en)?)\s+(?=\S*\d)", re.IGNORECASE
)


def point_key(point: str) -> str:
    """Return the key of a point as people write it."""
    return name_key(_POINT.sub(" ", point.replace(",", " ")))


def rows_at(point: str, jurisdiction: Jurisdiction) -> tuple[Rule, ...]:
    """Return the rows of orders at a point, by its number or as it is cited.

    `3.2.1` may be of several orders, `SN 3.2.1` is of one.
    """
    wanted = point_key(point)
    return tuple(
        rule
        for rule in jurisdiction.rules
        if (grant := rule.conclusion.grant)
        and grant.point
        and wanted in _points(grant, jurisdiction)
    )


def rows_by_point(jurisdiction: Jurisdiction) -> dict[str, tuple[Rule, ...]]:
    """Return the rows of orders by the keys of their points, as `rows_at` finds them.

    It is for whoever looks up many.
    """
    found: dict[str, list[Rule]] = {}
    for rule in jurisdiction.rules:
        grant = rule.conclusion.grant
        if grant and grant.point:
            for key in dict.fromkeys(_points(grant, jurisdiction)):
                found.setdefault(key, []).append(rule)
    return {key: tuple(rows) for key, rows in found.items()}


def _points(grant: Grant, jurisdiction: Jurisdiction) -> Iterable[str]:
    """Yield the keys by which a row is found: its number, and the committee's."""
    committee = jurisdiction.vocabulary.roles[grant.by]
    yield name_key(grant.point)
    for name in (committee.label.sv, committee.label.en, *committee.synonyms):
        yield name_key(f"{name} {grant.point}")
