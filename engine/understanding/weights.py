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
    explained=7.6,
    asked_for=1.4,
    best=3.7,
    alike=3.95,
    form=0.93,
    untouched=-2.8,
    local=2.7,
    unsampled=1.2,
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
#: How the score of the best reading, and its distance to the next, make a confidence.
_BASE, _PER_SCORE, _PER_MARGIN = -7.5, 0.635, 0.6
#: A subject without sample questions has nothing to be alike to; and how it is put
#: tells twice, for what is asked of another kind is seldom meant.
_UNSAMPLED, _PER_FORM = 0.46, 0.15
#: Whoever is not mentioned may be somebody else than the one who is reached.
_UNREACHED = -1.2
WIDEST_MARGIN = 3.0


def score(evidence: Evidence) -> float:
    """Return how much speaks for a reading, on the scale of a logarithm of odds."""
    return math.fsum(e * w for e, w in zip(evidence, WEIGHTS, strict=True))


def confidence(evidence: Evidence, margin: float) -> float:
    """Return the chance that a reading of some evidence and margin is meant, 0–1."""
    bounded = max(-WIDEST_MARGIN, min(margin, WIDEST_MARGIN))
    power = _BASE + _PER_SCORE * score(evidence) + _PER_MARGIN * bounded
    power += _UNSAMPLED * evidence.unsampled + _PER_FORM * evidence.form
    power += _UNREACHED * evidence.unreached
    return round(1 / (1 + math.exp(-power)), 2)
