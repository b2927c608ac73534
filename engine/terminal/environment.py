"""What the terminal takes from its surroundings: language, folders, processors."""

from __future__ import annotations

import contextlib
import locale
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..service.setup import Language


def locale_language() -> Language:
    """Return the language of the user's locale: English, or else Swedish."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "en" if value.lower().startswith("en") else "sv"
    with contextlib.suppress(ValueError):
        name = locale.getlocale()[0] or ""
        return "en" if name.lower().startswith("en") else "sv"
    return "sv"


def cache_folder() -> Path | None:
    """Return where compiled rulebooks are kept; MANDAT_CACHE=off keeps none."""
    named = os.environ.get("MANDAT_CACHE")
    if named is not None and named.casefold() in {"", "off", "0", "no"}:
        return None
    if named:
        return Path(named)
    import platformdirs  # noqa: PLC0415 - 15 ms that a named folder does not need

    return Path(platformdirs.user_cache_dir("mandat", appauthor=False))


def results_file() -> Path:
    """Return where answers of training are kept unless somebody says otherwise."""
    import platformdirs  # noqa: PLC0415 - as above

    folder = platformdirs.user_data_dir("mandat", appauthor=False)
    return Path(folder) / "results.jsonl"


def processors() -> int:
    """Return how many processors this process may use."""
    with contextlib.suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
