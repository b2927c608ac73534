"""The rank of a rule is that of its document, and a lower one takes nothing over."""

import pytest

from engine.answers.answer import Outcome
from engine.rulebook.model.conclusions import Function
from engine.rulebook.model.rules import Slot
from engine.rulebook.model.sources import Rank, Status
from tests.support.park import DELEGATED, HIGHER, barred, deciders, row
from tests.support.shipped import TODAY

# the rank of a rule -------------------------------------------------------------------


@pytest.mark.parametrize(
    "besides", ["skolan#s1", "reglemente#r1", "kommunallagen/kl#6-37"]
)
def test_what_a_row_cites_besides_lends_it_no_rank(town, besides):
    plain = row("rad", decides="parkchefen")
    lifted = row("rad-till", decides="parkchefen", cites=f"[ordning#p1, {besides}]")
    rules = town(plain, lifted).rules_by_id

    assert rules["by/rad"].rank is rules["by/rad-till"].rank is Rank.BOARD


def test_what_a_row_cites_besides_lends_it_neither_status_nor_days(town):
    cites = "[nyordning#n1, reglemente#r1, skolan#s1]"
    proposed = row("foreslagen", decides="parkchefen", cites=cites)
    ended = row("gammal", decides="parkchefen", cites="[ordning#p1, skolan#s1]")
    rules = town(proposed, ended).rules_by_id

    assert rules["by/foreslagen"].status is Status.PROPOSAL
    assert rules["by/gammal"].is_in_force(TODAY)
    assert not rules["by/gammal"].is_in_force(TODAY.replace(year=2031))


def test_no_rule_of_a_municipality_has_the_rank_of_law(town):
    alone = row("lag-ensam", decides="namnd", cites="kommunallagen/kl#6-38")
    own = row("egen-lag", decides="namnd", cites="skolan#s1")
    rules = town(alone, own).rules_by_id

    assert {rules["by/lag-ensam"].rank, rules["by/egen-lag"].rank} == {Rank.COUNCIL}


@pytest.mark.parametrize(
    ("matter", "decides"),
    [
        ("plantering", "parkgruppen"),
        ("parkens-mal", "parkchefen"),
        ("plantering", "{together: [parkchefen, parkordforanden]}"),
    ],
)
def test_a_cited_act_switches_off_no_ban(ask, matter, decides):
    rad = row(
        "rad",
        matter=matter,
        decides=decides,
        cites="[ordning#p1, skolan#s1]",
        **DELEGATED,
    )
    answer = ask(rad, matter=matter)

    assert answer.outcome is Outcome.NO_RULE
    assert barred(answer) == {"by/rad"}
    assert ((Slot.MATTER, matter),) not in answer.nearest  # it has no other rule


# a lower rank takes nothing over ------------------------------------------------------


def test_a_lower_rank_does_not_take_over(ask):
    lower = row(
        "lagre",
        decides="tradmastaren",
        overrides="hogre",
        cites="chefsbeslut#v1",
        **DELEGATED,
    )
    answer = ask(HIGHER, lower)

    assert answer.outcome is Outcome.CONFLICT
    assert sorted(deciders(answer)) == [("parkchefen",), ("tradmastaren",)]


def test_citing_the_higher_document_does_not_help_a_lower_one_to_take_over(ask):
    lower = row(
        "lagre",
        decides="tradmastaren",
        overrides="hogre",
        cites="[chefsbeslut#v1, ordning#p1]",
        **DELEGATED,
    )

    assert ask(HIGHER, lower).outcome is Outcome.CONFLICT


def test_a_rule_takes_over_from_one_of_its_own_rank(ask):
    later = row("senare", decides="tradmastaren", overrides="hogre", **DELEGATED)

    assert deciders(ask(HIGHER, later)) == [("tradmastaren",)]


def test_a_lower_rank_does_not_take_over_what_adds_up(ask):
    heard = row("horda", consulted="[parkchefen]")
    lower = row(
        "tysta", consulted="[tradmastaren]", overrides="horda", cites="chefsbeslut#v1"
    )
    (finding,) = ask(heard, lower).findings

    assert set(finding.conclusion.party(Function.CONSULTED).roles) == {
        "parkchefen",
        "tradmastaren",
    }


def test_a_proposal_takes_over_nothing_adopted(ask):
    heard = row("horda", consulted="[parkchefen]")
    planned = row(
        "planerad", consulted="[tradmastaren]", overrides="horda", cites="nyordning#n1"
    )
    (finding,) = ask(heard, planned).findings

    assert "parkchefen" in finding.conclusion.party(Function.CONSULTED).roles
