"""`mandat train handout`: cases as a sheet to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report.training.handouts import handout_markdown, handout_page
from ..training.selection import session_exercises
from .exercises import choosing, criteria, exercise_wording, training_material
from .exits import Exit
from .options import OF_ALL
from .output import output
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "markdown",
    "html",
    example="train handout -m kungsör --seed 7 -n 5",
    municipality=OF_ALL,
)
@choosing
def handout(options: Options) -> Exit:
    """Write cases as a sheet to print: questions first, answers on other pages.

    The same seed gives the same cases, and the same letters, as `mandat train`.
    """
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
