"""A delegation order as its committee reads it, each row with an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from .order_names import order_id
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
    here, on = visit.municipality, visit.asked.day or visit.municipality.today
    id_ = order_id(request.path_params["order"], here.jurisdiction)
    # a document has the kronor of a year
    key = ("order", here.id, id_, on.year)
    page = visit.edition.works.made(key, lambda: here.publish(id_, on=on).to_html())
    return HTMLResponse(page, headers={"Content-Security-Policy": _POLICY})
