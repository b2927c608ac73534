"""`mandat cells`: the question space as a table that any engine can join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .exits import Exit
from .output import message, output
from .parameters import option
from .paths import PathName
from .values import Day
from .verbs import verb

if TYPE_CHECKING:
    from pathlib import Path

    from .options import Options


@verb(
    "cells",
    "text",
    "json",
    example="cells -m orrhed --from 2026-02-01 --to 2026-12-31",
    more=Text(
        sv="""\
En rad för varje ärende, klass av varje omständighet och period: vem som beslutar, i
vilken funktion, efter vilken punkt och lag, hur det anmäls, och reglerna bakom. Raderna
av ett ärende överlappar inte. Utan --out sägs bara vad tabellen har.""",
        en="""\
A row for each matter, class of each circumstance and period: who decides, in which
function, by which point and law, how it is reported, and the rules behind. Rows of one
matter do not overlap. Without --out it is only told what the table holds.""",
    ),
)
@option(
    "--from",
    "first",
    about=Text(sv="Första dagen; annars i dag.", en="First day; today when left out."),
    value=Text(sv="DATUM", en="DATE"),
    type=Day(),
)
@option(
    "--to",
    "last",
    about=Text(
        sv="Sista dagen; annars i dag, eller den första.",
        en="Last day; today when left out, or the first.",
    ),
    value=Text(sv="DATUM", en="DATE"),
    type=Day(),
)
@option(
    "--out",
    about=Text(
        sv="Skriv tabellen till en fil (.parquet, .duckdb); en som finns skrivs över.",
        en="Write the table to a file (.parquet, .duckdb), over one that is there.",
    ),
    value=Text(sv="FIL", en="FILE"),
    type=PathName(is_folder=False, is_written=True),
)
def cells(options: Options) -> Exit:
    """Write the question space as a table."""
    # a short command loads none of what writes tables
    from ..service.cells import cell_table  # noqa: PLC0415

    first, last = options["first"], options["last"]
    made = cell_table(
        options.municipality,
        first.date() if first else None,
        last.date() if last else None,
    )
    file: Path | None = options["out"]
    if file is not None:
        made.write(file)
        message(options.say(f"Skrev {file}", f"Wrote {file}"))
    output(
        options.format,
        text=lambda: made.to_page(options.language),
        json=made.to_dict,
    )
    return Exit.DONE
