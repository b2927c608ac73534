"""Where the packs of a test lie."""

import pytest


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return an empty folder of packs beside which the program runs."""
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "rules"
    made.mkdir()
    return made
