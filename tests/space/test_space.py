"""Whole answers: exact for every way the missing facts may turn out."""

import datetime as dt
import math
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.answers.answer import Limits, NoteKind, Outcome
from engine.answers.sameness import statement
from engine.rulebook.model.conclusions import (
    ClassificationConclusion,
    ConductConclusion,
    Function,
    Verdict,
)
from engine.rulebook.model.conditions import Multiple, OneOf, Present, Within
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.sources import Validity
from engine.rulebook.model.values import ValueKind
from engine.space.particulars import settled_facts
from engine.space.space import Space, TooManyCellsError
from tests.oracle import UNSAID, Oracle, has_default, names_in
from tests.support import random_rulebooks, rulebooks

#: As many cells of one subject as the properties walk.
MOST_CELLS = 200


def ask(space, kind, slots, known, on=rulebooks.DAY):
    """Return the whole answer to a question."""
    return space.ask(
        Question(
            kind=kind,
            slots=tuple(slots.items()),
            given=tuple(sorted(known.items())),
            on=on,
        )
    )


def essence(answer):
    """Return what makes two answers one and the same."""
    return answer.outcome, answer.findings, answer.cites


class Facts:
    """What may be known about one subject, filled in the way a person would."""

    def __init__(self, jurisdiction, kind, slots, on):
        self.jurisdiction, self.kind, self.slots, self.on = (
            jurisdiction,
            kind,
            slots,
            on,
        )
        self.circumstances = jurisdiction.vocabulary.circumstances
        oracle = self.oracle({})
        about = [rule for rule in oracle.rules if oracle.is_about(rule)]
        self.names = oracle.names_needed(about)
        self.rules = about + [
            rule
            for rule in oracle.rules
            if rule.kind is RuleKind.CLASSIFICATION
            and self.names & dict(rule.conclusion.derives).keys()
        ]
        self.names = {name for rule in self.rules for name in names_in(rule)}

    def oracle(self, known):
        return Oracle(self.jurisdiction, self.kind, self.slots, known, self.on)

    def is_derivable(self, name):
        return any(
            rule.kind is RuleKind.CLASSIFICATION
            and name in dict(rule.conclusion.derives)
            for rule in self.rules
        )

    def completed(self, known, chance):
        """Return known facts with the missing ones: derived, assumed or by chance.

        A circumstance is only said not to exist where some rule asks whether it does.
        """
        facts = dict(known)
        for name, kind in random_rulebooks.CIRCUMSTANCES.items():
            if name in facts or self.oracle(facts).values(name) != {UNSAID}:
                continue
            if self.has_default(name):
                facts[name] = self.circumstances[name].default
            elif self.is_asked_for(name) and chance.random() < 0.3:
                facts[name] = None
            else:
                facts[name] = random_rulebooks.value_of(chance, kind)
        return facts

    def has_default(self, name):
        words = self.jurisdiction.vocabulary
        return has_default(self.circumstances[name], words, self.slots)

    def is_asked_for(self, name):
        return any(
            isinstance(condition, Present) and condition.circumstance == name
            for rule in self.rules
            for group in (rule.when, *rule.unless)
            for condition in group
        )

    def settle_all_but_few(self, space, known, chance):
        """Return known facts with as many more as leave few cells to walk."""
        facts = dict(known)
        question = Question(self.kind, tuple(self.slots.items()), (), self.on)
        for dimension in space.relevant(question):
            missing = [d for d in space.relevant(question) if d.name not in facts]
            if math.prod(len(d.classes) for d in missing) <= MOST_CELLS:
                break
            kind = random_rulebooks.CIRCUMSTANCES[dimension.name]
            facts.setdefault(dimension.name, random_rulebooks.value_of(chance, kind))
        return facts


def admits(row, facts):
    """Tell whether facts lie in the values for which a row holds."""
    return all(
        any(is_in(value, item) for item in span for value in facts[name])
        for name, span in row.when
    )


def is_in(value, item):
    if not isinstance(item, Limits):
        return value == item
    return (
        value is not None
        and (item.low is None or item.low <= value)
        and (item.high is None or value <= item.high)
    )


def cited_by(jurisdiction, rules):
    """Return what some rules cite, and whatever classifies a case for them."""
    return {
        cite
        for rule in jurisdiction.rules
        if rule.id in rules or rule.kind is RuleKind.CLASSIFICATION
        for cite in rule.cites
    }


CHANCES = st.randoms(use_true_random=False)


@given(
    st.data(),
    st.sampled_from(random_rulebooks.ASKED),
    st.sampled_from(random_rulebooks.DAYS),
)
def test_a_whole_answer_holds_however_the_missing_facts_turn_out(data, kind, on):
    jurisdiction = data.draw(random_rulebooks.jurisdictions(kind))
    slots, said = data.draw(random_rulebooks.questions(kind))
    chance = data.draw(CHANCES)
    space = Space(jurisdiction)
    facts = Facts(jurisdiction, kind, slots, on)
    known = facts.settle_all_but_few(space, said, chance)
    answer = ask(space, kind, slots, known, on)
    subject = space.decider.subject(kind, tuple(slots.items()))
    for _ in range(5):
        completed = facts.completed(known, chance)
        expected = space.decider.decide(subject, completed, on)
        if not answer.is_table:
            assert answer.outcome is expected.outcome
            assert statement(answer) == statement(expected)
            # in some cases more rules say the same
            assert set(answer.rules) <= set(expected.rules)
            assert set(answer.cites) <= cited_by(jurisdiction, answer.rules)
            continue
        is_disputed = any(row.outcome is Outcome.CONFLICT for row in answer.findings)
        assert (answer.outcome is Outcome.CONFLICT) == is_disputed
        oracle = facts.oracle(completed)
        values = {name: oracle.values(name) for name in random_rulebooks.CIRCUMSTANCES}
        rows = [row for row in answer.findings if admits(row, values)]
        if all(len(found) == 1 for found in values.values()):
            assert len({row.when for row in rows}) == 1
        assert {row.outcome.value for row in rows} == {oracle.verdict().outcome}
        bare = {replace(row, when=(), outcome=Outcome.ANSWERED) for row in rows}
        if expected.outcome is Outcome.NO_RULE:
            assert [row.conclusion for row in bare] == [None]
        else:
            assert bare == set(expected.findings)


@given(
    st.data(),
    st.sampled_from(random_rulebooks.ASKED),
    st.sampled_from(random_rulebooks.DAYS),
)
def test_all_questions_in_one_cell_have_one_answer(data, kind, on):
    jurisdiction = data.draw(random_rulebooks.jurisdictions(kind))
    slots, known = data.draw(random_rulebooks.questions(kind))
    chance = data.draw(CHANCES)
    space = Space(jurisdiction)
    subject = space.decider.subject(kind, tuple(slots.items()))
    facts = Facts(jurisdiction, kind, slots, on)
    for _ in range(5):
        settled = facts.completed(known, chance)
        point = space.decider.decide(subject, settled, on)
        assert essence(ask(space, kind, slots, settled, on)) == essence(point)


@given(
    st.data(),
    st.sampled_from(random_rulebooks.ASKED),
    st.sampled_from(random_rulebooks.DAYS),
)
def test_only_rules_in_force_make_an_answer_depend_on_anything(data, kind, on):
    jurisdiction = data.draw(random_rulebooks.jurisdictions(kind))
    slots, said = data.draw(random_rulebooks.questions(kind))
    space = Space(jurisdiction)
    facts = Facts(jurisdiction, kind, slots, on)
    known = facts.settle_all_but_few(space, said, data.draw(CHANCES))
    answer = ask(space, kind, slots, known, on)
    assumed = {n.circumstance for n in answer.notes if n.kind is NoteKind.ASSUMED}
    assert {*answer.depends_on, *assumed} <= facts.names - known.keys()
    question = Question(kind, tuple(slots.items()), (), on)
    assert {dimension.name for dimension in space.relevant(question)} == facts.names


@given(st.data(), st.sampled_from(random_rulebooks.ASKED))
def test_an_answer_says_what_it_assumes_exactly_when_that_matters(data, kind):
    jurisdiction = data.draw(random_rulebooks.jurisdictions(kind))
    slots, said = data.draw(random_rulebooks.questions(kind))
    space = Space(jurisdiction)
    facts = Facts(jurisdiction, kind, slots, rulebooks.DAY)
    known = facts.settle_all_but_few(space, said, data.draw(CHANCES))
    answer = ask(space, kind, slots, known)
    noted = {n.circumstance for n in answer.notes if n.kind is NoteKind.ASSUMED}
    question = Question(kind, tuple(slots.items()), (), rulebooks.DAY)
    for dimension in space.relevant(question):
        name = dimension.name
        is_assumed = facts.has_default(name) and name not in known
        if facts.is_derivable(name):
            continue
        others = [
            {**known, name: one_class.representative} for one_class in dimension.classes
        ]
        matters = not all(
            is_said_alike(space, kind, slots, [known, other]) for other in others
        )
        assert (name in noted) == (is_assumed and matters)


def is_said_alike(space, kind, slots, known):
    """Tell whether one thing is said wherever what is open in either answer is given.

    Each table is asked again in every cell of the circumstances it depends on, so
    that a row split off by its passages alone makes no difference.
    """
    sections = [settled_statements(space, kind, slots, facts) for facts in known]
    return all(
        one_says == other_says
        for one, one_says in sections[0]
        for other, other_says in sections[1]
        if all(other.get(name, value) == value for name, value in one.items())
    )


def settled_statements(space, kind, slots, known):
    """Return what is said, with what was given, until nothing more is depended on."""
    answer = ask(space, kind, slots, known)
    if not answer.is_table:
        return [({}, statement(answer))]
    name = answer.depends_on[0]
    question = Question(kind, tuple(slots.items()), (), rulebooks.DAY)
    (dimension,) = (d for d in space.relevant(question) if d.name == name)
    return [
        ({name: one_class.representative, **given_further}, says)
        for one_class in dimension.classes
        for given_further, says in settled_statements(
            space, kind, slots, {**known, name: one_class.representative}
        )
    ]


# by hand ----------------------------------------------------------------------------

AVTAL = {Slot.MATTER: "avtal"}
NO, YES = 0, 1


def space_of(*rules, **defaults):
    """Return a space for contracts; circumstances may have defaults."""
    circumstances = [
        rulebooks.circumstance(
            name, kind, default=defaults.get(name), has_default=name in defaults
        )
        for name, kind in random_rulebooks.CIRCUMSTANCES.items()
    ]
    words = rulebooks.vocabulary(
        roles={role: [] for role in ("chef", "namnd", "fullmaktige")},
        matters={"avtal": ""},
        circumstances=circumstances,
    )
    return Space(rulebooks.jurisdiction(rules, words))


def decides(role, *conditions, name="", **rest):
    """Return a rule by which a role decides contracts."""
    conclusion = rulebooks.decision(decides=role)
    scope = {Slot.MATTER: ["avtal"]}
    return rulebooks.rule(
        f"t/{name or role}", conclusion, scope, when=conditions, **rest
    )


def derives(name, value, *conditions, **rest):
    """Return a classification of one circumstance."""
    conclusion = ClassificationConclusion(derives=((name, value),))
    return rulebooks.rule(f"t/{name}-{value}", conclusion, when=conditions, **rest)


def has(name, *values):
    return OneOf(circumstance=name, values=frozenset(values))


def rows(answer):
    """Return who decides where, row by row; None where no rule answers."""
    return [
        (
            dict(row.when),
            row.conclusion
            and row.conclusion.party(Function.DECIDES)
            and row.conclusion.party(Function.DECIDES).roles[0],
            row.outcome,
        )
        for row in answer.findings
    ]


ANSWERED, NO_RULE = Outcome.ANSWERED, Outcome.NO_RULE
CONFLICT = Outcome.CONFLICT


def test_a_missing_fact_gives_a_row_for_each_answer():
    limit = 500_000 * 100
    space = space_of(
        decides("chef", Within(circumstance="belopp", high=limit)),
        decides("namnd", Within(circumstance="belopp", low=limit + 1)),
    )
    answer = ask(space, RuleKind.DECISION, AVTAL, {})
    assert (answer.outcome, answer.depends_on) == (Outcome.DEPENDS, ("belopp",))
    assert rows(answer) == [
        ({"belopp": (Limits(low=None, high=limit),)}, "chef", ANSWERED),
        ({"belopp": (Limits(low=limit + 1, high=None),)}, "namnd", ANSWERED),
    ]
    assert answer.cites == ("t/source-chef#p", "t/source-namnd#p")


def test_a_row_says_where_no_rule_answers_and_where_rules_disagree():
    space = space_of(
        decides("chef", has("slag", "a", "b")),
        decides("namnd", has("slag", "b", "c"), has("flagga", YES)),
    )
    answer = ask(space, RuleKind.DECISION, AVTAL, {"flagga": YES})
    assert rows(answer) == [
        ({"slag": ("a",)}, "chef", ANSWERED),
        ({"slag": ("b",)}, "chef", CONFLICT),
        ({"slag": ("b",)}, "namnd", CONFLICT),
        ({"slag": ("c",)}, "namnd", ANSWERED),
    ]
    assert (answer.outcome, answer.depends_on) == (CONFLICT, ("slag",))
    answer = ask(space, RuleKind.DECISION, AVTAL, {"flagga": NO})
    assert answer.outcome is Outcome.DEPENDS
    assert rows(answer) == [
        ({"slag": ("c",)}, None, NO_RULE),
        ({"slag": ("a", "b")}, "chef", ANSWERED),
    ]


def test_a_fact_that_changes_nothing_is_not_asked_for():
    space = space_of(
        decides("chef", has("slag", "a"), name="a"),
        decides("chef", has("flagga", YES), name="b"),
        decides("chef", has("flagga", NO), name="c"),
    )
    answer = ask(space, RuleKind.DECISION, AVTAL, {"slag": "b"})
    assert answer.depends_on == ("flagga",)  # the citations differ
    space = space_of(decides("chef"), decides("namnd", has("slag", "a"), name="x"))
    assert ask(space, RuleKind.DECISION, AVTAL, {"slag": "c"}).outcome is ANSWERED


def test_what_is_given_but_no_rule_asks_about_changes_nothing():
    space = space_of(decides("chef", has("slag", "a")))
    plain = ask(space, RuleKind.DECISION, AVTAL, {"slag": "a"})
    assert ask(space, RuleKind.DECISION, AVTAL, {"slag": "a", "grad": 7}) is plain


def test_a_default_is_assumed_and_said_when_another_value_would_matter():
    space = space_of(decides("chef"), decides("namnd", has("flagga", YES)), flagga=NO)
    answer = ask(space, RuleKind.DECISION, AVTAL, {})
    (note,) = answer.notes
    assert (note.kind, note.circumstance, note.value) == (
        NoteKind.ASSUMED,
        "flagga",
        NO,
    )
    assert rows(answer) == [({}, "chef", ANSWERED)]
    said = ask(space, RuleKind.DECISION, AVTAL, {"flagga": NO})
    assert said.notes == ()


@pytest.mark.parametrize(
    ("role", "assumes"), [("chef", True), ("namnd", False), ("ks", False)]
)
def test_a_default_is_not_assumed_of_roles_for_whom_there_is_no_ordinary_case(
    role, assumes
):
    """The executive board is a kind of committee."""
    flag = rulebooks.circumstance(
        "flagga", ValueKind.BOOL, default=NO, has_default=True, open_for=("namnd",)
    )
    words = rulebooks.vocabulary(
        roles={"chef": [], "namnd": [], "ks": ["namnd"]},
        acts={"lova": ""},
        circumstances=[flag],
    )
    rules = [
        rulebooks.rule(
            f"test/{name}",
            ConductConclusion(verdict=verdict),
            {Slot.ACTOR: {"chef", "namnd"}, Slot.DOES: {"lova"}},
            when=(has("flagga", value),),
        )
        for name, verdict, value in (
            ("ja", Verdict.PERMITTED, NO),
            ("nej", Verdict.FORBIDDEN, YES),
        )
    ]
    space = Space(rulebooks.jurisdiction(rules, words))
    question = Question(
        RuleKind.CONDUCT,
        ((Slot.ACTOR, role), (Slot.DOES, "lova")),
        (),
        rulebooks.DAY,
    )
    answer = space.ask(question)
    assert answer.is_table is not assumes
    kinds = {note.kind for note in answer.notes}
    assert (NoteKind.ASSUMED in kinds) == assumes
    assert settled_facts(question, space) == ({"flagga": NO} if assumes else {})


def test_a_default_that_changes_only_the_passages_is_assumed_in_silence():
    space = space_of(
        decides("chef", name="plain"),
        decides("chef", has("flagga", YES), name="special"),
        flagga=NO,
    )
    answer = ask(space, RuleKind.DECISION, AVTAL, {})
    other = ask(space, RuleKind.DECISION, AVTAL, {"flagga": YES})
    assert answer.cites != other.cites
    assert answer.notes == ()


def test_a_default_is_said_when_another_value_changes_one_row_of_a_table():
    space = space_of(
        decides("chef", has("slag", "a")),
        decides("namnd", has("slag", "b", "c"), name="n"),
        decides("fullmaktige", has("slag", "c"), has("flagga", YES), name="f"),
        flagga=NO,
    )
    answer = ask(space, RuleKind.DECISION, AVTAL, {})
    assert answer.depends_on == ("slag",)
    assert [note.circumstance for note in answer.notes] == ["flagga"]


def test_a_row_split_by_its_passages_alone_does_not_make_a_default_said():
    space = space_of(
        decides("chef", has("slag", "a", "b")),
        decides("namnd", has("slag", "c"), name="n"),
        decides("chef", has("slag", "b"), has("flagga", YES), name="x"),
        flagga=NO,
    )
    answer = ask(space, RuleKind.DECISION, AVTAL, {})
    other = ask(space, RuleKind.DECISION, AVTAL, {"flagga": YES})
    assert len(other.findings) == len(answer.findings) + 1
    assert answer.notes == ()


def test_a_default_of_none_is_assumed_too():
    exists = Present(circumstance="grad", is_present=True)
    space = space_of(decides("chef"), decides("namnd", exists), grad=None)
    answer = ask(space, RuleKind.DECISION, AVTAL, {})
    assert rows(answer) == [({}, "chef", ANSWERED)]
    assert [note.kind for note in answer.notes] == [NoteKind.ASSUMED]


def test_that_there_is_no_value_is_a_row_of_its_own_where_a_rule_asks():
    exists = Present(circumstance="slag", is_present=True)
    space = space_of(decides("chef", exists), decides("namnd", has("slag", "a")))
    answer = ask(space, RuleKind.DECISION, AVTAL, {})
    assert rows(answer) == [
        ({"slag": ("a",)}, "namnd", ANSWERED),
        ({"slag": (None,)}, None, NO_RULE),
        ({"slag": ("b", "c")}, "chef", ANSWERED),
    ]


def test_what_a_classification_derives_is_not_asked_for():
    space = space_of(
        derives("klass", "a", has("flagga", YES)),
        derives("klass", "b", has("flagga", NO)),
        decides("chef", has("klass", "a")),
        decides("namnd", has("klass", "b")),
    )
    answer = ask(space, RuleKind.DECISION, AVTAL, {})
    assert answer.depends_on == ("flagga",)
    assert rows(answer) == [
        ({"flagga": (YES,)}, "chef", ANSWERED),
        ({"flagga": (NO,)}, "namnd", ANSWERED),
    ]
    assert "t/source-klass-a#p" in answer.cites


def test_what_no_classification_derives_is_a_missing_fact():
    space = space_of(
        derives("klass", "a", has("flagga", YES)),
        decides("chef", has("klass", "a")),
        decides("namnd", has("klass", "b", "c")),
    )
    derived = ask(space, RuleKind.DECISION, AVTAL, {"flagga": YES})
    assert rows(derived) == [({}, "chef", ANSWERED)]
    answer = ask(space, RuleKind.DECISION, AVTAL, {"flagga": NO})
    assert answer.depends_on == ("klass",)
    assert rows(answer) == [
        ({"klass": ("a",)}, "chef", ANSWERED),
        ({"klass": ("b", "c")}, "namnd", ANSWERED),
    ]


def test_a_default_of_what_can_be_derived_counts_where_nothing_derives_it():
    space = space_of(
        derives("hojd", YES, has("flagga", YES)),
        decides("chef", has("hojd", NO)),
        decides("namnd", has("hojd", YES)),
        hojd=NO,
    )
    derived = ask(space, RuleKind.DECISION, AVTAL, {"flagga": YES})
    assert (rows(derived), derived.notes) == ([({}, "namnd", ANSWERED)], ())
    assumed = ask(space, RuleKind.DECISION, AVTAL, {"flagga": NO})
    assert rows(assumed) == [({}, "chef", ANSWERED)]
    assert [note.circumstance for note in assumed.notes] == ["hojd"]


def test_what_is_assumed_may_let_something_else_be_derived():
    space = space_of(
        derives("klass", "a", has("flagga", YES)),
        derives("hojd", YES, has("klass", "b")),
        decides("chef", has("hojd", YES)),
        klass="b",
    )
    answer = ask(space, RuleKind.DECISION, AVTAL, {"flagga": NO})
    assert rows(answer) == [({}, "chef", ANSWERED)]
    assert answer.derived == (("hojd", YES, "t/hojd-1"),)


def test_a_rule_out_of_force_wants_no_classification():
    old = Validity(last=rulebooks.DAY - dt.timedelta(days=1))
    is_absent = Present(circumstance="grad", is_present=False)
    space = space_of(
        derives("klass", "a", is_absent),
        decides("namnd", has("klass", "a"), validity=old),
        decides("chef", has("flagga", YES)),
        decides("fullmaktige", Within(circumstance="grad", low=7)),
    )
    answer = ask(space, RuleKind.DECISION, AVTAL, {"flagga": YES})
    spans = {span for finding in answer.findings for _, span in finding.when}
    assert answer.depends_on == ("grad",)
    assert not any(None in span for span in spans)


def test_rows_of_amounts_stand_from_the_lowest_to_the_highest():
    small, middle, large = 100_000_00, 500_000_00, 2_000_000_00
    calm, urgent = has("flagga", NO), has("flagga", YES)
    space = space_of(
        decides("chef", Within(circumstance="belopp", low=large + 1), calm),
        decides("fullmaktige", Within(circumstance="belopp", high=middle), calm),
        decides(
            "namnd", Within(circumstance="belopp", low=middle + 1, high=large), calm
        ),
        decides("chef", Within(circumstance="belopp", low=small), urgent, name="x"),
    )
    answer = ask(space, RuleKind.DECISION, AVTAL, {})
    where = [dict(row.when) for row in answer.findings]
    by_flag = [
        [each["belopp"][0].low or 0 for each in where if each["flagga"] == (flag,)]
        for flag in (YES, NO)
    ]
    assert by_flag == [[0, small], [0, middle + 1, large + 1]]
    lows = [each["belopp"][0].low or 0 for each in where]
    assert lows == sorted(lows)


def test_what_is_said_counts_against_what_would_be_derived():
    space = space_of(
        derives("klass", "a", has("flagga", YES)),
        decides("chef", has("klass", "a")),
        decides("namnd", has("klass", "b")),
    )
    answer = ask(space, RuleKind.DECISION, AVTAL, {"flagga": YES, "klass": "b"})
    assert rows(answer) == [({}, "namnd", ANSWERED)]


def test_an_answer_follows_its_own_period():
    end = dt.date(2026, 3, 31)
    space = space_of(
        decides("chef", name="forr", validity=Validity(last=end)),
        decides("namnd", name="sedan", validity=Validity(first=end + dt.timedelta(1))),
    )
    days = [end, end + dt.timedelta(1), dt.date(1900, 1, 1), end]
    found = [ask(space, RuleKind.DECISION, AVTAL, {}, day) for day in days]
    assert [rows(answer)[0][1] for answer in found] == ["chef", "namnd", "chef", "chef"]


def test_a_subject_with_too_many_cells_is_refused_and_says_what_to_give():
    step = 10_000
    conditions = {
        name: [Within(circumstance=name, low=(n + 1) * step) for n in range(60)]
        for name in ("belopp", "grad", "datum")
    }
    space = space_of(
        *(
            decides(
                "chef", *(listed[n] for listed in conditions.values()), name=f"r{n}"
            )
            for n in range(60)
        )
    )
    with pytest.raises(
        TooManyCellsError,
        match=r"question/too-many-cells: .*'belopp', 'datum', 'grad'.*count=226981",
    ):
        ask(space, RuleKind.DECISION, AVTAL, {})
    known = {"belopp": step, "datum": step}
    assert ask(space, RuleKind.DECISION, AVTAL, known).outcome is Outcome.DEPENDS


def test_the_same_cell_is_answered_once():
    space = space_of(decides("chef", Within(circumstance="belopp", high=100)))
    first = ask(space, RuleKind.DECISION, AVTAL, {"belopp": 1})
    assert ask(space, RuleKind.DECISION, AVTAL, {"belopp": 100}) is first
    assert ask(space, RuleKind.DECISION, AVTAL, {"belopp": 101}) is not first


# amounts of a year --------------------------------------------------------------------


def test_an_amount_that_nothing_in_force_needs_may_be_missing():
    words = rulebooks.vocabulary(
        roles={"ks": (), "chef": ()},
        matters={"inkop": ""},
        circumstances=[
            rulebooks.circumstance("belopp", ValueKind.MONEY),
            rulebooks.circumstance("stor", ValueKind.BOOL),
        ],
    )
    scope = {Slot.MATTER: {"inkop"}}
    large = OneOf(circumstance="stor", values=frozenset({1}), negated=False)
    dear = Within(circumstance="belopp", low=Multiple(Decimal(1)))
    rules = [
        rulebooks.rule("test/alltid", rulebooks.decision(decides="ks"), scope),
        rulebooks.rule(
            "test/senare",
            rulebooks.decision(decides="chef"),
            scope,
            when=(large,),
            validity=Validity(first=dt.date(2026, 1, 1)),
        ),
        rulebooks.rule(
            "test/dyrt-ar-stort",
            ClassificationConclusion(derives=(("stor", 1),)),
            when=(dear,),
        ),
    ]
    space = Space(rulebooks.jurisdiction(rules, words))
    day = dt.date(2024, 6, 1)
    assert day.year not in rulebooks.BASE_AMOUNTS

    answer = ask(space, RuleKind.DECISION, {Slot.MATTER: "inkop"}, {}, day)

    assert answer.rules == ("test/alltid",)


def test_cells_that_say_the_same_on_rules_that_all_rest_on_are_one_answer():
    space = space_of(decides("chef", name="a"), decides("chef", has("flagga", YES)))

    answer = ask(space, RuleKind.DECISION, AVTAL, {})

    assert (answer.outcome, answer.depends_on) == (ANSWERED, ())
    assert [rule.partition("/")[2] for rule in answer.rules] == ["a"]
