"""`mandat who`: who decides a matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .completers import MATTERS
from .inquiries import answered, decision
from .parameters import argument
from .questions import asking
from .verbs import verb

if TYPE_CHECKING:
    from .exits import Exit
    from .options import Options


@verb("who", example="who nämndmål -m linköping -g målområde=medarbetare")
@argument(
    "matter",
    Text(sv="ÄRENDE", en="MATTER"),
    nargs=-1,
    required=True,
    shell_complete=MATTERS,
)
@asking
def who(options: Options) -> Exit:
    """Tell who decides a MATTER, who approves, prepares and is consulted."""
    return answered(decision(options), options)
