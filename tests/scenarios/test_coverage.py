"""Coverage tells which rules and which cells no scenario exercises."""

import json

import pytest

from engine.answers.answer import Limits
from engine.rulebook.model.rules import RuleKind, Slot
from engine.scenarios.coverage import coverage, exercised
from engine.scenarios.replay import replay_scenario
from engine.space.space import Space
from tests.support.town import DAY, RULES, SCENARIOS, check, loaded_town, write_town

ALL = ["precis-hundra-tusen", "en-krona-over", "samtalet", "branden"]


def covered(place, wanted, **parts):
    """Return what some of the small town's scenarios cover, and their replays."""
    found, scenarios = loaded_town(place, **parts)
    space = Space(found["provby"])
    replays = [replay_scenario(s, space) for s in scenarios if s.id in wanted]
    town = {"provby": found["provby"]}
    (one,) = coverage(town, replays, DAY, lambda *_: None)
    return one, replays


def test_cases_on_every_side_exercise_everything(tmp_path):
    found, _ = covered(tmp_path, ALL)
    assert (found.idle, found.gaps) == ((), ())
    assert found.rules == ("provby/sma", "provby/stora", "provby/vagen")
    # below and above the limit; urgent or not
    assert (found.cells, found.met) == (4, 4)


def test_without_any_scenario_nothing_is_exercised(tmp_path):
    found, _ = covered(tmp_path, [])
    assert found.idle == found.rules
    assert (found.cells, found.met) == (4, 0)
    assert [gap.kind for gap in found.gaps] == [RuleKind.DECISION, RuleKind.CONTACT]


def test_the_side_of_a_limit_that_nobody_stands_on_is_told_with_its_answer(tmp_path):
    found, _ = covered(tmp_path, ["precis-hundra-tusen", "samtalet", "branden"])
    assert found.idle == ("provby/stora",)
    (gap,) = found.gaps
    assert gap.slots == ((Slot.MATTER, "inkop"),)
    assert gap.alike == 1  # contracts are purchases too, by the same rules
    ((when, answer),) = gap.boxes
    assert when == (("belopp", (Limits(low=10_000_001, high=None),)),)
    assert answer.rules == ("provby/stora",)


def test_what_is_assumed_is_exercised_and_its_opposite_is_not(tmp_path):
    """The conversation says nothing of urgency: it is an ordinary one."""
    found, _ = covered(tmp_path, ["precis-hundra-tusen", "en-krona-over", "samtalet"])
    (gap,) = found.gaps
    ((when, answer),) = gap.boxes
    assert when == (("akut", (1,)),)
    assert answer.rules == ()
    assert Slot.ABOUT not in dict(gap.slots)  # told of the plainest question


def test_a_question_that_leaves_something_open_lies_in_all_its_cells(tmp_path):
    text = """\
scenarios:
  - id: fragan
    municipality: provby
    told: Chefen vet inte än vad bänkarna kostar.
    ask: {who: inkop}
    expect:
      outcome: depends
      depends_on: [belopp]
      cites: [ordning#p1, ordning#p2]
"""
    found, _ = covered(tmp_path, ["fragan"], scenarios=text)
    assert found.idle == ("provby/vagen",)
    assert found.met == 2


def test_a_scenario_that_misses_exercises_nothing(tmp_path):
    wrong = SCENARIOS.replace("decides: chef", "decides: rektor")
    found, replays = covered(tmp_path, ["precis-hundra-tusen"], scenarios=wrong)
    assert exercised(replays) == frozenset()
    assert found.met == 0


def test_a_rule_that_only_yields_is_not_covered_and_is_counted_apart(tmp_path):
    rules = (
        RULES
        + """\
  - id: avtalen
    matter: avtal
    overrides: [sma, stora]
    decides: fullmaktige
    says: Fullmäktige beslutar om avtal.
    cites: ordning#p4
"""
    )
    text = """\
scenarios:
  - id: avtalet
    municipality: provby
    told: Kommunen ska skriva ett avtal om bänkar.
    ask: {who: avtal}
    given: {belopp: 5000}
    expect: {outcome: answered, decides: fullmaktige, cites: [ordning#p4]}
"""
    found, replays = covered(tmp_path, ["avtalet"], rules=rules, scenarios=text)
    assert found.yielding == ("provby/sma",)
    assert found.idle == ("provby/stora", "provby/vagen")
    result = check(tmp_path, "--coverage", language="en")
    assert "  rules  1 of 4 (25%); 1 only yield\n" in result.stdout
    assert "Rules that no expected answer rests on" in result.stdout
    assert "provby/avtalen" in exercised(replays)
    assert "provby/sma" in exercised(replays)
    assert "provby/stora" not in exercised(replays)


def without_the_way(place):
    """Write the town with the cases on purchases alone."""
    text, _, _ = SCENARIOS.partition("  - id: samtalet")
    write_town(place, scenarios=text)


def test_the_terminal_tells_counts_idle_rules_and_questions_nobody_asks(tmp_path):
    without_the_way(tmp_path)
    result = check(tmp_path, "--coverage", language="en")
    assert result.exit_code == 0
    parts = result.stdout.split("\n\n")
    assert parts[0] == (
        "Exercised by scenarios: Provby\n  rules  2 of 3 (66.6%)\n  cells  2 of 4 (50%)"
    )
    assert "provby/vagen  (" in parts[1]
    assert "rules.yaml:15)" in parts[1]
    assert "• urgent: yes\n      → no rule" in parts[2]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_json_says_the_same_in_every_language(language, tmp_path):
    without_the_way(tmp_path)
    words = ["--coverage", "--format", "json"]
    data = json.loads(check(tmp_path, *words, language=language).stdout)
    (found,) = data["coverage"]
    assert found["municipality"] == "provby"
    assert (found["rules"], found["rules_exercised"]) == (3, 2)
    assert (found["cells"], found["cells_exercised"]) == (4, 2)
    assert found["idle_rules"] == ["provby/vagen"]
    (gap,) = found["gaps"]
    assert gap["asked"] == {"from": "politiker", "to": "rektor"}
    assert [cell["outcome"] for cell in gap["cells"]] == ["no_rule", "answered"]
