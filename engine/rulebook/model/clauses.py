"""What an order says once of the people who decide by its rows."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ...records import record

if TYPE_CHECKING:
    from collections.abc import Iterator


class Relation(enum.Enum):
    """How a row finds whom it means where it names nobody for good."""

    OWN_AREA = "own_area"
    IMMEDIATE_SUPERIOR = "immediate_superior"
    ORIGINAL_DELEGATE = "original_delegate"


@record
class PeopleClauses:
    """What holds for everybody who decides by an order, whatever the row.

    With `superior_on_absence` the immediate superior decides while a delegate is away,
    and with `sole_holder` where nobody else holds the delegate's role. Whether somebody
    appointed for a time has what the role has, `temporary` tells; None where the order
    does not say. For so many months (`new_employee`) somebody newly employed is no
    delegate, 0 for no such clause. A delegate `may_lift` a matter to the committee, and
    the committee `may_take_over` one. Two members may lift what one of `two_members`
    is to decide, and what one of `cannot_wait` cannot be awaited for those beside it
    decide, in order.
    """

    superior_on_absence: bool = False
    sole_holder: bool = False
    temporary: bool | None = None
    new_employee: int = 0
    may_lift: bool = False
    may_take_over: bool = False
    two_members: tuple[str, ...] = ()
    cannot_wait: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def roles(self) -> frozenset[str]:
        """Return every role that a clause names."""
        waiting = {role for role, _ in self.cannot_wait}
        return frozenset({*self.two_members, *waiting, *self.steps})

    @property
    def steps(self) -> frozenset[str]:
        """Everybody who decides what cannot wait for others."""
        return frozenset(step for _, steps in self.cannot_wait for step in steps)

    def without(self, banned: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield who decides what cannot wait, those left out who are banned."""
        for role, steps in self.cannot_wait:
            left = tuple(step for step in steps if step not in banned)
            if left:
                yield role, left
