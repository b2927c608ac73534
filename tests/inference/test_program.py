"""The rules that fire are those a slow reader says, whatever the rules and facts."""

from hypothesis import given
from hypothesis import strategies as st

from engine.answers.decider import Decider
from engine.rulebook.model.questions import slot_kinds
from engine.rulebook.model.rules import RuleKind
from tests.oracle import UNSAID, Oracle
from tests.support import random_rulebooks


@given(
    st.data(),
    st.sampled_from(random_rulebooks.ASKED),
    st.sampled_from(random_rulebooks.DAYS),
)
def test_exactly_the_rules_fire_that_a_slow_reader_says(data, kind, on):
    jurisdiction = data.draw(random_rulebooks.jurisdictions(kind))
    program = Decider(jurisdiction).program(jurisdiction.rules, on)
    for _ in range(4):
        slots, known = data.draw(random_rulebooks.questions(kind))
        kinds = slot_kinds(jurisdiction.vocabulary, kind, slots)
        if kind is RuleKind.DUTY:  # an open slot asks for every duty
            kinds = {**random_rulebooks.SCOPES[kind], **kinds}
        found = program.infer(kinds, known)
        oracle = Oracle(jurisdiction, kind, slots, known, on)
        assert found.fired == {rule.id for rule in oracle.fired()}
        assert {(d.circumstance, d.value) for d in found.derived} == {
            (name, value)
            for name in random_rulebooks.CIRCUMSTANCES
            if name not in known
            for value in oracle.values(name) - {UNSAID}
        }
