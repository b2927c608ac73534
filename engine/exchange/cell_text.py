"""The text of a cell as people read it, whatever it is written with."""

from __future__ import annotations

import re
import unicodedata

#: A cell reaches over no more columns or rows than this.
MOST_SPAN = 2_000
_EXPLAINED = re.compile(r"[^=]{1,30}=[^=]{2,150}")
_SPACES = re.compile(r"[^\S\n]+")
#: Signs that only say where a word may break, or nothing at all.
_BREAKS = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SIGNS = str.maketrans(
    {
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "-",
        "\u2028": "\n",
        "\u2029": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
    }
)


def cell_text(text: str) -> str:
    """Return a text with single spaces, its lines kept apart and blank ones gone."""
    composed = unicodedata.normalize(
        "NFC", text.replace("\r\n", "\n").replace("\r", "\n")
    )
    plain = composed.translate(_BREAKS).translate(_SIGNS)
    lines = (_SPACES.sub(" ", line).strip() for line in plain.split("\n"))
    return "\n".join(filter(None, lines))


def paragraph_text(text: str) -> str:
    """Return a paragraph on one line; a list of `EC = enhetschef` keeps its lines."""
    lines = cell_text(text).split("\n")
    is_list = len(lines) > 1 and all(_EXPLAINED.fullmatch(line) for line in lines)
    return "\n".join(lines) if is_list else one_line(" ".join(lines))


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())
