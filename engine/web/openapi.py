"""Describe the API as OpenAPI 3.1, with the schemas of what commands print."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

from ..service.decision_check import METHODS
from ..service.schemas import schema_text
from ..version import __version__
from .addresses import ABOUT, ASKER, DAY, LANGUAGE, RECEIPT, TEXT, WHY, WHY_NOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

#: A name in a query, what it is, and what it may hold where that is a few words.
Named = tuple[str, str, tuple[str, ...]]

_LANGUAGE = (LANGUAGE, "The language of labels and sentences.", ("sv", "en"))
_DAY = (DAY, "The day that is asked for, as 2026-01-31; today when left out.", ())
_ASKING = (
    _LANGUAGE,
    _DAY,
    (WHY, "Any value adds the rules that led to the answer.", ()),
    (WHY_NOT, "A role of which to tell why the answer does not name it.", ()),
)
_KEEPING = (
    *_ASKING,
    (RECEIPT, "Any value gives the receipt of the answer instead.", ()),
)
_FACTS = (
    " Every other name in the query is a circumstance that is known, with its value as "
    "people type it."
)


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
        f"Tell who decides a matter.{_FACTS}",
        "answer",
        _KEEPING,
    ),
    "/{municipality}/route/{from}/{to}": (
        "route",
        f"Tell which way a contact takes.{_FACTS}",
        "answer",
        (*_KEEPING, (ABOUT, "The matter that the contact is about.", ())),
    ),
    "/{municipality}/may/{actor}/{does}": (
        "may",
        f"Tell whether somebody may do something.{_FACTS}",
        "answer",
        _KEEPING,
    ),
    "/{municipality}/ask": (
        "ask",
        f"Answer a question in everyday Swedish, or offer what it may mean.{_FACTS}",
        "ask",
        (
            (TEXT, "The question.", ()),
            (ASKER, "The role of the one who asks.", ()),
            *_ASKING,
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
        ((TEXT, "The words.", ()), _LANGUAGE),
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
                *(_parameter("path", part, _PARTS.get(part, ""), ()) for part in parts),
                *(_parameter("query", *each) for each in query),
            ],
            "responses": {
                "200": _answer("What the rules say: that there is none, too.", output),
                "400": _answer("What was asked cannot be used.", "error"),
                "404": _answer("Nothing has that name.", "error"),
            },
        }
    }


def _checking() -> dict[str, Any]:
    """Return what is told of the check of decisions."""
    text = {"type": "string"}
    decider = {"oneOf": [text, {"type": "object"}]}
    body = {
        "type": "object",
        "required": ["decidedBy", "date"],
        "properties": {
            "matter": text,
            "delegationReference": text,
            "legalBasis": {"oneOf": [text, {"type": "array", "items": text}]},
            "decidedBy": decider,
            "method": {"enum": list(METHODS)},
            "date": text,
            "facts": {"type": "object"},
        },
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


def _parameter(
    place: str, name: str, about: str, values: tuple[str, ...]
) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if values:
        schema["enum"] = list(values)
    told: dict[str, Any] = {"name": name, "in": place, "schema": schema}
    if about:
        told["description"] = about
    return told if place == "query" else {**told, "required": True}


def _answer(about: str, output: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"$ref": f"#/components/schemas/{output}"}
    if output == "answer":
        schema = {"oneOf": [schema, {"$ref": "#/components/schemas/receipt"}]}
    return {"description": about, "content": {"application/json": {"schema": schema}}}
