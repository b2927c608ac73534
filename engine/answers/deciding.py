"""Decide one question whose circumstances are settled: infer, let one prevail, say why."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from engine.answers.answer import (
    Answer,
    Finding,
    Loss,
    LossReason,
    Note,
    NoteKind,
    Outcome,
)
from engine.answers.nearby import nearest_subjects
from engine.answers.precedence import Precedence
from engine.answers.question import slot_kinds
from engine.answers.settling import SETTLERS
from engine.inference.concluding import Conclusions, Program, resolved
from engine.inference.durable import InferenceError
from engine.rulebook.conditions import Multiple, Within
from engine.rulebook.rules import (
    ClassificationConclusion,
    ConstraintConclusion,
    DecisionConclusion,
    Function,
    Rule,
    RuleKind,
    Slot,
)
from engine.rulebook.sources import Rank, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from engine.answers.question import Question
    from engine.rulebook.packs import Jurisdiction
    from engine.rulebook.values import Value

_BINDS_NOBODY = frozenset({Rank.AGREEMENT, Rank.GUIDANCE})
_BY_MATTER = frozenset({RuleKind.DECISION, RuleKind.PROCEDURE})


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a question is about, with every rule that can bear on it on any day.

    `rules` are the candidates whose scope covers the question (constraints
    included); `classifications` those whose results they depend on, directly or
    through each other.
    """

    kind: RuleKind
    slots: Mapping[Slot, frozenset[str]]
    rules: tuple[Rule, ...]
    classifications: tuple[Rule, ...]

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
            cuts.update(dt.date(year, 1, 1).toordinal() for year in range(1990, 2100))
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

    Subjects and compiled programs are kept, so a second question on the same
    subject and period costs only the inference.
    """

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        """Take the jurisdiction whose rules count."""
        self.jurisdiction = jurisdiction
        self._subjects: dict[tuple[RuleKind, tuple[tuple[Slot, str], ...]], Subject] = {}
        self._programs: dict[object, Program] = {}

    @cached_property
    def _by_kind(self) -> Mapping[RuleKind, tuple[Rule, ...]]:
        sorted_out: dict[RuleKind, list[Rule]] = {kind: [] for kind in RuleKind}
        for rule in self.jurisdiction.rules:
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
        rules = [rule for rule in self._by_kind[kind] if covers(rule, kinds)]
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
        )

    def classifications_for(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """Return the classifications whose results `rules` depend on, all the way."""
        wanted = {name for rule in rules for name in rule.circumstances}
        chosen: dict[str, Rule] = {}
        grew = True
        while grew:
            grew = False
            for rule in self._by_kind[RuleKind.CLASSIFICATION]:
                if rule.id in chosen or not _derives_any(rule, wanted):
                    continue
                chosen[rule.id] = rule
                wanted |= rule.circumstances
                grew = True
        return tuple(sorted(chosen.values(), key=lambda rule: rule.id))

    def _program(self, subject: Subject, on: dt.date) -> Program:
        """Return the compiled rules of a subject in force on a day.

        Decisions and procedures have a program per matter; the other kinds share
        one per kind, whose rules look at the slots themselves.
        """
        key: object
        if subject.kind in _BY_MATTER:
            rules = (*subject.rules, *subject.classifications)
            key = (subject.kind, frozenset(subject.slots.get(Slot.MATTER, ())), subject.period(on))
        else:
            shared = self._shared(subject.kind)
            rules = (*shared.rules, *shared.classifications)
            key = (subject.kind, shared.period(on))
        program = self._programs.get(key)
        if program is None:
            year = on.year
            program = self._programs[key] = Program(
                (
                    resolved(rule, lambda times: self.jurisdiction.in_ore(times, year))
                    for rule in rules
                    if rule.is_in_force(on)
                ),
                self.jurisdiction.vocabulary.role_kinds,
            )
        return program

    def _shared(self, kind: RuleKind) -> Subject:
        key = (kind, ())
        found = self._subjects.get(key)
        if found is None:
            rules = self._by_kind[kind]
            found = self._subjects[key] = Subject(
                kind=kind,
                slots={},
                rules=rules,
                classifications=self.classifications_for(rules),
            )
        return found

    def concluded(
        self, subject: Subject, known: Mapping[str, Value], on: dt.date
    ) -> Conclusions:
        """Return which of the subject's rules fire for known circumstances."""
        conclusions = self._program(subject, on).conclusions(subject.slots, known)
        allowed = {rule.id for rule in (*subject.rules, *subject.classifications)}
        extra = conclusions.fired - allowed
        if subject.kind in _BY_MATTER and extra:
            msg = f"rules fired outside their scope: {', '.join(sorted(extra))}"
            raise InferenceError(msg)
        return Conclusions(
            fired=conclusions.fired & allowed,
            stopped=conclusions.stopped & allowed,
            derived=conclusions.derived,
        )

    def decide(
        self, subject: Subject, known: Mapping[str, Value], on: dt.date
    ) -> Answer:
        """Return the answer for settled circumstances.

        A circumstance missing from `known` counts as not said: no condition on it
        holds, unless a classification derives it.
        """
        conclusions = self.concluded(subject, known, on)
        fired = tuple(rule for rule in subject.rules if rule.id in conclusions.fired)
        constraints = [rule for rule in fired if rule.kind is RuleKind.CONSTRAINT]
        claimants = [rule for rule in fired if rule.kind is not RuleKind.CONSTRAINT]
        precedence = Precedence(
            subject.slots,
            self._kinds_in_slot(subject.kind),
            self.jurisdiction.vocabulary.role_kinds,
            constraints,
        )
        findings, losses = SETTLERS[subject.kind](claimants, precedence)
        return self._answer(subject, conclusions, findings, losses, known)

    def _kinds_in_slot(self, kind: RuleKind) -> Callable[[Slot, str], frozenset[str]]:
        words = self.jurisdiction.vocabulary

        def kinds(slot: Slot, id_: str) -> frozenset[str]:
            return slot_kinds(words, kind, {slot: id_})[slot]

        return kinds

    def _answer(
        self,
        subject: Subject,
        conclusions: Conclusions,
        findings: list[list[Finding]],
        losses: list[Loss],
        known: Mapping[str, Value],
    ) -> Answer:
        """Assemble an answer; `findings` holds alternatives, more than one a conflict."""
        by_id = self.jurisdiction.rules_by_id
        values: dict[str, set[Value]] = {}
        for derivation in conclusions.derived:
            values.setdefault(derivation.circumstance, set()).add(derivation.value)
        split = sorted(name for name, found in values.items() if len(found) > 1)
        flat = [finding for group in findings for finding in group]
        if not flat:
            outcome = Outcome.NO_RULE
        elif len(findings) > 1 or split:
            outcome = Outcome.CONFLICT
        else:
            outcome = Outcome.ANSWERED
        prevailing = tuple(
            sorted({rule for finding in flat for rule in finding.rules})
        )
        resting = self._resting_on(prevailing, conclusions, known)
        rules = [by_id[rule] for rule in prevailing]
        cites = sorted({c for r in (*prevailing, *resting) for c in by_id[r].cites})
        notes = [
            Note(kind=NoteKind.CLASSIFICATIONS_DISAGREE, circumstance=name)
            for name in split
        ]
        return Answer(
            outcome=outcome,
            findings=tuple(flat),
            rules=prevailing,
            cites=tuple(cites),
            notes=(*notes, *self._notes(subject, rules, flat, losses)),
            fired=tuple(sorted(conclusions.fired)),
            lost=tuple(losses),
            derived=tuple(
                (d.circumstance, d.value, d.rule)
                for d in conclusions.derived
                if d.rule in resting or d.circumstance in split
            ),
            nearest=()
            if flat
            else nearest_subjects(self.jurisdiction, subject.kind, subject.slots),
        )

    def _resting_on(
        self,
        prevailing: tuple[str, ...],
        conclusions: Conclusions,
        known: Mapping[str, Value],
    ) -> frozenset[str]:
        """Return the classifications that prevailing rules depended on."""
        by_id = self.jurisdiction.rules_by_id
        wanted = {name for rule in prevailing for name in by_id[rule].circumstances}
        chosen: set[str] = set()
        waiting = [name for name in wanted if name not in known]
        while waiting:
            name = waiting.pop()
            for derivation in conclusions.derived:
                if derivation.circumstance == name and derivation.rule not in chosen:
                    chosen.add(derivation.rule)
                    waiting.extend(by_id[derivation.rule].circumstances)
        return frozenset(chosen)

    def _notes(
        self,
        subject: Subject,
        rules: list[Rule],
        findings: list[Finding],
        losses: list[Loss],
    ) -> Iterable[Note]:
        seen: set[tuple[str, str]] = set()
        for loss in losses:
            if loss.reason not in {LossReason.CONSTRAINT, LossReason.MANDATORY}:
                continue
            if (loss.rule, loss.to) not in seen:
                seen.add((loss.rule, loss.to))
                yield Note(kind=NoteKind.SET_ASIDE, rule=loss.rule, by=loss.to)
        proposals = {
            self.jurisdiction.passages[cite].source: rule.id
            for rule in rules
            if rule.status is Status.PROPOSAL
            for cite in rule.cites
            if self._source_status(cite) is Status.PROPOSAL
        }
        for source in sorted(proposals):
            yield Note(kind=NoteKind.PROPOSAL, source=source)
        if rules and all(rule.rank in _BINDS_NOBODY for rule in rules):
            yield Note(kind=NoteKind.GUIDANCE)
        if subject.kind is RuleKind.DECISION and findings:
            conclusions = [finding.conclusion for finding in findings]
            if not any(
                isinstance(c, DecisionConclusion) and c.party(Function.DECIDES)
                for c in conclusions
            ):
                yield Note(kind=NoteKind.NO_DECIDER)
        for rule in rules:
            if rule.note is not None:
                yield Note(kind=NoteKind.REMARK, rule=rule.id)

    def _source_status(self, cite: str) -> Status:
        return self.jurisdiction.sources[self.jurisdiction.passages[cite].source].status


def covers(rule: Rule, kinds: Mapping[Slot, frozenset[str]]) -> bool:
    """Tell whether the scope of a rule covers a question's slots.

    A slot the question leaves open is covered only by rules that leave it open,
    except for duties, where an open slot asks for them all.
    """
    for slot, ids in rule.scope:
        asked = kinds.get(slot)
        if asked is None:
            if rule.kind is RuleKind.DUTY:
                continue
            return False
        if not ids & asked:
            return False
    return True


def _derives_any(rule: Rule, wanted: set[str]) -> bool:
    conclusion = rule.conclusion
    return isinstance(conclusion, ClassificationConclusion) and any(
        name in wanted for name, _ in conclusion.derives
    )
