"""`mandat train report`: sessions summed up for the yearly review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report.failures import problem_text
from ..report.training.review import unattached_texts, yearly_review
from ..report.training.review_formats import (
    review_csv,
    review_object,
    review_page,
    review_text,
)
from ..rulebook.model.texts import Text
from ..training.results_file import results_in
from ..training.sessions import sessions
from ..training.tallies import tallies
from .common import OF_ALL
from .environment import results_file
from .exits import Exit
from .output import message, output
from .parameters import argument, option
from .values import Day, PathName
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "train report",
    "text",
    "csv",
    "json",
    "html",
    example="train report docs/examples/results/2026-11-group.jsonl",
    municipality=OF_ALL,
    more=Text(
        sv="""\
FILER har resultat av `mandat train`; annars dina egna. Säger också vilka regler som
märktes som oklara, vad som har ändrats sedan förra året, och vilka dokument som ska
ses över och när.""",
        en="""\
FILES hold results of `mandat train`; your own when left out. Tells also which rules
were marked as unclear, what changed since last year, and which documents are to be
reviewed and when.""",
    ),
)
@argument(
    "files",
    Text(sv="FILER", en="FILES"),
    nargs=-1,
    type=PathName(exists=True, is_folder=False),
)
@option(
    "--on",
    about=Text(
        sv="Dagen från vilken en översyn är försenad; annars i dag.",
        en="Day from which a review is overdue; today when left out.",
    ),
    value=Text(sv="DATUM", en="DATE"),
    type=Day(),
)
def report(options: Options) -> Exit:
    """Sum up sessions for the yearly review."""
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
