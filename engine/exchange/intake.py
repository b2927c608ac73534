"""Make an order of a document: whose it is, its key, its rows, and what is not certain.

INVARIANT: what is written without a question is certain. A row of which any cell is
uncertain waits, whole, until somebody decides.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..rulebook.language.orders import OrderColumn
from ..rulebook.model.clauses import Relation
from ..rulebook.model.names import name_key
from .decisions import NEW_ROLE, Decisions
from .document_key import document_key
from .footnotes import footnotes
from .front_page import FrontPage
from .imported import ImportedOrder, KeyLine, TakenRow
from .matters import matter, refused
from .parts import Uncertainty
from .questions import Questions, row_place
from .relative_delegates import RESPECTIVE, is_relative
from .review import NOTHING_DECIDED
from .role_names import RoleNames, word_key
from .row_reading import OpenCell, RowResult, read_row
from .source_rows import Chapter, SourceRow
from .sub_cases import sub_rows
from .table_intake import TableIntake

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..rulebook.model.vocabulary import Vocabulary
    from .blocks import OfficeDocument
    from .parts import Parts
    from .review import ReviewDecisions
    from .role_names import Abbreviation

#: As long as a word of the key may be.
_LONGEST_WORD = 100
_MARK = "DEL"
_WORDS = re.compile(r"[/,;:()\n]|\beller\b")


def imported_order(
    document: OfficeDocument,
    vocabulary: Vocabulary,
    *,
    committee: str = "",
    name: str = "",
    decisions: ReviewDecisions = NOTHING_DECIDED,
) -> ImportedOrder:
    """Return what a document says as an order of ours.

    Args:
        document: the blocks of the document.
        vocabulary: the words of the municipality, or of law alone.
        committee: the id of the role whose order it is; found in the document where
            it is empty.
        name: the title where the document has none.
        decisions: what a person decided on cells that were not certain.
    """
    key = document_key(document)
    decided = Decisions(decisions, vocabulary, key)
    page = FrontPage(document, vocabulary)
    new = page.committee_name()
    whose = committee or decided.committee(new) or page.committee()
    names = RoleNames(vocabulary, key, whose, decided.roles, decided.new_role)
    questions = Questions(decided, names)
    tables = TableIntake(document, decided, questions, names)
    title = page.title() or name
    if not whose:
        offers = (f"{NEW_ROLE}: nämnd",) if new else ()
        questions.ask_committee(title, (*offers, *page.committees()))
    intake = _RowIntake(
        names,
        decided,
        questions,
        notes=footnotes(document),
        is_monthly=page.is_mark_monthly(),
    )
    rows = intake.rows(list(tables.items()))
    for passing in tables.passed_on:
        for made in passing.rows:
            intake.keep_words(made.parts)
    questions.note_roles()
    day, doubted = page.in_force(), page.doubted_days()
    if doubted:
        day = questions.ask_day(doubted, page.days()) or ""
    questions.note_others()
    lines = tuple(_key_lines(key, names))
    used = {line.role for line in lines} | {*decided.roles.values(), whose}
    return ImportedOrder(
        committee=whose,
        title=title,
        adopted=page.adopted(),
        in_force=day,
        until="" if doubted else page.until(),
        dnr=page.dnr(),
        is_draft=page.is_draft(),
        clauses={
            **({"lowest_level": "yes"} if tables.is_lowest else {}),
            **page.clauses(),
        },
        key=lines,
        rows=tuple(rows),
        entries=questions.entries,
        waiting=questions.waiting,
        left_out=questions.left_out,
        new_roles=tuple(r for r in decided.new_roles.values() if r.id in used),
        skipped=tuple(tables.skipped),
        unread=tuple(tables.unread),
        passed_on=tuple(p for p in tables.passed_on if p.rows),
    )


class _RowIntake:
    """Rows on their way from a document to our table."""

    def __init__(
        self,
        names: RoleNames,
        decisions: Decisions,
        questions: Questions,
        *,
        notes: Mapping[str, str],
        is_monthly: bool,
    ) -> None:
        self._notes = notes
        self._names = names
        self._decisions = decisions
        self._questions = questions
        self._mark = "månadsvis" if is_monthly else _MARK
        self._shared: set[str] = set()

    def rows(self, items: Iterable[Chapter | SourceRow | TakenRow]) -> list[TakenRow]:
        """Return the rows that are certain; the others are asked about."""
        listed = list(items)
        self._shared = _shared_titles(listed)
        taken: list[TakenRow] = []
        rows = [
            each if isinstance(each, TakenRow) else row
            for each in listed
            if not isinstance(each, Chapter)
            for row in ((each,) if isinstance(each, TakenRow) else self._parts(each))
        ]
        cells = (r.text(OrderColumn.DELEGATE) for r in rows if isinstance(r, SourceRow))
        words = (word.strip(" .") for cell in cells for word in _WORDS.split(cell))
        self._names.learn(filter(None, words))
        refusals = dict(_refusals(rows))
        for row in rows:
            if isinstance(row, TakenRow):
                taken.append(row)
            else:
                taken += self._read(row, refusals)
        for made in taken:
            self.keep_words(made.parts)
        return taken

    def _parts(self, row: SourceRow) -> Iterable[SourceRow]:
        return sub_rows(self._told(row))

    def _read(self, row: SourceRow, refusals: Mapping[str, str]) -> Iterator[TakenRow]:
        result = read_row(row, self._names, self._decisions.cells)
        if row_place(row) not in self._decisions.cells:
            for parts in result.rows:
                self.keep_words(parts)
            result = _beside_refusal(row, result, refusals)
        self._questions.note_decisions(row)
        if result.open_cells:
            self._questions.ask_row(row, result.open_cells)
            return
        granted = [parts for parts in result.rows if OrderColumn.DELEGATE in parts]
        if not result.rows:
            self._questions.left_out += 1
        for parts in granted:
            chapter = self._named(row.chapter)
            yield TakenRow(parts=parts, chapter=chapter, table=row.table, line=row.line)

    def _named(self, chapter: Chapter | None) -> Chapter | None:
        """Return a chapter that has its own title, else with those above it."""
        if chapter is None or name_key(chapter.text) not in self._shared:
            return chapter
        return replace(chapter, text=" – ".join(chapter.path))

    def _told(self, row: SourceRow) -> SourceRow:
        """Return a row whose mark for what is reported says when that is."""
        cells = tuple(
            replace(cell, text=self._mark)
            if cell.role.column is OrderColumn.NOTIFICATION
            and _MARK in {cell.role.heading, cell.text}
            and name_key(cell.text) in {name_key(_MARK), "x"}
            else cell
            for cell in row.cells
        )
        return replace(row, cells=cells, notes=self._notes)

    def keep_words(self, parts: Parts) -> None:
        """Keep the words for roles of a row for the key of the order."""
        for column in (OrderColumn.DELEGATE, OrderColumn.SUBSTITUTE):
            for word in re.split(r"[/,;:\n]", parts.get(column, "")):
                plain = word.strip().removeprefix(f"{RESPECTIVE} ")
                found = self._names.find(plain)
                if found.id and not is_relative(plain):
                    self._names.note(found)
        for line in parts.get(OrderColumn.CONSULTS, "").split("\n"):
            found = self._names.find(line.partition(" samråd med ")[2])
            if found.id:
                self._names.note(found)


def _refusals(rows: Iterable[SourceRow | TakenRow]) -> Iterator[tuple[str, str]]:
    """Yield what rows refuse by their names, each with who does."""
    for row in rows:
        if isinstance(row, SourceRow):
            read = matter(row.text(OrderColumn.MATTER), row.parent)
            for parts in () if isinstance(read, Uncertainty) else read:
                if name_key(parts.get(OrderColumn.OUTCOME, "")) == "avslag":
                    who = row.text(OrderColumn.DELEGATE)
                    yield refused(parts[OrderColumn.MATTER]), name_key(who)


def _beside_refusal(
    row: SourceRow, result: RowResult, refusals: Mapping[str, str]
) -> RowResult:
    """Return what a row says; where another row has what it refuses, that is asked.

    It may then be on granting alone, and whoever grants may be no one to refuse.
    """
    doubted = [
        parts
        for parts in result.rows
        if OrderColumn.OUTCOME not in parts
        and parts.get(OrderColumn.KIND) != "V"
        and refusals.get(refused(parts.get(OrderColumn.MATTER, "")))
        not in {None, name_key(row.text(OrderColumn.DELEGATE))}
    ]
    if not doubted:
        return result
    granted = tuple(
        {**parts, OrderColumn.OUTCOME: "bifall"} if parts in doubted else parts
        for parts in result.rows
    )
    text = "\n".join(cell.text for cell in row.cells if cell.text)
    why = Uncertainty(why="outcome", readings=(granted, result.rows))
    cell = OpenCell(place=row_place(row), heading="", text=text, uncertainty=why)
    return RowResult(open_cells=(cell,))


def _shared_titles(items: Iterable[Chapter | SourceRow | TakenRow]) -> set[str]:
    """Return the titles that several chapters have: their paths tell them apart."""
    paths: dict[str, set[tuple[str, ...]]] = {}
    for item in items:
        chapter = item if isinstance(item, Chapter) else item.chapter
        if chapter is not None:
            paths.setdefault(name_key(chapter.text), set()).add(chapter.path)
    return {title for title, those in paths.items() if len(those) > 1}


def _key_lines(key: Iterable[Abbreviation], names: RoleNames) -> Iterator[KeyLine]:
    """Yield the words for roles of the order, with whom the document sets above.

    Several words may stand for one role: all of them are then on the same terms.
    """
    words = {short: word for short, word in names.used.items() if word.id}
    for line in key:
        found = names.find(line.short)
        if found.id:
            words.setdefault(word_key(line.short), found)
    known = {short: word.word for short, word in words.items()}
    terms: dict[str, Abbreviation] = {}
    for short, word in words.items():
        own = names.key.get(short)
        if own is not None and (own.superior or own.substitutes):
            terms.setdefault(word.id, own)
    for word in words.values():
        if len(word.word) > _LONGEST_WORD:
            continue
        own = terms.get(word.id)
        steps = () if own is None else own.substitutes
        yield KeyLine(
            word=word.word,
            role=word.id,
            superior="" if own is None else known.get(word_key(own.superior), ""),
            substitutes=tuple(
                known[word_key(step)] for step in steps if word_key(step) in known
            ),
            relation=Relation.OWN_AREA.value if word.is_own_area else "",
        )
