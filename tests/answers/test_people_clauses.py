"""What an order says once of the people who decide by it, and whom a row finds."""

import pytest

from engine.rulebook.model.clauses import PeopleClauses, Relation
from engine.rulebook.model.grants import Occasion
from engine.rulebook.model.problems import UnusableRulesError
from engine.space.space import Space
from tests.support.orders import HEADER, deciders_of, loaded_order, who_decides

CLAUSES = """\
clauses:
  superior_on_absence: yes
  sole_holder: yes
  temporary: no
  new_employee: 3
  may_lift: yes
  may_take_over: yes
  two_members: [AU]
  cannot_wait: {AU: [PO, TM]}
"""
PASSED_ON = """\
under: pn
by: PC
source: {title: B, short: B, status: adopted}
key: {PC: parkchefen, TM: tradmastaren}
"""
CAN_WAIT = {"namnden-kan-invantas": 1}
SUPERIOR = "clauses: {superior_on_absence: yes}\n"
KEY = HEADER.replace("  PO:", "  AU: utskott\n  PO:")


@pytest.fixture
def order(tmp_path):
    """Return what makes a town with an order whose header ends in some clauses."""

    def made(table, clauses=CLAUSES, **orders):
        folder = tmp_path / "rules"
        return Space(loaded_order(folder, table, KEY + clauses, **orders))

    return made


def grant_of(answer):
    (grant,) = answer.findings[0].conclusion.grants
    return grant


def notes(answer):
    return {note.term for note in answer.notes if note.term}


# clauses ------------------------------------------------------------------------------


def test_the_superior_steps_in_for_the_absent_beside_for_the_disqualified(order):
    """What a row says of one occasion takes nothing from a clause on another."""
    space = order("ärende;delegat;ersättare\nKöpa träd;TM;PC vid jäv\n", SUPERIOR)
    ((role, steps),) = grant_of(who_decides(space, "Köpa träd")).substitutes
    assert role == "tradmastaren"
    assert [(step.role, step.on) for step in steps] == [
        ("parkchefen", Occasion.DISQUALIFICATION),
        ("parkchefen", Occasion.ABSENCE),
    ]


@pytest.mark.parametrize("cell", ["PC", "PC vid frånvaro"])
def test_a_superior_who_steps_in_by_the_row_is_told_once(order, cell):
    space = order(f"ärende;delegat;ersättare\nKöpa träd;TM;{cell}\n", SUPERIOR)
    ((_, steps),) = grant_of(who_decides(space, "Köpa träd")).substitutes
    assert [step.role for step in steps] == ["parkchefen"]


def test_a_clause_is_written_once_and_holds_for_every_row(order):
    space = order("ärende;delegat\nKöpa träd;TM\nSälja ved;TM\n")
    for matter in ("Köpa träd", "Sälja ved"):
        clauses = grant_of(who_decides(space, matter)).people
        assert (clauses.new_employee, clauses.temporary) == (3, False)
        assert clauses.may_lift
        assert clauses.may_take_over


def test_the_superior_by_the_key_is_the_last_to_step_in(order):
    space = order(
        "ärende;delegat;ersättare\nKöpa träd;TM;\nSälja ved;TM;PO\nHugga;PC;\n"
    )

    def steps(matter):
        listed = grant_of(who_decides(space, matter)).substitutes
        return {role: tuple(step.role for step in steps) for role, steps in listed}

    assert steps("Köpa träd") == {"tradmastaren": ("parkchefen",)}
    assert steps("Sälja ved") == {"tradmastaren": ("parkordforanden", "parkchefen")}
    # the key names no superior of the head of the park
    assert steps("Hugga") == {"parkchefen": ("tradmastaren",)}


def test_the_superior_may_not_decide_while_the_delegate_is_there(order):
    answer = who_decides(order("ärende;delegat\nKöpa träd;TM\n"), "Köpa träd")
    assert deciders_of(answer) == {"tradmastaren", "parknamnden"}


def test_what_holds_of_employees_is_not_said_of_the_elected(order):
    space = order("ärende;delegat\nKöpa träd;PO\nSälja ved;AU\n")
    chair = grant_of(who_decides(space, "Köpa träd")).people
    panel = grant_of(who_decides(space, "Sälja ved")).people

    assert chair == PeopleClauses(may_lift=True, may_take_over=True)
    assert (panel.superior_on_absence, panel.sole_holder) == (False, False)
    assert (panel.temporary, panel.new_employee) == (None, 0)
    assert panel.two_members == ("utskott",)
    assert panel.cannot_wait == (("utskott", ("parkordforanden", "tradmastaren")),)


def test_what_is_said_of_a_subcommittee_is_not_said_of_others(order):
    clauses = grant_of(
        who_decides(order("ärende;delegat\nKöpa träd;TM\n"), "Köpa träd")
    ).people
    assert (clauses.two_members, clauses.cannot_wait) == ((), ())


def test_an_answer_tells_what_changes_who_decides_and_nothing_else(order):
    """That a delegate may lift a matter is told with the row, not with each answer."""
    space = order("ärende;delegat\nKöpa träd;TM\nSälja ved;AU\n")
    assert notes(who_decides(space, "Köpa träd")) == {"substitutes"}
    assert notes(who_decides(space, "Sälja ved")) == {"hindrance"}
    grant = grant_of(who_decides(space, "Köpa träd"))
    assert grant.terms() == ("substitutes", "customs")


def test_an_execution_has_no_clauses(order):
    space = order("ärende;delegat;slag\nKöpa träd;AU;V\n")
    assert grant_of(who_decides(space, "Köpa träd")).people is None


def test_a_row_that_is_passed_on_keeps_the_clauses_of_the_order(order):
    space = order(
        "nr;ärende;delegat;vidare\n1;Köpa träd;PC;ja\n",
        ned=(PASSED_ON, "nr;delegat\n1;TM\n"),
    )
    grants = who_decides(space, "Köpa träd").findings[0].conclusion.grants
    passed = next(grant for grant in grants if grant.through)
    assert passed.people.new_employee == 3


def test_the_law_bars_whom_it_bars_from_what_cannot_wait(order):
    """Socialtjänstlagen 30 kap. 6 §: to a subcommittee alone, however urgent it is."""
    space = order("ärende;delegat\nFamiljehem;AU\n", CLAUSES)
    answer = who_decides(space, "familjehem", **CAN_WAIT)
    assert deciders_of(answer) == {"utskott", "parknamnden"}
    assert grant_of(answer).people.cannot_wait == ()
    assert grant_of(answer).people.two_members == ("utskott",)


@pytest.mark.parametrize("word", ["0", "25", "tre", "-1", "1.5"])
def test_a_number_of_months_is_one_to_twenty_four(order, word):
    with pytest.raises(UnusableRulesError) as error:
        order("ärende;delegat\nKöpa träd;TM\n", f"clauses: {{new_employee: {word}}}\n")
    assert [p.where.line for p in error.value.problems]


def test_a_clause_names_people_by_the_key(order):
    with pytest.raises(UnusableRulesError) as error:
        order("ärende;delegat\nKöpa träd;TM\n", "clauses: {cannot_wait: {XX: [PO]}}\n")
    (problem,) = error.value.problems
    assert problem.message.code == "order/unknown-delegate"
    assert problem.where.file.endswith("order.yaml")


# relative delegates -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "role", "relation"),
    [
        ("respektive TM", "tradmastaren", Relation.OWN_AREA),
        ("Respektive parkchefen", "parkchefen", Relation.OWN_AREA),
        ("respektive chef", "chef", Relation.OWN_AREA),
        ("närmaste chef", "narmaste-chef", Relation.IMMEDIATE_SUPERIOR),
        ("närmast överordnad", "narmaste-chef", Relation.IMMEDIATE_SUPERIOR),
        (
            "delegat i ursprungsärendet",
            "ursprunglig-delegat",
            Relation.ORIGINAL_DELEGATE,
        ),
        ("respektive delegat", "ursprunglig-delegat", Relation.ORIGINAL_DELEGATE),
    ],
)
def test_a_row_may_name_whom_it_finds_by_a_relation(order, word, role, relation):
    space = order(f"ärende;delegat\nKöpa träd;{word}\n", "")
    answer = who_decides(space, "Köpa träd")

    assert deciders_of(answer) == {role, "parknamnden"}
    assert grant_of(answer).relations == ((role, relation),)
    assert "relations" in notes(answer)  # told, and never guessed


def test_whom_a_relation_finds_is_an_employee(order):
    """Else what the law bars employees from would not bar the immediate superior."""
    space = order("ärende;delegat\nFamiljehem;närmaste chef\n", "")
    assert deciders_of(who_decides(space, "familjehem", **CAN_WAIT)) == {"parknamnden"}
    assert "anstalld" in space.jurisdiction.vocabulary.role_kinds["narmaste-chef"]


def test_a_role_that_the_key_names_is_no_relation(order):
    clauses = ""
    space = order("ärende;delegat\nKöpa träd;TM\n", clauses)
    assert grant_of(who_decides(space, "Köpa träd")).relations == ()


def test_the_key_may_say_that_a_role_is_found_by_a_relation(tmp_path):
    header = KEY.replace(
        "  PO:", "  NC: {role: parkchefen, relation: immediate_superior}\n  PO:"
    )
    table = "ärende;delegat\nKöpa träd;NC\n"
    space = Space(loaded_order(tmp_path / "rules", table, header))
    relations = grant_of(who_decides(space, "Köpa träd")).relations
    assert relations == (("parkchefen", Relation.IMMEDIATE_SUPERIOR),)


def test_respective_somebody_unknown_is_a_problem(order):
    with pytest.raises(UnusableRulesError) as error:
        order("ärende;delegat\nKöpa träd;respektive borgmästare\n", "")
    (problem,) = error.value.problems
    assert problem.message.code == "order/unknown-delegate"
