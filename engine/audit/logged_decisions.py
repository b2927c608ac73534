"""Read a log into decisions, one for each row, or the reason why a row is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import record
from ..rulebook.model.names import name_key
from ..rulebook.model.problems import EngineError, Message, nearest_one
from .mapping import LogColumn, LogMapping, mapping_by_headings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from ..rulebook.model.packs import Jurisdiction
    from .log_text import LogRow, LogTable
    from .words import LogWords


@record
class LoggedDecision:
    """A decision as a row of a log has it, in the words of the rules.

    Attributes:
        row: its number; the headings are row 1, as a spreadsheet counts.
        number: what the log calls the decision, as a case number; empty for nothing.
        matter: the id of the matter; empty where the point alone tells it.
        reference: the point of the order, with its committee; empty for none.
        committee: the id of the committee; empty where the log does not say.
        decided_by: the id of the role or the post that decided.
        on: the day of the decision.
        reported_on: the day on which it was reported; None where it was not, or where
            the log has no such column.
        legal_basis: the provisions that the log names.
        method: how it was decided; empty where the log does not say.
        given: the circumstances that the log tells, by id, as text that the engine
            reads. What is missing in the log is missing here.
        kept: what columns say that are only told, by heading.
    """

    row: int
    decided_by: str
    on: dt.date
    number: str = ""
    matter: str = ""
    reference: str = ""
    committee: str = ""
    reported_on: dt.date | None = None
    legal_basis: str = ""
    method: str = ""
    given: tuple[tuple[str, str], ...] = ()
    kept: tuple[tuple[str, str], ...] = ()


@record
class UnreadRow:
    """A row of a log that is no decision that can be judged, and why.

    `heading` names the column at fault, empty where it is the row as a whole.
    """

    row: int
    message: Message
    heading: str = ""


@record
class LogLayout:
    """Where in the rows of a log each thing stands, by the number of its column."""

    columns: Mapping[LogColumn, int]
    facts: Mapping[str, int]
    keep: Mapping[str, int]
    headings: tuple[str, ...]

    @property
    def read(self) -> frozenset[int]:
        """The numbers of the columns that are read; nothing is read of the others."""
        parts = (self.columns, self.facts, self.keep)
        return frozenset(at for part in parts for at in part.values())

    @property
    def is_reporting_told(self) -> bool:
        """Tell whether the log says when decisions were reported."""
        return LogColumn.REPORTED_ON in self.columns


def log_layout(
    headings: Sequence[str],
    mapping: LogMapping | None,
    jurisdiction: Jurisdiction,
    name: str,
) -> LogLayout:
    """Return where each thing stands that a mapping names.

    Args:
        headings: those of the log.
        mapping: what the columns say; None to go by the headings alone.
        jurisdiction: whose circumstances headings may name.
        name: how errors name the log.

    Raises:
        EngineError: the log lacks a column, or has two of one heading that count, or
            nothing tells the day, who decided, or what.
    """
    chosen = mapping or LogMapping()
    if not (chosen.columns or chosen.facts):
        found = mapping_by_headings(headings, jurisdiction)
        chosen = LogMapping(columns=found.columns, facts=found.facts, keep=chosen.keep)
    places = _Places(headings, name)
    layout = LogLayout(
        columns={column: places.of(h) for column, h in chosen.columns.items()},
        facts={id_: places.of(heading) for id_, heading in chosen.facts.items()},
        keep={heading: places.of(heading) for heading in chosen.keep},
        headings=tuple(headings),
    )
    for wanted in (LogColumn.DAY, LogColumn.DECIDED_BY):
        if wanted not in layout.columns:
            raise EngineError(
                Message.of("log/no-column", path=name, column=wanted.value)
            )
    if not layout.columns.keys() & {LogColumn.MATTER, LogColumn.REFERENCE}:
        raise EngineError(Message.of("log/no-subject", path=name))
    return layout


class _Places:
    """Finds columns by their headings."""

    def __init__(self, headings: Sequence[str], name: str) -> None:
        self._headings = [name_key(heading) for heading in headings]
        self._shown = headings
        self._name = name

    def of(self, heading: str) -> int:
        """Return the number of the column with a heading.

        Raises:
            EngineError: there is none, or there are two.
        """
        key = name_key(heading)
        match self._headings.count(key):
            case 0:
                near = nearest_one(heading, self._shown)
                code = "log/no-heading"
                raise EngineError(
                    Message.of(code, path=self._name, heading=heading, near=near)
                )
            case 1:
                return self._headings.index(key)
            case _:
                message = Message.of(
                    "log/same-heading", path=self._name, heading=heading
                )
                raise EngineError(message)


def logged_decisions(
    table: LogTable, layout: LogLayout, words: LogWords
) -> Iterator[LoggedDecision | UnreadRow]:
    """Yield each row of a log that is not blank, in order: none is lost.

    Args:
        table: the log.
        layout: where in a row each thing stands.
        words: reads the cells.
    """
    for row in table.rows:
        yield logged_decision(row, layout, words)


def logged_decision(
    row: LogRow, layout: LogLayout, words: LogWords
) -> LoggedDecision | UnreadRow:
    """Return a row of a log as a decision, or why it is none."""
    if row.fault:
        return UnreadRow(row=row.number, message=Message.of(row.fault))
    return _CellReading(row, layout, words).decision()


class _CellReading:
    """Reads one row."""

    def __init__(self, row: LogRow, layout: LogLayout, words: LogWords) -> None:
        self._row = row
        self._layout = layout
        self._words = words
        self._at = -1

    def decision(self) -> LoggedDecision | UnreadRow:
        """Return the decision, or what the first cell is that cannot be read."""
        try:
            return self._decision()
        except EngineError as error:
            heading = self._layout.headings[self._at] if self._at >= 0 else ""
            return UnreadRow(
                row=self._row.number, message=error.message, heading=heading
            )

    def _decision(self) -> LoggedDecision:
        words = self._words
        day = self._text(LogColumn.DAY)
        if not day:
            raise EngineError(Message.of("log/day-missing"))
        on = words.day(day)
        by = self._text(LogColumn.DECIDED_BY)
        if not by:
            raise EngineError(Message.of("log/decider-missing"))
        decided_by = words.decider(by)
        text = self._text(LogColumn.COMMITTEE)
        committee = words.committee(text) if text else ""
        text = self._text(LogColumn.MATTER)
        matter = words.matter(text) if text else ""
        text = self._text(LogColumn.REFERENCE)
        reference = words.reference(text, committee) if text else ""
        if not matter and not reference:
            raise EngineError(Message.of("log/subject-missing"))
        text = self._text(LogColumn.REPORTED_ON)
        reported = words.day(text) if text else None
        if reported and reported < on:
            raise EngineError(Message.of("log/reported-before", day=reported))
        given = []
        for circumstance, at in self._layout.facts.items():
            text = self._cell(at)
            if text:
                meant, _ = words.fact(circumstance, text, on)
                given.append((circumstance, meant))
        kept = [(heading, self._cell(at)) for heading, at in self._layout.keep.items()]
        return LoggedDecision(
            row=self._row.number,
            number=self._text(LogColumn.NUMBER),
            matter=matter,
            reference=reference,
            committee=committee,
            decided_by=decided_by,
            on=on,
            reported_on=reported,
            legal_basis=self._plain(LogColumn.LEGAL_BASIS),
            method=self._plain(LogColumn.METHOD),
            given=tuple(sorted(given)),
            kept=tuple(kept),
        )

    def _plain(self, column: LogColumn) -> str:
        text = self._text(column)
        return self._words.plain(column, text) if text else ""

    def _text(self, column: LogColumn) -> str:
        """Return what stands in a column, empty where the log has none."""
        at = self._layout.columns.get(column)
        return "" if at is None else self._cell(at)

    def _cell(self, at: int) -> str:
        self._at = at
        return self._row.cells[at].strip()
