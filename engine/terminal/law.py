"""`mandat law`: the acts that rules rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .exits import Exit
from .output import output
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb("law", "text", "json", "markdown", example="law --format markdown")
def law(options: Options) -> Exit:
    """List the acts that rules rest on, and what is taken from each."""
    listed = options.municipality.acts()
    output(
        options.format,
        text=lambda: listed.to_page(options.language),
        json=lambda: listed.to_dict(options.language),
        markdown=lambda: listed.to_markdown(options.language),
    )
    return Exit.DONE
