"""Shapes made of shapes: lists, maps, objects, and texts in two languages."""

from __future__ import annotations

import itertools
from dataclasses import field
from typing import TYPE_CHECKING, Any

from ...records import record
from ..model.bounds import MOST_ITEMS
from ..model.problems import Referent
from ..model.texts import Text
from . import nodes
from .shapes import (
    ANY_SCALAR,
    WRONG,
    Entry,
    Problems,
    Schema,
    Shape,
    String,
    Wrong,
    described,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_ID = nodes.Scalar("id")
#: So many keys are named to somebody who wrote none.
_SHOWN = 5


@record(kw_only=False)
class List:
    """A list of `item`; with `may_be_one` a single one needs no list.

    It has at least `least` items and at most `most`; 0 is no bound. With `is_distinct`
    no two are the same: whoever reads the list says so in words of their own.
    """

    item: Shape
    may_be_one: bool = True
    least: int = 1
    most: int = MOST_ITEMS
    is_distinct: bool = False

    def read(self, node: nodes.Node, problems: Problems) -> tuple[Any, ...] | Wrong:
        """Return what could be read of the items."""
        if not isinstance(node, nodes.Sequence):
            if not self.may_be_one:
                return problems.note(
                    node.place, "list/expected", actual=described(node)
                )
            value = self.item.read(node, problems)
            return WRONG if value is WRONG else (value,)
        if not node.items and self.least:
            return problems.note(node.place, "list/empty")
        if len(node.items) < self.least:
            return problems.note(node.place, "list/too-short", least=self.least)
        if self.most and len(node.items) > self.most:
            return problems.note(node.place, "list/too-long", most=self.most)
        values = [self.item.read(item, problems) for item in node.items]
        return tuple([value for value in values if value is not WRONG])

    def schema(self) -> Schema:
        """Return a list, or also one item."""
        item = self.item.schema()
        several: Schema = {"type": "array", "items": item}
        if self.least:
            several["minItems"] = self.least
        if self.most:
            several["maxItems"] = self.most
        if self.is_distinct:
            several["uniqueItems"] = True
        return {"anyOf": [item, several]} if self.may_be_one else several


@record(kw_only=False)
class Map:
    """A mapping from ids to `item`, with at least `least` of them.

    With `keeps_wrong` an entry that was written wrongly stays as `WRONG`, so that
    its id counts as known wherever it is used.
    """

    item: Shape
    key: String
    least: int = 0
    keeps_wrong: bool = False

    def read(
        self, node: nodes.Node, problems: Problems
    ) -> dict[nodes.Scalar, Any] | Wrong:
        """Return the readable entries by id."""
        if not isinstance(node, nodes.Mapping):
            return problems.note(node.place, "mapping/expected", actual=described(node))
        if len(node.entries) < self.least:
            return problems.note(node.place, "mapping/empty")
        table = {}
        for key, value in node.entries.items():
            name = self.key.read(key, problems)
            if isinstance(self.item, Object):
                item: Any = self.item.read_named(value, problems, key)
            else:
                item = self.item.read(value, problems)
            if isinstance(name, Wrong) or (item is WRONG and not self.keeps_wrong):
                continue
            table[name] = item
        return table

    def schema(self) -> Schema:
        """Return an open object of items."""
        schema: Schema = {
            "type": "object",
            "propertyNames": self.key.schema(),
            "additionalProperties": self.item.schema(),
        }
        if self.least:
            schema["minProperties"] = self.least
        return schema


@record(kw_only=False)
class Object:
    """A mapping with known keys.

    Attributes:
        called: the noun by which problems call it.
        fields: the shape of each key that may stand in it.
        required: keys that must stand in it.
        one_of: keys of which at least one must.
        only_one_of: keys of which exactly one must.
        apart: pairs of keys that may not stand together.
        needs: keys that may only stand beside another.
        hints: the code of the problem that a certain key is missing or unknown,
            where there is more to say than to add it or to name the nearest.
        elsewhere: the noun of the object where a key belongs that may not stand here.
        about: what a key means, for editors.
    """

    called: str
    fields: Mapping[str, Shape]
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    only_one_of: tuple[str, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    needs: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    _required: frozenset[str] = field(init=False, repr=False, compare=False)
    _one_of: frozenset[str] = field(init=False, repr=False, compare=False)
    _apart: frozenset[frozenset[str]] = field(init=False, repr=False, compare=False)
    _may_clash: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep as sets what is looked at for every object in every file."""
        pairs = (*self.apart, *itertools.combinations(self.only_one_of, 2))
        object.__setattr__(self, "_required", frozenset(self.required))
        object.__setattr__(self, "_one_of", frozenset(self.one_of))
        object.__setattr__(self, "_apart", frozenset(map(frozenset, pairs)))
        object.__setattr__(self, "_may_clash", bool(pairs or self.needs))

    def read(self, node: nodes.Node, problems: Problems) -> Entry | Wrong:
        """Return the entry, unknown and missing keys noted."""
        return self.read_named(node, problems, "")

    def read_named(
        self, node: nodes.Node, problems: Problems, name: str
    ) -> Entry | Wrong:
        """Return the entry; problems call it by `name`, or else by its `id`.

        What is missing from it is a problem of where its name stands.
        """
        if not isinstance(node, nodes.Mapping):
            return problems.note(
                node.place,
                "record/expected",
                expected=Referent(self.called),
                actual=described(node),
                keys=tuple(self.fields)[:_SHOWN],
            )
        values: dict[str, Any] = {}
        fields = self.fields
        for key, value in node.entries.items():
            shape = fields.get(key)
            if shape is not None:
                values[key] = shape.read(value, problems)
            elif meant := self._note_unknown(node, key, name, problems):
                values[nodes.scalar(meant, key.place)] = WRONG
        if not self._is_complete(values):
            self._note_missing(node, values, name, problems)
        if self._may_clash and len(node.entries) > 1:
            self._note_clashes(node, name, problems)
        return Entry(values, node)

    def _title(self, node: nodes.Mapping, name: str) -> Referent:
        named: nodes.Node | str = name or node.entries.get(_ID) or ""
        return Referent(self.called, str(named) if isinstance(named, str) else "")

    def _note_unknown(
        self, node: nodes.Mapping, key: nodes.Scalar, name: str, problems: Problems
    ) -> str:
        """Note an unknown key; return the key it stands for, where that is missing."""
        record = self._title(node, name)
        if key in self.hints:
            problems.note(key.place, self.hints[key], key=key, record=record)
            return ""
        if key in self.elsewhere:
            home = Referent(self.elsewhere[key])
            problems.note(key.place, "key/elsewhere", key=key, record=record, home=home)
            return ""
        near = problems.near(key, self.fields)
        if not near and " " in key:  # `{sv: a, b, en: c}`: the comma ended the text
            problems.note(key.place, "key/after-comma", key=key, record=record)
            return ""
        problems.note(
            key.place,
            "key/unknown",
            key=key,
            record=record,
            near=near,
            known=tuple(self.fields),
        )
        return next((meant for meant in near if meant not in node.entries), "")

    # what is missing ------------------------------------------------------------------

    def _is_complete(self, values: Mapping[str, Any]) -> bool:
        keys = values.keys()
        if not self._required <= keys:
            return False
        if self.one_of and self._one_of.isdisjoint(keys):
            return False
        return not self.only_one_of or any(key in keys for key in self.only_one_of)

    def _note_missing(
        self,
        node: nodes.Mapping,
        values: Mapping[str, Any],
        name: str,
        problems: Problems,
    ) -> None:
        record = self._title(node, name)
        where = name.place if isinstance(name, nodes.Scalar) else node.place
        for key in self.required:
            if key not in values:
                code = self.hints.get(key, "key/missing")
                problems.note(where, code, key=key, record=record)
        if self.one_of and self._one_of.isdisjoint(values):
            problems.note(where, "key/none-of", keys=self.one_of, record=record)
        if self.only_one_of and not any(key in values for key in self.only_one_of):
            keys = self.only_one_of
            problems.note(where, "key/not-one-of", keys=keys, record=record)

    # what cannot stand together -------------------------------------------------------

    def _note_clashes(self, node: nodes.Mapping, name: str, problems: Problems) -> None:
        """Note two keys that exclude each other, and keys that need another."""
        keys = [key for key in node.entries if key in self.fields]
        for earlier, later in itertools.combinations(keys, 2):
            if {earlier, later} in self._apart:
                problems.note(
                    later.place,
                    "key/clash",
                    record=self._title(node, name),
                    one=earlier,
                    other=later,
                )
                break
        for key in keys:
            needed = self.needs.get(key)
            if needed and needed not in keys:
                problems.note(key.place, "key/alone", key=key, needed=needed)

    def schema(self) -> Schema:
        """Return a closed object."""
        properties = {}
        for key, shape in self.fields.items():
            properties[key] = shape.schema()
            if key in self.about:
                properties[key] |= {"description": self.about[key]}
        schema: Schema = {
            "title": self.called,
            "type": "object",
            "additionalProperties": False,
            "properties": properties,
        }
        if self.required:
            schema["required"] = list(self.required)
        if self.one_of:
            schema["anyOf"] = [{"required": [key]} for key in self.one_of]
        if self.only_one_of:
            schema["oneOf"] = [{"required": [key]} for key in self.only_one_of]
        if self.apart:
            schema["allOf"] = [{"not": {"required": list(pair)}} for pair in self.apart]
        if self.needs:
            schema["dependentRequired"] = {k: [n] for k, n in self.needs.items()}
        return schema


_PAIR = Object("text", {"sv": String("text"), "en": String("text")}, required=("sv",))


@record(kw_only=False)
class Bilingual:
    """A text for people: Swedish, or `{sv, en}`."""

    def read(self, node: nodes.Node, problems: Problems) -> Text | Wrong:
        """Return the text, on one line."""
        if isinstance(node, nodes.Mapping):
            entry = _PAIR.read(node, problems)
            if isinstance(entry, Wrong):
                return WRONG
            swedish, english = entry.get("sv"), entry.get("en", "")
            return WRONG if swedish is None else Text(str(swedish), str(english))
        line = " ".join(node.split()) if isinstance(node, nodes.Scalar) else ""
        if line:
            return Text(line)
        return problems.note(node.place, "value/expected-text", actual=described(node))

    def schema(self) -> Schema:
        """Return a scalar or a pair."""
        return {"anyOf": [dict(ANY_SCALAR), _PAIR.schema()]}
