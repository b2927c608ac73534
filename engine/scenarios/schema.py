"""Write all JSON Schemas: `python -m engine.scenarios.schema` in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..rulebook.language.schema import RULEBOOK_SHAPES, write_schemas
from .forms import SCENARIO_FILE, THEMES_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..rulebook.language.shapes import Shape

#: The shape of every kind of file by the name of its schema.
SHAPES: Mapping[str, Shape] = {
    **RULEBOOK_SHAPES,
    "scenarios": SCENARIO_FILE,
    "themes": THEMES_FILE,
}


if __name__ == "__main__":
    write_schemas(Path("docs/schema"), SHAPES)
