"""Read YAML files as text with places; the only module that knows PyYAML.

Scalars stay text, so `4:10`, `no` and `1.10` mean what they say. Duplicate keys,
aliases, tags, deep nesting and anything but UTF-8 are problems, not surprises.
"""

from __future__ import annotations

import gc
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from engine.rulebook.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A rule file is some tens of kilobytes; beyond this it is not one.
LARGEST_FILE = 4_000_000
DEEPEST = 40
_DEEP_LINE = re.compile(r"^(?:[ \t]*[-?][ \t]+){%d,}" % DEEPEST, re.MULTILINE)
_BRACKETS = re.compile(r"[\[{\]}]")
_PLAIN_TAGS = frozenset(
    {"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Scalar(str):
    """A scalar as text that remembers its place."""

    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list with its place."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping with its place; keys carry their own places."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place


Node = Scalar | Sequence | Mapping


def scalar(text: str, place: Place) -> Scalar:
    """Return `text` as a scalar at `place`."""
    made = Scalar(text)
    made.place = place
    return made


def read_nodes(content: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """Return the one document in `content` and every problem with its form.

    The node is None when there is nothing usable. `file` is the name problems use.
    """
    start = Place(file=file)
    text, problems = _decoded(content, file)
    if text is None:
        return None, problems
    was_collecting = gc.isenabled()
    gc.disable()  # a third of the time of a large file goes to the collector
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = start if mark is None else _place(file, mark)
        said = (error.problem or error.context or "unreadable").replace("\n", " ")
        what = f"this is not YAML: {said}"
        return None, [Problem(where=where, what=what, remedy=_YAML_REMEDY)]
    except (yaml.YAMLError, RecursionError) as error:
        what = f"this is not YAML: {str(error).splitlines()[0]}"
        return None, [Problem(where=start, what=what, remedy=_YAML_REMEDY)]
    finally:
        if was_collecting:
            gc.enable()
    if root is None:
        return None, [
            Problem(
                where=start,
                what="the file is empty",
                remedy="write its content, or delete the file",
            )
        ]
    reader = _Reader(file)
    node = reader.converted(root)
    return (None if reader.is_unsafe else node), reader.problems


_YAML_REMEDY = "check indentation, quotes and colons on and above this line"


def _place(file: str, mark: yaml.Mark) -> Place:
    return Place(file=file, line=mark.line + 1, column=mark.column + 1)


def _decoded(content: bytes, file: str) -> tuple[str | None, list[Problem]]:
    if len(content) > LARGEST_FILE:
        what = f"the file is larger than {LARGEST_FILE // 1_000_000} MB"
        remedy = "divide it into one file per topic"
        return None, [Problem(where=Place(file=file), what=what, remedy=remedy)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        return None, [
            Problem(
                where=Place(file=file, line=line, column=column),
                what=f"the file is not UTF-8: byte 0x{content[error.start]:02x}",
                remedy="save it as UTF-8",
            )
        ]
    deep = _too_deep(text)
    if deep is not None:
        what = f"nested deeper than {DEEPEST} levels"
        remedy = "rules are never that deep: check brackets and dashes"
        where = Place(file=file, line=text.count("\n", 0, deep) + 1)
        return None, [Problem(where=where, what=what, remedy=remedy)]
    return text, []


def _too_deep(text: str) -> int | None:
    """Return where nesting exceeds what the C parser is safe with, or None."""
    found = _DEEP_LINE.search(text)
    if found:
        return found.start()
    depth = 0
    for bracket in _BRACKETS.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        depth = max(depth, 0)
        if depth > DEEPEST:
            return bracket.start()
    return None


class _Reader:
    """Turns PyYAML nodes into ours, collecting problems."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.is_unsafe = False
        self._seen: set[int] = set()

    def converted(self, node: yaml.Node) -> Node:
        mark = node.start_mark
        place = Place(file=self.file, line=mark.line + 1, column=mark.column + 1)
        if id(node) in self._seen:
            self._refuse(place, "an alias (`*name`)", "write the content out in full")
            return scalar("", place)
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if node.tag not in _PLAIN_TAGS:
                self._refuse(place, f"a tag (`{node.tag}`)", "remove the tag")
            made = Scalar(node.value)
            made.place = place
            return made
        if node.tag not in _PLAIN_TAGS:
            self._refuse(place, f"a tag (`{node.tag}`)", "remove the tag")
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple(self.converted(item) for item in node.value), place)
        return Mapping(tuple(self._entries(node)), place)

    def _entries(self, node: yaml.Node) -> Iterator[tuple[Scalar, Node]]:
        first: dict[str, Place] = {}
        for key_node, value_node in node.value:
            key = self.converted(key_node)
            value = self.converted(value_node)
            if not isinstance(key, Scalar):
                what = "a key must be a word"
                remedy = "write `key: value`"
                self.problems.append(Problem(where=key.place, what=what, remedy=remedy))
            elif key in first:
                what = f"the key `{key}` stands twice"
                remedy = f"keep one of them: the first is on line {first[key].line}"
                self.problems.append(Problem(where=key.place, what=what, remedy=remedy))
            else:
                first[key] = key.place
                yield key, value

    def _refuse(self, where: Place, what: str, remedy: str) -> None:
        self.is_unsafe = True
        said = f"{what} is not part of the rule language"
        self.problems.append(Problem(where=where, what=said, remedy=remedy))
