"""`mandat show`: everything about one rule, passage, document, role or matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .exits import Exit
from .output import output
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(example="show kommunledningsgruppen -m munkedal")
@click.argument("thing", nargs=-1, required=True)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day that is shown; today when left out.",
)
def show(options: Options) -> Exit:
    """Show a rule, passage, document, role, matter, act or circumstance.

    The page of a role tells everything it decides, approves, prepares, is asked about
    or told, carries out, follows up and leads, with the conditions, and its duties.
    """
    pages = options.municipality.show(" ".join(options["thing"]), on=options.day)
    output(
        options.format,
        text=lambda: pages.to_text(options.language),
        json=lambda: pages.to_dict(options.language),
    )
    return Exit.DONE
