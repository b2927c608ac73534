"""What is so or not so, in each sentence that speaks of it: a clause, or a noun."""

from __future__ import annotations

import pytest

from tests.support.terminal import run
from tests.support.town import VOCABULARY, rule_text, write_town

NOUN = "akut: {label: {sv: akut, en: urgent}, type: bool, default: no}"
CLAUSE = """\
akut:
    label: {sv: akut läge, en: urgent situation}
    type: bool
    clause:
      yes: {sv: läget är akut, en: the situation is urgent}
      no: {sv: läget inte är akut, en: the situation is not urgent}
"""
RULES = (
    "rules:\n"
    + rule_text("akuta", matter="inkop", decides="chef", when="{akut: yes}")
    + rule_text("andra", matter="inkop", decides="namnd", when="{akut: no}")
)


def asked(place, command, language="sv", circumstance=CLAUSE):
    """Return on one line what a command prints in a town with one circumstance."""
    words = VOCABULARY.replace(NOUN, circumstance)
    town = write_town(place, vocabulary=words, rules=RULES)
    where = ("-m", "provby", "--rules", town.rules, "--lang", language)
    return " ".join(run(command, *where).output.split())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "Svaret beror på om läget är akut (-g akut=…)."),
        ("en", "The answer depends on whether the situation is urgent (-g akut=…)."),
    ],
)
def test_an_answer_depends_on_whether_something_is_so(tmp_path, language, said):
    assert said in asked(tmp_path, "who inkop", language)


def test_a_noun_without_a_clause_is_listed(tmp_path):
    noun = "akut: {label: akut läge, type: bool}"
    answer = asked(tmp_path, "who inkop", circumstance=noun)
    assert "Svaret beror på: akut läge (-g akut=…)." in answer


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "Förutsätter att läget inte är akut."),
        ("en", "Assumes that the situation is not urgent."),
    ],
)
def test_what_is_assumed_is_a_clause(tmp_path, language, said):
    circumstance = f"{CLAUSE}    default: no\n"
    assert said in asked(tmp_path, "who inkop", language, circumstance)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "kräver att läget är akut, och så är det inte"),
        ("en", "needs that the situation is urgent, which is not so"),
    ],
)
def test_a_condition_that_failed_is_a_clause(tmp_path, language, said):
    assert said in asked(tmp_path, "who inkop -g akut=nej --why", language)


@pytest.mark.parametrize(
    ("language", "said"),
    [("sv", "när läget är akut"), ("en", "when the situation is urgent")],
)
def test_a_power_holds_when_something_is_so(tmp_path, language, said):
    assert said in asked(tmp_path, "show chef", language)
    assert said in asked(tmp_path, "show akuta", language)
