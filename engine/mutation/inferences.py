"""Infer what follows once a rule is changed from what follows before the change.

Whether a rule fires that classifies nothing bears on no other: whatever else follows
from some facts is inferred once for all its mutants.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ..answers.decider import Decider
from ..inference.program import InferenceResult
from ..rulebook.model.rules import RuleKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from ..answers.answer import Answer
    from ..answers.subjects import Subject
    from ..inference.store import Programs
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.values import Value
    from .mutants import Mutant

    _Facts = tuple[tuple[str, Value], ...]

#: So many inferences are remembered: those of the cells that the mutants of a rule
#: are asked about one after the other.
MOST_REMEMBERED = 20_000


class _PlainDecider(Decider):
    """Answers without saying which subjects are like one that no rule answers."""

    def _nearest(self, subject: Subject) -> tuple[()]:  # noqa: ARG002 - of all alike
        return ()


class OriginalDecider(_PlainDecider):
    """Answers by the rules as they are, and remembers what it inferred."""

    def __init__(self, jurisdiction: Jurisdiction, programs: Programs) -> None:
        """Take the jurisdiction, and where compiled programs are kept."""
        super().__init__(jurisdiction, programs)
        self._inferred = lru_cache(MOST_REMEMBERED)(self._infer)

    def infer(
        self, subject: Subject, known: Mapping[str, Value], on: dt.date
    ) -> InferenceResult:
        """Return which of the subject's rules fire for known circumstances."""
        return self._inferred(subject, tuple(known.items()), on)

    def _infer(self, subject: Subject, known: _Facts, on: dt.date) -> InferenceResult:
        return super().infer(subject, dict(known), on)


class MutantDecider(_PlainDecider):
    """Answers by the rules of one subject of which one is changed.

    Args:
        jurisdiction: the rules of the subject, one of them changed.
        programs: where compiled programs are kept.
        original: answers by the rules before the change.
        before: the subject before the change.
        mutant: the change.
    """

    def __init__(
        self,
        jurisdiction: Jurisdiction,
        programs: Programs,
        original: OriginalDecider,
        before: Subject,
        mutant: Mutant,
    ) -> None:
        """Take the rules before and after."""
        super().__init__(jurisdiction, programs)
        self._original = original
        self._before = before
        self._mutant = mutant

    def infer(
        self, subject: Subject, known: Mapping[str, Value], on: dt.date
    ) -> InferenceResult:
        """Return which of the subject's rules fire for known circumstances.

        INVARIANT: whether another rule fires depends on no rule but classifications.
        """
        id_ = self._mutant.original.id
        before = self._before
        is_comparable = (
            self._mutant.original.kind is not RuleKind.CLASSIFICATION
            and subject.slots == before.slots
            # a year whose amount is not known may be asked about after a change alone
            and on.year in self.jurisdiction.base_amounts
            and subject.rule_ids - {id_} <= before.rule_ids
        )
        if not is_comparable:
            return super().infer(subject, known, on)
        result = self._original.infer(before, known, on)
        fired, stopped = result.fired, result.stopped
        if not (self._mutant.fires_alike and id_ in before.rule_ids):
            own = self._inferred_alone(subject, known, on)
            left = subject.rule_ids - {id_}
            fired = fired & left | own.fired & {id_}
            stopped = stopped & left | own.stopped & {id_}
        depends_on = subject.depends_on(on)
        return InferenceResult(
            fired=fired,
            stopped=stopped,
            derived=tuple(d for d in result.derived if d.circumstance in depends_on),
            concessions=tuple(
                c for c in result.concessions if c.circumstance in depends_on
            ),
        )

    def _inferred_alone(
        self, subject: Subject, known: Mapping[str, Value], on: dt.date
    ) -> InferenceResult:
        """Return what follows by the changed rule and what it depends on alone."""
        id_ = self._mutant.original.id
        changed = [rule for rule in subject.rules if rule.id == id_]
        if not changed:
            nothing = frozenset[str]()
            return InferenceResult(fired=nothing, stopped=nothing, derived=())
        rules = (*changed, *self.classifications_for(changed))
        key = (self._own, subject.kind, tuple(subject.slots.items()))
        program = self._programs.get(
            (*key, subject.period(on)), lambda: self.program(rules, on, subject.slots)
        )
        return program.infer(self._asked(subject), known)

    def weigh(
        self,
        subject: Subject,
        result: InferenceResult,
        known: Mapping[str, Value],
        on: dt.date,
    ) -> Answer:
        """Return the answer that an inference from `known` circumstances adds up to.

        INVARIANT: a rule that neither fires nor is stopped alters no answer, but for
        which subjects are named as like the one asked about.
        """
        id_ = self._mutant.original.id
        if id_ not in result.fired and subject.slots == self._before.slots:
            before = self._original.infer(self._before, known, on)
            if before == result:
                return self._original.weigh(self._before, result, known, on)
        return super().weigh(subject, result, known, on)
