"""What a rule requires, leaves out, sets a time for and remarks is in every answer.

What ought to be there is read from the rules themselves, never from what is printed.
"""

import itertools
import json

import pytest

from engine.report.training.explanations import explanation
from engine.rulebook.model.conclusions import (
    ContactConclusion,
    DecisionConclusion,
    DutyConclusion,
    Strength,
)
from engine.rulebook.model.rules import RuleKind, Slot
from engine.rulebook.model.vocabulary import TermKind
from engine.scenarios.replay import replay_scenario
from engine.service.setup import words as wording_of
from engine.space.space import Space
from tests.report.test_shipped_pages import MUNICIPALITIES, SAMPLE, questions
from tests.support.shipped import TODAY, shipped_mandat, shipped_scenarios, told_here

LANGUAGES = ("sv", "en")
#: So wide that no text of an answer is broken over lines, in tables either.
WIDTH = 20_000
STRENGTHS = {
    Strength.MUST: {"sv": "ska", "en": "must"},
    Strength.FIRST_HAND: {"sv": "i första hand", "en": "in the first instance"},
    Strength.AS_FAR_AS_POSSIBLE: {"sv": "så långt det går", "en": "as far as possible"},
    Strength.MAY: {"sv": "får", "en": "may"},
    None: {"sv": "", "en": ""},
}
UNITS = {
    "day": ("dag", "dagar", "day", "days"),
    "week": ("vecka", "veckor", "week", "weeks"),
    "month": ("månad", "månader", "month", "months"),
    "year": ("år", "år", "year", "years"),
}


def worded(text, language):
    """Return a text in a language; Swedish that has no other stands in quotes."""
    if language == "sv" or text.en:
        return text.in_language(language)
    return text.sv.rstrip(".")


def one_line(text):
    return " ".join(text.split())


def terms_of(rule, language):
    """Yield what a rule says besides its conclusion: what it requires, and remarks."""
    if isinstance(rule.conclusion, DecisionConclusion):
        yield from (worded(text, language) for text in rule.conclusion.requires)
    if rule.note:
        yield worded(rule.note, language)


def clauses(circumstance):
    """Return how it is said in a sentence that a circumstance is so, or not so."""
    clause = circumstance.clause
    return (clause.yes, clause.no) if clause else ()


def deadline_words(rule):
    """Yield the number and the words of the unit of a rule's time limit."""
    within = getattr(rule.conclusion, "within", None)
    if within:
        yield str(within.count), UNITS[within.unit.removesuffix("s")]


def exempt_for(rule, slots, words):
    """Yield the roles that a rule leaves out, of the kinds of who is asked about."""
    bound = {Slot.FROM, Slot.ACTOR, Slot.OF}
    if rule.kind is RuleKind.CONTACT:
        bound.add(Slot.TO)
    for slot, id_ in slots:
        for role in rule.exempt if slot in bound else ():
            if role != id_ and id_ in words.role_kinds[role]:
                yield role


def steps_of(rule, language):
    """Yield how strongly each step of a way binds, by the words of its role."""
    conclusion = rule.conclusion
    if isinstance(conclusion, ContactConclusion):
        for step in conclusion.via:
            strict = step in conclusion.musts
            strength = Strength.MUST if strict else conclusion.strength
            yield STRENGTHS[strength][language], step


def answers(municipality, step):
    own = shipped_mandat().of(municipality)
    return own, [ask() for ask in list(questions(own))[::step]]


def assert_terms_are_shown(own, answer, language):
    jurisdiction, question = own.jurisdiction, answer.question
    words = jurisdiction.vocabulary
    written = answer.to_text(language, width=WIDTH)
    text, lines = one_line(written), written.splitlines()
    plain = answer.to_dict(language)
    as_json = json.dumps(plain, ensure_ascii=False)
    for finding in answer.answer.findings:
        rules = [jurisdiction.rules_by_id[rule] for rule in finding.rules]
        for rule in rules:
            for term in terms_of(rule, language):
                assert one_line(term) in text, (rule.id, term, text)
                assert json.dumps(term, ensure_ascii=False)[1:-1] in as_json, rule.id
            for number, unit in deadline_words(rule):
                assert any(f"{number} {word}" in text for word in unit), rule.id
            for strength, role in steps_of(rule, language):
                label = worded(words.roles[role].label, language)
                # in a table the strength is the caption of the column
                assert any(
                    label in line
                    and strength in (line if not answer.answer.is_table else text)
                    for line in lines
                ), (rule.id, strength, label, text)
        everywhere = [set(exempt_for(rule, question.slots, words)) for rule in rules]
        for role in set.intersection(*everywhere) if everywhere else ():
            label = worded(words.roles[role].label, language)
            assert label in text, (finding.rules, role, text)
            assert any(
                role in {left["id"] for left in part.get("left_out", ())}
                for part in plain["answers"]
            )


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_some_answers_tell_all_that_their_rules_say(municipality):
    own, asked = answers(municipality, SAMPLE)
    for answer, language in itertools.product(asked, LANGUAGES):
        assert_terms_are_shown(own, answer, language)


@pytest.mark.slow
@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_every_answer_tells_all_that_its_rules_say(municipality):
    own, asked = answers(municipality, 1)
    assert len(asked) > 50
    for answer, language in zip(asked, itertools.cycle(LANGUAGES), strict=False):
        assert_terms_are_shown(own, answer, language)


# pages --------------------------------------------------------------------------------


#: The rows of an order are many, and alike: one in nine, and all of them at length.
ROWS = [("orrhed", 9), pytest.param("orrhed", 1, marks=pytest.mark.slow)]


@pytest.mark.parametrize(
    ("municipality", "step"),
    [*((m, 1) for m in MUNICIPALITIES if m != "orrhed"), *ROWS],
)
def test_the_page_of_a_rule_tells_all_that_it_says(municipality, step):
    own = shipped_mandat().of(municipality)
    words = own.jurisdiction.vocabulary
    for number_of_rule, rule in enumerate(own.jurisdiction.rules):
        # the law's own rules are the same in each municipality
        if municipality and not rule.id.startswith(f"{municipality}/"):
            continue
        if number_of_rule % step:
            continue
        for language in LANGUAGES:
            text = one_line(own.show(rule.id, on=TODAY).to_text(language, width=WIDTH))
            assert worded(rule.says, language) in text
            for term in terms_of(rule, language):
                assert one_line(term) in text, rule.id
            for role in rule.exempt:
                assert worded(words.roles[role].label, language) in text, rule.id
            for number, unit in deadline_words(rule):
                assert any(f"{number} {word}" in text for word in unit), rule.id
            for strength, role in steps_of(rule, language):
                assert strength in text
                assert worded(words.roles[role].label, language) in text, rule.id
            for condition in (*rule.when, *itertools.chain(*rule.unless)):
                circumstance = words.circumstances[condition.circumstance]
                said = [circumstance.label, *clauses(circumstance)]
                assert any(worded(each, language) in text for each in said), rule.id


def assert_page_of_role_tells_all(own, role, language):
    jurisdiction = own.jurisdiction
    words = jurisdiction.vocabulary
    shown = own.show(role, on=TODAY)
    if [thing.kind for thing in shown.things] != [TermKind.ROLE]:
        return  # the name is that of something else too
    text = one_line(shown.to_text(language, width=WIDTH))
    (plain,) = shown.to_dict(language)["sheets"]
    for given in (*plain["powers"], *plain["duties"]):
        as_json = json.dumps(given, ensure_ascii=False)
        for rule in (jurisdiction.rules_by_id[id_] for id_ in given["rules"]):
            for term in terms_of(rule, language):
                assert one_line(term) in text, (role, rule.id, term)
                assert json.dumps(term, ensure_ascii=False)[1:-1] in as_json, rule.id
            if isinstance(rule.conclusion, DutyConclusion):
                for number, unit in deadline_words(rule):
                    assert any(f"{number} {word}" in text for word in unit), rule.id
                    assert given["within"]
                assert (given["every"] is None) is (rule.conclusion.every is None)
                for left in exempt_for(rule, ((Slot.OF, role),), words):
                    assert worded(words.roles[left].label, language) in text
                    assert left in {each["id"] for each in given["left_out"]}


@pytest.mark.slow
@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_the_page_of_every_role_tells_all_that_its_powers_rest_on(municipality):
    own = shipped_mandat().of(municipality)
    roles = told_here(own, sorted(own.jurisdiction.vocabulary.roles))
    for role, language in zip(roles, itertools.cycle(LANGUAGES), strict=False):
        assert_page_of_role_tells_all(own, role, language)


# training -----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_explained_in_training_tells_all_that_the_rules_say(language):
    seen, spaces = 0, {}
    for scenario in shipped_scenarios()[::SAMPLE]:
        own = shipped_mandat().of(scenario.municipality)
        jurisdiction = own.jurisdiction
        space = spaces.setdefault(jurisdiction.id, Space(jurisdiction))
        replay = replay_scenario(scenario, space)
        why = explanation(replay, space, wording_of(jurisdiction, language))
        parts = (*why.reason, *why.rows, *why.law, *why.notes)
        text = one_line(" ".join(parts)).casefold()
        for finding in replay.answer.findings:
            rules = [jurisdiction.rules_by_id[rule] for rule in finding.rules]
            for term in (t for rule in rules for t in terms_of(rule, language)):
                seen += 1
                assert one_line(term).casefold() in text, (scenario.id, term)
            slots, terms = scenario.question.slots, jurisdiction.vocabulary
            everywhere = [set(exempt_for(rule, slots, terms)) for rule in rules]
            for role in set.intersection(*everywhere) if everywhere else ():
                label = worded(terms.roles[role].label, language)
                assert label.casefold() in text, (scenario.id, role)
    assert seen > 10
