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
from typing import TYPE_CHECKING

from bench.made_up import write_pack
from bench.measuring import Line, Race, processor_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

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
_IMPORTS = "import click, yaml, tabulate, durable_rules_engine"
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
#: What is run beside a process that imports the libraries, and how much it may take.
_BESIDE_FLOOR = {
    "--version": (("--version",), 0.3),
    "--help": (("--help",), 0.3),
    "who": (_ASK, 1.3),
    "who, a table": (("who", "mediefrågor", "-m", "kungsör"), 1.3),
    "route": (("route", "förtroendevald", "rektor", "-m", "kungsör"), 1.3),
    "may": (("may", "politiker", "detaljstyra", "-m", "kungsör"), 1.3),
    "ask": (("ask", "får jag som politiker ringa rektorn?", "-m", "kungsör"), None),
}
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
    """Return how what somebody waits for compares with importing the libraries."""
    kept, empty = folder / "kept", folder / "empty"

    def without_cache() -> None:
        shutil.rmtree(empty, ignore_errors=True)
        copy.mandat(empty, *_ASK)

    contestants: dict[str, Callable[[], object]] = {
        "floor": lambda: copy.python(kept, "-c", _IMPORTS),
        "nothing cached": without_cache,
        **{
            name: partial(copy.python, kept, "cli.py", *words)
            for name, (words, _) in _BESIDE_FLOOR.items()
        },
    }
    copy.mandat(kept, *_ASK)
    race = Race(contestants, _ROUNDS, clock=processor_seconds)
    goals = {name: goal for name, (_, goal) in _BESIDE_FLOOR.items()}
    lines = [
        Line(
            what=f"cold `mandat {name}`",
            beside="Python importing the libraries",
            ratio=race.ratio(name, "floor"),
            goal=goal,
            unit="ms",
            ours=race.seconds(name),
            theirs=race.seconds("floor"),
        )
        for name, goal in {**goals, "nothing cached": 8}.items()
    ]
    ask = Line(
        what="cold `mandat ask`",
        beside="cold `mandat who`",
        ratio=race.ratio("ask", "who"),
        goal=1.5,
        unit="ms",
        ours=race.seconds("ask"),
        theirs=race.seconds("who"),
    )
    return [*lines, ask]


def _beside_small(copy: _Copy, folder: Path) -> list[Line]:
    """Return how larger rulebooks compare with a small one, in one town or in many."""
    kept, many = folder / "kept", folder / "many"
    sizes = {name: folder / name for name in ("200", "3,000", "20,000")}
    for name, rules in sizes.items():
        write_pack(rules, "kommun-0", int(name.replace(",", "")))
    write_pack(many, "kommun-0", _RULES)
    for number in range(_NEIGHBOURS):
        write_pack(many, f"kommun-{number + 1}", _RULES_EACH)
    race = Race(
        {
            name: partial(copy.mandat, kept, *_ASK_MADE_UP, "--rules", str(rules))
            for name, rules in {**sizes, "many": many}.items()
        },
        _ROUNDS,
        clock=processor_seconds,
    )
    return [
        Line(
            what=f"cold `mandat who`, {what}",
            beside="the same, 200 rules",
            ratio=race.ratio(name, "200"),
            goal=1.2,
            unit="ms",
            ours=race.seconds(name),
            theirs=race.seconds("200"),
        )
        for name, what in (
            ("3,000", "3,000 rules in one municipality"),
            ("20,000", "20,000 rules in one municipality"),
            ("many", "20,000 rules in 290 municipalities"),
        )
    ]
