"""Measure a million questions in columns, beside a join in a database."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from pathlib import Path

from bench.made_up import write_pack
from bench.measuring import Line, Race
from bench.peers import DuckJoin
from bench.table import Table, agree, key_of
from engine.rulebook.model.problems import EngineError
from engine.rulebook.model.values import ORE_PER_KRONA
from engine.service.mandat import Mandat
from engine.space.space import Space

_ON = dt.date(2026, 11, 22)
_SIZES = (200, 20_000)
_QUESTIONS = 1_000_000
_ROUNDS = 7
_CLOCKS = {"processor time": time.process_time, "time": time.perf_counter}
_WHY = (
    "half of it looks up the words of a million matters and areas, one by one as Python"
    " has them, on one processor; a join reads its own columns on all"
)


def lines() -> list[Line]:
    """Return how columns of questions compare with a join, for each size."""
    return [line for size in _SIZES for line in _of_size(size)]


def _of_size(rules: int) -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        write_pack(Path(folder), "provkoping", rules)
        town = Mandat.open(folder, today=lambda: _ON).of("provkoping")
    table = Table(Space(town.jurisdiction), _ON)
    columns = table.columns(_QUESTIONS, seed=2)
    matters = columns.matters
    # as a program has them: whole kronor, and words
    amounts = [int(value or 0) // ORE_PER_KRONA for value in columns.given["belopp"]]
    given = {"belopp": amounts, "område": columns.given["omrade"]}
    join = DuckJoin(table.rows)
    questions = join.table(columns)
    join.take(questions)

    answered = town.who_all(matters, given=given)
    ours = answered.column(
        lambda a: "" if isinstance(a, EngineError) else key_of(a.rules)
    )
    theirs = join.answers().sort_by("number")["answer"].to_pylist()
    agree("DuckDB", theirs, ours)
    contestants = {
        "mandat": lambda: town.who_all(matters, given=given),
        "join": join.answers,
        "handed over": lambda: join.answers_to(questions),
    }
    made = []
    for clock, told in (
        (time.process_time, "processor time"),
        (time.perf_counter, "time"),
    ):
        race = Race(contestants, _ROUNDS, clock=clock)
        for peer, beside in (
            ("join", "an indexed DuckDB join, questions in DuckDB"),
            ("handed over", "the same join, questions handed over by Arrow"),
        ):
            line = Line(
                what=f"{_QUESTIONS:,} mixed questions, {rules:,} rules, {told}",
                beside=beside,
                ratio=race.ratio("mandat", peer),
                goal=1,
                unit="ms",
                ours=race.seconds("mandat"),
                theirs=race.seconds(peer),
            )
            made.append(line if line.is_reached else line.explained(_WHY))
    return made
