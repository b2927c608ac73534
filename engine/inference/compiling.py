"""Compile rules into durable_rules rulesets small enough to be exact.

The question is one fact with a property per known circumstance, and a flag per
role or matter that a rule asks about; each derived circumstance is a fact of its
own. Every rule becomes one or more patterns; its exceptions become patterns that
stop it. A subject that is too large for one ruleset is divided.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.inference.durable import MOST_PATTERNS
from engine.rulebook.conditions import Condition, IsRole, OneOf, Present, Within
from engine.rulebook.problems import EngineError
from engine.rulebook.rules import ClassificationConclusion, RuleKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from engine.inference.durable import Fact, Test
    from engine.rulebook.rules import Rule, Slot
    from engine.rulebook.values import Value

QUESTION = "q"
#: One rule may stand for at most this many combinations of its alternatives.
MOST_ALTERNATIVES = 40


class TooManyAlternativesError(EngineError):
    """A rule lists so many alternatives that it must be divided."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One C rule: the rule it belongs to, and whether it stops it."""

    rule: str
    is_exception: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """The definition of one ruleset, with what its rule names stand for."""

    definition: Mapping[str, list[list[Test]]]
    order: Mapping[str, int]
    clauses: Mapping[str, Clause]


class Encoding:
    """How circumstances and slots are written as properties of facts."""

    def __init__(self, derived: Iterable[str]) -> None:
        """Take the circumstances that classifications may derive."""
        self._properties: dict[tuple[str, str], str] = {}
        self._derived = {name: f"d{n}" for n, name in enumerate(sorted(derived))}
        self._roles: dict[str, set[str]] = {}
        self._slots: dict[Slot, set[str]] = {}

    def is_derived(self, circumstance: str) -> bool:
        """Tell whether a classification may derive it."""
        return circumstance in self._derived

    def fact_kind(self, circumstance: str) -> str:
        """Return the kind of fact that carries a circumstance."""
        return self._derived.get(circumstance, QUESTION)

    def _property(self, sort: str, name: str) -> str:
        return self._properties.setdefault((sort, name), f"p{len(self._properties)}")

    def tests(self, condition: Condition) -> list[list[Test]]:
        """Return the alternatives of a condition, each a list of tests."""
        name = condition.circumstance
        value = self._property("value", name)
        match condition:
            case OneOf(values=values, negated=True):
                return [[{"$neq": {value: v}} for v in sorted(values, key=str)]]
            case OneOf(values=values):
                return [[{value: v}] for v in sorted(values, key=str)]
            case Within(low=low, high=high):
                if low is not None and low == high:
                    return [[{value: low}]]
                limits: list[Test] = []
                if low is not None:
                    limits.append({"$gte": {value: low}})
                if high is not None:
                    limits.append({"$lte": {value: high}})
                return [limits]
            case Present(is_present=True):
                return [[{"$ex": {value: 1}}]]
            case Present():
                return [[{self._property("absent", name): 1}]]
            case IsRole(roles=roles, negated=negated):
                self._roles.setdefault(name, set()).update(roles)
                flags = [self._property(f"is {name}", role) for role in sorted(roles)]
                if negated:
                    return [[{flag: 0} for flag in flags]]
                return [[{flag: 1}] for flag in flags]

    def slot_tests(self, slot: Slot, ids: frozenset[str]) -> list[list[Test]]:
        """Return the alternatives of a slot: the asked thing is one of `ids`."""
        self._slots.setdefault(slot, set()).update(ids)
        return [[{self._property(f"slot {slot.value}", id_): 1}] for id_ in sorted(ids)]

    def facts(
        self,
        slots: Mapping[Slot, frozenset[str]],
        known: Mapping[str, Value],
        role_kinds: Mapping[str, frozenset[str]],
    ) -> list[Fact]:
        """Return the facts of a question: the question, and given derived values.

        Args:
            slots: what each slot of the question is a kind of.
            known: the value of each known circumstance.
            role_kinds: for each role the roles it is a kind of.
        """
        question: dict[str, int | str] = {"kind": QUESTION}
        for slot, ids in self._slots.items():
            for id_ in ids & slots.get(slot, frozenset()):
                question[self._property(f"slot {slot.value}", id_)] = 1
        facts: list[Fact] = [question]
        for name in sorted(known):
            if ("value", name) not in self._properties and (
                "absent",
                name,
            ) not in self._properties:
                continue
            if name in self._derived:
                facts.extend(self.derived_fact(name, known[name], role_kinds))
            else:
                question.update(self._written(name, known[name], role_kinds))
        return facts

    def derived_fact(
        self, name: str, value: Value, role_kinds: Mapping[str, frozenset[str]]
    ) -> list[Fact]:
        """Return the fact that a circumstance has a value, if any rule asks for it."""
        if ("value", name) not in self._properties:
            return []
        return [{"kind": self._derived[name], **self._written(name, value, role_kinds)}]

    def _written(
        self, name: str, value: Value, role_kinds: Mapping[str, frozenset[str]]
    ) -> dict[str, int | str]:
        if value is None:
            return {self._property("absent", name): 1}
        written: dict[str, int | str] = {self._property("value", name): value}
        kinds = role_kinds.get(str(value), frozenset({str(value)}))
        for role in self._roles.get(name, ()):
            written[self._property(f"is {name}", role)] = int(role in kinds)
        return written


def strata(rules: Iterable[Rule]) -> dict[str, int]:
    """Return how many classifications deep each derived circumstance lies.

    INVARIANT: loading refused rings, so this ends.
    """
    inputs: dict[str, set[str]] = {}
    for rule in rules:
        if isinstance(rule.conclusion, ClassificationConclusion):
            for name, _ in rule.conclusion.derives:
                inputs.setdefault(name, set()).update(rule.circumstances)
    depth: dict[str, int] = {}

    def deep(name: str) -> int:
        if name not in depth:
            depth[name] = 1 + max(
                (deep(source) for source in inputs[name] if source in inputs), default=0
            )
        return depth[name]

    for name in sorted(inputs):
        deep(name)
    return depth


def compiled(rules: Iterable[Rule]) -> tuple[Encoding, tuple[tuple[Chunk, ...], ...]]:
    """Return the encoding and the rulesets, in the strata they must run in.

    Rules of one stratum depend only on what earlier strata derive, so running
    the strata in order makes exceptions exact: when an exception is tried,
    everything it can depend on has been derived.
    """
    listed = tuple(rules)
    depth = strata(listed)
    encoding = Encoding(depth)
    clauses: list[tuple[int, Clause, list[list[Test]]]] = []
    for rule in listed:
        level = _level(rule, depth)
        for group in rule.unless:
            for patterns in _patterns(rule, group, encoding):
                clauses.append((2 * level, Clause(rule.id, is_exception=True), patterns))
        for patterns in _patterns(rule, rule.when, encoding):
            order = 2 * level + 1
            clauses.append((order, Clause(rule.id, is_exception=False), patterns))
    if _fits([patterns for _, _, patterns in clauses]):
        return encoding, ((_chunk(clauses),),) if clauses else ()
    levels = sorted({order for order, _, _ in clauses})
    return encoding, tuple(
        tuple(_divided([clause for clause in clauses if clause[0] == order]))
        for order in levels
    )


def _level(rule: Rule, depth: Mapping[str, int]) -> int:
    """Return the stratum of a rule: above everything it depends on."""
    return max((depth.get(name, 0) for name in rule.circumstances), default=0)


def _patterns(
    rule: Rule, group: tuple[Condition, ...], encoding: Encoding
) -> list[list[list[Test]]]:
    """Return the alternatives of a rule's conditions, each a list of patterns."""
    alternatives: list[list[tuple[str, list[Test]]]] = []
    if rule.kind is not RuleKind.CLASSIFICATION:
        for slot, ids in rule.scope:
            alternatives.append([(QUESTION, t) for t in encoding.slot_tests(slot, ids)])
    for condition in group:
        kind = encoding.fact_kind(condition.circumstance)
        alternatives.append([(kind, tests) for tests in encoding.tests(condition)])
    count = 1
    for alternative in alternatives:
        count *= len(alternative)
    if count > MOST_ALTERNATIVES:
        msg = (
            f"the rule `{rule.id}` ({rule.place}) stands for {count} combinations of "
            f"alternatives, at most {MOST_ALTERNATIVES} fit: divide it into several rules"
        )
        raise TooManyAlternativesError(msg)
    return [_joined(combination) for combination in itertools.product(*alternatives)]


def _joined(combination: Iterable[tuple[str, list[Test]]]) -> list[list[Test]]:
    by_kind: dict[str, list[Any]] = {QUESTION: [{"kind": QUESTION}]}
    for kind, tests in combination:
        by_kind.setdefault(kind, [{"kind": kind}]).extend(tests)
    return [by_kind[kind] for kind in sorted(by_kind, key=lambda k: (k != QUESTION, k))]


def _fits(patterns: list[list[list[Test]]]) -> bool:
    return len(patterns) <= MOST_PATTERNS


def _chunk(clauses: list[tuple[int, Clause, list[list[Test]]]]) -> Chunk:
    named = {f"r{number}": clause for number, clause in enumerate(clauses)}
    return Chunk(
        definition={name: patterns for name, (_, _, patterns) in named.items()},
        order={name: order for name, (order, _, _) in named.items()},
        clauses={name: clause for name, (_, clause, _) in named.items()},
    )


def _divided(
    clauses: list[tuple[int, Clause, list[list[Test]]]],
) -> Iterable[Chunk]:
    for start in range(0, len(clauses), MOST_PATTERNS):
        yield _chunk(clauses[start : start + MOST_PATTERNS])
