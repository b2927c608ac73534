"""The form of `posts.csv`: the posts of a municipality, one line each.

It holds no names of people. A column that is for them, or for how they are reached, is
passed over: nothing of it is kept.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

from ...records import record
from ..model.names import name_key
from .spreadsheets import read_spreadsheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from . import nodes
    from .shapes import Problems

POSTS = "posts.csv"


class PostColumn(enum.Enum):
    """What a column of the table says of each post."""

    POST = "post"
    TITLE = "title"
    ROLES = "roles"
    UNIT = "unit"
    COMMITTEES = "committees"
    SUPERIOR = "superior"
    HOLDERS = "holders"
    SUBSTITUTES = "substitutes"
    FROM = "from"
    UNTIL = "until"
    AWAY = "away"
    TEMPORARY = "temporary"
    EMPLOYED = "employed from"


#: What the columns are called besides.
_CALLED: Mapping[PostColumn, tuple[str, ...]] = {
    PostColumn.POST: ("post", "befattning", "id"),
    PostColumn.TITLE: ("titel", "benämning"),
    PostColumn.ROLES: ("roller", "roll", "role"),
    PostColumn.UNIT: ("enhet", "avdelning"),
    PostColumn.COMMITTEES: ("nämnd", "nämnder", "committee"),
    PostColumn.SUPERIOR: ("överordnad", "chef", "närmaste chef"),
    PostColumn.HOLDERS: ("innehavare", "antal", "antal innehavare"),
    PostColumn.SUBSTITUTES: ("ersättare", "substitute"),
    PostColumn.FROM: ("från", "från och med", "fr.o.m."),
    PostColumn.UNTIL: ("till och med", "t.o.m."),
    PostColumn.AWAY: ("borta", "frånvaro", "frånvarande", "absent"),
    PostColumn.TEMPORARY: ("tillfällig", "tillförordnad", "vikariat", "vikarie"),
    PostColumn.EMPLOYED: ("anställd från", "anställd", "employed"),
}
_COLUMNS = {
    name_key(name): column
    for column in PostColumn
    for name in (column.value, *_CALLED[column])
}
#: Columns that nothing is read of: remarks, and who somebody is.
_PASSED_OVER = frozenset(
    map(
        name_key,
        (
            *("anmärkning", "kommentar", "note", "remark"),
            *("namn", "name", "telefon", "phone", "e-post", "email", "mejl"),
        ),
    )
)


class PostDraft(NamedTuple):
    """One line of the table: its cells that are not empty."""

    cells: Mapping[PostColumn, nodes.Scalar]
    place_of: nodes.Scalar

    def get(self, column: PostColumn) -> nodes.Scalar | None:
        """Return a cell, None where it is empty."""
        return self.cells.get(column)


@record
class PostsDraft:
    """The lines of a table of posts, and what its columns are called."""

    rows: tuple[PostDraft, ...]
    headings: Mapping[PostColumn, str]


def read_posts(content: bytes, file: str, problems: Problems) -> PostsDraft | None:
    """Return the posts of a table, None where it is unusable; problems noted.

    `file` is the name problems use.
    """
    sheet = read_spreadsheet(content, file, problems)
    if sheet is None:
        return None
    known = len(problems)
    columns = _columns(sheet.header, problems)
    if len(problems) > known:
        return None
    rows = []
    for line in sheet.rows:
        cells = {
            column: cell
            for column, cell in zip(columns, line, strict=True)
            if column is not None and cell
        }
        if cells:
            rows.append(PostDraft(cells, line[0]))
    headings = {
        column: str(heading)
        for column, heading in zip(columns, sheet.header, strict=True)
        if column is not None
    }
    return PostsDraft(rows=tuple(rows), headings=headings)


def _columns(
    headings: tuple[nodes.Scalar, ...], problems: Problems
) -> list[PostColumn | None]:
    """Return what each column says, None for one that is passed over."""
    taken: dict[PostColumn, str] = {}
    columns: list[PostColumn | None] = []
    for heading in headings:
        key = name_key(heading)
        column = _COLUMNS.get(key)
        if column is None and heading and key not in _PASSED_OVER:
            near = problems.near(heading, [c.value for c in PostColumn])
            problems.note(
                heading.place, "posts/unknown-column", column=heading, near=near
            )
        elif column in taken:
            problems.note(
                heading.place,
                "table/same-column",
                column=heading,
                first=taken[column],
            )
        elif column is not None:
            taken[column] = str(heading)
        columns.append(column)
    for column in (PostColumn.POST, PostColumn.ROLES):
        if column not in taken and headings:
            name = _CALLED[column][0]
            problems.note(headings[0].place, "posts/no-column", column=name)
    return columns
