"""Change one rule at a time, replay what that can affect, and see who notices."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from engine.answers.answer import NoteKind
from engine.rulebook.rules import Slot
from engine.scenarios.covering import own_rules
from engine.scenarios.replaying import differences
from engine.scenarios.sketching import sketches
from engine.scenarios.trials import Fate, Trial
from engine.space.asking import Space, TooManyCellsError
from engine.space.mutants import mutants
from engine.space.walking import subject_classes
from engine.space.witnessing import differ, questions

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from engine.answers.deciding import Subject
    from engine.answers.question import Question
    from engine.rulebook.packs import Jurisdiction
    from engine.scenarios.cases import Scenario
    from engine.space.mutants import Mutant
    from engine.space.walking import SubjectClass


class Mutating:
    """Tries the mutants of rules against scenarios, in every jurisdiction they see.

    Args:
        jurisdictions: the rules of each municipality, empty for law and guidance.
        scenarios: those to replay; one that misses already notices nothing.
        today: the day of questions made up for sketches, where it can be.
    """

    def __init__(
        self,
        jurisdictions: Mapping[str, Jurisdiction],
        scenarios: Iterable[Scenario],
        today: dt.date,
    ) -> None:
        """Take the rules and the scenarios."""
        self._places = {
            id_: _Place(
                jurisdictions[id_], [s for s in scenarios if s.municipality == id_]
            )
            for id_ in sorted(jurisdictions)
        }
        self._today = today

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules to change: those of the municipalities' own packs."""
        own = (own_rules(place.jurisdiction) for place in self._places.values())
        return tuple(sorted({id_ for ids in own for id_ in ids}))

    def trials(self, rule_id: str) -> tuple[Trial, ...]:
        """Return the fate of every mutant of a rule."""
        seeing = [
            place
            for place in self._places.values()
            if rule_id in place.jurisdiction.rules_by_id
        ]
        pack = rule_id.partition("/")[0]
        home = next((p for p in seeing if p.jurisdiction.id == pack), seeing[0])
        rule = home.jurisdiction.rules_by_id[rule_id]
        made = mutants(rule, home.jurisdiction.vocabulary)
        return tuple(self._trial(mutant, seeing) for mutant in made)

    def _trial(self, mutant: Mutant, seeing: list[_Place]) -> Trial:
        rule, change = mutant.name
        for place in seeing:
            by = place.noticed_by(mutant)
            if by:
                return Trial(
                    rule=rule,
                    change=change,
                    fate=Fate.NOTICED,
                    municipality=place.jurisdiction.id,
                    by=by,
                )
        found = None
        for place in seeing:
            here = place.survival(mutant, self._today)
            if here and here.sketch:
                return here
            found = found or here
        return found or Trial(rule=rule, change=change, fate=Fate.EQUIVALENT)


class _Place:
    """One jurisdiction with its scenarios, and what was found out about it."""

    def __init__(self, jurisdiction: Jurisdiction, scenarios: list[Scenario]) -> None:
        self.jurisdiction = jurisdiction
        self._space = Space(jurisdiction)
        self._scenarios = scenarios

    @cached_property
    def _affected(self) -> Mapping[str, list[Scenario]]:
        """For each rule the scenarios it can bear on, those that it answers first.

        INVARIANT: a mutant speaks of no subject that its original does not, and
        depends on no circumstance that it does not; so no other scenario changes.
        """
        found: dict[str, list[tuple[bool, str, Scenario]]] = {}
        for scenario in self._scenarios:
            question = scenario.question
            answer = self._space.ask(question)
            if differences(scenario, answer, self.jurisdiction.vocabulary):
                continue
            subject = self._space.decider.subject(question.kind, question.slots)
            for id_ in subject.rule_ids:
                order = (id_ not in answer.fired, str(scenario.place), scenario)
                found.setdefault(id_, []).append(order)
        return {
            id_: [s for _, _, s in sorted(listed, key=lambda entry: entry[:2])]
            for id_, listed in found.items()
        }

    @cached_property
    def _subjects(self) -> Mapping[str, list[SubjectClass]]:
        """For each rule the subjects it can bear on, the plainest first."""
        found: dict[str, list[SubjectClass]] = {}
        classes = subject_classes([self.jurisdiction])
        for subject in sorted(classes, key=lambda s: Slot.ABOUT in dict(s.slots)):
            rules = self._space.decider.subject(subject.kind, subject.slots).rule_ids
            for id_ in rules:
                found.setdefault(id_, []).append(subject)
        return found

    def _mutated(self, mutant: Mutant, subject: Subject) -> Space:
        """Return the space of a subject's rules alone, one of them changed."""
        rules = [
            rule if rule.id != mutant.original.id else mutant.rule
            for rule in (*subject.rules, *subject.classifications)
        ]
        changed = tuple(rule for rule in rules if rule is not None)
        return Space(replace(self.jurisdiction, rules=changed))

    def noticed_by(self, mutant: Mutant) -> str:
        """Return the id of the first scenario that misses under a mutant, or ``""``."""
        words = self.jurisdiction.vocabulary
        for scenario in self._affected.get(mutant.original.id, ()):
            question = scenario.question
            if self._is_untouched(mutant, scenario):
                continue
            subject = self._space.decider.subject(question.kind, question.slots)
            answer = self._mutated(mutant, subject).ask(question)
            if differences(scenario, answer, words):
                return scenario.id
        return ""

    def _is_untouched(self, mutant: Mutant, scenario: Scenario) -> bool:
        """Tell whether the changed rule does not fire where the scenario asks.

        That something was assumed is said because of cells beside those asked for.
        """
        return (
            mutant.fires_alike
            and NoteKind.ASSUMED not in scenario.expected.notes
            and mutant.original.id not in self._space.ask(scenario.question).fired
        )

    def survival(self, mutant: Mutant, today: dt.date) -> Trial | None:
        """Return the trial of an unnoticed mutant, None where no answer changes.

        A mutant whose subject has too many cells to walk counts as one that
        changes some answer.
        """
        rule, change = mutant.name
        place = self.jurisdiction.id
        survived = Trial(
            rule=rule, change=change, fate=Fate.SURVIVED, municipality=place
        )
        found = None
        try:
            for question, space in self._differing(mutant, today):
                found = survived
                sketch = self._sketch(mutant, question, space)
                if sketch:
                    return replace(survived, sketch=sketch)
        except TooManyCellsError:
            return survived
        return found

    def _differing(
        self, mutant: Mutant, today: dt.date
    ) -> Iterator[tuple[Question, Space]]:
        """Yield the questions whose answer a mutant changes, with the changed space."""
        id_ = mutant.original.id
        scope = mutant.original.scope_of
        for subject in _named_first(self._subjects.get(id_, ()), scope):
            found = self._space.decider.subject(subject.kind, subject.slots)
            space = self._mutated(mutant, found)
            for question in questions(subject, (self._space, space), today):
                answer = self._space.ask(question)
                if mutant.fires_alike and id_ not in answer.fired:
                    continue
                if differ(answer, space.ask(question)):
                    yield question, space

    def _sketch(
        self, mutant: Mutant, question: Question, space: Space
    ) -> Scenario | None:
        """Return a short scenario that a mutant makes miss, if there is one."""
        found = self._noticing(mutant, question, space)
        if found is None:
            return None
        for name, _ in question.given:
            left = tuple(pair for pair in found.question.given if pair[0] != name)
            shorter = replace(found.question, given=left)
            smaller = self._noticing(mutant, shorter, space)
            if smaller and smaller.expected.outcome is found.expected.outcome:
                found = smaller
        return found

    def _noticing(
        self, mutant: Mutant, question: Question, space: Space
    ) -> Scenario | None:
        """Return the loosest sketch of a question that a mutant makes miss."""
        words = self.jurisdiction.vocabulary
        answer = space.ask(question)
        for sketch in sketches(question, mutant.original.id, self._space):
            if differences(sketch, answer, words):
                return sketch
        return None


def _named_first(
    subjects: Iterable[SubjectClass], scope: Mapping[Slot, frozenset[str]]
) -> list[SubjectClass]:
    """Return subjects by the names a rule has for them, those it names first."""
    found: list[tuple[int, SubjectClass]] = []
    for subject in subjects:
        members = dict(subject.members)
        named = {
            slot: scope.get(slot, frozenset()) & {*ids} for slot, ids in members.items()
        }
        slots = tuple(
            (slot, min(named[slot], default=id_)) for slot, id_ in subject.slots
        )
        unnamed = sum(slot in scope and not ids for slot, ids in named.items())
        found.append((unnamed, replace(subject, slots=slots)))
    return [subject for _, subject in sorted(found, key=lambda pair: pair[0])]
