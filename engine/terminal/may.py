"""`mandat may`: whether somebody may do something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .completers import ACTS, ROLES
from .inquiries import answered, conduct
from .parameters import argument
from .questions import asking
from .verbs import verb

if TYPE_CHECKING:
    from .exits import Exit
    from .options import Options


@verb("may", example='may politiker "detaljstyra ett enskilt ärende" -m kungsör')
@argument("actor", Text(sv="AKTÖR", en="ACTOR"), shell_complete=ROLES)
@argument(
    "act", Text(sv="HANDLING", en="ACT"), nargs=-1, required=True, shell_complete=ACTS
)
@asking
def may(options: Options) -> Exit:
    """Tell whether an ACTOR may do an ACT, and what to do instead."""
    return answered(conduct(options), options)
