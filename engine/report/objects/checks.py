"""Checks: what replayed scenarios gave, what they exercise, and what was accepted."""

from typing import Annotated, NotRequired, TypedDict

from ...answers.answer import Outcome
from ...mutation.trials import Fate
from ...rulebook.model.rules import RuleKind
from .answers import AnswerObject
from .errors import ProblemObject
from .parts import Day, Output, ReferenceObject, SlotName, WhenObject

# replays ------------------------------------------------------------------------------


class DifferenceObject(TypedDict):
    """One point on which an answer is not as expected.

    Attributes:
        point: the point, as scenario files call it.
        expected: what was expected; null for nothing.
        actual: what came; null for nothing.
    """

    point: str
    expected: str | None
    actual: str | None


class NearestObject(TypedDict):
    """The rule that came nearest to what was expected.

    Attributes:
        rule: the id of the rule.
        why: what kept it from prevailing, in a sentence.
    """

    rule: str
    why: str


class MissedObject(ReferenceObject):
    """A scenario whose answer is not as expected.

    Attributes:
        id: the id of the scenario.
        differences: the points on which it differs.
        nearest: the rule that came nearest to what was expected; null for none.
        answer: the answer that it got.
    """

    id: str
    differences: list[DifferenceObject]
    nearest: NearestObject | None
    answer: AnswerObject


# coverage -----------------------------------------------------------------------------


class CoveredCellObject(TypedDict):
    """A case that no scenario asks about.

    Attributes:
        when: where it lies.
        outcome: what becomes of the question there.
        rules: the ids of the rules that prevail there.
    """

    when: WhenObject
    outcome: Annotated[str, Outcome]
    rules: list[str]


class GapObject(TypedDict):
    """A subject with cases that no scenario asks about.

    Attributes:
        kind: what kind of question it is.
        asked: what it is about: ids by the places they fill.
        alike: how many other subjects have the same rules.
        cells: the cases.
    """

    kind: Annotated[str, RuleKind]
    asked: dict[SlotName, str]
    alike: int
    cells: list[CoveredCellObject]


class CoverageObject(TypedDict):
    """What scenarios exercise of a municipality's rules.

    Attributes:
        municipality: whose rules; null for law and general guidance alone.
        rules: how many rules there are.
        rules_exercised: how many of them some expected answer rests on.
        cells: how many cases there are.
        cells_exercised: how many of them some scenario asks about.
        idle_rules: the ids of the rules that no scenario exercises.
        yielding_rules: the ids of those that only yield to another in scenarios.
        gaps: what no scenario asks about.
    """

    municipality: str | None
    rules: int
    rules_exercised: int
    cells: int
    cells_exercised: int
    idle_rules: list[str]
    yielding_rules: list[str]
    gaps: list[GapObject]


# mutation -----------------------------------------------------------------------------


class MutantObject(TypedDict):
    """A change of a rule.

    Attributes:
        rule: the id of the rule.
        change: the name of the change.
    """

    rule: str
    change: str


class SurvivorObject(MutantObject, ReferenceObject):
    """A change of a rule that no scenario notices.

    Attributes:
        fate: whether some answer changes, or nobody could tell.
        municipality: where an answer changes; null for law and general guidance alone.
        because: why it may go unnoticed; null where no reason is recorded.
        scenario: a scenario that would notice it, in YAML; null where none was found.
    """

    fate: Annotated[str, Fate]
    municipality: str | None
    because: str | None
    scenario: str | None


class MutationObject(TypedDict):
    """Which changes of rules the scenarios notice (`--mutate`).

    Attributes:
        rules: how many rules were changed.
        noticed: how many changes some scenario notices.
        survived: how many no scenario notices, though an answer changes.
        undecided: how many change so much that nobody could tell.
        equivalent: how many change no answer.
        idle_rows: how many rows of orders no scenario is about; they are not changed.
        score: the share that is noticed of those that count, 0 to 1; null for none.
        survivors: the changes that no scenario notices.
        equivalents: the changes that change no answer, with `--equivalent`.
    """

    rules: int
    noticed: int
    survived: int
    undecided: int
    equivalent: int
    idle_rows: int
    score: float | None
    survivors: list[SurvivorObject]
    equivalents: NotRequired[list[MutantObject]]


class UnreadObject(ReferenceObject):
    """A fact that a scenario gives and no rule on its question reads.

    Attributes:
        scenario: the id of the scenario.
        circumstance: the id of the circumstance.
    """

    scenario: str
    circumstance: str


class CheckOutput(Output):
    """What replaying scenarios gave (`check`).

    Attributes:
        scenarios: how many were replayed.
        passed: how many were answered as expected.
        missed: those that were not.
        problems: alternatives of training cases that happen to be right.
        unread: the facts that scenarios give and no rule on their questions reads,
            where they do not expect a note of it.
        coverage: what they exercise in each municipality, with `--coverage`.
        mutation: which changes of rules they notice, with `--mutate`.
    """

    scenarios: int
    passed: int
    missed: list[MissedObject]
    problems: list[ProblemObject]
    unread: list[UnreadObject]
    coverage: NotRequired[list[CoverageObject]]
    mutation: NotRequired[MutationObject]


# acceptance ---------------------------------------------------------------------------


class AcceptedObject(ReferenceObject):
    """A scenario whose expectation was rewritten.

    Attributes:
        id: the id of the scenario.
        changes: what was expected and is now, point by point.
    """

    id: str
    changes: list[str]


class LeftObject(AcceptedObject):
    """A scenario whose expectation could not be rewritten.

    Attributes:
        code: what kind of obstacle there is, stable for ever.
        because: why not, in a sentence.
    """

    code: str
    because: str


class AcceptOutput(Output):
    """Which expectations a decision rewrote (`check --accept`).

    Attributes:
        decision: the decision.
        why: why the new answers are right.
        on: the day.
        files: the files that were rewritten.
        accepted: the scenarios that were rewritten.
        left: those that were left as they were.
    """

    decision: str
    why: str
    on: Day
    files: list[str]
    accepted: list[AcceptedObject]
    left: list[LeftObject]
