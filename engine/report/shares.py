"""Say how large a part of something is, in per cent."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .say import Say

_STEP = Decimal("0.1")


def share_text(part: int, whole: int, say: Say) -> str:
    """Return a share in per cent to the nearest tenth; only all of it is 100."""
    hundredths = Decimal(100 * part) / whole if whole else Decimal(100)
    rounded = hundredths.quantize(_STEP, ROUND_HALF_UP)
    if part < whole:
        rounded = min(rounded, 100 - _STEP)
    figure = f"{rounded:f}".removesuffix(".0")
    return say(f"{figure.replace('.', ',')} %", f"{figure}%")


def percent(share: float | None) -> str:
    """Return a share from 0 to 1 as a whole number of per cent, `–` for none."""
    return "–" if share is None else f"{whole_points(share)} %"


def whole_points(share: float) -> int:
    """Return a share from 0 to 1 as the nearest whole number of per cent.

    A half goes up, as people round; Python rounds it to the even number.
    """
    return math.floor(round(100 * share, 9) + 0.5)
