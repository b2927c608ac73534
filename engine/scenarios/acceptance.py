"""Rewrite what scenarios expect where a decision has changed the answer.

Only the expectations that were missed are rewritten, and the decision is recorded
beside them; every other byte of a file stays. A rewritten file is read and replayed
again before it counts: what does not come out as meant is left as it was.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from ..rulebook.language.shapes import Problems
from ..rulebook.model.problems import EngineError, Message, system_reason
from .cases import read_scenarios, reads_alike
from .edits import Decision, UnsafeError, rewrite_scenario
from .links import link_scenario
from .replay import deviations

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from ..rulebook.model.packs import Jurisdiction
    from ..space.space import Space
    from .cases import ScenarioDraft
    from .replay import Replay


@dataclass(frozen=True, slots=True, kw_only=True)
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
    contents = dict(files)
    done: list[Replay] = []
    left: list[tuple[Replay, Message]] = []
    for replay in missed:
        file = replay.scenario.place.file
        space = spaces[replay.scenario.municipality]
        try:
            content = rewrite_scenario(contents[file], replay, space, decision)
            _check(contents[file], content, replay, space.jurisdiction, decision.on)
        except UnsafeError as error:
            left.append((replay, error.message))
            continue
        contents[file] = content
        done.append(replay)
    changed = {
        file: (files[file], content)
        for file, content in contents.items()
        if content != files[file]
    }
    return AcceptResult(accepted=tuple(done), left=tuple(left), files=changed)


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


def _check(
    before: bytes,
    after: bytes,
    replay: Replay,
    jurisdiction: Jurisdiction,
    today: dt.date,
) -> None:
    """Refuse a rewritten file that says anything else than what is meant.

    Raises:
        UnsafeError: the scenario still misses, or another one reads differently.
    """
    file = replay.scenario.place.file
    old, new = _drafts(before, file), _drafts(after, file)
    id_ = replay.scenario.id
    others = old.keys() - {id_}
    if old.keys() != new.keys() or not all(
        reads_alike(old[other], new[other]) for other in others
    ):
        raise UnsafeError(Message.of("accept/changes-elsewhere"))
    problems = Problems()
    scenario = link_scenario(new[id_], jurisdiction, today, problems)
    if scenario is None or deviations(scenario, replay.answer, jurisdiction.vocabulary):
        raise UnsafeError(Message.of("accept/still-misses"))


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
