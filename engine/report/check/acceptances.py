"""Write which expectations were rewritten by a decision, and which were left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .replays import moved_text

if TYPE_CHECKING:
    from ...scenarios.acceptance import Acceptance
    from ...scenarios.edits import Decision
    from ...scenarios.replay import Replay


def acceptance_text(found: Acceptance, language: str) -> str:
    """Return each rewritten scenario with what it expected and expects."""
    is_english = language == "en"
    blocks = []
    for replay in found.accepted:
        done = "accepted" if is_english else "godtaget"
        blocks.append([f"{_where(replay)}: {done}", *_moves(replay, language)])
    for replay, why in found.left:
        left = "left as it was" if is_english else "lämnat som det var"
        blocks.append([f"{_where(replay)}: {left}: {why}", *_moves(replay, language)])
    return "".join(f"{line}\n" for block in blocks for line in block)


def _where(replay: Replay) -> str:
    return f"{replay.scenario.place}: {replay.scenario.id}"


def _moves(replay: Replay, language: str) -> list[str]:
    return [f"    {moved_text(moved, language)}" for moved in replay.differences]


def acceptance_line(found: Acceptance, language: str) -> str:
    """Return how many expectations were rewritten and how many left."""
    done, left, files = len(found.accepted), len(found.left), len(found.files)
    if language == "en":
        return f"{done} accepted in {files} files, {left} left as they were"
    return f"{done} godtagna i {files} filer, {left} lämnade som de var"


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
        "changes": [moved_text(moved, "en") for moved in replay.differences],
    }
