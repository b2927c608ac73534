"""Subjects, actions and resources: what a request is about (section 5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...records import record
from ..bodies import BadRequestError

#: A member that is null is one that is absent: some programs write it so (11.5).
Body = Mapping[str, Any]


@record
class Entity:
    """A subject or a resource.

    Attributes:
        type: what kind of thing it is.
        id: which one; empty where it is searched for.
        properties: what is known about it.
    """

    type: str
    id: str
    properties: Body


@record
class Action:
    """What somebody wants to do.

    Attributes:
        name: what it is called.
        properties: what is known about it.
    """

    name: str
    properties: Body


@record
class AccessRequest:
    """What is asked: may the subject do the action with the resource.

    Attributes:
        subject: who.
        action: does what.
        resource: with what.
        context: what is known besides.
    """

    subject: Entity
    action: Action
    resource: Entity
    context: Body


def access_request(body: Body, *, searched: str = "") -> AccessRequest:
    """Return what a body asks.

    Args:
        body: an evaluation, or a search.
        searched: the member that is searched for, which needs no id; `action` needs
            none at all.

    Raises:
        BadRequestError: a member is missing, or of another type than it must be.
    """
    return AccessRequest(
        subject=entity(body, "subject", is_searched=searched == "subject"),
        action=Action(name="", properties={}) if searched == "action" else action(body),
        resource=entity(body, "resource", is_searched=searched == "resource"),
        context=member(body, "context"),
    )


def entity(body: Body, name: str, *, is_searched: bool = False) -> Entity:
    """Return a subject or resource.

    Raises:
        BadRequestError: it is missing, or lacks its type or its id.
    """
    given = member(body, name, is_needed=True)
    return Entity(
        type=_text(given, name, "type"),
        id="" if is_searched else _text(given, name, "id"),
        properties=member(given, "properties", of=name),
    )


def action(body: Body) -> Action:
    """Return the action.

    Raises:
        BadRequestError: it is missing, or lacks its name.
    """
    given = member(body, "action", is_needed=True)
    return Action(
        name=_text(given, "action", "name"),
        properties=member(given, "properties", of="action"),
    )


def member(body: Body, name: str, *, of: str = "", is_needed: bool = False) -> Body:
    """Return a member that is an object; an empty one where it may be absent and is.

    Raises:
        BadRequestError: it is no object, or is missing though it is needed.
    """
    value = body.get(name)
    told = f"{of}.{name}" if of else name
    if value is None:
        if is_needed:
            raise BadRequestError(f"{told} is missing")
        return {}
    if not isinstance(value, Mapping):
        raise BadRequestError(f"{told} must be an object")
    return value


def _text(body: Body, of: str, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        told = "is missing" if name not in body else "must be a string"
        raise BadRequestError(f"{of}.{name} {told}")
    return value
