"""Change one rule at a time, replay what that can affect, and see who notices."""

from __future__ import annotations

import itertools
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..answers.answer import NoteKind
from ..answers.authority import Authority
from ..answers.sameness import essence, is_another_answer
from ..answers.settlement import acting_party
from ..answers.subjects import Scopes
from ..inference.store import Programs
from ..rulebook.model.conclusions import (
    ConstraintConclusion,
    Function,
    Mode,
    Party,
)
from ..rulebook.model.packs import MissingAmountError
from ..rulebook.model.rules import RuleKind, Slot
from ..scenarios.coverage import own_rules
from ..scenarios.replay import deviations
from ..scenarios.sketches import sketches
from ..space.particulars import noted_answer
from ..space.space import Space, TooManyCellsError
from ..space.subject_classes import bearing_kinds, subject_classes
from .inferences import MutantDecider, OriginalDecider
from .mutants import mutants
from .trials import Fate, Trial
from .witnesses import touched_regions

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from ..answers.subjects import Subject
    from ..rulebook.model.packs import Jurisdiction
    from ..rulebook.model.questions import Question
    from ..rulebook.model.rules import Rule
    from ..scenarios.cases import Scenario
    from ..space.subject_classes import SubjectClass
    from .mutants import Bans, Mutant
    from .witnesses import TouchedRegion

    #: Whom a limit bans of the deciders of a rule, and of who steps in for them.
    _Banned = tuple[frozenset[str], frozenset[str]]

_WORST_FIRST = (Fate.SURVIVED, Fate.UNDECIDED, Fate.EQUIVALENT)
#: How many questions are asked in one jurisdiction to find one that a mutant answers
#: otherwise; where none is found by then, nobody knows whether there is one.
MOST_ASKED = 5_000

#: What is compiled is kept for so many subjects and mutants, most of which share in C
#: what a mutant leaves as it was.
MOST_PROGRAMS = 1_024

#: For how many of them a scenario is looked for that would notice the mutant.
MOST_SKETCHED = 50


class _UndecidedError(Exception):
    """So many questions were asked without a difference that the search ends."""


class MutationRun:
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
        programs = Programs(MOST_PROGRAMS)
        self._places = {
            id_: _TestedJurisdiction(
                jurisdictions[id_],
                [s for s in scenarios if s.municipality == id_],
                programs,
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
        seeing = self._seeing(rule_id)
        pack = rule_id.partition("/")[0]
        home = next((p for p in seeing if p.jurisdiction.id == pack), seeing[0])
        rule = home.jurisdiction.rules_by_id[rule_id]
        made = mutants(rule, home.jurisdiction.vocabulary)
        return tuple(self.trial(mutant) for mutant in made)

    def _seeing(self, rule_id: str) -> list[_TestedJurisdiction]:
        return [
            place
            for place in self._places.values()
            if rule_id in place.jurisdiction.rules_by_id
        ]

    def trial(self, mutant: Mutant) -> Trial:
        """Return the fate of one mutant."""
        rule, change = mutant.name
        seeing = self._seeing(rule)
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
        trials = []
        for place in seeing:
            here = place.survival(mutant, self._today)
            if here.sketch:
                return here
            trials.append(here)
        return min(trials, key=lambda trial: _WORST_FIRST.index(trial.fate))


class _TestedJurisdiction:
    """One jurisdiction, the scenarios about it, and what its rules can affect."""

    def __init__(
        self,
        jurisdiction: Jurisdiction,
        scenarios: list[Scenario],
        programs: Programs,
    ) -> None:
        self.jurisdiction = jurisdiction
        self._programs = programs
        self._decider = OriginalDecider(jurisdiction, programs)
        self._space = Space(jurisdiction, programs, decider=self._decider)
        self._bans: dict[ConstraintConclusion, dict[str, _Banned]] = {}
        self._authority = Authority(jurisdiction.vocabulary)
        self._scenarios = scenarios
        self._widest_scopes: dict[tuple[RuleKind, RuleKind], Scopes] = {}

    @cached_property
    def _affected(self) -> Mapping[str, list[Scenario]]:
        """For each rule the scenarios it can bear on, those that it answers first.

        INVARIANT: a mutant speaks of no subject that its original does not, except
        those it exempts or that lack its tag, and depends on no circumstance that its
        original does not; so no other scenario changes.
        """
        fired: dict[str, list[Scenario]] = {}
        others: dict[str, list[Scenario]] = {}
        for scenario in sorted(self._scenarios, key=lambda each: str(each.place)):
            question = scenario.question
            answer = noted_answer(question, self._space)
            if deviations(scenario, answer, self.jurisdiction.vocabulary):
                continue
            subject = self._space.decider.subject(question.kind, question.slots)
            for id_ in self._bearing_on(subject):
                bearing = fired if id_ in answer.fired else others
                bearing.setdefault(id_, []).append(scenario)
        return {
            id_: [*fired.get(id_, ()), *others.get(id_, ())]
            for id_ in fired.keys() | others.keys()
        }

    @cached_property
    def _subjects(self) -> Mapping[str, list[SubjectClass]]:
        """For each rule the subjects it can bear on, the plainest first."""
        bearing: dict[str, list[SubjectClass]] = {}
        editions = [self.jurisdiction, replace(self.jurisdiction, rules=self._widest)]
        classes = subject_classes(editions if self._widest else editions[:1])
        for subject in sorted(classes, key=lambda s: Slot.ABOUT in dict(s.slots)):
            asked = self._space.decider.subject(subject.kind, subject.slots)
            for id_ in self._bearing_on(asked):
                bearing.setdefault(id_, []).append(subject)
        return bearing

    @cached_property
    def _widest(self) -> tuple[Rule, ...]:
        """The rules that exempt somebody or look at a tag, as if they did not."""
        return tuple(
            wide
            for rule in self.jurisdiction.rules
            if (wide := _widened(rule)) is not rule
        )

    def _bearing_on(self, subject: Subject) -> set[str]:
        """Return the rules that bear on a subject, or would if they were wider."""
        wider = (
            rule.id
            for kind in bearing_kinds(subject.kind)
            for rule in self._widest_of(kind, subject.kind).covering(subject.slots)
        )
        return {*subject.rule_ids, *wider}

    def _widest_of(self, ruling: RuleKind, asked: RuleKind) -> Scopes:
        """Return the widest rules of a kind, as they cover questions of another."""
        scopes = self._widest_scopes.get((ruling, asked))
        if scopes is None:
            rules = [rule for rule in self._widest if rule.kind is ruling]
            scopes = self._widest_scopes[ruling, asked] = Scopes(rules, asked)
        return scopes

    def _mutated(self, mutant: Mutant, subject: Subject) -> Space:
        """Return the space of a subject's rules alone, one of them changed."""
        id_, rules = mutant.original.id, (*subject.rules, *subject.classifications)
        changed = [rule for rule in rules if rule.id != id_]
        if mutant.rule:
            changed.append(mutant.rule)
        if id_ not in subject.rule_ids:  # only now it is about this subject
            known = {rule.id for rule in changed}
            resting = self._space.decider.classifications_for(changed)
            changed.extend(rule for rule in resting if rule.id not in known)
        edition = replace(self.jurisdiction, rules=tuple(changed))
        vars(edition)["passages"] = self.jurisdiction.passages  # no rule changes them
        decider = MutantDecider(edition, self._programs, self._decider, subject, mutant)
        return Space(edition, self._programs, decider=decider)

    def noticed_by(self, mutant: Mutant) -> str:
        """Return the id of the first scenario that misses under a mutant, or ``""``."""
        words, bans = self.jurisdiction.vocabulary, mutant.bans
        for scenario in self._affected.get(mutant.original.id, ()):
            question = scenario.question
            if self._is_untouched(mutant, scenario):
                continue
            subject = self._space.decider.subject(question.kind, question.slots)
            if bans and not self._banned_otherwise(bans, subject):
                continue
            answer = noted_answer(question, self._mutated(mutant, subject))
            if deviations(scenario, answer, words):
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

    def _banned_otherwise(self, bans: Bans, subject: Subject) -> frozenset[str]:
        """Return the rules by which a constraint bans others once it is changed.

        INVARIANT: a constraint that fires alters an answer only by whom it bans.
        """
        before, after, is_elsewhere = bans
        old, new = (self._bans.setdefault(limit, {}) for limit in (before, after))
        otherwise = set()
        for rule in subject.rules:
            if rule.id not in old:
                old[rule.id] = self._banned(rule, before)
            if rule.id not in new:
                new[rule.id] = self._banned(rule, after)
            banned, other = old[rule.id], new[rule.id]
            is_alike = banned == other and before.act is after.act and not is_elsewhere
            if not is_alike and any((*banned, *other)):
                otherwise.add(rule.id)
        return frozenset(otherwise)

    def _banned(self, rule: Rule, limit: ConstraintConclusion) -> _Banned:
        """Return whom a limit bans of the deciders of a rule, and of who steps in."""
        party, grant = acting_party(rule, Function.DECIDES), rule.conclusion.grant
        steps = tuple(sorted(grant.steps)) if grant else ()
        nobody = Party(mode=Mode.ANY_OF, roles=())
        return (
            self._authority.banned(rule, party or nobody, limit),
            self._authority.banned(rule, replace(nobody, roles=steps), limit),
        )

    def survival(self, mutant: Mutant, today: dt.date) -> Trial:
        """Return the trial of a mutant that nobody noticed."""
        rule, change = mutant.name
        trial = Trial(
            rule=rule,
            change=change,
            fate=Fate.EQUIVALENT,
            municipality=self.jurisdiction.id,
        )
        try:
            differing = itertools.islice(self._differing(mutant, today), MOST_SKETCHED)
            for question, space in differing:
                sketch = self._sketch(mutant, question, space)
                trial = replace(trial, fate=Fate.SURVIVED, sketch=sketch)
                if sketch:
                    break
        except (TooManyCellsError, _UndecidedError):
            if trial.fate is Fate.EQUIVALENT:
                return replace(trial, fate=Fate.UNDECIDED)
        return trial

    def _differing(
        self, mutant: Mutant, today: dt.date
    ) -> Iterator[tuple[Question, Space]]:
        """Yield the questions whose answer a mutant changes, with the changed space.

        Of subjects that all rules see alike only the first is asked about.

        Raises:
            _UndecidedError: too many would have to be asked, or some are of a year
                whose amounts are not known.
        """
        id_ = mutant.original.id
        bans = mutant.bans
        seen: set[Hashable] = set()
        asked, is_open = 0, False
        for subject in _named_first(self._subjects.get(id_, ()), mutant.original):
            candidates = self._space.decider.subject(subject.kind, subject.slots)
            banned = self._banned_otherwise(bans, candidates) if bans else None
            if bans and not banned:
                continue
            if (sight := _sight(candidates, mutant)) in seen:
                continue
            seen.add(sight)
            space = self._mutated(mutant, candidates)
            spaces = self._space, space
            for region in touched_regions(subject, spaces, id_, today):
                fired = self._space.ask(region.question).fired
                if mutant.fires_alike and id_ not in fired:
                    continue
                if banned is not None and banned.isdisjoint(fired):
                    continue
                telling = self._telling(region, space)
                is_open |= telling is None
                for question in telling or ():
                    if asked == MOST_ASKED:
                        raise _UndecidedError
                    asked += 1
                    yield from ((q, space) for q in self._told_apart(question, space))
        if is_open:
            raise _UndecidedError

    def _telling(
        self, region: TouchedRegion, changed: Space
    ) -> Iterable[Question] | None:
        """Return the questions of a region to ask: one speaks for all.

        Only where the answers say the same and other rules prevail, each question may
        tell them apart in its own way once something is left out. None where nothing
        can be asked, for the amounts of that year are not known.
        """
        try:
            answer, other = (s.ask(region.question) for s in (self._space, changed))
        except MissingAmountError:
            return None
        is_same = essence(answer) == essence(other)
        if is_same or is_another_answer(answer, other):
            return (region.question,)
        return region.questions()

    def _told_apart(self, question: Question, changed: Space) -> Iterator[Question]:
        """Yield a question, or looser ones, where the changed rules answer otherwise.

        Two rules may say the same and rest on the same: then it shows only where
        something is left out whether one of them or the other prevails.
        """
        answer, other = self._space.ask(question), changed.ask(question)
        if is_another_answer(answer, other):
            yield question
        elif essence(answer) != essence(other):
            for pair in question.given:
                left = tuple(given for given in question.given if given != pair)
                looser = replace(question, given=left)
                with suppress(MissingAmountError):
                    if is_another_answer(self._space.ask(looser), changed.ask(looser)):
                        yield looser

    def _sketch(
        self, mutant: Mutant, question: Question, space: Space
    ) -> Scenario | None:
        """Return a short scenario that a mutant makes miss, if there is one."""
        sketch = self._noticing(mutant, question, space)
        if sketch is None:
            return None
        for name, _ in question.given:
            left = tuple(pair for pair in sketch.question.given if pair[0] != name)
            shorter = replace(sketch.question, given=left)
            smaller = self._noticing(mutant, shorter, space)
            if smaller and smaller.expected.outcome is sketch.expected.outcome:
                sketch = smaller
        return sketch

    def _noticing(
        self, mutant: Mutant, question: Question, space: Space
    ) -> Scenario | None:
        """Return the loosest sketch of a question that a mutant makes miss.

        None, too, where it needs the amounts of a year that are not known.
        """
        words = self.jurisdiction.vocabulary
        with suppress(MissingAmountError):
            answer = space.ask(question)
            for sketch in sketches(question, mutant.original.id, self._space):
                if deviations(sketch, answer, words):
                    return sketch
        return None


def _widened(rule: Rule) -> Rule:
    """Return a rule that exempts nobody and looks at no tag, itself if it is one."""
    conclusion = rule.conclusion
    if isinstance(conclusion, ConstraintConclusion) and conclusion.tag:
        return replace(rule, conclusion=replace(conclusion, tag=""))
    return replace(rule, exempt=frozenset()) if rule.exempt else rule


def _sight(subject: Subject, mutant: Mutant) -> Hashable:
    """Return what the rules, before and after, see of a subject.

    Subjects of which the rules see the same have the same answers.
    """
    bearing = [*subject.rules, mutant.original, *([mutant.rule] if mutant.rule else [])]
    seen = [
        (slot, kinds & {id_ for rule in bearing for id_ in rule.told_apart(slot)})
        for slot, kinds in subject.slots.items()
    ]
    return subject.kind, tuple(seen), tuple(rule.id for rule in subject.rules)


def _named_first(subjects: Iterable[SubjectClass], rule: Rule) -> list[SubjectClass]:
    """Return subjects by the names a rule has for them, those it names first."""
    ranked: list[tuple[int, SubjectClass]] = []
    for subject in subjects:
        members = dict(subject.members)
        named = {
            slot: rule.scope_of.get(slot, frozenset()) & {*ids}
            for slot, ids in members.items()
        }
        slots = tuple(
            (slot, min(named[slot], default=id_)) for slot, id_ in subject.slots
        )
        unnamed = sum(slot in rule.scope_of and not ids for slot, ids in named.items())
        ranked.append((unnamed, replace(subject, slots=slots)))
    return [subject for _, subject in sorted(ranked, key=lambda pair: pair[0])]
