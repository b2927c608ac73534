"""Read what a request asks: the language, the day, who asks and what is known."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from ..records import record
from ..rulebook.model.problems import EngineError, Message
from .addresses import ASKER, DAY, LANGUAGE, RESERVED

if TYPE_CHECKING:
    from starlette.requests import Request

    from ..service.setup import Language

_SWEDEN = ZoneInfo("Europe/Stockholm")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: More circumstances than these are refused, and longer names and values.
MOST_FACTS, LONGEST_VALUE = 100, 2_000


@record
class Query:
    """What the query of a request tells.

    Attributes:
        language: of the page.
        day: the day asked for; None for today.
        asker: the role of the one who asks, as it was typed; empty where it is not.
        given: the circumstances that are known, with their values as typed.
    """

    language: Language = "sv"
    day: dt.date | None = None
    asker: str = ""
    given: tuple[tuple[str, str], ...] = ()


def asked_language(request: Request) -> Language:
    """Return the language of a page: Swedish unless the address says English."""
    return "en" if request.query_params.get(LANGUAGE) == "en" else "sv"


def other_language(request: Request) -> str:
    """Return the address of the same page in the other language."""
    pairs = [
        (name, value)
        for name, value in request.query_params.multi_items()
        if name != LANGUAGE
    ]
    if asked_language(request) == "sv":
        pairs.append((LANGUAGE, "en"))
    path = quote(request.scope["path"], safe="/:")
    return f"{path}?{urlencode(pairs)}" if pairs else path


def asked(request: Request) -> Query:
    """Return what the query of a request tells.

    Values left empty, as those of a form that was not filled in, are left out.

    Raises:
        EngineError: the day is none, or there is too much of it.
    """
    query = request.query_params
    pairs = query.multi_items()
    if len(pairs) > MOST_FACTS or any(
        len(text) > LONGEST_VALUE for pair in pairs for text in pair
    ):
        raise EngineError(Message.of("web/too-much"))
    given = tuple(
        (name, value.strip())
        for name, value in pairs
        if name not in RESERVED and value.strip()
    )
    return Query(
        language=asked_language(request),
        day=day_of(query.get(DAY, "")),
        asker=query.get(ASKER, "").strip(),
        given=given,
    )


def day_of(text: str) -> dt.date | None:
    """Return a day as `2026-01-31`, None for no text.

    Raises:
        EngineError: the text is no day.
    """
    if not text.strip():
        return None
    return _day(text.strip(), text)


def day_in_sweden(text: str) -> dt.date:
    """Return the day of a time in Sweden, or a day that is told itself.

    Raises:
        EngineError: the text is neither a day nor a time (RFC 3339).
    """
    if "T" not in text.upper():
        return _day(text, text)
    try:
        time = dt.datetime.fromisoformat(text.upper())
        return (time.astimezone(_SWEDEN) if time.tzinfo else time).date()
    except (ValueError, OverflowError) as error:
        raise EngineError(Message.of("web/not-a-day", text=text)) from error


def _day(text: str, told: str) -> dt.date:
    try:
        if _DAY.fullmatch(text):  # there are other forms of a day in ISO 8601
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise EngineError(Message.of("web/not-a-day", text=told))
