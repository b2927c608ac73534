"""What a post may decide on a day, and what moves while a post is hindered.

Each is tried from both sides: who has it, and who has it not.
"""

import datetime as dt
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.rulebook.model.conclusions import Function
from engine.rulebook.model.sources import Validity
from engine.space.space import Space
from engine.space.staffing import Presence, Withholding
from engine.space.successions import Succession
from tests.support.orders import loaded_order
from tests.support.posts import AWAY, ON, day_of, matters, moved, post

KEY = """\
committee: parknamnden
source: {title: Parknämndens delegationsordning, short: PN, status: adopted}
key:
  TM: {role: tradmastaren, superior: PC}
  PC: parkchefen
  PO: {role: parkordforanden, substitutes: [PC]}
  AU: parkutskottet
  PN: parknamnden
"""
TABLE = "ärende;delegat\nKöpa träd;TM\n"
CHIEF = post("C", "parkchefen")
MASTER = post("T", "tradmastaren", superior="C")
GONE = post("T", "tradmastaren", superior="C", absences=AWAY)


@pytest.fixture
def town(tmp_path):
    """Return what makes a town with an order, whose header ends in some clauses."""

    def made(table=TABLE, clauses="", key=KEY, **orders):
        folder = tmp_path / "rules"
        said = f"clauses: {clauses}\n" if clauses else ""
        return Space(loaded_order(folder, table, key + said, **orders))

    return made


def ways(moves):
    return {move.way for move in moves}


# what the roles of a post decide ------------------------------------------------------


def test_a_post_decides_what_its_role_decides_and_no_other_post_does(town):
    space = town()
    assert matters(space, day_of(space, "T", CHIEF, MASTER).own) == {"Köpa träd"}
    assert matters(space, day_of(space, "C", CHIEF, MASTER).own) == set()


def test_a_superior_has_it_too_where_the_order_names_the_lowest_level(town):
    space = town(clauses="{lowest_level: yes}")
    for id_ in ("T", "C"):
        assert matters(space, day_of(space, id_, CHIEF, MASTER).own) == {"Köpa träd"}


def test_a_post_with_two_roles_has_what_both_have(town):
    space = town("ärende;delegat\nKöpa träd;TM\nSälja ved;PC\n")
    both = post("B", "tradmastaren", "parkchefen")
    assert matters(space, day_of(space, "B", both).own) == {"Köpa träd", "Sälja ved"}


def test_each_row_of_a_ladder_has_its_limit(town):
    space = town("ärende;delegat;högst\nKöpa träd;TM;1 pbb\n;PC;10 pbb\n")
    (power,) = day_of(space, "T", CHIEF, MASTER).own
    ((name, (limits,)),) = power.when
    assert (name, limits.high) == ("belopp", 59_200 * 100)


def test_an_execution_is_carried_out_and_not_decided(town):
    space = town("ärende;delegat;slag\nKöpa träd;TM;V\n")
    (power,) = day_of(space, "T", MASTER, CHIEF).own
    assert power.function is Function.CARRIES_OUT


def test_a_post_has_nothing_before_its_first_day_or_after_its_last(town):
    space = town()
    brief = post("T", "tradmastaren", validity=Validity(first=ON, last=ON))
    day = dt.timedelta(days=1)
    assert day_of(space, "T", brief).own
    before = day_of(space, "T", brief, on=ON - day)
    after = day_of(space, "T", brief, on=ON + day)
    assert (before.own, before.situation.presence) == ((), Presence.NOT_YET)
    assert (after.own, after.situation.presence) == ((), Presence.NO_LONGER)


# committees ---------------------------------------------------------------------------

BOARD = """\
committee: kommunstyrelsen
source: {title: Styrelsens ordning, short: KS, status: adopted}
key: {TM: tradmastaren}
"""


def test_a_post_decides_by_the_orders_of_its_committee_alone(town):
    space = town(ks=(BOARD, "ärende;delegat\nHyra ut lokal;TM\n"))

    def own(*committees):
        master = post("T", "tradmastaren", committees=committees)
        day = day_of(space, "T", master)
        return matters(space, day.own), day.elsewhere

    assert own("parknamnden") == ({"Köpa träd"}, 1)
    assert own("kommunstyrelsen") == ({"Hyra ut lokal"}, 1)
    assert own("parknamnden", "kommunstyrelsen") == ({"Köpa träd", "Hyra ut lokal"}, 0)
    assert own() == ({"Köpa träd", "Hyra ut lokal"}, 0)  # the table does not say


def test_a_post_has_the_committee_of_its_superior(town):
    space = town(ks=(BOARD, "ärende;delegat\nHyra ut lokal;TM\n"))
    chief = post("C", "parkchefen", committees=("parknamnden",))
    assert matters(space, day_of(space, "T", chief, MASTER).own) == {"Köpa träd"}


def test_nothing_moves_to_a_substitute_in_another_administration(town):
    space = town("ärende;delegat;ersättare\nKöpa träd;TM;PC\n")
    other = post("D", "parkchefen", committees=("kommunstyrelsen",))
    alone = post("T", "tradmastaren", absences=AWAY, committees=("parknamnden",))
    assert moved(space, day_of(space, "T", alone, other).passed) == {"Köpa träd": None}
    assert day_of(space, "D", alone, other).received == ()


# substitutes by the row ---------------------------------------------------------------


@pytest.mark.parametrize("hindrance", ["away", "vacant", "disqualified"])
def test_what_a_post_cannot_decide_moves_to_the_substitute(town, hindrance):
    space = town("ärende;delegat;ersättare\nKöpa träd;TM;PC\nSälja ved;TM;\n")
    barred = ("T",) if hindrance == "disqualified" else ()
    said = {"away": {"absences": AWAY}, "vacant": {"holders": 0}}.get(hindrance, {})
    master = post("T", "tradmastaren", superior="C", **said)

    mine = day_of(space, "T", CHIEF, master, disqualified=barred)
    theirs = day_of(space, "C", CHIEF, master, disqualified=barred)

    assert mine.own == ()
    assert mine.situation.presence.value == hindrance
    assert moved(space, mine.passed) == {"Köpa träd": "C", "Sälja ved": None}
    assert moved(space, theirs.received) == {"Köpa träd": "C"}
    assert ways(theirs.received) == {Succession.SUBSTITUTE}
    # and nothing of it on a day when the post is there
    present = day_of(space, "C", CHIEF, MASTER)
    assert (present.received, present.own) == ((), ())


def test_a_day_with_somebody_away_is_another_than_the_day_after(town):
    space = town("ärende;delegat;ersättare\nKöpa träd;TM;PC\n")
    last = AWAY[0].last
    for on, is_away in ((last, True), (last + dt.timedelta(days=1), False)):
        chief = day_of(space, "C", CHIEF, GONE, on=on)
        master = day_of(space, "T", CHIEF, GONE, on=on)
        assert bool(chief.received) is is_away
        assert bool(master.own) is not is_away


def test_the_next_substitute_steps_in_where_the_first_is_away_too(town):
    space = town("ärende;delegat;ersättare\nKöpa träd;TM;PC, PO\n")
    chief = post("C", "parkchefen", absences=AWAY)
    chair = post("O", "parkordforanden")
    assert moved(space, day_of(space, "O", GONE, chief, chair).received) == {
        "Köpa träd": "O"
    }
    assert day_of(space, "O", GONE, CHIEF, chair).received == ()


def test_where_no_substitute_is_there_it_is_the_committees_own(town):
    space = town("ärende;delegat;ersättare\nKöpa träd;TM;PC\n")
    chief = post("C", "parkchefen", absences=AWAY)
    (move,) = day_of(space, "T", GONE, chief).passed
    assert (move.way, move.target) == (Succession.NOBODY, None)


def test_of_several_who_could_step_in_it_is_the_one_above(town):
    space = town("ärende;delegat;ersättare\nKöpa träd;TM;PC\n")
    other = post("D", "parkchefen")
    assert day_of(space, "C", GONE, CHIEF, other).received
    assert day_of(space, "D", GONE, CHIEF, other).received == ()


def test_of_several_of_whom_none_is_above_nobody_is_guessed(town):
    space = town("ärende;delegat;ersättare\nKöpa träd;TM;PC\n")
    alone = post("T", "tradmastaren", absences=AWAY)
    posts = (alone, CHIEF, post("D", "parkchefen"))
    for id_ in ("C", "D"):
        assert day_of(space, id_, *posts).received == ()
    named = post("T", "tradmastaren", absences=AWAY, substitutes=("D",))
    posts = (named, CHIEF, post("D", "parkchefen"))
    assert day_of(space, "D", *posts).received  # the table says which
    assert day_of(space, "C", *posts).received == ()


def test_a_substitute_whom_the_law_bars_takes_over_nothing(town):
    """Socialtjänstlagen 30 kap. 6 §: by a subcommittee, and no head of the park."""
    key = KEY.replace("parkutskottet", "{role: parkutskottet, substitutes: [PC]}")
    space = town("ärende;delegat\nFamiljehem;AU\nKöpa träd;AU\n", key=key)
    panel = post("A", "parkutskottet", absences=AWAY)
    received = moved(space, day_of(space, "C", panel, CHIEF).received)
    assert received == {"Köpa träd": "C"}


def test_what_is_carried_out_moves_too(town):
    space = town("ärende;delegat;ersättare;slag\nKöpa träd;TM;PC;V\n")
    (move,) = day_of(space, "C", CHIEF, GONE).received
    assert move.function is Function.CARRIES_OUT


# clauses ------------------------------------------------------------------------------


def test_the_nearest_superior_who_is_there_decides_where_the_clause_says_so(town):
    space = town(
        clauses="{superior_on_absence: yes}",
        key=KEY.replace("superior: PC", "superior: PO"),
    )
    boss = post("B", "forvaltningschef")
    chief = post("C", "parkchefen", superior="B")
    away = post("C", "parkchefen", superior="B", absences=AWAY)

    assert moved(space, day_of(space, "C", GONE, chief, boss).received)
    assert day_of(space, "B", GONE, chief, boss).received == ()
    assert ways(day_of(space, "B", GONE, away, boss).received) == {Succession.SUPERIOR}
    # while the delegate is there no superior may
    assert day_of(space, "C", MASTER, chief, boss).own == ()


def test_without_a_clause_no_superior_steps_in(town):
    (move,) = day_of(town(), "T", GONE, CHIEF).passed
    assert move.way is Succession.NOBODY


@pytest.mark.parametrize(
    ("others", "way"),
    [
        ((), Succession.SUPERIOR),
        ((post("U", "tradmastaren", holders=0),), Succession.SUPERIOR),
        ((post("U", "tradmastaren"),), Succession.OTHER_HOLDERS),
    ],
)
def test_a_sole_holders_superior_decides_and_no_others(town, others, way):
    space = town(clauses="{sole_holder: yes}")
    (move,) = day_of(space, "T", GONE, CHIEF, *others).passed
    assert move.way is way
    received = day_of(space, "C", GONE, CHIEF, *others).received
    assert bool(received) is (way is Succession.SUPERIOR)


def test_where_others_may_decide_by_the_order_it_is_not_the_committees_alone(town):
    space = town("ärende;delegat\nKöpa träd;TM / PC\n")
    (move,) = day_of(space, "T", GONE, CHIEF).passed
    assert (move.way, move.others) == (Succession.OTHERS, ("parkchefen",))


@pytest.mark.parametrize(
    ("clauses", "is_given"),
    [("{temporary: yes}", True), ("{temporary: no}", False), ("", False)],
)
def test_a_stand_in_has_the_delegation_where_the_order_says_so(town, clauses, is_given):
    space = town(clauses=clauses)
    gone = post("T", "tradmastaren", superior="C", absences=AWAY, substitutes=("G",))
    gardener = post("G", "medarbetare")
    day = day_of(space, "G", gone, CHIEF, gardener)

    assert bool(day.received) is is_given
    assert [p.id for p, _ in day.unfounded] == ([] if is_given else ["T"])
    if is_given:
        assert ways(day.received) == {Succession.APPOINTEE}
        there = post("T", "tradmastaren", superior="C", substitutes=("G",))
        assert day_of(space, "G", there, CHIEF, gardener).received == ()


@pytest.mark.parametrize(
    ("clauses", "has_it", "untold"),
    [("{temporary: yes}", True, 0), ("{temporary: no}", False, 0), ("", True, 1)],
)
def test_somebody_there_for_a_time(town, clauses, has_it, untold):
    space = town(clauses=clauses)
    brief = post("T", "tradmastaren", is_temporary=True)
    day = day_of(space, "T", brief)
    assert (bool(day.own), day.untold) == (has_it, untold)
    assert [lost.reason for lost in day.withheld] == (
        [] if has_it else [Withholding.TEMPORARY]
    )


@pytest.mark.parametrize(
    ("employed", "has_it"),
    [("2026-03-10", True), ("2026-03-11", False), ("2026-06-09", False)],
)
def test_a_new_employee_waits_three_months(town, employed, has_it):
    """On 10 June three months are over for somebody employed on 10 March."""
    space = town(clauses="{new_employee: 3}")
    new = post("T", "tradmastaren", employed=dt.date.fromisoformat(employed))
    day = day_of(space, "T", new)
    assert bool(day.own) is has_it
    if not has_it:
        (lost,) = day.withheld
        assert lost.reason is Withholding.NEW_EMPLOYEE
        assert lost.until == dt.date.fromisoformat(employed).replace(
            month=int(employed[5:7]) + 3
        )


def test_without_the_clause_a_new_employee_has_it_at_once(town):
    assert day_of(town(), "T", post("T", "tradmastaren", employed=ON)).own


def test_a_new_employee_steps_in_for_nobody(town):
    space = town(
        "ärende;delegat;ersättare\nKöpa träd;TM;PC\n", clauses="{new_employee: 3}"
    )
    chief = post("C", "parkchefen", employed=ON)
    assert day_of(space, "C", chief, GONE).received == ()


# delegates whom a row finds -----------------------------------------------------------


def test_the_immediate_manager_is_whoever_has_somebody_below(town):
    space = town("ärende;delegat\nKöpa träd;närmaste chef\n")
    assert matters(space, day_of(space, "C", CHIEF, MASTER).own) == {"Köpa träd"}
    assert day_of(space, "T", CHIEF, MASTER).own == ()
    assert day_of(space, "C", CHIEF).own == ()


def test_a_respective_delegate_is_everybody_of_the_role(town):
    space = town("ärende;delegat\nKöpa träd;respektive parkchefen\n")
    other = post("D", "parkchefen")
    for id_ in ("C", "D"):
        day = day_of(space, id_, CHIEF, other, MASTER)
        assert matters(space, day.own) == {"Köpa träd"}
    assert day_of(space, "T", CHIEF, other, MASTER).own == ()


def test_the_original_delegate_is_whoever_decided_and_nobody_is_guessed(town):
    space = town(
        "ärende;delegat\nKöpa träd;TM\nRätta beslut;delegat i ursprungsärendet\n"
    )
    decides = day_of(space, "T", CHIEF, MASTER)
    assert matters(space, decides.own) == {"Köpa träd"}
    assert matters(space, decides.original) == {"Rätta beslut"}
    assert day_of(space, "C", CHIEF, MASTER).original == ()  # decides nothing itself


# against the page ---------------------------------------------------------------------

#: Who steps in for whom in the order below, in the words of the table.
_STEPS = {"tradmastaren": ["parkchefen", "parkordforanden"], "parkchefen": []}
_POSTS = {"T": "tradmastaren", "C": "parkchefen", "O": "parkordforanden"}


@pytest.fixture(scope="module")
def order(tmp_path_factory):
    """Return a town whose order has substitutes in order and a sole holder's clause."""
    folder = tmp_path_factory.mktemp("town") / "rules"
    table = "ärende;delegat;ersättare\nKöpa träd;TM;PC, PO\nSälja ved;PC;\n"
    return Space(loaded_order(folder, table, f"{KEY}clauses: {{sole_holder: yes}}\n"))


def _expected(away, above):
    """Return who has what, by the page: post → matters, read off by hand.

    A delegate who is there has it; else the first substitute who is there; else, since
    each role has one holder, the nearest superior who is there.
    """
    has = {id_: set() for id_ in _POSTS}
    for matter, role in (("Köpa träd", "tradmastaren"), ("Sälja ved", "parkchefen")):
        holder = next(id_ for id_, own in _POSTS.items() if own == role)
        chain = list(itertools.takewhile(bool, _chain(holder, above)))
        steps = [
            next(id_ for id_, own in _POSTS.items() if own == step)
            for step in _STEPS[role]
        ]
        for id_ in (holder, *steps, *chain):
            if id_ not in away:
                has[id_].add(matter)
                break
    return has


def _chain(id_, above):
    while id_ := above.get(id_, ""):
        yield id_


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    away=st.frozensets(st.sampled_from(sorted(_POSTS))),
    above=st.sampled_from(
        [
            {},
            {"T": "C"},
            {"T": "C", "C": "O"},
            {"T": "O"},
            {"C": "O"},
            {"T": "O", "C": "T"},
        ]
    ),
)
def test_who_has_what_is_what_the_page_says(order, away, above):
    posts = [
        post(
            id_,
            role,
            superior=above.get(id_, ""),
            absences=AWAY if id_ in away else (),
        )
        for id_, role in _POSTS.items()
    ]
    for id_, expected in _expected(away, above).items():
        day = day_of(order, id_, *posts)
        has = matters(order, day.own) | set(moved(order, day.received))
        assert has & {"Köpa träd", "Sälja ved"} == expected


# occasions and alike posts ------------------------------------------------------------


@pytest.mark.parametrize("hindrance", ["away", "vacant", "disqualified"])
def test_a_substitute_on_one_occasion_alone_takes_over_on_that(town, hindrance):
    """PO steps in where TM is disqualified, and PC whenever TM cannot."""
    space = town("ärende;delegat;ersättare\nKöpa träd;TM;PO vid jäv, PC\n")
    barred = ("T",) if hindrance == "disqualified" else ()
    said = {"away": {"absences": AWAY}, "vacant": {"holders": 0}}.get(hindrance, {})
    posts = (
        post("T", "tradmastaren", superior="C", **said),
        CHIEF,
        post("O", "parkordforanden"),
    )
    (move,) = day_of(space, "T", *posts, disqualified=barred).passed
    assert move.target.id == ("O" if hindrance == "disqualified" else "C")


def test_posts_that_are_alike_are_told_together(town):
    space = town("ärende;delegat;ersättare\nKöpa träd;TM;PC\n")
    alike = [
        post(id_, "tradmastaren", superior="C", absences=AWAY) for id_ in ("T", "U")
    ]
    other = post("V", "tradmastaren", superior="C", holders=0)
    received = day_of(space, "C", CHIEF, *alike, other).received
    assert [[p.id for p in move.sources] for move in received] == [["T", "U"], ["V"]]


def test_two_who_stand_in_for_each_other_end_somewhere(town):
    space = town(clauses="{temporary: yes}")
    pair = [
        post(id_, "tradmastaren", absences=AWAY, substitutes=(other,))
        for id_, other in (("T", "U"), ("U", "T"))
    ]
    for id_ in ("T", "U"):
        (move,) = day_of(space, id_, *pair).passed
        assert (move.way, move.target) == (Succession.NOBODY, None)


@pytest.mark.parametrize("clause", ["superior_on_absence", "sole_holder"])
@pytest.mark.parametrize(
    ("said", "barred", "is_moved"),
    [
        ({"absences": AWAY}, (), True),
        ({"holders": 0}, (), True),
        ({}, ("T",), False),
    ],
)
def test_a_clause_on_absence_says_nothing_of_the_disqualified(
    town, clause, said, barred, is_moved
):
    space = town(clauses=f"{{{clause}: yes}}")
    master = post("T", "tradmastaren", superior="C", **said)
    received = day_of(space, "C", CHIEF, master, disqualified=barred).received
    assert bool(received) is is_moved


def test_what_cannot_wait_goes_to_the_first_of_the_clause_who_is_there(town):
    space = town(
        "ärende;delegat\nKöpa träd;AU\nSälja ved;TM\n",
        clauses="{cannot_wait: {AU: [PO, TM]}}",
    )
    chair, away = (
        post("O", "parkordforanden"),
        post("O", "parkordforanden", absences=AWAY),
    )

    def urgent(id_, *posts):
        return matters_of(space, day_of(space, id_, *posts).urgent)

    assert urgent("O", chair, MASTER, CHIEF) == {"Köpa träd"}
    assert urgent("T", chair, MASTER, CHIEF) == set()
    assert urgent("T", away, MASTER, CHIEF) == {"Köpa träd"}
    assert urgent("C", chair, MASTER, CHIEF) == set()


def matters_of(space, moves):
    return set(moved(space, moves))


def test_another_units_manager_does_not_decide_for_a_respective_one(town):
    """`respektive` is each in their own area: the other one's is another."""
    space = town(
        "ärende;delegat\nKöpa träd;respektive TM\n", clauses="{sole_holder: yes}"
    )
    gone = post("T", "tradmastaren", superior="C", unit="Norra", absences=AWAY)
    for unit, way in (
        ("Norra", Succession.OTHER_HOLDERS),
        ("Södra", Succession.SUPERIOR),
    ):
        other = post("U", "tradmastaren", superior="C", unit=unit)
        (move,) = day_of(space, "T", gone, other, CHIEF).passed
        assert move.way is way


def test_a_respective_one_is_of_its_own_unit_beside_a_row_on_all_of_them(town):
    """What moves by a row tells nothing of a row of another meaning."""
    space = town("ärende;delegat\nKöpa träd;TM\nSälja ved;respektive TM\n")
    gone = post("T", "tradmastaren", unit="Norra", absences=AWAY)
    other = post("U", "tradmastaren", unit="Södra")
    anyone, respective = day_of(space, "T", gone, other, CHIEF).passed
    assert anyone.way is Succession.OTHER_HOLDERS
    assert respective.way is not Succession.OTHER_HOLDERS
