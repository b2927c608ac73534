"""Measure pages of the server beside a route that does nothing, and the answer alone.

What a port and a client take is left out, for both: an application is called as a
server calls it.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bench.measuring import Line, Race
from engine.rulebook.loading.shipped import shipped
from engine.web.application import application
from engine.web.live import LiveRules, read_rules

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

_PATH, _QUERY = "/linkoping/vem/namndmal", b"malomrade=medarbetare"
_TIMES, _ROUNDS = 200, 15
#: What a page may take of the answer it is about, and of a route that does nothing.
_MOST, _MOST_BARE = 3.0, 3.0


def lines() -> list[Line]:
    """Return how a page that is asked for again compares with its parts."""
    rules = shipped("rules")
    live = LiveRules(rules, lambda: read_rules(rules))
    ours = application(live)
    bare = Starlette(routes=[Route("/{rest:path}", _nothing)])
    town = live.edition.mandat.of("linkoping")

    def asked() -> None:
        for _ in range(_TIMES):
            town.who("namndmal", given={"malomrade": "medarbetare"}).to_text()

    race = Race(
        {"page": _visits(ours), "bare": _visits(bare), "answer": asked},
        _ROUNDS,
        dict.fromkeys(("page", "bare", "answer"), _TIMES),
        clock=time.process_time,
    )
    what = "a page asked for again"
    return [
        Line(
            what=what,
            beside=beside,
            ratio=race.ratio("page", other),
            ours=race.seconds("page"),
            theirs=race.seconds(other),
            unit="µs",
            goal=goal,
        )
        for other, beside, goal in (
            ("answer", "the answer as text, from the service", _MOST),
            ("bare", "a Starlette route that does nothing", _MOST_BARE),
        )
    ]


def _nothing(_: object) -> PlainTextResponse:
    return PlainTextResponse("nothing")


def _visits(app: Starlette) -> Callable[[], None]:
    """Return what asks an application for the page many times."""

    async def visit() -> None:
        for _ in range(_TIMES):
            await _called(app)

    return lambda: asyncio.run(visit())


async def _called(app: Starlette) -> None:
    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": _PATH,
        "raw_path": _PATH.encode(),
        "query_string": _QUERY,
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
