"""The shipped packs keep their promises: traceable both ways, all exercised."""

import dataclasses
import re
from functools import cache
from pathlib import Path

import pytest

from engine.rulebook.model.conclusions import (
    ConstraintConclusion,
    DecisionConclusion,
    Function,
    Mode,
    Party,
)
from engine.rulebook.model.conditions import OneOf
from engine.rulebook.model.packs import Jurisdiction
from engine.rulebook.model.problems import Place
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import Rule, RuleKind, Slot
from engine.rulebook.model.sources import Rank, Status, Validity
from engine.rulebook.model.texts import Text
from engine.rulebook.model.vocabulary import Matter, Vocabulary
from engine.rulebook.tracing.accounts import accounts
from engine.scenarios.replay import Replay, replay_scenario
from engine.space.space import Space
from tests.support.shipped import TODAY, shipped_jurisdictions, shipped_scenarios

PACKS = ("kommunallagen", "skr", "linkoping", "munkedal", "kungsor")
#: The made-up municipality, whose rules are rows of delegation orders.
MADE_UP = "orrhed"


@cache
def replays() -> tuple[Replay, ...]:
    spaces = {id_: Space(found) for id_, found in shipped_jurisdictions().items()}
    return tuple(
        replay_scenario(s, spaces[s.municipality]) for s in shipped_scenarios()
    )


@pytest.mark.slow
def test_every_scenario_is_answered_as_it_expects() -> None:
    missed = [replay.scenario.id for replay in replays() if not replay.is_passed]

    assert missed == []


def test_there_are_scenarios_for_every_municipality() -> None:
    found = {scenario.municipality for scenario in shipped_scenarios()}

    assert found == {"", "linkoping", "munkedal", "kungsor", MADE_UP}
    assert len(shipped_scenarios()) >= 150


def test_a_quarter_of_the_scenarios_are_traps() -> None:
    traps = [scenario for scenario in shipped_scenarios() if scenario.traps]

    assert len(traps) * 4 >= len(shipped_scenarios())


@pytest.mark.parametrize("pack", PACKS)
def test_every_passage_has_a_rule_or_a_reason(pack: str) -> None:
    unaccounted = [
        passage
        for found in shipped_jurisdictions().values()
        for account in accounts(found)
        if account.source.id.startswith(f"{pack}/")
        for passage in account.unaccounted
    ]

    assert unaccounted == []


@pytest.mark.slow
@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_has_a_scenario_that_names_its_passages(pack: str) -> None:
    """A rule is exercised where it prevails, sets aside, or is set aside knowingly.

    Constraints have tests of their own below: no shipped rule breaks them.
    """
    exercised: set[str] = set()
    for replay in replays():
        if not replay.is_passed:
            continue
        answer = replay.answer
        exercised |= {*answer.rules, *(rule for _, _, rule in answer.derived)}
        exercised |= {name for note in answer.notes for name in (note.rule, note.by)}
        exercised |= {name for loss in answer.lost for name in (loss.rule, loss.to)}
    rules = [
        rule.id
        for found in shipped_jurisdictions().values()
        for rule in found.rules
        if rule.id.startswith(f"{pack}/") and rule.kind is not RuleKind.CONSTRAINT
    ]

    assert sorted(set(rules) - exercised) == []


def test_municipal_passages_carry_fingerprints() -> None:
    """A row of an order is its own passage, held against no other text."""
    own = ("kommunallagen/", f"{MADE_UP}/")
    without = [
        passage.id
        for found in shipped_jurisdictions().values()
        for passage in found.passages.values()
        if not passage.id.startswith(own) and not passage.fingerprint
    ]

    assert without == []


def test_every_label_and_sentence_is_there_in_english_too() -> None:
    """The rows of an order, and their matters, are in the order's own language."""
    lacking = set()
    for found in shipped_jurisdictions().values():
        words = found.vocabulary
        rows = {rule for rule in found.rules if rule.conclusion.grant}
        of_rows = {id_ for row in rows for id_ in row.scope_of[Slot.MATTER]}
        for table in (words.roles, words.matters, words.acts, words.circumstances):
            lacking |= {term.id for term in table.values() if not term.label.en}
        lacking -= of_rows
        others = set(found.rules) - rows
        lacking |= {rule.id for rule in others if not rule.says.en}

    assert lacking == set()


def test_no_rule_forbids_speaking_to_the_press() -> None:
    """Rules say who represents; the freedom to speak is the law's (T8)."""
    space = Space(shipped_jurisdictions()["kungsor"])
    for rule in space.jurisdiction.rules:
        words = f"{rule.says.sv} {rule.says.en}".casefold()
        forbids = "får inte" in words and ("medi" in words or "press" in words)
        assert not forbids, rule.id


def constraints() -> list[Rule]:
    found = shipped_jurisdictions()[""].rules
    return [rule for rule in found if isinstance(rule.conclusion, ConstraintConclusion)]


def a_lower_rule_that_breaks(constraint: Rule, jurisdiction: Jurisdiction) -> Rule:
    """Return a guideline's rule that lets a banned role decide."""
    limit = constraint.conclusion
    assert isinstance(limit, ConstraintConclusion)
    kinds = jurisdiction.vocabulary.role_kinds
    banned = min(
        role
        for role in kinds
        if kinds[role] & limit.never
        or (limit.only is not None and not kinds[role] & limit.only)
    )
    party = Party(mode=Mode.ONE, roles=(banned,))
    return Rule(
        id="lokal/bryter",
        kind=RuleKind.DECISION,
        scope=((Slot.MATTER, frozenset({a_matter_for(constraint)})),),
        conclusion=DecisionConclusion(
            functions=((Function.DECIDES, party),), act=limit.act
        ),
        says=Text("En lokal regel som bryter mot lagen."),
        validity=Validity(),
        cites=constraint.cites,
        rank=Rank.GUIDELINE,
        status=Status.ADOPTED,
        place=Place(file="lokal.yaml"),
    )


def a_matter_for(constraint: Rule) -> str:
    return min(constraint.scope_of.get(Slot.MATTER, frozenset({"lokalt-arende"})))


def with_local_matter(
    jurisdiction: Jurisdiction, tag: str, *rules: Rule
) -> Jurisdiction:
    matter = Matter(
        id="lokalt-arende", label=Text("lokalt ärende"), tags=(tag,) if tag else ()
    )
    words = jurisdiction.vocabulary
    matters = {**words.matters, matter.id: matter}
    vocabulary = Vocabulary(
        roles=words.roles,
        matters=matters,
        acts=words.acts,
        circumstances=words.circumstances,
        tags=words.tags,
    )
    return dataclasses.replace(
        jurisdiction, vocabulary=vocabulary, rules=(*jurisdiction.rules, *rules)
    )


@pytest.mark.parametrize("constraint", constraints(), ids=lambda rule: rule.id)
def test_every_constraint_sets_aside_a_lower_rule_that_breaks_it(
    constraint: Rule,
) -> None:
    """6 kap. 37-39 §§, 7 kap. 5-6 §§ and the other bans hold against any local text."""
    limit = constraint.conclusion
    assert isinstance(limit, ConstraintConclusion)
    law = shipped_jurisdictions()[""]
    broken = a_lower_rule_that_breaks(constraint, law)
    local = with_local_matter(law, limit.tag, broken)
    slots = ((Slot.MATTER, a_matter_for(constraint)),)
    given = tuple(
        (c.circumstance, min(c.values, key=str))
        for c in constraint.when
        if isinstance(c, OneOf)
    )

    answer = Space(local).ask(Question(RuleKind.DECISION, slots, given, TODAY))

    assert broken.id not in answer.rules
    assert (broken.id, constraint.id) in {
        (loss.rule, loss.to) for loss in answer.lost
    } or (broken.id in {loss.rule for loss in answer.lost})


@pytest.mark.slow
def test_the_readme_tells_how_many_cases_are_replayed():
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    told = re.search(r"`mandat check` replays ([0-9,]+) told cases", readme)
    assert int(told[1].replace(",", "")) == len(shipped_scenarios())
