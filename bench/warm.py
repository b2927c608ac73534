"""Measure questions in one process, beside engines that answer from the same rules."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from bench.made_up import write_pack
from bench.measuring import Line, Race
from bench.peers import ZenTables, hand_written_index
from bench.table import Table, agree, key_of
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.loading.shipped import shipped
from engine.space.space import Space

_ON = dt.date(2026, 11, 22)
_ROUNDS = 15
_REPEATED = 2_000
_RULES = 200


def lines() -> list[Line]:
    """Return how repeated questions compare with the peers."""
    with tempfile.TemporaryDirectory() as folder:
        write_pack(Path(folder), "provkoping", _RULES)
        made_up = Space(load(RulesFolder(Path(folder)), ["provkoping"])["provkoping"])
    real = Space(load(RulesFolder(shipped("rules")), ["linkoping"])["linkoping"])
    return [
        *_repeated(f"a made-up order of {_RULES} rules", made_up, has_index=True),
        *_repeated("Linköping's rules", real, has_index=False),
    ]


def _repeated(name: str, space: Space, *, has_index: bool) -> list[Line]:
    """Ask questions whose cells are remembered, again and again."""
    table = Table(space, _ON)
    questions = table.questions(_REPEATED, seed=1)
    expected = [key_of(space.ask(asked.question).rules) for asked in questions]
    tables = ZenTables(table.rows)
    contexts = [(asked.matter, tables.asked(asked)) for asked in questions]
    agree("zen-engine", [tables.ask(*context) for context in contexts], expected)
    ours = [asked.question for asked in questions]
    contestants = {
        "mandat": lambda: [space.ask(question) for question in ours],
        "zen": lambda: [tables.ask(*context) for context in contexts],
    }
    peers = [("zen", "zen-engine, compiled decision tables", 0.1)]
    if has_index:
        index = hand_written_index(table.rows)
        plain = [(asked.matter, asked.given) for asked in questions]
        agree("the dict index", [index(*question) for question in plain], expected)
        contestants["index"] = lambda: [index(*question) for question in plain]
        peers.append(("index", "a dict index made by hand", 3))
    race = Race(contestants, _ROUNDS)
    return [
        Line(
            what=f"a repeated question, {name}",
            beside=beside,
            ratio=race.ratio("mandat", peer),
            goal=goal,
            unit="µs",
            ours=race.seconds("mandat").divided(_REPEATED),
            theirs=race.seconds(peer).divided(_REPEATED),
        )
        for peer, beside, goal in peers
    ]
