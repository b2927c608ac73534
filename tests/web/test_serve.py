"""`mandat serve` in a process of its own: where it listens, and how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from engine.web.server import listening_socket
from tests.support.terminal import ROOT, run


@pytest.fixture
def server(tmp_path):
    """Start a server on a port that is free, and end it however the test ends.

    It serves one municipality, whose page is its address, and stands elsewhere.
    """
    command = [sys.executable, ROOT / "cli.py", "serve", "--port", "0", "-m", "kungsör"]
    made = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    try:
        first = made.stderr.readline()
        yield made, re.search(r"http://[\d.]+:\d+/kungsor", first)[0]
    finally:
        made.kill()
        made.wait()
        made.stderr.close()


def test_it_answers_tells_no_place_and_ends_when_it_is_told_to(server):
    process, address = server
    with urllib.request.urlopen(f"{address}/roll/rektor") as answer:  # noqa: S310
        assert answer.status == 200
    with urllib.request.urlopen(f"{address}/visa/spelregler%23ingangen") as answer:  # noqa: S310
        page = answer.read().decode()
    assert "rules/kungsor/sources.yaml" in page
    assert str(ROOT) not in page

    process.send_signal(signal.SIGTERM)

    log = process.stderr.read()
    process.wait()
    assert process.returncode == 0
    assert "rektor" not in log
    assert '"status": 200' in log


def test_no_part_of_an_answer_waits_for_the_client_to_tell_of_another():
    with (
        listening_socket("127.0.0.1", 0) as listening,
        socket.create_connection(listening.getsockname()),
        listening.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_municipality_that_there_is_not_is_told():
    assert run("serve -m xyzzy --port 0").exit_code == 2


def test_a_port_that_is_taken_is_told():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = run(f"serve --port {taken.getsockname()[1]} --lang en --format json")

    assert told.exit_code == 2
    assert '"web/port-taken"' in told.stdout


@pytest.mark.parametrize("content", ["", "two words", "hemlig-å", "a\nb"])
def test_a_file_without_a_token_is_refused(content, tmp_path):
    file = tmp_path / "token"
    file.write_text(content, "utf-8")

    told = run(f"serve --token-file {file} --lang en --format json")

    assert told.exit_code == 2
    assert '"web/no-token"' in told.stdout


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "engine.web.server", raising=False)

    told = run("serve --lang en --format json")

    assert told.exit_code == 2
    assert '"web/not-installed"' in told.stdout
    assert "mandat[web]" in told.stdout


def test_nothing_of_it_is_loaded_by_another_command():
    code = "import sys, engine.terminal.program; print('starlette' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stdout.strip() == "False"
