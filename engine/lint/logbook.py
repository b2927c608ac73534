"""What is noted while walks and rules are gone over, for checks to read afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..rulebook.model.problems import EngineError

_Key = TypeVar("_Key")
_Note = TypeVar("_Note")


class Notes:
    """What one check, or several, want to know; small, and of what can be pickled."""

    def add(self, later: Self) -> None:
        """Add what was noted later."""
        raise NotImplementedError


_Notes = TypeVar("_Notes", bound=Notes)


class Logbook:
    """The notes of each sort, and which periods of which walk failed, and why."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._notes: dict[type[Notes], Notes] = {}
        self.failures: list[tuple[str, int, EngineError]] = []

    def of(self, sort: type[_Notes]) -> _Notes:
        """Return the notes of one sort."""
        notes = self._notes.setdefault(sort, sort())
        assert isinstance(notes, sort)  # noqa: S101 - they stand under their class
        return notes

    def add(self, later: Logbook) -> None:
        """Add what was noted later."""
        for sort, notes in later._notes.items():
            self.of(sort).add(notes)
        self.failures += later.failures


def add_new(noted: dict[_Key, _Note], later: Mapping[_Key, _Note]) -> None:
    """Add what was noted later under keys under which nothing is noted yet."""
    for key, note in later.items():
        noted.setdefault(key, note)
