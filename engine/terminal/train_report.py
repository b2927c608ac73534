"""`mandat train report`: sessions summed up for the yearly review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report.failures import problem_text
from ..rulebook.model.texts import Text
from .common import OF_ALL
from .environment import results_file
from .exits import Exit
from .output import message, output
from .parameters import argument, option
from .paths import PathName
from .values import Day
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
ses över och när. Slutkod 1 när ingen har svarat.""",
        en="""\
FILES hold results of `mandat train`; your own when left out. Tells also which rules
were marked as unclear, what changed since last year, and which documents are to be
reviewed and when. Exit code 1 when nobody has answered.""",
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
    review = options.mandat.training_report(
        options["files"] or (results_file(),), options.named, on=options.day
    )
    output(
        options.format,
        text=lambda: review.to_page(options.language),
        csv=lambda: review.to_csv(options.language),
        json=lambda: review.to_dict(options.language),
        html=lambda: review.to_html(options.language),
    )
    for problem in review.problems:
        message(problem_text(problem, options.say))
    for text in review.messages(options.language):
        message(text)
    return Exit.DONE if review.has_answers else Exit.MISSED
