"""The handbook: all that a municipality has ruled itself, on one page, ways drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .handbook_content import handbook_sections, section_title
from .visit import Visit

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import HTMLResponse


def handbook(request: Request) -> HTMLResponse:
    """Show every own rule on contacts, decisions and conduct with its answer."""
    visit = Visit(request)
    here, to = visit.municipality, visit.to
    key = ("handbook", to, here.today)
    sections = visit.edition.works.made(key, lambda: handbook_sections(here, to))
    listed = [
        (section_title(section.kind, to.language), section.articles)
        for section in sections
        if section.articles
    ]
    title = visit.wording.say("Handbok", "Handbook")
    return visit.shown(
        "handbook.html",
        title,
        sections=listed,
        about=visit.wording.place,
        orders=[],
    )
