"""Measure questions as programs and people give them: in words, and with reasons."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.made_up import RULES_A_MATTER, write_pack
from bench.measuring import Line, Race, Spread
from engine.service.mandat import Mandat

if TYPE_CHECKING:
    from engine.service.municipality import Municipality

_ON = dt.date(2026, 11, 22)
_SIZES = (200, 3_000, 20_000)
_QUESTIONS = 2_000
_FEW = 200
_ROUNDS = 9
#: The seconds that a question in words may take, and one in a cell not met before.
_IN_WORDS, _NEW_CELL = 25e-6, 1e-3
#: How many times as long an answer may take with its reasons.
_WITH_REASONS = 3.0
_LINES = "an answer has six lines, and each rule that did not apply three more"
_AREAS = ("skola", "vård", "Vard", "teknik")


def lines() -> list[Line]:
    """Return how long questions in words take, for each size of the rulebook."""
    return [line for size in _SIZES for line in _of_size(size)]


def _of_size(rules: int) -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        write_pack(Path(folder), "provkoping", rules)
        town = Mandat.open(folder, today=lambda: _ON).of("provkoping")
    chance = random.Random(rules)  # noqa: S311 - the same mixture every time
    matters = rules // RULES_A_MATTER
    asked = [
        (
            f"Arende {chance.randrange(matters)}",
            {
                "belopp": f"{chance.randrange(1, 1_000)} 000 kr",
                "område": chance.choice(_AREAS),
            },
        )
        for _ in range(_QUESTIONS)
    ]
    new = _new_cells(town, asked)

    def in_words() -> None:
        for matter, given in asked:
            town.who(matter, given=given)

    def written(*, why: bool) -> None:
        for matter, given in asked[:_FEW]:
            town.who(matter, given=given).to_text(why=why)

    race = Race(
        {
            "words": in_words,
            "plain": lambda: written(why=False),
            "why": lambda: written(why=True),
        },
        _ROUNDS,
        {"words": _QUESTIONS, "plain": _FEW, "why": _FEW},
        clock=time.process_time,
    )
    reasons = Line(
        what=f"an answer with its reasons, {rules:,} rules",
        beside="the answer without",
        ratio=race.ratio("why", "plain"),
        goal=_WITH_REASONS,
        unit="µs",
        ours=race.seconds("why"),
        theirs=race.seconds("plain"),
    )
    return [
        _allowed(
            f"a question in words, {rules:,} rules", race.seconds("words"), _IN_WORDS
        ),
        _allowed(f"a cell not met before, in words, {rules:,} rules", new, _NEW_CELL),
        reasons if reasons.is_reached else reasons.explained(_LINES),
    ]


def _new_cells(town: Municipality, asked: list[tuple[str, dict[str, str]]]) -> Spread:
    """Return the seconds that a question takes when it is asked first."""
    taken = []
    for matter, given in dict(asked).items():  # one of each matter: all are new
        start = time.process_time()
        town.who(matter, given=given)
        taken.append(time.process_time() - start)
    # the very first one makes ready what all of them use
    return Spread.of(taken[1:])


def _allowed(what: str, took: Spread, seconds: float) -> Line:
    return Line(
        what=what,
        beside="the time allowed",
        ratio=took.divided(seconds),
        goal=1,
        unit="µs",
        ours=took,
        theirs=Spread(seconds, seconds, seconds),
    )
