"""Two questions that ask the same and are answered in different ways.

Which questions ask the same a pack says of its acts (`same_as`): another act, the
matter that whoever may do it decides, or the way of a contact. Each settled case of
the act is compared with what the other question is answered in that case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers.answer import Outcome
from ..answers.authority import Authority
from ..rulebook.model.conclusions import (
    ConductConclusion,
    ContactConclusion,
    DecisionConclusion,
    Function,
    Mode,
    Strength,
    Verdict,
)
from ..rulebook.model.problems import EngineError
from ..rulebook.model.questions import Question
from ..rulebook.model.rules import RuleKind, Slot
from ..space.cells import facts
from .survey import Sighting, Witness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..answers.answer import Finding
    from ..rulebook.model.values import Value
    from ..rulebook.model.vocabulary import Counterpart
    from .survey import Survey
    from .walks import Walk

#: What a question fills, each slot with an id.
Slots = tuple[tuple[Slot, str], ...]


def disagreements(survey: Survey) -> Iterable[Sighting]:
    """Yield the rules on an act that answer otherwise than those on the same question.

    Each pair of rules is told once, with the first role of which it is so.
    """
    seen: set[tuple[str, ...]] = set()
    compared: set[object] = set()
    for walk in survey.walks.values():
        for act in walk.jurisdiction.vocabulary.acts.values():
            for other in act.same_as:
                comparison = _Confrontation(survey, walk, act.id, other)
                for sighting in comparison.sightings(compared):
                    if sighting.rules not in seen:
                        seen.add(sighting.rules)
                        yield sighting


class _Confrontation:
    """One act and one of its counterparts, in one jurisdiction."""

    def __init__(
        self, survey: Survey, walk: Walk, act: str, other: Counterpart
    ) -> None:
        self._on = survey.today
        self._walk = walk
        self._space = walk.space
        self._act = act
        self._other = other
        self._words = walk.jurisdiction.vocabulary
        self._authority = Authority(self._words)

    @property
    def _name(self) -> str:
        """What the other question is about, by its id."""
        return self._other.act or self._other.matter or self._other.contact

    def sightings(self, compared: set[object]) -> Iterator[Sighting]:
        """Yield the cases in which the two are answered in different ways.

        What was `compared` in another jurisdiction, where the same rules bear on both,
        is left out.
        """
        for actor in self._actors(compared):
            try:
                yield from self._of(actor)
            except EngineError:
                continue  # a subject that cannot be walked is told by other checks

    def _of(self, actor: str) -> Iterator[Sighting]:
        slots = self._slots(actor)
        asked = Question(RuleKind.CONDUCT, slots, (), self._on)
        dimensions = self._space.relevant(asked)
        here = dict(self._other.here)
        for cell, answer in self._space.settled_cells(
            RuleKind.CONDUCT, slots, self._on
        ):
            known = facts(dimensions, cell)
            derived = {name: value for name, value, _ in answer.derived}
            so = {**known, **derived}
            if any(so.get(name, value) != value for name, value in here.items()):
                continue
            question = Question(RuleKind.CONDUCT, slots, _given(known), self._on)
            counter = self._counter(actor, known)
            if counter is None:
                continue
            for finding in answer.findings:
                for across in self._space.ask(counter).findings:
                    if self._disagree(finding, across, actor):
                        yield self._sighting(question, counter, finding, across)

    # what is asked ------------------------------------------------------------------

    def _actors(self, compared: set[object]) -> Iterator[str]:
        """Yield one role of each sort that the rules on both sides tell apart."""
        for role in sorted(self._words.roles):
            ours = self._space.decider.subject(RuleKind.CONDUCT, self._slots(role))
            kind, slots = self._across(role)
            theirs = self._space.decider.subject(kind, slots)
            if not ours.rules or not theirs.rules:
                continue
            if not self._walk.jurisdiction.concerns_own((*ours.rules, *theirs.rules)):
                continue
            named = frozenset[str]().union(
                *(rule.conclusion.roles() for rule in theirs.rules)
            )
            kinds = self._words.role_kinds[role] & named
            # INVARIANT: a rule that several jurisdictions see is one object in them
            bearing = frozenset(map(id, (*ours.rules, *theirs.rules)))
            classes = frozenset(
                map(id, (*ours.classifications, *theirs.classifications))
            )
            key = (self._act, self._other, bearing, classes, kinds)
            if key not in compared:
                compared.add(key)
                yield role

    def _slots(self, actor: str) -> Slots:
        return (Slot.ACTOR, actor), (Slot.DOES, self._act)

    def _across(self, actor: str) -> tuple[RuleKind, Slots]:
        """Return what the other question is about."""
        other = self._other
        if other.act:
            return RuleKind.CONDUCT, ((Slot.ACTOR, actor), (Slot.DOES, other.act))
        if other.contact:
            return RuleKind.CONTACT, ((Slot.FROM, actor), (Slot.TO, other.contact))
        return RuleKind.DECISION, ((Slot.MATTER, other.matter),)

    def _counter(self, actor: str, known: dict[str, Value]) -> Question | None:
        """Return the other question in the same case; None where there is none such."""
        kind, slots = self._across(actor)
        there = dict(self._other.there)
        if any(known.get(name, value) != value for name, value in there.items()):
            return None
        plain = Question(kind, slots, (), self._on)
        read = {dimension.name for dimension in self._space.relevant(plain)}
        shared = {name: value for name, value in known.items() if name in read}
        return Question(kind, slots, _given({**shared, **there}), self._on)

    # what is answered ---------------------------------------------------------------

    def _disagree(self, finding: Finding, across: Finding, actor: str) -> bool:
        """Tell whether what follows from one question runs against the other."""
        verdict = finding.conclusion
        if (
            not isinstance(verdict, ConductConclusion)
            or finding.outcome is not Outcome.ANSWERED
            or across.outcome is not Outcome.ANSWERED
        ):
            return False
        is_forbidden = verdict.verdict is Verdict.FORBIDDEN
        match across.conclusion:
            case ConductConclusion(verdict=other):
                return is_forbidden is not (other is Verdict.FORBIDDEN)
            case ContactConclusion(is_free=is_free, strength=strength):
                if is_forbidden:
                    return is_free
                is_bound = not is_free and strength is Strength.MUST
                return is_bound and not (verdict.instead and verdict.instead.via)
            case DecisionConclusion() as decision:
                decides = self._decides(decision, actor)
                if decides is False and self._is_filled_in(across):
                    return False
                return decides is is_forbidden
            case _:
                return False

    def _decides(self, decision: DecisionConclusion, actor: str) -> bool | None:
        """Tell whether somebody decides; None where that is open."""
        party = decision.party(Function.DECIDES)
        if party is None or party.mode in {Mode.NOBODY, Mode.TOGETHER}:
            return None
        if any(self._authority.is_part(actor, role) for role in party.roles):
            return True
        # whoever is named may be of the kind that was asked about
        is_wider = any(self._authority.is_kind(role, actor) for role in party.roles)
        return None if is_wider else False

    def _is_filled_in(self, across: Finding) -> bool:
        """Tell whether rows of an order say who decides of those whom the law leaves.

        That a committee has not named somebody contradicts no leave to name them.
        """
        by_id = self._walk.jurisdiction.rules_by_id
        return any(
            by_id[rule].conclusion.grant is not None
            for rule in across.rules
            if by_id[rule].conclusion.party(Function.DECIDES)
        )

    def _sighting(
        self, question: Question, counter: Question, finding: Finding, across: Finding
    ) -> Sighting:
        by_id = self._walk.jurisdiction.rules_by_id
        ours = min(finding.rules)
        # of several rules on a matter, those that say who decides it
        deciding = [
            rule
            for rule in across.rules
            if by_id[rule].conclusion.party(Function.DECIDES)
        ]
        theirs = min(deciding or across.rules)
        verdict = finding.conclusion
        is_forbidden = (
            isinstance(verdict, ConductConclusion)
            and verdict.verdict is Verdict.FORBIDDEN
        )
        case = {**dict(counter.given), **_plain(across, counter)}
        return Sighting(
            variant="forbidden" if is_forbidden else "",
            rules=(ours, theirs) if ours != theirs else (ours,),
            about=(self._act, self._name),
            place=by_id[ours].place,
            witness=Witness(municipality=self._walk.jurisdiction.id, question=question),
            counter=Question(counter.kind, counter.slots, _given(case), counter.on),
        )


def _given(known: dict[str, Value]) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted(known.items()))


def _plain(finding: Finding, question: Question) -> dict[str, Value]:
    """Return a case in which one row of an answer holds, as far as it has values."""
    given = dict(question.given)
    return {
        name: span[0]
        for name, span in finding.when
        if name not in given and isinstance(span[0], (int, str))
    }
