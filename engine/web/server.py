"""Run the application on a port until it is told to end."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import sys
from typing import TYPE_CHECKING

import uvicorn

from ..records import record
from ..rulebook.loading.shipped import shipped
from ..rulebook.model.problems import EngineError, Message, system_reason
from .application import application
from .assistants.logs import quieten
from .live import LiveRules, read_rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: How often the files of the rules are looked at, in seconds.
_LOOKING = 1.0
#: How long a client that sends nothing more is kept, and answers under way at the end.
_IDLE, _DRAINING = 15, 10


@record
class ServerSettings:
    """Where a server listens, and who may ask it for decisions.

    Attributes:
        host: the address to listen on.
        port: the port to listen on; 0 for any that is free.
        public_url: where others reach the server, without a slash at the end; empty
            where that is no other address.
        token: what a program must show to ask for decisions; empty for nothing.
    """

    host: str
    port: int
    public_url: str = ""
    token: str = ""


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
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    quieten()
    folder = (rules or shipped("rules")).resolve()
    kept = cache.resolve() if cache else None
    # places in files are told from where somebody stands: not to those who read pages
    os.chdir(folder.parent)
    live = LiveRules(folder, lambda: read_rules(folder, kept))
    made = application(live, public_url=settings.public_url, token=settings.token)
    config = uvicorn.Config(
        made,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_DRAINING,
    )
    listening = _listening(settings.host, settings.port)
    try:
        for each in (signal.SIGINT, signal.SIGTERM):
            # sent again when all is answered, and it has been heard by then
            signal.signal(each, lambda *_: None)
        live.watch(_LOOKING)
        place, bound = listening.getsockname()[:2]
        shown = f"[{place}]" if ":" in place else place
        tell(f"http://{shown}:{bound}/")
        asyncio.run(uvicorn.Server(config).serve(sockets=[listening]))
    finally:
        live.close()
        listening.close()


def _listening(host: str, port: int) -> socket.socket:
    """Return what listens on a port.

    Raises:
        EngineError: it cannot.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = system_reason(error)
        message = Message.of("web/port-taken", host=host, port=port, reason=reason)
        raise EngineError(message) from error
