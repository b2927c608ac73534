"""Messages about decisions that were taken, as case systems tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    "decision/method": MessageText(
        sv="`{method}` är inget sätt att besluta på",
        sv_remedy="skriv ett av: {known}",
        en="`{method}` is no way of deciding",
        en_remedy="write one of: {known}",
    ),
    "decision/no-matter": MessageText(
        sv="beslutet säger varken ärende eller punkt i en delegationsordning",
        sv_remedy="ange `matter` eller `delegationReference`",
        en="the decision tells neither a matter nor a point of a delegation order",
        en_remedy="give `matter` or `delegationReference`",
    ),
    "decision/several-matters": MessageText(
        sv="punkten `{point}` handlar om flera ärenden",
        sv_remedy="ange `matter`, ett av: {known}",
        en="the point `{point}` is about several matters",
        en_remedy="give `matter`, one of: {known}",
    ),
    "decision/member": MessageText(
        sv="`{member}` saknas eller har fel form",
        sv_remedy="beskrivningen i `/openapi.json` säger vad den ska vara",
        en="`{member}` is missing or of the wrong form",
        en_remedy="the description at `/openapi.json` tells what it must be",
    ),
}
