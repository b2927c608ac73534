"""What a plan makes of an order, of rules and of posts, by the words of the plan."""

import datetime as dt
from textwrap import dedent

import pytest

from engine import EngineError, Mandat
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind
from engine.space.space import Space
from tests.support.orders import deciders_of
from tests.support.reorganised import WORDS, edition_of, reorganised
from tests.support.shipped import shipped_mandat

EVE, DAY = dt.date(2026, 6, 30), dt.date(2026, 7, 1)


def plan(text):
    return "from: 2026-07-01\n" + dedent(text)


def deciders(place, matter, on=DAY, **given):
    return deciders_of(place.who(matter, given=given, on=on).answer)


def questions(made):
    return [(q.part.value, q.point, q.role) for q in made.edition.questions]


def losses(made):
    return {(p.loss.value, p.matter, p.after) for p in made.powers}


RENAMING = plan(
    """\
    roles: {enhetschef: {label: {sv: enhetschef}}}
    rename: {role: skolledare, to: enhetschef}
    """
)


def test_before_the_day_all_stays_and_from_it_the_new_role_has_it(tmp_path):
    made = reorganised(tmp_path, RENAMING)
    assert made.is_settled
    place = edition_of(tmp_path, made)
    small = {"belopp": 10_000}
    assert deciders(place, "köpa böcker", EVE, **small) == {
        "rektor",
        "skolchef",
        "bildningsnamnd",
    }
    assert deciders(place, "köpa böcker", **small) == {
        "enhetschef",
        "skolchef",
        "bildningsnamnd",
    }


def test_whoever_is_named_by_the_name_of_the_role_goes_too(tmp_path):
    place = edition_of(tmp_path, reorganised(tmp_path, RENAMING))
    others = {"skolchef", "bildningsnamnd"}  # above by the key, and the committee
    assert deciders(place, "hyra lokal", EVE) == {"rektor", *others}
    assert deciders(place, "hyra lokal") == {"enhetschef", *others}


def test_superiors_substitutes_and_clauses_go_with_the_role(tmp_path):
    place = edition_of(tmp_path, reorganised(tmp_path, RENAMING))
    assert "enhetschef" in deciders(place, "stänga köket")  # above the cook
    answer = place.who("anlita tolk", on=DAY)
    (finding,) = answer.findings
    (grant,) = finding.conclusion.grants
    assert [step.role for _, steps in grant.substitutes for step in steps] == [
        "enhetschef"
    ]
    clauses = place.who("hyra lokal", on=DAY).findings[0].conclusion.grants[0].people
    assert clauses.cannot_wait == (("enhetschef", ("skolchef",)),)


def test_a_rule_of_its_own_ends_and_one_of_the_new_role_begins(tmp_path):
    made = reorganised(tmp_path, RENAMING)
    place = edition_of(tmp_path, made)
    assert deciders(place, "lov", EVE) == {"rektor", "kurator"}
    assert deciders(place, "lov") == {"enhetschef", "kurator"}
    text = made.files["alby/regler.yaml"]
    assert "# vem" in text  # a remark stays where it is
    assert "says: rektor eller kurator ger lov." in text  # and so do words
    assert text.count("until: 2026-03-01") == 1  # what has ended stays as it was
    assert "overrides: [lov]" in text


def test_a_new_role_has_the_place_of_the_old_one(tmp_path):
    place = edition_of(tmp_path, reorganised(tmp_path, RENAMING))
    role = place.jurisdiction.vocabulary.roles["enhetschef"]
    assert (role.kinds, role.reports_to) == (("anstalld",), "skolchef")


def test_posts_hold_the_new_role_too(tmp_path):
    made = reorganised(tmp_path, RENAMING)
    assert "R1;Rektor på Åsskolan;rektor / enhetschef\n" in made.files["alby/posts.csv"]


def test_words_that_have_no_day_are_left_to_do(tmp_path):
    made = reorganised(tmp_path, RENAMING)
    left = {
        (each.chore.value, each.name, each.place.line)
        for each in made.edition.remainders
    }
    assert ("words", "kock: reports_to: rektor", 5) in left
    assert ("adopt", "bn", 1) in left


def test_two_roles_that_become_one_decide_what_both_did(tmp_path):
    text = plan(
        """\
        roles: {elevstod: {label: elevstöd}}
        merge: {roles: [kock, kurator], into: elevstod}
        """
    )
    made = reorganised(tmp_path, text)
    place = edition_of(tmp_path, made)
    assert deciders(place, "stänga köket") == {
        "elevstod",
        "rektor",
        "skolchef",
        "bildningsnamnd",
    }
    assert deciders(place, "lov") == {"rektor", "elevstod"}


def test_a_role_may_take_up_another(tmp_path):
    text = plan("merge: {roles: [kock, kurator], into: kurator}\n")
    place = edition_of(tmp_path, reorganised(tmp_path, text))
    assert deciders(place, "stänga köket", EVE) > {"kock", "kurator"}
    assert "kock" not in deciders(place, "stänga köket")


SPLIT = """\
    roles: {skolkurator: {label: skolkurator}, tolkansvarig: {label: tolkansvarig}}
    split:
      role: kurator
      into: [skolkurator, tolkansvarig]
"""


def test_each_part_gets_what_the_plan_gives_it_and_the_rest_is_asked(tmp_path):
    text = plan(
        f'{SPLIT}      powers: {{tolkansvarig: ["BN 1.4"], skolkurator: [lov]}}\n'
    )
    made = reorganised(tmp_path, text)
    place = edition_of(tmp_path, made)
    assert deciders(place, "anlita tolk") == {"tolkansvarig", "bildningsnamnd"}
    assert deciders(place, "lov") == {"rektor", "skolkurator"}
    # nobody says who closes the kitchen, or who is consulted on premises
    assert deciders(place, "stänga köket") == {
        "kock",
        "rektor",
        "skolchef",
        "bildningsnamnd",
    }
    assert ("power", "1.2", "kurator") in questions(made)
    assert ("consulted", "1.3", "kurator") in questions(made)
    assert ("post", "K1", "kurator") in questions(made)
    assert not made.is_settled


def test_what_is_open_is_nobodys_and_is_told(tmp_path):
    made = reorganised(tmp_path, plan(SPLIT))
    place = edition_of(tmp_path, made)
    assert ("orphaned", "anlita-tolk", ()) in losses(made)
    assert ("orphaned", "lov", ()) in losses(made)
    for matter in ("anlita tolk", "lov"):
        assert place.who(matter, on=DAY).outcome.value == "no_rule"
        assert place.who(matter, on=EVE).outcome.value == "answered"


def test_the_rest_goes_to_whom_the_plan_says(tmp_path):
    made = reorganised(tmp_path, plan(f"{SPLIT}      rest: skolkurator\n"))
    assert made.is_settled
    place = edition_of(tmp_path, made)
    assert "skolkurator" in deciders(place, "stänga köket")
    assert deciders(place, "anlita tolk") == {"skolkurator", "bildningsnamnd"}


def test_a_power_that_both_parts_get_is_doubled(tmp_path):
    powers = "{tolkansvarig: [anlita tolk], skolkurator: [anlita tolk]}"
    text = plan(f"{SPLIT}      powers: {powers}\n      rest: skolkurator\n")
    made = reorganised(tmp_path, text)
    after = ("bildningsnamnd", "skolkurator", "tolkansvarig")
    assert losses(made) == {("doubled", "anlita-tolk", after)}
    assert not made.edition.questions


def test_a_role_that_is_removed_leaves_its_powers_to_the_committee(tmp_path):
    rows = "nr;ärende;delegat;högst\n1.1;Köpa böcker;KO;1 pbb\n;;SK;5 pbb\n"
    made = reorganised(tmp_path, plan("remove: {role: kock}\n"), rows=rows)
    place = edition_of(tmp_path, made)
    kitchen = {"belopp": 10_000}
    assert "kock" in deciders(place, "köpa böcker", EVE, **kitchen)
    # the second step of the ladder stands alone, with its number and its matter
    assert deciders(place, "köpa böcker", **kitchen) == {"skolchef", "bildningsnamnd"}
    assert (
        "1.1;Köpa böcker;SK;5 pbb\n" in made.files["alby/orders/bn-2026-07-01/rows.csv"]
    )


def test_the_powers_of_a_removed_role_go_to_its_heir(tmp_path):
    made = reorganised(tmp_path, plan("remove: {role: kock, to: kurator}\n"))
    assert losses(made) == set()
    place = edition_of(tmp_path, made)
    assert deciders(place, "stänga köket") > {"kurator"}


ROAD = (
    """\
committee: vagnamnd
source: {title: Vägnämndens ordning, short: VN, status: adopted, from: 2026-01-01}
key: {RE: rektor}
""",
    "nr;ärende;delegat\n7;Anlita tolk;RE\n",
)


def test_of_two_committees_that_become_one_what_both_had_given_is_doubled(tmp_path):
    """One had given the interpreter to the counsellor and one to the head teacher."""
    words = WORDS.replace("roles:\n", "roles:\n  vagnamnd: {label: vn, is: [namnd]}\n")
    text = plan(
        "roles: {ny: {label: ny}}\nmerge: {roles: [bildningsnamnd, vn], into: ny}\n"
    )
    made = reorganised(tmp_path, text, words=words, vag=ROAD)
    assert losses(made) == {("doubled", "anlita-tolk", ("kurator", "ny", "rektor"))}


COMMITTEE = """\
    roles: {barnnamnd: {label: barnnämnden}, kulturnamnd: {label: kulturnämnden}}
"""


def test_the_order_of_a_committee_goes_to_the_one_that_it_becomes(tmp_path):
    text = plan(f"{COMMITTEE}    rename: {{role: bildningsnämnden, to: barnnamnd}}\n")
    made = reorganised(tmp_path, text)
    place = edition_of(tmp_path, made)
    assert deciders(place, "anlita tolk", EVE) == {"kurator", "bildningsnamnd"}
    assert deciders(place, "anlita tolk") == {"kurator", "barnnamnd"}
    assert made.is_settled


def test_a_committee_is_split_by_its_rows(tmp_path):
    text = plan(
        f"""{COMMITTEE}
    split:
      role: bildningsnamnd
      into: [barnnamnd, kulturnamnd]
      powers: {{barnnamnd: ["1.1", "1.2"], kulturnamnd: ["BN 1.3"]}}
"""
    )
    made = reorganised(tmp_path, text)
    place = edition_of(tmp_path, made)
    assert deciders(place, "hyra lokal") == {"rektor", "skolchef", "kulturnamnd"}
    assert "barnnamnd" in deciders(place, "stänga köket")
    assert [q for q in questions(made) if q[0] == "power"] == [
        ("power", "1.4", "bildningsnamnd")
    ]
    assert place.who("anlita tolk", on=DAY).outcome.value == "no_rule"


def test_a_committee_that_is_removed_leaves_its_matters_to_nobody(tmp_path):
    made = reorganised(tmp_path, plan("remove: {role: bildningsnamnd}\n"))
    assert {loss for loss, *_ in losses(made)} == {"orphaned"}
    place = edition_of(tmp_path, made)
    assert deciders(place, "anlita tolk", EVE) == {"kurator", "bildningsnamnd"}
    assert place.who("anlita tolk", on=DAY).outcome.value == "no_rule"


PASSED_ON = (
    """\
under: bn
by: SK
source: {title: Skolchefens beslut, short: SK-beslut, status: adopted, from: 2026-02-01}
key: {SK: skolchef, KU: kurator, KO: kock}
""",
    "nr;delegat\n1.1;KU\n",
)
LETTING_ON = "nr;ärende;delegat;vidare\n1.1;Köpa böcker;SK;ja\n1.2;Hyra lokal;KU;ja\n"


def test_what_is_passed_on_follows_the_order_above(tmp_path):
    made = reorganised(
        tmp_path,
        plan("roles: {chef: {label: chef}}\nrename: {role: skolchef, to: chef}\n"),
        rows=LETTING_ON,
        beslut=PASSED_ON,
    )
    place = edition_of(tmp_path, made)
    assert deciders(place, "köpa böcker", EVE) == {
        "kurator",
        "skolchef",
        "bildningsnamnd",
    }
    assert deciders(place, "köpa böcker") == {"kurator", "chef", "bildningsnamnd"}


def test_nobody_passes_on_what_is_open(tmp_path):
    text = plan(
        """\
        roles: {a-chef: {label: a-chef}, b-chef: {label: b-chef}}
        split: {role: skolchef, into: [a-chef, b-chef], powers: {a-chef: ["1.1"]}}
        """
    )
    made = reorganised(tmp_path, text, rows=LETTING_ON, beslut=PASSED_ON)
    assert ("passes_on", "", "skolchef") in questions(made)
    place = edition_of(tmp_path, made)
    assert deciders(place, "köpa böcker") == {"a-chef", "bildningsnamnd"}


def test_the_amounts_of_a_year_that_is_not_known_are_those_of_the_last(tmp_path):
    text = RENAMING.replace("2026-07-01", "2031-01-01")
    made = reorganised(tmp_path, text)
    assert made.is_settled
    assert made.to_dict()["amounts_of"] == 2026


def test_nothing_is_written_before_it_is_asked_for(tmp_path):
    made = reorganised(tmp_path, RENAMING)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.yaml", "rules"]
    made.write(tmp_path / "new")
    with pytest.raises(EngineError) as refused:
        made.write(tmp_path / "new")
    assert refused.value.message.code == "plan/folder-in-use"
    again = Mandat.open(tmp_path / "new").lint("alby")
    assert not again.has_errors


def test_what_no_rule_names_changes_nothing(tmp_path):
    made = reorganised(tmp_path, plan("remove: {role: forvaltningschef}\n"))
    assert made.files == {}
    assert "inget ändras" in made.to_text()


def test_law_alone_has_no_organisation(tmp_path):
    file = tmp_path / "plan.yaml"
    file.write_text(RENAMING, "utf-8")
    with pytest.raises(EngineError) as refused:
        shipped_mandat().law().reorganise(file)
    assert refused.value.message.code == "plan/no-municipality"


def renames(role):
    new_role = "roles: {ny-roll: {label: ny roll}}"
    return plan(f"{new_role}\nrename: {{role: {role}, to: ny-roll}}\n")


def assert_only_renamed(old, new, role):
    """On every matter whoever decided decides, by the new name where it has one."""
    spaces = [Space(each.jurisdiction) for each in (old, new)]
    compared = 0
    for subject in spaces[0].decisions:
        for day in (EVE, DAY):
            question = Question(RuleKind.DECISION, subject.slots, (), day)
            before, after = (says(space.ask(question)) for space in spaces)
            wanted = renamed(before, role) if day == DAY else before
            assert after == wanted, (subject.slots, day)
            compared += 1
    return compared


@pytest.mark.parametrize("role", ["rektor", "kock", "kurator", "skolchef"])
def test_a_new_name_changes_nothing_but_the_name(tmp_path, role):
    made = reorganised(tmp_path, renames(role))
    old = Mandat.open(tmp_path / "rules").of("alby")
    assert assert_only_renamed(old, edition_of(tmp_path, made), role) >= 10


@pytest.mark.slow
@pytest.mark.parametrize("role", ["ekonomichef"])
def test_nor_does_it_in_the_orders_of_a_town(tmp_path, role):
    file = tmp_path / "plan.yaml"
    file.write_text(renames(role), "utf-8")
    place = shipped_mandat().of("orrhed")
    new = edition_of(tmp_path, place.reorganise(file), "orrhed")
    assert assert_only_renamed(place, new, role) > 300


def says(answer):
    """Return what an answer says in each of its cases, and whom it names."""
    return answer.outcome, {
        (str(finding.when), finding.conclusion and finding.conclusion.roles())
        for finding in answer.findings
    }


def renamed(said, role):
    """Return the same with the new name in the place of a role."""
    outcome, findings = said
    return outcome, {
        (
            when.replace(f"'{role}'", "'ny-roll'"),
            roles and frozenset("ny-roll" if each == role else each for each in roles),
        )
        for when, roles in findings
    }
