"""Read a document of Word as blocks, from its raw rows and cells.

`python-docx` opens the package; the elements are walked here, since its own tables
leave out what stands in content controls and in tracked insertions.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from ..rulebook.model.problems import EngineError, Message
from .blocks import (
    CellMark,
    OfficeCell,
    OfficeDocument,
    OfficeHeading,
    OfficeParagraph,
    OfficeTable,
)
from .cell_text import MOST_SPAN, cell_text, paragraph_text
from .word_numbering import WordNumbering

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(
    r"^(?:heading|rubrik|överskrift) ?(?P<level>[1-9])\b", re.IGNORECASE
)
_TITLES = frozenset({"title", "titel", "rubrik"})
#: Wrappers whose content stands where they do.
_WRAPPERS = frozenset(
    f"{_W}{name}"
    for name in (
        "sdt",
        "sdtContent",
        "ins",
        "smartTag",
        "customXml",
        "moveTo",
        "hyperlink",
    )
)
#: What is not part of the running text: deleted, moved away, or drawn elsewhere.
_ELSEWHERE = frozenset(
    f"{_W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "txbxContent", "pPr", "rPr")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_REVISIONS = frozenset(
    f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
)
_NOTES = frozenset(f"{_W}{name}" for name in ("footnoteReference", "endnoteReference"))
_STRIKES = frozenset({f"{_W}strike", f"{_W}dstrike"})
_OFF = frozenset({"0", "false", "off"})
_LONGEST_HEADING = 120
_Element = Any


def read_word(content: bytes, name: str) -> OfficeDocument:
    """Return the blocks of a document of Word.

    Raises:
        EngineError: `python-docx` is not installed, or the document is broken.
    """
    try:
        import docx  # noqa: PLC0415 - an extra, and slow to load
        from docx.opc.exceptions import OpcError  # noqa: PLC0415 - as above
    except ImportError as error:
        raise EngineError(Message.of("import/no-extra", path=name)) from error
    broken = (
        OpcError,
        SyntaxError,  # what is no XML, as lxml says it
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,  # what the library meets in a package without its parts
        TypeError,
        IndexError,
        OSError,
    )
    try:
        document = docx.Document(io.BytesIO(content))
        body = document.element.body
        numbering = WordNumbering(_numbering_part(document), _style_numbers(document))
        styles = _style_names(document)
    except broken as error:
        raise EngineError(Message.of("import/broken", path=name)) from error
    if body is None:
        raise EngineError(Message.of("import/broken", path=name))
    reader = _WordReader(numbering, styles)
    return OfficeDocument(blocks=tuple(reader.blocks(body)))


def _numbering_part(document: Any) -> _Element | None:  # noqa: ANN401 - as the library has it
    """Return the element that says how lists are numbered, None where none are."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _style_names(document: Any) -> dict[str, str]:  # noqa: ANN401 - as above
    """Return the name of each style by its id, with the level of an outline."""
    names: dict[str, str] = {}
    for style in document.styles.element.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            names[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "")
    return names


def _style_numbers(document: Any) -> dict[str, tuple[str, int]]:  # noqa: ANN401 - as above
    """Return for each style that numbers its paragraphs the list and the level."""
    numbers: dict[str, tuple[str, int]] = {}
    for style in document.styles.element.iter(f"{_W}style"):
        own = style.find(f"{_W}pPr/{_W}numPr")
        if own is not None:
            list_id, level = own.find(f"{_W}numId"), own.find(f"{_W}ilvl")
            if list_id is not None:
                depth = 0 if level is None else _number(level.get(f"{_W}val"))
                numbers[style.get(f"{_W}styleId", "")] = (
                    list_id.get(f"{_W}val", ""),
                    depth,
                )
    return numbers


class _WordReader:
    """Walks the elements of a document in the order in which they are read."""

    def __init__(self, numbering: WordNumbering, styles: dict[str, str]) -> None:
        self._numbering = numbering
        self._styles = styles

    def blocks(
        self, parent: _Element
    ) -> Iterator[OfficeHeading | OfficeParagraph | OfficeTable]:
        """Yield the blocks in an element."""
        for child in _children(parent):
            if child.tag == f"{_W}tbl":
                yield self._table(child)
            elif child.tag == f"{_W}p":
                block = self._paragraph(child)
                if block is not None:
                    yield block

    def _paragraph(self, element: _Element) -> OfficeHeading | OfficeParagraph | None:
        text = paragraph_text(_text(element))
        marker = self._numbering.marker(element)
        if not text:
            return None
        level = self._level(element)
        if level is not None:
            return OfficeHeading(text=f"{marker} {text}".strip(), level=level)
        return OfficeParagraph(text=text, marker=marker)

    def _level(self, element: _Element) -> int | None:
        """Return the level of a heading, None for a paragraph that is none."""
        style = element.find(f"{_W}pPr/{_W}pStyle")
        id_ = "" if style is None else style.get(f"{_W}val", "")
        name = self._styles.get(id_, id_).strip()
        match = _HEADING.match(name) or _HEADING.match(id_)
        if match is not None:
            return int(match["level"])
        if name.casefold() in _TITLES:
            return 0
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None:
            level = _number(outline.get(f"{_W}val"))
            return level + 1 if level < 9 else None  # noqa: PLR2004 - the ninth is text
        return None

    def _table(self, element: _Element) -> OfficeTable:
        """Return a table; a cell that goes on with the one above is merged with it."""
        made: list[list[OfficeCell]] = []
        #: For each column the row and index of the cell that a merge goes on with.
        open_: dict[int, tuple[int, int]] = {}
        for row in _children(element):
            if row.tag != f"{_W}tr":
                continue
            made.append([])
            column = _offset(row)
            made[-1] += [OfficeCell() for _ in range(column)]
            is_removed = row.find(f"{_W}trPr/{_W}del") is not None
            is_new = row.find(f"{_W}trPr/{_W}ins") is not None
            for cell in _children(row):
                if cell.tag != f"{_W}tc":
                    continue
                across, is_start, is_on = _merge(cell)
                text, marks = self._cell(cell)
                if is_removed or is_new:
                    marks |= {CellMark.REVISED}
                above = open_.get(column)
                if is_on and above is not None and not text:
                    line, index = above
                    begun = made[line][index]
                    made[line][index] = OfficeCell(
                        text=begun.text,
                        across=begun.across,
                        down=len(made) - line,
                        marks=begun.marks,
                    )
                else:
                    made[-1].append(
                        OfficeCell(text=text, across=across, marks=frozenset(marks))
                    )
                    here = (len(made) - 1, len(made[-1]) - 1)
                    for covered in range(column, column + across):
                        open_.pop(covered, None)
                    if is_start:
                        open_[column] = here
                column += across
        return OfficeTable(rows=tuple(map(tuple, made)))

    def _cell(self, element: _Element) -> tuple[str, set[CellMark]]:
        """Return the text of a cell line by line, and what it does not tell."""
        marks: set[CellMark] = set()
        lines: list[str] = []
        for child in _children(element):
            if child.tag == f"{_W}p":
                marker = self._numbering.marker(child)
                text = _text(child)
                if text.strip() or marker.rstrip(".)•-– ").isalnum():
                    lines.append(f"{marker} {text}" if marker != "•" else text)
            elif child.tag == f"{_W}tbl":
                marks.add(CellMark.NESTED)
                inner = self._table(child)
                lines += [" | ".join(c.text for c in row) for row in inner.rows]
        marks |= set(_marks(element))
        return cell_text("\n".join(lines)), marks


def _marks(element: _Element) -> Iterator[CellMark]:
    """Yield what the text of a cell does not tell of it."""
    for part in element.iter():
        is_on = part.get(f"{_W}val", "1") not in _OFF
        if part.tag in _REVISIONS:
            yield CellMark.REVISED
        elif part.tag in _NOTES:
            yield CellMark.NOTED
        elif part.tag in _STRIKES and is_on:
            yield CellMark.STRUCK
        elif part.tag == f"{_W}vanish" and is_on:
            yield CellMark.HIDDEN
        elif part.tag == f"{_W}txbxContent":
            yield CellMark.NESTED


def _children(parent: _Element) -> Iterator[_Element]:
    """Yield the children of an element, those of wrappers in their place."""
    waiting = list(reversed(parent))
    while waiting:
        child = waiting.pop()
        if child.tag in _WRAPPERS:
            waiting.extend(reversed(child))
        else:
            yield child


def _text(element: _Element) -> str:
    """Return the running text of a paragraph, what was deleted left out."""
    parts: list[str] = []
    waiting = [element]
    while waiting:
        part = waiting.pop()
        if part.tag in _ELSEWHERE:
            continue
        if part.tag == f"{_W}t":
            parts.append(part.text or "")
        elif part.tag in _BREAKS:
            parts.append(_BREAKS[part.tag])
        else:
            waiting.extend(reversed(part))
    return "".join(parts)


def _merge(cell: _Element) -> tuple[int, bool, bool]:
    """Return over how many columns a cell reaches, and whether it begins or goes on.

    Going on is with the cell above; a cell that says neither does neither.
    """
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    across = 1 if span is None else max(_number(span.get(f"{_W}val")), 1)
    vertical = cell.find(f"{_W}tcPr/{_W}vMerge")
    if vertical is None:
        return min(across, MOST_SPAN), False, False
    is_start = vertical.get(f"{_W}val", "continue") == "restart"
    return min(across, MOST_SPAN), is_start, not is_start


def _offset(row: _Element) -> int:
    """Return how many columns stay empty before the first cell of a row."""
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    return 0 if before is None else min(_number(before.get(f"{_W}val")), MOST_SPAN)


def _number(text: str | None) -> int:
    """Return a number of the document, 0 where it is none."""
    is_number = text is not None and text.isascii() and text.isdecimal()
    return int(text[:6]) if is_number and text is not None else 0
