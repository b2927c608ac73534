"""A delegation order as its committee reads it, each row with an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from .visit import Visit

if TYPE_CHECKING:
    from starlette.requests import Request

#: The published page has its style within it.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


def order(request: Request) -> HTMLResponse:
    """Show an order as the document that its committee adopts."""
    visit = Visit(request)
    made = visit.municipality.publish(request.path_params["order"], on=visit.asked.day)
    return HTMLResponse(made.to_html(), headers={"Content-Security-Policy": _POLICY})
