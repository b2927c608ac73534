"""Training: a session that was held, and many of them summed up."""

from typing import Annotated, TypedDict

from ...training.results import SessionMode
from .parts import Day, Output

# a session ----------------------------------------------------------------------------


class CaseObject(TypedDict):
    """A case that was answered.

    Attributes:
        id: the id of the case.
        title: what it is called.
        right: how many answers were right.
        wrong: how many answers were wrong.
        rules: the ids of the rules that it turns on.
    """

    id: str
    title: str
    right: int
    wrong: int
    rules: list[str]


class MarkObject(TypedDict):
    """A rule that somebody marked as unclear.

    Attributes:
        case: the id of the case in which it was marked.
        rule: the id of the rule; empty for the case as a whole, or a missing rule.
        note: what somebody wrote about it.
    """

    case: str
    rule: str
    note: str


class SessionOutput(Output):
    """A session that was held (`train`).

    Attributes:
        session: a random id.
        mode: alone, as a group, table by table, or as practice.
        seed: the number that gives the same cases again.
        ended: whether it was gone through to the end.
        cases: the cases that were answered.
        left: the ids of those that were not.
        unclear: the rules that were marked as unclear.
    """

    session: str
    mode: Annotated[str, SessionMode]
    seed: int
    ended: bool
    cases: list[CaseObject]
    left: list[str]
    unclear: list[MarkObject]


# the yearly review --------------------------------------------------------------------


class SessionShareObject(TypedDict):
    """One session.

    Attributes:
        day: the day it was held.
        right: how many answers were right.
        answers: how many there were.
    """

    day: Day
    right: int
    answers: int


class ChosenObject(TypedDict):
    """What people chose instead of the right answer.

    Attributes:
        text: what they chose.
        votes: how often.
    """

    text: str
    votes: int


class ReviewLineObject(TypedDict):
    """How a case or a rule was answered.

    Attributes:
        id: its id.
        text: what it is about.
        answers: how many answers there were.
        wrong: how many of them were wrong.
        share_wrong: the share of wrong answers, 0 to 1.
        share_year: the share this year; null for no answers.
        share_before: the share the year before; null for no answers.
        right_answer: the right answer of a case; empty for a rule.
        chosen_instead: what people chose instead, the most often first.
    """

    id: str
    text: str
    answers: int
    wrong: int
    share_wrong: float | None
    share_year: float | None
    share_before: float | None
    right_answer: str
    chosen_instead: list[ChosenObject]


class DoubtObject(TypedDict):
    """A rule that was marked as unclear.

    Attributes:
        rule: its id; empty for the case as a whole, or a missing rule.
        text: what it says.
        case: the id of the case in which it was marked.
        day: the day.
        note: what somebody wrote about it.
    """

    rule: str
    text: str
    case: str
    day: Day
    note: str


class DueObject(TypedDict):
    """A document that is to be reviewed.

    Attributes:
        source: its id.
        title: its title.
        day: when; null if unknown.
        overdue: whether that day has passed.
    """

    source: str
    title: str
    day: Day | None
    overdue: bool


class ReviewOutput(Output):
    """Sessions summed up for the yearly review (`train report`).

    Attributes:
        sessions: the sessions, in the order of their days.
        answers: how many answers there were.
        wrong: how many of them were wrong.
        answers_elsewhere: how many were to cases of other municipalities.
        year: the last year with answers; null for none.
        year_before: the year that it is compared with; null for none.
        rules: the rules, the worst understood first.
        cases: the cases, the hardest first.
        unclear: the rules that were marked as unclear.
        reviews: the documents that are to be reviewed.
    """

    sessions: list[SessionShareObject]
    answers: int
    wrong: int
    answers_elsewhere: int
    year: int | None
    year_before: int | None
    rules: list[ReviewLineObject]
    cases: list[ReviewLineObject]
    unclear: list[DoubtObject]
    reviews: list[DueObject]
