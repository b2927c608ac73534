"""The headings of an official document, by which it is written and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rulebook.model.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

# the parts of the document
CLAUSES = "Allmänna bestämmelser"
READING = "Så läses tabellerna"
KEY = "Förkortningar"
CONDITIONS = "Villkor i orden på raderna"
ROWS = "Ärenden och vem som får besluta"
CHANGES = "Ändringar"
PARTS = (CLAUSES, READING, KEY, CONDITIONS, ROWS, CHANGES)
_PARTS = {name_key(part): part for part in PARTS}

# the tables
FRONT_HEADER = ("Uppgift", "Innehåll")
#: The line of the front page that tells whose the order is.
MUNICIPALITY = "Kommun"
KEY_HEADER = ("Förkortning", "Roll", "Överordnad", "Ersättare, i ordning")
#: The heading of a column that the key has where some role means nobody for good.
RELATION = "Avser"
CONDITION_HEADER = ("Orden på raden", "Betyder")
COLUMN_HEADER = ("Kolumn", "Vad den säger")
CHANGE_HEADER = ("Var", "Kolumn", "Förut", "Nu", "Beslut")

# what has changed
#: The column that tells what is new, and what is said of it where columns are told of.
CHANGE_COLUMN = "Ändring"
CHANGE_MEANING = "vad som är nytt sedan "
NEW_ROW, CHANGED_ROW, GONE_ROW = "Ny", "Ändrad: ", "Utgår"


def part_of(heading: str) -> str | None:
    """Return the part of the document that a heading begins, None for none."""
    return _PARTS.get(name_key(heading))


def change_heading(headings: Iterable[str]) -> str:
    """Return what the column of changes is called beside other columns."""
    taken = {name_key(heading) for heading in headings}
    name, number = CHANGE_COLUMN, 1
    while name_key(name) in taken:
        number += 1
        name = f"{CHANGE_COLUMN} {number}"
    return name


def capital(text: str) -> str:
    """Return a heading as the document has it: with a capital letter."""
    return f"{text[:1].upper()}{text[1:]}"
