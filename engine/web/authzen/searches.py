"""Search for subjects, resources and actions: those that an evaluation permits (8)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...rulebook.model.conclusions import ContactConclusion
from ...rulebook.model.problems import EngineError
from .decisions import CONTACT, FUNCTIONS, MATTER, MATTER_TYPE, POST, ROLES
from .entities import Action

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...service.municipality import Municipality
    from .decisions import DecisionPoint
    from .entities import AccessRequest

#: A result as it is sent, a subject, a resource or an action.
Found = dict[str, Any]
#: The ways that a contact may take, as resources.
ROUTE = "route"


class AccessSearch:
    """Searches the rules of one municipality; what is unknown finds nothing."""

    def __init__(self, municipality: Municipality, point: DecisionPoint) -> None:
        """Take the rules, and what decides by them."""
        self._municipality = municipality
        self._words = municipality.jurisdiction.vocabulary
        self._point = point

    def subjects(self, asked: AccessRequest) -> list[Found]:
        """Return the subjects of a type that may, by id (8.4)."""
        type_ = asked.subject.type
        posts = self._municipality.jurisdiction.posts
        ids = sorted(posts) if type_ == POST else self._roles(type_)
        return [
            {"type": type_, "id": id_}
            for id_ in ids
            if self._is_permitted(
                replace(asked, subject=replace(asked.subject, id=id_))
            )
        ]

    def resources(self, asked: AccessRequest) -> list[Found]:
        """Return the resources of a type with which the subject may, by id (8.5)."""
        type_, name = asked.resource.type, asked.action.name
        if type_ == ROUTE:
            return list(self._routes(asked))
        ids: list[str] = []
        if name in FUNCTIONS and type_ in {MATTER, MATTER_TYPE}:
            ids = sorted(self._words.matters)
        elif name == CONTACT:
            ids = self._roles(type_)
        elif name not in FUNCTIONS:
            ids = sorted(self._point.things(type_))
        return [
            {"type": type_, "id": id_}
            for id_ in ids
            if self._is_permitted(
                replace(asked, resource=replace(asked.resource, id=id_))
            )
        ]

    def _roles(self, type_: str) -> list[str]:
        """Return the ids of the roles of a type, none of an unknown one."""
        roles = sorted(self._words.roles)
        return [role for role in roles if self._point.is_of_type(role, type_)]

    def actions(self, asked: AccessRequest) -> list[Found]:
        """Return the actions that the subject may do with the resource (8.6)."""
        type_ = asked.resource.type
        if type_ in {MATTER, MATTER_TYPE}:
            names = sorted(FUNCTIONS)
        elif type_ in ROLES:
            names = [CONTACT]
        else:
            names = sorted(self._words.acts)
        return [
            {"name": name}
            for name in names
            if self._is_permitted(
                replace(asked, action=Action(name=name, properties={}))
            )
        ]

    def _is_permitted(self, asked: AccessRequest) -> bool:
        return self._point.decide(asked).is_permitted

    def _routes(self, asked: AccessRequest) -> Iterator[Found]:
        """Yield the ways by which the subject may reach whom the action names."""
        receiver = asked.action.properties.get("to")
        id_ = receiver.get("id") if isinstance(receiver, dict) else receiver
        if asked.action.name != CONTACT or not isinstance(id_, str):
            return
        reached = replace(asked, resource=replace(asked.resource, id=id_))
        with suppress(EngineError):
            on = self._point.day(asked)
            response = self._point.response(reached, asked.subject.id, on)
            if not response.is_settled or response.missing:
                return
            for finding in response.findings:
                way = finding.conclusion
                if isinstance(way, ContactConclusion):
                    steps = [asked.subject.id, *way.via, id_]
                    basis = list(finding.cites)
                    yield {
                        "type": ROUTE,
                        "id": ">".join(steps),
                        "properties": {"steps": steps, "basis": basis},
                    }
