"""Measure the commands on delegation orders as large as those of a real municipality.

Ten committees with three hundred rows each, beside one of them, and beside the time
that somebody waits for. Nothing is cached, and what counts is the time that processors
work, start and reading of all the rules included.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from bench.made_up_orders import COLUMNS, write_orders
from bench.measuring import Line, Race, Spread, processor_seconds

_TOP = Path(__file__).parent.parent
_TOWN = "provstad"
_COMMITTEES, _ROWS = 10, 300
_ROUNDS = 3
#: What somebody waits for.
_MOST_SECONDS = 3.0
#: Ten times as many rows take at most that much longer.
_MOST_GROWTH = 10.0
_CHANGED = "CHANGED"
#: What is asked of the first committee, of which both municipalities have the same.
_COMMANDS = (
    ("who", "avskriva fordran"),
    ("ask", "vem beslutar om att avskriva en fordran"),
    ("show", "ec-1"),
    ("diff", _CHANGED),
    ("lint",),
)


def lines() -> list[Line]:
    """Return how each command grows with the rows, and whether anybody has to wait."""
    with tempfile.TemporaryDirectory() as folder:
        places = {
            name: _written(Path(folder, name), committees)
            for name, committees in (("one", 1), ("ten", _COMMITTEES))
        }
        return [line for words in _COMMANDS for line in _of_command(words, places)]


def _of_command(words: tuple[str, ...], places: dict[str, Path]) -> list[Line]:
    contestants = {
        name: partial(_mandat, folder, words) for name, folder in places.items()
    }
    race = Race(contestants, _ROUNDS, clock=processor_seconds)
    what = f"cold `mandat {words[0]}`, nothing cached, {_COMMITTEES * _ROWS:,} rows"
    used = race.seconds("ten")
    return [
        Line(
            what=what,
            beside=f"the same, {_ROWS} rows",
            ratio=race.ratio("ten", "one"),
            goal=_MOST_GROWTH,
            unit="ms",
            ours=used,
            theirs=race.seconds("one"),
        ),
        Line(
            what=what,
            beside="the time allowed",
            ratio=used.divided(_MOST_SECONDS),
            goal=1,
            unit="ms",
            ours=used,
            theirs=Spread(_MOST_SECONDS, _MOST_SECONDS, _MOST_SECONDS),
        ),
    ]


def _written(folder: Path, committees: int) -> Path:
    """Write a municipality, and a copy of it in which a delegate has changed."""
    write_orders(folder / "rules", _TOWN, committees, _ROWS)
    shutil.copytree(folder / "rules", folder / _CHANGED)
    table = folder / _CHANGED / _TOWN / "orders" / "namnd-1" / "rows.csv"
    written = table.read_text(encoding="utf-8").splitlines()
    delegate = COLUMNS.split(";").index("delegat")
    for number, line in enumerate(written):
        cells = line.split(";")
        if cells[delegate:] == ["EC"]:
            cells[delegate] = "AC"
            written[number] = ";".join(cells)
            table.write_text("\n".join((*written, "")), encoding="utf-8")
            return folder
    msg = "no row to change was found"
    raise RuntimeError(msg)


def _mandat(folder: Path, words: tuple[str, ...]) -> None:
    cache = folder / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    given = [str(folder / word) if word == _CHANGED else word for word in words]
    command = [*given, "-m", _TOWN, "--rules", str(folder / "rules")]
    done = subprocess.run(
        [sys.executable, str(_TOP / "cli.py"), *command],
        check=False,
        cwd=_TOP,
        env={**os.environ, "MANDAT_CACHE": str(cache)},
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode not in {0, 1, 3}:  # findings, and nobody named, are answers too
        raise RuntimeError(done.stderr)
