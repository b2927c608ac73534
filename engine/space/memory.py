"""Bound what spaces remember together: what nobody asks about any more goes first."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: So many parts are remembered: a subject, a period of one, a cell, an answer. A part
#: takes some 1.4 kB with all it holds: 140 MB together. All that can be asked of 20,000
#: rules of one municipality are 95,000 parts.
MOST_PARTS = 100_000


class MemoryEntry:
    """Something remembered in `size` parts; whoever reads it sets `is_used`."""

    __slots__ = ("is_forgotten", "is_used", "size")

    def __init__(self, size: int = 0) -> None:
        """Start with a size."""
        self.size = size
        self.is_used = True
        self.is_forgotten = False


class Memory:
    """Counts the parts of entries, and has some forgotten when there are too many.

    Entries are forgotten in the order in which they came; one that was used since its
    turn came last is spared for another round. One memory may serve many spaces and
    many threads: a thread that still reads a forgotten entry reads what is right.
    """

    def __init__(self, most: int = MOST_PARTS) -> None:
        """Start with nothing, and remember at most so many parts."""
        self._most = most
        self._size = 0
        self._kept: deque[tuple[MemoryEntry, Callable[[], object]]] = deque()
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """How many parts are remembered."""
        return self._size

    def keep(self, entry: MemoryEntry, forget: Callable[[], object]) -> None:
        """Count an entry in; `forget` takes it from where it is kept."""
        with self._lock:
            self._kept.append((entry, forget))
            self._size += entry.size
            self._shrink()

    def grow(self, entry: MemoryEntry, parts: int = 1) -> None:
        """Count more parts of an entry."""
        with self._lock:
            if not entry.is_forgotten:
                entry.size += parts
                self._size += parts
                self._shrink()

    def _shrink(self) -> None:
        while self._size > self._most:
            entry, forget = self._kept.popleft()
            if entry.is_used:
                entry.is_used = False
                self._kept.append((entry, forget))
                continue
            entry.is_forgotten = True
            self._size -= entry.size
            forget()
