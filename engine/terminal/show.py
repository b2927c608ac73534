"""`mandat show`: everything about one rule, passage, document, role or matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..report.pages.lookup import sheets
from ..report.pages.sheets import sheet_object, sheet_text
from ..space.space import Space
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
    jurisdiction = options.jurisdiction()
    wording = options.wording(jurisdiction)
    shown = sheets(" ".join(options["thing"]), Space(jurisdiction), wording, options.on)
    output(
        options.format,
        text=lambda: "\n".join(map(sheet_text, shown)),
        json=lambda: {"sheets": [sheet_object(sheet) for sheet in shown]},
    )
    return Exit.DONE
