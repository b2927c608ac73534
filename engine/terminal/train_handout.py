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
    "slides",
    example="train handout -m kungsör --seed 7 -n 5",
    municipality=GENERAL,
    more=Text(
        sv="""\
Samma frö ger samma fall och samma bokstäver som `mandat train`. Med `--format slides`
blir det en sida att visa för gruppen: ett fall per bild, piltangenter, och svaret
dolt tills någon ber om det.""",
        en="""\
The same seed gives the same cases and letters as `mandat train`. With `--format
slides` it is a page to show to a group: one case a screen, arrow keys, and the answer
hidden until somebody asks for it.""",
    ),
)
@choosing
def handout(options: Options) -> Exit:
    """Write cases to print, questions apart from answers, or to show as slides."""
    sheet = training(options).handout(criteria(options))
    output(
        options.format,
        markdown=lambda: sheet.to_markdown(options.language),
        html=lambda: sheet.to_html(options.language),
        slides=lambda: sheet.to_slides(options.language),
    )
    return Exit.DONE
