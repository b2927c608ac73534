"""Compile rules into durable_rules rulesets small enough to be exact.

The question is one fact with a property per known circumstance, and a flag per
set of roles or matters that a rule asks about; each derived circumstance is a
fact of its own. Every rule becomes one or more patterns; its exceptions become
patterns that stop it. Rules lie in layers: those of one layer depend only on what
the layers before it derive. A subject too large for one ruleset is divided.
"""

from __future__ import annotations

import enum
import itertools
from bisect import bisect_right
from typing import TYPE_CHECKING, TypeVar

from ..records import record
from ..rulebook.model.conditions import Condition, IsRole, OneOf, Present, Within
from ..rulebook.model.problems import EngineError, Message
from ..rulebook.model.rules import RuleKind
from .durable import MOST_FACTS_A_RULE, MOST_PATTERNS, MOST_PROPERTIES, MOST_TESTS
from .layers import layers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..rulebook.model.rules import Rule, Slot
    from ..rulebook.model.values import Value
    from .durable import Fact, Test

    #: What one fact must fulfil, and what several facts must fulfil together.
    Pattern = list[Test]
    Patterns = list[Pattern]

QUESTION = "q"
_Value = TypeVar("_Value")
#: One rule may stand for at most this many combinations of its alternatives.
MOST_ALTERNATIVES = 40
#: Properties that every ruleset has besides those of its rules.
_OWN_PROPERTIES = 4


class UnwieldyRuleError(EngineError):
    """A rule that asks for more at once than the inference library can hold."""


class Effect(enum.Enum):
    """What happens when a clause fires, in the order in which a layer does it."""

    STOPS = 0
    FIRES = 1
    SETTLES = 2


@record(kw_only=False)
class Clause:
    """One C rule: what it does to which rule, or that its layer is through."""

    layer: int
    effect: Effect
    rule: str = ""

    @property
    def order(self) -> int:
        """When the clause has its turn: layer by layer, and effect by effect."""
        return len(Effect) * self.layer + self.effect.value


@record(kw_only=False)
class Chunk:
    """The definition of one ruleset, with what its rule names stand for.

    `settles` tells whether something is derived while its rules fire.
    """

    definition: Mapping[str, Patterns]
    order: Mapping[str, int]
    clauses: Mapping[str, Clause]
    settles: bool


@record(kw_only=False)
class _PlacedClause:
    """A clause with its patterns."""

    clause: Clause
    patterns: Patterns

    @property
    def properties(self) -> frozenset[str]:
        """The properties that the tests of the patterns are about."""
        return frozenset(
            _property_of(test) for tests in self.patterns for test in tests
        )


class Encoding:
    """How circumstances and slots are written as properties of facts.

    Amounts, numbers and days that only limits ask about are written as how many of the
    limits they have reached. So rows of one form have one definition, whatever their
    limits are, and share a ruleset and all that is remembered of it.
    """

    def __init__(
        self, derived: Iterable[str], limits: Mapping[str, Sequence[int]] | None = None
    ) -> None:
        """Take the circumstances that classifications may derive, and limits.

        Args:
            derived: the circumstances.
            limits: where something begins or has just ended, in order, for each
                circumstance that conditions ask about in no other way.
        """
        self._limits = limits or {}
        self._names: dict[object, str] = {}
        self._derived = {name: f"d{n}" for n, name in enumerate(sorted(derived))}
        self._role_flags: dict[str, dict[frozenset[str], str]] = {}
        self._slot_flags: dict[tuple[Slot, str], list[str]] = {}

    def fact_kind(self, circumstance: str) -> str:
        """Return the kind of fact that carries a circumstance."""
        return self._derived.get(circumstance, QUESTION)

    def _property(self, *of: object) -> str:
        return self._names.setdefault(of, f"p{len(self._names)}")

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
                first, last = self._reached(name, low), self._reached(name, high)
                if first is not None and first == last:
                    return [[{value: first}]]
                limits: list[Test] = [
                    {operator: {value: limit}}
                    for operator, limit in (("$gte", first), ("$lte", last))
                    if limit is not None
                ]
                return [limits or [{"$ex": {value: 1}}]]
            case Present(is_present=True):
                return [[{"$ex": {value: 1}}]]
            case Present():
                return [[{self._property("absent", name): 1}]]
            case IsRole(roles=roles, negated=negated):
                flag = self._property("role", name, roles)
                self._role_flags.setdefault(name, {})[roles] = flag
                return [[{flag: int(not negated)}]]

    def _reached(self, name: str, value: _Value) -> _Value | int:
        """Return how many limits a value has reached, itself where none are known."""
        limits = self._limits.get(name)
        if limits is None or not isinstance(value, int):
            return value
        return bisect_right(limits, value)

    def slot_test(self, slot: Slot, ids: frozenset[str]) -> Test:
        """Return the test that what is asked about in a slot is one of `ids`."""
        is_new = ("slot", slot, ids) not in self._names
        flag = self._property("slot", slot, ids)
        if is_new:
            for id_ in ids:
                self._slot_flags.setdefault((slot, id_), []).append(flag)
        return {flag: 1}

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
        for slot, ids in slots.items():
            for id_ in ids:
                flags = self._slot_flags.get((slot, id_), ())
                question.update(dict.fromkeys(flags, 1))
        facts: list[Fact] = [question]
        for name, value in known.items():
            if name in self._derived:
                facts.append(self.derived_fact(name, value, role_kinds))
            else:
                question.update(self._written(name, value, role_kinds))
        return facts

    def derived_fact(
        self, name: str, value: Value, role_kinds: Mapping[str, frozenset[str]]
    ) -> Fact:
        """Return the fact that a circumstance which can be derived has a value."""
        return {"kind": self._derived[name], **self._written(name, value, role_kinds)}

    def _written(
        self, name: str, value: Value, role_kinds: Mapping[str, frozenset[str]]
    ) -> dict[str, int | str]:
        """Return the properties that say a value; none when no rule asks for it."""
        if value is None:
            absent = self._names.get(("absent", name))
            return {absent: 1} if absent else {}
        asked = self._names.get(("value", name))
        written: dict[str, int | str] = {}
        if asked:
            written[asked] = self._reached(name, value)
        kinds = role_kinds.get(str(value), frozenset({str(value)}))
        for roles, flag in self._role_flags.get(name, {}).items():
            written[flag] = int(not kinds.isdisjoint(roles))
        return written


@record(kw_only=False)
class Stage:
    """Rulesets that run together, each on the same facts.

    `settles` is the layer that is through after them, where there is one.
    """

    chunks: tuple[Chunk, ...]
    settles: int | None = None


def compile_rules(
    rules: Iterable[Rule], among: Mapping[Slot, frozenset[str]] | None = None
) -> tuple[Encoding, tuple[Stage, ...]]:
    """Return the encoding and the rulesets, in the stages they must run in.

    In a slot that `among` names nothing else is ever asked about, so a rule on hundreds
    of matters is tried as one on those.

    When a layer has its turn everything it can depend on is settled, which makes
    exceptions exact. A small subject is one ruleset that chains through its layers
    by itself; in a large one each layer has rulesets of its own.

    Raises:
        UnwieldyRuleError: a rule must be divided.
    """
    listed = tuple(rules)
    depths, levels = layers_of(listed)
    encoding = Encoding(depths, _limits(listed))
    placed: list[_PlacedClause] = []
    for rule in listed:
        layer = levels[rule.id]
        stops = Clause(layer, Effect.STOPS, rule.id)
        fires = Clause(layer, Effect.FIRES, rule.id)
        for clause, groups in ((stops, rule.unless), (fires, (rule.when,))):
            placed.extend(
                _PlacedClause(clause, patterns)
                for group in groups
                for patterns in _patterns(rule, group, encoding, among or {})
            )
    through = [
        _PlacedClause(Clause(layer, Effect.SETTLES), [[{"kind": QUESTION}]])
        for layer in range(max(depths.values(), default=0))
    ]
    whole = tuple(_divided([*placed, *through]))
    if len(whole) <= 1:
        return encoding, (Stage(whole),)
    return encoding, tuple(
        Stage(
            tuple(_divided([p for p in placed if p.clause.order == order])),
            settles=order // len(Effect) if order % len(Effect) else None,
        )
        for order in sorted({p.clause.order for p in placed})
    )


def _limits(rules: Iterable[Rule]) -> dict[str, list[int]]:
    """Return where limits begin or have just ended, in order, for each circumstance.

    One that is asked about by its very values, too, has none.
    """
    limits: dict[str, set[int]] = {}
    valued: set[str] = set()
    for rule in rules:
        for condition in itertools.chain(rule.when, *rule.unless):
            if isinstance(condition, Within):
                begun = (condition.low, condition.high)
                own = limits.setdefault(condition.circumstance, set())
                own.update(
                    bound + is_end
                    for is_end, bound in enumerate(begun)
                    if isinstance(bound, int)
                )
            elif not isinstance(condition, Present):
                valued.add(condition.circumstance)
    return {name: sorted(own) for name, own in limits.items() if name not in valued}


def _patterns(
    rule: Rule,
    group: tuple[Condition, ...],
    encoding: Encoding,
    among: Mapping[Slot, frozenset[str]],
) -> list[Patterns]:
    """Return the alternatives of a rule's conditions, each a list of patterns."""
    scope: list[Test] = []
    if rule.kind is not RuleKind.CLASSIFICATION:
        scope = [
            encoding.slot_test(slot, ids & among.get(slot, ids))
            for slot, ids in rule.scope
        ]
    alternatives = [
        [(encoding.fact_kind(condition.circumstance), tests) for tests in listed]
        for condition in group
        for listed in (encoding.tests(condition),)
    ]
    count = 1
    for alternative in alternatives:
        count *= len(alternative)
    if count > MOST_ALTERNATIVES:
        _refuse("inference/many-alternatives", rule, count, MOST_ALTERNATIVES)
    made = [
        _joined(scope, combination) for combination in itertools.product(*alternatives)
    ]
    for patterns in made:
        if len(patterns) > MOST_FACTS_A_RULE:
            count, most = len(patterns) - 1, MOST_FACTS_A_RULE - 1
            _refuse("inference/many-classified", rule, count, most)
        longest = max(len(tests) for tests in patterns)
        if longest > MOST_TESTS:
            _refuse("inference/many-conditions", rule, longest, MOST_TESTS)
    return made


def _refuse(code: str, rule: Rule, count: int, most: int) -> None:
    raise UnwieldyRuleError(
        Message.of(code, rule=rule.id, place=rule.place, count=count, most=most)
    )


def _joined(
    scope: list[Test], combination: Iterable[tuple[str, list[Test]]]
) -> Patterns:
    by_kind: dict[str, list[Test]] = {QUESTION: [{"kind": QUESTION}, *scope]}
    for kind, tests in combination:
        by_kind.setdefault(kind, [{"kind": kind}]).extend(tests)
    return [by_kind[kind] for kind in sorted(by_kind, key=lambda k: (k != QUESTION, k))]


def _property_of(test: Test) -> str:
    ((key, value),) = test.items()
    return next(iter(value)) if isinstance(value, dict) else key


def _divided(clauses: list[_PlacedClause]) -> Iterator[Chunk]:
    """Yield the clauses in rulesets that are small enough."""
    waiting: list[_PlacedClause] = []
    properties: frozenset[str] = frozenset()
    for clause in clauses:
        grown = properties | clause.properties
        is_full = len(grown) > MOST_PROPERTIES - _OWN_PROPERTIES
        if len(waiting) == MOST_PATTERNS or (waiting and is_full):
            yield _chunk(waiting)
            waiting, grown = [], clause.properties
        waiting.append(clause)
        properties = grown
    if waiting:
        yield _chunk(waiting)


def _chunk(clauses: list[_PlacedClause]) -> Chunk:
    named = {f"r{number}": placed for number, placed in enumerate(clauses)}
    return Chunk(
        definition={name: placed.patterns for name, placed in named.items()},
        order={name: placed.clause.order for name, placed in named.items()},
        clauses={name: placed.clause for name, placed in named.items()},
        settles=any(placed.clause.effect is Effect.SETTLES for placed in clauses),
    )
