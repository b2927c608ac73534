"""Plots as inline SVG: bars, dots of two years, and columns over time."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ..shares import whole_points

if TYPE_CHECKING:
    from collections.abc import Sequence

_RIGHT = "#2f6db3"
_WRONG = "#c8560f"
#: Shades of what was chosen instead, the most often chosen first.
_SHADES = ("#c8560f", "#e0924f", "#efc39a", "#f6dfca")
_GRID = "#d5dbe3"
_INK = "#1d2530"
_WIDTH, _HEIGHT = 200, 16


def _svg(width: int, height: int, about: str, inside: str) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(about)}">{inside}</svg>'
    )


def _box(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{fill}"/>'
    )


def share_bar(share: float, about: str) -> str:
    """Return a bar for the share of wrong answers, on a track of the whole."""
    inside = _box(0, 3, _WIDTH, 10, "#e9edf2") + _box(0, 3, _WIDTH * share, 10, _WRONG)
    return _svg(_WIDTH, _HEIGHT, about, inside)


def stacked_bar(right: int, instead: Sequence[int], about: str) -> str:
    """Return a bar of the right answers and each of the wrong ones beside them."""
    total = right + sum(instead)
    if not total:
        return ""
    parts, x = [], 0.0
    counts = [(right, _RIGHT)]
    counts += [
        (count, _SHADES[min(n, len(_SHADES) - 1)]) for n, count in enumerate(instead)
    ]
    for count, fill in counts:
        width = _WIDTH * count / total
        parts.append(_box(x, 3, max(width - 1, 0), 10, fill))
        x += width
    return _svg(_WIDTH, _HEIGHT, about, "".join(parts))


def two_years(then: float, now: float, about: str) -> str:
    """Return last year's share as a ring and this year's as a dot, on one line."""
    start, end = 6 + then * (_WIDTH - 12), 6 + now * (_WIDTH - 12)
    colour = _WRONG if now > then else _RIGHT
    inside = (
        f'<line x1="6" x2="{_WIDTH - 6}" y1="8" y2="8" stroke="{_GRID}"/>'
        f'<line x1="{start:.1f}" x2="{end:.1f}" y1="8" y2="8" stroke="{colour}" '
        'stroke-width="3"/>'
        f'<circle cx="{start:.1f}" cy="8" r="4.5" fill="#fff" stroke="{colour}" '
        'stroke-width="2"/>'
        f'<circle cx="{end:.1f}" cy="8" r="5.5" fill="{colour}"/>'
    )
    return _svg(_WIDTH, _HEIGHT, about, inside)


def columns(shares: Sequence[tuple[str, float]], about: str) -> str:
    """Return a column for each label: the share of right answers, with its figure."""
    height, base, step = 170, 132, 76
    width = max(40 + step * len(shares), 320)
    parts = []
    for part in (0, 0.5, 1):
        y = base - part * 104
        parts.append(
            f'<line x1="36" x2="{width}" y1="{y:.0f}" y2="{y:.0f}" stroke="{_GRID}"/>'
            f'<text x="30" y="{y + 4:.0f}" text-anchor="end">{100 * part:.0f} %</text>'
        )
    for number, (label, share) in enumerate(shares):
        x = 40 + step * number
        top = base - share * 104
        middle = x + step / 2
        parts.append(_box(x + 16, top, step - 32, base - top, _RIGHT))
        parts.append(
            f'<text x="{middle:.0f}" y="{top - 5:.0f}" text-anchor="middle" '
            f'style="fill:{_INK};font-weight:600">{whole_points(share)} %</text>'
            f'<text x="{middle:.0f}" y="{base + 16}" text-anchor="middle">'
            f"{escape(label)}</text>"
        )
    drawn = _svg(width, height, about, "".join(parts))
    return drawn.replace("<svg ", f'<svg style="max-width:{1.5 * width:.0f}px" ', 1)
