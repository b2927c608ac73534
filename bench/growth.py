"""Measure how each command grows with the rules: of one municipality, and of all.

Two sorts of rulebook are made up: ladders of amounts as rules in YAML, with all there
is kept in the cache, and delegation orders as tables, with nothing kept. What counts is
how long somebody waits on two cores that nobody else uses: of the time that passes and
the time that processors work the shorter.
"""

from __future__ import annotations

import itertools
import math
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.made_up import RULES_A_MATTER, write_pack, write_scenarios
from bench.made_up_orders import COLUMNS, write_orders
from bench.measuring import Line, Spread
from bench.shares import shares

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOP = Path(__file__).parent.parent
_TOWN = "provstad"
_SIZES = (200, 3_000, 20_000)
_QUICK_SIZES = (200, 3_000)
_SCENARIOS = 1_000
#: Committees with how many rows each; a real municipality has some ten.
_ORDERS = ((1, 200), (10, 300), (10, 2_000))
_NEIGHBOURS, _RULES_EACH = 290, 69
_MOST_MEGABYTES = 300.0
#: What takes twice as long for twice as many rules has 1.
_MOST_EXPONENT = 1.1
#: Stands in a command for the folder of rules in which one rule has changed.
_CHANGED = "CHANGED"
_SCENARIOS_FOLDER = "SCENARIOS"


class _Command(NamedTuple):
    """What is measured, and for each size the seconds that somebody may wait."""

    words: tuple[str, ...]
    seconds: tuple[float | None, float | None, float | None]


#: Of a role that stands in half of all matters.
_OF_LADDERS = (
    _Command(
        ("who", "arende-7", "-g", "belopp=1", "-g", "omrade=vard"), (None, None, None)
    ),
    _Command(("show", "enhetschef"), (None, 1, 4)),
    _Command(("lint",), (None, 5, 40)),
    _Command(("diff", _CHANGED), (None, 2, 4)),
    _Command(("check", _SCENARIOS_FOLDER), (None, 3, 6)),
)
_OF_ORDERS = (
    _Command(("who", "avskriva fordran"), (None, 3, None)),
    _Command(("ask", "vem beslutar om att avskriva en fordran"), (None, 3, None)),
    _Command(("show", "ec-1"), (None, 3, None)),
    _Command(("diff", _CHANGED), (None, 3, None)),
    _Command(("lint",), (None, 3, None)),
)
#: All 20,000 rules are linted, in as many municipalities as there are.
_OF_ALL = _Command(("lint",), (None, None, 40))


class _Use(NamedTuple):
    """The seconds that a command takes, those that processors work, and its memory."""

    seconds: float
    work: float
    megabytes: float


def lines(*, is_quick: bool) -> list[Line]:
    """Return how long each command takes for each size, and how that grows."""
    sizes = _QUICK_SIZES if is_quick else _SIZES
    rounds = 1 if is_quick else 3
    with tempfile.TemporaryDirectory() as folder:
        places = [_ladders(Path(folder, f"ladders-{size}"), size) for size in sizes]
        orders = [
            _orders(Path(folder, f"orders-{number}"), *shape)
            for number, shape in enumerate(_ORDERS[: len(sizes)])
        ]
        made = [
            *_of_commands("rules of one", _OF_LADDERS, places, sizes, rounds),
            *_of_commands("rows of one", _OF_ORDERS, orders, sizes, rounds, kept=False),
        ]
        if not is_quick:
            everywhere = Path(folder, "everywhere")
            for number in range(_NEIGHBOURS):
                write_pack(everywhere / "rules", f"kommun-{number}", _RULES_EACH)
            uses = [_used(everywhere, _OF_ALL.words, kept=True)]
            what = "`mandat lint`, 20,000 rules of 290"
            made += [
                *_of_size(what, _OF_ALL, 2, uses, everywhere),
                _memory(what, uses),
            ]
    return made


def _of_commands(  # noqa: PLR0913 - a table, each column named
    what: str,
    commands: tuple[_Command, ...],
    places: list[Path],
    sizes: tuple[int, ...],
    rounds: int,
    *,
    kept: bool = True,
) -> Iterator[Line]:
    for command in commands:
        medians: list[float] = []
        told = f"`mandat {command.words[0]}`, {'' if kept else 'nothing cached, '}"
        for number, (place, size) in enumerate(zip(places, sizes, strict=True)):
            if kept:
                _used(place, command.words, kept=True)  # so that it is in the cache
            uses = [_used(place, command.words, kept=kept) for _ in range(rounds)]
            medians.append(_spread([use.work for use in uses]).median)
            yield from _of_size(f"{told}{size:,} {what}", command, number, uses, place)
            if number == len(sizes) - 1:
                yield _memory(f"{told}{size:,} {what}", uses)
        yield _growth(f"{told}{what}", sizes, medians)


def _of_size(
    what: str, command: _Command, number: int, uses: list[_Use], place: Path
) -> Iterator[Line]:
    """Yield how long a command takes, where there is a goal for rules of that size."""
    allowed = command.seconds[number]
    if allowed is None:
        return
    used = _spread([use.seconds for use in uses])
    line = Line(
        what=what,
        beside="the time allowed",
        ratio=used.divided(allowed),
        goal=1,
        unit="ms",
        ours=used,
        theirs=_exactly(allowed),
    )
    if not line.is_reached:
        line = line.explained(shares(_arguments(place, command.words), _room(place)))
    yield line


def _memory(what: str, uses: list[_Use]) -> Line:
    used = _spread([use.megabytes for use in uses])
    return Line(
        what=what,
        beside="the memory allowed",
        ratio=used.divided(_MOST_MEGABYTES),
        goal=1,
        unit="MB",
        ours=used,
        theirs=_exactly(_MOST_MEGABYTES),
    )


def _growth(what: str, sizes: tuple[int, ...], medians: list[float]) -> Line:
    """Return the exponent of the steepest stretch between two sizes.

    A fit over all sizes would be flattered by what every start takes.
    """
    steepest = max(
        math.log(after / before) / math.log(large / small)
        for (small, before), (large, after) in itertools.pairwise(
            zip(sizes, medians, strict=True)
        )
    )
    return Line(
        what=f"{what}: growth from {sizes[0]:,} to {sizes[-1]:,}",
        beside="the exponent of straight growth",
        ratio=_exactly(steepest),
        goal=_MOST_EXPONENT,
        unit="ms",
        ours=_exactly(medians[-1]),
        theirs=_exactly(medians[0]),
    )


def _used(place: Path, words: tuple[str, ...], *, kept: bool) -> _Use:
    """Run a command, and return what it used."""
    cache = _room(place)
    if not kept:
        shutil.rmtree(cache, ignore_errors=True)
    before = os.times()
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as aside:
        process = subprocess.Popen(
            [sys.executable, str(_TOP / "cli.py"), *_arguments(place, words)],
            cwd=_TOP,
            env={**os.environ, "MANDAT_CACHE": str(cache)},
            stdout=said,
            stderr=aside,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        after = os.times()
        if process.returncode not in {0, 1, 3}:  # findings, and nobody, are answers too
            aside.seek(0)
            raise RuntimeError(aside.read().decode())
    work = usage.ru_utime + usage.ru_stime
    return _Use(min(work, after.elapsed - before.elapsed), work, usage.ru_maxrss / 1024)


def _arguments(place: Path, words: tuple[str, ...]) -> list[str]:
    given = {
        _CHANGED: str(place / _CHANGED),
        _SCENARIOS_FOLDER: str(place / _SCENARIOS_FOLDER),
    }
    named = ["-m", _TOWN] if (place / "rules" / _TOWN).is_dir() else []
    return [
        *(given.get(word, word) for word in words),
        *named,
        "--rules",
        str(place / "rules"),
    ]


def _room(place: Path) -> Path:
    return place / "cache"


# what is made up --------------------------------------------------------------------


def _ladders(place: Path, rules: int) -> Path:
    """Write a municipality of ladders, a copy of it with a change, and scenarios."""
    write_pack(place / "rules", _TOWN, rules)
    write_scenarios(
        place / _SCENARIOS_FOLDER, _TOWN, rules // RULES_A_MATTER, _SCENARIOS
    )
    shutil.copytree(place / "rules", place / _CHANGED)
    first = min((place / _CHANGED / _TOWN).glob("ordning-*"))
    written = first.read_text(encoding="utf-8")
    changed = written.replace("decides: rektor", "decides: enhetschef", 1)
    first.write_text(changed, encoding="utf-8")
    return place


def _orders(place: Path, committees: int, rows: int) -> Path:
    """Write a municipality of orders, and a copy in which a delegate has changed."""
    write_orders(place / "rules", _TOWN, committees, rows)
    shutil.copytree(place / "rules", place / _CHANGED)
    table = place / _CHANGED / _TOWN / "orders" / "namnd-1" / "rows.csv"
    written = table.read_text(encoding="utf-8").splitlines()
    delegate = COLUMNS.split(";").index("delegat")
    for number, line in enumerate(written):
        cells = line.split(";")
        if cells[delegate:] == ["EC"]:
            cells[delegate] = "AC"
            written[number] = ";".join(cells)
            table.write_text("\n".join((*written, "")), encoding="utf-8")
            return place
    msg = "no row to change was found"
    raise RuntimeError(msg)


def _spread(values: list[float]) -> Spread:
    return Spread.of(values) if len(values) > 1 else _exactly(values[0])


def _exactly(value: float) -> Spread:
    return Spread(value, value, value)
