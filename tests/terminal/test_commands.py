"""The terminal answers the questions the project was made for, in every form."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.terminal import python, run

DAY = "2026-11-22"


def asked(command: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(f"{command} --format json").stdout)
    return found


def roles(party: dict[str, Any]) -> list[str]:
    return [role["id"] for role in party["roles"]]


def sections(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [(c["source"], c["section"]) for c in answer["citations"]]


QUESTIONS = (
    "who nämndmål -m linköping -g målområde=medarbetare",
    "who nämndmål -m linköping -g målområde=samhälle",
    "route förtroendevald rektor -m kungsör",
    "route KSO rektor -m kungsör",
    "route förtroendevald rektor -m munkedal",
    "route revisor rektor -m kungsör",
    "route medborgare förtroendevald -m kungsör",
    "route medarbetare kommundirektör -m kungsör -g akut=ja",
    'may förtroendevald "utlova en viss hantering" -m kungsör',
    'who "instruktion för kommundirektören" -m kungsör',
    "who mediefrågor -m kungsör -g frågetyp=hur",
    "who verksamhetsfråga -m kungsör -g frågetyp=gråzon",
    "who verksamhetsfråga -m kungsör -g frågetyp=hur",
)


@pytest.mark.parametrize("option", ["", "--why", "--lang en", "--format json"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_answered_in_every_form(question: str, option: str) -> None:
    result = run(f"{question} {option} --on {DAY}")

    assert result.exit_code == (3 if "munkedal" in question else 0), result.output
    assert result.stderr == ""
    if "json" in option:
        assert json.loads(result.stdout)["schema"] == 1
    if "en" in option.split():
        assert not re.search(r"\b(beslutar|Källor|Att veta)\b", result.stdout)


def test_employee_goals_are_decided_by_the_board_and_approved_by_the_council() -> None:
    """Document 002: the board as employer; annex 1: approved by the council."""
    answer = asked("who nämndmål -m linköping -g målområde=medarbetare")

    assert roles(answer["answers"][0]["decides"]) == ["kommunstyrelsen"]
    assert roles(answer["answers"][0]["approves"]) == ["kommunfullmaktige"]
    assert ("linkoping/modell", "Nämndernas mål") in sections(answer)
    assert "proposal" in {note["kind"] for note in answer["notes"]}


def test_other_goals_are_decided_by_each_committee() -> None:
    answer = asked("who nämndmål -m linköping -g målområde=samhälle")

    assert roles(answer["answers"][0]["decides"]) == ["namnd"]


def test_a_question_without_its_facts_depends_and_names_them() -> None:
    answer = asked("who nämndmål -m linköping")

    assert answer["outcome"] == "depends"
    assert [found["id"] for found in answer["depends_on"]] == ["malomrade"]
    assert len(answer["answers"]) == 2
    assert answer["candidates"]


@pytest.mark.parametrize("actor", ["förtroendevald", "KSO", "ledamot"])
def test_a_politician_goes_through_the_head_of_administration(actor: str) -> None:
    answer = asked(f"route {actor} rektor -m kungsör")
    found = answer["answers"][0]

    assert [role["id"] for role in found["via"]] == ["berord-forvaltningschef"]
    assert found["strength"] == "must"
    assert ("kungsor/spelregler", "Förtroendevalda") in sections(answer)


def test_the_neighbour_has_no_such_rule() -> None:
    answer = asked("route förtroendevald rektor -m munkedal")

    assert answer["outcome"] == "no_rule"
    assert answer["answers"] == []
    assert answer["citations"] == []


def test_an_auditor_is_not_stopped_and_the_answer_names_the_law() -> None:
    """12 kap. 9 § kommunallagen goes before the guideline (T7)."""
    answer = asked("route revisor rektor -m kungsör")

    assert answer["answers"][0]["free"] is True
    assert sections(answer) == [("kommunallagen/kl", "12 kap. 9 §")]
    assert "set_aside" in {note["kind"] for note in answer["notes"]}


def test_a_citizen_may_contact_anyone() -> None:
    answer = asked("route medborgare förtroendevald -m kungsör")

    assert answer["answers"][0]["free"] is True


def test_urgent_matters_climb_the_chain() -> None:
    answer = asked("route medarbetare kommundirektör -m kungsör -g akut=ja")
    via = answer["answers"][0]["via"]
    meant = [role.get("means", role)["id"] for role in via]

    assert meant == ["enhetschef", "forvaltningschef", "kommundirektor"]


@pytest.mark.parametrize(
    "act",
    [
        "agera-efter-samtal",
        "utlova-hantering",
        "agera-pa-detaljer",
        "paverka-yrkesutovning",
        "detaljstyra-enskilt-arende",
        "stalla-krav-i-enskilt-arende",
    ],
)
def test_each_prohibition_of_the_guideline_says_what_to_do_instead(act: str) -> None:
    answer = asked(f"may förtroendevald {act} -m kungsör")
    found = answer["answers"][0]

    assert found["verdict"] == "forbidden"
    assert found["instead"]["says"] or found["instead"]["via"]


def test_the_director_gets_the_instruction_from_the_board() -> None:
    """7 kap. 2 § kommunallagen; the guideline says the council (T1)."""
    answer = asked('who "instruktion för kommundirektören" -m kungsör')
    aside = [note for note in answer["notes"] if note["kind"] == "set_aside"]

    assert roles(answer["answers"][0]["decides"]) == ["kommunstyrelsen"]
    assert ("kommunallagen/kl", "7 kap. 2 §") in sections(answer)
    assert "fullmäktige" in aside[0]["text"]


def test_why_not_names_what_the_council_lost_to() -> None:
    result = run('who "instruktion för kommundirektören" -m kungsör --why-not KF')

    assert "Varför inte kommunfullmäktige?" in result.stdout
    assert "kommunallagen/styrelsen-faststaller-instruktion" in result.stdout


def test_a_how_question_follows_from_a_derived_circumstance() -> None:
    answer = asked("who verksamhetsfråga -m kungsör -g frågetyp=hur")

    assert [found["circumstance"] for found in answer["derived"]] == ["styrskikt"]


def test_the_grey_zone_is_for_chair_and_director_together() -> None:
    answer = asked("who verksamhetsfråga -m kungsör -g frågetyp=gråzon")
    parties = [
        value
        for value in answer["answers"][0].values()
        if isinstance(value, dict) and value.get("mode") == "together"
    ]

    assert {"kommunstyrelsens-ordforande", "kommundirektor"} in [
        set(roles(party)) for party in parties
    ]


@pytest.mark.parametrize(
    "named", ["Linköping", "linkoping", "LINKÖPING", "Linköpings kommun"]
)
@pytest.mark.parametrize("matter", ["nämndmål", "namndmal", "NÄMNDMÅL", "nämndens mål"])
def test_names_are_known_however_they_are_spelled(named: str, matter: str) -> None:
    result = run(f'who "{matter}" -m "{named}" -g MÅLOMRÅDE=Medarbetare')

    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("who nämdmål -m linköping", "menade du `nämndmål`"),
        ("who nämndmål -m linköpin", "menade du `Linköping`"),
        ("who nämndmål -m linköping -g måområde=x", "menade du `målområde`"),
        ("who nämndmål -m linköping -g målområde=medarbetar", "`medarbetare`"),
        ("route politiker rektår -m kungsör", "menade du `rektor`"),
        ("show nämdmål -m linköping", "menade du `nämndmål`"),
        ("who budget --rules finns-inte", "finns-inte"),
    ],
)
def test_wrong_input_gets_a_clear_sentence_and_exit_code_2(
    command: str, said: str
) -> None:
    result = run(command)

    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.output


def test_failures_are_json_when_json_was_asked_for() -> None:
    result = run("who nämdmål -m linköping --format json")

    assert result.exit_code == 2
    assert json.loads(result.stdout)["error"]["nearest"][0] == "nämndmål"


def test_a_given_value_that_contradicts_itself_is_refused() -> None:
    result = run("who nämndmål -m linköping -g målområde=samhälle -g malomrade=ekonomi")

    assert result.exit_code == 2


def test_the_municipality_can_come_from_the_environment() -> None:
    result = run("route förtroendevald rektor", MANDAT_MUNICIPALITY="kungsör")

    assert "Kungsörs kommun" in result.stdout


def test_without_a_municipality_only_the_law_and_guidance_speak() -> None:
    result = run('who "instruktion för kommundirektören"')

    assert result.exit_code == 0
    assert "enbart lag och allmän vägledning" in result.stdout


def test_the_language_follows_the_locale() -> None:
    result = run("who nämndmål -m linköping", LANG="en_GB.UTF-8")

    assert "The answer depends on: goal area" in result.stdout


def test_the_same_question_gives_the_same_bytes() -> None:
    first = run("who nämndmål -m linköping --why --format json")
    second = run("who nämndmål -m linköping --why --format json")

    assert first.stdout_bytes == second.stdout_bytes


def test_show_tells_what_a_term_means_and_leads_on() -> None:
    result = run("show KS-indikator -m linköping")

    assert "betyder" in result.stdout
    assert "linkoping/ks-indikator-beslut" in result.stdout


def test_a_rule_and_its_passage_lead_to_each_other() -> None:
    rule = run("show fortroendevald-gar-via-forvaltningschefen -m kungsör").stdout
    passage = run("show spelregler#forst-forvaltningschefen -m kungsör").stdout

    assert "kungsor/spelregler#forst-forvaltningschefen" in rule
    assert "kungsor/fortroendevald-gar-via-forvaltningschefen" in passage


def test_the_procedure_is_shown_step_by_step() -> None:
    shown = run("show arbetssätt -m munkedal").stdout

    assert re.findall(r"^ +(\d)\.", shown, re.MULTILINE) == list("12345678")


def test_sources_account_for_every_passage() -> None:
    result = run("sources -m kungsör")

    assert result.exit_code == 0
    assert "100 %" in result.stdout


def test_check_says_how_near_a_miss_was(tmp_path: Path) -> None:
    scenario = tmp_path / "fall.yaml"
    scenario.write_text(
        """\
scenarios:
  - id: fel-namnd
    municipality: linkoping
    told: Någon tror att nämnden beslutar medarbetarmålen.
    ask: {who: namndmal}
    given: {malomrade: medarbetare}
    expect:
      outcome: answered
      decides: namnd
      cites: [modell#namndmal-fyra-omraden]
""",
        "utf-8",
    )
    result = run(f"check {scenario}")

    assert result.exit_code == 1
    line = result.stdout.splitlines()[0]
    assert "decides: väntade namnd, fick kommunstyrelsen" in line
    assert "linkoping/namndmal-fyra-omraden" in line
    assert "målområde" in line


def test_check_without_any_scenario_is_a_miss() -> None:
    result = run("check -k finns-inte-alls")

    assert result.exit_code == 1


def test_check_answers_right_for_the_wrong_reason_with_a_miss(tmp_path: Path) -> None:
    scenario = tmp_path / "fall.yaml"
    scenario.write_text(
        """\
scenarios:
  - id: ratt-svar-fel-stycke
    municipality: linkoping
    told: Rätt svar men fel stycke.
    ask: {who: namndmal}
    given: {malomrade: medarbetare}
    expect:
      outcome: answered
      decides: kommunstyrelsen
      cites: [modell#namndmal-fyra-omraden]
""",
        "utf-8",
    )

    assert run(f"check {scenario}").exit_code == 1


def test_a_bug_shows_its_traceback_and_exits_70() -> None:
    broken = (
        "import engine.terminal, engine.rulebook.model.questions as q;"
        "del q.SLOTS; engine.terminal.main()"
    )
    done = python("-c", broken, "who", "budget", MANDAT_CACHE="off")

    assert done.returncode == 70
    assert "Traceback" in done.stderr


def test_a_traceback_holds_nothing_that_acts_on_the_terminal():
    broken = (
        "import engine.terminal.program as program\n"
        "def mandat(**_): raise RuntimeError(chr(27) + '[31m')\n"
        "program.mandat = mandat; program.main()"
    )
    done = python("-c", broken)

    assert done.returncode == 70
    assert r"RuntimeError: \x1b[31m" in done.stderr
    assert "\x1b" not in done.stderr


def test_no_color_codes_ever_reach_the_output() -> None:
    result = run("who nämndmål -m linköping --why")

    assert "\x1b" not in result.output


def test_a_municipality_in_the_environment_may_have_spaces_in_its_name():
    found = run("who namndmal", MANDAT_MUNICIPALITY="Kungsörs kommun")
    same = run("who namndmal", "-m", "Kungsörs kommun")
    assert found.output == same.output
    assert run("show namnd", MANDAT_MUNICIPALITY="").exit_code == 0
