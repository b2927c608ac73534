"""Point answers: what a slow reader of the rules would answer, in any order of rules."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.answers.answer import LossReason, NoteKind, Outcome
from engine.answers.deciding import Decider
from engine.rulebook.conditions import Multiple, OneOf, Within
from engine.rulebook.packs import MissingAmountError
from engine.rulebook.rules import (
    EXCLUSIVE,
    BodyConclusion,
    ClassificationConclusion,
    ConductConclusion,
    DecisionAct,
    DutyConclusion,
    Function,
    Mode,
    RuleKind,
    Slot,
    Verdict,
)
from engine.rulebook.sources import Rank, Status, Validity
from engine.rulebook.texts import Text
from engine.rulebook.values import ValueKind
from tests import rulebooks
from tests.oracle import BODY_POINTS, Oracle
from tests.rulebooks import decision, jurisdiction, one, rule, vocabulary


def decided(rules_of, kind, slots, known, on=rulebooks.DAY):
    """Return the answer of a jurisdiction, or of its decider, to settled facts."""
    decider = rules_of if isinstance(rules_of, Decider) else Decider(rules_of)
    subject = decider.subject(kind, tuple(slots.items()))
    return decider.decide(subject, known, on)


def sides_of(answer, kind):
    """Return for each point of an answer the different things said on it."""
    sides = {}
    for finding in answer.findings:
        conclusion = finding.conclusion
        if kind is RuleKind.DECISION:
            said = {f: party_key(f, party) for f, party in conclusion.functions}
            said |= {"act": conclusion.act} if conclusion.act else {}
        elif kind is RuleKind.BODY:
            points = ((point, getattr(conclusion, point)) for point in BODY_POINTS)
            said = {point: key(content) for point, content in points if content}
        else:
            said = {"whole": key(conclusion)}
        for point, content in said.items():
            sides.setdefault(point, set()).add(content)
    return sides


def party_key(function, party):
    """Return who has a function; in one where rules add up, only which roles."""
    return key(party) if function in EXCLUSIVE else frozenset(party.roles)


def key(content):
    """Return a conclusion so that two that say the same are equal."""
    if isinstance(content, ConductConclusion):
        return content.verdict
    if hasattr(content, "mode") and content.mode is not Mode.IN_ORDER:
        return content.mode, frozenset(content.roles)
    return content


def expected_sides(verdict):
    """Return for each point what the oracle lets prevail on it."""
    sides = {}
    for point, found in verdict.sides.items():
        if isinstance(point, Function) and point not in EXCLUSIVE:
            parties = [party for side in found for _, party in side]
            said = {frozenset(role for party in parties for role in party.roles)}
        else:
            said = {key(side[0][1]) for side in found}
        if found:
            sides[point] = said
    return sides


@given(st.data(), st.sampled_from(rulebooks.ASKED), st.sampled_from(rulebooks.DAYS))
def test_the_answer_is_what_a_slow_reader_lets_prevail(data, kind, on):
    given_jurisdiction = data.draw(rulebooks.jurisdictions(kind))
    decider = Decider(given_jurisdiction)
    for _ in range(4):
        slots, known = data.draw(rulebooks.questions(kind))
        answer = decided(decider, kind, slots, known, on)
        oracle = Oracle(given_jurisdiction, kind, slots, known, on)
        expected = oracle.verdict()
        assert answer.outcome.value == expected.outcome
        assert set(answer.rules) == expected.rules
        found = sides_of(answer, kind)
        if kind is RuleKind.DUTY:  # every duty is a finding of its own
            assert len(answer.findings) == len(expected.rules)
            continue
        if len(expected.sides.get(Function.DECIDES, [])) > 1:
            found.pop("act", None)  # each side has an act of its own
        assert found == expected_sides(expected)


@given(st.data(), st.sampled_from(rulebooks.ASKED), st.randoms(use_true_random=False))
def test_the_order_of_rules_never_matters(data, kind, chance):
    written = data.draw(rulebooks.jurisdictions(kind))
    shuffled = list(written.rules)
    chance.shuffle(shuffled)
    turned = replace(written, rules=tuple(shuffled))
    for _ in range(2):
        slots, known = data.draw(rulebooks.questions(kind))
        assert decided(written, kind, slots, known) == decided(
            turned, kind, slots, known
        )
