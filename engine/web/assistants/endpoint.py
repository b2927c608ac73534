"""Answer assistants at `/mcp` (Streamable HTTP), where the extra is installed.

No session is kept: each request is answered by itself, so that a restart, a reload or
a second server behind the same proxy loses nothing.
"""

from __future__ import annotations

import contextlib
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.responses import JSONResponse, Response

from ...rulebook.model.problems import EngineError, Message
from ...service.errors import error_dict
from ..guard import LARGEST_BODY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.applications import Starlette
    from starlette.types import Receive, Scope, Send

#: Pages of this computer may ask a server that listens on it.
_OWN_HOSTS = frozenset(("localhost", "127.0.0.1", "::1"))


class AssistantEndpoint:
    """The address that assistants ask, an application of its own."""

    def __init__(self) -> None:
        """Make an address that answers within `serving` alone."""
        self._manager: Any = None

    @contextlib.asynccontextmanager
    async def serving(self, app: Starlette) -> AsyncIterator[None]:
        """Answer from the rules of an application, as long as it runs."""
        try:
            # an extra that may be missing, and is not wanted before
            from mcp.server.streamable_http_manager import (  # noqa: PLC0415
                StreamableHTTPSessionManager,
            )

            from .protocol import Assistants  # noqa: PLC0415
        except ImportError:
            yield
            return
        url = app.state.public_url
        assistants = Assistants(app.state.live, public_url=url)
        self._manager = StreamableHTTPSessionManager(
            assistants.server(),
            json_response=True,
            stateless=True,
            max_request_body_size=LARGEST_BODY,
        )
        async with self._manager.run():
            yield
        self._manager = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = {name.decode("latin-1"): value for name, value in scope["headers"]}
        origin = headers.get("origin", b"").decode("latin-1")
        if self._manager is None:
            message = Message.of("web/not-installed", package="mandat[mcp]")
            content = error_dict(EngineError(message), "en")
            answer: Response = JSONResponse(content, HTTPStatus.NOT_FOUND)
        elif not _is_own(origin, scope["app"].state.public_url):
            answer = Response(status_code=HTTPStatus.FORBIDDEN)
        elif scope["method"] != "POST":
            # nothing is ever sent that was not asked for, and there are no sessions
            status = HTTPStatus.METHOD_NOT_ALLOWED
            answer = Response(status_code=status, headers={"Allow": "POST"})
        else:
            await self._manager.handle_request(scope, receive, send)
            return
        await answer(scope, receive, send)


def _is_own(origin: str, public_url: str) -> bool:
    """Tell whether a page in a browser may ask: one of this server, or of nobody.

    Other pages could let a browser within a network ask a server there for them (DNS
    rebinding); programs send no origin.
    """
    if not origin:
        return True
    try:
        asking, own = urlsplit(origin), urlsplit(public_url)
        is_here = asking.hostname in _OWN_HOSTS
    except ValueError:
        return False
    return is_here or (bool(own.netloc) and asking[:2] == own[:2])
