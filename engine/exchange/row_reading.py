"""Read a row of a document as rows of our table, cell by cell.

INVARIANT: a row counts as read only when each of its cells is understood whole, and no
two of them contradict each other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from ..rulebook.language.nodes import scalar
from ..rulebook.language.orders import OrderColumn
from ..rulebook.loading.order_cells import act, limit
from ..rulebook.model.bounds import LONGEST_TEXT
from ..rulebook.model.names import name_key
from ..rulebook.model.problems import Place
from ..rulebook.model.signs import mixed_word, unseen
from ..rulebook.model.values import date_in
from .blocks import CellMark
from .cell_text import one_line
from .delegates import delegates, role_list
from .footnotes import footnote_mark
from .limits import (
    bare_value,
    guesses,
    has_quantity,
    is_unlimited,
    limits,
    without_kronor,
)
from .matters import matter
from .next_steps import next_step
from .parts import Uncertainty, crossed, joined
from .phrases import DASHES
from .remarks import condition, remark
from .role_names import committee_word
from .sub_cases import beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .parts import Parts, RowReading
    from .role_names import RoleNames
    from .source_rows import SourceCell, SourceRow

_OUTCOMES = frozenset(map(name_key, ("bifall", "avslag")))
_FIGURE = re.compile(
    r"[0-9]{1,3}(?:[ \u00a0.][0-9]{3})*(?:[.,][0-9]{1,2})?"
    r"|[0-9]{1,7}(?:[.,][0-9]{1,2})?"
)
#: A number so large that no order would mean thousands or base amounts by it.
_LARGE = re.compile(r"[0-9]{1,3}(?:[ \u00a0.][0-9]{3})+|[0-9]{4,7}")
#: What a spreadsheet would take for a formula.
_FORMULA = re.compile(r"[=@+]|-[^\s0-9–—-]")
_COPIED = frozenset(
    {
        OrderColumn.NUMBER,
        OrderColumn.LAW,
        OrderColumn.APPEAL,
        OrderColumn.SUB_DELEGATION,
        OrderColumn.EXCEPT,
    }
)
_DASHED = frozenset(
    {OrderColumn.NOTIFICATION, OrderColumn.APPEAL, OrderColumn.SUB_DELEGATION}
)
#: Marks by which the text of a cell may not be all that stands there.
_DOUBTFUL = frozenset(
    {
        CellMark.REVISED,
        CellMark.STRUCK,
        CellMark.NOTED,
        CellMark.NESTED,
        CellMark.HIDDEN,
    }
)
_TOLD = re.compile(
    r"ja|nej|x|nästa sammanträde|månadsvis|kvartalsvis|snarast|anmäls.*|anmälan.*"
    r"|delges.*|kvartal|månad|[\wåäö]*(?:nämnd|styrelse|utskott)\w*|KS|KF|AU",
    re.IGNORECASE,
)
#: Reasons in the shape of a row for which no cell of it is read by itself.
_SHAPES = frozenset({"letters", "merged", "lines"})
#: A sign behind a text that sends to a note below the table.
_FOOT = re.compile(r"(?<=[^\s*])\s?(?:\*{1,4}|[¹²³⁴⁵⁶⁷⁸⁹]+)\)?\.?$")
_FOOTED = frozenset({OrderColumn.MATTER, OrderColumn.DELEGATE, OrderColumn.AT_MOST})
_HERE = Place(file="")
_LONGEST_OFFER = 1_000


@record
class OpenCell:
    """A cell that is uncertain: where it stands, its text, and how it may be read."""

    place: str
    heading: str
    text: str
    uncertainty: Uncertainty

    @classmethod
    def of(cls, cell: SourceCell, uncertainty: Uncertainty) -> OpenCell:
        """Return a cell of a row with why it is uncertain."""
        return cls(
            place=cell.place,
            heading=cell.role.heading,
            text=cell.text,
            uncertainty=uncertainty,
        )


def _chosen(row: SourceRow, decided: RowReading | None) -> RowReading | None:
    """Return what was decided on a row, None where that says nothing of its matter."""
    if decided is None:
        return None
    rows = tuple(_with_matter(parts, row) for parts in decided)
    return rows if all(OrderColumn.MATTER in parts for parts in rows) else None


def _with_matter(parts: Parts, row: SourceRow) -> Parts:
    """Return a row that somebody wrote out, with the number and matter of its own."""
    own: dict[OrderColumn, str] = {}
    for column in (OrderColumn.NUMBER, OrderColumn.MATTER):
        text = one_line(row.text(column))
        if text and not has_quantity(text):
            own[column] = text
    if row.parent and OrderColumn.MATTER in own:
        own[OrderColumn.MATTER] = f"{row.parent}: {own[OrderColumn.MATTER]}"
    return {**own, **parts}


class RowResult(NamedTuple):
    """The rows of our table that a row makes, or the cells that are uncertain."""

    rows: RowReading = ()
    open_cells: tuple[OpenCell, ...] = ()


def read_row(
    row: SourceRow, names: RoleNames, decided: Mapping[str, RowReading]
) -> RowResult:
    """Return the rows of our table that a row makes, or the cells that are uncertain.

    Args:
        row: the row of the document.
        names: the words for roles.
        decided: how a person decided to read a cell, or a row, by its place.
    """
    whole = f"t{row.table}r{row.line}{row.letter}"
    chosen = _chosen(row, decided.get(whole))
    if chosen is not None:
        return RowResult(chosen)
    if row.why in _SHAPES:
        together = _together(row, names) if row.why == "lines" else None
        return RowResult(open_cells=(_whole(row, whole, row.why, together, names),))
    reading, open_ = _cells(row, names, decided)
    if not row.why:
        open_ = _with_next_step(open_, whole, reading, names)
    elif not open_:  # once its cells are certain, the row can be offered
        open_.append(_whole(row, whole, row.why, reading, names))
    if open_:
        return RowResult(open_cells=tuple(open_))
    lacks = [
        column
        for column in (OrderColumn.MATTER, OrderColumn.DELEGATE)
        if reading is not None and any(not parts.get(column) for parts in reading)
    ]
    if reading is None or lacks:
        why = "contradiction" if reading is None else "no-delegate"
        return RowResult(open_cells=(_whole(row, whole, why, reading, names),))
    return RowResult(reading)


def _cells(
    row: SourceRow, names: RoleNames, decided: Mapping[str, RowReading]
) -> tuple[RowReading | None, list[OpenCell]]:
    """Return what the certain cells of a row say together, and the other cells.

    Where certain ones contradict each other they say nothing.
    """
    reading: RowReading | None = (
        ({OrderColumn.KIND: "V"},) if row.is_execution else ({},)
    )
    open_: list[OpenCell] = []
    for cell in row.cells:
        if not cell.text or cell.role.column is None:
            continue
        known = decided.get(cell.place)
        read = read_cell(cell, row, names) if known is None else known
        if isinstance(read, Uncertainty):
            open_.append(OpenCell.of(cell, read))
        elif reading is not None:
            reading = crossed(reading, read)
    return reading, open_


def _with_next_step(
    open_: list[OpenCell], whole: str, reading: RowReading | None, names: RoleNames
) -> list[OpenCell]:
    """Return what is uncertain: one remark as the row where it tells a next step."""
    if len(open_) != 1 or reading is None:
        return open_
    cell = open_[0]
    step = next_step(cell.text, reading, names)
    if not step or not all(OrderColumn.DELEGATE in parts for parts in step):
        return open_
    ways = (crossed(reading, way) for way in cell.uncertainty.readings)
    readings = (step, *filter(None, ways))
    uncertain = replace(cell.uncertainty, readings=readings)
    return [replace(cell, place=whole, heading="", uncertainty=uncertain)]


def _whole(
    row: SourceRow,
    place: str,
    why: str,
    reading: RowReading | None,
    names: RoleNames,
) -> OpenCell:
    """Return a row as a whole as what is uncertain, with what it may be."""
    text = "\n".join(cell.text for cell in row.cells if cell.text)
    offered: list[RowReading] = []
    heading: Parts = {
        column: one_line(row.text(column))
        for column in (OrderColumn.NUMBER, OrderColumn.MATTER)
        if row.text(column)
    }
    is_bare = not row.text(OrderColumn.DELEGATE)
    if why == "lines":
        offered += _beside(row, names)
    if reading is not None and all(OrderColumn.DELEGATE in p for p in reading):
        if why == "number-again":
            offered.append(tuple(map(_with_zero, reading)))
        if why == "kind":
            offered += [
                tuple({**p, OrderColumn.KIND: kind} for p in reading)
                for kind in ("D", "V")
            ]
        else:
            offered.append(reading)
        if why == "no-matter" and row.parent:
            offered.append(
                tuple({**p, OrderColumn.MATTER: row.parent} for p in reading)
            )
        if why in {"sub-case", "no-number"} and row.parent:
            own = one_line(row.text(OrderColumn.MATTER)).lstrip("-–—•·* ")
            offered.append(tuple({**p, OrderColumn.MATTER: own} for p in reading))
    if is_bare and OrderColumn.MATTER in heading:
        offered.append((heading,))
        ways = (crossed(reading or (heading,), way) for way in _above(row, names))
        offered += [way for way in ways if way]
    if is_bare and not heading:
        offered.append(({OrderColumn.MATTER: one_line(text)[:_LONGEST_OFFER]},))
    return OpenCell(
        place=place,
        heading="",
        text=text,
        uncertainty=Uncertainty(why=why, readings=(*offered, ())),
    )


def _together(row: SourceRow, names: RoleNames) -> RowReading | None:
    """Return a row whose delegates may each do all of it, None where it is not sure."""
    read = read_row(replace(row, why=""), names, {})
    return read.rows or None


def _beside(row: SourceRow, names: RoleNames) -> list[RowReading]:
    """Return a row as those that its lines make beside each other, if they do."""
    made = [_likeliest(each, names) for each in beside(replace(row, why=""))]
    return (
        [tuple(parts for each in made for parts in each)] if made and all(made) else []
    )


def _likeliest(row: SourceRow, names: RoleNames) -> RowReading:
    """Return a row with the first reading of each cell that has several, if any."""
    read = read_row(row, names, {})
    firsts = {
        cell.place: cell.uncertainty.readings[0]
        for cell in read.open_cells
        if cell.heading and cell.uncertainty.readings
    }
    return read.rows or (read_row(row, names, firsts).rows if firsts else ())


def _above(row: SourceRow, names: RoleNames) -> tuple[RowReading, ...]:
    """Return how the delegate's cell of the row above may be read."""
    read = delegates(row.above, names) if row.above else ()
    if isinstance(read, Uncertainty):
        return read.readings
    return (read,) if read else ()


def _with_zero(parts: Parts) -> Parts:
    """Return a row whose number has the zero at its end that a spreadsheet drops."""
    number = parts.get(OrderColumn.NUMBER, "")
    match = re.fullmatch(r"(?P<figures>.*[0-9])(?P<letter>\s*[a-zåäö]?)", number)
    if match is None:
        return parts
    return {**parts, OrderColumn.NUMBER: f"{match['figures']}0{match['letter']}"}


def read_cell(
    cell: SourceCell, row: SourceRow, names: RoleNames
) -> RowReading | Uncertainty:
    """Return what a cell says as cells of our table, or why it is uncertain."""
    if len(cell.text) > LONGEST_TEXT:
        return Uncertainty(why="too-long")
    if unseen(cell.text, "\n") or mixed_word(cell.text) is not None:
        return Uncertainty(why="signs")
    cell = replace(cell, text=without_kronor(cell.text))
    foot = _FOOT.search(cell.text)
    if foot is not None and cell.role.column in _FOOTED:
        bare = _by_column(replace(cell, text=cell.text[: foot.start()]), row, names)
        readings = bare.readings if isinstance(bare, Uncertainty) else (bare,)
        said = row.notes.get(footnote_mark(foot[0]), "")
        return Uncertainty(
            why=f"mark-{CellMark.NOTED.value}",
            readings=(*_with_note(readings, said), *readings),
        )
    read = _by_column(cell, row, names)
    if cell.marks & _DOUBTFUL:
        readings = read.readings if isinstance(read, Uncertainty) else (read,)
        mark = min(mark.value for mark in cell.marks & _DOUBTFUL)
        said = row.notes.get(footnote_mark(cell.text), "")
        readings = (*_with_note(readings, said), *readings)
        return Uncertainty(why=f"mark-{mark}", readings=readings)
    if isinstance(read, Uncertainty):
        if read.why == "ditto":
            return Uncertainty(why="ditto", readings=_above(row, names))
        return read
    if any(_FORMULA.match(text) for parts in read for text in parts.values()):
        return Uncertainty(why="formula")
    return read


def _with_note(readings: tuple[RowReading, ...], said: str) -> Iterator[RowReading]:
    """Yield the first of some readings with what a footnote says as a condition."""
    if said and readings:
        made = crossed(readings[0], ({OrderColumn.CONDITIONS: said},))
        if made is not None:
            yield made


def _by_column(  # noqa: C901, PLR0912 - one case for each column
    cell: SourceCell, row: SourceRow, names: RoleNames
) -> RowReading | Uncertainty:
    column, text = cell.role.column, cell.text
    if column is None:
        return ({},)
    if text.strip() in DASHES and column not in {
        OrderColumn.DELEGATE,
        OrderColumn.MATTER,
        OrderColumn.KIND,
        *_DASHED,
    }:
        return ({},)
    match column:
        case OrderColumn.NUMBER:
            return _number(cell)
        case OrderColumn.MATTER:
            return matter(text, row.parent)
        case OrderColumn.DELEGATE:
            return delegates(text, names)
        case OrderColumn.AT_MOST | OrderColumn.OVER:
            return _limit(cell, column)
        case OrderColumn.KIND:
            if act(scalar(one_line(text), _HERE)) is None:
                return Uncertainty(
                    why="kind",
                    readings=(({OrderColumn.KIND: "D"},), ({OrderColumn.KIND: "V"},)),
                )
            return ({column: one_line(text)},)
        case OrderColumn.SUBSTITUTE:
            return _substitute(text, names)
        case OrderColumn.CONSULTS:
            return _consults(text, names)
        case OrderColumn.CONDITIONS:
            return condition(text, names)
        case OrderColumn.NOTE:
            return remark(text, names)
        case OrderColumn.NOTIFICATION:
            is_told = _TOLD.fullmatch(one_line(text)) or names.is_committee(
                names.find(one_line(text)).id
            )
            if cell.role.is_mixed and not is_told:
                return remark(text, names)
            return ({column: one_line(text)},)
        case OrderColumn.OUTCOME:
            if name_key(text) not in _OUTCOMES:
                readings: tuple[RowReading, ...] = tuple(
                    ({column: word},) for word in ("bifall", "avslag")
                )
                return Uncertainty(why="outcome", readings=readings)
            return ({column: text},)
        case OrderColumn.SUB_DELEGATION:
            return _passed_on(one_line(text), names)
        case OrderColumn.FROM | OrderColumn.UNTIL:
            if date_in(text) is None:
                return Uncertainty(why="day")
            return ({column: text},)
        case _:
            return ({column: text if column is OrderColumn.LAW else one_line(text)},)


def _passed_on(text: str, names: RoleNames) -> RowReading | Uncertainty:
    """Return whether a row may be passed on; to whom nobody knows is asked about."""
    match = re.fullmatch(r"ja,? till (?P<who>[^,;]+)", text, re.IGNORECASE)
    if match is not None:
        found = names.note(names.find(match["who"].strip(" .")))
        if not found.id:
            return Uncertainty(why="role", word=found.word)
    return ({OrderColumn.SUB_DELEGATION: text},)


def _number(cell: SourceCell) -> RowReading | Uncertainty:
    text = one_line(cell.text).rstrip(".").strip()
    if CellMark.DAY in cell.marks:
        return Uncertainty(why="number-as-day", readings=_days(text))
    return ({OrderColumn.NUMBER: text},)


def _days(text: str) -> tuple[RowReading, ...]:
    match = re.match(r"[0-9]{4}-([0-9]{2})-([0-9]{2})", text)
    if match is None:
        return ()
    month, day = int(match[1]), int(match[2])
    pairs = ((day, month), (month, day))
    return tuple(({OrderColumn.NUMBER: f"{one}.{other}"},) for one, other in pairs)


def _limit(cell: SourceCell, column: OrderColumn) -> RowReading | Uncertainty:
    """Return the limit of a cell in a column of limits."""
    text = one_line(cell.text)
    if is_unlimited(text):
        return ({},)
    own = limits(text)
    if own is not None:
        return (own,)
    values = [bare_value(part) for part in re.split(r";|\n", cell.text)]
    if values and all(values):
        whole = joined({column: value} for value in values)
        if whole is not None:
            return (whole,)
    if _FIGURE.fullmatch(text):
        if cell.role.unit:
            value = bare_value(f"{text} {cell.role.unit}")
            if value:
                return ({column: value},)
        kronor = bare_value(f"{text} kr")
        if cell.role.is_money and _LARGE.fullmatch(text) and kronor:
            return ({column: kronor},)
        units = ("kr", "pbb", "tkr", "mnkr", "månader", "år")
        offered = [bare_value(f"{text} {unit}") for unit in units]
        return Uncertainty(
            why="no-unit", readings=tuple(({column: v},) for v in offered if v)
        )
    written = limit(scalar(text, _HERE))
    if written is not None and not has_quantity(written.besides):
        return ({column: text},)
    offers: list[RowReading] = [(guess,) for guess in guesses(text)]
    offers.append(({OrderColumn.CONDITIONS: text},))
    return Uncertainty(why="limit", readings=tuple(offers))


def _substitute(text: str, names: RoleNames) -> RowReading | Uncertainty:
    """Return who steps in: for all delegates, or for each by name."""
    lines = []
    for line in re.split(r"\n|;", text):
        whose, colon, steps = line.partition(":")
        is_whose = bool(colon) and names.is_known(whose)
        read = role_list(steps if is_whose else line, names)
        if isinstance(read, Uncertainty):
            return read
        lines.append(
            f"{names.note(names.find(whose)).word}: {read}" if is_whose else read
        )
    return ({OrderColumn.SUBSTITUTE: "\n".join(filter(None, lines))},)


def _consults(text: str, names: RoleNames) -> RowReading | Uncertainty:
    """Return whom a cell of a column of consultations names."""
    ways = []
    for line in re.split(r"\n|;|,", text):
        plain = one_line(line)
        match = re.match(
            r"(?P<way>i samråd med|efter samråd med)\s+", plain, re.IGNORECASE
        )
        who = plain[match.end() :] if match else plain
        if not who:
            continue
        role = names.find(who)
        names.note(role)
        if not role.id:
            return Uncertainty(why="role", word=role.word)
        way = match["way"].casefold() if match else ""
        ways.append((way, role.word))
    if all(way for way, _ in ways):
        return ({OrderColumn.CONSULTS: "\n".join(f"{w} {r}" for w, r in ways)},)
    readings: tuple[RowReading, ...] = tuple(
        ({OrderColumn.CONSULTS: "\n".join(f"{way or lead} {r}" for way, r in ways)},)
        for lead in ("efter samråd med", "i samråd med")
    )
    return Uncertainty(why="consultation", readings=readings)


def reserved(names: RoleNames) -> RowReading:
    """Return the row by which the committee keeps a matter."""
    return ({OrderColumn.DELEGATE: committee_word(names)},)
