"""A server that answers every request with one word, to measure ours beside.

`python -m bench.bare_server` tells where it listens as `mandat serve` does, on stderr.
"""

from __future__ import annotations

import socket
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route


def main() -> None:
    """Answer until a signal ends it."""
    app = Starlette(routes=[Route("/{rest:path}", _nothing)])
    config = uvicorn.Config(app, http="h11", access_log=False, log_config=None)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sys.stderr.write(f"http://127.0.0.1:{listening.getsockname()[1]}/\n")
        sys.stderr.flush()
        uvicorn.Server(config).run(sockets=[listening])


async def _nothing(_: object) -> PlainTextResponse:
    return PlainTextResponse("nothing")


if __name__ == "__main__":
    main()
