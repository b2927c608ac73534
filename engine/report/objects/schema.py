"""Write the types of JSON objects as JSON Schema (draft 2020-12)."""

import ast
import inspect
import re
import sys
import types
from enum import Enum
from functools import cache
from typing import (
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from .parts import Choice, Form

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    type(None): "null",
}
#: Where a docstring begins to tell what each key means.
_KEYS = re.compile(r"^Attributes:\n", re.MULTILINE)
_KEY = re.compile(r"^    (?P<key>\w+): (?P<text>.+(?:\n {8}.+)*)", re.MULTILINE)


def output_schema(name: str, output: Any) -> Schema:  # noqa: ANN401 - a type
    """Return the JSON Schema of what a command prints.

    Args:
        name: what the schema is called; nothing is fetched by it.
        output: a TypedDict, or a union of some.
    """
    shared: dict[str, Schema] = {}
    body = _schema(output, shared)
    if "$ref" in body:
        body = shared.pop(body["$ref"].removeprefix("#/$defs/"))
    return {
        "$schema": _DIALECT,
        "$id": f"urn:mandat:schema:output:{name}",
        "title": title(output),
        **body,
        **({"$defs": dict(sorted(shared.items()))} if shared else {}),
    }


def _schema(form: Any, shared: dict[str, Schema]) -> Schema:  # noqa: ANN401 - a type
    """Return the schema of a type; objects are put into `shared` and referred to."""
    if is_typeddict(form):
        if form.__name__ not in shared:
            shared[form.__name__] = {}  # reserved, in case it should contain itself
            shared[form.__name__] = _object(form, shared)
        return {"$ref": f"#/$defs/{form.__name__}"}
    if form in _PLAIN:
        return {"type": _PLAIN[form]}
    arguments = get_args(form)
    match get_origin(form):
        case origin if origin is Annotated:
            return _limited(*arguments)
        case origin if origin is Literal:
            return {"enum": list(arguments)}
        case origin if origin in {Union, types.UnionType}:
            return _any_of([_schema(each, shared) for each in arguments])
        case origin if origin is list:
            return {"type": "array", "items": _schema(arguments[0], shared)}
        case origin if origin is dict:
            names, values = (_schema(each, shared) for each in arguments)
            limited = {} if names == {"type": "string"} else {"propertyNames": names}
            return {"type": "object", **limited, "additionalProperties": values}
    msg = f"{form} has no form in JSON"
    raise TypeError(msg)


def _limited(base: type, limit: object) -> Schema:
    """Return the schema of a text that is limited to some, or has a form."""
    if isinstance(limit, Form):
        return {"type": _PLAIN[base], "format": limit.name}
    if isinstance(limit, Choice):
        return {"enum": list(limit.of)}
    if isinstance(limit, type) and issubclass(limit, Enum):
        return {"enum": [member.value for member in limit]}
    msg = f"{limit!r} limits nothing in JSON"
    raise TypeError(msg)


def _any_of(schemas: list[Schema]) -> Schema:
    """Return the schema of what fits one of several, in as few words as it takes."""
    if all(schema.keys() == {"type"} for schema in schemas):
        kinds = [schema["type"] for schema in schemas]
        if {"integer", "number"} <= set(kinds):
            kinds.remove("integer")  # a whole number is a number
        return {"type": kinds if len(kinds) > 1 else kinds[0]}
    enums = [s for s in schemas if s.keys() == {"enum"} or s == {"type": "null"}]
    if len(enums) == len(schemas):
        return {"enum": [value for s in schemas for value in s.get("enum", [None])]}
    return {"anyOf": schemas}


def _object(form: Any, shared: dict[str, Schema]) -> Schema:  # noqa: ANN401 - a type
    about = descriptions(form)
    hints = get_type_hints(form, include_extras=True)
    properties = {}
    for key, hint in hints.items():
        schema = _schema(_bare(hint), shared)
        properties[key] = {"description": about[key], **schema}
    return {
        "type": "object",
        "description": summary(form),
        "properties": properties,
        "required": [key for key in hints if key in form.__required_keys__],
        "additionalProperties": False,
    }


def _bare(hint: Any) -> Any:  # noqa: ANN401 - a type
    """Return a type without the mark that its key may be left out."""
    is_marked = getattr(get_origin(hint), "_name", "") == "NotRequired"
    return get_args(hint)[0] if is_marked else hint


def title(output: Any) -> str:  # noqa: ANN401 - a type
    """Return what a command prints, in a few words."""
    return summary((get_args(output) or (output,))[0]).removesuffix(".")


def summary(form: type) -> str:
    """Return what an object is: the docstring of its type but for the keys."""
    before = _KEYS.split(inspect.getdoc(form) or "")[0]
    return " ".join(before.split())


def descriptions(form: Any) -> dict[str, str]:  # noqa: ANN401 - a type
    """Return what each key of an object means, those of its bases included."""
    about: dict[str, str] = {}
    for base in _bases(form):
        about |= descriptions(base)
    _, _, keys = (inspect.getdoc(form) or "").partition("Attributes:\n")
    about |= {m["key"]: " ".join(m["text"].split()) for m in _KEY.finditer(keys)}
    return about


def _bases(form: Any) -> list[Any]:  # noqa: ANN401 - types
    """Return the objects that an object was written as an extension of.

    A TypedDict has the keys of its bases, but forgets which they were.
    """
    named = _written_bases(form.__module__).get(form.__name__, ())
    module = sys.modules[form.__module__]
    return [vars(module)[name] for name in named if name != "TypedDict"]


@cache
def _written_bases(module: str) -> dict[str, list[str]]:
    """Return the names of the bases of each class of a module, as they are written."""
    return {
        statement.name: [
            base.id for base in statement.bases if isinstance(base, ast.Name)
        ]
        for statement in ast.parse(inspect.getsource(sys.modules[module])).body
        if isinstance(statement, ast.ClassDef)
    }
