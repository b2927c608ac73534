"""Shapes: what may stand in a file, said once for the loader and the JSON Schema.

A shape reads a node into a plain value, noting problems, and describes itself as
JSON Schema. A value that was written wrongly reads as `WRONG`, so that one
mistake is one problem. Here are the shapes of single values and of what they read
into; lists, maps and objects are in `compounds`.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from ...records import record
from ..model.bounds import MOST_COMPARISONS, MOST_PROBLEMS
from ..model.problems import Message, Place, Problem, Referent, nearest_one
from ..model.values import date_in
from . import nodes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from enum import Enum

    from ..model.problems import Parameter

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
    """Collects problems while files are read.

    The first thousand are kept, and of the others it is counted that there were some:
    a file can hold a million mistakes, and nobody reads of them all.
    """

    def __init__(self) -> None:
        """Start without any."""
        self._listed: list[Problem] = []
        self._comparisons = 0
        self.more = 0

    def __iter__(self) -> Iterator[Problem]:
        """Yield the problems that were kept, in the order in which they were noted."""
        return iter(self._listed)

    def __len__(self) -> int:
        """Return how many there are, those not kept among them."""
        return len(self._listed) + self.more

    def add(self, problems: Iterable[Problem]) -> None:
        """Add problems that somebody else noted."""
        for problem in problems:
            self._keep(problem)
        if isinstance(problems, Problems):
            self.more += problems.more

    def note(self, where: Place, code: str, /, **parameters: Parameter) -> Wrong:
        """Add a problem and return `WRONG`, the value of what it concerns."""
        if self._is_full:
            self.more += 1
        else:
            message = Message.of(code, **parameters)
            self._keep(Problem(where=where, message=message))
        return WRONG

    def near(self, name: str, known: Iterable[str]) -> tuple[str, ...]:
        """Return the one known name most like `name`, if any is like it.

        Where a thousand names are misspelt only the first get a suggestion.
        """
        left = MOST_COMPARISONS - self._comparisons
        if self._is_full or left <= 0:
            return ()
        candidates = tuple(itertools.islice(known, left))
        self._comparisons += len(candidates)
        return nearest_one(name, candidates)

    @property
    def _is_full(self) -> bool:
        return len(self._listed) >= MOST_PROBLEMS

    def _keep(self, problem: Problem) -> None:
        if self._is_full:
            self.more += 1
        else:
            self._listed.append(problem)


class Shape(Protocol):
    """Something that may stand in a file."""

    def read(self, node: nodes.Node, problems: Problems) -> Any:  # noqa: ANN401
        """Return the value of `node`, or `WRONG` after noting why."""

    def schema(self) -> Schema:
        """Return the JSON Schema of what `read` accepts, every scalar being text."""


@dataclass(slots=True)
class Entry:
    """A mapping that was read as an object: its values by key, and their places."""

    values: Mapping[str, Any]  # the keys are scalars, which know their places
    node: nodes.Node

    @property
    def place(self) -> Place:
        """Where the object begins."""
        return self.node.place

    def get(self, key: str, otherwise: Any = None) -> Any:  # noqa: ANN401
        """Return the value of `key`, or `otherwise` when it is absent or wrong."""
        value = self.values.get(key, otherwise)
        return otherwise if value is WRONG else value

    def place_of(self, key: str) -> Place:
        """Return where `key` stands, or where the object begins."""
        for known in self.values:
            if known == key and isinstance(known, nodes.Scalar):
                return known.place
        return self.place


def described(node: nodes.Node) -> Referent:
    """Return what stands there, for a message: a list, a mapping, nothing or a text."""
    if isinstance(node, nodes.Sequence):
        return Referent("list")
    if isinstance(node, nodes.Mapping):
        return Referent("mapping")
    return Referent("", str(node)) if node.strip() else Referent("nothing")


#: Editors see `12` and `true` where the loader sees text.
ANY_SCALAR: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}


@record(kw_only=False)
class String:
    """A scalar with something in it; the noun `called` names what it is.

    The text fits `pattern`, of which there is an `example` then, and has at most
    `longest` characters. `may_be_number` tells editors that a text which fits may look
    like a number to them.
    """

    called: str
    pattern: str = ""
    example: str = ""
    longest: int = 0
    may_be_number: bool = False
    _fits: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compile the pattern once: half of all text in a pack is ids."""
        object.__setattr__(self, "_fits", re.compile(self.pattern or r"(?s).*\S.*"))

    def fits(self, text: str) -> bool:
        """Tell whether `text` would be read without a problem."""
        is_short = not self.longest or len(text) <= self.longest
        return is_short and bool(self._fits.fullmatch(text))

    def read(self, node: nodes.Node, problems: Problems) -> nodes.Scalar | Wrong:
        """Return the text, on one line."""
        if not isinstance(node, nodes.Scalar) or not node.strip():
            expected, actual = Referent(self.called), described(node)
            if self.example:
                return problems.note(
                    node.place,
                    "value/expected-like",
                    expected=expected,
                    actual=actual,
                    example=self.example,
                )
            return problems.note(
                node.place, "value/expected", expected=expected, actual=actual
            )
        if self.longest and len(node) > self.longest:
            return problems.note(
                node.place, "value/too-long", value=node, most=self.longest
            )
        if self.pattern:
            if self._fits.fullmatch(node):
                return node
            return problems.note(
                node.place,
                "value/malformed",
                value=node,
                expected=Referent(self.called),
                example=self.example,
            )
        line = " ".join(node.split())
        return node if line == node else nodes.scalar(line, node.place)

    def schema(self) -> Schema:
        """Return a pattern, or any non-blank scalar."""
        if not self.pattern:
            return dict(ANY_SCALAR)
        kinds = ["string", "integer"] if self.may_be_number else "string"
        schema: Schema = {
            "type": kinds,
            "pattern": f"^(?:{self.pattern})$",
            "description": self.called,
        }
        if self.longest:
            schema["maxLength"] = self.longest
        if self.example:
            schema["examples"] = [self.example]
        return schema


_TRUE = ("yes", "ja", "true")
_FALSE = ("no", "nej", "false")


@record(kw_only=False)
class Bool:
    """Yes or no, in Swedish or English."""

    def read(self, node: nodes.Node, problems: Problems) -> bool | Wrong:
        """Return the truth."""
        if node in _TRUE:
            return True
        if node in _FALSE:
            return False
        return problems.note(
            node.place, "value/expected-yes-or-no", actual=described(node)
        )

    def schema(self) -> Schema:
        """Return the accepted words, and what editors take them for."""
        return {"enum": [*_TRUE, *_FALSE, True, False]}


@record(kw_only=False)
class Enumeration:
    """One of the words of a closed set."""

    of: type[Enum]
    called: str
    _known: Mapping[str, Enum] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the members by their words."""
        known = {str(member.value): member for member in self.of}
        object.__setattr__(self, "_known", known)

    def read(self, node: nodes.Node, problems: Problems) -> Enum | Wrong:
        """Return the member."""
        if not isinstance(node, nodes.Scalar) or not node.strip():
            return problems.note(
                node.place,
                "value/expected-word",
                expected=Referent(self.called),
                actual=described(node),
                known=tuple(self._known),
            )
        member = self._known.get(node)
        if member is None:
            return problems.note(
                node.place,
                "value/unknown-word",
                expected=Referent(self.called),
                value=node,
                near=problems.near(node, self._known),
                known=tuple(self._known),
            )
        return member

    def schema(self) -> Schema:
        """Return the words."""
        return {"enum": list(self._known)}


@record(kw_only=False)
class Date:
    """A calendar day."""

    def read(self, node: nodes.Node, problems: Problems) -> dt.date | Wrong:
        """Return the day."""
        day = date_in(node) if isinstance(node, nodes.Scalar) else None
        if day is None or node != day.isoformat():
            return problems.note(
                node.place, "value/expected-date", actual=described(node)
            )
        return day

    def schema(self) -> Schema:
        """Return the form of a date."""
        return {
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        }
