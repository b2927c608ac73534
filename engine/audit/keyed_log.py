"""Give every row of a log the key of its case, in statements that an engine runs.

A key is one number for each combination of what tells cases apart: matter, point,
whoever decided, the period in which the day lies, and the class of each fact. All rows
of one key have one answer, so that each key is answered once and joined back. A row
that cannot be read has a key below 0: that of the reason.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ..rulebook.model.problems import EngineError, Message
from ..rulebook.model.rules import Slot
from ..rulebook.model.values import ValueKind
from ..space.periods import all_days
from .fact_codes import (
    FIRST,
    MISSING,
    NO_GROUP,
    NO_VALUE,
    NONE,
    FactCodes,
    fact_codes,
    span_text,
)
from .fact_columns import NOT_OWN, own_value
from .log_entries import ColumnCodes, LogFault, LogFaults, column_codes
from .mapping import LogColumn
from .tables import SOURCE, ColumnType, SmallType, source_column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..rulebook.model.rules import Rule
    from ..rulebook.model.values import Value
    from ..space.space import Space
    from .logged_decisions import LogLayout
    from .tables import TableEngine
    from .words import LogWords

#: The keys of a log stand in numbers of at most so much.
_LARGEST_KEY = 2**62
_NUMBERS = frozenset(
    {
        ColumnType.WHOLE,
        ColumnType.SHORT_DECIMAL,
        ColumnType.DECIMAL,
        ColumnType.DOUBLE,
    }
)


class CaseKey(NamedTuple):
    """What all rows of one key have in common, in the words of the rules.

    `given` are circumstances by id, each with a value of its class as text, and `cell`
    the same with all values of the class.
    """

    matter: str
    reference: str
    decided_by: str
    on: dt.date
    legal_basis: str
    method: str
    committee: str
    given: tuple[tuple[str, str], ...]
    cell: tuple[tuple[str, str], ...] = ()


class _KeyPart(NamedTuple):
    """A part of the key: the SQL of its code, and how many codes there are."""

    name: str
    code: str
    radix: int


class KeyedLog:
    """The rows of a log with their keys, in an engine.

    Args:
        engine: has the log.
        layout: where in the log each thing stands.
        words: reads the texts of its cells.
        space: the rules that count.
        rows_at: returns the rows of orders at a point.
    """

    def __init__(
        self,
        engine: TableEngine,
        layout: LogLayout,
        words: LogWords,
        space: Space,
        rows_at: Callable[[str], Iterable[Rule]],
    ) -> None:
        """Take the log and the rules."""
        self._engine = engine
        self._layout = layout
        self._words = words
        self._space = space
        self._rows_at = rows_at
        self._types = engine.types
        self._log_faults = LogFaults()
        self._joins: list[str] = []
        self._made: list[str] = []  # what the joins give of each row
        self._faults: list[str] = []  # SQL, in the order in which a row is read
        self._checks: list[str] = []  # SQL of what is 0, or NULL for an unknown cell
        self._parts: list[_KeyPart] = []
        self._values: dict[str, Sequence[Any]] = {}
        self._classes: list[str] = []
        self._facts: tuple[FactCodes, ...] = ()
        self.days: tuple[dt.date, ...] = ()

    @property
    def is_reporting_told(self) -> bool:
        """Tell whether the log says when decisions were reported."""
        return self._layout.is_reporting_told

    def fault(self, key: tuple[int, ...]) -> LogFault:
        """Return why the rows of a key below 0 cannot be read."""
        return self._log_faults.fault(key[0])

    def make(self) -> None:
        """Read what occurs in the log, and key its rows: `log_keys` has them.

        That table has `row_number`, the parts of the key (`key_0` and, where one
        number does not hold them, `key_1`), `day` (the number of the day in `days`),
        `of_month` (202603) and, where the log tells it, `reported`, the ordinal of the
        day on which it was reported, 0 for never. `key_0` is below 0 where the row
        cannot be read, and NULL where the engine does not know why.
        """
        cells = ", ".join(("row_number", *self._cell_columns()))
        self._engine.view("log_cells", f"SELECT {cells} FROM {SOURCE}")  # noqa: S608 - quoted
        if self._engine.has_faults:
            self._read_row_faults()
        self._read_day_column()
        self._read_column(
            LogColumn.DECIDED_BY, self._words.decider, Message.of("log/decider-missing")
        )
        subjects = self._read_subjects()
        self._group_subjects(subjects)
        if self.is_reporting_told:
            self._read_report_column()
        for number, codes in enumerate(self._facts):
            self._read_fact(number, codes, list(subjects))
        for column in (LogColumn.LEGAL_BASIS, LogColumn.METHOD):
            if column in self._layout.columns:
                self._read_column(column, partial(self._words.plain, column))
        self._key()

    # the columns of the log -----------------------------------------------------------

    def _cell_columns(self) -> Iterator[str]:
        """Yield the SQL of each column that is read, and no other."""
        if self._engine.has_faults:
            yield "row_fault"
        columns = self._layout.columns
        for column in (LogColumn.DAY, LogColumn.REPORTED_ON):
            if column in columns:
                at = columns[column]
                is_day = self._type(at) is ColumnType.DAY
                day = f"CAST({source_column(at)} AS DATE)"
                yield f"{day if is_day else self._text(at)} AS {column.value}"
        for column in (
            LogColumn.MATTER,
            LogColumn.REFERENCE,
            LogColumn.COMMITTEE,
            LogColumn.DECIDED_BY,
            LogColumn.LEGAL_BASIS,
            LogColumn.METHOD,
        ):
            if column in columns:
                yield f"{self._text(columns[column])} AS {column.value}"
        for number, at in enumerate(self._layout.facts.values()):
            yield f"{self._text(at)} AS fact_{number}"
            if self._type(at) in _NUMBERS:
                yield f"{source_column(at)} AS number_{number}"

    def _type(self, at: int) -> ColumnType:
        return self._types[at]

    def _heading(self, column: LogColumn) -> str:
        return self._layout.headings[self._layout.columns[column]]

    def _text(self, at: int) -> str:
        """Return the SQL of a cell as text."""
        column = source_column(at)
        match self._type(at):
            case ColumnType.TEXT:
                return column  # what is blank the dictionaries know
            case ColumnType.BOOL:
                return f"CASE WHEN {column} THEN 'ja' WHEN NOT {column} THEN 'nej' END"
            case _:
                return f"CAST({column} AS VARCHAR)"

    def _entries(self, column: str) -> list[tuple[Any, ...]]:
        """Return each thing that stands in a column, once, in order."""
        return sorted(
            self._engine.rows(
                f"SELECT DISTINCT {column} FROM log_cells WHERE {column} IS NOT NULL"  # noqa: S608 - our name
            )
        )

    # dictionaries ---------------------------------------------------------------------

    def _read_column(
        self,
        column: LogColumn,
        read: Callable[[str], str],
        empty: Message | None = None,
    ) -> ColumnCodes:
        """Make what stands in a column a part of the key, and return its codes."""
        name, heading = column.value, self._heading(column)
        entries = self._entries(name)
        codes = column_codes(entries, read, self._log_faults, heading, empty)
        columns = (("entry", SmallType.TEXT), ("code", SmallType.WHOLE))
        self._engine.put(f"d_{name}", columns, codes.rows)
        self._joins.append(f"LEFT JOIN d_{name} ON l.{name} = d_{name}.entry")
        missing = self._log_faults.code(empty, heading) if empty else 0
        self._add(name, codes.values, missing)
        return codes

    def _add(self, name: str, values: Sequence[Any], missing: int) -> None:
        """Make a column whose dictionary is joined a part of the key."""
        self._made.append(
            f"CASE WHEN l.{name} IS NULL THEN {missing} ELSE d_{name}.code END"
            f" AS {name}"
        )
        self._faults.append(f"WHEN f.{name} < 0 THEN f.{name}")
        self._values[name] = values
        self._parts.append(_KeyPart(name, f"f.{name}", len(values)))

    def _read_row_faults(self) -> None:
        """Read why rows are not taken apart."""
        rows = [
            (text, self._log_faults.code(Message.of(text)))
            for (text,) in self._entries("row_fault")
        ]
        columns = (("entry", SmallType.TEXT), ("code", SmallType.WHOLE))
        self._engine.put("d_row_fault", columns, rows)
        self._joins.append("LEFT JOIN d_row_fault ON l.row_fault = d_row_fault.entry")
        self._made.append("d_row_fault.code AS row_fault")
        self._faults.append("WHEN f.row_fault < 0 THEN f.row_fault")

    # days -----------------------------------------------------------------------------

    def _read_days(self, column: LogColumn) -> list[tuple[str, dt.date | None, int]]:
        """Return what stands in a column of days: each with its day or its fault."""
        read: list[tuple[str, dt.date | None, int]] = []
        for (entry,) in self._entries(column.value):
            if not isinstance(entry, str):
                read.append((entry.isoformat(), entry, 0))
            elif not entry.strip():
                read.append((entry, None, 0))
            else:
                try:
                    read.append((entry, self._words.day(entry), 0))
                except EngineError as error:
                    heading = self._heading(column)
                    code = self._log_faults.code(error.message, heading)
                    read.append((entry, None, code))
        return read

    def _join_days(
        self, column: LogColumn, rows: Iterable[Sequence[object]], *more: str
    ) -> None:
        is_day = self._type(self._layout.columns[column]) is ColumnType.DAY
        name = f"d_{column.value}"
        entry = ("entry", SmallType.DAY if is_day else SmallType.TEXT)
        self._engine.put(name, [entry, *((m, SmallType.WHOLE) for m in more)], rows)
        self._joins.append(f"LEFT JOIN {name} ON l.{column.value} = {name}.entry")

    def _read_day_column(self) -> None:
        """Number the days, and the periods between days on which something changes."""
        column = LogColumn.DAY
        empty = Message.of("log/day-missing")
        missing = self._log_faults.code(empty, self._heading(column))
        read = self._read_days(column)
        breaks = all_days(self._space.jurisdiction)
        self.days = tuple(sorted({day for _, day, _ in read if day}))
        periods: dict[int, int] = {}
        firsts: list[dt.date | None] = [None]
        numbers: dict[dt.date, tuple[int, int]] = {}
        for number, day in enumerate(self.days):
            at = bisect_right(breaks, day.toordinal())
            if at not in periods:
                periods[at] = len(firsts)
                firsts.append(day)
            numbers[day] = number, periods[at]
        rows: list[tuple[object, ...]] = [
            (
                entry,
                *numbers[day],
                day.toordinal(),
                day.year,
                day.year * 100 + day.month,
            )
            if day
            else (entry, None, fault or missing, None, None, None)
            for entry, day, fault in read
        ]
        more = ("code", "period", "since", "of_year", "of_month")
        self._join_days(column, rows, *more)
        self._made += [
            "d_day.code AS day",
            "d_day.of_month",
            "d_day.since",
            f"CASE WHEN l.day IS NULL THEN {missing} ELSE d_day.period END AS period",
        ]
        self._faults.append("WHEN f.period < 0 THEN f.period")
        self._values["period"] = firsts
        self._parts.append(_KeyPart("period", "f.period", len(firsts)))

    def _read_report_column(self) -> None:
        """Read when decisions were reported, and refuse what was so before its day."""
        column = LogColumn.REPORTED_ON
        heading = self._heading(column)
        rows: list[tuple[object, ...]] = []
        for entry, day, fault in self._read_days(column):
            early = Message.of("log/reported-before", day=day) if day else None
            before = self._log_faults.code(early, heading) if early else 0
            rows.append((entry, day.toordinal() if day else fault, before))
        self._join_days(column, rows, "since", "early")
        reported = "d_reported_on.since"
        self._made += [
            f"CASE WHEN l.reported_on IS NULL THEN 0 ELSE {reported} END AS reported",
            "d_reported_on.early",
        ]
        self._faults += [
            "WHEN f.reported < 0 THEN f.reported",
            "WHEN f.reported > 0 AND f.reported < f.since THEN f.early",
        ]
        self._checks.append("0 * f.reported")

    # matters and points ---------------------------------------------------------------

    def _read_subjects(self) -> dict[str, ColumnCodes]:
        """Return what the texts of matters and points mean, not joined yet."""
        columns, words, faults = self._layout.columns, self._words, self._log_faults
        numbers = {"": 0}
        if LogColumn.COMMITTEE in columns:
            read = self._read_column(LogColumn.COMMITTEE, words.committee)
            numbers |= dict(read.rows)
        made = {}
        if LogColumn.MATTER in columns:
            heading = self._heading(LogColumn.MATTER)
            entries = self._entries("matter")
            made["matter"] = column_codes(entries, words.matter, faults, heading)
        if LogColumn.REFERENCE in columns:
            heading = self._heading(LogColumn.REFERENCE)
            committees = self._values.get("committee", ("",))
            made["reference"] = column_codes(
                self._points(numbers),
                lambda text, number: words.reference(text, committees[number] or ""),
                faults,
                heading,
            )
        return made

    def _points(self, committees: dict[str, int]) -> list[tuple[str, int]]:
        """Return each point that occurs, with the codes of the committees beside it.

        A number is of that committee's order; what is beside no committee that is known
        is not read.
        """
        if LogColumn.COMMITTEE not in self._layout.columns:
            return [(text, 0) for (text,) in self._entries("reference")]
        rows = self._engine.rows(
            "SELECT DISTINCT reference, COALESCE(committee, '') FROM log_cells"
            " WHERE reference IS NOT NULL"
        )
        pairs = {(text, committees.get(name, -1)) for text, name in rows}
        return sorted(pair for pair in pairs if pair[1] >= 0)

    def _join_subject(self, name: str, codes: ColumnCodes, groups: list[str]) -> None:
        """Join the texts of matters or points, with the groups that they are of."""
        of = [("of_committee", SmallType.WHOLE)] if name == "reference" else []
        columns = [(part, SmallType.WHOLE) for part in ("code", *groups)]
        table = f"d_{name}"
        self._engine.put(table, [("entry", SmallType.TEXT), *of, *columns], codes.rows)
        join = f"LEFT JOIN {table} ON l.{name} = {table}.entry"
        if of and LogColumn.COMMITTEE in self._layout.columns:
            join += (
                " AND CASE WHEN l.committee IS NULL THEN 0 ELSE d_committee.code END"
                f" = {table}.of_committee"
            )
        self._joins.append(join)
        self._add(name, codes.values, 0)

    def _matter_at(self, reference: str) -> str:
        """Return the matter that a point tells, empty where it tells several."""
        scopes = (row.scope_of.get(Slot.MATTER, ()) for row in self._rows_at(reference))
        found = {matter for scope in scopes for matter in scope}
        return next(iter(found)) if len(found) == 1 else ""

    # facts ----------------------------------------------------------------------------

    def _group_subjects(self, subjects: dict[str, ColumnCodes]) -> None:
        """Join matters and points, with the classes that their rules ask for."""
        meant = {
            name: [
                self._matter_at(value or "") if name == "reference" else value or ""
                for value in made.values
            ]
            for name, made in subjects.items()
        }
        years = sorted({day.year for day in self.days})
        matters = {matter for listed in meant.values() for matter in listed} - {""}
        self._facts = fact_codes(self._space, self._layout.facts, matters, years)
        groups = [f"group_{number}" for number in range(len(self._facts))]
        for name, made in subjects.items():
            rows = [
                (*row, *self._groups(meant[name][row[-1]] if row[-1] > 0 else ""))
                for row in made.rows
            ]
            self._join_subject(name, made._replace(rows=rows), groups)
        unnamed = " AND ".join(f"f.{name} = 0" for name in subjects)
        fault = self._log_faults.code(*self._no_subject(subjects))
        self._faults.append(f"WHEN {unnamed} THEN {fault}")

    def _no_subject(self, subjects: Iterable[str]) -> tuple[Message, str]:
        """Return why a row cannot be read that names neither matter nor point."""
        last = LogColumn(list(subjects)[-1])
        return Message.of("log/subject-missing"), self._heading(last)

    def _groups(self, matter: str) -> Iterator[int]:
        """Yield the group of a matter for each fact."""
        for codes in self._facts:
            yield codes.group_of.get(matter, NO_GROUP)

    def _read_fact(self, number: int, codes: FactCodes, subjects: list[str]) -> None:
        """Make a fact a part of the key."""
        group = f"d_{subjects[-1]}.group_{number}"
        if len(subjects) > 1:  # the matter counts where the row tells it
            first = subjects[0]
            group = (
                f"CASE WHEN d_{first}.code > 0 THEN d_{first}.group_{number}"
                f" ELSE {group} END"
            )
        self._made.append(f"{self._fact_value(number, codes)} AS value_{number}")
        self._made.append(f"{group} AS group_{number}")
        if codes.kind.is_ordered:
            within = self._class(number, codes)
        else:
            within = f"{FIRST} + f.value_{number}"
        code = (
            f"CASE WHEN f.value_{number} IS NULL OR f.group_{number} < 0"
            f" OR f.group_{number} IS NULL THEN {MISSING}"
            f" WHEN f.value_{number} = {NO_VALUE} THEN {NONE} ELSE {within} END"
        )
        self._values[f"fact_{number}"] = ()
        self._parts.append(_KeyPart(f"fact_{number}", code, codes.radix))

    def _class(self, number: int, codes: FactCodes) -> str:
        """Join the limits of each group to the rows; return the SQL of the code."""
        name = f"d_class_{number}"
        most = max(map(len, codes.groups), default=0)
        cuts = [f"cut_{place}" for place in range(most)]
        if not cuts:
            return str(FIRST)
        rows = [
            (group, *own, *(None,) * (most - len(own)))
            for group, own in enumerate(codes.groups)
        ]
        columns = ("in_group", *cuts)
        self._engine.put(name, [(each, SmallType.WHOLE) for each in columns], rows)
        self._classes.append(f"LEFT JOIN {name} ON f.group_{number} = {name}.in_group")
        above = (
            f"CASE WHEN f.value_{number} >= {name}.{cut} THEN 1 ELSE 0 END"
            for cut in cuts
        )
        return f"{FIRST} + {' + '.join(above)}"

    def _fact_value(self, number: int, codes: FactCodes) -> str:
        """Return the SQL of a value, NULL where it is missing or cannot be read.

        What an engine does not read itself is read by the words of the rules, once for
        each text that occurs, and for amounts once for each year.
        """
        at = self._layout.facts[codes.circumstance]
        column = f"l.fact_{number}"
        own, is_own = NOT_OWN
        if not self._words.has_values(codes.circumstance):  # else each text is asked
            own, is_own = own_value(
                codes.kind, self._type(at), column, f"l.number_{number}"
            )
        is_yearly = codes.kind is ValueKind.MONEY
        rows = self._read_texts(number, codes, is_own, is_yearly=is_yearly)
        if not rows:
            return own
        name = f"d_fact_{number}"
        columns = ("of_year", "code", "fault")
        self._engine.put(
            name,
            [("entry", SmallType.TEXT), *((each, SmallType.WHOLE) for each in columns)],
            rows,
        )
        join = f"LEFT JOIN {name} ON {column} = {name}.entry"
        self._joins.append(
            f"{join} AND d_day.of_year = {name}.of_year" if is_yearly else join
        )
        fault = f"CASE WHEN {column} IS NULL OR {is_own} THEN 0 ELSE {name}.fault END"
        self._made.append(f"{fault} AS fault_{number}")
        self._faults.append(f"WHEN f.fault_{number} < 0 THEN f.fault_{number}")
        self._checks.append(f"f.fault_{number}")
        return f"CASE WHEN {is_own} THEN {own} ELSE {name}.code END"

    def _read_texts(
        self, number: int, codes: FactCodes, is_own: str, *, is_yearly: bool
    ) -> list[tuple[str, int, int | None, int]]:
        """Return what the texts mean that an engine does not read itself."""
        column = f"l.fact_{number}"
        at = self._layout.facts[codes.circumstance]
        heading = self._layout.headings[at]
        query = f"SELECT DISTINCT {column}"
        query += ", d_day.of_year" if is_yearly else ", 0"
        query += " FROM log_cells l"
        query += " JOIN d_day ON l.day = d_day.entry" if is_yearly else ""
        cell = f"l.number_{number}" if self._type(at) in _NUMBERS else column
        query += f" WHERE {cell} IS NOT NULL AND NOT ({is_own})"
        query += " AND d_day.of_year IS NOT NULL" if is_yearly else ""
        rows: list[tuple[str, int, int | None, int]] = []
        for text, year in sorted(self._engine.rows(query)):
            on = dt.date(year or 2000, 1, 1)
            if not text.strip():
                rows.append((text, year, None, 0))
                continue
            try:
                _, value = self._words.fact(codes.circumstance, text, on)
            except EngineError as error:
                fault = self._log_faults.code(error.message, heading)
                rows.append((text, year, None, fault))
            else:
                rows.append((text, year, self._number(value, codes), 0))
        return rows

    def _number(self, value: Value, codes: FactCodes) -> int:
        """Return a value as the number by which tables have it."""
        if value is None:
            return NO_VALUE
        if codes.kind.is_ordered:
            return int(value)
        return codes.values.index(value)

    # the key --------------------------------------------------------------------------

    def _key(self) -> None:
        """Key the rows.

        What is added to the key is 0 or, for a cell that no dictionary has, NULL.
        """
        numbers = self._numbers()
        faults = " ".join(self._faults)
        keys = [
            f"CASE {faults} ELSE {' + '.join((_mixed(parts), *checks))} END"
            for parts, checks in zip(
                numbers, (self._checks, *[()] * len(numbers)), strict=False
            )
        ]
        told = ["row_number", "day", "of_month"]
        told += ["reported"] if self.is_reporting_told else []
        inner = (
            f"SELECT {', '.join(('l.row_number', *self._made))} FROM log_cells l"  # noqa: S608 - our names
            f" {' '.join(self._joins)}"
        )
        made = [f"{key} AS key_{number}" for number, key in enumerate(keys)]
        statement = (
            f"SELECT {', '.join((*(f'f.{name}' for name in told), *made))}"  # noqa: S608 - our names
            f" FROM ({inner}) f {' '.join(self._classes)}"
        )
        if len(keys) > 1:  # a row without one of them has none
            later = self.key_columns[1:]
            missing = " OR ".join(f"k.{name} IS NULL" for name in later)
            first = f"CASE WHEN {missing} THEN NULL ELSE k.key_0 END AS key_0"
            listed = ", ".join((*(f"k.{name}" for name in (*told, *later)), first))
            statement = f"SELECT {listed} FROM ({statement}) k"  # noqa: S608 - our names
        self._engine.keep("log_keys", statement)

    def _numbers(self) -> list[list[_KeyPart]]:
        """Return the parts of the key by the numbers that hold them."""
        numbers: list[list[_KeyPart]] = [[]]
        size = 1
        for part in self._parts:
            size *= part.radix
            if size > _LARGEST_KEY:
                numbers.append([])
                size = part.radix
            numbers[-1].append(part)
        return numbers

    @property
    def key_columns(self) -> list[str]:
        """The columns of the key."""
        return [f"key_{number}" for number in range(len(self._numbers()))]

    def cases(self) -> list[tuple[tuple[int, ...], CaseKey | LogFault | None]]:
        """Return each key that occurs, and what its rows have in common.

        That is a fault of keys below 0, and nothing of rows without a key. Those that
        can be read come first.
        """
        columns = ", ".join(self.key_columns)
        rows = self._engine.rows(f"SELECT DISTINCT {columns} FROM log_keys")  # noqa: S608 - our names
        read = sorted(key for key in rows if key[0] is not None and key[0] >= 0)
        faults = sorted(key for key in rows if key[0] is not None and key[0] < 0)
        cases: list[tuple[tuple[int, ...], CaseKey | LogFault | None]] = []
        cases += [(key, self._case(key)) for key in read]
        cases += [(key, self.fault(key)) for key in reversed(faults)]
        cases += [(key, None) for key in rows if key[0] is None][:1]
        return cases

    def _case(self, key: tuple[int, ...]) -> CaseKey:
        """Return what a key stands for."""
        codes: dict[str, int] = {}
        for number, parts in zip(key, self._numbers(), strict=True):
            left = number
            for part in parts:
                left, codes[part.name] = divmod(left, part.radix)
        said = {
            name: values[codes[name]]
            for name, values in self._values.items()
            if values and codes[name]
        }
        matter = said.get("matter") or self._matter_at(said.get("reference", ""))
        given, cell = [], []
        for number, fact in enumerate(self._facts):
            code = codes[f"fact_{number}"]
            if code != MISSING:
                group = fact.group_of[matter]
                given.append((fact.circumstance, fact.text(code, group)))
                cell.append((fact.circumstance, span_text(fact, code, group)))
        return CaseKey(
            matter=said.get("matter", ""),
            reference=said.get("reference", ""),
            decided_by=said["decided_by"],
            on=said["period"],
            legal_basis=said.get("legal_basis", ""),
            method=said.get("method", ""),
            committee=said.get("committee", ""),
            given=tuple(given),
            cell=tuple(cell),
        )


def month_number(day: dt.date) -> int:
    """Return the month of a day as one number: 202603."""
    return day.year * 100 + day.month


def _mixed(parts: Iterable[_KeyPart]) -> str:
    """Return the SQL of one number of which the codes of parts can be told again."""
    weight = 1
    terms = []
    for part in parts:
        terms.append(f"CAST({part.code} AS BIGINT) * {weight}")
        weight *= part.radix
    return " + ".join(terms)
