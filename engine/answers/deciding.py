"""Decide a question whose circumstances are settled: infer, then let one prevail."""

from __future__ import annotations

import datetime as dt
import operator
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from engine.answers.assembling import assembled
from engine.answers.narrowing import Narrowing
from engine.answers.precedence import Claim, Precedence
from engine.answers.question import SLOTS, slot_kinds
from engine.answers.settling import SETTLERS
from engine.inference.concluding import Conclusions, Program, resolved
from engine.inference.durable import InferenceError
from engine.inference.programs import Programs
from engine.rulebook.conditions import Multiple, Within
from engine.rulebook.rules import (
    BOUND_SLOTS,
    ClassificationConclusion,
    ConstraintConclusion,
    Rule,
    RuleKind,
    Slot,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from engine.answers.answer import Answer
    from engine.rulebook.packs import Jurisdiction
    from engine.rulebook.values import Value

#: What is asked about: the kind of question, and what fills its slots.
_Asked = tuple[RuleKind, tuple[tuple[Slot, str], ...]]
_BY_MATTER = frozenset({RuleKind.DECISION, RuleKind.PROCEDURE})


@dataclass(frozen=True, kw_only=True, eq=False)
class Subject:
    """What a question is about, with every rule that can bear on it on any day.

    `rules` are the candidates whose scope covers the question (constraints
    included); `classifications` those whose results they depend on, directly or
    through each other; `amount_years` the years whose prisbasbelopp is registered.
    """

    kind: RuleKind
    slots: Mapping[Slot, frozenset[str]]
    rules: tuple[Rule, ...]
    classifications: tuple[Rule, ...]
    amount_years: frozenset[int] = frozenset()

    @cached_property
    def rule_ids(self) -> frozenset[str]:
        """The ids of all its rules, classifications included."""
        return frozenset(rule.id for rule in (*self.rules, *self.classifications))

    def depends_on(self, on: dt.date) -> frozenset[str]:
        """Return the circumstances that its rules in force on a day depend on."""
        period = self.period(on)
        found = self._depends_on.get(period)
        if found is None:
            rules = [rule for rule in self.rules if rule.is_in_force(on)]
            others = [rule for rule in self.classifications if rule.is_in_force(on)]
            found = frozenset(_wanted(rules, others)[0])
            self._depends_on[period] = found
        return found

    @cached_property
    def _depends_on(self) -> dict[int, frozenset[str]]:
        return {}

    @cached_property
    def day_cuts(self) -> tuple[int, ...]:
        """The days (ordinals) on which some rule or yearly amount begins or ends."""
        cuts: set[int] = set()
        uses_amounts = False
        for rule in (*self.rules, *self.classifications):
            for validity in (rule.validity, *rule.source_validities):
                if validity.first:
                    cuts.add(validity.first.toordinal())
                if validity.last:
                    cuts.add(validity.last.toordinal() + 1)
            uses_amounts = uses_amounts or uses_multiples(rule)
        if uses_amounts:
            years = {first + n for first in self.amount_years for n in (0, 1)}
            cuts.update(dt.date(year, 1, 1).toordinal() for year in years)
        return tuple(sorted(cuts))

    def period(self, on: dt.date) -> int:
        """Return the number of the period, between two cuts, in which a day lies."""
        return bisect_right(self.day_cuts, on.toordinal())


def uses_multiples(rule: Rule) -> bool:
    """Tell whether a rule has limits in multiples of the prisbasbelopp."""
    return any(
        isinstance(bound, Multiple)
        for group in (rule.when, *rule.unless)
        for condition in group
        if isinstance(condition, Within)
        for bound in (condition.low, condition.high)
    )


class Decider:
    """Answers questions of one jurisdiction, point by point.

    Subjects are kept, and the programs compiled last, so a second question on the
    same subject and period costs only the inference.
    """

    def __init__(
        self, jurisdiction: Jurisdiction, programs: Programs | None = None
    ) -> None:
        """Take the jurisdiction whose rules count.

        Args:
            jurisdiction: the rules and words of one municipality.
            programs: where to keep compiled programs; may be shared by many.
        """
        self.jurisdiction = jurisdiction
        self._subjects: dict[_Asked, Subject] = {}
        self._whole_kinds: dict[RuleKind, Subject] = {}
        self._programs = Programs() if programs is None else programs
        self._answers: dict[object, Answer] = {}
        self._slot_covers: dict[tuple[RuleKind, Slot, frozenset[str] | None], int] = {}
        self._own = object()  # tells its programs from those of others
        self._narrowing = Narrowing(jurisdiction.vocabulary)

    @cached_property
    def _by_kind(self) -> Mapping[RuleKind, tuple[Rule, ...]]:
        # by id: in which file or line a rule stands must never change an answer
        sorted_out: dict[RuleKind, list[Rule]] = {kind: [] for kind in RuleKind}
        for rule in sorted(self.jurisdiction.rules, key=lambda rule: rule.id):
            sorted_out[rule.kind].append(rule)
        return {kind: tuple(rules) for kind, rules in sorted_out.items()}

    @cached_property
    def derivable(self) -> frozenset[str]:
        """The circumstances that some classification derives."""
        return frozenset(
            name
            for rule in self._by_kind[RuleKind.CLASSIFICATION]
            if isinstance(rule.conclusion, ClassificationConclusion)
            for name, _ in rule.conclusion.derives
        )

    def subject(self, kind: RuleKind, slots: tuple[tuple[Slot, str], ...]) -> Subject:
        """Return the subject of a question."""
        key = (kind, slots)
        found = self._subjects.get(key)
        if found is None:
            found = self._subjects[key] = self._made_subject(kind, dict(slots))
        return found

    def _made_subject(self, kind: RuleKind, slots: Mapping[Slot, str]) -> Subject:
        words = self.jurisdiction.vocabulary
        kinds = slot_kinds(words, kind, slots)
        rules = self._covering(kind, kinds)
        if kind is RuleKind.DECISION:
            tags = words.tags_of(slots[Slot.MATTER])
            rules.extend(
                rule
                for rule in self._by_kind[RuleKind.CONSTRAINT]
                if covers(rule, kinds)
                and isinstance(rule.conclusion, ConstraintConclusion)
                and (not rule.conclusion.tag or rule.conclusion.tag in tags)
            )
        return Subject(
            kind=kind,
            slots=kinds,
            rules=tuple(rules),
            classifications=self.classifications_for(rules),
            amount_years=frozenset(self.jurisdiction.base_amounts),
        )

    def _covering(
        self, kind: RuleKind, kinds: Mapping[Slot, frozenset[str]]
    ) -> list[Rule]:
        """Return the rules of a kind that cover a question's slots, as `covers` does.

        Which rules cover one slot is remembered as the bits of a number.
        """
        rules = self._by_kind[kind]
        left = (1 << len(rules)) - 1
        for slot in SLOTS[kind]:
            key = (kind, slot, kinds.get(slot))
            found = self._slot_covers.get(key)
            if found is None:
                found = self._slot_covers[key] = covering_slot(rules, slot, key[2])
            left &= found
        return [rule for number, rule in enumerate(rules) if left >> number & 1]

    def classifications_for(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """Return the classifications whose results `rules` depend on, all the way."""
        return _wanted(rules, self._by_kind[RuleKind.CLASSIFICATION])[1]

    def _program(self, subject: Subject, on: dt.date) -> Program:
        """Return the compiled rules of a subject in force on a day.

        Decisions and procedures have a program per matter; the other kinds share
        one per kind, whose rules look at the slots themselves.
        """
        key: object
        if subject.kind in _BY_MATTER:
            rules = (*subject.rules, *subject.classifications)
            matter = frozenset(subject.slots.get(Slot.MATTER, ()))
            key = (subject.kind, matter, subject.period(on))
        else:
            shared = self._shared(subject.kind)
            rules = (*shared.rules, *shared.classifications)
            key = (subject.kind, shared.period(on))
            if on.year not in self.jurisdiction.base_amounts:
                # An amount that only other subjects need may be missing.
                own = (*subject.rules, *subject.classifications)
                if not any(uses_multiples(r) and r.is_in_force(on) for r in own):
                    rules = tuple(rule for rule in rules if not uses_multiples(rule))
                    key = (*key, "without multiples")
        return self._programs.get((self._own, key), lambda: self.program(rules, on))

    def program(self, rules: Iterable[Rule], on: dt.date) -> Program:
        """Return those of `rules` that are in force on a day, compiled."""
        return Program(
            (
                resolved(rule, lambda times: self.jurisdiction.in_ore(times, on.year))
                for rule in rules
                if rule.is_in_force(on)
            ),
            self.jurisdiction.vocabulary.role_kinds,
            self._settled,
        )

    def _settled(
        self, claims: Sequence[tuple[Rule, Value]]
    ) -> tuple[frozenset[str], list[tuple[str, str]]]:
        """Let some of the classifications of a circumstance prevail over others."""
        precedence = Precedence(
            {},
            self._kinds_in_slot(RuleKind.CLASSIFICATION),
            self.jurisdiction.vocabulary.role_kinds,
            self._narrowing,
            (),
        )
        found = precedence.settled([Claim(*claim) for claim in claims], operator.eq)
        kept = (claim.rule.id for group in found.groups for claim in group)
        return frozenset(kept), [(loss.rule, loss.to) for loss in found.losses]

    def _shared(self, kind: RuleKind) -> Subject:
        """Return all rules of a kind as one subject, whatever they are about."""
        found = self._whole_kinds.get(kind)
        if found is None:
            rules = self._by_kind[kind]
            found = self._whole_kinds[kind] = Subject(
                kind=kind,
                slots={},
                rules=rules,
                classifications=self.classifications_for(rules),
                amount_years=frozenset(self.jurisdiction.base_amounts),
            )
        return found

    @cached_property
    def _every_duty(self) -> Mapping[Slot, frozenset[str]]:
        """For each slot of a duty everything that some duty names there."""
        named: dict[Slot, frozenset[str]] = {}
        for rule in self._by_kind[RuleKind.DUTY]:
            for slot, ids in rule.scope:
                named[slot] = named.get(slot, frozenset()) | ids
        return named

    def concluded(
        self, subject: Subject, known: Mapping[str, Value], on: dt.date
    ) -> Conclusions:
        """Return which of the subject's rules fire for known circumstances."""
        slots = subject.slots
        if subject.kind is RuleKind.DUTY:  # an open slot asks for them all
            slots = {**self._every_duty, **slots}
        conclusions = self._program(subject, on).conclusions(slots, known)
        extra = conclusions.fired - subject.rule_ids
        if subject.kind in _BY_MATTER and extra:
            msg = f"rules fired outside their scope: {', '.join(sorted(extra))}"
            raise InferenceError(msg)
        # A shared program also classifies what other subjects depend on.
        depends_on = subject.depends_on(on)
        return Conclusions(
            fired=conclusions.fired & subject.rule_ids,
            stopped=conclusions.stopped & subject.rule_ids,
            derived=tuple(
                derivation
                for derivation in conclusions.derived
                if derivation.rule in subject.rule_ids
                and derivation.circumstance in depends_on
            ),
            yielded=tuple(
                yielding
                for yielding in conclusions.yielded
                if yielding.circumstance in depends_on
            ),
        )

    def decide(
        self, subject: Subject, known: Mapping[str, Value], on: dt.date
    ) -> Answer:
        """Return the answer for settled circumstances.

        A circumstance missing from `known` counts as not said: no condition on it
        holds, unless a classification derives it.
        """
        return self.answered(subject, self.concluded(subject, known, on), known, on)

    def answered(
        self,
        subject: Subject,
        conclusions: Conclusions,
        known: Mapping[str, Value],
        on: dt.date,
    ) -> Answer:
        """Return the answer that conclusions from `known` circumstances add up to.

        Of what is known only the names count here: the conclusions hold the rest. So
        cells in which the same follows share one answer.
        """
        key = subject, subject.period(on), conclusions, frozenset(known)
        found = self._answers.get(key)
        if found is None:
            found = self._answers[key] = self._added_up(subject, conclusions, known, on)
        return found

    def _added_up(
        self,
        subject: Subject,
        conclusions: Conclusions,
        known: Mapping[str, Value],
        on: dt.date,
    ) -> Answer:
        in_force = self._program(subject, on).rules
        fired = [in_force[r.id] for r in subject.rules if r.id in conclusions.fired]
        constraints = [rule for rule in fired if rule.kind is RuleKind.CONSTRAINT]
        claimants = [rule for rule in fired if rule.kind is not RuleKind.CONSTRAINT]
        precedence = Precedence(
            subject.slots,
            self._kinds_in_slot(subject.kind),
            self.jurisdiction.vocabulary.role_kinds,
            self._narrowing,
            _standing(constraints),
        )
        settled = SETTLERS[subject.kind](claimants, precedence)
        return assembled(self.jurisdiction, subject, conclusions, settled, known)

    def _kinds_in_slot(self, kind: RuleKind) -> Callable[[Slot, str], frozenset[str]]:
        words = self.jurisdiction.vocabulary

        def kinds(slot: Slot, id_: str) -> frozenset[str]:
            return slot_kinds(words, kind, {slot: id_})[slot]

        return kinds


def covers(rule: Rule, kinds: Mapping[Slot, frozenset[str]]) -> bool:
    """Tell whether the scope of a rule covers a question's slots."""
    slots = kinds.keys() | rule.scope_of.keys()
    return all(_covers_slot(rule, slot, kinds.get(slot)) for slot in slots)


def covering_slot(
    rules: Iterable[Rule], slot: Slot, asked: frozenset[str] | None
) -> int:
    """Return which rules cover a slot, as the bits of a number.

    `asked` is what stands in the slot and all it is a kind of; None leaves it open.
    """
    found = 0
    for number, rule in enumerate(rules):
        found |= _covers_slot(rule, slot, asked) << number
    return found


def _covers_slot(rule: Rule, slot: Slot, asked: frozenset[str] | None) -> bool:
    """Tell whether a rule covers what stands in one slot of a question.

    A slot the question leaves open is covered only by rules that leave it open,
    except for duties, where an open slot asks for them all. A rule does not cover
    those it exempts.
    """
    named = rule.scope_of.get(slot)
    if asked is None:
        return named is None or rule.kind is RuleKind.DUTY
    if slot in BOUND_SLOTS and not rule.exempt.isdisjoint(asked):
        return False
    return named is None or not named.isdisjoint(asked)


def _wanted(
    rules: Iterable[Rule], classifications: Iterable[Rule]
) -> tuple[set[str], tuple[Rule, ...]]:
    """Return what rules depend on, all the way, and what classifies that."""
    wanted = {name for rule in rules for name in rule.circumstances}
    chosen: dict[str, Rule] = {}
    left = list(classifications)
    grew = True
    while grew:
        grew = False
        for rule in left:
            if rule.id not in chosen and _derives_any(rule, wanted):
                chosen[rule.id] = rule
                wanted |= rule.circumstances
                grew = True
    return wanted, tuple(chosen[id_] for id_ in sorted(chosen))


def _derives_any(rule: Rule, wanted: set[str]) -> bool:
    conclusion = rule.conclusion
    return isinstance(conclusion, ClassificationConclusion) and any(
        name in wanted for name, _ in conclusion.derives
    )


def _standing(constraints: list[Rule]) -> list[Rule]:
    """Return the constraints that no other, at least as high, overrides."""
    return [
        constraint
        for constraint in constraints
        if not any(
            constraint.id in other.overrides
            and not constraint.rank.is_above(other.rank)
            for other in constraints
        )
    ]
