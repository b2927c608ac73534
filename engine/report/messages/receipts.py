"""Messages about receipts: what is none, and what is not as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    "receipt/none": MessageText(
        sv="`{path}` är inget kvitto",
        sv_remedy="ett kvitto skrivs med `--receipt` när en fråga ställs",
        en="`{path}` is no receipt",
        en_remedy="a receipt is written with `--receipt` when a question is asked",
    ),
    "receipt/altered": MessageText(
        sv="`{path}` är inte som det skrevs: numret stämmer inte med innehållet",
        sv_remedy="använd kvittot som det sparades från början",
        en="`{path}` is not as it was written: its number does not fit what it holds",
        en_remedy="use the receipt as it was kept in the first place",
    ),
    "receipt/exists": MessageText(
        sv="`{path}` finns redan, och ett kvitto skrivs inte över",
        sv_remedy="välj ett annat namn",
        en="`{path}` is there already, and no receipt is written over",
        en_remedy="choose another name",
    ),
}
