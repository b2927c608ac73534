"""What is walked: every settled cell, once."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answers.answer import NoteKind, Outcome
from engine.lint.run import lint
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import Written, load_written
from engine.rulebook.loading.shipped import shipped
from engine.rulebook.model.conclusions import (
    ClassificationConclusion,
    DecisionConclusion,
    Function,
)
from engine.rulebook.model.conditions import Present
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind
from engine.space.cells import UNSAID
from engine.space.space import Space
from tests.support import random_rulebooks, rulebooks

TODAY = dt.date(2026, 11, 22)


@pytest.mark.slow
def test_what_jurisdictions_share_is_walked_once_and_loses_no_finding():
    folder = RulesFolder(shipped("rules"))

    def found(*municipalities):
        result = lint(load_written(folder, municipalities), None, TODAY)
        listed = (*result.findings, *result.accepted)
        return {f.key for f in listed if f.kind.name in FROM_CELLS}

    together = found("", "kungsor")

    assert len(together) >= 5
    assert together == found("") | found("kungsor")


def test_two_processes_find_what_one_finds():
    many = rulebooks.many_rules(200)
    disputed = [
        rulebooks.rule(f"test/s{n}", rulebooks.decision(decides="chef"), rule.scope_of)
        for n, rule in enumerate(many.rules)
        if n % 9 == 0
    ]
    jurisdiction = rulebooks.jurisdiction(
        (*many.rules, *disputed), many.vocabulary, "test"
    )
    told = []

    def found(workers):
        written = in_memory(jurisdiction)
        result = lint(
            written, None, TODAY, lambda *now: told.append(now), workers=workers
        )
        return result.findings

    alone = found(1)
    assert len(alone) == len(disputed)
    assert found(2) == alone
    assert told[-1] == (200, 200)
    assert told[: len(told) // 2] == told[len(told) // 2 :]


#: The kinds that are read from the answers of cells.
FROM_CELLS = {
    "contradiction",
    "gap",
    "never_prevails",
    "set_aside",
    "unlawful_delegation",
    "another_committees_field",
}


def sightings(result, kind):
    return [f.sighting for f in result.findings if f.kind.name == kind]


def in_memory(jurisdiction):
    """Return a jurisdiction as if it had been read from files."""
    return Written(
        jurisdictions={jurisdiction.id: jurisdiction}, accepted={}, terms={}, users={}
    )


def derivable(jurisdiction):
    return {
        name
        for rule in jurisdiction.rules
        if isinstance(rule.conclusion, ClassificationConclusion)
        for name, _ in rule.conclusion.derives
    }


def sayable(jurisdiction, known):
    """Return known facts as people give them.

    What a classification derives is left to it, and that something does not exist is
    only said where a rule asks for it.
    """
    asked = {
        condition.circumstance
        for rule in jurisdiction.rules
        for group in (rule.when, *rule.unless)
        for condition in group
        if isinstance(condition, Present)
    }
    return tuple(
        sorted(
            (name, value)
            for name, value in known.items()
            if name not in derivable(jurisdiction)
            and (value is not None or name in asked)
        )
    )


KINDS = st.sampled_from([RuleKind.DECISION, RuleKind.CONTACT, RuleKind.CONDUCT])


#: Every example is a whole lint, so fewer of them are tried than of other properties.
FEWER = settings(max_examples=max(1, settings.default.max_examples // 5))


def few_rules(kind):
    """Return jurisdictions so small that every cell of every subject is soon walked."""
    return st.builds(
        random_rulebooks.random_jurisdiction,
        random_rulebooks.SEEDS,
        st.just(kind),
        st.frozensets(
            st.integers(0, random_rulebooks.MOST_RULES - 1), min_size=2, max_size=4
        ),
        st.frozensets(
            st.integers(0, random_rulebooks.MOST_CLASSIFICATIONS - 1), max_size=2
        ),
    )


@FEWER
@given(data=st.data())
def test_no_conflict_of_any_question_is_missed(data):
    kind = data.draw(KINDS)
    jurisdiction = data.draw(few_rules(kind))
    space = Space(jurisdiction)
    result = lint(in_memory(jurisdiction), None, rulebooks.DAY)
    clashes = sightings(result, "contradiction")
    found = [frozenset(f.rules) for f in clashes if not f.about]
    about = {f.about[0] for f in clashes if f.about}
    for _ in range(10):
        slots, known = data.draw(random_rulebooks.questions(kind))
        if len(slots) < len(random_rulebooks.SCOPES[kind]) - (kind is RuleKind.CONTACT):
            continue
        said = sayable(jurisdiction, known)
        answer = space.ask(Question(kind, tuple(slots.items()), said, rulebooks.DAY))
        if answer.outcome is not Outcome.CONFLICT:
            continue
        split = {
            note.circumstance
            for note in answer.notes
            if note.kind is NoteKind.CLASSIFICATIONS_DISAGREE
        }
        # every side of the conflict is named by some contradiction
        assert split & about or any(
            all(rules & set(finding.rules) for finding in answer.findings)
            for rules in found
        )


@FEWER
@given(data=st.data())
def test_every_witness_of_a_random_rulebook_shows_its_finding(data):
    kind = data.draw(KINDS)
    jurisdiction = data.draw(few_rules(kind))
    space = Space(jurisdiction)
    for finding in lint(in_memory(jurisdiction), None, rulebooks.DAY).findings:
        question = finding.sighting.witness.question
        if question is None:
            continue
        answer = space.ask(question)
        seen = finding.sighting
        match finding.kind.name:
            case "contradiction":
                assert answer.outcome is Outcome.CONFLICT
            case "gap":
                assert answer.outcome in {Outcome.NO_RULE, Outcome.ANSWERED}
                assert not any(
                    isinstance(f.conclusion, DecisionConclusion)
                    and f.conclusion.party(Function.DECIDES)
                    for f in answer.findings
                )
            case "set_aside" | "unlawful_delegation":
                assert seen.rules in {(loss.rule, loss.to) for loss in answer.lost}
            case "never_prevails":
                assert seen.rules[0] not in answer.rules


@FEWER
@given(data=st.data())
def test_a_rule_said_never_to_prevail_prevails_in_no_question(data):
    kind = data.draw(KINDS)
    jurisdiction = data.draw(few_rules(kind))
    space = Space(jurisdiction)
    result = lint(in_memory(jurisdiction), None, rulebooks.DAY)
    never = {f.rules[0] for f in sightings(result, "never_prevails")}
    for _ in range(10):
        slots, known = data.draw(random_rulebooks.questions(kind))
        if len(slots) < len(random_rulebooks.SCOPES[kind]) - (kind is RuleKind.CONTACT):
            continue
        said = sayable(jurisdiction, known)
        question = Question(kind, tuple(slots.items()), said, rulebooks.DAY)
        assert not never & set(space.ask(question).rules)


@FEWER
@given(data=st.data())
def test_a_world_says_what_no_classification_derives_and_nothing_else(data):
    kind = data.draw(KINDS)
    jurisdiction = data.draw(few_rules(kind))
    slots, _ = data.draw(random_rulebooks.questions(kind))
    space = Space(jurisdiction)
    subject = tuple(slots.items())
    question = Question(kind, subject, (), rulebooks.DAY)
    dimensions = space.relevant(question)
    if max((len(d.classes) for d in dimensions), default=0) ** len(dimensions) > 2_000:
        return
    every = dict(space.cells(kind, subject, rulebooks.DAY))
    worlds = dict(space.settled_cells(kind, subject, rulebooks.DAY))

    assert worlds.items() <= every.items()
    for cell in worlds:
        known = {
            d.name: d.classes[n].representative
            for d, n in zip(dimensions, cell, strict=True)
            if n != UNSAID
        }
        found = space.decider.infer(
            space.decider.subject(kind, subject), known, rulebooks.DAY
        )
        settled = {d.circumstance for d in found.derived}
        unsaid = {d.name for d, n in zip(dimensions, cell, strict=True) if n == UNSAID}
        assert unsaid <= settled
        assert not settled & set(known)
