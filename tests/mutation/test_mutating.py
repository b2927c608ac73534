"""Every small change of a rule is noticed by a scenario, or told with one."""

import datetime as dt
import itertools
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answers.answer import Outcome
from engine.answers.sameness import is_another_answer
from engine.mutation.mutants import mutants
from engine.mutation.runs import MutationRun
from engine.mutation.trials import Fate
from engine.mutation.workers import mutation_trials
from engine.report.check.mutation import MutationReport
from engine.report.say import Say
from engine.report.wording import Wording
from engine.rulebook.loading.shipped import shipped
from engine.rulebook.model.conclusions import (
    Advice,
    BodyConclusion,
    ClassificationConclusion,
    ConductConclusion,
    ConstraintConclusion,
    ContactConclusion,
    DutyConclusion,
    Mode,
    ProcedureConclusion,
    Step,
    Strength,
    Verdict,
)
from engine.rulebook.model.conditions import (
    IsRole,
    Multiple,
    OneOf,
    Over,
    Present,
    Within,
)
from engine.rulebook.model.questions import SLOTS, Question
from engine.rulebook.model.rules import Slot
from engine.rulebook.model.sources import Frequency, Validity
from engine.rulebook.model.texts import Text
from engine.rulebook.model.values import ValueKind
from engine.scenarios.check import check_scenarios
from engine.scenarios.coverage import own_rules
from engine.scenarios.replay import replayed
from engine.scenarios.writing import scenario_text
from engine.space.space import Space
from engine.space.subject_classes import left_out
from tests.rulebooks import (
    ASKED,
    DAYS,
    SCOPES,
    circumstance,
    decision,
    jurisdiction,
    jurisdictions,
    one,
    questions,
    rule,
    several,
    vocabulary,
)
from tests.support.shipped import shipped_jurisdictions
from tests.support.town import (
    DAY,
    RULES,
    SCENARIOS,
    check,
    linked,
    loaded_town,
    write_town,
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
        circumstance("antal", ValueKind.NUMBER),
        circumstance("datum", ValueKind.DATE),
        circumstance("akut", ValueKind.BOOL),
        circumstance("slag", ValueKind.ENUM),
        circumstance("vem", ValueKind.ROLE),
    ],
)
INKOP = {Slot.MATTER: ["inkop"]}
WAY = {Slot.FROM: ["politiker"], Slot.TO: ["rektor"]}


def changes(conclusion, scope=(), **rest):
    """Return how a rule with this conclusion can be changed."""
    return [m.change for m in mutants(rule("test/r", conclusion, scope, **rest), WORDS)]


def of_conditions(*when, unless=()):
    """Return how the conditions of a rule can be changed."""
    made = changes(decision(decides="namnd"), INKOP, when=when, unless=unless)
    return [change for change in made if change.startswith(("when", "unless"))]


# the operators ---------------------------------------------------------------------


def test_a_rule_can_always_be_taken_away():
    (gone,) = (
        mutant
        for mutant in mutants(rule("test/r", decision(decides="namnd"), INKOP), WORDS)
        if mutant.rule is None
    )
    assert gone.change == "rule → –"


def test_a_decider_is_swapped_and_an_approver_swapped_or_dropped():
    assert changes(decision(decides="chef", approves="namnd"), INKOP) == [
        "rule → –",
        "decides chef → –",
        "decides chef → namnd",
        "approves namnd → –",
        "approves namnd → chef",
    ]


def test_a_role_is_never_swapped_for_one_of_its_own_kind():
    """A rule on the head already holds for the head of a school."""
    made = changes(decision(decides="rektor"), INKOP)
    assert made == ["rule → –", "decides rektor → namnd"]


def test_the_superior_is_who_a_role_is_swapped_for_first(tmp_path):
    found, _ = loaded_town(tmp_path)
    words = found["provby"].vocabulary
    made = mutants(rule("provby/r", decision(decides="direktor"), INKOP), words)
    assert [m.change for m in made] == ["rule → –", "decides direktor → namnd"]


def test_several_roles_lose_one_change_relation_and_change_places():
    both = several(Mode.IN_ORDER, "namnd", "chef")
    assert changes(decision(decides=both), INKOP)[1:] == [
        "decides in_order [namnd, chef] → chef",
        "decides in_order [namnd, chef] → namnd",
        "decides in_order [namnd, chef] → in_order [chef, namnd]",
        "decides in_order [namnd, chef] → any_of [namnd, chef]",
    ]
    each = several(Mode.ANY_OF, "namnd", "chef")
    assert "decides any_of [namnd, chef] → together [namnd, chef]" in changes(
        decision(decides=each), INKOP
    )


def test_what_is_required_first_is_dropped_piece_by_piece():
    made = changes(decision(decides="namnd", requires=("samråd", "underlag")), INKOP)
    assert [c for c in made if "requires" in c] == ["requires 1 → –", "requires 2 → –"]


def test_a_threshold_moves_a_krona_down_and_up_and_lets_in_what_lies_beyond():
    assert of_conditions(Within(circumstance="belopp", high=10_000_000)) == [
        "when belopp → –",
        "when belopp to 100 000 kr → 99 999 kr",
        "when belopp to 100 000 kr → 100 001 kr",
        "when belopp to 100 000 kr → beyond",
    ]


def test_thresholds_of_numbers_move_by_one_and_dates_by_a_day():
    day = dt.date(2026, 1, 1).toordinal()
    assert of_conditions(
        Within(circumstance="antal", low=30_000), Within(circumstance="datum", low=day)
    ) == [
        "when antal → –",
        "when antal from 3 → 2",
        "when antal from 3 → 4",
        "when antal from 3 → beyond",
        "when datum → –",
        "when datum from 2026-01-01 → 2025-12-31",
        "when datum from 2026-01-01 → 2026-01-02",
        "when datum from 2026-01-01 → beyond",
    ]


def test_multiples_of_the_yearly_amount_move_by_a_tenth_of_one():
    over = Within(circumstance="belopp", low=Over(Decimal(5)))
    assert of_conditions(over)[1:] == [
        "when belopp from over 5 prisbasbelopp → over 4.9 prisbasbelopp",
        "when belopp from over 5 prisbasbelopp → over 5.1 prisbasbelopp",
        "when belopp from over 5 prisbasbelopp → beyond",
    ]
    beyond = mutants(
        rule("test/r", decision(decides="namnd"), INKOP, when=(over,)), WORDS
    )[-1]
    assert beyond.rule.when == (
        Within(circumstance="belopp", high=Multiple(Decimal(5))),
    )


def test_a_condition_is_dropped_turned_round_and_loses_a_value():
    slag = OneOf(circumstance="slag", values=frozenset({"a", "b"}))
    akut = OneOf(circumstance="akut", values=frozenset({1}))
    assert of_conditions(slag, akut) == [
        "when slag → –",
        "when slag a, b → not a, b",
        "when slag a, b → without a",
        "when slag a, b → without b",
        "when akut → –",
        "when akut yes → not yes",
    ]


def test_conditions_on_roles_and_on_presence_are_turned_round_too():
    vem = IsRole(circumstance="vem", roles=frozenset({"chef"}), negated=True)
    slag = Present(circumstance="slag", is_present=True)
    assert of_conditions(vem, slag) == [
        "when vem → –",
        "when vem not chef → chef",
        "when slag → –",
        "when slag present yes → no",
    ]


def test_an_exception_is_removed_or_made_wider_and_its_conditions_turned_round():
    akut = OneOf(circumstance="akut", values=frozenset({1}))
    slag = OneOf(circumstance="slag", values=frozenset({"a"}))
    assert of_conditions(unless=((akut,), (akut, slag))) == [
        "unless 1 → –",
        "unless 1 akut yes → not yes",
        "unless 2 → –",
        "unless 2 akut → –",
        "unless 2 akut yes → not yes",
        "unless 2 slag → –",
        "unless 2 slag a → not a",
    ]


def test_ways_lose_a_step_change_a_role_change_places_and_become_free():
    way = ContactConclusion(via=("chef", "namnd"), strength=Strength.MUST)
    assert changes(way, WAY)[1:] == [
        "via → free",
        "via chef → –",
        "via namnd → –",
        "via chef → politiker",
        "via namnd → politiker",
        "via chef ↔ namnd",
        "strength must → first_hand",
    ]


def test_a_free_way_gets_somebody_in_between():
    assert changes(ContactConclusion(is_free=True), WAY)[1:] == ["free → via chef"]


def test_verdicts_turn_into_their_opposite_and_advice_loses_its_way():
    scope = {Slot.ACTOR: ["politiker"], Slot.DOES: ["lova"]}
    forbidden = ConductConclusion(
        verdict=Verdict.FORBIDDEN, instead=Advice(via=("chef",))
    )
    assert changes(forbidden, scope)[1:] == [
        "verdict forbidden → permitted",
        "instead via chef → –",
        "instead via chef → namnd",
    ]
    for before, after in (("permitted", "forbidden"), ("required", "permitted")):
        made = changes(ConductConclusion(verdict=Verdict(before)), scope)
        assert made[1:] == [f"verdict {before} → {after}"]


def test_duties_fall_due_more_often_lose_a_bearer_and_a_receiver():
    duty = DutyConclusion(
        of=several(Mode.ALL, "namnd", "chef"),
        every=Frequency(times=1, unit="year"),
        towards=one("politiker"),
    )
    scope = {Slot.OF: ["namnd", "chef"], Slot.TO: ["lova"]}
    assert changes(duty, scope)[1:] == [
        "every 1 per year → 2 per year",
        "towards politiker → –",
        "towards politiker → chef",
        "of chef → –",
        "of namnd → –",
    ]


def test_a_duty_without_a_bearer_is_no_longer_theirs_in_word_either():
    duty = DutyConclusion(of=several(Mode.ALL, "namnd", "chef"))
    made = mutants(
        rule("test/r", duty, {Slot.OF: ["namnd", "chef"], Slot.TO: ["lova"]}), WORDS
    )
    (left,) = (m.rule for m in made if m.change == "of chef → –")
    assert left.scope_of[Slot.OF] == frozenset({"namnd"})
    assert left.conclusion.of == one("namnd")


def test_procedures_lose_a_step_swap_its_actor_and_exchange_steps():
    steps = (
        Step(actor=one("chef"), act=Text("föreslår")),
        Step(actor=one("namnd"), act=Text("beslutar")),
    )
    assert changes(ProcedureConclusion(steps=steps), INKOP)[1:] == [
        "steps 1 → –",
        "steps 1 chef → namnd",
        "steps 1 ↔ 2",
        "steps 2 → –",
        "steps 2 namnd → chef",
    ]


def test_bodies_lose_members_leader_and_rhythm():
    body = BodyConclusion(
        members=several(Mode.ALL, "chef", "politiker"),
        leader=one("chef"),
        meets=Frequency(word="continuously"),
    )
    assert changes(body, {Slot.BODY: ["namnd"]})[1:] == [
        "members all [chef, politiker] → –",
        "members all [chef, politiker] → politiker",
        "members all [chef, politiker] → chef",
        "leader chef → –",
        "leader chef → namnd",
        "meets continuously → when_needed",
    ]


def test_classifications_derive_another_value_or_one_thing_less():
    derived = ClassificationConclusion(derives=(("akut", 1), ("slag", "c")))
    akut = Within(circumstance="antal", low=0)
    made = changes(derived, when=(akut,))
    assert made[:5] == [
        "rule → –",
        "derive akut → –",
        "derive akut yes → no",
        "derive slag → –",
        "derive slag c → a",
    ]


def test_constraints_lose_a_banned_role_a_tag_and_an_act():
    ban = ConstraintConclusion(
        tag="viktigt", only=frozenset({"namnd"}), never=frozenset({"chef"})
    )
    assert changes(ban, INKOP, is_mandatory=True)[1:] == [
        "never chef → –",
        "only namnd → –",
        "tag viktigt → –",
        "mandatory → –",
    ]


def test_a_constraint_on_deciding_jointly_is_dropped_beside_others():
    ban = ConstraintConclusion(never=frozenset({"chef"}), may_be_joint=False)
    assert changes(ban, INKOP)[1:] == ["never chef → –", "together no → –"]
    alone = ConstraintConclusion(may_be_joint=False)
    assert changes(alone, INKOP) == ["rule → –"]


def test_an_exemption_is_taken_away():
    scope = {Slot.ACTOR: ["chef"], Slot.DOES: ["lova"]}
    forbidden = ConductConclusion(verdict=Verdict.FORBIDDEN)
    made = changes(forbidden, scope, exempt=frozenset({"rektor"}))
    assert made[-1] == "except rektor → –"


def test_one_of_several_subjects_is_left_out():
    made = changes(decision(decides="namnd"), {Slot.MATTER: ["inkop", "avtal"]})
    assert made[-2:] == ["matter avtal → –", "matter inkop → –"]


def test_force_overrides_and_dates_are_changed_one_by_one():
    made = changes(
        decision(decides="namnd"),
        INKOP,
        is_mandatory=True,
        overrides=frozenset({"test/a", "test/b"}),
        validity=Validity(first=dt.date(2026, 1, 1), last=dt.date(2026, 12, 31)),
    )
    assert made[2:] == [
        "mandatory → –",
        "overrides test/a → –",
        "overrides test/b → –",
        "from 2026-01-01 → 2025-12-31",
        "from 2026-01-01 → 2026-01-02",
        "until 2026-12-31 → 2026-12-30",
        "until 2026-12-31 → 2027-01-01",
    ]


KINDS = st.sampled_from(ASKED)


@given(KINDS.flatmap(jurisdictions))
def test_a_mutant_differs_from_its_rule_and_has_a_name_of_its_own(found):
    made = [m for r in found.rules for m in mutants(r, found.vocabulary)]
    assert len({mutant.name for mutant in made}) == len(made)
    for mutant in made:
        assert mutant.rule != mutant.original
        assert mutant.rule is None or mutant.rule.id == mutant.original.id
        assert mutant.rule is None or mutant.rule.kind is mutant.original.kind


@given(KINDS.flatmap(jurisdictions))
def test_a_rule_gives_the_same_mutants_every_time(found):
    for said in found.rules:
        assert mutants(said, found.vocabulary) == mutants(said, found.vocabulary)


@given(KINDS.flatmap(jurisdictions))
def test_a_mutant_speaks_of_nothing_that_its_original_does_not(found):
    """That is why no other scenarios and subjects need be looked at."""
    for said in found.rules:
        for mutant in mutants(said, found.vocabulary):
            if mutant.rule is None:
                continue
            assert mutant.rule.circumstances <= said.circumstances
            for slot, ids in said.scope:
                assert mutant.rule.scope_of[slot] <= ids


# what becomes of mutants -----------------------------------------------------------


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


def without(text, id_):
    """Return scenarios without one of them."""
    head, *cases = text.split("  - id: ")
    kept = [case for case in cases if not case.startswith(f"{id_}\n")]
    assert len(kept) == len(cases) - 1
    return head + "".join(f"  - id: {case}" for case in kept)


def test_a_threshold_nobody_stands_on_may_move_unnoticed(tmp_path):
    text = without(SCENARIOS, "precis-hundra-tusen")
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
    text = without(SCENARIOS, left_out)
    found, scenarios = loaded_town(tmp_path, scenarios=text)
    provby = found["provby"]
    alive = [t for t in trials(found, scenarios).values() if t.fate is Fate.SURVIVED]
    assert alive
    for trial in alive:
        item = scenario_text(trial.sketch, provby.vocabulary, is_dated=False)
        (read,) = linked(f"scenarios:\n{item}", found)
        assert replayed(read, Space(provby)).is_passed
        changed = mutated(provby, (trial.rule, trial.change))
        assert not replayed(read, Space(changed)).is_passed


def test_a_sketch_gives_only_what_it_needs(tmp_path):
    text = without(SCENARIOS, "samtalet")
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
    """Return a rule and its copy that ask about more than can be walked."""
    names = [f"hinder-{n}" for n in range(15)]
    words = vocabulary(
        roles={"namnd": [], "chef": []},
        matters={"inkop": ""},
        circumstances=[circumstance(name, ValueKind.BOOL) for name in names],
    )
    first, *others = names
    stops = tuple(
        (
            OneOf(circumstance=first, values=frozenset({value})),
            OneOf(circumstance=name, values=frozenset({1})),
        )
        for name in others
        for value in (0, 1)
    )
    twice = [
        rule(
            f"test/{name}",
            decision(decides="namnd"),
            INKOP,
            unless=stops,
            cites=("test/s#p",),
        )
        for name in ("a", "b")
    ]
    return jurisdiction(twice, words, "test")


def test_where_there_is_too_much_to_ask_nobody_claims_that_nothing_changes():
    found = crowded()
    gone = mutants(found.rules[0], found.vocabulary)[0]
    trial = fate_of(found, gone)
    assert (gone.change, trial.fate) == ("rule → –", Fate.UNDECIDED)
    report = MutationReport([trial], {}, lambda _: Wording(found, Say("sv")), TODAY)
    assert report.unexplained == [trial]
    text = report.text(Say("sv"), with_equivalents=False)
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
    wanted = [slot for slot in SLOTS[kind] if not left_out(kind, slot)]
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


@settings(max_examples=20)
@given(KINDS.flatmap(asked), st.sampled_from(DAYS))
def test_what_is_called_equivalent_changes_no_answer_to_any_question(drawn, day):
    for found, mutant in altering(drawn, day):
        assert fate_of(found, mutant, day).fate is not Fate.EQUIVALENT


@settings(max_examples=10)
@given(KINDS.flatmap(asked), st.sampled_from(DAYS))
def test_what_survives_is_told_with_a_scenario_that_notices_it(drawn, day):
    for found, mutant in itertools.islice(altering(drawn, day), 2):
        sketch = fate_of(found, mutant, day).sketch
        if sketch is not None:
            assert replayed(sketch, Space(found)).is_passed
            assert not replayed(sketch, Space(mutated(found, mutant.name))).is_passed


# several processes, and the shipped packs ------------------------------------------


def many_rules(count):
    """Return a jurisdiction with a matter and a rule for each number."""
    matters = {f"arende-{n}": "" for n in range(count)}
    words = vocabulary(
        roles={"namnd": [], "chef": []}, matters=matters, circumstances=[]
    )
    made = [
        rule(f"test/r{n}", decision(decides="namnd"), {Slot.MATTER: [f"arende-{n}"]})
        for n in range(count)
    ]
    return jurisdiction(made, words, "test")


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
        [shipped("scenarios") / "munkedal"],
        rules=shipped("rules"),
        open_jurisdiction=shipped_rules.__getitem__,
        words="",
        municipality="",
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


# the terminal ----------------------------------------------------------------------


def test_check_mutate_tells_what_survives_with_a_sketch_and_ends_with_1(tmp_path):
    write_town(tmp_path, scenarios=without(SCENARIOS, "en-krona-over"))
    result = check(tmp_path, "--mutate")
    assert result.exit_code == 1
    assert "ändringar som märktes" in result.stdout
    assert "• provby/stora  (" in result.stdout
    assert "    approves fullmaktige → –\n" in result.stdout
    assert "      - id: provar-stora\n" in result.stdout
    assert "when belopp → –" not in result.stdout.split("provby/stora")[0]


def test_check_mutate_is_content_when_all_is_noticed(tmp_path):
    write_town(tmp_path)
    result = check(tmp_path, "--mutate", language="en")
    assert result.exit_code == 0
    assert result.stdout == (
        "Changes of one rule at a time\n"
        "  rules changed    3\n"
        "  changes noticed  20 of 20 (100%)\n"
        "  alter no answer  1\n"
    )


def test_changes_without_effect_are_listed_when_asked_for(tmp_path):
    write_town(tmp_path)
    text = check(tmp_path, "--mutate", "--equivalent").stdout
    assert "Ändringar som inte ändrar något svar\n  • provby/sma\n" in text
    data = json.loads(
        check(tmp_path, "--mutate", "--equivalent", "--format", "json").stdout
    )
    assert data["mutation"]["equivalents"] == [
        {"rule": "provby/sma", "change": "when belopp → –"}
    ]


def test_mutation_as_json_has_counts_a_score_and_every_survivor(tmp_path):
    write_town(tmp_path, scenarios=without(SCENARIOS, "branden"))
    result = check(tmp_path, "--mutate", "--format", "json")
    found = json.loads(result.stdout)
    assert found["schema"] == 1
    mutation = found["mutation"]
    assert mutation["noticed"] + mutation["survived"] == 20
    assert mutation["score"] == round(mutation["noticed"] / 20, 4)
    assert [s["change"] for s in mutation["survivors"]] == ["unless → –"]
    (survivor,) = mutation["survivors"]
    assert survivor["rule"] == "provby/vagen"
    assert survivor["fate"] == "survived"
    assert survivor["file"].endswith("provby/rules.yaml")
    assert survivor["line"] == RULES[: RULES.index("id: vagen")].count("\n") + 1
    assert survivor["because"] is None
    assert "given: {akut: yes}" in survivor["scenario"]


EXCUSE = """\
survivors:
  - rule: provby/vagen
    change: {change}
    because: Det brinner aldrig i Provby.
"""


def excuse(place, change):
    """Write that a change of the way may go unnoticed."""
    file = place / "scenarios" / "provby" / "survivors.yaml"
    file.write_text(EXCUSE.format(change=change), encoding="utf-8")


def test_a_survivor_with_a_reason_is_told_and_content(tmp_path):
    write_town(tmp_path, scenarios=without(SCENARIOS, "branden"))
    excuse(tmp_path, "unless → –")
    result = check(tmp_path, "--mutate")
    assert result.exit_code == 0
    assert "Ändringar som får passera omärkta" in result.stdout
    assert "      Det brinner aldrig i Provby.\n" in result.stdout
    assert "provar-vagen" not in result.stdout


@pytest.mark.parametrize(
    ("change", "what", "remedy"),
    [
        (
            "unless → –",
            (
                "ändringen `unless → –` av `provby/vagen` passerar inte omärkt: "
                "`branden` märker den [survivor/noticed]"
            ),
            "ta bort posten",
        ),
        (
            "unles → –",
            "ingen ändring `unles → –` av `provby/vagen` prövas [survivor/untried]",
            "menade du `unless → –`?",
        ),
    ],
)
def test_a_stale_survivor_is_a_problem_with_its_place(change, what, remedy, tmp_path):
    write_town(tmp_path)
    excuse(tmp_path, change)
    result = check(tmp_path, "--mutate")
    assert result.exit_code == 1
    assert f"survivors.yaml:3:13: {what}\n    {remedy}\n" in result.stderr


def test_a_survivor_that_alters_no_answer_is_stale_too(tmp_path):
    write_town(tmp_path)
    file = tmp_path / "scenarios" / "provby" / "survivors.yaml"
    text = EXCUSE.format(change="when belopp → –").replace("vagen", "sma")
    file.write_text(text, encoding="utf-8")
    result = check(tmp_path, "--mutate")
    assert result.exit_code == 1
    assert "ändrar inget svar, så inget scenario kan märka den" in result.stderr


def test_with_words_only_what_those_scenarios_exercise_is_changed(tmp_path):
    write_town(tmp_path)
    excuse(tmp_path, "unless → –")  # noticed, so it is stale
    result = check(tmp_path, "--mutate", "-k", "hundra", language="en")
    assert "rules changed    1\n" in result.stdout
    assert result.exit_code == 0
    assert "survivors.yaml" not in result.stderr
    result = check(tmp_path, "--mutate", "-k", "samtalet", language="en")
    assert "rules changed    1\n" in result.stdout
    assert "`branden` notices it" in result.stderr


def test_survivors_are_no_scenarios_and_checked_like_any_file(tmp_path):
    write_town(tmp_path)
    excuse(tmp_path, "unless → –")
    assert check(tmp_path).exit_code == 0
    file = tmp_path / "scenarios" / "provby" / "survivors.yaml"
    file.write_text("survivors:\n  - rule: provby/vagen\n", encoding="utf-8")
    result = check(tmp_path)
    assert result.exit_code == 2
    assert "saknar `change`" in result.stderr
    assert "saknar `because`" in result.stderr
