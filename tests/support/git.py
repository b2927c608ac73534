"""Runs git as somebody who set up nothing: `tests/conftest.py` sees to that."""

import shutil
import subprocess


def git(folder, *words, sent=b""):
    """Run git in a folder; return what it prints, without the end of the last line."""
    program = shutil.which("git")
    assert program
    done = subprocess.run(
        [program, *words], cwd=folder, input=sent, capture_output=True, check=True
    )
    return done.stdout.decode().strip()
