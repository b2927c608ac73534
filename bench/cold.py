"""Measure whole processes: a cold `mandat who` beside a Python that only imports."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measuring import Line, Race

_ROUNDS = 15
_TOP = Path(__file__).parent.parent
_PARTS = ("engine", "rules")
_ASK = ("cli.py", "who", "nämndmål", "-m", "linköping", "-g", "målområde=medarbetare")
_IMPORTS = "import click, yaml, tabulate, durable_rules_engine"


def lines() -> list[Line]:
    """Return how cold starts compare with the floor, with and without cache."""
    with tempfile.TemporaryDirectory() as folder:
        kept, empty = Path(folder, "kept"), Path(folder, "empty")
        copy = _copied(Path(folder, "copy"))

        def ask(cache: Path) -> None:
            _run(copy, cache, *_ASK)

        def ask_without_cache() -> None:
            shutil.rmtree(empty, ignore_errors=True)
            ask(empty)

        race = Race(
            {
                "cached": lambda: ask(kept),
                "not cached": ask_without_cache,
                "floor": lambda: _run(copy, kept, "-c", _IMPORTS),
            },
            _ROUNDS,
        )
        if not any(kept.iterdir()):
            msg = "nothing was kept in the cache, so nothing was measured"
            raise RuntimeError(msg)
    floor = "Python importing the libraries"
    return [
        Line(
            what="cold `mandat who`, rulebook cached",
            beside=floor,
            ratio=race.ratio("cached", "floor"),
            goal=2,
            unit="ms",
            ours=race.seconds("cached"),
            theirs=race.seconds("floor"),
        ),
        Line(
            what="cold `mandat who`, nothing cached",
            beside=floor,
            ratio=race.ratio("not cached", "floor"),
            goal=6,
            unit="ms",
            ours=race.seconds("not cached"),
            theirs=race.seconds("floor"),
        ),
    ]


def _copied(folder: Path) -> Path:
    """Return a copy of what runs, so that bytecode is kept in the copy."""
    for part in _PARTS:
        bytecode = shutil.ignore_patterns("__pycache__")
        shutil.copytree(_TOP / part, folder / part, ignore=bytecode)
    shutil.copy(_TOP / "cli.py", folder)
    return folder


def _run(folder: Path, cache: Path, *arguments: str) -> None:
    """Run Python as an installed program would run, and fail when it does."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != "PYTHONDONTWRITEBYTECODE" and not name.startswith("MANDAT_")
    }
    environment["MANDAT_CACHE"] = str(cache)
    subprocess.run(
        [sys.executable, *arguments],
        check=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
