"""Lay out text for the terminal: columns, items with a sentence, sections, tables."""

from __future__ import annotations

import textwrap

WIDTH = 88
INDENT = "  "
_DEEPER = "    "
#: tabulate keeps a column this much wider than the longest line of its header.
_HEADER_PADDING = 2


def paragraph(text: str, first: str, later: str, width: int = WIDTH) -> str:
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
        for line in (f"{INDENT}• {name}", paragraph(text, _DEEPER, _DEEPER))
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
        lines.append(paragraph(text, f"{INDENT}{shown:<{width}}  ", later))
    return "\n".join(lines)


def section(
    title: str, lines: list[str], bullet: str = "• ", width: int = WIDTH
) -> str:
    """Return a title with lines below it, each with a bullet unless that is empty."""
    later = INDENT + (" " * len(bullet) if bullet else _DEEPER)
    below = [paragraph(f"{bullet}{line}", INDENT, later, width) for line in lines]
    return "\n".join([title, *below])


def table_text(
    headers: list[str], table: list[list[str]], width: int, *, is_ruled: bool = False
) -> str | None:
    """Return a table as text, or None when its columns cannot fit `width`.

    With `is_ruled` there is a line between rows.
    """
    widths = fitting_widths(headers, table, width)
    if widths is None:
        return None
    from tabulate import tabulate  # noqa: PLC0415 - half of what printing costs

    return tabulate(
        table,
        headers=headers,
        tablefmt="simple_grid" if is_ruled else "simple_outline",
        maxcolwidths=widths,
        maxheadercolwidths=[width - _HEADER_PADDING for width in widths],
        disable_numparse=True,
    )


def fitting_widths(
    headers: list[str], table: list[list[str]], width: int
) -> list[int] | None:
    """Return column widths that fit `width` without breaking a word, or None."""
    padded = [f"{header}{' ' * _HEADER_PADDING}" for header in headers]
    columns = list(zip(headers, *table, strict=True))
    least = [
        max(
            max((len(word) for cell in column[1:] for word in cell.split()), default=1),
            max((len(word) for word in column[0].split()), default=1) + _HEADER_PADDING,
        )
        for column in columns
    ]
    whole = [
        max(len(line) for line in (header, *column[1:]))
        for header, column in zip(padded, columns, strict=True)
    ]
    room = width - 3 * len(columns) - 1
    if sum(least) > room:
        return None
    widths = list(least)
    while sum(widths) < room and widths != whole:
        # widen where most is cut, so that rows stay low
        narrow = max(range(len(widths)), key=lambda n: (whole[n] / widths[n], -n))
        if widths[narrow] >= whole[narrow]:
            break
        widths[narrow] += 1
    return widths
