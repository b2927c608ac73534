"""From Python one asks as in the terminal, and gets the same answers, typed."""

import dataclasses
import datetime as dt
import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from engine import (
    Certainty,
    EngineError,
    Function,
    Mandat,
    Outcome,
    RuleKind,
    Slot,
    UnknownNameError,
    UnusableRulesError,
    UnusableValueError,
    error_dict,
    error_text,
)
from tests.support.terminal import ROOT, run
from tests.support.town import SCENARIOS, write_town

DAY = dt.date(2026, 11, 22)
CACHE = os.environ["MANDAT_CACHE"]


def opened(**settings):
    return Mandat.open(cache=CACHE, today=lambda: DAY, **settings)


@pytest.fixture(scope="module")
def mandat():
    return opened()


@pytest.fixture(scope="module")
def kungsor(mandat):
    return mandat.of("Kungsör")


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    write_town(folder)
    return Mandat.open(folder / "rules", today=lambda: DAY).of("provby")


# what is asked ------------------------------------------------------------------------


def test_who_decides_is_told_by_roles_rules_and_passages(town):
    response = town.who("inköp", given={"belopp": 100_001})

    assert response.outcome is Outcome.ANSWERED
    (finding,) = response.findings
    parties = dict(finding.conclusion.functions)
    assert parties[Function.DECIDES].roles == ("namnd",)
    assert parties[Function.APPROVES].roles == ("fullmaktige",)
    assert [rule.id for rule in response.rules] == ["provby/stora"]
    assert [passage.id for passage in response.citations] == ["provby/ordning#p2"]
    assert town.label("fullmaktige") == "fullmäktige"


def test_what_is_missing_is_named_and_makes_the_answer_a_table(town):
    response = town.who("inköp")

    assert response.outcome is Outcome.DEPENDS
    assert [circumstance.id for circumstance in response.missing] == ["belopp"]
    assert len(response.findings) == 2
    assert response.is_settled


def test_a_contact_takes_its_way_and_may_have_none(town):
    response = town.route("politikern", "rektorn")
    urgent = town.route("politikern", "rektorn", given={"akut": True})

    assert response.findings[0].conclusion.via == ("direktor",)
    assert urgent.outcome is Outcome.NO_RULE
    assert not urgent.is_settled


def test_somebody_may_or_may_not(kungsor):
    response = kungsor.may("förtroendevald", "utlova en viss hantering")

    assert response.findings[0].conclusion.verdict.value == "forbidden"


def test_any_kind_of_question_can_be_asked(kungsor):
    response = kungsor.ask(RuleKind.BODY, {Slot.BODY: "kommunstyrelsen"})

    assert response.question.slots == ((Slot.BODY, "kommunstyrelsen"),)


def test_why_not_tells_the_nearest_miss(town):
    why_not = town.who("inköp", given={"belopp": 100_001}).why_not("chefen")

    assert why_not.role.label.sv == "chefen"
    assert not why_not.named_as
    assert why_not.misses[0].unmet[0].distance == 100  # öre


def test_law_alone_answers_for_nobody_in_particular(mandat):
    law = mandat.law()

    assert law.id == ""
    assert law.who("budget").outcome is Outcome.ANSWERED


# what is given ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "decider"),
    [
        (100_000, "chef"),
        ("100 000 kr", "chef"),
        ("0,1 mnkr", "chef"),
        (Decimal("100000.00"), "chef"),
        (Decimal("1E+5"), "chef"),
        (Decimal("100000.01"), "namnd"),
        (100_001, "namnd"),
    ],
)
def test_an_amount_is_kronor_however_it_is_given(town, amount, decider):
    (finding,) = town.who("inköp", given={"belopp": amount}).findings

    assert dict(finding.conclusion.functions)[Function.DECIDES].roles == (decider,)


def test_three_decimals_are_no_thousands(town):
    with pytest.raises(UnusableValueError):  # no whole number of öre
        town.who("inköp", given={"belopp": Decimal("1.125")})


def test_truth_is_given_as_python_or_as_people_say_it(town):
    asked = [
        town.route("politiker", "rektor", given={"akut": value})
        for value in (True, "ja", "yes")
    ]

    assert asked[0] == asked[1] == asked[2]


def test_a_day_is_given_as_a_date(kungsor):
    dates = [
        circumstance.id
        for circumstance in kungsor.jurisdiction.vocabulary.circumstances.values()
        if circumstance.kind.value == "date"
    ]
    for name in dates:
        by_date = kungsor.who("mediefrågor", given={name: dt.date(2026, 1, 31)})
        by_text = kungsor.who("mediefrågor", given={name: "2026-01-31"})
        assert by_date == by_text


@pytest.mark.parametrize("value", [None, 1.5, ["a"], b"1"])
def test_what_is_no_value_is_refused(town, value):
    refusal = "question/foreign-value: name='belopp'"
    with pytest.raises(UnusableValueError, match=refusal):
        town.who("inköp", given={"belopp": value})


def test_a_value_of_the_wrong_kind_is_refused(town):
    with pytest.raises(UnusableValueError):
        town.who("inköp", given={"belopp": True})


# days ---------------------------------------------------------------------------------


def test_today_is_asked_of_the_clock_that_was_given():
    days = iter([dt.date(2026, 1, 1), dt.date(2027, 1, 1)])
    asked = Mandat.open(cache=CACHE, today=lambda: next(days)).of("kungsör")

    assert asked.who("mediefrågor").question.on == dt.date(2026, 1, 1)
    assert asked.who("mediefrågor").question.on == dt.date(2027, 1, 1)


def test_a_day_that_was_named_is_told_in_the_answer(kungsor):
    named = kungsor.who("mediefrågor", on=dt.date(2026, 12, 24))

    assert "2026-12-24" in named.to_text()
    assert "2026" not in kungsor.who("mediefrågor").to_text().splitlines()[1]


# free questions -----------------------------------------------------------------------


def test_a_free_question_is_answered_where_it_is_clear(kungsor):
    read = kungsor.understand("får jag som politiker ringa rektorn?")

    assert read.certainty is Certainty.SURE
    assert read.response == kungsor.route("förtroendevald", "rektor")
    assert 0 < read.reading.confidence <= 1
    assert read.is_settled


def test_what_is_given_counts_before_what_the_text_tells(kungsor):
    text = "får jag som politiker ringa rektorn privat?"
    read = kungsor.understand(text, given={"sammanhang": "tjänsten"})

    assert dict(read.response.question.given)["sammanhang"] == "tjansten"


def test_a_question_about_another_municipality_is_not_answered(kungsor):
    read = kungsor.understand("vem bestämmer om nämndmålen i Linköping?")

    assert read.response is None
    assert [head.id for head in read.elsewhere] == ["linkoping"]
    assert not read.is_settled


def test_a_question_that_means_nothing_has_no_answer(kungsor):
    read = kungsor.understand("xyzzy")

    assert read.response is None
    assert read.certainty is Certainty.NOTHING


# the same as the terminal -------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("language", [pytest.param("sv", marks=pytest.mark.slow), "en"])
def test_answers_are_what_the_terminal_prints(language):
    kungsor = Mandat.open(cache=CACHE).of("kungsör")
    why = {"why": True, "why_not": "rektor"}
    check_printed(
        {
            "who mediefrågor": kungsor.who("mediefrågor"),
            "route KSO rektor --about mediefrågor --on 2026-11-22": kungsor.route(
                "KSO", "rektor", about="mediefrågor", on=DAY
            ),
            "ask 'vem leder kommunstyrelsen'": kungsor.understand(
                "vem leder kommunstyrelsen"
            ),
            "ask xyzzy": kungsor.understand("xyzzy"),
            "show rektor": kungsor.show("rektor"),
            "rules media": kungsor.rules("media"),
            "sources": kungsor.sources(),
        },
        language,
        "-m kungsör",
    )
    check_printed(
        {
            "who mediefrågor -g frågetyp=hur": kungsor.who(
                "mediefrågor", given={"frågetyp": "hur"}
            )
        },
        language,
        "-m kungsör --why --why-not rektor",
        **why,
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_reports_are_what_the_terminal_prints(tmp_path, language):
    folder, cases = write_town(
        tmp_path, scenarios=SCENARIOS.replace("decides: chef", "decides: namnd")
    )
    mandat = Mandat.open(folder)
    checked = mandat.check(cases)
    days = [dt.date(2026, 1, 1), dt.date(2027, 1, 1)]
    check_printed(
        {
            "lint": mandat.lint(),
            f"check {cases}": checked,
            f"check {cases} --coverage": checked.with_coverage(),
            f"check {cases} --mutate": checked.with_mutation(),
            "diff --on 2026-01-01 --on 2027-01-01": mandat.diff(days=days),
        },
        language,
        f"--rules {folder}",
    )


def check_printed(answers, language, options, **more):
    """Compare what results say with what commands print, as text and as JSON."""
    for command, answer in answers.items():
        shown = f"{command} {options} --lang {language}"
        assert answer.to_text(language, **more) == run(shown).stdout, command
        printed = json.loads(run(f"{shown} --format json").stdout)
        content = answer.to_dict(language, **more)
        assert content == printed, command
        assert list(content) == list(printed)


def test_scenarios_are_replayed_accepted_and_counted(tmp_path):
    _, cases = write_town(
        tmp_path, scenarios=SCENARIOS.replace("decides: chef", "decides: namnd")
    )
    mandat = Mandat.open(tmp_path / "rules", today=lambda: DAY)
    report = mandat.check(cases)

    assert [replay.scenario.id for replay in report.missed] == ["precis-hundra-tusen"]
    assert not report.is_passed
    assert report.with_coverage().to_dict()["coverage"][0]["municipality"] == "provby"
    accepted = report.accept("NN 2026-11-22 § 1", "nya gränser")
    assert accepted.is_whole
    assert mandat.check(cases).is_passed
    assert mandat.check(cases, named="hundra").with_mutation().mutation.trials


def test_editions_are_compared(tmp_path):
    old = tmp_path / "old"
    new = tmp_path / "new"
    write_town(old)
    write_town(new)
    report = Mandat.open(new / "rules").diff(old / "rules", municipality="provby")

    assert not report.is_answer_changed


# errors -------------------------------------------------------------------------------


def test_what_nobody_knows_is_told_with_the_nearest_names(mandat, kungsor):
    with pytest.raises(UnknownNameError) as municipality:
        mandat.of("kungsår")
    with pytest.raises(UnknownNameError) as matter:
        kungsor.who("mediafrågor")

    assert "Kungsör" in municipality.value.nearest
    assert "mediefrågor" in matter.value.nearest
    for ask in (kungsor.show, kungsor.label, kungsor.who("mediefrågor").why_not):
        with pytest.raises(UnknownNameError):
            ask("xyzzy")
    with pytest.raises(UnknownNameError) as language:
        kungsor.who("mediefrågor").to_text("de")
    assert language.value.message.code == "question/unknown-language"


def test_errors_are_put_into_words_and_into_what_the_terminal_prints(kungsor, tmp_path):
    write_town(tmp_path, rules="rules:\n  - id: A\n")
    with pytest.raises(UnusableRulesError) as unusable:
        Mandat.open(tmp_path / "rules").of("provby")
    with pytest.raises(UnknownNameError) as unknown:
        kungsor.who("mediafrågor")

    for language in ("sv", "en"):
        told = run(f"who mediafrågor -m kungsör --lang {language}")
        assert f"{error_text(unknown.value, language)}\n" == told.stderr
        command = f"who inköp -m provby --format json --lang {language} --rules"
        told = run(command, tmp_path / "rules")
        assert error_dict(unusable.value, language) == json.loads(told.stdout)


def test_rules_that_cannot_be_used_name_every_problem(tmp_path):
    write_town(tmp_path, rules="rules:\n  - id: A\n  - id: b\n")

    with pytest.raises(UnusableRulesError) as error:
        Mandat.open(tmp_path / "rules").of("provby")
    assert len(error.value.problems) > 1


@pytest.mark.parametrize("ask", ["municipalities", "law", "read_all"])
def test_a_folder_without_packs_is_refused(tmp_path, ask):
    mandat = Mandat.open(tmp_path)

    with pytest.raises(EngineError):
        getattr(mandat, ask)()


def test_a_comparison_has_two_sides(mandat):
    for days in ([], [DAY]):
        with pytest.raises(EngineError, match="edition/nothing-to-compare"):
            mandat.diff(days=days)
    with pytest.raises(EngineError, match="edition/many-days: count=3"):
        mandat.diff(days=[DAY, DAY, DAY])
    with pytest.raises(EngineError, match="edition/two-days"):
        mandat.diff(ROOT / "rules", days=[DAY, DAY])


# objects ------------------------------------------------------------------------------


def test_a_municipality_is_read_once_by_whatever_name(mandat):
    assert mandat.of("kungsör") is mandat.of("KUNGSÖR") is mandat.of("Kungsörs kommun")


def test_all_can_be_read_at_once():
    mandat = opened()
    everyone = mandat.read_all()

    assert {found.id for found in everyone} == {
        "",
        *(head.id for head in mandat.municipalities),
    }
    assert mandat.of("kungsör") in everyone


def test_answers_cannot_be_changed(kungsor):
    response = kungsor.who("mediefrågor")
    for thing in (response, response.answer, response.question, response.findings[0]):
        field = dataclasses.fields(thing)[0].name
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(thing, field, None)


def test_what_was_asked_before_can_be_asked_again(kungsor):
    response = kungsor.who("mediefrågor", on=DAY)

    assert kungsor.answer(response.question) == response
    assert hash(response) == hash(kungsor.answer(response.question))


def test_rules_in_a_folder_are_repeated_in_the_commands_that_are_offered(tmp_path):
    write_town(tmp_path)
    folder = Path(os.path.relpath(tmp_path / "rules"))
    town = Mandat.open(folder).of("provby")
    read = town.understand("vem bestämmer")

    assert all(
        "--rules" in other["command"] for other in read.to_dict()["alternatives"]
    )
