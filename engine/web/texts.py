"""The pages of words alone: what this is, and for whom it works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.responses import HTMLResponse

from ..report.say import Marks
from ..service.setup import words
from .addresses import Addresses
from .markup import page_markup, page_title
from .reading import asked_language, other_language
from .rendering import rendered
from .statements import about_text, accessibility_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from ..report.layout import Page
    from ..report.wording import Wording
    from .live import ServedEdition


def about(request: Request) -> HTMLResponse:
    """Tell what Mandat is, which rules it answers from, and where it stops."""
    edition: ServedEdition = request.app.state.live.edition
    return _page_of(
        request, lambda wording: about_text(wording, edition.digest, edition.read_at)
    )


def accessibility(request: Request) -> HTMLResponse:
    """Tell for whom the pages work, and how to say that they do not."""
    return _page_of(request, lambda wording: accessibility_text(wording.say))


def _page_of(request: Request, told: Callable[[Wording], Page]) -> HTMLResponse:
    language = asked_language(request)
    law = request.app.state.live.edition.mandat.law()
    wording = words(law.jurisdiction, language, Marks.TAGS)
    to = Addresses(language=language)
    made = told(wording)
    text = rendered(
        "text.html",
        wording.say,
        to,
        title=page_title(made),
        place="",
        other_language=other_language(request),
        body=Markup(page_markup(made, to.command)),  # noqa: S704 - escaped there
    )
    return HTMLResponse(text)
