"""`mandat ask`: a question in everyday Swedish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .completers import ROLES
from .inquiries import answered, free_question
from .parameters import argument, option
from .questions import asking
from .verbs import verb

if TYPE_CHECKING:
    from .exits import Exit
    from .options import Options


@verb(
    "ask",
    example='ask "får jag som politiker ringa rektorn?" -m kungsör',
    more=Text(
        sv="""\
Omständigheter som står i FRÅGAN räknas som givna; -g lägger till andra eller rättar
dem. När det är osäkert vad som menas, eller flera tolkningar passar lika bra, erbjuds
de närmaste i stället för ett svar: slutkod 3.""",
        en="""\
Circumstances that QUESTION tells count as given; -g adds others or corrects them.
When it is uncertain what is meant, or several readings fit alike, the nearest are
offered instead of an answer: exit code 3.""",
    ),
)
@argument("text", Text(sv="FRÅGA", en="QUESTION"), nargs=-1, required=True)
@option(
    "--as",
    "asker",
    about=Text(
        sv="Rollen som frågar: den som ”jag” och ”vi” i FRÅGAN är.",
        en="The role that asks: who “jag” and “vi” in QUESTION are.",
    ),
    value=Text(sv="ROLL", en="ROLE"),
    envvar="MANDAT_ROLE",
    shell_complete=ROLES,
)
@asking
def ask(options: Options) -> Exit:
    """Answer a question in everyday Swedish, and tell how it was understood."""
    return answered(free_question(options), options)
