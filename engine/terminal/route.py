"""`mandat route`: which way a contact must go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .questions import answered, asking, given_facts
from .verbs import verb

if TYPE_CHECKING:
    from .exits import Exit
    from .options import Options


@verb(example="route förtroendevald rektor -m kungsör")
@click.argument("sender", metavar="FROM")
@click.argument("receiver", metavar="TO")
@click.option("--about", metavar="TOPIC", help="What the contact is about.")
@asking
def route(options: Options) -> Exit:
    """Tell which way a contact FROM somebody TO somebody must take."""
    given = given_facts(options)
    answer = options.municipality.route(
        options["sender"],
        options["receiver"],
        about=options["about"] or "",
        given=given,
        on=options.day,
    )
    return answered(answer, options)
