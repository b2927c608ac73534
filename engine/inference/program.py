"""Lay the rules of a subject beside the facts: which fire, and what is derived."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..records import record
from .compilation import Effect, compile_rules
from .durable import Ruleset
from .layers import layers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..rulebook.model.rules import Rule, Slot
    from ..rulebook.model.values import Value
    from .compilation import Chunk, Clause, Stage
    from .durable import Fact


class Derivation(NamedTuple):
    """A circumstance that a classification gave a value."""

    circumstance: str
    value: Value
    rule: str


class Concession(NamedTuple):
    """A classification that gave way to another on a circumstance, by their ids."""

    circumstance: str
    rule: str
    to: str


@record
class InferenceResult:
    """The rules that fired, by id, and what was derived on the way.

    `stopped` are the rules that an exception stopped, `concessions` the classifications
    that fired but gave way to others.
    """

    fired: frozenset[str]
    stopped: frozenset[str]
    derived: tuple[Derivation, ...]
    concessions: tuple[Concession, ...] = ()


#: Takes what several classifications say of one circumstance; returns the ids of
#: those that prevail, and pairs of one that gave way and the one it gave way to.
Settle = Callable[
    [Sequence[tuple["Rule", "Value"]]],
    tuple[frozenset[str], Sequence[tuple[str, str]]],
]


class Program:
    """The rules of one subject, in force together, ready to meet facts.

    Args:
        rules: the rules in force, limits resolved; classifications among them.
        role_kinds: for each role the roles it is a kind of, itself included.
        settle: lets some classifications of a circumstance prevail over others.
        among: in the slots it names nothing else is ever asked about.
        ruleset: gives the ruleset of a chunk; a new one for each when left out.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        role_kinds: Mapping[str, frozenset[str]],
        settle: Settle,
        among: Mapping[Slot, frozenset[str]] | None = None,
        ruleset: Callable[[Chunk], Ruleset] | None = None,
    ) -> None:
        """Compile the rules; the rulesets are created when first needed."""
        self._ruleset = ruleset or _new_ruleset
        self.rules = {rule.id: rule for rule in rules}
        self._role_kinds = role_kinds
        self._settle = settle
        self._depths, _ = layers_of(self.rules.values())
        self._encoding, self._stages = compile_rules(self.rules.values(), among or {})

    @cached_property
    def _rulesets(self) -> tuple[tuple[Stage, tuple[tuple[Chunk, Ruleset], ...]], ...]:
        return tuple(
            (stage, tuple((chunk, self._ruleset(chunk)) for chunk in stage.chunks))
            for stage in self._stages
        )

    def infer(
        self, slots: Mapping[Slot, frozenset[str]], known: Mapping[str, Value]
    ) -> InferenceResult:
        """Return what follows from the slots of a question and what is known.

        A circumstance given in `known` is not derived: whoever asks has said it.
        """
        inference = _Inference(self.rules, self._depths, self._settle, known)
        facts = self._encoding.facts(slots, known, self._role_kinds)

        def settled(layer: int) -> list[Fact]:
            return [
                self._encoding.derived_fact(d.circumstance, d.value, self._role_kinds)
                for d in inference.settled(layer)
            ]

        for stage, rulesets in self._rulesets:
            for chunk, ruleset in rulesets:

                def derive(name: str, chunk: Chunk = chunk) -> list[Fact]:
                    clause = chunk.clauses[name]
                    if clause.effect is Effect.SETTLES:
                        return settled(clause.layer)
                    inference.note(clause)
                    return []

                if chunk.settles:
                    ruleset.fired(facts, derive)
                else:
                    for name in ruleset.fired(facts):
                        inference.note(chunk.clauses[name])
            if stage.settles is not None:
                facts = [*facts, *settled(stage.settles)]
        return inference.result()


def _new_ruleset(chunk: Chunk) -> Ruleset:
    return Ruleset(chunk.definition, chunk.order)


class _Inference:
    """What has followed so far from the facts of one question."""

    def __init__(
        self,
        rules: Mapping[str, Rule],
        depths: Mapping[str, int],
        settle: Settle,
        known: Mapping[str, Value],
    ) -> None:
        self._rules = rules
        self._depths = depths
        self._settle = settle
        self._known = known
        self._fired: set[str] = set()
        self._stopped: set[str] = set()
        self._claims: dict[str, list[tuple[Rule, Value]]] = {}
        self._derived: list[Derivation] = []
        self._concessions: list[Concession] = []

    def note(self, clause: Clause) -> None:
        """Note that the conditions of a rule, or of an exception to it, hold.

        INVARIANT: the exceptions of a rule have their turn before its conditions.
        """
        if clause.effect is Effect.STOPS:
            self._stopped.add(clause.rule)
            return
        if clause.rule in self._stopped or clause.rule in self._fired:
            return
        self._fired.add(clause.rule)
        rule = self._rules[clause.rule]
        for name, value in rule.derives.items():
            if name not in self._known:
                self._claims.setdefault(name, []).append((rule, value))

    def settled(self, layer: int) -> list[Derivation]:
        """Return what a layer derives, now that all its rules have had their turn."""
        new: list[Derivation] = []
        for name in sorted(n for n in self._claims if self._depths[n] == layer + 1):
            claims = sorted(self._claims[name], key=lambda claim: claim[0].id)
            prevailing = frozenset(rule.id for rule, _ in claims)
            if len(claims) > 1:
                prevailing, yielded = self._settle(claims)
                self._concessions.extend(
                    Concession(circumstance=name, rule=loser, to=winner)
                    for loser, winner in yielded
                )
            new.extend(
                Derivation(circumstance=name, value=value, rule=rule.id)
                for rule, value in claims
                if rule.id in prevailing
            )
        self._derived.extend(new)
        return new

    def result(self) -> InferenceResult:
        """Return everything that followed, in an order that no rule order changes."""
        return InferenceResult(
            fired=frozenset(self._fired),
            stopped=frozenset(self._stopped),
            derived=tuple(sorted(self._derived, key=_in_order)),
            concessions=tuple(sorted(self._concessions)),
        )


def _in_order(derivation: Derivation) -> tuple[str, str, str]:
    return derivation.circumstance, str(derivation.value), derivation.rule
