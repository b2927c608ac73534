"""Every example in the README prints what the README says.

`python tests/test_readme.py` writes what the commands print now; read the
difference before you keep it.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
_BLOCK = re.compile(
    r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL
)


def printed(command: str) -> str:
    """Return what a README command prints, as a person sees it: both streams."""
    program, *words = shlex.split(command)
    assert program == "mandat"
    environment = {
        **os.environ,
        "LANG": "sv_SE.UTF-8",
        "LC_ALL": "sv_SE.UTF-8",
        "MANDAT_CACHE": "off",
        "PYTHONUTF8": "1",
    }
    for name in ("MANDAT_MUNICIPALITY", "MANDAT_RULES"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def blocks() -> list[tuple[str, str]]:
    return [
        (m["command"], m["output"]) for m in _BLOCK.finditer(README.read_text("utf-8"))
    ]


@pytest.mark.parametrize(("command", "output"), blocks(), ids=[c for c, _ in blocks()])
def test_the_readme_shows_what_the_command_prints(command: str, output: str) -> None:
    assert output == printed(command)


def test_the_readme_has_examples() -> None:
    assert len(blocks()) > 5


def rewrite() -> None:
    def block(match: re.Match[str]) -> str:
        command = match["command"]
        return f"```console\n$ {command}\n{printed(command).rstrip()}\n```"

    text = README.read_text("utf-8")
    README.write_text(_BLOCK.sub(block, text), "utf-8")


if __name__ == "__main__":
    rewrite()
