"""`mandat route`: which way a contact must go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .completers import MATTERS, ROLES
from .inquiries import answered, contact
from .parameters import argument, option
from .questions import asking
from .verbs import verb

if TYPE_CHECKING:
    from .exits import Exit
    from .options import Options


@verb("route", example="route förtroendevald rektor -m kungsör")
@argument("sender", Text(sv="FRÅN", en="FROM"), shell_complete=ROLES)
@argument("receiver", Text(sv="TILL", en="TO"), shell_complete=ROLES)
@option(
    "--about",
    about=Text(sv="Vad kontakten gäller.", en="What the contact is about."),
    value=Text(sv="ÄMNE", en="TOPIC"),
    shell_complete=MATTERS,
)
@asking
def route(options: Options) -> Exit:
    """Tell which way a contact FROM somebody TO somebody must take."""
    return answered(contact(options), options)
