"""What every answer of the server carries, and what no request may do.

Written for the interface that servers and applications share (ASGI), so that nothing
of a body is kept in memory that is not wanted.
"""

from __future__ import annotations

import json
import logging
import time
from typing import TYPE_CHECKING

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
#: A request id is given back as it came; one of more bytes than this is not.
_LONGEST_ID = 1_000


class Guard:
    """Bounds what a request may be, and adds what every answer carries."""

    def __init__(self, app: ASGIApp) -> None:
        """Take the application behind."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it with 413 or 414."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0
        headers = dict(scope["headers"])
        own = list(_HEADERS)
        asked_id = headers.get(b"x-request-id", b"")
        if asked_id and len(asked_id) <= _LONGEST_ID:
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
            await _refused(carried, 414, "the address is too long")
        elif _length(headers) > LARGEST_BODY:
            await _refused(carried, 413, "the body is too large")
        else:
            await self._app(scope, _bounded(receive), carried)
        _LOG.info(
            "%s",
            json.dumps(
                {
                    "method": scope["method"],
                    "status": status,
                    "milliseconds": round(1000 * (time.perf_counter() - began), 1),
                }
            ),
        )


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


async def _refused(send: Send, status: int, message: str) -> None:
    body = json.dumps({"message": message}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
