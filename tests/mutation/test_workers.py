"""Trials are the same however many processes make them, and the shipped ones hold."""

import pytest

from engine.mutation.trials import Fate
from engine.mutation.workers import mutation_trials
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.shipped import shipped
from engine.scenarios.check import check_scenarios
from engine.scenarios.coverage import own_rules
from engine.scenarios.library import scenario_files
from tests.support.rulebooks import many_rules
from tests.support.shipped import shipped_jurisdictions
from tests.support.town import DAY

TODAY = DAY


def test_several_processes_find_what_one_finds_in_the_same_order():
    found = {"test": many_rules(50)}
    told = []
    alone = mutation_trials(found, (), TODAY, 1, lambda *_: None)
    together = mutation_trials(found, (), TODAY, 2, lambda *now: told.append(now))
    assert together == alone
    assert len(alone) == 100
    assert told == [(n, 50) for n in range(1, 51)]


def test_only_the_rules_asked_for_are_changed():
    found = {"test": many_rules(3)}
    made = mutation_trials(found, (), TODAY, 1, lambda *_: None, only={"test/r1"})
    assert {trial.rule for trial in made} == {"test/r1"}


@pytest.fixture(scope="module")
def shipped_rules():
    return shipped_jurisdictions()


@pytest.fixture(scope="module")
def shipped_trials(shipped_rules):
    """What becomes of one municipality's own rules; `check --mutate` tries all."""
    found = check_scenarios(
        scenario_files([shipped("scenarios") / "munkedal"]),
        folder=RulesFolder(shipped("rules")),
        open_jurisdiction=shipped_rules.__getitem__,
        words="",
        municipality=None,
        today=TODAY,
    )
    scenarios = [replay.scenario for replay in found.replays]
    only = {*own_rules(shipped_rules["munkedal"])}
    return mutation_trials(
        shipped_rules, scenarios, TODAY, 1, lambda *_: None, only=only
    )


def test_the_shipped_scenarios_notice_95_changes_of_100(shipped_trials):
    fates = [trial.fate for trial in shipped_trials]
    others = len(fates) - fates.count(Fate.EQUIVALENT)
    assert fates.count(Fate.NOTICED) >= 0.95 * others > 0


def test_what_a_scenario_notices_is_found_without_it_too(shipped_rules, shipped_trials):
    """Otherwise an answer that changes would have been called one that does not."""
    munkedal = {"munkedal": shipped_rules["munkedal"]}
    noticed = {
        (trial.rule, trial.change)
        for trial in shipped_trials
        if trial.fate is Fate.NOTICED
    }
    alone = {
        (trial.rule, trial.change)
        for trial in mutation_trials(munkedal, (), TODAY, 1, lambda *_: None)
        if trial.fate is Fate.SURVIVED and trial.sketch
    }
    assert noticed
    assert noticed <= alone
