"""`mandat rules`: the rules, or those in which some words occur."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..report.pages import listing
from .exits import Exit
from .output import output
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(example="rules media -m kungsör")
@click.argument("words", nargs=-1)
def rules(options: Options) -> Exit:
    """List the rules, or those in which all WORDS occur."""
    jurisdiction = options.jurisdiction()
    wording = options.wording(jurisdiction)
    chosen = listing.matching(options["words"], jurisdiction)
    output(
        options.format,
        text=lambda: listing.rules_text(chosen, wording),
        json=lambda: listing.rules_object(chosen, wording),
    )
    return Exit.DONE if chosen else Exit.NO_ONE_OR_SEVERAL
