"""Every example in the README and on every page of the documents runs as printed.

A `console` block is a command and exactly what it prints. On a page whose blocks name
files (`yaml file=PATH`), files are written and commands run from top to bottom in one
empty folder; on other pages each command runs in the checkout. Indented `mandat …`
lines are commands that must run, whatever they print.

`pytest --update-golden tests/project/test_docs.py` writes what the commands print now.
"""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.support.terminal import run

ROOT = Path(__file__).parents[2]
#: Decision records tell of the day they were written.
PAGES = sorted(
    page
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
    if "decisions" not in page.parts
)
_BLOCK = re.compile(
    r"^```(?P<form>\w+)(?: file=(?P<file>\S+))?\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_CONSOLE = re.compile(
    r"^```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def printed(command: str) -> str:
    """Return what a command prints, as a person sees it: both streams."""
    program, *words = shlex.split(command)
    assert program == "mandat"
    done = run("", *words)
    return done.output


def is_walk(text: str) -> bool:
    """Tell whether a page is walked through from top to bottom."""
    return any(block["file"] for block in _BLOCK.finditer(text))


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


EXAMPLES = [
    pytest.param(page, match["command"], match["output"], id=match["command"])
    for page in PAGES
    if not is_walk(text := page.read_text("utf-8"))
    for match in _CONSOLE.finditer(text)
]
WALKS = [
    pytest.param(
        page,
        id=name(page),
        marks=pytest.mark.slow if page.parent.name == "tutorial" else (),
    )
    for page in PAGES
    if is_walk(page.read_text("utf-8"))
]


@pytest.mark.parametrize(("page", "command", "output"), EXAMPLES)
def test_an_example_prints_what_the_page_says(
    page, command, output, monkeypatch, request
):
    monkeypatch.chdir(ROOT)
    now = printed(command)
    if request.config.getoption("--update-golden"):
        before = f"```console\n$ {command}\n{output}```"
        after = f"```console\n$ {command}\n{now}```"
        page.write_text(page.read_text("utf-8").replace(before, after), "utf-8")
        return
    assert now == output


@pytest.mark.parametrize("page", WALKS)
def test_a_page_can_be_walked_through(page, tmp_path, monkeypatch, request):
    monkeypatch.chdir(tmp_path)
    text = page.read_text("utf-8")
    parts = []
    for block in _BLOCK.finditer(text):
        if block["file"]:
            _written(tmp_path, block["file"], block["text"])
        elif block["form"] == "console":
            command, _, output = block["text"].removeprefix("$ ").partition("\n")
            parts.append((block["text"], f"$ {command}\n{printed(command)}"))
            if not request.config.getoption("--update-golden"):
                assert parts[-1][1] == f"$ {command}\n{output}"
    assert parts
    if request.config.getoption("--update-golden"):
        for before, after in parts:
            text = text.replace(f"```console\n{before}```", f"```console\n{after}```")
        page.write_text(text, "utf-8")


def _written(folder: Path, file: str, text: str) -> None:
    """Write a file; the first one in another top folder begins with a copy of all."""
    path = folder / file
    assert path.resolve().is_relative_to(folder)
    top = folder / path.relative_to(folder).parts[0]
    if top.name == "new" and not top.exists():
        for part in ("rules", "scenarios"):
            shutil.copytree(folder / part, top / part)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_pages_have_examples():
    assert len(EXAMPLES) > 15
    assert WALKS


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_within_the_project_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target
