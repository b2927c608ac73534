"""Describe the API as OpenAPI 3.1, with the schemas of what commands print."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from starlette.responses import JSONResponse

from ..service.decision_check import METHODS
from ..service.schemas import schema_text
from ..service.setup import LANGUAGES
from ..version import __version__
from .addresses import ABOUT, ASKER, DAY, LANGUAGE, RECEIPT, TEXT, WHY, WHY_NOT
from .reading import LONGEST_VALUE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

#: A schema in JSON Schema.
Schema: TypeAlias = "Mapping[str, object]"
#: A name in a query, what it is, and the schema of what it may hold.
Named: TypeAlias = tuple[str, str, Schema]

_TEXT: Schema = {"type": "string", "maxLength": LONGEST_VALUE}
_LANGUAGE: Named = (
    LANGUAGE,
    "The language of labels and sentences.",
    {"type": "string", "enum": list(LANGUAGES), "default": "sv"},
)
_DAY: Named = (
    DAY,
    "The day that is asked for, as 2026-01-31; today when left out.",
    {"type": "string", "format": "date"},
)
_ASKING = (
    _LANGUAGE,
    _DAY,
    (WHY, "Any value adds the rules that led to the answer.", _TEXT),
    (WHY_NOT, "A role of which to tell why the answer does not name it.", _TEXT),
)
_FACTS: Named = (
    "facts",
    (
        "Every other name in the query is a circumstance that is known, with its value "
        "as people type it."
    ),
    {"type": "object", "additionalProperties": _TEXT, "maxProperties": 50},
)
_KEEPING = (
    *_ASKING,
    (RECEIPT, "Any value gives the receipt of the answer instead.", _TEXT),
    _FACTS,
)
#: A text that is not of spaces alone.
_NAME: Schema = {"type": "string", "pattern": r"\S"}
_OPTIONAL: Schema = {"type": ["string", "null"]}

_SCHEMAS = (
    *("answer", "ask", "decision-check", "error", "list", "post", "receipt", "rules"),
    "show",
)
_PARTS = {
    "municipality": "Its id or name; `lag` for law and guidance alone.",
    "thing": "Its name or id, which may have slashes in it.",
}
#: What is told of each address: its name, what it does, the schema of what it gives,
#: and what its query may have.
_CALLS: Mapping[str, tuple[str, str, str, tuple[Named, ...]]] = {
    "": ("municipalities", "List municipalities.", "list", (_LANGUAGE,)),
    "/{municipality}/who/{matter}": (
        "who",
        "Tell who decides a matter.",
        "answer",
        _KEEPING,
    ),
    "/{municipality}/route/{from}/{to}": (
        "route",
        "Tell which way a contact takes.",
        "answer",
        (*_KEEPING, (ABOUT, "The matter that the contact is about.", _TEXT)),
    ),
    "/{municipality}/may/{actor}/{does}": (
        "may",
        "Tell whether somebody may do something.",
        "answer",
        _KEEPING,
    ),
    "/{municipality}/ask": (
        "ask",
        "Answer a question in everyday Swedish, or offer what it may mean.",
        "ask",
        (
            (TEXT, "The question.", _TEXT),
            (ASKER, "The role of the one who asks.", _TEXT),
            *_ASKING,
            _FACTS,
        ),
    ),
    "/{municipality}/show/{thing}": (
        "show",
        "Show a rule, passage, document, role, matter, act or circumstance.",
        "show",
        (_LANGUAGE, _DAY),
    ),
    "/{municipality}/post/{post}": (
        "post",
        "Tell what a post may decide on a day.",
        "post",
        (_LANGUAGE, _DAY),
    ),
    "/{municipality}/rules": (
        "rules",
        "List the rules in which all words occur.",
        "rules",
        ((TEXT, "The words.", _TEXT), _LANGUAGE),
    ),
}


def described(_: Request) -> JSONResponse:
    """Return the description of the API."""
    return JSONResponse(description())


@cache
def description() -> dict[str, Any]:
    """Return the description of the API as an OpenAPI document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Mandat",
            "version": __version__,
            "summary": "Who may decide, who approves, and which way a contact must go.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "paths": {
            **{f"/api/v1{path}": _get(path, *told) for path, told in _CALLS.items()},
            "/api/v1/{municipality}/check-decision": _checking(),
        },
        "components": {"schemas": {name: _schema(name) for name in _SCHEMAS}},
    }


def _schema(name: str) -> dict[str, Any]:
    """Return the schema of an output, its references led to where it stands here."""
    text = schema_text(f"output/{name}")
    text = text.replace('"#/$defs/', f'"#/components/schemas/{name}/$defs/')
    content: dict[str, Any] = json.loads(text)
    content.pop("$id", None)
    return content


def _get(
    path: str, name: str, about: str, output: str, query: tuple[Named, ...]
) -> dict[str, Any]:
    """Return what is told of one address."""
    parts = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    return {
        "get": {
            "operationId": name,
            "summary": about,
            "parameters": [
                *(
                    _parameter("path", part, _PARTS.get(part, ""), {"type": "string"})
                    for part in parts
                ),
                *(_parameter("query", *each) for each in query),
            ],
            "responses": {
                "200": _answer("What the rules say: that there is none, too.", output),
                "400": _answer("What was asked cannot be used.", "error"),
                "404": _answer("Nothing has that name.", "error"),
                "default": _answer("It is too large, or the server is busy.", "error"),
            },
        }
    }


def _checking() -> dict[str, Any]:
    """Return what is told of the check of decisions."""
    body = {
        "type": "object",
        "required": ["decidedBy", "date"],
        "properties": {
            "matter": _OPTIONAL,
            "delegationReference": _OPTIONAL,
            "legalBasis": {
                "anyOf": [_OPTIONAL, {"type": "array", "items": {"type": "string"}}]
            },
            "decidedBy": {"anyOf": [_NAME, _named("role"), _named("post")]},
            "method": {"enum": [*METHODS, "", None], "default": METHODS[0]},
            "date": {
                "description": "The day, or a time of it.",
                "anyOf": [
                    {"type": "string", "format": "date"},
                    {"type": "string", "format": "date-time"},
                ],
            },
            "facts": {
                "type": ["object", "null"],
                "additionalProperties": {
                    "type": ["string", "number", "boolean", "null"]
                },
            },
        },
        "anyOf": [
            {"properties": {name: _NAME}, "required": [name]}
            for name in ("matter", "delegationReference")
        ],
    }
    told = _get(
        "/{municipality}",
        "checkDecision",
        "Tell whether a decision was taken by somebody who may, on the right point.",
        "decision-check",
        (_LANGUAGE,),
    )["get"]
    told["requestBody"] = {
        "required": True,
        "content": {"application/json": {"schema": body}},
    }
    return {"post": told}


def _named(name: str) -> Schema:
    """Return the schema of an object that names a decider by its role or post."""
    return {
        "type": "object",
        "properties": {name: _NAME},
        "required": [name],
        "maxProperties": 1,
    }


def _parameter(place: str, name: str, about: str, schema: Schema) -> dict[str, Any]:
    told: dict[str, Any] = {"name": name, "in": place, "schema": schema}
    if schema.get("type") == "object":
        told |= {"style": "form", "explode": True}
    if about:
        told["description"] = about
    return told if place == "query" else {**told, "required": True}


def _answer(about: str, output: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"$ref": f"#/components/schemas/{output}"}
    if output == "answer":
        schema = {"oneOf": [schema, {"$ref": "#/components/schemas/receipt"}]}
    return {"description": about, "content": {"application/json": {"schema": schema}}}
