"""Which rule prevails, step by step as the design lists them, with hand-made rules."""

import datetime as dt
from decimal import Decimal

import pytest

from engine.answers.answer import LossReason, NoteKind, Outcome
from engine.answers.decider import Decider
from engine.rulebook.model.conclusions import (
    Advice,
    BodyConclusion,
    ClassificationConclusion,
    ConductConclusion,
    ConstraintConclusion,
    ContactConclusion,
    DecisionAct,
    DutyConclusion,
    Function,
    Mode,
    Verdict,
)
from engine.rulebook.model.conditions import IsRole, Multiple, OneOf, Present, Within
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.sources import Rank, Status, Validity
from engine.rulebook.model.texts import Text
from engine.rulebook.model.values import ValueKind
from engine.rulebook.model.vocabulary import Matter
from tests.support import rulebooks
from tests.support.rulebooks import (
    decision,
    jurisdiction,
    one,
    rule,
    several,
    vocabulary,
)

WORDS = vocabulary(
    roles={
        "fullmaktige": [],
        "styrelsen": ["namnd"],
        "namnd": [],
        "fortroendevald": [],
        "ordforande": ["fortroendevald"],
        "revisor": ["fortroendevald"],
        "forvaltningschef": ["chef"],
        "chef": ["anstalld"],
        "anstalld": [],
        "ledningsgrupp": ["tjanstemannagrupp"],
        "tjanstemannagrupp": [],
    },
    matters={
        "avtal": "",
        "hyresavtal": "avtal",
        "instruktion": "",
        "verksamhetens-mal": Matter(
            id="verksamhetens-mal", label=Text("mål"), tags=("delegeringsforbud",)
        ),
        "delmal": "verksamhetens-mal",
    },
    acts={"utlova": "", "utlova-plats": "utlova", "granska": ""},
    circumstances=[
        rulebooks.circumstance("belopp", ValueKind.MONEY),
        rulebooks.circumstance("slag", ValueKind.ENUM),
        rulebooks.circumstance("klass", ValueKind.ENUM),
        rulebooks.circumstance("akut", ValueKind.BOOL),
        rulebooks.circumstance("sokande", ValueKind.ROLE),
    ],
)
AVTAL = {Slot.MATTER: ["avtal"]}
HYRESAVTAL = {Slot.MATTER: ["hyresavtal"]}
KRONA = 100
LAW = {"rank": Rank.LAW}
BINDING_LAW = {"rank": Rank.LAW, "is_mandatory": True}


def is_in(name, *values, negated=False):
    return OneOf(circumstance=name, values=frozenset(values), negated=negated)


def at_most(limit):
    return Within(circumstance="belopp", high=limit)


def answer(rules, about="avtal", kind=RuleKind.DECISION, on=rulebooks.DAY, **known):
    """Return the answer to a question on a matter, or with `about` as its slots."""
    slots = about if isinstance(about, dict) else {Slot.MATTER: about}
    decider = Decider(jurisdiction(rules, WORDS))
    return decider.decide(decider.subject(kind, tuple(slots.items())), known, on)


def deciders(found):
    """Return who decides in each alternative of an answer."""
    parties = [f.conclusion.party(Function.DECIDES) for f in found.findings]
    return [party.roles for party in parties if party]


def losses(found):
    """Return what yielded to what, and why."""
    return {(loss.rule, loss.to, loss.reason) for loss in found.lost}


def kinds_of_notes(found):
    return {note.kind for note in found.notes}


# step 1: the rules that see the question --------------------------------------------


def test_step_1_only_rules_in_force_on_the_date_count():
    first = dt.date(2026, 1, 1)
    rules = [
        rule(
            "t/forr",
            decision(decides="fullmaktige"),
            AVTAL,
            validity=Validity(last=dt.date(2025, 12, 31)),
        ),
        rule(
            "t/nu", decision(decides="styrelsen"), AVTAL, validity=Validity(first=first)
        ),
    ]
    before, after = (answer(rules, on=day) for day in (dt.date(2025, 12, 31), first))
    assert (before.rules, after.rules) == (("t/forr",), ("t/nu",))


def test_step_1_a_rule_is_in_force_while_any_of_its_sources_is():
    sources = (
        Validity(last=dt.date(2025, 6, 30)),
        Validity(first=dt.date(2026, 1, 1), last=dt.date(2026, 12, 31)),
    )
    rules = [
        rule("t/r", decision(decides="styrelsen"), AVTAL, source_validities=sources)
    ]
    days = [dt.date(2025, 6, 30), dt.date(2025, 7, 1), dt.date(2026, 1, 1)]
    outcomes = [answer(rules, on=day).outcome for day in [*days, dt.date(2027, 1, 1)]]
    yes, no = Outcome.ANSWERED, Outcome.NO_RULE
    assert outcomes == [yes, no, yes, no]


def test_step_1_a_rule_on_a_parent_holds_for_its_children():
    rules = [rule("t/r", decision(decides="styrelsen"), AVTAL)]
    assert answer(rules, "hyresavtal").rules == ("t/r",)
    assert answer(rules, "instruktion").outcome is Outcome.NO_RULE


# step 2: what a higher rank says ----------------------------------------------------


def test_step_4_a_rule_on_a_child_goes_before_one_on_its_parent_that_is_no_narrower():
    small = Within(circumstance="belopp", high=50_000 * KRONA)
    parent = rule("t/stora", decision(decides="namnd"), AVTAL)
    child = rule("t/hyra", decision(decides="chef"), HYRESAVTAL)
    assert answer([parent, child], "hyresavtal").rules == ("t/hyra",)
    child = rule("t/hyra", decision(decides="chef"), HYRESAVTAL, when=(small,))
    up_to, above = 50_000 * KRONA, 50_001 * KRONA
    for amount, rule_id in ((up_to, "t/hyra"), (above, "t/stora")):
        found = answer([parent, child], "hyresavtal", belopp=amount)
        assert found.rules == (rule_id,)


def test_step_4_a_parents_narrower_rule_and_a_childs_wider_one_contradict_each_other():
    large = Within(circumstance="belopp", low=100_000 * KRONA)
    parent = rule("t/stora", decision(decides="namnd"), AVTAL, when=(large,))
    child = rule("t/hyra", decision(decides="chef"), HYRESAVTAL)
    for amount, outcome in ((99_999, Outcome.ANSWERED), (100_001, Outcome.CONFLICT)):
        found = answer([parent, child], "hyresavtal", belopp=amount * KRONA)
        assert found.outcome is outcome


def test_step_2_a_mandatory_rule_of_higher_rank_sets_a_lower_one_aside():
    # The tension T1: the guideline lets the council decide the director's instruction,
    # 7 kap. 2 § kommunallagen says that the board does.
    about = {Slot.MATTER: ["instruktion"]}
    rules = [
        rule("lag/7-2", decision(decides="styrelsen"), about, **BINDING_LAW),
        rule(
            "lokal/instruktion",
            decision(decides="fullmaktige", prepares="chef"),
            about,
            rank=Rank.GUIDELINE,
        ),
    ]
    found = answer(rules, "instruktion")
    assert found.outcome is Outcome.ANSWERED
    assert deciders(found) == [("styrelsen",)]
    assert losses(found) == {("lokal/instruktion", "lag/7-2", LossReason.MANDATORY)}
    (said,) = [note for note in found.notes if note.kind is NoteKind.SET_ASIDE]
    assert (said.rule, said.by) == ("lokal/instruktion", "lag/7-2")
    # what the local text says on other points still stands
    assert found.findings[0].conclusion.party(Function.PREPARES).roles == ("chef",)


def test_step_2_law_gives_auditors_a_way_that_the_local_route_does_not():
    # The tension T7: the guideline sends every elected person over the head of
    # administration, but auditors may turn to anyone directly (12 kap. 9 §).
    rules = [
        rule(
            "lag/12-9",
            ContactConclusion(is_free=True),
            {Slot.FROM: ["revisor"]},
            **BINDING_LAW,
        ),
        rule(
            "lokal/vag",
            ContactConclusion(via=("forvaltningschef",)),
            {Slot.FROM: ["fortroendevald"], Slot.TO: ["anstalld"]},
            rank=Rank.GUIDELINE,
        ),
    ]

    def asked(sender):
        slots = {Slot.FROM: sender, Slot.TO: "anstalld"}
        return answer(rules, slots, RuleKind.CONTACT)

    auditor, chair = asked("revisor"), asked("ordforande")
    assert auditor.rules == ("lag/12-9",)
    assert auditor.findings[0].conclusion.is_free
    assert NoteKind.SET_ASIDE in kinds_of_notes(auditor)
    assert chair.rules == ("lokal/vag",)
    assert chair.findings[0].conclusion.via == ("forvaltningschef",)
    assert NoteKind.SET_ASIDE not in kinds_of_notes(chair)


def test_step_2_a_mandatory_rule_leaves_alone_what_agrees_with_it():
    rules = [
        rule("lag/a", decision(decides="styrelsen"), AVTAL, **BINDING_LAW),
        rule("lokal/b", decision(decides="styrelsen"), AVTAL),
    ]
    found = answer(rules)
    assert (found.rules, found.lost) == (("lag/a", "lokal/b"), ())
    assert NoteKind.SET_ASIDE not in kinds_of_notes(found)


def test_step_2_a_rule_of_higher_rank_that_is_not_mandatory_yields_to_a_special_one():
    rules = [
        rule("lag/a", decision(decides="styrelsen"), AVTAL, **LAW),
        rule("lokal/b", decision(decides="chef"), HYRESAVTAL),
    ]
    assert answer(rules, "hyresavtal").rules == ("lokal/b",)


def test_step_2_a_mandatory_rule_binds_no_equal_and_nobody_above_it():
    local = {"rank": Rank.BOARD, "is_mandatory": True}
    rules = [
        rule("lokal/a", decision(decides="chef"), AVTAL, **local),
        rule("lokal/b", decision(decides="styrelsen"), AVTAL),
        rule("lag/c", decision(decides="fullmaktige"), AVTAL, **LAW),
    ]
    assert answer(rules).outcome is Outcome.CONFLICT
    assert answer(rules).lost == ()


def test_step_2_a_mandatory_rule_prevails_even_over_a_more_special_one():
    rules = [
        rule("lag/a", decision(decides="styrelsen"), AVTAL, **BINDING_LAW),
        rule("lokal/b", decision(decides="chef"), HYRESAVTAL, overrides={"lag/a"}),
    ]
    found = answer(rules, "hyresavtal")
    assert found.rules == ("lag/a",)
    assert losses(found) == {("lokal/b", "lag/a", LossReason.MANDATORY)}


def test_step_2_a_mere_proposal_binds_no_adopted_rule():
    rules = [
        rule(
            "f/a",
            decision(decides="fullmaktige"),
            AVTAL,
            rank=Rank.COUNCIL,
            is_mandatory=True,
            status=Status.PROPOSAL,
        ),
        rule(
            "f/b",
            ConstraintConclusion(never=frozenset({"chef"})),
            AVTAL,
            rank=Rank.COUNCIL,
            status=Status.PROPOSAL,
        ),
        rule("lokal/c", decision(decides="chef"), AVTAL),
    ]
    found = answer(rules)
    assert found.rules == ("lokal/c",)
    assert losses(found) == {("f/a", "lokal/c", LossReason.PROPOSAL)}


BAN = ConstraintConclusion(tag="delegeringsforbud", only=frozenset({"namnd"}))


def test_step_2_a_constraint_of_higher_rank_bans_a_decider():
    rules = [
        rule("lag/6-38", BAN, **LAW),
        rule(
            "lokal/chefen",
            decision(decides="chef", informed="namnd"),
            {Slot.MATTER: ["verksamhetens-mal"]},
        ),
        rule(
            "lokal/styrelsen",
            decision(decides="styrelsen"),
            {Slot.MATTER: ["verksamhetens-mal"]},
        ),
    ]
    found = answer(rules, "delmal")  # the tag is inherited by what lies under
    assert deciders(found) == [("styrelsen",)]  # a kind of committee
    assert losses(found) == {("lokal/chefen", "lag/6-38", LossReason.CONSTRAINT)}
    assert found.findings[0].conclusion.party(Function.INFORMED).roles == ("namnd",)
    assert NoteKind.SET_ASIDE in kinds_of_notes(found)


def test_step_2_a_constraint_leaves_alone_what_it_does_not_mention():
    rules = [
        rule("lag/6-38", BAN, **LAW),
        rule("lokal/avtal", decision(decides="chef"), AVTAL),
        rule(
            "lokal/godkanner",
            decision(approves="chef"),
            {Slot.MATTER: ["verksamhetens-mal"]},
        ),
    ]
    assert answer(rules, "avtal").rules == ("lokal/avtal",)
    assert answer(rules, "verksamhetens-mal").rules == ("lokal/godkanner",)


def test_step_2_a_constraint_that_names_no_act_is_about_decisions_only():
    def said(act):
        matter = {Slot.MATTER: ["verksamhetens-mal"]}
        rules = [
            rule("lag/6-38", BAN, **LAW),
            rule("lokal/a", decision(decides="chef", act=act), matter),
        ]
        return answer(rules, "verksamhetens-mal").outcome

    assert said(None) is Outcome.NO_RULE
    assert said(DecisionAct.DECISION) is Outcome.NO_RULE
    assert said(DecisionAct.DELEGATED_DECISION) is Outcome.NO_RULE
    assert said(DecisionAct.EXECUTION) is Outcome.ANSWERED
    assert said(DecisionAct.INTERNAL_POSITION) is Outcome.ANSWERED


def test_step_2_a_group_of_officials_is_no_delegate_but_may_take_positions():
    ban = ConstraintConclusion(
        act=DecisionAct.DELEGATED_DECISION, never=frozenset({"tjanstemannagrupp"})
    )

    def said(act):
        rules = [
            rule("lag/7-5", ban, **LAW),
            rule("lokal/a", decision(decides="ledningsgrupp", act=act), AVTAL),
        ]
        return answer(rules).outcome

    assert said(DecisionAct.DELEGATED_DECISION) is Outcome.NO_RULE
    assert said(DecisionAct.INTERNAL_POSITION) is Outcome.ANSWERED


def test_step_2_one_banned_role_among_several_bans_them_all():
    party = several(Mode.ANY_OF, "styrelsen", "chef")
    rules = [
        rule("lag/6-38", BAN, **LAW),
        rule("lokal/a", decision(decides=party), {Slot.MATTER: ["verksamhetens-mal"]}),
    ]
    assert answer(rules, "verksamhetens-mal").outcome is Outcome.NO_RULE


def test_step_2_a_constraint_binds_no_rule_of_its_own_rank():
    rules = [
        rule("lag/6-38", BAN, **LAW),
        rule(
            "lag/annan",
            decision(decides="chef"),
            {Slot.MATTER: ["verksamhetens-mal"]},
            **LAW,
        ),
    ]
    assert answer(rules, "verksamhetens-mal").rules == ("lag/annan",)


def test_step_2_a_constraint_holds_only_under_its_own_conditions():
    ban = ConstraintConclusion(never=frozenset({"chef"}))
    rules = [
        rule("lag/a", ban, AVTAL, unless=((is_in("akut", 1),),), **LAW),
        rule("lokal/b", decision(decides="chef"), AVTAL),
    ]
    assert answer(rules, akut=0).outcome is Outcome.NO_RULE
    assert answer(rules, akut=1).rules == ("lokal/b",)


def test_step_2_a_constraint_yields_to_none_below_it_that_overrides_it():
    def said(rank):
        allowance = ConstraintConclusion(never=frozenset({"revisor"}))
        rules = [
            rule(
                "lag/a", ConstraintConclusion(never=frozenset({"chef"})), AVTAL, **LAW
            ),
            rule("x/b", allowance, AVTAL, rank=rank, overrides={"lag/a"}),
            rule("lokal/c", decision(decides="chef"), AVTAL),
        ]
        return answer(rules).outcome

    assert said(Rank.LAW) is Outcome.ANSWERED
    assert said(Rank.COUNCIL) is Outcome.NO_RULE


# proposals --------------------------------------------------------------------------


def test_a_proposal_yields_to_an_adopted_rule_that_says_otherwise():
    rules = [
        rule("t/antagen", decision(decides="styrelsen"), AVTAL, rank=Rank.GUIDELINE),
        rule(
            "t/forslag",
            decision(decides="fullmaktige"),
            HYRESAVTAL,
            rank=Rank.COUNCIL,
            status=Status.PROPOSAL,
        ),
    ]
    found = answer(rules, "hyresavtal")
    assert found.rules == ("t/antagen",)
    assert losses(found) == {("t/forslag", "t/antagen", LossReason.PROPOSAL)}
    assert NoteKind.PROPOSAL not in kinds_of_notes(found)


def test_a_proposal_alone_answers_and_the_answer_says_that_it_is_one():
    rules = [
        rule(
            "t/forslag", decision(decides="fullmaktige"), AVTAL, status=Status.PROPOSAL
        )
    ]
    found = answer(rules)
    assert found.outcome is Outcome.ANSWERED
    (note,) = found.notes
    assert (note.kind, note.source) == (NoteKind.PROPOSAL, "t/source-forslag")


def test_a_proposal_that_agrees_is_cited_but_nothing_rests_on_it_alone():
    rules = [
        rule("t/antagen", decision(decides="styrelsen"), AVTAL),
        rule("t/forslag", decision(decides="styrelsen"), AVTAL, status=Status.PROPOSAL),
    ]
    found = answer(rules)
    assert found.rules == ("t/antagen", "t/forslag")
    assert NoteKind.PROPOSAL not in kinds_of_notes(found)


# step 3: overrides ------------------------------------------------------------------


def test_step_3_an_explicit_override_prevails_over_a_more_special_rule():
    rules = [
        rule(
            "t/allman", decision(decides="styrelsen"), AVTAL, overrides={"t/sarskild"}
        ),
        rule("t/sarskild", decision(decides="chef"), HYRESAVTAL),
    ]
    found = answer(rules, "hyresavtal")
    assert found.rules == ("t/allman",)
    assert losses(found) == {("t/sarskild", "t/allman", LossReason.OVERRIDDEN)}


def test_step_3_what_is_overridden_yields_even_where_it_agrees():
    rules = [
        rule("t/ny", decision(decides="styrelsen"), AVTAL, overrides={"t/gammal"}),
        rule("t/gammal", decision(decides="styrelsen"), AVTAL),
    ]
    assert answer(rules).rules == ("t/ny",)


def test_step_3_what_yields_stays_yielded_in_a_chain_of_overrides():
    rules = [
        rule("t/3", decision(decides="styrelsen"), AVTAL, overrides={"t/2"}),
        rule("t/2", decision(decides="chef"), AVTAL, overrides={"t/1"}),
        rule("t/1", decision(decides="fullmaktige"), AVTAL),
    ]
    for order in (rules, rules[::-1], [rules[1], rules[0], rules[2]]):
        assert answer(order).rules == ("t/3",)


def test_step_3_a_rule_that_does_not_fire_overrides_nothing():
    rules = [
        rule(
            "t/a",
            decision(decides="chef"),
            AVTAL,
            when=(is_in("akut", 1),),
            overrides={"t/b"},
        ),
        rule("t/b", decision(decides="styrelsen"), AVTAL),
    ]
    assert answer(rules, akut=0).rules == ("t/b",)
    assert answer(rules, akut=1).rules == ("t/a",)


def test_step_3_a_rule_that_was_set_aside_overrides_nothing():
    rules = [
        rule("lag/a", ConstraintConclusion(never=frozenset({"chef"})), AVTAL, **LAW),
        rule("t/b", decision(decides="chef"), AVTAL, overrides={"t/c"}),
        rule("t/c", decision(decides="styrelsen"), AVTAL),
    ]
    assert answer(rules).rules == ("t/c",)


def test_step_3_overriding_counts_function_by_function():
    rules = [
        rule("t/a", decision(decides="chef"), AVTAL, overrides={"t/b"}),
        rule(
            "t/b",
            decision(decides="styrelsen", approves="fullmaktige", informed="namnd"),
            AVTAL,
        ),
    ]
    found = answer(rules)
    conclusion = found.findings[0].conclusion
    assert conclusion.party(Function.DECIDES) == one("chef")
    assert conclusion.party(Function.APPROVES) == one("fullmaktige")
    assert conclusion.party(Function.INFORMED) == one("namnd")
    assert found.rules == ("t/a", "t/b")


# step 4: the more specific rule -----------------------------------------------------


def specific(narrow, wide):
    """Return which of two rules that disagree prevail, with conditions as given."""
    rules = [
        rule("t/smal", decision(decides="chef"), AVTAL, **narrow),
        rule("t/vid", decision(decides="styrelsen"), AVTAL, **wide),
    ]
    known = {"belopp": 100 * KRONA, "slag": "a", "akut": 1, "sokande": "ordforande"}
    return answer(rules, **known).rules


SMAL, BOTH = ("t/smal",), ("t/smal", "t/vid")


def test_step_4_a_special_rule_beats_a_general_one():
    rules = [
        rule("t/sarskild", decision(decides="chef"), HYRESAVTAL),
        rule("t/allman", decision(decides="styrelsen"), AVTAL),
    ]
    found = answer(rules, "hyresavtal")
    assert found.rules == ("t/sarskild",)
    assert losses(found) == {("t/allman", "t/sarskild", LossReason.LESS_SPECIFIC)}
    assert answer(rules, "avtal").rules == ("t/allman",)


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ({"when": (is_in("slag", "a"),)}, {}),
        ({"when": (is_in("slag", "a"),)}, {"when": (is_in("slag", "a", "b"),)}),
        (
            {"when": (is_in("slag", "a"),)},
            {"when": (is_in("slag", "c", negated=True),)},
        ),
        (
            {"when": (is_in("slag", "a"), is_in("akut", 1))},
            {"when": (is_in("slag", "a"),)},
        ),
        ({"when": (at_most(500 * KRONA),)}, {"when": (at_most(501 * KRONA),)}),
        (
            {"when": (Within(circumstance="belopp", low=0, high=500 * KRONA),)},
            {"when": (at_most(500 * KRONA),)},
        ),
        (
            {"when": (at_most(500 * KRONA),)},
            {"when": (Present(circumstance="belopp", is_present=True),)},
        ),
        (
            {
                "when": (
                    IsRole(circumstance="sokande", roles=frozenset({"ordforande"})),
                )
            },
            {
                "when": (
                    IsRole(circumstance="sokande", roles=frozenset({"fortroendevald"})),
                )
            },
        ),
        ({"unless": ((is_in("slag", "b"),),)}, {}),
        (
            {"unless": ((is_in("slag", "b", "c"),),)},
            {"unless": ((is_in("slag", "b"),),)},
        ),
        ({"when": (is_in("slag", "a"),)}, {"unless": ((is_in("slag", "b"),),)}),
        # the limits on the day of the question: half a prisbasbelopp is 29 600 kr
        (
            {"when": (at_most(Multiple(Decimal("0.5"))),)},
            {"when": (at_most(29_601 * KRONA),)},
        ),
        (
            {"when": (at_most(29_599 * KRONA),)},
            {"when": (at_most(Multiple(Decimal("0.5"))),)},
        ),
    ],
)
def test_step_4_strictly_fewer_cases_prevail(narrow, wide):
    assert specific(narrow, wide) == SMAL
    assert specific(wide, narrow) == ("t/vid",)


@pytest.mark.parametrize(
    ("one_rule", "other"),
    [
        ({}, {}),
        ({"when": (is_in("slag", "a"),)}, {"when": (is_in("akut", 1),)}),
        ({"when": (is_in("slag", "a", "b"),)}, {"when": (is_in("slag", "a", "c"),)}),
        # the same cases, said in two ways
        (
            {"when": (is_in("slag", "a", "b"),)},
            {"when": (is_in("slag", "c", negated=True),)},
        ),
        (
            {"when": (is_in("slag", "a", "b", "c"),)},
            {"when": (Present(circumstance="slag", is_present=True),)},
        ),
        (
            {"unless": ((is_in("slag", "b", "c"),),)},
            {"unless": ((is_in("slag", "b"),), (is_in("slag", "c"),))},
        ),
        ({"when": (is_in("akut", 1),)}, {"when": (is_in("akut", 0, negated=True),)}),
        (
            {"when": (at_most(Multiple(Decimal("0.5"))),)},
            {"when": (at_most(29_600 * KRONA),)},
        ),
    ],
)
def test_step_4_neither_prevails_where_neither_has_strictly_fewer_cases(
    one_rule, other
):
    assert specific(one_rule, other) == BOTH
    assert specific(other, one_rule) == BOTH


def test_step_4_what_a_rule_also_speaks_of_makes_it_no_less_specific_here():
    rules = [
        rule(
            "t/sarskild",
            decision(decides="chef"),
            {Slot.MATTER: ["hyresavtal", "instruktion"]},
        ),
        rule("t/allman", decision(decides="styrelsen"), AVTAL),
    ]
    assert answer(rules, "hyresavtal").rules == ("t/sarskild",)


def test_step_4_a_narrower_matter_under_wider_conditions_prevails_over_nothing():
    rules = [
        rule("t/a", decision(decides="chef"), HYRESAVTAL),
        rule("t/b", decision(decides="styrelsen"), AVTAL, when=(is_in("akut", 1),)),
    ]
    assert answer(rules, "hyresavtal", akut=1).outcome is Outcome.CONFLICT
    assert answer(rules, "hyresavtal", akut=0).rules == ("t/a",)


def test_step_4_a_narrower_role_prevails_in_contacts_and_conduct():
    routes = [
        rule(
            "t/ordforande", ContactConclusion(is_free=True), {Slot.FROM: ["ordforande"]}
        ),
        rule(
            "t/alla", ContactConclusion(via=("chef",)), {Slot.FROM: ["fortroendevald"]}
        ),
        rule("t/var-och-en", ContactConclusion(via=("chef", "chef"))),
    ]
    slots = {Slot.FROM: "ordforande", Slot.TO: "anstalld"}
    found = answer(routes, slots, RuleKind.CONTACT)
    assert found.rules == ("t/ordforande",)
    acts = [
        rule(
            "t/far",
            ConductConclusion(verdict=Verdict.PERMITTED),
            {Slot.ACTOR: ["ordforande"], Slot.DOES: ["utlova-plats"]},
        ),
        rule(
            "t/inte",
            ConductConclusion(verdict=Verdict.FORBIDDEN),
            {Slot.DOES: ["utlova"]},
        ),
    ]
    slots = {Slot.ACTOR: "ordforande", Slot.DOES: "utlova-plats"}
    assert answer(acts, slots, RuleKind.CONDUCT).rules == ("t/far",)


# step 5: agreement and conflict -----------------------------------------------------


def test_step_5_rules_that_agree_are_one_answer_with_several_citations():
    rules = [
        rule(
            "t/a", decision(decides=several(Mode.TOGETHER, "ordforande", "chef")), AVTAL
        ),
        rule(
            "t/b", decision(decides=several(Mode.TOGETHER, "chef", "ordforande")), AVTAL
        ),
    ]
    found = answer(rules)
    assert found.outcome is Outcome.ANSWERED
    assert found.rules == ("t/a", "t/b")
    assert found.cites == ("t/source-a#p", "t/source-b#p")
    assert len(found.findings) == 1


def test_step_5_rules_that_disagree_are_a_conflict_that_shows_both():
    rules = [
        rule("t/a", decision(decides="chef", informed="namnd"), AVTAL),
        rule("t/b", decision(decides="styrelsen"), AVTAL),
    ]
    found = answer(rules)
    assert found.outcome is Outcome.CONFLICT
    assert deciders(found) == [("chef",), ("styrelsen",)]
    assert found.cites == ("t/source-a#p", "t/source-b#p")
    for finding in found.findings:  # what is not in dispute stands beside each side
        assert finding.conclusion.party(Function.INFORMED) == one("namnd")


@pytest.mark.parametrize(
    ("party", "other"),
    [
        (
            several(Mode.IN_ORDER, "chef", "styrelsen"),
            several(Mode.IN_ORDER, "styrelsen", "chef"),
        ),
        (
            several(Mode.ANY_OF, "chef", "styrelsen"),
            several(Mode.TOGETHER, "chef", "styrelsen"),
        ),
        (one("chef"), several(Mode.NOBODY)),
        (one("chef"), one("forvaltningschef")),
    ],
)
def test_step_5_how_several_roles_relate_is_part_of_what_a_rule_says(party, other):
    rules = [
        rule("t/a", decision(decides=party), AVTAL),
        rule("t/b", decision(decides=other), AVTAL),
    ]
    assert answer(rules).outcome is Outcome.CONFLICT


def test_step_5_a_rule_on_approving_does_not_contradict_a_rule_on_deciding():
    rules = [
        rule("t/a", decision(decides="styrelsen"), AVTAL),
        rule("t/b", decision(approves="fullmaktige"), HYRESAVTAL),
    ]
    found = answer(rules, "hyresavtal")
    assert (found.outcome, found.rules) == (Outcome.ANSWERED, ("t/a", "t/b"))
    assert found.findings[0].conclusion.functions == (
        (Function.DECIDES, one("styrelsen")),
        (Function.APPROVES, one("fullmaktige")),
    )


def test_step_5_disputes_on_two_functions_are_each_shown_with_both_sides():
    rules = [
        rule("t/a", decision(decides="chef", approves="namnd"), AVTAL),
        rule("t/b", decision(decides="styrelsen", approves="fullmaktige"), AVTAL),
    ]
    found = answer(rules)
    assert found.outcome is Outcome.CONFLICT
    said = {f.conclusion.functions for f in found.findings}
    assert said == {
        ((Function.DECIDES, one("chef")),),
        ((Function.DECIDES, one("styrelsen")),),
        ((Function.APPROVES, one("namnd")),),
        ((Function.APPROVES, one("fullmaktige")),),
    }


def test_step_5_preparing_informing_and_requirements_add_up():
    rules = [
        rule(
            "t/a",
            decision(decides="styrelsen", prepares="chef", requires=("samråd",)),
            AVTAL,
        ),
        rule("t/b", decision(prepares="anstalld", requires=("underlag",)), HYRESAVTAL),
    ]
    found = answer(rules, "hyresavtal")
    assert found.outcome is Outcome.ANSWERED
    conclusion = found.findings[0].conclusion
    assert set(conclusion.party(Function.PREPARES).roles) == {"chef", "anstalld"}
    assert {text.sv for text in conclusion.requires} == {"samråd", "underlag"}
    assert found.rules == ("t/a", "t/b")


def test_step_5_several_who_are_informed_keep_how_they_relate():
    either = several(Mode.ANY_OF, "chef", "anstalld")
    rules = [
        rule("t/a", decision(decides="styrelsen", informed="namnd"), AVTAL),
        rule("t/b", decision(informed=either), AVTAL),
        rule("t/c", decision(informed="revisor"), AVTAL),
    ]
    (finding,) = answer(rules).findings
    assert [p for f, p in finding.conclusion.functions if f is Function.INFORMED] == [
        several(Mode.ALL, "namnd", "revisor"),
        either,
    ]


def test_step_5_a_rule_may_do_no_more_than_require_something():
    rules = [
        rule("t/a", decision(decides="styrelsen"), AVTAL),
        rule("t/b", decision(requires=("samråd",)), AVTAL),
    ]
    found = answer(rules)
    assert found.rules == ("t/a", "t/b")
    assert found.cites == ("t/source-a#p", "t/source-b#p")
    alone = answer(rules[1:])
    assert (alone.outcome, alone.rules) == (Outcome.ANSWERED, ("t/b",))
    assert NoteKind.NO_DECIDER in kinds_of_notes(alone)


def test_step_5_a_requirement_falls_with_the_rule_that_makes_it():
    rules = [
        rule("t/allman", decision(decides="styrelsen", requires=("beredning",)), AVTAL),
        rule("t/sarskild", decision(decides="chef", requires=("anmälan",)), HYRESAVTAL),
    ]
    found = answer(rules, "hyresavtal")
    assert [text.sv for text in found.findings[0].conclusion.requires] == ["anmälan"]


def test_step_5_a_rule_that_lost_on_one_function_keeps_its_requirements_for_another():
    rules = [
        rule(
            "t/a",
            decision(
                decides="styrelsen", approves="fullmaktige", requires=("beredning",)
            ),
            AVTAL,
        ),
        rule("t/b", decision(approves="namnd"), HYRESAVTAL),
    ]
    found = answer(rules, "hyresavtal")
    conclusion = found.findings[0].conclusion
    assert conclusion.party(Function.APPROVES) == one("namnd")
    assert [text.sv for text in conclusion.requires] == ["beredning"]


def test_step_5_rules_that_agree_on_who_but_not_on_the_act_are_a_conflict():
    delegated, execution = DecisionAct.DELEGATED_DECISION, DecisionAct.EXECUTION
    rules = [
        rule("t/a", decision(decides="chef", act=delegated), AVTAL),
        rule("t/b", decision(decides="chef", act=execution), AVTAL),
        rule("t/c", decision(decides="chef"), AVTAL),
    ]
    found = answer(rules)
    assert found.outcome is Outcome.CONFLICT
    assert {f.conclusion.act for f in found.findings} == {delegated, execution}
    assert deciders(found) == [("chef",), ("chef",)]
    narrower = rule("t/b", decision(decides="chef", act=execution), HYRESAVTAL)
    found = answer([rules[0], narrower], "hyresavtal")
    assert found.outcome is Outcome.ANSWERED
    assert found.findings[0].conclusion.act is execution


def test_step_5_the_act_is_what_the_rules_say_that_prevail():
    rules = [
        rule("t/a", decision(decides="styrelsen", act=DecisionAct.DECISION), AVTAL),
        rule("t/b", decision(decides="chef"), HYRESAVTAL),
    ]
    found = answer(rules, "hyresavtal")
    assert (found.outcome, found.findings[0].conclusion.act) == (Outcome.ANSWERED, None)


def test_step_5_conduct_agrees_by_its_verdict_and_the_advice_adds_up():
    scope = {Slot.DOES: ["utlova"]}
    advice = [Advice(says=Text("Hänvisa"), via=("chef",)), Advice(says=Text("Vänta"))]
    rules = [
        rule(
            f"t/{n}", ConductConclusion(verdict=Verdict.FORBIDDEN, instead=said), scope
        )
        for n, said in enumerate(advice)
    ]
    slots = {Slot.ACTOR: "chef", Slot.DOES: "utlova"}
    found = answer(rules, slots, RuleKind.CONDUCT)
    (finding,) = found.findings
    assert finding.rules == ("t/0", "t/1")
    assert finding.conclusion.instead.says.sv == "Hänvisa. Vänta."
    assert finding.conclusion.instead.via == ("chef",)
    required = rule("t/2", ConductConclusion(verdict=Verdict.REQUIRED), scope)
    found = answer([*rules, required], slots, RuleKind.CONDUCT)
    assert found.outcome is Outcome.CONFLICT


def test_step_5_duties_add_up_and_an_open_slot_asks_for_them_all():
    rules = [
        rule(
            "t/a",
            DutyConclusion(of=one("chef")),
            {Slot.OF: ["chef"], Slot.TO: ["granska"]},
        ),
        rule(
            "t/b",
            DutyConclusion(of=one("anstalld")),
            {Slot.OF: ["anstalld"], Slot.TO: ["utlova"]},
        ),
        rule(
            "t/c",
            DutyConclusion(of=one("chef")),
            {Slot.OF: ["chef"], Slot.TO: ["utlova"]},
            overrides={"t/b"},
        ),
        rule(
            "t/d",
            DutyConclusion(of=one("revisor")),
            {Slot.OF: ["revisor"], Slot.TO: ["granska"]},
        ),
    ]
    found = answer(rules, {Slot.OF: "forvaltningschef"}, RuleKind.DUTY)
    assert (found.outcome, found.rules) == (Outcome.ANSWERED, ("t/a", "t/c"))
    assert losses(found) == {("t/b", "t/c", LossReason.OVERRIDDEN)}
    assert answer(rules, {Slot.OF: "anstalld"}, RuleKind.DUTY).rules == ("t/b",)
    assert answer(rules, {}, RuleKind.DUTY).rules == ("t/a", "t/c", "t/d")


def test_step_5_a_body_is_settled_point_by_point():
    scope = {Slot.BODY: ["ledningsgrupp"]}
    rules = [
        rule("t/a", BodyConclusion(leader=one("chef"), members=one("anstalld")), scope),
        rule(
            "t/b", BodyConclusion(leader=one("chef"), mandate=Text("Samordnar")), scope
        ),
        rule(
            "t/c",
            BodyConclusion(members=one("forvaltningschef")),
            {Slot.BODY: ["tjanstemannagrupp"]},
        ),
    ]
    found = answer(rules, {Slot.BODY: "ledningsgrupp"}, RuleKind.BODY)
    assert (found.outcome, found.rules) == (Outcome.ANSWERED, ("t/a", "t/b"))
    (finding,) = found.findings
    assert finding.conclusion == BodyConclusion(
        leader=one("chef"), members=one("anstalld"), mandate=Text("Samordnar")
    )
    rules.append(rule("t/d", BodyConclusion(members=one("revisor")), scope))
    found = answer(rules, {Slot.BODY: "ledningsgrupp"}, RuleKind.BODY)
    assert found.outcome is Outcome.CONFLICT
    assert {f.conclusion.members for f in found.findings} == {
        one("anstalld"),
        one("revisor"),
    }


# step 6: no rule --------------------------------------------------------------------


def test_step_6_without_a_rule_the_nearest_matters_that_have_one_are_named():
    rules = [rule("t/r", decision(decides="chef"), HYRESAVTAL)]
    found = answer(rules, "avtal")
    assert (found.outcome, found.findings) == (Outcome.NO_RULE, ())
    assert found.nearest == (((Slot.MATTER, "hyresavtal"),),)


def test_step_6_nearest_to_whether_one_may_is_that_one_is_bound_to():
    rules = [
        rule(
            "t/allowed",
            ConductConclusion(verdict=Verdict.PERMITTED),
            {Slot.ACTOR: ["chef"], Slot.DOES: ["utlova"]},
        ),
        rule(
            "t/bound",
            DutyConclusion(of=one("anstalld")),
            {Slot.OF: ["anstalld"], Slot.TO: ["granska"]},
        ),
        rule(
            "t/another",
            DutyConclusion(of=one("revisor")),
            {Slot.OF: ["revisor"], Slot.TO: ["granska"]},
        ),
    ]
    asked = {Slot.ACTOR: "forvaltningschef", Slot.DOES: "granska"}
    found = answer(rules, asked, RuleKind.CONDUCT)
    assert found.outcome is Outcome.NO_RULE
    assert found.nearest[0] == ((Slot.OF, "anstalld"), (Slot.TO, "granska"))
    assert len(found.nearest) == 2


# classifications --------------------------------------------------------------------


def classed(name, value, *conditions, **rest):
    """Return a rule that derives `klass`."""
    conclusion = ClassificationConclusion(derives=(("klass", value),))
    return rule(f"t/{name}", conclusion, when=conditions, **rest)


DEPENDING = [
    rule("t/om-a", decision(decides="chef"), AVTAL, when=(is_in("klass", "a"),)),
    rule("t/om-b", decision(decides="styrelsen"), AVTAL, when=(is_in("klass", "b"),)),
]


def test_classifications_that_agree_are_all_cited():
    rules = [
        *DEPENDING,
        classed("k1", "a", is_in("slag", "a")),
        classed("k2", "a", is_in("akut", 1)),
    ]
    found = answer(rules, slag="a", akut=1)
    assert found.outcome is Outcome.ANSWERED
    assert found.cites == ("t/source-k1#p", "t/source-k2#p", "t/source-om-a#p")
    assert found.derived == (("klass", "a", "t/k1"), ("klass", "a", "t/k2"))


def test_classifications_that_disagree_are_a_conflict_that_names_what_is_split():
    rules = [
        *DEPENDING,
        classed("k1", "a", is_in("slag", "a")),
        classed("k2", "b", is_in("akut", 1)),
    ]
    found = answer(rules, slag="a", akut=1)
    assert found.outcome is Outcome.CONFLICT
    assert deciders(found) == [("chef",), ("styrelsen",)]
    (note,) = found.notes
    assert (note.kind, note.circumstance) == (
        NoteKind.CLASSIFICATIONS_DISAGREE,
        "klass",
    )


def test_a_disagreement_no_rule_in_force_asks_about_is_no_conflict():
    old = rule(
        "t/forr",
        decision(informed="namnd"),
        AVTAL,
        when=(is_in("klass", "a"),),
        validity=Validity(last=dt.date(2020, 1, 1)),
    )
    rules = [
        old,
        rule("t/nu", decision(decides="chef"), AVTAL),
        classed("k1", "a", is_in("slag", "a")),
        classed("k2", "b", is_in("akut", 1)),
    ]
    assert answer(rules, slag="a", akut=1).outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("winner", "loser", "reason"),
    [
        ({"overrides": {"t/k2"}}, {}, LossReason.OVERRIDDEN),
        (BINDING_LAW, {"overrides": {"t/k1"}}, LossReason.MANDATORY),
        ({}, {"status": Status.PROPOSAL}, LossReason.PROPOSAL),
    ],
)
def test_a_classification_prevails_over_another_by_the_same_steps(
    winner, loser, reason
):
    rules = [
        *DEPENDING,
        classed("k1", "a", is_in("slag", "a"), **winner),
        classed("k2", "b", is_in("akut", 1), **loser),
    ]
    found = answer(rules, slag="a", akut=1)
    assert (found.outcome, found.rules) == (Outcome.ANSWERED, ("t/om-a",))
    assert losses(found) == {("t/k2", "t/k1", reason)}
    assert answer(rules, slag="b", akut=1).rules == ("t/om-b",)


def test_a_special_classification_beats_a_general_one():
    rules = [
        *DEPENDING,
        classed("k1", "a", is_in("slag", "a"), is_in("akut", 1)),
        classed("k2", "b", is_in("akut", 1)),
    ]
    found = answer(rules, slag="a", akut=1)
    assert found.rules == ("t/om-a",)
    assert losses(found) == {("t/k2", "t/k1", LossReason.LESS_SPECIFIC)}


def test_what_is_said_is_not_derived():
    rules = [*DEPENDING, classed("k1", "a", is_in("slag", "a"))]
    found = answer(rules, slag="a", klass="b")
    assert (found.rules, found.derived) == (("t/om-b",), ())
    assert found.cites == ("t/source-om-b#p",)


def test_said_not_to_exist_is_not_derived_either():
    rules = [*DEPENDING, classed("k1", "a", is_in("slag", "a"))]
    assert answer(rules, slag="a", klass=None).outcome is Outcome.NO_RULE
