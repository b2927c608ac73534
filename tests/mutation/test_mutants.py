"""The small changes that a rule can be put through."""

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from engine.mutation.mutants import mutants
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
from engine.rulebook.model.rules import Slot
from engine.rulebook.model.sources import Deadline, Frequency, Validity
from engine.rulebook.model.texts import Text
from engine.rulebook.model.values import ValueKind
from tests.support.random_rulebooks import ASKED, jurisdictions
from tests.support.rulebooks import (
    circumstance,
    decision,
    one,
    rule,
    several,
    vocabulary,
)
from tests.support.town import (
    loaded_town,
)

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
WAY = {Slot.FROM: ["politiker"], Slot.TO: ["rektor"]}


def changes(conclusion, scope=(), **rest):
    """Return how a rule with this conclusion can be changed."""
    return [m.change for m in mutants(rule("test/r", conclusion, scope, **rest), WORDS)]


def of_conditions(*when, unless=()):
    """Return how the conditions of a rule can be changed."""
    made = changes(decision(decides="namnd"), INKOP, when=when, unless=unless)
    return [change for change in made if change.startswith(("when", "unless"))]


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


def test_a_time_limit_is_moved_and_a_step_that_must_be_taken_binds_as_the_rest():
    duty = DutyConclusion(of=one("chef"), within=Deadline(count=14, unit="day"))
    scope = {Slot.OF: ["chef"], Slot.TO: ["anmala"]}
    assert "within 14 days → 15 days" in changes(duty, scope)
    way = ContactConclusion(via=("chef", "namnd"), musts=("namnd",))
    assert "must namnd → –" in changes(way, {Slot.FROM: ["chef"]})


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
