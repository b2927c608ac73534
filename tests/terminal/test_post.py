"""`mandat post`: what a post of Orrhed may decide on a day, by the tables of its pack.

What is expected is read off `rules/orrhed`: rows, clauses and posts.
"""

import datetime as dt
import json
from collections import defaultdict
from functools import cache

import pytest

from engine.rulebook.model.conclusions import GRANTED, Function
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind, Slot
from engine.space.space import Space
from engine.space.staffing import Staffing
from tests.support.shipped import shipped_mandat
from tests.support.terminal import run

#: A day on which the heads of departments and of units are away, and a post is vacant.
SUMMER = dt.date(2026, 7, 22)


def orrhed():
    return shipped_mandat().of("orrhed")


def shown(name, on, **more):
    return orrhed().post(name, on=dt.date.fromisoformat(on), **more).to_dict()


def points(powers):
    return {point["point"] for power in powers for point in power["points"]}


def arrivals(page):
    came = defaultdict(set)
    for move in page["received"]:
        for source in move["sources"]:
            came[source["id"]].add(move["point"]["point"])
    return dict(came)


# a day with somebody away ------------------------------------------------------------


def test_the_head_above_takes_over_while_the_head_of_building_is_away():
    """BMN: BC has SBC as substitute, and is away 6 July – 2 August."""
    before, during = shown("SBC", "2026-07-05"), shown("SBC", "2026-07-06")
    assert arrivals(before) == {}
    assert {"3.3", "3.5", "2.13", "7.2"} <= arrivals(during)["BC"]
    assert points(during["own"]) == points(before["own"])
    assert "3.3" not in points(during["own"])

    away = shown("BC", "2026-07-06")
    assert (away["own"], away["post"]["until"]) == ([], "2026-08-02")
    assert {move["target"]["id"] for move in away["passed"]} == {"SBC"}


def test_a_new_head_has_nothing_before_three_months_are_over():
    """KS has the clause, and MEX is employed since 4 May 2026."""
    new, later = shown("MEX", "2026-08-03"), shown("MEX", "2026-08-04")
    assert new["own"] == []
    assert {lost["until"] for lost in new["withheld"]} == {"2026-08-04"}
    assert {"5.2", "5.4"} <= points(later["own"])
    assert later["withheld"] == []


def test_somebody_there_for_a_time_is_told_that_the_order_is_silent():
    """KC is there for a year, and the order of the board has no clause on that."""
    page = shown("KC", "2026-06-01")
    assert page["post"]["temporary"]
    assert page["untold"] > 0
    assert "säger inte om den då har" in " ".join(
        orrhed().post("KC", on=SUMMER).to_text().split()
    )


def test_a_stand_in_decides_where_the_order_says_so_and_not_else():
    """SN has the clause and KS has not; the table names a stand-in in both."""
    assert {"1.2", "1.5"} <= arrivals(shown("AC-VUXEN", "2026-07-22"))["AC-BARN"]
    page = shown("EKC", "2026-07-20")
    assert arrivals(page) == {}
    assert [each["post"]["id"] for each in page["unfounded"]] == ["KD"]


def test_who_is_disqualified_is_told_and_moves_nothing_else():
    page = shown("SBC", "2026-08-10", disqualified=["MC"])
    assert set(arrivals(page)) == {"MC"}
    text = orrhed().post("SBC", on=dt.date(2026, 8, 10), disqualified=["MC"]).to_text()
    assert "Har gått över från Miljöchef, jävig" in text
    assert arrivals(shown("SBC", "2026-08-10")) == {}


def test_what_is_reported_when_and_to_whom():
    """BMN monthly where a row does not say; 5.7 promptly, 2.8 not at all."""
    reports = {
        point: (each["to"]["id"], each["notification"])
        for name in ("BC", "BI")
        for each in shown(name, "2026-06-01")["reporting"]
        for point in each["points"]
    }
    assert reports["5.7"] == ("byggnadsnamnd", "promptly")
    assert reports["2.13"] == ("byggnadsnamnd", "monthly")
    assert reports["2.8"] == ("byggnadsnamnd", "none")


def test_what_could_not_wait_is_reported_at_the_next_meeting():
    """Kommunallagen 6 kap. 40 §, though row 4.18 of KS says promptly."""
    page = shown("KSO", "2026-06-01")
    assert "4.18" in {move["point"]["point"] for move in page["urgent"]}
    when = [r["notification"] for r in page["reporting"] if "4.18" in r["points"]]
    assert when == ["next_meeting"]


def test_rows_of_other_committees_are_not_the_posts():
    """The board's rows for heads of administration are not the building head's."""
    page = shown("SBC", "2026-06-01")
    assert page["elsewhere"] > 0
    by = {p["committee"]["id"] for power in page["own"] for p in power["points"]}
    assert by == {"byggnadsnamnd"}


# as text ------------------------------------------------------------------------------


def test_the_page_tells_it_in_both_languages():
    page = orrhed().post("SBC", on=dt.date(2026, 7, 8))
    swedish, english = (" ".join(page.to_text(lang).split()) for lang in ("sv", "en"))
    assert "Har gått över från Bygglovschef, borta till och med 2026-08-02" in swedish
    assert "Moved here from “Bygglovschef”, away until 2026-08-02" in english
    assert "bygg- och miljönämnden snarast: 5.7" in swedish
    assert "[1] Påhittad ordning, BMN" in swedish


def test_without_a_post_they_are_listed():
    done = run("post -m orrhed --format json")
    entries = json.loads(done.stdout)["entries"]
    assert [entry["id"] for entry in entries] == list(orrhed().jurisdiction.posts)
    assert entries[0]["wider"] == ["kommunstyrelsens-ordforande"]


def test_a_post_that_has_ended_decides_nothing():
    done = run("post KC -m orrhed --on 2027-01-01")
    assert done.exit_code == 3
    assert "fanns till och med 2026-12-31" in done.stdout


# against `who` ------------------------------------------------------------------------


@cache
def staffing(on):
    jurisdiction = orrhed().jurisdiction
    return Staffing(jurisdiction.posts, jurisdiction.vocabulary, on)


def asked(space, matter, when, on):
    """Return who may decide or carry out a matter in some circumstances."""
    given = tuple(sorted((name, _value(span)) for name, span in when if span))
    slots = ((Slot.MATTER, matter),)
    answer = space.ask(Question(RuleKind.DECISION, slots, given, on))
    return {
        function: {
            role
            for finding in answer.findings
            if (party := finding.conclusion.party(function))
            for role in party.roles
        }
        for function in GRANTED
    }


def _value(span):
    value = span[0]
    if not hasattr(value, "low"):
        return value
    return value.high if value.high is not None else (value.low or 0)


#: A post of each sort: there, stood in for, standing in, and new.
SOME = ("SBC", "AC-VUXEN", "EKC", "BC", "MEX")
DAYS = [
    (SUMMER, SOME),
    pytest.param(SUMMER, None, marks=pytest.mark.slow),
    pytest.param(dt.date(2026, 6, 1), None, marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("on", "names"), DAYS)
def test_what_a_post_may_decide_who_says_too(on, names):
    """Whatever `post` says of a post, `who` says of its role."""
    space = Space(orrhed().jurisdiction)
    told = 0
    for id_ in names or orrhed().jurisdiction.posts:
        day = orrhed().post(id_, on=on).day
        for power in day.own[:12]:
            for matter in power.matters:
                has = asked(space, matter, power.when, on)[power.function]
                assert power.role in has, (id_, matter, power.when)
                told += 1
        for move in day.received[:5]:
            has = asked(space, move.matter, move.when, on)[move.function]
            assert move.role in has, (id_, move.matter)
    assert told > (30 if names else 100)


@pytest.mark.parametrize(("on", "names"), DAYS)
def test_what_who_says_of_a_role_its_posts_have(on, names):
    """And the reverse: each row's delegate has it in each post that holds the role.

    Unless the post is hindered or its holder new; then no post of that name has it.
    """
    rules = [
        rule
        for rule in orrhed().jurisdiction.rules
        if (grant := rule.conclusion.grant) and grant.point and not grant.relations
        if rule.is_in_force(on)
    ]
    listed = names or orrhed().jurisdiction.posts
    days = {id_: orrhed().post(id_, on=on).day for id_ in listed}
    tried = 0
    for rule in rules:
        party = rule.conclusion.party(Function.DECIDES)
        for role in party.roles if party else ():
            for post in staffing(on).holders(role, rule.conclusion.grant.by):
                if (day := days.get(post.id)) is None:
                    continue
                has = any(rule.id in power.rules for power in day.own)
                kept = any(rule.id in lost.power.rules for lost in day.withheld)
                passed = any(move.rule == rule.id for move in day.passed)
                assert [has, kept, passed].count(True) == 1, (rule.id, post.id)
                is_there = staffing(on).is_there(post)
                assert has <= is_there
                tried += 1
    assert tried > (40 if names else 200)
