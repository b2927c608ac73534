"""Random questions on random orders, answered as the page on orders says they mean.

`python -m tests.order_trials` asks a hundred thousand.
"""

import pytest

from tests.order_trials.trials import Town


def assert_is_meant(seed, questions):
    town = Town(seed)
    refused = ["order/not-passed-on"] * town.meaning.refused
    assert town.codes == refused, town.files
    for _ in range(questions if town.space else 0):
        case = town.case()
        assert list(town.faults(case)) == [], (case, town.files)


@pytest.mark.parametrize("number", range(3))
def test_orders_are_answered_as_they_are_meant(number):
    assert_is_meant(f"a few {number}", 25)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(12))
def test_orders_are_answered_as_they_are_meant_at_length(number):
    assert_is_meant(f"some {number}", 40)
