"""Tell in which rooms of the house a command spends its time."""

from __future__ import annotations

import os
import pstats
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, cast

_TOP = Path(__file__).parent.parent
_ENGINE = _TOP / "engine"
#: So many rooms are told of.
_MOST = 4
_OUTSIDE = "Python and libraries"


def shares(arguments: list[str], cache: Path) -> str:
    """Return the rooms in which a command works longest, each with its share.

    It runs once more, on one processor and watched, so that its own functions weigh
    more than what Python itself does in C.
    """
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder, "profile")
        command = [sys.executable, "-m", "cProfile", "-o", str(profile)]
        subprocess.run(
            [*command, str(_TOP / "cli.py"), *arguments],
            check=False,
            cwd=_TOP,
            env={**os.environ, "MANDAT_CACHE": str(cache)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=_keep_to_one_processor,
        )
        watched = cast("Any", pstats.Stats(str(profile))).stats
    seconds: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, _) in watched.items():
        path = Path(file)
        is_ours = path.is_relative_to(_ENGINE) and path.parent != _ENGINE
        seconds[path.relative_to(_ENGINE).parts[0] if is_ours else _OUTSIDE] += own
    whole = sum(seconds.values())
    told = (f"{room} {own / whole:.0%}" for room, own in seconds.most_common(_MOST))
    return ", ".join(told)


def _keep_to_one_processor() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
