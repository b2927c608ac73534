"""Write which expectations were rewritten by a decision, and which were left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..json_text import SCHEMA
from ..layout import Block, Page, Paragraph, located, page
from ..lines import DEEPER, DEEPEST, Stress
from ..messages.rendering import message_text
from ..say import Say
from .replays import change_text

if TYPE_CHECKING:
    from ...scenarios.acceptance import AcceptResult
    from ...scenarios.edits import Decision
    from ...scenarios.replay import Replay
    from ..objects.checks import AcceptedObject, AcceptOutput


def acceptance_page(acceptance: AcceptResult, say: Say) -> Page:
    """Return each rewritten scenario with what it expected and expects."""
    blocks: list[Block] = []
    for replay in acceptance.accepted:
        done = say("godtaget", "accepted")
        blocks += [_located(replay, done), *_moves(replay, say)]
    for replay, why in acceptance.left:
        left = say("lämnat som det var", "left as it was")
        told = f"{left}: {message_text(why, say)}"
        blocks += [_located(replay, told, Stress.WARNING), *_moves(replay, say)]
    return page(blocks)


def _located(replay: Replay, told: str, stress: Stress | None = None) -> Paragraph:
    scenario = replay.scenario
    return located(scenario.place, f"{scenario.id}: {told}", stress)


def _moves(replay: Replay, say: Say) -> list[Block]:
    return [
        Paragraph(change_text(change, say), DEEPER, DEEPEST)
        for change in replay.deviations
    ]


def acceptance_line(acceptance: AcceptResult, say: Say) -> str:
    """Return how many expectations were rewritten and how many left."""
    done, left = len(acceptance.accepted), len(acceptance.left)
    files = len(acceptance.files)
    return say(
        f"{done} godtagna i {files} filer, {left} lämnade som de var",
        f"{done} accepted in {files} files, {left} left as they were",
    )


def acceptance_object(
    acceptance: AcceptResult, decision: Decision, say: Say
) -> AcceptOutput:
    """Return what was rewritten and what was left as plain data."""
    return {
        "schema": SCHEMA,
        "decision": decision.name,
        "why": decision.why,
        "on": decision.on.isoformat(),
        "files": sorted(acceptance.files),
        "accepted": [_object(replay) for replay in acceptance.accepted],
        "left": [
            {**_object(replay), "code": why.code, "because": message_text(why, say)}
            for replay, why in acceptance.left
        ],
    }


def _object(replay: Replay) -> AcceptedObject:
    return {
        "id": replay.scenario.id,
        "file": replay.scenario.place.file,
        "line": replay.scenario.place.line,
        "changes": [change_text(change, Say("en")) for change in replay.deviations],
    }
