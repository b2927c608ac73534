"""Tell how far long work has come, also while an engine works on one statement."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .setup import Progress

#: How many steps are told in all, and how often, in seconds.
STEPS = 1_000
_EVERY = 0.25


class Pace:
    """How far some work has come: from where a stage begins to where it ends.

    Args:
        tell: is told how many of how many steps are done, by one thread alone.
    """

    def __init__(self, tell: Progress) -> None:
        """Start at nothing."""
        self._tell = tell
        self._first, self._last, self._told = 0, 0, 0
        self._share: Callable[[], float] = lambda: 0.0
        self._is_over = Event()

    def stage(
        self, first: int, last: int, share: Callable[[], float] = lambda: 0.0
    ) -> None:
        """Begin a stage.

        Args:
            first: the steps that are done before it.
            last: the steps that are done after it.
            share: returns how much of the stage is done, from 0 to 1.
        """
        self._first, self._last, self._share = first, last, share

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Tell how far the work has come every now and then, while it is done."""
        watch = Thread(target=self._watch, daemon=True)
        watch.start()
        try:
            yield
        finally:
            self._is_over.set()
            watch.join()
        self._tell(STEPS, STEPS)

    def _watch(self) -> None:
        while not self._is_over.wait(_EVERY):
            share = min(max(self._share(), 0.0), 1.0)
            done = self._first + int(share * (self._last - self._first))
            self._told = max(self._told, done)  # an engine begins anew with each query
            self._tell(self._told, STEPS)
