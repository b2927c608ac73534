"""Shapes: what may stand in a file, said once for the loader and the JSON Schema.

A shape reads a node into a plain value, noting problems, and describes itself as
JSON Schema. A value that was written wrongly reads as `WRONG`, so that one
mistake is one problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from engine.rulebook import nodes
from engine.rulebook.problems import Place, Problem, did_you_mean
from engine.rulebook.texts import Text
from engine.rulebook.values import parsed_bool, parsed_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from enum import Enum

Schema = dict[str, Any]


class Wrong:
    """The value of something written wrongly; there is one, `WRONG`."""

    def __repr__(self) -> str:
        """Return its name."""
        return "WRONG"

    def __bool__(self) -> bool:
        """Count as nothing."""
        return False


WRONG = Wrong()


class Problems:
    """Collects problems while files are read."""

    def __init__(self) -> None:
        """Start without any."""
        self.found: list[Problem] = []

    def note(self, where: Place, what: str, remedy: str) -> Wrong:
        """Add a problem and return `WRONG`, the value of what it concerns."""
        self.found.append(Problem(where=where, what=what, remedy=remedy))
        return WRONG


class Shape(Protocol):
    """Something that may stand in a file."""

    def read(self, node: nodes.Node, problems: Problems) -> Any:  # noqa: ANN401
        """Return the value of `node`, or `WRONG` after noting why."""

    def schema(self) -> Schema:
        """Return the JSON Schema of what `read` accepts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping that was read as a record: its values by key, and their places."""

    values: dict[str, Any]
    places: dict[str, Place]
    place: Place

    def get(self, key: str, otherwise: Any = None) -> Any:  # noqa: ANN401
        """Return the value of `key`, or `otherwise` when it is absent or wrong."""
        value = self.values.get(key, otherwise)
        return otherwise if value is WRONG else value

    def place_of(self, key: str) -> Place:
        """Return where `key` stands, or the record itself."""
        return self.places.get(key, self.place)


def described(node: nodes.Node) -> str:
    """Return what kind of node stands there, in words."""
    if isinstance(node, nodes.Sequence):
        return "a list"
    if isinstance(node, nodes.Mapping):
        return "a mapping"
    return f"`{node}`" if node else "nothing"


_ANY_SCALAR: Schema = {"type": ["string", "number", "boolean"]}


@dataclass(frozen=True, slots=True)
class Line:
    """A scalar with something in it; `pattern` limits what, `called` names it."""

    called: str
    pattern: str = ""
    example: str = ""

    def read(self, node: nodes.Node, problems: Problems) -> nodes.Scalar | Wrong:
        """Return the text."""
        if not isinstance(node, nodes.Scalar):
            what = f"expected {self.called}, found {described(node)}"
            return problems.note(node.place, what, self._remedy())
        if not node.strip():
            what = f"expected {self.called}, found nothing"
            return problems.note(node.place, what, self._remedy())
        if self.pattern and not re.fullmatch(self.pattern, node):
            what = f"`{node}` is not {self.called}"
            return problems.note(node.place, what, self._remedy())
        return node

    def _remedy(self) -> str:
        return f"write {self.called}" + (
            f", such as `{self.example}`" if self.example else ""
        )

    def schema(self) -> Schema:
        """Return a pattern, or any non-blank scalar."""
        if self.pattern:
            return {"type": "string", "pattern": f"^(?:{self.pattern})$"}
        return {**_ANY_SCALAR, "pattern": r"\S"}


@dataclass(frozen=True, slots=True)
class Words:
    """A text for people: Swedish, or `{sv, en}`."""

    def read(self, node: nodes.Node, problems: Problems) -> Text | Wrong:
        """Return the text."""
        remedy = "write a text, or `{sv: …, en: …}`"
        if isinstance(node, nodes.Sequence):
            return problems.note(node.place, "expected a text, found a list", remedy)
        if isinstance(node, nodes.Scalar):
            if not node.strip():
                return problems.note(node.place, "expected a text, found nothing", remedy)
            return Text(" ".join(node.split()))
        entry = _PAIR.read(node, problems)
        if isinstance(entry, Wrong) or any(v is WRONG for v in entry.values.values()):
            return WRONG
        parts = {key: " ".join(value.split()) for key, value in entry.values.items()}
        return Text(parts["sv"], parts.get("en", "")) if "sv" in parts else WRONG

    def schema(self) -> Schema:
        """Return a scalar or a pair."""
        return {"anyOf": [{**_ANY_SCALAR, "pattern": r"\S"}, _PAIR.schema()]}


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no, in Swedish or English."""

    def read(self, node: nodes.Node, problems: Problems) -> bool | Wrong:
        """Return the truth."""
        value = parsed_bool(node) if isinstance(node, nodes.Scalar) else None
        if value is None:
            what = f"expected yes or no, found {described(node)}"
            return problems.note(node.place, what, "write `yes` or `no`")
        return bool(value)

    def schema(self) -> Schema:
        """Return the accepted words."""
        words = "[yY][eE][sS]|[jJ][aA]|[tT][rR][uU][eE]|[sS][aA][nN][tT]|[jJyY1]"
        words += "|[nN][oO]|[nN][eE][jJ]|[fF][aA][lL][sS][eE]|[fF][aA][lL][sS][kK][tT]|[nN0]"
        return {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": f"^({words})$"}]}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words of a closed set."""

    of: type[Enum]
    called: str

    def read(self, node: nodes.Node, problems: Problems) -> Enum | Wrong:
        """Return the member."""
        known = [str(member.value) for member in self.of]
        if isinstance(node, nodes.Scalar) and node in known:
            return self.of(str(node))
        listed = ", ".join(f"`{word}`" for word in known)
        remedy = f"choose one of {listed}"
        if isinstance(node, nodes.Scalar):
            what = f"unknown {self.called} `{node}`"
            return problems.note(node.place, what, did_you_mean(node, known, remedy))
        what = f"expected a {self.called}, found {described(node)}"
        return problems.note(node.place, what, remedy)

    def schema(self) -> Schema:
        """Return the words."""
        return {"enum": [member.value for member in self.of]}


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day."""

    def read(self, node: nodes.Node, problems: Problems) -> dt.date | Wrong:
        """Return the day."""
        day = parsed_date(node) if isinstance(node, nodes.Scalar) else None
        if day is None:
            what = f"expected a date, found {described(node)}"
            return problems.note(node.place, what, "write it as `2026-01-31`")
        return day

    def schema(self) -> Schema:
        """Return the form of a date."""
        return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


@dataclass(frozen=True, slots=True)
class Items:
    """A list of `item`; with `may_be_one` a single one needs no list."""

    item: Shape
    may_be_one: bool = True
    least: int = 1

    def read(self, node: nodes.Node, problems: Problems) -> tuple[Any, ...] | Wrong:
        """Return what could be read of the items."""
        if not isinstance(node, nodes.Sequence):
            if not self.may_be_one:
                what = f"expected a list, found {described(node)}"
                return problems.note(node.place, what, "begin each item with `- `")
            value = self.item.read(node, problems)
            return WRONG if value is WRONG else (value,)
        if len(node.items) < self.least:
            return problems.note(node.place, "the list is empty", "fill it, or delete it")
        values = [self.item.read(item, problems) for item in node.items]
        return tuple(value for value in values if value is not WRONG)

    def schema(self) -> Schema:
        """Return a list, or also one item."""
        listed: Schema = {"type": "array", "items": self.item.schema()}
        if self.least:
            listed["minItems"] = self.least
        return {"anyOf": [self.item.schema(), listed]} if self.may_be_one else listed


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping from ids to `item`."""

    item: Shape
    key: Line

    def read(
        self, node: nodes.Node, problems: Problems
    ) -> dict[nodes.Scalar, Any] | Wrong:
        """Return the readable entries."""
        if not isinstance(node, nodes.Mapping):
            what = f"expected a mapping, found {described(node)}"
            return problems.note(node.place, what, "write `id:` and its content below")
        table = {}
        for key, value in node.entries:
            name = self.key.read(key, problems)
            item = self.item.read(value, problems)
            if isinstance(name, nodes.Scalar) and item is not WRONG:
                table[name] = item
        return table

    def schema(self) -> Schema:
        """Return an open object of items."""
        return {
            "type": "object",
            "propertyNames": self.key.schema(),
            "additionalProperties": self.item.schema(),
        }


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys."""

    called: str
    fields: Mapping[str, Shape]
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    hints: Mapping[str, str] = field(default_factory=dict)

    def read(self, node: nodes.Node, problems: Problems) -> Entry | Wrong:
        """Return the entry, unknown and missing keys noted."""
        if not isinstance(node, nodes.Mapping):
            what = f"expected {self.called}, found {described(node)}"
            listed = ", ".join(f"`{key}`" for key in list(self.fields)[:5])
            return problems.note(node.place, what, f"write keys such as {listed}")
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        name = f" `{_name_in(node)}`" if _name_in(node) else ""
        for key, value in node.entries:
            shape = self.fields.get(key)
            if shape is None:
                known = ", ".join(f"`{known}`" for known in self.fields)
                problems.note(
                    key.place,
                    f"unknown key `{key}` in {self.called}{name}",
                    did_you_mean(key, self.fields, f"known keys: {known}"),
                )
                continue
            places[str(key)] = key.place
            values[str(key)] = shape.read(value, problems)
        for key in self.required:
            if key not in values:
                what = f"{self.called}{name} lacks `{key}`"
                problems.note(node.place, what, self.hints.get(key, f"add `{key}:`"))
        if self.one_of and not any(key in values for key in self.one_of):
            listed = ", ".join(f"`{key}`" for key in self.one_of)
            what = f"{self.called}{name} lacks any of {listed}"
            problems.note(node.place, what, "add one of them")
        return Entry(values, places, node.place)

    def schema(self) -> Schema:
        """Return a closed object."""
        schema: Schema = {
            "type": "object",
            "additionalProperties": False,
            "properties": {key: shape.schema() for key, shape in self.fields.items()},
        }
        if self.required:
            schema["required"] = list(self.required)
        if self.one_of:
            schema["anyOf"] = [{"required": [key]} for key in self.one_of]
        return schema


def _name_in(node: nodes.Mapping) -> str:
    for key, value in node.entries:
        if key == "id" and isinstance(value, nodes.Scalar):
            return str(value)
    return ""


_PAIR = Record("a text", {"sv": Line("a text"), "en": Line("a text")}, required=("sv",))


@dataclass(frozen=True, slots=True)
class Either:
    """A scalar of one shape, or a mapping of another."""

    scalar: Shape
    mapping: Shape

    def read(self, node: nodes.Node, problems: Problems) -> Any:  # noqa: ANN401
        """Return whichever fits what stands there."""
        chosen = self.mapping if isinstance(node, nodes.Mapping) else self.scalar
        return chosen.read(node, problems)

    def schema(self) -> Schema:
        """Return both."""
        return {"anyOf": [self.scalar.schema(), self.mapping.schema()]}
