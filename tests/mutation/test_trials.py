"""Every small change of a rule is noticed by a scenario, or told with one."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answers.answer import Outcome
from engine.answers.sameness import is_another_answer
from engine.mutation.mutants import mutants
from engine.mutation.runs import MutationRun
from engine.mutation.trials import Fate
from engine.report.check.mutation import MutationReport
from engine.report.say import Say
from engine.report.wording import Wording
from engine.rulebook.model.conclusions import (
    ConductConclusion,
    Verdict,
)
from engine.rulebook.model.conditions import (
    OneOf,
)
from engine.rulebook.model.questions import SLOTS, Question
from engine.rulebook.model.rules import Slot
from engine.rulebook.model.values import ValueKind
from engine.scenarios.replay import replay_scenario
from engine.scenarios.writing import scenario_text
from engine.space.space import Space
from engine.space.subject_classes import empty_classes
from tests.support.random_rulebooks import ASKED, DAYS, SCOPES, jurisdictions, questions
from tests.support.rulebooks import (
    circumstance,
    decision,
    jurisdiction,
    rule,
    vocabulary,
)
from tests.support.town import (
    DAY,
    SCENARIOS,
    linked,
    loaded_town,
    without_scenario,
)

TODAY = DAY
WORDS = vocabulary(
    roles={
        "namnd": [],
        "styrelse": ["namnd"],
        "chef": [],
        "rektor": ["chef"],
        "politiker": [],
    },
    matters={"inkop": "", "avtal": "inkop"},
    acts={"lova": ""},
    circumstances=[
        circumstance("belopp", ValueKind.MONEY),
        circumstance("antal", ValueKind.DECIMAL),
        circumstance("datum", ValueKind.DATE),
        circumstance("akut", ValueKind.BOOL),
        circumstance("slag", ValueKind.ENUM),
        circumstance("vem", ValueKind.ROLE),
    ],
)
INKOP = {Slot.MATTER: ["inkop"]}


def trials(found, scenarios, today=TODAY):
    """Return the trials of every mutant by rule and change."""
    mutating = MutationRun(found, scenarios, today)
    return {
        (trial.rule, trial.change): trial
        for name in mutating.rules
        for trial in mutating.trials(name)
    }


def mutated(found, name):
    """Return a whole jurisdiction in which one rule is changed."""
    rules = []
    for said in found.rules:
        change = {m.name: m for m in mutants(said, found.vocabulary)}.get(name)
        if change is None:
            rules.append(said)
        elif change.rule is not None:
            rules.append(change.rule)
    return replace(found, rules=tuple(rules))


def test_scenarios_on_both_sides_of_everything_notice_every_change(tmp_path):
    found, scenarios = loaded_town(tmp_path)
    fates = {name: trial.fate for name, trial in trials(found, scenarios).items()}
    assert Fate.SURVIVED not in fates.values()
    # Without its limit the first rule still yields to the second, which is narrower.
    quiet = [name for name, fate in fates.items() if fate is Fate.EQUIVALENT]
    assert quiet == [("provby/sma", "when belopp → –")]


def test_a_threshold_nobody_stands_on_may_move_unnoticed(tmp_path):
    text = without_scenario(SCENARIOS, "precis-hundra-tusen")
    found, scenarios = loaded_town(tmp_path, scenarios=text)
    alive = [n for n, t in trials(found, scenarios).items() if t.fate is Fate.SURVIVED]
    assert alive == [
        ("provby/sma", "rule → –"),
        ("provby/sma", "decides chef → fullmaktige"),
        ("provby/sma", "when belopp to 100 000 kr → 99 999 kr"),
        ("provby/stora", "when belopp → –"),
        ("provby/stora", "when belopp from 100 000,01 kr → 99 999,01 kr"),
    ]


@pytest.mark.parametrize(
    "left_out", ["precis-hundra-tusen", "en-krona-over", "samtalet", "branden"]
)
def test_a_sketch_is_a_scenario_that_passes_and_that_its_mutant_makes_miss(
    left_out, tmp_path
):
    text = without_scenario(SCENARIOS, left_out)
    found, scenarios = loaded_town(tmp_path, scenarios=text)
    provby = found["provby"]
    alive = [t for t in trials(found, scenarios).values() if t.fate is Fate.SURVIVED]
    assert alive
    for trial in alive:
        item = scenario_text(trial.sketch, provby.vocabulary, is_dated=False)
        (read,) = linked(f"scenarios:\n{item}", found)
        assert replay_scenario(read, Space(provby)).is_passed
        changed = mutated(provby, (trial.rule, trial.change))
        assert not replay_scenario(read, Space(changed)).is_passed


def test_a_sketch_gives_only_what_it_needs(tmp_path):
    text = without_scenario(SCENARIOS, "samtalet")
    found, scenarios = loaded_town(tmp_path, scenarios=text)
    sketch = trials(found, scenarios)["provby/vagen", "via → free"].sketch
    assert sketch.question.given == ()
    written = scenario_text(sketch, found["provby"].vocabulary, is_dated=False)
    assert written == (
        "- id: provar-vagen\n"
        "  municipality: provby\n"
        '  told: "Berätta här vad som händer i kommunen, och pröva svaret mot '
        'dokumentet."\n'
        "  ask: {route: {from: politiker, to: rektor}}\n"
        "  expect:\n"
        "    outcome: answered\n"
        "    via: [direktor]\n"
        "    strength: must\n"
        "    cites: [ordning#p3]\n"
    )


def test_a_scenario_that_misses_anyway_notices_nothing(tmp_path):
    wrong = SCENARIOS.replace("decides: chef", "decides: rektor")
    found, scenarios = loaded_town(tmp_path, scenarios=wrong)
    fates = trials(found, scenarios)
    assert fates["provby/sma", "rule → –"].fate is Fate.SURVIVED


def test_the_scenario_that_noticed_is_named(tmp_path):
    found, scenarios = loaded_town(tmp_path)
    assert trials(found, scenarios)["provby/vagen", "unless → –"].by == "branden"


def test_who_is_exempted_is_asked_about_too():
    """The rule without its exemption is about somebody it was never about before."""
    scope = {Slot.ACTOR: ["chef"], Slot.DOES: ["lova"]}
    forbidden = ConductConclusion(verdict=Verdict.FORBIDDEN)
    made = rule("test/a", forbidden, scope, exempt=frozenset({"rektor"}))
    places = {"test": jurisdiction([made], WORDS, "test")}
    survived = trials(places, ())["test/a", "except rektor → –"]
    assert survived.fate is Fate.SURVIVED
    assert survived.sketch.question.slot_of[Slot.ACTOR] == "rektor"
    text = """\
scenarios:
  - id: rektorn
    municipality: test
    told: Rektorn lovar en förälder något.
    ask: {may: {actor: rektor, does: lova}}
    expect: {outcome: no_rule, cites: []}
"""
    found = trials(places, linked(text, places))
    assert found["test/a", "except rektor → –"].by == "rektorn"
    assert found["test/a", "rule → –"].fate is Fate.SURVIVED


def test_what_shows_only_where_something_is_left_out_is_found():
    """Both rules say the same by the same passage, one of them for urgent cases."""
    akut = OneOf(circumstance="akut", values=frozenset({1}))
    same = {"scope": INKOP, "cites": ("test/s#p",)}
    plain = rule("test/a", decision(decides="namnd"), **same)
    urgent = rule(
        "test/b",
        decision(decides="namnd"),
        when=(akut,),
        overrides=frozenset({"test/a"}),
        **same,
    )
    found = trials({"test": jurisdiction([plain, urgent], WORDS, "test")}, ())
    trial = found["test/b", "rule → –"]
    assert trial.sketch.question.given == ()
    assert trial.sketch.expected.outcome is Outcome.DEPENDS


def crowded():
    """Return a rule and its copy, among rules that fire in more ways than can be asked.

    They all say the same, so that nobody notices the copy going: but that would have
    to be asked of two to the power of fifteen regions.
    """
    names = [f"hinder-{n}" for n in range(15)]
    words = vocabulary(
        roles={"namnd": [], "chef": []},
        matters={"inkop": ""},
        circumstances=[circumstance(name, ValueKind.BOOL) for name in names],
    )
    conditions = [(), (), *((OneOf(circumstance=n, values={1}),) for n in names)]
    made = [
        rule(
            f"test/r{number:02}",
            decision(decides="namnd"),
            INKOP,
            when=when,
            cites=("test/s#p",),
        )
        for number, when in enumerate(conditions)
    ]
    return jurisdiction(made, words, "test")


def test_where_there_is_too_much_to_ask_nobody_claims_that_nothing_changes():
    found = crowded()
    gone = mutants(found.rules[0], found.vocabulary)[0]
    trial = fate_of(found, gone)
    assert (gone.change, trial.fate) == ("rule → –", Fate.UNDECIDED)
    report = MutationReport([trial], {}, lambda _: Wording(found, Say("sv")), TODAY)
    assert report.unexplained == [trial]
    text = report.page(Say("sv"), with_equivalents=False).text()
    assert "ändringar som märktes  0 av 1 (0 %)" in text
    assert "inte gick att avgöra om något svar ändras" in " ".join(text.split())
    data = report.object(with_equivalents=False)
    assert (data["undecided"], data["survived"], data["score"]) == (1, 0, 0.0)


def test_a_rule_that_says_what_another_says_is_not_missed():
    """Nobody can notice a copy going: that change alters no answer."""
    twice = [
        rule(f"test/{name}", decision(decides="namnd"), INKOP, cites=("test/s#p",))
        for name in ("a", "b")
    ]
    found = trials({"test": jurisdiction(twice, WORDS, "test")}, ())
    assert found["test/a", "rule → –"].fate is Fate.EQUIVALENT
    assert found["test/a", "decides namnd → chef"].fate is Fate.SURVIVED


def test_only_the_own_rules_of_the_municipalities_are_changed():
    own = rule("test/egen", decision(decides="namnd"), INKOP)
    law = rule("lag/regel", decision(approves="chef"), INKOP)
    both = jurisdiction([own, law], WORDS, "test")
    assert MutationRun({"test": both}, (), TODAY).rules == ("test/egen",)
    law_alone = replace(jurisdiction([law], WORDS, "lag"), municipality=None)
    assert MutationRun({"test": both, "": law_alone}, (), TODAY).rules == (
        "lag/regel",
        "test/egen",
    )


def test_a_rule_of_the_law_may_be_noticed_in_any_municipality():
    law = rule("lag/regel", decision(decides="chef"), INKOP)
    places = {
        "": replace(jurisdiction([law], WORDS, "lag"), municipality=None),
        "test": jurisdiction([law], WORDS, "test"),
    }
    text = """\
scenarios:
  - id: chefen
    municipality: test
    told: Chefen köper bänkar.
    ask: {who: inkop}
    expect: {outcome: answered, decides: chef, cites: [lag/source-regel#p]}
"""
    found = trials(places, linked(text, places))
    noticed = found["lag/regel", "rule → –"]
    assert (noticed.fate, noticed.municipality) == (Fate.NOTICED, "test")


KINDS = st.sampled_from(ASKED)


def asked(kind):
    """Return a jurisdiction, a question of its kind, and a number to choose by."""
    return st.tuples(
        jurisdictions(kind), st.just(kind), questions(kind), st.integers(0, 10**6)
    )


def fate_of(found, mutant, today=TODAY):
    """Return what becomes of one mutant when there are no scenarios at all."""
    return MutationRun({found.id: found}, (), today).trial(mutant)


def altering(drawn, day):
    """Yield rules and those mutants of one of them that alter the answer drawn."""
    found, kind, (slots, known), number = drawn
    if number % 2:  # rules that say the same are then told apart by their ids alone
        shared = found.rules[0].cites
        alike = tuple(replace(rule, cites=shared) for rule in found.rules)
        found = replace(found, rules=alike)
    wanted = [slot for slot in SLOTS[kind] if not empty_classes(kind, slot)]
    filled = {slot: SCOPES[kind][slot][0] for slot in wanted} | slots
    given_ = tuple(sorted((n, v) for n, v in known.items() if v is not None))
    question = Question(kind, tuple(filled.items()), given_, day)
    before = Space(found).ask(question)
    for mutant in mutants(found.rules[number % len(found.rules)], found.vocabulary):
        after = Space(mutated(found, mutant.name)).ask(question)
        # with no rule before and after, only what was set aside may differ
        is_silent = {before.outcome, after.outcome} == {Outcome.NO_RULE}
        if is_another_answer(before, after) and not is_silent:
            yield found, mutant


@pytest.mark.slow
@settings(max_examples=20)
@given(KINDS.flatmap(asked), st.sampled_from(DAYS))
def test_what_is_called_equivalent_changes_no_answer_to_any_question(drawn, day):
    for found, mutant in altering(drawn, day):
        assert fate_of(found, mutant, day).fate is not Fate.EQUIVALENT


@settings(max_examples=max(6, settings.default.max_examples // 4))
@given(KINDS.flatmap(asked), st.sampled_from(DAYS))
def test_what_survives_is_told_with_a_scenario_that_notices_it(drawn, day):
    for found, mutant in itertools.islice(altering(drawn, day), 2):
        sketch = fate_of(found, mutant, day).sketch
        if sketch is not None:
            assert replay_scenario(sketch, Space(found)).is_passed
            changed = Space(mutated(found, mutant.name))
            assert not replay_scenario(sketch, changed).is_passed
