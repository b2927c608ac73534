"""`mandat train handout`: cases as a sheet to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .exercises import GENERAL, choosing, criteria, training
from .exits import Exit
from .output import output
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "train handout",
    "markdown",
    "html",
    example="train handout -m kungsör --seed 7 -n 5",
    municipality=GENERAL,
    more=Text(
        sv="Samma frö ger samma fall och samma bokstäver som `mandat train`.",
        en="The same seed gives the same cases and letters as `mandat train`.",
    ),
)
@choosing
def handout(options: Options) -> Exit:
    """Write cases as a sheet to print: questions first, answers on other pages."""
    sheet = training(options).handout(criteria(options))
    output(
        options.format,
        markdown=lambda: sheet.to_markdown(options.language),
        html=lambda: sheet.to_html(options.language),
    )
    return Exit.DONE
