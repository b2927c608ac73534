"""The parts that many objects have: values, intervals, names, rows that hold."""

from typing import Annotated, Literal, NamedTuple, TypeAlias, TypedDict

from ...rulebook.model.rules import Slot


class Form(NamedTuple):
    """How a text is formed, as JSON Schema calls it."""

    name: str


class Choice(NamedTuple):
    """Which texts there are."""

    of: tuple[str, ...]


#: A day, as in `2026-01-31`.
Day: TypeAlias = Annotated[str, Form("date")]
#: The value of a circumstance: an amount in SEK, a number, a day, true or false, the id
#: of an enum value or of a role; null for "there is none".
PlainValue: TypeAlias = str | int | float | bool | None
#: Which place of a question something fills.
SlotName: TypeAlias = Annotated[str, Slot]


class Output(TypedDict):
    """What the object of every command begins with.

    Attributes:
        schema: the version of this form; see `docs/reference/json.md` for what stays.
    """

    schema: Literal[1]


class IntervalObject(TypedDict):
    """Values between two limits, both included.

    Attributes:
        min: the least value; null for no limit.
        max: the greatest value; null for no limit.
    """

    min: PlainValue
    max: PlainValue


#: Where something holds: for each circumstance, by its id, the values it may have.
WhenObject: TypeAlias = dict[str, list[PlainValue | IntervalObject]]


class TermObject(TypedDict):
    """A role, a matter, an act or a circumstance.

    Attributes:
        id: its id, which stays when it is called something else.
        label: what it is called.
    """

    id: str
    label: str


class ReferenceObject(TypedDict):
    """Where something is written.

    Attributes:
        file: the file, relative to where the command ran when it lies below.
        line: the line, counted from 1.
    """

    file: str
    line: int
