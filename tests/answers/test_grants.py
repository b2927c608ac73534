"""Delegation orders: what a row gives, to whom, beside which others and beyond what."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.answers.answer import NoteKind, Outcome
from engine.report.pages.lookup import rows_under, things
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.model.conclusions import DecisionAct, Function, Mode
from engine.rulebook.model.grants import Substitute
from engine.rulebook.model.problems import UnknownNameError, UnusableRulesError
from engine.space.space import Space
from tests.support.orders import (
    HEADER,
    deciders_of,
    loaded_order,
    table_of,
    who_decides,
    who_may,
)
from tests.support.park import DELEGATED, barred, row
from tests.support.terminal import run

KR = 100  # öre


@pytest.fixture
def order(tmp_path):
    """Return what makes a town with an order, ready to be asked."""

    def made(*rows, header=HEADER, rules=(), headings=None, **orders):
        table = table_of(rows, headings) if headings else table_of(rows)
        folder = tmp_path / "rules"
        return Space(loaded_order(folder, table, header, rules, **orders))

    return made


def line(matter, delegate, **cells):
    return {"ärende": matter, "delegat": delegate, **cells}


# who may decide -----------------------------------------------------------------------


def test_grants_add_up(order):
    """FC up to 50 prisbasbelopp and AC up to 10, asked at 100 000 kr: either."""
    space = order(
        line("Köpa träd", "PC", högst="50 pbb"), line("Köpa träd", "TM", högst="10 pbb")
    )

    both = who_decides(space, "Köpa träd", belopp=100_000 * KR)
    one = who_decides(space, "Köpa träd", belopp=1_000_000 * KR)
    none = who_decides(space, "Köpa träd", belopp=5_000_000 * KR)

    assert deciders_of(both) == {"parkchefen", "tradmastaren", "parknamnden"}
    assert deciders_of(one) == {"parkchefen", "parknamnden"}
    assert deciders_of(none) == {"parknamnden"}
    assert {a.outcome for a in (both, one, none)} == {Outcome.ANSWERED}


def test_each_decides_alone(order):
    space = order(line("Köpa träd", "PC / TM"))
    (finding,) = who_decides(space, "Köpa träd").findings

    party = finding.conclusion.party(Function.DECIDES)
    assert party.mode is Mode.ANY_OF
    assert party.roles == ("parkchefen", "tradmastaren", "parknamnden")


def test_what_no_row_applies_to_the_committee_decides_by_the_order_itself(order):
    space = order(line("Köpa träd", "PC", högst="10 pbb"))
    answer = who_decides(space, "Köpa träd", belopp=10_000_000 * KR)

    assert deciders_of(answer) == {"parknamnden"}
    assert answer.cites == ("by/pn#rest",)


def test_a_matter_that_the_order_does_not_name_is_not_the_committees(order):
    space = order(line("Köpa träd", "PC"))
    assert who_decides(space, "plantering").outcome is Outcome.NO_RULE


def test_superiors_may_decide_too_where_the_order_names_the_lowest_level(order):
    rows = [line("Köpa träd", "TM")]
    lowest = f"{HEADER}clauses: {{lowest_level: yes}}\n"

    with_clause = who_decides(order(*rows, header=lowest), "Köpa träd")
    without = who_decides(order(*rows), "Köpa träd")

    assert deciders_of(with_clause) == {"tradmastaren", "parkchefen", "parknamnden"}
    assert deciders_of(without) == {"tradmastaren", "parknamnden"}


def test_a_row_that_names_the_committee_keeps_the_matter_there(order):
    space = order(
        line("Köpa träd", "PC", högst="10 pbb"), line("Köpa träd", "PN", över="10 pbb")
    )
    answer = who_decides(space, "Köpa träd", belopp=10_000_000 * KR)
    assert deciders_of(answer) == {"parknamnden"}
    assert "by/pn#kopa-trad-2" in answer.cites


def test_a_row_that_the_committee_keeps_is_told_beside_that_of_a_delegate(order):
    """Nobody can judge which of them holds, so neither is left out."""
    space = order(
        line("Köpa träd", "PC", villkor="på begäran"),
        line("Köpa träd", "PN", villkor="i övrigt"),
    )
    answer = who_decides(space, "Köpa träd")
    grants = answer.findings[0].conclusion.grants

    assert deciders_of(answer) == {"parkchefen", "parknamnden"}
    assert set(answer.cites) == {"by/pn#kopa-trad", "by/pn#kopa-trad-2"}
    assert [text.sv for g in grants for text in g.provisos] == [
        "på begäran",
        "i övrigt",
    ]


def test_the_rest_stays_in_words_beside_a_condition_that_nobody_can_judge(order):
    space = order(
        line("Köpa träd", "TM", villkor="om det är lämpligt"),
        line("Köpa träd", "PC", villkor="i övrigt"),
    )
    answer = who_decides(space, "Köpa träd")
    assert deciders_of(answer) == {"tradmastaren", "parkchefen", "parknamnden"}
    words = {t.sv for g in answer.findings[0].conclusion.grants for t in g.provisos}
    assert words == {"om det är lämpligt", "i övrigt"}


def test_both_limits_of_a_row_hold(order):
    space = order(line("Leasa", "PC", högst='"10 pbb; 36 månader"'))
    months = "tid-i-manader"

    def deciders(kronor, time):
        given = {"belopp": kronor * KR, months: time}
        return deciders_of(who_decides(space, "Leasa", **given))

    assert deciders(592_000, 36) == {"parkchefen", "parknamnden"}
    assert deciders(592_001, 36) == {"parknamnden"}
    assert deciders(592_000, 37) == {"parknamnden"}


def test_the_rest_is_what_the_other_rows_leave(order):
    space = order(
        line("Köpa träd", "TM", villkor="rasrisk"),
        line("Köpa träd", "PC", villkor="i övrigt"),
    )
    assert deciders_of(who_decides(space, "Köpa träd", rasrisk=1)) == {
        "tradmastaren",
        "parknamnden",
    }
    assert deciders_of(who_decides(space, "Köpa träd", rasrisk=0)) == {
        "parkchefen",
        "parknamnden",
    }


def test_an_exception_is_no_grant(order):
    headings = ("ärende", "delegat", "utom")
    space = order(
        line("Köpa träd", "TM", utom="rasrisk"), headings=headings, header=HEADER
    )
    assert deciders_of(who_decides(space, "Köpa träd", rasrisk=1)) == {"parknamnden"}
    assert "tradmastaren" in deciders_of(who_decides(space, "Köpa träd", rasrisk=0))


def test_a_row_covers_granting_and_refusing_unless_it_says_one(order):
    headings = ("ärende", "delegat", "utfall")
    space = order(
        line("Lov", "PC"),
        line("Lov", "TM", utfall="avslag"),
        headings=headings,
    )
    granting, refusal = (
        who_decides(space, "Lov", utgang=u) for u in ("bifall", "avslag")
    )
    assert deciders_of(granting) == {"parkchefen", "parknamnden"}
    assert deciders_of(refusal) == {"parkchefen", "tradmastaren", "parknamnden"}


def test_execution_is_no_decision(order):
    headings = ("ärende", "delegat", "slag")
    header = f"{HEADER}clauses: {{notification: monthly}}\n"
    space = order(line("Vattna", "TM", slag="V"), headings=headings, header=header)
    answer = who_decides(space, "Vattna")
    (finding,) = answer.findings

    assert answer.outcome is Outcome.ANSWERED
    assert finding.conclusion.act is DecisionAct.EXECUTION
    assert finding.conclusion.party(Function.DECIDES) is None
    assert finding.conclusion.party(Function.CARRIES_OUT).roles == ("tradmastaren",)
    assert not any(note.kind is NoteKind.TERM for note in answer.notes)
    assert NoteKind.EXECUTION in {note.kind for note in answer.notes}


def test_somebody_steps_in_for_whoever_carries_out_too(order):
    headings = ("ärende", "delegat", "slag", "ersättare")
    row_of = line("Vattna", "PC", slag="V", ersättare="TM")
    answer = who_decides(order(row_of, headings=headings), "Vattna")
    (grant,) = answer.findings[0].conclusion.grants
    assert grant.substitutes == (("parkchefen", (Substitute(role="tradmastaren"),)),)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "ärende": st.sampled_from(["Köpa träd", "Sälja ved"]),
                "delegat": st.sampled_from(
                    ["TM", "PC", "PO", "PN", "TM / PO", "PC / TM"]
                ),
                "villkor": st.sampled_from(["", "", "rasrisk"]),
                "över": st.sampled_from(["", "", "2 pbb", "5 pbb"]),
                "högst": st.sampled_from(["", "5 pbb", "10 pbb"]),
            }
        ).filter(lambda made: not made["över"] or made["högst"] != "5 pbb"),
        min_size=1,
        max_size=6,
    ),
    st.booleans(),
)
def test_who_may_decide_is_who_the_rows_name_and_the_committee(
    tmp_path_factory, rows, is_lowest
):
    header = HEADER
    if is_lowest:
        header += "clauses: {lowest_level: yes}\n"
    folder = tmp_path_factory.mktemp("order") / "rules"
    space = Space(loaded_order(folder, table_of(rows), header))
    base = 59_200 * KR
    for matter in {made["ärende"] for made in rows}:
        for ore in (0, 2 * base, 2 * base + 1, 5 * base + 1, 10 * base + 1):
            for is_risky in (False, True):
                answer = who_decides(space, matter, belopp=ore, rasrisk=int(is_risky))
                expected = who_may(rows, matter, ore, is_risky, is_lowest=is_lowest)
                assert deciders_of(answer) == expected, (rows, matter, ore, is_risky)
                assert answer.outcome is Outcome.ANSWERED


# the law holds over all of it ---------------------------------------------------------


def test_a_ban_takes_away_those_whom_it_names_and_leaves_the_others(order):
    """6 kap. 39 §: in urgency the chair or another member, and nobody employed."""
    space = order(line("bradskande-namndarende", "PO / PC"))
    answer = who_decides(space, "bradskande-namndarende")
    # the law names the chair in general, and the order this one
    assert deciders_of(answer) == {"parkordforanden", "parknamnden"}
    assert "by/pn-bradskande-namndarende" in answer.rules


def test_what_may_not_be_delegated_stays_with_the_committee(order):
    """6 kap. 38 §: goals and direction."""
    space = order(line("parkens mål", "PC / PO"))
    answer = who_decides(space, "parkens mål")

    assert deciders_of(answer) == {"parknamnden"}
    assert barred(answer) == {"by/pn-parkens-mal"}
    assert NoteKind.SET_ASIDE in {note.kind for note in answer.notes}


def test_a_provision_that_a_row_names_lends_it_no_rank(order):
    headings = ("ärende", "lagrum", "delegat")
    space = order(
        line("parkens mål", "PC", lagrum="LVU 6 §"), headings=headings, header=HEADER
    )
    answer = who_decides(space, "parkens mål")
    assert deciders_of(answer) == {"parknamnden"}


def test_a_lower_document_does_not_take_over_a_row(order):
    lower = row(
        "lagre",
        matter="kopa-trad",
        decides="tradmastaren",
        cites="chefsbeslut#v1",
        overrides="[pn-kopa-trad]",
    )
    space = order(line("Köpa träd", "PC"), rules=[lower])
    answer = who_decides(space, "Köpa träd")
    assert answer.outcome is Outcome.CONFLICT


def test_that_the_committee_decides_does_not_set_its_own_delegate_aside(order):
    higher = row(
        "reglementet",
        matter="kopa-trad",
        decides="parknamnden",
        mandatory="yes",
        cites="reglemente#r1",
    )
    space = order(line("Köpa träd", "PC", högst="10 pbb"), rules=[higher])

    within = who_decides(space, "Köpa träd", belopp=0)
    beyond = who_decides(space, "Köpa träd", belopp=10_000_000 * KR)

    assert deciders_of(within) == {"parkchefen", "parknamnden"}
    assert deciders_of(beyond) == {"parknamnden"}


def test_the_council_may_keep_what_an_order_grants(order):
    higher = row(
        "reglementet",
        matter="kopa-trad",
        decides="kommunfullmaktige",
        mandatory="yes",
        cites="reglemente#r1",
    )
    space = order(line("Köpa träd", "PC"), rules=[higher])
    answer = who_decides(space, "Köpa träd")
    assert deciders_of(answer) == {"kommunfullmaktige"}


WITH_HEAD = HEADER.replace("key:\n", "key:\n  FS: forestandare\n")


@pytest.mark.parametrize(
    ("kronor", "expected"),
    [
        (0, {"parkchefen", "forestandare", "parknamnden"}),
        # what no row applies to, neither
        (10_000_000, {"forestandare", "parknamnden"}),
    ],
)
def test_a_grant_takes_from_nobody_what_the_law_gives_them(order, kronor, expected):
    """5 kap. 17 § skollagen: the principal or the organiser suspends a pupil."""
    space = order(line("Avstängning", "PC", högst="10 pbb"))
    answer = who_decides(space, "Avstängning", belopp=kronor * KR)
    assert deciders_of(answer) == expected


def test_whom_the_law_lets_a_committee_choose_has_nothing_of_their_own(order):
    """30 kap. 6 §: to a subcommittee the committee may grant it, and need not."""
    header = HEADER.replace("committee: parknamnden", "committee: socialnamnd")
    header = header.replace("  PN: parknamnden\n", "  SN: socialnamnd\n")
    space = order(line("vård utanför hemmet", "SN"), header=header)
    given = {"namnden-kan-invantas": 1}
    answer = who_decides(space, "vård utanför hemmet", **given)
    assert deciders_of(answer) == {"socialnamnd"}


@pytest.mark.parametrize("delegate", ["FS", "PC", "FS / PC", "PN"])
def test_what_the_law_gives_another_alone_is_not_the_committees_to_give(
    order, delegate
):
    """5 kap. 11 § skollagen: the principal warns a pupil."""
    answer = who_decides(order(line("Varning", delegate), header=WITH_HEAD), "Varning")
    assert deciders_of(answer) == {"forestandare"}


@pytest.mark.parametrize("delegate", ["FS", "FS / PC", "FS / PN"])
def test_a_ban_on_all_others_takes_the_committee_too(order, delegate):
    """7 kap. 18 § skollagen: nobody but the principal grants long leave."""
    space = order(line("Längre ledighet", delegate), header=WITH_HEAD)
    assert deciders_of(who_decides(space, "Längre ledighet")) == {"forestandare"}


@pytest.mark.parametrize("delegate", ["PC", "PN"])
def test_where_a_ban_leaves_nobody_the_committee_does_not_come_back(order, delegate):
    space = order(line("Längre ledighet", delegate))
    assert not deciders_of(who_decides(space, "Längre ledighet"))


# rows written as rules ----------------------------------------------------------------


def test_rules_that_delegate_in_one_document_add_up(order):
    """FC up to 50 prisbasbelopp and AC up to 10, as rules: asked at five, either."""
    rules = [
        row("fc", when="{kostnad: {max: 50 pbb}}", decides="parkchefen", **DELEGATED),
        row("ac", when="{kostnad: {max: 10 pbb}}", decides="tradmastaren", **DELEGATED),
    ]
    space = order(line("Köpa träd", "PC"), rules=rules)
    small = who_decides(space, "plantering", kostnad=5 * 59_200 * KR)
    large = who_decides(space, "plantering", kostnad=20 * 59_200 * KR)

    assert deciders_of(small) == {"parkchefen", "tradmastaren"}
    assert small.findings[0].conclusion.party(Function.DECIDES).mode is Mode.ANY_OF
    assert deciders_of(large) == {"parkchefen"}


@pytest.mark.parametrize(
    "other",
    [
        {"cites": "reglemente#r1"},
        {"cites": "nyordning#n1"},
        {"act": "decision"},
        {"decides": "parknamnden", "act": "decision"},
    ],
)
def test_what_is_no_row_of_the_document_competes_as_before(order, other):
    rules = [
        row("fc", decides="parkchefen", **DELEGATED),
        row(
            "ac",
            **{"when": "{rasrisk: yes}", "decides": "tradmastaren"} | DELEGATED | other,
        ),
    ]
    space = order(line("Köpa träd", "PC"), rules=rules)
    answer = who_decides(space, "plantering", rasrisk=1)
    assert deciders_of(answer) != {"parkchefen", "tradmastaren"}


@pytest.mark.parametrize("mode", ["together", "any_of"])
def test_who_decides_jointly_is_not_each_alone_for_being_named_twice(order, mode):
    rules = [
        row("ena", decides=f"{{{mode}: [parknamnden, kommunstyrelsen]}}"),
        row("andra", decides=f"{{{mode}: [kommunstyrelsen, parknamnden]}}"),
    ]
    space = order(line("Köpa träd", "PC"), rules=rules)
    (finding,) = who_decides(space, "plantering").findings
    party = finding.conclusion.party(Function.DECIDES)
    assert party.mode is Mode(mode)
    assert set(party.roles) == {"parknamnden", "kommunstyrelsen"}


# two committees -----------------------------------------------------------------------

OTHER = """\
committee: kommunstyrelsen
source: {title: Styrelsens delegationsordning, short: KS, status: adopted}
key: {KSO: kommunstyrelsens-ordforande}
"""


def test_two_committees_may_both_have_a_row_of_one_name(order):
    table = "ärende;delegat\nYttrande;KSO\n"
    space = order(line("Yttrande", "PC"), ks=(OTHER, table))

    whole = who_decides(space, "Yttrande")
    park = who_decides(space, "Yttrande", **{"namnd-i-fragan": "parknamnden"})
    board = who_decides(space, "Yttrande", **{"namnd-i-fragan": "kommunstyrelsen"})

    assert whole.outcome is Outcome.DEPENDS
    assert whole.depends_on == ("namnd-i-fragan",)
    assert deciders_of(park) == {"parkchefen", "parknamnden"}
    assert deciders_of(board) == {"kommunstyrelsens-ordforande", "kommunstyrelsen"}


def test_what_several_have_rows_on_a_third_committee_decides_itself(order):
    ks = (OTHER, "ärende;delegat\nYttrande;KSO\n")
    third = OTHER.replace("committee: kommunstyrelsen", "committee: namnd")
    bn = (third, "ärende;delegat\nHugga ved;KSO\n")
    space = order(line("Yttrande", "PC"), ks=ks, bn=bn)
    answer = who_decides(space, "Yttrande", **{"namnd-i-fragan": "namnd"})
    assert deciders_of(answer) == {"namnd"}


def test_two_names_that_a_pack_has_for_one_matter_are_two_rows_matters(order):
    """A row on one of them gives nobody a right in the other."""
    space = order(line("Gårdsvård", "PC"), line("Parkvård", "TM"))
    first, second = (
        deciders_of(who_decides(space, name)) for name in ("Gårdsvård", "Parkvård")
    )
    assert first == {"parkchefen", "parknamnden"}
    assert second == {"tradmastaren", "parknamnden"}


def test_one_label_in_two_chapters_is_two_matters(order):
    headings = ("nr", "ärende", "delegat")
    space = order(
        {"nr": "1", "ärende": "Bygglov"},
        line("Yttrande", "PC", nr="1.1"),
        {"nr": "2", "ärende": "Alkohol"},
        line("Yttrande", "TM", nr="2.1"),
        headings=headings,
    )
    one = who_decides(space, "Yttrande (Bygglov)")
    other = who_decides(space, "Yttrande (Alkohol)")
    assert deciders_of(one) == {"parkchefen", "parknamnden"}
    assert deciders_of(other) == {"tradmastaren", "parknamnden"}


# terms --------------------------------------------------------------------------------


def test_an_answer_tells_the_terms_of_its_rows(order):
    headings = (
        "nr",
        "ärende",
        "delegat",
        "lagrum",
        "samråd",
        "anmälan",
        "vidare",
        "överklagas",
        "villkor",
    )
    space = order(
        line(
            "Köpa träd",
            "PC",
            nr="1.1",
            lagrum="MB 7 kap.",
            samråd="efter samråd med TM",
            anmälan="månadsvis",
            vidare="nej",
            överklagas="laglighetsprövning",
            villkor="i viss mån",
        ),
        headings=headings,
    )
    answer = who_decides(space, "Köpa träd")
    terms = [note.term for note in answer.notes if note.kind is NoteKind.TERM]
    assert terms == [
        "provisos",
        "consults",
        "substitutes",
        "laws",
        "notification",
        "sub_delegation",
        "appeal",
    ]
    (grant,) = answer.findings[0].conclusion.grants
    assert grant.point == "1.1"
    assert grant.delegates == ("parkchefen",)
    assert grant.substitutes == (("parkchefen", (Substitute(role="tradmastaren"),)),)


def test_a_condition_that_nobody_can_judge_does_not_decide_and_is_not_dropped(order):
    space = order(line("Köpa träd", "PC", villkor="om det är lämpligt"))
    answer = who_decides(space, "Köpa träd")
    assert deciders_of(answer) == {"parkchefen", "parknamnden"}
    (grant,) = answer.findings[0].conclusion.grants
    assert [text.sv for text in grant.provisos] == ["om det är lämpligt"]


# passed on ----------------------------------------------------------------------------

DECISION = """\
under: pn
by: PC
source: {title: Parkchefens beslut, short: PC, status: adopted}
key: {TM: tradmastaren, PC: parkchefen}
conditions: {rasrisk: {rasrisk: yes}}
"""


def passed_on(order, *rows, table, header=HEADER):
    headings = ("nr", "ärende", "delegat", "högst", "vidare", "villkor")
    return order(*rows, headings=headings, header=header, vidare=(DECISION, table))


def test_a_row_that_is_passed_on_holds_inside_the_row_above(order):
    space = passed_on(
        order,
        line("Köpa träd", "PC", nr="1", högst="10 pbb", vidare="ja"),
        table="nr;delegat;högst\n1;TM;300 000 kr\n",
    )
    small = who_decides(space, "Köpa träd", belopp=300_000 * KR)
    large = who_decides(space, "Köpa träd", belopp=400_000 * KR)

    assert deciders_of(small) == {"parkchefen", "tradmastaren", "parknamnden"}
    assert deciders_of(large) == {"parkchefen", "parknamnden"}
    through = [grant.through for grant in small.findings[0].conclusion.grants]
    assert sorted(through) == ["", "parkchefen"]


def test_who_passes_on_gives_no_more_than_they_have(order):
    space = passed_on(
        order,
        line("Köpa träd", "PC", nr="1", högst="1 pbb", vidare="ja", villkor="rasrisk"),
        table="nr;delegat;högst\n1;TM;10 pbb\n",
    )
    base = 59_200 * KR
    within = who_decides(space, "Köpa träd", belopp=base, rasrisk=1)
    beyond = who_decides(space, "Köpa träd", belopp=2 * base, rasrisk=1)
    otherwise = who_decides(space, "Köpa träd", belopp=base, rasrisk=0)

    assert "tradmastaren" in deciders_of(within)
    assert deciders_of(beyond) == deciders_of(otherwise) == {"parknamnden"}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"vidare": "nej"}, "order/not-passed-on"),
        ({}, "order/not-passed-on"),
        ({"vidare": "ja", "delegat": "PO"}, "order/not-passed-on"),
        ({"vidare": "ja", "nr": "2"}, "order/no-such-row"),
    ],
)
def test_what_may_not_be_passed_on_is_told_with_both_places(order, cells, code):
    above = {**line("Köpa träd", "PC", nr="1"), **cells}
    with pytest.raises(UnusableRulesError) as caught:
        passed_on(order, above, table="nr;delegat\n1;TM\n")
    (problem,) = caught.value.problems
    assert problem.message.code == code
    assert problem.where.file.endswith("orders/vidare/rows.csv")


def test_a_clause_lets_every_row_be_passed_on_but_those_that_say_no(order):
    header = f"{HEADER}clauses: {{sub_delegation: allowed}}\n"
    space = passed_on(
        order,
        line("Köpa träd", "PC", nr="1"),
        table="nr;delegat\n1;TM\n",
        header=header,
    )
    assert "tradmastaren" in deciders_of(who_decides(space, "Köpa träd"))


def test_a_row_that_is_passed_on_ends_with_the_row_above(order):
    headings = ("nr", "ärende", "delegat", "vidare", "till och med")
    above = {
        **line("Köpa träd", "PC", nr="1", vidare="ja"),
        "till och med": "2025-12-31",
    }
    made = order(above, headings=headings, vidare=(DECISION, "nr;delegat\n1;TM\n"))
    (passed,) = (r for r in made.jurisdiction.rules if r.id == "by/vidare-1")
    assert passed.validity.last == dt.date(2025, 12, 31)


def test_a_row_that_is_passed_on_ends_with_the_order_above(order):
    header = HEADER.replace("status: adopted", "status: adopted, until: 2025-12-31")
    made = passed_on(
        order,
        line("Köpa träd", "PC", nr="1", vidare="ja"),
        table="nr;delegat\n1;TM\n",
        header=header,
    )
    (passed,) = (r for r in made.jurisdiction.rules if r.id == "by/vidare-1")
    assert passed.validity.last == dt.date(2025, 12, 31)


def test_an_execution_is_no_power_to_pass_on(order):
    headings = ("nr", "ärende", "delegat", "vidare", "slag")
    above = line("Köpa träd", "PC", nr="1", vidare="ja", slag="V")
    with pytest.raises(UnusableRulesError) as caught:
        order(above, headings=headings, vidare=(DECISION, "nr;delegat\n1;TM\n"))
    assert [p.message.code for p in caught.value.problems] == ["order/not-passed-on"]


def test_a_proposed_order_gives_an_adopted_decision_nothing_to_pass_on(order):
    header = HEADER.replace("status: adopted", "status: proposal")
    with pytest.raises(UnusableRulesError) as caught:
        passed_on(
            order,
            line("Köpa träd", "PC", nr="1", vidare="ja"),
            table="nr;delegat\n1;TM\n",
            header=header,
        )
    assert [p.message.code for p in caught.value.problems] == ["order/not-passed-on"]


def test_a_decision_passes_on_rows_of_an_order_there_is(order):
    unknown = DECISION.replace("under: pn", "under: ks")
    with pytest.raises(UnusableRulesError) as caught:
        order(line("Köpa träd", "PC"), vidare=(unknown, "nr;delegat\n1;TM\n"))
    assert [p.message.code for p in caught.value.problems] == ["order/unknown-order"]


# looked up ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("PN 1.1", ["by/pn#1-1"]),
        ("1.2", ["by/pn#1-2"]),
        ("parknämnden 1.2", ["by/pn#1-2"]),
    ],
)
def test_a_row_is_found_by_its_number(order, name, ids):
    headings = ("nr", "ärende", "delegat", "lagrum")
    space = order(
        line("Köpa träd", "PC", nr="1.1", lagrum="LVU 11 §"),
        line("Sälja ved", "PC", nr="1.2", lagrum="6 § LVU"),
        headings=headings,
    )
    assert [thing.id for thing in things(name, space.jurisdiction)] == ids


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("LVU 6 §", ["1.2"]),
        ("LVU", ["1.1", "1.2"]),
        ("LVU 10–12 §§", ["1.1"]),
        ("Köpa träd", []),
    ],
)
def test_the_rows_under_a_provision_are_listed(order, name, points):
    headings = ("nr", "ärende", "delegat", "lagrum")
    space = order(
        line("Köpa träd", "PC", nr="1.1", lagrum="LVU 11 §"),
        line("Sälja ved", "PC", nr="1.2", lagrum="6 § LVU"),
        headings=headings,
    )
    rows = rows_under(name, space.jurisdiction)
    assert [rule.conclusion.grant.point for rule in rows] == points


def test_a_provision_has_a_page_of_its_rows_beside_a_matter_of_that_name(tmp_path):
    table = "nr;ärende;delegat;lagrum\n1.1;LVU;PC;LVU 11 §\n"
    loaded_order(tmp_path / "rules", table)
    said = run(f"show LVU -m by --rules {tmp_path / 'rules'}").stdout
    assert "ärende · lvu" in said
    assert "Rader som nämner det" in said


def test_the_page_of_a_role_tells_what_is_reported(tmp_path):
    table = "nr;ärende;delegat;högst;anmälan\n1;Köpa;PC;5 kr;månadsvis\n"
    loaded_order(tmp_path / "rules", table)
    pages = {
        role: run(f"show {role} -m by --rules {tmp_path / 'rules'}").stdout
        for role in ("parkchefen", "parknamnden")
    }
    told = "beslutet anmäls till parknämnden varje månad"
    assert told in " ".join(pages["parkchefen"].split())
    assert told not in " ".join(pages["parknamnden"].split())


@pytest.mark.parametrize("name", ["LVU 1 §", "PN 1", "1", "PN 9.9"])
def test_what_no_row_has_is_not_found(order, name):
    headings = ("nr", "ärende", "delegat", "lagrum")
    space = order(
        line("Köpa träd", "PC", nr="1.1", lagrum="LVU 11 §"), headings=headings
    )
    with pytest.raises(UnknownNameError):
        things(name, space.jurisdiction)


# substitutes whom the law bars --------------------------------------------------------

SOCIAL = """\
committee: socialnamnd
source: {title: Socialnämndens delegationsordning, short: PN, status: adopted}
key:
  SU: {role: socialutskott, substitutes: [AU, PC]}
  AU: utskott
  PC: parkchefen
"""


def test_who_may_not_decide_may_not_step_in_either(order):
    """Socialtjänstlagen 30 kap. 6 §: only a subcommittee, whoever is away."""
    space = order(line("familjehem", "SU"), header=SOCIAL)
    answer = who_decides(space, "familjehem", **{"namnden-kan-invantas": 1})
    (grant,) = answer.findings[0].conclusion.grants

    assert grant.substitutes == (("socialutskott", (Substitute(role="utskott"),)),)
    assert [loss.roles for loss in answer.lost if loss.roles] == [("parkchefen",)]
    assert "parkchefen" not in deciders_of(answer)


def test_a_barred_substitute_is_not_told(tmp_path):
    loaded_order(
        tmp_path / "rules", table_of([line("familjehem", "SU")]), header=SOCIAL
    )
    asked = f"who familjehem -m by --rules {tmp_path / 'rules'}"
    result = run(f"{asked} -g namnden-kan-invantas=ja")

    assert "Ersättare vid förhinder: utskottet" in " ".join(result.stdout.split())
    assert "→" not in result.stdout


def test_an_order_beside_a_law_that_cannot_be_read_is_told_of_the_law(tmp_path):
    """What the words of the town are kinds of is then not known, and no bug."""
    folder = tmp_path / "rules"
    loaded_order(folder, table_of([line("Köpa träd", "PC")]))
    (law,) = (f for f in folder.iterdir() if f.is_dir() and f.name != "by")
    law.rename(tmp_path / "law")
    law.symlink_to(tmp_path / "law")

    with pytest.raises(UnusableRulesError, match="file/link-outside"):
        load(RulesFolder(folder), ["by"])
