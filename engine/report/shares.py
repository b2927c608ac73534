"""Say how large a part of something is, in per cent."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal


def share_text(part: int, whole: int, language: str) -> str:
    """Return a share in per cent, rounded down, so that only all of it is 100."""
    hundredths = Decimal(100 * part) / whole if whole else Decimal(100)
    figure = f"{hundredths.quantize(Decimal('0.1'), ROUND_DOWN):f}".removesuffix(".0")
    return f"{figure}%" if language == "en" else f"{figure.replace('.', ',')} %"
