"""The endpoints of AuthZEN, for all municipalities and for each as a tenant."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse
from starlette.routing import Route

from ...rulebook.model.problems import EngineError
from ..bodies import BadRequestError, body_object
from .batches import evaluated
from .decisions import DecisionPoint, refusal
from .entities import access_request
from .paging import paged
from .searches import AccessSearch

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from ...service.municipality import Municipality
    from ..live import ServedEdition
    from .decisions import AccessDecision
    from .entities import AccessRequest, Body
    from .searches import Found

_PATHS = {
    "access_evaluation_endpoint": "/access/v1/evaluation",
    "access_evaluations_endpoint": "/access/v1/evaluations",
    "search_subject_endpoint": "/access/v1/search/subject",
    "search_resource_endpoint": "/access/v1/search/resource",
    "search_action_endpoint": "/access/v1/search/action",
}
_METADATA = "/.well-known/authzen-configuration"
#: The property of a resource that names the municipality, where the path does not.
_MUNICIPALITY = "municipality"


def authzen_routes() -> list[Route]:
    """Return the routes of the endpoints, with and without a municipality in front."""
    answers = [_evaluation, _evaluations, _subjects, _resources, _actions]
    routes = [
        Route(f"{tenant}{path}", _posted(answer), methods=["POST"])
        for tenant in ("", "/{municipality}")
        for path, answer in zip(_PATHS.values(), answers, strict=True)
    ]
    return [
        Route(_METADATA, _metadata),
        Route(f"{_METADATA}/{{municipality}}", _metadata),
        *routes,
    ]


class _Caller:
    """What a request asks of which edition of the rules."""

    def __init__(self, request: Request, body: Body) -> None:
        self.body = body
        self.edition: ServedEdition = request.app.state.live.edition
        self._tenant: str = request.path_params.get("municipality", "")

    def point(self, asked: AccessRequest) -> tuple[Municipality, DecisionPoint]:
        """Return the rules that are asked, and what decides by them.

        Raises:
            EngineError: no municipality has that name.
        """
        named = asked.resource.properties.get(_MUNICIPALITY)
        place = self._tenant or (named if isinstance(named, str) else "")
        mandat = self.edition.mandat
        municipality = mandat.of("" if place == "lag" else place)
        return municipality, DecisionPoint(municipality, mandat.today)

    def decide(self, asked: AccessRequest) -> AccessDecision:
        """Return the decision; there is none for a municipality that is unknown."""
        try:
            _, point = self.point(asked)
        except EngineError:
            return refusal("the municipality is unknown")
        return point.decide(asked)

    def found(
        self,
        searched: str,
        search: Callable[[AccessSearch, AccessRequest], list[Found]],
    ) -> dict[str, Any]:
        """Return the results of a search."""
        asked = access_request(self.body, searched=searched)

        def results() -> list[Found]:
            try:
                municipality, point = self.point(asked)
            except EngineError:
                return []
            return search(AccessSearch(municipality, point), asked)

        return paged(self.body, self.edition.digest, results)


def _evaluation(caller: _Caller) -> dict[str, Any]:
    return caller.decide(access_request(caller.body)).as_object()


def _evaluations(caller: _Caller) -> dict[str, Any]:
    return evaluated(caller.body, caller.decide)


def _subjects(caller: _Caller) -> dict[str, Any]:
    return caller.found("subject", AccessSearch.subjects)


def _resources(caller: _Caller) -> dict[str, Any]:
    return caller.found("resource", AccessSearch.resources)


def _actions(caller: _Caller) -> dict[str, Any]:
    return caller.found("action", AccessSearch.actions)


def _posted(
    answer: Callable[[_Caller], dict[str, Any]],
) -> Callable[[Request], Awaitable[JSONResponse]]:
    """Return an endpoint that reads a body, and answers in a thread of its own."""

    async def endpoint(request: Request) -> JSONResponse:
        if not _is_known(request):
            return JSONResponse(
                {"message": "a bearer token is needed"},
                401,
                {"WWW-Authenticate": "Bearer"},
            )
        content = await request.body()
        try:
            body = body_object(content, request.headers.get("content-type", ""))
            caller = _Caller(request, body)
            return JSONResponse(await run_in_threadpool(answer, caller))
        except BadRequestError as error:
            return JSONResponse({"message": str(error)}, 400)

    return endpoint


def _is_known(request: Request) -> bool:
    """Tell whether a caller may ask: everybody where no token is set (11.3)."""
    token: str = request.app.state.token
    scheme, _, told = request.headers.get("authorization", "").partition(" ")
    is_same = hmac.compare_digest(told.strip().encode(), token.encode())
    return not token or (scheme.lower() == "bearer" and is_same)


async def _metadata(request: Request) -> JSONResponse:
    """Tell where the endpoints are (9)."""
    tenant = request.path_params.get("municipality", "")
    public: str = request.app.state.public_url
    base = public or str(request.base_url).rstrip("/")
    whole = f"{base}/{tenant}" if tenant else base
    content = {"policy_decision_point": whole}
    content |= {name: f"{whole}{path}" for name, path in _PATHS.items()}
    # what the caller calls this server is kept for nobody else
    shared = "" if public else "private, "
    return JSONResponse(content, headers={"Cache-Control": f"{shared}max-age=3600"})
