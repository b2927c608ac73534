"""Rules become rulesets that are small enough, in an order that makes them exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.answers.decider import Decider
from engine.inference.compilation import (
    MOST_ALTERNATIVES,
    UnwieldyRuleError,
    compile_rules,
)
from engine.inference.durable import (
    MOST_FACTS_A_RULE,
    MOST_PATTERNS,
    MOST_PROPERTIES,
    MOST_TESTS,
    Ruleset,
    name_hash,
)
from engine.inference.layers import RingError, layers_of
from engine.inference.program import Program
from engine.rulebook.model.conclusions import ClassificationConclusion
from engine.rulebook.model.conditions import IsRole, OneOf, Present, Within
from engine.rulebook.model.questions import slot_kinds
from engine.rulebook.model.rules import RuleKind, Slot
from tests.oracle import Oracle
from tests.support import random_rulebooks, rulebooks
from tests.support.rulebooks import decision, rule

DECIDES = decision(decides="ks")


def derives(name, value, **rest):
    """Return a classification of one circumstance."""
    conclusion = ClassificationConclusion(derives=((name, value),))
    return rule(f"test/{name}-{value}", conclusion, **rest)


def has(name, *values, negated=False):
    """Return a condition on the values of an enum."""
    return OneOf(circumstance=name, values=frozenset(values), negated=negated)


def clauses(stages):
    """Return every clause of some stages, with its patterns."""
    return [
        (clause, chunk.definition[name])
        for stage in stages
        for chunk in stage.chunks
        for name, clause in chunk.clauses.items()
    ]


# layers -----------------------------------------------------------------------------


def test_a_rule_has_its_turn_after_all_that_classifies_what_it_asks_about():
    rules = [
        rule("test/r", DECIDES, when=(has("c", "x"),)),
        derives("c", "x", unless=((has("b", "x"),),)),
        derives("b", "x", when=(has("a", "x"),)),
        derives("b", "y", when=(has("grund", "x"),)),
        derives("a", "x", when=(has("grund", "x"),)),
    ]
    for seed in range(10):
        random_rulebooks.chance_of(seed).shuffle(rules)
        depths, levels = layers_of(rules)
        assert depths == {"a": 1, "b": 2, "c": 3}
        assert levels == {
            "test/r": 3,
            "test/c-x": 2,
            "test/b-x": 1,
            "test/b-y": 0,
            "test/a-x": 0,
        }


def test_circumstances_derived_from_each_other_are_refused():
    rules = [
        derives("a", "x", when=(has("b", "x"),)),
        derives("b", "x", unless=((has("a", "x"),),)),
    ]
    refusal = r"inference/ring: rules=.'test/a-x', 'test/b-x'"
    with pytest.raises(RingError, match=refusal):
        layers_of(rules)


# size -------------------------------------------------------------------------------


def test_one_small_subject_is_one_ruleset():
    rules = [
        rule("test/r", DECIDES, when=(has("b", "x"),)),
        derives("b", "x", when=(has("a", "x"),), unless=((has("c", "x"),),)),
    ]
    _, stages = compile_rules(rules)
    assert [len(stage.chunks) for stage in stages] == [1]


def test_a_large_subject_is_divided_into_rulesets_that_c_can_hold():
    rules = [
        rule(
            f"test/r{number}",
            DECIDES,
            scope={Slot.MATTER: [f"arende-{number}"]},
            when=tuple(
                Within(circumstance=f"tal-{number}-{n}", low=1) for n in range(10)
            ),
        )
        for number in range(3 * MOST_PATTERNS)
    ]
    _, stages = compile_rules(rules)
    listed = [chunk for stage in stages for chunk in stage.chunks]
    assert len(listed) > 3
    for chunk in listed:
        Ruleset(chunk.definition, chunk.order)  # refuses what is too large
        tested = {
            key
            for patterns in chunk.definition.values()
            for tests in patterns
            for test in tests
            for key in test
        }
        assert len(tested) < MOST_PROPERTIES
    assert {clause.rule for clause, _ in clauses(stages)} == {r.id for r in rules}


def test_listed_ids_in_a_scope_or_roles_cost_one_clause():
    many = [f"roll-{number}" for number in range(2 * MOST_ALTERNATIVES)]
    lists = rule(
        "test/r",
        DECIDES,
        scope={Slot.MATTER: many, Slot.FROM: many},
        when=(IsRole(circumstance="person", roles=frozenset(many)),),
    )
    assert len(clauses(compile_rules([lists])[1])) == 1


def limited(low, high):
    """Return the rules of a matter of which somebody decides up to a limit."""
    return [
        rule("test/r", DECIDES, when=(Within(circumstance="belopp", high=low),)),
        rule("test/s", DECIDES, when=(Within(circumstance="belopp", low=low + 1),)),
        rule(
            "test/t", DECIDES, when=(Within(circumstance="belopp", low=low, high=high),)
        ),
    ]


def test_rules_that_differ_in_their_limits_alone_share_a_definition():
    """So a thousand rows of one form take one ruleset, and what is remembered of it."""
    (one, another) = (
        compile_rules(limited(low, high))[1][0].chunks[0].definition
        for low, high in ((10, 20), (7_000, 90_000))
    )
    assert one == another


@given(st.lists(st.integers(-3, 12), min_size=6, max_size=6), st.integers(-5, 14))
def test_limits_hold_up_to_their_last_value_and_no_further(ends, value):
    listed = [
        rule(
            f"test/r{number}",
            DECIDES,
            when=(Within(circumstance="belopp", low=low, high=high),),
        )
        for number, (low, high) in enumerate(
            zip([None, *ends[:5]], [*ends[3:], None, *ends[:2]], strict=True)
        )
    ]
    program = Program(listed, {}, lambda _: (frozenset(), []))
    assert program.infer({}, {"belopp": value}).fired == {
        r.id for r in listed if r.when[0].holds(value)
    }


def test_a_rule_with_too_many_alternatives_says_that_it_must_be_divided():
    values = [f"v{number}" for number in range(7)]
    rules = [rule("test/r", DECIDES, when=(has("a", *values), has("b", *values)))]
    refusal = r"inference/many-alternatives: count=49, .*place=rules/test.*'test/r'"
    with pytest.raises(UnwieldyRuleError, match=refusal):
        compile_rules(rules)


def test_a_rule_with_too_many_conditions_says_that_it_must_be_divided():
    values = [f"v{number}" for number in range(MOST_TESTS)]
    rules = [rule("test/r", DECIDES, when=(has("a", *values, negated=True),))]
    with pytest.raises(UnwieldyRuleError, match="inference/many-conditions"):
        compile_rules(rules)


def test_a_rule_on_too_many_classified_circumstances_says_that_it_must_be_divided():
    names = [f"k{number}" for number in range(MOST_FACTS_A_RULE)]
    rules = [derives(name, "x", when=(has("a", "x"),)) for name in names]
    rules.append(rule("test/r", DECIDES, when=tuple(has(name, "x") for name in names)))
    with pytest.raises(UnwieldyRuleError, match="inference/many-classified: count=8"):
        compile_rules(rules)


def test_no_two_properties_that_are_ever_written_share_a_hash():
    names = ["kind", "ett", "sid", "id", *(f"p{number}" for number in range(20_000))]
    assert len({name_hash(name) for name in names}) == len(names)


# exactness --------------------------------------------------------------------------


@given(st.integers(0, 2**64), st.sampled_from(random_rulebooks.ASKED), st.data())
def test_a_subject_that_had_to_be_divided_answers_like_a_slow_reader(seed, kind, data):
    jurisdiction = random_rulebooks.random_jurisdiction(seed, kind, range(60), range(8))
    program = Decider(jurisdiction).program(jurisdiction.rules, rulebooks.DAY)
    assert len(clauses(compile_rules(program.rules.values())[1])) > MOST_PATTERNS
    for _ in range(3):
        slots, known = data.draw(random_rulebooks.questions(kind))
        oracle = Oracle(jurisdiction, kind, slots, known, rulebooks.DAY)
        kinds = slot_kinds(jurisdiction.vocabulary, kind, slots)
        if kind is RuleKind.DUTY:
            kinds = {**random_rulebooks.SCOPES[kind], **kinds}
        found = program.infer(kinds, known)
        assert found.fired == {rule.id for rule in oracle.fired()}


@given(st.data(), st.sampled_from(random_rulebooks.ASKED))
def test_rules_fire_alike_in_one_ruleset_and_in_many(data, kind):
    jurisdiction = data.draw(random_rulebooks.jurisdictions(kind))
    others = [
        rule(
            f"test/x{n}", DECIDES, when=(Present(circumstance="slag", is_present=True),)
        )
        for n in range(MOST_PATTERNS + 1)
    ]
    decider = Decider(jurisdiction)
    alone = decider.program(jurisdiction.rules, rulebooks.DAY)
    among = decider.program([*jurisdiction.rules, *others], rulebooks.DAY)
    for _ in range(3):
        slots, known = data.draw(random_rulebooks.questions(kind))
        kinds = slot_kinds(jurisdiction.vocabulary, kind, slots)
        found, divided = (p.infer(kinds, known) for p in (alone, among))
        assert divided.fired - {other.id for other in others} == found.fired
        assert divided.derived == found.derived
        assert divided.concessions == found.concessions
