"""A word that another municipality knows: no rule here, and where to ask instead."""

import itertools
import json
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine import Mandat, UnknownNameError
from engine.answers.answer import Outcome
from engine.rulebook.loading.opening import open_jurisdiction
from engine.rulebook.model.names import name_key, text_key
from engine.rulebook.model.vocabulary import TermKind
from engine.service import elsewhere
from tests.support.shipped import shipped_mandat
from tests.support.terminal import run
from tests.support.town import RULES, SOURCES, VOCABULARY, write_pack, write_town

NEIGHBOUR = VOCABULARY.replace(
    "matters:\n", "matters:\n  sotning: {label: {sv: sotning, en: sweeping}}\n"
).replace("      park: {", "      bad: {sv: bad, en: baths}\n      park: {")
SWEEPING = (
    RULES
    + """\
  - id: sotning
    matter: sotning
    decides: chef
    says: Chefen beslutar om sotning.
    cites: ordning#p1
"""
)


@pytest.fixture
def neighbours(tmp_path):
    """Return the rules of Provby and of Granby, which has sweeping and baths too."""
    rules = write_town(tmp_path).rules
    write_pack(
        rules,
        "granby",
        label="{sv: Granby kommun, en: Granby}",
        vocabulary=NEIGHBOUR,
        sources=SOURCES,
        rules=SWEEPING,
    )
    return rules


def asked(words, rules, *more):
    result = run(f"{words} --format json --rules", rules, *more)
    return result.exit_code, json.loads(result.stdout)


@pytest.mark.parametrize(
    "words",
    ["who sotning -m provby", "who inköp -m provby -g område=bad", "who sweeping"],
)
def test_a_word_of_the_neighbour_has_no_rule_here(neighbours, words):
    exit_code, answer = asked(words, neighbours)
    assert exit_code == 3
    assert answer["outcome"] == "no_rule"
    assert [each["municipality"] for each in answer["elsewhere"]] == ["granby"]
    assert answer["answers"] == []


def test_a_broken_pack_hides_no_other_neighbour(neighbours):
    write_pack(neighbours, "sonderby", vocabulary=NEIGHBOUR, rules="rules: x\n")

    exit_code, answer = asked("who sotning -m provby", neighbours)

    assert exit_code == 3
    assert [each["municipality"] for each in answer["elsewhere"]] == ["granby"]


def test_the_command_that_is_offered_is_answered(neighbours):
    _, answer = asked("who sotning -m provby -g belopp=5", neighbours)
    command = answer["elsewhere"][0]["command"].removeprefix("mandat ")
    assert run(command).exit_code == 0


@pytest.mark.parametrize(
    ("language", "name"), [("sv", "Granby kommun"), ("en", "Granby")]
)
def test_text_names_the_neighbour_with_a_command(neighbours, language, name):
    result = run("who sotning -m provby --lang", language, "--rules", neighbours)
    assert result.exit_code == 3
    assert f"{name}: mandat who sotning -m granby" in " ".join(result.stdout.split())


@pytest.mark.parametrize(
    "words",
    [
        "who sotnign -m provby",
        "who sotning -m provby -g belopp=mycket",
        "who sotning -m provby -g område=kyrka",
        "who sotning -m provby -g vikt=1",
        "may chefen sova",
    ],
)
def test_what_nobody_knows_is_an_error(neighbours, words):
    exit_code, answer = asked(words, neighbours)
    assert exit_code == 2
    assert "error" in answer


def test_a_rule_on_a_wider_matter_is_not_reached_from_a_word_of_the_neighbour(tmp_path):
    below = NEIGHBOUR.replace("en: sweeping}", "en: sweeping}, under: inkop")
    rules = write_town(tmp_path).rules
    write_pack(rules, "granby", vocabulary=below, sources=SOURCES, rules=SWEEPING)
    exit_code, answer = asked("who sotning -m provby", rules)
    assert (exit_code, answer["outcome"]) == (3, "no_rule")


def test_law_alone_names_the_municipalities_that_have_a_rule(tmp_path):
    words = "matters:\n  inkop: {label: {sv: inköp, en: purchases}}\n"
    write_pack(tmp_path, "lag", kind="law", vocabulary=words)
    own = VOCABULARY.replace("  inkop: {label: {sv: inköp, en: purchases}}\n", "")
    write_pack(
        tmp_path, "provby", uses="lag", vocabulary=own, sources=SOURCES, rules=RULES
    )
    exit_code, answer = asked("who inköp", tmp_path)
    assert exit_code == 3
    assert [each["municipality"] for each in answer["elsewhere"]] == ["provby"]


def is_known(name, municipality):
    return bool(municipality.jurisdiction.vocabulary.named(TermKind.MATTER, name))


@pytest.mark.parametrize("step", [pytest.param(17, marks=pytest.mark.slow), 60])
def test_every_matter_of_a_municipality_is_known_or_no_rule_in_every_other(step):
    mandat = shipped_mandat()
    names = [head.id for head in mandat.municipalities]
    asked_of = 0
    for here, there in itertools.permutations(["", *names], 2):
        if not there:
            continue  # law and guidance are no municipality to name
        own, other = mandat.of(here), mandat.of(there)
        for matter in list(other.jurisdiction.vocabulary.matters.values())[::step]:
            called = {matter.id, matter.label.sv, matter.label.en, *matter.synonyms}
            for name in called - {""}:
                if not is_known(name, own):
                    response = own.who(name)
                    assert response.outcome is Outcome.NO_RULE
                    assert there in {e.municipality.id for e in response.elsewhere}
                    asked_of += 1
    assert asked_of > 500 / step


def test_acts_roles_and_circumstances_of_every_other_municipality_are_no_error():
    mandat = shipped_mandat()
    for here, there in itertools.permutations(["kungsor", "munkedal"], 2):
        own, words = mandat.of(here), mandat.of(there).jurisdiction.vocabulary
        for act in list(words.acts)[::20]:
            assert own.may("fortroendevald", act)
        for role in list(words.terms(TermKind.ROLE))[::20]:
            assert own.route("fortroendevald", role)
        with pytest.raises(UnknownNameError):
            own.who("xyzzy")


def test_a_page_that_only_the_neighbour_has_is_named(neighbours):
    exit_code, answer = asked("show sotning -m provby", neighbours)
    assert exit_code == 2
    assert answer["error"]["code"] == "question/known-elsewhere"
    result = run("show sotning -m provby --rules", neighbours)
    assert "Granby kommun" in result.stderr
    assert "mandat show sotning -m granby" in result.stderr


def test_a_value_that_nobody_has_is_told_with_those_the_neighbour_has(tmp_path):
    field = VOCABULARY.replace("omrade:", "falt:").replace("sv: område", "sv: fält")
    rules = write_town(tmp_path).rules
    write_pack(rules, "granby", vocabulary=field, sources=SOURCES, rules=RULES)
    exit_code, answer = asked("who inköp -m provby -g fält=kyrka", rules)
    assert exit_code == 2
    assert answer["error"]["code"] == "question/unknown-value"
    assert "`vård`" in answer["error"]["message"]


def test_many_values_are_cut_at_a_number(tmp_path):
    values = "".join(
        f"      v{n}: {{sv: värde {n}, en: value {n}}}\n" for n in range(200)
    )
    rules = write_town(tmp_path, vocabulary=VOCABULARY + values).rules
    _, answer = asked("who inköp -m provby -g område=kyrka", rules)
    assert re.search(r"och 1\d\d till", answer["error"]["message"])
    assert answer["error"]["message"].count("`värde") < 40


@pytest.mark.parametrize("option", ["--why", "--why-not chef"])
def test_reasons_can_be_asked_for_where_a_word_is_the_neighbours(neighbours, option):
    result = run(f"who sotning -m provby {option} --rules", neighbours)
    assert result.exit_code == 3
    assert "Ingen regel" in result.stdout


def opened_by(monkeypatch, neighbours, word, **facts):
    """Return what a word is answered, and whose rules were read for it."""
    opened = []

    def watched(rules, id_, cache):
        opened.append(id_)
        return open_jurisdiction(rules, id_, cache)

    monkeypatch.setattr(elsewhere, "open_jurisdiction", watched)
    provby = Mandat.open(neighbours).of("provby")
    try:
        return provby.who(word, given=facts).outcome, opened
    except UnknownNameError as error:
        return error.message.code, opened


def test_a_word_that_nobody_has_makes_nobodys_rules_be_read(monkeypatch, neighbours):
    told = opened_by(monkeypatch, neighbours, "sopning")
    assert told == ("question/unknown-matter", [])


@pytest.mark.parametrize("word", ["sotning", "SOTNING", "en sotning", "so-tning"])
def test_rules_are_read_of_who_has_a_word_however_it_is_written(
    monkeypatch, neighbours, word
):
    assert opened_by(monkeypatch, neighbours, word) == (Outcome.NO_RULE, ["granby"])


def test_rules_are_read_of_who_has_a_value(monkeypatch, neighbours):
    told = opened_by(monkeypatch, neighbours, "inköp", område="bad")
    assert told == (Outcome.NO_RULE, ["granby"])
    told = opened_by(monkeypatch, neighbours, "inköp", område="fjäll")
    assert told == ("question/unknown-value", [])


def test_a_name_that_is_written_by_the_numbers_of_its_signs_is_found(
    monkeypatch, neighbours
):
    path = neighbours / "granby" / "vocabulary.yaml"
    text = path.read_text("utf-8").replace(
        "sv: sotning", r'sv: "\u0073otning f\u00f6r"'
    )
    path.write_text(text, "utf-8")
    told = opened_by(monkeypatch, neighbours, "sotning för")
    assert told == (Outcome.NO_RULE, ["granby"])


@given(
    st.text("aàbÅö -_/–1entt\u0405\n", max_size=9), st.text("aà \n\"'{}:", max_size=6)
)
def test_a_text_holds_the_key_of_each_name_in_it(name, around):
    # a name that is an article alone is none that anybody writes
    assume(name_key(f"{name} x") != "x")
    before, after = f"{around}: ", f" {around}"
    assert name_key(name) in text_key(f"{before}{name}{after}")
