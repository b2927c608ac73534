"""`mandat train report`: sessions summed up for the yearly review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..report.failures import problem_text
from ..report.training.review import unattached_texts, yearly_review
from ..report.training.review_formats import (
    review_csv,
    review_object,
    review_page,
    review_text,
)
from ..training.results_file import results_in
from ..training.sessions import sessions
from ..training.tallies import tallies
from .environment import results_file
from .exits import Exit
from .options import OF_ALL
from .output import message, output
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "text",
    "csv",
    "json",
    "html",
    example="train report docs/examples/results/2026-11-group.jsonl",
    municipality=OF_ALL,
)
@click.argument(
    "files",
    nargs=-1,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day from which a review is overdue; today when left out.",
)
def report(options: Options) -> Exit:
    """Sum up sessions for the yearly review: what people got wrong, and chose instead.

    FILES hold results of `mandat train`; your own when left out. Tells also which
    rules were marked as unclear, what changed since last year, and which documents
    are to be reviewed and when.
    """
    events, problems = results_in(options["files"] or (results_file(),))
    places = options.municipalities
    wordings = [options.words(place.jurisdiction) for place in places]
    own = places[0].id if options.named else ""
    on = options.day or options.mandat.today
    review = yearly_review(tallies(sessions(events), own), wordings, on)
    output(
        options.format,
        text=lambda: review_text(review),
        csv=lambda: review_csv(review),
        json=lambda: review_object(review),
        html=lambda: review_page(review),
    )
    for problem in problems:
        message(problem_text(problem, options.say))
    for text in unattached_texts(events, options.say):
        message(text)
    return Exit.DONE
