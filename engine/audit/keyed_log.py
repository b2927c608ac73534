"""Give every row of a log the key of its case, in statements that an engine runs.

A key is one number for each combination of what tells cases apart: matter, point,
whoever decided, the period in which the day lies, and the class of each fact. All rows
of one key have one answer, so that each key is answered once and joined back.
"""

from __future__ import annotations

import datetime as dt
import itertools
from bisect import bisect_right
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ..rulebook.model.problems import EngineError
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

#: Stands between a committee and a number of its order, and in no cell.
_BETWEEN = "\t"
#: The keys of a log stand in numbers of at most so much.
_LARGEST_KEY = 2**62
_NUMBERS = frozenset({ColumnType.WHOLE, ColumnType.DECIMAL, ColumnType.DOUBLE})
#: How texts look that an engine reads itself, and what one is in the units of values;
#: all others are read once each by the words of the rules.
_SPACED = "([0-9]{1,13}|[0-9]{1,3}([ \u00a0][0-9]{3}){1,4})"
_PLAIN = {
    ValueKind.MONEY: (f"^-?{_SPACED}([.,][0-9]{{1,2}})?( ?kr)?$", "DECIMAL(18,2)", 100),
    ValueKind.DECIMAL: (
        "^-?[0-9]{1,9}([.,]([0-9]{1,2}|[0-9]{4}))?$",
        "DECIMAL(18,4)",
        10_000,
    ),
    ValueKind.NUMBER: ("^-?[0-9]{1,15}$", "BIGINT", 1),
}


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


class _TextCodes(NamedTuple):
    """What the texts of a column mean: a code for each, and the value of each code."""

    rows: list[tuple[Any, ...]]
    values: list[Any]


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
        self._joins: list[str] = []
        self._bad: list[str] = []
        self._parts: list[_KeyPart] = []
        self._values: dict[str, Sequence[Any]] = {}
        self._made: list[str] = []
        self._classes: list[str] = []
        self._facts: tuple[FactCodes, ...] = ()
        self.days: tuple[dt.date, ...] = ()

    @property
    def is_reporting_told(self) -> bool:
        """Tell whether the log says when decisions were reported."""
        return self._layout.is_reporting_told

    def make(self) -> None:
        """Read what occurs in the log, and key its rows: `log_keys` has them.

        That table has `row_number`, the parts of the key (`key_0` and, where one
        number does not hold them, `key_1`; NULL where the row cannot be read), `day`
        (the number of the day in `days`), `of_month` (202603) and, where the log tells
        it, `reported`, the ordinal of the day on which it was reported, 0 for never.
        """
        cells = ", ".join(("row_number", *self._cell_columns()))
        engine = self._engine
        engine.view("log_cells", f"SELECT {cells} FROM {SOURCE}")  # noqa: S608 - quoted
        if engine.has_faults:
            self._bad.append("l.row_fault IS NOT NULL")
        self._read_day_column()
        subjects = self._read_subjects()
        self._read_column(LogColumn.DECIDED_BY, self._words.decider)
        self._bad.append("COALESCE(d_decided_by.code, 0) = 0")
        for column in (LogColumn.LEGAL_BASIS, LogColumn.METHOD):
            if column in self._layout.columns:
                self._read_column(column, partial(self._words.plain, column))
        if self.is_reporting_told:
            self._read_report_column()
        self._read_facts(subjects)
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
            LogColumn.COMMITTEE,
            LogColumn.DECIDED_BY,
            LogColumn.LEGAL_BASIS,
            LogColumn.METHOD,
        ):
            if column in columns:
                yield f"{self._text(columns[column])} AS {column.value}"
        if LogColumn.REFERENCE in columns:
            point = self._text(columns[LogColumn.REFERENCE])
            if LogColumn.COMMITTEE in columns:  # a number is of that committee's order
                committee = self._text(columns[LogColumn.COMMITTEE])
                point = f"CONCAT(COALESCE({committee}, ''), '{_BETWEEN}', {point})"
                given = self._text(columns[LogColumn.REFERENCE])
                point = f"CASE WHEN {given} IS NOT NULL THEN {point} END"
            yield f"{point} AS reference"
        for number, at in enumerate(self._layout.facts.values()):
            yield f"{self._text(at)} AS fact_{number}"
            if self._type(at) in _NUMBERS:
                yield f"{source_column(at)} AS number_{number}"

    def _type(self, at: int) -> ColumnType:
        return self._types[at]

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

    def _entries(self, column: str) -> list[Any]:
        """Return each thing that stands in a column, once, in order."""
        rows = self._engine.rows(
            f"SELECT DISTINCT {column} FROM log_cells WHERE {column} IS NOT NULL"  # noqa: S608 - our name
        )
        return sorted(row[0] for row in rows)

    # dictionaries ---------------------------------------------------------------------

    def _dictionary(
        self, column: str, read: Callable[[str], Any], values: Iterable[Any] = ()
    ) -> _TextCodes:
        """Return what the texts of a column mean; those that mean nothing are left out.

        The code 0 is that of an empty text.
        """
        known: list[Any] = [None, *values]
        numbers = {value: number for number, value in enumerate(known)}
        rows: list[tuple[Any, ...]] = []
        for text in self._entries(column):
            value = None
            if text.strip():
                try:
                    value = read(text) or None
                except EngineError:
                    continue
            if value not in numbers:
                numbers[value] = len(known)
                known.append(value)
            rows.append((text, numbers[value]))
        return _TextCodes(rows, known)

    def _join(self, column: str, rows: Iterable[Sequence[object]], *more: str) -> None:
        """Make the table of a dictionary, and join it to the rows."""
        name = f"d_{column}"
        columns = [(part, SmallType.WHOLE) for part in ("code", *more)]
        self._engine.put(name, [("entry", SmallType.TEXT), *columns], rows)
        self._joins.append(f"LEFT JOIN {name} ON l.{column} = {name}.entry")
        self._bad.append(f"(l.{column} IS NOT NULL AND {name}.code IS NULL)")

    def _add(self, name: str, values: Sequence[Any], code: str = "") -> None:
        """Make the values of a column a part of the key."""
        self._values[name] = values
        code = code or f"COALESCE(d_{name}.code, 0)"
        self._parts.append(_KeyPart(name, code, len(values)))

    def _read_column(self, column: LogColumn, read: Callable[[str], Any]) -> None:
        made = self._dictionary(column.value, read)
        self._join(column.value, made.rows)
        self._add(column.value, made.values)

    # days -----------------------------------------------------------------------------

    def _read_days(self, column: LogColumn) -> list[tuple[object, dt.date | None]]:
        """Return what stands in a column of days, each with its day, None for empty."""
        read: list[tuple[object, dt.date | None]] = []
        for entry in self._entries(column.value):
            if not isinstance(entry, str):
                read.append((entry.isoformat(), entry))
            elif not entry.strip():
                read.append((entry, None))
            else:
                with suppress(EngineError):
                    read.append((entry, self._words.day(entry)))
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
        read = [(entry, day) for entry, day in self._read_days(LogColumn.DAY) if day]
        breaks = all_days(self._space.jurisdiction)
        self.days = tuple(sorted({day for _, day in read}))
        periods: dict[int, int] = {}
        firsts: list[dt.date | None] = [None]
        numbers: dict[dt.date, tuple[int, int]] = {}
        for number, day in enumerate(self.days):
            at = bisect_right(breaks, day.toordinal())
            if at not in periods:
                periods[at] = len(firsts)
                firsts.append(day)
            numbers[day] = number, periods[at]
        rows = [
            (
                entry,
                *numbers[day],
                day.toordinal(),
                day.year,
                day.year * 100 + day.month,
            )
            for entry, day in read
        ]
        more = ("code", "period", "since", "of_year", "of_month")
        self._join_days(LogColumn.DAY, rows, *more)
        self._bad.append("d_day.code IS NULL")
        self._add("period", firsts, "COALESCE(d_day.period, 0)")

    def _read_report_column(self) -> None:
        column = LogColumn.REPORTED_ON
        rows = [
            (e, day.toordinal() if day else 0) for e, day in self._read_days(column)
        ]
        self._join_days(column, rows, "since")
        self._bad += [
            "(l.reported_on IS NOT NULL AND d_reported_on.since IS NULL)",
            "d_reported_on.since BETWEEN 1 AND d_day.since - 1",
        ]

    # matters and points ---------------------------------------------------------------

    def _read_subjects(self) -> dict[str, _TextCodes]:
        """Return what the texts of matters and points mean, not joined yet."""
        columns, words = self._layout.columns, self._words
        if LogColumn.COMMITTEE in columns:
            self._read_column(LogColumn.COMMITTEE, words.committee)
        made = {}
        if LogColumn.MATTER in columns:
            made["matter"] = self._dictionary("matter", words.matter)
        if LogColumn.REFERENCE in columns:
            made["reference"] = self._dictionary("reference", self._point)
        return made

    def _point(self, text: str) -> str:
        """Return a point as orders cite it, by the committee that stands before it."""
        committee, mark, number = text.partition(_BETWEEN)
        if not mark:
            return self._words.reference(text, "")
        if not number.strip():
            return ""
        id_ = self._words.committee(committee) if committee.strip() else ""
        return self._words.reference(number, id_)

    def _matter_at(self, reference: str) -> str:
        """Return the matter that a point tells, empty where it tells several."""
        scopes = (row.scope_of.get(Slot.MATTER, ()) for row in self._rows_at(reference))
        found = {matter for scope in scopes for matter in scope}
        return next(iter(found)) if len(found) == 1 else ""

    # facts ----------------------------------------------------------------------------

    def _read_facts(self, subjects: dict[str, _TextCodes]) -> None:
        """Number the facts by the classes that the rules of each matter ask for."""
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
            rows = [(*row, *self._groups(meant[name][row[1]])) for row in made.rows]
            self._join(name, rows, *groups)
            self._add(name, made.values)
        named = [f"COALESCE(d_{name}.code, 0) = 0" for name in subjects]
        self._bad.append(f"({' AND '.join(named)})")
        for number, codes in enumerate(self._facts):
            self._read_fact(number, codes, list(subjects))

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
                f"CASE WHEN COALESCE(d_{first}.code, 0) > 0"
                f" THEN d_{first}.group_{number} ELSE {group} END"
            )
        value = self._fact_value(number, codes)
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
        self._made.append(f"{value} AS value_{number}")
        self._made.append(f"{group} AS group_{number}")
        self._bad.append(
            f"(l.fact_{number} IS NOT NULL AND {value} IS NULL"
            f" AND d_fact_{number}.entry IS NULL)"
        )

    def _class(self, number: int, codes: FactCodes) -> str:
        """Join the intervals of each group to the rows; return the SQL of the code."""
        name = f"d_class_{number}"
        rows = [
            (group, low, high - 1, FIRST + place)
            for group, cuts in enumerate(codes.groups)
            for place, (low, high) in enumerate(
                itertools.pairwise((NO_VALUE + 1, *cuts, -NO_VALUE))
            )
        ]
        columns = ("in_group", "low", "high", "code")
        self._engine.put(name, [(each, SmallType.WHOLE) for each in columns], rows)
        self._classes.append(
            f"LEFT JOIN {name} ON f.group_{number} = {name}.in_group"
            f" AND f.value_{number} BETWEEN {name}.low AND {name}.high"
        )
        return f"COALESCE({name}.code, {MISSING})"

    def _fact_value(self, number: int, codes: FactCodes) -> str:
        """Return the SQL of a value, NULL where it is missing or cannot be read.

        What an engine does not read itself is read by the words of the rules, once for
        each text that occurs, and for amounts once for each year.
        """
        own, is_own = self._own_value(number, codes)
        is_yearly = codes.kind is ValueKind.MONEY
        column = f"l.fact_{number}"
        query = f"SELECT DISTINCT {column}"
        query += ", d_day.of_year" if is_yearly else ", 0"
        query += " FROM log_cells l"
        query += " JOIN d_day ON l.day = d_day.entry" if is_yearly else ""
        query += f" WHERE {column} IS NOT NULL AND NOT ({is_own})"
        rows: list[tuple[str, int, int | None]] = []
        for text, year in sorted(self._engine.rows(query)):
            on = dt.date(year or 2000, 1, 1)
            if not text.strip():
                rows.append((text, year, None))
                continue
            with suppress(EngineError):
                _, value = self._words.fact(codes.circumstance, text, on)
                rows.append((text, year, self._number(value, codes)))
        name = f"d_fact_{number}"
        self._engine.put(
            name,
            (
                ("entry", SmallType.TEXT),
                ("of_year", SmallType.WHOLE),
                ("code", SmallType.WHOLE),
            ),
            rows,
        )
        join = f"LEFT JOIN {name} ON {column} = {name}.entry"
        self._joins.append(
            f"{join} AND d_day.of_year = {name}.of_year" if is_yearly else join
        )
        return f"CASE WHEN {is_own} THEN {own} ELSE {name}.code END"

    def _number(self, value: Value, codes: FactCodes) -> int:
        """Return a value as the number by which tables have it."""
        if value is None:
            return NO_VALUE
        if codes.kind.is_ordered:
            return int(value)
        return codes.values.index(value)

    def _own_value(self, number: int, codes: FactCodes) -> tuple[str, str]:
        """Return the SQL of a value that an engine reads, and of whether it does so.

        A mapping that says what values mean is asked of each of them.
        """
        plain = _PLAIN.get(codes.kind)
        if plain is None or self._words.has_values(codes.circumstance):
            return "NULL", "1 = 0"
        pattern, kind, scale = plain
        at = self._layout.facts[codes.circumstance]
        typed, text = f"l.number_{number}", f"l.fact_{number}"
        limit = "< 1000000000"
        match self._type(at):
            case ColumnType.WHOLE:
                whole = f"CAST({typed} AS BIGINT)"
                return f"{whole} * {scale}", f"COALESCE(ABS({whole}) {limit}, FALSE)"
            case ColumnType.DECIMAL:
                exact = f"TRY_CAST({typed} AS DECIMAL(18,6))"
                scaled = f"{exact} * {scale}"
                is_own = f"ABS({exact}) {limit} AND {scaled} = FLOOR({scaled})"
                return f"CAST({scaled} AS BIGINT)", f"COALESCE({is_own}, FALSE)"
            case ColumnType.DOUBLE:
                rounded = f"ROUND({typed} * {scale})"
                is_own = f"ABS({typed}) {limit} AND {rounded} / {scale} = {typed}"
                return f"CAST({rounded} AS BIGINT)", f"COALESCE({is_own}, FALSE)"
            case _:
                pass
        bare = text
        for sign in (" ", "\u00a0", "kr"):
            bare = f"REPLACE({bare}, '{sign}', '')"
        bare = f"REPLACE({bare}, ',', '.')"
        value = f"CAST(TRY_CAST({bare} AS {kind}) * {scale} AS BIGINT)"
        return value, f"COALESCE(REGEXP_MATCHES({text}, '{pattern}'), FALSE)"

    # the key --------------------------------------------------------------------------

    def _key(self) -> None:
        """Key the rows."""
        keys = [
            f"CASE WHEN f.is_bad THEN NULL ELSE {_mixed(parts)} END AS key_{number}"
            for number, parts in enumerate(self._numbers())
        ]
        columns = ["f.row_number", *keys, "f.day", "f.of_month"]
        codes = [
            f"{part.code} AS {part.name}"
            for part in self._parts
            if not part.name.startswith("fact_")
        ]
        day = ["d_day.code AS day", "d_day.of_month"]
        made = ["l.row_number", *day, *codes, *self._made]
        if self.is_reporting_told:
            made.append("COALESCE(d_reported_on.since, 0) AS reported")
            columns.append("f.reported")
        bad = [f"COALESCE({each}, FALSE)" for each in self._bad]
        made.append(f"({' OR '.join(bad)}) AS is_bad")
        self._engine.keep(
            "log_keys",
            f"SELECT {', '.join(columns)} FROM"  # noqa: S608 - our names
            f" (SELECT {', '.join(made)} FROM log_cells l {' '.join(self._joins)}) f"
            f" {' '.join(self._classes)}",
        )

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

    def cases(self) -> list[tuple[tuple[int, ...], CaseKey]]:
        """Return each key that occurs, and what its rows have in common."""
        columns = ", ".join(self.key_columns)
        rows = self._engine.rows(
            f"SELECT DISTINCT {columns} FROM log_keys WHERE key_0 IS NOT NULL"  # noqa: S608 - our names
        )
        return [(key, self._case(key)) for key in sorted(rows)]

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
        code = part.code if part.name.startswith("fact_") else f"f.{part.name}"
        terms.append(f"CAST({code} AS BIGINT) * {weight}")
        weight *= part.radix
    return " + ".join(terms)
