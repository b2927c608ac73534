"""The answers to choose among: the true one, and wrong ones that are plausible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers.answer import Outcome
from ..records import record
from ..scenarios.cases import Claim
from ..scenarios.replay import is_right
from .distractors import distractors
from .selection import lot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..rulebook.model.texts import Text
    from ..scenarios.cases import Scenario
    from ..scenarios.replay import Replay
    from ..space.space import Space
    from .material import Exercise

#: Letters that are commands of a session (n, q, r, s, u, x) name no answer.
LETTERS = "abcdefghijklmoptvwyz"
#: So many wrong answers are made up for a case.
_WRONG = 3
#: The last wrong answer is "no rule" in one case of so many.
_NO_RULE_EVERY = 3
#: What is always part of an answer of its kind: without it the rest says nothing.
_CORE = frozenset({"via", "free", "verdict"})


@record
class Alternative:
    """One of the answers to choose among, named by a letter.

    A case has a `claim`, and `is_right` tells whether the rules say it. A dilemma has
    a `position`, which is neither right nor wrong.
    """

    letter: str
    claim: Claim | None = None
    position: Text | None = None
    is_right: bool | None = None


def alternatives(
    exercise: Exercise, space: Space, seed: int
) -> tuple[Alternative, ...]:
    """Return what to choose among, in an order that the seed decides.

    The positions of a dilemma keep the order they are told in.
    """
    if exercise.dilemma:
        return tuple(
            Alternative(letter=letter, position=position)
            for letter, position in zip(
                LETTERS, exercise.dilemma.positions, strict=False
            )
        )
    (replay,) = exercise.replays
    wrong = exercise.lesson.alternatives or _wrong_claims(
        exercise.id, replay, space, seed
    )
    truth = _truth(replay.scenario, wrong)
    ordered = sorted(
        (truth, *wrong), key=lambda claim: lot(seed, exercise.id, claim_key(claim))
    )
    return tuple(
        Alternative(letter=letter, claim=claim, is_right=claim is truth)
        for letter, claim in zip(LETTERS, ordered, strict=False)
    )


def claim_key(claim: Claim) -> str:
    """Return a claim as text that is the same on every machine."""
    points = sorted((key, repr(value)) for key, value in claim.points.items())
    return repr((claim.outcome.value, points, sorted(claim.depends_on or ())))


def _truth(scenario: Scenario, wrong: Iterable[Claim]) -> Claim:
    """Return what is expected, on the points that the wrong answers speak of too.

    Otherwise the true answer would give itself away by being the longest.
    """
    expected = scenario.expected
    spoken_of = {key for claim in wrong for key in claim.points}
    shared = {
        key: value
        for key, value in expected.points.items()
        if key in spoken_of or (key in _CORE and _CORE & spoken_of)
    }
    return Claim(
        outcome=expected.outcome,
        points=shared or expected.points,
        depends_on=expected.depends_on,
    )


def _wrong_claims(
    id_: str, replay: Replay, space: Space, seed: int
) -> tuple[Claim, ...]:
    """Return wrong answers that name roles and ways of the rules themselves."""
    question, answer = replay.scenario.question, replay.answer
    words = space.jurisdiction.vocabulary
    unlike: dict[str, Claim] = {}
    for claim in distractors(replay, space):
        if not is_right(claim, question, answer, words):
            unlike.setdefault(claim_key(claim), claim)
    # the likeliest few, of which the seed takes some: no two sessions are alike
    likely = list(unlike.values())[: 2 * _WRONG]
    likely.sort(key=lambda claim: lot(seed, id_, "wrong", claim_key(claim)))
    wrong = likely[:_WRONG]
    no_rule = Claim(outcome=Outcome.NO_RULE, points={})
    is_its_turn = int(lot(seed, id_, "no rule")[:8], 16) % _NO_RULE_EVERY == 0
    may_be_none = no_rule not in wrong and answer.outcome is not Outcome.NO_RULE
    if may_be_none and (is_its_turn or len(wrong) < _WRONG):
        wrong = [*wrong[: _WRONG - 1], no_rule]
    return tuple(wrong)
