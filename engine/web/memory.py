"""Remember pages that were made, for as long as the rules and the day are the same."""

from __future__ import annotations

from collections import OrderedDict
from functools import wraps
from threading import Lock
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    Endpoint = Callable[[Request], Response]

#: Pages of so many bytes are remembered in all; the oldest go first.
_MOST_BYTES = 32_000_000
_HTML = "text/html"


class PageMemory:
    """Pages by their address, the edition of the rules and the day."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._pages: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def page(self, key: tuple[object, ...]) -> bytes | None:
        """Return a page, None where it is not remembered."""
        with self._lock:
            made = self._pages.get(key)
            if made is not None:
                self._pages.move_to_end(key)
            return made

    def keep(self, key: tuple[object, ...], made: bytes) -> None:
        """Remember a page."""
        with self._lock:
            self._bytes += len(made) - len(self._pages.pop(key, b""))
            self._pages[key] = made
            while self._bytes > _MOST_BYTES:
                _, oldest = self._pages.popitem(last=False)
                self._bytes -= len(oldest)


def remembered(endpoint: Endpoint) -> Endpoint:
    """Return an endpoint that makes a page once for each edition and day.

    Only pages that were answered are remembered, and no question in free words: those
    are nobody's business afterwards.
    """

    @wraps(endpoint)
    def answer(request: Request) -> Response:
        state = request.app.state
        edition = state.live.edition
        url = request.url
        key = (edition.digest, edition.mandat.today, url.path, url.query)
        memory: PageMemory = state.pages
        made = memory.page(key)
        if made is not None:
            return Response(made, media_type=_HTML)
        answered = endpoint(request)
        if answered.status_code == 200:  # noqa: PLR2004 - as in HTTP
            memory.keep(key, bytes(answered.body))
        return answered

    return answer
