"""`mandat rules`: the rules, or those in which some words occur."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .exits import Exit
from .output import output
from .parameters import argument
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb("rules", example="rules media -m kungsör")
@argument("words", Text(sv="ORD", en="WORDS"), nargs=-1)
def rules(options: Options) -> Exit:
    """List the rules, or those in which all WORDS occur."""
    listed = options.municipality.rules(*options["words"])
    output(
        options.format,
        text=lambda: listed.to_page(options.language),
        json=lambda: listed.to_dict(options.language),
    )
    return Exit.DONE if listed.rules else Exit.NO_ONE_OR_SEVERAL
