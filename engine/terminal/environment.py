"""What the terminal takes from its surroundings: folders and processors."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from ..rulebook.model.problems import EngineError, Message


def cache_folder() -> Path | None:
    """Return where compiled rulebooks are kept; MANDAT_CACHE=off keeps none."""
    named = os.environ.get("MANDAT_CACHE")
    if named is not None and named.casefold() in {"", "off", "0", "no"}:
        return None
    if named:
        return Path(named)
    return _own_folder("user_cache_dir")


def results_file() -> Path:
    """Return where answers of training are kept unless somebody says otherwise.

    Raises:
        EngineError: the user has no home folder.
    """
    folder = _own_folder("user_data_dir")
    if folder is None:
        raise EngineError(Message.of("results/no-home"))
    return folder / "results.jsonl"


def _own_folder(kind: str) -> Path | None:
    """Return a folder of the user by its kind, None for a user without a home.

    In a container the user may be in no list; some editions of the library then name
    a folder called `~` in the one where somebody stands, others raise an error.
    """
    import platformdirs  # noqa: PLC0415 - 15 ms that a named folder does not need

    try:
        folder = Path(getattr(platformdirs, kind)("mandat", appauthor=False))
    except RuntimeError:
        return None
    return folder if folder.is_absolute() else None


def processors() -> int:
    """Return how many processors this process may use."""
    with contextlib.suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
