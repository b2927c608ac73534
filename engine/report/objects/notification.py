"""The lists of what is reported to a committee at a meeting (`notify`)."""

from typing import Annotated, TypedDict

from ...notification.natures import DecisionNature, Unclearness
from ...notification.reporting_lists import ReportingList
from .parts import Day, Output, TermObject


class ListedDecisionObject(TypedDict):
    """A row of the log, with the list it is on.

    Attributes:
        row: its number in the log; the headings are row 1.
        on_list: the list.
        nature: what it is to the committee by whose order it was taken.
        number: what the log calls the decision.
        matter: what was decided.
        point: the point of the order; empty where there is none.
        chapter: the chapter of the order; empty where there is none.
        day: the day of the decision; null where the row cannot be read.
        decided_by: who decided.
        due: the meeting at which it is to be told; null where nothing is told or no
            meeting is known.
        told_to: to whom it is told in the first place; null where nobody is told.
        why: why it is unclear; null where it is not.
        remark: what is to be known of it, in words.
        rules: the ids of the rules by which it was taken.
        kept: what columns of the log say that are told as they are, by their headings.
    """

    row: int
    on_list: Annotated[str, ReportingList]
    nature: Annotated[str, DecisionNature]
    number: str
    matter: str
    point: str
    chapter: str
    day: Day | None
    decided_by: str
    due: Day | None
    told_to: TermObject | None
    why: Annotated[str, Unclearness] | None
    remark: str
    rules: list[str]
    kept: dict[str, str]


class NotificationOutput(Output):
    """The lists of what is reported to a committee at a meeting (`notify`).

    Attributes:
        municipality: its id.
        committee: the committee.
        meeting: the day on which it meets.
        before: the meeting before; null where none is known.
        reporting_told: whether the log says what has been reported.
        summary: how many rows of the log are on each list.
        decisions: every row of the log, each on one list, in the committee's order.
    """

    municipality: str
    committee: TermObject
    meeting: Day
    before: Day | None
    reporting_told: bool
    summary: dict[str, int]
    decisions: list[ListedDecisionObject]
