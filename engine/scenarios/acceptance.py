"""Rewrite what scenarios expect where a decision has changed the answer.

Only the expectations that were missed are rewritten, and the decision is recorded
beside them; every other byte of a file stays. A rewritten file is read and replayed
again before it counts: what does not come out as meant is left as it was.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.language.shapes import Problems
from ..rulebook.model.problems import EngineError, Message, system_reason
from .cases import read_scenarios, reads_alike
from .edits import ScenarioText, UnsafeError
from .links import link_scenario
from .replay import deviations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..space.space import Space
    from .cases import ScenarioDraft
    from .edits import Decision, Edit
    from .replay import Replay


@record
class AcceptResult:
    """Which missed scenarios were rewritten, and which were left, each with why.

    `files` holds the content of each file that changes, before and after.
    """

    accepted: tuple[Replay, ...]
    left: tuple[tuple[Replay, Message], ...]
    files: Mapping[str, tuple[bytes, bytes]]


def accept(
    missed: Iterable[Replay],
    files: Mapping[str, bytes],
    spaces: Mapping[str, Space],
    decision: Decision,
) -> AcceptResult:
    """Return the files with the missed expectations rewritten.

    Args:
        missed: the scenarios whose answer is not the expected one.
        files: the content of the files they stand in, by name.
        spaces: the rules of each municipality.
        decision: what the new expectations rest on.
    """
    by_file: dict[str, list[Replay]] = {}
    for replay in missed:
        by_file.setdefault(replay.scenario.place.file, []).append(replay)
    reasons: dict[str, Message] = {}
    changed: dict[str, tuple[bytes, bytes]] = {}
    for file, replays in by_file.items():
        rewriting = _FileRewriting(files[file], replays, spaces, decision)
        reasons |= rewriting.left
        if rewriting.accepted:
            changed[file] = (files[file], rewriting.content)
    missed = [replay for replays in by_file.values() for replay in replays]
    return AcceptResult(
        accepted=tuple(r for r in missed if r.scenario.id not in reasons),
        left=tuple(
            (r, reasons[r.scenario.id]) for r in missed if r.scenario.id in reasons
        ),
        files=changed,
    )


class _FileRewriting:
    """A file with what some of its scenarios expect rewritten.

    `left` tells by the id of a scenario why it was not rewritten.

    The file is read twice, before and after, however many scenarios miss; only where
    one of them does not come out as meant it is read again without that one.
    """

    def __init__(
        self,
        content: bytes,
        replays: Iterable[Replay],
        spaces: Mapping[str, Space],
        decision: Decision,
    ) -> None:
        self.content = content
        self.accepted: list[Replay] = []
        self.left: dict[str, Message] = {}
        self._spaces = spaces
        self._today = decision.on
        self._text = ScenarioText(content)
        self._edits: dict[str, list[Edit]] = {}
        wanted: list[Replay] = []
        for replay in replays:
            space = spaces[replay.scenario.municipality]
            try:
                edits = self._text.edits(replay, space, decision)
            except UnsafeError as error:
                self.left[replay.scenario.id] = error.message
                continue
            self._edits[replay.scenario.id] = edits
            wanted.append(replay)
        if wanted:
            self._before = _drafts(content, wanted[0].scenario.place.file)
            self._rewrite(wanted)

    def _rewrite(self, wanted: list[Replay]) -> None:
        """Rewrite those of the wanted that come out as meant."""
        while wanted:
            try:
                failures = self._failures(wanted)
            except UnsafeError as error:
                self._divide(wanted, error.message)
                return
            if not failures:
                self.content = self._with(wanted)
                self.accepted += wanted
                return
            self.left |= dict.fromkeys(failures, Message.of("accept/still-misses"))
            wanted = [each for each in wanted if each.scenario.id not in failures]

    def _divide(self, wanted: list[Replay], because: Message) -> None:
        """Find which of the wanted stands in the way, and rewrite the others."""
        if len(wanted) == 1:
            self.left[wanted[0].scenario.id] = because
            return
        middle = len(wanted) // 2
        self._rewrite(wanted[:middle])
        self._rewrite(wanted[middle:])

    def _with(self, wanted: Iterable[Replay]) -> bytes:
        """Return the file with the wanted rewritten, beside those already accepted."""
        rewritten = (*self.accepted, *wanted)
        return self._text.edited(
            edit for replay in rewritten for edit in self._edits[replay.scenario.id]
        )

    def _failures(self, wanted: Iterable[Replay]) -> list[str]:
        """Return the ids of the wanted that still miss when they are rewritten.

        Raises:
            UnsafeError: the file can no longer be read, or something else in it reads
                differently.
        """
        rewritten = {each.scenario.id: each for each in (*self.accepted, *wanted)}
        file = next(iter(rewritten.values())).scenario.place.file
        old, new = self._before, _drafts(self._with(wanted), file)
        if old.keys() != new.keys() or not all(
            reads_alike(old[other], new[other]) for other in old.keys() - rewritten
        ):
            raise UnsafeError(Message.of("accept/changes-elsewhere"))
        return [
            replay.scenario.id
            for replay in wanted
            if not self._is_as_meant(new[replay.scenario.id], replay)
        ]

    def _is_as_meant(self, draft: ScenarioDraft, replay: Replay) -> bool:
        """Tell whether a rewritten scenario expects the answer, all names known."""
        jurisdiction = self._spaces[replay.scenario.municipality].jurisdiction
        problems = Problems()
        scenario = link_scenario(draft, jurisdiction, self._today, problems)
        if scenario is None:
            return False
        return not deviations(scenario, replay.answer, jurisdiction.vocabulary)


def replace_files(files: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Write new contents in place of old ones, each file whole or not at all.

    Raises:
        EngineError: a file has changed meanwhile, or cannot be written.
    """
    for name, (before, after) in sorted(files.items()):
        path = Path(name).resolve()  # a link stays, what it leads to is replaced
        try:
            if path.read_bytes() != before:
                raise EngineError(
                    Message.of("accept/file-changed", path=PurePath(name))
                )
            _replace(path, after)
        except OSError as error:
            reason = system_reason(error)
            message = Message.of("file/unwritable", path=PurePath(name), reason=reason)
            raise EngineError(message) from error


def _replace(path: Path, content: bytes) -> None:
    handle, new = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, new)
        Path(new).replace(path)
    except OSError:
        Path(new).unlink(missing_ok=True)
        raise


def _drafts(content: bytes, file: str) -> dict[str, ScenarioDraft]:
    """Return the scenarios of a file by id, the questions of dilemmas among them.

    Raises:
        UnsafeError: the file can no longer be read.
    """
    problems = Problems()
    drafts, dilemmas = read_scenarios(content, file, problems)
    if problems:
        because = next(iter(problems)).message
        raise UnsafeError(Message.of("accept/unreadable-then", because=because))
    asks = (ask for dilemma in dilemmas for ask in dilemma.asks)
    return {draft.id: draft for draft in (*drafts, *asks)}
