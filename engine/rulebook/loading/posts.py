"""Turn the lines of `posts.csv` into posts: every role, post and day in them known.

What is not understood is a problem with its line and column, and all are told at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..language.drafts import PackPart
from ..language.posts import PostColumn
from ..model.names import name_key
from ..model.packs import PackKind
from ..model.posts import Post
from ..model.sources import Validity
from ..model.tags import Tag
from ..model.values import date_in
from ..model.vocabulary import TermKind
from .checks import rings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from ..language.drafts import PackDraft
    from ..language.nodes import Scalar
    from ..language.posts import PostDraft, PostsDraft
    from ..language.shapes import Problems
    from ..model.problems import Place
    from .glossary import Glossary

_PARTS = re.compile(r"\s*[;,/\n]\s*")
#: Between the first and the last day of an absence.
_SPAN = re.compile(
    r"(?P<first>\d{4}-\d{2}-\d{2})"
    r"(?:\s*(?P<sign>–|—|--|-|till och med|t\.o\.m\.|till|to)\s*"
    r"(?P<last>\d{4}-\d{2}-\d{2})?)?"
)
_HOLDERS = re.compile(r"[0-9]{1,4}")
_YES = frozenset({"ja", "yes", "j", "x", "true"})
_NO = frozenset({"nej", "no", "n", "false"})


def link_posts(
    draft: PackDraft, glossary: Glossary, problems: Problems
) -> tuple[Post, ...]:
    """Return the posts of a pack; what is wrong with one is a problem.

    Args:
        draft: the pack.
        glossary: the words that it sees.
        problems: where problems go.
    """
    if draft.posts is None:
        return ()
    if draft.head.kind is PackKind.MUNICIPALITY:
        return _Linking(draft.posts, glossary, problems).posts()
    if PackPart.HEAD not in draft.unread and draft.posts.rows:
        place = draft.posts.rows[0].place_of.place
        problems.note(place, "posts/of-no-municipality")
    return ()


class _TableSpot(NamedTuple):
    """Where a cell stands, what its column is called, and what it holds."""

    where: Place
    column: str
    value: str


class _Linking:
    """The lines of one table on their way to posts."""

    def __init__(
        self, draft: PostsDraft, glossary: Glossary, problems: Problems
    ) -> None:
        self._rows = draft.rows
        self._headings = draft.headings
        self._problems = problems
        self._roles = glossary.names[TermKind.ROLE]
        self._is_whole = glossary.is_whole
        self._words = glossary.vocabulary
        self._organs = self._words.tagged(TermKind.ROLE, Tag.COMMITTEE.value)
        self._ids: dict[str, Scalar] = {}

    def posts(self) -> tuple[Post, ...]:
        """Return the posts, in the order of the table."""
        rows = []
        for row in self._rows:
            name = row.get(PostColumn.POST)
            if name is None:
                where, column, _ = self._spot(row, PostColumn.POST)
                self._problems.note(where, "posts/no-post", column=column)
            elif (first := self._ids.get(name_key(name))) is not None:
                self._problems.note(
                    name.place, "posts/same-post", post=name, first=first.place
                )
            else:
                self._ids[name_key(name)] = name
                rows.append((_line(name), row))
        posts = tuple(self._post(id_, row) for id_, row in rows)
        self._check_rings(posts)
        return posts

    def _post(self, id_: str, row: PostDraft) -> Post:
        title = row.get(PostColumn.TITLE)
        unit = row.get(PostColumn.UNIT)
        above = self._posts_in(row, PostColumn.SUPERIOR)
        if len(above) > 1:
            where, column, value = self._spot(row, PostColumn.SUPERIOR)
            self._problems.note(
                where, "posts/several-superiors", column=column, value=value
            )
        substitutes = self._posts_in(row, PostColumn.SUBSTITUTES)
        if id_ in substitutes:
            where, column, _ = self._spot(row, PostColumn.SUBSTITUTES)
            self._problems.note(where, "posts/own-substitute", column=column, post=id_)
        return Post(
            id=id_,
            title=_line(title) if title else id_,
            roles=self._roles_in(row, PostColumn.ROLES),
            place=row.place_of.place,
            unit=_line(unit) if unit else "",
            committees=self._roles_in(row, PostColumn.COMMITTEES),
            superior=above[0] if above else "",
            holders=self._holders(row),
            substitutes=substitutes,
            validity=self._validity(row),
            absences=tuple(self._absences(row)),
            is_temporary=self._is_temporary(row),
            employed=self._day(row, PostColumn.EMPLOYED),
        )

    def _spot(self, row: PostDraft, column: PostColumn) -> _TableSpot:
        cell = row.get(column)
        heading = self._headings.get(column, column.value)
        return _TableSpot((cell or row.place_of).place, heading, _line(cell or ""))

    # names ----------------------------------------------------------------------------

    def _parts(self, row: PostDraft, column: PostColumn) -> list[str]:
        return [part for part in _PARTS.split(row.get(column) or "") if part]

    def _roles_in(self, row: PostDraft, column: PostColumn) -> tuple[str, ...]:
        """Return the roles that a cell names, each once."""
        roles: dict[str, None] = {}
        parts = self._parts(row, column)
        where, heading, _ = self._spot(row, column)
        if not parts and column is PostColumn.ROLES:
            self._problems.note(where, "posts/no-role", column=heading)
        for part in parts:
            role = self._roles.get(name_key(part))
            if role is None:
                if self._is_whole:
                    near = self._problems.near(part, self._words.roles)
                    self._problems.note(
                        where,
                        "posts/unknown-role",
                        column=heading,
                        name=part,
                        near=near,
                    )
            elif column is PostColumn.COMMITTEES and not self._may_be_organ(role):
                self._problems.note(
                    where, "posts/no-committee", column=heading, name=part
                )
            else:
                roles[role] = None
        return tuple(roles)

    def _may_be_organ(self, role: str) -> bool:
        """Tell whether a role is a committee, or nothing is known of which are."""
        return not self._organs or role in self._organs

    def _posts_in(self, row: PostDraft, column: PostColumn) -> tuple[str, ...]:
        """Return the ids of the posts that a cell names, each once."""
        posts: dict[str, None] = {}
        where, heading, _ = self._spot(row, column)
        for part in self._parts(row, column):
            known = self._ids.get(name_key(part))
            if known is None:
                near = self._problems.near(part, map(str, self._ids.values()))
                self._problems.note(
                    where, "posts/unknown-post", column=heading, name=part, near=near
                )
            else:
                posts[_line(known)] = None
        return tuple(posts)

    def _check_rings(self, posts: tuple[Post, ...]) -> None:
        """Refuse posts above themselves."""
        by_id = {post.id: post for post in posts}
        arrows: Mapping[str, list[str]] = {
            post.id: [post.superior] for post in posts if post.superior
        }
        for ring in rings(arrows):
            self._problems.note(by_id[ring[0]].place, "posts/superior-ring", ring=ring)

    # values ---------------------------------------------------------------------------

    def _holders(self, row: PostDraft) -> int:
        cell = row.get(PostColumn.HOLDERS)
        if cell is None:
            return 1
        if _HOLDERS.fullmatch(cell):
            return int(cell)
        where, column, value = self._spot(row, PostColumn.HOLDERS)
        self._problems.note(where, "posts/no-number", column=column, value=value)
        return 1

    def _is_temporary(self, row: PostDraft) -> bool:
        cell = row.get(PostColumn.TEMPORARY)
        word = name_key(cell) if cell else "nej"
        if word not in _YES | _NO:
            where, column, value = self._spot(row, PostColumn.TEMPORARY)
            self._problems.note(where, "posts/no-yes", column=column, value=value)
        return word in _YES

    def _day(self, row: PostDraft, column: PostColumn) -> dt.date | None:
        cell = row.get(column)
        day = date_in(cell) if cell else None
        if cell is not None and day is None:
            where, heading, value = self._spot(row, column)
            self._problems.note(where, "order/no-day", column=heading, value=value)
        return day

    def _validity(self, row: PostDraft) -> Validity:
        """Return from which day to which the post is there."""
        first = self._day(row, PostColumn.FROM)
        last = self._day(row, PostColumn.UNTIL)
        if first and last and last < first:
            where, column, _ = self._spot(row, PostColumn.UNTIL)
            self._problems.note(
                where, "posts/backwards", column=column, first=first, last=last
            )
        return Validity(first=first, last=last)

    def _absences(self, row: PostDraft) -> Iterator[Validity]:
        """Yield from which day to which the holders are away."""
        where, column, _ = self._spot(row, PostColumn.AWAY)
        for part in re.split(r"\s*[;,\n]\s*", row.get(PostColumn.AWAY) or ""):
            if not part:
                continue
            match = _SPAN.fullmatch(part)
            first = date_in(match["first"]) if match else None
            last = first if match and match["sign"] is None else None
            is_read = first is not None
            if match and match["last"]:
                last = date_in(match["last"])
                is_read = is_read and last is not None
            if not is_read:
                self._problems.note(
                    where, "posts/no-absence", column=column, value=part
                )
            elif first and last and last < first:
                self._problems.note(
                    where, "posts/backwards", column=column, first=first, last=last
                )
            else:
                yield Validity(first=first, last=last)


def _line(cell: str) -> str:
    """Return a cell on one line."""
    return " ".join(cell.split())
