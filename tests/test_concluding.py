"""The rules that fire are those a slow reader says, whatever the rules and facts."""

from hypothesis import given
from hypothesis import strategies as st

from engine.answers.question import slot_kinds
from engine.inference.compiling import UnwieldyRuleError
from engine.inference.concluding import Program, resolved
from engine.rulebook.conditions import OneOf
from engine.rulebook.rules import RuleKind
from tests import rulebooks
from tests.oracle import UNSAID, Oracle

ASKED = [kind for kind in rulebooks.SCOPES if kind is not RuleKind.CONSTRAINT]


def program_for(jurisdiction, on, rules=None):
    """Return the program of all rules of a jurisdiction that are in force."""
    return Program(
        [
            resolved(rule, lambda times: jurisdiction.in_ore(times, on.year))
            for rule in (jurisdiction.rules if rules is None else rules)
            if rule.is_in_force(on)
        ],
        jurisdiction.vocabulary.role_kinds,
    )


@given(st.data(), st.sampled_from(ASKED), st.sampled_from(rulebooks.DAYS))
def test_exactly_the_rules_fire_that_a_slow_reader_says(data, kind, on):
    jurisdiction = data.draw(rulebooks.jurisdictions(kind))
    program = program_for(jurisdiction, on)
    for _ in range(4):
        slots = data.draw(rulebooks.slots_for(kind))
        known = data.draw(rulebooks.facts())
        kinds = slot_kinds(jurisdiction.vocabulary, kind, slots)
        found = program.conclusions(kinds, known)
        oracle = Oracle(jurisdiction, kind, slots, known, on)
        assert found.fired == {rule.id for rule in oracle.fired()}
        derivable = {d.circumstance for d in found.derived}
        assert {(d.circumstance, d.value) for d in found.derived} == {
            (name, value)
            for name in rulebooks.CIRCUMSTANCES
            if name not in known
            for value in oracle.values(name) - {UNSAID}
        }
