"""Read a list of what is passed on as a decision of its own: by whom, and its rows.

Such a list stands in many documents below the rows of the order. It names the number of
a row, to whom it goes, and what it limits further.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..rulebook.language.orders import OrderColumn
from ..rulebook.model.names import name_key
from .cell_text import one_line
from .columns import ColumnRole, column_role
from .front_page import DNR
from .imported import SubDelegationDecision, TakenRow
from .parts import Uncertainty, crossed
from .row_reading import OpenCell, read_cell
from .source_rows import SourceCell, SourceRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .blocks import GridSpot, OfficeTable
    from .decisions import Decisions
    from .parts import RowReading
    from .questions import Questions
    from .role_names import RoleNames, RoleWord

_PASSED = r"(?:vidaredeleg\w+|vidare delegation|subdeleg\w+)"
_BY = (
    re.compile(
        rf"(?P<who>[\w:. -]{{2,60}}?)s? (?:beslut om|beslutade om) {_PASSED}\b.*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_PASSED}(?: är)?(?: (?:beslutad|fattad))? av (?P<who>[\w: -]{{2,60}}?)"
        r"(?:[,.;(]| (?:den )?[0-9].*|$).*",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<who>[\w: -]{2,60}?) (?:har )?(?:vidaredelegera[rt]|delegera[rt] vidare)"
        r"\b.*",
        re.IGNORECASE,
    ),
)
#: How lists head the column of those to whom rows are passed on.
_RECEIVERS = frozenset(
    map(
        name_key,
        (
            *("vidaredelegerat till", "vidaredelegeras till", "vidaredelegat"),
            *("vidaredelegering till", "vidaredelegation till", "vidare till"),
            *("delegeras vidare till", "ny delegat", "subdelegat", "mottagare"),
        ),
    )
)
_DAY = re.compile(r"\b20[0-9]{2}-[0-9]{2}-[0-9]{2}\b")
HEAD = "förvaltningschef"


class PassingsOn:
    """Reads the lists of what is passed on in a document.

    Args:
        names: the words for roles.
        decisions: what a person decided.
        questions: where to ask.
    """

    def __init__(
        self, names: RoleNames, decisions: Decisions, questions: Questions
    ) -> None:
        """Take the words, the decisions and the questions."""
        self._names = names
        self._decisions = decisions
        self._questions = questions

    def heads(self) -> tuple[str, ...]:
        """Return the words of the key for heads of administration."""
        kinds = self._names.vocabulary.role_kinds
        head = self._names.find(HEAD).id
        words = (line.short for line in self._names.key.values())
        return tuple(w for w in words if head in kinds.get(self._names.find(w).id, ()))

    def read(
        self,
        table: OfficeTable,
        number: int,
        rows: Sequence[Sequence[GridSpot]],
        said: Sequence[str],
    ) -> SubDelegationDecision | None:
        """Return the decision that a table is the list of, None where that is not sure.

        Args:
            table: the table.
            number: which table of the document it is, from 1.
            rows: its rows spot by spot.
            said: the paragraphs above it.
        """
        roles = _roles(rows)
        by = self._by(number, said)
        if roles is None or by is None:
            return None
        text = " ".join(said)
        days = set(_DAY.findall(text))
        dnr = DNR.search(text)
        if not self._is_head_or_asked(by, len(rows) - 1):
            return SubDelegationDecision(by=by.word, table=number, rows=())
        taken = [
            made
            for at in range(1, len(rows))
            if any(spot.text for spot in rows[at])
            for made in self._row(_source(table, number, rows[at], at, roles))
        ]
        return SubDelegationDecision(
            by=self._names.note(by).word,
            table=number,
            rows=tuple(taken),
            adopted=days.pop() if len(days) == 1 else "",
            dnr=dnr["dnr"] if dnr else "",
        )

    def _is_head_or_asked(self, by: RoleWord, rows: int) -> bool:
        """Tell whether a role may be a head; one made of a title is asked about."""
        made = self._decisions.new_roles.get(by.id)
        if made is None or by.id in self._decisions.roles.values():
            return True
        self._questions.ask_head(by.word, HEAD, rows)
        return False

    def _by(self, number: int, said: Sequence[str]) -> RoleWord | None:
        """Return who passes on: as somebody decided, or as the document says."""
        decided = self._decisions.on(f"t{number}")
        if isinstance(decided, str) and self._names.is_known(decided):
            return self._names.find(decided)
        found: dict[str, RoleWord] = {}
        for text in said:
            for way in _BY:
                match = way.match(one_line(text))
                role = self._named(match["who"]) if match else None
                if role is not None:
                    found.setdefault(role.id, role)
        return found.popitem()[1] if len(found) == 1 else None

    def _named(self, name: str) -> RoleWord | None:
        """Return the role that a name means, in the word that the key has for it."""
        plain = name_key(name)
        for line in self._names.key.values():
            forms = {name_key(f"{line.meaning}{end}") for end in ("", "n", "en", "s")}
            if plain in forms | {name_key(line.short)}:
                word = self._names.find(line.short)
                return word if word.id else None
        role = self._names.find(name)
        return role if role.id else None

    def _row(self, row: SourceRow) -> Iterator[TakenRow]:
        """Yield the rows that a line makes; it waits where a cell is uncertain."""
        whole = f"t{row.table}r{row.line}"
        reading: RowReading | None = self._decisions.cells.get(whole)
        open_: list[OpenCell] = []
        if reading is None:
            reading = ({},)
            for cell in row.cells:
                known = self._decisions.cells.get(cell.place)
                read = known or read_cell(cell, row, self._names)
                if isinstance(read, Uncertainty):
                    open_.append(OpenCell.of(cell, read))
                elif reading is not None:
                    reading = crossed(reading, read)
        self._questions.note_decisions(row)
        lacks = reading is None or not all(
            parts.get(OrderColumn.NUMBER) and parts.get(OrderColumn.DELEGATE)
            for parts in reading
        )
        if lacks and not open_:
            text = "\n".join(cell.text for cell in row.cells)
            why = Uncertainty(why="no-number", readings=())
            open_.append(OpenCell(place=whole, heading="", text=text, uncertainty=why))
        if open_:
            self._questions.ask_row(row, open_)
            return
        for parts in reading or ():
            yield TakenRow(parts=parts, chapter=None, table=row.table, line=row.line)


def is_passing_on(rows: Sequence[Sequence[GridSpot]]) -> bool:
    """Tell whether a table has numbers of rows, and to whom they are passed on."""
    return _roles(rows) is not None


def _roles(rows: Sequence[Sequence[GridSpot]]) -> tuple[ColumnRole, ...] | None:
    """Return what the columns of a list say, None where it is no such list."""
    roles = [column_role(one_line(spot.text)) for spot in rows[0]]
    receivers = [n for n, r in enumerate(roles) if name_key(r.heading) in _RECEIVERS]
    delegates = [n for n, r in enumerate(roles) if r.column is OrderColumn.DELEGATE]
    at = receivers or delegates
    if len(at) != 1:
        return None
    roles[at[0]] = replace(roles[at[0]], column=OrderColumn.DELEGATE)
    for number, role in enumerate(roles):
        is_other = role.column is OrderColumn.DELEGATE and number != at[0]
        if is_other or role.column is OrderColumn.MATTER:
            roles[number] = replace(role, column=None)  # the row above tells it
        elif role.column is None and any(row[number].text for row in rows[1:]):
            return None
    columns = [role.column for role in roles]
    is_list = columns.count(OrderColumn.NUMBER) == 1
    return tuple(roles) if is_list else None


def _source(
    table: OfficeTable,
    number: int,
    spots: Sequence[GridSpot],
    at: int,
    roles: Sequence[ColumnRole],
) -> SourceRow:
    cells = tuple(
        SourceCell(
            text=spot.text,
            role=role,
            place=f"t{number}r{spot.row + 1}k{spot.column + 1}",
            marks=spot.marks,
            column=f"t{number}k{column + 1}",
        )
        for column, (spot, role) in enumerate(zip(spots, roles, strict=False))
        if spot.text and role.column is not None
    )
    line = at + (table.first_line or 1)
    return SourceRow(table=number, line=line, cells=cells)
