"""What speaks for a reading, and how much each thing counts.

The weights are fitted, not chosen: decision record 0011 tells how and on what.
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Evidence(NamedTuple):
    """What speaks for or against one reading of a question.

    `explained` is the share of the question's weight that the subject's phrases
    account for, `asked_for` the same for the part that asks; `best` how well the best
    phrase fits as a whole; `alike` how like the likest sample question is, letter by
    letter; `form` the logarithm of how likely this kind of question is put so;
    `untouched` how much of the subject's own name was not said; `local` whether the
    rule is the municipality's own, `unsampled` whether no sample question speaks of it,
    as none does of most rows of delegation orders. The others tell of the places for
    roles:

    - `empty`: how many are filled with nobody who is mentioned;
    - `exactly`: how many are filled with the very role of the rule;
    - `asker`: the one who asks is the one who acts;
    - `in_order`: sender and receiver are mentioned in that order;
    - `misplaced`: how many are mentioned in a way that gives them another place;
    - `by_nobody`: nobody is said to make the contact, not even in the first person;
    - `no_contact`: it is about a contact though nothing said is;
    - `untold`: the one who asks is the one who acts, and does not say who that is;
    - `unreached`: it is about a contact, and nobody is said to be reached.
    """

    explained: float = 0.0
    asked_for: float = 0.0
    best: float = 0.0
    alike: float = 0.0
    form: float = 0.0
    untouched: float = 0.0
    local: float = 0.0
    unsampled: float = 0.0
    empty: float = 0.0
    exactly: float = 0.0
    asker: float = 0.0
    in_order: float = 0.0
    misplaced: float = 0.0
    by_nobody: float = 0.0
    no_contact: float = 0.0
    unreached: float = 0.0
    untold: float = 0.0


#: How much each kind of evidence counts.
WEIGHTS = Evidence(
    explained=8.3,
    asked_for=1.7,
    best=4.3,
    alike=4.7,
    form=0.93,
    untouched=-3.1,
    local=3.2,
    unsampled=2.4,
    empty=-0.3,
    exactly=0.93,
    asker=1.45,
    in_order=1.25,
    misplaced=-2.35,
    by_nobody=-2.3,
    no_contact=-3.05,
    unreached=0.0,
    untold=0.0,
)


class Signs(NamedTuple):
    """What tells whether a reading is meant: its evidence, and what stands beside it.

    `score` is the reading's own, `margin` how far it is above the best other matter and
    `ahead` above the next of the ranked, all bounded; `lost` how much the heaviest word
    tells that asks and that the reading does not account for, `untaken` how many such
    words there are, `unknown` how many words stand for nothing here, `length` how many
    words tell something, each as a share of a few. The others are those of `Evidence`,
    and of what kind the reading is.
    """

    score: float = 0.0
    margin: float = 0.0
    ahead: float = 0.0
    explained: float = 0.0
    asked_for: float = 0.0
    best: float = 0.0
    alike: float = 0.0
    form: float = 0.0
    untouched: float = 0.0
    local: float = 0.0
    unsampled: float = 0.0
    empty: float = 0.0
    exactly: float = 0.0
    by_nobody: float = 0.0
    no_contact: float = 0.0
    unreached: float = 0.0
    untold: float = 0.0
    lost: float = 0.0
    untaken: float = 0.0
    unknown: float = 0.0
    length: float = 0.0
    is_contact: float = 0.0
    is_act: float = 0.0
    is_duty: float = 0.0
    is_other: float = 0.0


#: How much each sign counts, from `python -m bench.confidence`.
BASE = -9.45
SIGN_WEIGHTS = Signs(
    score=0.16,
    margin=0.77,
    ahead=-0.11,
    explained=1.23,
    asked_for=2.40,
    best=2.42,
    alike=1.58,
    form=0.07,
    untouched=-2.51,
    local=1.71,
    unsampled=1.62,
    empty=0.37,
    exactly=0.21,
    by_nobody=0.95,
    no_contact=1.21,
    unreached=0.75,
    untold=-0.25,
    lost=0.93,
    untaken=-0.60,
    unknown=-2.59,
    length=2.32,
    is_contact=-1.08,
    is_act=1.42,
    is_duty=0.27,
    is_other=0.11,
)

WIDEST_MARGIN = 3.0


def score(evidence: Evidence) -> float:
    """Return how much speaks for a reading, on the scale of a logarithm of odds."""
    return math.fsum(e * w for e, w in zip(evidence, WEIGHTS, strict=True))


def bounded(margin: float) -> float:
    """Return a margin no wider than makes a difference."""
    return max(-WIDEST_MARGIN, min(margin, WIDEST_MARGIN))


def confidence(signs: Signs) -> float:
    """Return the chance that a reading with these signs is meant, 0–1."""
    power = BASE + math.fsum(s * w for s, w in zip(signs, SIGN_WEIGHTS, strict=True))
    return round(1 / (1 + math.exp(-power)), 2)
