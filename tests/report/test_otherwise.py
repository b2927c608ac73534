"""The last row of a decision table gathers what holds wherever no other row does."""

from engine.answers.answer import Answer, Finding, Limits, Outcome
from engine.report.conclusions import otherwise
from engine.rulebook.model.conclusions import DecisionConclusion, Function, Mode, Party


def decided_by(role, **when):
    party = Party(mode=Mode.ONE, roles=(role,))
    return Finding(
        conclusion=DecisionConclusion(functions=((Function.DECIDES, party),)),
        rules=(f"town/{role}",),
        when=tuple(when.items()),
    )


def table(*findings):
    return Answer(outcome=Outcome.DEPENDS, findings=findings)


def test_several_values_with_one_answer_are_the_rest():
    answer = table(
        decided_by("styrelsen", omrade=("personal",)),
        decided_by("namnden", omrade=("skola", "kultur")),
    )
    assert otherwise(answer) == {1}


def test_rows_that_say_what_the_last_one_says_belong_to_the_rest():
    answer = table(
        decided_by("namnden", omrade=("skola",), akut=(1,)),
        decided_by("styrelsen", omrade=("personal",)),
        decided_by("namnden", akut=(0,)),
    )
    assert otherwise(answer) == {0, 2}


def test_yes_and_no_are_plain_and_have_no_rest():
    answer = table(decided_by("styrelsen", akut=(1,)), decided_by("namnden", akut=(0,)))
    assert otherwise(answer) == frozenset()


def test_below_and_above_a_limit_are_plain_and_have_no_rest():
    answer = table(
        decided_by("chefen", belopp=(Limits(low=None, high=50_000_000),)),
        decided_by("namnden", belopp=(Limits(low=50_000_001, high=None),)),
    )
    assert otherwise(answer) == frozenset()


def test_one_answer_has_no_rest():
    answer = Answer(outcome=Outcome.ANSWERED, findings=(decided_by("namnden"),))
    assert otherwise(answer) == frozenset()


def test_no_rule_is_no_table():
    assert otherwise(Answer(outcome=Outcome.NO_RULE)) == frozenset()
