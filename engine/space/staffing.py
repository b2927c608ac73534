"""Who is there on a day: which posts hold a role, and which of them can decide.

INVARIANT: the chain of superiors ends, for posts above themselves are no posts.
"""

from __future__ import annotations

import enum
from functools import cached_property
from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.days import months_later

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping

    from ..rulebook.model.grants import Grant
    from ..rulebook.model.posts import Post
    from ..rulebook.model.vocabulary import Vocabulary


class Presence(enum.Enum):
    """Whether somebody can decide in a post on a day, and why not."""

    THERE = "there"
    AWAY = "away"
    VACANT = "vacant"
    DISQUALIFIED = "disqualified"
    NOT_YET = "not_yet"
    NO_LONGER = "no_longer"


#: While a post is one of these others step in for it.
HINDRANCES = frozenset({Presence.AWAY, Presence.VACANT, Presence.DISQUALIFIED})


class Withholding(enum.Enum):
    """Why the holder of a post has not what its role has."""

    NEW_EMPLOYEE = "new_employee"
    TEMPORARY = "temporary"


@record
class Situation:
    """The presence in a post on a day, and its last day where that is known."""

    presence: Presence
    until: dt.date | None = None


class Staffing:
    """The posts of a municipality on one day.

    Args:
        posts: the posts by id.
        words: what the roles are.
        on: the day.
        disqualified: the ids of posts whose holders are disqualified in what is asked.
    """

    def __init__(
        self,
        posts: Mapping[str, Post],
        words: Vocabulary,
        on: dt.date,
        disqualified: Collection[str] = (),
    ) -> None:
        """Take the posts and the day."""
        self._all = posts
        self._words = words
        self._disqualified = frozenset(disqualified)
        self._committees: dict[str, frozenset[str]] = {}
        self._holders: dict[tuple[str, str], tuple[Post, ...]] = {}
        self.on = on

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The posts that are there on the day, held or not."""
        return tuple(p for p in self._all.values() if p.validity.is_in_force(self.on))

    @cached_property
    def hindered(self) -> tuple[Post, ...]:
        """The posts for which others step in."""
        return tuple(p for p in self.posts if self.is_hindered(p))

    def situation(self, post: Post) -> Situation:
        """Return whether somebody can decide in a post."""
        first, last = post.validity.first, post.validity.last
        if first and self.on < first:
            return Situation(presence=Presence.NOT_YET)
        if last and self.on > last:
            return Situation(presence=Presence.NO_LONGER)
        if not post.holders:
            return Situation(presence=Presence.VACANT)
        absence = post.absence(self.on)
        if absence is not None:
            return Situation(presence=Presence.AWAY, until=absence.last)
        if post.id in self._disqualified:
            return Situation(presence=Presence.DISQUALIFIED)
        return Situation(presence=Presence.THERE, until=last)

    def is_hindered(self, post: Post) -> bool:
        """Tell whether others step in for a post."""
        return self.situation(post).presence in HINDRANCES

    def is_there(self, post: Post) -> bool:
        """Tell whether somebody can decide in a post."""
        return self.situation(post).presence is Presence.THERE

    def new_until(self, post: Post, months: int) -> dt.date | None:
        """Return the day on which a new employee's first months are over.

        None where they are over, or nobody knows since when the holder is employed.
        """
        if not months or post.employed is None:
            return None
        over = months_later(post.employed, months)
        return over if over is not None and self.on < over else None

    def bar(
        self, grant: Grant | None, post: Post
    ) -> tuple[Withholding, dt.date | None] | None:
        """Return what keeps the holder of a post from a grant, and until when."""
        clauses = grant.people if grant else None
        if clauses is None:
            return None
        over = self.new_until(post, clauses.new_employee)
        if over is not None:
            return Withholding.NEW_EMPLOYEE, over
        if post.is_temporary and clauses.temporary is False:
            return Withholding.TEMPORARY, post.validity.last
        return None

    # the organisation -----------------------------------------------------------------

    def post(self, id_: str) -> Post | None:
        """Return a post that is there on the day."""
        known = self._all.get(id_)
        return known if known and known.validity.is_in_force(self.on) else None

    def superiors(self, post: Post) -> Iterator[Post]:
        """Yield the posts above a post, the immediate one first.

        One that is not there on the day is passed over.
        """
        id_ = post.superior
        while id_:
            above = self._all[id_]
            if above.validity.is_in_force(self.on):
                yield above
            id_ = above.superior

    def has_subordinates(self, post: Post) -> bool:
        """Tell whether a post is the immediate superior of another."""
        return post.id in self._above_others

    @cached_property
    def _above_others(self) -> frozenset[str]:
        firsts = (next(self.superiors(post), None) for post in self.posts)
        return frozenset(above.id for above in firsts if above)

    def committees(self, post: Post) -> frozenset[str]:
        """Return by whose orders a post decides: its own, or those of its superior.

        None is everybody's: the table does not say.
        """
        way = [post.id]  # each post on it has what the last has
        while way[-1] not in self._committees:
            each = self._all[way[-1]]
            if each.committees or not each.superior:
                self._committees[each.id] = frozenset(each.committees)
            else:
                way.append(each.superior)
        found = self._committees[way[-1]]
        self._committees.update(dict.fromkeys(way, found))
        return found

    def serves(self, post: Post, committee: str) -> bool:
        """Tell whether a post decides by the order of a committee."""
        own = self.committees(post)
        return not own or committee in own

    def has_role(self, post: Post, role: str) -> bool:
        """Tell whether a post has a role, or one that is a kind of it."""
        kinds = self._words.role_kinds
        return any(role in kinds.get(own, ()) for own in post.roles)

    def holders(self, role: str, committee: str) -> tuple[Post, ...]:
        """Return the posts of a role by the order of a committee, held or not."""
        key = role, committee
        if key not in self._holders:
            self._holders[key] = tuple(
                post
                for post in self.posts
                if self.has_role(post, role) and self.serves(post, committee)
            )
        return self._holders[key]
