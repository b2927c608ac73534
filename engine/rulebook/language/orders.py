"""The form of a delegation order: a header in YAML, and its rows in a table.

`orders/NAME/order.yaml` says whose order it is, which document, what its abbreviations
mean and what holds for every row; `orders/NAME/rows.csv` has one line a row. Whether
the names in them are known is the business of `loading.orders`.
"""

from __future__ import annotations

import enum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from ...records import record
from ..model.clauses import Relation
from ..model.grants import Appeal, Notification, SubDelegation
from ..model.names import name_key
from ..model.sources import Status
from . import nodes
from .compounds import Bilingual, List, Map, Object
from .elements import ADDRESS, GROUP, ID, TEXT
from .grants import MONTHS
from .shapes import WRONG, Bool, Date, Entry, Enumeration, Problems, String, Wrong
from .spreadsheets import Spreadsheet, read_spreadsheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .shapes import Schema

FOLDER = "orders"
HEADER = "order.yaml"
ROWS = "rows.csv"


class OrderColumn(enum.Enum):
    """What a column of the table says of each row."""

    __hash__ = object.__hash__  # as for RuleKind: asked for again and again

    NUMBER = "number"
    MATTER = "matter"
    LAW = "law"
    DELEGATE = "delegate"
    AT_MOST = "at_most"
    OVER = "over"
    CONDITIONS = "conditions"
    EXCEPT = "except"
    OUTCOME = "outcome"
    KIND = "kind"
    SUBSTITUTE = "substitute"
    CONSULTS = "consults"
    NOTIFICATION = "notification"
    SUB_DELEGATION = "sub_delegation"
    APPEAL = "appeal"
    NOTE = "note"
    FROM = "from"
    UNTIL = "until"


#: What the columns are called in the tables of municipalities, besides by their ids.
_CALLED: Mapping[OrderColumn, tuple[str, ...]] = {
    OrderColumn.NUMBER: ("nr", "nummer", "punkt", "no"),
    OrderColumn.MATTER: ("ärende", "ärendetyp", "ärendegrupp"),
    OrderColumn.LAW: ("lagrum", "lagstöd", "författning"),
    OrderColumn.DELEGATE: ("delegat", "delegeras till", "beslutsfattare"),
    OrderColumn.AT_MOST: ("högst", "max", "beloppsgräns"),
    OrderColumn.OVER: ("över", "mer än"),
    OrderColumn.CONDITIONS: ("villkor", "förutsättning"),
    OrderColumn.EXCEPT: ("utom", "undantag"),
    OrderColumn.OUTCOME: ("utfall",),
    OrderColumn.KIND: ("slag", "V/D"),
    OrderColumn.SUBSTITUTE: ("ersättare", "substitutes"),
    OrderColumn.CONSULTS: ("samråd", "consultation"),
    OrderColumn.NOTIFICATION: ("anmälan", "anmäls", "anmäls till"),
    OrderColumn.SUB_DELEGATION: ("vidare", "vidaredelegering", "får vidaredelegeras"),
    OrderColumn.APPEAL: ("överklagas", "överklagan", "överklagande"),
    OrderColumn.NOTE: ("anmärkning", "kommentar", "anteckningar"),
    OrderColumn.FROM: ("från",),
    OrderColumn.UNTIL: ("till och med", "t.o.m."),
}
COLUMNS: Mapping[str, OrderColumn] = {
    name_key(name): column
    for column in OrderColumn
    for name in (column.value, *_CALLED[column])
}


def column_name(column: OrderColumn) -> str:
    """Return what a column is called in a table in Swedish."""
    return _CALLED[column][0]


_ABBREVIATION = String("abbreviation", longest=100)
_POST = Object(
    "delegate of the key",
    {
        "role": ID,
        "superior": TEXT,
        "substitutes": List(TEXT),
        "relation": Enumeration(Relation, "relation"),
    },
    required=("role",),
    about={
        "role": "the role that the abbreviation means",
        "relation": "where the role means nobody for good: how whom it means is found",
        "superior": "whose delegation holds too, by the key",
        "substitutes": "who steps in, in order, by the key",
    },
)


@record(kw_only=False)
class _PostShape:
    """A role, or a role with its superior and substitutes."""

    def read(self, node: nodes.Node, problems: Problems) -> Entry | Wrong:
        """Return it as an entry."""
        if isinstance(node, nodes.Mapping):
            return _POST.read(node, problems)
        role = ID.read(node, problems)
        return WRONG if isinstance(role, Wrong) else Entry({"role": role}, node)

    def schema(self) -> Schema:
        """Return both forms."""
        return {"anyOf": [ID.schema(), _POST.schema()]}


@record(kw_only=False)
class _WishShape:
    """Conditions on circumstances, or the word `rest`."""

    def read(
        self, node: nodes.Node, problems: Problems
    ) -> dict[nodes.Scalar, object] | Wrong:
        """Return the conditions; none of them for what is left."""
        if node == "rest":
            return {}
        return GROUP.read(node, problems)

    def schema(self) -> Schema:
        """Return both forms."""
        return {"anyOf": [{"const": "rest"}, GROUP.schema()]}


_SOURCE = Object(
    "document of an order",
    {
        "title": Bilingual(),
        "short": Bilingual(),
        "status": Enumeration(Status, "status"),
        "adopted": Date(),
        "from": Date(),
        "until": Date(),
        "consulted": Date(),
        "url": ADDRESS,
        "dnr": TEXT,
        "replaces": TEXT,
    },
    required=("title", "short", "status"),
    about={"replaces": "the document that this one takes the place of"},
)
_CLAUSES = Object(
    "clauses of an order",
    {
        "lowest_level": Bool(),
        "notification": Enumeration(Notification, "notification"),
        "sub_delegation": Enumeration(SubDelegation, "sub-delegation"),
        "appeal": Enumeration(Appeal, "appeal"),
        "two_steps": Bool(),
        "principle": Bool(),
        "frames": Bool(),
        "statements": Bool(),
        "rest": TEXT,
        "superior_on_absence": Bool(),
        "sole_holder": Bool(),
        "temporary": Bool(),
        "new_employee": MONTHS,
        "may_lift": Bool(),
        "may_take_over": Bool(),
        "two_members": List(TEXT),
        "cannot_wait": Map(List(TEXT), _ABBREVIATION),
    },
    about={
        "lowest_level": "that the superiors of a delegate may decide too",
        "notification": "when decisions are told, where a row does not say",
        "sub_delegation": "whether rows may be passed on that do not say so",
        "appeal": "how decisions are appealed, where a row does not say",
        "two_steps": "that who decides by what is passed on reports to whoever passed"
        " it on, and they to the committee",
        "principle": "that what is of principle or greater weight stays with the"
        " committee",
        "frames": "that decisions keep within the budget and the guidelines",
        "statements": "that rows include statements to courts on the delegate's own"
        " decisions",
        "rest": "where the order leaves to the committee what no row names",
        "superior_on_absence": "that the superior decides while a delegate is away",
        "sole_holder": "the same where nobody else holds the delegate's role",
        "temporary": "whether somebody appointed for a time has what the role has",
        "new_employee": "for how many months a new employee is no delegate",
        "may_lift": "that a delegate may lift a matter to the committee",
        "may_take_over": "that the committee may take over a matter",
        "two_members": "of which delegates two members may lift a matter, by the key",
        "cannot_wait": "who decides what cannot wait for a delegate, by the key",
    },
)
ORDER_FILE = Object(
    "delegation order",
    {
        "committee": ID,
        "under": ID,
        "by": TEXT,
        "source": _SOURCE,
        "key": Map(_PostShape(), _ABBREVIATION),
        "columns": Map(Enumeration(OrderColumn, "column"), _ABBREVIATION),
        "ignored_columns": List(TEXT),
        "conditions": Map(_WishShape(), _ABBREVIATION),
        "clauses": _CLAUSES,
    },
    required=("source", "key"),
    only_one_of=("committee", "under"),
    needs={"under": "by", "by": "under"},
    about={
        "committee": "the committee whose order it is",
        "under": "the order of which it passes rows on, by its folder",
        "by": "who passes them on, by the key",
        "source": "the document",
        "key": "abbreviation: the role it means",
        "columns": "heading of the table: what the column says",
        "ignored_columns": "headings of columns that say nothing of who decides",
        "conditions": "words of the rows: the circumstances they mean, or `rest`",
        "clauses": "what holds for every row that does not say otherwise",
    },
)


class RowDraft(NamedTuple):
    """One line of the table: its cells that are not empty, and all it says in a row."""

    cells: Mapping[OrderColumn, nodes.Scalar]
    place_of: nodes.Scalar
    written: str

    def get(self, column: OrderColumn) -> nodes.Scalar | None:
        """Return a cell, None where it is empty."""
        return self.cells.get(column)


@record
class OrderDraft:
    """What the two files of an order say; `headings` are what its columns are called.

    `name` is that of its folder, with the place of the order. `sheet` is the table as
    it is written, and `columns` what each column of it says, None for nothing here.
    """

    name: nodes.Scalar
    header: Entry
    rows: tuple[RowDraft, ...]
    headings: Mapping[OrderColumn, str]
    sheet: Spreadsheet
    columns: tuple[OrderColumn | None, ...]


class OrderTable(NamedTuple):
    """The table of an order as it is written, and what each column of it says."""

    sheet: Spreadsheet
    columns: tuple[OrderColumn | None, ...]


def part_of(name: str) -> str:
    """Return the name of the order that a file is a part of, "" where it is none.

    `name` is the path of the file within its pack.
    """
    parts = PurePosixPath(name).parts
    is_part = len(parts) == 3 and parts[0] == FOLDER and parts[2] in {HEADER, ROWS}  # noqa: PLR2004 - folder, order, file
    return parts[1] if is_part else ""


def read_table(
    content: bytes, file: str, header: Entry, problems: Problems
) -> OrderTable | None:
    """Return the table of an order, None where it is unusable.

    Args:
        content: the table.
        file: the name problems use.
        header: the header of the order, which may say what its columns mean.
        problems: where problems go.
    """
    sheet = read_spreadsheet(content, file, problems)
    if sheet is None:
        return None
    known = len(problems)
    columns = _columns(sheet.header, header, problems)
    if len(problems) > known:
        return None
    return OrderTable(sheet, tuple(columns))


def order_draft(name: nodes.Scalar, header: Entry, table: OrderTable) -> OrderDraft:
    """Return an order of its header and its table."""
    sheet, columns = table
    rows = []
    for line in sheet.rows:
        cells = {
            column: cell
            for column, cell in zip(columns, line, strict=True)
            if column is not None and cell
        }
        if cells:
            written = " ".join(cell for cell in line if cell)
            rows.append(RowDraft(cells, line[0], written))
    headings = {
        column: str(heading)
        for column, heading in zip(columns, sheet.header, strict=True)
        if column is not None
    }
    return OrderDraft(
        name=name,
        header=header,
        rows=tuple(rows),
        headings=headings,
        sheet=sheet,
        columns=columns,
    )


def _columns(
    headings: tuple[nodes.Scalar, ...], header: Entry, problems: Problems
) -> list[OrderColumn | None]:
    """Return what each column says, None for one that says nothing here."""
    own: Mapping[nodes.Scalar, OrderColumn] = header.get("columns", {})
    known = {**COLUMNS, **{name_key(name): column for name, column in own.items()}}
    ignored = {name_key(name) for name in header.get("ignored_columns", ())}
    taken: dict[OrderColumn, str] = {}
    columns: list[OrderColumn | None] = []
    for heading in headings:
        column = known.get(name_key(heading))
        if name_key(heading) in ignored or not heading:
            column = None
        elif column is None:
            names = (_CALLED[column][0] for column in OrderColumn)
            others = (column.value for column in OrderColumn)
            near = problems.near(heading, [*names, *others])
            problems.note(
                heading.place, "table/unknown-column", column=heading, near=near
            )
        elif column in taken:
            problems.note(
                heading.place, "table/same-column", column=heading, first=taken[column]
            )
        else:
            taken[column] = heading
        columns.append(column)
    # a row that is passed on is told by its number, and is on the same matter
    subject = OrderColumn.NUMBER if "under" in header.values else OrderColumn.MATTER
    for column in (subject, OrderColumn.DELEGATE):
        if column not in taken and headings:
            name = _CALLED[column][0]
            problems.note(headings[0].place, "table/no-column", column=name)
    return columns
