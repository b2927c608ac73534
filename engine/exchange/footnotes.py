"""Find the notes below the tables of a document, by the marks that send to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .blocks import OfficeParagraph
from .cell_text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .blocks import OfficeDocument

_FIGURES = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
_NOTE = re.compile(r"(?P<mark>\*{1,4}|[¹²³⁴⁵⁶⁷⁸⁹]|[1-9])[).]?\s*(?P<text>[^\W\d].*)")
_MARK = re.compile(r"(?P<mark>\*{1,4}|[¹²³⁴⁵⁶⁷⁸⁹1-9])\)?\.?$")
_LONGEST = 300


def footnote_mark(text: str) -> str:
    """Return the mark at the end of a text that sends to a note, "" for none."""
    match = _MARK.search(text)
    return match["mark"].translate(_FIGURES) if match else ""


def footnotes(document: OfficeDocument) -> Mapping[str, str]:
    """Return what the notes of a document say, by their marks.

    Where two notes have one mark, it is not known which is meant: neither is there.
    """
    found: dict[str, list[str]] = {}
    for block in document.blocks:
        if not isinstance(block, OfficeParagraph):
            continue
        match = _NOTE.fullmatch(one_line(block.text))
        if match is not None and len(match["text"]) <= _LONGEST:
            mark = match["mark"].translate(_FIGURES)
            found.setdefault(mark, []).append(match["text"].rstrip("."))
    return {mark: texts[0] for mark, texts in found.items() if len(texts) == 1}
