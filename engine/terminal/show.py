"""`mandat show`: everything about one rule, passage, document, role or matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .completers import THINGS
from .environment import processors
from .exits import Exit
from .output import output
from .parameters import argument, option
from .values import day_option
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "show",
    example="show kommunledningsgruppen -m munkedal",
    more=Text(
        sv="""\
Sidan om en roll säger allt den beslutar, godkänner, bereder, tillfrågas om eller får
veta, verkställer, följer upp, leder och ansvarar för, på vilka villkor, och vad den
är skyldig.""",
        en="""\
The page of a role tells everything it decides, approves, prepares, is asked about or
told, carries out, follows up, leads and answers for, on which conditions, and its
duties.""",
    ),
)
@argument(
    "thing", Text(sv="SAK", en="THING"), nargs=-1, required=True, shell_complete=THINGS
)
@day_option(
    Text(
        sv="Dagen som visas; annars i dag.",
        en="Day that is shown; today when left out.",
    ),
)
@option(
    "--reach",
    about=Text(
        sv="För en regel: vilka roller den gäller för genom arv, i alla kommuner.",
        en="Of a rule: for which roles it holds by inheritance, in all municipalities.",
    ),
    is_flag=True,
)
def show(options: Options) -> Exit:
    """Show a rule, passage, document, role, matter, act or circumstance."""
    pages = options.municipality.show(
        " ".join(options["thing"]),
        on=options.day,
        reach=options["reach"],
        workers=processors(),
    )
    output(
        options.format,
        text=lambda: pages.to_page(options.language),
        json=lambda: pages.to_dict(options.language),
    )
    return Exit.DONE
