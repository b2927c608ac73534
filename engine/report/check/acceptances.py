"""Write which expectations were rewritten by a decision, and which were left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..say import Say
from .replays import moved_text

if TYPE_CHECKING:
    from ...scenarios.acceptance import Acceptance
    from ...scenarios.edits import Decision
    from ...scenarios.replay import Replay


def acceptance_text(found: Acceptance, say: Say) -> str:
    """Return each rewritten scenario with what it expected and expects."""
    blocks = []
    for replay in found.accepted:
        done = say("godtaget", "accepted")
        blocks.append([f"{_where(replay)}: {done}", *_moves(replay, say)])
    for replay, why in found.left:
        left = say("lämnat som det var", "left as it was")
        blocks.append([f"{_where(replay)}: {left}: {why}", *_moves(replay, say)])
    return "".join(f"{line}\n" for block in blocks for line in block)


def _where(replay: Replay) -> str:
    return f"{replay.scenario.place}: {replay.scenario.id}"


def _moves(replay: Replay, say: Say) -> list[str]:
    return [f"    {moved_text(moved, say)}" for moved in replay.deviations]


def acceptance_line(found: Acceptance, say: Say) -> str:
    """Return how many expectations were rewritten and how many left."""
    done, left, files = len(found.accepted), len(found.left), len(found.files)
    return say(
        f"{done} godtagna i {files} filer, {left} lämnade som de var",
        f"{done} accepted in {files} files, {left} left as they were",
    )


def acceptance_object(found: Acceptance, decision: Decision) -> dict[str, Any]:
    """Return what was rewritten and what was left as plain data."""
    return {
        "decision": decision.name,
        "why": decision.why,
        "on": decision.on.isoformat(),
        "files": sorted(found.files),
        "accepted": [_object(replay) for replay in found.accepted],
        "left": [{**_object(replay), "because": why} for replay, why in found.left],
    }


def _object(replay: Replay) -> dict[str, Any]:
    return {
        "id": replay.scenario.id,
        "file": replay.scenario.place.file,
        "line": replay.scenario.place.line,
        "changes": [moved_text(moved, Say("en")) for moved in replay.deviations],
    }
