"""`mandat law check`: the registered law against the texts of its acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .common import OF_ALL
from .exits import Exit
from .output import output
from .parameters import argument, option
from .paths import PathName
from .values import Day, day_option
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "law check",
    example="law check docs/examples/law/after --rules docs/examples/law/rules",
    municipality=OF_ALL,
    more=Text(
        sv="""\
MAPP har konsoliderade lagar som Markdown, en fil för varje lag; inget hämtas. Nämner
paragraferna som har ändrats, flyttats, upphävts eller är nya i kapitel som är upptagna,
och reglerna, scenarierna och kommunerna som vilar på dem. Slutkod 1 när något skiljer,
och när något inte kunde jämföras: en lag utan text, en paragraf utan fingeravtryck,
ingenting alls. Av en FIL jämförs bara den lagen.""",
        en="""\
FOLDER holds consolidated acts as Markdown, a file for each; nothing is fetched. Names
the sections that changed, moved, were repealed or are new in chapters taken up, and the
rules, scenarios and municipalities that rest on them. Exit code 1 when something
differs, and when something could not be compared: an act without text, a section
without fingerprint, nothing at all. Of a FILE that act alone is compared.""",
    ),
)
@argument("texts", Text(sv="MAPP|FIL", en="FOLDER|FILE"), type=PathName(exists=True))
@option(
    "--since",
    about=Text(
        sv=(
            "Bara ändringar genom lagar som trädde i kraft den dagen eller senare, "
            "enligt övergångsbestämmelserna; säger de inget räknas årtalet i lagens "
            "nummer. En ändring som ingen text daterar är alltid med."
        ),
        en=(
            "Only changes by acts that came into force on that day or later, by the "
            "transitional provisions; where they say nothing, the year in the number "
            "of the act counts. A change that no text dates is always told."
        ),
    ),
    value=Text(sv="DATUM", en="DATE"),
    type=Day(),
)
@day_option(
    Text(
        sv="Dagen vars lydelse gäller där en text har två; annars i dag.",
        en="Day whose wording counts where a text has two; today when left out.",
    ),
)
def check(options: Options) -> Exit:
    """Compare the registered law with the texts of its acts."""
    since = options["since"]
    report = options.mandat.law_check(
        options["texts"],
        options.named,
        since=since.date() if since else None,
        on=options.day,
    )
    output(
        options.format,
        text=lambda: report.to_page(options.language),
        json=lambda: report.to_dict(options.language),
    )
    return Exit.DONE if report.is_unchanged else Exit.MISSED
