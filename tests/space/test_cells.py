"""Circumstances are cut into classes that no condition of a rule tells apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.answers.answer import Limits
from engine.rulebook.model.conditions import IsRole, OneOf, Present, Within, holds
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.values import ValueKind
from engine.space.cells import dimensions, merged
from tests.support import random_rulebooks, rulebooks
from tests.support.rulebooks import decision, rule

KINDS = {
    "kso": frozenset({"kso", "ordforande"}),
    "ordforande": frozenset({"ordforande"}),
    "chef": frozenset({"chef"}),
    "anstalld": frozenset({"anstalld"}),
}
CIRCUMSTANCES = {
    name: rulebooks.circumstance(name, kind)
    for name, kind in random_rulebooks.CIRCUMSTANCES.items()
}


def cut(*conditions, unless=()):
    """Return the dimensions that a rule with these conditions cuts."""
    exceptions = tuple((condition,) for condition in unless)
    said = rule(
        "t/r",
        decision(decides="chef"),
        {Slot.MATTER: ["avtal"]},
        when=conditions,
        unless=exceptions,
    )
    return dimensions([said], CIRCUMSTANCES, KINDS)


def spans(dimension):
    return [one_class.span for one_class in dimension.classes]


def has(name, *values, negated=False):
    return OneOf(circumstance=name, values=frozenset(values), negated=negated)


def test_values_that_no_condition_separates_are_one_class():
    (slag,) = cut(has("slag", "b"))
    assert spans(slag) == [("a", "c"), ("b",)]
    assert [slag.number(value) for value in ("a", "b", "c")] == [0, 1, 0]


def test_exceptions_cut_as_conditions_do():
    (slag,) = cut(has("slag", "b", "c"), unless=[has("slag", "c", negated=True)])
    assert spans(slag) == [("a",), ("b",), ("c",)]


def test_roles_that_no_condition_separates_are_one_class():
    (person,) = cut(IsRole(circumstance="person", roles=frozenset({"ordforande"})))
    assert spans(person) == [("anstalld", "chef"), ("kso", "ordforande")]


@pytest.mark.parametrize(
    ("value", "number"),
    [(-(10**9), 0), (99, 0), (100, 1), (200, 1), (201, 2), (10**12, 2)],
)
def test_limits_cut_where_the_condition_begins_and_ends_to_hold(value, number):
    (belopp,) = cut(Within(circumstance="belopp", low=100, high=200))
    assert spans(belopp) == [
        (Limits(low=None, high=99),),
        (Limits(low=100, high=200),),
        (Limits(low=201, high=None),),
    ]
    assert belopp.number(value) == number


def test_that_there_is_no_value_is_a_class_only_where_a_rule_asks_for_it():
    (flagga,) = cut(has("flagga", 1))
    assert spans(flagga) == [(1,), (0,)]
    (flagga,) = cut(
        has("flagga", 1), unless=[Present(circumstance="flagga", is_present=0)]
    )
    assert spans(flagga) == [(1,), (0,), (None,)]
    assert flagga.number(None) == 2


def test_that_there_is_no_value_never_falls_in_the_class_of_a_value():
    for condition in (
        has("slag", "b", negated=True),
        Within(circumstance="grad", high=1),
    ):
        (dimension,) = cut(condition)
        assert dimension.number(None) == len(dimension.classes)


def test_only_what_rules_ask_about_is_a_dimension():
    found = cut(has("slag", "a"), Within(circumstance="belopp", low=1))
    assert [dimension.name for dimension in found] == ["belopp", "slag"]


@given(st.data(), st.sampled_from(list(CIRCUMSTANCES)))
def test_no_condition_tells_two_values_of_one_class_apart(data, name):
    jurisdiction = data.draw(random_rulebooks.jurisdictions(RuleKind.DUTY))
    chance = data.draw(st.randoms(use_true_random=False))
    listed = [c for r in jurisdiction.rules for g in (r.when, *r.unless) for c in g]
    plain = [
        c.in_ore(lambda times: jurisdiction.in_ore(times, 2026))
        if isinstance(c, Within)
        else c
        for c in listed
        if c.circumstance == name
    ]
    kinds = jurisdiction.vocabulary.role_kinds
    rules = [rule("t/r", decision(decides="roll-1"), when=(c,)) for c in plain]
    for dimension in dimensions(rules, jurisdiction.vocabulary.circumstances, kinds):
        for _ in range(10):
            value = random_rulebooks.value_of(
                chance, random_rulebooks.CIRCUMSTANCES[name]
            )
            found = dimension.classes[dimension.number(value)]
            for condition in plain:
                assert holds(condition, value, kinds) == holds(
                    condition, found.representative, kinds
                )


def test_adjoining_intervals_are_written_as_one():
    low, middle = Limits(low=None, high=9), Limits(low=10, high=19)
    high = Limits(low=30, high=None)
    assert merged([(low,), (middle,), (high,)]) == (Limits(low=None, high=19), high)
    assert merged([(low,), (high,), (None,)]) == (low, high, None)
    assert merged([("a", "b"), ("c",)]) == ("a", "b", "c")


def test_a_year_with_dates_is_cut_on_days():
    day = rulebooks.DAY.toordinal()
    (datum,) = cut(Within(circumstance="datum", low=day))
    assert CIRCUMSTANCES["datum"].kind is ValueKind.DATE
    assert spans(datum) == [
        (Limits(low=None, high=day - 1),),
        (Limits(low=day, high=None),),
    ]
