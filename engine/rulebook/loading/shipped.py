"""Find the folders that lie beside the package in a checkout, and in it in a wheel."""

from __future__ import annotations

import functools
from pathlib import Path

from ..model.problems import EngineError, Message

_PACKAGE = Path(__file__).parents[2]


def shipped(folder: str) -> Path:
    """Return a folder that came with this copy: of packs, scenarios or schemas.

    A wheel carries it inside the package; a checkout keeps it beside the
    package, where people edit it.

    Raises:
        EngineError: this copy came without it.
    """
    for candidate in (_PACKAGE / "_shipped" / folder, _PACKAGE.parent / folder):
        if candidate.is_dir():
            return candidate
    raise EngineError(Message.of("rules/not-shipped", folder=folder))


def shelf(rules: Path) -> Path | None:
    """Return the shipped packs that the packs in a folder may use without a copy.

    None where the folder is itself the shipped one, or this copy came without packs.
    """
    kept = _shipped_rules()
    if kept is None or Path(rules).resolve() == kept.resolve():
        return None
    return kept


@functools.cache
def _shipped_rules() -> Path | None:
    try:
        return shipped("rules")
    except EngineError:
        return None
