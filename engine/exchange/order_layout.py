"""Lay the official document of an order out: what stands where, and in which words.

What is said of the order comes from `OrderText`; here are the headings of the parts,
the sentences that tell how the tables are read, and the marks of what has changed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.values import ORE_PER_KRONA, money_text
from .official_document import (
    OfficialCell,
    OfficialDocument,
    OfficialHeading,
    OfficialParagraph,
    OfficialTable,
)
from .official_headings import (
    CHANGE_HEADER,
    CHANGE_MEANING,
    CHANGES,
    CLAUSES,
    COLUMN_HEADER,
    CONDITION_HEADER,
    CONDITIONS,
    FRONT_HEADER,
    KEY,
    KEY_HEADER,
    MUNICIPALITY,
    READING,
    RELATION,
    ROWS,
    capital,
    change_heading,
)
from .order_differences import OrderPart
from .order_row_tables import RowTables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .kronor import Kronor
    from .official_document import OfficialBlock
    from .order_differences import EditionChanges, OrderSide
    from .order_text import OrderText

#: How every order is read; it follows from the law and from what a row is.
SENTENCES = (
    (
        "Varje rad lämnar en rätt att besluta. Gäller flera rader får var och en av "
        "delegaterna besluta ensam."
    ),
    "Nämnden får alltid besluta själv, också i det som den har delegerat.",
    "Det som ingen rad lämnar till någon annan beslutar nämnden om.",
    "En rad omfattar både bifall och avslag, om den inte säger något annat.",
    "Står inget ärende på raden gäller den samma ärende som raden ovanför.",
)
#: How a decision to pass rows on is read.
PASSED_ON_SENTENCES = (
    (
        "Varje rad lämnar vidare en rätt att besluta som nämnden har delegerat, inom "
        "det som raden med samma nummer i nämndens ordning tillåter."
    ),
)
MADE_UP = "Kommunen är påhittad, och ingen nämnd har antagit det här dokumentet."
#: What stands where no decision on a change is told.
NO_DECISION = "inte angivet"
_AMOUNT = (
    "Ett prisbasbelopp (pbb) är {amount} år {year}, och kronorna inom parentes är "
    "räknade med det."
)
_NO_AMOUNT = (
    "Prisbasbeloppet (pbb) för år {year} är inte känt här, så inga kronor står bredvid."
)

_PARTS = {
    OrderPart.TITLE: "Titel",
    OrderPart.FRONT: "Om dokumentet",
    OrderPart.CLAUSE: CLAUSES,
    OrderPart.KEY: KEY,
    OrderPart.CONDITION: "Villkor",
    OrderPart.COLUMN: "Kolumner",
}


@record
class Issue:
    """What stands on an official document besides the order itself.

    `issuer` is the municipality, which `is_made_up` or not.
    """

    issuer: str
    is_made_up: bool
    kronor: Kronor


def official_document(
    side: OrderSide, issue: Issue, changes: EditionChanges | None = None
) -> OfficialDocument:
    """Return the official document of an order, with marks of what has changed."""
    text = side.text
    told = {line.label: line.text for line in text.front}
    adopted = told.get("Antagen")
    parts = (issue.issuer, f"antagen {adopted}" if adopted else told.get("Status", ""))
    return OfficialDocument(
        title=text.title,
        issuer=issue.issuer,
        footer=" · ".join((text.title, *filter(None, parts))),
        sheet=told.get("Kortnamn", text.title),
        blocks=tuple(_blocks(side, issue, changes)),
    )


def _blocks(
    side: OrderSide, issue: Issue, changes: EditionChanges | None
) -> Iterator[OfficialBlock]:
    text = side.text
    issuer = (MUNICIPALITY, issue.issuer)
    yield _table("Om dokumentet", FRONT_HEADER, [issuer, *text.front])
    if issue.is_made_up:
        yield OfficialParagraph(text=MADE_UP)
    if text.clauses:
        yield OfficialHeading(text=CLAUSES, level=1)
        for number, sentence in enumerate(text.clauses, start=1):
            yield OfficialParagraph(text=sentence, number=number)
    yield OfficialHeading(text=READING, level=1)
    yield from map(_paragraph, _reading(side, issue))
    columns = [(capital(line.heading), line.meaning) for line in text.columns]
    if changes:
        heading = change_heading(line.heading for line in text.columns)
        columns.append((heading, f"{CHANGE_MEANING}{changes.since}"))
    yield _table("Kolumnerna i tabellerna", COLUMN_HEADER, columns)
    if text.key:
        yield OfficialHeading(text=KEY, level=1)
        yield _key_table(text)
    if text.conditions:
        yield OfficialHeading(text=CONDITIONS, level=1)
        lines = [
            (line.words, issue.kronor.beside(line.meaning)) for line in text.conditions
        ]
        yield _table(CONDITIONS, CONDITION_HEADER, lines)
    yield OfficialHeading(text=ROWS, level=1)
    yield from RowTables(side, issue.kronor, changes).blocks()
    if changes:
        yield OfficialHeading(text=CHANGES, level=1)
        yield from _change_list(changes)


def _key_table(text: OrderText) -> OfficialTable:
    """Return the key as a table, with what is relative in it where something is."""
    lines = [
        (line.abbreviation, line.role, line.superior, "\n".join(line.substitutes))
        for line in text.key
    ]
    if not any(line.relation for line in text.key):
        return _table(KEY, KEY_HEADER, lines)
    relations = [line.relation for line in text.key]
    whole = [(*line, relation) for line, relation in zip(lines, relations, strict=True)]
    return _table(KEY, (*KEY_HEADER, RELATION), whole)


def _paragraph(text: str) -> OfficialParagraph:
    return OfficialParagraph(text=text)


def _reading(side: OrderSide, issue: Issue) -> Iterator[str]:
    """Yield the sentences on how the tables are read."""
    yield from (PASSED_ON_SENTENCES if "under" in side.order.header else SENTENCES)
    cells = (cell for row in side.order.rows for cell in row)
    meanings = (line.meaning for line in side.text.conditions)
    kronor = issue.kronor
    if kronor.amount is None:
        if any("pbb" in each or "basbelopp" in each for each in (*cells, *meanings)):
            yield _NO_AMOUNT.format(year=kronor.year)
    elif any(kronor.beside(each) != each for each in (*cells, *meanings)):
        amount = money_text(kronor.amount * ORE_PER_KRONA)
        yield _AMOUNT.format(amount=amount, year=kronor.year)


def is_of_the_frame(text: str, kronor: Kronor) -> bool:
    """Tell whether a paragraph is one that every document may have, and is right.

    A sentence on the prisbasbelopp is right when it has the amount of its year.
    """
    if text in {*SENTENCES, *PASSED_ON_SENTENCES}:
        return True
    if re.fullmatch(re.escape(_NO_AMOUNT).replace(r"\{year\}", "[0-9]{4}"), text):
        return True
    right = {
        _AMOUNT.format(amount=money_text(known.kronor * ORE_PER_KRONA), year=year)
        for year, known in kronor.amounts.items()
    }
    return text in right


def _table(
    caption: str, header: tuple[str, ...], lines: Iterable[Sequence[str]]
) -> OfficialTable:
    rows = tuple(tuple(OfficialCell(cell) for cell in line) for line in lines)
    return OfficialTable(caption=caption, header=header, rows=rows)


# the list of changes ------------------------------------------------------------------


def _change_list(changes: EditionChanges) -> Iterator[OfficialBlock]:
    """Yield what differs from an earlier edition, as a table."""
    if not changes.differences:
        yield OfficialParagraph(text=f"Inget är ändrat sedan {changes.since}.")
        return
    count = len(changes.differences)
    words = "en ändring" if count == 1 else f"{count} ändringar"
    yield OfficialParagraph(text=f"Här står {words} sedan {changes.since}.")
    lines = []
    for each in changes.differences:
        where = each.place
        if each.part is not OrderPart.ROW:
            where = ": ".join(filter(None, (_PARTS[each.part], where)))
        before = "" if each.before is None else each.before or "(tomt)"
        after = "" if each.after is None else each.after or "(tomt)"
        if each.part is OrderPart.ROW and not each.column:
            before, after = before or "(raden fanns inte)", after or "(raden utgår)"
        lines.append((where, each.column, before, after, changes.decision))
    yield _table(f"{CHANGES} sedan {changes.since}", CHANGE_HEADER, lines)


def decision_text(old: OrderText, new: OrderText) -> str:
    """Return by what the newer of two editions was adopted: its case and its day.

    Where it names the same decision as the older one, that decided no change.
    """
    told = _decision(new)
    return told if told and told != _decision(old) else NO_DECISION


def _decision(text: OrderText) -> str:
    told = {line.label: line.text for line in text.front}
    parts = (told.get("Diarienummer"), told.get("Antagen"))
    return ", ".join(filter(None, parts))
