"""Run the application on a port until it is told to end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from typing import TYPE_CHECKING

import uvicorn

from ..records import record
from ..rulebook.loading.shipped import shipped
from ..rulebook.model.problems import EngineError, Message, system_reason
from .application import application
from .connections import WebConnection
from .live import LiveRules, read_rules
from .logs import log_to_stderr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.types import ASGIApp

#: How often the files of the rules are looked at, in seconds.
_LOOKING = 1.0
#: How long answers under way may take at the end, in seconds.
_DRAINING = 10


@record
class ServerSettings:
    """Where a server listens, and who may ask it for decisions.

    Attributes:
        host: the address to listen on.
        port: the port to listen on; 0 for any that is free.
        public_url: where others reach the server, without a slash at the end; empty
            where that is no other address.
        token: what a program must show to ask for decisions; empty for nothing.
        is_telling: whether the log has the addresses that are asked for.
    """

    host: str
    port: int
    public_url: str = ""
    token: str = ""
    is_telling: bool = False


def run(
    rules: Path | None,
    cache: Path | None,
    settings: ServerSettings,
    *,
    tell: Callable[[str], None],
) -> None:
    """Answer until a signal ends it; questions under way are answered first.

    Args:
        rules: the folder of packs; the shipped one when left out.
        cache: a folder for compiled rulebooks; None to go without.
        settings: where to listen, and who may ask.
        tell: is told the address when the server listens.

    Raises:
        EngineError: the rules cannot be used, or the port cannot be listened on.
    """
    log_to_stderr()
    folder = (rules or shipped("rules")).resolve()
    kept = cache.resolve() if cache else None
    # places in files are told from where somebody stands: not to those who read pages
    os.chdir(folder.parent)
    live = LiveRules(folder, lambda: read_rules(folder, kept))
    made = application(
        live,
        public_url=settings.public_url,
        token=settings.token,
        is_telling=settings.is_telling,
    )
    listening = listening_socket(settings.host, settings.port)
    try:
        for each in (signal.SIGINT, signal.SIGTERM):
            # sent again when all is answered, and it has been heard by then
            signal.signal(each, lambda *_: None)
        live.watch(_LOOKING)
        place, bound = listening.getsockname()[:2]
        shown = f"[{place}]" if ":" in place else place
        tell(f"http://{shown}:{bound}/")
        asyncio.run(web_server(made).serve(sockets=[listening]))
    finally:
        live.close()
        listening.close()


def web_server(
    app: ASGIApp, connection: type[WebConnection] = WebConnection
) -> uvicorn.Server:
    """Return what serves an application on a port, within the bounds of a client."""
    config = uvicorn.Config(
        app,
        http=connection,
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_keep_alive=connection.bounds.idle,
        timeout_graceful_shutdown=_DRAINING,
    )
    return uvicorn.Server(config)


def listening_socket(host: str, port: int) -> socket.socket:
    """Return what listens on a port, and sends each part of an answer at once.

    Args:
        host: the address to listen on.
        port: the port; 0 for any that is free.

    Raises:
        EngineError: it cannot.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        reason = system_reason(error)
        message = Message.of("web/port-taken", host=host, port=port, reason=reason)
        raise EngineError(message) from error
    # those that are accepted have it too: else the second part of an answer waits
    # until the client has told that the first has come, which takes it 40 ms
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
