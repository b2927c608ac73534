"""Write what was made of a document that was imported: what is sure, and what to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..exchange.review import offered
from ..records import record
from ..rulebook.language.orders import column_name
from .json_text import SCHEMA
from .layout import Block, Page, Paragraph, Verbatim, heading, page
from .lines import DEEPER, Stress
from .messages.rendering import mistake_text
from .say import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..exchange.imported import ImportedOrder
    from ..exchange.review import Offer, ReviewEntry
    from .objects.order_import import ImportOutput, ReviewEntryObject
    from .say import Say

#: Entries that the page shows; the file lists them all.
_MOST_SHOWN = 12
_LONGEST_SHOWN = 120
#: Why something is not certain, in Swedish and English, by the name of the reason.
REASONS: Mapping[str, tuple[str, str]] = {
    "role": ("vilken roll är det", "which role is it"),
    "delegate": (
        "vem får besluta, och på vilka villkor",
        "who may decide, on what terms",
    ),
    "whose-terms": (
        "gäller det som står sist alla delegater eller bara den sista",
        "does what stands last hold for all delegates or the last alone",
    ),
    "ditto": (
        "är det detsamma som på raden ovanför",
        "is it the same as in the row above",
    ),
    "dash": (
        "betyder strecket att nämnden beslutar",
        "does the dash mean the committee",
    ),
    "limit": ("är det en gräns, och i så fall vilken", "is it a limit, and which"),
    "no-unit": ("vilken enhet har talet", "which unit has the number"),
    "consultation": (
        "före beslutet, eller tillsammans",
        "before deciding, or together",
    ),
    "remark": ("begränsar det vem som får besluta", "does it restrict who may decide"),
    "kind": (
        "är det beslut (D) eller verkställighet (V)",
        "decision (D) or execution (V)",
    ),
    "outcome": (
        "gäller raden bifall eller avslag",
        "does it cover granting or refusal",
    ),
    "day": ("vilken dag är det, som 2026-01-31", "which day is it, as 2026-01-31"),
    "in-force": (
        "från vilken dag gäller ordningen",
        "from which day does the order hold",
    ),
    "number-as-day": (
        "kalkylprogrammet har gjort numret till en dag",
        "the spreadsheet has made a day of the number",
    ),
    "number-again": (
        "en annan rad har samma nummer: i ett kalkylblad är 1.10 talet 1.1",
        "another row has this number: to a spreadsheet 1.10 is 1.1",
    ),
    "no-number": ("vilket nummer har raden", "which number has the row"),
    "no-matter": ("vilket ärende gäller raden", "which matter is the row on"),
    "no-delegate": (
        "rubrik, eller en rad som saknar delegat",
        "a heading, or a row that lacks a delegate",
    ),
    "heading-or-remark": ("rubrik eller anmärkning", "a heading or a remark"),
    "merged": (
        "en cell är sammanfogad över flera kolumner",
        "a cell is merged over several columns",
    ),
    "letters": (
        "bokstäverna i en cell motsvaras inte av dem i en annan",
        "the letters in one cell do not match those in another",
    ),
    "lines": (
        "vilken rad i den ena cellen hör till vilken i den andra",
        "which line of the one cell goes with which of the other",
    ),
    "sub-case": (
        "är det ett underfall till raden ovanför",
        "is it a sub-case of the row above",
    ),
    "limit-above": (
        "gäller gränsen i ärendet ovanför också här",
        "does the limit in the matter above hold here too",
    ),
    "contradiction": (
        "två celler säger olika saker om detsamma",
        "two cells say different things of the same",
    ),
    "column": ("vad säger kolumnen", "what does the column say"),
    "table": ("är det här rader i ordningen", "are these rows of the order"),
    "passed-on": (
        "raderna delegerar vidare, och det är ett eget beslut: vem har fattat det",
        "the rows pass on, and that is a decision of its own: who has taken it",
    ),
    "other-committee": (
        "rubriken nämner en annan nämnd: är det här rader i den här nämndens ordning",
        "the heading names another committee: are these rows of this one's order",
    ),
    "committee": (
        "vems ordning är det (--committee)",
        "whose order is it (--committee)",
    ),
    "paragraph": (
        "stycket tycks ge någon rätt att besluta",
        "the paragraph seems to let somebody decide",
    ),
    "too-long": (
        "cellen är för lång för en tabell",
        "the cell is too long for a table",
    ),
    "signs": (
        "cellen har osynliga tecken eller bokstäver ur två alfabet",
        "the cell has unseen signs, or letters of two alphabets",
    ),
    "formula": (
        "ett kalkylprogram skulle ta cellen för en formel",
        "a spreadsheet would take the cell for a formula",
    ),
    "mark-revised": (
        "cellen har spårade ändringar: godta eller avvisa dem i dokumentet",
        "the cell has tracked changes: accept or reject them in the document",
    ),
    "mark-struck": ("text i cellen är överstruken", "text in the cell is struck out"),
    "mark-noted": ("cellen har en fotnot", "the cell has a footnote"),
    "mark-nested": (
        "cellen har en tabell eller ruta i sig",
        "the cell holds a table or box",
    ),
    "mark-hidden": ("text i cellen är dold", "text in the cell is hidden"),
    "unusable": ("reglerna kan inte ha raden så", "the rules cannot hold the row so"),
    "decided": ("avgjort", "decided"),
}


@record
class ImportDescription:
    """A document that was imported, and where the order lies or is to lie.

    Attributes:
        order: what was made of it.
        document: how its file is shown.
        folder: how the folder of the order is shown.
        files: what each file holds, by how it is shown.
        roles: the new roles, as lines for the words of the municipality.
        is_written: whether the files are written.
    """

    order: ImportedOrder
    document: str
    folder: str
    files: Mapping[str, str]
    roles: tuple[str, ...] = ()
    is_written: bool = False


def taken_rows(order: ImportedOrder) -> int:
    """Return how many rows were taken, those that are passed on too."""
    return len(order.rows) + sum(len(each.rows) for each in order.passed_on)


def reason(entry: ReviewEntry, say: Say) -> str:
    """Return why an entry is not certain, as a question."""
    text = say(*REASONS[entry.why])
    if entry.also is not None:
        text = f"{text}: {mistake_text(entry.also, say)}"
    return text


def place(entry: ReviewEntry, say: Say) -> str:
    """Return where in the document an entry stands."""
    parts = []
    if entry.table:
        parts.append(say(f"tabell {entry.table}", f"table {entry.table}"))
    if entry.line:
        parts.append(say(f"rad {entry.line}", f"row {entry.line}"))
    if entry.column:
        column = say(f"kolumnen ”{entry.column}”", f"column “{entry.column}”")
        parts.append(column)
    return ", ".join(parts) or say("dokumentet", "the document")


def import_page(made: ImportDescription, say: Say) -> Page:
    """Return how much was taken, what is to be decided, and what to do next."""
    order = made.order
    taken = say(
        counted(taken_rows(order), "rad tagen", "rader tagna"),
        counted(taken_rows(order), "row taken", "rows taken"),
    )
    counts = [taken]
    if order.waiting:
        counts.append(
            say(f"{order.waiting} väntar på beslut", f"{order.waiting} waiting")
        )
    if order.left_out:
        counts.append(say(f"{order.left_out} utelämnade", f"{order.left_out} left out"))
    first: list[Block] = [
        Paragraph(f"{made.document}: {'; '.join(counts)}", stress=Stress.TITLE)
    ]
    if made.is_written:
        wrote = say("Skrev", "Wrote")
        first += [Paragraph(f"{wrote} {name}") for name in made.files]
    parts: list[list[Block]] = [first]
    open_entries = order.open_entries
    if open_entries:
        count = len(open_entries)
        title = say(f"Att avgöra ({count})", f"To be decided ({count})")
        blocks: list[Block] = [heading(title)]
        for entry in open_entries[:_MOST_SHOWN]:
            blocks += _entry_blocks(entry, say)
        if count > _MOST_SHOWN:
            rest = count - _MOST_SHOWN
            blocks.append(Paragraph(say(f"… och {rest} till", f"… and {rest} more")))
        parts.append(blocks)
        parts.append(
            [
                Paragraph(
                    say(
                        "Skriv vid `decision` i granskningsfilen numret på en läsning, "
                        "eller vad som gäller, och kör om med --resume.",
                        "Write at `decision` in the review file the number of a reading,"
                        " or what holds, and run again with --resume.",
                    )
                )
            ]
        )
    parts += _remarks(made, say)
    return page(*parts)


def _entry_blocks(entry: ReviewEntry, say: Say) -> list[Block]:
    text = " ".join(entry.text.split())
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    blocks: list[Block] = [
        Paragraph(f"{place(entry, say)}: {say.quoted(shown)}", "  ", DEEPER),
        Paragraph(f"{reason(entry, say)}?", DEEPER, DEEPER),
    ]
    if len(entry.rows) > 1:
        rows = counted(len(entry.rows), say("rad", "row"), say("rader", "rows"))
        waits = say(f"{rows} väntar på det", f"{rows} wait for it")
        blocks.append(Paragraph(waits, DEEPER, DEEPER))
    return blocks


def _remarks(made: ImportDescription, say: Say) -> list[list[Block]]:
    order = made.order
    parts: list[list[Block]] = []
    if made.roles:
        told = say(
            "Nya roller: lägg dem under `roles` i kommunens `vocabulary.yaml`.",
            "New roles: put them under `roles` in the municipality's `vocabulary.yaml`.",
        )
        lines = "".join(f"{line}\n" for line in made.roles)
        parts.append([Paragraph(told), Verbatim(lines)])
    if (
        order.own is None
        and not order.is_day_open
        and (not order.adopted or order.is_draft)
    ):
        told = say(
            "Dokumentet säger inte när det antogs, så ordningen är skriven som ett "
            "förslag (`status` i order.yaml).",
            "The document does not tell when it was adopted, so the order is written as "
            "a proposal (`status` in order.yaml).",
        )
        parts.append([Paragraph(told)])
    if order.unread:
        count = len(order.unread)
        told = say(
            f"{counted(count, 'stycke löpande text', 'stycken löpande text')} är inte läst: jämför med dokumentet.",
            f"{counted(count, 'paragraph', 'paragraphs')} of running text not read: compare with the document.",
        )
        parts.append([Paragraph(told)])
    if order.skipped:
        numbers = ", ".join(map(str, order.skipped))
        told = say(
            f"Tabell nummer {numbers} i dokumentet är inte rader i ordningen: jämför.",
            f"Table number {numbers} of the document is no rows of the order: compare.",
        )
        parts.append([Paragraph(told)])
    return parts


def review_head(say: Say) -> list[str]:
    """Return what stands on top of a review file."""
    return [
        say(
            "Det här är inte säkert. Skriv vid `decision` numret på en läsning, eller vad",
            "This is not certain. Write at `decision` the number of a reading, or what",
        ),
        say(
            "som gäller: en roll, en kolumn, {delegat: EC, högst: 5 pbb} eller utelämna.",
            "holds: a role, a column, {delegat: EC, högst: 5 pbb}, or leave out.",
        ),
        say(
            "Kör sedan `mandat import DOKUMENT --resume` med den här filen.",
            "Then run `mandat import DOCUMENT --resume` with this file.",
        ),
    ]


def import_object(made: ImportDescription, say: Say) -> ImportOutput:
    """Return the same as plain data."""
    order = made.order
    return {
        "schema": SCHEMA,
        "document": made.document,
        "folder": made.folder,
        "committee": order.committee or None,
        "title": order.title,
        "adopted": order.adopted or None,
        "taken": taken_rows(order),
        "waiting": order.waiting,
        "left_out": order.left_out,
        "open": len(order.open_entries),
        "entries": [_entry_object(entry, say) for entry in order.entries],
        "new_roles": [
            {"id": role.id, "label": role.label, "kind": role.kind}
            for role in order.new_roles
        ],
        "skipped_tables": list(order.skipped),
        "unread": list(order.unread),
        "files": [{"file": name, "text": text} for name, text in made.files.items()],
        "written": made.is_written,
    }


def _entry_object(entry: ReviewEntry, say: Say) -> ReviewEntryObject:
    decision = None if entry.decision is None else _offer_object(entry.decision)
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "reason": entry.why,
        "asks": reason(entry, say),
        "table": entry.table or None,
        "row": entry.line or None,
        "column": entry.column or None,
        "text": entry.text,
        "rows": list(entry.rows),
        "readings": [_offer_object(offer) for offer in offered(entry)],
        "decision": decision,
    }


def _offer_object(offer: Offer) -> str | list[dict[str, str]]:
    if isinstance(offer, str):
        return offer
    return [{column_name(c): text for c, text in parts.items()} for parts in offer]


def is_whole(order: ImportedOrder) -> bool:
    """Tell whether nothing of a document waits for a decision."""
    return not order.waiting and not order.open_entries
