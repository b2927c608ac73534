"""Clients over a real port: those that are slow or many hold nobody else."""

import asyncio
import contextlib
import socket
import threading

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from engine.web.connections import ConnectionBounds, WebConnection
from engine.web.guard import Guard
from engine.web.server import web_server

#: As much as no buffer on the way holds.
LARGE = b"x" * 30_000_000


class Impatient(WebConnection):
    """A connection that is ended almost at once."""

    bounds = ConnectionBounds(head=0.5, body=0.5, idle=1, taking=0.5)


class Crowded(WebConnection):
    """One of few connections."""

    bounds = ConnectionBounds(most=3)


async def _echo(request):
    return PlainTextResponse(str(len(await request.body())))


def _large(_):
    return Response(LARGE)


@contextlib.contextmanager
def serving(connection):
    """Serve on a port that is free, in a thread; give the port."""
    app = Starlette(
        routes=[
            Route("/", _echo, methods=["GET", "POST"]),
            Route("/large", _large),
        ],
        middleware=[Middleware(Guard)],
    )
    server = web_server(app, connection)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        served = server.serve(sockets=[listening])
        thread = threading.Thread(target=asyncio.run, args=(served,))
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def port():
    with serving(Impatient) as served:
        yield served


def connected(port):
    return socket.create_connection(("127.0.0.1", port))


def received(connection):
    """Return all that comes until the server ends the connection."""
    parts = []
    try:
        while part := connection.recv(65_536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def asked(port, request=b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"):
    with connected(port) as connection:
        connection.sendall(request)
        return received(connection)


BEGUN = [
    b"",
    b"GET / HT",
    b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
]


def test_a_request_that_does_not_come_is_not_waited_for(port):
    slow = [connected(port) for _ in BEGUN]
    for connection, begun in zip(slow, BEGUN, strict=True):
        connection.sendall(begun)
    assert asked(port).startswith(b"HTTP/1.1 200")
    for connection in slow:
        assert received(connection) == b""
        connection.close()


def test_a_request_that_is_dribbled_is_not_waited_for(port):
    with connected(port) as slow:
        slow.settimeout(0.05)
        slow.sendall(b"GET / HTTP/1.1\r\n")
        ended = False
        while not ended:
            try:
                slow.sendall(b"X-A: b\r\n")
                ended = slow.recv(100) == b""
            except TimeoutError:
                continue
            except (BrokenPipeError, ConnectionResetError):
                ended = True
    assert asked(port).startswith(b"HTTP/1.1 200")


def test_an_answer_that_is_not_taken_is_given_up(port):
    with connected(port) as slow:
        slow.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        assert asked(port).startswith(b"HTTP/1.1 200")
        threading.Event().wait(1)  # what it holds is taken back in this time
        assert len(received(slow)) < len(LARGE)


def test_a_client_that_takes_its_answer_gets_all_of_it(port):
    whole = asked(port, b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert whole.endswith(LARGE)


def test_several_requests_on_one_connection_are_answered(port):
    with connected(port) as connection:
        for _ in range(2):
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 2)
            told = b""
            while told.count(b"HTTP/1.1 200") < 2 or not told.endswith(b"\r\n\r\n0"):
                told += connection.recv(65_536)
            threading.Event().wait(0.6)  # longer than for a head, less than idle


def test_more_connections_than_there_may_be_are_refused_until_one_is_ended():
    with serving(Crowded) as port:
        held = [connected(port) for _ in range(3)]
        assert asked(port).startswith(b"HTTP/1.1 503")
        held[0].sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert received(held[0]).startswith(b"HTTP/1.1 200")
        for connection in held:
            connection.close()
        while not (told := asked(port)).startswith(b"HTTP/1.1 200"):
            assert told.startswith(b"HTTP/1.1 503")


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 100_000,
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: a\r\n" * 20_000,
        b"GET /"
        + b"a" * 100_000
        + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        (
            b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            b"Content-Length: 2000000\r\n\r\n"
        ),
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01",
        b"\r\n\r\n\x00\r\n\r\n",
    ],
)
def test_what_is_too_large_or_no_request_is_refused(port, request_):
    with connected(port) as connection:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(request_)
        assert received(connection)[:10] in {b"HTTP/1.1 4", b""}
    assert asked(port).startswith(b"HTTP/1.1 200")
