"""Read YAML files as text with places; the only module that knows PyYAML.

Scalars stay text, so `4:10`, `no` and `1.10` mean what they say. Duplicate keys,
aliases, tags, deep nesting and anything but UTF-8 are problems, not surprises.

The parser is asked for one event at a time and nothing here recurses, so neither a
thousand brackets nor an alias that means a billion words costs more than its bytes.

INVARIANT: one parser reads the files, libyaml. PyYAML's parser in Python takes other
texts, and so a file would be read that nobody can rewrite, or not on every machine.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from ..model.bounds import (
    DEEPEST,
    LARGEST_FILE,
    LONGEST_TEXT,
    MOST_FORM_PROBLEMS,
    MOST_NODES,
)
from ..model.problems import EngineError, Message, Place, Problem
from ..model.signs import code_point, mixed_word, unseen
from .encoding import decoded
from .yaml_errors import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..model.problems import Parameter

#: Unseen signs that a text may hold, for it is laid out anew.
_LAYOUT = "\n\r\t"
#: PyYAML types the marks of events as optional; those of a parser are always there.
_Event = Any
_PARSER: Any = getattr(yaml, "CBaseLoader", None)


class Scalar(str):
    """A scalar as text that remembers its place."""

    __slots__ = ("column", "file", "line")

    file: str
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(file=self.file, line=self.line, column=self.column)


@dataclass(slots=True)
class Sequence:
    """A list with its place."""

    items: list[Node]
    file: str
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(file=self.file, line=self.line, column=self.column)


@dataclass(slots=True)
class Mapping:
    """A mapping with its place; keys carry their own places."""

    entries: dict[Scalar, Node]
    file: str
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(file=self.file, line=self.line, column=self.column)


Node = Scalar | Sequence | Mapping


def plain(text: Scalar) -> str:
    """Return a scalar as text alone, one for all that are written alike."""
    return sys.intern(str(text))


def scalar(text: str, place: Place) -> Scalar:
    """Return `text` as a scalar at `place`."""
    made = Scalar(text)
    made.file, made.line, made.column = place.file, place.line, place.column
    return made


def read_nodes(content: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """Return the one document in `content` and every problem with its form.

    The node is None when there is nothing usable. `file` is the name problems use.

    Raises:
        EngineError: PyYAML was installed without its parser.
    """
    start = Place(file=file)
    if len(content) > LARGEST_FILE:
        most = LARGEST_FILE // 1_000_000
        message = Message.of("yaml/too-large", most=most)
        return None, [Problem(where=start, message=message)]
    text = decoded(content, file)
    if isinstance(text, Problem):
        return None, [text]
    builder = _Builder(file)
    try:
        builder.build(_events(text))
    except yaml.YAMLError as error:
        problem = explained(error, text, file, builder.inside)
        # what was refused on the same line is why the parser lost its way
        if all(known.where.line != problem.where.line for known in builder.problems):
            builder.problems.append(problem)
        return None, builder.problems
    if not builder.has_document:
        empty = Problem(where=start, message=Message.of("yaml/empty"))
        builder.problems.append(empty)
    return builder.root, builder.problems


def _events(text: str) -> Iterator[_Event]:
    """Yield the events of the parser in a text.

    Raises:
        EngineError: PyYAML was installed without its parser.
        yaml.YAMLError: the text is not YAML.
    """
    if _PARSER is None:
        raise EngineError(Message.of("yaml/no-parser"))
    next_event: Callable[[], _Event] = _PARSER(text).get_event
    while True:
        event = next_event()
        yield event
        if type(event) is yaml.StreamEndEvent:
            return


class _Builder:
    """Turns the events of a YAML parser into nodes, collecting problems."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.has_document = False
        self._is_done = False
        self._is_usable = True
        self._open: list[
            tuple[Sequence | Mapping | None, Node | None, dict[str, Scalar]]
        ] = []
        self._inner: Sequence | Mapping | None = None
        self._key: Node | None = None
        self._firsts: dict[str, Scalar] = {}  # the keys of the innermost mapping
        self._nodes = 0

    @property
    def inside(self) -> Place | None:
        """Where the innermost list or mapping begins that has not ended."""
        return self._inner.place if self._inner is not None else None

    def build(self, events: Iterator[_Event]) -> None:
        """Read events until the stream, or the readable part of it, ends.

        Raises:
            yaml.YAMLError: the text is not YAML.
        """
        handlers: dict[type, Callable[[_Event], None]] = {
            yaml.ScalarEvent: self._on_scalar,
            yaml.SequenceStartEvent: self._on_sequence,
            yaml.SequenceEndEvent: self._on_end,
            yaml.MappingStartEvent: self._on_mapping,
            yaml.MappingEndEvent: self._on_end,
            yaml.AliasEvent: self._on_alias,
            yaml.DocumentStartEvent: self._on_document,
        }
        for event in events:
            handler = handlers.get(type(event))
            if handler is not None:
                handler(event)
            if self._is_done:
                break
        if not self._is_usable:
            self.root = None

    def _on_scalar(self, event: _Event) -> None:
        made = Scalar(event.value)
        mark = event.start_mark
        made.file = self.file
        made.line = mark.line + 1
        made.column = mark.column + 1
        if event.anchor is not None or event.tag is not None:
            self._note_decoration(event)
        if len(made) > LONGEST_TEXT:
            self._note(event, "yaml/text-too-long", most=LONGEST_TEXT)
        elif not (made.isascii() and made.isprintable()):  # as ids are
            self._refuse_signs(event, made)
        self._add(made)

    def _refuse_signs(self, event: _Event, text: str) -> None:
        """Note signs that nobody sees, or that look like others."""
        if signs := unseen(text, _LAYOUT):
            character = code_point(min(signs, key=text.index))
            self._note(event, "yaml/invisible-in-text", character=character)
        elif mixed := mixed_word(text):
            letter = code_point(mixed.letter)
            self._note(event, "yaml/mixed-alphabets", word=mixed.word, character=letter)

    def _on_sequence(self, event: _Event) -> None:
        mark = event.start_mark
        self._begin(event, Sequence([], self.file, mark.line + 1, mark.column + 1))

    def _on_mapping(self, event: _Event) -> None:
        mark = event.start_mark
        self._begin(event, Mapping({}, self.file, mark.line + 1, mark.column + 1))

    def _begin(self, event: _Event, node: Sequence | Mapping) -> None:
        if event.anchor is not None or event.tag is not None:
            self._note_decoration(event)
        if len(self._open) == DEEPEST:
            self._give_up(node.place, "yaml/too-deep", most=DEEPEST)
        self._add(node)
        self._open.append((self._inner, self._key, self._firsts))
        self._inner, self._key, self._firsts = node, None, {}

    def _on_end(self, _event: _Event) -> None:
        self._inner, self._key, self._firsts = self._open.pop()

    def _on_alias(self, event: _Event) -> None:
        self._note(event, "yaml/alias", alias=f"*{event.anchor}")
        self._is_usable = False  # what it stands for is missing wherever it is used
        self._add(scalar("", self.problems[-1].where))

    def _on_document(self, event: _Event) -> None:
        if self.has_document:
            self._note(event, "yaml/second-document")
            self._is_usable = False

    def _add(self, node: Node) -> None:
        """Put a finished node where it belongs: item, key, value or document."""
        inner = self._inner
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._give_up(node.place, "yaml/too-many-nodes", most=MOST_NODES)
        if type(inner) is Mapping:
            key = self._key
            if key is None:
                self._key = node
                return
            self._key = None
            if type(key) is not Scalar:
                self._note_at(key.place, "yaml/key-no-word")
            elif (first := self._firsts.setdefault(key, key)) is not key:
                self._note_at(key.place, "yaml/duplicate-key", key=key, line=first.line)
            else:
                inner.entries[key] = node
        elif type(inner) is Sequence:
            inner.items.append(node)
        elif not self.has_document:
            self.has_document = True
            self.root = node

    # what is YAML but not part of the rule language ------------------------------

    def _note_at(self, where: Place, code: str, /, **parameters: Parameter) -> None:
        message = Message.of(code, **parameters)
        self.problems.append(Problem(where=where, message=message))
        if len(self.problems) == MOST_FORM_PROBLEMS:
            self._give_up(where, "yaml/too-many-problems", most=MOST_FORM_PROBLEMS)

    def _note(self, event: _Event, code: str, /, **parameters: Parameter) -> None:
        mark = event.start_mark
        where = Place(file=self.file, line=mark.line + 1, column=mark.column + 1)
        self._note_at(where, code, **parameters)

    def _give_up(self, where: Place, code: str, /, **parameters: Parameter) -> None:
        """Read no further: the file is no rule file, or nearly all of it is wrong."""
        self._note_at(where, code, **parameters)
        self._is_usable = False
        self._is_done = True

    def _note_decoration(self, event: _Event) -> None:
        if event.anchor is not None:
            self._note(event, "yaml/anchor", anchor=f"&{event.anchor}")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._note(event, "yaml/tag", tag=tag)


# where things stand, for whoever changes a file ----------------------------------


@dataclass(slots=True)
class Extent:
    """From where to where something stands in a text, and what is in it.

    `text` is the value of a scalar. `entries` are keys with their values, `items`
    those of a list. `is_flow` tells that it stands in brackets.
    """

    start: int
    end: int
    text: str
    is_flow: bool
    entries: list[tuple[Extent, Extent]]
    items: list[Extent]

    def entry(self, key: str) -> tuple[Extent, Extent] | None:
        """Return a key of a mapping with its value, None where it lacks it."""
        return next((pair for pair in self.entries if pair[0].text == key), None)


def extents(text: str) -> Extent:
    """Return where everything stands in a text that `read_nodes` found usable.

    The text comes without a byte order mark.
    """
    stack: list[tuple[Extent, list[Extent]]] = []
    root: Extent | None = None
    for event in _events(text):
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            made = Extent(start, start, "", bool(event.flow_style), [], [])
            stack.append((made, []))
            continue
        if isinstance(event, yaml.ScalarEvent):
            done = Extent(start, end, event.value, is_flow=False, entries=[], items=[])
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            done, parts = stack.pop()
            if isinstance(event, yaml.SequenceEndEvent):
                done.items = parts
            else:
                done.entries = list(zip(parts[::2], parts[1::2], strict=True))
            # without brackets a list or mapping ends where its last part does
            done.end = end if done.is_flow else parts[-1].end
        else:
            continue
        if stack:
            stack[-1][1].append(done)
        else:
            root = done
    assert root is not None  # noqa: S101 - the text was found usable
    return root
