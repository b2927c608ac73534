"""Assistants of both editions of the SDK, over both transports, as they run."""

import json
import os
import re
import shutil
import subprocess
import sys

import anyio
import pytest
from starlette.testclient import TestClient

from engine.rulebook.loading.shipped import shipped
from engine.web.application import application
from engine.web.assistants.arguments import Arguments
from engine.web.assistants.calls import ToolCall
from engine.web.assistants.instructions import INSTRUCTIONS
from engine.web.assistants.tools import TOOLS, tool_named
from engine.web.live import LiveRules
from tests.support.shipped import shipped_mandat
from tests.support.terminal import ROOT, run

ORDERED = {"municipality": "orrhed", "day": "2026-06-01", "language": "sv"}
CALLS = [
    ("who", {"matter": "avskriva fordran", "facts": {"belopp": 150_000}, **ORDERED}),
    (
        "check_decision",
        {"decided_by": "ekonomichef", "reference": "KS 2.1", **ORDERED},
    ),
    ("order_row", {"committee": "KS", "point": "2.1", **ORDERED}),
    ("passage", {"passage": "KL 6 kap. 38 §", **ORDERED}),
    ("who", {"matter": "xyzzy", **ORDERED}),
]


def here(name, given):
    """Return the object that a tool gives in this process, None if it refuses."""
    call = ToolCall(shipped_mandat(), Arguments(given=given), "")
    return json.loads(json.dumps(tool_named(name).call(call).content))


def assert_is_as_here(told):
    assert told["instructions"] == INSTRUCTIONS
    assert told["tools"] == [tool.name for tool in TOOLS]
    *answers, unknown, nothing = told["results"]
    for (name, given), answer in zip(CALLS, answers, strict=False):
        assert answer["content"] == here(name, given), name
        assert len(answer["text"]) == 1
    assert len(answers) == len(CALLS) - 1
    assert unknown["is_error"]
    assert unknown["text"][0].startswith("question/unknown-matter: ")
    assert nothing["refused"].startswith("web/no-tool: ")


# Streamable HTTP, request by request --------------------------------------------------


@pytest.fixture(scope="module")
def client():
    """Return a client of a server with the shipped rules, while it runs."""
    live = LiveRules(shipped("rules"), shipped_mandat)
    made = application(live, public_url="https://mandat.example.se")
    with TestClient(made, raise_server_exceptions=False) as asking:
        yield asking


def posted(client, body, **headers):
    accept = {"Accept": "application/json, text/event-stream"}
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {"Content-Type": "application/json", **accept, **headers}
    return client.post("/mcp", content=content, headers=sent)


def request(method, **params):
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}


@pytest.mark.slow
def test_a_tool_is_called_over_http(client):
    name, given = CALLS[0]
    answer = posted(client, request("tools/call", name=name, arguments=given))

    assert answer.status_code == 200
    told = answer.json()["result"]["structuredContent"]
    assert told["outcome"] == "answered"
    assert all(
        each["address"].startswith("https://mandat.example.se/orrhed/visa/")
        for each in told["basis"]
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[" * 100_000, 400),
        (b'{"jsonrpc": "2.0"}', 400),
        ([request("tools/list")], 400),
        (b'{"a": "' + b"x" * 1_000_001 + b'"}', 413),
        (request("tools/call", name="nothing"), 200),
        (request("tools/call", name=3), 200),
        (request("tools/call", name="who", arguments=[1]), 200),
        (request("nothing/at/all"), 200),
    ],
)
def test_what_is_no_call_is_refused_without_a_bug(client, body, status):
    answer = posted(client, body)

    assert answer.status_code == status
    assert "Traceback" not in answer.text
    if status == 200:
        assert answer.json()["error"]["code"] < 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://evil.example", 403),
        ("null", 403),
        ("http://[", 403),
        ("https://mandat.example.se.evil.example", 403),
        ("https://mandat.example.se", 200),
        ("http://localhost:3000", 200),
    ],
)
def test_pages_of_others_may_not_ask(client, origin, status):
    assert posted(client, request("tools/list"), Origin=origin).status_code == status


@pytest.mark.slow
def test_nothing_is_streamed_and_no_session_is_kept(client):
    for method in ("GET", "DELETE"):
        answer = client.request(method, "/mcp")
        assert answer.status_code == 405
        assert answer.headers["allow"] == "POST"
    assert "mcp-session-id" not in posted(client, request("tools/list")).headers


@pytest.mark.slow
def test_a_bug_is_told_as_one_and_logged(client, monkeypatch, caplog):
    tool = TOOLS[0]
    monkeypatch.setattr(type(tool), "required", property(lambda _: 1 / 0))

    answer = posted(client, request("tools/call", name="who", arguments={}))

    (text,) = answer.json()["result"]["content"]
    assert text["text"].startswith("web/bug: ")
    assert "ZeroDivisionError" in caplog.text


def test_without_the_extra_the_address_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp.server.streamable_http_manager", None)
    live = LiveRules(shipped("rules"), shipped_mandat)
    with TestClient(application(live)) as client:
        answer = posted(client, request("tools/list"))

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "web/not-installed"
    assert "mandat[mcp]" in answer.text


def test_without_the_extra_the_command_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp.server.stdio", None)
    monkeypatch.delitem(sys.modules, "engine.web.assistants.stdio", raising=False)

    told = run("mcp --lang en --format json")

    assert told.exit_code == 2
    assert '"web/not-installed"' in told.stdout
    assert "mandat[mcp]" in told.stdout


#: How a client begins.
GREETING = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "test", "version": "1"},
}


@pytest.mark.slow
def test_a_passage_tells_no_place_on_the_computer_wherever_it_is_started(tmp_path):
    calls = [
        {"method": "initialize", "id": 1, "params": GREETING},
        {"method": "notifications/initialized"},
        {
            "method": "tools/call",
            "id": 2,
            "params": {
                "name": "passage",
                "arguments": {
                    "municipality": "kungsor",
                    "passage": "kungsor/spelregler#ingangen",
                },
            },
        },
    ]
    lines = [json.dumps({"jsonrpc": "2.0", **call}) + "\n" for call in calls]
    command = [sys.executable, ROOT / "cli.py", "mcp", "--rules", ROOT / "rules"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    ) as process:
        process.stdin.writelines(lines)
        process.stdin.flush()
        told = [process.stdout.readline() for _ in range(2)][1]
        process.stdin.close()
        process.stderr.read()
    assert "rules/kungsor/sources.yaml" in told
    assert str(ROOT) not in told


# processes and real clients -----------------------------------------------------------


@pytest.fixture(scope="module")
def address():
    """Start a server on a port that is free; give its address for assistants."""
    command = [sys.executable, ROOT / "cli.py", "serve", "--port", "0", "--lang", "en"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        yield re.search(r"http://[\d.]+:\d+/", process.stderr.readline())[0] + "mcp"
    finally:
        process.terminate()
        log = process.stderr.read()
        process.wait()
        process.stderr.close()
    assert process.returncode == 0
    assert "fordran" not in log


async def _asked(server):
    """Return what a client of the installed edition is told, as `old_client.py`."""
    from mcp import Client, MCPError  # noqa: PLC0415 - heavy, and wanted here alone

    async with Client(server) as client:
        results = []
        for name, given in [*CALLS, ("nothing", {})]:
            try:
                result = await client.call_tool(name, given)
            except MCPError as error:
                results.append({"refused": error.message})
            else:
                results.append(
                    {
                        "is_error": result.is_error,
                        "content": result.structured_content,
                        "text": [each.text for each in result.content],
                    }
                )
        return {
            "instructions": client.instructions,
            "tools": [tool.name for tool in (await client.list_tools()).tools],
            "results": results,
        }


@pytest.mark.slow
def test_a_client_of_this_edition_asks_over_both_transports(address):
    from mcp import StdioServerParameters  # noqa: PLC0415 - as above

    command = [str(ROOT / "cli.py"), "mcp", "--lang", "sv"]
    server = StdioServerParameters(command=sys.executable, args=command)
    assert_is_as_here(anyio.run(_asked, server))
    assert_is_as_here(anyio.run(_asked, address))


@pytest.fixture(scope="module")
def old_python(tmp_path_factory):
    """Return a Python with the SDK of edition 1, in an environment of its own."""
    uv = shutil.which("uv") or shutil.which("uv", path=os.path.dirname(sys.executable))  # noqa: PTH120 - not resolved
    if uv is None:
        pytest.skip("no uv with which to install the SDK of edition 1")
    place = tmp_path_factory.mktemp("old")
    python = place / "bin" / "python"
    for command in (
        [uv, "venv", "-q", "--python", sys.executable, place, "--clear"],
        [uv, "pip", "install", "-q", "--python", python, "mcp>=1.9,<2"],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = done.stderr.strip().splitlines()[-1:]
            pytest.skip(f"the SDK of edition 1 cannot be installed: {reason}")
    return python


@pytest.mark.slow
def test_a_client_of_the_edition_before_asks_over_both_transports(address, old_python):
    script = ROOT / "tests" / "support" / "old_client.py"
    calls = json.dumps([*CALLS, ("nothing", {})])

    def asked(*way):
        done = subprocess.run(
            [old_python, script, *way],
            input=calls,
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)

    command = [sys.executable, str(ROOT / "cli.py"), "mcp", "--lang", "sv"]
    assert_is_as_here(asked("stdio", *command))
    assert_is_as_here(asked("http", address))
