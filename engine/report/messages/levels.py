"""Messages about municipalities whose levels are laid side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    "compare/too-few": MessageText(
        sv="färre än två kommuner är angivna",
        sv_remedy="ange minst två olika, var och en med `-m`",
        en="fewer than two municipalities are named",
        en_remedy="name two different ones at least, each with `-m`",
    ),
}
