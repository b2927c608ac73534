"""`mandat sources`: the documents rules rest on, and their passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .exits import Exit
from .output import output
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb("sources", example="sources -m linköping")
def sources(options: Options) -> Exit:
    """List the documents rules rest on, and how their passages are accounted for."""
    listed = options.municipality.sources()
    output(
        options.format,
        text=lambda: listed.to_page(options.language),
        json=lambda: listed.to_dict(options.language),
    )
    return Exit.DONE if listed.is_accounted_for else Exit.MISSED
