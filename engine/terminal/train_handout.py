"""`mandat train handout`: cases as a sheet to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report.training.handouts import handout_markdown, handout_page
from ..rulebook.model.texts import Text
from ..training.selection import session_exercises
from .common import OF_ALL
from .exercises import choosing, criteria, exercise_wording, training_material
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
    municipality=OF_ALL,
    more=Text(
        sv="Samma frö ger samma fall och samma bokstäver som `mandat train`.",
        en="The same seed gives the same cases and letters as `mandat train`.",
    ),
)
@choosing
def handout(options: Options) -> Exit:
    """Write cases as a sheet to print: questions first, answers on other pages."""
    cases, jurisdictions = training_material(options)
    wanted = criteria(options)
    wording = exercise_wording(options, cases, jurisdictions, wanted.seed)
    exercises = [
        wording.text(exercise) for exercise in session_exercises(cases, wanted)
    ]
    output(
        options.format,
        markdown=lambda: handout_markdown(exercises, wanted.seed),
        html=lambda: handout_page(exercises, wanted.seed),
    )
    return Exit.DONE
