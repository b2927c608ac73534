"""Decide a question whose circumstances are settled: infer, then weigh the rules."""

from __future__ import annotations

import operator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ..inference.durable import InferenceError
from ..inference.program import InferenceResult, Program
from ..inference.store import Programs
from ..rulebook.model.conclusions import ConstraintConclusion
from ..rulebook.model.lookup import RuleLookup
from ..rulebook.model.problems import Message
from ..rulebook.model.questions import SLOTS, slot_kinds
from ..rulebook.model.rules import Rule, RuleKind, Slot
from .assembly import assemble
from .authority import Authority
from .claims import Agreement, RuleClaim
from .nearby import NearbySubjects, nearest_subjects
from .precedence import Precedence
from .settlement import SETTLERS
from .specificity import Specificity
from .subjects import Scopes, Subject, covers, wanted_by

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.values import Value
    from .answer import Answer

#: So many subjects are kept; whoever asks about them keeps those in use besides.
MOST_SUBJECTS = 2_048


class Decider:
    """Answers questions of one jurisdiction, point by point.

    The subjects asked about last are kept, and the programs compiled last, so a second
    question on the same subject and period costs only the inference.
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
        self._made = lru_cache(MOST_SUBJECTS)(self._made_subject)
        self._programs = Programs() if programs is None else programs
        self._near: dict[RuleKind, NearbySubjects] = {}
        #: By the kind of rules, and that of questions.
        self._scopes: dict[tuple[RuleKind, RuleKind], Scopes] = {}
        self._own = object()  # tells its programs from those of others
        self._specificity = Specificity(jurisdiction.vocabulary)
        self._authority = Authority(jurisdiction.vocabulary, self._documents)

    @cached_property
    def _by_kind(self) -> Mapping[RuleKind, tuple[Rule, ...]]:
        # by id: in which file or line a rule stands must never change an answer
        sorted_out: dict[RuleKind, list[Rule]] = {kind: [] for kind in RuleKind}
        for rule in sorted(self.jurisdiction.rules, key=lambda rule: rule.id):
            sorted_out[rule.kind].append(rule)
        return {kind: tuple(rules) for kind, rules in sorted_out.items()}

    @property
    def _lookup(self) -> RuleLookup | None:
        """The rules where some of them are found without going through all."""
        rules = self.jurisdiction.rules
        return rules if isinstance(rules, RuleLookup) and not rules.is_whole else None

    @cached_property
    def derivable(self) -> frozenset[str]:
        """The circumstances that some classification derives."""
        return frozenset(
            name
            for rule in self._by_kind[RuleKind.CLASSIFICATION]
            for name in rule.derives
        )

    def subject(self, kind: RuleKind, slots: tuple[tuple[Slot, str], ...]) -> Subject:
        """Return the subject of a question."""
        return self._made(kind, slots)

    def _made_subject(
        self, kind: RuleKind, filled: tuple[tuple[Slot, str], ...]
    ) -> Subject:
        words, slots = self.jurisdiction.vocabulary, dict(filled)
        kinds = slot_kinds(words, kind, slots)
        rules = self._covering(kind, kinds)
        if kind is RuleKind.DECISION:
            tags = words.tags_of(slots[Slot.MATTER])
            rules.extend(
                rule
                for rule in self._covering(kind, kinds, RuleKind.CONSTRAINT)
                if isinstance(rule.conclusion, ConstraintConclusion)
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
        self,
        kind: RuleKind,
        kinds: Mapping[Slot, frozenset[str]],
        bearing: RuleKind | None = None,
    ) -> list[Rule]:
        """Return the rules of a kind that cover a question's slots, as `covers` does.

        Args:
            kind: that of the question.
            kinds: what stands in each of its slots, and all that is a kind of.
            bearing: the kind of the rules, where it is another.
        """
        known = self._lookup
        if known is not None:
            tags = self.jurisdiction.vocabulary.tags_of
            matters = kinds.get(Slot.MATTER, frozenset())
            found = (
                known.limiting(tag for id_ in matters for tag in tags(id_))
                if bearing is RuleKind.CONSTRAINT
                else known.candidates(kind, kinds)
            )
            return [rule for rule in found if covers(rule, kinds)]
        ruling = bearing or kind
        scopes = self._scopes.get((ruling, kind))
        if scopes is None:
            scopes = self._scopes[ruling, kind] = Scopes(self._by_kind[ruling], kind)
        return scopes.covering(kinds)

    def classifications_for(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """Return the classifications whose results `rules` depend on, all the way."""
        known = self._lookup
        if known is not None:
            return self._derived_for(rules, known)
        return wanted_by(rules, self._by_kind[RuleKind.CLASSIFICATION])[1]

    @staticmethod
    def _derived_for(rules: Iterable[Rule], known: RuleLookup) -> tuple[Rule, ...]:
        """Return what `wanted_by` does, of classifications that are looked up."""
        wanted = {name for rule in rules for name in rule.circumstances}
        chosen: dict[str, Rule] = {}
        new = wanted
        while new:
            found = {rule.id: rule for rule in known.deriving(sorted(new))}
            chosen.update(found)
            more = {name for rule in found.values() for name in rule.circumstances}
            new = more - wanted
            wanted = wanted | new
        return tuple(chosen[id_] for id_ in sorted(chosen))

    def _program(self, subject: Subject, on: dt.date) -> Program:
        """Return the compiled rules of a subject in force on a day."""
        rules = (*subject.rules, *subject.classifications)
        asked = frozenset(subject.slots.items())
        key: tuple[object, ...] = (subject.kind, asked, subject.period(on))
        is_registered = on.year in self.jurisdiction.base_amounts
        if not is_registered and not any(
            rule.uses_multiples for rule in subject.in_force(on)
        ):
            # An amount that nothing needs here on that day may be missing.
            rules = tuple(rule for rule in rules if not rule.uses_multiples)
            key = (*key, "without multiples")
        return self._programs.get(
            (self._own, key), lambda: self.program(rules, on, subject.slots)
        )

    def program(
        self,
        rules: Iterable[Rule],
        on: dt.date,
        among: Mapping[Slot, frozenset[str]] | None = None,
    ) -> Program:
        """Return those of `rules` that are in force on a day, compiled.

        In a slot that `among` names nothing else is asked about.
        """
        return Program(
            self.jurisdiction.in_force(rules, on),
            self.jurisdiction.vocabulary.role_kinds,
            self._settled,
            among,
            self._programs.ruleset,
        )

    def _settled(
        self, claims: Sequence[tuple[Rule, Value]]
    ) -> tuple[frozenset[str], list[tuple[str, str]]]:
        """Let some of the classifications of a circumstance prevail over others."""
        precedence = self._precedence(RuleKind.CLASSIFICATION, {}, ())
        agreement: Agreement[Value] = Agreement(operator.eq)
        settlement = precedence.settle([RuleClaim(*c) for c in claims], agreement)
        kept = (claim.rule.id for group in settlement.groups for claim in group)
        return frozenset(kept), [(loss.rule, loss.to) for loss in settlement.losses]

    @cached_property
    def _every_duty(self) -> Mapping[Slot, frozenset[str]]:
        """For each slot of a duty everything that some duty names there."""
        named: dict[Slot, frozenset[str]] = {}
        for rule in self._by_kind[RuleKind.DUTY]:
            for slot, ids in rule.scope:
                named[slot] = named.get(slot, frozenset()) | ids
        return named

    def _asked(self, subject: Subject) -> Mapping[Slot, frozenset[str]]:
        """Return what a subject asks about: all duties in a slot it leaves open."""
        is_duty = subject.kind is RuleKind.DUTY
        return {**self._every_duty, **subject.slots} if is_duty else subject.slots

    def infer(
        self, subject: Subject, known: Mapping[str, Value], on: dt.date
    ) -> InferenceResult:
        """Return which of the subject's rules fire for known circumstances."""
        result = self._program(subject, on).infer(self._asked(subject), known)
        if extra := result.fired - subject.rule_ids:
            rules = tuple(sorted(extra))
            raise InferenceError(Message.of("inference/outside-scope", rules=rules))
        # a rule that is not in force that day may depend on more
        depends_on = subject.depends_on(on)
        return InferenceResult(
            fired=result.fired,
            stopped=result.stopped,
            derived=tuple(
                derivation
                for derivation in result.derived
                if derivation.circumstance in depends_on
            ),
            concessions=tuple(
                concession
                for concession in result.concessions
                if concession.circumstance in depends_on
            ),
        )

    def decide(
        self, subject: Subject, known: Mapping[str, Value], on: dt.date
    ) -> Answer:
        """Return the answer for settled circumstances.

        A circumstance missing from `known` counts as not said: no condition on it
        holds, unless a classification derives it.
        """
        return self.weigh(subject, self.infer(subject, known, on), known, on)

    def weigh(
        self,
        subject: Subject,
        result: InferenceResult,
        known: Mapping[str, Value],
        on: dt.date,
    ) -> Answer:
        """Return the answer that an inference from `known` circumstances adds up to.

        Of what is known only the names count here: the result holds the rest. So
        cells in which the same follows share one answer.
        """
        key = subject.period(on), result, frozenset(known)
        answer = subject.answers.get(key)
        if answer is None:
            answer = self._weighed(subject, result, known, on)
            subject.answers[key] = answer
        return answer

    def _weighed(
        self,
        subject: Subject,
        result: InferenceResult,
        known: Mapping[str, Value],
        on: dt.date,
    ) -> Answer:
        in_force = self._program(subject, on).rules
        fired = [in_force[r.id] for r in subject.rules if r.id in result.fired]
        constraints = [rule for rule in fired if rule.kind is RuleKind.CONSTRAINT]
        claimants = [rule for rule in fired if rule.kind is not RuleKind.CONSTRAINT]
        standing = _standing(constraints)
        precedence = self._precedence(subject.kind, subject.slots, standing)
        ruling = SETTLERS[subject.kind](claimants, precedence)
        return assemble(
            self.jurisdiction,
            subject,
            result,
            ruling,
            known,
            nearest=lambda: self._nearest(subject),
        )

    def _nearest(self, subject: Subject) -> tuple[tuple[tuple[Slot, str], ...], ...]:
        """Return the subjects most like one, the nearest first."""
        kind = subject.kind
        if self._lookup is not None:
            return nearest_subjects(self.jurisdiction, kind, subject.slots)
        near = self._near.get(kind)
        if near is None:
            words = self.jurisdiction.vocabulary
            near = NearbySubjects(words, kind, self._by_kind[kind])
            self._near[kind] = near
        return near.of(subject.slots)

    def _documents(self, rule: Rule) -> frozenset[str]:
        """Return the documents that a rule stands in: those that lend it its rank."""
        passages, sources = self.jurisdiction.passages, self.jurisdiction.sources
        cited = {passages[cite].source for cite in rule.cites}
        return frozenset(id_ for id_ in cited if sources[id_].rank is rule.rank)

    def _precedence(
        self,
        kind: RuleKind,
        slots: Mapping[Slot, frozenset[str]],
        constraints: Sequence[Rule],
    ) -> Precedence:
        words = self.jurisdiction.vocabulary
        return Precedence(
            slots=slots,
            kinds=lambda slot, id_: words.kinds(SLOTS[kind][slot])[id_],
            authority=self._authority,
            specificity=self._specificity,
            constraints=constraints,
        )


def _standing(constraints: list[Rule]) -> list[Rule]:
    """Return the constraints that no other constraint replaces."""
    return [
        constraint
        for constraint in constraints
        if not any(other.takes_over(constraint) for other in constraints)
    ]
