"""Keep what happens in a session: each event is on the disk before the next screen."""

from __future__ import annotations

import contextlib
import errno
import os
from typing import TYPE_CHECKING

from ...rulebook.loading.folders import shown
from ...rulebook.model.problems import EngineError
from ...training.results import events_in, line_of
from ...training.sessions import without_beginning

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ...rulebook.model.problems import Problem
    from ...training.results import Event


class Keeper:
    """Appends events to a file that is the user's own, one line each."""

    def __init__(self, path: Path, language: str) -> None:
        """Take the file, made with the first event, and the language of errors."""
        self._path = path
        self._language = language

    def check(self) -> None:
        """See that events can be kept, and leave nothing behind.

        Raises:
            EngineError: the file cannot be written.
        """
        if self._path.exists() and not self._path.is_file():
            raise self._unwritable(_reason(None, self._language))
        made = [folder for folder in self._path.parents if not folder.exists()]
        is_new = not self._path.exists()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.open("ab").close()
        except OSError as error:
            raise self._unwritable(_reason(error, self._language)) from error
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
            raise self._unwritable(_reason(error, self._language)) from error

    def _unwritable(self, reason: str) -> EngineError:
        path = shown(self._path)
        return EngineError(
            f"the results in `{path}` cannot be written: {reason}"
            if self._language == "en"
            else f"resultaten i `{path}` går inte att skriva: {reason}"
        )


def kept(paths: Iterable[Path], language: str) -> tuple[list[Event], list[Problem]]:
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
            raise _unreadable(path, error, language) from error
        found, unread = events_in(content, shown(path), language)
        if unread and not found:
            raise EngineError(
                f"`{shown(path)}` holds no results of training sessions: "
                f"{unread[0].what}"
                if language == "en"
                else f"`{shown(path)}` har inga resultat av övningar: {unread[0].what}"
            )
        events += found
        problems += unread
    return events, problems


def lost_texts(events: Iterable[Event], language: str) -> list[str]:
    """Return a message where events count for nothing: their session never began."""
    count = without_beginning(events)
    if not count:
        return []
    if language == "en":
        return [
            f"{count} events belong to sessions whose beginning is missing: they do "
            "not count"
            if count > 1
            else "an event belongs to a session whose beginning is missing: it does "
            "not count"
        ]
    return [
        f"{count} händelser hör till övningar vars början saknas: de räknas inte"
        if count > 1
        else "en händelse hör till en övning vars början saknas: den räknas inte"
    ]


def _unreadable(path: Path, error: OSError, language: str) -> EngineError:
    reason = _reason(error, language)
    return EngineError(
        f"the results in `{shown(path)}` cannot be read: {reason}"
        if language == "en"
        else f"resultaten i `{shown(path)}` går inte att läsa: {reason}"
    )


#: What the system says most often when it refuses a file, in Swedish.
_SWEDISH = {
    errno.EACCES: "behörighet saknas",
    errno.EPERM: "behörighet saknas",
    errno.EROFS: "disken är skrivskyddad",
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet är slut",
    errno.EISDIR: "det är en mapp",
    errno.ENOTDIR: "en del av sökvägen är ingen mapp",
    errno.EEXIST: "en del av sökvägen är ingen mapp",
    errno.ENOENT: "platsen finns inte",
    errno.ENAMETOOLONG: "namnet är för långt",
}


def _reason(error: OSError | None, language: str) -> str:
    """Return why the system refuses a file; no error for what is no file at all."""
    if error is None:
        return (
            "it is no ordinary file" if language == "en" else "det är ingen vanlig fil"
        )
    said = (error.strerror or "unknown reason").lower()
    if language == "en":
        return said
    return _SWEDISH.get(error.errno or 0, f"systemet svarar ”{said}”")
