"""Whole answers: exact for every way the missing facts may turn out."""

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from engine.answers.answer import Limits, NoteKind, Outcome
from engine.answers.question import Question
from engine.rulebook.conditions import Present
from engine.rulebook.rules import RuleKind
from engine.space.asking import Space
from tests import rulebooks
from tests.oracle import UNSAID, Oracle, names_in

#: As many cells of one subject as the properties walk.
MOST_CELLS = 200


def ask(space, kind, slots, known, on=rulebooks.DAY):
    """Return the whole answer to a question."""
    return space.ask(
        Question(
            kind=kind,
            slots=tuple(slots.items()),
            given=tuple(sorted(known.items())),
            on=on,
        )
    )


def essence(answer):
    """Return what makes two answers one and the same."""
    return answer.outcome, answer.findings, answer.cites


class Facts:
    """What may be known about one subject, filled in the way a person would."""

    def __init__(self, jurisdiction, kind, slots, on):
        self.jurisdiction, self.kind, self.slots, self.on = jurisdiction, kind, slots, on
        self.circumstances = jurisdiction.vocabulary.circumstances
        oracle = self.oracle({})
        about = [rule for rule in oracle.rules if oracle.is_about(rule)]
        self.names = oracle.names_needed(about)
        self.rules = about + [
            rule
            for rule in oracle.rules
            if rule.kind is RuleKind.CLASSIFICATION
            and self.names & dict(rule.conclusion.derives).keys()
        ]
        self.names = {name for rule in self.rules for name in names_in(rule)}

    def oracle(self, known):
        return Oracle(self.jurisdiction, self.kind, self.slots, known, self.on)

    def is_derivable(self, name):
        return any(
            rule.kind is RuleKind.CLASSIFICATION
            and name in dict(rule.conclusion.derives)
            for rule in self.rules
        )

    def completed(self, known, chance):
        """Return known facts with the missing ones: derived, assumed or by chance.

        A circumstance is only said not to exist where some rule asks whether it does.
        """
        facts = dict(known)
        for name, kind in rulebooks.CIRCUMSTANCES.items():
            if name in facts or self.oracle(facts).values(name) != {UNSAID}:
                continue
            if self.circumstances[name].has_default:
                facts[name] = self.circumstances[name].default
            elif self.is_asked_for(name) and chance.random() < 0.3:
                facts[name] = None
            else:
                facts[name] = rulebooks.value_of(chance, kind)
        return facts

    def is_asked_for(self, name):
        return any(
            isinstance(condition, Present) and condition.circumstance == name
            for rule in self.rules
            for group in (rule.when, *rule.unless)
            for condition in group
        )

    def settle_all_but_few(self, space, known, chance):
        """Return known facts with as many more as leave few cells to walk."""
        facts = dict(known)
        question = Question(self.kind, tuple(self.slots.items()), (), self.on)
        for dimension in space.relevant(question):
            missing = [d for d in space.relevant(question) if d.name not in facts]
            if math.prod(len(d.classes) for d in missing) <= MOST_CELLS:
                break
            kind = rulebooks.CIRCUMSTANCES[dimension.name]
            facts.setdefault(dimension.name, rulebooks.value_of(chance, kind))
        return facts


def admits(row, facts):
    """Tell whether facts lie in the values for which a row holds."""
    return all(
        any(is_in(value, item) for item in span for value in facts[name])
        for name, span in row.when
    )


def is_in(value, item):
    if not isinstance(item, Limits):
        return value == item
    return (
        value is not None
        and (item.low is None or item.low <= value)
        and (item.high is None or value <= item.high)
    )


CHANCES = st.randoms(use_true_random=False)


@given(st.data(), st.sampled_from(rulebooks.ASKED), st.sampled_from(rulebooks.DAYS))
def test_a_whole_answer_holds_however_the_missing_facts_turn_out(data, kind, on):
    jurisdiction = data.draw(rulebooks.jurisdictions(kind))
    slots, said = data.draw(rulebooks.questions(kind))
    chance = data.draw(CHANCES)
    space = Space(jurisdiction)
    facts = Facts(jurisdiction, kind, slots, on)
    known = facts.settle_all_but_few(space, said, chance)
    answer = ask(space, kind, slots, known, on)
    subject = space.decider.subject(kind, tuple(slots.items()))
    for _ in range(5):
        completed = facts.completed(known, chance)
        expected = space.decider.decide(subject, completed, on)
        if answer.outcome is not Outcome.DEPENDS:
            assert essence(answer) == essence(expected)
            continue
        oracle = facts.oracle(completed)
        values = {name: oracle.values(name) for name in rulebooks.CIRCUMSTANCES}
        rows = [row for row in answer.findings if admits(row, values)]
        if all(len(found) == 1 for found in values.values()):
            assert len({row.when for row in rows}) == 1
        assert {row.outcome for row in rows} == {expected.outcome}
        bare = {replace(row, when=(), outcome=Outcome.ANSWERED) for row in rows}
        if expected.outcome is Outcome.NO_RULE:
            assert [row.conclusion for row in bare] == [None]
        else:
            assert bare == set(expected.findings)


@given(st.data(), st.sampled_from(rulebooks.ASKED), st.sampled_from(rulebooks.DAYS))
def test_all_questions_in_one_cell_have_one_answer(data, kind, on):
    jurisdiction = data.draw(rulebooks.jurisdictions(kind))
    slots, known = data.draw(rulebooks.questions(kind))
    chance = data.draw(CHANCES)
    space = Space(jurisdiction)
    subject = space.decider.subject(kind, tuple(slots.items()))
    facts = Facts(jurisdiction, kind, slots, on)
    for _ in range(5):
        settled = facts.completed(known, chance)
        point = space.decider.decide(subject, settled, on)
        assert essence(ask(space, kind, slots, settled, on)) == essence(point)
