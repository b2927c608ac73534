"""Open a document of an office, whatever format it has."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from ..rulebook.language.encoding import decoded_as_saved
from ..rulebook.loading.walks import ordinary_content, shown
from ..rulebook.model.bounds import LARGEST_DOCUMENT, MOST_SPOTS
from ..rulebook.model.problems import EngineError, Message, Problem, system_reason
from .blocks import OfficeTable
from .packages import OfficeFormat, office_format

if TYPE_CHECKING:
    from pathlib import Path

    from .blocks import OfficeDocument

_CHARSET = re.compile(rb"charset=[\"']?\s*([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_LATIN = frozenset({"iso-8859-1", "windows-1252", "latin-1", "latin1", "cp1252"})


def document_content(path: Path) -> bytes:
    """Return what a document holds, as bytes.

    Raises:
        EngineError: it is no ordinary file, cannot be read, or is too large.
    """
    name = shown(path)
    try:
        content = ordinary_content(path, LARGEST_DOCUMENT)
    except OSError as error:
        reason = system_reason(error)
        message = Message.of("file/unreadable", path=name, reason=reason)
        raise EngineError(message) from error
    if content is None:
        reason = Message.of("system/not-ordinary")
        raise EngineError(Message.of("file/unreadable", path=name, reason=reason))
    if len(content) > LARGEST_DOCUMENT:
        raise EngineError(Message.of("import/too-large", path=name))
    return content


def office_document(content: bytes, name: str) -> OfficeDocument:
    """Return the blocks of a document.

    Args:
        content: the document as bytes.
        name: how errors name its file, whose ending counts where bytes do not tell.

    Raises:
        EngineError: it has a format that is not read, is broken, locked or too large,
            or what reads its format is not installed.
    """
    document = _read(content, name)
    for block in document.blocks:
        if isinstance(block, OfficeTable) and _area(block) > MOST_SPOTS:
            raise EngineError(Message.of("import/too-large", path=name))
    return document


def _area(table: OfficeTable) -> int:
    """Return how many spots a table has, those that its cells say to cover."""
    height = len(table.rows)
    covered = sum(c.across * min(c.down, height) for row in table.rows for c in row)
    width = max((sum(c.across for c in row) for row in table.rows), default=0)
    return max(covered, width * height)


def _read(content: bytes, name: str) -> OfficeDocument:
    """Return the blocks of a document by the reader of its format."""
    match office_format(content, name):
        case OfficeFormat.DOCX:
            from .word import read_word  # noqa: PLC0415 - one format is read

            return read_word(content, name)
        case OfficeFormat.XLSX | OfficeFormat.ODS:
            from .sheets import read_workbook  # noqa: PLC0415 - as above

            return read_workbook(content, name)
        case OfficeFormat.CSV:
            from .sheets import read_csv  # noqa: PLC0415 - as above

            return read_csv(content, name)
        case OfficeFormat.HTML:
            from .web_tables import read_page  # noqa: PLC0415 - as above

            return read_page(_page_text(content, name))


def _page_text(content: bytes, name: str) -> str:
    """Return the text of a page: in the letters that it says, or as it was saved."""
    match = _CHARSET.search(content[:4096])
    said = match[1].decode("ascii").casefold() if match else ""
    with suppress(UnicodeDecodeError):
        return content.decode("cp1252" if said in _LATIN else "utf-8-sig")
    text = decoded_as_saved(content, name)
    if isinstance(text, Problem):
        raise EngineError(Message.of("file/not-text", path=name))
    return text
