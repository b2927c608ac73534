"""Point answers: what a slow reader would answer, in any order of rules."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.answers.answer import Outcome
from engine.answers.decider import Decider
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.model.conclusions import (
    EXCLUSIVE,
    ClassificationConclusion,
    ConductConclusion,
    ContactConclusion,
    Function,
    Mode,
)
from engine.rulebook.model.conditions import Multiple, OneOf, Within
from engine.rulebook.model.packs import MissingAmountError
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.sources import Validity
from engine.rulebook.model.values import ValueKind
from tests.oracle import BODY_POINTS, NOTHING, Oracle
from tests.support import random_rulebooks, rulebooks
from tests.support.rulebooks import decision, jurisdiction, rule, vocabulary

CHANCES = st.randoms(use_true_random=False)
#: Decisions, where most can go wrong, as often as the other kinds together.
OFTEN = [*random_rulebooks.ASKED, *[RuleKind.DECISION] * 4]


def decided(rules_of, kind, slots, known, on=rulebooks.DAY):
    """Return the answer of a jurisdiction, or of its decider, to settled facts."""
    decider = rules_of if isinstance(rules_of, Decider) else Decider(rules_of)
    subject = decider.subject(kind, tuple(slots.items()))
    return decider.decide(subject, known, on)


def sides_of(answer, kind):
    """Return for each point of an answer the different things said on it."""
    sides = {}
    for finding in answer.findings:
        conclusion = finding.conclusion
        if kind is RuleKind.DECISION:
            listed = [(f, party) for f, party in conclusion.functions]
            said = {f: keys(f, [p for g, p in listed if g is f]) for f, _ in listed}
            said |= {"act": conclusion.act} if conclusion.act else {}
        elif kind is RuleKind.BODY:
            points = ((point, getattr(conclusion, point)) for point in BODY_POINTS)
            said = {point: key(content) for point, content in points if content}
        else:
            said = {"whole": key(conclusion)}
        for point, content in said.items():
            sides.setdefault(point, set()).add(content)
    return sides


def keys(function, parties):
    """Return who has a function; where rules add up, single roles become a list."""
    if function in EXCLUSIVE:
        (party,) = parties
        return key(party)
    named = [party for party in parties if party.mode is not Mode.NOBODY]
    apart = {key(p) for p in named if p.mode not in {Mode.ONE, Mode.ALL}}
    listed = {r for p in named if p.mode in {Mode.ONE, Mode.ALL} for r in p.roles}
    return frozenset(apart | listed)


def key(content):
    """Return a conclusion so that two that say the same are equal."""
    if isinstance(content, ConductConclusion):
        return content.verdict
    if hasattr(content, "mode") and content.mode is not Mode.IN_ORDER:
        return content.mode, frozenset(content.roles)
    return content


def expected_sides(verdict):
    """Return for each point what the oracle lets prevail on it."""
    sides = {}
    for point, found in verdict.sides.items():
        if isinstance(point, Function) and point not in EXCLUSIVE:
            listed = [party for side in found for _, party in side]
            said = {keys(point, listed)} if listed else set()
        else:
            listed = [side[0][1] for side in found]
            said = {key(content) for content in listed if content is not NOTHING}
        if said:
            sides[point] = said
    return sides


@given(st.data(), st.sampled_from(OFTEN), st.sampled_from(random_rulebooks.DAYS))
def test_the_answer_is_what_a_slow_reader_lets_prevail(data, kind, on):
    given_jurisdiction = data.draw(random_rulebooks.jurisdictions(kind))
    decider = Decider(given_jurisdiction)
    for _ in range(4):
        slots, known = data.draw(random_rulebooks.questions(kind))
        answer = decided(decider, kind, slots, known, on)
        compare(answer, kind, Oracle(given_jurisdiction, kind, slots, known, on))


@given(st.data(), random_rulebooks.ORDERS)
def test_an_order_is_read_as_a_slow_reader_reads_it(data, order):
    decider, kind = Decider(order), RuleKind.DECISION
    for _ in range(4):
        slots, known = data.draw(random_rulebooks.QUESTIONS_TO_ORDERS)
        answer = decided(decider, kind, slots, known)
        compare(answer, kind, Oracle(order, kind, slots, known, rulebooks.DAY))


def compare(answer, kind, oracle):
    """Fail where an answer is not what the oracle lets prevail."""
    expected = oracle.verdict()
    assert answer.outcome.value == expected.outcome
    assert set(answer.rules) == expected.rules
    found = sides_of(answer, kind)
    if kind is RuleKind.DUTY:  # every duty is a finding of its own
        assert len(answer.findings) == len(expected.rules)
        return
    if len(expected.sides.get(Function.DECIDES, [])) > 1:
        found.pop("act", None)  # each side has an act of its own
    assert found == expected_sides(expected)


@given(st.data(), st.sampled_from(random_rulebooks.ASKED), CHANCES)
def test_the_order_of_rules_never_matters(data, kind, chance):
    written = data.draw(random_rulebooks.jurisdictions(kind))
    shuffled = list(written.rules)
    chance.shuffle(shuffled)
    turned = replace(written, rules=tuple(shuffled))
    for _ in range(2):
        slots, known = data.draw(random_rulebooks.questions(kind))
        assert decided(written, kind, slots, known) == decided(
            turned, kind, slots, known
        )


@given(st.data(), st.sampled_from([RuleKind.CONTACT, RuleKind.CONDUCT]), CHANCES)
def test_a_rule_that_yields_stays_yielded_in_any_order(data, kind, chance):
    written = data.draw(random_rulebooks.jurisdictions(kind))
    slots, known = data.draw(random_rulebooks.questions(kind))
    for _ in range(3):
        shuffled = list(written.rules)
        chance.shuffle(shuffled)
        answer = decided(replace(written, rules=tuple(shuffled)), kind, slots, known)
        yielded = {loss.rule for loss in answer.lost}
        assert yielded <= set(answer.fired)
        assert not yielded & set(answer.rules)


# days and amounts -------------------------------------------------------------------

MONEY = [rulebooks.circumstance("belopp", ValueKind.MONEY)]
AVTAL = {Slot.MATTER: ["avtal"]}
WORDS = vocabulary(
    roles={"chef": [], "namnd": []}, matters={"avtal": ""}, circumstances=MONEY
)
LADDER = [
    rule(
        "t/chef",
        decision(decides="chef"),
        AVTAL,
        when=(Within(circumstance="belopp", high=Multiple(Decimal(1))),),
    ),
]


def test_a_multiple_follows_the_prisbasbelopp_of_the_year():
    decider = Decider(jurisdiction(LADDER, WORDS))
    between = {"belopp": 59_000 * 100}  # above 58 800 kr, below 59 200 kr
    days = [dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2025, 1, 1)]
    outcomes = [
        decided(
            decider, RuleKind.DECISION, {Slot.MATTER: "avtal"}, between, day
        ).outcome
        for day in days
    ]
    assert outcomes == [Outcome.NO_RULE, Outcome.ANSWERED, Outcome.NO_RULE]


def test_a_year_without_a_registered_amount_is_refused_and_named():
    decider = Decider(jurisdiction(LADDER, WORDS))
    for year in (2024, 2027, 2031):
        with pytest.raises(MissingAmountError, match=f"year={year}"):
            decided(
                decider,
                RuleKind.DECISION,
                {Slot.MATTER: "avtal"},
                {},
                dt.date(year, 5, 1),
            )


def test_a_rule_holds_on_its_first_and_last_day_and_not_beyond():
    span = Validity(first=dt.date(2026, 2, 1), last=dt.date(2026, 2, 28))
    only = rule("t/r", decision(decides="chef"), AVTAL, validity=span)
    decider = Decider(jurisdiction([only], WORDS))
    days = [dt.date(2026, 1, 31), dt.date(2026, 2, 1), dt.date(2026, 2, 28)]
    outcomes = [
        decided(decider, RuleKind.DECISION, {Slot.MATTER: "avtal"}, {}, day).outcome
        for day in [*days, dt.date(2026, 3, 1)]
    ]
    yes, no = Outcome.ANSWERED, Outcome.NO_RULE
    assert outcomes == [no, yes, yes, no]


# what a question leaves open --------------------------------------------------------


def test_a_rule_for_some_does_not_answer_a_question_that_names_nobody():
    rules = [
        rule("t/chef", ContactConclusion(via=("chef",)), {Slot.TO: ["chef"]}),
        rule("t/alla", ContactConclusion(is_free=True)),
    ]
    decider = Decider(jurisdiction(rules, WORDS))
    # asked first with everything open, which must not decide what is looked at later
    open_question = decided(decider, RuleKind.CONTACT, {}, {})
    named = decided(decider, RuleKind.CONTACT, {Slot.TO: "chef"}, {})
    assert open_question.rules == ("t/alla",)
    assert named.rules == ("t/chef",)


def test_a_contact_leaves_out_a_role_at_either_end():
    """A rule on employees need not mean the one who sits in the committee."""
    words = vocabulary(
        roles={"anstalld": [], "foretradare": ["anstalld"], "ledamot": []},
    )
    made = rule(
        "t/vag",
        ContactConclusion(is_free=True),
        {Slot.FROM: ["ledamot"], Slot.TO: ["anstalld"]},
        exempt=frozenset({"foretradare"}),
    )
    decider = Decider(jurisdiction([made], words))
    outcomes = [
        decided(
            decider, RuleKind.CONTACT, {Slot.FROM: "ledamot", Slot.TO: to}, {}
        ).outcome
        for to in ("anstalld", "foretradare")
    ]
    assert outcomes == [Outcome.ANSWERED, Outcome.NO_RULE]


def test_what_other_subjects_classify_does_not_disturb_an_answer():
    slag = OneOf(circumstance="slag", values=frozenset({"a"}))
    klass = OneOf(circumstance="klass", values=frozenset({"a"}))
    rules = [
        rule("t/chef", ContactConclusion(is_free=True), {Slot.TO: ["chef"]}),
        rule("t/n", ContactConclusion(), {Slot.TO: ["namnd"]}, when=(klass,)),
        *(
            rule(
                f"t/k-{value}",
                ClassificationConclusion(derives=(("klass", value),)),
                when=(slag,),
            )
            for value in ("a", "b")
        ),
    ]
    words = vocabulary(
        roles={"chef": [], "namnd": []},
        circumstances=[
            rulebooks.circumstance(name, ValueKind.ENUM) for name in ("slag", "klass")
        ],
    )
    decider = Decider(jurisdiction(rules, words))
    known = {"slag": "a"}
    chef = decided(decider, RuleKind.CONTACT, {Slot.TO: "chef"}, known)
    assert (chef.outcome, chef.derived) == (Outcome.ANSWERED, ())
    namnd = decided(decider, RuleKind.CONTACT, {Slot.TO: "namnd"}, known)
    assert namnd.outcome is Outcome.CONFLICT


# nothing leaks between municipalities -----------------------------------------------

PACK = """\
pack: {name}
kind: {kind}
label: {{sv: {name}, en: {name}}}
uses: {uses}
"""
VOCABULARY = """\
roles:
  chef: {label: {sv: chef, en: manager}}
  namnd: {label: {sv: nämnd, en: committee}}
matters:
  avtal: {label: {sv: avtal, en: contract}}
circumstances: {}
"""
SOURCES = """\
sources:
  bok:
    title: {sv: Bok, en: Book}
    rank: board
    status: adopted
    passages:
      p: {section: "1", gist: {sv: Så, en: So}}
"""
RULES = """\
rules:
  - id: avtal
    matter: avtal
    decides: {decider}
    says: {{sv: Så, en: So}}
    cites: [bok#p]
"""


def write_pack(folder, name, kind, *, decider="", uses="[]"):
    """Write a pack; the law has the words, the others one rule each."""
    pack = folder / name
    pack.mkdir()
    (pack / "pack.yaml").write_text(PACK.format(name=name, kind=kind, uses=uses))
    if kind == "law":
        (pack / "vocabulary.yaml").write_text(VOCABULARY)
    if decider:
        (pack / "sources.yaml").write_text(SOURCES)
        (pack / "avtal.yaml").write_text(RULES.format(decider=decider))


def test_a_pack_of_one_municipality_never_changes_another(tmp_path):
    write_pack(tmp_path, "lag", "law")
    write_pack(tmp_path, "b", "municipality", decider="namnd", uses="[lag]")
    before = load(RulesFolder(tmp_path), ["b"])["b"]
    write_pack(tmp_path, "a", "municipality", decider="chef", uses="[lag]")
    after = load(RulesFolder(tmp_path), ["a", "b"])
    assert after["b"] == before
    slots = {Slot.MATTER: "avtal"}
    answers = {
        name: decided(found, RuleKind.DECISION, slots, {})
        for name, found in after.items()
    }
    assert answers["a"].rules == ("a/avtal",)
    assert answers["b"].rules == ("b/avtal",)
