"""Find what else than a rule differs: documents, words and amounts that rules rest on.

One line of a document or of a vocabulary can bear on many rules that nobody touched.
It is the cause, and is named once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from ..rulebook.model.packs import Jurisdiction


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A property of a document, word or amount that bears on answers and differs.

    `sort` is `source`, `role`, `matter`, `act`, `circumstance` or `amount`, whose id
    is its year; `part` is the property. `rules` are those that may depend on it,
    where only values were added or taken away.
    """

    sort: str
    id: str
    part: str
    before: Hashable
    after: Hashable
    rules: tuple[str, ...] = ()

    @property
    def is_values(self) -> bool:
        """Tell whether other values can be given than before."""
        return self.part == "values"


def causes(old: Jurisdiction, new: Jurisdiction) -> tuple[Cause, ...]:
    """Return what differs in everything that both editions have, beside the rules."""
    before, after = (_properties(side) for side in (old, new))
    found = []
    for key in sorted(before.keys() & after.keys()):
        if before[key] == after[key]:
            continue
        sort, id_, part = key
        is_values = part == "values"
        if is_values and {*_listed(before[key])} == {*_listed(after[key])}:
            continue  # in which order they stand means nothing
        rules = {
            rule.id
            for side in (old, new)
            for rule in side.rules
            if is_values and id_ in rule.circumstances
        }
        found.append(
            Cause(
                sort=sort,
                id=id_,
                part=part,
                before=before[key],
                after=after[key],
                rules=tuple(sorted(rules)),
            )
        )
    return tuple(found)


def _listed(values: Hashable) -> tuple[str, ...]:
    return values if isinstance(values, tuple) else ()


def _properties(side: Jurisdiction) -> Mapping[tuple[str, str, str], Hashable]:
    return {(sort, id_, part): value for sort, id_, part, value in _all(side)}


def _all(side: Jurisdiction) -> Iterator[tuple[str, str, str, Hashable]]:
    for source in side.sources.values():
        yield "source", source.id, "rank", source.rank
        yield "source", source.id, "status", source.status
        days = source.validity.first, source.validity.last
        yield "source", source.id, "days", days
    words = side.vocabulary
    for role in words.roles.values():
        yield "role", role.id, "is", role.kinds
        yield "role", role.id, "reports_to", role.reports_to
        yield "role", role.id, "resolves", role.resolves
    for matter in words.matters.values():
        yield "matter", matter.id, "under", matter.under
        yield "matter", matter.id, "tags", tuple(sorted(matter.tags))
    for act in words.acts.values():
        yield "act", act.id, "under", act.under
    for circumstance in words.circumstances.values():
        id_ = circumstance.id
        yield "circumstance", id_, "type", circumstance.kind
        default = (circumstance.default,) if circumstance.has_default else ()
        yield "circumstance", id_, "default", default
        values = tuple(value for value, _ in circumstance.values)
        yield "circumstance", id_, "values", values
    for year, amount in side.base_amounts.items():
        yield "amount", str(year), "kronor", amount.kronor
