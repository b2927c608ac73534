"""The alternatives of a case: one is right, and none gives itself away."""

import pytest

from engine.answers.answer import Outcome
from engine.rulebook.model.conclusions import Mode as Relation
from engine.rulebook.model.conclusions import Party, Verdict
from engine.scenarios.cases import Claim
from engine.scenarios.replay import is_right
from engine.training.alternatives import alternatives


def exercise(town, name):
    return next(each for each in town[0].exercises if each.id == f"provby/{name}")


@pytest.mark.parametrize("name", ["bankarna", "bron", "samtalet", "branden"])
def test_exactly_one_alternative_is_right_whatever_the_seed(town, name):
    _, space = town
    case = exercise(town, name)
    (replay,) = case.replays
    words = space.jurisdiction.vocabulary
    for seed in range(25):
        made = alternatives(case, space, seed)
        said = [
            is_right(each.claim, replay.scenario.question, replay.answer, words)
            for each in made
        ]
        assert sum(said) == 1
        assert [each.is_right for each in made] == said
        assert len(made) >= 3


def test_the_same_seed_gives_the_same_alternatives_in_the_same_order(town):
    _, space = town
    case = exercise(town, "bron")
    for seed in range(10):
        assert alternatives(case, space, seed) == alternatives(case, space, seed)


def test_the_right_answer_takes_every_place(town):
    _, space = town
    case = exercise(town, "bankarna")
    places = {
        next(each.letter for each in alternatives(case, space, seed) if each.is_right)
        for seed in range(40)
    }
    assert places == {"a", "b", "c"}


def test_written_alternatives_are_those_that_are_shown(town):
    _, space = town
    case = exercise(town, "bankarna")
    roles = {
        each.claim.points["decides"].roles[0] for each in alternatives(case, space, 1)
    }
    assert roles == {"chef", "namnd", "fullmaktige"}


def test_the_right_answer_says_no_more_than_the_wrong_ones(town):
    """Bron is decided by one and approved by another, but the others only decide."""
    _, space = town
    right = next(
        c for c in alternatives(exercise(town, "bron"), space, 3) if c.is_right
    )
    party = Party(mode=Relation.ONE, roles=("namnd",))
    assert right.claim.points == {"decides": party}


def test_no_rule_is_an_alternative_now_and_then(town):
    _, space = town
    case = exercise(town, "bron")
    found = [
        any(c.claim.outcome is Outcome.NO_RULE for c in alternatives(case, space, seed))
        for seed in range(40)
    ]
    assert any(found)
    assert not all(found)


def test_no_rule_is_the_right_answer_where_there_is_none(town):
    _, space = town
    made = alternatives(exercise(town, "branden"), space, 1)
    (right,) = [each for each in made if each.is_right]
    assert right.claim.outcome is Outcome.NO_RULE
    assert {each.claim.outcome for each in made if each is not right} == {
        Outcome.ANSWERED
    }


def test_the_positions_of_a_dilemma_are_neither_right_nor_wrong(town):
    _, space = town
    made = alternatives(exercise(town, "delade-inkop"), space, 1)
    assert [(each.letter, each.position.sv, each.is_right) for each in made] == [
        ("a", "Det är ett köp.", None),
        ("b", "Det är två köp.", None),
    ]


def test_a_claim_with_another_outcome_or_verdict_is_not_right(town):
    _, space = town
    (replay,) = exercise(town, "samtalet").replays
    words = space.jurisdiction.vocabulary

    def says(outcome=Outcome.ANSWERED, **points):
        claim = Claim(outcome=outcome, points=points)
        return is_right(claim, replay.scenario.question, replay.answer, words)

    assert says(via=("direktor",))
    assert not says(via=("rektor",))
    assert not says(free=True)
    assert not says(verdict=Verdict.PERMITTED)
    assert not says(Outcome.NO_RULE)
