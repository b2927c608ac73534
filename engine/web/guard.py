"""What every answer of the server carries, and what no request may do.

Written for the interface that servers and applications share (ASGI), so that nothing
of a body is kept in memory that is not wanted.
"""

from __future__ import annotations

import logging
import re
import time
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.requests import Request

from .failures import too_much

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("mandat.web.requests")
#: Larger bodies, in bytes, and longer addresses are refused.
LARGEST_BODY, LONGEST_ADDRESS = 1_000_000, 8_000
#: Nothing but the server's own style sheet and pictures is ever fetched by a page.
_HEADERS = [
    (
        b"content-security-policy",
        b"default-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]
#: A request id is given back as it came; one of more bytes than this is not, and none
#: that could begin a header of its own.
_LONGEST_ID = 1_000
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")


class Guard:
    """Bounds what a request may be, and adds what every answer carries."""

    def __init__(self, app: ASGIApp, *, is_telling: bool = False) -> None:
        """Take the application behind, and whether to log addresses."""
        self._app, self._is_telling = app, is_telling

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it with 413 or 414."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0
        headers = dict(scope["headers"])
        own = list(_HEADERS)
        asked_id = headers.get(b"x-request-id", b"")
        if asked_id and len(asked_id) <= _LONGEST_ID and not _CONTROL.search(asked_id):
            own.append((b"x-request-id", asked_id))

        async def carried(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                named = {name.lower() for name, _ in message["headers"]}
                more = [pair for pair in own if pair[0] not in named]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        if len(scope["path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            refused = too_much(Request(scope), HTTPStatus.REQUEST_URI_TOO_LONG)
            await refused(scope, receive, carried)
        elif _length(headers) > LARGEST_BODY:
            refused = too_much(Request(scope), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            await refused(scope, receive, carried)
        else:
            await self._app(scope, _bounded(receive), carried)
        told = {
            "method": scope["method"],
            "status": status,
            "milliseconds": round(1000 * (time.perf_counter() - began), 1),
        }
        if self._is_telling:
            told["address"] = _address(scope)
        _LOG.info("answered", extra={"told": told})


def _address(scope: Scope) -> str:
    """Return the address that is asked for, with what is asked, as it came."""
    query = scope["query_string"].decode("latin-1")
    path = scope["raw_path"].decode("latin-1")
    return f"{path}?{query}" if query else path


def _length(headers: dict[bytes, bytes]) -> int:
    """Return how long a body says it is, in bytes; 0 where it does not say."""
    told = headers.get(b"content-length", b"0")
    return int(told) if told.isdigit() else 0


def _bounded(receive: Receive) -> Receive:
    """Return what hands on a body that is not larger than it may be.

    One that goes on is cut: what is cut is no JSON, and is refused as such.
    """
    left = LARGEST_BODY

    async def handed() -> Message:
        nonlocal left
        message = await receive()
        if message["type"] == "http.request":
            body = message.get("body", b"")
            if len(body) > left:
                return {"type": "http.request", "body": body[:left], "more_body": False}
            left -= len(body)
        return message

    return handed
