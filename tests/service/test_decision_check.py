"""Decisions as case systems have them, held against the orders of Orrhed.

Point 2.1 of the executive board's order: a claim is written off by the finance officer
up to a tenth of a prisbasbelopp, by the head of finance up to two, by the director up
to ten, and by the board's working committee up to fifty; 59,200 kronor in 2026.
"""

import datetime as dt
from dataclasses import replace

import pytest

from engine import EngineError, TakenDecision, check_decision
from tests.support.shipped import shipped_mandat

DAY = dt.date(2026, 6, 1)
TAKEN = TakenDecision(
    matter="avskriva fordran",
    reference="KS 2.1",
    decided_by="ekonomihandläggare",
    on=DAY,
    given={"belopp": 5_000},
)


def checked(**change):
    return check_decision(replace(TAKEN, **change), shipped_mandat().of("orrhed"))


def verdict(**change):
    return checked(**change).verdict.value


@pytest.mark.parametrize(
    ("decider", "amount"),
    [
        ("ekonomihandläggare", 5_920),
        ("ekonomichef", 118_400),
        ("kommundirektör", 592_000),
        ("kommunstyrelsens arbetsutskott", 2_960_000),
        ("kommunstyrelsen", 5_000),
    ],
)
def test_whoever_may_up_to_an_amount_is_in_order_up_to_it(decider, amount):
    assert verdict(decided_by=decider, given={"belopp": amount}) == "in_order"


@pytest.mark.parametrize(
    ("decider", "amount"),
    [
        ("ekonomihandläggare", 5_921),
        ("ekonomichef", 118_401),
        ("kommundirektör", 592_001),
        ("rektor", 1),
    ],
)
def test_beyond_it_another_decides(decider, amount):
    check = checked(decided_by=decider, given={"belopp": amount})

    assert check.verdict.value == "another_decides"
    assert "kommunstyrelsen" in check.names
    assert not check.is_in_order


def test_what_decides_and_is_not_told_is_asked_for():
    check = checked(given=None)
    assert (check.verdict.value, check.names) == ("facts_missing", ("belopp",))


def test_whoever_may_in_every_case_needs_tell_nothing():
    assert verdict(decided_by="kommunstyrelsen", reference="", given=None) == "in_order"


def test_whoever_may_in_no_case_is_told_so_though_facts_are_missing():
    assert verdict(decided_by="rektor", given=None) == "another_decides"


def test_another_point_is_wrong_and_the_right_one_is_told():
    check = checked(reference="KS 2.2")
    assert check.verdict.value == "wrong_point"
    assert check.names == ("kommunstyrelsen 2.1",)


def test_a_point_that_no_order_has_is_wrong():
    assert verdict(reference="KS 99.9") == "wrong_point"


def test_without_a_point_none_is_held_against_the_decision():
    check = checked(reference="")
    assert check.verdict.value == "in_order"
    assert check.points == ("kommunstyrelsen 2.1",)


def test_a_point_tells_its_matter():
    check = checked(matter="")
    assert (check.verdict.value, check.matter) == ("in_order", "avskriva-fordran")


def test_a_row_that_is_not_in_force_is_told_by_its_point():
    check = checked(on=dt.date(2020, 1, 1))
    assert (check.verdict.value, check.names) == ("not_in_force", ("KS 2.1",))


def test_an_act_that_is_not_in_force_is_told():
    early = {"on": dt.date(2025, 6, 30), "reference": ""}
    check = checked(legal_basis="14 kap. 2 § socialtjänstlagen (2025:400)", **early)
    assert check.verdict.value == "not_in_force"


def test_where_no_rule_says_who_it_is_told():
    assert verdict(reference="", on=dt.date(2020, 1, 1)) == "no_rule"


def test_a_post_decides_as_its_page_says():
    day = {"on": dt.date(2026, 6, 1), "given": {"belopp": 50_000}}
    assert verdict(decided_by="EKC", **day) == "in_order"
    assert verdict(decided_by="EH", **day) == "another_decides"


def test_a_post_that_is_not_there_decides_nothing():
    posts = shipped_mandat().of("orrhed").jurisdiction.posts
    absent = next(post for post in posts.values() if post.absences)
    day = absent.absences[0].first
    assert verdict(decided_by=absent.id, on=day, given=None) == "another_decides"


def test_execution_is_no_decision_and_whoever_carries_it_out_is_told():
    """KS 1.17: flags are raised by the officer; the row is marked as execution."""
    flags = {"matter": "flagga vid kommunens byggnader", "reference": "KS 1.17"}
    check = checked(decided_by="handläggare", given=None, **flags)
    assert (check.verdict.value, check.names) == ("no_decision", ("handlaggare",))
    assert not check.is_in_order


def test_the_fields_are_filled_in_as_they_should_be():
    fields = checked(decided_by="rektor", method="automatic").to_dict("sv")["fields"]
    assert fields["delegationReference"] == ["kommunstyrelsen 2.1"]
    assert fields["decidedBy"][0] == "ekonomihandlaggare"
    assert fields["method"] == "automatic"


def test_the_reason_is_a_sentence_in_either_language():
    check = checked(decided_by="rektor")
    assert "kommunstyrelsen" in check.to_dict("sv")["reasons"][0]
    assert check.to_dict("en")["reasons"][0].startswith("Who decides: ")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"method": "by hand"}, "decision/method"),
        ({"matter": "", "reference": ""}, "decision/no-matter"),
        ({"matter": "", "reference": "KS 99.9"}, "question/unknown-name"),
        ({"matter": "", "reference": "2.1"}, "decision/several-matters"),
        ({"decided_by": "nobody"}, "question/unknown-role"),
        ({"given": {"xyzzy": 1}}, "question/unknown-circumstance"),
    ],
)
def test_what_cannot_be_checked_is_refused(change, code):
    with pytest.raises(EngineError) as error:
        checked(**change)
    assert error.value.message.code == code
