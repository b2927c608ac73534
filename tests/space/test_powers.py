"""The powers of a role: what it may and must, as the answers of all cells say it."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.rulebook.model.conclusions import (
    DecisionConclusion,
    DutyConclusion,
    Function,
    Mode,
)
from engine.rulebook.model.conditions import OneOf
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.texts import Text
from engine.rulebook.model.values import ValueKind
from engine.rulebook.model.vocabulary import Resolution, Role, Vocabulary
from engine.space.cells import UNSAID
from engine.space.powers import obligations, powers
from engine.space.space import Space
from tests.support import random_rulebooks, rulebooks
from tests.support.rulebooks import DAY, decision, one, rule, several
from tests.support.terminal import run

WORDS = rulebooks.vocabulary(
    roles={"organ": [], "namnd": ["organ"], "ks": ["namnd"], "chef": [], "kf": []},
    matters={"inkop": "", "avtal": "inkop", "budget": ""},
    acts={"anmala": ""},
    circumstances=[
        rulebooks.circumstance("slag", ValueKind.ENUM),
        rulebooks.circumstance("akut", ValueKind.BOOL, default=0, has_default=True),
    ],
)


def on(matter):
    return {Slot.MATTER: [matter]}


def held(rules, role, words=WORDS):
    """Return the powers of a role as plain tuples."""
    space = Space(rulebooks.jurisdiction(rules, words))
    return [
        (p.function, p.matters, p.role, p.when, p.rules)
        for p in powers(space, role, DAY)
    ]


def test_several_processes_find_the_powers_that_one_finds(monkeypatch):
    monkeypatch.setattr("engine.space.powers._SUBJECTS_A_PART", 1)
    rules = [
        rule(f"test/{matter}", decision(decides=decider), on(matter))
        for matter, decider in (("avtal", "chef"), ("budget", "chef"), ("inkop", "ks"))
    ]
    by_one, by_two = (
        powers(Space(rulebooks.jurisdiction(rules, WORDS)), "chef", DAY, workers)
        for workers in (1, 2)
    )

    assert by_one == by_two
    assert {matter for power in by_two for matter in power.matters} == {
        "avtal",
        "budget",
    }


def test_a_role_has_every_function_that_a_rule_gives_it():
    rules = [
        rule(
            "test/a",
            decision(decides="ks", prepares="chef", informed="kf"),
            on("inkop"),
        ),
        rule("test/b", decision(approves="ks"), on("budget")),
    ]

    assert held(rules, "ks") == [
        (Function.DECIDES, ("inkop",), "ks", (), ("test/a",)),
        (Function.APPROVES, ("budget",), "ks", (), ("test/b",)),
    ]
    assert [h[0] for h in held(rules, "chef")] == [Function.PREPARES]
    assert [h[0] for h in held(rules, "kf")] == [Function.INFORMED]


def test_conditions_are_told_in_as_few_rows_as_can_be():
    wide = OneOf(circumstance="slag", values=frozenset({"a", "b"}))
    rules = [
        rule("test/a", decision(decides="ks"), on("inkop"), when=(wide,)),
        rule("test/b", decision(decides="chef"), on("inkop")),
    ]

    assert held(rules, "ks") == [
        (Function.DECIDES, ("inkop",), "ks", (("slag", ("a", "b")),), ("test/a",))
    ]
    assert held(rules, "chef") == [
        (Function.DECIDES, ("inkop",), "chef", (("slag", ("c",)),), ("test/b",))
    ]


def test_what_a_rule_says_counts_only_where_it_prevails():
    rules = [
        rule("test/a", decision(decides="chef"), on("inkop")),
        rule("test/b", decision(decides="ks"), on("inkop"), overrides={"test/a"}),
    ]

    assert held(rules, "chef") == []


def test_an_assumed_circumstance_is_told_as_a_condition():
    urgent = OneOf(circumstance="akut", values=frozenset({1}))
    rules = [rule("test/a", decision(decides="chef"), on("inkop"), when=(urgent,))]

    assert held(rules, "chef")[0][3] == (("akut", (1,)),)


def test_a_role_has_what_it_is_a_kind_of_has_and_tells_as_what():
    rules = [
        rule("test/a", decision(decides="namnd"), on("inkop")),
        rule("test/b", decision(decides="ks"), on("budget")),
    ]

    assert held(rules, "ks") == [
        (Function.DECIDES, ("budget",), "ks", (), ("test/b",)),
        (Function.DECIDES, ("inkop",), "namnd", (), ("test/a",)),
    ]
    assert held(rules, "namnd") == [
        (Function.DECIDES, ("inkop",), "namnd", (), ("test/a",))
    ]


def test_a_relative_role_means_the_role_where_its_circumstance_says_so():
    berord = Role(
        id="berord",
        label=Text("berord"),
        resolves=Resolution(circumstance="slag", by_value=(("a", "ks"), ("b", "chef"))),
    )
    words = Vocabulary(
        roles={**WORDS.roles, "berord": berord},
        matters=WORDS.matters,
        acts=WORDS.acts,
        circumstances=WORDS.circumstances,
    )
    rules = [rule("test/a", decision(decides="berord"), on("inkop"))]

    assert held(rules, "ks", words) == [
        (Function.DECIDES, ("inkop",), "berord", (("slag", ("a",)),), ("test/a",))
    ]


def test_with_whom_a_role_decides_is_told():
    both = several(Mode.TOGETHER, "ks", "chef")
    rules = [rule("test/a", decision(decides=both), on("inkop"))]
    space = Space(rulebooks.jurisdiction(rules, WORDS))
    (power,) = powers(space, "ks", DAY)

    assert power.party == both


def test_in_a_plain_list_each_stands_for_itself():
    rules = [
        rule("test/a", decision(informed=several(Mode.ALL, "ks", "chef")), on("inkop"))
    ]
    space = Space(rulebooks.jurisdiction(rules, WORDS))
    (power,) = powers(space, "ks", DAY)

    assert power.party == one("ks")


def test_a_power_that_other_rules_dispute_is_marked():
    rules = [
        rule("test/a", decision(decides="ks"), on("inkop")),
        rule("test/b", decision(decides="chef"), on("inkop")),
    ]
    space = Space(rulebooks.jurisdiction(rules, WORDS))

    assert [p.is_disputed for p in powers(space, "ks", DAY)] == [True]


def test_duties_are_told_with_their_conditions_own_ones_first():
    scope = {Slot.OF: ["namnd"], Slot.TO: ["anmala"]}
    rules = [
        rule("test/a", DutyConclusion(of=one("namnd")), scope),
        rule(
            "test/b",
            DutyConclusion(of=one("ks")),
            {**scope, Slot.OF: ["ks"]},
            when=(OneOf(circumstance="slag", values=frozenset({"a"})),),
        ),
        rule("test/c", DutyConclusion(of=one("chef")), {**scope, Slot.OF: ["chef"]}),
    ]
    space = Space(rulebooks.jurisdiction(rules, WORDS))
    found = [(o.role, o.rule, o.when) for o in obligations(space, "ks", DAY)]

    assert ("ks", "test/b", (("slag", ("a",)),)) in found
    assert {rule for _, rule, _ in found} == {"test/a", "test/b"}
    assert found[0][0] == "ks"


def test_what_one_duty_depends_on_says_nothing_of_another():
    words = rulebooks.vocabulary(
        roles={"namnd": []},
        acts={"anmala": "", "svara": ""},
        circumstances=[rulebooks.circumstance("slag", ValueKind.ENUM)],
    )
    rules = [
        rule(
            "test/a",
            DutyConclusion(of=one("namnd")),
            {Slot.OF: ["namnd"], Slot.TO: ["anmala"]},
            when=(OneOf(circumstance="slag", values=frozenset({"a"})),),
        ),
        rule(
            "test/b",
            DutyConclusion(of=one("namnd")),
            {Slot.OF: ["namnd"], Slot.TO: ["svara"]},
        ),
    ]
    space = Space(rulebooks.jurisdiction(rules, words))
    found = {(o.rule, o.when) for o in obligations(space, "namnd", DAY)}

    assert found == {("test/a", (("slag", ("a",)),)), ("test/b", ())}


FEWER = settings(max_examples=max(1, settings.default.max_examples // 3))


@FEWER
@given(data=st.data())
def test_a_role_has_a_function_exactly_where_the_answer_names_it(data):
    """Against every cell of every matter, one by one."""
    jurisdiction = data.draw(
        st.builds(
            random_rulebooks.random_jurisdiction,
            random_rulebooks.SEEDS,
            st.just(RuleKind.DECISION),
            st.frozensets(st.integers(0, 6), min_size=1, max_size=3),
            st.frozensets(st.integers(0, 7), max_size=1),
        )
    )
    role = data.draw(st.sampled_from(random_rulebooks.ROLES))
    space = Space(jurisdiction)
    kinds = jurisdiction.vocabulary.role_kinds[role]
    listed = powers(space, role, DAY)
    for matter in random_rulebooks.MATTERS:
        slots = ((Slot.MATTER, matter),)
        question = Question(RuleKind.DECISION, slots, (), DAY)
        names = [dimension.name for dimension in space.relevant(question)]
        classes = [dimension.classes for dimension in space.relevant(question)]
        alike = [p for p in listed if matter in p.matters]
        for cell, answer in space.cells(RuleKind.DECISION, slots, DAY):
            if UNSAID in cell or not alike:
                continue
            known = {
                name: span[number].representative
                for name, span, number in zip(names, classes, cell, strict=True)
            }
            told = {(p.function, p.role) for p in alike if _holds(p.when, known)}
            given_by_answer = {
                (function, named)
                for finding in answer.findings
                if isinstance(finding.conclusion, DecisionConclusion)
                for function, party in finding.conclusion.functions
                for named in party.roles
                if named in kinds
            }
            assert told == given_by_answer


def _holds(when, known):
    return all(
        any(
            item == known[name]
            if not hasattr(item, "low")
            else known[name] is not None
            and (item.low is None or item.low <= known[name])
            and (item.high is None or known[name] <= item.high)
            for item in span
        )
        for name, span in when
    )


# what `mandat show` prints --------------------------------------------------------


def show(command):
    result = run(f"show {command}")
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def board():
    (sheet,) = json.loads(show("KS -m linköping --format json"))["sheets"]
    return sheet


def test_linkopings_board_decides_goals_on_employees_by_a_proposal(board):
    """Document 002: the board decides the committees' goals on employees."""
    (power,) = [
        p
        for p in board["powers"]
        if p["function"] == "decides"
        and [m["id"] for m in p["matters"]] == ["namndmal"]
        and p["as"]["id"] == "kommunstyrelsen"
    ]

    assert power["when"] == {"malomrade": ["medarbetare"]}
    assert power["force"] == "proposal"
    assert "linkoping/modell#namndmal-medarbetare" in power["citations"]


def test_the_board_decides_its_own_goals_as_a_committee(board):
    as_committee = [
        p
        for p in board["powers"]
        if p["as"]["id"] == "namnd" and p["function"] == "decides"
    ]

    assert any("namndmal" in {m["id"] for m in p["matters"]} for p in as_committee)


def test_the_page_of_a_role_says_as_what_it_has_its_powers():
    page = show("kommunstyrelsen -m linköping")

    assert "har även" in page
    assert "Beslutar (" in page
    assert "Beslutar som styrelsen eller nämnden (" in page
    assert "nämndmål, när målområde: medarbetare (förslag) [" in page


@pytest.mark.parametrize("municipality", ["kungsör", "linköping", "munkedal", "orrhed"])
def test_the_page_of_a_role_begins_with_its_own_powers(municipality):
    page = show(f"kommundirektör -m {municipality} --width 80")
    headings = [
        line for line in page.splitlines() if line.endswith(")") and line[0] != " "
    ]
    is_other = [" som " in f"{line} " and "även" not in line for line in headings]
    assert is_other == sorted(is_other)
    assert "egna befogenheter: " in page.splitlines()[3].casefold()
    first_screen = page.splitlines()[:24]
    assert any(line.startswith("Beslutar (") for line in first_screen)
    assert page.index("Om rollen\n") > page.index("Källor\n")


def test_counts_of_the_page_of_a_role_are_those_of_its_lists():
    page = show("kommunstyrelsen -m linköping --width 80")
    parts = re.split(r"\n\n(?=\S)", page)
    counted = [re.fullmatch(r"(.+) \((\d+)\)", p.splitlines()[0]) for p in parts]
    listed = [(m[1], int(m[2]), p) for m, p in zip(counted, parts, strict=True) if m]
    assert listed
    for _, count, part in listed:
        assert part.count("\n  • ") == count
    own = sum(n for title, n, _ in listed if " som " not in title)
    lead = re.match(r"Egna befogenheter: (\d+); egna skyldigheter: (\d+)", parts[1])
    assert own == int(lead[1]) + int(lead[2])


def test_a_superior_has_the_rows_of_those_below_with_their_passages():
    """Orrhed's orders name the lowest level: what a case worker decides, she may."""
    page = show("enhetschef -m orrhed")
    assert "Försörjningsstöd" in page or "försörjningsstöd" in page
    assert "(vägledning)" not in page


def test_the_management_group_of_munkedal_decides_nothing():
    """The page says that what is decided there is formally the director's decision."""
    group = show("KLG -m munkedal")
    director = show("kommundirektör -m munkedal")

    assert "Beslutar" not in group
    assert "beslut i kommunledningsgruppen [" in director


def test_the_duties_of_a_role_carry_their_passages():
    (sheet,) = json.loads(show("kommundirektör -m munkedal --format json"))["sheets"]
    own = [
        d for d in sheet["duties"] if "munkedal/direktoren-aterkopplar" in d["rules"]
    ]

    assert own
    assert all(d["citations"] for d in sheet["duties"])


def test_the_page_of_a_role_is_in_english_when_asked_for():
    page = show("KS -m linköping --lang en")

    assert "Decides (" in page
    assert "Decides as executive board or committee (" in page
    assert "(proposal)" in page
    assert "Beslutar" not in page


def test_the_powers_are_those_of_the_day_that_is_asked_for():
    """The Local Government Act of 2017 is in force from 1 January 2018."""
    decided = "utse kommundirektör ["

    assert decided in show("KS -m munkedal --on 2018-01-01")
    assert decided not in show("KS -m munkedal --on 2017-12-31")


def test_a_page_without_powers_has_no_sources():
    assert "Källor" not in show("media -m munkedal")
