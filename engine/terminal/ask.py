"""`mandat ask`: a question in everyday Swedish."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .questions import answered, asking, given_facts
from .verbs import verb

if TYPE_CHECKING:
    from .exits import Exit
    from .options import Options


@verb(example='ask "får jag som politiker ringa rektorn?" -m kungsör')
@click.argument("text", nargs=-1, required=True)
@asking
def ask(options: Options) -> Exit:
    """Answer a question in everyday Swedish, and tell how it was understood.

    Circumstances that TEXT tells count as given; -g adds others or corrects them.
    When several readings fit alike, or none does, the nearest are offered instead of
    an answer: exit code 3.
    """
    given = given_facts(options)
    text = " ".join(options["text"])
    if not any(character.isalnum() for character in text):
        msg = "there is no question: write one, such as `vem beslutar om budgeten`"
        raise click.BadParameter(msg, param_hint="'TEXT'")
    answer = options.municipality.understand(text, given=given, on=options.day)
    return answered(answer, options)
