"""Why the rules answer a case as they do, told to a group."""

import pytest

from engine.report.say import Say
from engine.report.training.explanations import explanation
from engine.report.wording import Wording
from engine.scenarios.replay import replay_scenario
from engine.space.space import Space
from tests.support.town import RULES, loaded_town

#: The one who decides small purchases is the manager by one rule, and by another of the
#: same rank the head teacher.
CONTRADICTION = """\
  - id: sma-igen
    matter: inkop
    when: {belopp: {max: 100000}}
    decides: rektor
    says: Rektorn beslutar om små inköp.
    cites: ordning#p1
"""
CASE = """\
scenarios:
  - id: bankarna
    municipality: provby
    told: Någon vill köpa bänkar.
    ask: {who: inkop}
    given: {GIVEN}
    expect: {outcome: conflict, cites: []}
"""
LEAD = {
    "sv": "Svaret beror på något som vi inte vet här: belopp.",
    "en": "The answer depends on something that is not known here: amount.",
}
CONFLICT = {
    "sv": "I något fall säger reglerna emot varandra.",
    "en": "In some case the rules contradict each other.",
}


def explained(place, given, language, rules=RULES + CONTRADICTION):
    """Return what a group is told of the case with what is given."""
    case = CASE.replace("{GIVEN}", given)
    jurisdictions, (scenario,) = loaded_town(place, rules=rules, scenarios=case)
    space = Space(jurisdictions["provby"])
    wording = Wording(space.jurisdiction, Say(language))
    return explanation(replay_scenario(scenario, space), space, wording)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_table_with_a_contradiction_in_it_tells_of_both(tmp_path, language):
    told = explained(tmp_path, "{}", language)
    assert told.reason == (LEAD[language], CONFLICT[language])
    small, large = told.rows
    both = {"sv": ("chef", "rektor"), "en": ("manager", "head teacher")}[language]
    assert all(role in small.lower() for role in both)
    assert not any(role in large.lower() for role in both)
    passages = {citation for citation, _ in told.passages}
    assert len(passages) == 2  # those of the small purchases and of the large


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_contradiction_alone_tells_what_each_rule_says(tmp_path, language):
    told = explained(tmp_path, "{belopp: 5}", language)
    assert told.reason[0] != LEAD[language]
    assert "Chefen beslutar om små inköp" in told.reason[1]
    assert "Rektorn beslutar om små inköp" in told.reason[1]
    assert told.rows == ()


def test_a_table_whose_rows_agree_tells_of_no_contradiction(tmp_path):
    told = explained(tmp_path, "{}", "sv", rules=RULES)
    assert told.reason[0] == LEAD["sv"]
    assert CONFLICT["sv"] not in told.reason
    assert len(told.rows) == 2
