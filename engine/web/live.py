"""The rules that a server answers from, read anew when their files change."""

from __future__ import annotations

import contextlib
import logging
from dataclasses import field
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.loading.digests import rules_digest
from ..rulebook.loading.walks import FolderWalk
from ..rulebook.model.problems import EngineError
from ..service.mandat import Mandat
from ..service.setup import Setup, local_now, local_today
from .memory import LongWorks

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from ..service.setup import Clock

_LOG = logging.getLogger("mandat.web")


@record
class ServedEdition:
    """The rules as they were when they were read.

    Attributes:
        mandat: answers from them.
        digest: of the names and contents of their files, in hexadecimal digits.
        read_at: when they were read, with its offset from UTC.
        works: what was made of them that takes long, for as long as they are served.
    """

    mandat: Mandat
    digest: str
    read_at: dt.datetime
    works: LongWorks = field(default_factory=LongWorks, repr=False, compare=False)


class LiveRules:
    """A folder of rules that is read anew when a file in it changes.

    So are the scenarios beside it. A request keeps the edition it began with, nothing
    of which is read again. Files that cannot be used leave the edition before them in
    use, and `problem` tells what is wrong.
    """

    def __init__(self, rules: Path, read: Callable[[], Mandat]) -> None:
        """Read the rules.

        Args:
            rules: the folder of packs.
            read: reads them; it is called again when they have changed.

        Raises:
            EngineError: the rules cannot be used.
        """
        self._rules, self._read_all = rules, read
        self._cases = rules.resolve().parent / "scenarios"
        self._lock = Lock()
        self._ended = Event()
        self.problem: EngineError | None = None
        self._seen = (_state(rules), _state(self._cases))
        self.edition = self._read()

    def _read(self) -> ServedEdition:
        digest = rules_digest(self._rules)
        return ServedEdition(
            mandat=self._read_all(), digest=digest, read_at=local_now()
        )

    def refresh(self) -> bool:
        """Read the rules anew if a file has changed; return whether they were."""
        with self._lock:
            now = (_state(self._rules), _state(self._cases))
            if now == self._seen:
                return False
            is_of_cases = now[1] != self._seen[1] or self.problem is not None
            self._seen = now
            try:
                edition = self._read()
                if is_of_cases:
                    edition.mandat.check_cases()
            except EngineError as error:
                self.problem = error
                _LOG.warning("rules kept", extra={"told": {"code": error.message.code}})
                return False
            self.edition, self.problem = edition, None
            _LOG.info("rules read", extra={"told": {"digest": edition.digest}})
            return True

    def watch(self, seconds: float) -> None:
        """Look for changes every so many seconds, in a thread, until `close`."""
        Thread(target=self._watch, args=(seconds,), daemon=True).start()

    def _watch(self, seconds: float) -> None:
        while not self._ended.wait(seconds):
            try:
                self.refresh()
            except Exception:  # noqa: BLE001 - the rules before are served on
                _LOG.exception("rules not read")

    def close(self) -> None:
        """Stop looking for changes."""
        self._ended.set()


def read_rules(
    rules: Path, cache: Path | None = None, today: Clock = local_today
) -> Mandat:
    """Return the rules of all municipalities, what they share held once.

    Args:
        rules: the folder of packs, which no answer names.
        cache: a folder for compiled rulebooks; None to go without.
        today: returns the day that counts as today.

    Raises:
        EngineError: the rules cannot be used.
    """
    mandat = Mandat(Setup(rules=rules, named="", cache=cache, today=today))
    mandat.read_all()
    return mandat


def _state(rules: Path) -> tuple[tuple[str, int, int, int], ...]:
    """Return what changes when a file below a folder does, without reading any."""
    seen = []
    for entry in FolderWalk(rules).below(rules):
        with contextlib.suppress(OSError):  # gone between the walk and the look at it
            status = entry.path.stat()
            times = (status.st_size, status.st_mtime_ns, status.st_ino)
            seen.append((str(entry.path), *times))
    return tuple(seen)
