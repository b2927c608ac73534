"""Put pages, API and tools together as one application for any ASGI server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ..rulebook.model.problems import EngineError
from . import (
    answers,
    api,
    changes,
    handbook,
    openapi,
    orders,
    rulebook,
    texts,
    training,
)
from .assistants.endpoint import AssistantEndpoint
from .authzen.endpoints import authzen_routes
from .failures import bug, engine_failure, http_failure
from .guard import Guard
from .memory import PageMemory, remembered
from .rendering import style

if TYPE_CHECKING:
    from starlette.requests import Request

    from .live import LiveRules


def application(
    live: LiveRules,
    *,
    public_url: str = "",
    token: str = "",
    is_telling: bool = False,
) -> Starlette:
    """Return the application that answers from rules.

    Args:
        live: the rules; whoever starts the application lets them watch their files.
        public_url: where others reach the server, without a slash at the end; as each
            request names it when left out.
        token: what a program must show to ask for decisions; empty for nothing.
        is_telling: whether the log has the addresses that are asked for.
    """
    assistants = AssistantEndpoint()
    made = Starlette(
        routes=[
            *_api(),
            Route("/mcp", assistants),
            *authzen_routes(),
            *_pages(),
        ],
        lifespan=assistants.serving,
        middleware=[Middleware(Guard, is_telling=is_telling)],
        exception_handlers={
            EngineError: engine_failure,
            HTTPException: http_failure,
            Exception: bug,
        },
    )
    made.state.live = live
    made.state.pages = PageMemory()
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
        Route("/", rulebook.front),
        Route("/stil.css", _style),
        Route("/om", texts.about),
        Route("/tillganglighet", texts.accessibility),
        Route(at, remembered(rulebook.place)),
        Route(f"{at}/andringar", changes.changes),
        Route(f"{at}/andringar.atom", changes.feed),
        Route(f"{at}/ordning/{{order:path}}", orders.order),
        Route(f"{at}/handbok", handbook.handbook),
        Route(f"{at}/utbildning", training.cases),
        Route(f"{at}/utbildning/{{case:path}}", training.case),
        Route(f"{at}/fraga", answers.question),
        Route(f"{at}/vem/{{matter:path}}", remembered(answers.who)),
        Route(f"{at}/vag/{{from}}/{{to}}", remembered(answers.route)),
        Route(f"{at}/far/{{actor}}/{{does}}", remembered(answers.may)),
        Route(f"{at}/roll/{{role}}", remembered(rulebook.role)),
        Route(f"{at}/post/{{post}}", remembered(rulebook.post)),
        Route(f"{at}/visa/{{thing:path}}", remembered(rulebook.thing)),
        # what stands behind the law is no question, so these come last
        Route("/lag/{act}/{section}", remembered(rulebook.section)),
        Route("/lag/{act}/{chapter}/{section}", remembered(rulebook.section)),
    ]


async def _style(_: Request) -> PlainTextResponse:
    """Return the style sheet of all pages."""
    headers = {"Cache-Control": "max-age=3600"}
    return PlainTextResponse(style(), media_type="text/css", headers=headers)
