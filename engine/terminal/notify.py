"""`mandat notify`: what of a log is reported to a committee at a meeting."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .completers import ROLES
from .errors import WrongUsageError
from .exits import Exit
from .logs import log_options
from .output import message, output
from .parameters import argument, option
from .paths import PathName
from .streams import write_bytes
from .values import Day
from .verbs import verb

if TYPE_CHECKING:
    from .options import Options


@verb(
    "notify",
    "text",
    "json",
    "docx",
    "html",
    "csv",
    example=(
        "notify docs/examples/notification/decisions.csv -m orrhed"
        " --mapping docs/examples/notification/mapping.yaml"
        " --committee kommunstyrelsen --meeting 2026-04-15"
    ),
    municipality=Text(
        sv="Vems beslut det är; måste anges.",
        en="Whose decisions they are; must be named.",
    ),
    more=Text(
        sv="""\
LOGG är csv, xlsx, ods, parquet eller en databas i DuckDB; --mapping säger vad
kolumnerna är och när nämnden sammanträder. Varje rad hamnar på en lista, i ordningens
ordning: brådskande beslut, beslut som anmäls, vidaredelegerade, det som saknas sedan
tidigare, det som protokollförs särskilt, verkställighet och det som måste redas ut. Ett
beslut anmäls vid första sammanträdet efter dagen, eller efter månaden eller kvartalet.
Kolumner som ingen har nämnt läses inte. Docx kräver `mandat[office]`. Slutkod 1 när
något saknas eller måste redas ut.""",
        en="""\
LOG is csv, xlsx, ods, parquet or a database of DuckDB; --mapping says what its columns
are and when the committee meets. Each row is on one list, in the order of the order:
urgent decisions, those reported, those sub-delegated, what is missing since earlier,
what is minuted apart, execution, and what has to be settled. A decision is reported at
the first meeting after its day, or after its month or quarter. Columns that nobody
named are not read. Docx needs `mandat[office]`. Exit code 1 when something is missing
or has to be settled.""",
    ),
)
@argument("log", Text(sv="LOGG", en="LOG"), type=PathName(exists=True, is_folder=False))
@option(
    "--committee",
    about=Text(sv="Nämnden som anmälan är till.", en="The committee that is told."),
    value=Text(sv="NÄMND", en="COMMITTEE"),
    required=True,
    shell_complete=ROLES,
)
@option(
    "--meeting",
    about=Text(sv="Dagen då den sammanträder.", en="The day on which it meets."),
    value=Text(sv="DATUM", en="DATE"),
    type=Day(),
    required=True,
)
@option(
    "--previous",
    about=Text(
        sv="Förra sammanträdet, när filen till --mapping inte säger det.",
        en="The meeting before, where the file of --mapping does not say it.",
    ),
    value=Text(sv="DATUM", en="DATE"),
    type=Day(),
)
@log_options
@option(
    "--out",
    about=Text(
        sv="Skriv listan till en fil (docx, html, csv); en som finns skrivs över.",
        en="Write the list to a file (docx, html, csv); one there is written over.",
    ),
    value=Text(sv="FIL", en="FILE"),
    type=PathName(is_folder=False, is_written=True),
)
def notify(options: Options) -> Exit:
    """Write what of a log is reported to a committee at a meeting."""
    from ..service.notification import meeting_notification  # noqa: PLC0415 - help needs none of it

    previous = options["previous"]
    made = meeting_notification(
        options["log"],
        options.municipality,
        committee=options["committee"],
        meeting=options["meeting"].date(),
        previous=previous.date() if previous else None,
        mapping=options["mapping"],
        table=options["table"],
    )
    file = options["out"]
    if file is not None:
        made.write(file, options.format if options.is_typed("format") else "")
        message(options.say(f"Skrev {file}", f"Wrote {file}"))
    elif options.format == "docx":
        if sys.stdout is not None and sys.stdout.isatty():
            raise WrongUsageError("usage/not-for-screens", form=options.format)
        write_bytes(made.to_docx())
    else:
        output(
            options.format,
            text=lambda: made.to_page(options.language),
            json=lambda: made.to_dict(options.language),
            html=made.to_html,
            csv=made.to_csv,
        )
    return Exit.DONE if made.is_settled else Exit.MISSED
