"""Measure a million questions in columns, beside a join in a database."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.made_up import write_pack
from bench.measuring import Line, Race
from bench.peers import DuckJoin
from bench.table import Table, agree, key_of
from engine.rulebook.model.problems import EngineError
from engine.rulebook.model.values import ORE_PER_KRONA
from engine.service.columns import WordColumn
from engine.service.mandat import Mandat
from engine.space.space import Space

if TYPE_CHECKING:
    from engine.service.batch import ResponseColumn

_ON = dt.date(2026, 11, 22)
_SIZES = (200, 20_000)
_QUESTIONS = 1_000_000
_ROUNDS = 5
_CLOCKS = {"processor time": time.process_time, "time": time.perf_counter}
_PEERS = {
    "join": "an indexed DuckDB join, questions in DuckDB",
    "from lists": "the same join, lists handed over by Arrow",
}
_PAIRS = (
    ("stored", "join", "stored in columns"),
    ("lists", "join", "lists of words"),
    ("lists", "from lists", "lists of words"),
)
_WHY = {
    "stored": "one processor works out the places, and a join uses all",
    "lists": "two million words are looked up one by one, on one processor",
}


def lines() -> list[Line]:
    """Return how columns of questions compare with a join, for each size."""
    return [line for size in _SIZES for line in _of_size(size)]


def _of_size(rules: int) -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        write_pack(Path(folder), "provkoping", rules)
        town = Mandat.open(folder, today=lambda: _ON).of("provkoping")
    table = Table(Space(town.jurisdiction), _ON)
    columns = table.columns(_QUESTIONS, seed=2)
    # as a program has them: whole kronor, and words
    amounts = [int(value or 0) // ORE_PER_KRONA for value in columns.given["belopp"]]
    areas = columns.given["omrade"]
    # as they lie in columns, each word once
    stored = _stored(columns.matters), np.array(amounts), _stored(areas)
    join = DuckJoin(table.rows)
    questions = join.table(columns)
    join.take(questions)

    def asked(matters: Any, amounts: Any, areas: Any) -> ResponseColumn:  # noqa: ANN401
        return town.who_all(matters, given={"belopp": amounts, "område": areas})

    ours = asked(*stored).column(
        lambda result: "" if isinstance(result, EngineError) else key_of(result.rules)
    )
    agree("DuckDB", join.answers().sort_by("number")["answer"].to_pylist(), ours)
    contestants = {
        "stored": lambda: asked(*stored),
        "lists": lambda: asked(columns.matters, amounts, areas),
        "join": join.answers,
        "from lists": lambda: join.answers_to(join.table(columns)),
    }
    made = []
    for clock, told in (
        (time.process_time, "processor time"),
        (time.perf_counter, "time"),
    ):
        race = Race(contestants, _ROUNDS, clock=clock)
        for own, peer, told_of in _PAIRS:
            line = Line(
                what=f"{_QUESTIONS:,} questions, {told_of}, {rules:,} rules, {told}",
                beside=_PEERS[peer],
                ratio=race.ratio(own, peer),
                goal=1,
                unit="ms",
                ours=race.seconds(own),
                theirs=race.seconds(peer),
            )
            made.append(line if line.is_reached else line.explained(_WHY[own]))
    return made


def _stored(words: list[Any]) -> WordColumn:
    listed = [*dict.fromkeys(words)]
    numbers = {word: number for number, word in enumerate(listed)}
    return WordColumn(listed, map(numbers.__getitem__, words))
