"""Rules that can be looked up by what they are about, without going through all."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .rules import Rule, RuleKind, Slot


class RuleLookup(Sequence["Rule"]):
    """The rules of a jurisdiction, some of which are found without the others."""

    @property
    @abstractmethod
    def whole(self) -> tuple[Rule, ...]:
        """All rules, in their order."""

    @property
    @abstractmethod
    def is_whole(self) -> bool:
        """Tell whether to look up rules among all of them is what takes less."""

    @abstractmethod
    def candidates(
        self, kind: RuleKind, asked: Mapping[Slot, frozenset[str]]
    ) -> list[Rule]:
        """Return the rules of a kind that may cover some slots, by id.

        All that cover them are among those, and some that do not.
        """

    @abstractmethod
    def naming(self, kind: RuleKind, slot: Slot, ids: Iterable[str]) -> list[Rule]:
        """Return the rules of a kind that name one of some ids in a slot, by id."""

    @abstractmethod
    def limiting(self, tags: Iterable[str]) -> list[Rule]:
        """Return the constraints on matters with one of some tags, or on all, by id."""

    @abstractmethod
    def deriving(self, circumstances: Iterable[str]) -> list[Rule]:
        """Return the classifications that derive one of some circumstances, by id."""

    @overload
    def __getitem__(self, number: int) -> Rule: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[Rule, ...]: ...
    def __getitem__(self, number: int | slice) -> Rule | tuple[Rule, ...]:
        """Return the rule at a place, or the rules of a slice."""
        return self.whole[number]

    def __iter__(self) -> Iterator[Rule]:
        """Iterate over all rules."""
        return iter(self.whole)

    def __len__(self) -> int:
        """Return how many rules there are."""
        return len(self.whole)

    def __eq__(self, other: object) -> bool:
        """Tell whether others are the same rules in the same order."""
        return self.whole == (other.whole if isinstance(other, RuleLookup) else other)

    def __hash__(self) -> int:
        """Return the hash of all rules."""
        return hash(self.whole)

    def __reduce__(self) -> tuple[type, tuple[tuple[Rule, ...]]]:
        """Go to another process as plain rules."""
        return tuple, (self.whole,)

    def __repr__(self) -> str:
        """Return the rules as they are written in code."""
        return repr(self.whole)
