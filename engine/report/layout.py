"""Lay out text for the terminal: two columns, items with a sentence, sections."""

from __future__ import annotations

import textwrap

WIDTH = 88
INDENT = "  "
_DEEPER = "    "


def filled(text: str, first: str, later: str, width: int = WIDTH) -> str:
    """Return text wrapped to the width, words and ids kept whole."""
    return textwrap.fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )


def capital(text: str) -> str:
    """Return text with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


def items(rows: list[tuple[str, str]]) -> str:
    """Return ids with a sentence below each."""
    return "\n".join(
        line
        for name, text in rows
        for line in (f"{INDENT}• {name}", filled(text, _DEEPER, _DEEPER))
    )


def pairs(rows: list[tuple[str, str]]) -> str:
    """Return captions and texts in two columns; a repeated caption stands once."""
    width = max((len(caption) for caption, _ in rows), default=0)
    later = " " * (len(INDENT) + width + 2)
    lines = []
    before = ""
    for caption, text in rows:
        shown = "" if caption == before else caption
        before = caption
        lines.append(filled(text, f"{INDENT}{shown:<{width}}  ", later))
    return "\n".join(lines)


def section(
    title: str, lines: list[str], bullet: str = "• ", width: int = WIDTH
) -> str:
    """Return a title with lines below it, each with a bullet unless that is empty."""
    later = INDENT + (" " * len(bullet) if bullet else _DEEPER)
    below = [filled(f"{bullet}{line}", INDENT, later, width) for line in lines]
    return "\n".join([title, *below])
