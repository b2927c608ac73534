"""What lint makes of an order: its own clauses, its delegates and what is executed."""

import json

import pytest

from tests.support.park import GUARD, HIGHER, ROWS, row, write_park, write_small_law
from tests.support.terminal import run


@pytest.fixture
def park(tmp_path):
    """Return a folder of packs with the small law in it."""
    write_small_law(tmp_path / "rules")
    return tmp_path / "rules"


def findings(folder):
    """Return the kinds and rules of what lint finds in the town."""
    result = run(f"lint -m by --rules {folder} --format json")
    listed = json.loads(result.stdout)["findings"]
    return {(f["kind"], *f["rules"]) for f in listed if "by/" in "".join(f["rules"])}


def test_lint_finds_no_fault_in_the_rows_that_a_clause_limits(park):
    write_park(park, [GUARD, *ROWS])

    assert {kind for kind, *_ in findings(park)} <= {"gap"}


def test_lint_tells_both_rules_where_a_lower_one_would_take_over(park):
    write_park(
        park,
        [
            HIGHER,
            row(
                "lagre",
                decides="tradmastaren",
                overrides="hogre",
                cites="chefsbeslut#v1",
            ),
        ],
    )

    assert ("powerless_overrides", "by/lagre", "by/hogre") in findings(park)


def test_lint_finds_delegates_that_no_row_calls_so_and_no_gap_beside(park):
    write_park(
        park,
        [
            row("tva", decides="{together: [parkchefen, tradmastaren]}"),
            row(
                "annars", matter="fallning", when="{rasrisk: no}", decides="parkchefen"
            ),
            row("konsult", matter="fallning", when="{rasrisk: yes}", decides="byran"),
        ],
    )
    found = findings(park)

    assert {rule for kind, rule, *_ in found if kind == "unlawful_delegation"} == {
        "by/tva",
        "by/konsult",
    }
    assert not {kind for kind, *_ in found if kind == "gap"}


def test_lint_misses_nobody_where_something_is_executed(park):
    write_park(
        park,
        [
            row("rad", when="{rasrisk: yes}", decides="parkchefen"),
            row("enkelt", when="{rasrisk: no}", act="execution"),
        ],
    )

    assert findings(park) == set()


def test_lint_tells_both_rules_where_one_decides_what_the_other_executes(park):
    write_park(park, [row("rad", decides="parkchefen"), row("enkelt", act="execution")])

    assert findings(park) == {("contradiction", "by/enkelt", "by/rad")}


def test_lint_says_of_a_mixed_pair_that_no_row_calls_delegates_what_to_do(park):
    pair = "{together: [parkchefen, parkordforanden]}"
    write_park(park, [row("rad", decides=pair)])
    result = run(f"lint -m by --rules {park} --format json --lang en")
    found = json.loads(result.stdout)["findings"]
    (told,) = (finding for finding in found if "by/rad" in finding["rules"])

    assert told["remedy"].startswith("let one of them decide")
