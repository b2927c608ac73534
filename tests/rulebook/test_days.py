"""The calendar has a first and a last day, and no step leads out of it."""

import datetime as dt

import pytest

from engine.rulebook.model.days import FIRST, LAST, cuts, days_later, months_later
from tests.support import hostile_files as hostile
from tests.support.terminal import run

EDGES = (hostile.FIRST, hostile.LAST)


def test_only_days_with_a_day_before_them_part_the_calendar():
    assert cuts([LAST + 1, 5, FIRST, 5, LAST, 0, 2]) == (2, 5, LAST)


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (dt.date(2026, 2, 28), 1, dt.date(2026, 3, 1)),
        (dt.date(2026, 3, 1), -1, dt.date(2026, 2, 28)),
        (dt.date.max, 1, None),
        (dt.date.min, -1, None),
        (dt.date.min, LAST - FIRST, dt.date.max),
    ],
)
def test_a_step_of_days_ends_in_the_calendar_or_nowhere(day, days, expected):
    assert days_later(day, days) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2027, 12, 31), 2, dt.date(2028, 2, 29)),
        (dt.date(9999, 11, 30), 1, dt.date(9999, 12, 30)),
        (dt.date(9999, 12, 1), 1, None),
        (dt.date(9999, 1, 1), 99 * 48, None),
    ],
)
def test_a_step_of_months_ends_in_the_calendar_or_nowhere(day, months, expected):
    assert months_later(day, months) == expected


@pytest.fixture
def rules(tmp_path):
    """Return a folder with rules, sources and limits at the edges of the calendar."""
    return hostile.write(hostile.edge_dates(), tmp_path / "rules")


CASE = """\
scenarios:
  - id: fall
    municipality: by
    told: Chefen köper något.
    ask: {{who: inkop}}
    given: {{d: {day}}}
    on: {day}
    expect: {{outcome: no_rule, cites: []}}
"""


@pytest.mark.parametrize("day", EDGES)
@pytest.mark.parametrize(
    "command",
    [
        "lint",
        "sources -m by",
        "rules -m by",
        "show inkop -m by",
        "show chef -m by",
        "show ordning -m by",
        "who inkop -m by --on {day}",
        "who inkop -m by --on {day} --why --why-not namnd",
        "who inkop -m by -g d={day}",
        "who inkop -m by -g d={day} --on {day}",
        "may chef lova -m by --on {day}",
        "ask 'vem beslutar om inköp {day}' -m by",
    ],
)
def test_a_command_takes_the_first_and_the_last_day(command, day, rules):
    done = run(command.format(day=day), "--rules", rules)
    assert done.exit_code in {0, 1, 3}, done.output


@pytest.mark.parametrize("day", EDGES)
def test_a_scenario_may_lie_on_the_first_and_the_last_day(day, rules, tmp_path):
    cases = tmp_path / "scenarios"
    cases.mkdir()
    (cases / "fall.yaml").write_text(CASE.format(day=day), encoding="utf-8")
    for more in ([], ["--coverage"], ["--mutate"]):
        done = run("check --rules", rules, cases, *more)
        assert done.exit_code in {0, 1}, done.output


def test_editions_may_differ_at_the_edges(rules, tmp_path):
    pack = hostile.edge_dates()
    without = pack.files["rules.yaml"]
    for day in EDGES:
        without = without.replace(f", until: {day}", "").replace(f", from: {day}", "")
    files = {**pack.files, "rules.yaml": without}
    other = hostile.write(pack._replace(files=files), tmp_path / "other")
    done = run("diff", rules, other)
    assert done.exit_code == 0, done.output
    for first, last in (EDGES, EDGES[::-1]):
        done = run("diff --rules", rules, "--on", first, "--on", last)
        assert done.exit_code == 0, done.output


def test_a_limit_at_an_edge_leaves_no_case_beyond_it(rules):
    """With `max: 0001-01-01` there is one earliest day, and none before it."""
    told = run("who inkop -m by --on 2026-01-01 --lang en --rules", rules).stdout
    assert "0001-01-01" in told
    assert "0000" not in told
