"""Which posts differ between two editions, or between two days: who holds what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from ..space.staffing import Staffing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable, Iterator

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.posts import Post
    from .selection import Selection

#: What is told of a post, in the order of the columns of its table.
_PROPERTIES = (
    "title",
    "roles",
    "unit",
    "committees",
    "superior",
    "holders",
    "substitutes",
    "validity",
    "absences",
    "is_temporary",
    "employed",
)


class PostPart(NamedTuple):
    """A property of a post, or its `situation` on two days, before and after."""

    name: str
    before: Hashable
    after: Hashable


@record
class PostChange:
    """A post that is new, gone or not as it was; one of `old` and `new` may lack."""

    municipality: str
    id: str
    old: Post | None
    new: Post | None
    parts: tuple[PostPart, ...] = ()


def post_changes(
    old: Jurisdiction,
    new: Jurisdiction,
    selection: Selection,
    days: tuple[dt.date, dt.date] | None,
) -> Iterator[PostChange]:
    """Yield the posts that differ; of a selection those that hold a role in it.

    Args:
        old: the municipality before.
        new: the municipality after.
        selection: what the comparison keeps to.
        days: the days on which they are compared; None for every day. On two days also
            differs who is there.
    """
    sides = (old, new)
    staffings = (
        [
            Staffing(side.posts, side.vocabulary, day)
            for side, day in zip(sides, days, strict=True)
        ]
        if days
        else []
    )
    for id_ in dict.fromkeys((*old.posts, *new.posts)):
        was, is_ = old.posts.get(id_), new.posts.get(id_)
        roles = {role for post in (was, is_) if post for role in post.roles}
        if not selection.is_everything and roles.isdisjoint(selection.names):
            continue
        parts: tuple[PostPart, ...] = ()
        if was and is_:
            parts = tuple(_differing(was, is_))
            if staffings:
                before, after = (
                    staffing.situation(post)
                    for staffing, post in zip(staffings, (was, is_), strict=True)
                )
                if before.presence is not after.presence:
                    parts = (*parts, PostPart("situation", before, after))
            if not parts:
                continue
        yield PostChange(municipality=new.id, id=id_, old=was, new=is_, parts=parts)


def _differing(was: Post, is_: Post) -> Iterator[PostPart]:
    for name in _PROPERTIES:
        before, after = getattr(was, name), getattr(is_, name)
        if before != after:
            yield PostPart(name, before, after)
