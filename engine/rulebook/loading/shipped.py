"""Find the YAML folders, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from ..model.problems import EngineError, Message

_PACKAGE = Path(__file__).parents[2]


def shipped(folder: str) -> Path:
    """Return the folder of YAML that came with this copy of the engine.

    A wheel carries it inside the package; a checkout keeps it beside the
    package, where people edit it.

    Raises:
        EngineError: this copy came without it.
    """
    for candidate in (_PACKAGE / "_shipped" / folder, _PACKAGE.parent / folder):
        if candidate.is_dir():
            return candidate
    raise EngineError(Message.of("rules/not-shipped", folder=folder))
