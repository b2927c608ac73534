"""The shapes of all files that people write, by the names of their JSON Schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..reorganisation.plan import PLAN_FILE
from ..rulebook.language.schema import RULEBOOK_SHAPES
from ..scenarios.forms import SCENARIO_FILE, THEMES_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..rulebook.language.shapes import Shape

#: The shape of every kind of file by the name of its schema.
SHAPES: Mapping[str, Shape] = {
    **RULEBOOK_SHAPES,
    "plan": PLAN_FILE,
    "scenarios": SCENARIO_FILE,
    "themes": THEMES_FILE,
}
