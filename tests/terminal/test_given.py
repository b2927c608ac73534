"""Facts given with `-g`: one circumstance has one value, however it is written."""

import json

import pytest

from tests.support.terminal import run
from tests.support.town import write_town


def asked(place, *given):
    words = [word for fact in given for word in ("-g", fact)]
    rules = write_town(place).rules
    return run("who inköp -m provby --format json --rules", rules, *words)


@pytest.mark.parametrize(
    "given",
    [
        ["belopp=100 tkr", "belopp=100000"],
        ["belopp=100 000 kr", "amount=0,1 mnkr"],
        ["belopp=100000", "belopp=100000"],
    ],
)
def test_a_value_written_in_two_ways_is_one(tmp_path, given):
    result = asked(tmp_path, *given)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["question"]["given"] == {"belopp": 100000}


def test_two_values_are_refused_and_both_are_shown(tmp_path):
    result = asked(tmp_path, "belopp=100 tkr", "belopp=200000")
    assert result.exit_code == 2
    error = json.loads(result.stdout)["error"]
    assert error["code"] == "question/two-values"
    assert "`100 tkr`" in error["message"]
    assert "`200000`" in error["message"]
