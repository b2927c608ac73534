"""`mandat ask` says how it understood, answers, or offers what can be run instead."""

import json
import re
import shlex

import pytest

from tests.support.shipped import TODAY, shipped_mandat
from tests.support.terminal import run
from tests.support.town import write_town


def place(municipality):
    return ["-m", municipality] if municipality else []


def told(text, municipality="", **more):
    """Return the JSON of an answer, as Python gets it: the same as the terminal's."""
    asked = shipped_mandat().of(municipality)
    return asked.understand(text, on=TODAY, **more).to_dict()


def passages(answer):
    return {(cited["source"], cited["section"]) for cited in answer["citations"]}


def deciders(answer):
    return {
        role["id"]
        for found in answer["answers"]
        for role in found.get("decides", {}).get("roles", [])
    }


# answers -----------------------------------------------------------------------------


def test_the_report_goes_to_the_leading_group_and_then_the_director_decides():
    answer = told("arbetsgruppen är klar med rapporten, vart ska den?", "munkedal")

    assert deciders(answer) == {"kommundirektor"}
    informed = answer["answers"][0]["informed"]["roles"]
    assert "kommunledningsgruppen" in {role["id"] for role in informed}
    assert (
        "munkedal/klg",
        "Arbetssätt för samarbete mellan förvaltningar",
    ) in passages(answer)


def test_whether_a_leading_group_decides_is_told_of_each_municipality_by_itself():
    """Munkedal: the director answers for decisions; Linköping: only the law speaks."""
    here = told("får ledningsgruppen besluta?", "munkedal")
    there = told("får ledningsgruppen besluta?", "linkoping")

    assert deciders(here) == {"kommundirektor"}
    assert {source for source, _ in passages(here)} == {"munkedal/klg"}
    assert deciders(there) == set()
    assert there["answers"][0]["verdict"] == "forbidden"
    assert {source for source, _ in passages(there)} == {"kommunallagen/kl"}


def test_a_politician_is_told_the_way_to_the_head_teacher():
    answer = told("får jag som politiker ringa rektorn direkt?", "kungsor")

    assert answer["answers"][0]["via"][0]["id"] == "berord-forvaltningschef"


def test_an_answer_is_the_same_as_for_the_question_put_in_words():
    told_freely = told("vem tar beslut om ks indikatorer", "linkoping")
    asked = run(
        "who", "KS-indikator", "-m", "linkoping", "--on", TODAY, "--format", "json"
    )
    plain = json.loads(asked.stdout)

    assert {key: told_freely[key] for key in plain} == plain
    assert told_freely.keys() - plain.keys() == {"understood", "alternatives"}


def test_the_first_line_says_what_was_understood_in_both_languages():
    text = "det är akut, får jag som medarbetare ringa kommundirektören"
    words = ("ask", text, "-m", "kungsor")
    swedish, second = run(*words).stdout.splitlines()[:2]
    english = run(*words, "--lang", "en").stdout.splitlines()[0]

    assert swedish.startswith("Förstått som")
    assert "medarbetare" in swedish
    assert "(akut läge: ja)" in f"{swedish} {second}"
    assert english.startswith("Understood as")
    assert not re.search(r"\b(vilken|medarbetare|väg)\b", english)


def test_words_need_no_quotes():
    assert run(*shlex.split("ask vem beslutar om ansvarsfrihet")).exit_code == 0


def test_without_a_municipality_the_answer_says_that_only_the_law_speaks():
    shown = run("ask", "vem beslutar om ansvarsfrihet").stdout

    assert "enbart lag och allmän vägledning" in shown
    assert "kommunfullmäktige" in shown


def test_a_definition_is_told_when_somebody_asks_what_something_is():
    shown = run("ask", "vad är en ks-indikator?", "-m", "linkoping").stdout

    assert "Betyder: KS-indikatorer är utvalda nämndindikatorer" in shown


def test_circumstances_given_beside_the_text_count():
    text = "vem tar beslut om nämndmål i området samhälle"
    answer = told(text, "linkoping", given={"målområde": "medarbetare"})

    assert answer["question"]["given"] == {"malomrade": "medarbetare"}
    assert deciders(answer) == {"kommunstyrelsen"}


def test_the_reasons_are_told_when_asked_for():
    shown = run("ask", "vem utser kommundirektören", "--why").stdout

    assert "Regler som gäller" in shown


# no answer ---------------------------------------------------------------------------

NOT_ANSWERED = (
    ("hur blir vädret i morgon", ""),
    ("asdf qwerty", "kungsor"),
    ("vem köper in datorer för 5 000 kr i morgon", "linkoping"),
    ("upphandling av glass för 3 prisbasbelopp den 3 mars 2026", "munkedal"),
    ("vem leder ledningsforum", "kungsor"),
)


@pytest.mark.parametrize(("text", "municipality"), NOT_ANSWERED)
def test_what_fits_nothing_the_rules_are_about_is_not_understood(text, municipality):
    result = run("ask", text, *place(municipality))

    assert result.exit_code == 3
    assert result.stdout.startswith("Frågan förstods inte.")
    assert "Ingen regel" not in result.stdout
    assert told(text, municipality)["outcome"] == "not_understood"


def test_what_is_understood_and_has_no_rule_is_no_rule(tmp_path):
    rules = write_town(tmp_path).rules
    text = "vilken väg ska politikern gå för att nå rektorn"
    asked = ("ask", text, "-m", "provby", "-g", "akut=ja", "--rules", rules)

    result = run(*asked)
    assert result.exit_code == 3
    assert result.stdout.startswith("Förstått som: vilken väg politikern ska gå")
    assert "Ingen regel svarar på frågan." in result.stdout
    assert json.loads(run(*asked, "--format", "json").stdout)["outcome"] == "no_rule"


def test_an_object_without_an_answer_has_the_keys_of_one_with():
    with_answer = told("vem beslutar om ansvarsfrihet")
    without = told("hur blir vädret i morgon")

    assert with_answer.keys() == without.keys()
    assert with_answer["understood"].keys() == without["understood"].keys()
    assert without["question"] is None
    assert without["understood"]["certainty"] == "nothing"


def test_readings_that_fit_alike_are_offered_and_none_is_answered():
    """Orrhed has one row for journeys in the Nordic countries and one for others."""
    text = "vem godkänner en tjänsteresa"
    result = run("ask", text, "-m", "orrhed")
    answer = told(text, "orrhed")

    assert result.exit_code == 3
    assert "Menar du:" in result.stdout
    assert answer["outcome"] == "unclear"
    assert len(answer["alternatives"]) >= 2
    assert answer["answers"] == []


OFFERED = (
    ("är jag jävig om min syster söker bidrag", ""),
    ("arbetsgruppens rapport eller vad", "munkedal"),
    ("vad ska ett nätverk göra", "linkoping"),
    ("vem får lägga en motion", ""),
    ("akut, vem ska jag som medarbetare ringa", "kungsor"),
)


@pytest.mark.parametrize(("text", "municipality"), OFFERED)
def test_every_command_that_is_offered_runs(text, municipality):
    offered = told(text, municipality)["alternatives"]

    assert offered
    for other in offered:
        program, *words = shlex.split(other["command"])
        assert program == "mandat"
        assert run(*words).exit_code in {0, 3}, other["command"]
        assert other["words"]


@pytest.mark.parametrize("text", ["", "   ", "?!", "…"])
def test_a_text_without_words_is_refused(text):
    result = run("ask", text)

    assert result.exit_code == 2
    assert "här finns ingen fråga" in result.stderr
    assert result.stdout == ""


def test_a_very_long_text_is_read_where_it_asks():
    story = "Jag har talat med många om det här och det är en lång historia. " * 90
    shown = run("ask", story + "Vem beslutar om ansvarsfrihet?")

    assert shown.exit_code == 0
    assert "ansvarsfrihet" in shown.stdout.splitlines()[0]


# places ------------------------------------------------------------------------------


@pytest.mark.parametrize("municipality", ["", "munkedal"])
def test_a_question_about_another_municipality_is_not_answered_here(municipality):
    text = "vem beslutar om ks-indikatorer i Linköping"
    result = run("ask", text, *place(municipality))
    answer = told(text, municipality)

    assert result.exit_code == 3
    assert f'mandat ask "{text}" -m linkoping' in result.stdout
    assert answer["outcome"] == "unclear"
    assert answer["understood"]["elsewhere"] == ["linkoping"]
    assert answer["understood"]["certainty"] == "elsewhere"


def test_the_municipality_asked_may_be_named_in_the_text():
    assert run(
        "ask", "vem beslutar om ks-indikatorer i Linköping", "-m", "linköping"
    ).exit_code == 0  # fmt: skip


def test_the_name_of_the_law_is_no_municipality():
    answer = told("vad säger kommunallagen, vem beslutar om ansvarsfrihet", "kungsor")

    assert answer["understood"]["elsewhere"] == []


# who asks, danger, and what is not understood --------------------------------------


def test_without_who_asks_the_roles_are_offered_as_commands():
    result = run("ask", "får jag ringa rektorn", "-m", "kungsör")

    assert result.exit_code == 3
    assert result.stdout.startswith("Vem är du?")
    assert "mandat route förtroendevald rektor -m kungsor" in result.stdout
    answer = told("får jag ringa rektorn", "kungsor")
    assert answer["outcome"] == "unclear"
    assert answer["understood"]["certainty"] == "untold"
    assert answer["answers"] == []


def test_the_role_that_asks_is_told_by_an_option_or_the_surroundings(monkeypatch):
    text = "får jag ringa rektorn"
    plain = run("ask", "får jag som politiker ringa rektorn", "-m", "kungsör")
    option = run("ask", text, "-m", "kungsör", "--as", "politiker")
    monkeypatch.setenv("MANDAT_ROLE", "förtroendevald")
    surroundings = run("ask", text, "-m", "kungsör")

    assert plain.exit_code == 0
    assert option.stdout == surroundings.stdout == plain.stdout
    assert told(text, "kungsor", asker="politiker")["answers"][0]["via"]


def test_a_role_that_nobody_has_is_told():
    result = run("ask", "får jag ringa rektorn", "-m", "kungsör", "--as", "pirat")

    assert result.exit_code == 2
    assert "pirat" in result.stderr


def test_danger_is_told_first():
    text = "det brinner på äldreboendet vem ringer jag"
    for language, first in (("sv", "Vid fara"), ("en", "In danger")):
        result = run("ask", text, "-m", "kungsör", "--lang", language)
        assert result.stdout.startswith(first)
        assert "112" in result.stdout.splitlines()[0]
    assert told(text, "kungsor")["understood"]["urgency"] == "danger"


def test_an_english_question_is_told_that_only_swedish_is_understood():
    result = run("ask", "who decides on parental leave", "--lang", "en")

    assert result.exit_code == 3
    assert "in Swedish only" in result.stdout
    answer = told("who decides on parental leave")
    assert answer["outcome"] == "not_understood"
    assert answer["understood"]["is_english"] is True


def test_the_words_that_were_not_understood_are_told():
    result = run("ask", "vem tömmer brevlådorna", "-m", "kungsör")

    assert result.exit_code == 3
    assert "”tömmer”, ”brevlådorna”" in result.stdout
    assert told("vem tömmer brevlådorna", "kungsor")["understood"]["unknown"] == [
        "tömmer",
        "brevlådorna",
    ]


# conditions that nobody but the reader can judge -----------------------------------


def test_a_condition_stands_beside_whom_it_binds():
    """Orrhed's row 7.1: the care officer up to a hundred hours a month, others any."""
    answer = told("vem beslutar om hemtjänst", "orrhed")
    roles = {
        r["id"]: r for found in answer["answers"] for r in found["decides"]["roles"]
    }
    may = run("may", "biståndshandläggare", "hemtjänst", "-m", "orrhed").stdout
    who = run("who", "hemtjänst", "-m", "orrhed").stdout

    assert roles["bistandshandlaggare"]["provisos"] == ["högst 100 timmar i månaden"]
    assert "provisos" not in roles["enhetschef"]
    assert "biståndshandläggare (högst 100 timmar i månaden), enhetschef" in who
    assert "får besluta, på villkoret: högst 100 timmar i månaden" in may
