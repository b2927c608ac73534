"""Two editions of one jurisdiction's rules, side by side."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..records import record

if TYPE_CHECKING:
    import datetime as dt

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.rules import Rule
    from ..rulebook.model.vocabulary import Vocabulary
    from .space import Space


@record(kw_only=False, slots=False)
class Side:
    """One of two editions of a jurisdiction's rules, on one day or on every day."""

    space: Space
    on: dt.date | None = None

    @property
    def jurisdiction(self) -> Jurisdiction:
        """The rules and words of the edition."""
        return self.space.jurisdiction

    @property
    def words(self) -> Vocabulary:
        """The words of the edition."""
        return self.space.jurisdiction.vocabulary

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that count: all of them, or on a day those in force on it."""
        rules, on = self.jurisdiction.rules, self.on
        return tuple(rule for rule in rules if on is None or rule.is_in_force(on))


@record
class Sides:
    """An old and a new edition, and what tells them apart.

    `changed` are the rules that only one edition has, or that bear on answers in
    another way in the other. `relative` are the relative roles that the editions may
    resolve differently. Whatever concerns one edition takes its number: 0 is the old
    one, 1 the new.
    """

    old: Side
    new: Side
    changed: frozenset[str]
    relative: frozenset[str] = frozenset()

    @property
    def both(self) -> tuple[Side, Side]:
        """Both editions, the old one first."""
        return self.old, self.new
