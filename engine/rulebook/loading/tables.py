"""Write a jurisdiction as tables of plain values, and read it back without a doubt.

INVARIANT: reading can make nothing but the classes listed here, and calls no code that
a table names. Tables are JSON: each value stands once, after all that it is made of,
and is referred to by its number. A class is written column by column, so that reading
sets a whole column at once: as fast as unpickling, which can run anything.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections import deque
from decimal import Decimal
from itertools import repeat
from operator import attrgetter
from types import MemberDescriptorType, NoneType
from typing import TYPE_CHECKING, Any

from ...records import part_names
from ..model import (
    clauses,
    conclusions,
    conditions,
    grants,
    packs,
    posts,
    rules,
    sources,
    statutes,
    vocabulary,
)
from ..model.packs import Jurisdiction
from ..model.problems import Place
from ..model.texts import Text
from ..model.values import ValueKind

if TYPE_CHECKING:
    import enum
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

RECORDS: tuple[type, ...] = (
    Text,
    Place,
    conclusions.Party,
    conclusions.DecisionConclusion,
    conclusions.ContactConclusion,
    conclusions.Advice,
    conclusions.ConductConclusion,
    conclusions.DutyConclusion,
    conclusions.Step,
    conclusions.ProcedureConclusion,
    conclusions.BodyConclusion,
    conclusions.ClassificationConclusion,
    conclusions.ConstraintConclusion,
    clauses.PeopleClauses,
    grants.Consult,
    grants.Substitute,
    grants.Grant,
    conditions.Multiple,
    conditions.Over,
    conditions.Under,
    conditions.OneOf,
    conditions.Within,
    conditions.Present,
    conditions.IsRole,
    packs.PackHead,
    packs.BaseAmount,
    packs.Jurisdiction,
    posts.Post,
    rules.Rule,
    sources.Validity,
    sources.Frequency,
    sources.Deadline,
    sources.ReviewCycle,
    sources.Passage,
    sources.Source,
    statutes.Omission,
    statutes.Renumbering,
    statutes.EarlierAct,
    statutes.Statute,
    vocabulary.Resolution,
    vocabulary.Counterpart,
    vocabulary.YesNoClause,
    vocabulary.Role,
    vocabulary.Matter,
    vocabulary.Act,
    vocabulary.Circumstance,
    vocabulary.Vocabulary,
)
CHOICES: tuple[type[enum.Enum], ...] = (
    conclusions.Function,
    conclusions.DecisionAct,
    conclusions.Strength,
    conclusions.Verdict,
    conclusions.Mode,
    clauses.Relation,
    grants.Notification,
    grants.Consultation,
    grants.Occasion,
    grants.DocumentClause,
    grants.SubDelegation,
    grants.Appeal,
    packs.PackKind,
    rules.RuleKind,
    rules.Slot,
    sources.Rank,
    sources.Status,
    sources.Reason,
    ValueKind,
    vocabulary.TermKind,
)
#: What is made of the fields of an object once, and would be made at every start.
_READY: Mapping[type, tuple[str, ...]] = {vocabulary.Vocabulary: ("_name_indexes",)}
#: What reading tables raises where they are not those that were written.
_DAMAGES = (ValueError, TypeError, LookupError, ArithmeticError, RecursionError)
_PLAIN: frozenset[type] = frozenset({str, int, float, bool, NoneType})


class TableForm:
    """The classes of which some tables may hold values, each by its name."""

    def __init__(
        self, records: Iterable[type], choices: Iterable[type[enum.Enum]]
    ) -> None:
        """Take the classes: records, or tuples with names, and enums."""
        self.records = {record.__name__: record for record in records}
        self.choices = {choice.__name__: choice for choice in choices}


RULEBOOK = TableForm(RECORDS, CHOICES)


def packed(value: object, form: TableForm = RULEBOOK) -> bytes:
    """Return a jurisdiction, or another value of the classes of a form, as bytes.

    A list comes back as a tuple, and a set as a frozenset.

    Raises:
        TypeError: it holds something of a class that is not in the form.
    """
    numbering = _Numbering(form)
    numbering.number(value)
    # a table at a time: the text of all of them takes as much room as the rules
    texts = (
        json.dumps(table, ensure_ascii=False, separators=(",", ":"))
        for table in numbering.tables()
    )
    written = b",".join(text.encode("utf-8", "surrogatepass") for text in texts)
    return b"[%b]" % written


class _Numbering:
    """Every value that was met, once, by its number in the order of meeting."""

    def __init__(self, form: TableForm) -> None:
        self._getters = {record: _getter(record) for record in form.records.values()}
        self._choices = frozenset(form.choices.values())
        #: The numbers of the scalars of each plain class.
        self._plain: dict[type, dict[Any, int]] = {kind: {} for kind in _PLAIN}
        #: The numbers of what is written alike in one table.
        self._numbers: dict[str, dict[Any, int]] = {}
        #: The table of each value.
        self._tables: list[str] = []
        #: A value as it is written: a scalar, or the numbers of its parts.
        self._rows: list[Any] = []
        #: How deep each value lies: a scalar on the ground, others above their parts.
        self._depths: list[int] = []

    def number(self, value: Any) -> int:  # noqa: ANN401 - whatever a rulebook holds
        """Return the number of a value, having met all that it is made of."""
        kind = type(value)
        scalars = self._plain.get(kind)
        if scalars is None:
            return self._number_of_object(value, kind)
        number = scalars.get(value)
        if number is None:
            number = scalars[value] = self._new("plain", value, 0)
        return number

    def _number_of_object(self, value: Any, kind: type) -> int:  # noqa: ANN401 - as above
        getter = self._getters.get(kind)
        if getter is not None:
            return self._made_of(kind.__name__, getter(value))
        if kind in {tuple, list}:
            return self._made_of("tuple", value)
        if kind in {frozenset, set}:
            return self._made_of("frozenset", sorted(value, key=repr))
        if kind is dict:
            return self._made_of("dict", (*value, *value.values()))
        if isinstance(value, str):  # a text that knows where it was read
            return self.number(str(value))
        if kind is dt.date:
            return self._met("date", value.toordinal())
        if kind is Decimal:
            return self._met("decimal", str(value))
        if kind in self._choices:
            return self._met(kind.__name__, value.name)
        message = f"no table for {kind.__qualname__}"
        raise TypeError(message)

    def _made_of(self, table: str, parts: Iterable[Any]) -> int:
        row = []
        plain = self._plain
        for part in parts:
            scalars = plain.get(type(part))
            known = None if scalars is None else scalars.get(part)
            row.append(self.number(part) if known is None else known)
        numbers = tuple(row)
        met = self._numbers.setdefault(table, {})
        number = met.get(numbers)
        if number is None:
            depth = 1 + max(map(self._depths.__getitem__, numbers), default=0)
            number = met[numbers] = self._new(table, numbers, depth)
        return number

    def _met(self, table: str, row: object) -> int:
        """Return the number of a value that is made of no others."""
        met = self._numbers.setdefault(table, {})
        number = met.get(row)
        if number is None:
            number = met[row] = self._new(table, row, 0)
        return number

    def _new(self, table: str, row: Any, depth: int) -> int:  # noqa: ANN401 - as above
        self._tables.append(table)
        self._rows.append(row)
        self._depths.append(depth)
        return len(self._rows) - 1

    def tables(self) -> Iterator[tuple[str, Sequence[Any]]]:
        """Yield the tables in an order in which each needs only those before it."""
        grouped: dict[tuple[int, str], list[int]] = {}
        for number, key in enumerate(zip(self._depths, self._tables, strict=True)):
            grouped.setdefault(key, []).append(number)
        groups = sorted(grouped.items())
        places = [0] * len(self._rows)
        for place, number in enumerate(n for _, numbers in groups for n in numbers):
            places[number] = place
        of_records = {record.__name__ for record in self._getters}
        place_of = places.__getitem__
        for (depth, table), numbers in groups:
            rows = map(self._rows.__getitem__, numbers)
            if table in of_records:
                columns = zip(*rows, strict=True)
                yield table, [list(map(place_of, column)) for column in columns]
            elif depth:  # only what is made of other values lies above the ground
                yield table, [list(map(place_of, row)) for row in rows]
            else:
                yield table, list(rows)


def _getter(record: type) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives the parts of an object that are kept, in order."""
    names = attributes(record)
    if len(names) > 1:
        return attrgetter(*names)
    (name,) = names
    only = attrgetter(name)
    return lambda value: (only(value),)


def unpacked(content: bytes) -> Jurisdiction:
    """Return the jurisdiction in bytes that `packed` made.

    Raises:
        ValueError: it made them of something else, or they are damaged.
    """
    top = unpacked_value(content, RULEBOOK)
    if not isinstance(top, Jurisdiction):
        message = f"tables of a {type(top).__name__}"
        raise ValueError(message)  # noqa: TRY004 - what is read has the wrong value
    return top


def unpacked_value(content: bytes, form: TableForm) -> Any:  # noqa: ANN401 - any value
    """Return the value in bytes that `packed` made in a form.

    Raises:
        ValueError: it made them of something else, or they are damaged.
    """
    values: list[Any] = []
    value = values.__getitem__
    try:
        for table, rows in json.loads(content.decode("utf-8", "surrogatepass")):
            values += list(_table(table, rows, value, form))
        (top,) = values[-1:]
    except _DAMAGES as error:
        message = f"no tables of values: {error}"
        raise ValueError(message) from error
    return top


def _table(
    table: str,
    rows: Any,  # noqa: ANN401 - untyped until here, one way for each table
    value: Callable[[int], Any],
    form: TableForm,
) -> Iterator[Any]:
    """Return the values of one table; `value` gives one of those before it."""
    if table in form.records:
        return iter(_records(form.records[table], rows, value))
    if table in form.choices:
        return map(form.choices[table].__members__.__getitem__, rows)
    if table == "plain":
        if not _PLAIN.issuperset(map(type, rows)):
            raise ValueError(table)
        return iter(rows)
    if table == "date":
        return map(dt.date.fromordinal, rows)
    if table == "decimal":
        return map(Decimal, rows)
    if table == "tuple":
        return (tuple(map(value, row)) for row in rows)
    if table == "frozenset":
        return (frozenset(map(value, row)) for row in rows)
    if table == "dict":
        return (_mapping(list(map(value, row))) for row in rows)
    raise ValueError(table)


def _mapping(keys_and_values: list[Any]) -> dict[Any, Any]:
    half = len(keys_and_values) // 2
    return dict(zip(keys_and_values[:half], keys_and_values[half:], strict=True))


def _records(
    record: type, columns: list[list[int]], value: Callable[[int], Any]
) -> list[Any]:
    """Return objects of a class from one column for each of its fields."""
    count = len(columns[0])
    if issubclass(record, tuple):
        rows = zip(*(map(value, column) for column in columns), strict=True)
        return [tuple.__new__(record, row) for row in rows]
    class_: Any = record
    made: list[Any] = list(map(object.__new__, repeat(class_, count)))
    for field, column in zip(attributes(class_), columns, strict=True):
        if len(column) != count:
            raise ValueError(record.__name__)
        slot = getattr(record, field, None)
        if isinstance(slot, MemberDescriptorType):
            _exhaust(map(slot.__set__, made, map(value, column)))
        else:
            for instance, content in zip(made, map(value, column), strict=True):
                vars(instance)[field] = content
    return made


@functools.cache
def attributes(record: type) -> list[str]:
    """Return what is kept of an object: its fields, and what was made of them."""
    if issubclass(record, tuple):
        return list(vars(record)["_fields"])
    return [*part_names(record), *_READY.get(record, ())]


def _exhaust(calls: Iterator[None]) -> None:
    """Make calls one after the other, at the speed of the interpreter's own loops."""
    deque(calls, maxlen=0)
