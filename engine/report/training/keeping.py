"""Keep what happens in a session: each event is on the disk before the next screen."""

from __future__ import annotations

import contextlib
import os
from pathlib import PurePath
from typing import TYPE_CHECKING

from ...rulebook.loading.folders import shown
from ...rulebook.model.problems import EngineError, Message, system_reason
from ...training.results import events_in, line_of
from ...training.sessions import without_beginning

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ...rulebook.model.problems import Problem
    from ...training.results import Event
    from ..say import Say


class Keeper:
    """Appends events to a file that is the user's own, one line each."""

    def __init__(self, path: Path) -> None:
        """Take the file, made with the first event."""
        self._path = path

    def check(self) -> None:
        """See that events can be kept, and leave nothing behind.

        Raises:
            EngineError: the file cannot be written.
        """
        if self._path.exists() and not self._path.is_file():
            raise self._unwritable(Message.of("system/not-ordinary"))
        made = [folder for folder in self._path.parents if not folder.exists()]
        is_new = not self._path.exists()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.open("ab").close()
        except OSError as error:
            raise self._unwritable(system_reason(error)) from error
        finally:
            with contextlib.suppress(OSError):  # what was never made is not there
                if is_new:
                    self._path.unlink()
                for folder in made:
                    folder.rmdir()

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
            raise self._unwritable(system_reason(error)) from error

    def _unwritable(self, reason: Message) -> EngineError:
        path = PurePath(shown(self._path))
        return EngineError(Message.of("results/unwritable", path=path, reason=reason))


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
            raise _unreadable(path, error) from error
        own, unread = events_in(content, shown(path))
        if unread and not own:
            because = unread[0].message
            name = PurePath(shown(path))
            message = Message.of("results/none", path=name, because=because)
            raise EngineError(message)
        events += own
        problems += unread
    return events, problems


def lost_texts(events: Iterable[Event], say: Say) -> list[str]:
    """Return a message where events count for nothing: their session never began."""
    count = without_beginning(events)
    if not count:
        return []
    if count == 1:
        return [
            say(
                "en händelse hör till en övning vars början saknas: den räknas inte",
                "an event belongs to a session whose beginning is missing: it does "
                "not count",
            )
        ]
    return [
        say(
            f"{count} händelser hör till övningar vars början saknas: de räknas inte",
            f"{count} events belong to sessions whose beginning is missing: they do "
            "not count",
        )
    ]


def _unreadable(path: Path, error: OSError) -> EngineError:
    name, reason = PurePath(shown(path)), system_reason(error)
    return EngineError(Message.of("results/unreadable", path=name, reason=reason))
