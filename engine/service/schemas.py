"""The JSON Schemas of what people write and of what commands print.

They are checked in, made from the code that reads and writes (see the tests).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from ..records import record
from ..report.json_text import SCHEMA
from ..report.layout import Page, capital, items, page
from ..report.lines import layout_for
from ..rulebook.loading.shipped import shipped
from ..rulebook.model.problems import UnknownNameError, nearest

if TYPE_CHECKING:
    from ..report.objects.schemas import SchemasOutput
    from .setup import Language

#: Where they lie in a checkout, and with the packs in a wheel.
FOLDER = Path("docs", "reference", "schema")
_SUFFIX = ".schema.json"


@record
class SchemaList:
    """Which schemas there are, by name: what each of them describes.

    Those in `language/` describe files that people write, those in `output/` what
    commands print.
    """

    titles: dict[str, str]

    def to_text(self, language: Language = "sv", *, width: int | None = None) -> str:
        """Return the schemas as the terminal prints them, so many columns wide."""
        return self.to_page(language).text(layout_for(width))

    def to_page(self, language: Language = "sv") -> Page:
        """Return what `to_text` does before it is laid out for a screen."""
        del language  # schemas are for programmers, in English
        return page(items(self.titles.items()))

    def to_dict(self, language: Language = "sv") -> SchemasOutput:
        """Return the schemas as the JSON object that the terminal prints."""
        del language  # as above
        return {
            "schema": SCHEMA,
            "schemas": [
                {"name": name, "title": title} for name, title in self.titles.items()
            ],
        }


def schemas() -> SchemaList:
    """Return which schemas there are.

    Raises:
        EngineError: this copy came without them.
    """
    titles = {}
    for name, file in _files().items():
        content = json.loads(file.read_text("utf-8"))
        titles[name] = capital(content["title"])
    return SchemaList(titles=titles)


def schema_text(name: str) -> str:
    """Return a JSON Schema (draft 2020-12) as text.

    Args:
        name: such as `language/rules` or `output/answer`.

    Raises:
        UnknownNameError: there is no schema of that name.
    """
    files = _files()
    if name not in files:
        near = nearest(name, files)
        raise UnknownNameError("question/unknown-schema", name, near)
    return files[name].read_text("utf-8")


def _files() -> dict[str, Path]:
    folder = shipped(FOLDER.as_posix())
    files = {
        file.relative_to(folder).as_posix().removesuffix(_SUFFIX): file
        for file in folder.glob(f"*/*{_SUFFIX}")
    }
    return dict(sorted(files.items()))
