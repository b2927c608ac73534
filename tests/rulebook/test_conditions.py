"""What each sort of condition asks of the facts, as `docs/language.md` says it."""

from decimal import Decimal

import pytest

from engine.rulebook.model.conditions import (
    IsRole,
    Multiple,
    OneOf,
    Over,
    Present,
    Under,
    Within,
    holds,
)

KINDS = {
    "kso": frozenset({"kso", "ordforande", "fortroendevald"}),
    "ordforande": frozenset({"ordforande", "fortroendevald"}),
    "fortroendevald": frozenset({"fortroendevald"}),
    "handlaggare": frozenset({"handlaggare"}),
}


def one_of(*values, negated=False):
    return OneOf(circumstance="slag", values=frozenset(values), negated=negated)


def is_role(*roles, negated=False):
    return IsRole(circumstance="sokande", roles=frozenset(roles), negated=negated)


@pytest.mark.parametrize(
    ("value", "expected"), [("a", True), ("b", True), ("c", False), (None, False)]
)
def test_one_of_holds_for_the_listed_values_only(value, expected):
    assert holds(one_of("a", "b"), value, KINDS) is expected


@pytest.mark.parametrize(("value", "expected"), [("a", False), ("c", True)])
def test_none_of_holds_for_every_value_but_the_listed(value, expected):
    assert holds(one_of("a", "b", negated=True), value, KINDS) is expected


def test_none_of_does_not_hold_where_there_is_no_value():
    assert not holds(one_of("a", negated=True), None, KINDS)
    assert not holds(is_role("kso", negated=True), None, KINDS)


def test_yes_and_no_are_values_like_others():
    assert holds(one_of(1), 1, KINDS)
    assert not holds(one_of(1), 0, KINDS)
    assert holds(one_of(1, negated=True), 0, KINDS)


@pytest.mark.parametrize(
    ("value", "expected"), [(99, False), (100, True), (200, True), (201, False)]
)
def test_both_limits_are_included(value, expected):
    within = Within(circumstance="belopp", low=100, high=200)
    assert holds(within, value, KINDS) is expected


def test_a_side_without_a_limit_is_open():
    assert holds(Within(circumstance="belopp", high=200), -(10**12), KINDS)
    assert holds(Within(circumstance="belopp", low=200), 10**12, KINDS)


def test_limits_do_not_hold_where_there_is_no_value():
    assert not holds(Within(circumstance="belopp", high=200), None, KINDS)
    assert not holds(Within(circumstance="belopp"), None, KINDS)


def test_a_role_fulfils_a_condition_on_any_role_it_is_a_kind_of():
    assert holds(is_role("fortroendevald"), "kso", KINDS)
    assert not holds(is_role("kso"), "fortroendevald", KINDS)
    assert not holds(is_role("fortroendevald", negated=True), "kso", KINDS)
    assert holds(is_role("fortroendevald", negated=True), "handlaggare", KINDS)


@pytest.mark.parametrize("value", ["a", 0, 1, 500, "kso"])
def test_a_value_of_any_sort_is_present(value):
    assert holds(Present(circumstance="diarienummer", is_present=True), value, KINDS)
    assert not holds(
        Present(circumstance="diarienummer", is_present=False), value, KINDS
    )


def test_known_to_be_none_is_not_present():
    assert holds(Present(circumstance="diarienummer", is_present=False), None, KINDS)
    assert not holds(Present(circumstance="diarienummer", is_present=True), None, KINDS)


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [
        (Multiple(Decimal("0.5")), 2_960_000, 2_960_000),
        (Over(Decimal("0.5")), 2_960_001, 2_960_001),
        (Under(Decimal("0.5")), 2_959_999, 2_959_999),
        (None, None, None),
        (17, 17, 17),
    ],
)
def test_a_multiple_becomes_ore_and_over_and_under_lie_one_ore_away(bound, low, high):
    def in_ore(times):
        return int(times * 59_200 * 100)  # the prisbasbelopp of 2026 in öre

    within = Within(circumstance="belopp", low=bound, high=bound).in_ore(in_ore)
    assert (within.low, within.high) == (low, high)
