"""Write the JSON object of a command; the objects themselves are in the reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ..rulebook.model.signs import visible_json

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The version of all objects: it rises when a program that reads one has to change.
SCHEMA: Final = 1


def json_text(content: Mapping[str, object]) -> str:
    """Return one JSON object as text, ending in a line break."""
    return visible_json(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"
