"""The levels of several municipalities side by side (`compare`)."""

from typing import Annotated, NotRequired, TypedDict

from ...answers.answer import Outcome
from ...answers.force import Force
from ...levels.side_by_side import LevelLikeness
from ...rulebook.model.conclusions import DecisionAct, Function, Mode
from .answers import CitationObject
from .parts import Day, Output, TermObject, WhenObject


class LevelObject(TypedDict):
    """Who has a function in a matter, in which cases and on which terms.

    Attributes:
        function: what they do.
        mode: whether it is one role, or several together or in order.
        roles: who.
        text: the same in words.
        when: in which cases, each an alternative; one that is empty is every case.
        always: whether it is so in every case.
        terms: on what terms, each as a sentence.
        act: what kind of act it is in law; null where nothing says.
        force: whether it binds, is only proposed or is guidance.
        committee: whether it is the committee that has granted others the same.
        superior: whether it is so as the superior of a delegate.
        above: who decides wherever they do, and beyond: the nearest.
        rules: the ids of the rules that give it.
        citations: the ids of the passages that it rests on.
    """

    function: Annotated[str, Function]
    mode: Annotated[str, Mode]
    roles: list[TermObject]
    text: str
    when: list[WhenObject]
    always: bool
    terms: list[str]
    act: Annotated[str, DecisionAct] | None
    force: Annotated[str, Force]
    committee: bool
    superior: bool
    above: list[TermObject]
    rules: list[str]
    citations: list[str]


class LadderObject(TypedDict):
    """The levels of a matter in one municipality, from the lowest.

    Attributes:
        municipality: its id.
        matters: what the matter is there; none where none of its words means it.
        outcome: whether a rule answers, in all cases or in some; or none.
        levels: the levels.
        unruled: the cases in which no rule names anybody.
        disputed: the cases in which rules contradict each other.
    """

    municipality: str
    matters: list[TermObject]
    outcome: Annotated[str, Outcome]
    levels: list[LevelObject]
    unruled: list[WhenObject]
    disputed: list[WhenObject]


class ComparedMatterObject(TypedDict):
    """A matter, or several that have the same levels, in each municipality.

    Attributes:
        labels: what the matters are called.
        likeness: whether the levels differ, some municipality has no rule, all are
            alike, or there are too many cases to compare.
        municipalities: the levels of each, in the order in which they were named; none
            where there are too many cases.
        why: why it could not be compared.
    """

    labels: list[str]
    likeness: Annotated[str, LevelLikeness]
    municipalities: list[LadderObject]
    why: NotRequired[str]


class LikenessCountObject(TypedDict):
    """How many matters compare in which way.

    Attributes:
        different: how many are ordered differently.
        lacking: on how many some have no rule, and the others say the same.
        alike: on how many all say the same.
        too_large: how many have too many cases to compare.
    """

    different: int
    lacking: int
    alike: int
    too_large: int


class LevelsOutput(Output):
    """The levels of several municipalities side by side (`compare`).

    Attributes:
        date: the day.
        municipalities: those that are compared, in order.
        summary: how many matters compare in which way.
        matters: the matters that some of them has a rule about, what differs first.
        citations: the passages that the levels rest on.
    """

    date: Day
    municipalities: list[TermObject]
    summary: LikenessCountObject
    matters: list[ComparedMatterObject]
    citations: list[CitationObject]
