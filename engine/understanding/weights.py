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
    rule is the municipality's own. The others tell of the places for roles:

    - `empty`: how many are filled with nobody who is mentioned;
    - `exactly`: how many are filled with the very role of the rule;
    - `asker`: the one who asks is the one who acts;
    - `in_order`: sender and receiver are mentioned in that order;
    - `misplaced`: how many are mentioned in a way that gives them another place;
    - `by_nobody`: nobody is said to make the contact, not even in the first person;
    - `no_contact`: it is about a contact though nothing said is.
    """

    explained: float = 0.0
    asked_for: float = 0.0
    best: float = 0.0
    alike: float = 0.0
    form: float = 0.0
    untouched: float = 0.0
    local: float = 0.0
    empty: float = 0.0
    exactly: float = 0.0
    asker: float = 0.0
    in_order: float = 0.0
    misplaced: float = 0.0
    by_nobody: float = 0.0
    no_contact: float = 0.0


#: How much each kind of evidence counts.
WEIGHTS = Evidence(
    explained=7.2,
    asked_for=1.15,
    best=2.95,
    alike=3.4,
    form=0.88,
    untouched=-1.8,
    local=1.85,
    empty=-0.15,
    exactly=0.65,
    asker=1.5,
    in_order=1.0,
    misplaced=-2.2,
    by_nobody=-2.3,
    no_contact=-3.15,
)
#: How the score of the best reading, and its distance to the next, make a confidence.
_BASE, _PER_SCORE, _PER_MARGIN = -4.41, 0.411, 0.6
WIDEST_MARGIN = 3.0


def score(evidence: Evidence) -> float:
    """Return how much speaks for a reading, on the scale of a logarithm of odds."""
    return math.fsum(e * w for e, w in zip(evidence, WEIGHTS, strict=True))


def confidence(reached: float, margin: float) -> float:
    """Return the chance that a reading with a score and a margin is meant, 0–1."""
    bounded = max(-WIDEST_MARGIN, min(margin, WIDEST_MARGIN))
    power = _BASE + _PER_SCORE * reached + _PER_MARGIN * bounded
    return round(1 / (1 + math.exp(-power)), 2)
