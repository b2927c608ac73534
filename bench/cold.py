"""Measure whole processes: a cold `mandat who` beside a Python that only imports.

And every short command beside the same one of an older commit, in one run.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from functools import partial
from pathlib import Path

from bench.made_up import write_pack
from bench.measuring import Line, Race, processor_seconds

_ROUNDS = 15
_TOP = Path(__file__).parent.parent
_PARTS = ("engine", "rules", "scenarios")
_ASK = ("who", "nämndmål", "-m", "linköping", "-g", "målområde=medarbetare")
_ASK_MADE_UP = (
    "who",
    "arende-7",
    "-m",
    "kommun-0",
    "-g",
    "belopp=1",
    "-g",
    "omrade=vard",
)
_IMPORTS = "import click, yaml, durable_rules_engine"
_RULES = 200
_RULES_FOLDER, _SCENARIOS_FOLDER = "RULES", "SCENARIOS"
_OF_KUNGSOR = ("-m", "kungsör", "--rules", _RULES_FOLDER)
#: What somebody waits for.
_COMMANDS = (
    ("--version",),
    ("who", "mediefrågor", *_OF_KUNGSOR),
    ("route", "förtroendevald", "rektor", *_OF_KUNGSOR),
    ("may", "politiker", "detaljstyra ett enskilt ärende", *_OF_KUNGSOR),
    ("show", "rektor", *_OF_KUNGSOR),
    ("ask", "får jag som politiker ringa rektorn?", *_OF_KUNGSOR),
    ("check", _SCENARIOS_FOLDER, *_OF_KUNGSOR),
    ("lint", "--scenarios", _SCENARIOS_FOLDER, *_OF_KUNGSOR),
)
#: Besides the one asked about; together they make 20,000 rules in 290 packs.
_NEIGHBOURS, _RULES_EACH = 289, 69


class _Copy:
    """A copy of what runs, that keeps its own bytecode, as an installed one does."""

    def __init__(self, folder: Path) -> None:
        """Take a folder in which the parts stand."""
        self._folder = folder
        #: Where it may keep rulebooks.
        self.cache = folder / "cache"

    @classmethod
    def of_checkout(cls, folder: Path) -> _Copy:
        """Copy what stands here."""
        for part in _PARTS:
            bytecode = shutil.ignore_patterns("__pycache__")
            shutil.copytree(_TOP / part, folder / part, ignore=bytecode)
        shutil.copy(_TOP / "cli.py", folder)
        return cls(folder)

    @classmethod
    def of_commit(cls, folder: Path, commit: str) -> _Copy:
        """Copy what stood in a commit."""
        command = ["git", "archive", "--format=tar", commit, "cli.py", *_PARTS]
        packed = subprocess.run(command, cwd=_TOP, check=True, capture_output=True)
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
            archive.extractall(folder, filter="data")
        return cls(folder)

    def mandat(self, cache: Path, *arguments: str) -> None:
        """Run a command with compiled rulebooks kept in `cache`."""
        self.python(cache, "cli.py", *arguments)
        if not any(cache.iterdir()):
            msg = "nothing was kept in the cache, so nothing was measured"
            raise RuntimeError(msg)

    def python(self, cache: Path, *arguments: str) -> None:
        """Run Python, and fail when it does."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if name != "PYTHONDONTWRITEBYTECODE" and not name.startswith("MANDAT_")
        }
        environment["MANDAT_CACHE"] = str(cache)
        subprocess.run(
            [sys.executable, *arguments],
            check=True,
            cwd=self._folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def lines() -> list[Line]:
    """Return how cold starts compare with the floor, and large rulebooks with small."""
    with tempfile.TemporaryDirectory() as folder:
        copy = _Copy.of_checkout(Path(folder, "copy"))
        return [*_beside_floor(copy, Path(folder)), *_beside_small(copy, Path(folder))]


def lines_against(commit: str) -> list[Line]:
    """Return how the short commands compare with those of an older commit.

    Both answer by the rules of that commit, for there are more every week, and what
    counts is the time that processors work.
    """
    with tempfile.TemporaryDirectory() as folder:
        now = _Copy.of_checkout(Path(folder, "now"))
        then = _Copy.of_commit(Path(folder, "then"), commit)
        places = {
            _RULES_FOLDER: str(Path(folder, "then", "rules")),
            _SCENARIOS_FOLDER: str(Path(folder, "then", "scenarios")),
        }
        return [
            _beside_older(now, then, [places.get(word, word) for word in words], commit)
            for words in _COMMANDS
        ]


def _beside_older(now: _Copy, then: _Copy, words: list[str], commit: str) -> Line:
    race = Race(
        {
            name: partial(copy.python, copy.cache, "cli.py", *words)
            for name, copy in (("now", now), ("then", then))
        },
        _ROUNDS,
        clock=processor_seconds,
    )
    return Line(
        what=f"cold `mandat {words[0]}`, rulebook cached",
        beside=f"the same in {commit}",
        ratio=race.ratio("now", "then"),
        goal=1,
        unit="ms",
        ours=race.seconds("now"),
        theirs=race.seconds("then"),
    )


def _beside_floor(copy: _Copy, folder: Path) -> list[Line]:
    kept, empty = folder / "kept", folder / "empty"

    def without_cache() -> None:
        shutil.rmtree(empty, ignore_errors=True)
        copy.mandat(empty, *_ASK)

    race = Race(
        {
            "cached": lambda: copy.mandat(kept, *_ASK),
            "not cached": without_cache,
            "floor": lambda: copy.python(kept, "-c", _IMPORTS),
        },
        _ROUNDS,
    )
    return [
        Line(
            what=f"cold `mandat who`, {state}",
            beside="Python importing the libraries",
            ratio=race.ratio(name, "floor"),
            goal=goal,
            unit="ms",
            ours=race.seconds(name),
            theirs=race.seconds("floor"),
        )
        for name, state, goal in (
            ("cached", "rulebook cached", 2),
            ("not cached", "nothing cached", 6),
        )
    ]


def _beside_small(copy: _Copy, folder: Path) -> list[Line]:
    kept, small, large = folder / "kept", folder / "small", folder / "large"
    write_pack(small, "kommun-0", _RULES)
    write_pack(large, "kommun-0", _RULES)
    for number in range(_NEIGHBOURS):
        write_pack(large, f"kommun-{number + 1}", _RULES_EACH)
    race = Race(
        {
            name: partial(copy.mandat, kept, *_ASK_MADE_UP, "--rules", str(rules))
            for name, rules in (("small", small), ("large", large))
        },
        _ROUNDS,
    )
    return [
        Line(
            what="cold and cached, 20,000 rules in 290 municipalities",
            beside="the same, 200 rules in one",
            ratio=race.ratio("large", "small"),
            goal=1.5,
            unit="ms",
            ours=race.seconds("large"),
            theirs=race.seconds("small"),
        )
    ]
