"""Tell what a table of cells holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..json_text import SCHEMA
from ..layout import Page, Pairs, Paragraph, Table, TableRow, page
from ..lines import Stress

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from ..objects.audits import CellsOutput
    from ..wording import Wording


def cells_object(
    municipality: str,
    days: tuple[dt.date, dt.date],
    counts: tuple[int, int],
    types: Mapping[str, str],
    unwalked: Sequence[str],
) -> CellsOutput:
    """Return what a table of cells holds as an object.

    Args:
        municipality: the id of whose cells they are.
        days: the first and the last day.
        counts: how many rows there are, and how many matters.
        types: the columns with their types.
        unwalked: the matters whose cells are too many.
    """
    first, last = days
    rows, matters = counts
    return {
        "schema": SCHEMA,
        "municipality": municipality,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "rows": rows,
        "matters": matters,
        "columns": dict(types),
        "unwalked": list(unwalked),
    }


def cells_page(cells: CellsOutput, wording: Wording) -> Page:
    """Return what a table of cells holds as a page."""
    say = wording.say
    title = say("Frågerummet som tabell", "The question space as a table")
    facts = [
        (say("kommun", "municipality"), wording.place),
        (say("dagar", "days"), f"{cells['first']} – {cells['last']}"),
        (say("ärenden", "matters"), str(cells["matters"])),
        (say("rader", "rows"), str(cells["rows"])),
    ]
    if cells["unwalked"]:
        names = wording.enumeration([wording.matter(id_) for id_ in cells["unwalked"]])
        facts.append((say("inte med", "left out"), names))
    headers = (say("Kolumn", "Column"), say("Typ", "Type"))
    rows = [TableRow(cells=pair) for pair in cells["columns"].items()]
    return page(
        [Paragraph(title, stress=Stress.TITLE), Pairs(facts)],
        [Table(headers=headers, rows=rows)],
    )
