"""Write an official document as a web page of its own, for screen, phone and paper."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from ...exchange.official_document import (
    OfficialHeading,
    OfficialParagraph,
    OfficialTable,
)
from ...rulebook.model.signs import visible
from ..html_page import html_page
from ..say import Say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...exchange.official_document import (
        OfficialBlock,
        OfficialCell,
        OfficialDocument,
    )

#: What a change is shown as; `ins` would be an insertion that nobody has accepted yet.
_TAGS = {"added": "mark", "changed": "mark", "removed": "del"}


#: A point of an order, as rows have it first.
_POINT = re.compile(r"[0-9]+(?:\.[0-9]+)*[a-zåäö]?")


class PageCell(NamedTuple):
    """A cell as the template shows it; `tag` is the element of what has changed."""

    lines: tuple[str, ...]
    heading: str
    tag: str
    is_subject: bool


class PageRow(NamedTuple):
    """A row as the template shows it, which goes on with the one above or not.

    `anchor` is the point by which an address leads to it; empty where it has none.
    """

    cells: tuple[PageCell, ...]
    follows: bool
    anchor: str = ""


class PageBlock(NamedTuple):
    """A block as the template shows it: of one `kind`, with what that kind has."""

    kind: str
    text: str = ""
    level: int = 0
    sentences: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[PageRow, ...] = ()


def order_page(document: OfficialDocument) -> str:
    """Return an official document as HTML; every text in it is escaped."""
    return html_page(
        "order.html",
        Say("sv"),
        title=visible(document.title),
        footer=visible(document.footer),
        blocks=list(_blocks(document)),
    )


def _blocks(document: OfficialDocument) -> Iterator[PageBlock]:
    """Yield the blocks, the sentences of a numbered list as one."""
    anchors: set[str] = set()
    for is_list, group in itertools.groupby(document.blocks, _is_numbered):
        if is_list:
            paragraphs = (b for b in group if isinstance(b, OfficialParagraph))
            sentences = tuple(visible(block.text) for block in paragraphs)
            yield PageBlock("list", sentences=sentences)
        else:
            for block in group:
                yield _block(block, anchors)


def _is_numbered(block: OfficialBlock) -> bool:
    return isinstance(block, OfficialParagraph) and block.number > 0


def _block(block: OfficialBlock, anchors: set[str]) -> PageBlock:
    match block:
        case OfficialHeading():
            return PageBlock("heading", visible(block.text), level=block.level + 1)
        case OfficialParagraph():
            return PageBlock("paragraph", visible(block.text))
        case OfficialTable():
            return _table(block, anchors)


def _table(block: OfficialTable, anchors: set[str]) -> PageBlock:
    header = tuple(map(visible, block.header))
    rows = tuple(
        PageRow(
            tuple(
                _cell(cell, header[number], is_subject=number == block.subject)
                for number, cell in enumerate(row)
            ),
            place in block.follows,
            _anchor(row, anchors),
        )
        for place, row in enumerate(block.rows)
    )
    return PageBlock("table", visible(block.caption), header=header, rows=rows)


def _anchor(row: tuple[OfficialCell, ...], anchors: set[str]) -> str:
    """Return the point that a row begins with, once: steps of a ladder share one."""
    point = row[0].text if row else ""
    if not _POINT.fullmatch(point) or point in anchors:
        return ""
    anchors.add(point)
    return point


def _cell(cell: OfficialCell, heading: str, *, is_subject: bool) -> PageCell:
    return PageCell(
        lines=tuple(visible(line) for line in cell.text.split("\n")),
        heading=heading,
        tag=_TAGS[cell.change.value] if cell.change else "",
        # an empty cell names no row
        is_subject=is_subject and bool(cell.text),
    )
