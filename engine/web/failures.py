"""Tell what could not be answered: a page for people, an object for programs."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.responses import HTMLResponse, JSONResponse

from ..report.layout import Paragraph, page
from ..report.lines import Stress
from ..report.say import Say
from ..rulebook.model.problems import (
    EngineError,
    Message,
    UnknownNameError,
    UnusableRulesError,
)
from ..service.errors import error_dict, error_text
from .addresses import Addresses
from .markup import page_markup
from .reading import asked_language
from .rendering import rendered

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_LOG = logging.getLogger("mandat.web")
#: Addresses below these are read by programs.
_FOR_PROGRAMS = ("/api/", "/health", "/openapi.json")
#: And these by programs that speak AuthZEN, whose errors have another form (10.1.2).
_ACCESS = "/access/v1/"


def engine_failure(request: Request, error: Exception) -> Response:
    """Answer that a name is unknown (404) or something cannot be used (400)."""
    assert isinstance(error, EngineError)  # noqa: S101 - registered for these alone
    if isinstance(error, UnknownNameError):
        status = HTTPStatus.NOT_FOUND
    elif isinstance(error, UnusableRulesError) or error.message.code == "web/busy":
        status = HTTPStatus.SERVICE_UNAVAILABLE
    else:
        status = HTTPStatus.BAD_REQUEST
    return _told(request, error, status)


def http_failure(request: Request, error: Exception) -> Response:
    """Answer that there is no such page, or that it cannot be asked for so."""
    status = HTTPStatus(getattr(error, "status_code", HTTPStatus.BAD_REQUEST))
    headers: dict[str, str] = getattr(error, "headers", None) or {}
    path = request.scope["path"][:200]
    message = Message.of("web/no-page", path=path)
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        known = ", ".join(sorted(headers.get("Allow", "").split(", ")))
        method = request.method[:200]
        code = "web/no-such-method"
        message = Message.of(code, path=path, method=method, known=known)
        headers["Allow"] = known
    answer = _told(request, EngineError(message), status)
    answer.headers.update(headers)
    return answer


def too_much(request: Request, status: HTTPStatus) -> Response:
    """Answer that an address or a body is larger than is read."""
    return _told(request, EngineError(Message.of("web/too-much")), status)


def bug(request: Request, error: Exception) -> Response:
    """Answer that there is a bug in Mandat, and tell the log which."""
    _LOG.error("a bug", exc_info=error)
    known = EngineError(Message.of("web/bug"))
    return _told(request, known, HTTPStatus.INTERNAL_SERVER_ERROR)


def _told(request: Request, error: EngineError, status: HTTPStatus) -> Response:
    language, path = asked_language(request), request.scope["path"]
    if _ACCESS in path:
        return JSONResponse({"message": error_text(error, "en")}, status)
    if path.startswith(_FOR_PROGRAMS):
        return JSONResponse(error_dict(error, language), status)
    say, to = Say(language), Addresses(language=language)
    lines = error_text(error, language).splitlines()
    title = say("Det gick inte", "That did not work")
    blocks = [Paragraph(title, stress=Stress.TITLE), *map(Paragraph, lines)]
    body = page_markup(page(blocks), to.command)
    shown = rendered(
        "text.html",
        say,
        to,
        title=title,
        place="",
        other_language=to.top(),
        body=Markup(body),  # noqa: S704 - escaped there
    )
    return HTMLResponse(shown, status)
