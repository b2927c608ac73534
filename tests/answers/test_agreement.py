"""What agrees though the words differ, what is executed, and what is inherited."""

from collections import Counter

import pytest

from engine.answers.answer import NoteKind, Outcome
from engine.rulebook.model.conclusions import DecisionAct, Function
from tests.support.park import (
    DELEGATED,
    deciders,
    kinds_of_notes,
    row,
    write_park,
    write_small_law,
)
from tests.support.terminal import run

# kinds and members --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        ("namnd", "parknamnden", ("parknamnden",)),
        ("parknamnden", "namnd", ("parknamnden",)),
        (
            "{together: [namnd, kommunfullmaktige]}",
            "{together: [kommunfullmaktige, parknamnden]}",
            ("kommunfullmaktige", "parknamnden"),
        ),
    ],
)
def test_a_kind_of_organ_and_a_member_of_that_kind_agree(ask, one, other, named):
    answer = ask(row("en", decides=one), row("annan", decides=other))

    assert answer.outcome is Outcome.ANSWERED
    assert deciders(answer) == [named]
    assert answer.rules == ("by/annan", "by/en")


def test_two_members_of_a_kind_contradict_each_other_and_not_the_kind(ask):
    rules = [
        row(name, decides=who)
        for name, who in (
            ("a", "namnd"),
            ("b", "parknamnden"),
            ("c", "kommunstyrelsen"),
        )
    ]
    answer = ask(*rules)

    assert answer.outcome is Outcome.CONFLICT
    assert Counter(deciders(answer)) == {("parknamnden",): 1, ("kommunstyrelsen",): 1}
    assert [finding.rules for finding in answer.findings] == [
        ("by/a", "by/b"),
        ("by/a", "by/c"),
    ]


def test_a_kind_named_for_narrower_cases_is_an_exception(ask):
    broad = row("styrelsen", decides="kommunstyrelsen")
    narrow = row("namnden", when="{rasrisk: yes}", decides="namnd")

    assert deciders(ask(broad, narrow, rasrisk=1)) == [("namnd",)]


def test_people_of_one_kind_are_not_one_another_within_a_document(ask):
    rules = row("en", decides="forvaltningschef"), row("annan", decides="parkchefen")

    assert ask(*rules).outcome is Outcome.CONFLICT


def test_a_lower_document_says_which_of_a_kind(ask):
    higher = row("hogre", approves="chef", cites="reglemente#r1", mandatory="yes")
    lower = row("lagre", approves="parkchefen")
    (finding,) = ask(higher, lower).findings

    assert finding.conclusion.party(Function.APPROVES).roles == ("parkchefen",)
    assert finding.rules == ("by/hogre", "by/lagre")


# execution and inheritance ------------------------------------------------------------


def test_an_execution_needs_nobody_who_decides(ask):
    answer = ask(row("rad", act="execution"))
    (finding,) = answer.findings

    assert answer.outcome is Outcome.ANSWERED
    assert finding.conclusion.act is DecisionAct.EXECUTION
    assert finding.conclusion.party(Function.DECIDES) is None
    assert kinds_of_notes(answer) == {NoteKind.EXECUTION}


def test_an_execution_in_some_cases_is_an_exception_from_the_decision(ask):
    small = row("litet", when="{kostnad: {max: 1000}}", act="execution")
    rules = row("rad", decides="parkchefen"), small
    below = ask(*rules, kostnad=100)
    table = ask(*rules)

    assert deciders(below) == [None]
    assert NoteKind.EXECUTION in kinds_of_notes(below)
    assert table.outcome is Outcome.DEPENDS
    assert sorted(deciders(table), key=str) == [("parkchefen",), None]


def test_what_one_rule_calls_execution_and_another_decides_is_a_contradiction(ask):
    answer = ask(row("rad", decides="parkchefen"), row("enkelt", act="execution"))

    assert answer.outcome is Outcome.CONFLICT
    assert NoteKind.EXECUTION not in kinds_of_notes(answer)


def test_a_delegation_says_where_it_is_of_a_wider_matter(ask):
    wide = row("rad", matter="parkfragor", decides="parkchefen", **DELEGATED)
    named = row("egen", matter="fallning", decides="parkchefen", **DELEGATED)

    def inherited(*rules, matter):
        notes = ask(*rules, matter=matter).notes
        return [note.rule for note in notes if note.kind is NoteKind.INHERITED]

    assert inherited(wide, matter="parkfragor") == []
    assert inherited(wide, matter="fallning") == ["by/rad"]
    assert inherited(wide, named, matter="fallning") == []


# in the terminal ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("matter", "lang", "expected"),
    [
        ("plantering", "sv", "verkställighet och inget beslut"),
        ("plantering", "en", "execution and no decision"),
        ("fallning", "sv", "Delegationen nämner parkfrågor"),
        ("fallning", "en", "The delegation names “parkfrågor”"),
    ],
)
def test_the_answer_says_what_a_reader_must_know(
    town, tmp_path, matter, lang, expected
):
    town(
        row("enkelt", act="execution"),
        row("rad", matter="parkfragor", decides="parkchefen"),
    )
    result = run(f"who {matter} -m by --rules {tmp_path / 'rules'} --lang {lang}")

    assert result.exit_code == 0
    assert expected in " ".join(result.stdout.split())


def test_an_act_alone_says_something_only_as_an_execution(tmp_path):
    write_small_law(tmp_path / "rules")
    write_park(tmp_path / "rules", [row("rad", act="delegated_decision")])
    result = run(f"who plantering -m by --rules {tmp_path / 'rules'} --lang en")

    assert result.exit_code == 2
    assert "key/none-of" in result.stderr


@pytest.mark.parametrize(
    ("role", "expected"),
    [("namnd", "säger närmare vem"), ("parknamnden", "Svaret nämner parknämnden")],
)
def test_why_not_tells_which_of_a_kind_was_meant(town, tmp_path, role, expected):
    town(row("en", decides="namnd"), row("annan", decides="parknamnden"))
    words = f"who plantering -m by --why-not {role}"
    result = run(f"{words} --rules {tmp_path / 'rules'} --lang sv")

    assert expected in " ".join(result.stdout.split())
