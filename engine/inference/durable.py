"""Drive the C module of durable_rules inside the subset where it is exact.

Measured hazards decide every line here: no Host, facts only, one private session
per question, a primed slot, flat validated facts, sizes checked before anything
reaches C. `docs/decisions/0003-durable-rules-in-one-room.md` tells why.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
import weakref
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from ..rulebook.model.problems import EngineError, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import ModuleType

    #: A flat fact: property → whole number or text, `kind` always among them.
    Fact = Mapping[str, int | str]
    #: A condition on one property: equality, or `{operator: {property: value}}`.
    Test = dict[str, Any]


_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class InferenceError(EngineError):
    """The inference library is missing, refused something, or left its subset."""


#: At most this many patterns can be true at once for one fact; the library's
#: evaluation stack holds 64.
MOST_PATTERNS = 48
MOST_TESTS = 120
#: The library joins at most 16 facts in one rule.
MOST_FACTS_A_RULE = 8
#: The library reads at most 250 properties of one fact.
MOST_PROPERTIES = 200
MOST_ORDERS = 60_000
#: The library counts the length of a text in 16 bits.
LONGEST_TEXT = 30_000
#: Beyond 2**53 the library rounds.
LARGEST_NUMBER = 2**53
#: So many answers of one ruleset are remembered, and so many facts as C reads them.
MOST_REMEMBERED = 64
_MOST_TEXTS = 256
_MOST_STEPS = 10_000
_START = "z"
_SESSION = "S"
#: Words that mean something to the library or to this driver.
_RESERVED = frozenset({"sid", "id", "$s", "kind", "ett"})
_RESERVED_BESIDE_KIND = _RESERVED - {"kind"}
_COMPARISONS = frozenset({"$neq", "$lte", "$gte"})
_EXISTS = "$ex"
#: How a match in C begins: with the name of the rule that fires.
_NAME = re.compile(r'\{"([^"\\]+)":')


# INVARIANT: rules and facts are written alike, for C compares escaped bytes
_dumps = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":")
).encode


def _fact_text(heard: Mapping[str, int | str]) -> str:
    """Return a fact as C reads it, up to the name that it has in a session."""
    return _dumps({**heard, "ett": 1, "sid": _SESSION, "id": ""})[: -len('""}')]


_START_FACT = _fact_text({"kind": "_start"})


def _name_in(match: str) -> str:
    """Return the name of the rule that a match in C is of."""
    if plain := _NAME.match(match):
        return plain[1]
    (name,) = json.loads(match)
    return str(name)


def _remember(
    kept: dict[tuple[_Key, ...], _Value],
    key: tuple[_Key, ...],
    value: _Value,
    most: int,
) -> None:
    """Keep a value under a key; where there are so many, the first kept is left out."""
    if len(kept) == most:
        del kept[next(iter(kept))]
    kept[key] = value


def _imported() -> ModuleType:
    """Import the C module with lazy binding, which Python 3.13 and later need.

    The build calls a function that 3.13 removed, but only in storage callbacks
    that are never used here.
    """
    getter = getattr(sys, "getdlopenflags", None)
    flags = getter() if getter else None
    try:
        if flags is not None:
            sys.setdlopenflags(os.RTLD_LAZY)
        import durable_rules_engine  # noqa: PLC0415 - the flags must surround it
    except ImportError as error:
        message = Message.of("inference/not-installed", answer=str(error))
        raise InferenceError(message) from error
    finally:
        if flags is not None:
            sys.setdlopenflags(flags)
    module: ModuleType = durable_rules_engine
    return module


def name_hash(name: str) -> int:
    """Return the 32-bit FNV-1a hash by which the library compares property names."""
    result = 0x811C9DC5
    for byte in name.encode():
        result = ((result ^ byte) * 0x01000193) & 0xFFFFFFFF
    return result


class Ruleset:
    """A small ruleset in C: facts in, names of the rules that fire out.

    `definition` maps a rule name to its patterns; each pattern is a list of tests
    on one fact, the first of which is equality on `kind`. Rules with a lower
    `order` fire first, and a fact derived by one of them is seen by all.
    """

    def __init__(
        self,
        definition: Mapping[str, Sequence[Sequence[Test]]],
        order: Mapping[str, int],
    ) -> None:
        """Check sizes and forms, create the ruleset in C and prime its session.

        Raises:
            InferenceError: the definition lies outside the exact subset.
        """
        self._kinds, self._types = _checked(definition)
        rules: dict[str, Any] = {
            name: {
                "all": [
                    {f"m{number}": {"$and": list(tests)}}
                    for number, tests in enumerate(patterns)
                ],
                "pri": _checked_order(name, order.get(name, 0)) + 1,
            }
            for name, patterns in definition.items()
        }
        rules[_START] = {"all": [{"m0": {"$and": [{"kind": "_start"}]}}], "pri": 0}
        self._remembered: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._texts: dict[tuple[object, ...], str] = {}
        self._c = _imported()
        self._lock = threading.Lock()
        try:
            self._handle = self._c.create_ruleset("d", _dumps(rules))
        except self._c.error as error:
            message = Message.of("inference/rules-refused", answer=str(error))
            raise InferenceError(message) from error
        # The library frees an uninitialised slot when a session is deleted before
        # any rule fired in it: fire one rule before the first real session.
        self._start()
        self._c.delete_state(self._handle, _SESSION)
        # INVARIANT: no session is left, or deleting the ruleset would leak it
        self._end = weakref.finalize(self, self._c.delete_ruleset, self._handle)
        self._end.atexit = False

    def fired(
        self,
        facts: Iterable[Fact],
        derive: Callable[[str], Iterable[Fact]] | None = None,
    ) -> tuple[str, ...]:
        """Return the names of the rules that fire, in the order they did.

        `derive` is told each name and returns the facts that follow from it. Without
        it nothing follows, so that what fires rests on the facts alone: the answers
        to those that were given last are remembered.

        Raises:
            InferenceError: a fact lies outside the subset, or C refused it.
        """
        with self._lock:
            heard = tuple(filter(None, map(self._text, facts)))
            if derive is not None:
                return self._run(heard, derive)
            known = self._remembered.get(heard)
            if known is None:
                known = self._run(heard, lambda _: ())
                _remember(self._remembered, heard, known, MOST_REMEMBERED)
            return known

    def _run(
        self, heard: Iterable[str], derive: Callable[[str], Iterable[Fact]]
    ) -> tuple[str, ...]:
        """Lay facts before the rules in C, in a session that leaves nothing behind."""
        known: set[str] = set()
        names: list[str] = []
        try:
            offset = self._asserted(_START_FACT, _START)
            for text in heard:
                self._put(text, known)
            match = self._started(offset)
            for _ in range(_MOST_STEPS):
                if match is None:
                    return tuple(names)
                name = _name_in(match)
                if name != _START:
                    names.append(name)
                    for text in filter(None, map(self._text, derive(name))):
                        self._put(text, known)
                match = self._c.complete_and_start_action(self._handle, offset)
            raise InferenceError(Message.of("inference/endless", most=_MOST_STEPS))
        finally:
            self._c.delete_state(self._handle, _SESSION)

    def _put(self, text: str, known: set[str]) -> None:
        if text in known:  # C refuses a fact it has seen
            return
        known.add(text)
        self._asserted(text, f"f{len(known)}")

    def _text(self, fact: Fact) -> str:
        """Return what some rule asks of a fact, up to its name; empty for nothing.

        The same facts come again and again: the last ones are remembered as written.
        """
        # 1 and True are equal, and only one of them is a whole number
        key = (*fact.items(), *map(type, fact.values()))
        try:
            known = self._texts.get(key)
        except TypeError:  # no value of a fact
            return self._written(fact)
        if known is None:
            known = self._written(fact)
            _remember(self._texts, key, known, _MOST_TEXTS)
        return known

    def _written(self, fact: Fact) -> str:
        """Return the part of a fact that some rule asks about, as C reads it.

        What no rule asks about must not reach C, which takes two property names
        for one when they share a hash.
        """
        kind = fact.get("kind")
        if not isinstance(kind, str):
            _refuse("a fact has no kind")
        for key in _RESERVED_BESIDE_KIND.intersection(fact):
            _refuse(f"a fact holds `{key}`")
        if kind not in self._kinds:
            return ""
        heard: dict[str, int | str] = {"kind": kind}
        for key, expected in self._types.items():
            if key not in fact:
                continue
            value = fact[key]
            if expected not in (None, _checked_type(key, value)):
                _refuse(f"`{key}` holds both numbers and text")
            heard[key] = value
        return _fact_text(heard)

    def _asserted(self, text: str, id_: str) -> int:
        try:
            status, offset = self._c.assert_fact(self._handle, f'{text}"{id_}"}}')
        except self._c.error as error:
            message = Message.of("inference/fact-refused", answer=str(error))
            raise InferenceError(message) from error
        if status not in (0, 1):  # 1: no rule listens, which is fine
            message = Message.of("inference/fact-refused", answer=str(status))
            raise InferenceError(message)
        return int(offset)

    def _started(self, offset: int) -> str | None:
        state = self._c.start_action_for_state(self._handle, offset)
        if state is None:
            raise InferenceError(Message.of("inference/held-back"))
        match: str = state[1]
        return match

    def _start(self) -> None:
        offset = self._asserted(_START_FACT, _START)
        self._started(offset)
        self._c.complete_and_start_action(self._handle, offset)


def _checked(
    definition: Mapping[str, Sequence[Sequence[Test]]],
) -> tuple[frozenset[str], dict[str, type | None]]:
    """Return the kinds of fact that rules wait for, and the type of each property.

    A property that is only tested for existence has no type of its own.
    """
    types: dict[str, type | None] = {}
    patterns_of: dict[str, int] = {}
    for name, patterns in definition.items():
        _check_size(name, patterns)
        for tests in patterns:
            kind = _checked_kind(name, tests[0])
            patterns_of[kind] = patterns_of.get(kind, 0) + 1
            for test in tests[1:]:
                key, held = _checked_test(name, test)
                if held is not None and types.get(key) not in (None, held):
                    _refuse(f"`{key}` is tested against both numbers and text")
                types[key] = held or types.get(key)
    for kind, count in patterns_of.items():
        if count > MOST_PATTERNS:
            _refuse(f"{count} patterns wait for `{kind}`")
    names = {*types, "kind", "ett", "sid", "id"}
    if len(names) > MOST_PROPERTIES:
        _refuse(f"{len(names)} properties")
    if len({name_hash(name) for name in names}) < len(names):
        _refuse("two properties share a hash")
    return frozenset(patterns_of), types


def _check_size(name: str, patterns: Sequence[Sequence[Test]]) -> None:
    if not name or name == _START or "$" in name:
        _refuse(f"a rule is called `{name}`")
    if not patterns or len(patterns) > MOST_FACTS_A_RULE:
        _refuse(f"rule {name} has {len(patterns)} patterns")
    for tests in patterns:
        if not tests or len(tests) > MOST_TESTS:
            _refuse(f"rule {name} has a pattern of {len(tests)} tests")


def _checked_kind(name: str, test: Test) -> str:
    kind = test.get("kind")
    if len(test) != 1 or not isinstance(kind, str) or not kind or kind == "_start":
        _refuse(f"rule {name} has a pattern that does not begin with a kind")
    return kind


def _checked_test(name: str, test: Test) -> tuple[str, type | None]:
    """Return the property a test is about, and the type it compares with."""
    if len(test) != 1:
        _refuse(f"rule {name} has a test with {len(test)} keys")
    ((key, value),) = test.items()
    operator = ""
    if key.startswith("$"):
        operator = key
        if key not in _COMPARISONS | {_EXISTS} or not isinstance(value, dict):
            _refuse(f"rule {name} uses {key}")
        if len(value) != 1:
            _refuse(f"rule {name} uses {key} on {len(value)} properties")
        ((key, value),) = value.items()
    if not key or key in _RESERVED or key.startswith("$"):
        _refuse(f"rule {name} tests `{key}`")
    held = _checked_type(key, value)
    if operator in {"$lte", "$gte"} and held is not int:
        _refuse(f"rule {name} compares `{key}` with text")
    return key, None if operator == _EXISTS else held


def _checked_order(name: str, order: int) -> int:
    if not 0 <= order <= MOST_ORDERS:
        _refuse(f"rule {name} has the order {order}")
    return order


def _checked_type(key: str, value: object) -> type:
    """Return whether a value is a whole number or text, and refuse anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        if -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
            return int
    elif isinstance(value, str) and 0 < _size(value) <= LONGEST_TEXT:
        return str
    return _refuse(f"`{key}` holds a value that cannot be compared exactly")


def _size(text: str) -> int:
    """Return the number of bytes of a text, 0 when it cannot be written at all."""
    try:
        return len(text.encode())
    except UnicodeEncodeError:  # half of a pair of surrogates
        return 0


def _refuse(what: str) -> NoReturn:
    raise InferenceError(Message.of("inference/outside-subset", detail=what))
