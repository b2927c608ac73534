"""Put pages and API together as one application for any ASGI server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ..rulebook.model.problems import EngineError
from . import api, openapi, pages, texts
from .authzen.endpoints import authzen_routes
from .failures import bug, engine_failure, http_failure
from .guard import Guard
from .rendering import style

if TYPE_CHECKING:
    from starlette.requests import Request

    from .live import LiveRules


def application(live: LiveRules, *, public_url: str = "", token: str = "") -> Starlette:
    """Return the application that answers from rules.

    Args:
        live: the rules; whoever starts the application lets them watch their files.
        public_url: where others reach the server, without a slash at the end; as each
            request names it when left out.
        token: what a program must show to ask for decisions; empty for nothing.
    """
    made = Starlette(
        routes=[*_api(), *authzen_routes(), *_pages()],
        middleware=[Middleware(Guard)],
        exception_handlers={
            EngineError: engine_failure,
            HTTPException: http_failure,
            Exception: bug,
        },
    )
    made.state.live = live
    made.state.public_url = public_url
    made.state.token = token
    return made


def _api() -> list[Route]:
    at = "/api/v1/{municipality}"
    return [
        Route("/health", api.health),
        Route("/openapi.json", openapi.described),
        Route("/api/v1", api.municipalities),
        Route(f"{at}/who/{{matter:path}}", api.who),
        Route(f"{at}/route/{{from}}/{{to}}", api.route),
        Route(f"{at}/may/{{actor}}/{{does}}", api.may),
        Route(f"{at}/ask", api.ask),
        Route(f"{at}/show/{{thing:path}}", api.show),
        Route(f"{at}/post/{{post}}", api.post),
        Route(f"{at}/rules", api.rules),
        Route(f"{at}/check-decision", api.decision, methods=["POST"]),
    ]


def _pages() -> list[Route]:
    at = "/{municipality}"
    return [
        Route("/", pages.front),
        Route("/stil.css", _style),
        Route("/om", texts.about),
        Route("/tillganglighet", texts.accessibility),
        Route(at, pages.place),
        Route(f"{at}/fraga", pages.question),
        Route(f"{at}/vem/{{matter:path}}", pages.who),
        Route(f"{at}/vag/{{from}}/{{to}}", pages.route),
        Route(f"{at}/far/{{actor}}/{{does}}", pages.may),
        Route(f"{at}/roll/{{role}}", pages.role),
        Route(f"{at}/post/{{post}}", pages.post),
        Route(f"{at}/visa/{{thing:path}}", pages.thing),
        # what stands behind the law is no question, so these come last
        Route("/lag/{act}/{section}", pages.section),
        Route("/lag/{act}/{chapter}/{section}", pages.section),
    ]


def _style(_: Request) -> PlainTextResponse:
    """Return the style sheet of all pages."""
    headers = {"Cache-Control": "max-age=3600"}
    return PlainTextResponse(style(), media_type="text/css", headers=headers)
