"""Measure what has an upper bound of its own: memory, and the time of whole checks."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import click

from bench.made_up import write_pack
from bench.measuring import Line, Race, Spread
from bench.table import decision
from engine.inference.store import Programs
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load_all
from engine.rulebook.loading.shipped import shipped
from engine.space.space import Space

_MUNICIPALITIES = 290
_RULES_EACH = 68
_ROUNDS = 5
#: What the design allows.
_MOST_MEGABYTES = 300.0
_MOST_SECONDS = 2.0


def lines() -> list[Line]:
    """Return how far below their bounds memory and whole checks stay."""
    return [_memory(), *_whole_checks()]


def _memory() -> Line:
    used = _exactly(
        float(
            subprocess.run(
                [sys.executable, "-m", "bench.limits"],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        )
    )
    return Line(
        what="20,000 rules of 290 municipalities, all asked about",
        beside="the memory allowed",
        ratio=_exactly(used.median / _MOST_MEGABYTES),
        goal=1,
        unit="MB",
        ours=used,
        theirs=_exactly(_MOST_MEGABYTES),
    )


def _whole_checks() -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        changed = _changed(Path(folder))

        def mandat(*words: str) -> None:
            environment = {**os.environ, "MANDAT_CACHE": str(Path(folder, "cache"))}
            subprocess.run(
                [sys.executable, "cli.py", *words],
                check=True,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

        checks = {
            "`mandat lint` of the shipped packs": ("lint",),
            "`mandat diff` of them, a decider changed": ("diff", str(changed)),
        }
        race = Race(
            {name: partial(mandat, *words) for name, words in checks.items()}, _ROUNDS
        )
    return [
        Line(
            what=name,
            beside="the time allowed",
            ratio=race.seconds(name).divided(_MOST_SECONDS),
            goal=1,
            unit="ms",
            ours=race.seconds(name),
            theirs=_exactly(_MOST_SECONDS),
        )
        for name in checks
    ]


def _changed(folder: Path) -> Path:
    """Return a copy of the shipped rules in which one rule differs."""
    copy = folder / "rules"
    shutil.copytree(shipped("rules"), copy)
    for path in sorted((copy / "linkoping").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if "decides: kommunstyrelsen\n" in text:
            other = "decides: kommunfullmaktige\n"
            changed = text.replace("decides: kommunstyrelsen\n", other, 1)
            path.write_text(changed, encoding="utf-8")
            return copy
    msg = "no rule to change was found"
    raise RuntimeError(msg)


def _exactly(value: float) -> Spread:
    return Spread(value, value, value)


def _largest() -> float:
    """Ask every matter in every municipality; return the most memory used, in MB."""
    day = dt.date(2026, 11, 22)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(_MUNICIPALITIES):
            write_pack(Path(folder), f"kommun-{number}", _RULES_EACH)
        jurisdictions = load_all(RulesFolder(Path(folder)))
    programs = Programs()
    spaces = [Space(jurisdiction, programs) for jurisdiction in jurisdictions.values()]
    for space in spaces:
        for matter in space.jurisdiction.vocabulary.matters:
            space.ask(decision(matter, {}, day))
    # not getrusage: its maximum is that of whoever started this process, if larger
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", status)
    return int(peak) / 1024


if __name__ == "__main__":
    click.echo(_largest())
