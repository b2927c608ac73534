"""Read the body of a request: JSON that means one thing, within bounds.

What AuthZEN asks of bodies (10.1, 11.5) holds for all of them.
"""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

#: JSON is nested no deeper than this.
_DEEPEST = 64
_JSON = "application/json"


class BadRequestError(Exception):
    """A request that breaks the specification; answered with 400 and the sentence."""


def body_object(content: bytes, content_type: str) -> dict[str, Any]:
    """Return the object that the body of a request is.

    Args:
        content: the body.
        content_type: what the request says of it.

    Raises:
        BadRequestError: it is no JSON object in UTF-8, names a member twice, or is
            nested too deep.
    """
    if content_type.partition(";")[0].strip().lower() != _JSON:
        raise BadRequestError(f"Content-Type must be {_JSON}")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequestError("the body is not UTF-8") from error
    if _depth(text) > _DEEPEST:
        raise BadRequestError(f"the body is nested deeper than {_DEEPEST} levels")
    try:
        body = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_refused,
            parse_float=_float,
            parse_int=_whole,
        )
    except ValueError as error:
        raise BadRequestError("the body is not JSON") from error
    if not isinstance(body, dict):
        raise BadRequestError("the body must be a JSON object")
    _check_text(text)
    return body


def _depth(text: str) -> int:
    """Return how deep JSON is nested, at least: brackets in texts are left out."""
    depth = deepest = 0
    is_text = is_escaped = False
    for sign in text:
        if is_text:
            if is_escaped:
                is_escaped = False
            elif sign == "\\":
                is_escaped = True
            elif sign == '"':
                is_text = False
        elif sign == '"':
            is_text = True
        elif sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise BadRequestError("a member is named twice in one object")
    for name, value in pairs:
        _check_text(name)
        if isinstance(value, str):
            _check_text(value)
    return made


def _check_text(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadRequestError("a text holds half of a surrogate pair") from error


def _refused(constant: str) -> NoReturn:
    raise BadRequestError(f"{constant} is no JSON number")


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise BadRequestError("a number is larger than a double holds")
    return number


def _whole(text: str) -> int:
    _float(text)
    return int(text)
