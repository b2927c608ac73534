"""The file of results: each event is on the disk before the next screen is shown."""

from __future__ import annotations

import contextlib
import os
from pathlib import PurePath
from typing import TYPE_CHECKING

from ..rulebook.loading.walks import ordinary_content, shown
from ..rulebook.model.bounds import LARGEST_RESULTS
from ..rulebook.model.problems import EngineError, Message, system_reason
from .results import event_line, events_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..rulebook.model.problems import Problem
    from .results import Event


class ResultsFile:
    """A file that is the user's own; events are appended, one line each."""

    def __init__(self, path: Path) -> None:
        """Take the file, made with the first event."""
        self._path = path

    def check(self) -> None:
        """See that events can be appended, and leave nothing behind.

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

    def append(self, event: Event) -> None:
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
                is_torn = False
                if file.tell():
                    file.seek(-1, os.SEEK_END)
                    is_torn = file.read(1) != b"\n"
                line = ("\n" if is_torn else "") + event_line(event)
                file.write(line.encode("utf-8", "replace"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._unwritable(system_reason(error)) from error

    def _unwritable(self, reason: Message) -> EngineError:
        path = PurePath(shown(self._path))
        return EngineError(Message.of("results/unwritable", path=path, reason=reason))


def results_in(paths: Iterable[Path]) -> tuple[list[Event], list[Problem]]:
    """Return the events in some files, and a problem for each line passed over.

    Raises:
        EngineError: a file cannot be read, or holds something else altogether.
    """
    events: list[Event] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            content = ordinary_content(path, LARGEST_RESULTS)
        except OSError as error:
            raise _unreadable(path, system_reason(error)) from error
        if content is None:
            what = "is-a-folder" if path.is_dir() else "not-ordinary"
            raise _unreadable(path, Message.of(f"system/{what}"))
        if len(content) > LARGEST_RESULTS:
            most = LARGEST_RESULTS // 1_000_000
            raise _unreadable(path, Message.of("system/too-large", most=most))
        own, unread = events_in(content, shown(path))
        if unread and not own:
            because = unread[0].message
            name = PurePath(shown(path))
            message = Message.of("results/none", path=name, because=because)
            raise EngineError(message)
        events += own
        problems += unread
    return events, problems


def _unreadable(path: Path, reason: Message) -> EngineError:
    name = PurePath(shown(path))
    return EngineError(Message.of("results/unreadable", path=name, reason=reason))
