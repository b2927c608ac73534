"""Messages about what is reported to a committee at a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    "notify/not-before": MessageText(
        sv="förra sammanträdet, {day}, är inte före det som nämns",
        sv_remedy="nämn ett tidigare med `--previous`",
        en="the meeting before, {day}, is not before the one that is named",
        en_remedy="name an earlier one with `--previous`",
    ),
}
