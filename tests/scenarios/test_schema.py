"""The schema of scenario files is the one that the reader follows."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from engine.rulebook.loading.shipped import shipped
from engine.scenarios.forms import THEMES

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "reference" / "schema" / "language"
FILES = sorted(shipped("scenarios").rglob("*.yaml"))


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}/{f.stem}")
def test_every_shipped_scenario_file_follows_the_schema(file: Path) -> None:
    kind = "themes" if file.name == THEMES else "scenarios"
    schema = json.loads((FOLDER / f"{kind}.schema.json").read_text("utf-8"))
    content = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506

    assert list(Draft202012Validator(schema).iter_errors(content)) == []


def test_a_misspelt_key_is_refused() -> None:
    schema = json.loads((FOLDER / "scenarios.schema.json").read_text("utf-8"))
    scenario = {"id": "a", "told": "b", "ask": {"who": "c"}, "expct": {}}
    content = {"scenarios": [scenario]}

    assert list(Draft202012Validator(schema).iter_errors(content))
