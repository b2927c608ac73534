"""Who is a delegate, in what and of whom: the bans, urgency, and a committee's own."""

import pytest

from engine.answers.answer import NoteKind, Outcome
from engine.rulebook.model.conclusions import Function, Mode
from engine.space.space import Space
from tests.support.park import (
    DELEGATED,
    GUARD,
    ROWS,
    barred,
    deciders,
    kinds_of_notes,
    loaded_park,
    row,
    who,
)

# who is a delegate --------------------------------------------------------------------


@pytest.mark.parametrize(
    "keys",
    [
        {"decides": "{together: [parkchefen, tradmastaren]}"},
        {"decides": "{together: [parkchefen, tradmastaren]}", "act": "decision"},
        {"decides": "{together: [parkchefen, parkordforanden]}"},
        {"decides": "parkgruppen"},
        {"decides": "byran"},
        {"decides": "byran", "cites": "chefsbeslut#v1"},
        {"decides": "parkgruppen", "cites": "reglemente#r1"},
    ],
)
def test_who_decides_for_a_committee_is_a_delegate_though_no_row_says_so(ask, keys):
    answer = ask(row("rad", **keys))

    assert answer.outcome is Outcome.NO_RULE
    assert barred(answer) == {"by/rad"}


@pytest.mark.parametrize(
    "keys",
    [
        {"decides": "parkchefen"},
        {"decides": "parkordforanden"},
        {"decides": "parknamnden"},
        {"decides": "{together: [parknamnden, kommunstyrelsen]}"},
        {"decides": "parkgruppen", "act": "internal_position"},
        {"decides": "{together: [parkchefen, tradmastaren]}", "act": "signing"},
        {"decides": "bolagsstyrelse", "cites": "reglemente#r1"},
    ],
)
def test_the_bans_on_delegates_leave_others_alone(ask, keys):
    answer = ask(row("rad", **keys))

    assert answer.outcome is Outcome.ANSWERED
    assert not barred(answer)


def test_whom_the_law_itself_lets_decide_is_no_delegate(ask):
    """7 kap. 11 §: the unions name the staff's representatives."""
    rad = row(
        "rad", matter="val-av-personalforetradare", decides="facklig-organisation"
    )
    answer = ask(rad, matter="val-av-personalforetradare")

    assert not barred(answer)
    assert "by/rad" in answer.rules


# urgency ------------------------------------------------------------------------------

WHOLE = row("namnden", matter="torgplats", decides="parknamnden")


@pytest.mark.parametrize(
    ("when", "given"),
    [
        ("{namnden-kan-invantas: no}", {"namnden-kan-invantas": 0}),
        ("{namnden-kan-invantas: {not: [yes]}}", {"namnden-kan-invantas": 0}),
        ("{akut-lage: yes}", {"akut-lage": 1}),
    ],
)
@pytest.mark.parametrize("who", ["parkordforanden", "vice-ordforande"])
def test_urgency_is_the_exception_from_what_may_not_be_delegated(ask, when, given, who):
    """6 kap. 39 §: the chair, or another member whom the committee has named."""
    urgent = row(
        "bradska", matter="torgplats", when=when, decides=who, informed="namnd"
    )
    answer = ask(WHOLE, urgent, matter="torgplats", **given)

    assert deciders(answer) == [(who,)]
    assert not barred(answer)


@pytest.mark.parametrize(
    "who",
    ["parkchefen", "presidium", "utskott", "ersattare", "{any_of: [ordforande, chef]}"],
)
def test_urgency_gives_nobody_else_what_may_not_be_delegated(ask, who):
    urgent = row("bradska", matter="torgplats", when="{akut-lage: yes}", decides=who)
    answer = ask(WHOLE, urgent, matter="torgplats", **{"akut-lage": 1})

    assert deciders(answer) == [("parknamnden",)]
    assert barred(answer) == {"by/bradska"}


@pytest.mark.parametrize(
    "when", ["{akut-lage: no}", "{akut-lage: [yes, no]}", "{kostnad: {max: 100}}", None]
)
def test_a_row_for_other_cases_than_urgent_ones_is_barred(ask, when):
    keys = {"when": when} if when else {}
    rad = row("rad", matter="torgplats", decides="parkordforanden", **keys)
    answer = ask(rad, matter="torgplats", **{"akut-lage": 0, "kostnad": 1})

    assert barred(answer) == {"by/rad"}


def test_an_order_of_substitutes_fills_in_whom_the_law_lets_a_committee_name(ask):
    """6 kap. 39 §: the chair, and then another member, is what the law lets it do."""
    rad = row(
        "rad",
        matter="bradskande-namndarende",
        decides="{in_order: [ordforande, vice-ordforande]}",
    )
    answer = ask(rad, matter="bradskande-namndarende")
    (finding,) = answer.findings

    assert answer.outcome is Outcome.ANSWERED
    assert finding.conclusion.party(Function.DECIDES).mode is Mode.IN_ORDER
    assert finding.conclusion.party(Function.INFORMED).roles == ("namnd",)
    assert len(finding.conclusion.requires) == 2
    assert {"by/ordning#p1", "kommunallagen/kl#6-39"} <= set(finding.cites)


def test_a_member_of_another_committee_fills_in_nothing(ask):
    named = row("namngiven", decides="utsedd-ledamot", cites="reglemente#r1")
    council = row("fullmaktige", decides="fullmaktigeledamot")
    own = row("egen", decides="parkordforanden")

    assert ask(named, council).outcome is Outcome.CONFLICT
    assert deciders(ask(named, own)) == [("parkordforanden",)]


@pytest.mark.parametrize("who", ["utskott", "socialutskott"])
def test_a_constraint_lets_in_whoever_may_be_named_to_whom_it_names(ask, who):
    """Socialtjänstlagen 30 kap. 5 and 6 §§: a subcommittee, of principle or not."""
    answer = ask(row("rad", matter="familjehem", decides=who), matter="familjehem")

    assert not barred(answer)
    assert "by/rad" in answer.rules


@pytest.mark.parametrize("who", ["parkutskottet", "presidium", "ordforande"])
def test_a_constraint_lets_in_no_subcommittee_of_another_committee(ask, who):
    answer = ask(row("rad", matter="familjehem", decides=who), matter="familjehem")

    assert barred(answer) == {"by/rad"}


@pytest.mark.parametrize(
    ("can_wait", "expected"), [(1, "utskott"), (0, "ordforande, utsedd-ledamot")]
)
def test_the_law_on_urgency_is_an_exception_from_a_row_on_all(ask, can_wait, expected):
    """30 kap. 12 §: the chair decides where the row's delegate cannot be awaited."""
    rad = row("rad", matter="familjehem", decides="utskott")
    answer = ask(rad, matter="familjehem", **{"namnden-kan-invantas": can_wait})

    assert answer.outcome is Outcome.ANSWERED
    assert [", ".join(roles) for roles in deciders(answer)] == [expected]


def test_a_row_on_urgency_of_ones_own_fills_in_the_law_on_it(ask):
    rad = row("rad", matter="familjehem", decides="utskott")
    urgent = row(
        "bradska", matter="familjehem", when="{akut-lage: yes}", decides="ordforande"
    )
    given = {"namnden-kan-invantas": 0, "akut-lage": 1}

    assert deciders(ask(rad, urgent, matter="familjehem", **given)) == [("ordforande",)]


def test_what_the_law_leaves_open_is_filled_in_with_no_employee(ask):
    rad = row(
        "rad",
        matter="bradskande-namndarende",
        decides="{in_order: [ordforande, parkchefen]}",
    )
    answer = ask(rad, matter="bradskande-namndarende")

    assert barred(answer) == {"by/rad"}
    assert deciders(answer) == [("ordforande", "utsedd-ledamot")]


# a mandatory "the committee decides" --------------------------------------------------

MANDATORY = {"mandatory": "yes", "cites": "reglemente#r1"}
OWNED = row("agd", decides="parknamnden", **MANDATORY)


def test_that_a_committee_decides_does_not_set_aside_its_delegate(ask):
    rad = row("rad", decides="tradmastaren", **DELEGATED)
    answer = ask(OWNED, rad)

    assert deciders(answer) == [("tradmastaren",)]
    assert NoteKind.SET_ASIDE not in kinds_of_notes(answer)
    assert set(answer.cites) == {"by/reglemente#r1", "by/ordning#p1"}


@pytest.mark.parametrize(
    "who", ["tradmastaren", "parkordforanden", "utskott", "ersattare"]
)
def test_a_lawful_delegate_need_not_be_called_one(ask, who):
    assert deciders(ask(OWNED, row("rad", decides=who))) == [(who,)]


@pytest.mark.parametrize(
    "who", ["parkgruppen", "byran", "kommunstyrelsens-ordforande", "kommunstyrelsen"]
)
def test_a_committee_prevails_over_whoever_is_no_delegate_of_its_own(ask, who):
    answer = ask(OWNED, row("rad", decides=who))

    assert deciders(answer) == [("parknamnden",)]
    assert NoteKind.SET_ASIDE in kinds_of_notes(answer)


@pytest.mark.parametrize("cites", ["chefsbeslut#v1", "nyordning#n1"])
def test_only_an_adopted_document_of_the_committee_delegates(ask, cites):
    rad = row("rad", decides="tradmastaren", cites=cites, **DELEGATED)

    assert deciders(ask(OWNED, rad)) == [("parknamnden",)]


def test_what_the_council_keeps_no_committee_delegates(ask):
    kept = row("kvar", decides="kommunfullmaktige", **MANDATORY)
    rad = row("rad", decides="tradmastaren", **DELEGATED)

    assert deciders(ask(kept, rad)) == [("kommunfullmaktige",)]


def test_the_laws_conditions_say_whose_matter_it_is_and_reserve_nothing(shipped_space):
    """6 kap. 3 § OSL and 2 kap. 17 § TF: its delegate refuses for the authority."""
    given = {
        "utgang": "avslag",
        "forvaras-hos": "namnd",
        "utlamnandelage": "begard-provning",
    }
    answer = who(shipped_space, "utlamnande-av-allman-handling", **given)

    assert deciders(answer) == [("tradmastaren",)]
    assert NoteKind.SET_ASIDE not in kinds_of_notes(answer)


def test_a_clause_on_all_rows_prevails_where_it_holds(ask):
    ordinary = ask(GUARD, *ROWS, matter="fallning")
    weighty = ask(GUARD, *ROWS, matter="fallning", **{"stor-vikt": 1})

    assert deciders(ordinary) == [("tradmastaren",)]
    assert NoteKind.ASSUMED in kinds_of_notes(ordinary)
    assert deciders(weighty) == [("parknamnden",)]


# under the law that came with Mandat --------------------------------------------------

SHIPPED_ROWS = (
    row(
        "grupp",
        matter="parkfragor",
        decides="parkgruppen",
        cites="[ordning#p1, skolan#s1]",
    ),
    row("tva", decides="{together: [parkchefen, tradmastaren]}"),
    row("mal", matter="parkens-mal", decides="parkchefen"),
    row("torget", matter="torgplats", decides="parknamnden"),
    row(
        "torget-i-bradska",
        matter="torgplats",
        when="{akut-lage: yes}",
        decides="parkordforanden",
        informed="namnd",
    ),
    row(
        "avslag",
        matter="utlamnande-av-allman-handling",
        when="{utgang: avslag}",
        decides="tradmastaren",
        **DELEGATED,
    ),
    row(
        "bradska",
        matter="bradskande-namndarende",
        decides="{in_order: [ordforande, vice-ordforande]}",
    ),
)


@pytest.fixture(scope="module")
def shipped_space(tmp_path_factory):
    """Return the town under the shipped law, to be asked."""
    folder = tmp_path_factory.mktemp("town") / "rules"
    return Space(loaded_park(folder, SHIPPED_ROWS))


@pytest.mark.parametrize(
    ("matter", "given", "expected"),
    [
        ("parkfragor", {}, []),
        ("plantering", {}, []),
        ("parkens-mal", {}, []),
        ("torgplats", {"akut-lage": 0}, [("parknamnden",)]),
        ("torgplats", {"akut-lage": 1}, [("parkordforanden",)]),
        (
            "bradskande-namndarende",
            {"namnden-kan-invantas": 0},
            [("ordforande", "vice-ordforande")],
        ),
        ("bradskande-namndarende", {"namnden-kan-invantas": 1}, [("namnd",)]),
    ],
)
def test_the_shipped_law_bars_and_leaves_open_the_same(
    shipped_space, matter, given, expected
):
    assert deciders(who(shipped_space, matter, **given)) == expected
