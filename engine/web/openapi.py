"""Describe the API as OpenAPI 3.1, with the schemas of what commands print."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

from ..service.schemas import schema_text
from ..version import __version__
from .addresses import ABOUT, ASKER, DAY, LANGUAGE, TEXT, WHY, WHY_NOT

if TYPE_CHECKING:
    from starlette.requests import Request

_LANGUAGE = (LANGUAGE, "The language of labels and sentences.", ["sv", "en"])
_DAY = (DAY, "The day that is asked for, as 2026-01-31; today when left out.", None)
_ASKING = (
    _LANGUAGE,
    _DAY,
    (WHY, "Any value adds the rules that led to the answer.", None),
    (WHY_NOT, "A role of which to tell why the answer does not name it.", None),
)
_FACTS = (
    " Every other name in the query is a circumstance that is known, with its value as "
    "people type it."
)


def described(_: Request) -> JSONResponse:
    """Return the description of the API."""
    return JSONResponse(description())


@cache
def description() -> dict[str, Any]:
    """Return the description of the API as an OpenAPI document."""
    of = "/api/v1/{municipality}"
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Mandat",
            "version": __version__,
            "summary": "Who may decide, who approves, and which way a contact must go.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "paths": {
            "/api/v1": _get("municipalities", "List municipalities.", "list", ()),
            f"{of}/who/{{matter}}": _get(
                "who", f"Tell who decides a matter.{_FACTS}", "answer", _ASKING
            ),
            f"{of}/route/{{from}}/{{to}}": _get(
                "route",
                f"Tell which way a contact takes.{_FACTS}",
                "answer",
                (*_ASKING, (ABOUT, "The matter that the contact is about.", None)),
            ),
            f"{of}/may/{{actor}}/{{does}}": _get(
                "may",
                f"Tell whether somebody may do something.{_FACTS}",
                "answer",
                _ASKING,
            ),
            f"{of}/ask": _get(
                "ask",
                f"Answer a question in everyday Swedish.{_FACTS}",
                "ask",
                (
                    (TEXT, "The question.", None),
                    (ASKER, "The role of the one who asks.", None),
                    *_ASKING,
                ),
            ),
            f"{of}/show/{{thing}}": _get(
                "show", "Show what has a name.", "show", (_LANGUAGE, _DAY)
            ),
            f"{of}/post/{{post}}": _get(
                "post", "Tell what a post may decide.", "post", (_LANGUAGE, _DAY)
            ),
            f"{of}/rules": _get(
                "rules",
                "List the rules in which all words occur.",
                "rules",
                ((TEXT, "The words.", None), _LANGUAGE),
            ),
        },
        "components": {
            "schemas": {
                name: _schema(name)
                for name in ("answer", "ask", "error", "list", "post", "rules", "show")
            }
        },
    }


def _schema(name: str) -> dict[str, Any]:
    """Return the schema of an output, its references led to where it stands here."""
    text = schema_text(f"output/{name}")
    text = text.replace('"#/$defs/', f'"#/components/schemas/{name}/$defs/')
    content: dict[str, Any] = json.loads(text)
    content.pop("$id", None)
    return content


def _get(
    name: str,
    about: str,
    output: str,
    query: tuple[tuple[str, str, list[str] | None], ...],
) -> dict[str, Any]:
    """Return what is told of one address."""
    return {
        "get": {
            "operationId": name,
            "summary": about,
            "parameters": [_parameter(*each) for each in query],
            "responses": {
                "200": _answer(
                    "What the rules say; that there is no rule, too.", output
                ),
                "400": _answer("What was asked cannot be used.", "error"),
                "404": _answer("Nothing has that name.", "error"),
            },
        }
    }


def _parameter(name: str, about: str, values: list[str] | None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if values:
        schema["enum"] = values
    return {"name": name, "in": "query", "description": about, "schema": schema}


def _answer(about: str, output: str) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{output}"}
    return {
        "description": about,
        "content": {"application/json": {"schema": reference}},
    }
