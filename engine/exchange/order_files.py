"""Write an imported order as the two files that an order has."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from ..rulebook.language.orders import OrderColumn, column_name
from ..rulebook.language.writing import quoted_text
from ..rulebook.model.signs import visible
from .cell_text import one_line
from .order_writing import order_header_text, order_rows_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .imported import ImportedOrder, KeyLine, SubDelegationDecision, TakenRow

_PROPOSAL = "proposal  # adopted, när den är antagen; och adopted: dag"
#: Columns that stand in every table, and in which order all of them do.
_ALWAYS = (OrderColumn.NUMBER, OrderColumn.MATTER, OrderColumn.DELEGATE)
_ORDER = (
    OrderColumn.NUMBER,
    OrderColumn.MATTER,
    OrderColumn.LAW,
    OrderColumn.DELEGATE,
    OrderColumn.OVER,
    OrderColumn.AT_MOST,
    OrderColumn.CONDITIONS,
    OrderColumn.EXCEPT,
    OrderColumn.OUTCOME,
    OrderColumn.KIND,
    OrderColumn.SUBSTITUTE,
    OrderColumn.CONSULTS,
    OrderColumn.NOTIFICATION,
    OrderColumn.SUB_DELEGATION,
    OrderColumn.APPEAL,
    OrderColumn.FROM,
    OrderColumn.UNTIL,
    OrderColumn.NOTE,
)


def header_text(order: ImportedOrder) -> str:
    """Return `order.yaml`; what the document does not tell is said in a comment."""
    if order.own is not None:
        return order_header_text(order.own)
    title = quoted_text(visible(" ".join(order.title.split()))[:300])
    lines = [f"committee: {order.committee}", "source:", f"  title: {title}"]
    lines.append(f"  short: {title}")
    if order.adopted and not order.is_draft and not order.is_day_open:
        lines += ["  status: adopted", f"  adopted: {order.adopted}"]
    else:
        lines.append(f"  status: {_PROPOSAL}")
    if order.in_force and not order.is_day_open:
        lines.append(f"  from: {order.in_force}")
    if order.until and not order.is_day_open:
        lines.append(f"  until: {order.until}")
    if order.dnr:
        lines.append(f"  dnr: {quoted_text(order.dnr)}")
    lines.append("key:" if order.key else "key: {}")
    lines += map(_key_line, order.key)
    if order.clauses:
        lines.append("clauses:")
        lines += [f"  {key}: {value}" for key, value in sorted(order.clauses.items())]
    return "\n".join([*lines, ""])


def passing_on_header(
    order: ImportedOrder, passing: SubDelegationDecision, under: str
) -> str:
    """Return `order.yaml` of a decision that passes rows of an order on.

    Args:
        order: the order.
        passing: the decision.
        under: the folder of the order.
    """
    title = quoted_text(f"Vidaredelegering: {visible(one_line(order.title))[:250]}")
    lines = [f"under: {under}", f"by: {quoted_text(passing.by)}", "source:"]
    lines += [f"  title: {title}", f"  short: {title}"]
    is_adopted = bool(passing.adopted) and not order.is_draft
    lines.append("  status: adopted" if is_adopted else f"  status: {_PROPOSAL}")
    lines += [f"  adopted: {passing.adopted}"] if is_adopted else []
    lines += [f"  dnr: {quoted_text(passing.dnr)}"] if passing.dnr else []
    return "\n".join([*lines, "key:", *map(_key_line, order.key), ""])


def passing_on_rows(passing: SubDelegationDecision) -> str:
    """Return `rows.csv` of a decision that passes rows on: a line for each."""
    used = {column for row in passing.rows for column in row.parts}
    columns = [c for c in _ORDER if c in used]
    lines = [[row.parts.get(c, "") for c in columns] for row in passing.rows]
    return _table_text(columns, lines)


def passing_on_lines(passing: SubDelegationDecision) -> dict[int, TakenRow]:
    """Return the row that each line of its `rows.csv` says, by the line."""
    lines: dict[int, TakenRow] = {}
    number = 2
    for row in passing.rows:
        for _ in range(_height(row)):
            lines[number] = row
            number += 1
    return lines


def _key_line(line: KeyLine) -> str:
    """Return a line of the key, the role alone where nothing else is said."""
    parts = [f"role: {line.role}"]
    if line.superior:
        parts.append(f"superior: {quoted_text(line.superior)}")
    if line.substitutes:
        steps = ", ".join(map(quoted_text, line.substitutes))
        parts.append(f"substitutes: [{steps}]")
    if line.relation:
        parts.append(f"relation: {line.relation}")
    value = line.role if len(parts) == 1 else f"{{{', '.join(parts)}}}"
    return f"  {quoted_text(line.word)}: {value}"


def rows_text(order: ImportedOrder) -> str:
    """Return `rows.csv`: a line for each chapter and each row that was taken."""
    if order.own is not None:
        return order_rows_text(order.own)
    used = {column for row in order.rows for column in row.parts}
    columns = [c for c in _ORDER if c in used or c in _ALWAYS]
    lines = ([line.get(column, "") for column in columns] for line in _lines(order))
    return _table_text(columns, lines)


def _table_text(columns: Sequence[OrderColumn], lines: Iterable[list[str]]) -> str:
    """Return a table with its header; of a line the empty cells at its end are left."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow([column_name(column) for column in columns])
    for cells in lines:
        while len(cells) > 1 and not cells[-1]:
            cells.pop()
        writer.writerow(cells)
    return text.getvalue()


def row_lines(order: ImportedOrder) -> dict[int, TakenRow]:
    """Return the row that each line of `rows.csv` says, by the line.

    Of an order that Mandat wrote itself no line need be known.
    """
    if order.own is not None:
        return {}
    lines: dict[int, TakenRow] = {}
    number = 2
    chapter = None
    for row in order.rows:
        if row.chapter is not None and row.chapter != chapter:
            number += 1
        chapter = row.chapter
        for _ in range(_height(row)):
            lines[number] = row
            number += 1
    return lines


def _height(row: TakenRow) -> int:
    """Return how many lines of the file a row takes: as its longest cell."""
    return sum(text.count("\n") for text in row.parts.values()) + 1


def _lines(order: ImportedOrder) -> Iterator[dict[OrderColumn, str]]:
    """Yield the lines of the table; a step of a ladder has no matter of its own."""
    chapter = None
    above: tuple[str, str] | None = None
    for row in order.rows:
        if row.chapter is not None and row.chapter != chapter:
            heading = {OrderColumn.MATTER: row.chapter.text}
            if row.chapter.number:
                heading[OrderColumn.NUMBER] = row.chapter.number
            yield heading
            above = None
        chapter = row.chapter
        cells = dict(row.parts)
        here = (cells.get(OrderColumn.NUMBER, ""), cells.get(OrderColumn.MATTER, ""))
        if here == above:
            cells.pop(OrderColumn.NUMBER, None)
            cells.pop(OrderColumn.MATTER, None)
        above = here
        yield cells
