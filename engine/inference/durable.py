"""Drive the C module of durable_rules inside the subset where it is exact.

Measured hazards decide every line here: no Host, facts only, one private session
per question, a primed slot, flat validated facts, sizes checked before anything
reaches C. `docs/decisions/0003-durable-rules-in-one-room.md` tells why.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import TYPE_CHECKING, Any

from engine.rulebook.problems import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import ModuleType

    #: A flat fact: property → whole number or text, `kind` always among them.
    Fact = Mapping[str, int | str]
    #: A condition on one property: equality, or `{operator: {property: value}}`.
    Test = dict[str, Any]


class InferenceError(EngineError):
    """The inference library is missing, refused something, or left its subset."""


#: At most this many patterns can be true at once for one fact; the library's
#: evaluation stack holds 64.
MOST_PATTERNS = 48
MOST_TESTS = 24
MOST_FACTS_A_RULE = 8
MOST_PROPERTIES = 200
LONGEST_TEXT = 30_000
LARGEST_NUMBER = 2**53
_MOST_STEPS = 10_000
_START = "z"
_RESERVED = frozenset({"sid", "id", "$s", "kind"})
_OPERATORS = frozenset({"$neq", "$lte", "$gte", "$ex", "$nex"})


def _dumps(content: object) -> str:
    # INVARIANT: rules and facts are written alike, for C compares escaped bytes
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


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
        msg = (
            f"the package durable-rules cannot be imported ({error}): install it with "
            "`pip install --no-cache-dir durable-rules`, which needs a C compiler; "
            "on Python 3.13 set CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject first"
        )
        raise InferenceError(msg) from error
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
        self, definition: Mapping[str, Sequence[Sequence[Test]]], order: Mapping[str, int]
    ) -> None:
        """Check sizes and forms, create the ruleset in C and prime its session."""
        checked = _checked(definition)
        rules: dict[str, Any] = {
            name: {
                "all": [
                    {f"m{number}": {"$and": list(tests)}}
                    for number, tests in enumerate(patterns)
                ],
                "pri": order.get(name, 0) + 1,
            }
            for name, patterns in checked.items()
        }
        rules[_START] = {"all": [{"m0": {"$and": [{"kind": "_start"}]}}], "pri": 0}
        self._c = _imported()
        self._lock = threading.Lock()
        self._handle = self._c.create_ruleset("d", _dumps(rules))
        # The library frees an uninitialised slot when a session is deleted before
        # any rule fired in it: fire one rule before the first real session.
        self._start()
        self._c.delete_state(self._handle, "S")

    def fired(
        self, facts: Iterable[Fact], derive: Callable[[str], Iterable[Fact]]
    ) -> tuple[str, ...]:
        """Return the names of the rules that fire, in the order they did.

        `derive` is told each name and returns the facts that follow from it.

        Raises:
            InferenceError: a fact lies outside the subset, or C refused it.
        """
        known: list[dict[str, int | str]] = []
        names: list[str] = []
        with self._lock:
            try:
                offset = self._asserted({"kind": "_start"}, _START)
                for fact in facts:
                    self._put(fact, known)
                match = self._started(offset)
                for _ in range(_MOST_STEPS):
                    if match is None:
                        return tuple(names)
                    (name,) = json.loads(match)
                    if name != _START:
                        names.append(name)
                        for fact in derive(name):
                            self._put(fact, known)
                    match = self._c.complete_and_start_action(self._handle, offset)
                msg = f"inference did not end within {_MOST_STEPS} steps"
                raise InferenceError(msg)
            finally:
                self._c.delete_state(self._handle, "S")

    def _put(self, fact: Fact, known: list[dict[str, int | str]]) -> None:
        plain = _checked_fact(fact)
        if plain in known:  # the library refuses a fact it has seen
            return
        known.append(plain)
        self._asserted(plain, f"f{len(known)}")

    def _asserted(self, fact: Fact, id_: str) -> int:
        text = _dumps({**fact, "ett": 1, "sid": "S", "id": id_})
        try:
            status, offset = self._c.assert_fact(self._handle, text)
        except Exception as error:
            msg = f"the inference library refused a fact: {error}"
            raise InferenceError(msg) from error
        if status not in (0, 1):  # 1: no rule listens, which is fine
            msg = f"the inference library answered {status} to a fact"
            raise InferenceError(msg)
        return int(offset)

    def _started(self, offset: int) -> str | None:
        found = self._c.start_action_for_state(self._handle, offset)
        if found is None:
            msg = "the inference library holds the session back"
            raise InferenceError(msg)
        match: str = found[1]
        return match

    def _start(self) -> None:
        offset = self._asserted({"kind": "_start"}, _START)
        self._started(offset)
        self._c.complete_and_start_action(self._handle, offset)


def _checked(
    definition: Mapping[str, Sequence[Sequence[Test]]],
) -> Mapping[str, Sequence[Sequence[Test]]]:
    properties = {"kind", "ett", "sid", "id"}
    patterns_of: dict[str, int] = {}
    for name, patterns in definition.items():
        if not patterns or len(patterns) > MOST_FACTS_A_RULE:
            _refuse(f"rule {name} has {len(patterns)} patterns")
        for tests in patterns:
            if not tests or len(tests) > MOST_TESTS or set(tests[0]) != {"kind"}:
                _refuse(f"rule {name} has a pattern of {len(tests)} tests")
            kind = str(tests[0]["kind"])
            patterns_of[kind] = patterns_of.get(kind, 0) + 1
            for test in tests[1:]:
                properties.add(_checked_test(name, test))
    for kind, count in patterns_of.items():
        if count > MOST_PATTERNS:
            _refuse(f"{count} patterns wait for `{kind}`")
    if len(properties) > MOST_PROPERTIES:
        _refuse(f"{len(properties)} properties")
    if len({name_hash(name) for name in properties}) < len(properties):
        _refuse("two properties share a hash")
    return definition


def _checked_test(name: str, test: Test) -> str:
    if len(test) != 1:
        _refuse(f"rule {name} has a test with {len(test)} keys")
    ((key, value),) = test.items()
    if key.startswith("$"):
        if key not in _OPERATORS or not isinstance(value, dict) or len(value) != 1:
            _refuse(f"rule {name} uses {key}")
        ((key, value),) = value.items()
    if key in _RESERVED:
        _refuse(f"rule {name} tests `{key}`")
    _check_value(key, value)
    return key


def _checked_fact(fact: Fact) -> dict[str, int | str]:
    if len(fact) > MOST_PROPERTIES:
        _refuse(f"a fact has {len(fact)} properties")
    for key, value in fact.items():
        _check_value(key, value)
    return dict(fact)


def _check_value(key: str, value: object) -> None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if is_number and abs(int(str(value))) <= LARGEST_NUMBER:
        return
    if isinstance(value, str) and 0 < len(value.encode()) <= LONGEST_TEXT:
        return
    _refuse(f"`{key}` holds a value that cannot be compared exactly")


def _refuse(what: str) -> None:
    msg = f"outside the exact subset of the inference library: {what}"
    raise InferenceError(msg)
