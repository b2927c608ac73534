"""A scenario that is written reads back as what it was."""

from dataclasses import replace

import pytest

from engine.rulebook.language.shapes import Problems
from engine.rulebook.model.texts import Text
from engine.scenarios.cases import read_scenarios
from engine.scenarios.links import link_scenario
from engine.scenarios.writing import scenario_text
from tests.support.shipped import TODAY, shipped_jurisdictions, shipped_scenarios


def _in_swedish(content):
    """Return the content of a point as it is written: without its English."""
    if isinstance(content, tuple):
        made = [_in_swedish(each) for each in content]
        return type(content)(*made) if hasattr(content, "_fields") else tuple(made)
    return Text(content.sv) if isinstance(content, Text) else content


def _written(scenario):
    """Return what is to be there again of a scenario: a lesson is not written."""
    points = {k: _in_swedish(c) for k, c in scenario.expected.points.items()}
    return replace(
        scenario,
        told=Text(scenario.told.sv),
        expected=replace(scenario.expected, points=points),
        traps="",
        lesson=None,
    )


@pytest.mark.parametrize("id_", ["", "linkoping", "munkedal", "kungsor", "orrhed"])
def test_every_shipped_scenario_reads_back(id_):
    own = [each for each in shipped_scenarios() if each.municipality == id_]
    plain = [each for each in own if "#" not in each.id]  # dilemmas have several
    words = shipped_jurisdictions()[id_].vocabulary
    items = "".join(scenario_text(each, words, is_dated=True) for each in plain)
    problems = Problems()
    drafts, _ = read_scenarios(f"scenarios:\n{items}".encode(), "a.yaml", problems)
    read = [
        link_scenario(d, shipped_jurisdictions()[id_], TODAY, problems) for d in drafts
    ]
    assert not problems
    assert len(read) == len(plain)
    for scenario, other in zip(plain, read, strict=True):
        assert other == _written(scenario)
