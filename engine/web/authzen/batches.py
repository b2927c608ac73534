"""Evaluate several requests at once (section 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..bodies import BadRequestError
from .decisions import refusal
from .entities import access_request, member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .decisions import AccessDecision
    from .entities import AccessRequest, Body

#: More evaluations than these in one request are refused.
MOST_EVALUATIONS = 1_000
_PARTS = ("subject", "action", "resource", "context")
#: The decision with which each way of evaluating stops; None for none.
_SEMANTICS: Mapping[str, bool | None] = {
    "execute_all": None,
    "deny_on_first_deny": False,
    "permit_on_first_permit": True,
}


def evaluated(
    body: Body, decide: Callable[[AccessRequest], AccessDecision]
) -> dict[str, Any]:
    """Return the decisions of a request, or the one of a request that lists none.

    Raises:
        BadRequestError: the list, its options or one of its items is of another type
            than it must be, or the only request lacks a member.
    """
    items = body.get("evaluations")
    stop = _stop(body)
    if items is None or items == []:
        return decide(access_request(body)).as_object()
    if not isinstance(items, list):
        raise BadRequestError("evaluations must be an array")
    if len(items) > MOST_EVALUATIONS:
        raise BadRequestError(f"there are more than {MOST_EVALUATIONS} evaluations")
    for item in items:
        if not isinstance(item, dict):
            raise BadRequestError("each of the evaluations must be an object")
    return {"evaluations": list(_decisions(body, items, stop, decide))}


def _stop(body: Body) -> bool | None:
    """Return the decision with which to stop."""
    semantic = member(body, "options").get("evaluations_semantic")
    if semantic is None:
        return None
    if not isinstance(semantic, str) or semantic not in _SEMANTICS:
        known = ", ".join(_SEMANTICS)
        raise BadRequestError(f"options.evaluations_semantic must be one of {known}")
    return _SEMANTICS[semantic]


def _decisions(
    body: Body,
    items: list[Body],
    stop: bool | None,  # noqa: FBT001 - the decision itself
    decide: Callable[[AccessRequest], AccessDecision],
) -> Iterator[dict[str, Any]]:
    """Yield the decision of each item; what it lacks comes whole from the top."""
    for item in items:
        whole = {
            part: item[part] if item.get(part) is not None else body.get(part)
            for part in _PARTS
        }
        try:
            decision = decide(access_request(whole))
        except BadRequestError as error:
            decision = refusal(str(error))
            decision.context["error"] = {"status": 400, "message": str(error)}
        yield decision.as_object()
        if decision.is_permitted is stop:
            return
