"""Answers are the same, or not, by measures of different strictness."""

from dataclasses import replace

import pytest

from engine.answers.answer import Answer, Finding, Note, NoteKind, Outcome
from engine.answers.sameness import essence, is_another_answer, normal_form, statement
from engine.rulebook.model.conclusions import (
    Advice,
    ConductConclusion,
    ContactConclusion,
    DutyConclusion,
    Mode,
    ProcedureConclusion,
    Step,
    Verdict,
)
from engine.rulebook.model.texts import Text
from tests.support.rulebooks import decision, one, several

BOARD = decision(decides="ks")


def answer(conclusion=BOARD, rules=("t/a",), cites=("t/s#p",), notes=()):
    """Return a plain answer with one conclusion."""
    return Answer(
        outcome=Outcome.ANSWERED,
        findings=(Finding(conclusion=conclusion, rules=rules, cites=cites),),
        rules=rules,
        cites=cites,
        notes=notes,
    )


def table(*depends_on):
    return Answer(outcome=Outcome.DEPENDS, depends_on=depends_on)


def forbidden(english):
    return ConductConclusion(
        verdict=Verdict.FORBIDDEN, instead=Advice(says=Text("Fråga chefen", english))
    )


def procedure(*steps):
    return ProcedureConclusion(
        steps=tuple(Step(actor=one("ks"), act=Text(step)) for step in steps)
    )


@pytest.mark.parametrize(
    ("conclusion", "other"),
    [
        (
            decision(decides=several(Mode.TOGETHER, "ks", "kf")),
            decision(decides=several(Mode.TOGETHER, "kf", "ks")),
        ),
        (
            decision(decides="ks", requires=("underlag", "samråd")),
            decision(decides="ks", requires=("samråd", "underlag")),
        ),
        (forbidden("ask the manager"), forbidden("see your manager")),
    ],
    ids=["roles of a party", "what is required", "a text in English"],
)
def test_how_a_conclusion_is_written_makes_it_no_other(conclusion, other):
    assert normal_form(conclusion) == normal_form(other)
    assert statement(answer(conclusion)) == statement(answer(other))
    assert not is_another_answer(answer(conclusion), answer(other))


@pytest.mark.parametrize(
    ("conclusion", "other"),
    [
        (
            decision(decides=several(Mode.IN_ORDER, "ks", "kf")),
            decision(decides=several(Mode.IN_ORDER, "kf", "ks")),
        ),
        (
            decision(decides=several(Mode.TOGETHER, "ks", "kf")),
            decision(decides=several(Mode.ANY_OF, "ks", "kf")),
        ),
        (ContactConclusion(via=("ks", "kf")), ContactConclusion(via=("kf", "ks"))),
        (procedure("utred", "avgör"), procedure("avgör", "utred")),
    ],
    ids=[
        "substitutes",
        "jointly or each alone",
        "the steps of a way",
        "of a procedure",
    ],
)
def test_an_order_that_means_something_counts(conclusion, other):
    assert statement(answer(conclusion)) != statement(answer(other))
    assert is_another_answer(answer(conclusion), answer(other))


def test_another_rule_on_the_same_passage_says_the_same_and_is_not_the_same_answer():
    first, second = answer(rules=("t/a",)), answer(rules=("t/b",))
    assert not is_another_answer(first, second)
    assert essence(first) != essence(second)


def test_another_passage_is_another_answer_that_says_the_same():
    first, second = answer(cites=("t/s#p",)), answer(cites=("t/s#q",))
    assert is_another_answer(first, second)
    assert statement(first) == statement(second)


def test_what_is_told_beside_the_conclusion_is_read_but_tells_no_cells_apart():
    remarked = answer(notes=(Note(kind=NoteKind.REMARK, rule="t/a"),))
    assert is_another_answer(answer(), remarked)
    assert essence(answer()) == essence(remarked)
    assert statement(answer()) == statement(remarked)


def test_of_duties_the_rule_is_part_of_what_is_said():
    duty = DutyConclusion(of=one("ks"))
    first, second = answer(duty, rules=("t/a",)), answer(duty, rules=("t/b",))
    assert statement(first) != statement(second)
    assert is_another_answer(first, second)


def test_the_same_conclusion_twice_is_not_said_once():
    both = answer(decision(decides="ks"))
    twice = replace(both, findings=(*both.findings, *both.findings))
    assert statement(both) != statement(twice)


def test_tables_are_told_apart_by_what_they_depend_on():
    assert is_another_answer(table("belopp"), table("akut"))
    assert not is_another_answer(table("belopp"), table("belopp"))
    assert is_another_answer(table("belopp"), answer())
