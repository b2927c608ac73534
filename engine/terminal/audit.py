"""`mandat audit`: a log of decisions against the rules of the days they were taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .errors import WrongUsageError
from .exits import Exit
from .logs import log_options
from .output import message, output, progress
from .parameters import argument, option
from .paths import LogName, PathName
from .streams import OutputKind, write
from .values import Day, Whole, WordChoice
from .verbs import verb

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from ..service.audit import LogAudit
    from .options import Options

_MOST_SAMPLED = 10_000


@verb(
    "audit",
    "text",
    "json",
    "csv",
    "html",
    example=(
        "audit docs/examples/log/decisions.csv -m orrhed"
        " --mapping docs/examples/log/mapping.yaml --until 2026-09-30"
    ),
    municipality=Text(
        sv="Vems beslut det är; måste anges för en nämnds ordning.",
        en="Whose decisions they are; must be named for the order of a committee.",
    ),
    more=Text(
        sv="""\
LOGG är csv, xlsx, ods, parquet eller en databas i DuckDB. Kolumnerna läses efter
rubriker som `ärende`, `punkt`, `beslutad av`, `dag` och `anmäld`, eller som --mapping
säger; andra kolumner läses inte. Varje rad får ett utfall, och summan är antalet
rader. --why visar en rad med svaret och dess skäl. --out skriver alla rader till en
fil: .parquet, .csv, .json eller .html. Med `--engine spark` får LOGG vara en mapp med
parquetfiler eller en adress. Slutkod 1 när något inte är i ordning.""",
        en="""\
LOG is csv, xlsx, ods, parquet or a database of DuckDB. Columns are read by headings
such as `matter`, `reference`, `decided by`, `day` and `reported on`, or as --mapping
says; others are not read. Each row gets a verdict, and the sum is the number of rows.
--why shows a row with the answer and its reasons. --out writes all rows to a file:
.parquet, .csv, .json or .html. With `--engine spark` LOG may be a folder of parquet
files or an address. Exit code 1 when something is not in order.""",
    ),
)
@argument(
    "log",
    Text(sv="LOGG", en="LOG"),
    type=LogName(),
)
@log_options
@option(
    "--engine",
    about=Text(
        sv="Vad som räknar: duckdb, spark eller datafusion; utfallen är desamma.",
        en="What computes: duckdb, spark or datafusion; the verdicts are the same.",
    ),
    value=Text(sv="MOTOR", en="ENGINE"),
    type=WordChoice("duckdb", "spark", "datafusion"),
    default="duckdb",
)
@option(
    "--until",
    about=Text(
        sv="Dagen till vilken loggen säger vad som anmälts; annars i dag.",
        en="Day up to which the log tells what was reported; today when left out.",
    ),
    value=Text(sv="DATUM", en="DATE"),
    type=Day(),
)
@option(
    "--sample",
    about=Text(
        sv="Visa så många rader valda av slumpen i stället för de allvarligaste.",
        en="Show so many rows chosen by chance in place of the worst.",
    ),
    value=Text(sv="ANTAL", en="COUNT"),
    type=Whole(1, _MOST_SAMPLED),
)
@option(
    "--seed",
    about=Text(
        sv="Slumpens frö: samma frö ger samma rader; annars 1.",
        en="Seed of the chance: the same seed gives the same rows; 1 when left out.",
    ),
    value=Text(sv="TAL", en="NUMBER"),
    type=Whole(0, 2**31),
    default=1,
)
@option(
    "--why",
    about=Text(
        sv="Visa en rad, med svaret på frågan den ställer och varför.",
        en="Show one row, with the answer to the question it asks, and why.",
    ),
    value=Text(sv="RAD", en="ROW"),
    type=Whole(2, 2**40),
)
@option(
    "--out",
    about=Text(
        sv="Skriv alla rader till en fil; en som finns skrivs över.",
        en="Write all rows to a file; one that is there is written over.",
    ),
    value=Text(sv="FIL", en="FILE"),
    type=PathName(is_folder=False, is_written=True),
)
def audit(options: Options) -> Exit:
    """Hold every decision in a log against the rules of its day."""
    # a short command loads none of what reads tables
    from ..service.audit import log_audit  # noqa: PLC0415

    if options["why"] is not None:
        return _why(options)
    if options.is_typed("seed") and options["sample"] is None:
        raise WrongUsageError("usage/seed-of-nothing")
    with (
        progress("audit") as tell,
        log_audit(
            options["log"],
            options.municipality,
            options["mapping"],
            table=options["table"],
            as_of=_until(options),
            engine=options["engine"],
            tell=tell,
        ) as whole,
    ):
        made = whole
        if options["sample"] is not None:
            made = whole.sampled(options["sample"], options["seed"])
        file: Path | None = options["out"]
        if file is not None:
            made.write(file, options.language)
            message(options.say(f"Skrev {file}", f"Wrote {file}"))
        _print(made, options)
        return Exit.DONE if made.is_in_order else Exit.MISSED


def _until(options: Options) -> dt.date | None:
    until = options["until"]
    return until.date() if until else None


def _why(options: Options) -> Exit:
    """Show one row."""
    from ..service.audit import row_audit  # noqa: PLC0415 - as above

    for name in ("sample", "out"):
        if options.is_typed(name):
            raise WrongUsageError("usage/why-of-a-row", option=f"--{name}")
    made = row_audit(
        options["log"],
        options["why"],
        options.municipality,
        options["mapping"],
        table=options["table"],
        as_of=_until(options),
    )
    if options.format not in {"text", "json"}:
        option_text = f"--format {options.format}"
        raise WrongUsageError("usage/why-of-a-row", option=option_text)
    output(
        options.format,
        text=lambda: made.to_page(options.language),
        json=lambda: made.to_dict(options.language),
    )
    return Exit.DONE if made.is_in_order else Exit.MISSED


def _print(made: LogAudit, options: Options) -> None:
    if options.format == "csv":
        for part in made.to_csv(options.language):
            write(part, OutputKind.DOCUMENT)
        return
    output(
        options.format,
        text=lambda: made.to_page(options.language),
        json=lambda: made.to_dict(options.language),
        html=lambda: made.to_html(options.language),
    )
