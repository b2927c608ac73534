"""Whether two answers are the same: one home for every measure of sameness.

From the strictest measure to the loosest:

- `essence`: two cells have one and the same answer, down to the rules it rests on.
  A table has a row for each essence.
- `is_another_answer`: somebody who reads the answer and its passages would notice a
  difference. Rules that say a thing on the same passages are as good as each other.
- `statement`: only what the answer says counts, not why. What is assumed is worth a
  note where it changes this.

`normal_form` is below the last two: a conclusion written so that two ways of saying
the same are equal. Whether an answer says what a scenario expects, which may leave
points out, is for `scenarios.points`.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from ..records import replace
from ..rulebook.model.conclusions import (
    DecisionConclusion,
    DutyConclusion,
    Mode,
    Party,
)
from ..rulebook.model.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from ..rulebook.model.conclusions import Conclusion
    from .answer import Answer, Finding


def essence(answer: Answer) -> Hashable:
    """Return what must be equal for two answers to be one and the same.

    Notes are left out: they tell what was set aside on the way, and an answer
    does not depend on a circumstance because the way to it does.
    """
    return (answer.outcome, answer.findings, answer.cites)


def is_another_answer(one: Answer, other: Answer) -> bool:
    """Tell whether two answers to the same question say or cite different things.

    Which of several rules says a thing makes no difference, but which duties there
    are does. Where both answers depend on what is missing, only what they depend on
    counts: the answers themselves are compared where nothing is missing.
    """
    if one.outcome is not other.outcome:
        return True
    if one.is_table or other.is_table:
        return one.depends_on != other.depends_on
    return _statement_and_passages(one) != _statement_and_passages(other)


def _statement_and_passages(answer: Answer) -> Hashable:
    says = frozenset(map(finding_statement, answer.findings))
    return says, answer.cites, frozenset(note.kind for note in answer.notes)


# what an answer says --------------------------------------------------------------


#: The normal forms of so many conclusions are remembered: a comparison meets the same
#: ones in thousands of cells.
MOST_CONCLUSIONS = 4_096


def statement(
    answer: Answer, finding_says: Callable[[Finding], Hashable] | None = None
) -> Hashable:
    """Return what an answer says, apart from why.

    Args:
        answer: the answer; a table says what each of its rows says.
        finding_says: what one finding says, where more than its conclusion counts.
    """
    says = finding_says or finding_statement
    if answer.is_table:
        rows = ((f.when, f.outcome, says(f)) for f in answer.findings)
        return answer.outcome, frozenset(rows)
    return answer.outcome, unordered(map(says, answer.findings))


def finding_statement(finding: Finding) -> Hashable:
    """Return what a finding says: its conclusion, of a duty also its rule.

    What must be done stands in the sentence of the rule, so the rule is part of what
    a duty says.
    """
    conclusion = finding.conclusion
    if conclusion is None:
        return None
    rules = finding.rules if isinstance(conclusion, DutyConclusion) else ()
    return rules, normal_form(conclusion)


def unordered(items: Iterable[Hashable]) -> Hashable:
    """Return what is equal for the same items in any order, each as many times."""
    return frozenset(Counter(items).items())


@lru_cache(MOST_CONCLUSIONS)
def normal_form(conclusion: Conclusion) -> Conclusion:
    """Return a conclusion with its texts in Swedish alone and its lists in order.

    How a text reads in English, and in which order a list stands where order means
    nothing, makes no conclusion another.
    """
    plain = conclusion.mapped(party=_in_any_order, text=_in_swedish)
    if isinstance(plain, DecisionConclusion) and len(plain.requires) > 1:
        requires = sorted(plain.requires, key=lambda text: text.sv)
        return replace(plain, requires=tuple(requires))
    return plain


def _in_swedish(text: Text) -> Text:
    return Text(text.sv)


def _in_any_order(party: Party) -> Party:
    if party.mode is Mode.IN_ORDER:
        return party
    return Party(mode=party.mode, roles=tuple(sorted(set(party.roles))))
