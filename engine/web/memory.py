"""Remember what was made, for as long as the rules and the day are the same."""

from __future__ import annotations

from collections import OrderedDict
from functools import wraps
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from ..rulebook.model.problems import EngineError, Message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable

    from starlette.requests import Request

    Endpoint = Callable[[Request], Response]
    AsyncEndpoint = Callable[[Request], Awaitable[Response]]

#: Pages of so many bytes are remembered in all; the oldest go first.
_MOST_BYTES = 32_000_000
_HTML = "text/html"
#: So many works are kept of an edition, and so many seconds are waited for one.
_MOST_WORKS, _PATIENCE = 64, 1.0
Made = TypeVar("Made")


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


class LongWorks:
    """What takes long to make of one edition of the rules, one thing at a time.

    It is kept with the edition and goes with it. Whoever would wait behind others is
    told that the server is busy, so that questions are answered meanwhile.
    """

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._made: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def made(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made by a key, or make it.

        Raises:
            EngineError: something else is being made, or what `make` raises.
        """
        if not self._lock.acquire(timeout=_PATIENCE):
            raise EngineError(Message.of("web/busy"))
        try:
            if key not in self._made:
                self._made[key] = make()
                if len(self._made) > _MOST_WORKS:
                    self._made.popitem(last=False)
            made: Made = self._made[key]
            return made
        finally:
            self._lock.release()


def remembered(endpoint: Endpoint) -> AsyncEndpoint:
    """Return an endpoint that makes a page once for each edition and day.

    Only pages that were answered are remembered, and no question in free words: those
    are nobody's business afterwards. What is remembered waits for no thread.
    """

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        state = request.app.state
        edition = state.live.edition
        # not what `request.url` says, which is of what the client calls this server
        scope = request.scope
        place = (scope["path"], scope["query_string"])
        key = (edition.digest, edition.mandat.today, *place)
        memory: PageMemory = state.pages
        made = memory.page(key)
        if made is not None:
            return Response(made, media_type=_HTML)
        answered = await run_in_threadpool(endpoint, request)
        is_same = state.live.edition is edition  # else it may be of either
        if is_same and answered.status_code == 200:  # noqa: PLR2004 - as in HTTP
            memory.keep(key, bytes(answered.body))
        return answered

    return answer
