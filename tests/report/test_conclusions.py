"""Reports leave out nothing that a conclusion gives, and say the rest of a table."""

import datetime as dt
import json
from dataclasses import replace
from enum import Enum
from functools import cache
from pathlib import Path

import pytest

from engine.answers.answer import Answer, Finding, Limits, Outcome
from engine.report.answers.as_json import finding_object
from engine.report.conclusions import finding_rows, otherwise
from engine.report.say import Say
from engine.report.wording import Wording
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load_all
from engine.rulebook.model.conclusions import (
    ContactConclusion,
    DecisionConclusion,
    Function,
    Mode,
    Party,
    Strength,
)
from engine.rulebook.model.questions import ASKABLE, Question
from engine.rulebook.model.rules import RuleKind
from engine.rulebook.model.sources import Deadline, Frequency
from tests.support import rulebooks


@cache
def shipped_rules():
    """Return each shipped rule that answers a question, with those it is among."""
    loaded = load_all(RulesFolder(Path("rules"))).values()
    return [
        (rule, jurisdiction)
        for jurisdiction in loaded
        for rule in jurisdiction.rules
        if rule.kind in ASKABLE
    ]


def finding_of(rule):
    question = Question(rule.kind, (), (), dt.date(2026, 3, 1))
    return Finding(conclusion=rule.conclusion, rules=(rule.id,)), question


def without_grants(conclusion):
    """Return a conclusion without what an answer says of a grant in its notes."""
    is_decision = isinstance(conclusion, DecisionConclusion)
    return replace(conclusion, grants=()) if is_decision else conclusion


@pytest.mark.parametrize("language", ["sv", "en"])
def test_whoever_a_conclusion_names_and_whatever_it_says_stands_in_the_answer(language):
    say = Say(language)
    for rule, jurisdiction in shipped_rules():
        wording = Wording(jurisdiction, say)
        rows = finding_rows(*finding_of(rule), wording)
        text = "\n".join(f"{caption}: {text}" for caption, text in rows)
        for role in without_grants(rule.conclusion).roles():
            # one that is itself several is told as several in a list
            for name in wording.role(role).split(say(" eller ", " or ")):
                assert name in text, rule.id
        for words in rule.conclusion.texts():
            assert say.text(words) in text, rule.id
        for _, content in rule.conclusion.points():
            if isinstance(content, Frequency):
                assert wording.frequency(content) in text, rule.id
            elif isinstance(content, Deadline):
                assert wording.deadline(content) in text, rule.id
            elif isinstance(content, Enum):
                assert wording.enum(content) in text, rule.id


def test_json_names_whoever_a_conclusion_names_and_says_whatever_it_says():
    kinds = set()
    for rule, jurisdiction in shipped_rules():
        wording = Wording(jurisdiction, Say("sv"))
        content = finding_object(*finding_of(rule), wording, is_rest=False)
        text = json.dumps(content, ensure_ascii=False)
        for role in rule.conclusion.roles():
            assert f'"id": "{role}"' in text, rule.id
        for words in rule.conclusion.texts():
            assert json.dumps(words.sv, ensure_ascii=False) in text, rule.id
        kinds.add(rule.kind)
    assert kinds == set(ASKABLE)


def decided_by(role, **when):
    party = Party(mode=Mode.ONE, roles=(role,))
    return Finding(
        conclusion=DecisionConclusion(functions=((Function.DECIDES, party),)),
        rules=(f"town/{role}",),
        when=tuple(when.items()),
    )


def table(*findings):
    return Answer(outcome=Outcome.DEPENDS, findings=findings)


def test_several_values_with_one_answer_are_the_rest():
    answer = table(
        decided_by("styrelsen", omrade=("personal",)),
        decided_by("namnden", omrade=("skola", "kultur")),
    )
    assert otherwise(answer) == {1}


def test_rows_that_say_what_the_last_one_says_belong_to_the_rest():
    answer = table(
        decided_by("namnden", omrade=("skola",), akut=(1,)),
        decided_by("styrelsen", omrade=("personal",)),
        decided_by("namnden", akut=(0,)),
    )
    assert otherwise(answer) == {0, 2}


def test_yes_and_no_are_plain_and_have_no_rest():
    answer = table(decided_by("styrelsen", akut=(1,)), decided_by("namnden", akut=(0,)))
    assert otherwise(answer) == frozenset()


def test_below_and_above_a_limit_are_plain_and_have_no_rest():
    answer = table(
        decided_by("chefen", belopp=(Limits(low=None, high=50_000_000),)),
        decided_by("namnden", belopp=(Limits(low=50_000_001, high=None),)),
    )
    assert otherwise(answer) == frozenset()


def test_one_answer_has_no_rest():
    answer = Answer(outcome=Outcome.ANSWERED, findings=(decided_by("namnden"),))
    assert otherwise(answer) == frozenset()


def test_no_rule_is_no_table():
    assert otherwise(Answer(outcome=Outcome.NO_RULE)) == frozenset()


def test_each_link_of_a_way_says_how_strictly_it_binds():
    way = ContactConclusion(
        via=("chef", "direktor", "kso"),
        strength=Strength.AS_FAR_AS_POSSIBLE,
        musts=("kso",),
    )
    words = rulebooks.vocabulary(roles={"chef": [], "direktor": [], "kso": []})
    wording = Wording(rulebooks.jurisdiction([], words), Say("en"))
    question = Question(RuleKind.CONTACT, (), (), dt.date(2026, 3, 1))
    finding = Finding(conclusion=way, rules=())
    assert finding_rows(finding, question, wording) == [
        ("as far as possible via", "“chef” → “direktor”"),
        ("must via", "“kso”"),
    ]
