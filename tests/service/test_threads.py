"""Many threads share a rulebook, and each gets the answers it would get alone."""

import datetime as dt
import os
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
import yaml

from engine import Mandat
from engine.inference.store import Programs
from engine.service.setup import Setup
from engine.space.memory import Memory
from engine.understanding.words import Stems
from tests.support.terminal import ROOT

DAY = dt.date(2026, 11, 22)
THREADS = 4
ENDS = ["esluten", "yrkningarna", "arnen", "illigast", "ostnaders", "undlighetens"]
CACHE = Path(os.environ["MANDAT_CACHE"])


def opened(**shared):
    """Open the shipped rules anew; `shared` may be a smaller memory than usual."""
    rules = ROOT / "rules"
    return Mandat(
        Setup(rules=rules, named="", cache=CACHE, today=lambda: DAY, **shared)
    )


@cache
def questions():
    """Every question of the shipped scenarios, with its municipality."""
    replays = opened().check(on=DAY).replays
    return [(each.scenario.municipality, each.scenario.question) for each in replays]


@cache
def texts():
    """Some questions in everyday words, with their municipality."""
    content = yaml.safe_load((ROOT / "tests/questions/seen.yaml").read_text("utf-8"))
    asked = [each for each in content["questions"] if "kungsor" in each.values()]
    return [("kungsor", each["text"]) for each in asked[:3]]


def answered(mandat, asked):
    place, question = asked
    if isinstance(question, str):
        return mandat.of(place).understand(question)
    return mandat.of(place).answer(question)


def alone(listed):
    mandat = opened()
    return [answered(mandat, asked) for asked in listed]


def hammered(mandat, listed, seed):
    """Return what a thread is answered that asks everything in an order of its own."""
    order = list(range(len(listed)))
    random.Random(seed).shuffle(order)  # noqa: S311 - no secret
    answers = {number: answered(mandat, listed[number]) for number in order}
    return [answers[number] for number in range(len(listed))]


@pytest.fixture(autouse=True)
def _hurry():
    """Make threads take turns some thousand times as often as usual."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shared", "asked"),
    [
        pytest.param(
            {}, lambda: questions()[::4], id="many questions", marks=pytest.mark.slow
        ),
        pytest.param({}, lambda: questions()[::40], id="some questions"),
        pytest.param(
            {"programs": Programs(most=3), "memory": Memory(most=20)},
            lambda: questions()[::80],
            id="with hardly any memory",
        ),
        pytest.param({}, texts, id="in everyday words"),
    ],
)
def test_threads_are_answered_as_if_each_were_alone(shared, asked):
    listed = asked()
    expected = alone(listed)
    mandat = opened(**shared)
    with ThreadPoolExecutor(THREADS) as pool:
        waiting = [
            pool.submit(hammered, mandat, listed, seed) for seed in range(THREADS)
        ]
        for answers in waiting:
            assert answers.result() == expected


def test_a_municipality_is_opened_once_however_many_ask():
    mandat = opened()
    with ThreadPoolExecutor(THREADS) as pool:
        places = set(pool.map(mandat.of, ["kungsör", "Kungsör", "KUNGSÖR"] * THREADS))

    assert len(places) == 1


def test_threads_share_what_cuts_words_to_their_stems():
    words = [f"{start}{end}" for start in "bdfgklmnprstv" for end in ENDS]
    expected = [Stems().of(word) for word in words]
    for _ in range(3):
        shared = Stems()
        with ThreadPoolExecutor(THREADS) as pool:
            assert list(pool.map(shared.of, words)) == expected
