"""An official document for the terminal, and as an object for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...exchange.official_document import (
    OfficialHeading,
    OfficialParagraph,
    OfficialTable,
)
from ..json_text import SCHEMA
from ..layout import Page, Paragraph, Table, TableRow, heading, page
from ..lines import Stress

if TYPE_CHECKING:
    from ...exchange.official_document import OfficialBlock, OfficialDocument
    from ..layout import Block
    from ..objects.publication import (
        PublicationBlockObject,
        PublicationCellObject,
        PublicationOutput,
    )


def document_page(document: OfficialDocument) -> Page:
    """Return an official document as a page for the terminal."""
    title: list[Block] = [Paragraph(document.title, stress=Stress.TITLE)]
    return page(title, *([_shown(block)] for block in document.blocks))


def _shown(block: OfficialBlock) -> Block:
    match block:
        case OfficialHeading():
            return heading(block.text)
        case OfficialParagraph():
            lead = f"{block.number}. " if block.number else ""
            return Paragraph(block.text, lead, " " * len(lead))
        case OfficialTable():
            return Table(
                tuple(block.header),
                tuple(TableRow(tuple(c.text for c in row)) for row in block.rows),
            )


def document_object(document: OfficialDocument) -> PublicationOutput:
    """Return an official document as an object."""
    return {
        "schema": SCHEMA,
        "title": document.title,
        "municipality": document.issuer,
        "blocks": [_object(block) for block in document.blocks],
    }


def _object(block: OfficialBlock) -> PublicationBlockObject:
    match block:
        case OfficialHeading():
            return {"kind": "heading", "text": block.text, "level": block.level}
        case OfficialParagraph():
            return {"kind": "paragraph", "text": block.text, "number": block.number}
        case OfficialTable():
            rows: list[list[PublicationCellObject]] = [
                [
                    {"text": c.text, "change": c.change.value if c.change else None}
                    for c in row
                ]
                for row in block.rows
            ]
            return {
                "kind": "table",
                "caption": block.caption,
                "header": list(block.header),
                "rows": rows,
            }
