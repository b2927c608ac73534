"""Lay the rules of a subject beside the facts: which fire, and what is derived."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from engine.inference.compiling import compiled
from engine.inference.durable import Ruleset
from engine.inference.layering import rivals
from engine.rulebook.conditions import Within
from engine.rulebook.rules import ClassificationConclusion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from engine.inference.compiling import Chunk
    from engine.inference.durable import Fact
    from engine.inference.layering import Rivals
    from engine.rulebook.conditions import Condition, InOre
    from engine.rulebook.rules import Rule, Slot
    from engine.rulebook.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A circumstance that a classification gave a value."""

    circumstance: str
    value: Value
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusions:
    """The rules that fired, by id, and what was derived on the way.

    `stopped` are the rules that an exception stopped. `yielded` pairs each
    classification that fired but gave way with the one it gave way to.
    """

    fired: frozenset[str]
    stopped: frozenset[str]
    derived: tuple[Derivation, ...]
    yielded: tuple[tuple[str, str], ...] = ()


def resolved(rule: Rule, in_ore: InOre) -> Rule:
    """Return the rule with multiples of the prisbasbelopp turned into öre."""

    def plain(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(
            c.resolved(in_ore) if isinstance(c, Within) else c for c in conditions
        )

    return rule.with_conditions(plain(rule.when), tuple(plain(g) for g in rule.unless))


class Program:
    """The rules of one subject, in force together, ready to meet facts.

    Args:
        rules: the rules in force, limits resolved; classifications among them.
        role_kinds: for each role the roles it is a kind of, itself included.
    """

    def __init__(
        self, rules: Iterable[Rule], role_kinds: Mapping[str, frozenset[str]]
    ) -> None:
        """Compile the rules; the rulesets are created when first needed."""
        self.rules = {rule.id: rule for rule in rules}
        self._role_kinds = role_kinds
        self._rivals = rivals(self.rules.values())
        self._encoding, self._strata = compiled(self.rules.values())

    @cached_property
    def _rulesets(self) -> tuple[tuple[tuple[Chunk, Ruleset], ...], ...]:
        return tuple(
            tuple((chunk, Ruleset(chunk.definition, chunk.order)) for chunk in stratum)
            for stratum in self._strata
        )

    def conclusions(
        self, slots: Mapping[Slot, frozenset[str]], known: Mapping[str, Value]
    ) -> Conclusions:
        """Return what follows from the slots of a question and what is known.

        A circumstance given in `known` is not derived: whoever asks has said it.
        """
        session = _Session(self.rules, self._rivals, known)
        facts = self._encoding.facts(slots, known, self._role_kinds)

        def fact(derivation: Derivation) -> Fact:
            return self._encoding.derived_fact(
                derivation.circumstance, derivation.value, self._role_kinds
            )

        for stratum in self._rulesets:
            later: list[Fact] = []
            for chunk, ruleset in stratum:

                def derive(name: str, chunk: Chunk = chunk) -> list[Fact]:
                    clause = chunk.clauses[name]
                    if clause.is_exception:
                        session.stopped.add(clause.rule)
                        return []
                    new = [fact(d) for d in session.follow(clause.rule)]
                    later.extend(new)
                    return new

                ruleset.fired(facts, derive)
            facts = [*facts, *later]
        return session.conclusions()


class _Session:
    """What has followed so far from the facts of one question."""

    def __init__(
        self,
        rules: Mapping[str, Rule],
        rivals: Rivals,
        known: Mapping[str, Value],
    ) -> None:
        self._rules = rules
        self._rivals = rivals
        self._known = known
        self._derived: list[Derivation] = []
        self._yielded: set[tuple[str, str]] = set()
        self._fired: set[str] = set()
        self.stopped: set[str] = set()

    def follow(self, rule: str) -> list[Derivation]:
        """Let a rule whose conditions hold fire; return what that derives anew.

        INVARIANT: its exceptions and the classifications it yields to had their
        turn before.
        """
        if rule in self.stopped or rule in self._fired:
            return []
        self._fired.add(rule)
        conclusion = self._rules[rule].conclusion
        if not isinstance(conclusion, ClassificationConclusion):
            return []
        new = [
            Derivation(circumstance=name, value=value, rule=rule)
            for name, value in conclusion.derives
            if name not in self._known and not self._is_yielding(rule, name)
        ]
        self._derived.extend(new)
        return new

    def _is_yielding(self, rule: str, circumstance: str) -> bool:
        stronger = self._rivals.get(rule, {}).get(circumstance, ())
        prevailing = [other for other in stronger if other in self._fired]
        self._yielded.update((rule, other) for other in prevailing)
        return bool(prevailing)

    def conclusions(self) -> Conclusions:
        """Return everything that followed, in an order that no rule order changes."""
        return Conclusions(
            fired=frozenset(self._fired),
            stopped=frozenset(self.stopped),
            derived=tuple(
                sorted(
                    self._derived, key=lambda d: (d.circumstance, str(d.value), d.rule)
                )
            ),
            yielded=tuple(sorted(self._yielded)),
        )
