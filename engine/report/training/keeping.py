"""Keep what happens in a session: each event is on the disk before the next screen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from engine.rulebook.folders import shown
from engine.rulebook.problems import EngineError
from engine.scenarios.training.results import events_in, line_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from engine.rulebook.problems import Problem
    from engine.scenarios.training.results import Event


class Keeper:
    """Appends events to a file that is the user's own, one line each."""

    def __init__(self, path: Path) -> None:
        """Take the file; it and its folder are made with the first event."""
        self._path = path

    def keep(self, event: Event) -> None:
        """Append an event and see that it reached the disk.

        A line that a stopped machine left half-written is ended first, so that it
        spoils nothing but itself.

        Raises:
            EngineError: the file cannot be written.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab+") as file:
                file.seek(0, os.SEEK_END)
                if file.tell():
                    file.seek(-1, os.SEEK_END)
                    torn = file.read(1) != b"\n"
                else:
                    torn = False
                line = ("\n" if torn else "") + line_of(event)
                file.write(line.encode("utf-8", "replace"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _refused("written", self._path, error) from error


def kept(paths: Iterable[Path]) -> tuple[list[Event], list[Problem]]:
    """Return the events in some files, and a problem for each line passed over.

    Raises:
        EngineError: a file cannot be read, or holds something else altogether.
    """
    events: list[Event] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise _refused("read", path, error) from error
        found, unread = events_in(content, shown(path))
        if unread and not found:
            msg = f"`{path}` holds no results of training sessions: {unread[0].what}"
            raise EngineError(msg)
        events += found
        problems += unread
    return events, problems


def _refused(done: str, path: Path, error: OSError) -> EngineError:
    reason = (error.strerror or "unknown reason").lower()
    return EngineError(f"the results in `{path}` cannot be {done}: {reason}")
