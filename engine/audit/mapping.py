"""What the columns of a log of decisions say: written once, in a file beside the log.

    columns: {matter: Ärendetyp, decided_by: Befattning, day: Beslutsdatum}
    facts: {belopp: Summa}

Nothing of a column is read that no mapping names, unless its heading is one of those
that say what the column is, or the name of a circumstance.
"""

from __future__ import annotations

import enum
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ..records import field, record
from ..rulebook.language.compounds import List, Map, Object
from ..rulebook.language.nodes import Scalar, read_nodes
from ..rulebook.language.shapes import (
    Bool,
    Date,
    Entry,
    Enumeration,
    Problems,
    String,
)
from ..rulebook.model.names import name_key
from ..rulebook.model.problems import (
    AmbiguousNameError,
    EngineError,
    Message,
    Problem,
    UnusableRulesError,
)
from ..rulebook.model.vocabulary import TermKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from ..rulebook.model.packs import Jurisdiction


class LogColumn(enum.Enum):
    """What a column of a log says of each decision."""

    __hash__ = object.__hash__

    NUMBER = "number"
    MATTER = "matter"
    REFERENCE = "reference"
    COMMITTEE = "committee"
    DECIDED_BY = "decided_by"
    DAY = "day"
    REPORTED_ON = "reported_on"
    LEGAL_BASIS = "legal_basis"
    METHOD = "method"


#: Headings that say by themselves what a column is. None of them is one under which
#: logs have the names of people.
_CALLED: Mapping[LogColumn, tuple[str, ...]] = {
    LogColumn.NUMBER: ("nr", "diarienummer", "dnr", "ärendenummer", "löpnummer"),
    LogColumn.MATTER: ("ärende", "ärendetyp", "ärendeslag"),
    LogColumn.REFERENCE: ("punkt", "delegationspunkt", "delegationReference", "point"),
    LogColumn.COMMITTEE: ("nämnd",),
    LogColumn.DECIDED_BY: ("beslutad av", "befattning", "delegat", "roll", "role"),
    LogColumn.DAY: ("dag", "datum", "beslutsdag", "beslutsdatum", "date", "decided on"),
    LogColumn.REPORTED_ON: ("anmäld", "anmält", "anmälningsdag", "anmälningsdatum"),
    LogColumn.LEGAL_BASIS: ("lagrum", "lagstöd"),
    LogColumn.METHOD: ("sätt",),
}
_HEADINGS: Mapping[str, LogColumn] = {
    name_key(name): column
    for column in LogColumn
    for name in (column.value, *_CALLED[column])
}

_HEADING = String("heading of a log")
_NAME = String("name")
_MAPPING_FILE = Object(
    "mapping of a log",
    {
        "columns": Map(_HEADING, String("column")),
        "facts": Map(_HEADING, _NAME),
        "values": Map(Map(_NAME, String("value of a log")), _NAME),
        "keep": List(_HEADING),
        "meetings": Map(List(Date(), most=0), _NAME),
        "excel_days": Bool(),
    },
    about={
        "columns": "what a column says: the heading that it has in the log",
        "facts": "circumstance: the heading of the column that tells it",
        "values": "column or circumstance: what the log writes, and what it means",
        "keep": "headings of columns that are told beside each verdict, as they are",
        "meetings": "committee: the days on which it meets",
        "excel_days": "that a whole number in a column of days is a day of Excel",
    },
)


class UnusableMappingError(UnusableRulesError):
    """A mapping with problems: nothing of the log is read by it."""

    def __init__(self, problems: Iterable[Problem], more: int = 0) -> None:
        """Keep the problems."""
        super().__init__(problems, more)
        self.message = Message.of("log/unusable-mapping", count=self.count)


@record
class LogMapping:
    """What the columns of a log say.

    Attributes:
        columns: the heading of each column, by what it says.
        facts: the heading of each column that tells a circumstance, by its id.
        values: for a column (by its word in the file) or a circumstance (by its id),
            what a value of the log means, by its key.
        keep: headings of columns that are told as they are and never judged.
        meetings: the days on which a committee meets, in order, by the id of its role.
        are_days_numbers: whether a whole number in a column of days is one of Excel.
    """

    columns: Mapping[LogColumn, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    meetings: Mapping[str, tuple[dt.date, ...]] = field(default_factory=dict)
    are_days_numbers: bool = False


def read_mapping(content: bytes, file: str, jurisdiction: Jurisdiction) -> LogMapping:
    """Return the mapping that a file holds.

    Args:
        content: the file.
        file: the name problems use.
        jurisdiction: whose circumstances and committees the file names.

    Raises:
        UnusableMappingError: it has problems; all of them are told.
    """
    problems = Problems()
    node, form_problems = read_nodes(content, file)
    problems.add(form_problems)
    entry = _MAPPING_FILE.read(node, problems) if node is not None else None
    mapping = LogMapping()
    if isinstance(entry, Entry):
        mapping = _linked(entry, jurisdiction, problems)
    if problems:
        raise UnusableMappingError(problems, problems.more)
    return mapping


def _linked(entry: Entry, jurisdiction: Jurisdiction, problems: Problems) -> LogMapping:
    """Return the mapping with what it names looked up; problems noted."""
    circumstance = _Names(jurisdiction, TermKind.CIRCUMSTANCE, problems)
    role = _Names(jurisdiction, TermKind.ROLE, problems)
    columns: dict[LogColumn, str] = {}
    shape = Enumeration(LogColumn, "column of a log")
    for key, heading in entry.get("columns", {}).items():
        column: Any = shape.read(key, problems)
        if isinstance(column, LogColumn):
            columns[column] = str(heading)
    facts = {
        id_: str(heading)
        for key, heading in entry.get("facts", {}).items()
        if (id_ := circumstance.id_of(key))
    }
    values: dict[str, Mapping[str, str]] = {}
    for key, table in entry.get("values", {}).items():
        is_column = any(key == column.value for column in LogColumn)
        name = str(key) if is_column else circumstance.id_of(key)
        if name:
            values[name] = {name_key(k): str(value) for k, value in table.items()}
    return LogMapping(
        columns=columns,
        facts=facts,
        values=values,
        keep=tuple(map(str, entry.get("keep", ()))),
        meetings={
            id_: tuple(sorted(set(days)))
            for key, days in entry.get("meetings", {}).items()
            if (id_ := role.id_of(key))
        },
        are_days_numbers=bool(entry.get("excel_days")),
    )


class _Names:
    """Looks up what a mapping names, and notes what nothing is called."""

    def __init__(
        self, jurisdiction: Jurisdiction, kind: TermKind, problems: Problems
    ) -> None:
        self._words = jurisdiction.vocabulary
        self._kind = kind
        self._problems = problems

    def id_of(self, name: Scalar) -> str:
        """Return the id that a name stands for, empty where that is none or several."""
        try:
            return self._words.id_of(self._kind, name)
        except EngineError as error:
            problem = Problem(where=name.place, message=error.message)
            self._problems.add([problem])
        return ""


def mapping_by_headings(
    headings: Iterable[str], jurisdiction: Jurisdiction
) -> LogMapping:
    """Return what columns say by their headings alone, where no file tells it.

    A heading that is neither known nor the name of a circumstance says nothing.
    """
    words = jurisdiction.vocabulary
    columns: dict[LogColumn, str] = {}
    facts: dict[str, str] = {}
    for heading in headings:
        column = _HEADINGS.get(name_key(heading))
        if column is not None:
            columns.setdefault(column, heading)
            continue
        with suppress(AmbiguousNameError):
            if circumstance := words.named(TermKind.CIRCUMSTANCE, heading):
                facts.setdefault(circumstance, heading)
    return LogMapping(columns=columns, facts=facts)
