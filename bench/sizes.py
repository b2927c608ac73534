"""Measure one question beside engines of the same kind, on ever larger rulebooks."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.made_up import write_pack
from bench.measuring import Line, Race
from bench.peers import CasbinPolicy, CedarPolicies, ZenTables, hand_written_index
from bench.table import Table, agree, key_of
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.space.space import Space

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.table import Asked, Key

_ON = dt.date(2026, 11, 22)
_SIZES = (200, 2_000, 20_000)
_ROUNDS = 5
_QUESTIONS = 2_000
#: Engines that read all their policies for each question are asked fewer.
_POLICIES_READ = 200_000


def lines() -> list[Line]:
    """Return how a repeated question compares with peers, for each size."""
    return [line for size in _SIZES for line in _of_size(size)]


def _of_size(rules: int) -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        write_pack(Path(folder), "provkoping", rules)
        space = Space(load(RulesFolder(Path(folder)), ["provkoping"])["provkoping"])
    table = Table(space, _ON)
    questions = table.questions(_QUESTIONS, seed=3)
    expected = [key_of(space.ask(asked.question).rules) for asked in questions]
    few = max(2, min(_QUESTIONS, _POLICIES_READ // rules))
    zen, cedar = ZenTables(table.rows), CedarPolicies(table.rows)
    casbin, index = CasbinPolicy(table.rows), hand_written_index(table.rows)

    def by_zen(asked: Asked) -> Key:
        return zen.ask(asked.matter, zen.asked(asked))

    peers: dict[str, tuple[str, Callable[[Asked], Key], int]] = {
        "index": (
            "a dict index made by hand",
            lambda a: index(a.matter, a.given),
            _QUESTIONS,
        ),
        "zen": ("zen-engine, a compiled table a matter", by_zen, _QUESTIONS),
        "cedar": ("cedarpy, policies parsed before", cedar.ask, few),
        "casbin": ("casbin, policies loaded before", casbin.ask, few),
    }
    contestants: dict[str, Callable[[], object]] = {
        "mandat": lambda: [space.ask(asked.question) for asked in questions]
    }
    for name, (called, ask, count) in peers.items():
        agree(called, map(ask, questions[:count]), expected[:count])
        contestants[name] = _asking(ask, questions[:count])
    counts = {name: count for name, (_, _, count) in peers.items()}
    race = Race(contestants, _ROUNDS, {"mandat": _QUESTIONS, **counts})
    return [
        Line(
            what=f"a repeated question, {rules:,} rules",
            beside=called,
            ratio=race.ratio("mandat", name),
            goal={"index": 3, "zen": 0.1}.get(name, 1),
            unit="µs",
            ours=race.seconds("mandat"),
            theirs=race.seconds(name),
        )
        for name, (called, _, _) in peers.items()
    ]


def _asking(ask: Callable[[Asked], Key], questions: list[Asked]) -> Callable[[], None]:
    def run() -> None:
        for asked in questions:
            ask(asked)

    return run
