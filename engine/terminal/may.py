"""`mandat may`: whether somebody may do something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..rulebook.model.rules import RuleKind, Slot
from .questions import answered, asking
from .verbs import verb

if TYPE_CHECKING:
    from .exits import Exit
    from .options import Options


@verb(example='may politiker "detaljstyra ett enskilt ärende" -m kungsör')
@click.argument("actor")
@click.argument("act", nargs=-1, required=True)
@asking
def may(options: Options) -> Exit:
    """Tell whether an ACTOR may do an ACT, and what to do instead."""
    named = {Slot.ACTOR: options["actor"], Slot.DOES: " ".join(options["act"])}
    return answered(RuleKind.CONDUCT, named, options)
