"""Claims: what one rule that fired says on one point, and which of them agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from ..records import record, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..rulebook.model.rules import Rule
    from .answer import Loss

T = TypeVar("T")


@record(kw_only=False)
class RuleClaim(Generic[T]):
    """What one rule that fired says on one point."""

    rule: Rule
    content: T


@record(kw_only=False)
class Settlement(Generic[T]):
    """The claims left, grouped where they agree; more than one group is a conflict.

    The claims of a group have one content: where one of them fills in what others
    leave open, all have that of the more precise one.
    """

    groups: tuple[tuple[RuleClaim[T], ...], ...]
    losses: tuple[Loss, ...]


class Agreement(Generic[T]):
    """When two claims say the same, and when one fills in what the other leaves open.

    Args:
        is_same: tells whether two contents are the same.
        fills: tells whether the first claim says the same as the second, only more
            precisely.
        adds_up: tells whether two claims hold beside each other, whatever they say.
    """

    def __init__(
        self,
        is_same: Callable[[T, T], bool],
        fills: Callable[[RuleClaim[T], RuleClaim[T]], bool] = lambda _one, _other: (
            False
        ),
        adds_up: Callable[[RuleClaim[T], RuleClaim[T]], bool] = lambda _one, _other: (
            False
        ),
    ) -> None:
        """Take the measures."""
        self.is_same = is_same
        self.fills = fills
        self.adds_up = adds_up

    def differ(self, one: RuleClaim[T], other: RuleClaim[T]) -> bool:
        """Tell whether two claims contradict each other."""
        return not (
            self._agrees(one, other) or self.fills(one, other) or self.fills(other, one)
        )

    def _agrees(self, one: RuleClaim[T], other: RuleClaim[T]) -> bool:
        return self.is_same(one.content, other.content) or self.adds_up(one, other)

    def groups(
        self, claims: Sequence[RuleClaim[T]]
    ) -> tuple[tuple[RuleClaim[T], ...], ...]:
        """Return claims that agree together, in the order of the first of each.

        Claims that nothing fills in make the groups; one that leaves something open
        stands in each group that fills it in.
        """
        below = {
            claim.rule.id: [other for other in claims if self.fills(other, claim)]
            for claim in claims
        }
        precise = [claim for claim in claims if not below[claim.rule.id]]
        groups: list[list[RuleClaim[T]]] = []
        for claim in precise:
            own = (g for g in groups if self._agrees(g[0], claim))
            group = next(own, None)
            if group is None:
                groups.append([claim])
            else:
                group.append(claim)
        for group in groups:
            self._gather(group, claims, below)
        settled = {claim.rule.id for group in groups for claim in group}
        groups += [[claim] for claim in claims if claim.rule.id not in settled]
        position = {claim.rule.id: number for number, claim in enumerate(claims)}
        for group in groups:
            group.sort(key=lambda claim: position[claim.rule.id])
        groups.sort(key=lambda group: [position[claim.rule.id] for claim in group])
        return tuple(map(tuple, groups))

    def _gather(
        self,
        group: list[RuleClaim[T]],
        claims: Sequence[RuleClaim[T]],
        below: dict[str, list[RuleClaim[T]]],
    ) -> None:
        """Add to a group the claims that it fills in, with its content."""
        content = group[0].content
        members = {claim.rule.id for claim in group}
        size = 0
        while size < len(members):
            size = len(members)
            for claim in claims:
                filling = {other.rule.id for other in below[claim.rule.id]}
                if claim.rule.id not in members and filling & members:
                    members.add(claim.rule.id)
                    group.append(replace(claim, content=content))
