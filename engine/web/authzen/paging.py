"""Hand out the results of a search in pages (8.2)."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING, Any

from ..bodies import BadRequestError
from .entities import member

if TYPE_CHECKING:
    from collections.abc import Callable

    from .entities import Body
    from .searches import Found


def paged(
    body: Body, edition: str, search: Callable[[], list[Found]]
) -> dict[str, Any]:
    """Return the answer to a search: all of it, or the page that was asked for.

    Args:
        body: the request.
        edition: of the rules; a page of another edition is refused.
        search: finds all results, the same each time.

    Raises:
        BadRequestError: the page asked for is of another search, or no page at all.
    """
    page = member(body, "page")
    limit, start = _limit(page), 0
    rest = {name: value for name, value in body.items() if name != "page"}
    mark = hashlib.sha256(
        json.dumps([rest, edition], sort_keys=True).encode("utf-8", "surrogatepass")
    ).hexdigest()[:16]
    token = page.get("token")
    if token is not None and token != "":
        start, limit = _continued(token, mark, limit)
    results = search()
    if limit is None:
        return {"results": results}
    shown = results[start : start + limit]
    end = start + len(shown)
    is_last = end >= len(results)
    following = "" if is_last else _token(end, limit, mark)
    told = {"next_token": following, "count": len(shown), "total": len(results)}
    return {"page": told, "results": shown}


def _limit(page: Body) -> int | None:
    limit = page.get("limit")
    if limit is None:
        return None
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 0:
        raise BadRequestError("page.limit must be a whole number, 0 or more")
    return limit


def _token(start: int, limit: int, mark: str) -> str:
    content = json.dumps([start, limit, mark]).encode()
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _continued(token: object, mark: str, limit: int | None) -> tuple[int, int]:
    """Return where a page begins, and how many results it has.

    Raises:
        BadRequestError: the token is none of ours, of another search, or of pages of
            another size.
    """
    if not isinstance(token, str):
        raise BadRequestError("page.token must be a string")
    try:
        content = base64.urlsafe_b64decode(token.encode() + b"==")
        start, size, known = json.loads(content)
    except (ValueError, TypeError) as error:
        raise BadRequestError("page.token is not one that was handed out") from error
    if not (isinstance(start, int) and isinstance(size, int) and start >= 0 <= size):
        raise BadRequestError("page.token is not one that was handed out")
    if known != mark or limit not in {None, size}:
        raise BadRequestError("page.token belongs to another search")
    return start, size
