"""Measure pages of the server beside the answers alone, and beside a bare server.

First an application, called as a server calls it; then `mandat serve` itself over a
port, asked on a connection that is kept.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from bench.measuring import Line, Race, Spread
from bench.served import ServerProcess, client_alone, processor_seconds_of
from engine.rulebook.loading.shipped import shipped
from engine.web.application import application
from engine.web.live import LiveRules, read_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, MutableMapping

    from starlette.types import ASGIApp

    from engine.service.municipality import Municipality

_PATH, _QUERY = "/linkoping/vem/namndmal", "malomrade=medarbetare"
_TIMES, _ROUNDS = 200, 15
#: What a page may take of the answer it is about, and of a server that does nothing.
_MOST, _MOST_BARE = 3.0, 3.0
#: And seconds of a processor at most, over a port: 1,000 pages a second on one.
_MOST_SECONDS = 1 / 1000


def lines() -> list[Line]:
    """Return how a page compares with its parts, made anew and asked for again."""
    return [*_beside_answers(), *_over_a_port()]


def _beside_answers() -> list[Line]:
    rules = shipped("rules")
    live = LiveRules(rules, lambda: read_rules(rules))
    ours = application(live)
    town = live.edition.mandat.of("linkoping")
    numbers = itertools.count(1)
    race = Race(
        {
            "again": _visits(ours, lambda: _QUERY),
            "anew": _visits(ours, lambda: f"{_QUERY}&varfor={next(numbers)}"),
            "answer": partial(_answers, town, why=False),
            "reasons": partial(_answers, town, why=True),
        },
        _ROUNDS,
        dict.fromkeys(("again", "anew", "answer", "reasons"), _TIMES),
        clock=time.process_time,
    )
    return [
        Line(
            what=what,
            beside=beside,
            ratio=race.ratio(name, other),
            ours=race.seconds(name),
            theirs=race.seconds(other),
            unit="µs",
            goal=_MOST,
        )
        for name, what, other, beside in (
            ("again", "a page asked for again", "answer", "the answer as text"),
            ("anew", "a page made anew, with reasons", "reasons", "the same as text"),
        )
    ]


def _answers(town: Municipality, *, why: bool) -> None:
    for _ in range(_TIMES):
        town.who("namndmal", given={"malomrade": "medarbetare"}).to_text(why=why)


def _over_a_port() -> list[Line]:
    path = f"{_PATH}?{_QUERY}"
    own = os.sched_getaffinity(0)
    with (
        ServerProcess("cli.py", "serve", "--port", "0", path=path) as ours,
        ServerProcess("-m", "bench.bare_server", path=path) as bare,
    ):
        client_alone()
        try:
            asked = {
                "page": partial(ours.ask, _TIMES),
                "bare": partial(bare.ask, _TIMES),
            }
            counts = dict.fromkeys(asked, _TIMES)
            worked = Race(
                asked,
                _ROUNDS,
                counts,
                clock=lambda: processor_seconds_of((ours, bare)),
            )
            passed = Race(asked, _ROUNDS, counts)
        finally:
            os.sched_setaffinity(0, own)
    return [
        *_port_lines("processor time of the server", worked, goals=(_MOST_BARE, 1.0)),
        *_port_lines("time", passed, goals=(None, None)),
    ]


def _port_lines(
    clock: str, race: Race, goals: tuple[float | None, float | None]
) -> Iterable[Line]:
    what, page = f"a page asked for again over a port, {clock}", race.seconds("page")
    floor = Spread(_MOST_SECONDS, _MOST_SECONDS, _MOST_SECONDS)
    for beside, ratio, theirs, goal in (
        (
            "a server that answers with a constant",
            race.ratio("page", "bare"),
            race.seconds("bare"),
            goals[0],
        ),
        ("1,000 a second", page.divided(_MOST_SECONDS), floor, goals[1]),
    ):
        yield Line(
            what=what,
            beside=beside,
            ratio=ratio,
            ours=page,
            theirs=theirs,
            unit="µs",
            goal=goal,
        )


def _visits(app: ASGIApp, query: Callable[[], str]) -> Callable[[], None]:
    """Return what asks an application for the page many times."""

    async def visit() -> None:
        for _ in range(_TIMES):
            await _called(app, query())

    return lambda: asyncio.run(visit())


async def _called(app: ASGIApp, query: str) -> None:
    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": _PATH,
        "raw_path": _PATH.encode(),
        "query_string": query.encode(),
        "headers": [],
        "scheme": "http",
        "server": ("localhost", 80),
        "client": ("localhost", 1),
        "http_version": "1.1",
        "root_path": "",
    }

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_: MutableMapping[str, Any]) -> None:
        return

    await app(scope, receive, send)
