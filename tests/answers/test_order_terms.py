"""What a row of a delegation order says beside who decides, and of whom of several."""

import pytest

from engine.answers.answer import NoteKind, Outcome
from engine.rulebook.model.conclusions import DecisionAct, Function
from engine.rulebook.model.grants import (
    Appeal,
    Consult,
    Consultation,
    DocumentClause,
    Notification,
    Occasion,
    Substitute,
)
from engine.rulebook.model.problems import UnusableRulesError
from engine.space.space import Space
from tests.support.orders import HEADER, deciders_of, loaded_order, who_decides
from tests.support.terminal import run

KR = 100  # öre
BASE = 59_200 * KR
#: The table of a decision that passes the first row on.
TO_TM = "nr;delegat\n1;TM\n"


@pytest.fixture
def order(tmp_path):
    """Return what makes a town with an order of some lines, ready to be asked."""

    def made(*lines, header=HEADER, clauses="", **orders):
        table = "\n".join(lines) + "\n"
        folder = tmp_path / "rules"
        return Space(loaded_order(folder, table, header + clauses, **orders))

    return made


def grants_of(answer):
    """Return the grants of an answer, by those to whom they go."""
    (finding,) = answer.findings
    return {grant.delegates: grant for grant in finding.conclusion.grants}


def codes(caught):
    return [problem.message.code for problem in caught.value.problems]


# signing ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row", ["Underteckna avtal;PC;", "Firmateckning;PC;", "Skriva på avtal;PC;U"]
)
def test_who_signs_does_not_decide(order, row):
    answer = who_decides(order("ärende;delegat;slag", row), row.partition(";")[0])
    (finding,) = answer.findings

    assert answer.outcome is Outcome.ANSWERED
    assert deciders_of(answer) == {"parknamnden"}
    assert finding.conclusion.party(Function.SIGNS).roles == ("parkchefen",)


def test_a_row_on_signing_stands_beside_one_on_deciding(order):
    space = order("ärende;delegat;slag", "Köpa;TM;", "Köpa;PC;U", "Köpa;PO;U")
    answer = who_decides(space, "Köpa")
    (finding,) = answer.findings
    assert deciders_of(answer) == {"tradmastaren", "parknamnden"}
    signing = finding.conclusion.party(Function.SIGNS)
    assert set(signing.roles) == {"parkchefen", "parkordforanden"}


def test_a_signature_is_nobodys_to_pass_on(order):
    below = "under: pn\nby: PC\nsource: {title: B, short: B, status: adopted}\n"
    with pytest.raises(UnusableRulesError) as caught:
        order(
            "nr;ärende;delegat;vidare",
            "1;Underteckna avtal;PC;ja",
            vidare=(f"{below}key: {{PC: parkchefen, TM: tradmastaren}}\n", TO_TM),
        )
    assert codes(caught) == ["order/not-passed-on"]


def test_two_who_carry_out_the_same_do_not_contradict_each_other(order):
    space = order("ärende;delegat;slag", "Vattna;TM;V", "Vattna;PC;V")
    answer = who_decides(space, "Vattna")
    (finding,) = answer.findings
    assert answer.outcome is Outcome.ANSWERED
    assert finding.conclusion.act is DecisionAct.EXECUTION
    carrying_out = finding.conclusion.party(Function.CARRIES_OUT)
    assert set(carrying_out.roles) == {"parkchefen", "tradmastaren"}


# each alternative ---------------------------------------------------------------------


def test_a_consultation_may_be_that_of_one_alternative(order):
    space = order("ärende;delegat", '"Köpa";"TM, efter samråd med PC / PO"')
    grants = grants_of(who_decides(space, "Köpa"))
    consulted = (Consult(role="parkchefen", way=Consultation.BEFORE),)
    assert grants["tradmastaren",].consults == consulted
    assert grants["parkordforanden",].consults == ()


@pytest.mark.parametrize("row", ["Köpa;TM (rasrisk) / PC;", "Köpa;TM / PC;TM: rasrisk"])
def test_a_condition_may_be_that_of_one_alternative(order, row):
    space = order("ärende;delegat;villkor", row)
    risky, calm = (who_decides(space, "Köpa", rasrisk=n) for n in (1, 0))
    assert deciders_of(risky) == {"tradmastaren", "parkchefen", "parknamnden"}
    assert deciders_of(calm) == {"parkchefen", "parknamnden"}


@pytest.mark.parametrize(
    "row", ['Köpa;TM / PC;"TM: 5 pbb; PC: 10 pbb"', "Köpa;TM (5 pbb) / PC (10 pbb);"]
)
def test_a_ladder_may_stand_in_one_row(order, row):
    space = order("ärende;delegat;högst", row)
    asked = {n: deciders_of(who_decides(space, "Köpa", belopp=n)) for n in LADDER}
    assert asked == LADDER


LADDER = {
    5 * BASE: {"tradmastaren", "parkchefen", "parknamnden"},
    5 * BASE + 1: {"parkchefen", "parknamnden"},
    10 * BASE + 1: {"parknamnden"},
}


def test_somebody_may_step_in_on_one_occasion_alone(order):
    space = order("ärende;delegat;ersättare", "Köpa;TM;PC, PO vid jäv")
    (grant,) = grants_of(who_decides(space, "Köpa")).values()
    steps = (
        Substitute(role="parkchefen"),
        Substitute(role="parkordforanden", on=Occasion.DISQUALIFICATION),
    )
    assert grant.substitutes == (("tradmastaren", steps),)


@pytest.mark.parametrize(
    ("delegate", "code"),
    [
        ("TM efter samråd med PC, PO", "order/unclear-delegates"),
        ("TM efter samråd med PC eller PO", "order/unclear-delegates"),
        ("TM tillsammans med PC", "order/unclear-delegates"),
        ("TM och PC", "order/unknown-delegate"),
        ("TM (1–3 pbb)", "order/no-limit"),
    ],
)
def test_who_decides_and_up_to_what_is_not_guessed(order, delegate, code):
    with pytest.raises(UnusableRulesError) as caught:
        order("ärende;delegat", f'"Köpa";"{delegate}"')
    assert codes(caught) == [code]


@pytest.mark.parametrize("way", ["TM med PC som ersättare", "TM, i andra hand PC"])
def test_a_substitute_may_stand_beside_the_delegate(order, way):
    (grant,) = grants_of(
        who_decides(order("ärende;delegat", f'"Köpa";"{way}"'), "Köpa")
    ).values()
    assert grant.substitutes == (("tradmastaren", (Substitute(role="parkchefen"),)),)


def test_each_abbreviation_has_its_own_superior(order):
    header = HEADER.replace(
        "key:\n", "key:\n  T2: {role: tradmastaren, superior: PO}\n"
    )
    space = order(
        "ärende;delegat",
        "Köpa;TM",
        "Sälja;T2",
        "Hugga;trädmästaren",
        header=header,
        clauses="clauses: {lowest_level: yes}\n",
    )
    answers = (deciders_of(who_decides(space, m)) for m in ("Köpa", "Sälja", "Hugga"))
    assert list(answers) == [
        {"tradmastaren", "parkchefen", "parknamnden"},
        {"tradmastaren", "parkordforanden", "parknamnden"},
        {"tradmastaren", "parknamnden"},
    ]


def test_an_answer_tells_whose_a_term_is(tmp_path):
    table = "nr;ärende;delegat\n1;Köpa;TM, efter samråd med PC / PO\n"
    loaded_order(tmp_path / "rules", table)
    said = run(f"who Köpa -m by --rules {tmp_path / 'rules'}").stdout
    assert "1 (trädmästaren): Beslutas efter samråd med parkchefen." in said
    assert said.count("PN, 1") == 1


def test_the_committee_in_a_row_is_the_one_whose_order_it_is(order):
    space = order("ärende;delegat;högst", "Köpa;PC;5 pbb", "Köpa;Nämnden;")
    answer = who_decides(space, "Köpa", belopp=BASE)
    assert deciders_of(answer) == {"parkchefen", "parknamnden"}


def test_who_signs_takes_nothing_from_what_is_left_to_decide(order):
    rows = ("Köpa;TM;rasrisk;", "Köpa;PO;;U", "Köpa;PC;i övrigt;")
    space = order("ärende;delegat;villkor;slag", *rows)
    assert "parkchefen" in deciders_of(who_decides(space, "Köpa", rasrisk=0))


def test_a_decimal_comma_in_brackets_parts_nothing(order):
    space = order("ärende;delegat", "Köpa;PC (0,5 mnkr)")
    asked = (who_decides(space, "Köpa", belopp=n * KR) for n in (500_000, 500_001))
    within, beyond = map(deciders_of, asked)
    assert within == {"parkchefen", "parknamnden"}
    assert beyond == {"parknamnden"}


def test_a_row_may_name_the_lowest_level_itself(order):
    space = order("ärende;delegat", "Köpa;lägst TM", "Sälja;TM")
    asked = (deciders_of(who_decides(space, name)) for name in ("Köpa", "Sälja"))
    marked, plain = asked
    assert marked == {"tradmastaren", "parkchefen", "parknamnden"}
    assert plain == {"tradmastaren", "parknamnden"}


def test_an_answer_tells_that_it_rests_on_a_row_about_a_wider_matter(order):
    """MÖD M 1748-14: to order with a penalty is not to apply for its imposition."""
    rows = ("parkfrågor;PC;", "beskärning;TM;", "fällning;TM;U")
    space = order("ärende;delegat;slag", *rows)
    inherited = {
        matter: [
            note.rule
            for note in who_decides(space, matter).notes
            if note.kind is NoteKind.INHERITED
        ]
        for matter in ("parkfrågor", "beskärning", "fällning")
    }
    wider = ["by/pn-parkfragor"]
    assert inherited == {"parkfrågor": [], "beskärning": wider, "fällning": wider}


# limits -------------------------------------------------------------------------------


def test_what_a_contract_is_worth_is_not_what_a_case_costs(order):
    space = order("ärende;delegat;högst", "Hyra;PC;500 000 kr per avtalsperiod")
    whole = "belopp-under-avtalstiden"
    within = who_decides(space, "Hyra", **{whole: 500_000 * KR})
    beyond = who_decides(space, "Hyra", **{whole: 500_001 * KR, "belopp": KR})
    assert deciders_of(within) == {"parkchefen", "parknamnden"}
    assert deciders_of(beyond) == {"parknamnden"}


@pytest.mark.parametrize(
    ("cells", "share", "is_within"),
    [
        (";minst 10 %", 100_000, True),
        (";minst 10 %", 99_999, False),
        (";10 %", 100_000, False),
        ("under 10 %;", 100_000, False),
        ("under 10 %;", 99_999, True),
        ("obegränsat;10 %", 10_000_000, True),
    ],
)
def test_a_limit_has_its_side_and_may_have_none(order, cells, share, is_within):
    space = order("ärende;delegat;högst;över", f"Lön;PC;{cells}")
    answer = who_decides(space, "Lön", **{"andel-i-procent": share})
    assert ("parkchefen" in deciders_of(answer)) is is_within


# reporting, appeal, clauses -----------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "kind", "to", "words"),
    [
        ("månadsvis till PO", Notification.MONTHLY, "parkordforanden", None),
        ("till PO", Notification.QUARTERLY, "parkordforanden", None),
        ("nästa sammanträde, vid avslag", Notification.NEXT_MEETING, "", "vid avslag"),
        ("nej, utom vid avslag", Notification.AS_WRITTEN, "", "nej, utom vid avslag"),
        ("ja", Notification.QUARTERLY, "", None),
    ],
)
def test_reporting_says_to_whom_and_on_what_condition(order, cell, kind, to, words):
    space = order(
        "ärende;delegat;anmälan",
        f"Köpa;PC;{cell}",
        clauses="clauses: {notification: quarterly}\n",
    )
    (grant,) = grants_of(who_decides(space, "Köpa")).values()
    assert (grant.notification, grant.told_to) == (kind, to)
    assert (grant.told and grant.told.sv) == words


def test_an_urgent_decision_is_reported_at_the_next_meeting_and_may_be_of_principle(
    order,
):
    """6 kap. 39 and 40 §§, HFD 2016 ref. 74."""
    space = order(
        "ärende;delegat;anmälan",
        "bradskande-namndarende;PO;nej",
        "Köpa;PC;nej",
        clauses="clauses: {principle: yes, frames: yes}\n",
    )
    urgent = who_decides(space, "bradskande-namndarende")
    calm = who_decides(space, "Köpa")
    (grant,) = grants_of(urgent).values()
    assert grant.notification is Notification.NEXT_MEETING
    assert grant.clauses == (DocumentClause.FRAMES,)
    told = [
        [note.term for note in answer.notes if note.kind is NoteKind.CLAUSE]
        for answer in (urgent, calm)
    ]
    assert told == [["frames"], ["principle", "frames"]]


def test_clauses_are_told_once_and_not_of_what_nobody_else_decides(order):
    space = order(
        "ärende;delegat;högst;slag",
        "Köpa;TM;1 pbb;",
        "Köpa;PC;2 pbb;",
        "Vattna;TM;;V",
        clauses="clauses: {statements: yes}\n",
    )
    told = {
        name: [n for n in who_decides(space, *asked).notes if n.kind is NoteKind.CLAUSE]
        for name, asked in {"few": ("Köpa",), "none": ("Vattna",)}.items()
    }
    assert (len(told["few"]), len(told["none"])) == (1, 0)


def test_an_appeal_has_its_instance(order):
    space = order(
        "ärende;delegat;överklagas", 'Köpa;PC;"förvaltningsbesvär, kammarrätten"'
    )
    (grant,) = grants_of(who_decides(space, "Köpa")).values()
    assert grant.appeal is Appeal.ADMINISTRATIVE_APPEAL
    assert grant.appealed.sv == "kammarrätten"


# passed on ----------------------------------------------------------------------------

DECISION = """\
under: pn
by: PC
source: {title: Parkchefens beslut, short: PC, status: adopted}
key: {TM: tradmastaren, PC: parkchefen, PO: parkordforanden}
"""


def passed_on(order, row, below, clauses=""):
    headings = "nr;ärende;delegat;högst;vidare;samråd;överklagas"
    return order(headings, row, clauses=clauses, vidare=(DECISION, below))


def test_what_is_passed_on_keeps_to_the_amount_that_may_be(order):
    space = passed_on(order, "1;Köpa;PC;10 pbb;ja, högst 1 pbb;;", TO_TM)
    within, beyond = (
        deciders_of(who_decides(space, "Köpa", belopp=n)) for n in (BASE, BASE + 1)
    )
    assert within == {"tradmastaren", "parkchefen", "parknamnden"}
    assert beyond == {"parkchefen", "parknamnden"}


def test_what_is_passed_on_keeps_to_the_level_to_which_it_may_go(order):
    with pytest.raises(UnusableRulesError) as caught:
        passed_on(order, "1;Köpa;PC;;ja, till PO;;", TO_TM)
    assert codes(caught) == ["order/not-passed-on"]


def test_nothing_is_passed_on_to_who_is_elected(order):
    """7 kap. 6 §: to another employee."""
    with pytest.raises(UnusableRulesError) as caught:
        passed_on(order, "1;Köpa;PC;;ja;;", "nr;delegat\n1;PO\n")
    assert codes(caught) == ["grant/no-employee"]


def test_an_order_is_that_of_a_committee(order):
    header = HEADER.replace("committee: parknamnden", "committee: parkchefen")
    with pytest.raises(UnusableRulesError) as caught:
        order("ärende;delegat", "Köpa;TM", header=header)
    assert set(codes(caught)) == {"grant/no-committee"}


def test_what_is_passed_on_keeps_the_terms_of_the_row_above(order):
    row = "1;Köpa;PC;;ja;efter samråd med PO;laglighetsprövning"
    clauses = "clauses: {notification: monthly, principle: yes, two_steps: yes}\n"
    space = passed_on(order, row, TO_TM, clauses)
    grant = grants_of(who_decides(space, "Köpa"))["tradmastaren",]

    assert [consult.role for consult in grant.consults] == ["parkordforanden"]
    assert grant.appeal is Appeal.LEGALITY_REVIEW
    assert grant.clauses == (DocumentClause.PRINCIPLE,)
    assert grant.notification is Notification.MONTHLY
    assert grant.told_to == "parkchefen"
