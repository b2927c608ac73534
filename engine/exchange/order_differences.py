"""What differs between two orders, cell by cell: of two editions, or of a document.

Rows are laid beside each other by what they say first, then by number, matter and
delegate, so that a row put in between makes no change of those below it.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from ..rulebook.language.orders import OrderColumn
from ..rulebook.model.names import name_key
from .clauses import recognised_clause
from .official_headings import capital
from .order_chapters import chapters

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    from .order_plain import PlainOrder
    from .order_text import OrderText


class OrderPart(enum.Enum):
    """The part of an order in which something differs."""

    TITLE = "title"
    FRONT = "front"
    CLAUSE = "clause"
    KEY = "key"
    CONDITION = "condition"
    COLUMN = "column"
    ROW = "row"
    KRONOR = "kronor"
    TEXT = "text"


@record
class OrderDifference:
    """What one side says otherwise than the other.

    `place` is the row, the abbreviation or whatever it is, and `column` the heading of
    the cell, empty where it has none. A side that says nothing of it is None. `row` is
    where a row stands in the newer order, `gone` where in the older; `near` is the row
    of the newer behind which one that is gone stood, None before the first. `number`
    and `matter` are those of a row that is new or gone.
    """

    part: OrderPart
    place: str
    column: str = ""
    before: str | None = None
    after: str | None = None
    row: int | None = None
    gone: int | None = None
    near: int | None = None
    number: str = ""
    matter: str = ""


#: What is told to have changed of a row that stands in another chapter.
CHAPTER = "Kapitel"


class OrderSide(NamedTuple):
    """An order, and what its official document says."""

    order: PlainOrder
    text: OrderText


@record
class EditionChanges:
    """What differs from an earlier edition of an order.

    `since` names the edition, `old` is the order in it, and `decision` is by what the
    newer one was adopted.
    """

    since: str
    old: OrderSide
    differences: tuple[OrderDifference, ...]
    decision: str


class PlacedRow(NamedTuple):
    """A row with what it goes on with: its place, chapter, number, matter, cells.

    `above` is where the heading of its chapter stands, None for a heading and before
    the first one.
    """

    place: int
    chapter: str
    above: int | None
    number: str
    matter: str
    cells: Mapping[str, str]

    @property
    def delegate(self) -> str:
        """Who may decide by the row."""
        return self.cells.get(OrderColumn.DELEGATE.value, "")

    @property
    def name(self) -> str:
        """The number and the matter, by which a reader finds the row."""
        return f"{self.number} {self.matter}".strip() or self.delegate

    def summary(self, headings: Mapping[str, str]) -> str:
        """Return what the row says besides, each cell with its heading."""
        beside = (OrderColumn.NUMBER.value, OrderColumn.MATTER.value)
        return "; ".join(
            f"{headings.get(key, key)}: {_one_line(cell)}"
            for key, cell in self.cells.items()
            if cell and key not in beside
        )


class RowPair(NamedTuple):
    """A row of the older and one of the newer order; None where one has none."""

    old: PlacedRow | None
    new: PlacedRow | None


def differences(old: OrderSide, new: OrderSide) -> tuple[OrderDifference, ...]:
    """Return what differs between two orders, in the order of the document."""
    return (
        *_lines(
            OrderPart.TITLE,
            {"": {"": old.text.title}},
            {"": {"": new.text.title}},
        ),
        *_lines(
            OrderPart.FRONT,
            {line.label: {"": line.text} for line in old.text.front},
            {line.label: {"": line.text} for line in new.text.front},
        ),
        *_lines(OrderPart.CLAUSE, _clauses(old.text), _clauses(new.text)),
        *_lines(OrderPart.COLUMN, _columns(old.text), _columns(new.text)),
        *_lines(OrderPart.KEY, _key(old.text), _key(new.text)),
        *_lines(
            OrderPart.CONDITION,
            {line.words: {"": line.meaning} for line in old.text.conditions},
            {line.words: {"": line.meaning} for line in new.text.conditions},
        ),
        *_row_differences(old.order, new.order),
    )


# lines with a name --------------------------------------------------------------------

_Lines = dict[str, dict[str, str]]


def _lines(part: OrderPart, old: _Lines, new: _Lines) -> Iterator[OrderDifference]:
    """Yield the cells that differ of lines that are laid beside each other by name."""
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        for column in dict.fromkeys((*(before or {}), *(after or {}))):
            was = before.get(column) if before else None
            is_ = after.get(column) if after else None
            if (was or "") != (is_ or "") or (before is None) != (after is None):
                yield OrderDifference(
                    part=part, place=name, column=column, before=was, after=is_
                )


def _clauses(text: OrderText) -> _Lines:
    """Return the clauses, those that are known by what they are on."""
    named: dict[str, list[str]] = {}
    for sentence in text.clauses:
        clause = recognised_clause(sentence)
        named.setdefault(clause.key if clause else sentence, []).append(sentence)
    return {key: {"": " ".join(sentences)} for key, sentences in named.items()}


def _columns(text: OrderText) -> _Lines:
    return {capital(line.heading): {"": line.meaning} for line in text.columns}


def _key(text: OrderText) -> _Lines:
    return {
        line.abbreviation: {
            "Roll": line.role,
            "Överordnad": line.superior,
            "Ersättare": "\n".join(line.substitutes),
            "Avser": line.relation,
        }
        for line in text.key
    }


# rows ---------------------------------------------------------------------------------


def _row_differences(old: PlainOrder, new: PlainOrder) -> Iterator[OrderDifference]:
    headings = {**_headings(old), **_headings(new)}
    near: int | None = None
    pairs = row_pairs(old, new)
    older = {p.new.place: p.old.place for p in pairs if p.new and p.old}
    for before, after in pairs:
        near = after.place if after else near
        if before is None or after is None:
            row = after or before
            assert row is not None  # noqa: S101 - one of them is a row
            yield OrderDifference(
                part=OrderPart.ROW,
                place=row.name,
                before=before.summary(headings) if before else None,
                after=after.summary(headings) if after else None,
                row=after.place if after else None,
                gone=before.place if before else None,
                near=near,
                number=row.number,
                matter=row.matter,
            )
            continue
        for column, was, is_ in _cell_pairs(before, after, headings, older):
            if was != is_:
                yield OrderDifference(
                    part=OrderPart.ROW,
                    place=after.name,
                    column=column,
                    before=was,
                    after=is_,
                    row=after.place,
                    gone=before.place,
                )


class _CellPair(NamedTuple):
    """What two rows say in a column."""

    column: str
    before: str
    after: str


def _cell_pairs(
    before: PlacedRow,
    after: PlacedRow,
    headings: Mapping[str, str],
    older: Mapping[int, int],
) -> Iterator[_CellPair]:
    """Yield what two rows say in each column, and in which chapters they stand.

    Args:
        before: the older row.
        after: the newer row.
        headings: what the columns are called.
        older: for each row of the newer order where its older one stands.
    """
    above = older.get(after.above) if after.above is not None else None
    if above != before.above:
        yield _CellPair(CHAPTER, before.chapter, after.chapter)
    for key in dict.fromkeys((*before.cells, *after.cells)):
        was, is_ = before.cells.get(key, ""), after.cells.get(key, "")
        yield _CellPair(headings[key], was, is_)


def row_pairs(old: PlainOrder, new: PlainOrder) -> list[RowPair]:
    """Return the rows of two orders beside each other, in the order of the newer.

    A row that is gone stands behind those that stood before it.
    """
    left, right = _placed(old), _placed(new)
    partner: dict[int, PlacedRow] = {}
    taken: set[int] = set()
    for identity in _IDENTITIES:
        waiting: dict[Hashable, list[PlacedRow]] = {}
        for row in left:
            if row.place not in taken:
                waiting.setdefault(identity(row), []).append(row)
        for row in right:
            if row.place not in partner and (like := waiting.get(identity(row))):
                partner[row.place] = like.pop(0)
                taken.add(partner[row.place].place)
    pairs = [RowPair(partner.get(row.place), row) for row in right]
    for row in left:
        if row.place in taken:
            continue
        before = [n for n, p in enumerate(pairs) if p.old and p.old.place < row.place]
        pairs.insert(before[-1] + 1 if before else 0, RowPair(row, None))
    return pairs


#: By what rows are laid beside each other, the surest first.
_IDENTITIES: tuple[Callable[[PlacedRow], Hashable], ...] = (
    lambda row: (row.number, row.matter, tuple(sorted(row.cells.items()))),
    lambda row: (row.number, name_key(row.matter), name_key(row.delegate)),
    lambda row: (name_key(row.matter), name_key(row.delegate), name_key(row.chapter)),
    lambda row: (row.number, name_key(row.matter)),
    lambda row: (name_key(row.matter), name_key(row.chapter)),
    lambda row: (row.number, name_key(row.delegate)) if row.number else object(),
    lambda row: row.number or object(),
)


def _placed(order: PlainOrder) -> list[PlacedRow]:
    keys = [_column_key(order, place) for place in range(len(order.columns))]
    rows = []
    for chapter in chapters(order.columns, order.rows):
        title = chapter.heading.line if chapter.heading else ""
        above = chapter.place if chapter.heading else None
        number = matter = ""
        if chapter.heading:
            heading = {OrderColumn.MATTER.value: chapter.heading.text}
            if chapter.heading.number:
                heading[OrderColumn.NUMBER.value] = chapter.heading.number
            name = chapter.heading.text
            number = chapter.heading.number
            rows.append(PlacedRow(chapter.place, "", None, number, name, heading))
            number = ""
        for place in chapter.rows:
            cells = dict(zip(keys, order.rows[place], strict=True))
            if cells.get(OrderColumn.MATTER.value):
                matter = cells[OrderColumn.MATTER.value]
                number = ""
            number = cells.get(OrderColumn.NUMBER.value) or number
            rows.append(
                PlacedRow(
                    place,
                    title,
                    above,
                    number,
                    matter,
                    {k: c for k, c in cells.items() if c},
                )
            )
    return rows


def _column_key(order: PlainOrder, place: int) -> str:
    column = order.columns[place]
    return column.says.value if column.says else f"{name_key(column.heading)}#"


def _headings(order: PlainOrder) -> dict[str, str]:
    return {
        _column_key(order, place): capital(column.heading)
        for place, column in enumerate(order.columns)
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())
