"""Lay the rules of a subject beside the facts: which fire, and what is derived."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from engine.inference.compiling import compiled
from engine.inference.durable import Ruleset
from engine.rulebook.conditions import Within
from engine.rulebook.rules import ClassificationConclusion

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from engine.inference.compiling import Chunk
    from engine.inference.durable import Fact
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
    """The rules that fired, by id, and what was derived on the way."""

    fired: frozenset[str]
    stopped: frozenset[str]
    derived: tuple[Derivation, ...]


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
        fired: dict[str, None] = {}
        stopped: set[str] = set()
        derived: dict[tuple[str, Value], Derivation] = {}
        facts: list[Fact] = self._encoding.facts(slots, known, self._role_kinds)

        def follow(rule: Rule) -> list[Fact]:
            if not isinstance(rule.conclusion, ClassificationConclusion):
                return []
            new: list[Fact] = []
            for name, value in rule.conclusion.derives:
                if name in known or (name, value) in derived:
                    continue
                derived[name, value] = Derivation(
                    circumstance=name, value=value, rule=rule.id
                )
                new.extend(self._encoding.derived_fact(name, value, self._role_kinds))
            return new

        for stratum in self._rulesets:
            later: list[Fact] = []
            for chunk, ruleset in stratum:

                def derive(name: str, chunk: Chunk = chunk) -> list[Fact]:
                    clause = chunk.clauses[name]
                    if clause.is_exception:
                        stopped.add(clause.rule)
                        return []
                    if clause.rule in stopped or clause.rule in fired:
                        return []
                    fired[clause.rule] = None
                    new = follow(self.rules[clause.rule])
                    later.extend(new)
                    return new

                ruleset.fired(facts, derive)
            facts = [*facts, *later]
        return Conclusions(
            fired=frozenset(fired),
            stopped=frozenset(stopped),
            derived=tuple(derived.values()),
        )


def in_force(rules: Iterable[Rule], on: dt.date) -> tuple[Rule, ...]:
    """Return the rules in force on a day."""
    return tuple(rule for rule in rules if rule.is_in_force(on))
