"""A connection that nobody holds for long: bounds on how slow a client may be.

A client that dribbles its request, or takes no answer, costs the server no more than
one connection for the time that is bounded here; and there are only so many of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from ..records import record

if TYPE_CHECKING:
    import asyncio

_BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\n"
    b"Connection: close\r\nContent-Length: 0\r\n\r\n"
)


@record
class ConnectionBounds:
    """How slow a client may be, in seconds, and how many connections there may be.

    Attributes:
        head: until the address and headers of a request have come.
        body: until the body of a request has come.
        idle: from one answer to the next request.
        taking: until an answer that is ready has been taken.
        most: connections at once; more are answered with 503 and closed.
    """

    head: float = 10
    body: float = 60
    idle: int = 15
    taking: float = 60
    most: int = 500


class WebConnection(H11Protocol):
    """A connection of a client, which is ended when the client is too slow."""

    bounds: ClassVar[ConnectionBounds] = ConnectionBounds()
    _timer: asyncio.TimerHandle | None = None
    #: Whether a part of the head of a request has come.
    _is_begun = False
    #: The request whose body is waited for.
    _body_of: object = None

    def connection_made(  # type: ignore[override] # as where it comes from
        self, transport: asyncio.Transport
    ) -> None:
        """Wait for a request, or refuse to where too many are waited for."""
        super().connection_made(transport)
        if len(self.connections) > self.bounds.most:
            self.connections.discard(self)
            transport.write(_BUSY)
            transport.close()
            return
        self._within(self.bounds.head)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._within(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a part of a request."""
        if self.conn.their_state is h11.IDLE and not self._is_begun:
            self._is_begun = True
            self._within(self.bounds.head)
        super().data_received(data)

    def handle_events(self) -> None:
        """Read what has come, and wait as long for the rest as what is missing may."""
        super().handle_events()
        if self._is_answered:
            return
        self._is_begun = False
        if not self.cycle.more_body:
            self._within(None)
        elif self._body_of is not self.cycle:
            self._body_of = self.cycle
            self._within(self.bounds.body)

    def on_response_complete(self) -> None:
        """Wait for the next request, and for the client to take the answer."""
        self._is_begun = False
        self._wait_for_next()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Wait for the client to take something of the answer."""
        super().pause_writing()
        self._within(self.bounds.taking)

    def resume_writing(self) -> None:
        """Go on with the answer."""
        super().resume_writing()
        if self._is_answered:
            self._wait_for_next()
        else:
            self._within(None)

    @property
    def _is_answered(self) -> bool:
        """Whether no request is under way."""
        return self.cycle is None or self.cycle.response_complete

    def _wait_for_next(self) -> None:
        taking = 0 if self.flow.write_paused else self.bounds.idle
        self._within(taking + self.bounds.taking)

    def _within(self, seconds: float | None) -> None:
        """End the connection after so long; None for never."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = (
            None
            if seconds is None
            else self.loop.call_later(seconds, self.transport.abort)
        )
