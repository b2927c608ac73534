"""Collect what of a document is not certain: an entry of the review for each cell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ..rulebook.language.orders import OrderColumn, column_name
from ..rulebook.model.names import name_key
from ..rulebook.model.values import date_in
from .cell_text import one_line
from .decisions import NEW_ROLE, slug
from .imported import TakenRow
from .review import Doubted, ReviewEntry
from .role_names import EMPLOYEE, kind_of, word_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .blocks import OfficeTable
    from .columns import ColumnRole
    from .decisions import Decisions
    from .review import Offer
    from .role_names import RoleNames
    from .row_reading import OpenCell
    from .source_rows import SourceRow

_LONGEST_TITLE, _LONGEST_TEXT = 80, 1_000
_ROWS_SHOWN = 4
#: The decision that a table has the columns of the one above, or is taken after all.
AS_ABOVE, TAKE = "som ovan", "ta med"
#: What an entry is about, by the form of its id.
_KINDS = (
    (re.compile("role-.+"), Doubted.ROLE),
    (re.compile("t[0-9]+"), Doubted.TABLE),
    (re.compile("t[0-9]+k[0-9]+"), Doubted.COLUMN),
    (re.compile("t[0-9]+r[0-9]+[a-zåäö]?"), Doubted.ROW),
    (re.compile("t[0-9]+r[0-9]+k[0-9]+[a-zåäö]?"), Doubted.CELL),
    (re.compile("p[0-9]+"), Doubted.PARAGRAPH),
    (re.compile("committee"), Doubted.COMMITTEE),
)


class Questions:
    """The entries of a review, in the order in which they were met.

    `waiting` counts the rows of the document that wait for a decision, `left_out` those
    that somebody decided to leave out.
    """

    def __init__(self, decisions: Decisions, names: RoleNames) -> None:
        """Take what was decided, and the words for roles."""
        self._decisions = decisions
        self._names = names
        self._entries: dict[str, ReviewEntry] = {}
        self._role_ids: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        for id_, word in decisions.texts.items():
            if id_.startswith("role-"):
                self._role_ids[word_key(word)] = id_
        self.waiting = 0
        self.left_out = 0

    @property
    def entries(self) -> tuple[ReviewEntry, ...]:
        """The entries, decided or not."""
        return tuple(self._entries.values())

    def _add(self, entry: ReviewEntry) -> None:
        self._entries[entry.id] = entry

    def ask_committee(self, title: str, offers: Sequence[str]) -> None:
        """Ask whose order it is."""
        self._add(
            ReviewEntry(
                id="committee",
                kind=Doubted.COMMITTEE,
                why="committee",
                text=title,
                offers=tuple(offers),
            )
        )

    def ask_day(self, text: str, offers: Sequence[str]) -> str | None:
        """Ask from when the order holds; return the day that somebody decided on.

        Nothing decided is None; that it holds from its adoption is an empty text.
        """
        decision = self._decisions.on("from")
        day = None
        if decision == ():
            day = ""
        elif isinstance(decision, str) and date_in(decision):
            day = decision
        self._add(
            ReviewEntry(
                id="from",
                kind=Doubted.PARAGRAPH,
                why="in-force",
                text=text[:_LONGEST_TEXT],
                offers=(*offers, ()),
                decision=None if day is None else decision,
            )
        )
        return day

    # rows -----------------------------------------------------------------------------

    def ask_row(self, row: SourceRow, open_cells: Iterable[OpenCell]) -> None:
        """Ask about the cells of a row that are uncertain; the row waits."""
        self.waiting += 1
        title = row_title(row)
        for cell in open_cells:
            uncertain = cell.uncertainty
            if uncertain.why == "role":
                for word in self._unknown_words(cell.text, uncertain.word):
                    self._ask_role(word, title)
                continue
            known = self._entries.get(cell.place)
            rows = (*known.rows, title) if known else (title,)
            offers = uncertain.readings
            self._add(
                ReviewEntry(
                    id=cell.place,
                    kind=Doubted.CELL if cell.heading else Doubted.ROW,
                    why=uncertain.why,
                    table=row.table,
                    line=row.line,
                    column=cell.heading,
                    text=cell.text,
                    word=uncertain.word,
                    offers=offers if () in offers else (*offers, ()),
                    rows=tuple(dict.fromkeys(rows)),
                )
            )

    def _unknown_words(self, text: str, word: str) -> tuple[str, ...]:
        """Return the words of a cell that are no known role, the first one first."""
        pieces = re.split(r"[,;/\n]|\beller\b|\boch\b|\bsamt\b", text)
        others = (self._names.find(piece.strip(" .")) for piece in pieces)
        unknown = (o for o in others if word_key(o.word) in self._names.unknown)
        return tuple(dict.fromkeys((word, *(o.word for o in unknown))))

    def _ask_role(self, word: str, title: str) -> None:
        """Ask what a word for a role means, once for all rows that it stands in."""
        found = self._names.find(word)
        id_ = self._role_id(word)
        known = self._entries.get(id_)
        if known is not None:
            rows = tuple(dict.fromkeys((*known.rows, title)))
            self._entries[id_] = replace(known, rows=rows)
            return
        kinds = dict.fromkeys((kind_of(found.meaning), EMPLOYEE))
        is_explained = name_key(found.meaning) != name_key(word)
        self._add(
            ReviewEntry(
                id=id_,
                kind=Doubted.ROLE,
                why="role",
                text=word,
                word=found.meaning if is_explained else "",
                offers=(*found.offered, *(f"{NEW_ROLE}: {kind}" for kind in kinds)),
                rows=(title,),
            )
        )

    def ask_head(self, word: str, kind: str, rows: int) -> None:
        """Ask whether whoever passes rows on is a head of administration; they wait.

        Args:
            word: the word for whoever does.
            kind: what a head of administration is called.
            rows: how many rows wait.
        """
        self._ask_role(word, "")
        id_ = self._role_id(word)
        offers = (f"{NEW_ROLE}: {kind}", *self._entries[id_].offers)
        self._entries[id_] = replace(self._entries[id_], offers=offers, rows=())
        self.waiting += rows

    def _role_id(self, word: str) -> str:
        """Return what tells the entry on a word from all others."""
        key = word_key(word)
        if key not in self._role_ids:
            short = f"role-{slug(word)}"
            taken = set(self._role_ids.values())
            id_ = short
            while id_ in taken:
                self._counts[short] += 1
                id_ = f"{short}-{self._counts[short] + 1}"
            self._role_ids[key] = id_
        return self._role_ids[key]

    def note_decisions(self, row: SourceRow) -> None:
        """List the decisions that a row rests on among the entries."""
        whole = row_place(row)
        for id_ in (whole, *(cell.place for cell in row.cells)):
            decision = self._decisions.cells.get(id_)
            if decision is None:
                continue
            cell = next((c for c in row.cells if c.place == id_), None)
            self._add(
                ReviewEntry(
                    id=id_,
                    kind=Doubted.ROW if cell is None else Doubted.CELL,
                    why="decided",
                    table=row.table,
                    line=row.line,
                    column="" if cell is None else cell.role.heading,
                    text=self._decisions.texts.get(id_, ""),
                    decision=decision,
                )
            )

    def note_roles(self) -> None:
        """List the words for roles that somebody decided on among the entries."""
        for id_, word in self._decisions.texts.items():
            decision = self._decisions.on(id_)
            is_used = self._decisions.roles.get(word_key(word))
            if id_.startswith("role-") and decision is not None and is_used:
                self._add(
                    ReviewEntry(
                        id=id_,
                        kind=Doubted.ROLE,
                        why="decided",
                        text=word,
                        decision=decision,
                    )
                )

    def note_others(self) -> None:
        """List the decisions that nothing has come to yet among the entries.

        So none is lost while their rows wait for something else.
        """
        for id_, text in self._decisions.texts.items():
            decision = self._decisions.on(id_)
            kind = _kind(id_)
            if decision is None or kind is None or id_ in self._entries:
                continue
            self._add(
                ReviewEntry(
                    id=id_, kind=kind, why="decided", text=text, decision=decision
                )
            )

    # tables and paragraphs ------------------------------------------------------------

    def ask_table(
        self, table: OfficeTable, number: int, why: str, offers: tuple[Offer, ...]
    ) -> None:
        """Ask what the rows of a whole table are; what was decided stands there."""
        decision = self._decisions.on(f"t{number}")
        rows = table.rows[:_ROWS_SHOWN]
        text = "\n".join(" | ".join(one_line(c.text) for c in row) for row in rows)
        self._add(
            ReviewEntry(
                id=f"t{number}",
                kind=Doubted.TABLE,
                why=why,
                table=number,
                text=text[:_LONGEST_TEXT],
                offers=offers,
                decision=decision,
            )
        )
        has_header = why != "table"
        count = max(len(table.rows) - has_header, 1)
        if decision is None:
            self.waiting += count
        elif decision == ():
            self.left_out += count

    def ask_column(
        self, place: str, role: ColumnRole, number: int, cells: Sequence[str]
    ) -> bool:
        """Ask what a column says; return whether that is still open."""
        offers: list[Offer] = [column_name(column) for column in role.offered]
        for column in (OrderColumn.NOTE, OrderColumn.CONDITIONS):
            if column_name(column) not in offers:
                offers.append(column_name(column))
        is_open = role.column is None and not role.is_ignored
        self._add(
            ReviewEntry(
                id=place,
                kind=Doubted.COLUMN,
                why="column",
                table=number,
                column=role.heading,
                text=role.heading or " | ".join(cells[:5]),
                offers=(*offers, ()),
                decision=None if is_open else self._decisions.on(place),
            )
        )
        return is_open

    def wait_for_columns(self, row: SourceRow, places: Iterable[str]) -> None:
        """Let a row wait for what columns say."""
        self.waiting += 1
        for place in places:
            entry = self._entries[place]
            self._entries[place] = replace(entry, rows=(*entry.rows, row_title(row)))

    def ask_paragraph(self, text: str) -> tuple[TakenRow, ...]:
        """Ask about a paragraph that seems to give somebody something.

        Return the rows that somebody decided it makes.
        """
        count = sum(entry.kind is Doubted.PARAGRAPH for entry in self.entries)
        id_ = f"p{count + 1}"
        decision = self._decisions.cells.get(id_)
        self._add(
            ReviewEntry(
                id=id_,
                kind=Doubted.PARAGRAPH,
                why="paragraph",
                text=text,
                offers=((),),
                decision=decision,
            )
        )
        if decision is None:
            self.waiting += 1
        return tuple(
            TakenRow(parts=parts, chapter=None, table=0, line=0)
            for parts in decision or ()
        )


def _kind(id_: str) -> Doubted | None:
    """Return what an entry is about, None where no entry has such an id."""
    kinds = (kind for pattern, kind in _KINDS if pattern.fullmatch(id_))
    return next(kinds, None)


def row_place(row: SourceRow) -> str:
    """Return what tells a row from all others of the document."""
    return f"t{row.table}r{row.line}{row.letter}"


def row_title(row: SourceRow) -> str:
    """Return the number and the matter of a row, in short."""
    parts = (row.text(OrderColumn.NUMBER), one_line(row.text(OrderColumn.MATTER)))
    return " ".join(filter(None, parts))[:_LONGEST_TITLE]
