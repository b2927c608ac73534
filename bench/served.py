"""A server in a process of its own, and a client that asks it over a port.

Server and client each have a processor to themselves where there are two, and what
counts of the server is how long it works: a busy machine changes that little.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOP = Path(__file__).parent.parent
_LENGTH = re.compile(rb"^content-length: ([0-9]+)\r$", re.MULTILINE | re.IGNORECASE)
#: What a browser sends along.
_HEADERS = (
    "Host: localhost",
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0",
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language: sv-SE,sv;q=0.8,en-US;q=0.5,en;q=0.3",
    "Accept-Encoding: gzip, deflate, br",
    "Connection: keep-alive",
)


class ServerProcess:
    """A server that runs until it is left, asked on one connection that is kept."""

    def __init__(self, *command: str, path: str) -> None:
        """Start a server.

        Args:
            command: what Python runs; it tells its address on the first line of stderr.
            path: what is asked for, with its query.
        """
        lines = [f"GET {path} HTTP/1.1", *_HEADERS, "", ""]
        self._request = "\r\n".join(lines).encode("ascii")
        self._process = subprocess.Popen(
            [sys.executable, *command], cwd=_TOP, stderr=subprocess.PIPE
        )
        _alone(self._process.pid, first=True)
        told = self._process.stderr
        assert told is not None  # noqa: S101 - it is a pipe
        address = re.search(rb"http://([\d.]+):(\d+)/", told.readline())
        if address is None:
            self._process.kill()
            msg = "the server tells no address, so nothing was measured"
            raise RuntimeError(msg)
        # a log that nobody reads would hold the server up
        threading.Thread(target=told.read, daemon=True).start()
        there = (address[1].decode(), int(address[2]))
        self._connection = socket.create_connection(there)

    def __enter__(self) -> Self:
        """Return the server."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the server."""
        self._connection.close()
        self._process.terminate()
        self._process.wait()

    def processor_seconds(self) -> float:
        """Return how long a processor has worked for the server."""
        return time.clock_gettime(~self._process.pid << 3 | 2)  # as in Linux

    def ask(self, times: int) -> list[float]:
        """Ask one time after the other; return how many seconds each took.

        Raises:
            RuntimeError: an answer is not what was asked for.
        """
        took = []
        for _ in range(times):
            start = time.perf_counter()
            self._connection.sendall(self._request)
            head, _, body = self._received().partition(b"\r\n\r\n")
            length = _LENGTH.search(head)
            if length is None or not head.startswith(b"HTTP/1.1 200"):
                msg = f"asked for a page, and was told {head[:40]!r}"
                raise RuntimeError(msg)
            left = int(length[1]) - len(body)
            while left > 0:
                left -= len(self._connection.recv(65_536))
            took.append(time.perf_counter() - start)
        return took

    def _received(self) -> bytes:
        told = b""
        while b"\r\n\r\n" not in told:
            part = self._connection.recv(65_536)
            if not part:
                msg = "the server ended the connection, so nothing was measured"
                raise RuntimeError(msg)
            told += part
        return told


def processor_seconds_of(servers: Iterable[ServerProcess]) -> float:
    """Return how long processors have worked for servers, of which one is asked."""
    return sum(server.processor_seconds() for server in servers)


def client_alone() -> None:
    """Keep this process off the processor that servers have."""
    _alone(0, first=False)


def _alone(process: int, *, first: bool) -> None:
    own = sorted(os.sched_getaffinity(process))
    if len(own) > 1:
        os.sched_setaffinity(process, own[:1] if first else own[1:])
