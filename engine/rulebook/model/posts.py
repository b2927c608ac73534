"""Posts: who holds a role in a municipality, without the names of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...records import field, record
from .names import name_key
from .problems import EngineError, Message, UnknownNameError, nearest
from .sources import Validity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from .problems import Place


@record
class Post:
    """A place in the organisation that somebody holds, by its roles.

    It is there within its `validity`, held by so many people (`holders`, 0 while it is
    vacant); in its `absences` none of them is there. By the orders of its `committees`
    it decides, none where they are those of its superior. `superior` is the post
    above it, and `substitutes` are those that stand in for it, in order. Its holder is
    `employed` since a day, or is there for a time (`is_temporary`).
    """

    id: str
    title: str
    roles: tuple[str, ...]
    place: Place
    unit: str = ""
    committees: tuple[str, ...] = ()
    superior: str = ""
    holders: int = 1
    substitutes: tuple[str, ...] = ()
    validity: Validity = field(default_factory=Validity)
    absences: tuple[Validity, ...] = ()
    is_temporary: bool = False
    employed: dt.date | None = None

    def absence(self, on: dt.date) -> Validity | None:
        """Return the absence that a day lies in, the longest of several."""
        covering = [span for span in self.absences if span.is_in_force(on)]
        return max(
            covering,
            key=lambda span: (span.last is None, span.last or on),
            default=None,
        )


def post_of(name: str, posts: Mapping[str, Post]) -> Post:
    """Return the post that somebody named, by its id or else by its title.

    Raises:
        EngineError: there are no posts, or several have that title.
        UnknownNameError: none is called so.
    """
    if not posts:
        raise EngineError(Message.of("question/no-posts"))
    wanted = name_key(name)
    for named in (
        [post for post in posts.values() if name_key(post.id) == wanted],
        [post for post in posts.values() if name_key(post.title) == wanted],
    ):
        if len(named) > 1:
            known = tuple(post.id for post in named)
            message = Message.of("question/several-posts", name=name, known=known)
            raise EngineError(message)
        if named:
            return named[0]
    called = [n for post in posts.values() for n in (post.id, post.title)]
    raise UnknownNameError("question/unknown-post", name, nearest(name, called))
