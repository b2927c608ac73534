"""Join what was found of each case back to the rows of its log, and count."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from .keyed_log import CaseKey
from .log_text import LogRow, value_text
from .logged_decisions import LoggedDecision, UnreadRow
from .mapping import LogColumn
from .reporting import ReportingDuty, last_day_to_report
from .tables import SOURCE, SmallType, source_column
from .verdicts import VERDICTS, AuditVerdict

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..answers.answer import Note
    from ..rulebook.model.problems import Message
    from ..space.entitlements import Entitlement
    from .keyed_log import KeyedLog
    from .logged_decisions import LogLayout
    from .tables import TableEngine

_NUMBER_OF = {verdict: number for number, verdict in enumerate(VERDICTS)}
#: The duty of what is no decision, and of what need not be reported.
_EXECUTION, _NO_DUTY = -2, -1


@record
class CaseFinding:
    """What the rules say of all decisions of one key.

    Attributes:
        verdict: what a check of one such decision says, reporting aside.
        names: what the sentence of the verdict names: ids of roles or circumstances,
            points, provisions.
        matter: the id of the matter; empty where the row could not be read.
        committee: the id of the committee whose order it is; empty for none.
        point: the point by which its rows are counted: that of the answer, or the one
            that the log names; empty for none.
        points: the points by which whoever decided may, or anybody may.
        rules: the ids of the rules behind the answer.
        cites: the ids of their passages.
        duty: when such decisions are reported; None where they need not be.
        is_execution: whether there is nothing to decide, and nothing to report.
        doubts: what the answer says of itself by which nobody may act on it alone.
        doubt: what whoever decided may only as a kind of role, perhaps of another
            administration.
        message: why the row could not be read or examined.
        heading: of the column at fault, where it is one.
    """

    verdict: AuditVerdict
    names: tuple[str, ...] = ()
    matter: str = ""
    committee: str = ""
    point: str = ""
    points: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    duty: ReportingDuty | None = None
    is_execution: bool = False
    doubts: tuple[Note, ...] = ()
    doubt: Entitlement | None = None
    message: Message | None = None
    heading: str = ""


class AuditCase(NamedTuple):
    """A case of a log: its number, what its rows have in common, what is found of it.

    Rows that could not be read have a case without a key, one for each reason.
    """

    number: int
    finding: CaseFinding
    key: CaseKey | None = None


class CaseCount(NamedTuple):
    """How many rows of a case have a verdict in a month (202603, None for no day)."""

    case: int
    verdict: AuditVerdict
    month: int | None
    rows: int


class JudgedRow(NamedTuple):
    """A row of a log with its case and its verdict, and what is only told of it.

    `told` are the number that the log has for the decision, where it has one, and what
    columns say that the mapping keeps.
    """

    row: int
    case: int
    verdict: AuditVerdict
    day: dt.date | None
    told: tuple[str, ...] = ()


class JudgedLog:
    """The rows of a log with their verdicts, in an engine.

    Args:
        engine: has the log.
        keyed: its rows with their keys.
        layout: where in the log each thing stands.
    """

    def __init__(self, engine: TableEngine, keyed: KeyedLog, layout: LogLayout) -> None:
        """Take the log with its keys."""
        self._engine = engine
        self._keyed = keyed
        self._layout = layout
        self._has_unread = False
        self._has_deadlines = False
        self.cases: list[AuditCase] = []

    def judge(
        self,
        find: Callable[[CaseKey], CaseFinding],
        read: Callable[[LogRow], LoggedDecision | UnreadRow],
        meetings: Mapping[str, Sequence[dt.date]],
        as_of: dt.date,
        tell: Callable[[int, int], None],
    ) -> None:
        """Answer each case once, and join the verdicts back: `log_verdicts` has them.

        Args:
            find: answers what all rows of a key have in common.
            read: reads a row that the engine could not read.
            meetings: the days on which committees meet.
            as_of: the day up to which the log tells what was reported.
            tell: is told how many of how many cases are answered.
        """
        keys = self._keyed.key_columns
        duties: dict[ReportingDuty, int] = {}
        rows: list[tuple[int, ...]] = []
        occurring = self._keyed.cases()
        for key, case in occurring:
            tell(len(self.cases), len(occurring))
            if case is None:  # the engine does not know why it cannot read some rows
                self._put_unread(find, read, duties)
                continue
            if isinstance(case, CaseKey):
                found = find(case)
                number = self._add(found, case)
            else:
                found = _unreadable(*case)
                number = self._add(found)
            duty = _duty_number(found, duties)
            rows.append((*key, number, _NUMBER_OF[found.verdict], duty))
        columns = (*keys, "case_number", "verdict", "duty")
        self._engine.put(
            "log_cases", [(name, SmallType.WHOLE) for name in columns], rows
        )
        self._put_deadlines(duties, meetings)
        self._engine.view("log_verdicts", self._statement(as_of))

    def _add(self, finding: CaseFinding, key: CaseKey | None = None) -> int:
        number = len(self.cases)
        self.cases.append(AuditCase(number, finding, key))
        return number

    # rows that the engine could not read ----------------------------------------------

    def _put_unread(
        self,
        find: Callable[[CaseKey], CaseFinding],
        read: Callable[[LogRow], LoggedDecision | UnreadRow],
        duties: dict[ReportingDuty, int],
    ) -> None:
        """Give each row without a key a case: why it cannot be read.

        What our own reader reads after all is answered for itself.
        """
        self._has_unread = True
        cases: dict[CaseFinding, int] = {}
        rows: list[tuple[int, ...]] = []
        for row in self._unread():
            made = read(row)
            if isinstance(made, UnreadRow):
                found = _unreadable(made.message, made.heading)
                number = cases.get(found, -1)
                if number < 0:
                    number = cases[found] = self._add(found)
            else:
                key = case_key(made)
                found = find(key)
                number = self._add(found, key)
            duty = _duty_number(found, duties)
            rows.append((row.number, number, _NUMBER_OF[found.verdict], duty))
        columns = ("row_number", "case_number", "verdict", "duty")
        self._engine.put(
            "log_unread", [(name, SmallType.WHOLE) for name in columns], rows
        )

    def _unread(self) -> Iterator[LogRow]:
        """Yield the rows without a key as they stand in the log."""
        layout = self._layout
        places = sorted(layout.read)
        columns = ", ".join(f"s.{source_column(at)}" for at in places)
        fault = "s.row_fault" if self._engine.has_faults else "NULL"
        listed = self._engine.rows(
            f"SELECT s.row_number, {fault}, {columns} FROM {SOURCE} s"  # noqa: S608 - our names
            " JOIN log_keys k ON s.row_number = k.row_number WHERE k.key_0 IS NULL"
            " ORDER BY s.row_number"
        )
        for number, own, *values in listed:
            cells = [""] * len(layout.headings)
            for at, value in zip(places, values, strict=True):
                cells[at] = value_text(value)
            yield LogRow(number, tuple(cells), own or "")

    # reporting ------------------------------------------------------------------------

    def _put_deadlines(
        self,
        duties: Mapping[ReportingDuty, int],
        meetings: Mapping[str, Sequence[dt.date]],
    ) -> None:
        """Make the table of the last days on which decisions of a day are reported."""
        if not self._keyed.is_reporting_told:
            return
        days = self._keyed.days
        rows = [
            (number * len(days) + place, last.toordinal())
            for duty, number in duties.items()
            for place, day in enumerate(days)
            if (
                last := last_day_to_report(
                    duty.notification, day, meetings.get(duty.told_to, ())
                )
            )
        ]
        self._has_deadlines = bool(rows)
        if rows:
            columns = ("duty_on_day", "last_day")
            self._engine.put(
                "log_deadlines", [(name, SmallType.WHOLE) for name in columns], rows
            )

    # verdicts -------------------------------------------------------------------------

    def _statement(self, as_of: dt.date) -> str:
        """Return the query of every row with its case and its verdict."""
        joined = " AND ".join(f"k.{n} = c.{n}" for n in self._keyed.key_columns)
        joins = [f"LEFT JOIN log_cases c ON {joined}"]
        case, found, duty = "c.case_number", "c.verdict", "c.duty"
        if self._has_unread:
            joins.append("LEFT JOIN log_unread u ON u.row_number = k.row_number")
            case, found, duty = (
                f"COALESCE({name}, u.{name[2:]})" for name in (case, found, duty)
            )
        verdict = found
        if self._keyed.is_reporting_told:
            no_decision = _NUMBER_OF[AuditVerdict.REPORTED_NO_DECISION]
            verdict = (
                f"CASE WHEN {duty} = {_EXECUTION} AND k.reported > 0 THEN {no_decision}"
            )
            if self._has_deadlines:
                joins.append(
                    f"LEFT JOIN log_deadlines d ON {duty} * {len(self._keyed.days)}"
                    " + k.day = d.duty_on_day"
                )
                verdict += (
                    f" WHEN {found} = {_NUMBER_OF[AuditVerdict.IN_ORDER]}"
                    f" AND {duty} >= 0 AND d.last_day"
                    f" < CASE WHEN k.reported > 0 THEN k.reported"
                    f" ELSE {as_of.toordinal()} END"
                    f" THEN {_NUMBER_OF[AuditVerdict.NOT_REPORTED]}"
                )
            verdict += f" ELSE {found} END"
        return (
            "SELECT k.row_number, k.day, k.of_month,"  # noqa: S608 - our names
            f" {case} AS case_number, {verdict} AS verdict"
            f" FROM log_keys k {' '.join(joins)}"
        )

    def counts(self) -> list[CaseCount]:
        """Return how many rows each case has, by verdict and month."""
        rows = self._engine.rows(
            "SELECT case_number, verdict, of_month, COUNT(*) FROM log_verdicts"
            " GROUP BY case_number, verdict, of_month"
        )
        return [
            CaseCount(case, VERDICTS[verdict], month, number)
            for case, verdict, month, number in sorted(rows, key=str)
        ]

    def rows_with(self, verdicts: Iterable[AuditVerdict], most: int) -> list[JudgedRow]:
        """Return the first rows with some verdicts, the worst verdict first."""
        numbers = ", ".join(str(_NUMBER_OF[verdict]) for verdict in verdicts)
        rows = self._judged(
            f"WHERE verdict IN ({numbers}) ORDER BY verdict, row_number LIMIT {most}"
        )
        return sorted(rows, key=lambda row: (_NUMBER_OF[row.verdict], row.row))

    def row(self, number: int) -> JudgedRow | None:
        """Return one row, None where the log has none with that number."""
        rows = self._judged(f"WHERE row_number = {number}")
        return rows[0] if rows else None

    def sample(self, count: int, seed: int) -> list[JudgedRow]:
        """Return rows chosen by chance: the same for the same log, count and seed."""
        ((total,),) = self._engine.rows("SELECT COUNT(*) FROM log_keys")
        places = random.Random(seed).sample(range(total), min(count, total))  # noqa: S311 - to be told again
        if not places:
            return []
        listed = ", ".join(str(place + 1) for place in places)
        rows = self._engine.rows(
            "SELECT row_number FROM (SELECT row_number,"  # noqa: S608 - numbers
            " ROW_NUMBER() OVER (ORDER BY row_number) AS place FROM log_keys) p"
            f" WHERE place IN ({listed})"
        )
        numbers = ", ".join(str(number) for (number,) in rows)
        return self._judged(f"WHERE row_number IN ({numbers}) ORDER BY row_number")

    def _judged(self, which: str) -> list[JudgedRow]:
        return self._rows_of("log_verdicts", which)

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days that occur in the log, in order."""
        return self._keyed.days

    @property
    def told(self) -> tuple[str, ...]:
        """The headings of the columns that are only told."""
        return tuple(self._layout.headings[at] for at in self._told)

    @property
    def _told(self) -> tuple[int, ...]:
        number = self._layout.columns.get(LogColumn.NUMBER)
        own = () if number is None else (number,)
        return tuple(dict.fromkeys((*own, *self._layout.keep.values())))

    def _rows_of(self, table: str, which: str) -> list[JudgedRow]:
        days = self._keyed.days
        query = f"SELECT row_number, case_number, verdict, day FROM {table} {which}"  # noqa: S608 - our own
        if self._told:
            told = ", ".join(f"s.{source_column(at)}" for at in self._told)
            query = (
                f"SELECT v.*, {told} FROM ({query}) v JOIN {SOURCE} s"  # noqa: S608 - our own
                " ON s.row_number = v.row_number"
            )
        rows = [
            JudgedRow(
                row,
                case,
                VERDICTS[verdict],
                None if day is None else days[day],
                tuple(map(value_text, told)),
            )
            for row, case, verdict, day, *told in self._engine.rows(query)
        ]
        return sorted(rows, key=lambda row: row.row)

    def all_rows(self, at_once: int = 100_000) -> Iterator[JudgedRow]:
        """Yield every row, in the order of the log."""
        self._engine.keep("log_result", "SELECT * FROM log_verdicts")
        last = 0
        while rows := self._rows_of(
            "log_result",
            f"WHERE row_number > {last} ORDER BY row_number LIMIT {at_once}",
        ):
            yield from rows
            last = rows[-1].row

    def write(self, texts: Iterable[Sequence[object]], path: Path) -> None:
        """Write every row to a file of Parquet.

        Args:
            texts: for each case and each verdict its number, that of the verdict and
                what is told of it, in the columns of `RESULT_COLUMNS`.
            path: the file.
        """
        columns = [
            ("case_number", SmallType.WHOLE),
            ("verdict_number", SmallType.WHOLE),
            *((name, SmallType.TEXT) for name in RESULT_COLUMNS),
        ]
        self._engine.put("log_texts", columns, texts)
        days = [
            (number, day.isoformat()) for number, day in enumerate(self._keyed.days)
        ]
        dated = (("number", SmallType.WHOLE), ("on_day", SmallType.DAY))
        self._engine.put("log_days", dated, days)
        said = [
            f's.{source_column(at)} AS "{heading.replace(chr(34), chr(34) * 2)}"'
            for at, heading in zip(self._told, self.told, strict=True)
        ]
        said += [f"t.{name}" for name in RESULT_COLUMNS]
        source = (
            f" JOIN {SOURCE} s ON s.row_number = v.row_number" if self._told else ""
        )
        self._engine.write(
            f'SELECT v.row_number AS "row", d.on_day AS "day", {", ".join(said)}'  # noqa: S608 - our names
            " FROM log_verdicts v JOIN log_texts t ON t.case_number = v.case_number"
            f" AND t.verdict_number = v.verdict{source}"
            " LEFT JOIN log_days d ON d.number = v.day ORDER BY v.row_number",
            path,
        )


#: What the result of an audit tells of each row, besides its number.
RESULT_COLUMNS = (
    "verdict",
    "reason",
    "matter",
    "committee",
    "points",
    "decided_by",
    "rules",
    "passages",
)


def _unreadable(message: Message, heading: str) -> CaseFinding:
    """Return what is said of rows that cannot be read."""
    return CaseFinding(
        verdict=AuditVerdict.UNREADABLE, message=message, heading=heading
    )


def _duty_number(finding: CaseFinding, duties: dict[ReportingDuty, int]) -> int:
    """Return the number of the duty to report decisions of a case."""
    if finding.is_execution:
        return _EXECUTION
    if finding.duty is None:
        return _NO_DUTY
    return duties.setdefault(finding.duty, len(duties))


def case_key(decision: LoggedDecision) -> CaseKey:
    """Return a decision as the case that it is by itself."""
    return CaseKey(
        matter=decision.matter,
        reference=decision.reference,
        decided_by=decision.decided_by,
        on=decision.on,
        legal_basis=decision.legal_basis,
        method=decision.method,
        committee=decision.committee,
        given=decision.given,
    )
